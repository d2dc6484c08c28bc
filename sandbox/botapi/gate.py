"""The way of one call: find the bot, meet a fault or a limit, run the method, log it, answer."""

import asyncio
import inspect
import logging
from time import monotonic

from sandbox.botapi.call import Call
from sandbox.botapi.table import METHODS, NAMES
from sandbox.errors import Refusal
from sandbox.json import Json
from sandbox.wire.calls import CallRecord
from sandbox.wire.faults import Fault
from sandbox.wire.http import (
    BodyTooLarge,
    Receive,
    Scope,
    Send,
    cut_connection,
    header,
    parse_params,
    read_body,
    send_bytes,
    send_json,
)
from sandbox.wire.params import Params
from sandbox.wire.sends import sends_of
from sandbox.world.people import Bot
from sandbox.world.state import World

log = logging.getLogger("sandbox")

NOT_FOUND = Refusal(404, "Not Found")
# The type of an answer that comes from a machine between the bot and Telegram.
PAGE = (b"content-type", b"text/html")


async def serve_call(world: World, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `/bot<token>/<method>`."""
    token, _, name = scope["path"][4:].partition("/")
    try:
        bot = world.bot(token)
        body = await read_body(receive)
        params = parse_params(scope["query_string"], header(scope, b"content-type"), body)
    except Refusal as refusal:
        await read_body(receive)
        await _refuse(send, refusal)
        return
    except BodyTooLarge:
        await _refuse(send, Refusal(413, "Request Entity Too Large"))
        return
    except ValueError as error:
        await _refuse(send, Refusal(400, f"Bad Request: can't parse the request: {error}"))
        return
    method = name.lower()
    record = _begin(world, bot, name, params)
    fault = world.faults.take(method, params.number("chat_id")) if world.faults.ordered else None
    record.fault = fault is not None
    if fault is not None and fault.behave == "drop_before":
        record.ok, record.lost = False, True
        await cut_connection(scope, receive)
        return
    if fault is not None and fault.body is not None:
        record.ok, record.lost = False, True
        await send_bytes(send, fault.status or 200, fault.body, content_type=PAGE)
        return
    if fault is not None and fault.behave == "delay":
        await asyncio.sleep(fault.seconds)
    status, answer = await answer_of(world, bot, method, params, record, fault)
    if fault is not None and fault.behave == "drop_answer":
        record.lost = True
        await cut_connection(scope, receive)
        return
    await send_json(send, status, answer)


async def answer_of(
    world: World, bot: Bot, method: str, params: Params, record: CallRecord, fault: Fault | None = None
) -> tuple[int, Json]:
    """Run a call, record its outcome, and return the HTTP status and body."""
    try:
        if fault is not None and fault.status is not None:
            raise fault.refusal()
        implementation = METHODS.get(method)
        if implementation is None:
            raise NOT_FOUND
        if world.strict_limits and (count := sends_of(method, params)):
            chat = params.number("chat_id") or 0
            world.budget(bot).spend(chat, chat < 0, count, monotonic())
        result = implementation(Call(world, bot, params))
        if inspect.isawaitable(result):
            result = await result
    except Refusal as refusal:
        record.ok, record.error_code, record.description = False, refusal.code, refusal.description
        return refusal.code, refusal_body(refusal)
    except Exception:
        # A defect of the sandbox goes to its log, and to the bot as Telegram's answer to a defect of its own.
        log.exception("sandbox: %s failed", method)
        record.ok, record.error_code = False, 500
        return 500, refusal_body(Refusal(500, "Internal Server Error"))
    finally:
        record.ms = (monotonic() - record.begun) * 1000
    record.ok = True
    return 200, {"ok": True, "result": result}


def _begin(world: World, bot: Bot, method: str, params: Params) -> CallRecord:
    """Record the call under Telegram's own spelling of the method."""
    return world.calls.begin(world.clock.timestamp(), bot.id, NAMES.get(method.lower(), method), params)


async def perform(world: World, bot: Bot, method: str, params: Params) -> None:
    """Run a method that came in the answer to a webhook."""
    record = _begin(world, bot, method, params)
    await answer_of(world, bot, method.lower(), params, record)


def refusal_body(refusal: Refusal) -> Json:
    """Return the JSON of a refusal."""
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return body


async def _refuse(send: Send, refusal: Refusal) -> None:
    await send_json(send, refusal.code, refusal_body(refusal))


async def serve_file(world: World, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `/file/bot<token>/<path>`."""
    await read_body(receive)
    token, _, path = scope["path"][9:].partition("/")
    try:
        world.bot(token)
    except Refusal as refusal:
        await _refuse(send, refusal)
        return
    stored = world.files.at(path)
    if stored is None:
        await _refuse(send, NOT_FOUND)
        return
    fault = world.faults.take("file", None) if world.faults.ordered else None
    if fault is not None and fault.behave is not None and fault.behave != "delay":
        await cut_connection(scope, receive)
        return
    if fault is not None and fault.body is not None:
        await send_bytes(send, fault.status or 200, fault.body, content_type=PAGE)
        return
    if fault is not None and fault.status is not None:
        await _refuse(send, fault.refusal())
        return
    await send_bytes(send, 200, stored.data, content_type=(b"content-type", stored.mime.encode()))
