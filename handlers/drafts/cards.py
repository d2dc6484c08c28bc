"""Cards that collect words and files for something other than a report: feedback, verification, an order.

While such a card is open, what a person sends without pressing anything belongs to it.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.methods import DeleteMessage, EditMessageReplyMarkup
from aiogram.types import Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.drafts import content
from handlers.kit import Context, Press, Shown
from handlers.kit.answers import OnSent
from handlers.kit.prompts import OfCard
from handlers.kit.routers import GatedRouter
from models import Draft
from models.enums import DraftKind, DraftState
from services.cards.card import Button, Card, button
from services.core.errors import Refused, Stale
from services.drafts import contents, drafts
from services.drafts.fields import Fields

Draw = Callable[[Context, Draft], Awaitable[Card]]
Check = Callable[[Context, Draft], Awaitable[object]]
Over = Callable[[Context, Draft], Awaitable[Card | None]]
"""Says what has become of the step; it may put the draft aside, else it is cancelled. None: the refusal's own words."""
Became = Callable[[Context, int], Awaitable[Card | None]]
"""Shows what the actor's draft with this id has become; None while it is a draft. A second press comes here."""
Verb = Callable[[Context, Draft, str], Awaitable[Shown | Literal[False]]]
"""Does what a button asks, with its choice. None: the card is shown again; False: it has answered itself."""


class Collects(OfCard):
    """Whether a card of these kinds is open, not left alone for long, and no question was asked since."""

    def __init__(self, *kinds: DraftKind) -> None:
        self.kinds = frozenset(kinds)

    async def __call__(
        self,
        event: TelegramObject,
        now: datetime,
        draft: Draft | None = None,
        raw_state: str | None = None,
        said_at: datetime | None = None,
    ) -> bool:
        """Whether the message belongs to the card."""
        if draft is None or draft.kind not in self.kinds or raw_state is not None:
            return False
        return (said_at or now) - draft.updated_at <= IDLE_AFTER


