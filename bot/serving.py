"""A small HTTP server in the process: plain ASGI by uvicorn, which leaves signals to the process."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, MutableMapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


@asynccontextmanager
async def listening(application: Application, host: str, port: int) -> AsyncIterator[None]:
    """Serve while the block runs; at the end, requests under way are answered first."""
    import uvicorn

    class Server(uvicorn.Server):
        """A server that leaves signals to the process."""

        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            """Catch none."""
            yield

    config = uvicorn.Config(application, host=host, port=port, log_config=None, access_log=False, lifespan="off")
    server = Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        if serving.done():
            raise RuntimeError(f"cannot listen on {host}:{port}")
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


async def answer(send: Send, status: int, body: bytes = b"", *, kind: bytes | None = None) -> None:
    """Answer a request; ``kind`` is the body's content type."""
    headers = [(b"content-length", str(len(body)).encode())]
    if kind is not None:
        headers.append((b"content-type", kind))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
