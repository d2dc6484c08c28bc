"""HTTP requests and answers on bare ASGI, since a framework would slow down the benchmarks."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

import orjson

from sandbox.wire import multipart
from sandbox.wire.params import Params

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Bots may upload 50 MB; a larger body is refused before it is parsed.
MAX_BODY = 52 * 1024 * 1024
_JSON = (b"content-type", b"application/json")


class BodyTooLarge(Exception):
    """The body is larger than any method accepts."""


class HungUp(Exception):
    """The client hung up before the whole request had come: Telegram does nothing with half a request."""


async def read_body(receive: Receive) -> bytes:
    """Return the whole body; raise BodyTooLarge, HungUp."""
    message = await _part(receive)
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body
    parts, size = [body], len(body)
    while message.get("more_body"):
        message = await _part(receive)
        part = message.get("body", b"")
        size += len(part)
        if size > MAX_BODY:
            raise BodyTooLarge
        parts.append(part)
    return b"".join(parts)


async def _part(receive: Receive) -> MutableMapping[str, Any]:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise HungUp
    return message


def header(scope: Scope, name: bytes) -> bytes:
    """Return the value of a header, named in lower case."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value)
    return b""


def parse_params(query: bytes, content_type: bytes, body: bytes) -> Params:
    """Return the parameters of the query string and the body; raise ValueError."""
    params = Params()
    if query:
        params.values.update(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    if body:
        if content_type.startswith(b"multipart/form-data"):
            multipart.parse(content_type, body, params)
        elif content_type.startswith(b"application/json"):
            values = orjson.loads(body)
            if not isinstance(values, dict):
                raise ValueError("expected an object")
            params.values.update({name: value for name, value in values.items() if value is not None})
        else:
            params.values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return params


async def send_bytes(
    send: Send, status: int, body: bytes, *headers: tuple[bytes, bytes], content_type: tuple[bytes, bytes] = _JSON
) -> None:
    """Answer with these bytes."""
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [content_type, length, *headers]})
    await send({"type": "http.response.body", "body": body})


async def send_json(send: Send, status: int, value: Any) -> None:
    """Answer with JSON."""
    await send_bytes(send, status, orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS))


async def cut_connection(scope: Scope, receive: Receive) -> None:
    """Cut the connection without an answer and return when it is down; only `sandbox.server` can do it."""
    scope["extensions"]["sandbox.cut"]["now"]()
    await disconnected(receive)


async def disconnected(receive: Receive) -> None:
    """Return when the client has hung up; the body must have been read before."""
    while (await receive())["type"] != "http.disconnect":
        pass
