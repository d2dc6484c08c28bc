"""Cases in the assessment: feedback in time or late, hazards closed, cases that were opened again."""

from collections.abc import Sequence
from fractions import Fraction

import sqlalchemy as sa

from models import Assignment, Case, Deadline, JournalEntry
from models.cases import REOPENED
from models.enums import Action, AssignmentState, CaseState, DeadlineKind, DeadlineOutcome, Kind
from services.assessment import measures
from services.assessment.measures import DONE, NOT_DONE, Asked, Measure, Occasion
from services.cases import deadlines
from services.core import journal
from services.core.act import Moment

OPEN = "view"
"""The action of the button that opens a case."""


async def feedback(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the feedback that was due in these days, by its unit and its case's line.

    Paused work is not late. One that was over before anybody here could know of it counts neither way.
    """
    rows = await act.session.execute(
        sa.select(Deadline, Case.id, Case.number, Case.line, Assignment.unit_id)
        .join(Assignment, sa.and_(Deadline.subject_kind == deadlines.ASSIGNMENT, Assignment.id == Deadline.subject_id))
        .join(Case, Case.id == Assignment.case_id)
        .where(
            Deadline.kind == DeadlineKind.FEED_BACK.value,
            Deadline.due_at >= asked.begins,
            Deadline.due_at < asked.ends,
            sa.or_(Deadline.outcome.is_(None), Deadline.outcome != DeadlineOutcome.CANCELLED),
            Case.drill.is_(act.town.settings.drill),
        )
    )
    late = Fraction(asked.only.late or 0)
    found = []
    for row, case_id, number, code, unit_id in rows:
        state = _state(row, act)
        if state is None or not asked.on_line(code):
            continue
        key, credit = {
            "met": ("occasion-feedback-met", DONE),
            "late": ("occasion-feedback-late", late),
            "open": ("occasion-feedback-open", NOT_DONE),
            "expired": ("occasion-feedback-expired", None),
        }[state]
        whose = measures.line(code) | {measures.unit(unit_id)}
        found.append(Occasion(whose, f"deadline:{row.id}", row.due_at, key, number, credit, OPEN, case_id))
    return found


def _state(row: Deadline, act: Moment) -> str | None:
    """Return how a feedback stands; None while it is neither given nor late."""
    if row.expired:
        return "expired"
    ended = row.ended_at
    late = row.late > 0 if row.paused else (ended or act.now) > row.due_at
    if ended is None or row.outcome is DeadlineOutcome.MISSED:
        return "open" if late else None
    return "late" if late else "met"


async def hazards(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the hazards reported in these days, by village and line: closed, late, or still in time (neither)."""
    late = sa.exists().where(
        Deadline.case_id == Case.id,
        Deadline.ended_at.is_(None),
        Deadline.paused.is_(False),
        Deadline.due_at < act.now,
        Deadline.kind == DeadlineKind.FEED_BACK.value,
    )
    rows = await act.session.execute(
        sa.select(
            Case.id, Case.number, Case.line, Case.village_id, Case.submitted_at, Case.state, late.label("late")
        ).where(
            Case.kind == Kind.HAZARD,
            Case.submitted_at >= asked.begins,
            Case.submitted_at < asked.ends,
            Case.state.not_in((CaseState.DISMISSED, CaseState.MERGED)),
            Case.drill.is_(act.town.settings.drill),
        )
    )
    found = []
    for row in rows:
        if not asked.on_line(row.line):
            continue
        closed = row.state is CaseState.CLOSED
        key = "occasion-hazard-closed" if closed else "occasion-hazard-late" if row.late else "occasion-hazard-open"
        credit = DONE if closed else NOT_DONE if row.late else None
        whose = measures.line(row.line) | ({measures.village(row.village_id)} if row.village_id else set())
        found.append(Occasion(whose, f"case:{row.id}", row.submitted_at, key, row.number, credit, OPEN, row.id))
    return found


async def reopened(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the times that a closed case was opened again in these days, by the units that had handled it."""
    cases = {
        journal.of_case(row.id): row
        for row in await act.session.execute(
            sa.select(Case.id, Case.number, Case.line).where(
                sa.text(REOPENED), Case.submitted_at < asked.ends, Case.drill.is_(act.town.settings.drill)
            )
        )
        if asked.on_line(row.line)
    }
    entries = list(
        await act.session.scalars(
            sa.select(JournalEntry).where(
                JournalEntry.subject.in_(cases),
                JournalEntry.action == Action.REOPEN.value,
                JournalEntry.at >= asked.begins,
                JournalEntry.at < asked.ends,
            )
        )
    )
    handed = list(
        await act.session.execute(
            sa.select(Assignment.case_id, Assignment.unit_id, Assignment.issued_at).where(
                Assignment.case_id.in_({cases[one.subject].id for one in entries}),
                Assignment.state.not_in((AssignmentState.DECLINED, AssignmentState.WITHDRAWN)),
            )
        )
    )
    found = []
    for entry in entries:
        case = cases[entry.subject]
        units = {measures.unit(row.unit_id) for row in handed if row.case_id == case.id and row.issued_at < entry.at}
        whose, of = measures.line(case.line) | units, f"{entry.subject}:{entry.seq}"
        found.append(Occasion(whose, of, entry.at, "occasion-reopened", case.number, NOT_DONE, OPEN, case.id))
    return found


MEASURES = (
    Measure("feedback", "measure-feedback", feedback),
    Measure("hazards", "measure-hazards", hazards),
    Measure("reopened", "measure-reopened", reopened),
)
