"""Messages to many, safely (DOMAIN §5.5): seen before they go, a second person for what is grave, taken back in a tap.

A draft changes until it is sent or consent is asked. A sent broadcast never changes: a message of its own, to exactly
the recipients of the first, takes it back or corrects it.
"""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Broadcast, Village
from models.enums import Action, BroadcastLevel, BroadcastState, Correction, DeadlineOutcome, Priority
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.database import locked, newest
from services.core.errors import Forbidden, Keys, Refused, Stale, existing
from services.core.town import Town
from services.deadlines import deadlines
from services.messaging import audiences
from services.messaging.audiences import Audience, Selection
from services.people.access import require, villages_of

LONGEST = 2500
"""Characters of a message's words: with what stands around them they have to fit into one (Telegram: 4,096)."""
GRAVE = frozenset({BroadcastLevel.ORANGE, BroadcastLevel.RED, BroadcastLevel.EVACUATION})
"""Sent as a matter of life when it is no drill."""
PRIORITY = {BroadcastLevel.NOTICE: Priority.RECEIPT, BroadcastLevel.BLUE: Priority.ORDER}
NOTICE_LASTS = timedelta(days=3)
CONSENT, ABOUT = "consent", "broadcast"
"""Of the deadline by which a second person has to answer."""


def subject(broadcast_id: int) -> str:
    """Return the subject of a broadcast's journal."""
    return f"broadcast:{broadcast_id}"


def selection(broadcast: Broadcast) -> Selection:
    """Return the intended recipients."""
    return Selection.model_validate(broadcast.audience)


def priority(broadcast: Broadcast) -> Priority:
    """Return how urgent it is. A drill never goes before what is real."""
    if broadcast.level in GRAVE:
        return Priority.ORDER if broadcast.drill else Priority.LIFE
    return PRIORITY.get(broadcast.level, Priority.ORDER)


def needs_consent(town: Town, broadcast: Broadcast) -> bool:
    """Whether a second person has to agree. Taking back needs none: it cannot wait, and the consenter hears it."""
    return broadcast.level in town.settings.broadcasts.consent and broadcast.correction is not Correction.CANCEL


async def begin(act: Act) -> Broadcast:
    """Return the actor's open draft, or a new one."""
    require(act.actor, Action.BROADCAST)
    mine = (Broadcast.author_id == act.actor.person_id, Broadcast.state == BroadcastState.DRAFT)
    if (found := await newest(act.session, Broadcast, *mine, Broadcast.corrects_id.is_(None))) is not None:
        return found
    villages = villages_of(act.actor, Action.BROADCAST)
    speaks = await act.session.get(Village, min(villages)) if villages else None
    drill = True if act.town.settings.drill else None
    return await new(act, drill=drill, signed=speaks.name if speaks else "")


async def new(act: Act, **given: Any) -> Broadcast:
    """Return a draft with these fields; nothing else is taken for granted."""
    made = Broadcast(
        author_id=act.actor.person_id,
        state=BroadcastState.DRAFT,
        audience=given.pop("audience", {}),
        created_at=act.now,
        updated_at=act.now,
        **{"level": BroadcastLevel.NOTICE, "text": "", "groups": False, "confirmed": False} | given,
    )
    act.session.add(made)
    await act.session.flush()
    return made


async def load(session: AsyncSession, broadcast_id: int, *states: BroadcastState) -> Broadcast:
    """Return a broadcast, locked. Raises ``Stale`` when it is not in one of the states (any more)."""
    return await locked(session, Broadcast, broadcast_id, "broadcast-moved-on", *states)


async def of_roll_call(session: AsyncSession, roll_call_id: int) -> Broadcast:
    """Return the broadcast whose confirmations a roll call takes."""
    return (await session.scalars(sa.select(Broadcast).where(Broadcast.roll_call_id == roll_call_id))).one()


async def own(session: AsyncSession, actor: Actor, broadcast_id: int, *states: BroadcastState) -> Broadcast:
    """Return the actor's own broadcast, a draft unless other states are named."""
    require(actor, Action.BROADCAST)
    found = await load(session, broadcast_id, *(states or (BroadcastState.DRAFT,)))
    if found.author_id != actor.person_id:
        raise Forbidden("error-forbidden")
    return found


