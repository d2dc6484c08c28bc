"""A running process: the roles of one township are started together and drained together.

Each role imports its own library, so that delivery alone starts without aiogram.
"""

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

import structlog

import migrations
import texts.bundle
from bot import late_schemas
from bot.clock_catch_up import catch_up
from bot.intake.webhook_settings import WebhookSettings
from bot.launch import Launch, NotReady, ProcessRole
from bot.sandbox_clock import SandboxClock
from bot.settings import API_BASE
from services.core.clock import Clock, SystemClock
from services.core.database import Database
from services.core.engines.postgres import Servers
from services.core.errors import TokenRefused
from services.core.town import Town
from services.operations.lease_holders import bury_the_dead, new_holder
from services.operations.watchdog import Reception

log = structlog.get_logger(__name__)

FREEZE_AFTER = 3.0
"""Seconds after which the objects made at the start are hidden from the garbage collector."""
SWITCH_AFTER = 0.0002
"""Seconds after which a thread that waits for the interpreter gets it (Python: 0.005): SQLite's commits wait in one."""
GARBAGE = (700, 10, 10)
"""Python's own thresholds of the garbage collector; the command line, which soon ends, has larger ones."""


Running = Callable[[asyncio.Event], Awaitable[None]]


def run(launch: Launch) -> int:
    """Run a process until SIGTERM or SIGINT and return its exit code: 0 after draining, 1 when it cannot go on.

    Raises ``NotReady`` or ``TokenRefused`` when the operator has to do something first.
    """
    with runner() as running:
        return running.run(_run(launch))


def runner() -> asyncio.Runner:
    """Return what runs a process: on uvloop where it can be had, and with threads that soon get their turn."""
    gc.disable()  # imports make no garbage; looking for it costs a fifth of the start
    sys.setswitchinterval(SWITCH_AFTER)
    return asyncio.Runner(loop_factory=_loop_factory())


async def _run(launch: Launch) -> int:
    stop = asyncio.Event()
    stop_on_signals(stop)
    try:
        async with opened(launch, stop) as town:
            hide_the_start()
            await serve(
                town,
                roles=launch.roles,
                stop=stop,
                api_base=launch.api_base,
                webhook=launch.webhook,
                proxy=launch.proxy,
                health=launch.health,
                feed_token=launch.feed_token,
                heartbeat=launch.heartbeat,
            )
    except (NotReady, TokenRefused):
        raise
    except Exception as error:
        log.exception("failed", reason=str(error))
        return 1
    return 0


@asynccontextmanager
async def opened(launch: Launch, stop: asyncio.Event, servers: Servers | None = None) -> AsyncIterator[Town]:
    """Yield the town of a launch, its clock running; at the end its database is closed.

    ``servers`` are the database connections that it shares with other towns of this process.
    """
    clock: Clock = SystemClock()
    async with AsyncExitStack() as stack:
        if launch.sandbox_clock:
            clock = await stack.enter_async_context(_following(launch.api_base, stop))
        database = Database(launch.database_url, servers)
        stack.push_async_callback(database.close)
        yield _town(launch, database, clock)


def _town(launch: Launch, database: Database, clock: Clock) -> Town:
    """Return the town of a launch. Delivery needs nothing that the areas state, and starts without them."""
    if launch.roles == {ProcessRole.DELIVERY}:
        return Town(launch.township, database, texts.bundle.load(), clock, launch.token)
    from services.registry import open_town

    return open_town(launch.township, database, texts.bundle.load(), clock, launch.token)


@asynccontextmanager
async def _following(base: str, stop: asyncio.Event) -> AsyncIterator[SandboxClock]:
    """Yield the sandbox's clock once its offset is known, and follow it."""
    clock, started, over = SandboxClock(base, new_holder()), asyncio.Event(), asyncio.Event()
    following = asyncio.create_task(clock.follow(over, started))
    waiting = {asyncio.create_task(started.wait()), asyncio.create_task(stop.wait())}
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    try:
        yield clock
    finally:
        over.set()
        await following


