"""The figures of a disaster (灾情数据), as the county asks for them: read strictly, compared, never guessed."""

import re
import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from services.core.act import Act
from services.core.errors import Refused

MOST_COUNTED = 9_999_999
"""Persons or rooms; a township has fewer, whatever was typed."""
MOST_MEASURED = Decimal("99999999.99")
"""Hectares, or 10,000 yuan."""

Counted = Annotated[int, Field(ge=0, le=MOST_COUNTED)]
Measured = Annotated[Decimal, Field(ge=0, le=MOST_MEASURED, decimal_places=2)]


class Figures(BaseModel):
    """The known harm; None: not known yet (待核). A figure is the total, not the new part."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    affected: Counted | None = None  # 受灾人口
    evacuated: Counted | None = None  # 紧急避险转移: apart from 转移安置
    relocated: Counted | None = None  # 紧急转移安置, 累计
    relocated_now: Counted | None = None  # 实时
    gathered: Counted | None = None  # 集中: in shelters now
    dispersed: Counted | None = None  # 分散: with relatives now
    sites: Counted | None = None  # 集中安置点
    dead: Counted | None = None
    missing: Counted | None = None
    injured: Counted | None = None
    collapsed: Counted | None = None  # 倒塌房屋, in rooms (间)
    damaged: Counted | None = None  # 损坏房屋, in rooms (间)
    crops: Measured | None = None  # 农作物受灾, hectares
    loss: Measured | None = None  # 直接经济损失, 10,000 yuan

    def kept(self) -> dict[str, Any]:
        """Return what a row keeps."""
        return self.model_dump(mode="json", exclude_none=True)


MEASURED = ("crops", "loss")
NAMES = tuple(Figures.model_fields)
"""Every figure, in the order of the county's form."""
MOVING = ("evacuated", "relocated_now", "gathered", "dispersed", "sites")
"""Figures of an evacuation: shown where they are known, asked for nowhere else."""
MAY_FALL = frozenset({"relocated", "missing", "relocated_now", "gathered", "dispersed", "sites"})
"""People go home, the missing are found; any other figure that falls is asked about."""

UNKNOWN = frozenset({"?", "不明", "不详", "不清楚", "未知", "待核", "待核实", "待查", "待统计", "unknown"})
"""Words for a figure that is not known yet."""
_WHOLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,3}")
_DECIMAL = re.compile(r"(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{1,2})?")
_UNITS = re.compile(r"\s*(?:人|户|间|处|公顷|万元)$")
LABELS = {
    "affected": ("受灾人口", "受灾人数", "受灾群众", "受灾", "affected"),
    "evacuated": ("紧急避险转移", "避险转移", "evacuated"),
    "relocated_now": ("实时安置", "实时转移安置", "relocated now"),
    "gathered": ("集中安置", "in shelters"),
    "dispersed": ("分散安置", "with relatives"),
    "sites": ("集中安置点", "安置点", "shelters"),
    "relocated": ("紧急转移安置", "紧急转移", "转移安置", "转移群众", "转移人员", "转移", "relocated"),
    "dead": ("因灾死亡", "死亡", "遇难", "dead"),
    "missing": ("因灾失踪", "失踪", "失联", "missing"),
    "injured": ("受伤", "伤者", "injured"),
    "collapsed": ("倒塌房屋", "房屋倒塌", "倒塌", "倒房", "houses collapsed", "collapsed"),
    "damaged": ("损坏房屋", "房屋损坏", "受损房屋", "房屋受损", "损坏", "损房", "houses damaged", "damaged"),
    "crops": ("农作物受灾面积", "农作物受灾", "农作物", "作物", "crops"),
    "loss": ("直接经济损失", "经济损失", "财产损失", "损失", "direct loss", "loss"),
}
"""Labels that people type with a figure: "死亡1，失踪2人"."""


def read(name: str, typed: str) -> int | Decimal | None:
    """Return a figure that was typed, None for "not known". Raises ``Refused`` for what is no plain number.

    Full-width digits count; signs, exponents, numerals in characters and fractions of persons do not.
    """
    said = unicodedata.normalize("NFKC", typed).strip()
    if said.lower() in UNKNOWN:
        return None
    said = _UNITS.sub("", said)
    measured = name in MEASURED
    if not (_DECIMAL if measured else _WHOLE).fullmatch(said):
        raise Refused("error-figure-decimal" if measured else "error-figure-whole")
    value = Decimal(said.replace(",", ""))
    if value > (MOST_MEASURED if measured else MOST_COUNTED):
        raise Refused("error-figure-large")
    return value if measured else int(value)


@dataclass(frozen=True)
class CaseFigures:
    """An area that knows figures of a case: the card of its next report begins with them."""

    load: Callable[[Act, int], Awaitable[Mapping[str, int]]]


def shown(figures: Figures) -> tuple[str, ...]:
    """Return the figures that are shown: those of an evacuation only where they are known."""
    return tuple(name for name in NAMES if name not in MOVING or getattr(figures, name) is not None)


@dataclass(frozen=True)
class Doubt:
    """Something to look at twice before it is sent: asked about, never refused."""

    what: str  # "less", "unknown", "parts", "moved", "split" or "now"; the text is ``county-doubt-<what>``
    name: str
    before: int | Decimal | None = None
    after: int | Decimal | None = None

    @property
    def key(self) -> str:
        """The name under which a person confirms it; another figure is another doubt."""
        return f"{self.what}.{self.name}.{self.before}.{self.after}"


def doubts(figures: Figures, last: Figures | None) -> list[Doubt]:
    """Return what looks wrong: a figure that fell or is no longer known, more harmed or moved than affected."""
    found = []
    for name in NAMES:
        before, after = getattr(last, name, None), getattr(figures, name)
        if before is None:
            continue
        if after is None:
            found.append(Doubt("unknown", name, before))
        elif after < before and name not in MAY_FALL:
            found.append(Doubt("less", name, before, after))
    harmed = sum(getattr(figures, name) or 0 for name in ("dead", "missing", "injured"))
    if figures.affected is not None:
        if harmed > figures.affected:
            found.append(Doubt("parts", "affected", harmed, figures.affected))
        if (figures.relocated or 0) > figures.affected:
            found.append(Doubt("moved", "relocated", figures.relocated, figures.affected))
    gathered, dispersed, now = figures.gathered, figures.dispersed, figures.relocated_now
    if gathered is not None and dispersed is not None and now is not None and gathered + dispersed != now:
        found.append(Doubt("split", "relocated_now", gathered + dispersed, now))
    if (figures.relocated_now or 0) > (figures.relocated or 0):
        found.append(Doubt("now", "relocated_now", figures.relocated_now, figures.relocated))
    return found


def agreed(found: Iterable[Doubt]) -> str:
    """Return what a card keeps when all these doubts were confirmed."""
    return "|".join(doubt.key for doubt in found)
