"""A real server on a free port, people to play through the control API, and a bot of each library."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile
from telegram import Bot as PtbBot
from telegram import InputFile
from telegram.request import HTTPXRequest

from patience import AT_ONCE, STANDSTILL
from sandbox.server import Server
from sandbox.world.state import World

Json = dict[str, Any]

_numbers = itertools.count(1001)


@dataclass
class Stage:
    """One bot of its own, and the control API."""

    url: str
    http: httpx.AsyncClient
    token: str
    world: World

    @property
    def bot_id(self) -> int:
        return int(self.token.split(":")[0])

    async def control(self, path: str, expected: int = 200, /, **body: Any) -> Any:
        answer = await self.http.post(f"/sandbox/{path}", json=body)
        assert answer.status_code == expected, answer.text
        return answer.json()

    async def user(self, first_name: str = "Li", *, started: bool = True, **details: Any) -> int:
        number = (await self.control("users", first_name=first_name, **details))["id"]
        if started:
            await self.control("send", bot=self.token, **{"from": number}, text="/start")
        return number

    async def group(self, *members: int, kind: str = "supergroup", admin: bool = False, **more: Any) -> int:
        chat = (await self.control("chats", type=kind, title="Flood squad", members=list(members), **more))["id"]
        await self.control(f"chats/{chat}/members", add_bot=self.token)
        if admin:
            await self.control(f"chats/{chat}/members", promote_bot=self.token)
        return chat

    async def send(self, user: int, chat: int | None = None, status: int = 200, **what: Any) -> Any:
        where = {} if chat is None else {"chat": chat}
        answer = await self.control("send", status, bot=self.token, **{"from": user}, **where, **what)
        return answer["message_ids"] if status == 200 else answer["error"]

    async def tap(self, user: int, status: int = 200, **what: Any) -> Any:
        return await self.control("tap", status, bot=self.token, **{"from": user}, **what)

    async def sees(self, user: int, chat: int | None = None, **query: Any) -> list[Json]:
        answer = await self.http.get("/sandbox/messages", params={"chat": chat or user, "user": user, **query})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def call(self, method: str, **params: Any) -> Json:
        """A call of the Bot API as JSON; answers the whole body."""
        answer = await self.http.post(f"/bot{self.token}/{method}", json=params)
        body: Json = answer.json()
        assert answer.status_code == body.get("error_code", 200)
        return body

    async def ok(self, method: str, **params: Any) -> Any:
        body = await self.call(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        body = await self.call(method, **params)
        assert not body["ok"], body
        return body["description"]

    async def updates(self, **params: Any) -> list[Json]:
        """All that waits for the bot, confirmed."""
        found = await self.ok("getUpdates", **params)
        if found:
            await self.ok("getUpdates", offset=found[-1]["update_id"] + 1)
        return found

    async def polling(self) -> None:
        """Return when a long poll of the bot is waiting."""
        bot = self.world.bot(self.token)
        await self.until(lambda: bot.updates.waiting)

    @staticmethod
    async def until(condition: Callable[[], object]) -> None:
        """Return when the world is so; the server runs in this very loop, so a turn of it is enough to look again."""
        async with asyncio.timeout(AT_ONCE):
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0)


@pytest.fixture(scope="session")
async def server() -> AsyncIterator[Server]:
    async with Server(World()) as running:
        yield running


@pytest.fixture(scope="session")
async def http(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.url, timeout=STANDSTILL, trust_env=False) as client:
        yield client


@pytest.fixture
def stage(server: Server, http: httpx.AsyncClient) -> Stage:
    return Stage(server.url, http, f"{next(_numbers)}:secret", server.world)


@pytest.fixture
async def fresh() -> AsyncIterator[Stage]:
    """A world of its own, for what changes the world for everybody (clock, faults, reset)."""
    async with (
        Server(World()) as running,
        httpx.AsyncClient(base_url=running.url, timeout=STANDSTILL, trust_env=False) as client,
    ):
        yield Stage(running.url, client, f"{next(_numbers)}:secret", running.world)


def aiogram_bot(stage: Stage) -> AiogramBot:
    return AiogramBot(stage.token, session=AiohttpSession(api=TelegramAPIServer.from_base(stage.url)))


def ptb_bot(stage: Stage) -> PtbBot:
    requests = [HTTPXRequest(connection_pool_size=4, httpx_kwargs={"trust_env": False}) for _ in range(2)]
    return PtbBot(
        stage.token,
        base_url=f"{stage.url}/bot",
        base_file_url=f"{stage.url}/file/bot",
        get_updates_request=requests[0],
        request=requests[1],
    )


class Library:
    """A bot of one library; calls are the same in both but for how a file is handed over."""

    def __init__(self, name: str, bot: Any) -> None:
        self.name = name
        self.bot = bot

    def file(self, data: bytes, name: str = "file.bin") -> Any:
        if self.name == "aiogram":
            return BufferedInputFile(data, name)
        return InputFile(data, name, attach=False)

    @property
    def types(self) -> Any:
        if self.name == "aiogram":
            import aiogram.types

            return aiogram.types
        import telegram

        return telegram

    async def download(self, file_id: str) -> bytes:
        file = await self.bot.get_file(file_id)
        if self.name == "aiogram":
            stream = await self.bot.download_file(file.file_path)
            return stream.read()
        return bytes(await file.download_as_bytearray())


@pytest.fixture(scope="session")
async def sessions() -> AsyncIterator[list[AiogramBot]]:
    """aiogram's bots, closed together at the end, since each close takes a quarter of a second."""
    opened: list[AiogramBot] = []
    yield opened
    await asyncio.gather(*(bot.session.close() for bot in opened))


@pytest.fixture(params=["aiogram", "ptb"])
async def library(
    request: pytest.FixtureRequest, stage: Stage, sessions: list[AiogramBot], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Library]:
    if request.param == "aiogram":
        sessions.append(aiogram_bot(stage))
        yield Library("aiogram", sessions[-1])
    else:
        # Without it the library warns at every duration, and a warning is an error here.
        monkeypatch.setenv("PTB_TIMEDELTA", "true")
        ptb = ptb_bot(stage)
        async with ptb:
            yield Library("ptb", ptb)
