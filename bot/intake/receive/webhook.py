"""The webhook: plain ASGI that answers 200 only once the update is stored (I1).

Any number of processes may receive; what one of them stores, the holder of the intake's lease handles.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from typing import Any

import orjson
import sqlalchemy as sa
import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from aiogram.methods import SetWebhook
from sqlalchemy.exc import SQLAlchemyError

from bot.intake import inbox
from bot.intake.telegram_api import ALLOWED_UPDATES, TokenRefused
from bot.intake.webhook_settings import WebhookSettings
from bot.serving import Receive, Scope, Send, answer
from services.core.town import Town
from services.operations.database_errors import describe
from services.operations.holding import pause

log = structlog.get_logger(__name__)

BODY_LIMIT = 1024 * 1024
"""Bytes of one update; Telegram's are a few thousand."""
BATCH = 100
"""Updates stored in one transaction at most."""
SECRET_HEADER = b"x-telegram-bot-api-secret-token"
CHANNEL = "bihuan_intake"
"""PostgreSQL's channel on which receiving processes wake the one that handles."""


def secret_of(token: str) -> str:
    """Return the secret that Telegram repeats with every update: made from the token, so that all receivers agree."""
    return hashlib.sha256(f"bihuan webhook {token}".encode()).hexdigest()


class Gathering:
    """Stores updates of concurrent requests in common transactions; each waits until its own is committed."""

    def __init__(self, town: Town, stored: Callable[[int], None]) -> None:
        self._town = town
        self._stored = stored
        self._waiting: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def store(self, raw: dict[str, Any]) -> None:
        """Return when the update is committed; raises what the database raised."""
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((raw, done))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
                try:
                    await self._commit([raw for raw, _ in batch])
                except (SQLAlchemyError, OSError) as error:
                    for _, done in batch:
                        if not done.done():
                            done.set_exception(error)
                else:
                    for _, done in batch:
                        if not done.done():
                            done.set_result(None)
        finally:
            self._writer = None

    async def _commit(self, batch: list[dict[str, Any]]) -> None:
        # One statement must not name a row twice (PostgreSQL): a repetition may come while its first is waiting.
        distinct = list({raw["update_id"]: raw for raw in batch}.values())
        async with self._town.database.transaction() as session:
            await inbox.store(session, distinct, self._town.now())
            if not self._town.database.is_sqlite:
                await session.execute(sa.text(f"NOTIFY {CHANNEL}"))
        self._stored(min(raw["update_id"] for raw in distinct))


class Receiver:
    """The ASGI application: updates at one path, ``/healthz`` for whoever watches the process."""

    def __init__(self, path: str, secret: str, gathering: Gathering) -> None:
        self._path = path
        self._secret = secret.encode()
        self._gathering = gathering

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise ValueError(f"unexpected ASGI scope {scope['type']}")
        await answer(send, await self._status(scope, receive))

    async def _status(self, scope: Scope, receive: Receive) -> int:
        if scope["path"] == "/healthz":
            return 200
        if scope["path"] != self._path:
            return 404
        if scope["method"] != "POST":
            return 405
        given = next((bytes(value) for name, value in scope["headers"] if name == SECRET_HEADER), b"")
        if not hmac.compare_digest(given, self._secret):
            log.warning("webhook_secret_refused", client=(scope.get("client") or ("?",))[0])
            return 403
        body = await _body(receive)
        if body is None:
            return 413
        try:
            raw = orjson.loads(body)
        except orjson.JSONDecodeError:
            return 400
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return 400
        try:
            await self._gathering.store(raw)
        except (SQLAlchemyError, OSError) as error:
            log.error("database_away", reason=describe(error))
            return 503  # Telegram sends it again
        return 200


async def _body(receive: Receive) -> bytes | None:
    """Return the body, or None when it is too large."""
    parts, size = [], 0
    while True:
        message = await receive()
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > BODY_LIMIT:
            return None
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


async def announce(bot: Bot, settings: WebhookSettings, stop: asyncio.Event) -> None:
    """Tell Telegram where we are, again and again until it has heard. What waits there is kept.

    Raises ``TokenRefused``.
    """
    call = SetWebhook(
        url=settings.url,
        secret_token=secret_of(bot.token),
        max_connections=settings.max_connections,
        allowed_updates=list(ALLOWED_UPDATES),
    )
    seconds = 0.5
    while not stop.is_set():
        try:
            await bot(call)
        except TelegramUnauthorizedError:
            raise TokenRefused("Telegram does not know the bot's token (BIHUAN_TOKEN)") from None
        except AiogramError as error:
            log.error("webhook_not_set", reason=getattr(error, "message", type(error).__name__))
            await pause(stop, seconds)
            seconds = min(seconds * 2, 5.0)
        else:
            log.info("webhook_set", url=settings.url)
            return
