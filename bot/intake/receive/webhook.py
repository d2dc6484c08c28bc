"""The webhook: plain ASGI that answers 200 only once the update is stored (I1).

Any number of processes may receive; each handles its share of the senders (``bot.intake.shares``).
"""

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNetworkError, TelegramUnauthorizedError
from aiogram.methods import SetWebhook
from sqlalchemy.exc import SQLAlchemyError

from bot.intake import inbox
from bot.intake.receive.contact import Contact
from bot.intake.telegram_api import ALLOWED_UPDATES
from bot.intake.webhook_settings import WebhookSettings
from bot.intake.wire import is_update, read_json
from bot.serving import Receive, Scope, Send, answer
from delivery.telegram.outage import Outage
from services.core.database import UPDATES, wake
from services.core.errors import TokenRefused
from services.core.town import Town
from services.operations.database_errors import describe
from services.operations.group_commit import GroupCommit
from services.operations.waiting import pause

log = structlog.get_logger(__name__)

BODY_LIMIT = 1024 * 1024
"""Bytes of one update; Telegram's are a few thousand."""
BATCH = 100
"""Updates stored in one transaction at most."""
SECRET_HEADER = b"x-telegram-bot-api-secret-token"


def secret_of(token: str) -> str:
    """Return the secret that Telegram sends with every update; it comes from the token, so that all receivers agree."""
    return hashlib.sha256(f"bihuan webhook {token}".encode()).hexdigest()


class InboxWriter:
    """Stores updates of concurrent requests in common transactions; each request waits for its own commit."""

    def __init__(self, town: Town, stored: Callable[[int], None]) -> None:
        """``stored`` is called with the lowest id of each stored batch."""
        self._town = town
        self._stored = stored
        self._contact = Contact(town, polls=False)
        self._group: GroupCommit[dict[str, Any]] = GroupCommit(self._commit, BATCH)

    async def store(self, raw: dict[str, Any]) -> None:
        """Return when the update is committed; raises the database's error."""
        await self._group.add(raw)

    async def _commit(self, batch: list[dict[str, Any]]) -> None:
        # One statement must not name a row twice (PostgreSQL): a repetition may come while its first is waiting.
        await self._contact.made()
        distinct = list({raw["update_id"]: raw for raw in batch}.values())
        async with self._town.database.transaction() as session:
            await inbox.store(session, distinct, self._town.now())
            wake(session, UPDATES)
        self._stored(min(raw["update_id"] for raw in distinct))


class Receiver:
    """The ASGI application: updates at one path, ``/healthz`` for a monitor of the process."""

    def __init__(self, path: str, secret: str, writer: InboxWriter) -> None:
        self._path = path
        self._secret = secret.encode()
        self._writer = writer

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
            raw = read_json(body)
        except ValueError:
            return 400
        if not is_update(raw):
            return 400
        try:
            await self._writer.store(raw)
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


async def announce(bot: Bot, settings: WebhookSettings, stop: asyncio.Event, outage: Outage) -> None:
    """Set the webhook at Telegram, with tries until it accepts; waiting updates are kept. Raises ``TokenRefused``."""
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
            if isinstance(error, TelegramNetworkError):
                outage.failed("intake", error.message)
            else:
                log.error("webhook_not_set", reason=getattr(error, "message", type(error).__name__))
            await pause(stop, seconds)
            seconds = min(seconds * 2, 5.0)
        else:
            outage.over("intake")
            log.info("webhook_set", url=settings.url)
            return
