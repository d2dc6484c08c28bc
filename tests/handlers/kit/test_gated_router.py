"""A router is passed over only when none of its handlers can be meant."""

from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Chat, Message, User
from aiogram.utils.magic_filter import MagicFilter

from bot.intake.telegram_api import ALLOWED_UPDATES
from handlers import build_router
from handlers.kit.buttons import Press
from handlers.kit.prompts import Waits
from handlers.kit.registry import MOST_KINDS, Areas
from handlers.kit.routers import KINDS, Gate, GatedRouter

ANNA = User(id=7, is_bot=False, first_name="Anna")


class Asking(StatesGroup):
    reason = State()
    until = State()


async def nothing() -> None:
    """Handle it."""


def said(text: str) -> Message:
    return Message(message_id=1, date=datetime.now(UTC), chat=Chat(id=7, type="private"), from_user=ANNA, text=text)


def pressed(data: str) -> CallbackQuery:
    return CallbackQuery(id="1", from_user=ANNA, chat_instance="1", data=data)


def gate_of(router: GatedRouter, kind: str) -> Gate:
    return router._gate(kind)


def test_a_press_opens_the_gate_of_its_router_alone() -> None:
    router = GatedRouter(name="one")
    router.callback_query.register(nothing, Press.of("take", "give"))
    gate = gate_of(router, "callback_query")
    assert gate.opens(pressed(Press(action="give", subject="4").pack()), None)
    assert not gate.opens(pressed(Press(action="giveaway").pack()), None)
    assert not gate_of(router, "message").opens(said("give"), None)


def test_commands_and_awaited_words_open_it() -> None:
    router = GatedRouter(name="one")
    router.message.register(nothing, Command("orders"))
    router.message.register(nothing, Waits(Asking.reason), F.text)
    gate = gate_of(router, "message")
    assert gate.opens(said("/orders"), None)
    assert gate.opens(said("a landslide"), Asking.reason.state)
    assert not gate.opens(said("a landslide"), Asking.until.state)
    assert not gate.opens(said("a landslide"), None)


def test_a_handler_that_cannot_be_told_at_a_glance_keeps_it_open() -> None:
    router = GatedRouter(name="one")
    router.message.register(nothing, Command("orders"))
    router.message.register(nothing, F.text)
    assert gate_of(router, "message").opens(said("a landslide"), None)
    nesting = GatedRouter(name="two")
    nesting.include_router(Router(name="three"))
    assert gate_of(nesting, "message").opens(said("a landslide"), None)


async def test_data_that_nobody_writes_does_not_close_the_gate_of_a_button() -> None:
    areas, asked = Areas(name="areas"), list[str]()

    async def answer(query: CallbackQuery) -> None:
        asked.append(query.data or "")

    router = GatedRouter(name="one")
    router.callback_query.register(answer, Press.of("give"))
    areas.include_router(router)
    ours = Press(action="give", subject="4").pack()
    for data in ("p:give", ours, "p:giveaway:4:", *(f"p:{number}:" for number in range(MOST_KINDS)), ours):
        await areas.propagate_event("callback_query", pressed(data))
    assert asked == [ours, ours]


def test_a_router_has_a_place_for_each_update_that_we_ask_for() -> None:
    assert {*ALLOWED_UPDATES, "error"} == KINDS == GatedRouter(name="one").observers.keys()


def test_words_are_shown_to_few_routers() -> None:
    gated = [router for router in build_router().chain_tail if isinstance(router, GatedRouter)]
    shown = [router.name for router in gated if gate_of(router, "message").opens(said("a landslide"), None)]
    assert len(gated) > 30
    assert len(shown) < 12, shown


def test_no_filter_of_an_area_is_asked_in_a_thread() -> None:
    filters = [
        one
        for router in build_router().chain_tail
        if isinstance(router, GatedRouter)
        for observer in router.observers.values()
        for handler in observer.handlers
        for one in handler.filters or ()
    ]
    assert any(isinstance(one.magic, MagicFilter) for one in filters)
    assert all(one.awaitable for one in filters)
