"""The tables of items that were in force: a change in config counts from the next period, and never for the past."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

import orjson
import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from models import AssessmentTable
from models.enums import Assessed
from services.assessment.periods import Period
from services.core.act import Moment
from services.core.database import Upsert
from services.core.town import Town
from services.settings.assessment.measures import TAKES
from services.settings.assessment.table import AssessmentItem

_NEW = Upsert(lambda insert: insert(cast(sa.Table, AssessmentTable.__table__)).on_conflict_do_nothing())


class Item(AssessmentItem):
    """An item with all that it depends on in the settings: names, lines, weights."""

    code: str
    names: Mapping[str, str]

    def named(self, language: str | None) -> str:
        """Return its name in a language."""
        return self.names.get(language or "") or next(iter(self.names.values()))


class Table(BaseModel):
    """A table as it is kept. ``below``: the subordinates of a unit or a line, by ``unit:code`` and ``line:code``."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    number: int = 0
    items: tuple[Item, ...]
    own_percent: int
    below: Mapping[str, tuple[str, ...]]

    def of(self, kind: Assessed) -> list[Item]:
        """Return the items that apply to a kind of holder."""
        return [item for item in self.items if kind in item.applies]


def current(town: Town) -> Table:
    """Return the table as config has it now."""
    rules = town.settings.assessment
    below = {f"line:{code}": tuple(f"unit:{one}" for one in line.units) for code, line in town.settings.lines.items()}
    below |= {
        f"unit:{unit}": tuple(f"village:{one}" for one in villages) for unit, villages in rules.subordinates.items()
    }
    items = tuple(_item(town, code, item) for code, item in rules.items.items())
    return Table(items=items, own_percent=rules.own_percent, below=below)


def _item(town: Town, code: str, item: AssessmentItem) -> Item:
    only: dict[str, Any] = item.only.model_dump(exclude_unset=True)
    if item.only.committee is not None:
        of_committee = town.settings.lines_of(item.only.committee)
        only["lines"] = tuple(one for one in of_committee if not item.only.lines or one in item.only.lines) or ("-",)
    if item.only.weights is None and "weights" in TAKES.get(item.measure, ()):
        only["weights"] = town.settings.problems.weights.model_dump()
    names = {
        language: item.name.in_language(language) if item.name else town.words(language).plain(f"assess-item-{code}")
        for language in town.settings.languages
    }
    return Item.model_validate(item.model_dump() | {"only": only, "code": code, "names": names})


def _kept(table: Table) -> tuple[str, dict[str, Any]]:
    terms = table.model_dump(mode="json", exclude={"number"}, exclude_unset=True)
    return hashlib.sha256(orjson.dumps(terms, option=orjson.OPT_SORT_KEYS)).hexdigest(), terms


async def newest(session: AsyncSession) -> AssessmentTable | None:
    """Return the table that was noted last."""
    return await session.scalar(sa.select(AssessmentTable).order_by(AssessmentTable.number.desc()).limit(1))


async def is_noted(act: Moment) -> bool:
    """Whether the table of config is the one that was noted last."""
    row = await newest(act.session)
    return row is not None and row.digest == _kept(current(act.town))[0]


async def note(act: Moment) -> int:
    """Note the table of config, if it has changed; returns how many were noted."""
    if await is_noted(act):
        return 0
    row = await newest(act.session)
    digest, terms = _kept(current(act.town))
    fresh = {"number": (row.number if row else 0) + 1, "noted_on": act.today, "digest": digest, "terms": terms}
    await act.session.execute(_NEW.on(act.session), fresh)
    return 1


async def begun_on(session: AsyncSession) -> date | None:
    """Return the day since which the township is assessed: when its first table was noted."""
    return await session.scalar(sa.select(sa.func.min(AssessmentTable.noted_on)))


async def of_period(act: Moment, period: Period) -> Table:
    """Return the table of a period: the last one that was noted by its first day, else the first there was."""
    by_then = AssessmentTable.noted_on <= period.first
    row = await act.session.scalar(
        sa.select(AssessmentTable)
        .order_by(by_then.desc(), sa.case((by_then, -AssessmentTable.number), else_=AssessmentTable.number))
        .limit(1)
    )
    return read(row) if row is not None else current(act.town)


async def numbered(session: AsyncSession, number: int) -> Table:
    """Return a table by its number."""
    return read(await session.get_one(AssessmentTable, number))


def read(row: AssessmentTable) -> Table:
    """Return the table that a row keeps."""
    return Table.model_validate(row.terms | {"number": row.number})
