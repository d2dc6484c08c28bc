"""Cards that collect words and files for something other than a report: feedback, verification, an order.

While such a card is open, what a person sends without pressing anything belongs to it.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiogram.filters import Filter
from aiogram.methods import DeleteMessage, EditMessageReplyMarkup
from aiogram.types import Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.drafts import content
from handlers.kit import Context
from models import Draft
from models.enums import DraftKind, DraftState
from services.cards.card import Card
from services.core.errors import Refused, Stale
from services.drafts import drafts
from services.drafts.fields import Fields
from services.media import attachments

Draw = Callable[[Context, Draft], Awaitable[Card]]
Check = Callable[[Context, Draft], Awaitable[object]]
Over = Callable[[Context, Draft], Awaitable[Card | None]]
"""Says what has become of the step; it may put the draft aside, else it is cancelled. None: the refusal's own words."""


class Collects(Filter):
    """Whether a card of this kind is open and no question was asked since; one left alone for long is passed over."""

    def __init__(self, kind: DraftKind) -> None:
        self._kind = kind

    async def __call__(
        self, event: TelegramObject, now: datetime, draft: Draft | None = None, raw_state: str | None = None
    ) -> bool:
        """Whether the message belongs to the card."""
        if draft is None or draft.kind is not self._kind or raw_state is not None:
            return False
        return now - draft.updated_at <= IDLE_AFTER


async def begin(context: Context, kind: DraftKind, subject_id: int, draw: Draw) -> None:
    """Open the card about a case or an assignment, or the one that is open about it already.

    A question that was left open ends: what is sent now is for the card.
    """
    await context.state.clear()
    draft = await drafts.begin(context.session, context.actor, kind, now=context.now, subject_id=subject_id)
    draft.updated_at = context.now
    await show(context, draft, draw)


async def pressed(context: Context, kind: DraftKind, draft_id: int) -> Draft:
    """Return the card whose button was pressed. Raises ``Stale`` when it has ended, or is another kind's."""
    draft = await drafts.load(context.session, context.actor, draft_id)
    if draft.kind is not kind:
        raise Stale("error-draft-ended")
    return draft


async def take_in(
    context: Context, message: Message, draft: Draft, draw: Draw, check: Check, *, more: bool, over: Over | None = None
) -> None:
    """Put a message on the card and show the card below it. A card whose step has passed meanwhile is ended."""
    if not await still(context, draft, check, over):
        return
    try:
        taken = await content.take(context.act, message, draft)
    except Refused as refusal:  # the rest of an album is none the worse for it
        context.say.send(refusal.in_words(context.words))
        return
    if not taken:
        context.say.send(context.words("collect-not-kept"))
        return
    if not more:
        await show(context, draft, draw)


async def still(context: Context, draft: Draft, check: Check, over: Over | None = None) -> bool:
    """Whether the card's step is still open. If not, the card goes, and ``over`` says instead what has happened."""
    try:
        await check(context, draft)
    except Refused as refusal:
        card = await over(context, draft) if over is not None else None
        if draft.state is DraftState.OPEN:
            await drafts.cancel(context.session, draft, context.now)
        said = card or Card(text=refusal.in_words(context.words))
        if context.say.pressed is not None:
            context.say.toast(refusal.in_words(context.words).unescape(), alert=True)
            context.say.edit(said)
        else:
            replace(context, draft, said)
        return False
    return True


async def show(context: Context, draft: Draft, draw: Draw) -> None:
    """Show the card at the bottom of the chat."""
    replace(context, draft, await draw(context, draft))


async def say(context: Context, draft: Draft, text: str) -> None:
    """Add ready-made words to the card."""
    present = drafts.fields(draft, Fields).text
    await drafts.patch(context.session, draft, Fields, context.now, text=f"{present}\n{text}".strip())


async def evidence(context: Context, draft: Draft) -> int:
    """Return how many files the card has."""
    return await attachments.count(context.session, draft)


IDLE_AFTER = timedelta(hours=12)
"""A draft left alone so long is put aside: what is sent now is about something else."""


def replace(context: Context, draft: Draft, card: Card) -> None:
    """Send a card below everything else; the former one goes, or at least loses its buttons."""
    former, draft_id = draft.card_message_id, draft.id

    async def remember(session: AsyncSession, message: Message) -> None:
        await drafts.card_is(session, draft_id, message.message_id)

    context.say.send(card, on_sent=remember)
    if former is not None and context.say.chat_id is not None:
        at: dict[str, Any] = {"chat_id": context.say.chat_id, "message_id": former}
        context.say.call(DeleteMessage(**at), instead=EditMessageReplyMarkup(**at))
