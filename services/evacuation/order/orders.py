"""Orders to evacuate: a draft changes until consent is asked; an order that was given never does."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, Evacuation, EvacuationPart, Person
from models.enums import ENDED, Action, EvacuationState, Priority
from services.core import journal
from services.core.act import Act, Actor
from services.core.database import locked, newest
from services.core.errors import Forbidden, Refused, Stale, existing
from services.evacuation.order.targets import Targets
from services.people.access import Subject, may, require

LONGEST = 500
"""Characters of the reason and of the route."""
RUNNING = (EvacuationState.ORDERED, EvacuationState.ENDED, EvacuationState.LIFTED)
"""People are on the list, and not everybody is back."""
MOVING = (EvacuationState.ORDERED, EvacuationState.ENDED)
"""Nobody may return."""
ABOUT, PART, CONSENT = "evacuation", "evacuation_part", "evacuation_consent"
"""The things that deadlines are about, and their kinds."""


def subject(evacuation_id: int) -> str:
    """Return the subject of an order's journal. It names people by number only: their names are destroyed later."""
    return f"evacuation:{evacuation_id}"


def words_of(evacuation_id: int) -> str:
    """Return the subject of the journal of what officers said in words: it is destroyed with the list, as a whole."""
    return f"evacuation_words:{evacuation_id}"


def priority(one: Evacuation) -> Priority:
    """Return how urgent its messages are. A drill never goes before what is real."""
    return Priority.ORDER if one.drill else Priority.LIFE


def targets(one: Evacuation) -> Targets:
    """Return what an order is for."""
    return Targets.model_validate(one.targets)


async def begin(act: Act, *, case_id: int | None = None) -> Evacuation:
    """Return the actor's open draft, for a case when one is named, or a new one."""
    require(act.actor, Action.ORDER_EVACUATION)
    of_case = Evacuation.case_id == case_id if case_id is not None else Evacuation.case_id.is_(None)
    mine = (Evacuation.made_by_id == act.actor.person_id, Evacuation.state == EvacuationState.DRAFT)
    if (found := await newest(act.session, Evacuation, *mine, of_case)) is not None:
        return found
    given: dict[str, Any] = {"drill": True if act.town.settings.drill else None, "reason": ""}
    if case_id is not None:
        case = await act.session.get_one(Case, case_id)
        if case.state in ENDED:
            raise Stale("mobilise-case-ended")
        given = {"drill": case.drill, "reason": case.description[:LONGEST]}
    made = Evacuation(
        state=EvacuationState.DRAFT,
        made_by_id=act.actor.person_id,
        case_id=case_id,
        targets={},
        shelters=[],
        checked=[],
        reported=[],
        final=[],
        created_at=act.now,
        updated_at=act.now,
        **given,
    )
    act.session.add(made)
    await act.session.flush()
    return made


async def load(session: AsyncSession, evacuation_id: int, *states: EvacuationState) -> Evacuation:
    """Return an order, locked. Raises ``Stale`` when it is in none of the states (any more)."""
    return await locked(session, Evacuation, evacuation_id, "evacuation-moved-on", *states)


async def going_on(session: AsyncSession, evacuation_id: int, *states: EvacuationState) -> Evacuation:
    """Return an order that stays in one of these states until the transaction ends, while many people enter at once.

    Raises ``Stale`` when it is in none of them (any more).
    """
    many = {"read": True, "key_share": True}
    those = states or RUNNING
    return await locked(session, Evacuation, evacuation_id, "evacuation-moved-on", *those, with_for_update=many)


async def own(session: AsyncSession, actor: Actor, evacuation_id: int, *states: EvacuationState) -> Evacuation:
    """Return the actor's own order, a draft unless other states are named. Raises ``Forbidden`` for another's."""
    require(actor, Action.ORDER_EVACUATION)
    found = await load(session, evacuation_id, *(states or (EvacuationState.DRAFT,)))
    if found.made_by_id != actor.person_id:
        raise Forbidden("error-forbidden")
    return found


