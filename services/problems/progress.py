"""Progress on a measure, with its evidence; another person reviews each entry, never its author."""

from datetime import datetime

import sqlalchemy as sa

from models import Attachment, Deadline, Draft, Problem, ProblemEntry, ProblemMeasure
from models.enums import EntryState, Priority, ProblemStep
from services.calendar import working_time
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale, existing
from services.core.errors import reason as needed
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.drafts import drafts
from services.drafts.fields import Fields
from services.media import attachments
from services.problems import lifecycle, notices


async def reportable(act: Act, measure_id: int, *, lock: bool = True) -> tuple[Problem, ProblemMeasure]:
    """Return a measure that the actor's unit may write about. Raises ``Forbidden``, ``Stale`` once it is done."""
    problem, measure = await lifecycle.measure_for(act, measure_id, ProblemStep.REPORT, lock=lock)
    if measure.done_at is not None:
        raise Stale("problem-measure-done")
    return problem, measure


async def report(act: Act, draft: Draft, *, done: bool) -> Problem:
    """Write an entry; ``done`` says that the measure is finished, which needs evidence."""
    problem, measure = await reportable(act, draft.subject_id or 0)
    text = drafts.fields(draft, Fields).text.strip()
    files, wanted = await attachments.count(act.session, draft), act.town.settings.problems.evidence
    if not text:
        raise Refused("problem-progress-words")
    if done and files < wanted:
        raise Refused("problem-progress-evidence", wanted=wanted, present=files)
    entry = ProblemEntry(
        problem_id=problem.id,
        measure_id=measure.id,
        text=text,
        done=done,
        state=EntryState.WAITING,
        draft_id=draft.id,
        written_at=act.now,
        written_by_id=act.actor.person_id,
    )
    act.session.add(entry)
    await act.session.flush()
    await drafts.finish(act.session, draft, act.now)
    seq = await lifecycle.move(act, problem, ProblemStep.REPORT, entry=entry.id, text=text, done=done, files=files)
    await _review_by(act, problem)
    await notices.tell_desk(act, problem, "problem-told-progress", seq, text=text, done="yes" if done else "no")
    return problem


async def reviewable(act: Act, entry_id: int, step: ProblemStep) -> tuple[Problem, ProblemEntry]:
    """Return an entry that waits for its review. Raises ``Forbidden`` for its author, ``Stale`` once it was made."""
    found = existing(
        (
            await act.session.execute(
                sa.select(ProblemEntry.problem_id, ProblemEntry.written_by_id).where(ProblemEntry.id == entry_id)
            )
        ).first(),
        "problem-entry-reviewed",
    )
    problem = await lifecycle.problem_for(act, found.problem_id, step, writers=frozenset({found.written_by_id}))
    entry = await act.session.get_one(ProblemEntry, entry_id, populate_existing=True)
    if entry.state is not EntryState.WAITING:
        raise Stale("problem-entry-reviewed")
    return problem, entry


async def pass_entry(act: Act, entry_id: int) -> Problem:
    """Let an entry pass; when the last measure is done with it, the acceptance is owed."""
    problem, entry = await reviewable(act, entry_id, ProblemStep.PASS)
    _settle(act, entry, EntryState.PASSED)
    if entry.done and entry.measure_id is not None:
        measure = await act.session.get_one(ProblemMeasure, entry.measure_id)
        measure.done_at = measure.done_at or entry.written_at
        await deadlines.end(act.session, (lifecycle.MEASURE,), lifecycle.MEASURE_SUBJECT, [measure.id], now=act.now)
    seq = await lifecycle.move(act, problem, ProblemStep.PASS, entry=entry.id)
    await notices.tell_unit(act, problem, notices.NEWS, "problem-told-passed", seq, done="yes" if entry.done else "no")
    await go_on(act, problem)
    return problem


async def send_back(act: Act, entry_id: int, reason: str) -> Problem:
    """Send an entry back to the unit, with the reason; a further entry follows."""
    problem, entry = await reviewable(act, entry_id, ProblemStep.SEND_BACK)
    why = needed(reason)
    _settle(act, entry, EntryState.RETURNED)
    entry.reason = why
    seq = await lifecycle.move(act, problem, ProblemStep.SEND_BACK, reason=why, entry=entry.id)
    await go_on(act, problem)
    await notices.tell_unit(act, problem, notices.NEWS, "problem-told-progress-returned", seq, reason=why)
    return problem


def _settle(act: Act, entry: ProblemEntry, state: EntryState) -> None:
    entry.state, entry.reviewed_at, entry.reviewed_by_id = state, act.now, act.actor.person_id


async def go_on(act: Act, problem: Problem) -> None:
    """Ask for the acceptance when every measure is done and no entry waits; otherwise for the next review."""
    waiting = await waiting_of(act, problem)
    unfinished = [one for one in await lifecycle.measures_of(act, problem) if one.done_at is None]
    if not waiting and not unfinished:
        seq = await lifecycle.move(act, problem, ProblemStep.FINISH)
        await notices.tell_desk(act, problem, "problem-told-to-accept", seq)
    else:
        await _review_by(act, problem)


async def _review_by(act: Act, problem: Problem) -> None:
    """Let one deadline run for the review, from the oldest entry that waits."""
    waiting = await waiting_of(act, problem)
    about, kind = About(lifecycle.SUBJECT, problem.id), lifecycle.REVIEW
    since = waiting[0].written_at if waiting else None
    running = await _running_since(act, problem)
    if running is not None and running == since:
        return
    await deadlines.end(act.session, (kind,), lifecycle.SUBJECT, [problem.id], now=act.now)
    if since is None:
        return
    rules = act.town.settings
    due_at = working_time.after(since, rules.problems.review_working_days, rules.working_time, act.town.zone)
    await deadlines.start(act, kind, about, due_at=due_at, priority=Priority.REMINDER, started_at=since)


async def _running_since(act: Moment, problem: Problem) -> datetime | None:
    return await act.session.scalar(
        sa.select(Deadline.started_at).where(
            Deadline.subject_kind == lifecycle.SUBJECT,
            Deadline.subject_id == problem.id,
            Deadline.kind == lifecycle.REVIEW,
            Deadline.ended_at.is_(None),
        )
    )


async def waiting_of(act: Moment, problem: Problem) -> list[ProblemEntry]:
    """Return the entries of a problem that nobody has reviewed, oldest first."""
    await act.session.flush()
    found = await act.session.scalars(
        sa.select(ProblemEntry)
        .where(ProblemEntry.problem_id == problem.id, ProblemEntry.state == EntryState.WAITING)
        .order_by(ProblemEntry.id)
    )
    return list(found)


async def files_of(act: Moment, problem: Problem) -> list[Attachment]:
    """Return the files of a problem, its progress and its acceptances with their media, in the order sent."""
    entries = await act.session.scalars(sa.select(ProblemEntry.draft_id).where(ProblemEntry.problem_id == problem.id))
    draft_ids = {one for one in (problem.draft_id, *entries) if one is not None}
    found = await act.session.scalars(
        sa.select(Attachment)
        .where(Attachment.draft_id.in_(draft_ids))
        .options(sa.orm.joinedload(Attachment.media))
        .order_by(Attachment.id)
    )
    return list(found)
