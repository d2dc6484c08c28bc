"""A message to many on its way: to each person and group, chased, taken back or corrected by another message."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Broadcast, Message, RollCall
from models.enums import (
    Action,
    BroadcastLevel,
    BroadcastState,
    Correction,
    MessageState,
    Priority,
    RollCallKind,
)
from services.broadcasts import broadcasts, kinds
from services.broadcasts import cards as broadcasts_cards
from services.calendar import quiet_hours
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.database import begins
from services.core.errors import Forbidden, Stale
from services.messaging import messages, roll_calls
from services.messaging.audiences import Audience
from services.messaging.roll_calls import Chase, Counts, RollCallDraw
from services.people import directory
from services.people.access import require, villages_of


async def go(act: Moment, draft: Broadcast, found: Audience) -> None:
    """Queue it for everybody, open its roll call, and end what it corrects.

    Raises ``Stale`` when that was taken back meanwhile.
    """
    if draft.corrects_id is not None:
        await _not_taken_back(act.session, await broadcasts.load(act.session, draft.corrects_id, BroadcastState.SENT))
    chase_at: Sequence[timedelta] = ()
    if draft.confirmed and draft.level is not BroadcastLevel.NOTICE:
        chase_at = roll_calls.plan_of(act.town.settings.chase)
    roll_call = await roll_calls.open_roll_call(
        act.session,
        RollCallKind.BROADCAST,
        found.people,
        found.unreached,
        chase_at=chase_at,
        drill=bool(draft.drill),
        now=act.now,
    )
    draft.roll_call_id, draft.state, draft.sent_at = roll_call.id, BroadcastState.SENT, act.now
    draft.audience = draft.audience | {"heard": [group.id for group in found.groups]}
    await act.session.flush()
    notice = draft.level is BroadcastLevel.NOTICE
    # The message's own list shows the people without an account; nobody telephones about a notice.
    people = [person for person in found.people if person.chat_id is not None or not notice]
    for to, group in ((people, False), (found.groups, True)):
        await messages.tell(
            act,
            to,
            partial(broadcasts_cards.message, act.town, sent=draft, group=group),
            kinds.BROADCAST,
            about=draft,
            priority=broadcasts.priority(draft),
            lifetime=broadcasts.NOTICE_LASTS if notice else None,
            not_before=quiet_hours.until(act.town, Priority.REMINDER, act.now) if notice else None,
            place=roll_calls.place(roll_call.id),
        )
    if draft.corrects_id is not None:
        await _ended(act, draft)
    await journal.append(
        act.session,
        broadcasts.subject(draft.id),
        "send",
        now=act.now,
        actor_id=draft.author_id,
        details=said(draft, found),
    )
    for hook in act.town.registry.of(Sent):
        await hook.react(act, draft, found)


@dataclass(frozen=True)
class Sent:
    """How an area above reacts to a message that has just been sent; ``services.registry`` gathers them."""

    react: Callable[[Moment, Broadcast, Audience], Awaitable[None]]


@dataclass(frozen=True)
class Silence:
    """How an area above reacts when people are asked again to confirm; the number says how often they were asked."""

    react: Callable[[Moment, Broadcast, Sequence[Actor], int], Awaitable[None]]


async def _ended(act: Moment, correction: Broadcast) -> None:
    """Nobody is asked any more to confirm what was taken back or corrected, nor sent what still waits."""
    earlier = await act.session.get_one(Broadcast, correction.corrects_id)
    if earlier.roll_call_id is not None:
        await roll_calls.close(act, earlier.roll_call_id)
    like = kinds.BROADCAST.key(earlier.id)
    await act.session.execute(
        sa.update(Message)
        .where(Message.state == MessageState.QUEUED, begins(Message.dedupe, like))
        .values(state=MessageState.REPLACED)
    )
    await journal.append(
        act.session,
        broadcasts.subject(earlier.id),
        str(correction.correction),
        now=act.now,
        actor_id=correction.author_id,
        details={"by": correction.id},
    )
    if earlier.consent_by_id not in (None, correction.author_id):
        authors = await directory.by_ids(act.session, [correction.author_id])
        await messages.tell(
            act,
            await directory.by_ids(act.session, [earlier.consent_by_id or 0]),
            lambda words: broadcasts_cards.undone(act.town, words, correction, authors),
            kinds.UNDONE,
            about=correction,
            priority=broadcasts.priority(correction),
        )


def said(draft: Broadcast, found: Audience) -> dict[str, Any]:
    """Return the journal's record of a message: its words, its audience, the number of recipients."""
    return {
        "level": draft.level,
        "drill": draft.drill,
        "text": draft.text,
        "audience": draft.audience,
        "people": len(found.people),
        "unreached": len(found.unreached),
        "groups": [group.id for group in found.groups],
    }


