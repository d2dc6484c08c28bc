"""Looking up a named person: by right, never without a name, each search journalled (突发事件应对法 84)."""

from typing import NamedTuple

import sqlalchemy as sa

from models import Evacuation, EvacuationPart, Evacuee, Household, HouseholdMember
from models.enums import Action, EvacuationState
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Refused
from services.evacuation.order import orders
from services.evacuation.people.adding import folded
from services.people.access import require
from services.people.access import within as reaches
from services.people.rights import TABLE, Scope

SHORTEST, MOST = 2, 10
SUBJECT = "evacuation_search"


class Hit(NamedTuple):
    """Somebody who may be meant."""

    person: Evacuee
    name: str
    code: str | None
    order: Evacuation


async def find(act: Act, typed: str) -> list[Hit]:
    """Return people of that name, or with that telephone, on the lists that are kept. Raises ``Refused`` for less.

    The journal has who looked and how many were found, never the name.
    """
    require(act.actor, Action.FIND_PEOPLE)
    sought = folded(typed)
    if len(sought) < SHORTEST:
        raise Refused("evacuation-name-short", least=SHORTEST)
    like = sought.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    name = sa.func.coalesce(HouseholdMember.name, Evacuee.name)
    phones = (typed.strip(), f"+86{typed.strip()}")
    rows = (
        await act.session.execute(
            sa.select(Evacuee, name, Household.code, Evacuation)
            .join(Evacuation, Evacuation.id == Evacuee.evacuation_id)
            .outerjoin(HouseholdMember, HouseholdMember.id == Evacuee.member_id)
            .outerjoin(Household, Household.id == Evacuee.household_id)
            .where(
                kept(act),
                reaches(act.actor, Action.FIND_PEOPLE, Evacuee),
                sa.or_(
                    Evacuee.sought.like(f"%{like}%", escape="\\"),
                    HouseholdMember.phone.in_(phones),
                    Evacuee.phone.in_(phones),
                ),
            )
            .order_by(Evacuee.sought != sought, Evacuation.id.desc(), Evacuee.id)
            .limit(MOST + 1)
        )
    ).all()
    await journal.record(act, SUBJECT, "search", details={"found": len(rows), "signs": len(sought)})
    return [Hit(person, called or "", code, order) for person, called, code, order in rows]


def kept(act: Act) -> sa.ColumnElement[bool]:
    """Select the orders whose lists are not to be destroyed by now, whatever a backup has brought back."""
    before = act.now - act.town.settings.evacuation.keep
    return sa.and_(
        Evacuation.erased_at.is_(None),
        Evacuation.state.in_((*orders.RUNNING, EvacuationState.OVER, EvacuationState.TAKEN_BACK)),
        sa.or_(Evacuation.over_at.is_(None), Evacuation.over_at > before, Evacuation.held_at.is_not(None)),
    )


def within(actor: Actor, one: Evacuation) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions on the people of an order that the actor sees: by post, or by the part that is theirs."""
    scopes = [(TABLE[Action.SEE_EVACUATION].get(post.role), post) for post in actor.posts]
    if any(scope is Scope.TOWN for scope, _ in scopes):
        return ()
    mine = sa.select(EvacuationPart.id).where(
        EvacuationPart.evacuation_id == one.id, EvacuationPart.person_id == actor.person_id
    )
    parts: list[sa.ColumnElement[bool]] = [Evacuee.part_id.in_(mine)]
    for scope, post in scopes:
        if scope is Scope.VILLAGE and post.village_id is not None:
            parts.append(Evacuee.village_id == post.village_id)
        elif scope is Scope.GRID and post.grid_id is not None:
            parts.append(Evacuee.grid_id == post.grid_id)
    return (sa.or_(*parts),)


async def opened(act: Act, one: Evacuation) -> tuple[bool, tuple[sa.ColumnElement[bool], ...]]:
    """Return whether households are the actor's part, and the conditions on the people listed; the part is seen."""
    mine = sa.select(EvacuationPart.id).where(
        EvacuationPart.evacuation_id == one.id, EvacuationPart.person_id == act.actor.person_id
    )
    await act.session.execute(
        sa.update(EvacuationPart)
        .where(EvacuationPart.id.in_(mine), EvacuationPart.seen_at.is_(None))
        .values(seen_at=act.now)
        .execution_options(synchronize_session=False)
    )
    if await act.session.scalar(sa.select(Evacuee.id).where(Evacuee.part_id.in_(mine)).limit(1)) is None:
        return False, within(act.actor, one)
    return True, (Evacuee.part_id.in_(mine),)
