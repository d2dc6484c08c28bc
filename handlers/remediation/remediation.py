"""What is to be mended after a reachability test (联络整改): the list, one task, and how it ended with one press."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.lists import pager
from handlers.kit.routers import router_of
from models.enums import Mended
from services.cards.card import Card
from services.core.errors import Stale
from services.core.labels import name
from services.remediation import cards as mend_cards
from services.remediation import tasks as mends
from services.remediation.cards import DONE, LIST, OPEN

router = router_of("mends")


@router.message(Command("mend"))
async def wanted(message: Message, scene: Scene) -> None:
    """Show what is to be mended."""
    scene.say.send(await _list(scene, 0))


@router.callback_query(Press.of(LIST))
async def listed(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show the list below the message that offered it, or turn its pages."""
    if callback_data.extra:
        scene.say.edit(await _list(scene, int(callback_data.extra)))
    else:
        scene.say.send(await _list(scene, 0))


@router.callback_query(Press.of(OPEN))
async def opened(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show one task and what may be said of it."""
    task = await mends.opened(scene.session, scene.actor, callback_data.id)
    (entry,) = await mends.entries(scene.session, [task])
    scene.say.edit(mend_cards.task(scene.town, scene.words, entry))


@router.callback_query(Press.of(DONE))
async def done(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """End a task, and show what is left."""
    how = Mended(callback_data.extra)
    if how not in mends.BY_HAND:
        raise Stale("mend-gone")
    await mends.settle(scene.session, scene.actor, callback_data.id, how, now=scene.now)
    scene.say.toast(scene.words.plain("mend-noted", how=name(scene.words, how)))
    scene.say.edit(await _list(scene, 0))


async def _list(scene: Scene, page: int) -> Card:
    listing = await mends.listing(scene.session, scene.actor, page=page)
    _, overdue = await mends.count(scene.session, scene.actor, now=scene.now)
    text, rows = mend_cards.overview(scene.town, scene.words, listing, overdue)
    return Card(text=text, rows=(*rows, *pager(listing, lambda to: (LIST, "", str(to)))))
