"""The sheet of shelters: a row for each room, the shelter's own cells in any of its rows."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from services.core.errors import Refused
from services.roster.registers import reading
from services.roster.registers.reading import Kind, Line
from services.roster.workbook import columns
from services.roster.workbook.rows import Pinned
from services.roster.workbook.sheets import Sheet
from services.settings.township import Township
from texts import Texts

ROW_LIMIT = 5_000


@dataclass(frozen=True, kw_only=True)
class ShelterRow(Pinned):
    """A room of a shelter. A cell that is left empty leaves its field as it is."""

    code: Annotated[str | None, columns.CODE] = None
    name: Annotated[str | None, columns.TEXT] = None
    village: Annotated[str | None, columns.VILLAGE] = None
    address: Annotated[str | None, columns.ADDRESS] = None
    person: Annotated[str | None, columns.PERSON] = None
    keeper: Annotated[str | None, columns.TEXT] = None
    keeper_phone: Annotated[str | None, columns.PHONE] = None
    keys: Annotated[str | None, columns.ADDRESS] = None
    room: Annotated[str | None, columns.TEXT] = None
    day: Annotated[int | None, columns.COUNT] = None
    night: Annotated[int | None, columns.COUNT] = None
    blocked: Annotated[int | None, columns.COUNT] = None
    blocked_because: Annotated[str | None, columns.ADDRESS] = None


SHEET = Sheet("shelters", ShelterRow, required=False)
COLUMNS = tuple(column.key for column in SHEET.columns if column.kept)
ROOM = ("room", "day", "night", "blocked", "blocked_because")


def read(file: Path, settings: Township, texts: Texts) -> list[Line]:
    """Return the rows of the first sheet that has the titles. Raises ``Refused`` when there is none."""
    needs = (frozenset({"code"}), frozenset({"village", "name"}))
    found = reading.read(file, [Kind(SHEET, needs, ROW_LIMIT, {})], settings, texts)
    if SHEET.key not in found:
        raise Refused("shelter-file-titles")
    return found[SHEET.key]
