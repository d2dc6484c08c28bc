"""The years of a town: the time of a page, a button and a tick beside 100,000 cases, and beside 1,000.

The same open work lies on both; the rest is over. Each question is asked in this process, without Telegram, and its
best time counts. Bounded by the database: one index and a page for each list.
"""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

import sqlalchemy as sa

from benchmarks.support.filing import CENTRE, SPREAD
from benchmarks.support.harness import Json, database_url, town_on
from benchmarks.support.history import fill, measure
from bot.demo import workbook as demo_workbook
from models import Account, Case, Message, Person, Post, Unit
from models.enums import DeadlineKind, DraftKind, MessageState, Part, Role, Severity
from scheduler import ticks
from services.calls import calls
from services.cases import deadlines, lists
from services.core.act import Act, Actor, Moment
from services.core.tick import Tick
from services.core.town import Town
from services.digests import digests
from services.digests.figures import Extent, Period, Reader, figures
from services.drafts import drafts
from services.filing import filing
from services.filing.fields import ReportFields
from services.messaging import ledger
from services.operations import watchdog
from services.overview import overview
from services.people.access import actors, with_posts
from services.reminders import agenda
from services.triage import dispatch, queue, triage
from services.triage.dispatch import UnitPart
from services.triage.fields import QueueFields

NAME = "growth"
SMALL, LARGE = 1_000, int(os.environ.get("BIHUAN_BENCH_CASES", 100_000))
TIMES = {"outbox": 5, "updates": 4, "journal": 4, "message_refs": 3, "deadlines": 2, "fired_steps": 2}
"""Rows for each case; the other tables hold one."""
SECONDS = 1_560
"""From one case to the next: 100,000 in five years."""
OPEN, DISPATCHED, VERIFYING, UNSENT = 120, 80, 40, 40
"""Open cases, those of them with a unit, those that wait for verification; messages that did not arrive."""
ROUNDS = 7
RATIO, MOST_MS = 2, 50

Asked = Callable[[Act], Awaitable[object]]


async def run(database_kind: str) -> Json:
    """Return the most that anything took beside the long history, and the most against the short one."""
    found = [await _of(database_kind, cases) for cases in (SMALL, LARGE)]
    few, many = (times for _, times in found)
    ratios = {name: many[name] / few[name] for name in many}
    return {
        "value": round(max(many.values()), 1),
        "unit": "ms",
        "target": MOST_MS,
        "ratio": round(max(ratios.values()), 2),
        "ratio_target": RATIO,
        "cases": LARGE,
        "fill_s": round(found[1][0], 1),
        "each": {
            name: f"{many[name]:.1f} ms ({few[name]:.1f}) x{ratios[name]:.1f}"
            + (" !" if ratios[name] > RATIO or many[name] > MOST_MS else "")
            for name in sorted(many, key=lambda name: -many[name])
        },
    }


async def _of(database_kind: str, cases: int) -> tuple[float, dict[str, float]]:
    """Return the seconds in which history was written, and the milliseconds of each question beside it."""
    async with database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        began = time.perf_counter()
        until = town.now() - timedelta(hours=1)
        await fill(town.database, until, rows=cases, seconds=SECONDS, times=TIMES)
        took = time.perf_counter() - began
        await _open_work(town)
        if not town.database.is_sqlite:
            await measure(town.database)  # SQLite is never asked to in this product
        return took, {name: await _best(town, actor, asked) for name, (actor, asked) in (await _asked(town)).items()}


async def _asked(town: Town) -> dict[str, tuple[Actor, Asked]]:
    """Return what presses, pages and ticks ask, each with a person who asks it."""
    duty, leader, village, unit, officer = [
        await actor_of(town, role)
        for role in (
            Role.STATION_CHIEF,
            Role.DIRECTOR,
            Role.VILLAGE_PRINCIPAL,
            Role.UNIT_HEAD,
            Role.GRID_OFFICER,
        )
    ]
    found: dict[str, tuple[Actor, Asked]] = {
        f"today {who}": (actor, agenda.agenda)
        for who, actor in {"station": duty, "village": village, "unit": unit, "officer": officer}.items()
    }
    for stage in queue.Filter:
        found[f"queue {stage.value}"] = (duty, partial(_queue, stage))
    found |= {
        "queue words": (duty, partial(_queue, queue.Filter.OPEN, text="滑坡")),
        "calls": (duty, calls.wanted),
        "undelivered": (duty, ledger.undelivered),
        "overview": (leader, overview.overview),
        "ended tasks": (unit, partial(lists.tasks, kind=lists.TaskFilter.ENDED)),
        "ended own": (officer, partial(lists.of_person, kind=lists.OwnFilter.ENDED)),
        "digest station": (duty, partial(_figures, Extent(Reader.STATION))),
        "digest unit": (unit, partial(_figures, Extent(Reader.UNIT, unit.unit_ids))),
        "digest village": (village, partial(_figures, Extent(Reader.VILLAGE, frozenset({village.village_id or 0})))),
        "digest card": (duty, digests.todays),
        "watchdog": (duty, watchdog.look),
        "submission": (officer, file_report),
    }
    for tick in town.registry.of(Tick):
        found[f"tick {tick.name}"] = (duty, tick.next)
    return found


