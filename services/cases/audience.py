"""The people around a case: who follows it, who is told of an event, who hears a word about a live incident."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum, auto

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Follower, Group, JournalEntry, Message
from models.enums import LIVE, OPEN, Action, AssignmentState, GroupPurpose, GroupState, Kind
from services.cases.lifecycle import subject_of
from services.cases.timeline import graver_since
from services.core import journal
from services.core.act import Actor, Moment
from services.core.engines.prepared import Prepared
from services.messaging.kinds import MessageKind
from services.messaging.standing import HOURLY, heard
from services.people import directory
from services.people.access import may
from services.people.on_duty import on_watch
from services.people.remembered import remembered
from services.settings.township import Township

IN_A_ROW = timedelta(minutes=5)
"""Words of one kind about an incident are heard once in this time; the others come as well, without a sound."""
_GROUPS = Group.__table__.c
_BOUND = Prepared(
    sa.select(*_GROUPS).where(_GROUPS.purpose == sa.bindparam("purpose"), _GROUPS.state == GroupState.BOUND)
)


class Circle(Enum):
    """A group of people around a case."""

    DESK = auto()  # the people on duty; where no duty roster says, the station; everybody there for a danger to life
    JUDGE = auto()  # the person who judged or dispatched it, while on duty; otherwise the desk
    UNIT = auto()  # head and handlers of the assignment's unit
    UNITS = auto()  # of every unit that still works on the case
    VERIFIED = auto()  # of every unit whose work was verified
    REPORTER = auto()
    FOLLOWERS = auto()
    VILLAGE = auto()  # the village's principal and administrator
    VERIFIERS = auto()  # the same, while one of them can be reached; otherwise the desk
    CHIEFS = auto()  # the station's chief and the directors


async def people_of(
    act: Moment, circles: Iterable[Circle], case: Case, assignment: Assignment | None = None
) -> list[Actor]:
    """Return the people of some circles around a case; ``assignment`` is the one that the unit's circle is of."""
    session, actor, now = act.session, act.somebody, act.now
    found: list[Actor] = []
    for circle in circles:
        match circle:
            case Circle.DESK if case.life_danger:
                found += await directory.in_danger(session, now=now)
            case Circle.DESK:
                found += await directory.station_desk(session, now=now, incident=case.kind is Kind.INCIDENT)
            case Circle.JUDGE:
                found += await _judge(act, case)
            case Circle.UNIT if assignment is not None:
                found += await directory.of_unit(session, assignment.unit_id)
            case Circle.UNITS | Circle.VERIFIED:
                states = LIVE if circle is Circle.UNITS else (AssignmentState.VERIFIED,)
                for assignment in case.assignments:
                    if assignment.state in states:
                        found += await directory.of_unit(session, assignment.unit_id)
            case Circle.REPORTER if actor is not None and actor.person_id == case.reporter_id:
                found.append(actor)
            case Circle.REPORTER:
                found += await directory.by_ids(session, [case.reporter_id])
            case Circle.FOLLOWERS:
                found += await directory.by_ids(session, await followers_of(session, case.id))
            case Circle.CHIEFS:
                found += await directory.chief_and_directors(session)
            case Circle.VILLAGE if case.village_id is not None:
                found += await directory.of_village_point(session, case.village_id)
            case Circle.VERIFIERS:
                found += await _verifiers(act, case)
    return found


async def _judge(act: Moment, case: Case) -> list[Actor]:
    """Return who judged or dispatched a case, while that person is on duty; otherwise everybody who is."""
    desk = await directory.station_desk(act.session, now=act.now, incident=case.kind is Kind.INCIDENT)
    judged = await journal.last_by(act.session, journal.of_case(case.id), (Action.DISPATCH, Action.TRIAGE))
    return [one for one in desk if one.person_id == judged] or desk


async def _verifiers(act: Moment, case: Case) -> list[Actor]:
    """Return the village's people who may verify a case and can be reached; without any, the desk."""
    there = await directory.of_village_point(act.session, case.village_id) if case.village_id is not None else []
    subject = await subject_of(act.session, case)
    able = [one for one in there if may(one, Action.VERIFY, subject)]
    reached = await directory.reachable(act.session, able)
    return reached or await directory.station_desk(act.session, now=act.now, incident=case.kind is Kind.INCIDENT)


