"""The main menu: a reply keyboard by role whose buttons are commands, help, language, and the way out of anything."""

from collections.abc import Iterable
from typing import Any

from aiogram.enums import ChatType
from aiogram.types import BotCommand, KeyboardButton, Message, ReplyKeyboardMarkup, TelegramObject
from aiogram_dialog import DialogManager
from aiogram_dialog.utils import remove_intent_id
from markupsafe import Markup

from handlers.drafts.commands import beside, is_command, said_in, spelt
from handlers.kit import Context, Press, card_of, router_of
from handlers.kit.answers import Answers
from handlers.kit.buttons import choice_in, rows_of
from handlers.kit.middleware import Handles, Middleware
from handlers.kit.registry import Help, MenuEntry
from handlers.menu import order
from models.enums import Action, DraftKind, Language
from services.accounts import login
from services.cards import wording
from services.cards.card import Card, button, lines
from services.cards.styles import Style
from services.core.act import Actor
from services.drafts import drafts
from services.people.access import may
from texts import Texts, Words

router = router_of("menu")

PER_ROW = 2
MOST_KEYS = 8
"""Keys of a person's keyboard, "more" among them; behind it stands everything else."""
MORE = MenuEntry("menu-more", "more")
LOCATION = MenuEntry("menu-location", order.LOCATION)


def _is_of_dialog(message: Message) -> bool:
    """Whether a message of ours is a window of aiogram-dialog: its buttons name the window."""
    return any(remove_intent_id(one.data or "")[0] is not None for row in rows_of(message) for one in row)


class Menu:
    """The entries and the help of every area. Pressing a key sends its command, whatever its language."""

    def __init__(self, keys: Iterable[MenuEntry], commands: Iterable[MenuEntry], paragraphs: Iterable[Help]) -> None:
        self.keys = sorted(keys, key=lambda entry: entry.place)
        self.entries = sorted((*self.keys, *commands), key=lambda entry: entry.place)
        self.paragraphs = sorted(paragraphs, key=lambda paragraph: paragraph.place)

    def keyboard(self, actor: Actor, words: Words) -> ReplyKeyboardMarkup:
        """Return the buttons that stay under the person's text field."""
        buttons = [_key(words, entry) for entry in (*self.keys_of(actor), MORE)]
        return ReplyKeyboardMarkup(
            keyboard=[buttons[at : at + PER_ROW] for at in range(0, len(buttons), PER_ROW)],
            resize_keyboard=True,
            is_persistent=True,
            input_field_placeholder=words.plain("menu-placeholder"),
        )

    def keys_of(self, actor: Actor) -> list[MenuEntry]:
        """Return the keys that a person's keyboard keeps, the one that is used most first."""
        mine = {entry.command: entry for entry in (*self.keys, LOCATION) if entry.open_to(actor)}
        return [mine[name] for name in order.of(actor.roles, MOST_KEYS - 1) if name in mine]

    def commands_of(self, actor: Actor) -> list[MenuEntry]:
        """Return every command that a person has: those of the keyboard first, in its order."""
        kept = self.keys_of(actor)
        rest = [entry for entry in (*self.entries, MORE) if entry.open_to(actor) and entry not in kept]
        return [*(entry for entry in kept if entry is not LOCATION), *rest]

    def listed(self, actor: Actor, words: Words) -> list[BotCommand]:
        """Return a person's commands for Telegram's own list."""
        return [
            BotCommand(command=entry.command, description=words.plain(f"{entry.key}-what"))
            for entry in self.commands_of(actor)
        ]

    def shortcuts(self, texts: Texts) -> dict[str, str]:
        """Return what may be typed or pressed for a command: the labels of every language, with or without sign."""
        found: dict[str, str] = {}
        for language in texts.languages:
            for entry in (*self.entries, MORE):
                label = texts[language].plain(entry.key)
                sign, _, bare = label.partition(" ")
                found[label] = found[bare or sign] = f"/{entry.command}"
        return found

    def home(self, actor: Actor, words: Words, say: Answers, text: str | None = None) -> None:
        """Show the main menu under a line of text."""
        say.send(text or hint(actor, words), reply_keyboard=self.keyboard(actor, words))


class WithMenu(Middleware):
    """Outer middleware: handlers may take ``menu``."""

    def __init__(self, menu: Menu) -> None:
        self._menu = menu

    async def prepare(self, event: TelegramObject, data: dict[str, Any]) -> TelegramObject:
        """Add ``menu``."""
        data["menu"] = self._menu
        return event


