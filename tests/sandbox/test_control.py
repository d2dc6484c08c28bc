"""The control API itself: errors, lists, the log of calls, reset, the server's life."""

import asyncio
import sys
from typing import Any

import httpx
import pytest

from patience import AT_ONCE, STANDSTILL
from sandbox.server import Server
from sandbox.world.chats import KEEP_MESSAGES, Room
from sandbox.world.state import World


@pytest.mark.parametrize(
    ("path", "body", "status", "expected"),
    [
        ("users", {}, 400, "first_name"),
        ("chats", {"type": "broadcast", "title": "x"}, 400, "type"),
        ("chats", {"type": "group", "title": "x", "members": [1]}, 404, "user"),
        ("chats/-5/members", {"add": []}, 404, "chat"),
        ("send", {"bot": "1:a", "from": 1, "text": "x"}, 404, "user"),
        ("tap", {"bot": "1:a", "from": 1}, 404, "user"),
        ("nonsense", {}, 404, "control API"),
        ("messages", {}, 405, "GET"),
    ],
)
async def test_errors_say_what_was_expected(
    stage: Any, path: str, body: dict[str, Any], status: int, expected: str
) -> None:
    assert expected in (await stage.control(path, status, **body))["error"]


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({}, "exactly one of"),
        ({"text": "x", "photo": True}, "exactly one of"),
        ({"text": "  "}, "white space"),
        ({"text": "x" * 4097}, "4096"),
        ({"photo": "not base64!"}, "base64"),
        ({"photo": ""}, "not empty"),
        ({"album": [True]}, "2 to 10"),
        ({"location": {"latitude": 1}}, "longitude"),
        ({"location": {"latitude": 1, "longitude": 1, "live_period": 5}}, "live_period"),
        ({"text": "x", "date": "yesterday"}, "date"),
        ({"text": "x", "chat": "here"}, "whole number"),
    ],
)
async def test_what_cannot_be_sent(stage: Any, what: dict[str, Any], expected: str) -> None:
    user = await stage.user()
    answer = await stage.http.post("/sandbox/send", json={"bot": stage.token, "from": user, **what})
    assert answer.status_code == 400
    assert expected in answer.json()["error"]


async def test_a_contact_needs_a_phone(stage: Any) -> None:
    user = await stage.user()
    assert "a phone" in await stage.send(user, contact=True, status=409)


async def test_a_malformed_body(stage: Any) -> None:
    answer = await stage.http.post("/sandbox/send", content=b"{")
    assert (answer.status_code, answer.json()) == (400, {"error": "a JSON body"})


async def test_the_log_of_calls(stage: Any) -> None:
    user = await stage.user()
    start = (await stage.http.get("/sandbox/health")).json()["calls"]
    await stage.ok("sendMessage", chat_id=user, text="x")
    await stage.refused("sendMessage", chat_id=1, text="y")
    await stage.http.post(f"/bot{stage.token}/SENDDOCUMENT", data={"chat_id": user}, files={"document": ("a", b"123")})
    first, second, third = (await stage.http.get("/sandbox/calls", params={"after": start})).json()
    assert first["n"] == start + 1
    assert (first["method"], first["chat_id"], first["ok"]) == ("sendMessage", user, True)
    assert first["params"] == {"chat_id": user, "text": "x"}
    assert (second["ok"], second["error_code"]) == (False, 400)
    assert (third["method"], third["params"]["document"]) == ("sendDocument", {"file_name": "a", "size": 3})
    only = (await stage.http.get("/sandbox/calls", params={"after": start, "method": "senddocument"})).json()
    assert only == [third]


async def test_bots_are_listed(stage: Any) -> None:
    await stage.user()

    async def listed() -> dict[str, Any]:
        bots = (await stage.http.get("/sandbox/bots")).json()
        return next(bot for bot in bots if bot["token"] == stage.token)

    assert (await listed())["mode"] is None
    assert (await listed())["pending_update_count"] == 1
    await stage.updates()
    assert ((await listed())["mode"], (await listed())["pending_update_count"]) == ("polling", 0)
    await stage.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert ((await listed())["mode"], (await listed())["webhook"]["url"]) == ("webhook", "http://127.0.0.1:9/hook")
    await stage.ok("deleteWebhook")


