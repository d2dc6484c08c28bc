"""Asking Telegram who of a squad is in its group, when somebody wants to know; between transactions, never inside."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from telegram import ChatMember
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import ExtBot

from services.core.database import COUNTS
from services.core.town import Town
from services.operations.commit_events import commits
from services.operations.held_lease import Tenure, end, pause
from services.squads import membership
from services.squads import membership_notices as membership_news
from services.squads.membership import Wanted

log = structlog.get_logger(__name__)

POLL = 5.0
THERE = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER})
LEADING = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})


@dataclass
class Count:
    """What Telegram said; what it did not say is not there."""

    present: dict[int, bool] = field(default_factory=dict)
    administrator: bool | None = None
    people: int | None = None


class Counter:
    """Counts the groups of one township during one tenure."""

    def __init__(self, town: Town, bot: ExtBot[Any], tenure: Tenure) -> None:
        self._town = town
        self._bot = bot
        self._tenure = tenure

    async def run(self) -> None:
        """Count what is wanted until the tenure ends; a count that was interrupted is made again."""
        async with commits(self._town.database, COUNTS) as wake:
            waker = asyncio.create_task(self._wake_at_the_end(wake))
            try:
                while not self._tenure.ended.is_set():
                    wake.clear()
                    try:
                        if await self._count_one():
                            continue
                    except (SQLAlchemyError, OSError, TelegramError) as error:
                        log.warning("delivery.group_not_counted", error=str(error))
                    if not self._tenure.ended.is_set():
                        await pause(wake, POLL)
            finally:
                await end(waker)

    async def _wake_at_the_end(self, wake: asyncio.Event) -> None:
        await self._tenure.ended.wait()
        wake.set()

    async def _count_one(self) -> bool:
        async with self._town.database.reading() as session:
            wanted = await membership.wanted(session)
        if wanted is None:
            return False
        count = await self._ask(wanted)
        now = self._town.now()
        async with self._town.database.transaction() as session:
            group, for_whom = await membership.counted(
                session,
                wanted.group_id,
                count.present,
                administrator=count.administrator,
                people=count.people,
                now=now,
            )
            if for_whom is not None:
                await membership_news.show_count(session, self._town, group, for_whom, now=now)
        return True

    async def _ask(self, wanted: Wanted) -> Count:
        """Ask about the bot itself first: where it is no longer in the chat, nothing else can be asked."""
        count = Count()
        try:
            own = await self._bot.get_chat_member(wanted.chat_id, self._bot.id)
            count.administrator = own.status in LEADING
            count.people = await self._bot.get_chat_member_count(wanted.chat_id)
        except (BadRequest, Forbidden, ChatMigrated) as error:
            log.info("delivery.group_not_shown", chat_id=wanted.chat_id, error=str(error))
            return count
        for account in wanted.accounts:
            if self._tenure.ended.is_set():
                break
            try:
                member = await self._bot.get_chat_member(wanted.chat_id, account)
            except BadRequest as error:  # "user not found", or the chat hides its members: not known
                log.info("delivery.member_not_shown", chat_id=wanted.chat_id, error=str(error))
                continue
            restricted = member.status == ChatMember.RESTRICTED
            count.present[account] = bool(getattr(member, "is_member", False)) if restricted else member.status in THERE
        return count
