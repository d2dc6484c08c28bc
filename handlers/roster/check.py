"""The roster check in chat: what is missing as a card, and as an Excel file."""

from aiogram.filters import Command
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.routers import router_of
from services.roster import check as roster_check
from services.roster import gap_sheet as roster_sheet
from services.roster.check import CHECK, SHEET

router = router_of("roster_check")


@router.message(Command("rostercheck"))
async def wanted(message: Message, scene: Scene) -> None:
    """Show what is missing."""
    found = await roster_check.check(scene.session, scene.town, scene.actor)
    scene.say.send(roster_check.card(scene.town, scene.words, found))


@router.callback_query(Press.of(CHECK))
async def shown(query: CallbackQuery, scene: Scene) -> None:
    """Show what is missing now."""
    found = await roster_check.check(scene.session, scene.town, scene.actor)
    scene.say.edit(roster_check.card(scene.town, scene.words, found))


@router.callback_query(Press.of(SHEET))
async def sheet(query: CallbackQuery, scene: Scene) -> None:
    """Send it as an Excel file."""
    day = f"{scene.now.astimezone(scene.town.zone):%Y%m%d}"
    name, content = await roster_sheet.workbook(scene.session, scene.town, scene.actor, day)
    if scene.say.chat_id is not None:
        scene.say.action("upload_document")
        scene.say.call(SendDocument(chat_id=scene.say.chat_id, document=BufferedInputFile(content, filename=name)))
