"""The digest on request, and the button under it: no more of them, or again."""

from aiogram.types import InlineKeyboardButton, Message
from markupsafe import Markup

from handlers.kit import Context, Press, card_of, router_of
from services.cards.card import Button, Card, press
from services.digests import cards, digests

router = router_of("digests")


@router.command("digest")
async def wanted(context: Context) -> Card:
    """Show today's digest as it is now."""
    return await digests.todays(context)


@router.press(cards.MUTE)
async def pressed(context: Context, press: Press) -> Card | None:
    """Mute digests or let them come again; the message stays as it was, with the other button."""
    muted = press.extra == cards.NO_MORE
    if muted:
        await digests.mute(context)
    else:
        await digests.unmute(context.session, context.actor)
    context.say.toast(context.words.plain("digest-muted" if muted else "digest-resumed"), alert=muted)
    shown = context.say.pressed
    if not isinstance(shown, Message):
        return None
    keys = shown.reply_markup.inline_keyboard if shown.reply_markup else []
    return card_of(Markup(shown.html_text), *([_key(context, key, muted=muted) for key in row] for row in keys))


def _key(context: Context, key: InlineKeyboardButton, *, muted: bool) -> Button:
    """Return a button of the message again, the pressed one turned into its opposite."""
    if key.callback_data in (press(cards.MUTE, "", cards.NO_MORE), press(cards.MUTE, "", cards.AGAIN)):
        return cards.mute_button(context.words, muted=muted)
    return Button(text=key.text, data=key.callback_data)
