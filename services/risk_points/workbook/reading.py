"""Read a workbook of risk points. The titles are those of the roster's sheet, so that its file is read as well."""

from pathlib import Path

from models.enums import Level
from services.core.errors import Refused
from services.roster.registers import reading
from services.roster.registers.reading import Kind, Line
from services.roster.workbook.cells import folded
from services.roster.workbook.columns import Column
from services.roster.workbook.sheets import SHEETS
from services.settings.township import Township
from texts import Texts

ROW_LIMIT = 5000
SHEET = next(sheet for sheet in SHEETS if sheet.key == "risk_points")
COLUMNS: dict[str, Column] = {column.key: column for column in SHEET.columns if column.kept}


def read(file: Path, settings: Township, texts: Texts) -> list[Line]:
    """Return the rows of the first sheet that has the titles. Raises ``Refused`` when there is none."""
    needs = (frozenset({"name"}), frozenset({"code"}))
    found = reading.read(file, [Kind(SHEET, needs, ROW_LIMIT, {"level": _levels(texts)})], settings, texts)
    if SHEET.key not in found:
        raise Refused("risk-file-titles")
    return found[SHEET.key]


def _levels(texts: Texts) -> dict[str, Level]:
    """Return the levels by the words that lists have for them, beside their labels: by colour, by number."""
    spoken = [texts[language] for language in texts.languages]
    return {
        folded(said): level
        for level in Level
        for words in spoken
        for said in (
            words.plain(f"risk-level-{level.value}"),
            *words.plain(f"risk-words-level-{level.value}").split("、"),
        )
    }
