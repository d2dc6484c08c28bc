"""The Bot API as the intake calls it: aiogram's bot on orjson, and getUpdates that keeps updates as received."""

from http import HTTPStatus
from typing import Any, ClassVar, cast

import orjson
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile, Message
from aiogram.utils.token import TokenValidationError
from aiohttp import ClientError, ClientTimeout

from bot.intake.wire import part, read_json
from delivery.certificates import trusted
from services.core.errors import TokenRefused

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "message_reaction",
    "my_chat_member",
    "chat_member",
)
"""The updates we ask for; Telegram sends ``chat_member`` and ``message_reaction`` only when they are named (Bot API,
``getUpdates``). Reactions in a group come only where the bot is an administrator."""


class GetRawUpdates(TelegramMethod[list[Any]]):
    """getUpdates with a result of plain JSON: an update is stored as it came and parsed when it is handled."""

    __returning__: ClassVar[Any] = list[Any]
    __api_method__: ClassVar[str] = "getUpdates"

    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


_JSON = {"Content-Type": "application/json"}
_BRIEF = (bool, Message, Message | bool)
"""The results of the calls that answer people: whether it was done, or the message."""
_NEEDED = ("message_id", "date", "chat")
"""The fields of a message that was sent which anybody needs; its content is known here."""


class Session(AiohttpSession):
    """Reads answers of whatever stands between us and Telegram; one that cannot be read is an error of the network."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if "ssl" in self._connector_init:  # without a proxy
            self._connector_init["ssl"] = trusted()

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """Make one call. Raises ``TelegramNetworkError``, or the error that Telegram states."""
        session = await self.create_session()
        url, body = self.api.api_url(bot.token, method.__api_method__), self._body(bot, method)
        patience = ClientTimeout(total=self.timeout if timeout is None else timeout)
        try:
            async with session.post(url, timeout=patience, **body) as answer:
                content = (await answer.read()).decode("utf-8", "replace")
        except TimeoutError as error:
            raise TelegramNetworkError(method, "Request timeout error") from error
        except ClientError as error:
            raise TelegramNetworkError(method, f"{type(error).__name__}: {error}") from error
        if answer.status == HTTPStatus.OK and method.__returning__ in _BRIEF and (brief := _brief(content)) is not None:
            return cast(TelegramType, brief)
        try:
            response = self.check_response(bot, method, answer.status, content)
        except ClientDecodeError:
            raise TelegramNetworkError(method, f"HTTP {answer.status}, not an answer of Telegram") from None
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            if part(read_json(content)).get("error_code") == answer.status:
                raise
            raise TelegramNetworkError(method, f"HTTP {answer.status}, not said by Telegram") from error
        return cast(TelegramType, response.result)

    def _body(self, bot: Bot, method: TelegramMethod[TelegramType]) -> dict[str, Any]:
        """Return the body of a request: one JSON object, or form fields where a file goes along."""
        files: dict[str, InputFile] = {}
        values = method.model_dump(warnings=False, exclude_none=True)
        values = {
            name: self.prepare_value(value, bot=bot, files=files, _dumps_json=False) for name, value in values.items()
        }
        if files:
            return {"data": self.build_form_data(bot, method)}
        given = {name: value for name, value in values.items() if value is not None and value != ""}
        return {"data": orjson.dumps(given), "headers": _JSON}


def _brief(content: str) -> Message | bool | None:
    """Return the part of a good answer that anybody needs; None for any other answer, which is read in full."""
    try:
        said = part(read_json(content))
        result: Any = said.get("result") if said.get("ok") is True else None
        return True if result is True else Message.model_validate({name: result[name] for name in _NEEDED})
    except (KeyError, TypeError, ValueError):
        return None


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def open_bot(token: str, api_base: str | None, proxy: str | None = None) -> Bot:
    """Return a bot on Telegram's own servers, or on the Bot API server at ``api_base``; raises ``TokenRefused``."""
    api = TelegramAPIServer.from_base(api_base.rstrip("/")) if api_base else PRODUCTION
    session = Session(proxy=proxy, api=api, json_loads=read_json, json_dumps=_dumps)
    try:
        return Bot(token, session=session)
    except TokenValidationError:
        raise TokenRefused("BIHUAN_TOKEN is not a bot's token: expected 123456:ABC…") from None
