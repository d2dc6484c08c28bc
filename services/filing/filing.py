"""Filing (D1): from a draft to a case, sent whole or ahead; what comes later; corrections."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Case, Draft, MessageRef
from models.enums import Action, CaseState, DeadlineKind, Kind, Severity, Source
from services.cases import facts, followers, notices
from services.cases.lifecycle import case_step, load_case, move, subject_of
from services.core import journal
from services.core import numbering as numbers
from services.core.act import Actor
from services.core.errors import Keys, Refused
from services.core.town import Town
from services.county import clock as county_clock
from services.deadlines import deadlines
from services.drafts import drafts
from services.drafts.fields import ReportFields
from services.media import attachments
from services.people.access import require


def missing(fields: ReportFields, files: int) -> list[str]:
    """Return what a report still needs, as text keys. A place, and something that shows or says what it is."""
    lacks = []
    if fields.latitude is None and fields.village_id is None:
        lacks.append("report-lacks-place")
    if not fields.text.strip() and not files:
        lacks.append("report-lacks-content")
    if fields.outside and not fields.outside_confirmed:
        lacks.append("report-lacks-outside")
    return lacks


async def submit(session: AsyncSession, town: Town, actor: Actor, draft: Draft, *, now: datetime) -> Case:
    """Turn a draft into a case, once. Raises ``Refused`` while something is missing, ``Stale`` when it was sent."""
    require(actor, Action.FILE)
    fields = drafts.report_fields(draft)
    lacks = missing(fields, await attachments.count(session, draft))
    if lacks:
        raise Refused("error-report-incomplete", missing=Keys(lacks))
    if draft.case_id is not None:
        return await complete(session, town, actor, draft, now=now)
    case = await _create(session, town, actor, draft, fields, now=now)
    await drafts.finish(session, draft, now, case_id=case.id)
    return case


async def send_ahead(session: AsyncSession, town: Town, actor: Actor, draft: Draft, *, now: datetime) -> Case:
    """Send a danger to life at once with whatever is there; the draft stays open to be completed.

    Without any place the reporter's own village and grid stand in: somebody can be called there.
    """
    require(actor, Action.FILE)
    if draft.case_id is not None:
        return await load_case(session, draft.case_id)
    present = drafts.report_fields(draft)
    given: dict[str, object] = {"kind": Kind.INCIDENT, "life_danger": True, "outside_confirmed": present.outside}
    if present.severity.rank < Severity.MAJOR.rank:
        given["severity"] = Severity.MAJOR
    if present.latitude is None and present.village_id is None:
        given |= {"village_id": actor.village_id, "grid_id": actor.grid_id}
    changed = await drafts.patch(session, draft, now, **given)
    case = await _create(session, town, actor, draft, ReportFields.model_validate(changed.model_dump()), now=now)
    draft.case_id = case.id
    await session.flush()
    return case


async def complete(session: AsyncSession, town: Town, actor: Actor, draft: Draft, *, now: datetime) -> Case:
    """Bring what was filled in after sending ahead into the case, tell who works on it, and end the draft."""
    if draft.case_id is None:
        raise Refused("error-draft-ended")
    await apply(session, town, actor, draft, now=now)
    await drafts.finish(session, draft, now)
    return await load_case(session, draft.case_id)


async def apply(session: AsyncSession, town: Town, actor: Actor, draft: Draft, *, now: datetime) -> bool:
    """Write a sent-ahead draft's fields into its case; True when something was new."""
    if draft.case_id is None:
        return False
    case = await load_case(session, draft.case_id)
    case_step(case, Action.SUPPLEMENT)
    fields = drafts.report_fields(draft)
    wanted = _columns(fields)
    changed: dict[str, object] = {}
    for column, value in wanted.items():
        before = getattr(case, column)
        judged = column in ("kind", "severity", "line") and case.state is not CaseState.SUBMITTED
        if value not in (None, "", before) and not judged:  # what the station has judged meanwhile stands
            changed[column] = [str(before) if before is not None else None, str(value)]
            setattr(case, column, value)
    files = await session.execute(
        sa.update(Attachment)
        .where(Attachment.draft_id == draft.id, Attachment.case_id.is_(None))
        .values(case_id=case.id)
        .execution_options(synchronize_session=False)
    )
    if files.rowcount:  # type: ignore[attr-defined]
        changed["files"] = files.rowcount  # type: ignore[attr-defined]
    if not changed:
        return False
    if "kind" in changed:
        await county_clock.follow_kind(session, town, actor, case, event_at=case.submitted_at, now=now)
    await move(session, case, Action.SUPPLEMENT, actor=actor, now=now, details=changed)
    await notices.tell(session, town, "supplemented", case, now=now, actor=actor)
    return True


