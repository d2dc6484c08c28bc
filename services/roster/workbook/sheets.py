"""What the roster workbook consists of: its sheets and columns, as data. Titles are in ``texts/*/roster.ftl``."""

from dataclasses import dataclass
from enum import StrEnum

from services.roster.workbook.rows import (
    DutyRow,
    GridRow,
    HouseholdRow,
    PersonRow,
    PostRow,
    RiskPointRow,
    Row,
    SquadRow,
    UnitRow,
    VillageRow,
)

ROW_LIMIT = 50_000
"""Filled rows a sheet may have."""


class Type(StrEnum):
    """What a column holds."""

    CODE = "code"  # letters, digits, . _ -
    TEXT = "text"
    PHONE = "phone"  # one number, kept as E.164
    MOBILE = "mobile"  # likewise, but one that can hold a Telegram account
    TELEPHONE = "telephone"  # as it is dialled; short numbers and extensions too
    COUNT = "count"  # a whole number from 0
    LATITUDE = "latitude"  # WGS 84 degrees
    LONGITUDE = "longitude"
    YES_NO = "yes_no"  # blank is no
    ROLE = "role"
    LEVEL = "level"
    LANGUAGE = "language"  # blank is Chinese
    DATE = "date"  # a day
    TIME = "time"  # an hour of the wall clock; 24:00 is 00:00
    DUTY_KIND = "duty_kind"
    LINE = "line"
    LINES = "lines"  # one or several lines, or a sub-committee for all of its lines


@dataclass(frozen=True)
class Column:
    """One column of a sheet."""

    key: str
    type: Type
    required: bool = False
    refers: str | None = None
    """Key of the sheet whose key column has to contain the value."""
    length: int = 64
    """Characters the database keeps."""
    kept: bool = True
    """Whether the value becomes a field of the row; a remark does not."""


REMARK = Column("remark", Type.TEXT, length=2_000, kept=False)


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``key_column`` says which row is which when the workbook is imported again."""

    key: str
    row: type[Row]
    columns: tuple[Column, ...]
    required: bool = True
    """A sheet that is not required may be left out: what it governs then stays as it is."""
    key_column: str = "code"

    def column(self, key: str) -> Column:
        """Return the column with this key."""
        return next(column for column in self.columns if column.key == key)


def _code(length: int = 32) -> Column:
    return Column("code", Type.CODE, required=True, length=length)


def _refers(key: str, sheet: str, *, required: bool = False, length: int = 32) -> Column:
    return Column(key, Type.CODE, required=required, refers=sheet, length=length)


_PIN = (Column("latitude", Type.LATITUDE), Column("longitude", Type.LONGITUDE))

SHEETS = (
    Sheet("villages", VillageRow, (_code(), Column("name", Type.TEXT, required=True), *_PIN, REMARK)),
    Sheet(
        "grids",
        GridRow,
        (_code(), Column("name", Type.TEXT, required=True), _refers("village", "villages", required=True), REMARK),
    ),
    Sheet(
        "units",
        UnitRow,
        (_code(64), Column("name", Type.TEXT, required=True), Column("phone", Type.TELEPHONE, length=32), REMARK),
    ),
    Sheet(
        "squads",
        SquadRow,
        (
            _code(),
            Column("name", Type.TEXT, required=True),
            _refers("village", "villages"),
            Column("needed", Type.COUNT),
            Column("gathering", Type.TEXT, length=128),
            *_PIN,
            REMARK,
        ),
        required=False,
    ),
    Sheet(
        "persons",
        PersonRow,
        (
            Column("phone", Type.MOBILE, required=True, length=20),
            Column("name", Type.TEXT, required=True),
            Column("language", Type.LANGUAGE),
            Column("party_member", Type.YES_NO),
            Column("skills", Type.TEXT, length=128),
            Column("equipment", Type.TEXT, length=128),
            Column("old_phone", Type.MOBILE, length=20),
            REMARK,
        ),
        key_column="phone",
    ),
    Sheet(
        "posts",
        PostRow,
        (
            Column("phone", Type.MOBILE, required=True, refers="persons", length=20),
            Column("name", Type.TEXT),
            Column("role", Type.ROLE, required=True),
            _refers("unit", "units", length=64),
            _refers("village", "villages"),
            _refers("grid", "grids"),
            _refers("squad", "squads"),
            Column("lines", Type.LINES),
            Column("substitute", Type.YES_NO),
            Column("substitute_for", Type.MOBILE, refers="persons", length=20),
            Column("full_time", Type.YES_NO),
            REMARK,
        ),
        key_column="phone",
    ),
    Sheet(
        "risk_points",
        RiskPointRow,
        (
            _code(),
            Column("name", Type.TEXT, required=True, length=128),
            Column("line", Type.LINE, required=True),
            Column("level", Type.LEVEL, required=True),
            _refers("village", "villages", required=True),
            _refers("grid", "grids"),
            _refers("unit", "units", length=64),
            *_PIN,
            REMARK,
        ),
        required=False,
    ),
    Sheet(
        "households",
        HouseholdRow,
        (
            _code(),
            _refers("grid", "grids", required=True),
            Column("head_name", Type.TEXT, required=True),
            Column("phone", Type.PHONE, length=20),
            Column("address", Type.TEXT, length=256),
            Column("people", Type.COUNT, required=True),
            Column("vulnerable", Type.COUNT),
            *_PIN,
            REMARK,
        ),
        required=False,
    ),
    Sheet(
        "duty",
        DutyRow,
        (
            Column("date", Type.DATE, required=True),
            Column("start", Type.TIME, required=True),
            Column("end", Type.TIME, required=True),
            Column("phone", Type.MOBILE, required=True, refers="persons", length=20),
            Column("name", Type.TEXT),
            Column("kind", Type.DUTY_KIND, required=True),
            Column("substitute", Type.MOBILE, refers="persons", length=20),
            REMARK,
        ),
        required=False,
        key_column="phone",
    ),
)


def sheet(key: str) -> Sheet:
    """Return the sheet with this key."""
    return next(found for found in SHEETS if found.key == key)
