"""Routers whose handlers are for people of the roster only, and get a ``context`` to act in.

A handler takes what it needs by name (``context``, ``press``, ``message``, ``draft`` …) and returns the card or the
words that take the place of the pressed message, or are sent below what was typed. It returns None when it answered.

An update is shown to some forty routers; for each of them aiogram wraps middlewares and asks every handler's filters.
Most can be told at a glance: the buttons a router knows, whether it takes commands, which answers it waits for.
"""

import re
from collections.abc import Awaitable, Callable, Iterable
from copy import copy
from inspect import signature
from typing import Any, TypeVar

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.dispatcher.event.handler import CallbackType, HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.kit.buttons import Press, Pressed, unreadable
from handlers.kit.context import Context
from handlers.kit.middleware import Middleware
from handlers.kit.prompts import OfCard, Prompt, Reply, Waits
from services.cards.card import Card
from services.core.errors import Forbidden, Refused

Shown = Card | str | None
"""The result of a handler: a card or words to show, or None."""
Takes = Callable[[str], bool]
"""Whether a command has a use for the words that come with it."""
COMMANDS: dict[str, Takes] = {}
"""Every command that a router answers; words and files that it has no use for are taken in after it."""
KINDS = {"message", "edited_message", "callback_query", "message_reaction", "my_chat_member", "chat_member", "error"}
"""The events that a router may answer."""
PRESSES: dict[str, CallbackType] = {}
"""The handler of each button's action: words that answer press the button that means the same."""
LINKS: set[str] = set()
"""The beginnings of what a link to the bot says with /start, in lower case; each has a router that answers it."""
PICKED: dict[str, str] = {}
"""Cards that open a calendar in their own place, with what their button asks for to show them again."""
WINDOWS: set[str] = set()
"""The beginnings of the data of buttons whose handlers take ``dialog_manager``; of messages only commands may do so."""
Handler = TypeVar("Handler", bound=Callable[..., Awaitable[Shown]])
Check = Callable[[Context, int], Awaitable[object]]
Question = Callable[[Context, Any], str]
Told = TypeVar("Told", bound=Callable[[Context, int, str], Awaitable[Shown]])
_SUBJECT = "subject"


def nothing(words: str) -> bool:
    """Tell that a command has no use for any words."""
    return False


def any_words(words: str) -> bool:
    """Tell that a command uses whatever words come with it; a file is not for it."""
    return True


def everything(words: str) -> bool:
    """Tell that a command takes all that comes with it, files too."""
    return True


class WithContext(Middleware):
    """Inner middleware: adds ``context``; a person without a post is refused, also on old buttons."""

    async def prepare(self, event: TelegramObject, data: dict[str, Any]) -> TelegramObject:
        """Add ``context``. Raises ``Forbidden`` for a stranger."""
        if data.get("actor") is None:
            raise Forbidden("error-forbidden")
        data["context"] = context_from(data)
        return event


def may_be_meant(handler: HandlerObject, event: TelegramObject, raw_state: str | None, card: str | None = None) -> bool:
    """Tell at a glance whether an update may be for a handler, by its first filter; ``card``: the kind that is open."""
    first = handler.filters[0].callback if handler.filters else None
    if isinstance(first, Pressed):
        return isinstance(event, CallbackQuery) and (event.data or "").startswith(first.heads)
    if isinstance(first, Command) and set(first.prefix) == {"/"}:
        return isinstance(event, Message) and (event.text or event.caption or "").startswith("/")
    if isinstance(first, Waits):
        return isinstance(event, Message) and raw_state in first.names
    if isinstance(first, OfCard):
        return isinstance(event, Message) and card in first.kinds
    if isinstance(first, Reply):
        return isinstance(event, Message) and event.reply_to_message is not None
    return True


