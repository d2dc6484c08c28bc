"""The rows of the roster workbook. Each row class declares the columns of its sheet, in the order of the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Annotated
from zoneinfo import ZoneInfo

from models.enums import DutyKind, Language, Level, NumberHolder, Role
from services.roster.workbook import columns

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One filled row; ``at`` is its number in the sheet, as Excel shows it. A field without a default is required."""

    at: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Pinned(Row):
    """A row with a place on the map; its two columns stand last in the sheet."""

    latitude: Annotated[float | None, columns.LATITUDE] = None
    longitude: Annotated[float | None, columns.LONGITUDE] = None


@dataclass(frozen=True, kw_only=True)
class VillageRow(Pinned):
    """A village or community."""

    code: Annotated[str, columns.CODE]
    name: Annotated[str, columns.TEXT]


@dataclass(frozen=True, kw_only=True)
class GridRow(Row):
    """A grid of a village."""

    code: Annotated[str, columns.CODE]
    name: Annotated[str, columns.TEXT]
    village: Annotated[str, columns.VILLAGE]


@dataclass(frozen=True, kw_only=True)
class UnitRow(Row):
    """A functional unit."""

    code: Annotated[str, columns.UNIT_CODE]
    name: Annotated[str, columns.TEXT]
    phone: Annotated[str | None, columns.TELEPHONE] = None


@dataclass(frozen=True, kw_only=True)
class SquadRow(Pinned):
    """A squad; without a village it is the town's reserve. ``needed`` people, None for the figure of the settings."""

    code: Annotated[str, columns.CODE]
    name: Annotated[str, columns.TEXT]
    village: Annotated[str | None, columns.VILLAGE] = None
    needed: Annotated[int | None, columns.COUNT] = None
    gathering: Annotated[str | None, columns.LONG_TEXT] = None


@dataclass(frozen=True, kw_only=True)
class PersonRow(Row):
    """A person; ``old_phone`` is the number the database knows this person by, after a change of number.

    Without a language the person keeps the one chosen in chat. ``holder`` says who has the number now, when the
    database knows it under another name.
    """

    phone: Annotated[str, columns.MOBILE]
    name: Annotated[str, columns.TEXT]
    language: Annotated[Language | None, columns.LANGUAGE] = None
    party_member: Annotated[bool, columns.YES_NO] = False
    skills: Annotated[str | None, columns.LONG_TEXT] = None
    equipment: Annotated[str | None, columns.LONG_TEXT] = None
    old_phone: Annotated[str | None, columns.MOBILE] = None
    holder: Annotated[NumberHolder | None, columns.NUMBER_HOLDER] = None


@dataclass(frozen=True, kw_only=True)
class PostRow(Row):
    """A post of a person. ``lines`` has several entries for a leader in charge of several: a post each.

    ``substitute_for`` is the number of the A角 whose B角 this is; it makes the holder a substitute.
    """

    phone: Annotated[str, columns.PERSON]
    name: Annotated[str | None, columns.TEXT] = None
    role: Annotated[Role, columns.ROLE]
    unit: Annotated[str | None, columns.UNIT] = None
    village: Annotated[str | None, columns.VILLAGE] = None
    grid: Annotated[str | None, columns.GRID] = None
    squad: Annotated[str | None, columns.SQUAD] = None
    lines: Annotated[tuple[str, ...], columns.LINES] = ()
    substitute: Annotated[bool, columns.YES_NO] = False
    substitute_for: Annotated[str | None, columns.PERSON] = None
    full_time: Annotated[bool, columns.YES_NO] = False

    @property
    def stands_in(self) -> bool:
        """Whether the holder is a substitute (B角), for a named person or not."""
        return self.substitute or self.substitute_for is not None


@dataclass(frozen=True, kw_only=True)
class RiskPointRow(Pinned):
    """A risk point; ``person`` is responsible for it. A cell that is left empty leaves its field as it is.

    From ``hazard`` on it is the words of its card; the last four are a unit, its head and a number.
    """

    code: Annotated[str, columns.CODE]
    name: Annotated[str, columns.LONG_TEXT]
    line: Annotated[str, columns.LINE]
    level: Annotated[Level, columns.LEVEL]
    village: Annotated[str, columns.VILLAGE]
    grid: Annotated[str | None, columns.GRID] = None
    unit: Annotated[str | None, columns.UNIT] = None
    person: Annotated[str | None, columns.PERSON] = None
    monitor: Annotated[str | None, columns.TEXT] = None
    monitor_phone: Annotated[str | None, columns.PHONE] = None
    households: Annotated[int | None, columns.COUNT] = None
    measures: Annotated[str | None, columns.WORDS] = None
    hazard: Annotated[str | None, columns.LONG_TEXT] = None
    trigger: Annotated[str | None, columns.ADDRESS] = None
    signs: Annotated[str | None, columns.WORDS] = None
    means: Annotated[str | None, columns.ADDRESS] = None
    criterion: Annotated[str | None, columns.ADDRESS] = None
    mind: Annotated[str | None, columns.WORDS] = None
    signal: Annotated[str | None, columns.LONG_TEXT] = None
    signaller: Annotated[str | None, columns.TEXT] = None
    signaller_phone: Annotated[str | None, columns.PHONE] = None
    route: Annotated[str | None, columns.WORDS] = None
    shelter: Annotated[str | None, columns.TEXT] = None
    evacuation: Annotated[str | None, columns.LONG_TEXT] = None
    works: Annotated[str | None, columns.LONG_TEXT] = None
    order: Annotated[str | None, columns.LONG_TEXT] = None
    medicine: Annotated[str | None, columns.LONG_TEXT] = None


@dataclass(frozen=True, kw_only=True)
class HouseholdRow(Pinned):
    """A household of the evacuation register."""

    code: Annotated[str, columns.CODE]
    grid: Annotated[str, columns.GRID]
    head_name: Annotated[str, columns.TEXT]
    phone: Annotated[str | None, columns.PHONE] = None
    address: Annotated[str | None, columns.ADDRESS] = None
    people: Annotated[int, columns.COUNT]
    vulnerable: Annotated[int, columns.COUNT] = 0


@dataclass(frozen=True, kw_only=True)
class DutyRow(Row):
    """A shift of the duty roster; one whose end is not after its start ends on the next day."""

    date: Annotated[date, columns.DATE]
    start: Annotated[time, columns.TIME]
    end: Annotated[time, columns.TIME]
    phone: Annotated[str, columns.PERSON]
    name: Annotated[str | None, columns.TEXT] = None
    kind: Annotated[DutyKind, columns.DUTY_KIND]
    substitute: Annotated[str | None, columns.PERSON] = None


@dataclass(frozen=True)
class Workbook:
    """The rows of a workbook. A sheet that was left out is None; the import then leaves its table as it is."""

    villages: tuple[VillageRow, ...] = ()
    grids: tuple[GridRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    squads: tuple[SquadRow, ...] | None = None
    persons: tuple[PersonRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    risk_points: tuple[RiskPointRow, ...] | None = None
    households: tuple[HouseholdRow, ...] | None = None
    duty: tuple[DutyRow, ...] | None = None
    zone: ZoneInfo = SHANGHAI
    """The zone of the hours of the duty roster."""
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)
    """Where its columns stand (``faults.Places``)."""
    digest: str = ""
    """SHA-256 of the file, for the journal."""
