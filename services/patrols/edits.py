"""Edits of messages that went into a patrol: the note changes with them, in the record and in a hazard as well."""

from typing import Any

import sqlalchemy as sa

from models import Draft, MessageRef, Patrol, PatrolItem
from models.enums import DraftKind, DraftState
from services.answers.danger import sounds_deadly
from services.core import journal
from services.core.act import Act
from services.drafts import drafts
from services.patrols.fields import PatrolFields
from services.patrols.patrols import subject


async def correct(act: Act, *, chat_id: int, message_id: int, text: str) -> Draft | Patrol | None:
    """Take the new words of a message in; return the patrol that goes on, or the record.

    None is for others: a message of something else, words that are in a case, and words of a record that speak of
    people in danger, which nobody would hear there.
    """
    ref = await act.session.get(MessageRef, (chat_id, message_id))
    draft = await act.session.get(Draft, ref.draft_id) if ref is not None and ref.draft_id is not None else None
    if ref is None or draft is None or draft.kind is not DraftKind.PATROL or draft.person_id != act.actor.person_id:
        return None
    if draft.state is DraftState.SENT:
        return await _in_record(act, draft, ref, text)
    fields = drafts.fields(draft, PatrolFields)
    place = next((at for at, part in enumerate(fields.parts) if ref.text and ref.text in part.note), fields.at)
    part = fields.parts[min(place, len(fields.items))]
    note = _changed(part.note, ref.text, text)
    await drafts.patch(act.session, draft, PatrolFields, act.now, **fields.with_part(place, note=note))
    if part.case_id is not None:
        ref.draft_id, ref.case_id = None, part.case_id
        return None
    ref.text = text
    return draft


async def _in_record(act: Act, draft: Draft, ref: MessageRef, text: str) -> Patrol | None:
    rows = await act.session.execute(
        sa.select(Patrol, PatrolItem).join(PatrolItem, PatrolItem.patrol_id == Patrol.id).filter_by(draft_id=draft.id)
    )
    for patrol, item in rows:
        if not ref.text or ref.text not in item.note:
            continue
        if item.case_id is not None:
            item.note = _changed(item.note, ref.text, text)
            ref.draft_id, ref.case_id = None, item.case_id
            return None
        if sounds_deadly(act.town, text):
            return None
        item.note = _changed(item.note, ref.text, text)
        details: dict[str, Any] = {"item": item.place, "before": ref.text, "after": text}
        await journal.record(act, subject(patrol.id), "correct", details=details)
        ref.text = text
        corrected: Patrol = patrol
        return corrected
    return None


def _changed(note: str, before: str | None, after: str) -> str:
    return (note.replace(before, after, 1) if before and before in note else f"{note}\n{after}").strip()
