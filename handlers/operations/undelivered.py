"""What did not reach people: gravest first, each with "told by phone"."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.routers import router_of
from services.cards.card import Card
from services.core.errors import Stale
from services.messaging import ledger, undelivered

router = router_of("undelivered")


@router.message(Command("undelivered"))
async def wanted(message: Message, scene: Scene) -> None:
    """Show the list."""
    scene.say.send(await _page(scene, 0))


@router.callback_query(Press.of(undelivered.OPEN))
async def turned(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show a page of the list."""
    scene.say.edit(await _page(scene, callback_data.id))


@router.callback_query(Press.of(undelivered.CALLED))
async def called(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Settle one entry: somebody has called. A second presser is told who did, and sees the list as it is now."""
    try:
        await ledger.settle_call(scene.session, scene.town, scene.actor, callback_data.id, now=scene.now)
        scene.say.toast(scene.words.plain("undelivered-settled"))
    except Stale as late:
        scene.say.toast(late.in_words(scene.words).unescape(), alert=True)
    scene.say.edit(await _page(scene, 0))


async def _page(scene: Scene, page: int) -> Card:
    listing = await ledger.undelivered(scene.session, scene.town, scene.actor, now=scene.now, page=page)
    if not listing.entries and page > 0:
        listing = await ledger.undelivered(
            scene.session, scene.town, scene.actor, now=scene.now, page=listing.pages - 1
        )
    return undelivered.card(scene.town, scene.words, listing)
