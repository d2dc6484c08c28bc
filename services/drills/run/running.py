"""A drill's run: looked at, started, paused, gone on with, ended, stopped; and one that was held without the bot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from models import Case, Drill, DrillInject, Duty, Mobilisation
from models.enums import OPEN as OPEN_CASES
from models.enums import Action, DrillForm, DrillState, InjectKind, Kind
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Keys, Refused, Stale
from services.core.errors import reason as given
from services.drills import drills, notices, owed, participants, planning, script
from services.drills.drills import FACTS
from services.duties import fulfilment
from services.duties.entering.facts import Fact, Facts
from services.duties.owing import TOWN, Who
from services.mobilisation.mobilisations import LIVE
from services.people.access import Subject, may
from services.settings.duties import Owing

GOING = (DrillState.RUNNING, DrillState.PAUSED)


@dataclass(frozen=True)
class Look:
    """The effect of a start: how many people are told, the faults in its way, the real emergencies that go on."""

    people: int
    unreached: int
    faults: tuple[tuple[int | None, str], ...]
    """The minute of an inject, or None for the drill, and the text key."""
    real: int
    """Incidents and mobilisations that are no exercise and go on now."""


async def look(act: Act, drill_id: int) -> tuple[Drill, Look]:
    """Return a planned drill with what its start will do."""
    drill = await drills.kept(act, drill_id, DrillState.PLANNED)
    leader = await drills.leader(act, drill)
    found = await participants.heard_by(act, drill, leader)
    return drill, Look(
        len(found.people), len(found.unreached), tuple(await _faults(act, drill, leader)), await _real(act)
    )


async def _faults(act: Act, drill: Drill, leader: Actor) -> list[tuple[int | None, str]]:
    injects = await script.of(act, drill.id)
    found: list[tuple[int | None, str]] = [] if injects else [(None, "drill-lacks-script")]
    if not (await participants.heard_by(act, drill, leader)).people:
        found.append((None, "drill-lacks-people"))
    for inject in injects:
        key = await _fault(act, drill, leader, inject)
        if key is not None:
            found.append((inject.minute, key))
    return found


async def _fault(act: Act, drill: Drill, leader: Actor, inject: DrillInject) -> str | None:
    chosen, within = script.recipients(inject), Subject(village_id=drill.village_id)
    if drill.form is DrillForm.LIVE:
        match inject.kind:
            case InjectKind.HAZARD | InjectKind.INCIDENT:
                return None
            case InjectKind.MOBILISATION:
                squads = may(leader, Action.MOBILISE) and await participants.squads_of(act, drill, chosen)
                return None if squads else "drill-lacks-squads"
            case InjectKind.BROADCAST if not may(leader, Action.BROADCAST, within):
                return "drill-lacks-right"
    return None if (await participants.heard_by(act, drill, leader, chosen)).people else "drill-lacks-people"


async def _real(act: Moment) -> int:
    """Return how many real incidents and mobilisations go on: an exercise must not be in their way."""
    training = act.town.settings.drill
    cases = sa.select(sa.func.count(Case.id)).where(
        Case.kind == Kind.INCIDENT, Case.state.in_(OPEN_CASES), Case.drill.is_(training)
    )
    called = sa.select(sa.func.count(Mobilisation.id)).where(
        Mobilisation.state.in_(LIVE), Mobilisation.drill.is_(False)
    )
    return int(await act.session.scalar(cases) or 0) + int(await act.session.scalar(called) or 0)


async def start(act: Act, drill_id: int) -> Drill:
    """Start a drill: on the clock, or on a table. Raises ``Refused`` with what is missing, ``Stale`` when it began."""
    drill, seen = await look(act, drill_id)
    if seen.faults:
        raise Refused("drill-not-ready", missing=Keys(tuple(dict.fromkeys(key for _, key in seen.faults))))
    drill.state, drill.started_at, drill.ended_at, drill.paused_at = DrillState.RUNNING, act.now, None, None
    for inject in await script.of(act, drill.id):
        inject.planned_at = act.now + timedelta(minutes=inject.minute)
        inject.due_at = inject.planned_at if drill.form is DrillForm.LIVE else None
    await act.session.flush()
    await owed.renew(act, drill, owed.END)
    await journal.record(act, drills.subject(drill.id), "start", to_state=drill.state, details={"people": seen.people})
    return drill


async def pause(act: Act, drill_id: int) -> Drill:
    """Pause a drill: nothing of it is sent until it goes on."""
    drill = await drills.kept(act, drill_id, DrillState.RUNNING)
    drill.state, drill.paused_at = DrillState.PAUSED, act.now
    await act.session.flush()
    await journal.record(act, drills.subject(drill.id), "pause", to_state=drill.state)
    return drill


async def resume(act: Act, drill_id: int) -> Drill:
    """Let a drill go on: what is left of the script comes so much later as it rested."""
    drill = await drills.kept(act, drill_id, DrillState.PAUSED)
    rested = max(act.now - (drill.paused_at or act.now), timedelta())
    for inject in await script.of(act, drill.id):
        if inject.sent_at is None and inject.planned_at is not None:
            inject.planned_at += rested
            inject.due_at = inject.due_at + rested if inject.due_at is not None else None
    drill.state, drill.paused_at = DrillState.RUNNING, None
    await act.session.flush()
    await journal.record(
        act, drills.subject(drill.id), "resume", to_state=drill.state, details={"rested": rested.total_seconds()}
    )
    return drill


async def finish(act: Act, drill_id: int, reason: str | None = None) -> list[Duty]:
    """End a drill that was held: it counts by the day on which it began. Returns the duties that it counts for.

    Raises ``Refused`` while injects are left and no reason is given, or when none was sent.
    """
    drill = await drills.kept(act, drill_id, *GOING)
    injects = await script.of(act, drill.id)
    left = [one for one in injects if one.sent_at is None]
    if len(left) == len(injects):
        raise Refused("drill-nothing-sent")
    if left and reason is None:
        raise Refused("drill-injects-left", count=len(left))
    drill.reason = given(reason, most=256) if reason is not None else drill.reason
    return await _held(act, drill, drill.started_at or act.now, act.now, "end")


async def record(act: Act, drill_id: int, at: datetime) -> list[Duty]:
    """Enter that a planned drill was held without the bot, and when. Raises ``Refused`` for a time to come."""
    drill = await drills.kept(act, drill_id, DrillState.PLANNED)
    if at > act.now:
        raise Refused("drill-held-to-come")
    return await _held(act, drill, at, at, "held")


async def enter(act: Act, village_id: int | None, at: datetime) -> tuple[Drill, list[Duty]]:
    """Enter a drill that was on no plan: it was held without the bot. Raises ``Refused`` for a time to come."""
    if at > act.now:
        raise Refused("drill-held-to-come")
    drill = await planning.plan(act, village_id, act.now + timedelta(hours=1))
    drill.at = at
    return drill, await record(act, drill.id, at)


async def _held(act: Act, drill: Drill, began: datetime, over: datetime, action: str) -> list[Duty]:
    before, drill.state = drill.state, DrillState.HELD
    drill.started_at, drill.ended_at, drill.paused_at = began, over, None
    await _call_in(act, drill)
    await act.session.flush()
    await owed.renew(act, drill, owed.REPORT)
    await journal.record(
        act, drills.subject(drill.id), action, from_state=before, to_state=drill.state, reason=drill.reason
    )
    counted = await fulfilment.fulfil(act, fact_of(drill))
    await notices.held(act, drill, entered=before is DrillState.PLANNED)
    return counted


async def stop(act: Act, drill_id: int, reason: str) -> Drill:
    """Stop a drill so that it counts for nothing, with the reason: a real emergency comes first."""
    drill = await drills.kept(act, drill_id, *GOING)
    before, drill.state, drill.reason = drill.state, DrillState.STOPPED, given(reason, most=256)
    drill.ended_at, drill.paused_at = act.now, None
    await _call_in(act, drill)
    await act.session.flush()
    await owed.end(act, drill)
    await journal.record(
        act, drills.subject(drill.id), "stop", from_state=before, to_state=drill.state, reason=drill.reason
    )
    await notices.stopped(act, drill)
    return drill


async def _call_in(act: Moment, drill: Drill) -> None:
    await act.session.execute(sa.update(DrillInject).where(DrillInject.drill_id == drill.id).values(due_at=None))


async def undo(act: Act, drill_id: int, reason: str) -> list[Duty]:
    """Take back that a drill was held, with the reason: it counts for nothing, and its duties are owed again.

    The entries stay readable. Another drill of the period may stand in for it.
    """
    drill = await drills.kept(act, drill_id, DrillState.HELD)
    drill.state, drill.reason = DrillState.STOPPED, given(reason, most=256)
    await act.session.flush()
    await owed.end(act, drill)
    await journal.record(
        act, drills.subject(drill.id), "undo", from_state=DrillState.HELD, to_state=drill.state, reason=drill.reason
    )
    return await fulfilment.withdraw(act, FACTS[drill.scope], drill.id, reason=drill.reason)


async def entered(act: Moment, who: Who, since: datetime, until: datetime) -> list[Fact]:
    """Return the drills of the town or of a village, by the day on which they began."""
    village = int(who.id) if who.owing is Owing.VILLAGE else None
    rows = await act.session.scalars(
        sa.select(Drill)
        .where(Drill.village_id.is_not_distinct_from(village), Drill.state == DrillState.HELD)
        .where(Drill.started_at >= since, Drill.ended_at < until)
        .order_by(Drill.started_at, Drill.id)
    )
    return [fact_of(one) for one in rows]


def fact_of(drill: Drill) -> Fact:
    """Return a drill that was held as a fact, of the day on which it began."""
    if drill.started_at is None:
        raise Stale("drill-gone")
    who = Who(Owing.TOWN, TOWN) if drill.village_id is None else Who(Owing.VILLAGE, str(drill.village_id))
    return Fact(FACTS[drill.scope], drill.id, drill.started_at, frozenset({who}), drill.leader_id)


ENTERED = tuple(Facts(kind, entered) for kind in FACTS.values())
"""The facts of both kinds."""
