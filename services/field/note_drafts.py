"""Notes that move between the filing card and the record of a mobilisation: a button says where they belong."""

from typing import Any

import sqlalchemy as sa

from models import Attachment, Draft, FieldNote, Mobilisation
from models.enums import Action, DraftKind, Purpose
from services.core import geo, journal
from services.core.act import Act
from services.core.errors import Refused, Stale
from services.drafts import drafts
from services.field import notes
from services.field.notes import NoteContent
from services.filing.fields import ReportFields
from services.mobilisation import mobilisations


async def take_in(act: Act, draft: Draft, mobilisation_id: int) -> tuple[Mobilisation, list[FieldNote]]:
    """Turn what was sent and stands on a filing card into notes: "that is from the mobilisation". The card ends.

    Raises ``Stale`` when the card has ended already, ``Refused`` when it was sent ahead: that stays a case.
    """
    one = await notes.deployed_on(act.session, act.actor, mobilisation_id)
    if draft.case_id is not None:
        raise Refused("field-sent-ahead")
    fields = drafts.fields(draft, ReportFields)
    files = await drafts.files(act.session, draft)
    await drafts.finish(act.session, draft, act.now)
    case = await notes.case_of(act.session, one)
    point = geo.pin_of(fields)
    parts = [NoteContent(text=fields.text or None, point=point)] if fields.text or point else []
    parts += [NoteContent(media_id=file.media_id) for file in files]
    new = [part for part in parts if not await notes.known(act.session, one, act.actor, part)]
    made = [await notes.write(act, one, case, part) for part in new]
    for file in files:
        if case is not None:
            file.case_id, file.purpose = case.id, Purpose.FIELD
    await act.session.flush()
    return one, made


async def take_out(act: Act, mobilisation_id: int, *, first: int, last: int) -> tuple[Mobilisation, Draft]:
    """Take the actor's own notes ``first`` to ``last`` out into a new report: they were about another danger.

    Also when the mobilisation has ended meanwhile. Raises ``Stale`` the second time.
    """
    one = await act.session.get_one(Mobilisation, mobilisation_id)
    found = list(
        await act.session.scalars(
            sa.select(FieldNote)
            .where(
                FieldNote.mobilisation_id == one.id,
                FieldNote.person_id == act.actor.person_id,
                FieldNote.taken_out_at.is_(None),
                FieldNote.id.between(first, last),
            )
            .order_by(FieldNote.id)
            .with_for_update()
        )
    )
    if not found:
        raise Stale("error-files-moved")
    said = [note.text for note in found if note.text]
    text = "\n".join(said)
    draft = await drafts.begin(act.session, act.actor, DraftKind.REPORT, now=act.now, another=True, text=text)
    for note in found:
        if note.media_id is not None:
            await drafts.attach(
                act.session,
                draft,
                note.media_id,
                person_id=act.actor.person_id,
                caption=note.text,
                now=act.now,
                most=act.town.settings.files.max_a_draft,
            )
        if point := geo.pin_of(note):
            place = {"latitude": point[0], "longitude": point[1]}
            outside = not geo.inside(act.town.settings.boundary, point)
            await drafts.patch(act.session, draft, ReportFields, act.now, **place, outside=outside)
        note.taken_out_at = act.now
    details: dict[str, Any] = {"notes": [note.id for note in found]}
    case = await notes.case_of(act.session, one)
    await journal.record(act, mobilisations.subject(one.id, act.actor.person_id), "note_out", details=details)
    if case is not None:
        details = {"taken_out": len(found), "text": "\n".join(said)}
        await journal.record(act, journal.of_case(case.id), Action.CORRECT.value, details=details)
        media = [note.media_id for note in found if note.media_id is not None]
        await act.session.execute(
            sa.delete(Attachment).where(
                Attachment.case_id == case.id,
                Attachment.purpose == Purpose.FIELD,
                Attachment.person_id == act.actor.person_id,
                Attachment.media_id.in_(media),
            )
        )
    await act.session.flush()
    return one, draft
