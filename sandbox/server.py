"""The server: uvicorn, extended to cut connections and to end long polls when it stops."""

import asyncio
import contextlib
import signal
import socket
from typing import Any, Literal

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from sandbox.app import create_app
from sandbox.wire.http import App
from sandbox.world.state import World

__all__ = ["Server", "create_app", "run", "serve"]

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8081


class CuttingProtocol(HttpToolsProtocol):
    """HTTP that lets the application cut the connection without an answer, as a bad network does."""

    def on_message_begin(self) -> None:
        """Give the application a function that cuts the connection."""
        super().on_message_begin()
        self.scope["extensions"] = {"sandbox.cut": {"now": self._cut}}

    def _cut(self) -> None:
        self.transport.abort()


class Server(uvicorn.Server):
    """A server of one world; `async with Server(world) as server` runs it inside a program, at `server.url`."""

    def __init__(self, world: World, host: str = DEFAULT_HOST, port: int = 0, page: App | None = None) -> None:
        config = uvicorn.Config(
            create_app(world, page),
            host=host,
            port=port,
            http=CuttingProtocol,
            loop="none",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=3,
            backlog=4096,
        )
        super().__init__(config)
        self.world = world
        self._task: asyncio.Task[None] | None = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End long polls and webhooks first, so that none of them delays the stop."""
        await self.world.close()
        await super().shutdown(sockets)

    @property
    def url(self) -> str:
        """The origin, known once the server is up."""
        port = self.servers[0].sockets[0].getsockname()[1]
        return f"http://{self.config.host}:{port}"

    async def __aenter__(self) -> "Server":
        """Return when the server accepts connections."""
        self._task = asyncio.get_running_loop().create_task(self._serve())
        while not self.started:
            if self._task.done():
                self._task.result()
                raise RuntimeError(f"the sandbox could not listen on {self.config.host}:{self.config.port}")
            await asyncio.sleep(0.01)
        return self

    async def __aexit__(self, *_: Any) -> None:
        """Stop and wait for the end."""
        self.should_exit = True
        if self._task is not None:
            await self._task


async def serve(host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, limits: Literal["strict", "off"] = "off") -> None:
    """Run a new world with its page of phones until SIGINT or SIGTERM; print the address once it listens."""
    from sandbox.web.page import phones  # most of a second, which no test that serves a world of its own has to wait

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, stop.set)
    world = World(strict_limits=limits == "strict")
    async with Server(world, host, port, page=phones(world, host=host)) as server:
        print(f"sandbox: {server.url}", flush=True)
        await stop.wait()


def run(host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, limits: Literal["strict", "off"] = "off") -> None:
    """Run a new world until SIGINT or SIGTERM, in a loop of its own."""
    with asyncio.Runner(loop_factory=_fast_loop()) as runner:
        runner.run(serve(host, port, limits))


def _fast_loop() -> Any:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
