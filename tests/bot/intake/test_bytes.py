"""Bytes that no Telegram sends, or not yet: intake goes on, and only what cannot be read is parked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiogram.exceptions import TelegramNetworkError, TelegramUnauthorizedError

from bot.intake import inbox
from bot.intake.handle.dispatcher import build_dispatcher
from bot.intake.handle.update_handler import Outcome, UpdateHandler
from bot.intake.inbox import PendingUpdate
from bot.intake.receive.poller import Poller
from bot.intake.telegram_api import open_bot
from bot.intake.wire import read_json
from delivery.telegram.connection import telegram_bot
from delivery.telegram.limiter import Limiter
from delivery.telegram.outage import Outage
from handlers import build_router
from models.enums import UpdateState
from patience import until
from product import count
from services.core.errors import TokenRefused
from services.core.town import Town
from services.operations.watchdog import Reception
from services.settings.township import Send

TOKEN = "123456:" + "A" * 35
EMPTY = b'{"ok": true, "result": []}'


@asynccontextmanager
async def telegram(*answers: bytes | tuple[int, bytes]) -> AsyncIterator[str]:
    """Answer requests with these bodies, in order; when none is left, with no updates."""
    left = list(answers)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
        )
        await reader.readexactly(length)
        if b"getUpdates" in head and not left:
            await asyncio.sleep(0.05)
        deletes = b"deleteWebhook" in head
        answer = b'{"ok": true, "result": true}' if deletes else (left.pop(0) if left else EMPTY)
        status, body = answer if isinstance(answer, tuple) else (200, answer)
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def result(*updates: bytes) -> bytes:
    return b'{"ok": true, "result": [' + b",".join(updates) + b"]}"


def text(number: int, said: bytes) -> bytes:
    return (
        b'{"update_id": %d, "message": {"message_id": 1, "date": 1,'
        b' "from": {"id": 7, "is_bot": false, "first_name": "x"},'
        b' "chat": {"id": 7, "type": "private"}, "text": "%s"}}' % (number, said)
    )


POLLS: dict[str, list[bytes | tuple[int, bytes]]] = {
    "half a surrogate": [result(text(1, b"\\ud83d help"))],
    "no UTF-8": [result(text(1, b"\xff\xfe help"))],
    "GBK of a middlebox": [(200, "网络认证".encode("gbk")), (502, "错误".encode("gbk")), result(text(1, b"help"))],
    "a middlebox that refuses": [
        (401, b"<html>"),
        (404, b'{"error": 1}'),
        (401, EMPTY),
        (404, b""),
        result(text(1, b"help")),
    ],
    "no update": [result(b"7", b'{"update_id": "x"}', b'{"update_id": 99999999999999999999}', text(1, b"help"))],
}


@pytest.mark.parametrize("name", POLLS)
async def test_polling_goes_on(name: str, town: Town) -> None:
    async with telegram(*POLLS[name]) as url:
        bot = open_bot(TOKEN, url)
        stop, reception = asyncio.Event(), Reception()
        polling = asyncio.create_task(Poller(town, bot, lambda stored: None, Outage(), reception).run(stop))

        async def stored() -> bool:
            assert not polling.done() or polling.result()
            return await count(town, UpdateState.PENDING) == 1

        await until(stored)
        assert reception.failing_since is None
        stop.set()
        await polling
        async with town.database.reading() as session:
            (one,) = await inbox.pending(session, beyond=0, most=9)
        assert one.sender == 7
        assert one.raw["message"]["text"].endswith("help")
        await bot.session.close()


SENT = b'{"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "text": 7, "effect": {"new": []}}'


async def test_of_a_message_that_was_sent_only_its_place_is_read() -> None:
    async with telegram(b'{"ok": true, "result": %s}' % SENT, b'{"ok": true, "result": true}') as url:
        bot = open_bot(TOKEN, url)
        sent = await bot.send_message(7, "help")
        assert (sent.message_id, sent.chat.id, sent.text) == (5, 7, None)
        assert await bot.delete_message(7, 5) is True
        await bot.session.close()


@pytest.mark.parametrize("body", [b'{"ok": true, "result": {"message_id": 5}}', b"[]", b"<html>"])
async def test_an_answer_without_the_place_of_the_message_is_an_error_of_the_network(body: bytes) -> None:
    async with telegram(body) as url:
        bot = open_bot(TOKEN, url)
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(7, "help")
        await bot.session.close()


async def test_a_refused_token_is_believed_when_telegram_says_so() -> None:
    async with telegram(
        (401, b'{"ok": false, "error_code": 401, "description": "Unauthorized"}'),
        (401, b'{"ok": false, "description": "log in at the gateway"}'),
    ) as url:
        bot = open_bot(TOKEN, url)
        with pytest.raises(TelegramUnauthorizedError):
            await bot.get_me()
        with pytest.raises(TelegramNetworkError):
            await bot.get_me()
        await bot.session.close()


async def test_delivery_believes_a_refused_token_likewise() -> None:
    said = b'{"ok": false, "error_code": 401, "description": "Unauthorized"}'
    async with telegram((401, b"<html>log in</html>"), (404, b"{}"), (401, said)) as url:
        with pytest.raises(TokenRefused):
            async with telegram_bot(TOKEN, api_base=url, limiter=Limiter(Send()), stop=asyncio.Event()):
                raise AssertionError("connected")


STRANGE = {
    "an unknown kind": ({"telepathy": {"from": {"id": 7}, "chat": {"id": 7}}}, UpdateState.HANDLED),
    "no kind at all": ({}, UpdateState.HANDLED),
    "a kind that was not asked for": (
        {"business_message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}},
        UpdateState.HANDLED,
    ),
    "one of that kind that nobody can read": ({"business_message": {"chat": "x"}}, UpdateState.HANDLED),
    "a message without its sender": (
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "help"}},
        UpdateState.HANDLED,
    ),
    "a press without its data": (
        {"callback_query": {"id": "5", "from": {"id": 7, "is_bot": False, "first_name": "x"}, "chat_instance": "1"}},
        UpdateState.HANDLED,
    ),
    "a message that is a word": ({"message": "hello"}, UpdateState.PARKED),
    "a message without its parts": ({"message": {"from": {"id": "x"}, "chat": 5}}, UpdateState.PARKED),
    "a press without its sender": ({"callback_query": {"id": 5, "message": []}}, UpdateState.PARKED),
}


@pytest.mark.parametrize("name", STRANGE)
async def test_what_nobody_can_read_leaves_the_queue(name: str, town: Town) -> None:
    body, state = STRANGE[name]
    raw = {"update_id": 5, **body}
    bot = open_bot(TOKEN, None)
    handler = UpdateHandler(town, bot, await build_dispatcher(town, build_router()))
    async with town.database.transaction() as session:
        await inbox.store(session, [raw], town.now())
    item = PendingUpdate(5, inbox.sender_of(raw), raw, town.now())
    assert item.album is None
    for _ in range(4):
        outcome, item, _ = await handler.handle(item, more_of_album=False)
        if outcome is Outcome.DONE:
            break
    assert await count(town, state) == 1
    await bot.session.close()


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'"\\ud83d\\ude00"', "\U0001f600"),
        (b'"a\\ud83d"', "a\ufffd"),
        (b'"\\ude00\\ud83d"', "\ufffd\ufffd"),
        (b'{"\\ud83d": ["\\udead"]}', {"\ufffd": ["\ufffd"]}),
        (b'"\xff"', "\ufffd"),
    ],
)
def test_json_is_read_with_replacement(body: bytes, value: object) -> None:
    assert read_json(body) == value


@pytest.mark.parametrize("body", [b"", b"[" * 100_000, "误".encode("gbk"), b"1" * 5000 + b"x", b"{"])
def test_what_is_no_json_is_a_value_error(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"unexpected|Expecting|nested|Extra|Exceeds|column"):
        read_json(body)
