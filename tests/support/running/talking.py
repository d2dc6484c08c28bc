"""People who talk without a pause, and what the ``filing`` handlers have noted of it."""

import asyncio
from collections import defaultdict

import sqlalchemy as sa

from forked_product import JOURNALLED
from sandbox_client import Player
from services.core.town import Town


async def talk(person: Player, done: asyncio.Event) -> list[str]:
    """Send one text after the other until done; return them."""
    said: list[str] = []
    while not done.is_set():
        said.append(f"{person.name} {len(said)}")
        await person.sandbox.post("send", {"bot": person.sandbox.token, "from": person.id, "text": said[-1]})
        await asyncio.sleep(0.1)
    return said


async def noted(town: Town) -> dict[int, list[str]]:
    """Return the texts of each person in the order in which they were noted."""
    found: dict[int, list[str]] = defaultdict(list)
    async with town.database.reading() as session:
        for subject, details in await session.execute(
            sa.select(JOURNALLED.c.subject, JOURNALLED.c.details).order_by(JOURNALLED.c.id)
        ):
            found[int(subject.removeprefix("chat:"))].append(details["text"])
    return found
