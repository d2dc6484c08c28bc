"""The bot's introduction in Telegram: its commands and its description, in each language."""

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramUnauthorizedError
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from handlers.areas import MENU
from services.core.town import Town

log = structlog.get_logger(__name__)

CODES = {"zh_CN": "zh", "en": "en"}
"""Our languages as Telegram names them (ISO 639-1)."""
AGAIN = 30.0
"""Seconds between two attempts while the network is away."""


async def introduce(bot: Bot, town: Town) -> None:
    """Set commands and description for every language, the township's own for all others.

    Tried again while the network is away. A refusal is only logged: the bot works without it, and its answers say the
    same.
    """
    done = await _introduced(bot, town)
    while not done:
        await asyncio.sleep(AGAIN)
        done = await _introduced(bot, town)


async def _introduced(bot: Bot, town: Town) -> bool:
    """Return False when Telegram could not be reached."""
    try:
        await bot.me()  # remembered: a command that names the bot must not ask for it inside a transaction
        for language in (None, *town.texts.languages):
            words = town.words(language)
            code = CODES[language] if language else None
            private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
            bind = BotCommand(command="bind", description=words.plain("menu-bind-what"))
            await bot.set_my_commands(MENU.commands(words), scope=private, language_code=code)
            helping = BotCommand(command="help", description=words.plain("menu-help-what"))
            await bot.set_my_commands([bind, helping], scope=groups, language_code=code)
            name = town.settings.name.in_language(words.language)
            await bot.set_my_description(words.plain("menu-description", town=name), language_code=code)
    except TelegramNetworkError:
        return False  # the poller says so
    except TelegramUnauthorizedError:
        pass  # the poller ends the process
    except TelegramAPIError as error:
        log.warning("not_introduced", reason=str(error))
    return True
