"""The reachability test in chat (联络测试): whom it would ask, one press that sends it, the answer, the result."""

from aiogram.filters import Command
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.lists import pager
from handlers.kit.routers import router_of
from models import ReachabilityTest
from models.enums import Action
from services.cards.card import Card, button
from services.core.paging import cut
from services.people.access import villages_of
from services.people.affiliation import Places
from services.reachability import asking as reachability
from services.reachability import blockers as reachability_hindrance
from services.reachability import cards as reachability_cards
from services.reachability import result as reachability_figures
from services.reachability import workbook as reachability_sheet
from services.reachability.cards import A_PAGE, ANSWER, LOOK, OUT, SEE, SEND, SHEET, UNREACHED
from services.remediation import tasks as mends

router = router_of("reachability")


@router.message(Command("reachtest"))
async def wanted(message: Message, scene: Scene) -> None:
    """Show whom a test would ask."""
    scene.say.send(await _preview(scene))


@router.callback_query(Press.of(LOOK))
async def looked(query: CallbackQuery, scene: Scene) -> None:
    """Come back to it."""
    scene.say.edit(await _preview(scene))


@router.callback_query(Press.of(UNREACHED))
async def away(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Name who cannot be reached now, by pages."""
    found = await reachability.look(scene.session, scene.town, scene.actor)
    listing = cut([one for one in found.people if one.person_id in found.unreached], _page(callback_data), A_PAGE)
    text = reachability_cards.unreached(scene.town, scene.words, listing, found)
    rows = pager(listing, lambda to: (UNREACHED, "", str(to)))
    scene.say.edit(Card(text=text, rows=(*rows, (button(scene.words.plain("reach-back"), LOOK),))))


@router.callback_query(Press.of(SEND))
async def send(query: CallbackQuery, scene: Scene) -> None:
    """Send it; a second presser is told that it was sent just now."""
    test = await reachability.start(scene.session, scene.town, scene.actor, now=scene.now)
    scene.say.toast(scene.words.plain("reach-sent"))
    scene.say.edit(await _result(scene, test))


@router.callback_query(Press.of(ANSWER))
async def received(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Take a person's answer, also a late one."""
    test, key = await reachability.answer(scene.session, scene.actor, callback_data.id, now=scene.now)
    scene.say.toast(scene.words.plain(key))
    scene.say.edit(reachability_cards.answered(scene.words, test, key))


@router.callback_query(Press.of(SEE))
async def seen(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show how a test stands."""
    test = await reachability.seen_by(scene.session, scene.actor, callback_data.id)
    scene.say.edit(await _result(scene, test))


@router.callback_query(Press.of(OUT))
async def out(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Name whom a test did not reach, gravest first, by pages."""
    test = await reachability.seen_by(scene.session, scene.actor, callback_data.id)
    found = await reachability_figures.out_of_reach(scene.session, test)
    listing = cut(found, _page(callback_data), A_PAGE)
    text = reachability_cards.out_of_reach(scene.town, scene.words, test, listing)
    rows = pager(listing, lambda to: (OUT, str(test.id), str(to)))
    scene.say.edit(Card(text=text, rows=(*rows, (button(scene.words.plain("reach-back"), SEE, test.id),))))


@router.callback_query(Press.of(SHEET))
async def sheet(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Send it as an Excel file."""
    name, content = await reachability_sheet.workbook(scene.session, scene.town, scene.actor, callback_data.id)
    if scene.say.chat_id is not None:
        scene.say.action("upload_document")
        scene.say.call(SendDocument(chat_id=scene.say.chat_id, document=BufferedInputFile(content, filename=name)))


async def _preview(scene: Scene) -> Card:
    found = await reachability.look(scene.session, scene.town, scene.actor)
    villages = villages_of(scene.actor, Action.TEST_REACHABILITY)
    open_tasks, _ = await mends.count(scene.session, scene.actor, now=scene.now)
    return reachability_cards.preview(
        scene.town,
        scene.words,
        found,
        await Places.load(scene.session),
        await reachability_hindrance.of(scene.session, scene.town, villages, now=scene.now),
        await reachability.newest(scene.session, scene.actor),
        open_tasks,
    )


async def _result(scene: Scene, test: ReachabilityTest) -> Card:
    found = await reachability_figures.of(scene.session, test)
    return reachability_cards.result(scene.town, scene.words, found)


def _page(pressed: Press) -> int:
    return int(pressed.extra) if pressed.extra.isdigit() else 0
