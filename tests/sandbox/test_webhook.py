"""Webhooks: secret, order, retries, a method in the answer."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from patience import AT_ONCE
from sandbox.wire import webhook


class Receiver:
    """A bot's web server that notes what comes."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Callable[[dict[str, Any]], web.Response] = lambda _: web.Response()
        self.changed = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.headers.append(dict(request.headers))
        answer = self.answer(update)
        self.got.append(update)
        self.changed.set()
        return answer

    async def received(self, count: int) -> list[dict[str, Any]]:
        async with asyncio.timeout(AT_ONCE):
            while len(self.got) < count:
                self.changed.clear()
                await self.changed.wait()
        return self.got


@pytest.fixture
async def receiver(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Receiver]:
    monkeypatch.setattr(webhook, "FIRST_PAUSE", 0.01)
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    receiver.url = f"http://{host}:{port}/hook"
    yield receiver
    await runner.cleanup()


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_are_posted_in_order_with_the_secret(stage: Any, receiver: Receiver) -> None:
    user = await stage.user()
    await stage.ok("setWebhook", url=receiver.url, secret_token="s3cret_-")
    for number in range(20):
        await stage.send(user, text=str(number))
    assert texts(await receiver.received(21)) == ["/start", *map(str, range(20))]
    assert {headers["X-Telegram-Bot-Api-Secret-Token"] for headers in receiver.headers} == {"s3cret_-"}
    async with asyncio.timeout(AT_ONCE):
        while (await stage.ok("getWebhookInfo"))["pending_update_count"]:
            pass
    await stage.ok("deleteWebhook")


async def test_a_failing_webhook_is_tried_again_and_holds_its_chat(stage: Any, receiver: Receiver) -> None:
    one, two = await stage.user(), await stage.user()
    await stage.updates()
    broken = True
    receiver.answer = lambda update: web.Response(
        status=500 if broken and update["message"]["from"]["id"] == one else 200
    )
    await stage.ok("setWebhook", url=receiver.url)
    await stage.send(one, text="a1")
    await stage.send(one, text="a2")
    await receiver.received(2)
    await stage.send(two, text="b1")
    async with asyncio.timeout(AT_ONCE):
        while "b1" not in texts(receiver.got):
            await receiver.received(len(receiver.got) + 1)
    assert "a2" not in texts(receiver.got)
    info = await stage.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["pending_update_count"] == 2
    broken = False
    async with asyncio.timeout(AT_ONCE):
        while "a2" not in texts(receiver.got):
            await receiver.received(len(receiver.got) + 1)
    assert texts(receiver.got)[-1] == "a2"
    await stage.ok("deleteWebhook")


async def test_a_dead_webhook_keeps_updates_for_the_poll(stage: Any) -> None:
    await stage.ok("setWebhook", url="http://127.0.0.1:9/hook")
    await stage.user()
    async with asyncio.timeout(AT_ONCE):
        while "last_error_message" not in (info := await stage.ok("getWebhookInfo")):
            pass
    assert info["last_error_message"] == "Connection refused"
    await stage.ok("deleteWebhook")
    assert texts(await stage.updates()) == ["/start"]


async def test_pending_updates_can_be_dropped(stage: Any) -> None:
    await stage.user()
    await stage.ok("deleteWebhook", drop_pending_updates=True)
    assert await stage.updates() == []


async def test_a_method_in_the_answer_is_carried_out(stage: Any, receiver: Receiver) -> None:
    receiver.answer = lambda update: web.json_response(
        {"method": "sendMessage", "chat_id": update["message"]["chat"]["id"], "text": "in the answer"}
    )
    await stage.ok("setWebhook", url=receiver.url)
    user = await stage.user()
    seen = await stage.sees(user, after=1, wait=5)
    assert seen[0]["text"] == "in the answer"
    calls = (await stage.http.get("/sandbox/calls", params={"method": "sendMessage"})).json()
    assert any(call["bot_id"] == stage.bot_id and call["ok"] for call in calls)
    await stage.ok("deleteWebhook")


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"url": "ftp://x"}, "Bad Request: bad webhook: an HTTPS URL must be provided for webhook"),
        ({"url": "https://e.org", "secret_token": "!"}, "Bad Request: secret token contains unallowed characters"),
        ({"url": "https://e.org", "secret_token": "x" * 257}, "Bad Request: secret token is too long"),
    ],
)
async def test_wrong_webhooks(stage: Any, params: dict[str, Any], refusal: str) -> None:
    assert await stage.refused("setWebhook", **params) == refusal
