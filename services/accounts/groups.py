"""Group chats: bound by a code to the station, a unit, a village or a squad; followed, renamed, lost (I8)."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Code, Group, GroupMember, Squad, Unit, Village
from models.enums import Action, GroupPurpose, GroupState
from services.accounts import kinds, one_time_codes
from services.cards import people as cards_people
from services.cards.card import Card, lines
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.database import INTRODUCTION, wake
from services.core.errors import Refused
from services.messaging import messages, outbox
from services.people import directory
from services.people.access import Subject, may, require
from services.squads import squads


async def issue_code(act: Moment, issuer: Actor, *, purpose: GroupPurpose, scope: int | None) -> tuple[str, datetime]:
    """Return a code that binds the group it is posted in; ``scope`` is the unit's, village's or squad's id."""
    require(issuer, Action.BIND_GROUP, await _subject(act.session, purpose, scope))
    return await one_time_codes.issue(act, issuer.person_id, group_purpose=purpose, group_scope=scope)


async def bind(act: Act, *, chat_id: int, title: str, thread_id: int | None, code: str) -> Group:
    """Bind a group by the code posted in it. The person who posts needs the right as well as the code."""
    found = await one_time_codes.redeem(act, code, Code.group_purpose, Code.group_scope)
    if found is None:
        raise Refused("error-code-unknown")
    whose = GroupOwner(found.group_purpose, found.group_scope, None)
    return await take(act, whose, chat_id=chat_id, title=title, thread_id=thread_id)


async def take(act: Act, whose: "GroupOwner", *, chat_id: int, title: str, thread_id: int | None = None) -> Group:
    """Bind a group that the actor is in: Telegram says so, or a code posted there does.

    A group of another owner is taken from it only with the right to bind that owner's groups. Its people hear of it,
    with the person who had bound it; so do the groups that the new owner has already.
    """
    require(act.actor, Action.BIND_GROUP, await _subject(act.session, whose.purpose, whose.id))
    group = await by_chat(act.session, chat_id)
    former = None
    if group is None:
        group = Group(chat_id=chat_id)
        act.session.add(group)
    else:
        former = Former(group.purpose, group.scope, group.bound_by_id)
        require(act.actor, Action.BIND_GROUP, _of(await _row(act.session, former.purpose, former.scope)))
    if group.state is GroupState.LOST:  # nobody saw the comings and goings meanwhile
        await act.session.execute(sa.delete(GroupMember).where(GroupMember.group_id == group.id))
        group.administrator = None
    group.title, group.purpose, group.scope, group.thread_id = title, whose.purpose, whose.id, thread_id
    group.state, group.bound_by_id, group.bound_at = GroupState.BOUND, act.actor.person_id, act.now
    group.join_code = secrets.token_urlsafe(9) if group.purpose is GroupPurpose.SQUAD else None
    await act.session.flush()
    wake(act.session, INTRODUCTION)
    details = {"chat_id": chat_id, "purpose": group.purpose, "scope": group.scope}
    if former is not None:
        details |= {"former_purpose": former.purpose, "former_scope": former.scope}
    seq = await journal.record(act, f"group:{group.id}", "bind", details=details)
    await _tell_of_binding(act, group, former, seq)
    return group


@dataclass(frozen=True)
class Former:
    """The owner of a group before, and the person who had bound it."""

    purpose: GroupPurpose
    scope: int | None
    bound_by_id: int


async def _tell_of_binding(act: Act, group: Group, former: Former | None, seq: int) -> None:
    """Tell who had the group that it is another's now, and the owner's other groups that there is one more."""
    name = await owner_name(act.session, group.purpose, group.scope)
    if former is not None and (former.purpose, former.scope) != (group.purpose, group.scope):
        was = await owner_name(act.session, former.purpose, former.scope)
        those = await _in_charge(act, former)
        await messages.tell(
            act,
            [group, *(one for one in those if one.person_id != act.actor.person_id)],
            lambda words: Card(
                text=words(
                    "group-taken",
                    title=group.title,
                    was=was or words.plain(f"group-purpose-{former.purpose.value}"),
                    whose=name or words.plain(f"group-purpose-{group.purpose.value}"),
                    by=cards_people.named(act.town, words, act.actor.name, act.actor.phone),
                )
            ),
            kinds.GROUP_TAKEN,
            about=(group.id, seq),
        )
    others = list(
        await act.session.scalars(
            sa.select(Group).where(
                Group.purpose == group.purpose,
                Group.scope.is_(None) if group.scope is None else Group.scope == group.scope,
                Group.state == GroupState.BOUND,
                Group.id != group.id,
            )
        )
    )
    binders = await directory.by_ids(act.session, {one.bound_by_id for one in others} - {act.actor.person_id})
    await messages.tell(
        act,
        [*others, *binders],
        lambda words: Card(
            text=words(
                "group-one-more",
                title=group.title,
                whose=name or words.plain(f"group-purpose-{group.purpose.value}"),
                by=cards_people.named(act.town, words, act.actor.name, act.actor.phone),
            )
        ),
        kinds.GROUP_TAKEN,
        about=(group.id, seq, "more"),
    )


