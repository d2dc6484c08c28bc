"""Messages in bulk for the benchmarks of delivery, and delivery at work in this process."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa

from delivery.role import deliver
from models import Message
from models.enums import MessageState, Priority
from services.core.database import OUTBOX, wake
from services.core.town import Town

_numbers = itertools.count(1)
WAITING = (MessageState.QUEUED, MessageState.SENDING)


@asynccontextmanager
async def delivering(town: Town, url: str) -> AsyncIterator[None]:
    """Run delivery while the block runs, once it has taken up its work."""
    stop = asyncio.Event()
    task = asyncio.create_task(deliver(town, api_base=url, stop=stop, holder="bench"))
    await asyncio.sleep(1.0)
    try:
        yield
    finally:
        stop.set()
        await task


async def commit(town: Town, chats: Iterable[int], priority: Priority, texts: Iterable[str] | None = None) -> float:
    """Queue one message to each chat in one transaction; returns when it was committed (seconds since the epoch)."""
    now = town.now()
    words = itertools.chain(texts or (), itertools.repeat("请注意防范"))
    rows: list[dict[str, Any]] = [
        {
            "dedupe": f"bench:{next(_numbers)}",
            "priority": priority,
            "event": "bench",
            "chat_id": chat,
            "content": {"text": text},
            "created_at": now,
            "not_before": now,
            "state": MessageState.QUEUED,
            "attempts": 0,
            "repeat": False,
        }
        for chat, text in zip(chats, words, strict=False)
    ]
    async with town.database.transaction() as session:
        for start in range(0, len(rows), 500):
            await session.execute(sa.insert(Message), rows[start : start + 500])
        wake(session, OUTBOX)
    return time.time()


async def settled(town: Town, *, within: float, priority: Priority | None = None) -> None:
    """Wait until nothing waits any more (of one priority, or at all)."""
    condition: sa.ColumnElement[bool] = Message.state.in_(WAITING)
    if priority is not None:
        condition = sa.and_(condition, Message.priority == priority)
    async with asyncio.timeout(within):
        while True:
            async with town.database.reading() as session:
                if await session.scalar(sa.select(Message.id).where(condition).limit(1)) is None:
                    return
            await asyncio.sleep(0.1)
