"""The connection to the Bot API: python-telegram-bot with a small pool and our budget; no secret gets into a log."""

import asyncio
import hashlib
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from delivery.certificates import trusted
from delivery.telegram.limiter import Limiter
from delivery.telegram.outage import Outage
from delivery.telegram.throttle import Throttle
from services.core.errors import TokenRefused
from services.operations.waiting import pause

CONNECTIONS = 8
"""737 sends a second were measured with 8; python-telegram-bot's default of 256 falls to 109."""
CONNECT_TIMEOUT, WRITE_TIMEOUT, READ_TIMEOUT = 5.0, 10.0, 10.0
"""Seconds. Together well below ``queue.claims.CLAIM_FOR``, also for a message of several requests."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
"""Seconds between attempts to reach Telegram at the start."""


@asynccontextmanager
async def telegram_bot(
    token: str,
    *,
    api_base: str,
    limiter: Limiter,
    stop: asyncio.Event,
    proxy: str | None = None,
    outage: Outage | None = None,
) -> AsyncIterator[ExtBot[Any] | None]:
    """Yield a bot that Telegram knows; wait while the network is down, and yield None when stopped meanwhile.

    Raises ``TokenRefused``.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # RetryAfter as a timedelta; without, it warns when it is raised
    # httpx logs every address it calls, and a Bot API address holds the token.
    for noisy in ("httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    bot: ExtBot[Any] = ExtBot(
        token,
        base_url=f"{api_base.rstrip('/')}/bot",
        base_file_url=f"{api_base.rstrip('/')}/file/bot",
        request=_request(CONNECTIONS, proxy),
        get_updates_request=_request(1, proxy),
        rate_limiter=Throttle(limiter),
    )
    try:
        yield bot if await _connect(bot, stop, outage or Outage(api_base, proxied=proxy is not None)) else None
    finally:
        await bot.shutdown()


async def _connect(bot: ExtBot[Any], stop: asyncio.Event, outage: Outage) -> bool:
    wait = FIRST_PAUSE
    while not stop.is_set():
        try:
            await bot.initialize()
            outage.over("delivery")
            return True
        except InvalidToken:
            # Its own message has the token in it.
            raise TokenRefused("Telegram does not accept the bot's token (BIHUAN_TOKEN)") from None
        except TelegramError as error:
            outage.failed("delivery", str(error))
        await pause(stop, wait)
        wait = min(wait * 2, LONGEST_PAUSE)
    return False


class _Request(HTTPXRequest):
    """Believes a refused token only when Telegram's JSON says so; a gateway's login page is an error of the network."""

    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        """Make one request. Raises ``NetworkError``."""
        status, body = await super().do_request(*args, **options)
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND) and b'"error_code"' not in body:
            raise NetworkError(f"HTTP {status}, not said by Telegram")
        return status, body


def _request(connections: int, proxy: str | None) -> HTTPXRequest:
    return _Request(
        connection_pool_size=connections,
        connect_timeout=CONNECT_TIMEOUT,
        write_timeout=WRITE_TIMEOUT,
        read_timeout=READ_TIMEOUT,
        pool_timeout=CONNECT_TIMEOUT,
        proxy=proxy,
        httpx_kwargs={"verify": trusted()},
    )


def bot_name(token: str) -> str:
    """Return a name of the bot without its secret: its id at Telegram, the part before the colon."""
    number, colon, _ = token.partition(":")
    return number if colon and number.isdigit() else hashlib.sha256(token.encode()).hexdigest()[:16]
