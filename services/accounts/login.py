"""Binding Telegram accounts to persons of the roster (I8)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Attempt, Code, GroupMember, Person
from models.enums import LEADERS, Action, Language
from services.accounts import kinds, one_time_codes, strangers
from services.cards.card import Card
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.database import INTRODUCTION, active, wake
from services.core.errors import Forbidden, Refused
from services.messaging import messages, outbox
from services.messaging.outbox import To
from services.people import directory
from services.people.access import actor_of, actors, may, require, with_posts
from services.roster.workbook import cells

FOUND_AT_MOST = 8
"""People offered as buttons when a search fits several."""


class LoginResult(StrEnum):
    """The result of an attempt to log in."""

    WELCOME = "welcome"  # bound now
    ALREADY = "already"  # was bound before, to the same person
    NOT_YOUR_CONTACT = "not_your_contact"  # somebody else's card was shared
    UNKNOWN = "unknown"  # phone not on the roster, or code wrong, used or expired
    NO_POST = "no_post"  # on the roster, but holds no post now
    LOCKED = "locked"  # too many attempts today


@dataclass(frozen=True)
class Admission:
    """The answer to an attempt: its result, the person, and the tries that are left today."""

    result: LoginResult
    actor: Actor | None = None
    left: int = 0


def normal_phone(raw: str) -> str | None:
    """Return a number that somebody typed as E.164 by the roster's own rule, or None."""
    return cells.phone(raw) or telegrams_phone(raw)


def telegrams_phone(raw: str) -> str | None:
    """Return the number of a Telegram account as E.164, or None.

    Telegram writes it with its country code, and often without the plus sign: 13800000001 is a number of the United
    States there, never a Chinese one.
    """
    return cells.phone(f"+{raw.strip().lstrip('+')}")


async def enter_by_contact(act: Moment, *, telegram_id: int, contact_user_id: int | None, phone: str) -> Admission:
    """Bind the account to the person whose number it shared; only the account's own contact counts."""
    if await _locked(act, telegram_id):
        return Admission(LoginResult.LOCKED)
    if contact_user_id != telegram_id:
        return Admission(LoginResult.NOT_YOUR_CONTACT, left=await _missed(act, telegram_id))
    number = telegrams_phone(phone)
    person = await directory.by_phone(act.session, number) if number else None
    if person is None:
        return Admission(LoginResult.UNKNOWN, left=await _missed(act, telegram_id))
    return await _bind(act, telegram_id, person.id, via="contact")


async def enter_by_code(act: Moment, *, telegram_id: int, code: str) -> Admission:
    """Bind the account by a one-time code of six digits."""
    if await _locked(act, telegram_id):
        return Admission(LoginResult.LOCKED)
    used = await one_time_codes.redeem(act, code, Code.person_id)
    if used is None:
        return Admission(LoginResult.UNKNOWN, left=await _missed(act, telegram_id))
    return await _bind(act, telegram_id, used.person_id, via="code")


async def issue_code(act: Moment, issuer: Actor | None, person_id: int) -> tuple[str, datetime]:
    """Return a fresh code for a person and when it ends; earlier codes of that person end at once.

    A person who is logged in hears of it on the account. ``issuer`` is None at the server's own command line. Raises
    ``Forbidden``, also for a leader without the right for leaders, or ``Refused`` for an inactive person.
    """
    await active(act.session, Person, person_id, Refused("error-person-gone"))
    known = await directory.by_ids(act.session, [person_id])
    if issuer is not None:
        require(issuer, Action.ISSUE_CODE)
        if any(person.roles & LEADERS for person in known) and not may(issuer, Action.ISSUE_LEADER_CODE):
            raise Forbidden("code-leader")
    await _end_codes(act, person_id)
    by = issuer.person_id if issuer else None
    seq = await journal.append(act.session, f"person:{person_id}", "issue_code", now=act.now, actor_id=by)
    await messages.tell(
        act,
        [person for person in known if person.chat_id is not None and person.person_id != by],
        lambda words: Card(
            text=words("identity-code-issued", by=issuer.name if issuer else "no", call=act.town.settings.login.call)
        ),
        kinds.CODE_ISSUED,
        about=(person_id, seq),
    )
    return await one_time_codes.issue(act, by or person_id, person_id=person_id)


async def _end_codes(act: Moment, person_id: int) -> None:
    """End every code of a person that was not used."""
    await act.session.execute(
        sa.update(Code).where(Code.person_id == person_id, Code.used_at.is_(None)).values(expires_at=act.now)
    )


