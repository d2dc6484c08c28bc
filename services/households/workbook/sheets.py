"""The two sheets: a row for each household, and a row for each person. The second one may come alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from models.enums import Sex, Vulnerability
from services.core.errors import Refused
from services.core.labels import name
from services.roster.registers import reading
from services.roster.registers.reading import Kind, Line
from services.roster.workbook import columns
from services.roster.workbook.cells import cleaned, folded
from services.roster.workbook.rows import Pinned, Row
from services.roster.workbook.sheets import Sheet
from services.settings.township import Township
from texts import Texts

ROW_LIMIT = 60_000
_APART = re.compile(r"[、,，;；/\s]+")
_DAY = re.compile(r"(\d{4})(?:\s?[-/.年]\s?(\d{1,2}))?(?:\s?[-/.月]\s?(\d{1,2}))?\s?[年月日]?")


@dataclass(frozen=True, kw_only=True)
class HomeRow(Pinned):
    """A household. A cell that is left empty leaves its field as it is."""

    code: Annotated[str | None, columns.CODE] = None
    village: Annotated[str | None, columns.VILLAGE] = None
    grid: Annotated[str | None, columns.GRID] = None
    head_name: Annotated[str | None, columns.TEXT] = None
    phone: Annotated[str | None, columns.PHONE] = None
    address: Annotated[str | None, columns.ADDRESS] = None
    house: Annotated[str | None, columns.TEXT] = None
    people: Annotated[int | None, columns.COUNT] = None
    vulnerable: Annotated[int | None, columns.COUNT] = None
    person: Annotated[str | None, columns.PERSON] = None
    helper: Annotated[str | None, columns.TEXT] = None
    helper_phone: Annotated[str | None, columns.PHONE] = None
    points: Annotated[str | None, columns.WORDS] = None
    shelter: Annotated[str | None, columns.TEXT] = None
    hazard: Annotated[str | None, columns.LONG_TEXT] = None
    position: Annotated[str | None, columns.ADDRESS] = None
    trigger: Annotated[str | None, columns.ADDRESS] = None
    mind: Annotated[str | None, columns.WORDS] = None
    monitor: Annotated[str | None, columns.TEXT] = None
    monitor_phone: Annotated[str | None, columns.PHONE] = None
    signal: Annotated[str | None, columns.LONG_TEXT] = None
    signaller: Annotated[str | None, columns.TEXT] = None
    signaller_phone: Annotated[str | None, columns.PHONE] = None
    route: Annotated[str | None, columns.WORDS] = None
    medical: Annotated[str | None, columns.TEXT] = None
    medical_head: Annotated[str | None, columns.TEXT] = None
    medical_phone: Annotated[str | None, columns.PHONE] = None


@dataclass(frozen=True, kw_only=True)
class PersonOfHome(Row):
    """A person; village, grid and address are those of a household that is new."""

    code: Annotated[str | None, columns.CODE] = None
    name: Annotated[str | None, columns.TEXT] = None
    sex: Annotated[str | None, columns.TEXT] = None
    born: Annotated[str | None, columns.TEXT] = None
    phone: Annotated[str | None, columns.PHONE] = None
    needs: Annotated[str | None, columns.WORDS] = None
    householder: Annotated[bool | None, columns.YES_NO] = None
    left: Annotated[date | None, columns.DATE] = None
    remark_of: Annotated[str | None, columns.ADDRESS] = None
    village: Annotated[str | None, columns.VILLAGE] = None
    grid: Annotated[str | None, columns.GRID] = None
    address: Annotated[str | None, columns.ADDRESS] = None


HOMES, PEOPLE = Sheet("homes", HomeRow, required=False), Sheet("members", PersonOfHome, required=False)


@dataclass(frozen=True)
class Rows:
    """The rows of both sheets."""

    homes: list[Line]
    people: list[Line]


def kinds(texts: Texts) -> list[Kind]:
    """Return both sheets as they are read."""
    words = [texts[language] for language in texts.languages]
    sexes = {folded(said): sex for one in words for sex in Sex for said in (sex.value, name(one, sex).unescape())}
    return [
        Kind(HOMES, (frozenset({"code", "head_name"}), frozenset({"village", "head_name"})), ROW_LIMIT, {}),
        Kind(PEOPLE, (frozenset({"code", "name"}),), ROW_LIMIT, {"sex": sexes}, raw={"born", "needs"}),
    ]


def read(file: Path, settings: Township, texts: Texts) -> Rows:
    """Return the rows of the sheets that are there. Raises ``Refused`` when neither is."""
    found = reading.read(file, kinds(texts), settings, texts)
    if not found:
        raise Refused("household-file-titles")
    return Rows(found.get(HOMES.key, []), found.get(PEOPLE.key, []))


def born(value: Any) -> tuple[int, date | None] | None:
    """Return the year and, where it is said, the day of a birth; None for what cannot be read."""
    if isinstance(value, datetime):
        return value.year, value.date()
    found = _DAY.fullmatch(cleaned(value))
    if not found or not 1880 <= int(found[1]) <= 2200:
        return None
    try:
        on = date(int(found[1]), int(found[2]), int(found[3])) if found[2] and found[3] else None
    except ValueError:
        return None
    return int(found[1]), on


def needs(said: Any, texts: Texts) -> list[str] | None:
    """Return what makes somebody vulnerable, by labels and the words that lists have; None for unknown words."""
    known = _vocabulary(texts)
    found = [known.get(folded(word)) for word in _APART.split(cleaned(said)) if word]
    return None if None in found else sorted({one.value for one in found if one is not None})


def _vocabulary(texts: Texts) -> Mapping[str, Vulnerability]:
    return {
        folded(said): one
        for language in texts.languages
        for one in Vulnerability
        for said in (
            one.value,
            name(texts[language], one).unescape(),
            *texts[language].plain(f"household-words-{one.value}").split("、"),
        )
    }
