"""The lists of problems by list and state, one problem, and its history."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from models import Attachment, JournalEntry, Problem, ProblemEntry
from models.enums import Action, EntryState, ProblemColour, ProblemList, ProblemState
from services.core import journal
from services.core.act import Act, Moment
from services.core.paging import Listing, cut, page_of
from services.people import directory
from services.people.access import Subject, may, require
from services.problems import lifecycle, standing
from services.problems.standing import Standing

ALL = "all"
"""Of a list: all seven together."""


class ProblemFilter(StrEnum):
    """The part of a list that is shown."""

    OPEN = "open"
    LATE = "late"
    NEW = "new"
    PLANNED = "planned"
    RECTIFYING = "rectifying"
    FINISHED = "finished"
    CLOSED = "closed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Tally:
    """How one list stands: the open ones by colour, the closed ones, and how often all count."""

    on_list: ProblemList
    colours: Counter[ProblemColour] = field(default_factory=Counter)
    weight: float = 0

    @property
    def open(self) -> int:
        """How many are not closed."""
        return sum(self.colours.values()) - self.closed

    @property
    def closed(self) -> int:
        """How many are closed."""
        return self.colours[ProblemColour.GREEN]


async def tallies(act: Moment, *those: sa.ColumnElement[bool], year: int | None = None) -> list[Tally]:
    """Return how each of the seven lists stands: the selected ones that are open, or were closed since a year began.

    Without a year, it is this one.
    """
    begins = datetime(year or act.now.astimezone(act.town.zone).year, 1, 1, tzinfo=act.town.zone)
    counted = sa.or_(Problem.state.in_(lifecycle.OPEN), Problem.closed_at >= begins)
    rows = await act.session.scalars(sa.select(Problem).where(counted, *those))
    rules = act.town.settings.problems
    colours: dict[ProblemList, Counter[ProblemColour]] = {one: Counter() for one in ProblemList}
    weights: dict[ProblemList, float] = dict.fromkeys(ProblemList, 0.0)
    for one in await standing.load(act.session, list(rows)):
        colour = one.colour(rules, act.now)
        if colour is not None:
            colours[one.problem.on_list][colour] += 1
        weights[one.problem.on_list] += standing.weight(rules.weights, one.problem)
    return [Tally(one, colours[one], weights[one]) for one in ProblemList]


async def overview(act: Act) -> list[Tally]:
    """Return how the lists stand, of the problems that the actor may see. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_PROBLEMS)
    return await tallies(act, seen_by(act))


async def listing(act: Act, on_list: str, kind: ProblemFilter, *, page: int = 0) -> Listing[Standing]:
    """Return a page of a list, or of all seven; the first due first, closed ones the newest first."""
    require(act.actor, Action.SEE_PROBLEMS)
    ended = kind in (ProblemFilter.CLOSED, ProblemFilter.DROPPED)
    order = (Problem.id.desc(),) if ended else (Problem.stage_due_at, Problem.id)
    query = sa.select(Problem).where(*_those(act, on_list, kind)).order_by(*order)
    found = await page_of(act.session, query, page)
    return found.of(await standing.load(act.session, found.entries))


async def counts(act: Act, on_list: str) -> dict[ProblemFilter, int]:
    """Return how many problems each filter of a list shows."""
    columns = [
        sa.func.count(sa.case((sa.and_(*_those(act, on_list, kind)), 1))).label(kind.value) for kind in ProblemFilter
    ]
    row = (await act.session.execute(sa.select(*columns).select_from(Problem))).one()
    return {kind: getattr(row, kind.value) for kind in ProblemFilter}


async def opened(act: Act, problem_id: int) -> Standing:
    """Return one problem that the actor may see. Raises ``Forbidden``, ``Stale``."""
    problem = await lifecycle.load(act.session, problem_id, lock=False)
    require(act.actor, Action.SEE_PROBLEMS, Subject(unit_ids=frozenset({problem.unit_id})))
    (found,) = await standing.load(act.session, [problem])
    return found


@dataclass(frozen=True)
class Told:
    """An entry of a problem's progress, with its author and reviewer."""

    entry: ProblemEntry
    by: str
    reviewed_by: str | None
    files: int = 0


async def entries(act: Act, problem_id: int, *, page: int = 0) -> Listing[Told]:
    """Return a page of the entries about a problem, the newest first. Raises ``Forbidden``, ``Stale``."""
    await opened(act, problem_id)
    rows = list(
        await act.session.scalars(
            sa.select(ProblemEntry).where(ProblemEntry.problem_id == problem_id).order_by(ProblemEntry.id.desc())
        )
    )
    names = await directory.names(act.session, [by for one in rows for by in (one.written_by_id, one.reviewed_by_id)])
    told = [Told(one, names.get(one.written_by_id, ""), names.get(one.reviewed_by_id or 0)) for one in rows]
    return cut(told, page, size=4)


async def waiting(act: Act, problem_id: int) -> Told | None:
    """Return the oldest entry that nobody has reviewed, with how many files it has. Raises ``Forbidden``, ``Stale``."""
    await opened(act, problem_id)
    entry = await act.session.scalar(
        sa.select(ProblemEntry)
        .where(ProblemEntry.problem_id == problem_id, ProblemEntry.state == EntryState.WAITING)
        .order_by(ProblemEntry.id)
        .limit(1)
    )
    if entry is None:
        return None
    names = await directory.names(act.session, [entry.written_by_id])
    files = await act.session.scalar(
        sa.select(sa.func.count(Attachment.id)).where(Attachment.draft_id == entry.draft_id)
    )
    return Told(entry, names.get(entry.written_by_id, ""), None, int(files or 0))


async def history(act: Act, problem_id: int) -> list[tuple[JournalEntry, str]]:
    """Return the steps of a problem, oldest first, each with its person. Raises ``Forbidden``, ``Stale``."""
    await opened(act, problem_id)
    rows = await journal.history(act.session, lifecycle.subject(problem_id))
    names = await directory.names(act.session, [one.actor_id for one in rows])
    return [(one, names.get(one.actor_id or 0, "")) for one in rows]


def _those(act: Act, on_list: str, kind: ProblemFilter) -> list[sa.ColumnElement[bool]]:
    found = [seen_by(act)]
    if on_list != ALL:
        found.append(Problem.on_list == ProblemList(on_list))
    match kind:
        case ProblemFilter.OPEN:
            found.append(Problem.state.in_(lifecycle.OPEN))
        case ProblemFilter.LATE:
            found.append(standing.late(act.now))
        case _:
            found.append(Problem.state == ProblemState(kind.value))
    return found


def seen_by(act: Act) -> sa.ColumnElement[bool]:
    """Select the problems that the actor may see. Raises ``Forbidden`` for who sees none."""
    require(act.actor, Action.SEE_PROBLEMS)
    if may(act.actor, Action.SEE_PROBLEMS, Subject()):
        return sa.true()
    return Problem.unit_id.in_(act.actor.unit_ids)
