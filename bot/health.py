"""Health for an outside monitor: ``/healthz``, and a heartbeat that stops while anything stands still; our orders."""

import asyncio
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
    """Answer ``GET /healthz`` until ``stop``: 200 when all is well, 503 with what is late.

    With ``feed_token``, ``GET /orders.atom`` with ``Authorization: Bearer <token>`` gives our own orders as CAP.
    """

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] not in ("/healthz", *([FEED] if feed_token else [])):
            await answer(send, 404)
        elif scope["method"] not in ("GET", "HEAD"):
            await answer(send, 405)
        elif scope["path"] == FEED:
            await _feed(town, feed_token or "", scope, send)
        else:
            well, said = await state(town, reception)
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


async def beat(
    town: Town, url: str, stop: asyncio.Event, *, every: float = BEAT_SECONDS, reception: Reception | None = None
) -> None:
    """Fetch the monitor's URL each minute until ``stop``, but not while anything is late. The URL is a secret."""
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        while not stop.is_set():
            well, said = await state(town, reception)
            if well:
                try:
                    (await client.get(url)).raise_for_status()
                except httpx.HTTPError as error:
                    log.warning("heartbeat_failed", reason=type(error).__name__)
            else:
                log.warning("heartbeat_withheld", **said)
            await pause(stop, every)
