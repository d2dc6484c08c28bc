"""Part two dangers that went into one report: the latest burst of a report sent ahead becomes a report of its own."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Draft, MessageRef
from models.enums import Action, DraftKind, DraftState
from services.cases.lifecycle import load_case, move_case
from services.core.act import Act
from services.core.engines.prepared import Prepared, among
from services.core.errors import Stale
from services.drafts import drafts
from services.filing import filing
from services.filing.fields import ReportFields

BURST = timedelta(minutes=2)
"""Messages that follow each other within this time are taken to be about one danger."""
_PLACE = {"village_id", "village_by", "grid_id", "latitude", "longitude", "outside", "outside_confirmed"} | {
    "landmark",
    "landmark_of_pin",
}
_KEPT = _PLACE | {"text", "line"}


_DRAFTS = Draft.__table__.c
_AHEAD = Prepared(
    sa.select(*_DRAFTS)
    .where(
        _DRAFTS.person_id == sa.bindparam("person"),
        _DRAFTS.case_id == sa.bindparam("case"),
        _DRAFTS.kind == DraftKind.REPORT,
        among(_DRAFTS.state, (DraftState.OPEN, DraftState.SHELVED)),
    )
    .order_by(_DRAFTS.id.desc())
    .limit(1)
)


async def mark(session: AsyncSession, draft: Draft, now: datetime) -> None:
    """Before something is added to a report sent ahead: note how it stands, if a new burst begins."""
    fields = drafts.fields(draft, ReportFields)
    if draft.case_id is None or (fields.turn and now - draft.updated_at <= BURST):
        return
    newest = await session.scalar(sa.select(sa.func.max(Attachment.id)).where(Attachment.draft_id == draft.id))
    turn = fields.model_dump(mode="json", include=_KEPT) | {"file": newest or 0}
    await drafts.patch(session, draft, ReportFields, now, turn=turn)


async def ahead(session: AsyncSession, person_id: int, case_id: int) -> Draft | None:
    """Return the report that was sent ahead as a case, unless it has ended."""
    found = await _AHEAD.entities(session, Draft, {"person": person_id, "case": case_id})
    return found[0] if found else None


def just_before(ahead: Draft, draft: Draft) -> bool:
    """Whether the latest burst of a report sent ahead came just before a new report was opened."""
    return bool(drafts.fields(ahead, ReportFields).turn) and draft.created_at - ahead.updated_at <= BURST


async def part(act: Act, draft: Draft, into: Draft | None = None) -> Draft:
    """Take the latest burst out of a report sent ahead and out of its case, into a new report or one that is open.

    Raises ``Stale`` when there is nothing to take out.
    """
    fields = drafts.fields(draft, ReportFields)
    if draft.case_id is None or not fields.turn:
        raise Stale("error-files-moved")
    before = ReportFields.model_validate(fields.turn)
    said = fields.text.removeprefix(before.text).strip()
    moved: dict[str, Any] = {}
    if (fields.latitude, fields.longitude) != (before.latitude, before.longitude):
        moved = fields.model_dump(include=_PLACE)
    burst = sa.and_(Attachment.draft_id == draft.id, Attachment.id > fields.turn["file"])
    files = list(await act.session.scalars(sa.select(Attachment).where(burst)))
    if not (said or moved or files):
        raise Stale("error-files-moved")
    back = fields.turn | {"turn": {}}
    await drafts.patch(act.session, draft, ReportFields, act.now, **(back if moved else _words(back)))
    await filing.apply(act, draft)
    if into is None:
        into = await drafts.begin(act.session, act.actor, DraftKind.REPORT, now=act.now, another=True)
    present = drafts.fields(into, ReportFields)
    moved = moved if present.latitude is None else {}
    text = f"{said}\n{present.text}".strip()
    await drafts.patch(act.session, into, ReportFields, act.now, **moved, text=text, line=present.line or fields.line)
    for file in files:
        file.case_id, file.draft_id = None, into.id
    words = (MessageRef.draft_id == draft.id, MessageRef.text.in_({said, *said.splitlines()}))
    await act.session.execute(sa.update(MessageRef).where(*words).values(draft_id=into.id, case_id=None))
    case = await load_case(act.session, draft.case_id)
    await move_case(act, case, Action.CORRECT, details={"taken_out": len(files), "text": said})
    return into


def _words(back: dict[str, Any]) -> dict[str, Any]:
    """Return the fields apart from the place: another field of it may have been chosen by hand meanwhile."""
    return {name: value for name, value in back.items() if name not in _PLACE}
