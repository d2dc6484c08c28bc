"""Each post's keyboard, its help and its list of commands: what its rights allow, and nothing else."""

from itertools import count, product
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import Update

from bot.intake.handle.dispatcher import build_dispatcher
from handlers import build_router
from handlers.areas import MENU
from handlers.kit.answers import Answers, current
from handlers.kit.routers import COMMANDS
from handlers.menu import order
from handlers.menu.menu import MORE
from models import Squad
from models.enums import Language, Role
from services.core.act import Actor, HeldPost
from services.core.errors import Forbidden
from services.core.town import Town
from services.operations.conversations import Conversations, opened
from stored_updates import message
from texts.bundle import load
from township import TownshipDriver

TEXTS = load()
ALIASES = {"start": "menu", "undelivered": "calls"}
"""Commands that do what another one does."""
SEVERAL = (
    {Role.STATION_STAFF, Role.UNIT_HANDLER},
    {Role.STATION_CHIEF, Role.DIRECTOR},
    {Role.VILLAGE_PRINCIPAL, Role.SQUAD_CAPTAIN, Role.GRID_OFFICER},
    set(Role),
)
POSTS = [*({role} for role in Role), *SEVERAL]

KNOWN = frozenset(COMMANDS)
"""The commands of the areas; tests of routers add others while they run."""


def holder(roles: Any, language: Language = Language.ZH_CN, **more: Any) -> Actor:
    posts = tuple(HeldPost(role, *more.get("place", ())) for role in sorted(roles))
    return Actor(more.get("person_id", 1), "某人", "+8613800000000", language, posts, 1001)


@pytest.mark.parametrize(("roles", "language"), list(product(POSTS, Language)))
def test_a_keyboard_has_eight_keys_at_most_and_a_list_has_every_command(roles: set[Role], language: Language) -> None:
    words, actor = TEXTS[language], holder(roles)
    rows = MENU.keyboard(actor, words).keyboard
    keys = [key for row in rows for key in row]
    assert len(keys) <= 8
    assert keys[-1].text == words.plain(MORE.key)
    assert [key.text for key in keys if key.style == "danger"] == [words.plain("menu-sos")]
    kept = [entry.command for entry in MENU.keys_of(actor)]
    if len(roles) == 1:
        (asked,) = (names for those, names in order.ORDER if those & roles)
        assert kept == list(asked), "each key of a post is one of its rights"
        assert len(set(asked)) == len(asked)
    shortcuts = MENU.shortcuts(TEXTS)
    meant = [shortcuts[key.text].removeprefix("/") for key in keys if not key.request_location]
    listed = MENU.listed(actor, words)
    assert {*meant} <= {one.command for one in listed}
    assert [one.command for one in listed[: len(meant) - 1]] == meant[:-1], "the list begins as the keyboard does"
    assert len({one.command for one in listed}) == len(listed)
    assert all(0 < len(one.description) <= 256 for one in listed)


def test_every_role_has_an_order_of_its_own() -> None:
    assert sorted(role for roles, _ in order.ORDER for role in roles) == sorted(Role)
    assert {name for _, names in order.ORDER for name in names} <= {
        *(entry.command for entry in MENU.keys),
        order.LOCATION,
    }


def test_every_command_is_in_the_menu_or_another_name_of_one() -> None:
    build_router()
    known = {entry.command for entry in (*MENU.entries, MORE)}
    assert known | ALIASES.keys() == KNOWN
    assert set(ALIASES.values()) <= known


async def test_a_role_is_told_of_the_commands_that_answer_it_and_of_no_other(town: Town) -> None:
    """Every command is sent by every role: refused are those that are not in its list, and those alone."""
    driver = await TownshipDriver.open(town)
    async with town.database.transaction() as session:
        squad = Squad(code="s", name="上湾村应急突击队", village_id=driver.villages["shangwan"], needed=30)
        session.add(squad)
        await session.flush()
        squad_id = squad.id
    place = (
        driver.units["natural-resources"],
        driver.villages["shangwan"],
        driver.grids["shangwan"],
        squad_id,
        "geology",
    )
    acting: list[Actor] = []

    async def find(*_: Any) -> Actor:
        return acting[-1]

    bot, number = Bot(town.token), count(1)
    dispatcher = await build_dispatcher(driver.town, build_router(), find)

    async def says(text: str) -> tuple[bool, str]:
        """Send a command; whether it was refused, and the words of the answer. Nothing of it is kept."""
        update = Update.model_validate(message(next(number), 1001, text), context={"bot": bot})
        answers, token = Answers(update), None
        async with town.database.reading() as session:
            token, opening = current.set(answers), opened.set(Conversations(session))
            given = {"session": session, "town": driver.town, "now": driver.now, "say": answers, "more_of_album": False}
            try:
                await dispatcher.feed_update(bot, update, **given)
            except Forbidden:
                return True, ""
            finally:
                current.reset(token)
                opened.reset(opening)
                await session.rollback()
        return False, "\n".join(one.card.text for one in answers.collected if one.card is not None)

    for role, language in product(Role, Language):
        actor = holder({role}, language, place=place, person_id=driver.people["officer"])
        acting.append(actor)
        mine = {entry.command for entry in MENU.commands_of(actor)}
        if language is Language.ZH_CN:
            refused = {name for name in KNOWN if (await says(f"/{name}"))[0]}
            assert refused == {name for name in KNOWN if ALIASES.get(name, name) not in mine}, role
        _, more = await says("/more")
        _, told = await says("/help")
        assert len(told) < 4096, (role, len(told))
        kept = {entry.command for entry in MENU.keys_of(actor)} | {MORE.command}
        for name in {entry.command for entry in MENU.entries} | {MORE.command}:
            assert (f"\n/{name} " in told or f">/{name} " in told) is (name in mine), (role, name)
            assert (f"/{name} " in more) is (name in mine - kept), (role, name)
    await bot.session.close()
