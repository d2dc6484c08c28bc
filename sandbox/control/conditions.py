"""The workings of the world: faults, clock, reset."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

from sandbox.control.request import Ask
from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.wire.http import disconnected
from sandbox.world.clock import parse_moment


def order_fault(ask: Ask) -> Json:
    """POST /sandbox/faults. Also "rate" (a probability, `times` is then the upper bound), "seed", "description"."""
    ask.world.faults.order(ask.body)
    return {"faults": [fault.view() for fault in ask.world.faults.ordered]}


def list_faults(ask: Ask) -> list[Json]:
    """GET /sandbox/faults: what has not happened yet."""
    return [fault.view() for fault in ask.world.faults.ordered]


def clear_faults(ask: Ask) -> Json:
    """DELETE /sandbox/faults."""
    ask.world.faults.clear()
    return {"faults": []}


async def read_clock(ask: Ask) -> Json:
    """GET /sandbox/clock; with follower=NAME&seen=N&wait=S it registers a follower and waits for a newer move."""
    clock, name = ask.world.clock, ask.query.get("follower")
    if name is not None:
        seen, wait = ask.asked("seen", 0) or 0, ask.seconds("wait")
        poll = asyncio.ensure_future(clock.follow(name, seen, wait))
        gone = asyncio.ensure_future(disconnected(ask.receive))
        await asyncio.wait((poll, gone), return_when=asyncio.FIRST_COMPLETED)
        hung_up = gone.done() and not poll.done()
        for task in (poll, gone):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if hung_up:
            clock.forget(name)
    return clock.view()


async def move_clock(ask: Ask) -> Json:
    """POST /sandbox/clock {"advance": seconds} or {"set": ISO 8601}; answers when the followers have caught up."""
    clock = ask.world.clock
    advance, moment = ask.body.get("advance"), ask.body.get("set")
    if (advance is None) == (moment is None):
        raise Misuse('one of "advance" and "set"')
    try:
        if advance is not None:
            offset = clock.offset + timedelta(seconds=advance)
        else:
            offset = parse_moment(str(moment)) - datetime.now(UTC)
    except (TypeError, OverflowError):
        raise Misuse('"advance": seconds') from None
    except ValueError:
        raise Misuse('"set": an ISO 8601 time with offset') from None
    waiting = await ask.world.move_clock(offset)
    view: Json = clock.view()
    return view | {"waiting_for": waiting} if waiting else view


def reset(ask: Ask) -> Json:
    """POST /sandbox/reset."""
    ask.world.reset()
    return {"ok": True}


def health(ask: Ask) -> Json:
    """GET /sandbox/health."""
    world = ask.world
    return {
        "ok": True,
        "users": len(world.people),
        "chats": len(world.groups),
        "bots": len(world.bots),
        "calls": world.calls.count,
        "change": world.changes.number,
        "limits": "strict" if world.strict_limits else "off",
    }
