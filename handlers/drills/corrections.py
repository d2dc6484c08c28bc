"""A correction after a drill: its card with words, units and deadline."""

from handlers.drafts import handing_out
from handlers.drafts.cards import Form
from handlers.drills import drills as view
from handlers.kit import Context, router_of
from models import Draft, Drill
from models.enums import Action, DraftKind, DrillStep
from services.cards.card import Card
from services.drills import cards, participants
from services.drills.cards import OPEN
from services.drills.evaluation import corrections, steps
from services.people.access import require

router = router_of("drill_corrections")


async def _check(context: Context, draft: Draft) -> Drill:
    require(context.actor, Action.DISPATCH)
    return await steps.at(context, draft.subject_id or 0, DrillStep.CORRECTIONS)


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card, or the page of it that is open."""
    drill, words = await _check(context, draft), context.words
    village = await participants.village_name(context, drill)
    return await handing_out.draw(
        context,
        FORM,
        draft,
        words("case-drill") if drill.drill else None,
        words("drill-correction-head", title=cards.title(context.town, words, drill, village)),
    )


FORM = Form("drill_correction", DraftKind.DRILL_CORRECTION, draw=draw, check=_check)


handing_out.answer(
    router, FORM, "drill-correction", opened_by=view.CORRECT, issue=corrections.issue, back=("drill-see", OPEN)
)