async def spend(act: Act, code: str) -> bool:
    """Use up a login code that somebody who is logged in has sent; returns whether it was another person's.

    It logs nobody in: an account changes hands only when nobody is logged in on it.
    """
    used = await one_time_codes.redeem(act, code, Code.person_id)
    if used is None:
        return False
    await journal.record(act, f"person:{used.person_id}", "spend_code")
    return bool(used.person_id != act.actor.person_id)


async def forget_old(act: Moment) -> int:
    """Delete codes that ended a day ago and attempts of a week ago; return how many codes.

    Personal data that has served its purpose is destroyed (突发事件应对法 85).
    """
    gone = await act.session.execute(sa.delete(Code).where(Code.expires_at < act.now - timedelta(days=1)))
    await act.session.execute(
        sa.delete(Attempt).where(Attempt.day < strangers.day_of(act.town, act.now - timedelta(days=7)))
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]


async def speak(session: AsyncSession, actor: Actor, language: Language) -> None:
    """Change the language a person is spoken to."""
    await session.execute(sa.update(Person).where(Person.id == actor.person_id).values(language=language))
    wake(session, INTRODUCTION)


async def reach(session: AsyncSession, telegram_id: int, *, reachable: bool) -> None:
    """Note that a person has blocked the bot, or lets it write again."""
    await session.execute(sa.update(Account).where(Account.telegram_id == telegram_id).values(reachable=reachable))
    wake(session, INTRODUCTION)


async def find(session: AsyncSession, asker: Actor, wanted: str) -> list[Actor]:
    """Return the people a phone number or a part of a name fits, to issue a code for; raises ``Forbidden``."""
    require(asker, Action.ISSUE_CODE)
    wanted = wanted.strip()
    number = normal_phone(wanted)
    if number is not None:
        return await actors(session, with_posts(Person.phone == number))
    if not wanted:
        return []
    found = await actors(session, with_posts(Person.name.contains(wanted, autoescape=True)))
    return found[:FOUND_AT_MOST]


async def _bind(act: Moment, telegram_id: int, person_id: int, *, via: str) -> Admission:
    known = await directory.by_ids(act.session, [person_id])
    if not known or not known[0].posts:
        return Admission(LoginResult.NO_POST)
    bound = await act.session.get(Account, telegram_id)
    if bound is not None and bound.person_id == person_id:
        return Admission(LoginResult.ALREADY, await actor_of(act.session, telegram_id))
    former: Account | None = await act.session.scalar(sa.select(Account).where(Account.person_id == person_id))
    if former is not None:
        words, call = act.town.words(known[0].language), act.town.settings.login.call
        moved = Card(text=words("identity-moved", name=known[0].name, call=call))
        await messages.tell(act, [To(chat_id=former.telegram_id)], moved, kinds.MOVED, about=act.now.isoformat())
        await act.session.delete(former)
    if bound is not None:  # the person who was logged in here has no account now
        await outbox.leave_account(act.session, bound.person_id)
        await journal.append(act.session, f"person:{bound.person_id}", "unbind", now=act.now, actor_id=person_id)
        await act.session.delete(bound)
    await act.session.flush()
    act.session.add(Account(telegram_id=telegram_id, person_id=person_id, bound_at=act.now, via=via, reachable=True))
    await act.session.flush()
    await _end_codes(act, person_id)
    await outbox.follow_person(act.session, person_id, telegram_id)
    await act.session.execute(sa.update(GroupMember).where(GroupMember.telegram_id == telegram_id).values(called=None))
    details = {"telegram_id": telegram_id, "via": via, "former": former.telegram_id if former else None}
    await journal.append(act.session, f"person:{person_id}", "bind", now=act.now, actor_id=person_id, details=details)
    return Admission(LoginResult.WELCOME, await actor_of(act.session, telegram_id))


async def _locked(act: Moment, telegram_id: int) -> bool:
    attempt = await strangers.seen_today(act, telegram_id)
    return attempt is not None and attempt.count >= act.town.settings.login.tries_a_day


async def _missed(act: Moment, telegram_id: int) -> int:
    """Count a failed attempt, alarm the station at the last one, and return how many are left today."""
    attempt = await strangers.today(act, telegram_id)
    attempt.count += 1
    left = max(0, act.town.settings.login.tries_a_day - attempt.count)
    if left == 0 and not attempt.told_station:
        attempt.told_station = True
        await messages.tell(
            act,
            await directory.alarmed(act.session, now=act.now),
            lambda words: Card(text=words("identity-attempts", telegram_id=str(telegram_id), count=attempt.count)),
            kinds.ATTEMPTS,
            about=(telegram_id, attempt.day),
        )
    return left
