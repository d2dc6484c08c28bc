"""The ASGI application: the Bot API and the control API, with a page behind them."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from sandbox.botapi.gate import perform, serve_call, serve_file
from sandbox.control.routes import serve_control
from sandbox.wire.http import App, HungUp, Receive, Scope, Send, read_body, send_json
from sandbox.world.state import World

Serve = Callable[[World, Scope, Receive, Send], Awaitable[None]]

_SERVED: dict[str, Serve] = {"/bot": serve_call, "/sandbox/": serve_control, "/file/bot": serve_file}
"""By how the path begins."""


def create_app(world: World, page: App | None = None) -> App:
    """Return the application of a world.

    It passes what is neither Bot API nor control API to `page`, web sockets included.
    """
    world.perform = partial(perform, world)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path: str = scope["path"]
            serve = next((serve for prefix, serve in _SERVED.items() if path.startswith(prefix)), None)
            if serve is not None:
                with suppress(HungUp):
                    await serve(world, scope, receive, send)
                return
        if page is not None:
            await page(scope, receive, send)
        elif scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            with suppress(HungUp):
                await read_body(receive)
                await send_json(send, 404, {"ok": False, "error_code": 404, "description": "Not Found"})

    return app


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
