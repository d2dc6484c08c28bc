"""Updates exactly as a test gives them, and answers that are none of Telegram's."""

import base64
from typing import Any

from aiohttp import web


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


async def test_an_update_that_no_person_can_make(stage: Any) -> None:
    update = {"galaxy": {"id": 1}, "message": None}
    number = (await stage.control("update", bot=stage.token, update=update))["update_id"]
    assert await stage.updates() == [{"update_id": number, **update}]
    assert await stage.updates() == []


async def test_an_update_comes_whatever_the_bot_asked_for(stage: Any) -> None:
    await stage.updates(allowed_updates=["callback_query"])
    await stage.control("update", bot=stage.token, update={"poll_answer": {}})
    assert "poll_answer" in (await stage.updates())[0]


async def test_an_update_with_an_id_of_its_own(stage: Any) -> None:
    user = await stage.user()
    high = (await stage.updates())[-1]["update_id"] + 1000
    assert (await stage.control("update", bot=stage.token, update={"update_id": high, "x": 1}))["update_id"] == high
    await stage.send(user, text="after the gap")
    assert [update["update_id"] for update in await stage.updates()] == [high, high + 1]
    await stage.control("update", bot=stage.token, update={"update_id": 5, "x": 1})
    await stage.send(user, text="after an old one")
    assert [update["update_id"] for update in await stage.updates()] == [5, high + 2]
    assert await stage.updates() == []


async def test_bytes_in_the_place_of_an_update(stage: Any) -> None:
    data = b'{"update_id": 7, "message": {"text": "\\ud83d \xff"}}'
    await stage.control("update", bot=stage.token, bytes=encoded(data))
    answer = await stage.http.post(f"/bot{stage.token}/getUpdates")
    assert answer.content == b'{"ok":true,"result":[' + data + b"]}"


async def test_bytes_come_to_a_webhook(stage: Any, unused_tcp_port: int) -> None:
    got: list[bytes] = []

    async def receive(request: web.Request) -> web.Response:
        got.append(await request.read())
        return web.Response()

    app = web.Application()
    app.router.add_post("/", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    await stage.ok("setWebhook", url=f"http://127.0.0.1:{unused_tcp_port}/")
    await stage.control("update", bot=stage.token, bytes=encoded(b"\xc4\xe3"))
    await stage.until(lambda: got)
    await stage.ok("deleteWebhook")
    await runner.cleanup()
    assert got == [b"\xc4\xe3"]


async def test_what_is_no_update(stage: Any) -> None:
    for body in ({}, {"update": {}, "bytes": "AA=="}, {"update": []}, {"bytes": "%"}):
        await stage.control("update", 400, bot=stage.token, **body)


async def test_a_page_of_a_machine_on_the_way(fresh: Any) -> None:
    user = await fresh.user()
    page = "网关错误".encode("gbk")
    fault = {"method": "sendMessage", "times": 1, "body": encoded(page)}
    await fresh.control("faults", **fault, status=502)
    answer = await fresh.http.post(f"/bot{fresh.token}/sendMessage", json={"chat_id": user, "text": "x"})
    assert (answer.status_code, answer.content) == (502, page)
    assert [shown["text"] for shown in await fresh.sees(user)] == ["/start"]
    await fresh.control("faults", **fault, status=200)
    answer = await fresh.http.post(f"/bot{fresh.token}/sendMessage", json={"chat_id": user, "text": "x"})
    assert (answer.status_code, answer.content) == (200, page)
    await fresh.ok("sendMessage", chat_id=user, text="through")
    for wrong in ({"status": 99}, {}, {"status": 502, "body": "%"}):
        await fresh.control("faults", 400, **(fault | wrong))
