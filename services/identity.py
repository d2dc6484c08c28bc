"""Binding Telegram accounts to persons, and groups to their purpose (I8)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import phonenumbers
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Attempt, Code, Group, Person
from models.enums import Action, GroupPurpose, GroupState, Priority
from services import journal, people
from services.access import Actor, Subject, actor_of, require
from services.cards import Card
from services.errors import Refused
from services.outbox import To, queue
from services.town import Town

CODE_DIGITS = 6


class Entry(StrEnum):
    """How an attempt to get in ended."""

    WELCOME = "welcome"  # bound now
    ALREADY = "already"  # was bound before, to the same person
    NOT_YOUR_CONTACT = "not_your_contact"  # somebody else's card was shared
    UNKNOWN = "unknown"  # phone not on the roster, or code wrong, used or expired
    LOCKED = "locked"  # too many attempts today


@dataclass(frozen=True)
class Admission:
    """The answer to an attempt: how it ended, for whom, how many tries are left today."""

    entry: Entry
    actor: Actor | None = None
    left: int = 0


def normal_phone(raw: str, region: str = "CN") -> str | None:
    """Return the number as E.164, or None when it is none. Telegram sends contacts without a plus sign."""
    for candidate in (raw, f"+{raw.lstrip('+')}"):
        try:
            number = phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number) and phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


async def enter_by_contact(
    session: AsyncSession, town: Town, *, telegram_id: int, contact_user_id: int | None, phone: str, now: datetime
) -> Admission:
    """Bind the account to the person whose number it shared; only the account's own contact counts."""
    if await _locked(session, town, telegram_id, now):
        return Admission(Entry.LOCKED)
    if contact_user_id != telegram_id:
        return Admission(Entry.NOT_YOUR_CONTACT, left=await _missed(session, town, telegram_id, now))
    number = normal_phone(phone)
    person = await people.by_phone(session, number) if number else None
    if person is None:
        return Admission(Entry.UNKNOWN, left=await _missed(session, town, telegram_id, now))
    return await _bind(session, town, telegram_id, person.id, via="contact", now=now)


async def enter_by_code(session: AsyncSession, town: Town, *, telegram_id: int, code: str, now: datetime) -> Admission:
    """Bind the account by a one-time code of six digits."""
    if await _locked(session, town, telegram_id, now):
        return Admission(Entry.LOCKED)
    used: int | None = await session.scalar(
        sa.update(Code)
        .where(
            Code.digest == _digest(town, code),
            Code.person_id.is_not(None),
            Code.used_at.is_(None),
            Code.expires_at > now,
        )
        .values(used_at=now)
        .returning(Code.person_id)
    )
    if used is None:
        return Admission(Entry.UNKNOWN, left=await _missed(session, town, telegram_id, now))
    return await _bind(session, town, telegram_id, used, via="code", now=now)


async def issue_code(
    session: AsyncSession, town: Town, issuer: Actor | None, person_id: int, now: datetime
) -> tuple[str, datetime]:
    """Return a fresh code for a person and when it ends; earlier codes of that person end at once.

    ``issuer`` is None at the server's own command line. Raises ``Forbidden``, or ``Refused`` for an inactive person.
    """
    if issuer is not None:
        require(issuer, Action.ISSUE_CODE)
    person = await session.get(Person, person_id)
    if person is None or not person.active:
        raise Refused("error-person-gone")
    await session.execute(
        sa.update(Code).where(Code.person_id == person_id, Code.used_at.is_(None)).values(expires_at=now)
    )
    code = await _new_code(session, town, now)
    ends = now + town.settings.login.code_lifetime
    session.add(
        Code(
            digest=_digest(town, code),
            person_id=person_id,
            issued_by_id=issuer.person_id if issuer else person_id,
            issued_at=now,
            expires_at=ends,
        )
    )
    await journal.record(
        session, f"person:{person_id}", "issue_code", now=now, actor_id=issuer.person_id if issuer else None
    )
    return code, ends


