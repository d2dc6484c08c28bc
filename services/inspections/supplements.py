"""Late material of an inspection: photos that come after it was entered, and messages that are edited."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Draft, Inspection, MessageRef
from models.enums import DraftKind, DraftState, Purpose
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Stale
from services.drafts import drafts
from services.filing.fields import ReportFields
from services.inspections import lists, records
from services.inspections.fields import InspectionFields

LATE_WINDOW = timedelta(minutes=15)
"""A photo that is sent without words within this time after the record was entered belongs to it."""


async def latest(session: AsyncSession, actor: Actor, *, since: datetime) -> int | None:
    """Return the newest record that the actor has entered since, unless it was withdrawn."""
    its = sa.select(Inspection.id).where(
        Inspection.entered_by_id == actor.person_id, Inspection.submitted_at >= since, Inspection.withdrawn_at.is_(None)
    )
    return await session.scalar(its.order_by(Inspection.id.desc()).limit(1))


async def add(act: Act, inspection_id: int, media_id: int) -> int | None:
    """Add a file to a record, and return its attachment; None when the record has it already. Raises ``Forbidden``."""
    inspection = await records.may_correct(act, inspection_id)
    if any(one.media_id == media_id for one in await lists.files(act.session, inspection)):
        return None
    late = Attachment(
        media_id=media_id,
        purpose=Purpose.INSPECTION,
        draft_id=inspection.draft_id,
        person_id=act.actor.person_id,
        at=act.now,
    )
    act.session.add(late)
    await act.session.flush()
    await journal.record(act, records.subject(inspection.id), "supplement", details={"media": media_id})
    return late.id


async def take_out(act: Act, inspection_id: int, first: int, last: int) -> Draft:
    """Take late files out of a record into a report: they are about something else. Raises ``Stale`` without any."""
    inspection = await records.may_correct(act, inspection_id)
    late = (Attachment.draft_id == inspection.draft_id, Attachment.at > inspection.submitted_at)
    theirs = sa.select(Attachment).where(*late, Attachment.id.between(first, last))
    moved = (await act.session.scalars(theirs.filter_by(person_id=act.actor.person_id))).all()
    if not moved:
        raise Stale("error-files-moved")
    draft = await drafts.begin(
        act.session, act.actor, DraftKind.REPORT, now=act.now, another=True, form=ReportFields, text=""
    )
    for attachment in moved:
        attachment.draft_id, attachment.purpose = draft.id, Purpose.REPORT
    await journal.record(act, records.subject(inspection.id), "take_out", details={"files": len(moved)})
    return draft


async def of_message(session: AsyncSession, actor: Actor, *, chat_id: int, message_id: int) -> Draft | None:
    """Return the actor's record, entered or not, that a message went into."""
    ref = await session.get(MessageRef, (chat_id, message_id))
    draft = await session.get(Draft, ref.draft_id) if ref is not None and ref.draft_id is not None else None
    if draft is None or draft.kind is not DraftKind.INSPECTION or draft.person_id != actor.person_id:
        return None
    return draft if draft.state is not DraftState.CANCELLED else None


async def reword(act: Act, draft: Draft, *, chat_id: int, message_id: int, text: str) -> None:
    """Put the new words of an edited message where the old ones stood: in the record, or in a finding."""
    ref = await act.session.get_one(MessageRef, (chat_id, message_id))
    before, ref.text = ref.text or "", text
    fields = drafts.fields(draft, InspectionFields)
    found = list(fields.found)
    at = next((at for at, one in enumerate(found) if before and before in one.text), None)
    if before and before in fields.text:
        changed: dict[str, object] = {"text": fields.text.replace(before, text, 1)}
    elif at is not None:
        found[at] = found[at].model_copy(update={"text": found[at].text.replace(before, text, 1)})
        changed = {"found": tuple(found)}
    else:
        changed = {"text": f"{fields.text}\n{text}".strip()}
    await drafts.patch(act.session, draft, InspectionFields, act.now, **changed)