async def correct(act: Act, broadcast_id: int, kind: Correction) -> Broadcast:
    """Return a draft that takes an earlier message back or corrects it: to the same recipients, already looked at.

    Anybody who may send to many may take back: the author may be out of reach.
    """
    require(act.actor, Action.BROADCAST)
    earlier = await broadcasts.load(act.session, broadcast_id, BroadcastState.SENT)
    if earlier.author_id != act.actor.person_id and villages_of(act.actor, Action.BROADCAST) is not None:
        raise Forbidden("error-forbidden")
    await _not_taken_back(act.session, earlier)
    words = act.town.words(None)
    prepared: Broadcast | None = await act.session.scalar(
        sa.select(Broadcast).where(
            Broadcast.corrects_id == earlier.id,
            Broadcast.author_id == act.actor.person_id,
            Broadcast.correction == kind,
            Broadcast.state == BroadcastState.DRAFT,
        )
    )
    if prepared is None:
        prepared = await broadcasts.new(
            act,
            level=earlier.level,
            drill=earlier.drill,
            signed=earlier.signed,
            groups=bool(broadcasts.selection(earlier).heard),
            confirmed=earlier.confirmed,
            corrects_id=earlier.id,
            correction=kind,
            text=broadcasts_cards.taken_back(act.town, words, earlier) if kind is Correction.CANCEL else earlier.text,
            audience={"roll_call": earlier.roll_call_id, "heard": list(broadcasts.selection(earlier).heard)},
        )
    found = await broadcasts.audience(act, prepared)
    prepared.seen = found.digest
    await act.session.flush()
    return prepared


async def _not_taken_back(session: AsyncSession, earlier: Broadcast) -> None:
    """Raise ``Stale`` when a message, which is locked, was taken back."""
    done = await session.scalar(
        sa.select(Broadcast.id)
        .where(Broadcast.corrects_id == earlier.id, Broadcast.state == BroadcastState.SENT)
        .where(Broadcast.correction == Correction.CANCEL)
        .limit(1)
    )
    if done is not None:
        raise Stale("broadcast-cancelled-already")


@dataclass(frozen=True)
class Standing:
    """How a message that was sent stands."""

    counts: Counts
    failed: int
    """Persons and groups that it did not reach."""
    corrected: tuple[Correction, ...]
    """The corrections by later messages."""


async def standing(session: AsyncSession, sent: Broadcast) -> Standing:
    """Count the recipients told, out of reach, and confirmed."""
    like = kinds.BROADCAST.key(sent.id)
    failed = await session.scalar(
        sa.select(sa.func.count(Message.id)).where(
            Message.event == kinds.BROADCAST.event,
            begins(Message.dedupe, like),
            Message.failure.is_not(None),
        )
    )
    later = await session.scalars(
        sa.select(Broadcast.correction)
        .where(Broadcast.corrects_id == sent.id, Broadcast.state == BroadcastState.SENT)
        .order_by(Broadcast.id)
    )
    corrected = tuple(one for one in later if one is not None)
    return Standing(await roll_calls.counts(session, sent.roll_call_id or 0), failed or 0, corrected)


async def draw_chase(act: Moment, roll_call: RollCall, persons: Sequence[Actor], number: int) -> Chase | None:
    """Draw the reminder for the people without a confirmation."""
    sent: Broadcast | None = await act.session.scalar(
        sa.select(Broadcast).where(Broadcast.roll_call_id == roll_call.id)
    )
    if sent is None:
        return None
    for hook in act.town.registry.of(Silence):
        await hook.react(act, sent, persons, number)
    languages = {person.language for person in persons}
    cards = {one: broadcasts_cards.reminder(act.town, act.town.words(one), sent, number) for one in languages}
    return Chase(
        {person.person_id: cards[person.language] for person in persons}, broadcasts.priority(sent), beside=True
    )


ROLL_CALLS = (RollCallDraw(RollCallKind.BROADCAST, draw_chase),)
