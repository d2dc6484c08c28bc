"""A correction after a drill: its card with words, units and deadline."""

from handlers.drafts import handing_out
from handlers.drafts.cards import Form
from handlers.drills import drills as view
from handlers.kit import Context, card_of, router_of
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


async def _issue(context: Context, draft: Draft, choice: str) -> Card:
    drill_id = draft.subject_id or 0
    case = await corrections.issue(context, draft)
    return card_of(
        context.words("drill-correction-issued", number=case.number),
        context.offer("drill-correction-another", view.CORRECT, drill_id),
        context.offer("drill-see", OPEN, drill_id),
    )


handing_out.answer(router, FORM, "drill-correction-given-up", opened_by=view.CORRECT, issue=_issue)
