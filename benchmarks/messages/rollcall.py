"""The commander's last button until thirty squads' groups have heard it, while 900 people's own messages wait.

The button is an update to the real product, a process with every role; the server enforces the limits. The bound is
what the published rate allows, thirty groups at 30 messages a second; a server that counts sliding windows would let
all thirty pass at once (``window_bound``). Groups go first; 20 a minute to one group is far away.
"""

import asyncio
import tempfile
import time

import sqlalchemy as sa

from benchmarks.support.filing import tapped
from benchmarks.support.harness import Json, Sandbox, database_url, sandbox, spread, town_on
from benchmarks.support.product import bot_process, product
from benchmarks.support.squads import Field, field, ready
from bot.demo import workbook as demo_workbook
from models import Message, Mobilisation
from models.enums import MessageState, MobilisationState
from services.core.town import Town

NAME = "rollcall"
SQUADS, STRONG = 30, 30
ROUNDS = 5
BOUND = SQUADS / 30
TARGET = 1.3


async def run(database_kind: str) -> Json:
    """Return the seconds from the button to the last of thirty groups (median of five)."""
    async with sandbox() as world, database_url(database_kind) as url, town_on(url) as town:
        await demo_workbook.populate(town.database, town.settings, now=town.now())
        squads = await field(world, town, SQUADS, STRONG)
        with tempfile.TemporaryDirectory() as folder:
            roles = product("intake,scheduler,delivery")
            async with bot_process(world, town.token, roles, town=town, url=url, media=folder):
                rounds = [await _called(world, town, squads) for _ in range(ROUNDS)]
    figures = spread([seconds for seconds, _, _ in rounds], 3)
    return {
        "value": figures["median"],
        "unit": "s",
        "ratio": round(figures["median"] / BOUND, 3),
        "against": f"{BOUND:.0f} s = {SQUADS} / 30 a second",
        "target": TARGET,
        "window_bound": 0,
        "refused": sum(refused for _, refused, _ in rounds),
        "people_before_the_last_group": max(before for _, _, before in rounds),
        "people_queued": SQUADS * STRONG,
        "min": figures["min"],
        "max": figures["max"],
    }


async def _called(world: Sandbox, town: Town, squads: Field) -> tuple[float, int, int]:
    """Call everybody; return the seconds to the last group, refusals, and how many people were told before it."""
    start = await ready(world, town, squads)
    await asyncio.sleep(1.5)  # an unused budget
    after, pressed = await world.last_call(), time.time()
    assert await tapped(world, town.token, squads.commander, start, 0)
    wanted, members = set(squads.groups), set(squads.members)
    async with asyncio.timeout(60):
        while True:
            made = await world.sends(after)
            heard = [call["at"] for call in made if call["ok"] and call["chat_id"] in wanted]
            if len(heard) >= len(wanted):
                break
            await asyncio.sleep(0.5)
    last = max(heard)
    before = sum(call["chat_id"] in members and call["at"] < last for call in made)
    await _forget(town)
    return last - pressed, sum(call.get("error_code") == 429 for call in made), before


async def _forget(town: Town) -> None:
    """End this call without a word, so that the next finds an idle product."""
    async with town.database.transaction() as session:
        await session.execute(sa.update(Mobilisation).values(state=MobilisationState.DROPPED))
        queued = Message.state == MessageState.QUEUED
        await session.execute(sa.update(Message).where(queued).values(state=MessageState.REPLACED))
    await asyncio.sleep(5)
