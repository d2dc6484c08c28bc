"""The stand-down of a mobilisation: the call, the count back, its end, and its record."""

from markupsafe import Markup

from handlers.kit import Context, Press, card_of, router_of
from handlers.kit.buttons import number_in
from handlers.mobilisation.responses import live, marked
from models.enums import MobilisationState
from services.cards.card import Card
from services.demobilisation import record as demobilisation_record
from services.demobilisation import record_page
from services.demobilisation import stand_down as demobilisation_stand_down
from services.mobilisation import mobilisations, strength
from services.mobilisation.cards import ALL_BACK, BACK, END, OPEN, PICTURE, RECORD, STAND_DOWN

SURE = "mo_sure"
"""The second press of a stand-down."""

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
    counted = await strength.of(context.session, one)
    text = marked(context, one, context.words("mobilise-really", number=one.number or "", out=counted.whole.out))
    rows = context.offer("mobilise-sure", SURE, one.id), context.offer("mobilise-open", OPEN, one.id)
    context.say.send(card_of(text, *rows))


@router.press(SURE)
async def stand_down(context: Context, press: Press) -> Card:
    """Stand down: everybody hears it, captains count back; the live card follows by itself."""
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
