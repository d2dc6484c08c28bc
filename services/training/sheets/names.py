"""Judge the names of people who were there: from a sheet, or as the organiser types them.

Only a name that the roster has, of one person, is noted. A row that says that somebody stayed away notes nobody.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from models import Person
from services.roster.workbook.cells import folded, phone
from services.roster.workbook.tables import Verdict
from services.training.sheets.tables import Judged, Line
from texts import Texts

COLUMNS = ("name", "phone", "attended")

_BETWEEN = re.compile(r"[\n、,，;；]+|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_NUMBERED = re.compile(r"^\s*\d{1,3}[.、)]\s*|\s+")
_PHONE = re.compile(r"\+?\d[\d -]{6,}\d")


def typed(said: str) -> list[Line]:
    """Return what was typed as rows: a name each, with a number behind it where one was typed."""
    lines: list[Line] = []
    for piece in _BETWEEN.split(said):
        number = _PHONE.search(piece)
        name = _NUMBERED.sub("", _PHONE.sub("", piece))
        if name or number:
            lines.append(Line(len(lines) + 1, {"name": name} | ({"phone": number[0]} if number else {})))
    return lines


@dataclass(frozen=True)
class Roll:
    """The people that names are looked up among."""

    people: Sequence[Person]
    """Of the roster."""
    listed: Collection[int]
    """Of the session."""
    there: Collection[int]
    """Those of them who are noted already."""
    away: frozenset[str]
    """Words that say that somebody stayed away."""


def away_words(texts: Texts) -> frozenset[str]:
    """Return the words that say that somebody stayed away."""
    every = (texts[each].plain("training-words-away").split("|") for each in texts.languages)
    return frozenset(folded(one) for words in every for one in words)


def judge(lines: Sequence[Line], roll: Roll) -> list[Judged]:
    """Return the verdict on each row."""
    marks = any(line.said.get("attended") for line in lines)
    seen: set[int] = set()
    return [_judged(line, roll, seen, marks=marks) for line in lines]


def _judged(line: Line, roll: Roll, seen: set[int], *, marks: bool) -> Judged:
    name, mark = line.said.get("name", ""), line.said.get("attended", "")
    about, plain = name or line.said.get("phone", ""), folded(name)

    def verdict(found: Verdict, why: str = "", column: str = "name", into: int | None = None) -> Judged:
        return Judged(line.row, found, about, why, column, into)

    if folded(mark) in roll.away or any(f"({one})" in plain for one in roll.away):
        return verdict(Verdict.REFUSED, "training-why-away", "attended")
    if marks and not mark:
        return verdict(Verdict.DOUBTFUL, "training-why-no-mark", "attended")
    number = phone(line.said["phone"]) if "phone" in line.said else None
    found = [one for one in roll.people if (not plain or folded(one.name) == plain) and number in (None, one.phone)]
    if not found:
        return verdict(Verdict.REFUSED, "training-why-stranger")
    if len(found) > 1:
        found = [one for one in found if one.id in roll.listed]
    if len(found) != 1:
        return verdict(Verdict.DOUBTFUL, "training-why-several")
    person_id = found[0].id
    if person_id in seen:
        return verdict(Verdict.DOUBTFUL, "training-why-twice")
    seen.add(person_id)
    return verdict(Verdict.SAME if person_id in roll.there else Verdict.NEW, into=person_id)
