"""Read a workbook of problems: a row of titles in any language, then a row for each problem."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from services.core.errors import Refused
from services.problems.workbook.columns import titles
from services.roster.workbook import tables
from services.roster.workbook.cells import cleaned, folded
from texts import Texts

ROW_LIMIT = 3000

_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?")


@dataclass(frozen=True)
class Line:
    """A row of the file: its number, and what its cells say; an empty cell is not there."""

    row: int
    said: Mapping[str, Any]


def read(file: Path, texts: Texts) -> list[Line]:
    """Return the rows of the first sheet that has the titles. Raises ``Refused`` when there is none."""
    known = {folded(said): column for said, column in titles(texts).items()}
    for sheet in tables.sheets(tables.opened(file, ROW_LIMIT)):
        found = tables.header(sheet, known, lambda there: "text" in there or {"number", "due"} <= {*there})
        if found is not None:
            return [Line(at, said) for at, said in tables.rows(sheet, *found, ROW_LIMIT)]
    raise Refused("problem-file-titles")


def words_of(value: object) -> str:
    """Return a cell's words with their lines, without blanks around them."""
    return "\n".join(part for part in (cleaned(line) for line in str(value).splitlines()) if part)


def time_of(value: object, zone: ZoneInfo, end: time) -> datetime | None:
    """Return the instant that a cell says; a day alone is the end of office hours. None for anything else."""
    if isinstance(value, datetime):
        at = value.time() if value.time() != time() else end
        return datetime.combine(value.date(), at, zone)
    if isinstance(value, date):
        return datetime.combine(value, end, zone)
    found = _DAY.fullmatch(cleaned(value))
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return datetime.combine(day, time(int(found[4]), int(found[5])) if found[4] else end, zone)
    except ValueError:
        return None
