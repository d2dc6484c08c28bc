"""The members of a squad's group, compared with the roster.

Telegram shows a bot no list of members. The bot sees who comes, leaves or speaks, and asks about the accounts of the
squad one by one on request (``delivery.telegram.group_counter``; never inside a transaction).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Group, GroupMember, Person, Squad
from models.enums import GroupState
from services.cards.people import named
from services.core.act import Actor
from services.core.database import COUNTS, Upsert, wake
from services.core.town import Town
from services.people.access import actors, with_posts
from services.squads import squads
from services.squads.invitations import squad_group
from services.squads.squads import Mate
from texts import Words

FRESH = timedelta(minutes=1)
"""A group that was counted so lately is not counted again."""
NAME_LENGTH, SHOWN_NAME = 64, 24
"""Characters of a name as Telegram shows it: kept, and shown."""

_TABLE = cast(sa.Table, GroupMember.__table__)
_FIRST = Upsert(lambda insert: insert(_TABLE).on_conflict_do_nothing())
_BY_ACCOUNTS = with_posts(Account.telegram_id.in_(sa.bindparam("accounts", expanding=True)))


@dataclass(frozen=True)
class Other:
    """An account in the group that is not the squad's: somebody of the roster, or nobody that is known."""

    telegram_id: int
    called: str | None
    person: Actor | None = None
    former: tuple[str, str] | None = None
    """Name and number of somebody who is no longer on the roster."""

    def said(self, town: Town, words: Words) -> str:
        """Return the account in words: a person of the roster masked, of a stranger the name that the group shows."""
        if self.person is not None:
            return named(town, words, self.person.name, self.person.phone)
        if self.former is not None:
            return words.plain("membership-former", name=named(town, words, *self.former))
        shown = self.called[:SHOWN_NAME] if self.called else words.plain("membership-nameless")
        return words.plain("membership-stranger", name=shown)


@dataclass(frozen=True)
class Comparison:
    """The squad's roster beside its group."""

    group: Group
    here: list[Mate]
    absent: list[Mate]
    """Logged in, and not in the group."""
    unseen: list[Mate]
    """Logged in, and not yet asked about."""
    out: list[Mate]
    """Not logged in: nobody can say whether they are in the group."""
    others: list[Other]


@dataclass(frozen=True)
class CountRequest:
    """A request to count the people of a group: the accounts to ask about."""

    group_id: int
    chat_id: int
    accounts: tuple[int, ...]


async def seen(
    session: AsyncSession,
    group: Group,
    telegram_id: int,
    *,
    present: bool,
    now: datetime,
    dated: datetime | None = None,
    called: str | None = None,
    news: bool = True,
) -> None:
    """Note that an account is in the group, or is not. ``news``: the people in charge may want to hear of it."""
    fresh = {"present": present, "told": present is not news, "since": now, "dated": dated, "called": None}
    await session.execute(_FIRST.on(session), {"group_id": group.id, "telegram_id": telegram_id} | fresh)
    row = await session.get_one(GroupMember, (group.id, telegram_id), with_for_update=True, populate_existing=True)
    if dated is not None and row.dated is not None and dated < row.dated:
        return
    row.dated = dated or row.dated
    if row.present != present:
        row.present, row.since = present, now
        row.told = row.told if news else present
    bound = await session.scalar(sa.select(Account.person_id).where(Account.telegram_id == telegram_id))
    row.called = called[:NAME_LENGTH] if called and present and bound is None else None


async def compare(session: AsyncSession, squad: Squad) -> Comparison | None:
    """Return the squad beside its group; None when it has none."""
    group = await squad_group(session, scope=squad.id)
    if group is None:
        return None
    rows = await session.scalars(sa.select(GroupMember).where(GroupMember.group_id == group.id))
    members = {row.telegram_id: row for row in rows}
    found = Comparison(group, [], [], [], [], [])
    for mate in await squads.mates_of(session, squad.id):
        if mate.telegram_id is None:
            found.out.append(mate)
            continue
        member = members.pop(mate.telegram_id, None)
        (found.unseen if member is None else found.here if member.present else found.absent).append(mate)
    strange = [row for row in members.values() if row.present]
    found.others.extend(await others(session, strange))
    return found


async def others(session: AsyncSession, rows: list[GroupMember]) -> list[Other]:
    """Return accounts that are not the squad's, with who of the roster is behind them."""
    accounts = [row.telegram_id for row in rows]
    known = await actors(session, _BY_ACCOUNTS, accounts=accounts) if rows else []
    persons = {person.chat_id: person for person in known}
    gone = await session.execute(
        sa.select(Account.telegram_id, Person.name, Person.phone)
        .join(Person, Person.id == Account.person_id)
        .where(Account.telegram_id.in_(accounts), ~Person.active)
    )
    former = {telegram_id: (name, phone) for telegram_id, name, phone in gone}
    return [
        Other(row.telegram_id, row.called, persons.get(row.telegram_id), former.get(row.telegram_id)) for row in rows
    ]


def want_count(session: AsyncSession, group: Group, person_id: int, *, now: datetime) -> bool:
    """Have the group's people counted for somebody; False when that was done just now."""
    if group.counted_at is not None and group.counted_at > now - FRESH:
        return False
    group.count_wanted_at, group.count_for_id = now, person_id
    wake(session, COUNTS)
    return True


async def wanted(session: AsyncSession) -> CountRequest | None:
    """Return a group to be counted."""
    group: Group | None = await session.scalar(
        sa.select(Group)
        .where(Group.count_wanted_at.is_not(None), Group.state == GroupState.BOUND)
        .order_by(Group.count_wanted_at, Group.id)
        .limit(1)
    )
    if group is None or group.scope is None:
        return None
    mates = await squads.mates_of(session, group.scope)
    return CountRequest(
        group.id, group.chat_id, tuple(mate.telegram_id for mate in mates if mate.telegram_id is not None)
    )


async def counted(
    session: AsyncSession,
    group_id: int,
    found: Mapping[int, bool],
    *,
    administrator: bool | None,
    people: int | None,
    now: datetime,
) -> tuple[Group, int | None]:
    """Keep the answers of Telegram about the accounts; return the group, and the person who asked for it."""
    group = await session.get_one(Group, group_id, with_for_update=True, populate_existing=True)
    for telegram_id, present in found.items():
        await seen(session, group, telegram_id, present=present, now=now, news=False)
    for_whom = group.count_for_id
    group.administrator = group.administrator if administrator is None else administrator
    group.people, group.counted_at, group.count_wanted_at, group.count_for_id = people, now, None, None
    return group, for_whom
