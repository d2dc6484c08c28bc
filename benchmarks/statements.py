"""The SQL statements of each update of a report: words, photo, pin and "submit", from getUpdates to the answer.

Intake runs in this process against a sandbox; officers file one after another. Everything is counted until nothing
moves: storing, handling, and the writing down of the card's message id.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from benchmarks.support.filing import flow, officers_of
from benchmarks.support.harness import Json, database_url, sandbox, town_on
from benchmarks.support.product import calls, handled
from bot.demo import workbook as demo_workbook
from bot.launch import ProcessRole
from bot.runtime import serve
from services.core.town import Town

NAME = "statements"
STEPS = ("text", "photo", "pin", "submit")
TARGETS = {"text": 6, "photo": 7, "pin": 6, "submit": 14}
REPORTS = 3
"""The first one fills caches; the last one counts."""
SETTLE = 0.6
"""Seconds until nothing moves any more; the inbox is looked through after one."""
QUIET = ("BEGIN", "SELECT updates.update_id \n", "UPDATE leases", "INSERT INTO last_contacts", "SELECT last_contacts")


async def run(database_kind: str) -> Json:
    """Return the statements of a whole report, and of each of its updates beside the targets."""
    async with sandbox(limits="off") as world, database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        officers = await officers_of(world, town, REPORTS)
        stop = asyncio.Event()
        running = asyncio.create_task(serve(town, roles=(ProcessRole.INTAKE,), stop=stop, api_base=world.url))
        await asyncio.sleep(4)
        found: dict[str, list[str]] = {}
        made: dict[str, int] = {}
        for officer in officers:
            for name, step in zip(STEPS, flow(world, town.token, wait=10), strict=True):
                after = await world.last_call()
                with _counted(town) as seen:
                    await step(officer)
                    await handled(town)
                    await asyncio.sleep(SETTLE)
                found[name] = seen
                made[name] = sum(
                    call["method"] not in ("getUpdates", "answerCallbackQuery") for call in await calls(world, after)
                )
        stop.set()
        await running
    return {
        "value": sum(map(len, found.values())),
        "unit": "statements",
        "target": sum(TARGETS.values()),
        "each": {name: f"{len(seen)} of {TARGETS[name]}" for name, seen in found.items()},
        "calls": made,
        "said": found,
    }


@contextmanager
def _counted(town: Town) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, words: str, *_rest: Any) -> None:
        if not words.startswith(QUIET):
            seen.append(" ".join(words.split()))

    engines = {town.database.engine.sync_engine, town.database._readers.sync_engine}
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        for engine in engines:
            sa.event.remove(engine, "before_cursor_execute", note)
