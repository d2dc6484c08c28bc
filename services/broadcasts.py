"""Messages to many, safely (DOMAIN §5.5): seen before they go, a second person for what is grave, taken back in a tap.

A draft is changed until it is sent or consent is asked. What was sent never changes: to take it back or to correct it
is a message of its own, to exactly those who heard the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Broadcast, Message, Roll, Village
from models.enums import Action, BroadcastLevel, BroadcastState, Correction, MessageState, Priority, RollKind
from services import audiences, broadcast_cards, journal, people, quiet, rolls
from services.access import Actor, require, villages_of
from services.audiences import Audience, Selection
from services.errors import Forbidden, Keys, Refused, Stale
from services.outbox import Parcel, To, queue, queue_many
from services.rolls import Chase, Counts
from services.town import Town
from services.watch import on_watch

EVENT = "broadcast"
LONGEST = 2500
"""Characters of a message's words: with what stands around them they have to fit into one (Telegram: 4,096)."""
GRAVE = frozenset({BroadcastLevel.ORANGE, BroadcastLevel.RED, BroadcastLevel.EVACUATION})
"""Sent as a matter of life when it is no drill."""
PRIORITY = {BroadcastLevel.NOTICE: Priority.RECEIPT, BroadcastLevel.BLUE: Priority.ORDER}
NOTICE_LASTS = timedelta(days=3)


def subject(broadcast_id: int) -> str:
    """Return the subject of a broadcast's journal."""
    return f"broadcast:{broadcast_id}"


def selection(broadcast: Broadcast) -> Selection:
    """Return whom the message is meant for."""
    return Selection.model_validate(broadcast.audience)


def priority(broadcast: Broadcast) -> Priority:
    """Return how urgent it is. A drill never goes before what is real."""
    if broadcast.level in GRAVE:
        return Priority.ORDER if broadcast.drill else Priority.LIFE
    return PRIORITY.get(broadcast.level, Priority.ORDER)


def needs_consent(town: Town, broadcast: Broadcast) -> bool:
    """Whether a second person has to agree. Taking back needs none: it cannot wait, and whoever consented hears it."""
    return broadcast.level in town.settings.broadcasts.consent and broadcast.correction is not Correction.CANCEL


async def begin(session: AsyncSession, town: Town, actor: Actor, *, now: datetime) -> Broadcast:
    """Return the actor's open draft, or a new one."""
    require(actor, Action.BROADCAST)
    found: Broadcast | None = await session.scalar(
        sa.select(Broadcast)
        .where(
            Broadcast.author_id == actor.person_id,
            Broadcast.state == BroadcastState.DRAFT,
            Broadcast.corrects_id.is_(None),
        )
        .order_by(Broadcast.id.desc())
        .limit(1)
    )
    if found is not None:
        return found
    villages = villages_of(actor, Action.BROADCAST)
    speaks = await session.get(Village, min(villages)) if villages else None
    drill = True if town.settings.drill else None
    return await _new(session, actor, now, drill=drill, signed=speaks.name if speaks else "")


async def _new(session: AsyncSession, actor: Actor, now: datetime, **given: Any) -> Broadcast:
    made = Broadcast(
        author_id=actor.person_id,
        state=BroadcastState.DRAFT,
        audience=given.pop("audience", {}),
        created_at=now,
        **{"level": BroadcastLevel.NOTICE, "text": "", "groups": False, "confirmed": False} | given,
    )
    session.add(made)
    await session.flush()
    return made


