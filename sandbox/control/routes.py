"""The routes of the control API, and the way of one request."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import orjson

from sandbox.control import acting, conditions, people, raw, watching
from sandbox.control.request import Request
from sandbox.errors import Misuse, Refusal
from sandbox.wire.http import BodyTooLarge, Receive, Scope, Send, read_body, send_bytes, send_json
from sandbox.world.state import World

log = logging.getLogger("sandbox")

Handler = Callable[[Request], Any | Awaitable[Any]]

ROUTES: dict[tuple[str, str], Handler] = {
    ("POST", "users"): people.add_user,
    ("GET", "users"): people.list_users,
    ("POST", "users/N"): people.change_user,
    ("POST", "chats"): people.add_chat,
    ("GET", "chats"): people.list_chats,
    ("POST", "chats/N"): people.change_chat,
    ("POST", "chats/N/members"): people.change_members,
    ("POST", "chats/N/upgrade"): people.upgrade,
    ("POST", "bots"): people.change_bot,
    ("GET", "bots"): people.list_bots,
    ("POST", "send"): acting.send,
    ("POST", "edit"): acting.edit,
    ("POST", "tap"): acting.tap,
    ("POST", "block"): acting.block,
    ("POST", "react"): acting.react,
    ("POST", "follow"): acting.follow,
    ("POST", "update"): raw.push_update,
    ("GET", "count"): raw.count,
    ("GET", "messages"): watching.messages,
    ("GET", "calls"): watching.calls,
    ("POST", "faults"): conditions.order_fault,
    ("GET", "faults"): conditions.list_faults,
    ("DELETE", "faults"): conditions.clear_faults,
    ("GET", "clock"): conditions.read_clock,
    ("POST", "clock"): conditions.move_clock,
    ("POST", "reset"): conditions.reset,
    ("GET", "health"): conditions.health,
}


async def serve_control(world: World, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `/sandbox/...`."""
    try:
        status, answer = 200, await _answer(world, scope, receive)
    except Misuse as misuse:
        status, answer = misuse.status, {"error": misuse.message}
    except Refusal as refusal:
        status, answer = refusal.code, {"error": refusal.description}
    except BodyTooLarge:
        status, answer = 413, {"error": "at most 52 MB"}
    except Exception as error:
        log.exception("sandbox: %s failed", scope["path"])
        status, answer = 500, {"error": f"a defect of the sandbox: {error!r}"}
    if isinstance(answer, tuple):
        await send_bytes(send, 200, answer[0], content_type=(b"content-type", answer[1].encode()))
    else:
        await send_json(send, status, answer)


async def _answer(world: World, scope: Scope, receive: Receive) -> Any:
    path: str = scope["path"].removeprefix("/sandbox/").rstrip("/")
    raw = await read_body(receive)
    if scope["method"] == "GET" and path.startswith("files/"):
        return watching.file(world, path.removeprefix("files/"))
    number, steps = 0, path.split("/")
    if len(steps) > 1 and steps[1].lstrip("-").isdigit():
        number, steps[1] = int(steps[1]), "N"
    handler = ROUTES.get((scope["method"], "/".join(steps)))
    if handler is None:
        known = sorted({verb for verb, route in ROUTES if route == "/".join(steps)})
        raise Misuse(f"one of {', '.join(known)}", 405) if known else Misuse("a call of the control API", 404)
    try:
        body = orjson.loads(raw) if raw else {}
    except orjson.JSONDecodeError:
        raise Misuse("a JSON body") from None
    if not isinstance(body, dict):
        raise Misuse("a JSON object as body")
    query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    answer = handler(Request(world, body, query, number, receive))
    return await answer if isinstance(answer, Awaitable) else answer
