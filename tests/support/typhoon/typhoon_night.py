"""A night under a typhoon warning: phones against the product as a process, and every count where it is shown."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from models import Evacuation
from models.enums import EvacueeState
from plain_list import Key
from sandbox.world.state import World
from sandbox_client import SandboxClient, Seen, ungrouped
from services.evacuation.order import figures
from services.evacuation.people import correcting, entering
from services.evacuation.people.entering import Said
from typhoon_town import GYM, HALL, SCHOOL, VILLAGES, Size, TyphoonTown, ids_of
from whole_product import Product

NIGHT = (20, 7)
"""The hours in which people sleep."""
STATES = dict(
    zip(("未通知", "已通知", "不愿走", "已出发", "已到", "不在家", "外出", "已返回"), EvacueeState, strict=True)
)
KEEPERS = {SCHOOL: "p0", HALL: "p1", GYM: "p6"}


@dataclass
class Night:
    """The town, its phones, and the product that serves them."""

    town: TyphoonTown
    sandbox: SandboxClient
    world: World
    product: Product
    feed: Path
    size: Size
    order: int = 0
    number: str = ""
    case: int | None = None
    ids: dict[Key, int] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The time on the township's clocks."""
        return self.world.clock.now().astimezone(self.town.driver.town.zone)

    async def at(self, local: str) -> None:
        """Go to a minute: ``14 20:30``; all that is due by then is done and sent."""
        day, _, minute = local.partition(" ")
        await self.sandbox.clock.set(
            datetime.fromisoformat(f"2026-07-{day} {minute}").replace(tzinfo=self.town.driver.town.zone)
        )

    async def goes_on(self) -> None:
        """Let all that is due now be done and sent."""
        await self.sandbox.clock.set(self.now)

    async def tells(self, colour: str, minute: int, *cites: str, kind: str = "Update", status: str = "Actual") -> None:
        """Put a message of the weather station into the folder."""
        at = self.now.replace(microsecond=0)
        areas = "".join(f"<area><areaDesc>{name}</areaDesc></area>" for name in VILLAGES)
        info = (
            "<info><language>zh-CN</language><category>Met</category><event>台风</event><urgency>Immediate</urgency>"
            f"<severity>{'Extreme' if colour == '红色' else 'Severe'}</severity><certainty>Likely</certainty>"
            f"<headline>云川县气象台发布台风{colour}预警</headline>{areas}</info>"
        )
        sent = {number: f"yunchuan,{number},{when}" for number, when in self._sent.items()}
        number = f"T-{len(sent) + 1}"
        self._sent[number] = at.isoformat()
        more = f"<references>{' '.join(sent[one] for one in cites)}</references>" if cites else ""
        (self.feed / f"{number}.xml").write_text(
            '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">'
            f"<identifier>{number}</identifier><sender>yunchuan</sender><sent>{at.isoformat()}</sent>"
            f"<status>{status}</status><msgType>{kind if cites else 'Alert'}</msgType><scope>Public</scope>{more}"
            f"{info if kind != 'Cancel' else ''}</alert>",
            encoding="utf-8",
        )
        await self.sandbox.clock.set(self.now.replace(minute=minute))

    _sent: dict[str, str] = field(default_factory=dict)

    async def press(self, who: str, part: str, *, seen: str = "") -> dict[str, Any]:
        """Let somebody tap the newest button with ``part``, of a message with ``seen``, as soon as there is one."""
        return await self.town.players[who].presses(part, seen=seen)

    def heard(self, who: str, *parts: str) -> list[str]:
        """Return what the bot has said to somebody, with all of the parts."""
        room = self.world.private(self.world.people[self.town.players[who].id], self.world.bot(self.sandbox.token))
        said = [str(one.content.get("text", "")) for one in room.messages.values() if one.sender.is_bot]
        return [text for text in said if all(part in text for part in parts)]

    async def listed(self) -> None:
        """Learn who is on the list that was made."""
        async with self.town.driver.town.database.reading() as session:
            self.number = (await session.get_one(Evacuation, self.order)).number or ""
        self.ids = await ids_of(self.town.driver, self.order)
        assert self.ids.keys() == self.town.plain.souls.keys()

    async def enter(
        self, those: list[Key], state: str, where: str = "", *, by: str = "", why: str | None = None
    ) -> None:
        """Let the officer of people of one household say where they are."""
        driver, sheltered = self.town.driver, where in KEEPERS
        said = Said(STATES[state], shelter_id=self.shelters[where] if sheltered else None, why=why)
        said = said if sheltered or not where else replace(said, place=where)
        whom = [self.ids[key] for key in those]
        who = by or self.counter(those[0])
        done = await driver.by(who, entering.enter, whom[0], whom, said)
        assert len(done.changed) == len(those)
        if why is not None:
            await driver.by(who, correcting.report_unwilling, done, why)
        self.town.plain.put(those, state, where, sheltered=sheltered)

    shelters: dict[str, int] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    """The people who have opened their list."""

    def counter(self, key: Key) -> str:
        """Return who counts a person; for somebody out of reach, the station enters it."""
        officer = self.town.plain.souls[key].officer
        return "deputy" if officer in self.town.unreachable else officer

    async def opens(self, who: str) -> Seen:
        """Let an officer open their list."""
        player = self.town.players[who]
        await player.sends("/evacuation")
        await player.sees(self.number)
        await self.press(who, self.number)
        await player.sees("分村")
        await self.press(who, "打开名单")
        self.opened.add(who)
        return await player.sees("您的名单", "按户号找")

    async def home(self, who: str, code: str) -> Seen:
        """Let an officer open a household by its number."""
        await self.opens(who)
        await self.press(who, "按户号找")
        await self.town.players[who].sees("请发户号")
        await self.town.players[who].sends(code)
        return await self.town.players[who].sees(f"🏡 {code}")

    # What is shown

    async def everywhere(self) -> None:
        """See that every count is right in each place where it is shown."""
        await self.goes_on()
        await self.on_the_live_cards()
        await self.at_the_desk()
        back = self.town.plain.sums().states.keys() <= {"已返回", "外出"}
        doors = () if back else KEEPERS  # nobody comes or goes when all are back
        officers = ("g0a", "i2", "g7b")
        await asyncio.gather(*map(self.on_the_list_of, officers), *map(self.at_the_door, doors))
        if self.case is not None:
            counted = await self.town.driver.by("chief", figures.of_case, self.case)
            assert counted == self.town.plain.sums().county

    def station(self) -> list[str]:
        """Return the lines of an order's card."""
        whole = self.town.plain.sums()
        villages = [sums.line(name) for name, sums in self.town.plain.by("village").items()]
        principals = {f"p{number}" for number in range(len(self.town.plain.named("village")))}
        waits = len({*self.town.plain.named("officer"), *principals} - self.opened)
        unseen = [f"⚠️ {waits} 名责任人还没有打开名单，请打电话。"] if waits else []
        return [*whole.head, *whole.lines, *villages, *(self.site(name) for name in KEEPERS), *unseen]

    def site(self, name: str) -> str:
        """Return the line of a shelter."""
        taken = self.town.plain.guests(name)[1]
        return f"{name}：已住 {taken}，余 {max(0, self.places(name) - taken)}"

    def places(self, name: str) -> int:
        """Return how many a shelter has room for now."""
        day, night = self.town.places(self.size)[name]
        return night if self.now.hour >= NIGHT[0] or self.now.hour < NIGHT[1] else day

    async def on_the_live_cards(self) -> None:
        """See the card that follows by itself, in the chats of the officer on duty and the chief."""
        for who in ("duty", "chief"):
            cards = [
                one for one in await self.town.players[who].reads() if "分村" in one.text and not one.get("deleted")
            ]
            shows(cards[-1], *self.station())

    async def at_the_desk(self) -> None:
        """See the card, the places, the list and the file that somebody at the station opens."""
        night, plain = self.town.players["night"], self.town.plain
        await night.sends("/evacuation")
        await night.sees(self.number)
        await self.press("night", self.number)
        shows(await night.sees("分村"), *self.station())
        await self.press("night", "📊 分网格")
        names = {officer: self.town.name(officer) for officer in plain.named("officer")}
        grids = [sums.line(name) for name, sums in plain.by("grid").items()]
        shows(
            await night.sees("分责任人"),
            *grids,
            *(sums.line(names[officer]) for officer, sums in plain.by("officer").items()),
        )
        await self.press("night", "返回")
        await night.sees("分村")
        await self.press("night", "📥 Excel")
        self.in_the_file(await self._document())
        await self.press("night", "打开名单")
        shows(await night.sees("未清点的在前"), *plain.sums().head)

    async def _document(self) -> bytes:
        stored = self.world.files.get(str((await self.town.players["night"].sees(file="document"))["document"]))
        assert stored is not None
        return stored.data

    def in_the_file(self, data: bytes) -> None:
        """See the sums and the people of the file."""
        sums, people = load_workbook(BytesIO(data)).worksheets
        rows = {str(row[0]).strip(): list(row[1:]) for row in sums.iter_rows(values_only=True) if row[0] is not None}
        plain = self.town.plain
        told = {"全镇": plain.sums()} | plain.by("village") | plain.by("grid")
        assert {name: rows[name] for name in told} == {name: one.row for name, one in told.items()}
        head, *lines = people.iter_rows(values_only=True)
        at = [head.index(name) for name in ("户号", "状态", "去向", "需帮扶", "村社", "网格", "责任人")]
        assert Counter(tuple(line[one] or "" for one in at) for line in lines) == Counter(
            (code, soul.state, soul.where, "是" if soul.frail else "", soul.village, soul.grid,
             self.town.name(soul.officer))
            for (code, _), soul in plain.souls.items()
        )  # fmt: skip

    async def on_the_list_of(self, who: str) -> None:
        """See the head of an officer's own list."""
        shows(await self.opens(who), *self.town.plain.by("officer")[who].head)

    async def at_the_door(self, name: str) -> None:
        """See what the keeper of a shelter sees."""
        player = self.town.players[KEEPERS[name]]
        await player.sends("/evacuation")
        await player.sees(f"{name} 进出登记")
        await self.press(KEEPERS[name], f"{name} 进出登记")
        homes, people = self.town.plain.guests(name)
        shows(await player.sees("已登记", name), self.site(name), f"已登记 {homes} 户 {people} 人")


def _of(number: str, message: Seen) -> bool:
    return number in message.text and "分村" in message.text and not message.get("deleted")


def shows(card: Seen, *lines: str) -> None:
    """See that a card has lines, each as a whole."""
    text = ungrouped(card.text.replace("🏠 ", ""))
    missing = [line for line in lines if line not in text.splitlines()]
    assert not missing, f"{missing} not in:\n{text}"
