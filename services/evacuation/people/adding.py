"""People nobody knew of, and households that are not on the list: they come to a shelter, or an officer meets them."""

import re
from collections.abc import Sequence

import sqlalchemy as sa

from models import Evacuation, EvacuationPart, Evacuee, EvacueeEntry, Household
from models.enums import Action, EvacueeState
from services.core import journal
from services.core.act import Act
from services.core.errors import Forbidden, Refused
from services.evacuation.giving import listing
from services.evacuation.order import orders, targets
from services.evacuation.people import entering
from services.people.access import Subject, may

LONGEST_NAME = 64
PREFIX = "H-"
_CODE = re.compile(r"(?:[Hh][-－ ]?)?(\d{1,6})")


def folded(name: str) -> str:
    """Return a name as it is searched for: no blanks, one case."""
    return "".join(name.split()).casefold()


async def person(act: Act, person_id: int, name: str) -> tuple[Evacuee, int]:
    """Add a person to a household of the list; returns how many of that name are on it, who may be the same.

    Nobody is joined by itself: that is for a human. Raises ``Refused`` without a name.
    """
    home = await entering.home_of(act, person_id, lock=True)
    if not may(act.actor, Action.WORK_EVACUATION, entering.subject_of(home)):
        raise Forbidden("error-forbidden")
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused("evacuation-name-needed", limit=LONGEST_NAME)
    first, sought = home.people[0], folded(name)
    alike = await act.session.scalar(
        sa.select(sa.func.count(Evacuee.id)).where(
            Evacuee.evacuation_id == home.order.id, Evacuee.sought == sought, Evacuee.struck_at.is_(None)
        )
    )
    added = Evacuee(
        evacuation_id=home.order.id,
        part_id=home.part.id,
        household_id=first.household_id,
        name=name,
        sought=sought,
        village_id=first.village_id,
        grid_id=first.grid_id,
        vulnerable=False,
        state=EvacueeState.UNTOLD,
        since=act.at,
        moved=False,
        settled=False,
    )
    await _add(act, home.order, [added])
    await entering.settle(act, home)
    return added, int(alike or 0)


async def _add(act: Act, order: Evacuation, people: Sequence[Evacuee]) -> None:
    act.session.add_all(people)
    await act.session.flush()
    ids = [one.id for one in people]
    await journal.record(act, orders.subject(order.id), "add", details={"people": ids})


async def of_code(act: Act, order: Evacuation, typed: str) -> int | None:
    """Return somebody of the household with this number or telephone on the list; None when it is not on it.

    Raises ``Refused`` when the register has no such household.
    """
    household = await known(act, typed)
    return await act.session.scalar(
        sa.select(sa.func.min(Evacuee.id)).where(
            Evacuee.evacuation_id == order.id, Evacuee.household_id == household.id
        )
    )


async def known(act: Act, typed: str) -> Household:
    """Return the household with this number, however it was typed, or with this telephone. Raises ``Refused``."""
    typed = typed.strip()
    conditions = [Household.code == typed.upper(), Household.phone == typed, Household.phone == f"+86{typed}"]
    if (number := _CODE.fullmatch(typed)) is not None:
        digits = number[1].lstrip("0") or "0"
        conditions += [Household.code == f"{PREFIX}{digits.zfill(width)}" for width in range(len(digits), 7)]
    found = (await act.session.scalars(sa.select(Household).where(Household.active, sa.or_(*conditions)))).all()
    if len(found) != 1:
        raise Refused("evacuation-no-household", typed=typed[:32], count=len(found))
    return found[0]


async def household(act: Act, order_id: int, typed: str) -> int:
    """Put a household that is not on the list on it, in the actor's part or one of its village; return one of it."""
    order = await orders.going_on(act.session, order_id, *orders.MOVING)
    one = await known(act, typed)
    if not may(act.actor, Action.WORK_EVACUATION, Subject(village_id=one.village_id, grid_id=one.grid_id)) and not may(
        act.actor, Action.KEEP_DOOR
    ):
        raise Forbidden("error-forbidden")
    part = await act.session.scalar(
        sa.select(EvacuationPart)
        .where(EvacuationPart.evacuation_id == order.id)
        .order_by(
            EvacuationPart.village_id != one.village_id,
            sa.func.coalesce(EvacuationPart.person_id, 0) != act.actor.person_id,
            EvacuationPart.id,
        )
        .limit(1)
    )
    if part is None or part.village_id != one.village_id:
        part = EvacuationPart(evacuation_id=order.id, person_id=None, village_id=one.village_id)
        act.session.add(part)
        await act.session.flush()
    homes = await targets.read(act.session, Household.id == one.id)
    if not homes[0].people:
        homes = [homes[0]._replace(people=1)]
    await listing.fill(act, order, [(part.id, homes[0])])
    ids = await act.session.scalars(
        sa.select(Evacuee.id).where(Evacuee.evacuation_id == order.id, Evacuee.household_id == one.id)
    )
    people = sorted(ids)
    await journal.record(act, orders.subject(order.id), "add", details={"people": people, "household": one.code})
    await entering.settle(act, await entering.home_of(act, people[0], lock=True))
    return people[0]


async def history(act: Act, people: Sequence[Evacuee]) -> list[EvacueeEntry]:
    """Return everything that was entered about people, oldest first."""
    ids = [one.id for one in people]
    rows = await act.session.scalars(
        sa.select(EvacueeEntry).where(EvacueeEntry.evacuee_id.in_(ids)).order_by(EvacueeEntry.id)
    )
    return list(rows)
