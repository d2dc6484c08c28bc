"""The stand-down of a mobilisation: the call, the count back, its end, and its record."""

from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery

from handlers.kit import Context, Press, router_of
from handlers.mobilisation.responses import live, marked
from models.enums import MobilisationState
from services.cards.card import Card, button
from services.demobilisation import record as demobilisation_record
from services.demobilisation import record_page
from services.demobilisation import stand_down as demobilisation_stand_down
from services.mobilisation import mobilisations, strength
from services.mobilisation.cards import ALL_BACK, BACK, END, OPEN, PICTURE, RECORD, STAND_DOWN

SURE = "mo_sure"
"""The second press of a stand-down."""

router = router_of("demobilisation")


@router.callback_query(Press.of(BACK))
async def back(query: CallbackQuery, press: Press, context: Context) -> None:
    """Note that the person is back."""
    one = await demobilisation_stand_down.back(context.act, press.id)
    context.say.edit(marked(context, one, context.words("mobilise-you-are-back", number=one.number or "")))


@router.callback_query(Press.of(ALL_BACK))
async def all_back(query: CallbackQuery, press: Press, context: Context) -> None:
    """Note that a captain has counted everybody back."""
    one, count = await demobilisation_stand_down.all_back(context.act, press.id, int(press.extra))
    context.say.edit(marked(context, one, context.words("mobilise-counted-back", number=one.number or "", count=count)))


@router.callback_query(Press.of(STAND_DOWN))
async def sure(query: CallbackQuery, press: Press, context: Context) -> None:
    """Ask once more: a thumb in the rain."""
    one = await mobilisations.commanded(context.session, context.actor, press.id, MobilisationState.RUNNING)
    counted = await strength.of(context.session, one)
    rows = (
        (button(context.words.plain("mobilise-sure"), SURE, one.id),),
        (button(context.words.plain("mobilise-open"), OPEN, one.id),),
    )
    text = marked(context, one, context.words("mobilise-really", number=one.number or "", out=counted.whole.out))
    context.say.send(Card(text=text, rows=rows))


@router.callback_query(Press.of(SURE))
async def stand_down(query: CallbackQuery, press: Press, context: Context) -> None:
    """Stand down: everybody hears it, captains count back; the live card follows by itself."""
    one = await demobilisation_stand_down.stand_down(context.act, press.id)
    out = (await strength.of(context.session, one)).whole.out
    text = marked(context, one, context.words("mobilise-down-told", number=one.number or "", out=out))
    context.say.edit(Card(text=text, rows=((button(context.words.plain("mobilise-open"), OPEN, one.id),),)))


@router.callback_query(Press.of(END))
async def end(query: CallbackQuery, press: Press, context: Context) -> None:
    """Close it, everybody accounted for."""
    one = await demobilisation_stand_down.end(context.act, press.id)
    context.say.edit(await live(context, one, head=context.words("mobilise-ended", number=one.number or "")))


@router.callback_query(Press.of(RECORD))
async def record(query: CallbackQuery, press: Press, context: Context) -> None:
    """Send the record as an Excel file."""
    _hand_out(context, *await demobilisation_record.workbook(context.act, press.id))


@router.callback_query(Press.of(PICTURE))
async def picture(query: CallbackQuery, press: Press, context: Context) -> None:
    """Send the record on one page."""
    _hand_out(context, *await record_page.picture(context.act, press.id))


def _hand_out(context: Context, name: str, content: bytes) -> None:
    if context.say.chat_id is not None:
        context.say.call(SendDocument(chat_id=context.say.chat_id, document=BufferedInputFile(content, filename=name)))
