"""A storm: 3,000 people of 100 squads are called and answer within a minute, while 300 officers file with photos.

The real product runs as a process with every role against a server that enforces the limits. When half of the people
have been called, everybody answers at a moment of the same sixty seconds: who has not been called by then, as soon as
the call is there. The officers' reports (words, photo, pin, submit: 1,200 updates) are spread from the commander's
button to the end of that minute. Told are

- ``lost``: answers and reports that were sent and left no trace, wanted 0;
- ``answer_p95_s``: from the tap, which is when its update is there to be fetched, to ``answerCallbackQuery``;
- ``ratio``: the seconds from the button until everybody has been called, to what the limit allows for everything that
  was sent by then (a server that counts edits and pins too): sends / 30 a second.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

import orjson
import sqlalchemy as sa

from benchmarks.support import squads
from benchmarks.support.filing import flow, tapped
from benchmarks.support.harness import Json, Sandbox, database_url, percentile, sandbox, spread, town_on
from benchmarks.support.product import bot_process, calls, cpu_seconds, handled, product
from bot.demo import workbook as demo_workbook
from models import Case, RollCallEntry, Update
from models.enums import Answer
from services.core.town import Town

NAME = "storm"
SQUADS, STRONG, OFFICERS = 100, 30, 300
WINDOW = 60.0
"""Seconds in which everybody answers."""
A_SECOND = 30
AT_ONCE = 32
"""Requests of people at the same time."""
PATIENCE = 600.0
COUNTED = ("send", "edit", "copy", "pin")
"""How the names of calls begin that take a place of the limit."""
TARGETS = {"lost": 0, "answer_p95_s": 1.0, "ratio": 1.15}
SAID = (Answer.RECEIVED, Answer.COMING, Answer.ON_SCENE)


@dataclass
class Storm:
    """The events so far: every call, each person's call and tap."""

    world: Sandbox
    town: Town
    who: squads.Field
    start: str
    seen: int
    calls: list[Json] = field(default_factory=list)
    called: dict[int, float] = field(default_factory=dict)
    tapped: dict[int, float] = field(default_factory=dict)
    reached: dict[int, asyncio.Event] = field(default_factory=dict)
    half: asyncio.Event = field(default_factory=asyncio.Event)
    submitted: list[float] = field(default_factory=list)
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def watch(self) -> None:
        """Read the log of calls before it forgets; note who has been called. Ends by being cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(0.4)

    async def look(self) -> None:
        """Read what was called since the last look."""
        fresh = [call for call in await calls(self.world, self.seen) if call["ok"] is not None]
        if not fresh:
            return
        self.seen = fresh[-1]["n"]
        self.calls += [call for call in fresh if call["method"] != "getUpdates"]
        for call in fresh:
            chat = call["chat_id"]
            if call["ok"] and call["method"] == "sendMessage" and chat in self.reached and chat not in self.called:
                self.called[chat] = call["at"]
                self.reached[chat].set()
        if len(self.called) >= len(self.reached) / 2:
            self.half.set()

    async def member(self, person: int, at: float, said: Answer) -> None:
        """Answer at a moment, or once the call is there."""
        await self.reached[person].wait()
        await asyncio.sleep(max(0.0, at - time.time()))
        async with self.gate:
            self.tapped[person] = time.time()
            data = squads.answer_of(self.start, said.value)
            assert await tapped(self.world, self.town.token, person, data, 0), "the button is gone"

    async def officer(self, person: int, at: float) -> None:
        """File a report, with a breath between the steps."""
        await asyncio.sleep(max(0.0, at - time.time()))
        began = time.time()
        for step in flow(self.world, self.town.token, wait=0, look_every=0.5):
            await step(person)
            await asyncio.sleep(1.0)
        self.submitted.append(time.time() - began)


async def run(database_kind: str) -> Json:
    """Return the number of lost answers and reports, and the other figures."""
    async with sandbox() as world, database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        called = await squads.field(world, town, SQUADS, STRONG)
        officers = await squads.officers(world, town, OFFICERS)
        with tempfile.TemporaryDirectory() as folder:
            roles = product("intake,scheduler,delivery")
            async with bot_process(world, town.token, roles, town=town, url=url, media=folder) as process:
                start = await squads.ready(world, town, called)
                await asyncio.sleep(1.5)
                one = Storm(world, town, called, start, await world.last_call())
                one.reached = {person: asyncio.Event() for person in called.members}
                used, began = cpu_seconds(process), time.monotonic()
                pressed = await _rage(one, officers)
                busy = (cpu_seconds(process) - used) / (time.monotonic() - began)
                return await _figures(one, pressed, len(officers)) | {"cpu_share_of_the_product": round(busy, 2)}


async def _rage(one: Storm, officers: list[int]) -> float:
    """Let it all happen, until everybody was heard; return when the commander pressed."""
    dice, members = Random(5), one.who.members
    then: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    watching = asyncio.create_task(one.watch())
    pressed = time.time()
    assert await tapped(one.world, one.town.token, one.who.commander, one.start, 0)
    length = len(members) / 2 / A_SECOND + WINDOW  # until half are called, then the window
    work: list[Awaitable[Any]] = [
        one.officer(person, pressed + length * number / len(officers)) for number, person in enumerate(officers)
    ]

    async def member(person: int, later: float, said: Answer) -> None:
        await one.member(person, await asyncio.shield(then) + later, said)

    async def halfway() -> None:
        await one.half.wait()
        then.set_result(time.time())

    work += [member(person, dice.uniform(0, WINDOW), dice.choice(SAID)) for person in members]
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(halfway(), *work)
            await handled(one.town, PATIENCE)
            await _quiet(one)
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
    return pressed


async def _quiet(one: Storm) -> None:
    """Wait until every press was answered and nothing more is sent, cards that follow the figures included."""
    known = -1
    while known != len(one.calls):
        known = len(one.calls)
        await asyncio.sleep(4)


async def _figures(one: Storm, pressed: float, filed: int) -> Json:
    answered, waits = await _answers(one)
    async with one.town.database.reading() as session:
        noted = await session.scalar(
            sa.select(sa.func.count()).select_from(RollCallEntry).where(RollCallEntry.answer.is_not(None))
        )
        cases = await session.scalar(sa.select(sa.func.count()).select_from(Case))
    everybody = max(one.called.values()) - pressed
    sends = [call for call in one.calls if call.get("error_code") != 429 and call["method"].startswith(COUNTED)]
    until = sum(call["at"] <= pressed + everybody for call in sends)
    people = len(one.who.members)
    lost = {"answers": len(one.tapped) - (noted or 0), "reports": filed - (cases or 0)}
    refused = [call["method"] for call in one.calls if call.get("error_code") == 429]
    taps = sorted(one.tapped.values())
    return {
        "value": sum(lost.values()),
        "unit": "answers and reports lost",
        "lost": lost,
        "answers": len(one.tapped),
        "reports": len(one.submitted),
        "report_p95_s": round(percentile(one.submitted, 0.95), 1),
        "taps_unanswered": len(one.tapped) - answered,
        "taps_a_second": round(len(taps) / (taps[-1] - taps[0]), 1),
        "answer_p50_s": spread(waits)["median"],
        "answer_p95_s": round(percentile(waits, 0.95), 4),
        "answer_max_s": round(max(waits), 4),
        "everybody_s": round(everybody, 1),
        "ratio": round(everybody / (until / A_SECOND), 3),
        "against": f"{until / A_SECOND:.1f} s = {until} sends / {A_SECOND} a second",
        "ratio_of_the_calls_alone": round(everybody / ((people + len(one.who.groups)) / A_SECOND), 3),
        "refused": {method: refused.count(method) for method in sorted(set(refused))},
        "last_send_s": round(max(call["at"] for call in sends) - pressed, 1),
        "targets": TARGETS,
    }


async def _answers(one: Storm) -> tuple[int, list[float]]:
    """Return how many presses were answered, and after how many seconds each."""
    async with one.town.database.reading() as session:
        rows = list(await session.scalars(sa.select(Update.raw)))
    queries = {}
    for raw in rows:
        query = orjson.loads(raw).get("callback_query")
        if query and query["from"]["id"] in one.tapped and query["data"] != one.start:
            queries[query["id"]] = query["from"]["id"]
    waits = [
        call["at"] - one.tapped[queries[number]]
        for call in one.calls
        if call["method"] == "answerCallbackQuery" and (number := call["params"]["callback_query_id"]) in queries
    ]
    return len(waits), waits
