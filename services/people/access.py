"""Permissions (I8): people with their posts, asked against the table of ``services.people.rights``.

It denies by default. Hiding a button is courtesy only: Telegram's old buttons stay pressable for ever. Every service
asks ``require`` first.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Person, Post
from models.enums import Action, Role
from services.core.act import Actor, HeldPost
from services.core.errors import Forbidden
from services.people.remembered import remembered
from services.people.rights import ALSO_OWN, NOT_BY_HANDLERS, TABLE, Scope


@dataclass(frozen=True)
class Subject:
    """The object of an action, as far as rights are concerned. The empty subject is "anything at all"."""

    line: str | None = None
    village_id: int | None = None
    grid_id: int | None = None
    squad_id: int | None = None
    unit_ids: frozenset[int] = frozenset()
    own_of: frozenset[int] = frozenset()  # reporter and followers; the person who must mend it
    handlers: frozenset[int] = frozenset()  # the people who accepted or fed back: may not verify


def may(actor: Actor, action: Action, subject: Subject | None = None) -> bool:
    """Whether any post of the actor grants the action on the subject; without a subject, on anything at all."""
    grants = TABLE.get(action, {})
    if subject is None:
        return any(post.role in grants for post in actor.posts)
    if action in NOT_BY_HANDLERS and actor.person_id in subject.handlers:
        return False
    return any(
        post.role in grants and _reaches(grants[post.role], actor, action, post, subject) for post in actor.posts
    )


def reach(actor: Actor, subject: Subject, units: Collection[int]) -> Hashable:
    """Return the same value for people with the same rights over a subject that concerns these units."""
    posts = frozenset(
        (
            _rights()[post.role],
            post.line in (None, subject.line),
            post.unit_id if post.unit_id in units else None,
            post.village_id == subject.village_id,
            post.grid_id == subject.grid_id,
            post.squad_id == subject.squad_id,
        )
        for post in actor.posts
    )
    return posts, actor.person_id in subject.own_of, actor.person_id in subject.handlers


@cache
def _rights() -> dict[Role, int]:
    """Return a number for each role: the same where the table grants the same."""
    columns = {role: tuple(grants.get(role) for grants in TABLE.values()) for role in Role}
    known = list(columns.values())
    return {role: known.index(column) for role, column in columns.items()}


def villages_of(actor: Actor, action: Action) -> frozenset[int] | None:
    """Return the villages the actor's right is limited to; None: it reaches the whole township."""
    scopes = [(TABLE[action][post.role], post) for post in actor.posts if post.role in TABLE[action]]
    if any(scope is Scope.TOWN for scope, _ in scopes):
        return None
    return frozenset(post.village_id for _, post in scopes if post.village_id is not None)


def within(actor: Actor, action: Action, table: Any) -> sa.ColumnElement[bool]:
    """Select the rows of a table that the actor's right reaches, by its columns ``line``, ``unit_id`` and so on."""
    parts: list[sa.ColumnElement[bool]] = [sa.false()]
    for post in actor.posts:
        scope = TABLE[action].get(post.role)
        if scope is Scope.TOWN or (scope is Scope.LINE and post.line is None):
            return sa.true()
        column = "line" if scope is Scope.LINE else f"{scope}_id"
        if (held := getattr(post, column, None)) is not None and hasattr(table, column):
            parts.append(getattr(table, column) == held)
    return sa.or_(*parts)


def require(actor: Actor, action: Action, subject: Subject | None = None) -> None:
    """Raise ``Forbidden`` unless ``may``; it says whether the reason is that handlers cannot judge their own work."""
    if may(actor, action, subject):
        return
    if subject is not None and action in NOT_BY_HANDLERS and actor.person_id in subject.handlers:
        raise Forbidden("error-own-work")
    raise Forbidden("error-forbidden")


def _reaches(scope: Scope, actor: Actor, action: Action, post: HeldPost, subject: Subject) -> bool:
    own = action in ALSO_OWN and actor.person_id in subject.own_of
    match scope:
        case Scope.TOWN:
            return True
        case Scope.OWN:
            return own
        case Scope.LINE:
            return own or post.line in (None, subject.line)
        case Scope.UNIT:
            return own or post.unit_id in subject.unit_ids
        case Scope.VILLAGE | Scope.GRID | Scope.SQUAD:
            held = getattr(post, f"{scope}_id")
            return own or (held is not None and held == getattr(subject, f"{scope}_id"))


async def actor_of(session: AsyncSession, telegram_id: int) -> Actor | None:
    """Return the person a Telegram account is bound to, with the posts held now; None for a stranger.

    A person who left the roster, or every post, is a stranger from that moment, also on old buttons.
    """

    async def ask() -> Actor | None:
        found = _read(await session.execute(_BEHIND_ACCOUNT, {"telegram_id": telegram_id}))
        return found[0] if found and found[0].posts else None

    return await remembered(session, (actor_of, telegram_id), ask)


async def actors(session: AsyncSession, those: sa.Select[Any], **given: Any) -> list[Actor]:
    """Return the active persons that ``those`` (made with ``with_posts``) finds, each with all their posts."""
    return _read(await session.execute(those, given))


def with_posts(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Return the statement for active persons that meet the conditions (on Person, Account or Post).

    Building it costs more than running it: what is asked often is made once, with bound parameters.
    """
    wanted = (
        sa.select(Person.id)
        .outerjoin(Account, Account.person_id == Person.id)
        .outerjoin(Post, sa.and_(Post.person_id == Person.id, Post.active))
        .where(Person.active, *conditions)
    )
    post = Post.__table__.c
    return (
        sa.select(
            Person.id,
            Person.name,
            Person.phone,
            Person.language,
            Account.telegram_id,
            post.role,
            post.unit_id,
            post.village_id,
            post.grid_id,
            post.squad_id,
            post.line,
            post.full_time,
        )
        .outerjoin(Account, Account.person_id == Person.id)
        .outerjoin(Post, sa.and_(Post.person_id == Person.id, Post.active))
        .where(Person.id.in_(wanted))
        .order_by(Person.id, post.id)
    )


_BEHIND_ACCOUNT = with_posts(Account.telegram_id == sa.bindparam("telegram_id"))


def _read(rows: Iterable[Any]) -> list[Actor]:
    """Return the people of rows that come in order of persons, a row for each post."""
    found = []
    for (person_id, name, phone, language, chat_id), posts in groupby(rows, key=lambda row: tuple(row[:5])):
        held = tuple(HeldPost(*post[5:]) for post in posts if post.role is not None)
        found.append(Actor(person_id, name, phone, language, held, chat_id))
    return found