async def issue_group_code(
    session: AsyncSession,
    town: Town,
    issuer: Actor,
    *,
    purpose: GroupPurpose,
    scope: int | None,
    now: datetime,
) -> tuple[str, datetime]:
    """Return a code that binds the group it is posted in; ``scope`` is the unit's, village's or squad's id."""
    require(issuer, Action.BIND_GROUP, _group_subject(purpose, scope))
    code = await _new_code(session, town, now)
    ends = now + town.settings.login.code_lifetime
    session.add(
        Code(
            digest=_digest(town, code),
            group_purpose=purpose,
            group_scope=scope,
            issued_by_id=issuer.person_id,
            issued_at=now,
            expires_at=ends,
        )
    )
    return code, ends


async def bind_group(
    session: AsyncSession,
    town: Town,
    actor: Actor,
    *,
    chat_id: int,
    title: str,
    thread_id: int | None,
    code: str,
    now: datetime,
) -> Group:
    """Bind a group by the code posted in it. The person who posts needs the right as well as the code."""
    found = (
        await session.execute(
            sa.update(Code)
            .where(
                Code.digest == _digest(town, code),
                Code.group_purpose.is_not(None),
                Code.used_at.is_(None),
                Code.expires_at > now,
            )
            .values(used_at=now)
            .returning(Code.group_purpose, Code.group_scope)
        )
    ).first()
    if found is None:
        raise Refused("error-code-unknown")
    require(actor, Action.BIND_GROUP, _group_subject(found.group_purpose, found.group_scope))
    group: Group | None = await session.scalar(sa.select(Group).where(Group.chat_id == chat_id))
    if group is None:
        group = Group(chat_id=chat_id)
        session.add(group)
    group.title, group.purpose, group.scope, group.thread_id = title, found.group_purpose, found.group_scope, thread_id
    group.state, group.bound_by_id, group.bound_at = GroupState.BOUND, actor.person_id, now
    await session.flush()
    await journal.record(
        session,
        f"group:{group.id}",
        "bind",
        now=now,
        actor_id=actor.person_id,
        details={"chat_id": chat_id, "purpose": group.purpose, "scope": group.scope},
    )
    return group


async def follow_upgrade(session: AsyncSession, *, old_chat_id: int, new_chat_id: int, now: datetime) -> bool:
    """Let a group's binding follow its upgrade to a supergroup; False when the group is not bound."""
    group: Group | None = await session.scalar(sa.select(Group).where(Group.chat_id == old_chat_id))
    if group is None:
        return False
    group.chat_id = new_chat_id
    await journal.record(
        session,
        f"group:{group.id}",
        "upgrade",
        now=now,
        actor_id=None,
        details={"from": old_chat_id, "to": new_chat_id},
    )
    return True


async def lose_group(session: AsyncSession, town: Town, *, chat_id: int, now: datetime) -> None:
    """Mark a binding lost because the bot was removed, and alarm the station."""
    group: Group | None = await session.scalar(
        sa.select(Group).where(Group.chat_id == chat_id, Group.state == GroupState.BOUND)
    )
    if group is None:
        return
    group.state = GroupState.LOST
    seq = await journal.record(session, f"group:{group.id}", "lose", now=now, actor_id=None)
    for person in await people.station_desk(session):
        words = town.words(person.language)
        await queue(
            session,
            To(person_id=person.person_id, chat_id=person.chat_id),
            Card(text=words("identity-group-lost", title=group.title)),
            event="group_lost",
            dedupe=f"group_lost:{group.id}:{seq}:{person.person_id}",
            priority=Priority.ORDER,
            now=now,
        )


async def forget_old(session: AsyncSession, town: Town, *, now: datetime) -> int:
    """Delete codes that ended a day ago and attempts of a week ago; return how many codes.

    Personal data that has served its purpose is destroyed (突发事件应对法 85).
    """
    gone = await session.execute(sa.delete(Code).where(Code.expires_at < now - timedelta(days=1)))
    await session.execute(sa.delete(Attempt).where(Attempt.day < _day(town, now - timedelta(days=7))))
    return int(gone.rowcount)  # type: ignore[attr-defined]


