"""The record of an inspection (检查记录) as a Word file, with its findings and photos."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models import Attachment
from models.enums import Purpose
from services.core.act import Act
from services.core.labels import name
from services.documents import documents
from services.documents.content import Content, Photos, photos
from services.documents.documents import Document
from services.inspections import cards, lists
from services.inspections.lists import ShownFinding

if TYPE_CHECKING:
    from services.documents.paper import Paper


@dataclass(frozen=True)
class FindingRow:
    """A finding, and what became of it."""

    number: int
    finding: str
    handler: str
    case: str
    due: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Record(Content):
    """The record of an inspection."""

    record: str
    """Its number."""
    leader: str
    companions: str
    inspected: str
    """The day."""
    place: str
    text: str
    findings: tuple[FindingRow, ...]
    photos: tuple[Photos, ...]
    photos_left: str


async def record(act: Act, inspection_id: int) -> Record:
    """Return a record that the actor may see. Raises ``Forbidden``, ``Stale``."""
    found = await lists.opened(act, inspection_id)
    its, words = found.inspection, act.town.words(None)
    numbers = await _of_findings(act, found.findings)
    shown, left = photos(
        (
            one.media,
            words.plain("document-finding-photo", number=numbers.get(one.media_id, 0), caption=one.caption or "no"),
        )
        for one in await lists.files(act.session, its)
    )
    return Record(
        **documents.head(
            act, "document-title-inspection", drill=its.drill, withdrawn="yes" if its.withdrawn_at else "no"
        ),
        record=its.number,
        leader=found.leader,
        companions=cards.along(words, its),
        inspected=documents.day(act, its.day),
        place=cards.where(words, found),
        text=its.text,
        findings=tuple(
            FindingRow(
                number,
                one.finding.text or words.plain("inspection-in-files"),
                one.unit or words.plain("document-to-station"),
                one.case.number,
                documents.short_day(act, one.case.due_at),
                name(words, one.case.state).unescape(),
            )
            for number, one in enumerate(found.findings, start=1)
        ),
        photos=shown,
        photos_left=str(left or ""),
    )


async def _of_findings(act: Act, findings: Sequence[ShownFinding]) -> dict[int, int]:
    """Return the number of the finding that each file belongs to."""
    numbers = {one.case.id: number for number, one in enumerate(findings, start=1)}
    rows = await act.session.execute(
        sa.select(Attachment.media_id, Attachment.case_id).where(
            Attachment.case_id.in_(numbers), Attachment.purpose == Purpose.INSPECTION
        )
    )
    return {media_id: numbers[case_id] for media_id, case_id in rows if case_id is not None}


def _write(paper: "Paper") -> None:
    paper.title()
    for field in ("record", "leader"):
        paper.pair(field)
    paper.pairs("companions")
    for field in ("inspected", "place"):
        paper.pair(field)
    paper.heading("inspected")
    with paper.when("text", otherwise=paper.words.plain("document-in-files")):
        paper.body(paper.put("text"))
    paper.heading("findings")
    columns = {"number": 12, "finding": 42, "handler": 24, "case": 36, "due": 24, "state": 18}
    paper.table("findings", columns)
    paper.photos()
    paper.signature()


RECORD = Document("inspection", "document-inspection", Record, record, _write)
DOCUMENTS = (RECORD,)
