"""A correction after a drill: its card with words, units and deadline."""

from aiogram.types import Message

from handlers.drafts import handing_out
from handlers.drafts.cards import Collects, Form
from handlers.drills import drills as view
from handlers.kit import Context, Press, Shown, card_of, router_of
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
router.press(view.CORRECT)(FORM.open)


@router.message_of(Collects(DraftKind.DRILL_CORRECTION))
async def take_in(message: Message, context: Context, draft: Draft, said: str, more_of_album: bool = False) -> Shown:
    """Put what was sent on the card."""
    return await handing_out.take_in(context, FORM, message, draft, said, more_of_album=more_of_album)


@router.picked("drill_correction", back="page.due")
async def due_picked(context: Context, press: Press) -> Card:
    """Take a deadline from a button or the calendar."""
    return await handing_out.due_picked(context, FORM, press.id, press.extra)


async def _issue(context: Context, draft: Draft, choice: str) -> Card:
    drill_id = draft.subject_id or 0
    case = await corrections.issue(context, draft)
    return card_of(
        context.words("drill-correction-issued", number=case.number),
        context.offer("drill-correction-another", view.CORRECT, drill_id),
        context.offer("drill-see", OPEN, drill_id),
    )


FORM.answer(
    router,
    "drill-correction-given-up",
    {"issue": _issue, "page": handing_out.turn_page, "unit": handing_out.choose_unit},
)