class Form:
    """One kind of card: how it is drawn, whether its step is still open, and what its buttons do.

    A button's action is the form's, its subject the draft, its extra ``verb.choice``. Every card knows the verbs
    ``cancel`` and ``clear``, which starts the words again.
    """

    def __init__(
        self,
        action: str,
        *kinds: DraftKind,
        draw: Draw,
        check: Check,
        over: Over | None = None,
        became: Became | None = None,
    ) -> None:
        self.action, self.kinds = action, kinds
        self._draw, self._check, self._over, self._became = draw, check, over, became

    def answer(
        self, router: GatedRouter, cancelled: str, verbs: Mapping[str, Verb], *, opened_by: str | None = None
    ) -> None:
        """Let a router answer the card's buttons; ``cancelled`` is the text key of a card that was given up.

        ``opened_by``: the action that opens the card about its subject; later messages go on the card.
        """
        if opened_by is not None:
            router.press(opened_by)(self.open)
            router.message_of(Collects(*self.kinds))(self.take_in)

        @router.press(self.action)
        async def pressed(context: Context, press: Press) -> Shown:
            if self._became is not None and (became := await self._became(context, press.id)) is not None:
                return became
            draft = await self.load(context, press.id)
            if press.verb == "cancel":
                await drafts.cancel(context.session, draft, context.now)
                return context.words(cancelled)
            if not await self.still(context, draft):
                return None
            verb = _clear if press.verb == "clear" else verbs.get(press.verb)
            shown = await verb(context, draft, press.choice) if verb is not None else None
            return (shown or None) if shown is not None else await self._draw(context, draft)

    def labelled(self, label: str, draft: Draft, verb: str) -> Button:
        """Return a button of the card with a label of its own."""
        return button(label, self.action, draft.id, verb)

    def offer(self, context: Context, draft: Draft, key: str, verb: str, **arguments: Any) -> Button:
        """Return a button of the card, labelled by a text key."""
        return context.offer(key, self.action, draft.id, verb, **arguments)

    def ways_out(self, context: Context, draft: Draft) -> list[Button]:
        """Return the buttons that start the words again, if there are any, and give the card up."""
        keys = ("clear", "cancel") if drafts.fields(draft, Fields).text.strip() else ("cancel",)
        return [self.offer(context, draft, f"collect-{key}", key) for key in keys]

    async def open(self, context: Context, press: Press) -> None:
        """Open the card about a case or an assignment, or take up the one that is open about it.

        A question that was left open ends: what is sent now is for the card. A step that is not open is refused.
        """
        await context.state.clear()
        session, actor, kind = context.session, context.actor, self.kinds[0]
        draft = await drafts.begin(session, actor, kind, now=context.now, subject_id=press.id)
        draft.updated_at = context.now
        await self.show(context, draft)

    async def load(self, context: Context, draft_id: int) -> Draft:
        """Return the card whose button was pressed. Raises ``Stale`` when it has ended, or is of another kind."""
        draft = await drafts.load(context.session, context.actor, draft_id)
        if draft.kind not in self.kinds:
            raise Stale("error-draft-ended")
        return draft

    async def take_in(self, context: Context, message: Message, draft: Draft, more_of_album: bool = False) -> Shown:
        """Put a message on the card and show the card below it. A card whose step has passed meanwhile is ended."""
        if not await self.still(context, draft):
            raise SkipHandler
        try:
            taken = await content.take(context, message, draft)
        except Refused as refusal:  # the rest of an album is none the worse for it
            return refusal.in_words(context.words)
        if not taken:
            raise Refused("collect-not-kept")
        if not more_of_album:
            await added(context, draft, await self._draw(context, draft))
        return None

    async def still(self, context: Context, draft: Draft) -> bool:
        """Whether the card's step is still open. If not, the card ends, and ``over`` says what has happened.

        A message that was meant for it is for others then (``SkipHandler``), who keep what it says.
        """
        try:
            await self._check(context, draft)
        except Refused as refusal:
            card = await self._over(context, draft) if self._over is not None else None
            if draft.state is DraftState.OPEN:
                await drafts.cancel(context.session, draft, context.now)
            said = card or Card(text=refusal.in_words(context.words))
            if context.say.pressed is not None:
                context.say.toast(refusal.in_words(context.words).unescape(), alert=True)
                context.say.edit(said)
            else:
                replace(context, draft, said)
                context.say.refusal = refusal
            return False
        return True

    async def drawn(self, context: Context, draft: Draft) -> Card:
        """Return the card as it is now."""
        return await self._draw(context, draft)

    async def show(self, context: Context, draft: Draft) -> None:
        """Show the card at the bottom of the chat."""
        replace(context, draft, await self._draw(context, draft))


async def _clear(context: Context, draft: Draft, choice: str) -> None:
    await drafts.patch(context.session, draft, Fields, context.now, text="")


IDLE_AFTER = timedelta(hours=12)
"""A draft left alone so long is put aside: what is sent now is about something else."""
FAR = 3
"""A card with so many of its own messages below it moves down again; until then it is edited where it stands."""


async def added(context: Context, draft: Draft, card: Card, *, below: int | None = None) -> None:
    """Show a card that has just got a message more: where it stands, or at the bottom when it stands too far above.

    ``below``: how many of its messages stand below it, if that is known.
    """
    shown, chat_id = draft.card_message_id, context.say.chat_id
    if below is None and shown is not None and chat_id is not None:
        below = await contents.below(context.session, draft, chat_id, shown)
    if shown is None or below is None or below >= FAR:
        replace(context, draft, card)
    else:
        context.say.edit(card, message_id=shown, on_sent=_shown_as(draft))


def replace(context: Context, draft: Draft, card: Card) -> None:
    """Send a card below everything else; the former card is deleted, or at least loses its buttons."""
    former = draft.card_message_id
    context.say.send(card, on_sent=_shown_as(draft))
    if former is not None and context.say.chat_id is not None:
        at: dict[str, Any] = {"chat_id": context.say.chat_id, "message_id": former}
        context.say.call(DeleteMessage(**at), instead=EditMessageReplyMarkup(**at))


def _shown_as(draft: Draft) -> OnSent:
    """Return what remembers the message that shows a draft's card."""
    draft_id = draft.id

    async def remember(session: AsyncSession, message: Message) -> None:
        await drafts.card_is(session, draft_id, message.message_id)

    return remember
