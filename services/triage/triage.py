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
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale
from services.core.errors import reason as needed
from services.county import clock as county_clock
from services.county import phone_alarm as county_alarm
from services.deadlines import deadlines
from services.people import directory as people
from services.people.access import require


async def claim(act: Act, case_id: int) -> Case:
    """Hold a case for some minutes, so that two do not judge it at once. Raises ``Stale`` naming who holds it."""
    case = await load_case(act.session, case_id)
    require(act.actor, Action.CLAIM, await subject_of(act.session, case))
    case_step(case, Action.CLAIM)
    await check_claim(act, case)
    fresh = case.claimed_by_id != act.actor.person_id or case.claimed_until is None or case.claimed_until <= act.now
    case.claimed_by_id, case.claimed_until = act.actor.person_id, act.now + act.town.settings.clocks.claim
    if fresh:
        await move(act.session, case, Action.CLAIM, actor=act.actor, now=act.now)
    return case


async def check_claim(act: Act, case: Case) -> None:
    """Raise ``Stale`` when somebody else holds the case."""
    held = case.claimed_until is not None and case.claimed_until > act.now
    if held and case.claimed_by_id not in (None, act.actor.person_id):
        names = await people.names(act.session, [case.claimed_by_id])
        raise Stale("error-claimed", name=masked_name(names.get(case.claimed_by_id or 0, "")))


async def judge(
    act: Act, case_id: int, *, line: str | None = None, severity: Severity | None = None, kind: Kind | None = None
) -> Case:
    """Decide line, severity and kind. A case judged before is judged anew; its running clocks follow the new grade."""
    case = await load_case(act.session, case_id)
    require(act.actor, Action.TRIAGE, await subject_of(act.session, case))
    case_step(case, Action.TRIAGE)
    await check_claim(act, case)
    if line is not None and line not in act.town.settings.lines:
        raise Refused("error-line-unknown", line=line)
    if line is None and case.line is None:
        raise Refused("error-line-needed", number=case.number)
    usual = {
        share.id: deadlines.due(act.town, DeadlineKind.FEED_BACK, case, share.started_at) for share in case.assignments
    }
    changed = {}
    for column, value in (("line", line), ("severity", severity), ("kind", kind)):
        before = getattr(case, column)
        if value is not None and value != before:
            changed[column] = [str(before) if before else None, str(value)]
            setattr(case, column, value)
    case.triaged_at = case.triaged_at or act.now
    case.claimed_by_id = case.claimed_until = None
    first = case.state is CaseState.SUBMITTED
    await move(act.session, case, Action.TRIAGE, actor=act.actor, now=act.now, details=changed)
    if "kind" in changed:  # what was reported as a hazard and is none happened then; what has grown into one, now
        event_at = case.submitted_at if first else act.now
        await county_clock.follow_kind(act, case, event_at=event_at)
        if case.kind is Kind.INCIDENT:
            await notices.tell(act, "county_owed", case, actor=act.actor)
    if first:
        await deadlines.start(act, DeadlineKind.DISPATCH, case)
    elif "severity" in changed or "kind" in changed:
        if case.kind is Kind.INCIDENT:
            await _go_on(act, case)
        await _follow_grade(act, case, usual)
    return case


async def _go_on(act: Act, case: Case) -> None:
    """End every pause: what waited as a hazard does not wait any more once it is happening."""
    paused = [share.id for share in case.assignments if share.state is AssignmentState.PAUSED]
    for share_id in paused:
        await pauses.resume(act, share_id)


async def _follow_grade(act: Moment, case: Case, usual: dict[int, datetime]) -> None:
    """Let the units' clocks follow a new grade: a usual deadline becomes the new usual one, one that was set by hand
    is only brought forward. A new deadline that would have passed already counts from now."""
    for share in case.assignments:
        if share.state not in LIVE or share.state in (AssignmentState.FED_BACK, AssignmentState.PAUSED):
            continue
        due = deadlines.due(act.town, DeadlineKind.FEED_BACK, case, share.started_at)
        if due <= act.now:
            due = deadlines.due(act.town, DeadlineKind.FEED_BACK, case, act.now)
        share.due_at = due if share.due_at == usual[share.id] else min(share.due_at, due)
        await deadlines.move(act, DeadlineKind.FEED_BACK, case, share)
    live = [share.due_at for share in case.assignments if share.state in LIVE]
    if live:
        case.due_at = max(live)
    await act.session.flush()


async def dismiss(act: Act, case_id: int, *, reason: str) -> Case:
    """End a case that is no hazard; the reporter hears the reason and may ask to reopen it."""
    case = await load_case(act.session, case_id)
    require(act.actor, Action.DISMISS, await subject_of(act.session, case))
    await check_claim(act, case)
    reason = needed(reason)
    case_step(case, Action.DISMISS)
    await _call_off(act, case, reason=reason)
    await move(act.session, case, Action.DISMISS, actor=act.actor, now=act.now, reason=reason)
    await county_clock.dismissed(act, case)
    await notices.tell(act, "dismissed", case, actor=act.actor, reason=reason)
    return case


