"""Enter a problem on one of the lists: where it came from in two steps, whose it is, until when."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Draft, Problem, Unit
from models.enums import Action, ProblemList, ProblemOrigin, ProblemState, ProblemStep
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Forbidden, Keys, Refused, to_come
from services.core.numbering import next_of
from services.drafts import drafts
from services.drafts.fields import Fields
from services.people import directory
from services.people.access import Subject, require
from services.problems import lifecycle, notices

PREFIX = "WT"
SOURCE_LONGEST = 128
"""Characters of a source."""
RECENT = 5


class ProblemFields(Fields):
    """The form of a problem."""

    on_list: ProblemList | None = None
    origin: ProblemOrigin | None = None
    source: str | None = None
    unit_id: int | None = None
    person_id: int | None = None
    due_at: datetime | None = None
    concealed: bool = False


def lacks(fields: ProblemFields) -> list[str]:
    """Return what a problem still needs before it can be entered, as text keys."""
    wanted = {
        "problem-lacks-list": fields.on_list,
        "problem-lacks-origin": fields.origin,
        "problem-lacks-source": fields.source,
        "problem-lacks-text": fields.text.strip(),
        "problem-lacks-unit": fields.unit_id,
        "problem-lacks-due": fields.due_at,
    }
    return [key for key, value in wanted.items() if not value]


def enters_all(actor: Actor) -> bool:
    """Whether somebody enters problems of every origin and unit; a unit only what it has found itself."""
    return actor.is_station


async def submit(act: Act, draft: Draft) -> Problem:
    """Enter the problem of a card, with its files. Raises ``Refused`` for one that lacks something, ``Forbidden``."""
    problem = await enter(act, drafts.fields(draft, ProblemFields), draft=draft)
    await drafts.finish(act.session, draft, act.now)
    return problem


async def enter(act: Act, fields: ProblemFields, *, draft: Draft | None = None) -> Problem:
    """Enter a problem, start its first stage, and tell its unit."""
    unit_id, due_at, missing = fields.unit_id, fields.due_at, lacks(fields)
    require(act.actor, Action.FILE_PROBLEM, Subject(unit_ids=frozenset({unit_id} if unit_id else act.actor.unit_ids)))
    if missing or not (fields.on_list and fields.origin and fields.source and unit_id and due_at):
        raise Refused("problem-incomplete", missing=Keys(missing))
    if fields.origin is not ProblemOrigin.SELF and not enters_all(act.actor):
        raise Forbidden("problem-not-self-found")
    to_come(due_at, act.now)
    problem = Problem(
        number=await next_of(act.session, PREFIX, now=act.now, zone=act.town.zone),
        on_list=fields.on_list,
        origin=fields.origin,
        source=fields.source[:SOURCE_LONGEST],
        text=fields.text.strip(),
        concealed=fields.concealed and fields.origin is not ProblemOrigin.SELF,
        state=ProblemState.NEW,
        unit_id=unit_id,
        person_id=await person_of(act.session, unit_id, fields.person_id),
        draft_id=draft.id if draft else None,
        filed_at=act.now,
        filed_by_id=act.actor.person_id,
        due_at=due_at,
        started_at=act.now,
        refused=0,
        reopened=0,
    )
    act.session.add(problem)
    await act.session.flush()
    details = {"list": problem.on_list.value, "origin": problem.origin.value, "unit": unit_id}
    file = ProblemStep.FILE.value
    seq = await journal.record(act, lifecycle.subject(problem.id), file, to_state=problem.state.value, details=details)
    await lifecycle.begin_stage(act, problem)
    await act.session.flush()
    await notices.tell_unit(act, problem, notices.ASSIGNED, "problem-told-filed", seq)
    if not act.actor.is_station:
        await notices.tell_desk(act, problem, "problem-told-self-found", seq)
    return problem


async def person_of(session: AsyncSession, unit_id: int, person_id: int | None) -> int | None:
    """Return the person when it is one of the unit, else None."""
    if person_id is None:
        return None
    return next(
        (one.person_id for one in await directory.of_unit(session, unit_id) if one.person_id == person_id), None
    )


async def units(session: AsyncSession, actor: Actor) -> list[tuple[int, str]]:
    """Return the units whose problems somebody may enter, with their names."""
    query = sa.select(Unit.id, Unit.name).where(Unit.active).order_by(Unit.id)
    if not enters_all(actor):
        query = query.where(Unit.id.in_(actor.unit_ids))
    return [(row.id, row.name) for row in await session.execute(query)]


async def recent_sources(session: AsyncSession, fields: ProblemFields) -> list[str]:
    """Return the sources of the same list and origin that were named last, to choose one with a button."""
    latest = (
        sa.select(Problem.source)
        .where(Problem.on_list == fields.on_list, Problem.origin == fields.origin)
        .group_by(Problem.source)
        .order_by(sa.func.max(Problem.id).desc())
    )
    return list(await session.scalars(latest.limit(RECENT)))
