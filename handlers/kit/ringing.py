"""A number to ring: a card that can be dialled, in the private chat of the person who asked, for some minutes.

Where no private chat takes it, a window shows it that leaves nothing in the chat (decision 0010).
"""

from datetime import timedelta

from handlers.kit.context import Context
from services.cards.masking import spoken_phone
from services.messaging import contacts
from services.people.numbers import Callee


async def ring(context: Context, callee: Callee, *, about: str | None) -> None:
    """Show a number; ``about`` is the subject of the journal's line, None where that is written already."""
    words = context.words
    if await contacts.show(context, callee, about=about):
        minutes = context.settings.privacy.numbers_shown // timedelta(minutes=1)
        context.say.toast(words.plain("contact-shown", name=callee.name, minutes=minutes))
    else:
        text = words.plain("contact-plain", name=callee.name, phone=spoken_phone(callee.phone))
        context.say.toast(text, alert=True)