async def leave(session: AsyncSession, telegram_id: int) -> None:
    """Unbind an account."""
    await session.execute(sa.delete(Account).where(Account.telegram_id == telegram_id))


async def _bind(
    session: AsyncSession, town: Town, telegram_id: int, person_id: int, *, via: str, now: datetime
) -> Admission:
    bound = await session.get(Account, telegram_id)
    if bound is not None and bound.person_id == person_id:
        return Admission(Entry.ALREADY, await actor_of(session, telegram_id))
    former: Account | None = await session.scalar(sa.select(Account).where(Account.person_id == person_id))
    if former is not None:
        words = town.words(None)
        await queue(
            session,
            To(chat_id=former.telegram_id),
            Card(text=words("identity-moved")),
            event="account_moved",
            dedupe=f"account_moved:{former.telegram_id}:{now.isoformat()}",
            priority=Priority.RECEIPT,
            now=now,
        )
        await session.delete(former)
    if bound is not None:
        await session.delete(bound)
    await session.flush()
    session.add(Account(telegram_id=telegram_id, person_id=person_id, bound_at=now, via=via, reachable=True))
    await session.flush()
    await journal.record(
        session,
        f"person:{person_id}",
        "bind",
        now=now,
        actor_id=person_id,
        details={"telegram_id": telegram_id, "via": via, "former": former.telegram_id if former else None},
    )
    actor = await actor_of(session, telegram_id)
    if actor is None:  # on the roster, but without any post
        return Admission(Entry.UNKNOWN)
    return Admission(Entry.WELCOME, actor)


def _day(town: Town, now: datetime) -> str:
    return now.astimezone(town.zone).date().isoformat()


async def _locked(session: AsyncSession, town: Town, telegram_id: int, now: datetime) -> bool:
    attempt = await session.get(Attempt, (telegram_id, _day(town, now)))
    return attempt is not None and attempt.count >= town.settings.login.tries_a_day


async def _missed(session: AsyncSession, town: Town, telegram_id: int, now: datetime) -> int:
    """Count a failed attempt, alarm the station at the last one, and return how many are left today."""
    day = _day(town, now)
    attempt = await session.get(Attempt, (telegram_id, day))
    if attempt is None:
        attempt = Attempt(telegram_id=telegram_id, day=day, count=0, told_station=False)
        session.add(attempt)
    attempt.count += 1
    left = max(0, town.settings.login.tries_a_day - attempt.count)
    if left == 0 and not attempt.told_station:
        attempt.told_station = True
        for person in await people.station_desk(session):
            words = town.words(person.language)
            await queue(
                session,
                To(person_id=person.person_id, chat_id=person.chat_id),
                Card(text=words("identity-attempts", telegram_id=str(telegram_id), count=attempt.count)),
                event="attempts",
                dedupe=f"attempts:{telegram_id}:{day}:{person.person_id}",
                priority=Priority.REMINDER,
                now=now,
            )
    return left


def _digest(town: Town, code: str) -> str:
    """Keyed by the bot's token: six digits alone could be tried out from a stolen backup."""
    return hashlib.sha256(f"{town.token}:{code.strip()}".encode()).hexdigest()


async def _new_code(session: AsyncSession, town: Town, now: datetime) -> str:
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        taken = await session.scalar(
            sa.select(Code.id).where(Code.digest == _digest(town, code), Code.used_at.is_(None), Code.expires_at > now)
        )
        if taken is None:
            return code


def _group_subject(purpose: GroupPurpose, scope: int | None) -> Subject:
    match purpose:
        case GroupPurpose.UNIT if scope is not None:
            return Subject(unit_ids=frozenset({scope}))
        case GroupPurpose.VILLAGE:
            return Subject(village_id=scope)
        case _:
            return Subject()