async def merge(act: Act, case_id: int, *, into: int) -> tuple[Case, Case]:
    """Make a case part of another. Its reporter and followers follow the other one and will hear its result."""
    if case_id == into:
        raise Refused("error-merge-self")
    first, second = sorted((case_id, into))  # always locked in the same order, or two mergers block each other
    loaded = {first: await load_case(act.session, first), second: await load_case(act.session, second)}
    case, target = loaded[case_id], loaded[into]
    for one in (case, target):
        require(act.actor, Action.MERGE, await subject_of(act.session, one))
    case_step(case, Action.MERGE)
    if target.state not in OPEN:
        raise Stale("error-merge-target-ended", number=target.number)
    if graver(case, target):
        raise Refused("error-merge-graver", number=case.number, into=target.number)
    await _call_off(act, case, reason=target.number)
    listeners = {case.reporter_id, *await followers.followers_of(act.session, case.id)} - {target.reporter_id}
    for person_id in sorted(listeners):
        await followers.add(act.session, target.id, person_id, via=case.number, now=act.now)
    case.merged_into_id = target.id
    await move(
        act.session,
        case,
        Action.MERGE,
        actor=act.actor,
        now=act.now,
        details={"into": target.number},
        to=CaseState.MERGED,
    )
    await journal.record(
        act.session,
        journal.of_case(target.id),
        Action.MERGE.value,
        now=act.now,
        actor_id=act.actor.person_id,
        details={"took": case.number},
    )
    await county_clock.merged(act, case, target)
    await county_alarm.handed_over(act, case, target)
    await notices.tell(act, "merged", case, actor=act.actor, into=target.number)
    return case, target


def graver(case: Case, other: Case) -> bool:
    """Whether merging the case into the other one would hide how grave it is (DOMAIN §5.7)."""

    def gravity(one: Case) -> tuple[bool, bool, int]:
        return one.life_danger, one.kind is Kind.INCIDENT, one.severity.rank

    return gravity(case) > gravity(other)


async def _call_off(act: Act, case: Case, *, reason: str) -> None:
    """Take back whatever units still hold of a case that ends here."""
    for assignment in [share for share in case.assignments if share.state in LIVE]:
        await shares.take_back(act, case, assignment, reason=reason)


async def unmerge(act: Act, case_id: int) -> Case:
    """Take a merged case out again; its first clock is kept."""
    case = await load_case(act.session, case_id)
    require(act.actor, Action.UNMERGE, await subject_of(act.session, case))
    case_step(case, Action.UNMERGE)
    if case.merged_into_id is not None:
        await followers.remove(act.session, case.merged_into_id, via=case.number)
    former = await load_case(act.session, case.merged_into_id, lock=False) if case.merged_into_id is not None else None
    case.merged_into_id = None
    await move(act.session, case, Action.UNMERGE, actor=act.actor, now=act.now)
    await county_clock.unmerged(act, case, former)
    await county_alarm.taken_out(act, case)
    await deadlines.start(act, DeadlineKind.TRIAGE, case)
    await notices.tell(act, "unmerged", case, actor=act.actor)
    return case


async def split(act: Act, case_id: int, *, description: str) -> Case:
    """Make a second case out of a report that held two dangers; place, reporter and first clock are the same."""
    case = await load_case(act.session, case_id)
    require(act.actor, Action.SPLIT, await subject_of(act.session, case))
    part = await derive(act, case, source=Source.SPLIT, description=needed(description))
    await move(act.session, case, Action.SPLIT, actor=act.actor, now=act.now, details={"part": part.number})
    await notices.tell(act, "filed", part, actor=act.actor)
    await notices.tell(act, "split", part, actor=act.actor, parent=case.number)
    return part


async def derive(act: Act, parent: Case, *, source: Source, description: str) -> Case:
    """Return a new case that comes from another one: a split part, or what remains of an incident."""
    kind = Kind.HAZARD if source is Source.FOLLOW_UP else parent.kind
    part = Case(
        number=await numbers.next_number(act.session, kind, source, now=act.now, zone=act.town.zone),
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
        submitted_at=act.now if source is Source.FOLLOW_UP else parent.submitted_at,
        parent_id=parent.id,
        assignments=[],
    )
    act.session.add(part)
    await act.session.flush()
    await journal.record(
        act.session,
        journal.of_case(part.id),
        Action.FILE.value,
        now=act.now,
        actor_id=act.actor.person_id,
        to_state=part.state.value,
        details={"number": part.number, "from": parent.number, "source": source.value},
    )
    await deadlines.start(act, DeadlineKind.TRIAGE, part)
    if part.kind is Kind.INCIDENT:
        await county_clock.happened(act, part, event_at=part.submitted_at)
    return part


async def by_number(session: AsyncSession, number: str) -> Case | None:
    """Return the case with this number, however its case and blanks were typed."""
    found: Case | None = await session.scalar(sa.select(Case).where(Case.number == number.strip().upper()))
    return found
