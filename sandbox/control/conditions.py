"""The calls that set the conditions of a test: faults, the clock and the reset."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

from sandbox.control.request import Request
from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.wire.http import disconnected
from sandbox.world.clock import parse_moment


def order_fault(request: Request) -> Json:
    """Answer POST /sandbox/faults.

    It also takes "rate" (a probability; `times` is then the upper bound), "seed" and "description".
    """
    request.world.faults.order(request.body)
    return {"faults": [fault.view() for fault in request.world.faults.ordered]}


def list_faults(request: Request) -> list[Json]:
    """Answer GET /sandbox/faults with the faults that have not happened yet."""
    return [fault.view() for fault in request.world.faults.ordered]


def clear_faults(request: Request) -> Json:
    """Answer DELETE /sandbox/faults."""
    request.world.faults.clear()
    return {"faults": []}


async def read_clock(request: Request) -> Json:
    """Answer GET /sandbox/clock.

    With follower=NAME&seen=N&wait=S it registers a follower and waits for a move after N.
    """
    clock, name = request.world.clock, request.query.get("follower")
    if name is not None:
        seen, wait = request.query_integer("seen", 0) or 0, request.query_seconds("wait")
        poll = asyncio.ensure_future(clock.follow(name, seen, wait))
        gone = asyncio.ensure_future(disconnected(request.receive))
        await asyncio.wait((poll, gone), return_when=asyncio.FIRST_COMPLETED)
        hung_up = gone.done() and not poll.done()
        for task in (poll, gone):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if hung_up:
            clock.forget(name)
    return clock.view()


async def move_clock(request: Request) -> Json:
    """Answer POST /sandbox/clock {"advance": seconds} or {"set": ISO 8601} when the followers have caught up."""
    clock = request.world.clock
    advance, moment = request.body.get("advance"), request.body.get("set")
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
    waiting = await request.world.move_clock(offset)
    view: Json = clock.view()
    return view | {"waiting_for": waiting} if waiting else view


def reset(request: Request) -> Json:
    """Answer POST /sandbox/reset."""
    request.world.reset()
    return {"ok": True}


def health(request: Request) -> Json:
    """Answer GET /sandbox/health."""
    world = request.world
    return {
        "ok": True,
        "users": len(world.people),
        "chats": len(world.groups),
        "bots": len(world.bots),
        "calls": world.calls.count,
        "change": world.changes.number,
        "limits": "strict" if world.strict_limits else "off",
    }
