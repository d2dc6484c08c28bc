"""Outbox -> the outside world: python-telegram-bot for Telegram, Apprise where Telegram cannot reach. Never aiogram."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram.ext import ExtBot

from delivery.fallback.failed_messages import Troubles
from delivery.media.fetcher import Fetcher
from delivery.queue.worker import Worker
from delivery.telegram.connection import TokenRefused, bot_name, telegram_bot
from delivery.telegram.courier import Courier
from delivery.telegram.group_counter import Counter
from delivery.telegram.limiter import Limiter
from services.core.town import Town
from services.operations.held_lease import Tenure, hold, pause

__all__ = ["Limiter", "TokenRefused", "deliver"]

log = structlog.get_logger(__name__)

AFTER_DEFECT = 5.0
"""Seconds before side work that failed by a defect is started again."""


async def deliver(
    town: Town,
    *,
    api_base: str,
    stop: asyncio.Event,
    holder: str,
    proxy: str | None = None,
    limiter: Limiter | None = None,
) -> None:
    """Deliver one township's outbox and fetch its files until ``stop``; then let what is in flight finish.

    ``holder`` names this process in this start; while another one holds the lease of the token, this one waits.
    ``limiter`` is given by whoever sends on the same token in this process, and tells it of those sends (``note``).
    Raises ``TokenRefused`` when Telegram does not accept the token.
    """
    limiter = limiter or Limiter(town.settings.send)
    lease = f"delivery:{bot_name(town.token)}"
    async with telegram_bot(town.token, api_base=api_base, limiter=limiter, proxy=proxy, stop=stop) as bot:
        while bot is not None and not stop.is_set():
            async with hold(town.database, lease, holder, stop) as tenure:
                if tenure is not None:
                    await _serve(town, bot, limiter, tenure, proxy)


async def _serve(town: Town, bot: ExtBot[Any], limiter: Limiter, tenure: Tenure, proxy: str | None) -> None:
    """Do everything that needs the lease until the tenure ends; the first to fail ends it for all."""
    courier = Courier(bot, town.texts, paid_broadcast=town.settings.send.paid_broadcast)
    work = (
        Worker(town, courier, limiter, tenure).run(),
        _lasting(Troubles(town, tenure).run, tenure),
        _lasting(Fetcher(town, bot, tenure, proxy).run, tenure),
        _lasting(Counter(town, bot, tenure).run, tenure),
    )
    tasks = [asyncio.create_task(part) for part in work]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        tenure.ended.set()
        await asyncio.wait(tasks)
    for task in tasks:
        task.result()


async def _lasting(run: Callable[[], Awaitable[None]], tenure: Tenure) -> None:
    """Run side work again after a defect in it: it must not stop messages from going out."""
    while not tenure.ended.is_set():
        try:
            await run()
        except Exception:
            log.exception("delivery.side_work_failed")
            await pause(tenure.ended, AFTER_DEFECT)
