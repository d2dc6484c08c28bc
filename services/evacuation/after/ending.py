"""The end of an order, the checks before it is lifted, and the return. Nobody returns before that (渝府令 30)."""

from collections.abc import Sequence

import sqlalchemy as sa

from models import Case, Evacuation, Evacuee, Household, HouseholdRisk, RiskPoint, Village
from models.enums import MOVED, Action, DeadlineOutcome, EvacuationState, EvacueeState, Kind, Severity, Source
from services.cases import notices
from services.cases.opening import open_case
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Forbidden, Refused, Stale
from services.core.errors import reason as given
from services.evacuation import cards
from services.evacuation.giving import consent
from services.evacuation.order import balance, orders
from services.evacuation.people import entering
from services.evacuation.people.entering import Entered, Said
from services.people.access import Subject, may, require

LONGEST = 500
GROUND = 0
"""Stands for the ground of an order that no risk point threatens."""


async def end(act: Act, evacuation_id: int, why: str = "") -> Evacuation:
    """End an order. Raises ``Refused`` when people are unaccounted for and no leader gives a reason."""
    one = await orders.commanded(act.session, act.actor, evacuation_id, EvacuationState.ORDERED)
    missing = (await balance.of(act.session, [one.id])).unaccounted
    if missing:
        if not why.strip():
            raise Refused("evacuation-unaccounted", count=missing)
        require(act.actor, Action.LEAD_EVACUATION, Subject())
        one.ended_because = given(why, most=LONGEST)
    one.state, one.ended_at, one.ended_by_id, one.unaccounted = (
        EvacuationState.ENDED,
        act.at,
        act.actor.person_id,
        missing,
    )
    await act.session.flush()
    outcome = DeadlineOutcome.MISSED if missing else DeadlineOutcome.MET
    await consent.stop(act, one, outcome)
    details = {"unaccounted": missing}
    await journal.record(
        act, orders.subject(one.id), "end", to_state=one.state.value, reason=one.ended_because, details=details
    )
    await consent.tell_officers(act, one, lambda words: cards.ended(act.town, words, one))
    return one


async def points(act: Moment, one: Evacuation) -> list[RiskPoint]:
    """Return the risk points to be checked before an order is lifted: its own, and those above its households."""
    above = (
        sa.select(HouseholdRisk.point_id)
        .join(Evacuee, Evacuee.household_id == HouseholdRisk.household_id)
        .where(Evacuee.evacuation_id == one.id, Evacuee.struck_at.is_(None))
    )
    wanted = sa.or_(RiskPoint.id.in_(orders.targets(one).points), RiskPoint.id.in_(above))
    return list(await act.session.scalars(sa.select(RiskPoint).where(wanted).order_by(RiskPoint.code)))


def unchecked(one: Evacuation, those: Sequence[RiskPoint]) -> list[int]:
    """Return the points that nobody has checked since the order was given; ``GROUND`` where there is no point."""
    done = {entry["point"] for entry in one.checked}
    return [number for number in ([point.id for point in those] or [GROUND]) if number not in done]


async def check(act: Act, evacuation_id: int, point_id: int, said: str) -> Evacuation:
    """Note that the actor has checked a point, and what was found. Raises ``Refused`` without words."""
    one = await orders.load(act.session, evacuation_id, *orders.MOVING)
    those = {point.id: point for point in await points(act, one)}
    point = those.get(point_id)
    if point is None and not (point_id == GROUND and not those):
        raise Stale("evacuation-moved-on")
    where = Subject(village_id=point.village_id, grid_id=point.grid_id) if point is not None else Subject()
    if not may(act.actor, Action.WORK_EVACUATION, where) and not may(act.actor, Action.ORDER_EVACUATION, where):
        raise Forbidden("error-forbidden")
    entry = {
        "point": point_id,
        "name": point.name if point is not None else "",
        "person_id": act.actor.person_id,
        "at": act.at.isoformat(),
        "said": given(said, most=LONGEST),
    }
    one.checked = [*(old for old in one.checked if old["point"] != point_id), entry]
    await act.session.flush()
    details = {"point": point_id, "said": entry["said"]}
    await journal.record(act, orders.subject(one.id), "check", details=details)
    return one


