"""Notes from the field (现场情况): a person who is out on a mobilisation sends words, photos, voice and pins.

They stand in the mobilisation's own record and, while it has a case, on that case's timeline and among its files.
"""

from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Case, FieldNote, Mobilisation, Person, RollCallEntry
from models.enums import Action, CaseState, Purpose
from services.cases.lifecycle import load_case
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Refused
from services.field import tracks
from services.field.tracks import Fix
from services.mobilisation import deployed as mobilisation_deployed
from services.mobilisation import mobilisations
from services.mobilisation import responses as mobilisation_responses

LONGEST = 4096
"""Characters of a note; a message of Telegram has no more."""


@dataclass(frozen=True)
class NoteContent:
    """The content of one message."""

    text: str | None = None
    media_id: int | None = None
    point: tuple[float, float] | None = None
    message_id: int | None = None
    """In the sender's chat with the bot."""


class SentNote(NamedTuple):
    """A note, its sender, and the sender's squad."""

    note: FieldNote
    person: Person
    squad: str


async def deployed_on(session: AsyncSession, actor: Actor, mobilisation_id: int) -> Mobilisation:
    """Return a mobilisation the actor is out on. Raises ``Stale`` when it is over, ``Refused`` when not out."""
    one, response = await mobilisation_responses.place_of(session, actor, mobilisation_id, *mobilisations.LIVE)
    entry = await session.get_one(RollCallEntry, (one.roll_call_id, actor.person_id), populate_existing=True)
    if entry.answer not in mobilisation_deployed.OUT or response.accounted_at is not None:
        raise Refused("field-not-out")
    return one


async def add(act: Act, mobilisation_id: int, sent: NoteContent) -> tuple[Mobilisation, FieldNote | None]:
    """Put what was sent into the record; no note when it is there already (the same message, or the same file)."""
    one = await deployed_on(act.session, act.actor, mobilisation_id)
    if await known(act.session, one, act.actor, sent):
        return one, None
    case = await case_of(act.session, one)
    note = await write(act, one, case, sent)
    if case is not None and sent.media_id is not None:
        await _attach(act.session, case, note)
    return one, note


async def known(session: AsyncSession, one: Mobilisation, actor: Actor, sent: NoteContent) -> bool:
    """Whether this message, or this file, is in the record already."""
    same = [FieldNote.message_id == sent.message_id] if sent.message_id is not None else []
    if sent.media_id is not None:
        same.append(sa.and_(FieldNote.media_id == sent.media_id, FieldNote.taken_out_at.is_(None)))
    if not same:
        return False
    query = sa.select(FieldNote.id).where(
        FieldNote.mobilisation_id == one.id, FieldNote.person_id == actor.person_id, sa.or_(*same)
    )
    return await session.scalar(query.limit(1)) is not None


async def write(act: Act, one: Mobilisation, case: Case | None, sent: NoteContent) -> FieldNote:
    """Write one note, and both journals."""
    latitude, longitude = sent.point or (None, None)
    note = FieldNote(
        mobilisation_id=one.id,
        person_id=act.actor.person_id,
        message_id=sent.message_id,
        text=sent.text[:LONGEST] if sent.text else None,
        media_id=sent.media_id,
        latitude=latitude,
        longitude=longitude,
        at=act.at,
    )
    act.session.add(note)
    await act.session.flush()
    if sent.point is not None:
        await tracks.keep(act.session, one.id, act.actor.person_id, Fix(act.at, *sent.point, pin=True))
    details = {"note": note.id, "media": sent.media_id, "text": note.text, "pin": list(sent.point or ()) or None}
    details = {name: value for name, value in details.items() if value is not None}
    await journal.record(act, mobilisations.subject(one.id, act.actor.person_id), "note", details=details)
    if case is not None:
        await journal.record(
            act,
            journal.of_case(case.id),
            Action.FIELD_NOTE.value,
            details=details | {"mobilisation": one.id, "number": one.number},
        )
    return note


async def case_of(session: AsyncSession, one: Mobilisation) -> Case | None:
    """Return the mobilisation's case, locked, or what it was merged into: a timeline has one writer at a time."""
    case_id = one.case_id
    while case_id is not None:
        case = await load_case(session, case_id)
        if case.state is not CaseState.MERGED:
            return case
        case_id = case.merged_into_id
    return None


async def _attach(session: AsyncSession, case: Case, note: FieldNote) -> None:
    present = sa.select(Attachment.id).where(Attachment.case_id == case.id, Attachment.media_id == note.media_id)
    if await session.scalar(present.limit(1)) is not None:
        return
    session.add(
        Attachment(
            media_id=note.media_id,
            purpose=Purpose.FIELD,
            case_id=case.id,
            person_id=note.person_id,
            caption=note.text,
            at=note.at,
        )
    )
    await session.flush()


async def of(session: AsyncSession, mobilisation_id: int) -> list[SentNote]:
    """Return all notes from the field, with their files and senders, in order."""
    found = await session.execute(
        mobilisation_deployed.sent_by_people(FieldNote, mobilisation_id)
        .where(FieldNote.taken_out_at.is_(None))
        .options(sa.orm.joinedload(FieldNote.media))
        .order_by(FieldNote.id)
    )
    return [SentNote(row[0], row[1], row[2]) for row in found]
