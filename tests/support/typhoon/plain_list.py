"""The list of an order once more and plainly: where each person is, and every figure computed from it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

STATES = ("未通知", "已通知", "不愿走", "已出发", "已到", "不在家", "外出", "已返回")
SAFE = {"已到", "外出", "已返回"}

Key = tuple[str, int]
"""A household and a number in it."""


@dataclass
class Soul:
    """A person, with the officer who counts them."""

    village: str
    grid: str
    officer: str
    frail: bool
    state: str = "未通知"
    where: str = ""
    sheltered: bool = False
    """Whether ``where`` is a shelter."""
    moved: bool = False
    settled: bool = False


@dataclass(frozen=True)
class Sums:
    """The figures of some people."""

    homes: int
    people: int
    frail: int
    states: Counter[str]
    gathered: int
    dispersed: int
    sites: int
    moved: int
    settled: int

    @property
    def missing(self) -> int:
        """People who are not known to be safe."""
        return sum(count for state, count in self.states.items() if state not in SAFE)

    @property
    def row(self) -> list[int]:
        """The figures as the file has them."""
        now = [self.gathered + self.dispersed, self.gathered, self.dispersed, self.sites]
        states = [self.states[state] for state in STATES]
        return [self.people, *states, self.missing, self.moved, self.settled, *now]

    @property
    def county(self) -> dict[str, int]:
        """The figures as the county gets them."""
        names = ("evacuated", "relocated", "relocated_now", "gathered", "dispersed", "sites")
        return dict(zip(names, self.row[-6:], strict=True))

    @property
    def head(self) -> list[str]:
        """The first lines of a list."""
        return [
            f"名单 {self.homes} 户 {self.people} 人，需帮扶 {self.frail} 人",
            " · ".join(f"{state} {self.states[state]}" for state in STATES if self.states[state]),
            f"未清点 {self.missing} 人",
        ]

    @property
    def lines(self) -> list[str]:
        """The lines of the live card that follow them."""
        now = self.gathered + self.dispersed
        return [
            f"现安置 {now} 人：集中 {self.gathered}，分散 {self.dispersed}，安置点 {self.sites} 处",
            f"累计避险转移 {self.moved} 人，累计安置 {self.settled} 人",
        ]

    def line(self, name: str) -> str:
        """Return the line of a place or an officer."""
        return f"{name}：{self.people} 人，已到 {self.states['已到']}，未清点 {self.missing}"


@dataclass
class PlainList:
    """Everybody on the list."""

    souls: dict[Key, Soul] = field(default_factory=dict)

    def home(self, code: str) -> list[Key]:
        """Return the people of a household."""
        return [key for key in self.souls if key[0] == code]

    def guests_of(self, code: str, shelter: str) -> list[Key]:
        """Return the people of a household who are in a shelter."""
        return [key for key in self.home(code) if self.souls[key].sheltered and self.souls[key].where == shelter]

    def homes(self, *states: str) -> list[str]:
        """Return the households all of whose people are in one of these states."""
        found: dict[str, set[str]] = {}
        for (code, _), soul in self.souls.items():
            found.setdefault(code, set()).add(soul.state)
        return [code for code, there in found.items() if there <= set(states)]

    def put(self, those: Iterable[Key], state: str, where: str = "", *, sheltered: bool = False) -> None:
        """Let people be somewhere."""
        for key in those:
            soul = self.souls[key]
            soul.state, soul.where, soul.sheltered = state, where, sheltered
            soul.moved = soul.moved or state in ("已出发", "已到")
            soul.settled = soul.settled or state == "已到"

    def sums(self, holds: Callable[[Soul], bool] = lambda soul: True) -> Sums:
        """Return the figures of those people."""
        those = [(code, soul) for (code, _), soul in self.souls.items() if holds(soul)]
        here = [soul for _, soul in those if soul.state == "已到"]
        gathered = [soul.where for soul in here if soul.sheltered]
        return Sums(
            homes=len({code for code, _ in those}),
            people=len(those),
            frail=sum(soul.frail for _, soul in those),
            states=Counter(soul.state for _, soul in those),
            gathered=len(gathered),
            dispersed=len(here) - len(gathered),
            sites=len(set(gathered)),
            moved=sum(soul.moved for _, soul in those),
            settled=sum(soul.settled for _, soul in those),
        )

    def by(self, name: str) -> dict[str, Sums]:
        """Return the figures of each village, grid or officer."""
        return {one: self.sums(lambda soul, one=one: getattr(soul, name) == one) for one in self.named(name)}

    def named(self, name: str) -> list[str]:
        """Return the villages, grids or officers."""
        return list(dict.fromkeys(getattr(soul, name) for soul in self.souls.values()))

    def guests(self, shelter: str) -> tuple[int, int]:
        """Return how many households and people are in a shelter."""
        there = [code for (code, _), soul in self.souls.items() if soul.sheltered and soul.where == shelter]
        return len(set(there)), len(there)
