"""The SQL statements of each update of a report: words, photo, pin and "submit", from getUpdates to the answer.

Intake runs in this process against a sandbox; officers file one after another. Everything is counted until nothing
moves: storing, handling, and the writing down of the card's message id.
"""

import asyncio

from benchmarks.support.filing import flow, officers_of, say
from benchmarks.support.harness import Json, database_url, sandbox, town_on
from benchmarks.support.product import calls, handled
from benchmarks.support.queries import statements
from bot.demo import workbook as demo_workbook
from bot.launch import ProcessRole
from bot.runtime import serve

NAME = "statements"
STEPS = ("text", "photo", "pin", "submit")
TARGETS = {"text": 6, "photo": 7, "pin": 6, "submit": 14}
REPORTS = 3
"""The first one fills caches; the last one counts. Each officer says hello before: a person's first message runs two
statements more, for the account and the posts, which are remembered until the roster changes."""
SETTLE = 0.6
"""Seconds until nothing moves any more; the inbox is looked through after one."""
QUIET = (
    "SELECT count(*) AS count_1 \nFROM updates",
    "UPDATE leases",
    "INSERT INTO last_contacts",
    "SELECT last_contacts",
)
"""The benchmark's own looks, and what the clock asks for."""
INBOX = "SELECT updates.update_id, updates.sender"
"""The regular look through the inbox: what was just stored is handed over."""


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
            await say(world, town.token, text="/start")(officer)
            await handled(town)
            await asyncio.sleep(SETTLE)
            for name, step in zip(STEPS, flow(world, town.token, wait=10), strict=True):
                after = await world.last_call()
                with statements(town.database) as seen:
                    await step(officer)
                    await handled(town)
                    await asyncio.sleep(SETTLE)
                found[name] = [" ".join(words.split()) for words, _ in seen if not words.startswith((*QUIET, INBOX))]
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
