"""The digest on request, and the button under it: no more of them, or again."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.routers import router_of
from services.cards.card import Button, Card, press
from services.digests import cards as digest_cards
from services.digests import digests

router = router_of("digests")


@router.message(Command("digest"))
async def wanted(message: Message, scene: Scene) -> None:
    """Show today's digest as it is now."""
    scene.say.send(await digests.own(scene.session, scene.town, scene.actor, now=scene.now))


@router.callback_query(Press.of(digest_cards.MUTE))
async def pressed(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Mute digests or let them come again; the message stays as it was, with the other button."""
    muted = callback_data.extra == digest_cards.NO_MORE
    if muted:
        await digests.mute(scene.session, scene.actor, now=scene.now)
    else:
        await digests.unmute(scene.session, scene.actor)
    scene.say.toast(scene.words.plain("digest-muted" if muted else "digest-resumed"), alert=muted)
    shown = scene.say.pressed
    if isinstance(shown, Message):
        scene.say.edit(Card(text=Markup(shown.html_text), rows=_rows(scene, shown, muted=muted)))


def _rows(scene: Scene, shown: Message, *, muted: bool) -> tuple[tuple[Button, ...], ...]:
    """Return the message's buttons, the pressed one turned into its opposite."""
    keys = shown.reply_markup.inline_keyboard if shown.reply_markup else []
    ours = tuple(press(digest_cards.MUTE, "", extra) for extra in (digest_cards.NO_MORE, digest_cards.AGAIN))
    return tuple(
        tuple(
            digest_cards.mute_button(scene.words, muted=muted)
            if key.callback_data in ours
            else Button(text=key.text, data=key.callback_data)
            for key in row
        )
        for row in keys
    )
