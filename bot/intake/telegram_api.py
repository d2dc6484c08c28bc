"""The Bot API as the intake calls it: aiogram's bot on orjson, and getUpdates that keeps updates as received."""

from typing import Any, ClassVar

import orjson
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.methods import TelegramMethod
from aiogram.utils.token import TokenValidationError

from services.core.errors import TokenRefused

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")
"""The updates we ask for; Telegram sends ``chat_member`` only when it is named (Bot API, ``getUpdates``)."""


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates with a result of plain JSON: an update is stored as it came and parsed when it is handled."""

    __returning__: ClassVar[Any] = list[dict[str, Any]]
    __api_method__: ClassVar[str] = "getUpdates"

    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def open_bot(token: str, api_base: str | None, proxy: str | None = None) -> Bot:
    """Return a bot on Telegram's own servers, or on the Bot API server at ``api_base``; raises ``TokenRefused``."""
    api = TelegramAPIServer.from_base(api_base.rstrip("/")) if api_base else PRODUCTION
    session = AiohttpSession(proxy=proxy, api=api, json_loads=orjson.loads, json_dumps=_dumps)
    try:
        return Bot(token, session=session)
    except TokenValidationError:
        raise TokenRefused("BIHUAN_TOKEN is not a bot's token: expected 123456:ABC…") from None
