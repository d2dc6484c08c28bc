"""The verdict on a row, and the villages, grids, units and people that a row names."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Person, Unit, Village
from services.core.database import savepoint
from services.core.errors import Refused
from services.roster.registers.reading import Line
from services.roster.workbook import tables
from services.roster.workbook.cells import cleaned, folded, phone
from services.roster.workbook.sheets import column_title
from services.roster.workbook.tables import Verdict
from texts import Words


@dataclass(frozen=True)
class Judged(tables.Judged):
    """A row of a register, what it says, and why the verdict on it is so."""

    why: tuple[str, ...] = ()
    """Text keys."""
    columns: tuple[str, ...] = ()
    """The columns that changed, or that cannot be read."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    refusal: Refused | None = None
    """The reason why the register did not take it."""
    sheet: str = ""

    @property
    def may_be_new(self) -> bool:
        """Whether a person may decide that a doubtful row is another one than the register has."""
        return self.verdict is Verdict.DOUBTFUL and bool(self.fields)

    def titled(self, words: Words) -> str:
        """Return what it is about, in words."""
        return self.about

    def explained(self, words: Words) -> list[str]:
        """Return why, in words."""
        refused = [self.refusal.in_words(words).unescape()] if self.refusal else []
        columns = [column_title(words, self.sheet, key) for key in self.columns]
        return [*refused, *(words.plain(key) for key in self.why), *columns]


Row = TypeVar("Row", bound=Judged)


async def take_each(session: AsyncSession, found: Sequence[Row], take: Callable[[Row], Awaitable[object]]) -> list[Row]:
    """Write rows, and return them; one that the register does not take is refused, the others go in."""
    done = []
    for one in found:
        try:
            async with savepoint(session):
                await take(one)
            done.append(one)
        except Refused as refusal:
            done.append(replace(one, verdict=Verdict.REFUSED, why=(), columns=(), fields={}, refusal=refusal))
    return done


@dataclass(frozen=True)
class References:
    """Ids by column, by folded code or name."""

    ids: Mapping[str, Mapping[str, list[int]]]

    def said(self, line: Line, of: Collection[str]) -> tuple[dict[str, Any], list[str]]:
        """Return the fields that a row says, and the text keys of references that cannot be told."""
        said, faults = dict[str, Any](), list[str]()
        for column, value in line.said.items():
            if column not in of:
                said[column] = value
                continue
            plain = phone(value) or value if column == "person" else value
            there = self.ids[column].get(folded(cleaned(plain)), [])
            if len(there) == 1:
                said[f"{column}_id"] = there[0]
            else:
                faults.append(f"register-{'several' if there else 'unknown'}-{column}")
        if ("latitude" in said) != ("longitude" in said):
            faults.append("register-half-a-pin")
        return said, faults


async def references(session: AsyncSession) -> References:
    """Return the active villages, grids, units and people by what they are called."""
    ids: dict[str, dict[str, list[int]]] = {}
    for column, table, other in (
        ("village", Village, Village.code),
        ("grid", Grid, Grid.code),
        ("unit", Unit, Unit.code),
        ("person", Person, Person.phone),
    ):
        ids[column] = {}
        for id_, name, code in await session.execute(sa.select(table.id, table.name, other).where(table.active)):
            for said in {folded(name), folded(code)}:
                ids[column].setdefault(said, []).append(id_)
    return References(ids)