async def _best(town: Town, actor: Actor, asked: Asked) -> float:
    """Return the best of some rounds in milliseconds: other work on the machine counts less. Nothing is kept."""
    taken = []
    for _ in range(ROUNDS + 1):
        async with town.database.reading() as session:
            began = time.perf_counter()
            await asked(Act(session, town, town.now(), actor))
            taken.append((time.perf_counter() - began) * 1000)
    return min(taken[1:])


async def _queue(stage: queue.Filter, act: Act, **fields: str) -> None:
    shown = queue.View(0, QueueFields(**fields), stage)
    await queue.page(act, shown)
    await queue.counts(act, shown)


async def _figures(extent: Extent, act: Moment) -> None:
    midnight = agenda.end_of_day(act.town, act.now) - timedelta(days=1)
    period = Period(midnight - timedelta(days=1), midnight)
    await figures(act, extent, period, await agenda.kinds_due(act))


async def file_report(act: Act) -> Case:
    random = Random(act.now.microsecond)
    latitude, longitude = (degrees + random.uniform(-SPREAD, SPREAD) for degrees in CENTRE)
    draft = await drafts.begin(
        act.session,
        act.actor,
        DraftKind.REPORT,
        now=act.now,
        form=ReportFields,
        village_id=act.actor.village_id,
        grid_id=act.actor.grid_id,
        latitude=latitude,
        longitude=longitude,
        line="geology",
        text="村道边坡滑坡，堵了半边路",
        severity=Severity.CONSIDERABLE,
    )
    return await filing.submit(act, draft)


async def _open_work(town: Town) -> None:
    """File and dispatch cases, make the duties of the season, and let some messages fail; the others arrive."""
    async with town.database.transaction() as session:
        persons = await session.scalars(sa.select(Person.id))
        session.add_all(Account(telegram_id=one, person_id=one, bound_at=town.now(), via="code") for one in persons)
    officers = await _actors(town, Role.GRID_OFFICER)
    duty = await actor_of(town, Role.STATION_CHIEF)
    made = [await does(town, officers[number % len(officers)], file_report) for number in range(OPEN)]
    async with town.database.reading() as session:
        units = list(await session.scalars(sa.select(Unit.id)))
    for number, case in enumerate(made[:DISPATCHED]):
        await does(town, duty, partial(_dispatch, case.id, units[number % len(units)]))
    for number, case in enumerate(made[:VERIFYING]):
        await does(town, officers[number % len(officers)], partial(_waits_for_verification, case))
    await ticks.do(town, "sync_duties")
    await ticks.work_off(town)
    async with town.database.transaction() as session:
        queued = list(await session.scalars(sa.select(Message.id).where(sa.text("state = 'queued'"))))
        failed, sent = queued[:UNSENT], queued[UNSENT:]
        for ids, values in (
            (failed, {"state": MessageState.FAILED, "failure": "blocked"}),
            (sent, {"state": MessageState.SENT, "sent_at": town.now()}),
        ):
            for start in range(0, len(ids), 500):
                those = sa.update(Message).where(Message.id.in_(ids[start : start + 500]))
                await session.execute(those.values(**values))


async def _dispatch(case_id: int, unit_id: int, act: Act) -> None:
    await triage.judge(act, case_id, line="geology")
    await dispatch.dispatch(act, case_id, [UnitPart(unit_id, Part.LEAD)])


async def _waits_for_verification(case: Case, act: Act) -> None:
    await deadlines.start(act, DeadlineKind.VERIFY, case)


async def does(town: Town, actor: Actor, work: Callable[[Act], Awaitable[Any]]) -> Any:
    async with town.database.transaction() as session:
        return await work(Act(session, town, town.now(), actor))


async def _actors(town: Town, role: Role) -> list[Actor]:
    async with town.database.reading() as session:
        return await actors(session, with_posts(Post.role == role, Person.active.is_(True)))


async def actor_of(town: Town, role: Role) -> Actor:
    return (await _actors(town, role))[0]


if __name__ == "__main__":
    print(asyncio.run(run("sqlite")))
