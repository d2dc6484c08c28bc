"""Updates a second through the whole filing flow, against a stock echo bot on the same sandbox in the same run.

A report is four updates: words, photo, pin and "submit". While the bot is stopped (SIGSTOP), every officer does the
same step; then it goes on, and the step ends with its last answer. So neither side waits for the people. Then the wait
for an answer is measured, at the 30 updates a second that Telegram lets a bot answer and at two thirds of the bot's own
rate; a quarter of the officers is at each step then. Bounded by one core: Python, most of it SQL's statements and
results; on SQLite also by the disk's confirmation of each commit. The processor time of an update, in echoes, hardly
depends on what else the machine does.
"""

import asyncio
import os
import signal
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from benchmarks.support.filing import Step, flow, officers_of, say
from benchmarks.support.harness import Json, Sandbox, database_url, in_batches, percentile, sandbox, town_on
from benchmarks.support.product import QUIET, bot_process, calls, cpu_seconds, handled, product
from bot.demo import workbook as demo_workbook
from models import Case, Update
from services.core.town import Town

NAME = "intake"
OFFICERS = 100
ROUNDS = 3
AT_TELEGRAM = 30
"""Updates a second that Telegram lets a bot answer."""
SECONDS = 10
"""For so long updates are offered while latency is measured."""
QUICK = {"officers": 40, "rounds": 1, "seconds": 3}
PATIENCE = 60.0
"""Seconds without a single answer after which a bot is taken for dead; a slow one may take as long as it needs."""
TARGETS = {"ratio": 0.18, "cpu_in_echoes": 5.5, "answer_p95_at_30_s": 0.06, "answer_p95_at_two_thirds_s": 0.15}


class Pace(NamedTuple):
    """Updates a second, and the milliseconds of processor time of one."""

    rate: float
    cpu: float


async def run(database_kind: str, *, quick: bool = False) -> Json:
    """Return the median rate of three rounds, its ratio to the echo bot's, and the latency."""
    size = QUICK if quick else {"officers": OFFICERS, "rounds": ROUNDS, "seconds": SECONDS}
    async with sandbox(limits="off") as world, database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        officers = await officers_of(world, town, size["officers"] + 1)
        extra, officers = officers[:1], officers[1:]
        filing, echoing = list[Pace](), list[Pace]()
        echo_token = f"{town.token.partition(':')[0]}1:echo{town.token[-20:]}"
        for _ in range(size["rounds"]):
            async with bot_process(world, echo_token, _echo(world, echo_token)) as process:
                steps = [say(world, echo_token, text=f"第{number}句") for number in range(4)]
                await pace(
                    world, echo_token, [process], extra, steps
                )  # the things made at their first use are there then
                echoing.append(await pace(world, echo_token, [process], officers, steps))
            async with bot_process(world, town.token, product("intake"), town=town, url=url) as process:
                steps = flow(world, town.token)
                await pace(world, town.token, [process], extra, steps)
                filing.append(await pace(world, town.token, [process], officers, steps))
                await handled(town)
        async with bot_process(world, town.token, product("intake"), town=town, url=url) as process:
            await pace(world, town.token, [process], extra, flow(world, town.token))
            waits, reports = list[list[float]](), 0
            for offered in (AT_TELEGRAM, round(statistics.median(one.rate for one in filing) * 2 / 3)):
                reports += round(offered * size["seconds"] / 4)
                waits.append(await _latency(world, town, officers, offered, round(offered * size["seconds"] / 4)))
            await handled(town)
        cases, inversions = await check(town)
    # offered more than it can handle, an officer presses before the card is complete
    filed = cases - size["rounds"] * size["officers"] - len(filing) - 1
    assert 0 < filed <= reports, f"{cases} cases"
    rates, echoes = [one.rate for one in filing], [one.rate for one in echoing]
    rate, echo = statistics.median(rates), statistics.median(echoes)
    cpu, echo_cpu = (statistics.median(one.cpu for one in paces) for paces in (filing, echoing))
    return {
        "value": round(rate, 1),
        "unit": "updates/s",
        "min": round(min(rates), 1),
        "max": round(max(rates), 1),
        "ratio": round(rate / echo, 3),
        "against": "stock aiogram echo bot, polling",
        "echo": {"median": round(echo, 1), "min": round(min(echoes), 1), "max": round(max(echoes), 1)},
        "cpu_in_echoes": round(cpu / echo_cpu, 2),
        "cpu_ms": {"update": round(cpu, 2), "echo": round(echo_cpu, 2)},
        "answer_p95_at_30_s": round(percentile(waits[0], 0.95), 4),
        "answer_p95_at_two_thirds_s": round(percentile(waits[1], 0.95), 4),
        "answer_p50_s": [round(statistics.median(each), 4) for each in waits],
        "filed_under_load": f"{filed} of {reports}",
        "inversions": inversions,
        "targets": TARGETS,
    }


