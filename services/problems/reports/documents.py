"""The notice of the seven problem lists (七张问题清单通报) as a Word file: the month, and how all stand today."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models import Problem
from models.enums import ProblemColour, ProblemState
from services.core.act import Act
from services.core.labels import name
from services.documents import documents
from services.documents.content import Content
from services.documents.documents import Document
from services.problems import lifecycle, lists, standing
from services.problems.lists import Tally
from services.problems.standing import Standing
from texts import Words

if TYPE_CHECKING:
    from services.documents.paper import Paper


@dataclass(frozen=True)
class ListRow:
    """How one list stands."""

    list: str
    open: int
    red: int
    orange: int
    yellow: int
    blue: int
    closed: int


@dataclass(frozen=True)
class ProblemRow:
    """A problem that is not closed."""

    problem: str
    list: str
    unit: str
    finding: str
    due: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Notice(Content):
    """The notice of a month."""

    month: str
    open: int
    closed: int
    late_count: int
    new_count: int
    closed_count: int
    lists: tuple[ListRow, ...]
    late: tuple[ProblemRow, ...]
    others: tuple[ProblemRow, ...]


async def notice(act: Act, _: int) -> Notice:
    """Return the notice of this month, of the problems that the actor may see. Raises ``Forbidden``."""
    seen, words = lists.seen_by(act), act.town.words(None)
    local = act.now.astimezone(act.town.zone)
    begins = datetime(local.year, local.month, 1, tzinfo=act.town.zone)
    tallies = await lists.tallies(act, seen)
    rows = await act.session.scalars(
        sa.select(Problem)
        .where(seen, Problem.state.in_(lifecycle.OPEN))
        .order_by(Problem.stage_due_at, Problem.due_at, Problem.id)
    )
    found = await standing.load(act.session, list(rows))
    rules = act.town.settings.problems
    late = [one for one in found if one.colour(rules, act.now) is ProblemColour.RED]
    others = [one for one in found if one not in late]
    known = (seen, Problem.state != ProblemState.DROPPED)
    return Notice(
        **documents.head(act, "document-title-problems"),
        month=words.plain("document-month", year=str(local.year), month=local.month),
        open=sum(one.open for one in tallies),
        closed=sum(one.closed for one in tallies),
        late_count=len(late),
        new_count=await _count(act, *known, Problem.filed_at >= begins),
        closed_count=await _count(act, *known, Problem.closed_at >= begins, Problem.state == ProblemState.CLOSED),
        lists=tuple(_list(words, one) for one in tallies if one.open or one.closed),
        late=tuple(_problem(act, words, one) for one in late),
        others=tuple(_problem(act, words, one) for one in others),
    )


async def _count(act: Act, *those: sa.ColumnElement[bool]) -> int:
    return int(await act.session.scalar(sa.select(sa.func.count(Problem.id)).where(*those)) or 0)


def _list(words: Words, one: Tally) -> ListRow:
    return ListRow(
        name(words, one.on_list).unescape(),
        one.open,
        one.colours[ProblemColour.RED],
        one.colours[ProblemColour.ORANGE],
        one.colours[ProblemColour.YELLOW],
        one.colours[ProblemColour.BLUE],
        one.closed,
    )


def _problem(act: Act, words: Words, one: Standing) -> ProblemRow:
    its = one.problem
    return ProblemRow(
        its.number,
        name(words, its.on_list).unescape(),
        one.unit,
        its.text,
        documents.short_day(act, one.next_due_at or its.due_at),
        words.plain(
            "document-problem-state",
            state=name(words, its.state).unescape(),
            done=one.done,
            count=len(one.measures),
        ),
    )


def _write(paper: "Paper") -> None:
    paper.title(below="month")
    paper.heading("overall")
    counts = ("open", "closed", "late_count", "new_count", "closed_count")
    paper.sentence("document-problems-overall", "day", *counts)
    paper.table("lists", {"list": 32, "open": 20, "red": 20, "orange": 20, "yellow": 20, "blue": 20, "closed": 24})
    for field in ("late", "others"):
        paper.heading(field)
        columns = {"problem": 36, "list": 20, "unit": 24, "finding": 36, "due": 22, "state": 18}
        paper.table(field, columns)
    paper.signature()


NOTICE = Document("problems", "document-problems", Notice, notice, _write)
DOCUMENTS = (NOTICE,)
