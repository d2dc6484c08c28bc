"""A handler is passed over only when it cannot be meant."""

from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, User
from aiogram.utils.magic_filter import MagicFilter

from bot.intake.telegram_api import ALLOWED_UPDATES
from handlers import build_router
from handlers.kit.buttons import Press
from handlers.kit.prompts import Waits
from handlers.kit.registry import MOST_KINDS, Areas, Stage, placed
from handlers.kit.routers import KINDS, GatedRouter
from models.enums import Language
from services.core.act import Actor

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


def meant(router: GatedRouter, event: Message | CallbackQuery, raw_state: str | None = None) -> int:
    """Return how many handlers of a router may be meant."""
    kind = "message" if isinstance(event, Message) else "callback_query"
    found = router.meant(kind, event, {"raw_state": raw_state})
    return len(found.handlers) if found is not None else 0


def test_a_press_is_shown_to_the_handler_of_its_action_alone() -> None:
    router = GatedRouter(name="one")
    router.callback_query.register(nothing, Press.of("take", "give"))
    router.callback_query.register(nothing, Press.of("leave"))
    assert meant(router, pressed(Press(action="give", subject="4").pack())) == 1
    assert meant(router, pressed(Press(action="giveaway").pack())) == 0
    assert meant(router, said("give")) == 0


def test_commands_and_awaited_words_are_shown_to_their_handlers() -> None:
    router = GatedRouter(name="one")
    router.message.register(nothing, Command("orders"))
    router.message.register(nothing, Waits(Asking.reason), F.text)
    assert meant(router, said("/orders")) == 1
    assert meant(router, said("a landslide"), Asking.reason.state) == 1
    assert meant(router, said("a landslide"), Asking.until.state) == 0
    assert meant(router, said("a landslide")) == 0


def test_a_handler_that_cannot_be_told_at_a_glance_is_asked() -> None:
    router = GatedRouter(name="one")
    router.message.register(nothing, Command("orders"))
    router.message.register(nothing, F.text)
    assert meant(router, said("a landslide")) == 1


async def test_a_gate_is_for_groups_and_strangers() -> None:
    async def stops(event: TelegramObject) -> None:
        stopped.append(event)

    gate, stopped = Router(name="gate"), list[TelegramObject]()
    for observer in (gate.message, gate.callback_query):
        observer.register(stops)
    areas = Areas(*placed(gate, stage=Stage.GATE), name="areas")
    ours = Actor(1, "Anna", "13800000000", Language.EN, ())
    private = said("hello")
    press = pressed("p:give:4:").model_copy(update={"message": private})
    group = private.model_copy(update={"chat": Chat(id=-9, type="group")})
    for event, kind in ((private, "message"), (press, "callback_query")):
        assert await areas.propagate_event(kind, event, actor=ours) is UNHANDLED
        await areas.propagate_event(kind, event, actor=None)
    await areas.propagate_event("message", group, actor=ours)
    await areas.propagate_event("callback_query", press.model_copy(update={"message": group}), actor=ours)
    assert len(stopped) == 4


async def test_data_that_nobody_writes_does_not_close_the_gate_of_a_button() -> None:
    asked = list[str]()

    async def answer(query: CallbackQuery) -> None:
        asked.append(query.data or "")

    router = GatedRouter(name="one")
    router.callback_query.register(answer, Press.of("give"))
    areas = Areas(*placed(router), name="areas")
    ours = Press(action="give", subject="4").pack()
    for data in ("p:give", ours, "p:giveaway:4:", *(f"p:{number}:" for number in range(MOST_KINDS)), ours):
        await areas.propagate_event("callback_query", pressed(data))
    assert asked == [ours, ours]


def test_a_router_has_a_place_for_each_update_that_we_ask_for() -> None:
    assert {*ALLOWED_UPDATES, "error"} == KINDS == GatedRouter(name="one").observers.keys()


def test_words_are_shown_to_few_routers() -> None:
    gated = [router for router in build_router().chain_tail if isinstance(router, GatedRouter)]
    shown = [router.name for router in gated if meant(router, said("a landslide"))]
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
