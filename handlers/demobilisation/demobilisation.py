"""The stand-down of a mobilisation: the call, the count back, its end, and its record."""

from markupsafe import Markup

from handlers.kit import Context, Press, card_of, router_of
from handlers.kit.buttons import number_in
from handlers.mobilisation.responses import live, marked
from models import Mobilisation
from models.enums import MobilisationState
from services.cards.card import Card, lines
from services.demobilisation import record as demobilisation_record
from services.demobilisation import record_page
from services.demobilisation import stand_down as demobilisation_stand_down
from services.mobilisation import mobilisations, strength
from services.mobilisation.cards import ALL_BACK, BACK, END, OPEN, PICTURE, RECORD, STAND_DOWN, call_line

SURE = "mo_sure"
"""The second press of a stand-down."""

LONGEST_SEEN = 30
"""Characters of a button's data that say which calls for help were seen."""

router = router_of("demobilisation")


@router.press(BACK)
async def back(context: Context, press: Press) -> Markup:
    """Note that the person is back."""
    one = await demobilisation_stand_down.back(context, press.id)
    return marked(context, one, context.words("mobilise-you-are-back", number=one.number or ""))


@router.press(ALL_BACK)
async def all_back(context: Context, press: Press) -> Markup:
    """Note that a captain has counted everybody back."""
    one, count = await demobilisation_stand_down.all_back(context, press.id, number_in(press.extra))
    return marked(context, one, context.words("mobilise-counted-back", number=one.number or "", count=count))


@router.press(STAND_DOWN)
async def sure(context: Context, press: Press) -> None:
    """Ask once more: a thumb slips in the rain."""
    one = await mobilisations.commanded(context.session, context.actor, press.id, MobilisationState.RUNNING)
    context.say.send(await _asked(context, one))


async def _asked(context: Context, one: Mobilisation) -> Card:
    """Return the question, with the calls for help that are open; the answer names those that were seen."""
    counted = await strength.of(context.session, one)
    asked = context.words("mobilise-really", number=one.number or "", out=counted.whole.out)
    open_calls = [call_line(context.town, context.words, call) for call in counted.calls]
    warned = context.words("mobilise-help-still", count=len(open_calls)) if open_calls else None
    sure = context.offer("mobilise-sure", SURE, one.id, _seen(counted))
    return card_of(
        lines(marked(context, one, asked), *open_calls, warned), sure, context.offer("mobilise-open", OPEN, one.id)
    )


def _seen(counted: strength.Turnout) -> str:
    """Return what tells apart which calls for help are open."""
    return ".".join(str(call.person_id) for call in counted.calls)[:LONGEST_SEEN]


@router.press(SURE)
async def stand_down(context: Context, press: Press) -> Card:
    """Stand down: everybody hears it, captains count back; the live card follows by itself.

    A call for help that came after the question is shown first.
    """
    one = await mobilisations.commanded(context.session, context.actor, press.id, MobilisationState.RUNNING)
    if _seen(await strength.of(context.session, one)) != press.extra:
        return await _asked(context, one)
    one = await demobilisation_stand_down.stand_down(context, press.id)
    out = (await strength.of(context.session, one)).whole.out
    text = marked(context, one, context.words("mobilise-down-told", number=one.number or "", out=out))
    return card_of(text, context.offer("mobilise-open", OPEN, one.id))


@router.press(END)
async def end(context: Context, press: Press) -> Card:
    """Close the mobilisation once everybody is accounted for."""
    one = await demobilisation_stand_down.end(context, press.id)
    return await live(context, one, head=context.words("mobilise-ended", number=one.number or ""))


@router.press(RECORD, PICTURE)
async def record(context: Context, press: Press) -> None:
    """Send the record as an Excel file, or on one page."""
    make = demobilisation_record.workbook if press.action == RECORD else record_page.picture
    context.say.document(*await make(context, press.id))
