"""Counts a squad's group: Telegram is asked about each account between transactions, never inside one."""

from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram import ChatMember
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import ExtBot

from delivery import side_work
from services.core.act import Moment
from services.core.database import COUNTS
from services.core.town import Town
from services.operations.held_lease import HeldLease
from services.squads import membership, membership_notices
from services.squads.membership import CountRequest

log = structlog.get_logger(__name__)

PRESENT = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER})
LEADING = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})


@dataclass
class GroupCount:
    """Telegram's answers about one group; the rest is None."""

    present: dict[int, bool] = field(default_factory=dict)
    administrator: bool | None = None
    people: int | None = None


class GroupCounter:
    """Counts the groups of one township while it holds the lease."""

    def __init__(self, town: Town, bot: ExtBot[Any], lease: HeldLease) -> None:
        self._town = town
        self._bot = bot
        self._lease = lease

    async def run(self) -> None:
        """Count the groups somebody asked about until the lease ends; an interrupted count is made again."""
        await side_work.run(self._town.database, COUNTS, self._lease, self._count_one)

    async def _count_one(self) -> float:
        async with self._town.database.reading() as session:
            wanted = await membership.wanted(session)
        if wanted is None:
            return side_work.SLOW_LOOK
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
                await membership_notices.show_count(Moment(session, self._town, now), group, for_whom)
        return 0

    async def _ask(self, wanted: CountRequest) -> GroupCount:
        """Ask about the bot itself first: where it is no longer in the chat, nothing else can be asked."""
        count = GroupCount()
        try:
            own = await self._bot.get_chat_member(wanted.chat_id, self._bot.id)
            count.administrator = own.status in LEADING
            count.people = await self._bot.get_chat_member_count(wanted.chat_id)
        except (BadRequest, Forbidden, ChatMigrated) as error:
            log.info("delivery.group_not_shown", chat_id=wanted.chat_id, error=str(error))
            return count
        for account in wanted.accounts:
            if self._lease.ended.is_set():
                break
            try:
                member = await self._bot.get_chat_member(wanted.chat_id, account)
            except BadRequest as error:  # "user not found", or the chat hides its members: not known
                log.info("delivery.member_not_shown", chat_id=wanted.chat_id, error=str(error))
                continue
            restricted = member.status == ChatMember.RESTRICTED
            count.present[account] = (
                bool(getattr(member, "is_member", False)) if restricted else member.status in PRESENT
            )
        return count
