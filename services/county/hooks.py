"""The reactions of the reports to the county to what happens to a case, and their part of its card."""

from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup

from models import Case, Deadline, Reporting
from models.enums import Action, DeadlineKind, Kind, Priority, ReportingState
from services.calls.sources import CallSource, Matter
from services.cards.card import Button
from services.cases import notices as cases_notices
from services.cases.hooks import CaseChange, CaseEvent, CaseHook, CaseSection
from services.core.act import Act, Actor
from services.core.errors import Stale
from services.core.town import Town
from services.county import clock, phone_alarm, status
from services.people.access import Subject, may
from services.people.numbers import Callee
from texts import Words

_S = ReportingState


async def _filed(act: Act, change: CaseChange) -> None:
    if change.case.kind is Kind.INCIDENT:
        await clock.start(act.by_clock(), change.case, event_at=change.case.submitted_at)


async def _completed(act: Act, change: CaseChange) -> None:
    """Start or stop the clock when the case has become an incident, or is none any more."""
    if change.case.kind is Kind.INCIDENT:
        await clock.start(act, change.case, event_at=change.event_at or act.at)
        return
    reporting = await clock.reporting_of(act.session, change.case.id)
    if reporting is not None and reporting.state is _S.FIRST_DUE:
        await clock.move(act, change.case, reporting, _S.CANCELLED)


async def _judged(act: Act, change: CaseChange) -> None:
    await _completed(act, change)
    if change.case.kind is Kind.INCIDENT:
        await cases_notices.tell(act, cases_notices.COUNTY_OWED, change.case)


async def _dismissed(act: Act, change: CaseChange) -> None:
    """Stop the clock; a verified report clears up what the county was told already."""
    reporting = await clock.reporting_of(act.session, change.case.id)
    if reporting is None:
        return
    if reporting.state in (_S.FIRST_DUE, _S.WAIVED):
        await clock.move(act, change.case, reporting, _S.CANCELLED)
    elif reporting.state is _S.FOLLOWING:
        reporting.stable_at = act.at
        await clock.move(act, change.case, reporting, _S.STABLE)


async def _reopened(act: Act, change: CaseChange) -> None:
    """Start the clock of an incident again: follow-ups where the county knows of it, else the first report."""
    if change.case.kind is not Kind.INCIDENT:
        return
    reporting = await clock.reporting_of(act.session, change.case.id)
    if reporting is not None and reporting.state in (_S.STABLE, _S.VERIFIED):
        reporting.stable_at = None
        await clock.move(act, change.case, reporting, _S.FOLLOWING)
        return
    await clock.start(act, change.case, event_at=act.at)


async def _merged(act: Act, change: CaseChange) -> None:
    """Let the surviving case report for both: what the county knows of one, it knows of the other."""
    case, into = change.case, change.other
    reporting = await clock.reporting_of(act.session, case.id)
    if into is None or reporting is None:
        return
    if reporting.state is not _S.CANCELLED:
        state, stable_at = reporting.state, reporting.stable_at
        await clock.move(act, case, reporting, _S.CANCELLED)
        other = await clock.reporting_of(act.session, into.id)
        if other is None:
            other = await clock.start(act, into, event_at=reporting.event_at)
        earlier = reporting.event_at < other.event_at
        other.event_at = min(other.event_at, reporting.event_at)
        if state in clock.REPORTED and other.state not in clock.REPORTED:
            other.stable_at = stable_at
            await clock.move(act, into, other, state)
        elif earlier and other.state is _S.FIRST_DUE:  # it is one event, and it happened earlier
            await clock.enter(act, into, other, _S.FIRST_DUE)
    await phone_alarm.join(act, reporting, into)


async def _unmerged(act: Act, change: CaseChange) -> None:
    """Let both cases report for themselves again."""
    case, former = change.case, change.other
    reporting = await clock.reporting_of(act.session, case.id)
    if case.kind is Kind.INCIDENT or await clock.was_reported(act.session, case.id):
        reporting = await clock.start(act, case, event_at=reporting.event_at if reporting else case.submitted_at)
    other = await clock.reporting_of(act.session, former.id) if former is not None else None
    if former and other and other.state in clock.REPORTED and not await clock.was_reported(act.session, former.id):
        state = _S.FIRST_DUE if former.kind is Kind.INCIDENT else _S.CANCELLED
        await clock.move(act, former, other, state)
    if reporting is not None:
        await phone_alarm.ring(act, case, reporting)


def _line(
    town: Town, words: Words, viewer: Actor, subject: Subject, due: status.ReportDue | None, now: datetime
) -> Markup | None:
    """Return the state of the reports, for people who answer for them."""
    return status.line(town, words, due, now) if due and may(viewer, Action.SEE_REPORTS, subject) else None


def _buttons(
    words: Words, viewer: Actor, subject: Subject, case: Case, due: status.ReportDue | None, now: datetime
) -> tuple[Button, ...]:
    if due is None or not may(viewer, Action.SEE_REPORTS, subject):
        return ()
    return status.buttons(words, case.id, due, now, writes=may(viewer, Action.REPORT_COUNTY, subject))


async def _to_ring(act: Act) -> list[Matter]:
    """Return the county, for each case of which it must be told by telephone; in a drill nobody calls."""
    if not may(act.actor, Action.PHONE_COUNTY):
        return []
    rules, words = act.town.settings.county_reports, act.town.words(act.actor.language)
    first = rules.phones[0] if rules.phones else None
    callee = Callee(first.name, first.number) if first is not None else None
    rows = await act.session.execute(
        sa.select(Case, Deadline.started_at)
        .join(Deadline, Deadline.case_id == Case.id)
        .where(
            Deadline.ended_at.is_(None),
            Deadline.paused.is_(False),
            Deadline.kind == DeadlineKind.PHONE_COUNTY,
            Case.drill.is_(False),
        )
        .order_by(Deadline.due_at)
    )
    return [
        Matter(
            source="county",
            thing=case.id,
            name=first.name if first is not None else _office(act),
            callee=callee,
            what=words.plain("county-call-matter"),
            why=words.plain("county-call-why"),
            since=since,
            priority=Priority.LIFE,
            group="county",
            case_id=case.id,
            number=case.number,
        )
        for case, since in rows
    ]


async def _rung(act: Act, matter: Matter) -> None:
    """Note that the county was told, unless somebody has noted it meanwhile."""
    try:
        await phone_alarm.phoned(act, matter.thing, whom=matter.name)
    except Stale:
        return


def _office(act: Act) -> str:
    return act.town.settings.county_reports.to or act.town.words(None).plain("county-to-default")


HOOKS = (
    CallSource(("county",), _to_ring, _rung),
    CaseHook(CaseEvent.FILED, _filed),
    CaseHook(CaseEvent.COMPLETED, _completed),
    CaseHook(CaseEvent.JUDGED, _judged),
    CaseHook(CaseEvent.DISMISSED, _dismissed),
    CaseHook(CaseEvent.MERGED, _merged),
    CaseHook(CaseEvent.UNMERGED, _unmerged),
    CaseHook(CaseEvent.REOPENED, _reopened),
    CaseSection(
        "county",
        present=sa.select(Reporting.case_id).where(Reporting.case_id == sa.bindparam("case")),
        load=status.of_case,
        line=_line,
        buttons=_buttons,
    ),
)
