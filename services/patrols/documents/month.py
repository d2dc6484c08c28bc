"""A month of patrols (巡查情况汇总) as a Word file: the lines, and each line's answers by question."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.cards import scores
from services.core.act import Act
from services.core.errors import Stale
from services.documents import documents
from services.documents.content import Content
from services.documents.documents import Document
from services.patrols import summary
from services.patrols.documents.ledger import LEDGER
from services.settings import lines as settings_lines

if TYPE_CHECKING:
    from services.documents.paper import Paper


@dataclass(frozen=True)
class QuestionRow:
    """A question of a checklist, with its answers counted."""

    number: int
    question: str
    normal: int
    faulty: int
    skipped: int


@dataclass(frozen=True)
class LineRow:
    """The patrols of one line."""

    place: str
    """（一）, （二） …"""
    line: str
    patrols: int
    visited: int
    faulty: int
    average: str
    questions: tuple[QuestionRow, ...]


@dataclass(frozen=True, kw_only=True)
class Month(Content):
    """The summary of a month."""

    month: str
    patrols: int
    visited: int
    faulty: int
    lines: tuple[LineRow, ...]


async def month(act: Act, stamp: int) -> Month:
    """Return a month, such as 202611, of the points that the actor has to do with. Raises ``Forbidden``, ``Stale``."""
    year, at = divmod(stamp, 100)
    if not (2000 < year < 2200 and 1 <= at <= 12):
        raise Stale("menu-button-gone")
    found, words = await summary.of_month(act, year, at), act.town.words(None)
    said = words.plain("document-month", year=str(year), month=at)
    return Month(
        **documents.head(act, "document-title-patrols", month=said),
        month=said,
        patrols=sum(len(one.patrols) for one in found),
        visited=sum(len(one.points) for one in found),
        faulty=sum(one.score.problem for one in found),
        lines=tuple(
            LineRow(
                words.plain("document-second", numeral=words.plain("document-numeral", number=place)),
                settings_lines.name(act.town.settings, one.line, words.language),
                len(one.patrols),
                len(one.points),
                one.score.problem,
                scores.shown(one.average) if one.average is not None else words.plain("document-no-score"),
                tuple(
                    QuestionRow(number, question, score.normal, score.problem, score.not_applicable)
                    for number, (question, score) in enumerate(one.by_question(words.language), start=1)
                ),
            )
            for place, one in enumerate(found, start=1)
        ),
    )


def _write(paper: "Paper") -> None:
    paper.title()
    paper.heading("overall")
    paper.sentence("document-patrols-overall", "month", "patrols", "visited", "faulty")
    paper.table("lines", {"line": 52, "patrols": 26, "visited": 26, "faulty": 26, "average": 26})
    paper.heading("questions")
    with paper.each("lines"):
        paper.subheading(paper.put("place") + paper.put("line"))
        paper.table("questions", {"number": 14, "question": 82, "normal": 20, "faulty": 20, "skipped": 20})
    paper.signature()


MONTH = Document("patrols", "document-patrols", Month, month, _write)
DOCUMENTS = (LEDGER, MONTH)
