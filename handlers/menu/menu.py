"""The main menu: a reply keyboard by role whose buttons are commands, help, language, and the way out of anything."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    BotCommand,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    TelegramObject,
)
from aiogram_dialog import DialogManager
from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.drafts.middleware import is_command
from handlers.kit.answers import Answers
from handlers.kit.buttons import Press
from models.enums import Action, DraftKind, Language
from services.accounts import login
from services.cards.card import Card, button
from services.core.act import Actor
from services.core.town import Town
from services.drafts import drafts
from services.people.access import may
from texts import Texts, Words

router = Router(name="menu")


@dataclass(frozen=True)
class Entry:
    """One command: its text key, its name, the right it needs (None: anybody), whether it is on the keyboard."""

    key: str
    command: str
    needed: Action | None = None
    on_keyboard: bool = True


MENU = (
    Entry("menu-today", "today", Action.SEE_AGENDA),
    Entry("menu-queue", "queue", Action.SEE_QUEUE),
    Entry("menu-tasks", "tasks", Action.SEE_TASKS),
    Entry("menu-duty", "duty", Action.SEE_DUTY),
    Entry("menu-squad", "squad", Action.SEE_SQUAD),
    Entry("menu-orders", "orders", Action.FILE_ORDER),
    Entry("menu-mobilise", "mobilise", Action.MOBILISE),
    Entry("menu-broadcast", "broadcast", Action.BROADCAST),
    Entry("menu-undelivered", "undelivered", Action.SEE_UNDELIVERED),
    Entry("menu-report", "report", Action.FILE),
    Entry("menu-sos", "sos", Action.FILE),
    Entry("menu-my", "my", Action.FILE),
    Entry("menu-county", "county", Action.SEE_REPORTS, on_keyboard=False),
    Entry("menu-digest", "digest", Action.SEE_DIGEST, on_keyboard=False),
    Entry("menu-rostercheck", "rostercheck", Action.CHECK_ROSTER, on_keyboard=False),
    Entry("menu-reachtest", "reachtest", Action.TEST_REACHABILITY, on_keyboard=False),
    Entry("menu-mend", "mend", Action.MEND_REACHABILITY, on_keyboard=False),
    Entry("menu-parked", "parked", Action.SEE_PARKED, on_keyboard=False),
    Entry("menu-code", "code", Action.ISSUE_CODE, on_keyboard=False),
    Entry("menu-groupcode", "groupcode", Action.BIND_GROUP, on_keyboard=False),
    Entry("menu-help", "help"),
    Entry("menu-lang", "lang", on_keyboard=False),
    Entry("menu-cancel", "cancel", on_keyboard=False),
)
"""In the order of the keyboard. Pressing a button equals sending its command, in whichever language it is labelled."""

PER_ROW = 2


def keyboard(actor: Actor, words: Words) -> ReplyKeyboardMarkup:
    """Return the buttons that stay under the person's text field."""
    labels = [words.plain(entry.key) for entry in MENU if entry.on_keyboard and _open_to(actor, entry)]
    buttons = [KeyboardButton(text=label) for label in labels]
    if not actor.is_station:  # the station sits at its desk; everybody else may be standing where it happens
        buttons.insert(-1, KeyboardButton(text=words.plain("menu-location"), request_location=True))
    rows = [buttons[i : i + PER_ROW] for i in range(0, len(buttons), PER_ROW)]
    return ReplyKeyboardMarkup(
        keyboard=rows,
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=words.plain("menu-placeholder"),
    )


def commands(words: Words) -> list[BotCommand]:
    """Return the commands that are everybody's with what they do; those of a post stand on its keyboard and in help."""
    return [
        BotCommand(command=entry.command, description=words.plain(f"{entry.key}-what"))
        for entry in MENU
        if entry.needed in (None, Action.FILE)
    ]


def shortcuts(texts: Texts) -> dict[str, str]:
    """Return what may be typed or pressed instead of a command: the labels of every language, with or without sign."""
    found: dict[str, str] = {}
    for language in texts.languages:
        for entry in MENU:
            label = texts[language].plain(entry.key)
            sign, _, bare = label.partition(" ")
            found[label] = found[bare or sign] = f"/{entry.command}"
    return found


