"""What is read from the roster workbook: its rows, or everything that is wrong with it."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from models.enums import DutyKind, Language, Level, Role
from services.core.errors import Refused
from texts import Words

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One filled row; ``at`` is its number in the sheet, as Excel shows it."""

    at: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class VillageRow(Row):
    """A village or community."""

    code: str
    name: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class GridRow(Row):
    """A grid of a village."""

    code: str
    name: str
    village: str


@dataclass(frozen=True, kw_only=True)
class UnitRow(Row):
    """A functional unit."""

    code: str
    name: str
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class SquadRow(Row):
    """A squad; the town's reserve when it has no village. ``needed`` people, None for the settings' figure."""

    code: str
    name: str
    village: str | None = None
    needed: int | None = None
    gathering: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class PersonRow(Row):
    """A person; ``old_phone`` is the number the database knows this person by, after a change of number."""

    phone: str
    name: str
    language: Language = Language.ZH_CN
    party_member: bool = False
    skills: str | None = None
    equipment: str | None = None
    old_phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class PostRow(Row):
    """A post of a person. ``lines`` has several entries for a leader in charge of several: a post each.

    ``substitute_for`` is the number of the A角 whose B角 this is; whoever is named so is a substitute.
    """

    phone: str
    role: Role
    name: str | None = None
    unit: str | None = None
    village: str | None = None
    grid: str | None = None
    squad: str | None = None
    lines: tuple[str, ...] = ()
    substitute: bool = False
    substitute_for: str | None = None
    full_time: bool = False


@dataclass(frozen=True, kw_only=True)
class RiskPointRow(Row):
    """A risk point."""

    code: str
    name: str
    line: str
    level: Level
    village: str
    grid: str | None = None
    unit: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class HouseholdRow(Row):
    """A household of the evacuation register."""

    code: str
    grid: str
    head_name: str
    people: int
    phone: str | None = None
    address: str | None = None
    vulnerable: int = 0
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class DutyRow(Row):
    """A shift of the duty roster; one whose end is not after its start ends on the next day."""

    date: date
    start: time
    end: time
    phone: str
    kind: DutyKind
    name: str | None = None
    substitute: str | None = None


@dataclass(frozen=True)
class Workbook:
    """A workbook without faults. A sheet that was left out is None: what it governs stays as it is."""

    villages: tuple[VillageRow, ...]
    grids: tuple[GridRow, ...]
    units: tuple[UnitRow, ...]
    persons: tuple[PersonRow, ...]
    posts: tuple[PostRow, ...]
    squads: tuple[SquadRow, ...] | None = None
    risk_points: tuple[RiskPointRow, ...] | None = None
    households: tuple[HouseholdRow, ...] | None = None
    duty: tuple[DutyRow, ...] | None = None
    zone: ZoneInfo = SHANGHAI
    """Whose wall clock the hours of the duty roster are."""
    digest: str = ""
    """SHA-256 of the file, for the journal."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, what stands there, and (by ``key``) what was expected and how to mend it."""

    sheet: str | None
    row: int | None
    column: str | None
    value: str
    key: str
    arguments: tuple[tuple[str, Any], ...] = ()

    def where(self, words: Words) -> str:
        """Return the place as Excel's user knows it: sheet, row, column title."""
        if self.sheet is None:
            return words.plain("roster-where-file")
        sheet = words.plain(f"roster-sheet-{hyphened(self.sheet)}")
        column = words.plain(f"roster-column-{hyphened(self.sheet)}-{hyphened(self.column)}") if self.column else ""
        if self.row is None:
            key = "roster-where-column" if column else "roster-where-sheet"
            return words.plain(key, sheet=sheet, column=column)
        key = "roster-where-cell" if column else "roster-where-row"
        return words.plain(key, sheet=sheet, row=str(self.row), column=column)

    def expected(self, words: Words) -> str:
        """Return what was expected there."""
        return words.plain(f"roster-fault-{self.key}", **self._said(words))

    def mend(self, words: Words) -> str:
        """Return how to put it right."""
        return words.plain(f"roster-mend-{self.key}", **self._said(words))

    def _said(self, words: Words) -> dict[str, Any]:
        """Return the arguments with the names of sheets and posts in the reader's language."""
        prefixes = {"sheet": "roster-sheet", "role": "role"}
        return {
            name: words.plain(f"{prefixes[name]}-{hyphened(value)}") if name in prefixes else value
            for name, value in self.arguments
        }


class RosterRefused(Refused):
    """The workbook contradicts what the database holds; nothing was imported."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("roster-refused", count=len(faults))
        self.faults = faults


@dataclass(frozen=True)
class Counts:
    """What an import did to one table, in rows."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    deactivated: int = 0
    kept: int = 0
    """Posts the sheet does not have, kept because their holders were let in by chat."""

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.deactivated + other.deactivated,
            self.kept + other.kept,
        )


@dataclass(frozen=True)
class Summary:
    """What an import did, by sheet."""

    counts: dict[str, Counts]

    @property
    def total(self) -> Counts:
        """The sum over all sheets."""
        return sum(self.counts.values(), Counts())

    @property
    def created(self) -> int:
        """Rows that are new."""
        return self.total.created

    @property
    def updated(self) -> int:
        """Rows that changed, those that came back included."""
        return self.total.updated

    @property
    def unchanged(self) -> int:
        """Rows that were so already."""
        return self.total.unchanged

    @property
    def deactivated(self) -> int:
        """Rows that are no longer in the workbook."""
        return self.total.deactivated


def hyphened(key: str) -> str:
    """Return a key as text keys are written."""
    return key.replace("_", "-")