class GatedRouter(Router):
    """A router without routers of its own and without outer middlewares; handlers are registered before it is asked."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        for kind in self.observers.keys() - KINDS:  # more than a kilobyte each, in a hundred routers
            delattr(self, kind)
            del self.observers[kind]

    def press(self, *actions: str, where: CallbackType | None = None) -> Callable[[Handler], Handler]:
        """Return the decorator of a handler of buttons that ask for one of these actions; it may take ``press``."""
        filters: tuple[CallbackType, ...] = (Press.of(*actions), *([where] if where is not None else []))
        return self._taking(self.callback_query, *filters, of=actions if where is None else ())

    def picked(self, purpose: str, back: str) -> Callable[[Handler], Handler]:
        """Return the decorator of a handler of the time that was picked in a calendar in the place of a card.

        ``purpose`` is the action of the card's buttons; ``back`` is what one of them asks for to show the card again.
        """
        PICKED[purpose] = back
        return self.press(f"at_{purpose}")

    def command(self, name: str, takes: Takes = nothing) -> Callable[[Handler], Handler]:
        """Return the decorator of a handler of a command; ``press`` is an empty one.

        ``takes``: the words with it that the handler uses. Any other words, and files, are taken in after it.
        """
        COMMANDS[name] = takes
        return self.message_of(Command(name))

    def scan(self, prefix: str, payload: str) -> Callable[[Handler], Handler]:
        """Return the decorator of a handler of a code on a printed card: a link that says ``prefix`` and a payload.

        ``payload`` is a pattern of ASCII signs; the handler takes what it ``scanned``.
        """
        LINKS.add(prefix)
        code = re.compile(rf"{prefix}({payload})", re.ASCII | re.IGNORECASE)
        return self.message_of(Command("start", magic=F.args.func(lambda said: code.fullmatch((said or "").strip()))))

    def message_of(self, *filters: CallbackType) -> Callable[[Handler], Handler]:
        """Return the decorator of a handler of messages; it may take ``message``."""
        return self._taking(self.message, *filters)

    def answer(
        self, prompt: Prompt, of: CallbackType = F.text, *, words_only: bool = False
    ) -> Callable[[Handler], Handler]:
        """Return the decorator of a handler of answers; it may take what was ``said``, and what was ``kept``.

        ``words_only``: anything else is refused, because it would go nowhere; it is kept beside.
        """

        def take(handler: Handler) -> Handler:
            self._taking(self.message, Waits(prompt), of, prompt=prompt)(handler)
            if words_only:
                self.message_of(Waits(prompt), ~F.text)(_not_words)
            return handler

        return take

    def asks(self, action: str, question: str | Question, check: Check) -> Callable[[Told], Told]:
        """Return the decorator of what is done with words that a button asks for, about the button's subject.

        ``check`` raises ``Refused`` where it is asked or answered in vain; ``question`` is a text key, or draws the
        words from what ``check`` returned.
        """
        prompt = Prompt(action, lambda context, kept: check(context, kept[_SUBJECT]))

        async def ask(context: Context, press: Press) -> None:
            found = await check(context, press.id)
            text = context.words(question) if isinstance(question, str) else question(context, found)
            await prompt.ask(context, f"{action}.{press.id}", text, **{_SUBJECT: press.id})

        def take(handler: Told) -> Told:
            self.press(action)(ask)
            self.answer(prompt, words_only=True)(lambda context, kept, said: handler(context, kept[_SUBJECT], said))
            return handler

        return take

    def _taking(
        self,
        observer: TelegramEventObserver,
        *filters: CallbackType,
        prompt: Prompt | None = None,
        of: Iterable[str] = (),
    ) -> Callable[[Handler], Handler]:
        """Return a decorator for handlers that take by name what they need."""

        def take(handler: Handler) -> Handler:
            names = signature(handler).parameters

            async def call(event: TelegramObject, context: Context, **data: Any) -> None:
                given = {"press": Press(action=""), "message": event, "context": context, **data}
                if prompt is not None:
                    given["kept"] = await context.state.get_data()
                    if not await prompt.still(context, given["kept"]):
                        raise SkipHandler  # the words are kept (``handlers.filing.refused``)
                if (link := getattr(data.get("command"), "magic_result", None)) is not None:
                    given["scanned"] = link[1]
                if isinstance(event, Message):
                    given["said"] = (event.text or "").strip()
                shown = await handler(**{name: given[name] for name in names if name in given})
                if prompt is not None and not prompt.stays:
                    await prompt.leave(context)
                if shown is not None:
                    context.say.edit(shown)

            observer.register(call, *filters)
            if "dialog_manager" in names:
                WINDOWS.update(*(one.heads for one in filters if isinstance(one, Pressed)))
            PRESSES.update(dict.fromkeys(of, call))
            return handler

        return take

    def meant(self, update_type: str, event: TelegramObject, known: dict[str, Any]) -> TelegramEventObserver | None:
        """Return the observer with those of its handlers that may be meant; None when it has none.

        ``known`` is what they may take.
        """
        observer, draft = self.observers[update_type], known.get("draft")
        outside = event, known.get("raw_state"), draft.kind if draft is not None else None
        part = copy(observer)
        part.handlers = [handler for handler in observer.handlers if may_be_meant(handler, *outside)]
        return part if part.handlers else None


async def press_as_said(context: Context, data: str) -> None:
    """Do what a button does. Raises ``Stale`` when no button has such data, and what the button raises."""
    try:
        press = Press.unpack(data)
    except (TypeError, ValueError):
        raise unreadable() from None
    if press.action not in PRESSES:
        raise unreadable()
    await PRESSES[press.action](None, context, press=press)


async def _not_words(context: Context) -> None:
    """Refuse what is no words; the question stays open."""
    raise Refused("ask-words-wanted")


def router_of(name: str) -> GatedRouter:
    """Return a router whose handlers may take ``context``."""
    router = GatedRouter(name=name)
    for observer in (router.message, router.edited_message, router.callback_query, router.message_reaction):
        observer.middleware(WithContext())
    return router


def context_from(data: dict[str, Any]) -> Context:
    """Return the context of an update's data, also of a dialog's middleware data."""
    return Context(
        data["session"],
        data["town"],
        data["now"],
        data["actor"],
        data["words"],
        data["say"],
        data.get("state"),
        said_at=data.get("said_at"),
    )