async def serve(
    town: Town,
    *,
    roles: Collection[ProcessRole],
    stop: asyncio.Event,
    api_base: str = API_BASE,
    webhook: WebhookSettings | None = None,
    proxy: str | None = None,
    health: str | None = None,
    feed_token: str | None = None,
    heartbeat: str | None = None,
    reception: Reception | None = None,
) -> None:
    """Run the roles until ``stop``, then let each finish what is in flight. ``reception`` hears how polls go.

    Raises ``NotReady``, or the first error of a role after the others have stopped.
    """
    await check_schema(town)
    holder = new_holder(town.database)
    async with town.database.transaction() as session:
        await bury_the_dead(session)
    if isinstance(town.clock, SandboxClock):
        town.clock.on_move(partial(catch_up, town, roles))
    reception = reception or Reception()
    running = _roles(town, set(roles), reception, api_base=api_base, webhook=webhook, proxy=proxy, holder=holder)
    running |= _monitoring(town, reception, health, feed_token, heartbeat if ProcessRole.SCHEDULER in roles else None)
    await _together(running, stop)


async def check_schema(town: Town) -> None:
    """Raise ``NotReady`` unless the database is at the newest revision."""
    url = town.database.url.render_as_string(hide_password=False)
    found, wanted = await migrations.current(url), migrations.head()
    if found != wanted:
        at = found or "none"
        raise NotReady(f"the database is at revision {at}, this program needs {wanted}: run bihuan migrate")


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set ``stop`` at SIGTERM and SIGINT; a second one ends the process at once."""
    loop = asyncio.get_running_loop()

    def stopping(number: int) -> None:
        log.info("stopping", signal=signal.Signals(number).name)
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping, number)


def _roles(
    town: Town,
    roles: set[ProcessRole],
    reception: Reception,
    *,
    api_base: str,
    webhook: WebhookSettings | None,
    proxy: str | None,
    holder: str,
) -> dict[str, Running]:
    """Return the roles to run, by name; each is imported here, when it is wanted."""
    from delivery.telegram.outage import Outage

    running: dict[str, Running] = {}
    budget, outage = None, Outage(api_base, proxied=proxy is not None)
    if ProcessRole.CONSOLE in roles:
        raise NotReady("the console is not part of this version: leave it out of --roles", "cli-no-console")
    if ProcessRole.DELIVERY in roles:
        from delivery.role import deliver
        from delivery.telegram.limiter import Limiter

        limiter = Limiter(town.settings.send)
        budget = limiter
        running["delivery"] = lambda stop: deliver(
            town, api_base=api_base, stop=stop, holder=holder, proxy=proxy, limiter=limiter, outage=outage
        )
    if ProcessRole.SCHEDULER in roles:
        from scheduler.run import run as schedule

        running["scheduler"] = lambda stop: schedule(town, stop)
    if ProcessRole.INTAKE in roles:
        late_schemas.import_aiogram()
        from bot.intake.role import take_in
        from handlers import build_router

        running["intake"] = lambda stop: take_in(
            town,
            build_router(),
            api_base=api_base,
            stop=stop,
            holder=holder,
            webhook=webhook,
            budget=budget,
            proxy=proxy,
            reception=reception,
            outage=outage,
        )
    return running


def _monitoring(
    town: Town, reception: Reception, health: str | None, feed_token: str | None, heartbeat: str | None
) -> dict[str, Running]:
    """Return the health page with the feed of orders, and the heartbeat, as far as they are wanted."""
    running: dict[str, Running] = {}
    if health or heartbeat:
        from bot import health as outside

        if health:
            host, _, port = health.rpartition(":")
            running["health"] = lambda stop: outside.serve(
                town, host.strip("[]"), int(port), stop, reception, feed_token=feed_token
            )
        if heartbeat:
            running["heartbeat"] = lambda stop: outside.beat(partial(outside.state, town, reception), heartbeat, stop)
    return running


async def _together(running: dict[str, Running], stop: asyncio.Event) -> None:
    """Run everything until ``stop``. When one ends early, stop the others and raise its error."""
    ended = asyncio.Event()
    tasks = {asyncio.ensure_future(role(ended)): name for name, role in running.items()}
    stopping = asyncio.ensure_future(stop.wait())
    log.info("started", roles=sorted(running))
    try:
        await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
        for task in [task for task in tasks if task.done()]:
            log.info("role_ended", role=tasks[task])
    finally:
        ended.set()
        stopping.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    log.info("stopped")


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes the event loop of a process: uvloop's, where it can be had."""
    try:
        import uvloop
    except ImportError:  # Windows
        return None
    return uvloop.new_event_loop


def hide_the_start() -> asyncio.TimerHandle:
    """Hide what is made in the next seconds from the garbage collector: it lives as long as the process."""
    return asyncio.get_running_loop().call_later(FREEZE_AFTER, freeze)


def freeze() -> None:
    """Hide all that there is from the garbage collector, and set it to work."""
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()
