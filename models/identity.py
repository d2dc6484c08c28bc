"""Telegram accounts and groups, bound to people and units (I8)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models import organisation  # noqa: F401 - named by foreign keys
from models.base import Base, BigId, Json, enum_type
from models.enums import GroupPurpose, GroupState


class Account(Base):
    """A Telegram account bound to a person of the roster. One person, one account."""

    __tablename__ = "accounts"

    telegram_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"), unique=True)
    bound_at: Mapped[datetime]
    via: Mapped[str] = mapped_column(sa.String(16))  # "contact" or "code"
    reachable: Mapped[bool] = mapped_column(default=True)  # false once Telegram says blocked or deactivated


class Code(Base):
    """A one-time code, kept as a hash: a person's login, or a group's binding."""

    __tablename__ = "codes"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(64), index=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))
    group_purpose: Mapped[GroupPurpose | None] = mapped_column(enum_type(GroupPurpose))
    group_scope: Mapped[int | None] = mapped_column(BigId)  # id of the unit, village or squad
    issued_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Attempt(Base):
    """One day (township's date) of a stranger, or of a group: the tries to get in, the messages, our answers."""

    __tablename__ = "attempts"

    telegram_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    day: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    count: Mapped[int] = mapped_column(sa.Integer, default=0)
    told_station: Mapped[bool] = mapped_column(default=False)
    messages: Mapped[int] = mapped_column(sa.Integer, default=0)
    answers: Mapped[dict[str, list[str]]] = mapped_column(Json, default=dict)  # when each was given lately, ISO 8601


class Group(Base):
    """A group chat bound to the station, a unit, a village or a squad. ``chat_id`` follows a supergroup upgrade."""

    __tablename__ = "groups"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigId, unique=True)
    title: Mapped[str] = mapped_column(sa.String(256))
    purpose: Mapped[GroupPurpose] = mapped_column(enum_type(GroupPurpose))
    scope: Mapped[int | None] = mapped_column(BigId)
    thread_id: Mapped[int | None] = mapped_column(BigId)  # forum topic it was bound in
    state: Mapped[GroupState] = mapped_column(enum_type(GroupState), default=GroupState.BOUND)
    bound_by_id: Mapped[int] = mapped_column(sa.ForeignKey("persons.id"))
    bound_at: Mapped[datetime]
    join_code: Mapped[str | None] = mapped_column(sa.String(32), unique=True)  # of a squad's group: invites to join
    administrator: Mapped[bool | None]  # the bot: only then it hears who comes and goes; null: not known
    people: Mapped[int | None] = mapped_column(sa.Integer)  # in the chat at the last count, bots included
    counted_at: Mapped[datetime | None]  # when Telegram was last asked who of the squad is in the chat
    count_wanted_at: Mapped[datetime | None]  # to be asked (again)
    count_for_id: Mapped[int | None] = mapped_column(sa.ForeignKey("persons.id"))  # the person who asked for the count


class Introduction(Base):
    """A part of what Telegram was told of the bot itself: a list of commands, a description, the menu button."""

    __tablename__ = "introductions"

    bot_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(sa.String(96), primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(64))  # of the call that said it
    at: Mapped[datetime]
    refused: Mapped[bool]  # by Telegram; told again after a day
