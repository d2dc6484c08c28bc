"""The filing card stays in view: whenever the officer has sent something, it moves to the bottom of the chat."""

from typing import Any

from handlers.drafts.cards import replace
from handlers.filing.card import overview
from handlers.filing.duplicates import REPORT
from handlers.kit import Context
from models import Draft
from services.cards.card import button


async def show(context: Context, draft: Draft, *, again: bool = False, **offers: Any) -> None:
    """Show the card at the bottom of the chat, and take the one above it away."""
    card = await overview(context, draft, **offers)
    if again:
        another = button(context.words.plain("filing-button-sos-again"), REPORT, draft.id, "sos2")
        card = card.model_copy(update={"rows": (*card.rows, (another,))})
    replace(context, draft, card)
