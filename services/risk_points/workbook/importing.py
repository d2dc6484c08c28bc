"""Judge the rows of a workbook before anything is written: new, changed, the same, doubtful, refused.

An empty cell changes nothing, and a second import of the same file changes nothing. A row without a number is the
point of the same name in the same village, if there is one. A new point whose name is there already is doubtful: it may
be another place, or the same under another number. A person decides.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from models import RiskPoint, RiskPointCard
from models.enums import Action
from services.core.act import Act
from services.duties.maker import series
from services.people.access import require
from services.risk_points import register
from services.roster.importing import card_words
from services.roster.registers import judging
from services.roster.registers.judging import References, references
from services.roster.registers.reading import Line
from services.roster.workbook.cells import folded
from services.roster.workbook.tables import Verdict


@dataclass(frozen=True)
class Judged(judging.Judged):
    """A row about the number and name of a point."""

    sheet: str = "risk_points"
    point_id: int | None = None


@dataclass
class _Known:
    """The points and names that rows are compared with."""

    by_code: dict[str, RiskPoint]
    by_name: dict[tuple[str, int], list[RiskPoint]]
    refers: References
    cards: dict[int, RiskPointCard]
    shelters: dict[str, list[int]]
    seen: set[object] = field(default_factory=set)
    fresh: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Names of points of the file that are not in the register."""


async def judge(act: Act, lines: Sequence[Line]) -> list[Judged]:
    """Say what an import would do with each row; nothing is written. Raises ``Forbidden``."""
    require(act.actor, Action.GRADE_RISK_POINT)
    known = await _known(act)
    read = [(line, *_said(known, line)) for line in lines]
    for _, said, _ in read:
        if said.get("code") not in known.by_code and "name" in said and "village_id" in said:
            known.fresh[folded(said["name"]), said["village_id"]] += 1
    return [_judge(known, *one) for one in read]


async def take_over(act: Act, found: Sequence[Judged], *, doubtful: bool = False) -> Counter[Verdict]:
    """Write what is new and what has changed, with ``doubtful`` also those that may be other points; how many of each.

    The duties follow once, at the end.
    """
    for one in found:
        if one.verdict is Verdict.NEW or (doubtful and one.may_be_new):
            await register.enter(act, **one.fields)
        elif one.verdict is Verdict.CHANGED and one.point_id is not None:
            await register.change(act, one.point_id, one.fields, follow=False)
    await act.session.flush()
    await series.sync(act)
    return Counter(one.verdict for one in found)


async def _known(act: Act) -> _Known:
    points = list(await act.session.scalars(sa.select(RiskPoint).order_by(RiskPoint.id)))
    by_name: dict[tuple[str, int], list[RiskPoint]] = {}
    for point in points:
        by_name.setdefault((folded(point.name), point.village_id), []).append(point)
    cards = {card.point_id: card for card in await act.session.scalars(sa.select(RiskPointCard))}
    shelters = await card_words.shelters(act.session)
    return _Known({point.code: point for point in points}, by_name, await references(act.session), cards, shelters)


def _said(known: _Known, line: Line) -> tuple[dict[str, Any], list[str]]:
    """Return the fields that a row says, and the text keys of what cannot be understood."""
    said, faults = known.refers.said(line, ("village", "grid", "unit", "person"))
    bad = ["card" if column in card_words.COLUMNS else column.replace("_", "-") for column in line.bad]
    words, unknown = card_words.apart(said, known.shelters)
    faults = [f"risk-import-bad-{column}" for column in dict.fromkeys(bad)] + faults
    return said | words, faults + (["risk-import-unknown-shelter"] if unknown else [])


def _judge(known: _Known, line: Line, said: dict[str, Any], faults: list[str]) -> Judged:
    about = " ".join(str(line.said[key]) for key in ("code", "name") if key in line.said)[:60]
    point, doubt = _point(known, said)
    if faults:
        return Judged(line.row, Verdict.REFUSED, about, tuple(faults))
    if doubt is not None:
        return Judged(line.row, Verdict.DOUBTFUL, about, (doubt,))
    key: object = point.id if point else said.get("code")
    if key is not None and key in known.seen:
        return Judged(line.row, Verdict.DOUBTFUL, about, ("risk-import-twice",))
    known.seen.add(key)
    if point is not None:
        return _of_known(known, line, about, point, said)
    lacks = [f"risk-import-lacks-{one.removesuffix('_id')}" for one in _NEEDED if one not in said]
    if lacks:
        return Judged(line.row, Verdict.REFUSED, about, tuple(lacks))
    name = (folded(said["name"]), said["village_id"])
    if name in known.by_name or known.fresh[name] > 1:
        return Judged(line.row, Verdict.DOUBTFUL, about, ("risk-import-namesake",), fields=said)
    return Judged(line.row, Verdict.NEW, about, fields=said)


_NEEDED = ("code", "name", "line", "level", "village_id")
"""Fields that a new point needs."""


def _point(known: _Known, said: Mapping[str, Any]) -> tuple[RiskPoint | None, str | None]:
    """Return the point that a row is about, or why that cannot be told."""
    if "code" in said:
        return known.by_code.get(said["code"]), None
    name = folded(said.get("name", ""))
    places = [said["village_id"]] if "village_id" in said else sorted({place for _, place in known.by_name})
    found = [point for place in places for point in known.by_name.get((name, place), [])]
    return (None, "risk-import-which") if len(found) > 1 else (found[0] if found else None, None)


def _of_known(known: _Known, line: Line, about: str, point: RiskPoint, said: Mapping[str, Any]) -> Judged:
    card = known.cards.get(point.id)
    before = {key: card_words.value(card, key) if key in card_words.KEYS else getattr(point, key) for key in said}
    changes = {key: value for key, value in said.items() if before[key] != value}
    if not changes:
        return Judged(line.row, Verdict.SAME, about, point_id=point.id)
    if not point.active:
        return Judged(line.row, Verdict.DOUBTFUL, about, ("risk-import-closed",))
    columns = tuple(key.removesuffix("_id") for key in changes)
    return Judged(line.row, Verdict.CHANGED, about, columns=columns, fields=changes, point_id=point.id)
