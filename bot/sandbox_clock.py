"""The sandbox's clock as the township's clock: a move there moves time in every role (``BIHUAN_CLOCK=sandbox``)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    import httpx

log = structlog.get_logger(__name__)

WAIT = 20
"""Seconds that one poll of the clock is kept open."""
RETRY = 0.5
"""Seconds before the sandbox is asked again when it could not be reached."""

WorkedOff = Callable[[], Awaitable[None]]


class SandboxClock:
    """The machine's time plus the sandbox's offset. ``follow`` keeps it right and reports when a move is worked off."""

    def __init__(self, base: str, follower: str) -> None:
        """``base`` is the sandbox's origin, ``follower`` names this process among those that follow."""
        self._base = base.rstrip("/")
        self._follower = follower
        self._offset = timedelta()
        self._moves = 0
        self._listeners: set[asyncio.Event] = set()
        self._hooks: list[WorkedOff] = []

    def now(self) -> datetime:
        """Return the sandbox's time in UTC."""
        return datetime.now(UTC) + self._offset

    def on_move(self, worked_off: WorkedOff) -> None:
        """Have ``worked_off`` awaited after every move; the sandbox's caller waits until all have returned.

        It returns when everything due by ``now()`` has been done.
        """
        self._hooks.append(worked_off)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[asyncio.Event]:
        """Yield an event that is set at every move; the listener clears it."""
        event = asyncio.Event()
        self._listeners.add(event)
        try:
            yield event
        finally:
            self._listeners.discard(event)

    async def follow(self, stop: asyncio.Event, started: asyncio.Event | None = None) -> None:
        """Follow until ``stop``; ``started`` is set as soon as the offset is known."""
        stopping = asyncio.create_task(stop.wait())
        import httpx  # a tenth of a second, for the sandbox only

        from delivery.certificates import trusted

        # A proxy of the environment has no business between us and a sandbox.
        waits = WAIT + 10
        async with httpx.AsyncClient(base_url=self._base, timeout=waits, trust_env=False, verify=trusted()) as client:
            asking = asyncio.create_task(self._follow(client, started or asyncio.Event()))
            await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
            for task in (asking, stopping):
                task.cancel()
            await asyncio.gather(asking, stopping, return_exceptions=True)

    async def _follow(self, client: "httpx.AsyncClient", started: asyncio.Event) -> None:
        import httpx

        away = False
        while True:
            known = started.is_set()
            query: dict[str, str | int] = {}
            if known:
                query = {"follower": self._follower, "seen": self._moves, "wait": WAIT}
            try:
                answer = await client.get("/sandbox/clock", params=query)
                answer.raise_for_status()
                clock: dict[str, Any] = answer.json()
            except httpx.HTTPError as error:
                if not away:
                    log.warning("sandbox_clock_away", base=self._base, reason=type(error).__name__)
                away = True
                await asyncio.sleep(RETRY)
                continue
            away = False
            self._offset = timedelta(seconds=clock["offset"])
            if known and clock["moves"] != self._moves:
                await self._work_off()
            self._moves = clock["moves"]
            started.set()

    async def _work_off(self) -> None:
        for event in self._listeners:
            event.set()
        for result in await asyncio.gather(*(hook() for hook in self._hooks), return_exceptions=True):
            if isinstance(result, BaseException):
                log.error("move_not_worked_off", exc_info=result)
