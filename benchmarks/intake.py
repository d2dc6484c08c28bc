"""Updates a second through the whole filing flow, against a stock echo bot on the same sandbox in the same run.

A report is four updates: words, photo, pin, and the press of "submit". While the bot is stopped (SIGSTOP), every
officer does the same step; then it goes on, and the step ends with its last answer. So neither side waits for the
people. Then the latency of an answer at 100 updates a second offered. Bounded by one core: Python, most of it SQL's
statements and results; on SQLite also by the disk's confirmation of each commit.
"""

import asyncio
import os
import signal
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa
from httpx import HTTPStatusError

from benchmarks.harness import ROOT, Json, Sandbox, database_url, in_batches, percentile, sandbox, town_on
from bot import demo_township
from models import Account, Case, Person, Update
from models.enums import UpdateState
from services.town import Town

NAME = "intake"
OFFICERS = 100
ROUNDS = 3
OFFERED = 100
"""Updates a second while latency is measured; three times what Telegram lets a bot answer."""
REPORTS = 250
"""Reports filed while latency is measured: ten seconds."""
CENTRE = (30.186, 108.052)
SPREAD = 0.07
"""Degrees around the centre: reports lie too far apart to be taken for the same danger."""
CONFLICT = 409
QUIET = ("getUpdates", "getMe", "deleteWebhook")

Step = Callable[[int], Awaitable[Any]]


async def run(database_kind: str) -> Json:
    """Return the median rate of three rounds, its ratio to the echo bot's, and the latency."""
    async with sandbox(limits="off") as world, database_url(database_kind) as url, town_on(url) as town:
        await demo_township.populate(town.database, town.settings, now=town.now())
        officers = await _officers(world, town)
        filing, echoing = [], []
        echo_token = f"{town.token.partition(':')[0]}1:echo{town.token[-20:]}"
        for _ in range(ROUNDS):
            async with _bot(world, echo_token, _echo(world, echo_token)) as process:
                steps = [_say(world, echo_token, text=f"第{number}句") for number in range(4)]
                echoing.append(await _rate(world, echo_token, process, officers, steps))
            async with _bot(world, town.token, _product(world), town=town, url=url) as process:
                filing.append(await _rate(world, town.token, process, officers, _flow(world, town.token)))
                await _settled(town)
        async with _bot(world, town.token, _product(world), town=town, url=url):
            waits = await _latency(world, town, officers)
            await _settled(town)
        cases, inversions = await _check(town)
    filed = cases - ROUNDS * OFFICERS  # offered more than it can handle, an officer presses before the card is complete
    assert 0 < filed <= REPORTS, f"{cases} cases"
    rate, echo = statistics.median(filing), statistics.median(echoing)
    return {
        "value": round(rate, 1),
        "unit": "updates/s",
        "min": round(min(filing), 1),
        "max": round(max(filing), 1),
        "ratio": round(rate / echo, 3),
        "against": "stock aiogram echo bot, polling",
        "echo": {"median": round(echo, 1), "min": round(min(echoing), 1), "max": round(max(echoing), 1)},
        "answer_p50_s": round(statistics.median(waits), 4),
        "answer_p95_s": round(percentile(waits, 0.95), 4),
        "offered": OFFERED,
        "filed_under_load": f"{filed} of {REPORTS}",
        "inversions": inversions,
    }


async def _officers(world: Sandbox, town: Town) -> list[int]:
    """Bring people of the roster into the sandbox, with their accounts bound."""

    async def one(number: int) -> int:
        return int((await world.control("users", first_name=f"网格员{number}"))["id"])

    users = await in_batches(one, range(OFFICERS))
    async with town.database.transaction() as session:
        persons = await session.scalars(sa.select(Person.id).order_by(Person.id.desc()).limit(OFFICERS))
        for user, person in zip(users, persons, strict=True):
            session.add(Account(telegram_id=user, person_id=person, bound_at=town.now(), via="code"))
    return users


def _echo(world: Sandbox, token: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "benchmarks.echo", token, world.url)


def _product(world: Sandbox) -> tuple[str, ...]:
    return (str(Path(sys.executable).with_name("bihuan")), "run", "--roles", "intake")


@asynccontextmanager
async def _bot(
    world: Sandbox, token: str, command: tuple[str, ...], *, town: Town | None = None, url: str = ""
) -> AsyncIterator[int]:
    """Run a bot as a process of its own until it polls; yield its number."""
    environment = dict(os.environ)
    if town is not None:
        environment |= {
            "BIHUAN_TOKEN": token,
            "BIHUAN_DATABASE_URL": url,
            "BIHUAN_API_BASE": world.url,
            "BIHUAN_CONFIG": str(ROOT / "config.yaml"),
        }
    after, quiet = await world.last_call(), asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        async with asyncio.timeout(60):
            while not [call for call in await _calls(world, after) if call["method"] == "getUpdates"]:
                if process.returncode is not None:
                    raise RuntimeError(f"{command[-1]} ended with {process.returncode}")
                await asyncio.sleep(0.1)
        await asyncio.sleep(4)  # a bot at work, not one that is starting: its garbage collector is set up by then
        yield process.pid
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


