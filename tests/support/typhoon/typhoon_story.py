"""What people do in the night of a typhoon: the warning is answered, the order given, worked off, lifted."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import sqlalchemy as sa

from models import Message, Shelter
from patience import until
from plain_list import Key
from services.core.act import Act
from services.evacuation.after import ending
from services.evacuation.giving import consent
from services.evacuation.order import orders
from services.evacuation.order.targets import Targets
from typhoon_night import Night
from typhoon_town import GYM, HALL, SCHOOL, VILLAGES

UNITS = ("land_head", "land", "road", "build", "both")
"""The people of the units whose lines a typhoon concerns."""
FAMILY = "县城儿子家"
_DAY = timedelta(days=1)


@dataclass
class Story:
    """The night, and who does what in it."""

    night: Night
    dice: Random = field(default_factory=lambda: Random(7))
    refusing: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """Households that are not at home, and nobody knows where."""
    away: list[Key] = field(default_factory=list)

    # The warning

    async def calls(self) -> None:
        """Let the officer on duty call the responsible people, and the deputy agree."""
        one = self.night
        for label in ("查看预警", "叫应", "预览名单", "请第二人同意"):
            await one.press("duty", label)
        await one.press("deputy", "同意，发给")

    async def receive(self, colour: str, *but: str) -> None:
        """Let everybody confirm the newest call who is not out of reach."""
        one = self.night
        answering = {*one.town.officers, *UNITS} - one.town.unreachable - set(but)
        await asyncio.gather(*(one.press(who, "收到", seen=f"台风{colour}预警") for who in answering))

    async def answered(self, *silent: str) -> None:
        """See who has answered, by village, on the warning's card."""
        duty, town = self.night.town.players["duty"], self.night.town
        await duty.sends("/warnings")
        await duty.sees("生效")
        await self.night.press("duty", "台风")
        quiet = town.unreachable | set(silent)
        lines = []
        for number, village in enumerate(VILLAGES):
            asked = town.posts(number)
            lines.append(f"▫️ {village} {len(asked.keys() - quiet)}/{len(asked)}")
        card = await duty.sees(lines[0])
        missing = [line for line in [*lines, "▫️ 单位和领导 5/5"] if line not in card.text.splitlines()]
        assert not missing, (missing, card.text)

    async def to_telephone(self) -> set[str]:
        """Return who stands on the list of people to telephone."""
        whose = {number: key for key, number in self.night.town.driver.people.items()}
        async with self.night.town.driver.town.database.reading() as session:
            rows = await session.scalars(
                sa.select(Message.person_id).where(Message.call, Message.called_at.is_(None)).distinct()
            )
            return {whose[number] for number in rows if number is not None}

    # The order

    async def orders(self, *, drill: bool) -> None:
        """Let the officer on duty write an order for the eight villages, and the chief agree by phone."""
        one, driver = self.night, self.night.town.driver
        async with driver.town.database.reading() as session:
            one.shelters = {row.name: row.id for row in await session.scalars(sa.select(Shelter))}

        async def writing(act: Act) -> int:
            draft = await orders.begin(act, case_id=one.case)
            due = one.now.replace(hour=2, minute=0) + _DAY
            given = {"reason": "台风红色预警", "route": "走村道，不走河边", "due_at": due, "drill": drill}
            await orders.change(act, draft.id, shelters=list(one.shelters.values()), **given)
            await orders.aim(act, draft.id, Targets(villages=tuple(driver.villages[name] for name in VILLAGES)))
            await consent.look(act, draft.id)
            await consent.ask(act, draft.id)
            return draft.id

        one.order = await driver.by("duty", writing)
        await one.press("chief", f"同意，立即转移 {len(one.town.plain.souls)} 人")

    @property
    def told(self) -> list[str]:
        """The officers with a list who can be reached."""
        return [who for who in self.night.town.plain.named("officer") if who not in self.night.town.unreachable]

    async def sent(self, part: str) -> dict[str, list[str]]:
        """Return the messages with a part that arrived, as they were sent: an answer may have changed them since."""
        one, found = self.night, defaultdict(list)
        whose = {player.id: who for who, player in one.town.players.items()}
        for call in await one.sandbox.calls("sendMessage"):
            text = re.sub("<.*?>", "", str(call["params"].get("text")))
            if part in text and not call.get("error_code"):
                found[whose[int(call["params"]["chat_id"])]].append(text)
        return dict(found)

    async def killed(self) -> set[str]:
        """Kill the product when some officers have their list; return those to whom one was on the wire just then."""
        one = self.night

        async def some() -> bool:
            return sum(bool(one.heard(who, "您负责")) for who in self.told) >= 3

        await until(some, what="the order does not get out")
        await one.product.kill()
        whose = {number: key for key, number in one.town.driver.people.items()}
        async with one.town.driver.town.database.reading() as session:
            sent = await session.scalars(
                sa.select(Message.person_id).where(Message.event == "evacuation", Message.sent_at.is_not(None))
            )
            known = {whose[number] for number in sent if number is not None}
        return {who for who in self.told if one.heard(who, "您负责")} - known

    # The list

    def of(self, officer: str, *, least: int = 1, but: Collection[str] = ()) -> str:
        """Return a household of an officer that nobody has done anything about."""
        plain = self.night.town.plain
        return next(
            code
            for code in plain.homes("未通知", "已通知")
            if plain.souls[code, 0].officer == officer and len(plain.home(code)) >= least and code not in but
        )

    def chooses(self, refusing: int, gone: int, away: int) -> None:
        """Let chance decide who refuses, who is not at home, and who is away."""
        plain = self.night.town.plain
        first, absent = self.of("g1b"), self.of("g3a", least=2)
        others = [code for code in plain.homes("未通知") if code not in (first, absent)]
        some = self.dice.sample(others, refusing - 1 + gone + away - 1)
        self.refusing, self.gone = [first, *some[: refusing - 1]], some[refusing - 1 : refusing - 1 + gone]
        self.away = [(absent, 0), *((code, 0) for code in some[refusing - 1 + gone :])]

    async def all_told(self) -> None:
        """Let everybody be told; some refuse, some are away or gone. One of each is entered by phone."""
        one, plain = self.night, self.night.town.plain
        first = self.of("g0a", but=[*self.refusing, *self.gone])
        await one.home("g0a", first)
        await one.press("g0a", "📣 已通知", seen=first)
        await one.town.players["g0a"].sees(first, "已通知")
        plain.put(plain.home(first), "已通知")
        await self.refuses()
        await self.is_away()
        for code in self.refusing[1:]:
            await one.enter(plain.home(code), "不愿走", why="要看家")
        for key in self.away[1:]:
            await one.enter([key], "外出", FAMILY)
        for code in self.gone:
            await one.enter(plain.home(code), "不在家")
        for code in plain.homes("未通知", "外出"):
            if rest := [key for key in plain.home(code) if plain.souls[key].state == "未通知"]:
                await one.enter(rest, "已通知")

    async def refuses(self) -> None:
        """Let a household refuse, and the station say its word."""
        one, code = self.night, self.refusing[0]
        officer = one.town.players["g1b"]
        await one.home("g1b", code)
        await one.press("g1b", "✋ 不愿走", seen=code)
        await officer.sees("请发不愿走的原因")
        await officer.sends("要看家 <一定>")
        await officer.sees(code, "不愿走")
        one.town.plain.put(one.town.plain.home(code), "不愿走")
        await one.press("duty", "强制转移", seen=code)
        await officer.sees(code, "强制转移")

    async def is_away(self) -> None:
        """Let one of a household be with a son."""
        one, (code, _) = self.night, self.away[0]
        officer = one.town.players["g3a"]
        await one.home("g3a", code)
        await one.press("g3a", "⬜ 1", seen=code)
        await officer.sees("选中的 1 人")
        await one.press("g3a", "🧳 外出", seen=code)
        await officer.sees("请发人在哪里")
        await officer.sends(f"{FAMILY} 13812341234")
        await officer.sees(code, "外出")
        one.town.plain.put([(code, 0)], "外出", FAMILY)

    async def arrive(self, share: float) -> None:
        """Let a share of the households that were told move: to the hall, to relatives, some still on their way."""
        plain, one = self.night.town.plain, self.night
        ready = plain.homes("已通知", "外出", "已出发")
        for at, code in enumerate(ready[: int(len(ready) * share)]):
            here = [key for key in plain.home(code) if plain.souls[key].state in ("已通知", "已出发")]
            if not here:
                continue
            if at % 7 == 0 and share < 1:
                await one.enter(here, "已出发")
            elif at % 7 == 1:
                await one.enter(here, "已到", "邻镇亲戚家")
            else:
                await one.enter(here, "已到", HALL if at % 3 else GYM)

    async def fill_the_school(self) -> None:
        """Fill the school until a household of three finds no room, and the last two take its last beds."""
        one, plain = self.night, self.night.town.plain
        two = next(code for code in plain.homes("已通知") if len(plain.home(code)) == 2)
        three = self.of("g0b", least=3, but=[two])
        room = one.places(SCHOOL) - 2
        for code in [code for code in plain.homes("已通知") if code not in (two, three)]:
            here, rest = plain.home(code)[:room], plain.home(code)[room:]
            await one.enter(here, "已到", SCHOOL)
            if rest:  # a household over two shelters
                await one.enter(rest, "已到", HALL)
            room -= len(here)
            if not room:
                break
        officer = one.town.players["g0b"]
        await one.home("g0b", three)
        await one.press("g0b", "🏠 已到安置点", seen=three)
        await officer.sees("到哪个安置点")
        await one.press("g0b", f"{SCHOOL} · 余 2")
        await officer.sees(f"{SCHOOL} 只剩 2 个位")
        await one.press("g0b", f"{HALL} · 余", seen="只剩 2 个位")
        await officer.sees(three, f"已到 · {HALL}")
        plain.put(plain.home(three), "已到", HALL, sheltered=True)
        await self.at_the_door("p0", SCHOOL, two, "🏠 住进这里")
        plain.put(plain.home(two), "已到", SCHOOL, sheltered=True)
        await one.town.players["duty"].sees(f"{SCHOOL} 已住满（{one.places(SCHOOL)}）")

    async def at_the_door(self, keeper: str, shelter: str, code: str, label: str) -> None:
        """Let a keeper take a household in, or let it go."""
        player = self.night.town.players[keeper]
        await player.sends("/evacuation")
        await player.sees(f"{shelter} 进出登记")
        await self.night.press(keeper, f"{shelter} 进出登记")
        await player.sees("已登记", shelter)
        await self.night.press(keeper, "🔢 登记进出")
        await player.sees("请发户号")
        await player.sends(code)
        await player.sees(f"🏡 {code}")
        await self.night.press(keeper, label, seen=code)
        await player.sees(code, "已返回" if "返家" in label else f"已到 · {shelter}")

    async def all_found(self) -> None:
        """Let the last be forced, found and taken in; one who has slipped back is brought again."""
        one, plain = self.night, self.night.town.plain
        await self.arrive(1)
        for code in self.refusing:
            await one.enter(plain.home(code), "已到", GYM, by="deputy")
        for at, code in enumerate(self.gone):
            await one.enter(plain.home(code), *(("外出", "外省打工") if at % 2 else ("已到", "亲戚家")))
        back = next(key for key, soul in plain.souls.items() if soul.state == "已到" and soul.where == HALL)
        who = one.counter(back)
        done, case = await one.town.driver.by(who, ending.seen_back, one.ids[back], [one.ids[back]], seen=10**9)
        assert (len(done.changed), case is not None) == (1, True)
        plain.put([back], "不愿走")
        assert plain.sums().missing == 1
        await one.enter([back], "已到", GYM)

    # The end

    async def lifts(self) -> None:
        """Let somebody at the station end the order, and lift it when somebody has checked the risk point."""
        one, staff = self.night, self.night.town.players["night"]
        await staff.sends("/evacuation")
        await staff.sees(one.number)
        await one.press("night", one.number)
        await staff.sees("分村")
        await one.press("night", "⏹ 结束转移")
        await staff.sees("已结束，未解除", "解除，可以返回")
        refused = await one.press("night", "✅ 解除，可以返回")
        assert "还有 1 处没有人核查" in str(refused), refused
        await one.press("night", "🔎 核查风险点")
        await staff.sees("已核查：")
        await one.press("night", "已核查：")
        await staff.sees("请发现场看到的情况")
        await staff.sends("裂缝无新增，雨已停")
        await staff.sees("都已核查，可以解除")
        await one.press("night", "返回", seen="都已核查")
        await staff.sees("解除，可以返回")
        await one.press("night", "✅ 解除，可以返回")
        await staff.sees("已解除，返回中")

    async def all_return(self) -> None:
        """Let everybody return: one household by phone, one from the door, the others through their officers."""
        one, plain = self.night, self.night.town.plain
        first = next(code for code in plain.homes("已到") if plain.souls[code, 0].officer == "g0a")
        await one.home("g0a", first)
        await one.press("g0a", "🏡 已返回", seen=first)
        await one.town.players["g0a"].sees(first, "已返回")
        plain.put(plain.home(first), "已返回")
        guests = [code for code in plain.homes("已到") if plain.guests_of(code, HALL)]
        second = max(guests, key=lambda code: len({plain.souls[key].where for key in plain.home(code)}))
        await self.at_the_door("p1", HALL, second, "🏡 离开返家")  # those of the household who stay elsewhere stay
        plain.put(plain.guests_of(second, HALL), "已返回")
        for code in sorted({code for code, _ in plain.souls}):
            if here := [key for key in plain.home(code) if plain.souls[key].state == "已到"]:
                await one.enter(here, "已返回")