async def lift(act: Act, evacuation_id: int) -> Evacuation:
    """Lift an order: people may return, and each village checks the houses first.

    Raises ``Refused`` when it has not ended, or a risk point was not checked by somebody.
    """
    one = await orders.commanded(act.session, act.actor, evacuation_id, *orders.MOVING)
    if one.state is EvacuationState.ORDERED:
        raise Refused("evacuation-not-ended")
    those = await points(act, one)
    if left := unchecked(one, those):
        raise Refused("evacuation-unchecked", count=len(left))
    one.state, one.lifted_at, one.lifted_by_id = EvacuationState.LIFTED, act.at, act.actor.person_id
    await act.session.flush()
    await journal.record(act, orders.subject(one.id), "lift", to_state=one.state.value)
    await _check_houses(act, one)
    await consent.tell_officers(act, one, lambda words: cards.lifted(act.town, words, one))
    return one


async def _check_houses(act: Act, one: Evacuation) -> None:
    """Open a case for each village: houses are checked before anybody goes in."""
    rows = await act.session.execute(
        sa.select(Evacuee.village_id, Village.name, sa.func.count(sa.distinct(Evacuee.household_id)))
        .join(Village, Village.id == Evacuee.village_id)
        .where(Evacuee.evacuation_id == one.id, Evacuee.struck_at.is_(None), Evacuee.moved)
        .group_by(Evacuee.village_id, Village.name)
        .order_by(Evacuee.village_id)
    )
    words = act.town.words(None)
    for village_id, village, count in rows.all():
        text = words.plain("evacuation-houses-case", number=one.number or "", village=village, count=count)
        await _case(act, one, text, village_id, None, Kind.HAZARD)


async def _case(act: Act, one: Evacuation, text: str, village_id: int, grid_id: int | None, kind: Kind) -> Case:
    case = await open_case(
        act,
        Source.EVACUATION,
        kind=kind,
        details={"evacuation": one.number},
        severity=Severity.ORDINARY,
        description=text,
        village_id=village_id,
        grid_id=grid_id,
        drill=bool(one.drill),
    )
    await notices.tell(act, notices.FILED, case)
    return case


async def seen_back(act: Act, person_id: int, whom: Sequence[int] | None, *, seen: int) -> tuple[Entered, Case | None]:
    """Note that people are back before the order is lifted: unaccounted for again, and a case for the station."""
    home = await entering.home_of(act, person_id, lock=True)
    if home.order.state not in orders.MOVING:
        raise Refused("evacuation-lifted-already")
    words = act.town.words(None)
    why = words.plain("evacuation-back-early")
    done = await entering.enter(act, person_id, whom, Said(EvacueeState.UNWILLING, why=why), seen=seen)
    if not done.changed:
        return done, None
    first = done.changed[0]
    household = await act.session.get(Household, first.household_id) if first.household_id is not None else None
    text = words.plain(
        "evacuation-back-case",
        number=home.order.number or "",
        code=household.code if household else "no",
        count=len(done.changed),
    )
    case = await _case(act, home.order, text, first.village_id, first.grid_id, Kind.INCIDENT)
    details = {"case": case.number, "people": [one.id for one in done.changed]}
    await journal.record(act, orders.subject(home.order.id), "seen_back", details=details)
    return done, case


async def finish(act: Moment, one: Evacuation) -> bool:
    """End an order that was lifted when everybody who was moved is back."""
    if one.state is not EvacuationState.LIFTED:
        return False
    away = await act.session.scalar(
        sa.select(Evacuee.id)
        .where(Evacuee.evacuation_id == one.id, Evacuee.struck_at.is_(None), Evacuee.state.in_(MOVED))
        .limit(1)
    )
    if away is not None:
        return False
    one.state, one.over_at = EvacuationState.OVER, act.now
    await act.session.flush()
    await journal.record(act, orders.subject(one.id), "over", to_state=one.state.value)
    return True


async def report(act: Act, evacuation_id: int, people: int, source: str) -> Evacuation:
    """Note a figure that somebody told by telephone. It stands beside the list's figures and is never added to them."""
    one = await orders.commanded(act.session, act.actor, evacuation_id, *orders.RUNNING)
    entry = {"people": people, "source": given(source, most=64), "at": act.at.isoformat(), "by_id": act.actor.person_id}
    one.reported = [*one.reported, entry]
    await act.session.flush()
    await journal.record(act, orders.subject(one.id), "reported", details={"people": people})
    return one
