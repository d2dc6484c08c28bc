"""Problems on the seven lists, moved by people of the township through the services."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from models import Deadline, Draft, Problem, ProblemEntry, ProblemMeasure
from models.enums import DraftKind, ProblemList, ProblemOrigin
from services.core.act import Act
from services.drafts import drafts
from services.problems import decisions, filing, measures, progress
from services.problems.filing import ProblemFields
from township import TownshipDriver

OWN, WIDER = "拆除老化线路并更换", "举一反三：全镇学校排查同类线路"


async def found(driver: TownshipDriver, who: str = "duty", **given: Any) -> Problem:
    """Enter a problem: production safety, found from above, for the land office, due in thirty days."""
    fields = {
        "on_list": ProblemList.SAFETY,
        "origin": ProblemOrigin.ABOVE,
        "source": "市安委会督导组",
        "text": "中心校食堂线路老化",
        "unit_id": driver.units["natural-resources"],
        "due_at": driver.now + timedelta(days=30),
    } | given
    problem: Problem = await driver.by(who, filing.enter, ProblemFields.model_validate(fields))
    return problem


async def rectifying(driver: TownshipDriver, *own: str, **given: Any) -> Problem:
    """A problem whose measures somebody has agreed to."""
    problem = await found(driver, **given)
    await driver.by("land", measures.add, problem.id, "\n".join([*(own or (OWN,)), WIDER]))
    await driver.by("land", measures.hand_in, problem.id)
    await driver.by("duty", measures.approve, problem.id)
    return await fresh(driver, problem)


async def reports(
    driver: TownshipDriver,
    measure: ProblemMeasure,
    text: str = "已更换",
    *,
    who: str = "land",
    done: bool = True,
    photos: int = 1,
) -> ProblemEntry:
    """Let the unit write progress with photos."""
    await carded(driver, who, DraftKind.PROBLEM_PROGRESS, measure.id, text, progress.report, photos=photos, done=done)
    return (await entries(driver, measure.problem_id))[-1]


async def finished(driver: TownshipDriver, **given: Any) -> Problem:
    """A problem whose every measure is done."""
    problem = await rectifying(driver, **given)
    for measure in await its_measures(driver, problem):
        entry = await reports(driver, measure)
        await driver.by("duty", progress.pass_entry, entry.id)
    return await fresh(driver, problem)


async def accepts(driver: TownshipDriver, who: str, problem: Problem, text: str = "现场查看，已整改") -> Problem:
    """Let somebody accept the result."""
    return await carded(driver, who, DraftKind.PROBLEM_ACCEPTANCE, problem.id, text, decisions.accept)


async def refuses(driver: TownshipDriver, who: str, problem: Problem, text: str) -> Problem:
    """Let somebody find that it is not done."""
    return await carded(driver, who, DraftKind.PROBLEM_ACCEPTANCE, problem.id, text, decisions.refuse)


async def carded(
    driver: TownshipDriver,
    who: str,
    kind: DraftKind,
    subject: int,
    text: str,
    service: Any,
    *,
    photos: int = 0,
    **more: Any,
) -> Problem:
    """Fill a card in and submit it."""

    async def act_on(act: Act) -> Problem:
        draft: Draft = await drafts.begin(
            act.session, act.actor, kind, now=act.now, subject_id=subject, another=True, text=text
        )
        await driver._attach(act.session, draft, act.actor, photos)
        problem: Problem = await service(act, draft, **more)
        return problem

    done: Problem = await driver.by(who, act_on)
    return done


async def fresh(driver: TownshipDriver, problem: Problem) -> Problem:
    """Return a problem as it is now."""
    async with driver.town.database.reading() as session:
        return await session.get_one(Problem, problem.id)


async def its_measures(driver: TownshipDriver, problem: Problem) -> list[ProblemMeasure]:
    """Return the measures of a problem, the one that looks elsewhere last."""
    async with driver.town.database.reading() as session:
        query = sa.select(ProblemMeasure).where(ProblemMeasure.problem_id == problem.id)
        return list(await session.scalars(query.order_by(ProblemMeasure.wider, ProblemMeasure.id)))


async def entries(driver: TownshipDriver, problem_id: int) -> list[ProblemEntry]:
    """Return what was written about a problem, oldest first."""
    async with driver.town.database.reading() as session:
        query = sa.select(ProblemEntry).where(ProblemEntry.problem_id == problem_id).order_by(ProblemEntry.id)
        return list(await session.scalars(query))


async def running(driver: TownshipDriver, problem: Problem) -> dict[str, datetime]:
    """Return the deadlines that run for a problem and its measures, by kind."""
    ids = [one.id for one in await its_measures(driver, problem)]
    async with driver.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Deadline).where(
                Deadline.ended_at.is_(None),
                sa.or_(
                    sa.and_(Deadline.subject_kind == "problem", Deadline.subject_id == problem.id),
                    sa.and_(Deadline.subject_kind == "problem_measure", Deadline.subject_id.in_(ids)),
                ),
            )
        )
        return {row.kind: row.due_at for row in rows}
