"""The intake role: receives updates (polls, or listens as a webhook) and handles them while it holds the lease."""

import asyncio
from contextlib import AsyncExitStack, suppress

import structlog
from aiogram import Bot, Router
from sqlalchemy.exc import SQLAlchemyError

from bot.intake import inbox
from bot.intake.answer.send_budget import SendBudget
from bot.intake.answer.sender import AnswerSender
from bot.intake.handle.dispatcher import build_dispatcher
from bot.intake.handle.sender_queues import SenderQueues
from bot.intake.handle.update_handler import UpdateHandler
from bot.intake.introduction import introduce
from bot.intake.receive.contact import Contact
from bot.intake.receive.poller import Poller
from bot.intake.receive.webhook import InboxWriter, Receiver, announce, secret_of
from bot.intake.telegram_api import open_bot
from bot.intake.webhook_settings import WebhookSettings
from bot.serving import listening
from delivery.telegram.outage import Outage
from handlers.kit.middleware import ActorOf
from services.core.town import Town
from services.operations.database_errors import describe
from services.operations.held_lease import hold
from services.operations.lease_holders import new_holder
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

    With ``webhook`` every process receives; only the holder of the lease handles. Without, the holder polls.
    ``budget``, the send budget of answers, and ``outage`` are shared with delivery in this process; ``reception``
    hears how polls go. Raises ``TokenRefused``.
    """
    bot = open_bot(town.token, api_base, proxy)
    outage = outage or Outage(bot.session.api.base.partition("/bot")[0], proxied=proxy is not None)
    dispatcher = await build_dispatcher(town, router, find_actor)
    sender = AnswerSender(town, bot, budget)
    queues = SenderQueues(
        town,
        UpdateHandler(town, bot, dispatcher),
        sender.send,
        at_once=at_once or (AT_ONCE_SQLITE if town.database.is_sqlite else AT_ONCE_POSTGRES),
        in_order=webhook is None,
    )
    holder = holder or new_holder()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bot.session.close)
        stack.push_async_callback(dispatcher.emit_shutdown)
        stack.push_async_callback(sender.finish)
        if webhook is not None:
            receiver = Receiver(webhook.path, secret_of(town.token), InboxWriter(town, queues.wake))
            await stack.enter_async_context(listening(receiver, webhook.host, webhook.port))
            await announce(bot, webhook, stop, outage)
            await Contact(town, polls=False).made()
        while not stop.is_set():
            async with hold(town.database, f"intake:{bot.id}", holder, stop) as lease:
                if lease is not None:
                    if lease.after_death:
                        await _count_in_flight(town)
                    poller = Poller(town, bot, queues.hand_over, outage, reception) if webhook is None else None
                    await _work(town, bot, queues, lease.ended, poller)


async def _count_in_flight(town: Town) -> None:
    """Count a try of what a process that has died may have been at work on: one of these may have ended it."""
    try:
        async with town.database.transaction() as session:
            count = await inbox.count_in_flight(session)
    except (SQLAlchemyError, OSError) as error:
        log.error("database_away", reason=describe(error))
    else:
        log.warning("taken_over_from_the_dead", in_flight=count)


async def _work(town: Town, bot: Bot, queues: SenderQueues, ended: asyncio.Event, poller: Poller | None) -> None:
    """Handle, and poll, until ``ended`` is set; when one of the two fails, both end at once."""
    log.info("intake_working", polling=poller is not None)
    working = [asyncio.create_task(queues.run(ended), name="sender-queues")]
    if poller is not None:
        working.append(asyncio.create_task(poller.run(ended), name="poller"))
    tasks = [*working, asyncio.create_task(introduce(bot, town), name="introduction")]
    try:
        done, _ = await asyncio.wait(working, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