async def test_users_and_chats_are_listed(stage: Any) -> None:
    user = await stage.user("Sun", phone="+8612")
    chat = await stage.group(user)
    assert user in [person["id"] for person in (await stage.http.get("/sandbox/users")).json()]
    found = next(room for room in (await stage.http.get("/sandbox/chats")).json() if room["id"] == chat)
    assert found["members"] == [{"id": user, "status": "creator"}]
    assert found["bots"][0]["id"] == stage.bot_id


async def test_reset_forgets_everything_but_no_id_returns(fresh: Any) -> None:
    user = await fresh.user()
    await fresh.group(user)
    await fresh.control("clock", advance=60)
    poll = asyncio.ensure_future(fresh.call("getUpdates", timeout=50, offset=2_000_000_000))
    await fresh.polling()
    await fresh.control("reset")
    assert (await poll)["error_code"] == 409
    assert (await fresh.http.get("/sandbox/users")).json() == []
    assert (await fresh.http.get("/sandbox/bots")).json() == []
    assert (await fresh.http.get("/sandbox/clock")).json()["offset"] == 0
    assert await fresh.user() > user


async def test_a_known_id_can_be_given(fresh: Any) -> None:
    assert (await fresh.control("users", first_name="Li", id=7_000_000_001))["id"] == 7_000_000_001
    await fresh.control("users", 409, first_name="Li", id=7_000_000_001)


async def test_old_messages_are_forgotten() -> None:
    world = World()
    person, bot = world.add_person("Li"), world.bot("1:a")
    room: Room = world.private(person, bot)
    for _ in range(KEEP_MESSAGES + 10):
        world.post(room, person, {"text": "x"})
    assert len(room.messages) == KEEP_MESSAGES
    assert next(iter(room.messages)) == 11


async def test_the_server_stops_at_once_though_somebody_polls() -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=STANDSTILL) as client:
        async with Server(World()) as server:
            user = (await client.post(f"{server.url}/sandbox/users", json={"first_name": "Li"})).json()["id"]
            await client.post(f"{server.url}/sandbox/send", json={"bot": "1:a", "from": user, "text": "/start"})
            waits = [
                asyncio.ensure_future(client.get(f"{server.url}{path}"))
                for path in (
                    "/bot1:a/getUpdates?timeout=50&offset=2000000000",
                    f"/sandbox/messages?chat={user}&after=9&wait=100",
                    "/sandbox/clock?follower=x&seen=0&wait=100",
                )
            ]
            bot, clock = server.world.bot("1:a"), server.world.clock
            async with asyncio.timeout(AT_ONCE):
                while not (bot.updates.waiting and clock.followers):  # noqa: ASYNC110
                    await asyncio.sleep(0)
            begun = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - begun < AT_ONCE
        answers = await asyncio.gather(*waits, return_exceptions=True)
        assert [getattr(answer, "status_code", answer) for answer in answers] == [200, 200, 200]


async def test_a_page_can_live_on_the_same_port() -> None:
    async def page(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            while True:
                message = await receive()
                await send({"type": message["type"] + ".complete"})
                if message["type"] == "lifespan.shutdown":
                    return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"phones"})

    async with Server(World(), page=page) as server, httpx.AsyncClient(base_url=server.url, trust_env=False) as client:
        assert (await client.get("/")).text == "phones"
        assert (await client.get("/bot1:a/getMe")).json()["ok"]


async def test_the_command_line_serves_and_stops() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", "--limits", "strict", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(AT_ONCE):
        url = (await process.stdout.readline()).decode().removeprefix("sandbox: ").strip()
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            assert (await client.get("/sandbox/health")).json()["limits"] == "strict"
            process.terminate()
            assert await process.wait() == 0