async def load(session: AsyncSession, broadcast_id: int, *states: BroadcastState) -> Broadcast:
    """Return a broadcast, locked. Raises ``Stale`` when it is not in one of the states (any more)."""
    found: Broadcast | None = await session.scalar(
        sa.select(Broadcast)
        .where(Broadcast.id == broadcast_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None or (states and found.state not in states):
        raise Stale("broadcast-moved-on")
    return found


async def own(session: AsyncSession, actor: Actor, broadcast_id: int, *states: BroadcastState) -> Broadcast:
    """Return the actor's own broadcast, a draft unless other states are named."""
    require(actor, Action.BROADCAST)
    found = await load(session, broadcast_id, *(states or (BroadcastState.DRAFT,)))
    if found.author_id != actor.person_id:
        raise Forbidden("error-forbidden")
    return found


async def change(session: AsyncSession, actor: Actor, broadcast_id: int, **changes: Any) -> Broadcast:
    """Change a draft; the list has to be looked at again. A correction keeps its audience, its level and its kind."""
    draft = await own(session, actor, broadcast_id)
    if "text" in changes and len(changes["text"]) > LONGEST:
        raise Refused("broadcast-text-long", limit=LONGEST)
    if draft.corrects_id is not None and changes.keys() - {"text", "seen"}:
        raise Stale("broadcast-moved-on")
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.seen = changes.get("seen")
    await session.flush()
    return draft


async def audience(session: AsyncSession, town: Town, actor: Actor, broadcast: Broadcast) -> Audience:
    """Return who would hear it now, within the reach of the author's posts."""
    return await audiences.find(
        session,
        town,
        selection(broadcast),
        villages=villages_of(actor, Action.BROADCAST),
        groups=broadcast.groups,
    )


def faults(broadcast: Broadcast, found: Audience) -> tuple[str, ...]:
    """Return the text keys of what is missing before it can go."""
    lacks = []
    if broadcast.drill is None:
        lacks.append("broadcast-lacks-drill")
    if not found.people:
        lacks.append("broadcast-lacks-people")
    if not broadcast.text.strip():
        lacks.append("broadcast-lacks-text")
    return tuple(lacks)


async def look(session: AsyncSession, town: Town, actor: Actor, broadcast_id: int) -> tuple[Broadcast, Audience]:
    """Note that the author has seen the list as it is now. Raises ``Refused`` with what is still missing."""
    draft = await own(session, actor, broadcast_id)
    found = await audience(session, town, actor, draft)
    _complete(draft, found)
    return await change(session, actor, broadcast_id, seen=found.digest), found


def _complete(draft: Broadcast, found: Audience) -> None:
    if lacks := faults(draft, found):
        raise Refused("broadcast-incomplete", missing=Keys(lacks))


async def send(
    session: AsyncSession, town: Town, actor: Actor, broadcast_id: int, *, typed: int | None = None, now: datetime
) -> Broadcast:
    """Send a draft that was looked at, or ask a second person when it is grave.

    Raises ``Refused`` when the list is another by now, or when it is for the whole town and the head-count was not
    typed in.
    """
    draft = await own(session, actor, broadcast_id)
    found = await audience(session, town, actor, draft)
    _complete(draft, found)
    if draft.seen != found.digest:
        raise Refused("broadcast-look-again")
    if selection(draft).everyone and typed != len(found.people):
        raise Refused("broadcast-type-count", count=len(found.people))
    if needs_consent(town, draft):
        await _ask(session, town, actor, draft, found, now)
    else:
        await _send(session, town, draft, found, now)
    return draft


async def _ask(
    session: AsyncSession, town: Town, actor: Actor, draft: Broadcast, found: Audience, now: datetime
) -> None:
    askable = [one for one in await _consenters(session, now) if one.person_id != actor.person_id]
    if not any(one.chat_id for one in askable):
        raise Refused("broadcast-nobody-consents")
    draft.state, draft.asked_at = BroadcastState.AWAITING, now
    await session.flush()
    seq = await journal.record(
        session, subject(draft.id), "ask_consent", now=now, actor_id=actor.person_id, details=_said(draft, found)
    )
    for person in askable:
        if person.chat_id is None:
            continue
        await queue(
            session,
            To(person_id=person.person_id, chat_id=person.chat_id),
            broadcast_cards.consent(town, town.words(person.language), draft, found, actor),
            event="broadcast_consent",
            dedupe=f"broadcast_consent:{draft.id}:{seq}:{person.person_id}",
            priority=priority(draft),
            now=now,
            lifetime=town.settings.broadcasts.consent_lasts,
            drill=bool(draft.drill),
        )


async def _consenters(session: AsyncSession, now: datetime) -> list[Actor]:
    """Return who is asked: the station's leaders, and whoever is on duty; of several the first answer counts."""
    watch = await on_watch(session, now)
    known = {one.person_id: one for one in (*await people.station_leaders(session), *watch.officers, *watch.leaders)}
    return list(known.values())


async def consent(
    session: AsyncSession,
    town: Town,
    actor: Actor,
    broadcast_id: int,
    *,
    agrees: bool,
    version: int,
    now: datetime,
) -> Broadcast:
    """Take the second person's answer about the message as it was shown: sent at once, or its author's draft again.

    Raises ``Forbidden`` for the author, ``Stale`` when somebody was faster, it was changed, or the question lapsed.
    """
    require(actor, Action.CONSENT)
    asked = await load(session, broadcast_id, BroadcastState.AWAITING)
    if asked.author_id == actor.person_id:
        raise Forbidden("broadcast-own-consent")
    if asked.version != version:
        raise Stale("broadcast-moved-on")
    if asked.asked_at is None or now - asked.asked_at > town.settings.broadcasts.consent_lasts:
        raise Stale("broadcast-consent-lapsed")
    authors = await people.by_ids(session, [asked.author_id])
    if not authors:  # has left the roster since
        raise Stale("broadcast-moved-on")
    author = authors[0]
    details = {"agrees": agrees}
    await journal.record(session, subject(asked.id), "consent", now=now, actor_id=actor.person_id, details=details)
    if agrees:
        found = await audience(session, town, author, asked)
        agrees = asked.seen == found.digest
        if agrees:
            asked.consent_by_id = actor.person_id
            await _send(session, town, asked, found, now)
    if not agrees:
        asked.state, asked.asked_at, asked.seen = BroadcastState.DRAFT, None, None
        await session.flush()
    await queue(
        session,
        To(person_id=author.person_id, chat_id=author.chat_id),
        broadcast_cards.answered(town, town.words(author.language), asked, actor, agreed=details["agrees"]),
        event="broadcast_answered",
        dedupe=f"broadcast_answered:{asked.id}:{asked.version}:{author.person_id}",
        priority=Priority.ORDER,
        now=now,
    )
    return asked


async def take_back(session: AsyncSession, actor: Actor, broadcast_id: int, *, now: datetime) -> Broadcast:
    """Take back the question for consent: a draft again, whose author may change it."""
    asked = await own(session, actor, broadcast_id, BroadcastState.AWAITING)
    asked.state, asked.asked_at, asked.seen = BroadcastState.DRAFT, None, None
    await session.flush()
    await journal.record(session, subject(asked.id), "take_back", now=now, actor_id=actor.person_id)
    return asked


async def drop(session: AsyncSession, actor: Actor, broadcast_id: int, *, now: datetime) -> Broadcast:
    """Give a draft up."""
    draft = await own(session, actor, broadcast_id, BroadcastState.DRAFT, BroadcastState.AWAITING)
    draft.state = BroadcastState.DROPPED
    await session.flush()
    await journal.record(session, subject(draft.id), "drop", now=now, actor_id=actor.person_id)
    return draft


async def _send(session: AsyncSession, town: Town, draft: Broadcast, found: Audience, now: datetime) -> None:
    chase_at: Sequence[timedelta] = ()
    if draft.confirmed and draft.level is not BroadcastLevel.NOTICE:
        chase_at = rolls.plan_of(town.settings.chase)
    roll = await rolls.open_roll(
        session,
        RollKind.BROADCAST,
        found.people,
        found.unreached,
        chase_at=chase_at,
        drill=bool(draft.drill),
        now=now,
    )
    draft.roll_id, draft.state, draft.sent_at = roll.id, BroadcastState.SENT, now
    draft.audience = draft.audience | {"heard": [group.id for group in found.groups]}
    await session.flush()
    notice = draft.level is BroadcastLevel.NOTICE
    parcels = []
    for person in found.people:
        if person.chat_id is None and notice:
            continue  # who has no account stands on the message's own list; nobody telephones about a notice
        card = broadcast_cards.message(town, town.words(person.language), draft)
        parcels.append(
            Parcel(To(person.person_id, None, person.chat_id), card, f"{EVENT}:{draft.id}:{person.person_id}")
        )
    for group in found.groups:
        card = broadcast_cards.message(town, town.words(None), draft, group=True)
        parcels.append(Parcel(To(None, group.id, group.chat_id), card, f"{EVENT}:{draft.id}:g{group.id}"))
    await queue_many(
        session,
        parcels,
        event=EVENT,
        priority=priority(draft),
        now=now,
        lifetime=NOTICE_LASTS if notice else None,
        drill=bool(draft.drill),
        not_before=quiet.until(town, Priority.REMINDER, now) if notice else now,
    )
    if draft.corrects_id is not None:
        await _ended(session, draft, now)
    await journal.record(
        session, subject(draft.id), "send", now=now, actor_id=draft.author_id, details=_said(draft, found)
    )


async def _ended(session: AsyncSession, correction: Broadcast, now: datetime) -> None:
    """Nobody is asked any more to confirm what was taken back or corrected, nor sent what still waits."""
    earlier = await session.get_one(Broadcast, correction.corrects_id)
    if earlier.roll_id is not None:
        await rolls.close(session, await session.get_one(Roll, earlier.roll_id), now=now)
    like = f"{EVENT}:{earlier.id}:"
    await session.execute(
        sa.update(Message)
        .where(Message.state == MessageState.QUEUED, Message.dedupe.startswith(like, autoescape=True))
        .values(state=MessageState.REPLACED)
    )
    await journal.record(
        session,
        subject(earlier.id),
        str(correction.correction),
        now=now,
        actor_id=correction.author_id,
        details={"by": correction.id},
    )


def _said(draft: Broadcast, found: Audience) -> dict[str, Any]:
    return {
        "level": draft.level,
        "drill": draft.drill,
        "text": draft.text,
        "audience": draft.audience,
        "people": len(found.people),
        "unreached": len(found.unreached),
        "groups": [group.id for group in found.groups],
    }


async def correct(
    session: AsyncSession, town: Town, actor: Actor, broadcast_id: int, kind: Correction, *, now: datetime
) -> Broadcast:
    """Return the message that takes an earlier one back or corrects it, prepared: to those who heard it, looked at.

    Anybody who may send to many may take back: the author may be out of reach.
    """
    require(actor, Action.BROADCAST)
    earlier = await load(session, broadcast_id, BroadcastState.SENT)
    if earlier.author_id != actor.person_id and villages_of(actor, Action.BROADCAST) is not None:
        raise Forbidden("error-forbidden")
    done = await session.scalar(
        sa.select(Broadcast.id)
        .where(Broadcast.corrects_id == earlier.id, Broadcast.state == BroadcastState.SENT)
        .where(Broadcast.correction == Correction.CANCEL)
        .limit(1)
    )
    if done is not None:
        raise Stale("broadcast-cancelled-already")
    words = town.words(None)
    prepared: Broadcast | None = await session.scalar(
        sa.select(Broadcast).where(
            Broadcast.corrects_id == earlier.id,
            Broadcast.author_id == actor.person_id,
            Broadcast.correction == kind,
            Broadcast.state == BroadcastState.DRAFT,
        )
    )
    if prepared is None:
        prepared = await _new(
            session,
            actor,
            now,
            level=earlier.level,
            drill=earlier.drill,
            signed=earlier.signed,
            groups=bool(selection(earlier).heard),
            confirmed=earlier.confirmed,
            corrects_id=earlier.id,
            correction=kind,
            text=broadcast_cards.taken_back(town, words, earlier) if kind is Correction.CANCEL else earlier.text,
            audience={"roll": earlier.roll_id, "heard": list(selection(earlier).heard)},
        )
    found = await audience(session, town, actor, prepared)
    prepared.seen = found.digest
    await session.flush()
    return prepared


async def recent(session: AsyncSession, actor: Actor, *, limit: int = 8) -> list[Broadcast]:
    """Return the newest that were sent or wait for consent: everybody's for the station, else the own ones."""
    require(actor, Action.BROADCAST)
    query = sa.select(Broadcast).where(Broadcast.state.in_((BroadcastState.SENT, BroadcastState.AWAITING)))
    if villages_of(actor, Action.BROADCAST) is not None:
        query = query.where(Broadcast.author_id == actor.person_id)
    return list(await session.scalars(query.order_by(Broadcast.id.desc()).limit(limit)))


async def seen_by(session: AsyncSession, actor: Actor, broadcast_id: int) -> Broadcast:
    """Return a broadcast for who may send to many: the station sees all, others their own. Raises ``Forbidden``."""
    require(actor, Action.BROADCAST)
    found = await session.get(Broadcast, broadcast_id)
    if found is None:
        raise Stale("broadcast-moved-on")
    if found.author_id != actor.person_id and villages_of(actor, Action.BROADCAST) is not None:
        raise Forbidden("error-forbidden")
    return found


@dataclass(frozen=True)
class Standing:
    """How a message that was sent stands."""

    counts: Counts
    failed: int
    """Persons and groups whom it did not reach."""
    corrected: tuple[Correction, ...]
    """What later messages did to it."""


async def standing(session: AsyncSession, sent: Broadcast) -> Standing:
    """Count who was told, whom it did not reach, and who has confirmed."""
    like = f"{EVENT}:{sent.id}:"
    failed = await session.scalar(
        sa.select(sa.func.count(Message.id)).where(
            Message.event == EVENT, Message.dedupe.startswith(like, autoescape=True), Message.failure.is_not(None)
        )
    )
    later = await session.scalars(
        sa.select(Broadcast.correction)
        .where(Broadcast.corrects_id == sent.id, Broadcast.state == BroadcastState.SENT)
        .order_by(Broadcast.id)
    )
    corrected = tuple(one for one in later if one is not None)
    return Standing(await rolls.counts(session, sent.roll_id or 0), failed or 0, corrected)


async def draw_chase(
    session: AsyncSession, town: Town, roll: Roll, persons: Sequence[Actor], number: int, now: datetime
) -> Chase | None:
    """Draw the message again for those who have not confirmed it."""
    sent: Broadcast | None = await session.scalar(sa.select(Broadcast).where(Broadcast.roll_id == roll.id))
    if sent is None:
        return None
    cards = {
        person.person_id: broadcast_cards.message(town, town.words(person.language), sent, again=number)
        for person in persons
    }
    return Chase(cards, priority(sent))
