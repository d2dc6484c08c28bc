"""The bot's introduction in Telegram: its commands by chat and person, its descriptions and its menu button.

A part is sent when it differs from what Telegram was last told (``services.accounts.introductions``): at the start,
after a login, a change of posts or of language, or a group that is bound. Nothing else waits for it, and where Telegram
refuses a part, the bot's answers say the same.
"""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import NamedTuple

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    DeleteMyCommands,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    BotCommandScopeUnion,
    MenuButtonCommands,
)
from sqlalchemy.exc import SQLAlchemyError

from handlers.areas import MENU
from models import Introduction
from models.enums import Language
from services.accounts import introductions
from services.accounts.introductions import BoundGroup, digest_of
from services.core.act import Actor
from services.core.database import INTRODUCTION
from services.core.town import Town
from services.operations.database_errors import describe
from services.operations.waiting import pause
from texts import Words

log = structlog.get_logger(__name__)

CODES = {Language.ZH_CN: "zh", Language.EN: "en"}
"""Our languages as Telegram names them (ISO 639-1)."""
STRANGERS = ("start", "sos", "help")
"""Commands that somebody has who is not logged in."""
IN_GROUPS = ("sos", "help")
LOOK_EVERY = 60.0
"""Seconds between two looks at what has changed: the roster may be imported by another process."""
AGAIN = 30.0
"""Seconds between two attempts while Telegram or the database is away."""
AT_ONCE = 50
"""Parts that are sent in one go; then ``BREATH`` seconds belong to others."""
BREATH = 5.0
REFUSED_FOR = timedelta(days=1)
"""So long a part that Telegram refused is not sent again unless it changes."""


class Part(NamedTuple):
    """A part of the introduction: its name, a function that makes its call, and the digest of its words (or empty)."""

    name: str
    call: Callable[[], TelegramMethod[bool]]
    digest: str


Lists = dict[tuple[object, Language], tuple[list[BotCommand], str]]
"""The commands of people with the same roles and language, and their digest. They change with the program only."""


async def introduce(bot: Bot, town: Town) -> None:
    """Keep Telegram told, until cancelled."""
    everywhere, lists = list(_everywhere(town)), Lists()
    async with town.database.signals.listening(INTRODUCTION) as changed:
        while True:
            changed.clear()
            try:
                again = await _told(bot, town, everywhere, lists)
            except TelegramNetworkError:
                again = AGAIN  # the poller says so
            except TelegramRetryAfter as error:
                again = error.retry_after
            except TelegramServerError as error:
                log.info("not_introduced_yet", reason=str(error))
                again = AGAIN
            except TelegramUnauthorizedError:
                return  # the poller ends the process
            except TelegramAPIError as error:
                log.warning("not_introduced", reason=str(error))
                again = AGAIN
            except (SQLAlchemyError, OSError) as error:
                log.warning("not_introduced", reason=describe(error))
                again = AGAIN
            if again == LOOK_EVERY:
                await pause(changed, again)
            else:
                await asyncio.sleep(again)


async def _told(bot: Bot, town: Town, everywhere: list[Part], lists: Lists) -> float:
    """Tell Telegram what has changed; return in how many seconds to look again."""
    await bot.me()  # remembered: a command that names the bot must not ask for it inside a transaction
    async with town.database.reading() as session:
        known = await introductions.told(session, bot.id)
        people = await introductions.holders(session)
        groups = await introductions.bound_groups(session, people)
    wanted = {one.name: one for one in (*everywhere, *_of_people(town, people, lists), *_of_groups(town, groups))}
    due = [one for one in wanted.values() if _is_due(known.get(one.name), one, town)]
    due += [one for name in known if name not in wanted and (one := _taken_back(name)) is not None]
    done: dict[str, tuple[str, bool]] = {}
    try:
        for part in due[:AT_ONCE]:
            done[part.name] = (part.digest, not await _called(bot, part))
    finally:
        if done:
            async with town.database.transaction() as session:
                await introductions.note(session, bot.id, done, town.now())
    return BREATH if len(due) > AT_ONCE else LOOK_EVERY


async def _called(bot: Bot, part: Part) -> bool:
    """Return False when Telegram refuses a part. Raises what passes: no network, a flood, an error of the server."""
    try:
        await bot(part.call())
    except (TelegramNetworkError, TelegramRetryAfter, TelegramServerError, TelegramUnauthorizedError):
        raise
    except TelegramAPIError as error:
        log.info("introduction_refused", part=part.name, reason=str(error))
        return False
    return True


