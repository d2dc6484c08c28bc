"""Handlers take what they need by name, and return what they show."""

from aiogram import Router
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.kit import Context, Kept, Press, Prompt, card_of, router_of
from models.enums import Language
from product import taking_in
from sandbox_client import SandboxClient
from services.cards.card import Card, button
from services.core.act import Actor
from services.core.errors import Refused
from services.core.town import Town


async def somebody(session: AsyncSession, telegram_id: int) -> Actor:
    return Actor(1, "Zhang", "13800000000", Language.ZH_CN, ())


async def not_sold_out(context: Context, kept: Kept) -> None:
    if kept["fruit"] == "fig":
        raise Refused("error-forbidden")


def shop() -> Router:
    router, how_many = Router(), router_of("shop")
    amount = Prompt("amount", not_sold_out)

    @how_many.command("buy")
    @how_many.press("turn")
    async def fruit(context: Context, press: Press) -> Card:
        return card_of(
            f"page {press.number}", button("next", "turn", "", press.number + 1), button("fig", "ask", "fig")
        )

    @how_many.press("ask")
    async def ask(context: Context, press: Press) -> None:
        await amount.ask(context, "amount", f"how many {press.subject}?", button("pear", "pear"), fruit=press.subject)

    @how_many.press("pear")
    async def pear(context: Context) -> None:
        await amount.begin(context, "amount", fruit="pear")

    @how_many.answer(amount, words_only=True)
    async def bought(context: Context, kept: Kept, said: str) -> str:
        await context.state.clear()
        return f"{said} x {kept['fruit']}"

    router.include_router(how_many)
    return router


async def test_a_card_answers_a_command_and_takes_the_place_of_what_was_pressed(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    officer = await sandbox.person("Zhang")
    async with taking_in(town, shop(), sandbox_url, find_actor=somebody):
        await officer.sends("/buy")
        shown = await officer.sees("page 0", "next")
        await officer.taps("next")
        assert (await officer.sees("page 1", "next")).id == shown.id


async def test_an_answer_is_taken_with_what_the_question_kept(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    officer = await sandbox.person("Zhang")
    async with taking_in(town, shop(), sandbox_url, find_actor=somebody):
        await officer.sends("/buy")
        await officer.sees("page 0")
        await officer.taps("fig")
        await officer.sees("how many fig?")
        await officer.taps("pear")
        await officer.sends(" 3 ")
        await officer.sees("3 x pear")


async def test_an_answer_that_comes_too_late_ends_the_question(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    officer = await sandbox.person("Zhang")
    async with taking_in(town, shop(), sandbox_url, find_actor=somebody):
        await officer.sends("/buy")
        await officer.sees("page 0")
        await officer.taps("fig")
        await officer.sees("how many fig?")
        await officer.sends("3")
        await officer.sees(town.words(Language.ZH_CN).plain("error-forbidden"))
        await officer.sends("/buy")
        await officer.sees("page 0")
