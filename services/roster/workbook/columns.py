"""The columns of the roster workbook: the type of a column, and the columns that several sheets share."""

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """The type of the values in a column."""

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
    LANGUAGE = "language"  # blank leaves it as it is
    DATE = "date"  # a day
    TIME = "time"  # an hour of the wall clock; 24:00 is 00:00
    DUTY_KIND = "duty_kind"
    NUMBER_HOLDER = "number_holder"
    LINE = "line"
    LINES = "lines"  # one or several lines, or a sub-committee for all of its lines


@dataclass(frozen=True)
class Column:
    """One column of a sheet. ``services.roster.workbook.sheets`` fills in the key and whether a value is required."""

    type: Type
    length: int = 64
    """Characters the database keeps."""
    refers: str | None = None
    """Key of the sheet whose key column has to contain the value."""
    kept: bool = True
    """Whether the value becomes a field of the row; a remark does not."""
    key: str = ""
    required: bool = False


CODE, UNIT_CODE = Column(Type.CODE, 32), Column(Type.CODE, 64)
VILLAGE, GRID, SQUAD = (Column(Type.CODE, 32, refers=sheet) for sheet in ("villages", "grids", "squads"))
UNIT = Column(Type.CODE, 64, refers="units")
MOBILE, PERSON = Column(Type.MOBILE, 20), Column(Type.MOBILE, 20, refers="persons")
PHONE, TELEPHONE = Column(Type.PHONE, 20), Column(Type.TELEPHONE, 32)
TEXT, LONG_TEXT, ADDRESS = Column(Type.TEXT), Column(Type.TEXT, 128), Column(Type.TEXT, 256)
WORDS = Column(Type.TEXT, 500)
LATITUDE, LONGITUDE = Column(Type.LATITUDE), Column(Type.LONGITUDE)
COUNT, YES_NO, DATE, TIME = Column(Type.COUNT), Column(Type.YES_NO), Column(Type.DATE), Column(Type.TIME)
ROLE, LEVEL, LANGUAGE = Column(Type.ROLE), Column(Type.LEVEL), Column(Type.LANGUAGE)
DUTY_KIND, LINE, LINES = Column(Type.DUTY_KIND), Column(Type.LINE), Column(Type.LINES)
NUMBER_HOLDER = Column(Type.NUMBER_HOLDER)
REMARK = Column(Type.TEXT, 2_000, kept=False, key="remark")
