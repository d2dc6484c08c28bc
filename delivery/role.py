"""The delivery role: one process per token sends the outbox and fetches files while it holds the lease."""

import asyncio
from typing import Any

import structlog
from telegram.ext import ExtBot

from delivery.fallback.failed_messages import FailedMessages
from delivery.media.fetcher import Fetcher
from delivery.queue.worker import Worker
from delivery.telegram.connection import bot_name, telegram_bot
from delivery.telegram.courier import Courier
from delivery.telegram.group_counter import GroupCounter
from delivery.telegram.limiter import Limiter
from delivery.telegram.outage import Outage
from services.core.town import Town
from services.operations.held_lease import HeldLease, hold

log = structlog.get_logger(__name__)


async def deliver(
    town: Town,
    *,
    api_base: str,
    stop: asyncio.Event,
    holder: str,
    proxy: str | None = None,
    limiter: Limiter | None = None,
    outage: Outage | None = None,
) -> None:
    """Deliver one township's outbox and fetch its files until ``stop``; then let what is in flight finish.

    ``holder`` names this process in this start; while another one holds the lease of the token, this one waits.
    ``limiter`` and ``outage`` are shared with others on the same token in this process. Raises ``TokenRefused``.
    """
    limiter = limiter or Limiter(town.settings.send)
    outage = outage or Outage(api_base, proxied=proxy is not None)
    name = f"delivery:{bot_name(town.token)}"
    async with telegram_bot(
        town.token, api_base=api_base, limiter=limiter, proxy=proxy, stop=stop, outage=outage
    ) as bot:
        while bot is not None and not stop.is_set():
            async with hold(town.database, name, holder, stop) as lease:
                if lease is not None:
                    await _serve(town, bot, limiter, lease, proxy, outage)


async def _serve(
    town: Town, bot: ExtBot[Any], limiter: Limiter, lease: HeldLease, proxy: str | None, outage: Outage
) -> None:
    """Do everything that needs the lease until it ends; the first part to fail ends the others."""
    courier = Courier(bot, town.texts, paid_broadcast=town.settings.send.paid_broadcast)
    parts = (
        Worker(town, courier, limiter, lease, outage),
        FailedMessages(town, lease),
        Fetcher(town, bot, lease, proxy),
        GroupCounter(town, bot, lease),
    )
    tasks = [asyncio.create_task(part.run()) for part in parts]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        lease.ended.set()
        await asyncio.wait(tasks)
    for task in tasks:
        task.result()