async def commanded(session: AsyncSession, actor: Actor, evacuation_id: int, *states: EvacuationState) -> Evacuation:
    """Return an order of any author, for a person who may end and lift orders."""
    require(actor, Action.ORDER_EVACUATION)
    return await load(session, evacuation_id, *states)


async def change(act: Act, evacuation_id: int, **changes: Any) -> Evacuation:
    """Change a draft; the list has to be looked at again. Raises ``Refused`` for words that are too long."""
    draft = await own(act.session, act.actor, evacuation_id)
    for name in ("reason", "route"):
        if len(changes.get(name, "")) > LONGEST:
            raise Refused("error-words-long", limit=LONGEST, count=len(changes[name]))
    if (due := changes.get("due_at")) is not None and due <= act.now:
        raise Refused("evacuation-due-past")
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.seen, draft.updated_at = changes.get("seen"), act.now
    await act.session.flush()
    return draft


async def aim(act: Act, evacuation_id: int, targets: Targets) -> Evacuation:
    """Change what a draft is for."""
    return await change(act, evacuation_id, targets=targets.model_dump(mode="json", exclude_defaults=True))


async def drop(act: Act, evacuation_id: int) -> None:
    """Give a draft up."""
    draft = await own(act.session, act.actor, evacuation_id)
    draft.state = EvacuationState.DROPPED
    await act.session.flush()
    await journal.record(act, subject(draft.id), "drop")


def due_at(one: Evacuation, within: timedelta, now: datetime) -> datetime:
    """Return when everybody has to be accounted for."""
    return one.due_at if one.due_at is not None and one.due_at > now else now + within


async def seen_by(session: AsyncSession, actor: Actor, evacuation_id: int) -> Evacuation:
    """Return an order for who may see it or has a part in it. Raises ``Stale``, ``Forbidden``."""
    found = existing(await session.get(Evacuation, evacuation_id), "evacuation-moved-on")
    if not may(actor, Action.SEE_EVACUATION) and not await has_part(session, actor, found.id):
        if names := await whose_now(session, actor, found.id):
            raise Stale("evacuation-part-now", names=names)
        raise Forbidden("error-forbidden")
    return found


async def has_part(session: AsyncSession, actor: Actor, evacuation_id: int) -> bool:
    """Whether a part of an order is the actor's."""
    mine = sa.select(EvacuationPart.id).where(
        EvacuationPart.evacuation_id == evacuation_id, EvacuationPart.person_id == actor.person_id
    )
    return await session.scalar(mine.limit(1)) is not None


async def whose_now(session: AsyncSession, actor: Actor, evacuation_id: int) -> tuple[str, ...]:
    """Return the names of the officers who have what was the actor's part of an order."""
    rows = await session.execute(
        sa.select(EvacuationPart.earlier, EvacuationPart.person_id, Person.name)
        .join(Person, Person.id == EvacuationPart.person_id)
        .where(EvacuationPart.evacuation_id == evacuation_id)
        .order_by(EvacuationPart.id)
    )
    me = actor.person_id
    return tuple(dict.fromkeys(name for earlier, person, name in rows if me in earlier and person != me))


async def recent(session: AsyncSession, *, limit: int = 8) -> list[Evacuation]:
    """Return the orders that run or wait for consent, then the newest that are over."""
    gone = (EvacuationState.DRAFT, EvacuationState.DROPPED)
    over = Evacuation.state.in_((EvacuationState.OVER, EvacuationState.TAKEN_BACK))
    query = sa.select(Evacuation).where(Evacuation.state.not_in(gone)).order_by(over, Evacuation.id.desc())
    return list(await session.scalars(query.limit(limit)))


def whole_town(actor: Actor) -> bool:
    """Whether the actor sees every list, not only those of a village."""
    return may(actor, Action.SEE_EVACUATION, Subject())
