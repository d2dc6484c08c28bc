"""The trainer's plan and transcript, and the address for real phones; no browser is needed."""

import asyncio
from datetime import timedelta

import pytest

from patience import STANDSTILL
from sandbox.errors import Misuse
from sandbox.web.guide import Inject
from sandbox.web.reach import code, origin_of
from sandbox.web.trainer import Trainer
from sandbox.web.words import Words
from sandbox.world.actions.phone import Phone
from sandbox.world.state import World


async def happened(world: World, heard: list[str], *what: str) -> None:
    """Return when just this was heard; each inject changes the world."""
    async with asyncio.timeout(STANDSTILL):
        while len(heard) < len(what):
            await world.changes.wait(world.changes.number, STANDSTILL)
    assert heard == list(what)


async def test_what_is_planned_happens_when_the_clock_of_the_world_says_so() -> None:
    world, heard = World(), list[str]()
    trainer = Trainer(world)
    trainer.plan(Inject({"zh": "迟", "en": "late"}, lambda _: heard.append("late")), 30)
    trainer.plan(Inject("早", lambda _: heard.append("early")), 0)
    await happened(world, heard, "early")
    assert [one.inject.title for one in trainer.planned] == [{"zh": "迟", "en": "late"}]
    await world.move_clock(timedelta(minutes=31))
    await happened(world, heard, "early", "late")
    assert any("late" in line for line in trainer.lines(Words("en")))


async def test_an_inject_that_the_world_refuses_stops_no_other() -> None:
    world, heard = World(), list[str]()
    trainer = Trainer(world)

    def refused(_: World) -> None:
        raise Misuse("a person of this world")

    trainer.plan(Inject("坏", refused), 0)
    trainer.plan(Inject("好", lambda _: heard.append("good")), 0)
    await happened(world, heard, "good")
    assert "a person of this world" in "".join(trainer.lines(Words("zh")))


async def test_the_transcript_keeps_words_that_were_edited_and_the_button_that_was_pressed() -> None:
    world = World()
    trainer = Trainer(world)
    trainer.begin()
    person, bot = world.add_person("李秀英"), world.bot("7:x")
    room = world.private(person, bot)
    said = Phone(world, person).say(room, "裂缝三米")
    Phone(world, person).edit(room, said.id, "裂缝五米")
    keys = {"inline_keyboard": [[{"text": "签收", "callback_data": "accept"}]]}
    card = world.post(room, bot, {"text": "请签收"}, inline=keys)
    world.press(person, card, "accept")
    lines = list(trainer.lines(Words("zh")))
    assert ["裂缝三米" in lines[0], "裂缝五米" in lines[1]] == [True, True]
    assert "请签收 <签收>" in lines[2]
    assert "李秀英 <签收>" in lines[3]


@pytest.mark.parametrize(
    ("seen", "host", "origin"),
    [
        ("http://127.0.0.1:8080/", "127.0.0.1", ""),
        ("http://192.168.1.5:8080/", "0.0.0.0", "http://192.168.1.5:8080"),
        ("http://127.0.0.1:8080/", "192.168.1.5", "http://192.168.1.5:8080"),
    ],
)
def test_a_real_phone_is_told_an_address_that_it_can_reach(seen: str, host: str, origin: str) -> None:
    assert origin_of(seen, host) == origin


def test_the_code_is_drawn_as_one_shape() -> None:
    assert code("http://192.168.1.5:8080/phone/5").count("<path") == 1