async def _in_charge(act: Act, former: Former) -> list[Actor]:
    """Return the people to tell that a group is not theirs any more: who bound it, and who is in charge there."""
    told = await directory.by_ids(act.session, [former.bound_by_id])
    match former.purpose, former.scope:
        case GroupPurpose.UNIT, int(unit_id):
            told += await directory.of_unit(act.session, unit_id)
        case GroupPurpose.VILLAGE, int(village_id):
            told += await directory.of_village_point(act.session, village_id)
        case GroupPurpose.SQUAD, int(squad_id):
            told += await squads.in_charge(act.session, squad_id, now=act.now)
        case _:
            told += await directory.station_desk(act.session, now=act.now)
    return told


async def follow(session: AsyncSession, *, old_chat_id: int, new_chat_id: int, now: datetime) -> bool:
    """Let a group's binding and waiting messages follow its upgrade to a supergroup; False when it is not bound.

    Intake calls this at the service message, delivery at a refused send; again does no harm. If the new chat was bound
    by itself meanwhile, that binding stands.
    """
    await outbox.follow_chat(session, old_chat_id, new_chat_id)
    group = await by_chat(session, old_chat_id)
    if group is None or await by_chat(session, new_chat_id) is not None:
        return False
    group.chat_id, group.thread_id = new_chat_id, None
    details = {"from": old_chat_id, "to": new_chat_id}
    await journal.append(session, f"group:{group.id}", "upgrade", now=now, actor_id=None, details=details)
    return True


async def rename(session: AsyncSession, *, chat_id: int, title: str) -> None:
    """Keep a bound group's title as its members see it."""
    await session.execute(sa.update(Group).where(Group.chat_id == chat_id).values(title=title[:256]))


async def by_chat(session: AsyncSession, chat_id: int) -> Group | None:
    """Return the binding of a chat, lost or not."""
    return await session.scalar(sa.select(Group).where(Group.chat_id == chat_id))


async def lose(act: Moment, *, chat_id: int) -> None:
    """Mark a binding lost because the bot was removed; alarm the station, and the captain of a squad's group."""
    group = await by_chat(act.session, chat_id)
    if group is None or group.state is not GroupState.BOUND:
        return
    group.state = GroupState.LOST
    seq = await journal.record(act, f"group:{group.id}", "lose")
    told = await directory.alarmed(act.session, now=act.now)
    if group.purpose is GroupPurpose.SQUAD and group.scope is not None:
        told = [*told, *await squads.in_charge(act.session, group.scope, now=act.now)]
    await messages.tell(
        act,
        told,
        lambda words: Card(text=words("identity-group-lost", title=group.title)),
        kinds.GROUP_LOST,
        about=(group.id, seq),
    )


async def note_rights(act: Moment, *, chat_id: int, administrator: bool) -> None:
    """Note whether the bot is administrator of a bound group; the captain of a squad hears when it no longer is."""
    group = await by_chat(act.session, chat_id)
    if group is None or group.administrator is administrator:
        return
    was, group.administrator = group.administrator, administrator
    if administrator or not was or group.purpose is not GroupPurpose.SQUAD or group.scope is None:
        return
    await messages.tell(
        act,
        await squads.in_charge(act.session, group.scope, now=act.now),
        lambda words: Card(text=lines(words("group-demoted", title=group.title), words("membership-not-admin"))),
        kinds.GROUP_DEMOTED,
        about=(group.id, int(act.now.timestamp())),
    )


_TABLES: dict[GroupPurpose, type[Unit] | type[Village] | type[Squad]] = {
    GroupPurpose.UNIT: Unit,
    GroupPurpose.VILLAGE: Village,
    GroupPurpose.SQUAD: Squad,
}


@dataclass(frozen=True)
class GroupOwner:
    """The owner of a group: the station (no id), or a unit, village or squad."""

    purpose: GroupPurpose
    id: int | None
    name: str | None


async def owners(session: AsyncSession, actor: Actor, purpose: GroupPurpose) -> list[GroupOwner]:
    """Return the owners for which the actor may bind a group of this purpose."""
    if purpose is GroupPurpose.STATION:
        return [GroupOwner(purpose, None, None)] if may(actor, Action.BIND_GROUP, Subject()) else []
    table = _TABLES[purpose]
    found = await session.scalars(sa.select(table).where(table.active).order_by(table.id))
    rows = cast(list[Unit | Village | Squad], found.all())
    return [GroupOwner(purpose, row.id, row.name) for row in rows if may(actor, Action.BIND_GROUP, _of(row))]


async def owner_name(session: AsyncSession, purpose: GroupPurpose, scope: int | None) -> str | None:
    """Return the name of the unit, village or squad of a group; None for the station's."""
    row = await _row(session, purpose, scope)
    return row.name if row else None


async def _row(session: AsyncSession, purpose: GroupPurpose, scope: int | None) -> Unit | Village | Squad | None:
    table = _TABLES.get(purpose)
    return await session.get(table, scope) if table is not None and scope is not None else None


async def _subject(session: AsyncSession, purpose: GroupPurpose, scope: int | None) -> Subject:
    row = await _row(session, purpose, scope)
    if row is None and purpose is not GroupPurpose.STATION:
        raise Refused("error-group-owner-gone")
    return _of(row)


def _of(row: Unit | Village | Squad | None) -> Subject:
    """Return the subject of the right to bind: a squad is its captain's, and its village's."""
    match row:
        case Unit():
            return Subject(unit_ids=frozenset({row.id}))
        case Village():
            return Subject(village_id=row.id)
        case Squad():
            return squads.subject(row)
        case _:
            return Subject()
