"""Outbox -> the outside world: python-telegram-bot for Telegram, Apprise where Telegram cannot reach. Never aiogram."""

import asyncio
from typing import Any

from telegram.ext import ExtBot

from delivery.courier import Courier
from delivery.limiter import Limiter
from delivery.telegram_bot import TokenRefused, bot_name, telegram_bot
from delivery.tenure import Tenure, hold
from delivery.worker import Worker
from services.town import Town

__all__ = ["Limiter", "TokenRefused", "deliver"]


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
                    await _serve(town, bot, limiter, tenure)


async def _serve(town: Town, bot: ExtBot[Any], limiter: Limiter, tenure: Tenure) -> None:
    courier = Courier(bot, town.texts, paid_broadcast=town.settings.send.paid_broadcast)
    await Worker(town, courier, limiter, tenure).run()
