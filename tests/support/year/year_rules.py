"""The rules of the simulated year, as the township's own config would have them, and how large the township is."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.core.town import Town
from services.settings.duties import DEFAULTS
from services.settings.township import Township

SINCE = date(2026, 1, 1)
FLOOD = {"begins": "05-01", "ends": "09-30"}
RULES: dict[str, dict[str, Any]] = {
    "leader-inspection": {
        "owes": "post",
        "roles": ["director"],
        "each": "quarter",
        "by": 25,
        "fulfilled_by": "inspection",
    },
    "risk-point-check": {
        "owes": "risk_point",
        "levels": ["larger", "major"],
        "each": "month",
        "by": 25,
        "fulfilled_by": "patrol",
        "seasons": [{"each": "month", "times": 2, "by": 25, "season": FLOOD}],
        "warnings": [{"colour": "red", "each": "day"}],
    },
    "joint-meeting": {"owes": "town", "each": "quarter", "by": 20, "fulfilled_by": "meeting"},
    "town-drill": {"owes": "town", "each": "year", "by": 15, "late": 20, "fulfilled_by": "town_drill"},
    "village-drill": {"owes": "village", "each": "year", "late": 20, "fulfilled_by": "village_drill"},
    "training": {"owes": "town", "each": "quarter", "early": 10, "fulfilled_by": "training"},
    "grid-round": {"owes": "grid", "each": "month", "fulfilled_by": "patrol"},
    "head-inspection": {
        "owes": "post",
        "roles": ["unit_head"],
        "each": "half_year",
        "by": 31,
        "fulfilled_by": "inspection",
    },
    "village-watch": {"owes": "village", "each": "week", "by": 7, "fulfilled_by": "patrol"},
    "unit-check": {"owes": "unit", "each": "half_year", "by": 20, "on_holiday": "before", "fulfilled_by": "inspection"},
    "line-review": {"owes": "line", "each": "quarter", "by": 15, "fulfilled_by": "inspection"},
    "law-floor": {  # 生产安全事故应急条例 art. 8: once in two years
        "owes": "town",
        "each": "year",
        "every": 2,
        "late": 20,
        "escalates": False,
        "since": date(2025, 1, 1),
        "fulfilled_by": "town_drill",
    },
}
"""The Opinions' own, with days of this township, and one for each other kind of who owes."""
RULES = {code: {"since": SINCE} | rule for code, rule in RULES.items()}


@dataclass(frozen=True)
class Size:
    """How large the township is."""

    villages: int
    points: int
    every_unit: bool
    """Whether every unit that config names is there, so that all 14 lines have theirs."""


SMALL, FULL = Size(2, 10, every_unit=False), Size(8, 40, every_unit=True)


def sections() -> dict[str, Any]:
    """Return the sections of config that are the test's own."""
    rules = {
        code: rule if code in DEFAULTS else {"name": {"zh_CN": code, "en": code}} | rule for code, rule in RULES.items()
    }
    return {"duties": rules, "working_time": {"years": {2027: {"off": [date(2027, 1, 1)], "work": []}}}}


def ruled(town: Town) -> Town:
    """Return the township with the rules of the test, as its config would have them."""
    fresh = Township.model_validate(town.settings.model_dump() | sections())
    roll_call = fresh.roll_call.model_copy(update={"test_on": None})  # a monthly test would only take time
    return replace(town, settings=fresh.model_copy(update={"roll_call": roll_call}))