async def listening(
    act: Moment,
    case: Case,
    kind: MessageKind,
    card: str,
    *,
    near: Iterable[Circle],
    more_of: Action | None = None,
    vital: bool = False,
) -> frozenset[int]:
    """Return who hears a word about an incident: who is on duty, who has accepted it, and the circles ``near`` it.

    A leader on duty hears of the case once an hour, and of words of a kind in a row everybody hears the first: of
    additions those of one person (``more_of``). ``vital`` words, and a danger that grows, are heard at once.
    """
    watch = await on_watch(act.session, act.now)
    desk = watch.told(incident=True) or await directory.station_desk(act.session, now=act.now, incident=True)
    accepted = {one.accepted_by_id for one in case.assignments if one.accepted_by_id is not None}
    ears = accepted | {one.person_id for one in [*desk, *await people_of(act, near, case)]}
    if vital:
        return frozenset(ears)
    grown = await graver_since(act.session, case.id, act.now - HOURLY)
    leaders = {one.person_id for one in watch.leaders} - {one.person_id for one in watch.officers} - accepted
    as_urgent = Message.priority <= kind.priority
    quiet = leaders & await heard(act, card, as_urgent, since=grown or act.now - HOURLY)
    if more_of is None or await _goes_on(act, case, more_of):
        start = act.now - IN_A_ROW
        quiet |= await heard(act, card, as_urgent, Message.event == kind.event, since=max(start, grown or start))
    return frozenset(ears - quiet)


async def _goes_on(act: Moment, case: Case, action: Action) -> bool:
    """Whether the actor took the same action about a case a moment ago; the newest entry is about this one."""
    if act.somebody is None:
        return False
    before = sa.select(JournalEntry.id).where(
        JournalEntry.subject == journal.of_case(case.id),
        JournalEntry.seq < await journal.latest(act.session, journal.of_case(case.id)),
        JournalEntry.action == action.value,
        JournalEntry.actor_id == act.somebody.person_id,
        JournalEntry.at > act.now - IN_A_ROW,
    )
    return await act.session.scalar(before.limit(1)) is not None


async def groups_of(session: AsyncSession, purpose: GroupPurpose, assignment: Assignment | None) -> list[Group]:
    """Return the bound groups of a purpose around a case: the assignment's unit's, or all of them."""

    async def ask() -> bool:
        return await _BOUND.first(session, {"purpose": purpose}) is not None

    if not await remembered(session, (groups_of, purpose), ask):
        return []
    scope = assignment.unit_id if assignment is not None and purpose is GroupPurpose.UNIT else None
    found = await _BOUND.entities(session, Group, {"purpose": purpose})
    return [group for group in found if scope in (None, group.scope)]


def is_pinned(settings: Township, case: Case, group: Group) -> bool:
    """Whether the case's card stands at the top of a group: while the case asks something of the group's people."""
    grave = settings.groups.pins(danger=case.life_danger, incident=case.kind is Kind.INCIDENT)
    if not grave or case.over_at is not None or case.state not in OPEN:
        return False
    at_work = any(one.unit_id == group.scope for one in case.live)
    return group.purpose is not GroupPurpose.UNIT or at_work


def has_topic(settings: Township, case: Case, group: Group) -> bool:
    """Whether the first card of a case opens a topic in a group: the station's, for a grave case."""
    grave = case.life_danger or case.kind is Kind.INCIDENT
    return settings.groups.topics and grave and group.purpose is GroupPurpose.STATION and case.state in OPEN


async def followers_of(session: AsyncSession, case_id: int) -> list[int]:
    """Return the followers' person ids."""
    return list(await session.scalars(sa.select(Follower.person_id).where(Follower.case_id == case_id)))


async def add_follower(session: AsyncSession, case_id: int, person_id: int, *, via: str, now: datetime) -> bool:
    """Add a follower; False when the person followed already."""
    if await session.get(Follower, (case_id, person_id)) is not None:
        return False
    session.add(Follower(case_id=case_id, person_id=person_id, via=via, at=now))
    await session.flush()
    return True


async def remove_followers(session: AsyncSession, case_id: int, *, via: str) -> None:
    """Take out the followers who came by a merge that is undone."""
    await session.execute(sa.delete(Follower).where(Follower.case_id == case_id, Follower.via == via))
