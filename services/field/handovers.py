"""Handing over in the field (现场换班, 移交指挥): the giver notes the work done, the work left and the dangers; the
successor accepts.

Until then the giver stays responsible. A giver who has handed over is off scene, but out until counted back.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Handover, Mobilisation
from models.enums import HandoverKind, HandoverState, MobilisationState
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.cards.card import button
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Forbidden, Keys, Refused, Stale, existing
from services.field import handover_cards, kinds, successors
from services.field.handover_cards import FIELDS
from services.messaging import messages
from services.messaging.messages import Draw
from services.mobilisation import mobilisations
from services.people import directory
from texts import Words

LONGEST = 1000
"""Characters of one of them."""
OPEN = (HandoverState.DRAFT, HandoverState.ASKED)


async def begin(act: Act, mobilisation_id: int, kind: HandoverKind, taker_id: int) -> tuple[Mobilisation, Handover]:
    """Begin a note to this person; nothing is asked yet. Raises ``Refused`` when they could not take over."""
    one, response, able = await successors.able(act.session, act.actor, mobilisation_id, kind)
    if taker_id not in {person.person_id for person in able}:
        raise Refused("handover-unfit")
    made = Handover(
        mobilisation_id=one.id,
        kind=kind,
        state=HandoverState.DRAFT,
        giver_id=response.person_id if response else one.commander_id,
        asked_by_id=act.actor.person_id,
        taker_id=taker_id,
        squad_id=response.squad_id if response else None,
        created_at=act.now,
    )
    act.session.add(made)
    await act.session.flush()
    return one, made


async def load(
    session: AsyncSession, actor: Actor, handover_id: int, *states: HandoverState, taking: bool = False
) -> tuple[Mobilisation, Handover]:
    """Return a hand-over that the actor has begun, or was asked to take over (``taking``), with its mobilisation.

    Both are locked, the mobilisation first. Raises ``Forbidden``, or ``Stale`` when it is in none of the states.
    """
    number = existing(
        await session.scalar(sa.select(Handover.mobilisation_id).where(Handover.id == handover_id)), "handover-moved-on"
    )
    one = await mobilisations.load(session, number)
    found = await session.get_one(Handover, handover_id, with_for_update=True, populate_existing=True)
    if actor.person_id != (found.taker_id if taking else found.asked_by_id):
        raise Forbidden("error-forbidden")
    if found.state not in states:
        raise Stale("handover-moved-on")
    if taking:
        still_open(one, found)
    return one, found


async def say(
    session: AsyncSession, actor: Actor, handover_id: int, field: str, said: str
) -> tuple[Mobilisation, Handover]:
    """Write one part of the note."""
    one, found = await load(session, actor, handover_id, HandoverState.DRAFT)
    if field not in FIELDS:
        raise Stale("handover-moved-on")
    if len(said) > LONGEST:
        raise Refused("mobilise-too-long", limit=LONGEST)
    setattr(found, field, said)
    await session.flush()
    return one, found


def lacks(found: Handover) -> tuple[str, ...]:
    """Return the text keys of the parts that the note still lacks."""
    return tuple(f"handover-{field}" for field in FIELDS if not getattr(found, field).strip())


async def ask(act: Act, handover_id: int) -> tuple[Mobilisation, Handover]:
    """Ask the other to take over; an earlier request about the same place is taken back."""
    one, found = await load(act.session, act.actor, handover_id, HandoverState.DRAFT)
    still_open(one, found)
    if missing := lacks(found):
        raise Refused("broadcast-incomplete", missing=Keys(missing))
    earlier = await act.session.scalars(
        sa.select(Handover)
        .where(
            Handover.mobilisation_id == one.id,
            Handover.kind == found.kind,
            Handover.giver_id == found.giver_id,
            Handover.state == HandoverState.ASKED,
        )
        .with_for_update()
    )
    for before in list(earlier):
        await _end(act, one, before, HandoverState.WITHDRAWN)
    await enter(act, one, found, HandoverState.ASKED)
    taker = await directory.by_ids(act.session, [found.taker_id])
    await tell(
        act, one, found, taker, lambda words: handover_cards.asked(act.town, words, one, found, act.actor), "ask"
    )
    return one, found


async def withdraw(act: Act, handover_id: int) -> tuple[Mobilisation, Handover]:
    """Take it back, and tell the person who was asked. Raises ``Stale`` when it was answered before."""
    one, found = await load(act.session, act.actor, handover_id, *OPEN)
    await _end(act, one, found, HandoverState.WITHDRAWN)
    return one, found


async def _end(act: Act, one: Mobilisation, found: Handover, state: HandoverState) -> None:
    asked = found.state is HandoverState.ASKED
    await enter(act, one, found, state, journalled=asked)
    if asked:
        taker = await directory.by_ids(act.session, [found.taker_id])
        await tell(act, one, found, taker, lambda words: handover_cards.off(act.town, words, one), state.value)


def still_open(one: Mobilisation, found: Handover) -> None:
    """Raise ``Stale`` when nothing can be handed over any more."""
    live = mobilisations.LIVE if found.kind is HandoverKind.COMMAND else (MobilisationState.RUNNING,)
    if one.state not in live:
        raise Stale("mobilise-over")


async def lapse(session: AsyncSession, one: Mobilisation, *kinds: HandoverKind, now: datetime) -> None:
    """End the requests that were not answered. Everybody hears of the end of the mobilisation anyway."""
    await session.execute(
        sa.update(Handover)
        .where(Handover.mobilisation_id == one.id, Handover.kind.in_(kinds), Handover.state.in_(OPEN))
        .values(state=HandoverState.LAPSED, answered_at=now)
    )


async def of(session: AsyncSession, mobilisation_id: int) -> Sequence[Handover]:
    """Return every hand-over that was asked for, in order."""
    found = await session.scalars(
        sa.select(Handover)
        .where(Handover.mobilisation_id == mobilisation_id, Handover.asked_at.is_not(None))
        .order_by(Handover.id)
    )
    return list(found)


async def tell(act: Moment, one: Mobilisation, found: Handover, people: Sequence[Actor], draw: Draw, what: str) -> None:
    """Tell somebody about it, once for each ``what``."""
    await messages.tell(act, people, draw, kinds.HANDOVER, about=(one, found.id, what))


async def enter(act: Act, one: Mobilisation, found: Handover, state: HandoverState, *, journalled: bool = True) -> None:
    """Set a state, and write it into the mobilisation's journal, the note with it (I7)."""
    asks, found.state = state is HandoverState.ASKED, state
    if asks:
        found.asked_at = act.now
    else:
        found.answered_at = act.at
    await act.session.flush()
    if journalled:
        details = {"handover": found.id, "kind": found.kind.value, "giver": found.giver_id, "taker": found.taker_id}
        details |= {field: getattr(found, field) for field in FIELDS}
        action = f"handover_{'ask' if asks else state.value}"
        await journal.record(act, mobilisations.subject(one.id), action, details=details)


async def _asked(act: Act, words: Words) -> list[Waiting]:
    """Return what the actor was asked to take over."""
    rows = await act.session.execute(
        sa.select(Handover, Mobilisation)
        .join(Mobilisation, Mobilisation.id == Handover.mobilisation_id)
        .where(Handover.taker_id == act.actor.person_id, Handover.state == HandoverState.ASKED)
    )
    found = []
    for one, of_it in rows:
        command = "-command" if one.kind is HandoverKind.COMMAND else ""
        yes = button(words.plain(f"handover-agree{command}"), handover_cards.AGREE, one.id)
        no = button(words.plain("handover-refuse"), handover_cards.REFUSE, one.id)
        waiting = Waiting(
            name=words.plain("answers-handover", number=of_it.number or ""),
            since=one.asked_at or one.created_at,
            buttons=(yes, no),
            takes={Meaning.AGREE: yes, Meaning.REFUSE: no, Meaning.CANNOT: no},
            subject=mobilisations.subject(of_it.id, act.actor.person_id),
            cards=(kinds.HANDOVER.key((of_it, one.id)),),
            told=(one.asked_by_id,),
        )
        found.append(waiting)
    return found


AWAITS = (Awaits(_asked),)
"""The request that waits for its successor's answer."""