class Shortcuts(BaseMiddleware):
    """Outer middleware of messages: turns a button of the reply keyboard into its command.

    A command ends whatever question was open, so that nobody is caught in it.
    """

    def __init__(self) -> None:
        self._texts: Texts | None = None
        self._commands: dict[str, str] = {}

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Hand the message on, as a command when it is one."""
        if isinstance(event, Message) and event.reply_to_message and event.reply_to_message.reply_markup:
            # aiogram-dialog would take a reply to one of its windows for an event of that window
            bare = event.reply_to_message.model_copy(update={"reply_markup": None})
            event = event.model_copy(update={"reply_to_message": bare})
        if isinstance(event, Message) and event.text and event.chat.type == ChatType.PRIVATE:
            command = self._of(data["town"].texts).get(event.text.strip())
            if command is not None:
                event = event.model_copy(update={"text": command})
            if is_command(event) and data.get("raw_state") is not None:
                data["interrupted"] = data["raw_state"]
                data["raw_state"] = None
                await data["state"].clear()
        return await handler(event, data)

    def _of(self, texts: Texts) -> dict[str, str]:
        if self._texts is not texts:
            self._texts, self._commands = texts, shortcuts(texts)
        return self._commands


async def is_private(event: TelegramObject) -> bool:
    """Whether the message was sent to the bot alone."""
    return isinstance(event, Message) and event.chat.type == ChatType.PRIVATE


def home(actor: Actor, words: Words, say: Answers, text: str | None = None) -> None:
    """Show the main menu under a line of text."""
    say.send(text or hint(actor, words), reply_keyboard=keyboard(actor, words))


def hint(actor: Actor, words: Words) -> Markup:
    """Return what to begin with: the desk and the units have work waiting, everybody may report."""
    if may(actor, Action.TRIAGE):
        return words("menu-home-station")
    return words("menu-home-unit" if may(actor, Action.SEE_TASKS) else "menu-home")


@router.message(Command("help"))
async def show_help(message: Message, town: Town, actor: Actor, words: Words, say: Answers) -> None:
    """Say in a few lines what this person can do here."""
    parts = [words("help-head")]
    parts += [words(f"help-{kind}") for kind, shown in _helped(actor) if shown]
    parts.append(words("help-foot", call=town.settings.login.call))
    home(actor, words, say, "\n\n".join(parts))


@router.message(Command("menu"))
async def show_menu(message: Message, actor: Actor, words: Words, say: Answers) -> None:
    """Show the main menu."""
    home(actor, words, say)


@router.message(Command("lang"))
async def ask_language(message: Message, town: Town, words: Words, say: Answers) -> None:
    """Offer the languages, each by its own name."""
    row = tuple(
        button(town.words(language).plain("lang-name"), "lang", "", language) for language in town.settings.languages
    )
    say.send(Card(text=words("lang-ask"), rows=(row,)))


@router.callback_query(Press.of("lang"))
async def set_language(
    query: object, callback_data: Press, session: AsyncSession, town: Town, actor: Actor, say: Answers
) -> None:
    """Change the language and show the menu in it."""
    language = Language(callback_data.extra)
    await login.speak(session, actor, language)
    words = town.words(language)
    say.edit(words("lang-set"))
    home(actor, words, say)


@router.message(Command("cancel"))
async def cancel(
    message: Message,
    session: AsyncSession,
    actor: Actor,
    words: Words,
    say: Answers,
    state: FSMContext,
    dialog_manager: DialogManager,
    now: datetime,
    interrupted: str | None = None,
) -> None:
    """Get out of anything: the open card, a question, a window. Says what was given up and how to get it back."""
    await state.clear()
    in_window = dialog_manager.has_context()
    if in_window:
        await dialog_manager.reset_stack()
    draft = await drafts.current(session, actor.person_id)
    if draft is None:
        home(actor, words, say, words("cancel-question" if interrupted or in_window else "cancel-nothing"))
        return
    if draft.card_message_id is not None:
        say.delete(draft.card_message_id)
    if draft.kind is not DraftKind.REPORT:
        await drafts.shelve(session, draft, now)
        home(actor, words, say, words("cancel-shelved", kind=words(f"draft-kind-{draft.kind.value}")))
        return
    ahead = draft.case_id is not None
    await drafts.cancel(session, draft, now)
    if ahead:
        home(actor, words, say, words("cancel-ahead"))
        return
    undo = button(words.plain("cancel-undo"), "report", draft.id, "undo")
    say.send(Card(text=words("cancel-report"), rows=((undo,),)))


def _open_to(actor: Actor, entry: Entry) -> bool:
    return entry.needed is None or may(actor, entry.needed)


def _helped(actor: Actor) -> tuple[tuple[str, bool], ...]:
    return (
        ("report", True),
        ("today", may(actor, Action.SEE_AGENDA)),
        ("station", may(actor, Action.TRIAGE)),
        ("unit", may(actor, Action.SEE_TASKS)),
        ("leader", may(actor, Action.SEE_QUEUE) and not may(actor, Action.TRIAGE)),
        ("county", may(actor, Action.SEE_REPORTS)),
        ("digest", may(actor, Action.SEE_DIGEST)),
        ("verify", may(actor, Action.VERIFY) and not actor.is_station),
        ("codes", may(actor, Action.ISSUE_CODE)),
        ("squad", may(actor, Action.SEE_SQUAD)),
        ("rostercheck", may(actor, Action.CHECK_ROSTER)),
        ("reachtest", may(actor, Action.TEST_REACHABILITY)),
        ("groups", may(actor, Action.BIND_GROUP)),
    )