async def follow(session: AsyncSession, town: Town, actor: Actor, case_id: int, *, now: datetime) -> Case:
    """Join a known case as a follower: "it is the same". The result will be heard."""
    require(actor, Action.FOLLOW)
    case = await load_case(session, case_id)
    case_step(case, Action.FOLLOW)
    if case.reporter_id != actor.person_id and await followers.add(
        session, case.id, actor.person_id, via="same", now=now
    ):
        await move(session, case, Action.FOLLOW, actor=actor, now=now)
    return case


async def join_with_draft(
    session: AsyncSession, town: Town, actor: Actor, draft: Draft, case_id: int, *, now: datetime
) -> Case:
    """Join a known case with what the draft holds: its words and files are added, nothing is filed twice."""
    case = await follow(session, town, actor, case_id, now=now)
    fields = drafts.report_fields(draft)
    details: dict[str, object] = {"joined": True}
    if fields.text.strip():
        details["text"] = fields.text.strip()
        case.description = f"{case.description}\n{fields.text.strip()}".strip()
    if case.latitude is None and fields.latitude is not None:
        details["pin"] = [None, None, fields.latitude, fields.longitude]
        case.latitude, case.longitude, case.outside = fields.latitude, fields.longitude, fields.outside
    await attachments.hand_over(session, draft, case_id=case.id)
    await drafts.finish(session, draft, now, case_id=case.id)
    await move(session, case, Action.SUPPLEMENT, actor=actor, now=now, details=details)
    await notices.tell(session, town, "supplemented", case, now=now, actor=actor)
    return case


async def correct(
    session: AsyncSession, town: Town, actor: Actor, *, chat_id: int, message_id: int, text: str, now: datetime
) -> Case | Draft | None:
    """Take an edited message in: an open draft is changed; a filed case gets a correction, the old words stay.

    Returns what was corrected, or None when the message belongs to nothing (突发事件应对法 61: no report is replaced
    unseen).
    """
    ref = await session.get(MessageRef, (chat_id, message_id))
    if ref is None or ref.text == text:
        return None
    before, ref.text = ref.text or "", text
    draft = await session.get(Draft, ref.draft_id) if ref.draft_id else None
    case_id = (draft.case_id if draft else None) or ref.case_id
    if draft is not None and draft.person_id == actor.person_id:
        present = drafts.fields(draft)
        if before in present.text:
            await drafts.patch(session, draft, now, text=present.text.replace(before, text, 1))
        if case_id is None:
            return draft
    if case_id is None:
        return None
    case = await load_case(session, case_id)
    require(actor, Action.CORRECT, await subject_of(session, case))
    case.description = (
        case.description.replace(before, text, 1)
        if before and before in case.description
        else f"{case.description}\n{text}"
    ).strip()
    await move(session, case, Action.CORRECT, actor=actor, now=now, details={"before": before, "after": text})
    await notices.tell(session, town, "corrected", case, now=now, actor=actor)
    return case


def _columns(fields: ReportFields) -> dict[str, object]:
    return {
        "kind": fields.kind,
        "severity": fields.severity,
        "line": fields.line,
        "description": fields.text.strip(),
        "landmark": fields.landmark,
        "village_id": fields.village_id,
        "grid_id": fields.grid_id,
        "latitude": fields.latitude,
        "longitude": fields.longitude,
        "outside": fields.outside,
        "people_at_risk": fields.people_at_risk,
        "life_danger": fields.life_danger,
        "anonymous": fields.anonymous,
        "on_behalf_name": None if fields.anonymous else fields.on_behalf_name,
        "on_behalf_phone": None if fields.anonymous else fields.on_behalf_phone,
    }


async def _create(
    session: AsyncSession, town: Town, actor: Actor, draft: Draft, fields: ReportFields, *, now: datetime
) -> Case:
    case = Case(
        number=await numbers.next_number(session, fields.kind, Source.REPORT, now=now, zone=town.zone),
        source=Source.REPORT,
        state=CaseState.SUBMITTED,
        drill=town.settings.drill,
        reporter_id=actor.person_id,
        submitted_at=now,
        draft_id=draft.id,
        assignments=[],
        **_columns(fields),
    )
    session.add(case)
    await session.flush()
    await attachments.hand_over(session, draft, case_id=case.id)
    await drafts.refer_to_case(session, draft, case.id)
    await journal.record(
        session,
        journal.of_case(case.id),
        Action.FILE.value,
        now=now,
        actor_id=actor.person_id,
        to_state=case.state.value,
        details={"number": case.number, "kind": case.kind.value, "severity": case.severity.value, "line": case.line},
    )
    await deadlines.start(session, town, DeadlineKind.TRIAGE, case, now=now)
    if case.kind is Kind.INCIDENT:
        await county_clock.happened(session, town, None, case, event_at=now, now=now)
    known = await facts.gather(session, case)
    await notices.tell(session, town, "filed", case, now=now, actor=actor, known=known)
    if case.life_danger:
        await notices.tell(session, town, "danger", case, now=now, actor=actor, known=known)
    await notices.tell(session, town, "receipt", case, now=now, actor=actor, known=known)
    return case
