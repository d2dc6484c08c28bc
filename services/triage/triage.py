"""The station judges what came in (研判): claim, line and severity, dismissal, merging, splitting."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case
from models.enums import LIVE, OPEN, Action, AssignmentState, CaseState, DeadlineKind, Kind, Severity, Source
from services.assignments import moves as shares
from services.assignments import pauses
from services.cards.masking import masked_name
from services.cases import followers, notices
from services.cases.lifecycle import case_step, load_case, move, subject_of
from services.core import journal
from services.core import numbering as numbers
from services.core.act import Actor
from services.core.errors import Refused, Stale
from services.core.errors import reason as needed
from services.core.town import Town
from services.county import clock as county_clock
from services.county import phone_alarm as county_alarm
from services.deadlines import deadlines
from services.people import directory as people
from services.people.access import require


async def claim(session: AsyncSession, town: Town, actor: Actor, case_id: int, *, now: datetime) -> Case:
    """Hold a case for some minutes, so that two do not judge it at once. Raises ``Stale`` naming who holds it."""
    case = await load_case(session, case_id)
    require(actor, Action.CLAIM, await subject_of(session, case))
    case_step(case, Action.CLAIM)
    await check_claim(session, case, actor, now)
    fresh = case.claimed_by_id != actor.person_id or case.claimed_until is None or case.claimed_until <= now
    case.claimed_by_id, case.claimed_until = actor.person_id, now + town.settings.clocks.claim
    if fresh:
        await move(session, case, Action.CLAIM, actor=actor, now=now)
    return case


async def check_claim(session: AsyncSession, case: Case, actor: Actor, now: datetime) -> None:
    """Raise ``Stale`` when somebody else holds the case."""
    held = case.claimed_until is not None and case.claimed_until > now
    if held and case.claimed_by_id not in (None, actor.person_id):
        names = await people.names(session, [case.claimed_by_id])
        raise Stale("error-claimed", name=masked_name(names.get(case.claimed_by_id or 0, "")))


async def judge(
    session: AsyncSession,
    town: Town,
    actor: Actor,
    case_id: int,
    *,
    now: datetime,
    line: str | None = None,
    severity: Severity | None = None,
    kind: Kind | None = None,
) -> Case:
    """Decide line, severity and kind. A case judged before is judged anew; its running clocks follow the new grade."""
    case = await load_case(session, case_id)
    require(actor, Action.TRIAGE, await subject_of(session, case))
    case_step(case, Action.TRIAGE)
    await check_claim(session, case, actor, now)
    if line is not None and line not in town.settings.lines:
        raise Refused("error-line-unknown", line=line)
    if line is None and case.line is None:
        raise Refused("error-line-needed", number=case.number)
    usual = {
        share.id: deadlines.due(town, DeadlineKind.FEED_BACK, case, share.started_at) for share in case.assignments
    }
    changed = {}
    for column, value in (("line", line), ("severity", severity), ("kind", kind)):
        before = getattr(case, column)
        if value is not None and value != before:
            changed[column] = [str(before) if before else None, str(value)]
            setattr(case, column, value)
    case.triaged_at = case.triaged_at or now
    case.claimed_by_id = case.claimed_until = None
    first = case.state is CaseState.SUBMITTED
    await move(session, case, Action.TRIAGE, actor=actor, now=now, details=changed)
    if "kind" in changed:  # what was reported as a hazard and is none happened then; what has grown into one, now
        event_at = case.submitted_at if first else now
        await county_clock.follow_kind(session, town, actor, case, event_at=event_at, now=now)
        if case.kind is Kind.INCIDENT:
            await notices.tell(session, town, "county_owed", case, now=now, actor=actor)
    if first:
        await deadlines.start(session, town, DeadlineKind.DISPATCH, case, now=now)
    elif "severity" in changed or "kind" in changed:
        if case.kind is Kind.INCIDENT:
            await _go_on(session, town, actor, case, now)
        await _follow_grade(session, town, case, usual, now)
    return case


async def _go_on(session: AsyncSession, town: Town, actor: Actor, case: Case, now: datetime) -> None:
    """End every pause: what waited as a hazard does not wait any more once it is happening."""
    paused = [share.id for share in case.assignments if share.state is AssignmentState.PAUSED]
    for share_id in paused:
        await pauses.resume(session, town, actor, share_id, now=now)


async def _follow_grade(
    session: AsyncSession, town: Town, case: Case, usual: dict[int, datetime], now: datetime
) -> None:
    """Let the units' clocks follow a new grade: a usual deadline becomes the new usual one, one that was set by hand
    is only brought forward. A new deadline that would have passed already counts from now."""
    for share in case.assignments:
        if share.state not in LIVE or share.state in (AssignmentState.FED_BACK, AssignmentState.PAUSED):
            continue
        due = deadlines.due(town, DeadlineKind.FEED_BACK, case, share.started_at)
        if due <= now:
            due = deadlines.due(town, DeadlineKind.FEED_BACK, case, now)
        share.due_at = due if share.due_at == usual[share.id] else min(share.due_at, due)
        await deadlines.move(session, town, DeadlineKind.FEED_BACK, case, share, now=now)
    live = [share.due_at for share in case.assignments if share.state in LIVE]
    if live:
        case.due_at = max(live)
    await session.flush()


async def dismiss(session: AsyncSession, town: Town, actor: Actor, case_id: int, *, reason: str, now: datetime) -> Case:
    """End a case that is no hazard; the reporter hears the reason and may ask to reopen it."""
    case = await load_case(session, case_id)
    require(actor, Action.DISMISS, await subject_of(session, case))
    await check_claim(session, case, actor, now)
    reason = needed(reason)
    case_step(case, Action.DISMISS)
    await _call_off(session, town, actor, case, reason=reason, now=now)
    await move(session, case, Action.DISMISS, actor=actor, now=now, reason=reason)
    await county_clock.dismissed(session, town, actor, case, now=now)
    await notices.tell(session, town, "dismissed", case, now=now, actor=actor, reason=reason)
    return case


async def merge(
    session: AsyncSession, town: Town, actor: Actor, case_id: int, *, into: int, now: datetime
) -> tuple[Case, Case]:
    """Make a case part of another. Its reporter and followers follow the other one and will hear its result."""
    if case_id == into:
        raise Refused("error-merge-self")
    first, second = sorted((case_id, into))  # always locked in the same order, or two mergers block each other
    loaded = {first: await load_case(session, first), second: await load_case(session, second)}
    case, target = loaded[case_id], loaded[into]
    for one in (case, target):
        require(actor, Action.MERGE, await subject_of(session, one))
    case_step(case, Action.MERGE)
    if target.state not in OPEN:
        raise Stale("error-merge-target-ended", number=target.number)
    if graver(case, target):
        raise Refused("error-merge-graver", number=case.number, into=target.number)
    await _call_off(session, town, actor, case, reason=target.number, now=now)
    listeners = {case.reporter_id, *await followers.followers_of(session, case.id)} - {target.reporter_id}
    for person_id in sorted(listeners):
        await followers.add(session, target.id, person_id, via=case.number, now=now)
    case.merged_into_id = target.id
    await move(session, case, Action.MERGE, actor=actor, now=now, details={"into": target.number}, to=CaseState.MERGED)
    await journal.record(
        session,
        journal.of_case(target.id),
        Action.MERGE.value,
        now=now,
        actor_id=actor.person_id,
        details={"took": case.number},
    )
    await county_clock.merged(session, town, actor, case, target, now=now)
    await county_alarm.handed_over(session, town, case, target, now=now)
    await notices.tell(session, town, "merged", case, now=now, actor=actor, into=target.number)
    return case, target


def graver(case: Case, other: Case) -> bool:
    """Whether merging the case into the other one would hide how grave it is (DOMAIN §5.7)."""

    def gravity(one: Case) -> tuple[bool, bool, int]:
        return one.life_danger, one.kind is Kind.INCIDENT, one.severity.rank

    return gravity(case) > gravity(other)


async def _call_off(session: AsyncSession, town: Town, actor: Actor, case: Case, *, reason: str, now: datetime) -> None:
    """Take back whatever units still hold of a case that ends here."""
    for assignment in [share for share in case.assignments if share.state in LIVE]:
        await shares.take_back(session, town, actor, case, assignment, reason=reason, now=now)


async def unmerge(session: AsyncSession, town: Town, actor: Actor, case_id: int, *, now: datetime) -> Case:
    """Take a merged case out again; its first clock is kept."""
    case = await load_case(session, case_id)
    require(actor, Action.UNMERGE, await subject_of(session, case))
    case_step(case, Action.UNMERGE)
    if case.merged_into_id is not None:
        await followers.remove(session, case.merged_into_id, via=case.number)
    former = await load_case(session, case.merged_into_id, lock=False) if case.merged_into_id is not None else None
    case.merged_into_id = None
    await move(session, case, Action.UNMERGE, actor=actor, now=now)
    await county_clock.unmerged(session, town, actor, case, former, now=now)
    await county_alarm.taken_out(session, town, case, now=now)
    await deadlines.start(session, town, DeadlineKind.TRIAGE, case, now=now)
    await notices.tell(session, town, "unmerged", case, now=now, actor=actor)
    return case


async def split(
    session: AsyncSession, town: Town, actor: Actor, case_id: int, *, description: str, now: datetime
) -> Case:
    """Make a second case out of a report that held two dangers; place, reporter and first clock are the same."""
    case = await load_case(session, case_id)
    require(actor, Action.SPLIT, await subject_of(session, case))
    part = await derive(session, town, actor, case, source=Source.SPLIT, description=needed(description), now=now)
    await move(session, case, Action.SPLIT, actor=actor, now=now, details={"part": part.number})
    await notices.tell(session, town, "filed", part, now=now, actor=actor)
    await notices.tell(session, town, "split", part, now=now, actor=actor, parent=case.number)
    return part


async def derive(
    session: AsyncSession,
    town: Town,
    actor: Actor,
    parent: Case,
    *,
    source: Source,
    description: str,
    now: datetime,
) -> Case:
    """Return a new case that comes from another one: a split part, or what remains of an incident."""
    kind = Kind.HAZARD if source is Source.FOLLOW_UP else parent.kind
    part = Case(
        number=await numbers.next_number(session, kind, source, now=now, zone=town.zone),
        source=source,
        kind=kind,
        severity=parent.severity,
        line=parent.line,
        state=CaseState.SUBMITTED,
        drill=parent.drill,
        description=description,
        landmark=parent.landmark,
        village_id=parent.village_id,
        grid_id=parent.grid_id,
        latitude=parent.latitude,
        longitude=parent.longitude,
        outside=parent.outside,
        reporter_id=parent.reporter_id,
        anonymous=parent.anonymous,
        submitted_at=now if source is Source.FOLLOW_UP else parent.submitted_at,
        parent_id=parent.id,
        assignments=[],
    )
    session.add(part)
    await session.flush()
    await journal.record(
        session,
        journal.of_case(part.id),
        Action.FILE.value,
        now=now,
        actor_id=actor.person_id,
        to_state=part.state.value,
        details={"number": part.number, "from": parent.number, "source": source.value},
    )
    await deadlines.start(session, town, DeadlineKind.TRIAGE, part, now=now)
    if part.kind is Kind.INCIDENT:
        await county_clock.happened(session, town, actor, part, event_at=part.submitted_at, now=now)
    return part


async def by_number(session: AsyncSession, number: str) -> Case | None:
    """Return the case with this number, however its case and blanks were typed."""
    found: Case | None = await session.scalar(sa.select(Case).where(Case.number == number.strip().upper()))
    return found
