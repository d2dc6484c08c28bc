"""Each script of the demo, walked to its end as it is written: a step is ticked by what it asks for, and not before.

The buttons are named here as a player sees them, and the steps find the bot's words by the keys of its texts.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

import pytest

from bot.demo import guide, homes, scenarios, workbook
from bot.demo.cast import TOKEN, Cast, seat_people
from forked_product import Forker
from patience import until
from sandbox.errors import Misuse
from sandbox.server import Server
from sandbox.web.guide import Guide, Mark
from sandbox.world.actions import composing
from sandbox.world.actions.phone import Phone
from sandbox.world.state import World
from services.core.town import Town
from whole_product import product

Act = tuple[str, str]
"""A phone's part and a label to press; or a content, which begins with one of these."""
PHOTO, PLACE, WORDS = "photo:", "place:", "words:"

HAZARD: Sequence[Sequence[Act]] = [
    [("officer", f"{WORDS}/start"), ("officer", "📱 共享我的手机号")],
    [("officer", PHOTO), ("officer", f"{WORDS}屋后山坡有裂缝，约三米长"), ("officer", PLACE)],
    [("officer", "✅ 提交")],
    [("duty", "✅ 按建议交办")],
    [("handler", "✅ 签收 · 30 分钟到")],
    [("handler", "反馈"), ("handler", PHOTO), ("handler", f"{WORDS}已拉警戒线"), ("handler", "✅ 提交反馈")],
    [("verifier", "核验"), ("verifier", "✅ 核验通过")],
    [("duty", "销号")],
    [("duty", "📵 联系不上")],
]
DANGER: Sequence[Sequence[Act]] = [
    [("verifier", "🆘 险情一键上报")],
    [("verifier", PHOTO)],
    [("verifier", f"{WORDS}两人被困，水还在涨")],
    [("duty", "☎️ 上报人")],
    [("verifier", "☑️ 补充完毕")],
]
SQUAD: Sequence[Sequence[Act]] = [
    [("duty", "🚨 集结"), ("duty", "🚨 新的集结 · 实战")],
    [
        *(("duty", label) for label in ("👥 选队伍", "上湾村应急突击队", "✅ 选好了", "📝 任务")),
        ("duty", f"{WORDS}沙袋加固河堤"),
        ("duty", "📍 集合地点"),
        ("duty", f"{WORDS}村委会门口"),
    ],
    [("duty", "👁 预览名单"), ("duty", "🚨 立即集结")],
    [("member", "🏃 出发")],
    [("duty", "🔇 未答复的")],
]
WARNING: Sequence[Sequence[Act]] = [
    [("duty", "📢 群发"), ("duty", "➕ 新建群发")],
    [
        *(("duty", label) for label in ("橙色", "实战", "👥 选对象", "村社", "上湾村", "‹ 选好了", "✅ 选好了")),
        ("duty", f"{WORDS}今晚有暴雨，请巡查房前屋后"),
        ("duty", "👁 预览名单和内容"),
    ],
    [("duty", "🤝 请第二人同意")],
    [("leader", "✅ 同意")],
    [("verifier", "✅ 收到")],
    [("duty", "打开")],
]
COUNTY: Sequence[Sequence[Act]] = [
    [("reporter", "🆘 险情一键上报")],
    [("duty", "📤 写初报")],
    [("duty", f"{WORDS}受灾2人，转移0，死亡0，失踪0，受伤0，倒塌房屋1间，正在组织搜救")],
    [("duty", "系统填报")],
]


class Players:
    """The cast with their phones."""

    def __init__(self, world: World, cast: Cast) -> None:
        self.world, self._bot = world, world.bot(TOKEN)
        people = {
            name: getattr(cast, name) for name in ("officer", "duty", "handler", "verifier", "leader", "reporter")
        }
        self._phones = {name: Phone(world, one) for name, one in (people | {"member": cast.squad.members[0]}).items()}

    async def do(self, act: Act) -> None:
        """Press a button as soon as it is there, or send something."""
        phone, wanted = self._phones[act[0]], act[1]
        room = self.world.private(phone.person, self._bot)
        kind, _, words = wanted.partition(":")
        if wanted.startswith(WORDS):
            phone.say(room, words)
        elif wanted.startswith(PHOTO):
            phone.send(room, composing.file(self.world, kind, True))
        elif wanted.startswith(PLACE):
            seat = next(one for one in guide.places() if one.name == "上湾村")
            phone.send(room, composing.place({"latitude": seat.latitude, "longitude": seat.longitude}))
        else:
            await until(partial(self._presses, phone, wanted), what=f"{act} never came")

    async def _presses(self, phone: Phone, label: str) -> bool:
        room = self.world.private(phone.person, self._bot)
        for message in reversed(list(room.seen_by(phone.person))):
            rows = [row for made in (message.inline, message.keyboard) for row in _rows(made)]
            for button in (button for row in rows for button in row):
                if button["text"].startswith(label):
                    try:
                        return (await phone.tap(room, message_id=message.id, text=button["text"])).answered
                    except Misuse:
                        return False
        return False


def _rows(markup: Mapping[str, list[list[Mapping[str, str]]]] | None) -> list[list[Mapping[str, str]]]:
    return [] if markup is None else markup.get("inline_keyboard") or markup.get("keyboard") or []


@asynccontextmanager
async def playing(processes: Forker, town: Town, database_url: str) -> AsyncIterator[tuple[Players, list[Guide]]]:
    """Open the demo with its people and scripts; all but the officer have said /start."""
    world = World()
    async with Server(world) as server:
        await workbook.populate(town.database, town.settings, now=world.clock.now(), on_duty=True)
        async with town.database.transaction() as session:
            await homes.furnish(session, world.clock.now())
            cast = await seat_people(session, world, now=world.clock.now())
        async with product(processes, replace(town, token=TOKEN), database_url, server.url, chat_per_second=20):
            players = Players(world, cast)
            for who in ("duty", "verifier", "reporter"):
                await players.do((who, f"{WORDS}/start"))
            yield players, [guide.guide(cast), *scenarios.scenarios(cast)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_each_script_can_be_followed_to_its_end(processes: Forker, town: Town, database_url: str) -> None:
    async with playing(processes, town, database_url) as (players, scripts):
        for script, walk in zip(scripts, (HAZARD, DANGER, SQUAD, WARNING, COUNTY), strict=True):
            mark = Mark.of(players.world)
            for step, acts in zip(script.steps, walk, strict=True):
                name, done = step.title["zh"], step.done
                assert done is not None
                for act in acts:
                    assert not done(players.world, mark), f"{name} is ticked before {act}"
                    await players.do(act)

                async def ticked(done=done, mark=mark) -> bool:
                    return done(players.world, mark)

                await until(ticked, what=f"{name} is not ticked by {acts}")


def test_a_step_knows_the_words_of_every_language() -> None:
    found = guide.said("notice-dispatched")
    assert found.search("YH20261129-0001 已交办：自然资源所")
    assert found.search("YH20261129-0001 was dispatched to X")
    assert not found.search("YH20261129-0001 已签收")
    with pytest.raises(ValueError, match="answers-case"):
        guide.said("answers-case")
