"""The filing card stays in view: whenever the officer has sent something, it moves to the bottom of the chat."""

from typing import Any

from aiogram.methods import DeleteMessage, EditMessageReplyMarkup
from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.filing.card import overview
from handlers.filing.duplicates import REPORT
from handlers.kit.context import Context
from models import Draft
from services.cards.card import Card, button
from services.drafts import drafts


async def show(context: Context, draft: Draft, *, again: bool = False, **offers: Any) -> None:
    """Show the card at the bottom of the chat, and take the one above it away."""
    card = await overview(context, draft, **offers)
    if again:
        another = button(context.words.plain("filing-button-sos-again"), REPORT, draft.id, "sos2")
        card = card.model_copy(update={"rows": (*card.rows, (another,))})
    replace(context, draft, card)


def replace(context: Context, draft: Draft, card: Card) -> None:
    """Send a card below everything else; the former one goes, or at least loses its buttons."""
    former, draft_id = draft.card_message_id, draft.id

    async def remember(session: AsyncSession, message: Message) -> None:
        await drafts.card_is(session, draft_id, message.message_id)

    context.say.send(card, on_sent=remember)
    if former is not None and context.say.chat_id is not None:
        at: dict[str, Any] = {"chat_id": context.say.chat_id, "message_id": former}
        context.say.call(DeleteMessage(**at), instead=EditMessageReplyMarkup(**at))
