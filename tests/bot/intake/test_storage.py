"""Dialogue state lives in the database, commits with its update, and aiogram-dialog's windows go out after it."""

from typing import Any

import pytest
import sqlalchemy as sa
from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window
from aiogram_dialog.context.intent_middleware import IntentMiddlewareFactory
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Cancel, Column, ScrollingGroup, Select, SwitchTo
from aiogram_dialog.widgets.text import Const, Format

from bot.intake.handle.conversation_storage import DatabaseStorage
from handlers.kit import dialogs
from models import Conversation
from product import quiet, taking_in
from sandbox_client import SandboxClient
from services.core.errors import Refused
from services.core.town import Town

KEY = StorageKey(bot_id=1, chat_id=5, user_id=5)


class Asking(StatesGroup):
    name = State()


class Village(StatesGroup):
    choosing = State()
    naming = State()


async def rows(town: Town) -> dict[str, Any]:
    async with town.database.reading() as session:
        found = await session.execute(sa.select(Conversation.key, Conversation.state, Conversation.data))
        return {key: (state, data) for key, state, data in found}


async def test_outside_of_an_update_every_call_is_a_transaction(town: Town) -> None:
    storage = DatabaseStorage(town)
    await storage.set_state(KEY, Asking.name)
    await storage.set_data(KEY, {"a": 1})
    assert await storage.get_state(KEY) == "Asking:name"
    assert await storage.update_data(KEY, {"b": [2]}) == {"a": 1, "b": [2]}
    assert await storage.get_value(KEY, "b") == [2]
    other = StorageKey(bot_id=1, chat_id=5, user_id=5, destiny="aiogd:stack:")
    assert await storage.get_data(other) == {}
    await storage.set_state(KEY, None)
    await storage.set_data(KEY, {})
    assert await rows(town) == {}


def asking() -> Router:
    router = Router()

    @router.message(Command("ask"))
    async def ask(message: Message, state: FSMContext, say: Any) -> None:
        await state.set_state(Asking.name)
        await state.set_data({"asked": True})
        say.send("your name?")

    @router.message(Asking.name, F.text == "bad")
    async def refuse(message: Message, state: FSMContext) -> None:
        await state.clear()
        raise Refused("error-forbidden")

    @router.message(Asking.name)
    async def name(message: Message, state: FSMContext, say: Any) -> None:
        assert await state.get_data() == {"asked": True}
        await state.clear()
        say.send(f"hello {message.text}")

    return router


async def test_the_state_commits_with_its_update_or_not_at_all(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    officer = await sandbox.person("Zhang")
    async with taking_in(town, asking(), sandbox_url):
        await officer.sends("/ask")
        await officer.sees("your name?")
        await officer.sends("bad")
        await officer.sees(town.words(None).plain("error-forbidden"))
    async with taking_in(town, asking(), sandbox_url):  # a restart: the state is still there
        await officer.sends("Zhang")
        await officer.sees("hello Zhang")
        await quiet(town, sandbox)
        assert await rows(town) == {}


async def villages(**_: Any) -> dict[str, Any]:
    return {"villages": [(f"Village {n}", n) for n in range(25)]}


async def chosen(_: Any, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["village"] = item
    await manager.switch_to(Village.naming)


async def named(message: Message, _: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    manager.middleware_data["say"].send(f"village {manager.dialog_data['village']} is {text}")
    await manager.done()


def village_dialog() -> Router:
    router = Router()
    router.include_router(
        Dialog(
            Window(
                Const("Which village?"),
                ScrollingGroup(
                    Select(Format("{item[0]}"), "v", lambda village: village[1], items="villages", on_click=chosen),
                    id="pages",
                    width=1,
                    height=5,
                ),
                Cancel(Const("Cancel")),
                state=Village.choosing,
                getter=villages,
            ),
            Window(
                Format("What do you call it? {dialog_data[village]}"),
                TextInput(id="name", on_success=named),
                Column(SwitchTo(Const("Back"), id="back", state=Village.choosing)),
                state=Village.naming,
            ),
        )
    )

    @router.message(Command("village"))
    async def start(message: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.start(Village.choosing, mode=StartMode.RESET_STACK)

    dialogs.setup(router)
    return router


async def test_a_dialog_pages_switches_takes_text_and_ends(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    officer = await sandbox.person("Zhang")
    async with taking_in(town, village_dialog(), sandbox_url):
        await officer.sends("/village")
        window = await officer.sees("Which village?", "Village 4")
        assert (await officer.taps(">"))["answered"]
        assert (await officer.sees("Village 9")).id == window.id
    async with taking_in(town, village_dialog(), sandbox_url):  # the dialog survives a restart
        await officer.taps("Village 7")
        assert (await officer.sees("What do you call it? 7")).id == window.id
        await officer.taps("Back")
        await officer.sees("Which village?", "Village 9")
        await officer.taps("Village 8")
        await officer.sees("What do you call it? 8")
        await officer.sends("Shangwan")
        await officer.sees("village 8 is Shangwan")
        await quiet(town, sandbox)
        messages = {message.id: message for message in await officer.reads()}
        assert messages[window.id].labels == [], "a closed dialog leaves no buttons behind"
        assert await rows(town) == {}


async def test_a_new_window_takes_the_buttons_off_the_old_one(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    officer = await sandbox.person("Zhang")
    async with taking_in(town, village_dialog(), sandbox_url):
        await officer.sends("/village")
        first = await officer.sees("Which village?")
        await officer.sends("not a button")
        second = await officer.sees("Which village?", "Cancel")
        await quiet(town, sandbox)
        assert second.id != first.id
        seen = {message.id: message for message in await officer.reads()}
        assert seen[first.id].labels == []
        stack = next(data for key, (_, data) in (await rows(town)).items() if "stack" in key)
        assert f'"last_message_id":{second.id}' in stack


async def test_a_dialog_is_looked_for_only_where_one_may_be_open(
    town: Town, sandbox: SandboxClient, sandbox_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, looked_for = await sandbox.person("Zhang"), list[str | None]()
    load = IntentMiddlewareFactory.process_message

    async def noted(self: IntentMiddlewareFactory, handler: Any, event: Message, data: Any) -> Any:
        looked_for.append(event.text)
        return await load(self, handler, event, data)

    monkeypatch.setattr(IntentMiddlewareFactory, "process_message", noted)
    async with taking_in(town, village_dialog(), sandbox_url):
        await officer.sends("hello")
        await officer.sends("/village")
        await officer.sees("Which village?")
        await officer.sends("words to a window")
        await quiet(town, sandbox)
    assert looked_for == ["/village", "words to a window"]