async def change(
    session: AsyncSession, actor: Actor, broadcast_id: int, *, now: datetime | None = None, **changes: Any
) -> Broadcast:
    """Change a draft; the list has to be looked at again. A correction keeps its audience, its level and its kind."""
    draft = await own(session, actor, broadcast_id)
    if "text" in changes and len(changes["text"]) > LONGEST:
        raise Refused("broadcast-text-long", limit=LONGEST)
    if draft.corrects_id is not None and changes.keys() - {"text", "seen"}:
        raise Stale("broadcast-moved-on")
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.seen, draft.updated_at = changes.get("seen"), now or draft.updated_at
    await session.flush()
    return draft


async def grade(act: Act, broadcast_id: int, level: BroadcastLevel) -> Broadcast:
    """Set a draft's level. A draft that becomes grave asks for confirmation and goes to groups too, until unchosen."""
    draft, grave = await own(act.session, act.actor, broadcast_id), act.town.settings.broadcasts.consent
    raised = level in grave and draft.level not in grave
    more = {"confirmed": True, "groups": True} if raised else {}
    return await change(act.session, act.actor, broadcast_id, now=act.now, level=level, **more)


async def audience(act: Act, broadcast: Broadcast) -> Audience:
    """Return who would hear it now, within the reach of the author's posts."""
    return await audiences.find(
        act.session,
        act.town,
        selection(broadcast),
        villages=villages_of(act.actor, Action.BROADCAST),
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


async def look(act: Act, broadcast_id: int) -> tuple[Broadcast, Audience]:
    """Note that the author has seen the list as it is now. Raises ``Refused`` with what is still missing."""
    draft = await own(act.session, act.actor, broadcast_id)
    found = await audience(act, draft)
    complete(draft, found)
    return await change(act.session, act.actor, broadcast_id, now=act.now, seen=found.digest), found


def complete(draft: Broadcast, found: Audience) -> None:
    """Raise ``Refused`` with what is missing before it can go."""
    if lacks := faults(draft, found):
        raise Refused("broadcast-incomplete", missing=Keys(lacks))


async def drop(act: Act, broadcast_id: int) -> Broadcast:
    """Give a draft up."""
    draft = await own(act.session, act.actor, broadcast_id, BroadcastState.DRAFT, BroadcastState.AWAITING)
    draft.state = BroadcastState.DROPPED
    await act.session.flush()
    await asked_no_more(act, draft, DeadlineOutcome.CANCELLED)
    await journal.record(act, subject(draft.id), "drop")
    return draft


async def asked_no_more(act: Moment, asked: Broadcast, outcome: DeadlineOutcome) -> None:
    """End the time for a second person's answer."""
    await deadlines.end(act.session, (CONSENT,), ABOUT, (asked.id,), now=act.now, outcome=outcome)


async def recent(session: AsyncSession, actor: Actor, *, limit: int = 8) -> list[Broadcast]:
    """Return the newest that were sent or wait for consent: all for the station, the actor's own for others."""
    require(actor, Action.BROADCAST)
    # "Not in" lets the database read from the newest on: an index by states would have all that were sent sorted.
    query = sa.select(Broadcast).where(Broadcast.state.not_in((BroadcastState.DRAFT, BroadcastState.DROPPED)))
    if villages_of(actor, Action.BROADCAST) is not None:
        query = query.where(Broadcast.author_id == actor.person_id)
    return list(await session.scalars(query.order_by(Broadcast.id.desc()).limit(limit)))


async def seen_by(session: AsyncSession, actor: Actor, broadcast_id: int) -> Broadcast:
    """Return a broadcast for who may send to many: the station sees all, others their own. Raises ``Forbidden``."""
    require(actor, Action.BROADCAST)
    found = existing(await session.get(Broadcast, broadcast_id), "broadcast-moved-on")
    if found.author_id != actor.person_id and villages_of(actor, Action.BROADCAST) is not None:
        raise Forbidden("error-forbidden")
    return found
