"""I1-I3 seen from the outside: what people send is handled once, in order, and answered after the commit."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.kit.answers import Answers
from models.enums import UpdateState
from product import count, quiet, taking_in
from sandbox_client import SandboxClient
from services.cards.card import Card, button
from services.core import journal
from services.core.errors import Refused
from services.core.town import Town


def echo() -> Router:
    router = Router()

    @router.message(F.text == "menu")
    async def menu(message: Message, say: Answers) -> None:
        say.send(Card(text="<b>Menu</b>", rows=((button("One", "one", 1), button("Two", "two", 2)),)))

    @router.message(F.text == "no")
    async def refuse(message: Message) -> None:
        raise Refused("error-forbidden")

    @router.message(F.text)
    async def note(message: Message, say: Answers, session: AsyncSession, now) -> None:
        await journal.append(session, f"chat:{message.chat.id}", message.text, now=now, actor_id=None)
        say.send(f"noted {message.text}")

    @router.callback_query(F.data.startswith("p:one"))
    async def one(query: CallbackQuery, say: Answers) -> None:
        say.edit(Card(text="One it is"))
        say.toast("good", alert=True)

    @router.callback_query(F.data.startswith("p:two"))
    async def two(query: CallbackQuery) -> None:
        raise Refused("error-forbidden")

    return router


async def test_what_is_sent_is_answered_and_marked_handled(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    officer = await sandbox.person("Zhang")
    async with taking_in(town, echo(), sandbox_url):
        await officer.sends("hello")
        await officer.sees("noted hello")
        await quiet(town, sandbox)
        assert await count(town, UpdateState.HANDLED) == 1


async def test_a_press_edits_its_message_and_gets_an_answer(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    officer = await sandbox.person("Zhang")
    async with taking_in(town, echo(), sandbox_url):
        await officer.sends("menu")
        shown = await officer.sees("Menu", "One")
        assert await officer.taps("One") == {"answered": True, "text": "good", "show_alert": True}
        assert (await officer.sees("One it is")).id == shown.id


async def test_a_refusal_is_told_and_leaves_nothing(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    officer = await sandbox.person("Zhang")
    async with taking_in(town, echo(), sandbox_url):
        await officer.sends("menu")
        await officer.sees("Two")
        answer = await officer.taps("Two")
        assert answer["show_alert"]
        assert answer["text"] == town.words(None).plain("error-forbidden")
        await officer.sends("no")
        await officer.sees(town.words(None).plain("error-forbidden"))
        await quiet(town, sandbox)