def _is_due(row: Introduction | None, part: Part, town: Town) -> bool:
    if row is None or row.digest != part.digest:
        return True
    return row.refused and town.now() - row.at > REFUSED_FOR


def _everywhere(town: Town) -> Iterator[Part]:
    """Yield what everybody sees, in each language, and in the township's own for all others."""
    button = partial(SetChatMenuButton, menu_button=MenuButtonCommands())
    yield Part("menu button", button, digest_of("commands"))
    for language, code in _languages(town):
        words = town.words(language)
        scopes = (
            (BotCommandScopeAllPrivateChats(), STRANGERS),
            (BotCommandScopeAllGroupChats(), IN_GROUPS),
            (BotCommandScopeAllChatAdministrators(), ("bind", *IN_GROUPS)),
        )
        for scope, names in scopes:
            yield _list(f"commands {scope.type} {code}", _commands(words, names), scope, code)
        name = town.settings.name.in_language(words.language)
        about = words.plain("menu-description", town=name)
        described = partial(SetMyDescription, description=about, language_code=code)
        yield Part(f"description {code}", described, digest_of(about))
        short = words.plain("menu-short-description", town=name)
        called = partial(SetMyShortDescription, short_description=short, language_code=code)
        yield Part(f"short description {code}", called, digest_of(short))


def _of_people(town: Town, people: list[Actor], lists: Lists) -> Iterator[Part]:
    """Yield each person's own commands, in the person's language whatever the phone's is."""
    for one in people:
        if one.chat_id is not None:
            same = (one.roles, one.language)
            if same not in lists:
                listed = MENU.listed(one, town.words(one.language))
                lists[same] = (listed, _digest_of(listed))
            commands, digest = lists[same]
            yield Part(introductions.part_of(one.chat_id), partial(_of_chat, one.chat_id, commands), digest)


def _of_chat(chat_id: int, commands: list[BotCommand]) -> SetMyCommands:
    return SetMyCommands(commands=commands, scope=BotCommandScopeChat(chat_id=chat_id))


def _of_groups(town: Town, groups: list[BoundGroup]) -> Iterator[Part]:
    """Yield the commands of bound groups: nobody has to bind them, but the person who did may bind them again."""
    for group in groups:
        here = BotCommandScopeChat(chat_id=group.chat_id)
        for language, code in _languages(town):
            part = f"{introductions.part_of(group.chat_id)} {code or ''}".rstrip()
            yield _list(part, _commands(town.words(language), IN_GROUPS), here, code)
        if (binder := group.binder) is not None and binder.chat_id is not None:
            member = BotCommandScopeChatMember(chat_id=group.chat_id, user_id=binder.chat_id)
            commands = _commands(town.words(binder.language), ("bind", *IN_GROUPS))
            yield _list(f"commands member {group.chat_id} {binder.chat_id}", commands, member)


def _languages(town: Town) -> Iterator[tuple[Language | None, str | None]]:
    """Yield no language, for the phones of all others, and each of ours with Telegram's name for it."""
    yield None, None
    for one in town.texts.languages:
        yield Language(one), CODES[Language(one)]


def _commands(words: Words, names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=words.plain(f"menu-{name}-what")) for name in names]


def _list(part: str, commands: list[BotCommand], scope: BotCommandScopeUnion, code: str | None = None) -> Part:
    call = partial(SetMyCommands, commands=commands, scope=scope, language_code=code)
    return Part(part, call, _digest_of(commands))


def _digest_of(commands: list[BotCommand]) -> str:
    return digest_of("\n".join(f"{one.command} {one.description}" for one in commands))


def _taken_back(name: str) -> Part | None:
    """Return the part that takes commands back where nobody has them any more; None for what everybody sees."""
    _, kind, *where = name.split()
    if kind == "member":
        scope: BotCommandScopeUnion = BotCommandScopeChatMember(chat_id=int(where[0]), user_id=int(where[1]))
        return Part(name, partial(DeleteMyCommands, scope=scope), "")
    if kind != "chat":
        return None
    code = where[1] if len(where) > 1 else None
    scope = BotCommandScopeChat(chat_id=int(where[0]))
    return Part(name, partial(DeleteMyCommands, scope=scope, language_code=code), "")
