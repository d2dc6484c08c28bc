"""The intake role: receives updates (polls, or listens as a webhook) and handles those of its share of the senders."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress

import structlog
from aiogram import Bot, Router

from bot.intake.answer.send_budget import SendBudget
from bot.intake.answer.sender import AnswerSender
from bot.intake.handle.dispatcher import build_dispatcher
from bot.intake.handle.sender_queues import SenderQueues
from bot.intake.handle.update_handler import UpdateHandler
from bot.intake.introduction import introduce
from bot.intake.receive.contact import Contact
from bot.intake.receive.poller import Poller
from bot.intake.receive.webhook import InboxWriter, Receiver, announce, secret_of
from bot.intake.shares import Shares
from bot.intake.telegram_api import open_bot
from bot.intake.webhook_settings import WebhookSettings
from bot.serving import listening
from delivery.telegram.outage import Outage
from handlers.kit.middleware import ActorOf
from services.core.town import Town
from services.operations.held_lease import HeldLease
from services.operations.lease_holders import new_holder
from services.operations.waiting import end, set_after
from services.operations.watchdog import Reception
from services.people.access import actor_of

log = structlog.get_logger(__name__)

AT_ONCE_SQLITE = 4
"""Transactions in parallel: SQLite has one writer, and others wait for it too."""
AT_ONCE_POSTGRES = 6
"""Of the ten connections (``services.core.database``); the rest is for scheduler and delivery."""


async def take_in(
    town: Town,
    router: Router,
    *,
    api_base: str | None,
    stop: asyncio.Event,
    holder: str | None = None,
    webhook: WebhookSettings | None = None,
    at_once: int | None = None,
    budget: SendBudget | None = None,
    find_actor: ActorOf = actor_of,
    proxy: str | None = None,
    outage: Outage | None = None,
    reception: Reception | None = None,
) -> None:
    """Receive and handle updates until ``stop``, then finish what is in flight (10 s at most).

    With ``webhook`` every process receives; without, the holder of the first share polls. ``budget``, the send budget
    of answers, and ``outage`` are shared with delivery in this process; ``reception`` hears how polls go.
    Raises ``TokenRefused``.
    """
    bot = open_bot(town.token, api_base, proxy)
    outage = outage or Outage(bot.session.api.base.partition("/bot")[0], proxied=proxy is not None)
    dispatcher = await build_dispatcher(town, router, find_actor)
    sender = AnswerSender(town, bot, budget)
    shares = Shares(town.database, f"intake:{bot.id}", holder or new_holder(town.database))
    queues = SenderQueues(
        town,
        UpdateHandler(town, bot, dispatcher),
        sender.send,
        shares,
        at_once=at_once or (AT_ONCE_SQLITE if town.database.is_sqlite else AT_ONCE_POSTGRES),
        in_order=webhook is None,
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bot.session.close)
        stack.push_async_callback(dispatcher.emit_shutdown)
        if webhook is not None:
            receiver = Receiver(webhook.path, secret_of(town.token), InboxWriter(town, queues.wake))
            await stack.enter_async_context(listening(receiver, webhook.host, webhook.port))
            await announce(bot, webhook, stop, outage)
            await Contact(town, polls=False).made()

        async def left(lease: HeldLease) -> None:
            await queues.leave(lease)
            await sender.settle()

        def poller() -> Poller:
            return Poller(town, bot, queues.hand_over, outage, reception, alone=lambda: shares.whole)

        keeping = await stack.enter_async_context(shares.kept(stop, queues.look_through, left))
        stack.push_async_callback(sender.finish)
        leading = _lead(town, bot, shares, stop, poller if webhook is None else None)
        await _together(keeping, asyncio.create_task(queues.run(stop)), asyncio.create_task(leading))


async def _lead(town: Town, bot: Bot, shares: Shares, stop: asyncio.Event, poller: Callable[[], Poller] | None) -> None:
    """Poll, and introduce the bot, while this process holds the first share."""
    while not stop.is_set():
        shares.gained.clear()
        if (lease := shares.first) is None:
            await shares.gained.wait()
            continue
        log.info("intake_working", polling=poller is not None)
        over = asyncio.Event()
        watching = [asyncio.create_task(set_after(event, over)) for event in (stop, lease.ended)]
        introducing = asyncio.create_task(introduce(bot, town), name="introduction")
        try:
            await (over.wait() if poller is None else poller().run(over))
        finally:
            await end(introducing, *watching)


async def _together(*tasks: asyncio.Task[None]) -> None:
    """Wait until all have ended; when one fails, end the others and raise its error."""
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