class Shortcuts(WithMenu):
    """Outer middleware of messages: turns a button of the reply keyboard into its command.

    A command ends any question that was open, so that nobody is caught in it. Words and files that a command has no
    use for are handled after it, as a message of their own.
    """

    def __init__(self, menu: Menu) -> None:
        super().__init__(menu)
        self._texts: Texts | None = None
        self._commands: dict[str, str] = {}

    async def __call__(self, handler: Handles, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand the message on, and then what came with its command."""
        event = await self.prepare(event, data)
        before = dict(data)
        handled = await handler(event, data)
        if not isinstance(event, Message) or event.chat.type != ChatType.PRIVATE or data.get("actor") is None:
            return handled
        rest = beside(event)
        if rest is not None:
            handled = await handler(rest, before | {"raw_state": await data["state"].get_state()})
        return handled

    async def prepare(self, event: TelegramObject, data: dict[str, Any]) -> TelegramObject:
        """Return the message, as a command when it is one."""
        event = await super().prepare(event, data)
        if not isinstance(event, Message):
            return event
        if event.reply_to_message and _is_of_dialog(event.reply_to_message):
            # aiogram-dialog would take a reply to one of its windows for an event of that window
            bare = event.reply_to_message.model_copy(update={"reply_markup": None})
            event = event.model_copy(update={"reply_to_message": bare})
        if event.chat.type == ChatType.PRIVATE:
            command = self._of(data["town"].texts).get(event.text.strip()) if event.text else None
            event = spelt(event) if command is None else event.model_copy(update={"text": command})
            if is_command(event) and data.get("raw_state") is not None:
                data["interrupted"] = data["raw_state"]
                data["raw_state"] = None
                await data["state"].clear()
        return event

    def _of(self, texts: Texts) -> dict[str, str]:
        if self._texts is not texts:
            self._texts, self._commands = texts, self._menu.shortcuts(texts)
        return self._commands


def hint(actor: Actor, words: Words) -> Markup:
    """Return a hint at the first step: desk, units and leaders have something to look at, everybody may report."""
    first = {
        Action.TRIAGE: "menu-home-station",
        Action.SEE_TASKS: "menu-home-unit",
        Action.SEE_OVERVIEW: "menu-home-leader",
    }
    return words(next((key for action, key in first.items() if may(actor, action)), "menu-home"))


@router.command("help")
async def show_help(context: Context, menu: Menu) -> None:
    """Say in a few lines what this person can do here."""
    words = context.words
    parts = [words("help-head")]
    parts += [words(f"help-{one.key}") for one in menu.paragraphs if one.shown(context.actor)]
    mine = menu.commands_of(context.actor)
    commands = (words("help-command", command=one.command, label=words.plain(one.key)) for one in mine)
    parts.append(words("help-commands", commands=wording.quote(words, Markup("\n").join(commands))))
    parts.append(words("help-foot", call=context.settings.login.call))
    menu.home(context.actor, words, context.say, "\n\n".join(parts))


@router.command("menu")
async def show_menu(context: Context, menu: Menu) -> None:
    """Show the main menu."""
    menu.home(context.actor, context.words, context.say)


@router.command(MORE.command)
async def show_more(context: Context, menu: Menu) -> str:
    """List what the keyboard has no room for, each with the command that opens it."""
    words, kept = context.words, menu.keys_of(context.actor)
    rest = (
        words("menu-more-line", label=words.plain(one.key), command=one.command, what=words.plain(f"{one.key}-what"))
        for one in menu.commands_of(context.actor)
        if one not in (*kept, MORE)
    )
    return lines(words("menu-more-head"), *rest)


@router.command("lang", takes=lambda words: words in set(Language))
async def ask_language(context: Context, message: Message, menu: Menu) -> Card | None:
    """Offer the languages, each by its own name; one that was named with the command is taken at once."""
    named = said_in(message.text or "")
    if named in context.settings.languages:
        await set_language(Press(action="lang", extra=named), context, menu)
        return None
    known = [(context.town.words(language).plain("lang-name"), language) for language in context.settings.languages]
    return card_of(context.words("lang-ask"), [button(label, "lang", "", language) for label, language in known])


@router.press("lang")
async def set_language(press: Press, context: Context, menu: Menu) -> None:
    """Change the language and show the menu in it."""
    language = choice_in(press.extra, Language)
    await login.speak(context.session, context.actor, language)
    words = context.town.words(language)
    context.say.edit(words("lang-set"))
    menu.home(context.actor, words, context.say)


@router.command("cancel")
async def cancel(
    context: Context, menu: Menu, dialog_manager: DialogManager, interrupted: str | None = None
) -> Card | None:
    """Get out of anything: the open card, a question, a window. Says what was given up and how to get it back."""
    actor, words, say = context.actor, context.words, context.say
    await context.state.clear()
    in_window = dialog_manager.has_context()
    if in_window:
        await dialog_manager.reset_stack()
    draft = await drafts.current(context.session, actor.person_id)
    if draft is None:
        menu.home(actor, words, say, words("cancel-question" if interrupted or in_window else "cancel-nothing"))
        return None
    if draft.card_message_id is not None:
        say.delete(draft.card_message_id)
    if draft.kind is not DraftKind.REPORT:
        await drafts.shelve(context.session, draft, context.now)
        kind = words("draft-kind-" + draft.kind.value.replace("_", "-"))
        menu.home(actor, words, say, words("cancel-shelved", kind=kind))
        return None
    ahead = draft.case_id is not None
    await drafts.cancel(context.session, draft, context.now)
    if not ahead:
        return card_of(words("cancel-report"), context.offer("cancel-undo", "report", draft.id, "undo"))
    menu.home(actor, words, say, words("cancel-ahead"))
    return None


def _key(words: Words, entry: MenuEntry) -> KeyboardButton:
    """Return a key of the keyboard; the call for help is red."""
    style = Style.DANGER if entry.command == order.SOS else None
    return KeyboardButton(
        text=words.plain(entry.key), request_location=True if entry is LOCATION else None, style=style
    )