def _echo(world: Sandbox, token: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "benchmarks.support.echo", token, world.url)


async def pace(world: Sandbox, token: str, bot: Sequence[int], officers: list[int], steps: list[Step]) -> Pace:
    """Return the pace: each step is prepared while the bot's processes are stopped, and timed from when they go on."""
    seconds, used = 0.0, sum(map(cpu_seconds, bot))
    for step in steps:
        after = await world.last_call()
        _signal(bot, signal.SIGSTOP)
        await in_batches(step, officers)
        began = time.time()
        _signal(bot, signal.SIGCONT)
        seconds += await _last_answer(world, token, officers, after) - began
    updates = len(steps) * len(officers)
    return Pace(updates / seconds, 1000 * (sum(map(cpu_seconds, bot)) - used) / updates)


def _signal(bot: Sequence[int], number: signal.Signals) -> None:
    for process in bot:
        os.kill(process, number)


async def _last_answer(world: Sandbox, token: str, officers: list[int], after: int) -> float:
    """Wait until every officer has been sent something and nothing more comes; return when the last call was made.

    Raises ``RuntimeError`` when nothing has come for a long time, with how many were answered.
    """
    wanted, known, progress = set(officers), -1, time.monotonic()
    while True:
        made = [call for call in await calls(world, after) if call["method"] not in QUIET]
        answered = {call["chat_id"] for call in made}
        if len(made) != known:
            known, progress = len(made), time.monotonic()
        elif wanted <= answered:
            return max(float(call["at"]) for call in made)
        elif time.monotonic() - progress > PATIENCE:
            raise RuntimeError(f"{len(answered & wanted)} of {len(wanted)} answered, no other for {PATIENCE:.0f} s")
        await asyncio.sleep(0.4)


async def _latency(world: Sandbox, town: Town, officers: list[int], offered: int, reports: int) -> list[float]:
    """File reports at the offered rate; return how long each update's first answer took, in seconds."""
    after, sent = await world.last_call(), list[tuple[int, float, float, int]]()
    began = asyncio.get_running_loop().time()

    async def one(number: int, officer: int, step: int) -> None:
        await asyncio.sleep(began + number / offered - asyncio.get_running_loop().time())
        at = time.time()
        at = await steps[step](officer) or at  # a button is pressed when it is there
        sent.append((officer, at, time.time(), step))

    steps = flow(world, town.token, wait=10)
    acts = _mixed(officers[:reports], reports, len(steps))
    await asyncio.gather(*(one(number, *act) for number, act in enumerate(acts)))
    await handled(town)
    made = [call for call in await calls(world, after) if call["method"] not in QUIET]
    return list(_waits(sent, made))


def _mixed(officers: list[int], reports: int, steps: int) -> Iterable[tuple[int, int]]:
    """Yield who does which step, round by round; in a round as many officers are at one step as at any other."""
    for turn in range(steps * (-(-reports // len(officers)) + 1)):
        for place, officer in enumerate(officers):
            report, step = divmod(turn - place % steps, steps)
            if report >= 0 and report * len(officers) + place < reports:
                yield officer, step


def _waits(sent: Iterable[tuple[int, float, float, int]], calls: list[Json]) -> Iterable[float]:
    """Yield the seconds from a button to its answer, and from a message to the first call for its chat after it."""
    by_chat: dict[int, list[float]] = {}
    for call in calls:
        by_chat.setdefault(call["chat_id"], []).append(call["at"])
    for officer, at, answered, step in sent:
        yield answered - at if step == 3 else min(when for when in by_chat[officer] if when > at) - at


async def check(town: Town) -> tuple[int, int]:
    """Return how many cases there are, and how many updates were handled before an earlier one of the same person."""
    async with town.database.reading() as session:
        cases = await session.scalar(sa.select(sa.func.count()).select_from(Case)) or 0
        before = Update.__table__.alias()
        query = (
            sa.select(sa.func.count())
            .select_from(Update)
            .join(before, sa.and_(before.c.sender == Update.sender, before.c.update_id < Update.update_id))
            .where(before.c.handled_at > Update.handled_at)
        )
        return cases, await session.scalar(query) or 0
