"""Health for an outside monitor: ``/healthz``, and a heartbeat that stops while anything stands still; our orders."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from hmac import compare_digest
from typing import Any

import httpx
import orjson
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.serving import Receive, Scope, Send, answer, listening
from services.core.act import Moment
from services.core.town import Town
from services.operations import watchdog
from services.operations.held_lease import machine_now
from services.operations.lease_holders import holdings
from services.operations.waiting import pause
from services.operations.watchdog import Reception
from services.reception import contact
from services.warnings import outgoing

log = structlog.get_logger(__name__)

BEAT_SECONDS = 60.0
PATIENCE = 10.0
"""Seconds to wait for the monitor's answer."""


async def state(town: Town, reception: Reception | None = None) -> tuple[bool, dict[str, Any]]:
    """Return whether all is well, and the answer: counts only, nothing about a case or person.

    ``polling`` is for how many seconds every poll has failed: of this process, or of the one that polls. ``intake``
    says which process handles how many shares of the senders; without a webhook, the holder of the first one polls.
    """
    elsewhere = reception is None or not reception.here
    try:
        async with town.database.reading() as session:
            moment = Moment(session, town, town.now())
            late = await watchdog.look(moment)
            silent = (await contact.silent_for(moment)).total_seconds() if elsewhere else 0.0
            handling = await holdings(session, "intake", machine_now())
    except (SQLAlchemyError, OSError) as error:
        log.error("database_away", reason=type(error).__name__)
        return False, {"status": "database_away"}
    standing = late.as_json()
    seconds = int(silent) if reception is None or elsewhere else reception.late
    if seconds > watchdog.POLL_PATIENCE:
        standing["polling"] = seconds
    said: dict[str, Any] = {"status": "late", "late": standing} if standing else {"status": "well"}
    if handling:
        said["intake"] = [{"process": one.process, "shares": one.leases, "first": one.first} for one in handling]
    return not standing, said


Look = Callable[[], Awaitable[tuple[bool, dict[str, Any]]]]
"""Returns whether all is well, and the answer."""
FEED = "/orders.atom"


async def serve(
    town: Town,
    host: str,
    port: int,
    stop: asyncio.Event,
    reception: Reception | None = None,
    *,
    feed_token: str | None = None,
) -> None:
    """Answer for one town until ``stop``; with ``feed_token`` its orders can be fetched, too."""
    feeds = {FEED: (town, feed_token)} if feed_token else {}
    await serve_all(partial(state, town, reception), lambda path: feeds.get(path), host, port, stop)


async def serve_all(
    look: Look, feed: Callable[[str], tuple[Town, str] | None], host: str, port: int, stop: asyncio.Event
) -> None:
    """Answer ``GET /healthz`` until ``stop``: 200 when all is well, 503 with what is late.

    ``feed`` returns the town of a path, and the token that gives its own orders as CAP to a client that sends
    ``Authorization: Bearer <token>``.
    """

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        found = feed(scope["path"])
        if scope["path"] != "/healthz" and found is None:
            await answer(send, 404)
        elif scope["method"] not in ("GET", "HEAD"):
            await answer(send, 405)
        elif found is not None:
            await _feed(*found, scope, send)
        else:
            well, said = await look()
            await answer(send, 200 if well else 503, orjson.dumps(said), kind=b"application/json")

    async with listening(application, host, port):
        log.info("health_listening", host=host, port=port)
        await stop.wait()


async def _feed(town: Town, token: str, scope: Scope, send: Send) -> None:
    """Give the orders to clients that send the token in a header: an address is written into logs."""
    given = dict(scope["headers"]).get(b"authorization", b"")
    if not compare_digest(given, f"Bearer {token}".encode()):
        await answer(send, 401)
        return
    async with town.database.reading() as session:
        written = await outgoing.feed(Moment(session, town, town.now()))
    await answer(send, 200, written, kind=b"application/atom+xml")


async def beat(look: Look, url: str, stop: asyncio.Event, *, every: float = BEAT_SECONDS) -> None:
    """Fetch the monitor's URL each minute until ``stop``, but not while anything is late. The URL is a secret."""
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        while not stop.is_set():
            well, said = await look()
            if well:
                try:
                    (await client.get(url)).raise_for_status()
                except httpx.HTTPError as error:
                    log.warning("heartbeat_failed", reason=type(error).__name__)
            else:
                log.warning("heartbeat_withheld", **said)
            await pause(stop, every)
