"""Updates stored as Telegram sends them, and handled with the answers kept instead of sent."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot, Router

from bot.intake import inbox
from bot.intake.handle.dispatcher import build_dispatcher
from bot.intake.handle.sender_queues import SenderQueues
from bot.intake.handle.update_handler import UpdateHandler
from bot.intake.inbox import PendingUpdate
from bot.intake.shares import Shares
from handlers.kit.answers import Answers
from models.enums import UpdateState
from patience import until
from product import count
from services.core.town import Town
from services.operations.lease_holders import new_holder

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def message(update_id: int, person: int, text: str, **more: Any) -> dict[str, Any]:
    """Return a raw update as Telegram sends it."""
    user = {"id": person, "is_bot": False, "first_name": f"P{person}", "language_code": "zh-hans"}
    chat = {"id": person, "type": "private", "first_name": f"P{person}"}
    said = {"message_id": update_id, "date": 1795420800, "chat": chat, "from": user, "text": text} | more
    return {"update_id": update_id, "message": said}


def press(update_id: int, person: int, data: str) -> dict[str, Any]:
    """Return a raw press of a button."""
    said = message(update_id, person, "…")["message"]
    query = {"id": str(update_id), "from": said["from"], "message": said, "chat_instance": "1", "data": data}
    return {"update_id": update_id, "callback_query": query}


async def store(town: Town, *raws: dict[str, Any], now: datetime = NOW) -> list[PendingUpdate]:
    async with town.database.transaction() as session:
        return await inbox.store(session, raws, now)


@asynccontextmanager
async def dispatching(
    town: Town,
    router: Router,
    send: Callable[[Answers], Awaitable[None]] | None = None,
    **options: Any,
) -> AsyncIterator[SenderQueues]:
    """Handle what is stored, with answers kept instead of sent."""
    bot = Bot(town.token)
    handler = UpdateHandler(town, bot, await build_dispatcher(town, router))
    holder = new_holder(town.database)
    shares = Shares(town.database, holder.split(":")[3], holder)  # of its own: two dispatchers may handle the same
    lanes = SenderQueues(town, handler, send or _unsaid, shares, at_once=options.pop("at_once", 8), **options)
    stop = asyncio.Event()
    async with shares.kept(stop, lanes.look_through, lanes.leave):
        running = asyncio.create_task(lanes.run(stop))
        try:
            yield lanes
        finally:
            stop.set()
            await running


async def _unsaid(_: Answers) -> None:
    """Say nothing."""


async def none_pending(town: Town) -> None:
    async def handled() -> bool:
        return await count(town, UpdateState.PENDING) == 0

    await until(handled, what="updates are still pending")
