"""The roster check in chat: what is missing as a card, and as an Excel file."""

from aiogram.filters import Command
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from handlers.kit import Context, Press, router_of
from services.roster import check, gap_sheet
from services.roster.check import CHECK, SHEET

router = router_of("roster_check")


@router.message(Command("rostercheck"))
async def wanted(message: Message, context: Context) -> None:
    """Show what is missing."""
    found = await check.check(context.act)
    context.say.send(check.card(context.town, context.words, found))


@router.callback_query(Press.of(CHECK))
async def shown(query: CallbackQuery, context: Context) -> None:
    """Show what is missing now."""
    found = await check.check(context.act)
    context.say.edit(check.card(context.town, context.words, found))


@router.callback_query(Press.of(SHEET))
async def sheet(query: CallbackQuery, context: Context) -> None:
    """Send it as an Excel file."""
    day = f"{context.now.astimezone(context.zone):%Y%m%d}"
    name, content = await gap_sheet.workbook(context.act, day)
    if context.say.chat_id is not None:
        context.say.action("upload_document")
        context.say.call(SendDocument(chat_id=context.say.chat_id, document=BufferedInputFile(content, filename=name)))
