"""The steps after a drill, one after the other: comments, self-reviews, the assessment, the report, corrections."""

import sqlalchemy as sa

from models import Draft, Drill, DrillNote
from models.enums import Action, DeadlineOutcome, DrillGrade, DrillState, DrillStep
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Forbidden, Refused, Stale
from services.drafts import drafts
from services.drafts.fields import Fields
from services.drills import drills, notices, owed, participants
from services.media import attachments
from services.people.access import require

ORDER = tuple(DrillStep)
IN_WORDS = (DrillStep.COMMENTS, DrillStep.SELF_REVIEW, DrillStep.REPORT)
"""The steps that are entered as words and files."""


class NoteFields(Fields):
    """The form of a step in words."""

    step: DrillStep | None = None
    grade: DrillGrade | None = None


async def current(act: Moment, drill: Drill) -> DrillStep:
    """Return the step that is next."""
    done = set(await act.session.scalars(sa.select(DrillNote.step).where(DrillNote.drill_id == drill.id).distinct()))
    for step in (DrillStep.COMMENTS, DrillStep.SELF_REVIEW):
        if step not in done:
            return step
    if drill.assessed_at is None:
        return DrillStep.ASSESSMENT
    return DrillStep.REPORT if drill.reported_at is None else DrillStep.CORRECTIONS


async def at(act: Act, drill_id: int, step: DrillStep) -> Drill:
    """Return a drill whose evaluation has come to a step, locked. Raises ``Forbidden``, ``Refused`` before its turn.

    A step can be entered again until the report is there; a report may have a new version.
    """
    drill = await drills.load(act, drill_id)
    if drill.state is not DrillState.HELD:
        raise Stale(f"drill-is-{drill.state.value}")
    await _may(act, drill, step)
    now = await current(act, drill)
    if ORDER.index(step) > ORDER.index(now):
        raise Refused("drill-step-first", step=now.value)
    if drill.reported_at is not None and step not in (DrillStep.REPORT, DrillStep.CORRECTIONS):
        raise Stale("drill-reported-already")
    return drill


async def _may(act: Act, drill: Drill, step: DrillStep) -> None:
    """Raise ``Forbidden`` unless the actor may take a step: who took part reviews, who did not lead assesses."""
    if step is DrillStep.ASSESSMENT:
        require(act.actor, Action.ASSESS_DRILL, drills.rights_of(drill))
    elif step is not DrillStep.SELF_REVIEW or not await participants.takes_part(act, drill):
        require(act.actor, Action.PLAN_DRILL, drills.rights_of(drill))


async def allowed(act: Act, drill: Drill) -> list[DrillStep]:
    """Return the steps that the actor may take now."""
    found = []
    for step in ORDER:
        try:
            await at(act, drill.id, step)
        except Refused:
            continue
        found.append(step)
    return found


async def enter(act: Act, draft: Draft) -> DrillNote:
    """Enter the words and files of a step. Raises ``Refused`` without any, or for a report without a conclusion."""
    fields = drafts.fields(draft, NoteFields)
    if fields.step is None:
        raise Stale("drill-gone")
    drill = await at(act, draft.subject_id or 0, fields.step)
    files = await attachments.count(act.session, draft)
    if not fields.text.strip() and not files:
        raise Refused("drill-note-empty")
    if fields.step is DrillStep.REPORT:
        if fields.grade is None:
            raise Refused("drill-grade-needed")
        drill.grade, drill.reported_at = fields.grade, act.now
        await owed.end(act, drill, outcome=DeadlineOutcome.MET)
    note = DrillNote(
        drill_id=drill.id,
        step=fields.step,
        text=fields.text.strip(),
        draft_id=draft.id,
        by_id=act.actor.person_id,
        at=act.now,
    )
    act.session.add(note)
    await act.session.flush()
    await drafts.finish(act.session, draft, act.now)
    details = {"text": note.text, "files": files, "grade": fields.grade}
    number = await journal.record(act, drills.subject(drill.id), fields.step.value, details=details)
    if fields.step is not DrillStep.SELF_REVIEW:
        await notices.step(act, drill, number)
    return note


async def check(act: Act, draft: Draft) -> Drill:
    """Return the drill of a draft whose step can still be entered. Raises as ``at`` does."""
    step = drafts.fields(draft, NoteFields).step
    if step is None:
        raise Forbidden("error-forbidden")
    return await at(act, draft.subject_id or 0, step)
