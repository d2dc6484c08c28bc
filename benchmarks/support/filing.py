"""The steps of an officer who files a report: words, photo, pin and "submit"; each step is one update."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

import sqlalchemy as sa
from httpx import HTTPStatusError

from benchmarks.support.harness import Sandbox, in_batches
from models import Account, Person
from services.core.town import Town

CENTRE = (30.186, 108.052)
SPREAD = 0.07
"""Degrees around the centre: reports lie too far apart to be taken for the same danger."""
CONFLICT = 409
PATIENCE = 400

Step = Callable[[int], Awaitable[Any]]


def flow(world: Sandbox, token: str, wait: float = 0, look_every: float = 0.05) -> list[Step]:
    """Return the steps; "submit" waits ``wait`` seconds for its answer, and looks for its button ``look_every``."""
    return [  # words first: a photo alone would join the report that the same officer has filed a minute ago
        say(world, token, text="村道边坡垮塌，堵了半边路"),
        say(world, token, photo=True),
        _pin(world, token),
        _submit(world, token, wait, look_every),
    ]


def say(world: Sandbox, token: str, **what: Any) -> Step:
    """Return the step of sending something."""

    async def send(officer: int) -> None:
        await world.control("send", bot=token, **{"from": officer}, **what)

    return send


def _pin(world: Sandbox, token: str) -> Step:
    random = Random(7)

    async def pin(officer: int) -> None:
        latitude, longitude = (degrees + random.uniform(-SPREAD, SPREAD) for degrees in CENTRE)
        place = {"latitude": latitude, "longitude": longitude}
        await world.control("send", bot=token, **{"from": officer}, location=place)

    return pin


def _submit(world: Sandbox, token: str, wait: float, look_every: float) -> Step:
    async def submit(officer: int) -> float:
        """Return when the button was pressed."""
        async with asyncio.timeout(PATIENCE):
            while True:  # nobody can press what is not shown yet, or was just replaced
                found = [data for data in await shown(world, token, officer) if data.endswith(":submit")]
                at = time.time()
                if found and await tapped(world, token, officer, found[-1], wait):
                    return at
                await asyncio.sleep(look_every)

    return submit


async def shown(world: Sandbox, token: str, person: int) -> list[str]:
    """Return the data of the buttons in a person's chat with the bot, oldest first."""
    query: dict[str, str | int] = {"user": person, "chat": person, "bot": token}
    messages = (await world.http.get("/sandbox/messages", params=query)).raise_for_status().json()
    buttons = [button for message in messages for row in message.get("buttons", ()) for button in row]
    return [button.get("data") or "" for button in buttons]


async def tapped(world: Sandbox, token: str, person: int, data: str, wait: float) -> bool:
    """Press a button; False when it went away before the finger was there."""
    try:
        await world.control("tap", bot=token, **{"from": person}, data=data, wait=wait)
    except HTTPStatusError as error:
        if error.response.status_code != CONFLICT:
            raise
        return False
    return True


async def officers_of(world: Sandbox, town: Town, count: int) -> list[int]:
    """Bring people of the roster into the sandbox, with their accounts bound."""

    async def one(number: int) -> int:
        return int((await world.control("users", first_name=f"网格员{number}"))["id"])

    users = await in_batches(one, range(count))
    async with town.database.transaction() as session:
        persons = await session.scalars(sa.select(Person.id).order_by(Person.id.desc()).limit(count))
        for user, person in zip(users, persons, strict=True):
            session.add(Account(telegram_id=user, person_id=person, bound_at=town.now(), via="code"))
    return users
