"""The digest on request, and the button under it: no more of them, or again."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from handlers.kit import Context, Press, router_of
from services.cards.card import Button, Card, press
from services.digests import cards, digests

router = router_of("digests")


@router.message(Command("digest"))
async def wanted(message: Message, context: Context) -> None:
    """Show today's digest as it is now."""
    context.say.send(await digests.todays(context.act))


@router.callback_query(Press.of(cards.MUTE))
async def pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Mute digests or let them come again; the message stays as it was, with the other button."""
    muted = press.extra == cards.NO_MORE
    if muted:
        await digests.mute(context.act)
    else:
        await digests.unmute(context.session, context.actor)
    context.say.toast(context.words.plain("digest-muted" if muted else "digest-resumed"), alert=muted)
    shown = context.say.pressed
    if isinstance(shown, Message):
        context.say.edit(Card(text=Markup(shown.html_text), rows=_rows(context, shown, muted=muted)))


def _rows(context: Context, shown: Message, *, muted: bool) -> tuple[tuple[Button, ...], ...]:
    """Return the message's buttons, the pressed one turned into its opposite."""
    keys = shown.reply_markup.inline_keyboard if shown.reply_markup else []
    ours = tuple(press(cards.MUTE, "", extra) for extra in (cards.NO_MORE, cards.AGAIN))
    return tuple(
        tuple(
            cards.mute_button(context.words, muted=muted)
            if key.callback_data in ours
            else Button(text=key.text, data=key.callback_data)
            for key in row
        )
        for row in keys
    )