def _say(world: Sandbox, token: str, **what: Any) -> Step:
    async def say(officer: int) -> None:
        await world.control("send", bot=token, **{"from": officer}, **what)

    return say


def _pin(world: Sandbox, token: str) -> Step:
    random = Random(7)

    async def pin(officer: int) -> None:
        latitude, longitude = (degrees + random.uniform(-SPREAD, SPREAD) for degrees in CENTRE)
        place = {"latitude": latitude, "longitude": longitude}
        await world.control("send", bot=token, **{"from": officer}, location=place)

    return pin


def _submit(world: Sandbox, token: str, wait: float) -> Step:
    async def submit(officer: int) -> None:
        query: dict[str, str | int] = {"user": officer, "chat": officer, "bot": token}
        async with asyncio.timeout(60):
            while True:  # nobody can press what is not shown yet, or was just replaced
                shown = (await world.http.get("/sandbox/messages", params=query)).raise_for_status().json()
                buttons = [button for message in shown for row in message.get("buttons", ()) for button in row]
                found = [button["data"] for button in reversed(buttons) if button["data"].endswith(":submit")]
                if found and await _tapped(world, token, officer, found[0], wait):
                    return
                await asyncio.sleep(0.05)

    return submit


async def _tapped(world: Sandbox, token: str, officer: int, data: str, wait: float) -> bool:
    """Press a button; False when it went away before the finger was there."""
    try:
        await world.control("tap", bot=token, **{"from": officer}, data=data, wait=wait)
    except HTTPStatusError as error:
        if error.response.status_code != CONFLICT:
            raise
        return False
    return True


def _flow(world: Sandbox, token: str, wait: float = 0) -> list[Step]:
    return [  # words first: a photo alone would join the report that the same officer has filed a minute ago
        _say(world, token, text="村道边坡垮塌，堵了半边路"),
        _say(world, token, photo=True),
        _pin(world, token),
        _submit(world, token, wait),
    ]


async def _rate(world: Sandbox, token: str, process: int, officers: list[int], steps: list[Step]) -> float:
    """Return updates a second: each step is prepared while the bot is stopped, and timed from when it goes on."""
    seconds = 0.0
    for step in steps:
        after = await world.last_call()
        os.kill(process, signal.SIGSTOP)
        await in_batches(step, officers)
        began = time.time()
        os.kill(process, signal.SIGCONT)
        seconds += await _last_answer(world, token, officers, after) - began
    return len(steps) * len(officers) / seconds


async def _last_answer(world: Sandbox, token: str, officers: list[int], after: int) -> float:
    """Wait until every officer has been sent something and nothing more comes; return when the last call was made."""
    wanted, known = set(officers), -1
    async with asyncio.timeout(120):
        while True:
            calls = [call for call in await _calls(world, after) if call["method"] not in QUIET]
            answered = {call["chat_id"] for call in calls}
            if wanted <= answered and len(calls) == known:
                return max(float(call["at"]) for call in calls)
            known = len(calls)
            await asyncio.sleep(0.4)


async def _latency(world: Sandbox, town: Town, officers: list[int]) -> list[float]:
    """File reports at the offered rate; return how long each update's first answer took, in seconds."""
    after, sent = await world.last_call(), list[tuple[int, float, float, int]]()
    began = asyncio.get_running_loop().time()

    async def one(number: int) -> None:
        """Reports in groups of as many as there are officers; within a group, first all photos, then all pins …"""
        group, within = divmod(number, 4 * len(officers))
        step, officer = divmod(within, min(len(officers), REPORTS - group * len(officers)))
        await asyncio.sleep(began + number / OFFERED - asyncio.get_running_loop().time())
        at = time.time()
        await flow[step](officers[officer])
        sent.append((officers[officer], at, time.time(), step))

    flow = _flow(world, town.token, wait=10)
    await asyncio.gather(*(one(number) for number in range(4 * REPORTS)))
    await _settled(town)
    calls = [call for call in await _calls(world, after) if call["method"] not in QUIET]
    return list(_waits(sent, calls))


def _waits(sent: Iterable[tuple[int, float, float, int]], calls: list[Json]) -> Iterable[float]:
    """For a press, until it was answered; for a message, until the first call for its chat after it."""
    by_chat: dict[int, list[float]] = {}
    for call in calls:
        by_chat.setdefault(call["chat_id"], []).append(call["at"])
    for officer, at, answered, step in sent:
        yield answered - at if step == 3 else min(when for when in by_chat[officer] if when > at) - at


async def _calls(world: Sandbox, after: int) -> list[Json]:
    calls: list[Json] = (await world.http.get("/sandbox/calls", params={"after": after})).raise_for_status().json()
    return calls


async def _settled(town: Town) -> None:
    """Wait until nothing that was stored is pending."""
    async with asyncio.timeout(60):
        while True:
            async with town.database.reading() as session:
                if not await session.scalar(sa.select(Update.update_id).where(Update.state == UpdateState.PENDING)):
                    return
            await asyncio.sleep(0.1)


async def _check(town: Town) -> tuple[int, int]:
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
