"""The rows of the roster workbook. Each row class declares the columns of its sheet, in the order of the sheet."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Annotated
from zoneinfo import ZoneInfo

from models.enums import DutyKind, Language, Level, Role
from services.roster.workbook.columns import (
    ADDRESS,
    CODE,
    COUNT,
    GRID,
    LATITUDE,
    LONG_TEXT,
    LONGITUDE,
    MOBILE,
    PERSON,
    PHONE,
    SQUAD,
    TELEPHONE,
    TEXT,
    UNIT,
    UNIT_CODE,
    VILLAGE,
    YES_NO,
    Column,
    Type,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One filled row; ``at`` is its number in the sheet, as Excel shows it. A field without a default is required."""

    at: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class VillageRow(Row):
    """A village or community."""

    code: Annotated[str, CODE]
    name: Annotated[str, TEXT]
    latitude: Annotated[float | None, LATITUDE] = None
    longitude: Annotated[float | None, LONGITUDE] = None


@dataclass(frozen=True, kw_only=True)
class GridRow(Row):
    """A grid of a village."""

    code: Annotated[str, CODE]
    name: Annotated[str, TEXT]
    village: Annotated[str, VILLAGE]


@dataclass(frozen=True, kw_only=True)
class UnitRow(Row):
    """A functional unit."""

    code: Annotated[str, UNIT_CODE]
    name: Annotated[str, TEXT]
    phone: Annotated[str | None, TELEPHONE] = None


@dataclass(frozen=True, kw_only=True)
class SquadRow(Row):
    """A squad; without a village it is the town's reserve. ``needed`` people, None for the figure of the settings."""

    code: Annotated[str, CODE]
    name: Annotated[str, TEXT]
    village: Annotated[str | None, VILLAGE] = None
    needed: Annotated[int | None, COUNT] = None
    gathering: Annotated[str | None, LONG_TEXT] = None
    latitude: Annotated[float | None, LATITUDE] = None
    longitude: Annotated[float | None, LONGITUDE] = None


@dataclass(frozen=True, kw_only=True)
class PersonRow(Row):
    """A person; ``old_phone`` is the number the database knows this person by, after a change of number."""

    phone: Annotated[str, MOBILE]
    name: Annotated[str, TEXT]
    language: Annotated[Language, Column(Type.LANGUAGE)] = Language.ZH_CN
    party_member: Annotated[bool, YES_NO] = False
    skills: Annotated[str | None, LONG_TEXT] = None
    equipment: Annotated[str | None, LONG_TEXT] = None
    old_phone: Annotated[str | None, MOBILE] = None


@dataclass(frozen=True, kw_only=True)
class PostRow(Row):
    """A post of a person. ``lines`` has several entries for a leader in charge of several: a post each.

    ``substitute_for`` is the number of the A角 whose B角 this is; it makes the holder a substitute.
    """

    phone: Annotated[str, PERSON]
    name: Annotated[str | None, TEXT] = None
    role: Annotated[Role, Column(Type.ROLE)]
    unit: Annotated[str | None, UNIT] = None
    village: Annotated[str | None, VILLAGE] = None
    grid: Annotated[str | None, GRID] = None
    squad: Annotated[str | None, SQUAD] = None
    lines: Annotated[tuple[str, ...], Column(Type.LINES)] = ()
    substitute: Annotated[bool, YES_NO] = False
    substitute_for: Annotated[str | None, PERSON] = None
    full_time: Annotated[bool, YES_NO] = False

    @property
    def stands_in(self) -> bool:
        """Whether the holder is a substitute (B角), for a named person or not."""
        return self.substitute or self.substitute_for is not None


@dataclass(frozen=True, kw_only=True)
class RiskPointRow(Row):
    """A risk point."""

    code: Annotated[str, CODE]
    name: Annotated[str, LONG_TEXT]
    line: Annotated[str, Column(Type.LINE)]
    level: Annotated[Level, Column(Type.LEVEL)]
    village: Annotated[str, VILLAGE]
    grid: Annotated[str | None, GRID] = None
    unit: Annotated[str | None, UNIT] = None
    latitude: Annotated[float | None, LATITUDE] = None
    longitude: Annotated[float | None, LONGITUDE] = None


@dataclass(frozen=True, kw_only=True)
class HouseholdRow(Row):
    """A household of the evacuation register."""

    code: Annotated[str, CODE]
    grid: Annotated[str, GRID]
    head_name: Annotated[str, TEXT]
    phone: Annotated[str | None, PHONE] = None
    address: Annotated[str | None, ADDRESS] = None
    people: Annotated[int, COUNT]
    vulnerable: Annotated[int, COUNT] = 0
    latitude: Annotated[float | None, LATITUDE] = None
    longitude: Annotated[float | None, LONGITUDE] = None


@dataclass(frozen=True, kw_only=True)
class DutyRow(Row):
    """A shift of the duty roster; one whose end is not after its start ends on the next day."""

    date: Annotated[date, Column(Type.DATE)]
    start: Annotated[time, Column(Type.TIME)]
    end: Annotated[time, Column(Type.TIME)]
    phone: Annotated[str, PERSON]
    name: Annotated[str | None, TEXT] = None
    kind: Annotated[DutyKind, Column(Type.DUTY_KIND)]
    substitute: Annotated[str | None, PERSON] = None


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
    digest: str = ""
    """SHA-256 of the file, for the journal."""
