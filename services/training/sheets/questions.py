"""Judge the rows of a question sheet: new, changed, the same, doubtful, refused.

A question is known by its words and options, then by its number: a row that is put in between, and pushes the numbers
of the others on, changes no words. An empty cell changes nothing; a second import of the same sheet changes nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from models import TrainingQuestion
from services.roster.workbook.cells import folded
from services.roster.workbook.tables import Verdict
from services.training.quiz.questions import LETTERS
from services.training.sheets.tables import FORMULA, Judged, Line
from texts import Texts
from texts.numerals import in_figures

OPTIONS = tuple(f"option-{letter.lower()}" for letter in LETTERS)
COLUMNS = ("number", "text", "options", *OPTIONS, "right", "points", "why")
WRITTEN = ("number", "text", "options", "right", "points", "why")
"""The fields of a question that a row may say."""
POINTS = 10
"""Of a question whose row names none."""
ALIKE = 0.85
"""From this similarity on two questions may be the same."""

_NUMBER = re.compile(r"(?:第|no\.?|q)?\s*(\d{1,4})\s*(?:题|分|points?)?[.、)]?", re.IGNORECASE)
_OPTION = re.compile(r"(?:^|(?<=[\s;,]))([A-Ha-h])\s*[.、:)]\s*")
_CHOSEN = re.compile(r"[A-H](?:[\s,、;/]*[A-H])*")


@dataclass(frozen=True)
class Vocabulary:
    """The words for right and wrong, in every language, and the two options of a question that has no others."""

    right: frozenset[str]
    wrong: frozenset[str]
    labels: tuple[str, str]

    @classmethod
    def of(cls, texts: Texts, language: str | None) -> "Vocabulary":
        """Return the vocabulary of the texts."""
        right, wrong = (
            frozenset(folded(said) for each in texts.languages for said in texts[each].plain(key).split("|"))
            for key in ("training-words-right", "training-words-wrong")
        )
        words = texts[language]
        return cls(right, wrong, (words.plain("training-right"), words.plain("training-wrong-label")))


@dataclass(frozen=True)
class _Row:
    line: Line
    number: int | None
    options: Mapping[int, str]
    """By place; only what the row says."""

    @property
    def text(self) -> str:
        return self.line.said.get("text", "")

    @property
    def about(self) -> str:
        return self.text[:24] or self.line.said.get("number", "")

    def is_exactly(self, one: TrainingQuestion) -> bool:
        same = all(place < len(one.options) and _same(one.options[place], said) for place, said in self.options.items())
        return _same(self.text, one.text) and same and (not self.options or len(self.options) == len(one.options))


def _same(one: object, other: object) -> bool:
    return folded(str(one)) == folded(str(other))


def judge(lines: Sequence[Line], known: Sequence[TrainingQuestion], vocabulary: Vocabulary) -> list[Judged]:
    """Return the verdict on each row; ``known`` are the session's questions."""
    rows = [_Row(line, _number(line.said.get("number", "")), _options(line.said)) for line in lines]
    pairs = _pairs(rows, known)
    taken = {one.id for one in pairs.values()}
    left = [one for one in known if one.id not in taken]
    judged: list[Judged] = []
    seen: set[object] = set()
    following = max((one.number for one in known), default=0) + 1
    for at, row in enumerate(rows):
        pair = pairs.get(at)
        found = _judged(row, pair, left, seen, following, vocabulary)
        following = max(following, found.values.get("number", 0) + 1) if found.verdict is Verdict.NEW else following
        judged.append(found)
    return judged


def _pairs(rows: Sequence[_Row], known: Sequence[TrainingQuestion]) -> dict[int, TrainingQuestion]:
    """Return the questions that rows are about: by words and options, by number, by words alone if they are clear."""
    pairs: dict[int, TrainingQuestion] = {}
    free = {one.id: one for one in known}

    def take(at: int, found: Iterable[TrainingQuestion]) -> None:
        candidates = [one for one in found if one.id in free]
        if len(candidates) > 1:
            candidates = [one for one in candidates if one.number == rows[at].number]
        if len(candidates) == 1 and at not in pairs:
            pairs[at] = free.pop(candidates[0].id)

    for at, row in enumerate(rows):
        if row.text:
            take(at, (one for one in known if row.is_exactly(one)))
    for at, row in enumerate(rows):
        if row.number is not None:
            take(at, (one for one in known if one.number == row.number))
    for at, row in enumerate(rows):
        if row.number is None and row.text:
            take(at, (one for one in known if _same(one.text, row.text)))
    return pairs


def _judged(
    row: _Row,
    pair: TrainingQuestion | None,
    left: Sequence[TrainingQuestion],
    seen: set[object],
    following: int,
    vocabulary: Vocabulary,
) -> Judged:
    def verdict(found: Verdict, why: str = "", column: str = "", **more: Any) -> Judged:
        return Judged(row.line.row, found, row.about, why, column, **more)

    values, fault = _values(row, pair, following, vocabulary)
    if fault:
        return verdict(Verdict.REFUSED, *fault)
    whole = (folded(values["text"]), tuple(folded(one) for one in values["options"]))
    number = ("number", row.number) if row.number is not None else None
    if whole in seen or number in seen:
        return verdict(Verdict.DOUBTFUL, "training-why-twice", "text" if whole in seen else "number")
    seen |= {whole, number} - {None}
    if pair is None:
        if any(_alike(one.text, values["text"]) for one in left):
            return verdict(Verdict.DOUBTFUL, "training-why-alike", "number")
        return verdict(Verdict.NEW, values=values)
    changed = {name: value for name, value in values.items() if getattr(pair, name) != value}
    return verdict(Verdict.CHANGED if changed else Verdict.SAME, into=pair.id, values=changed)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio() >= ALIKE


def _values(
    row: _Row, pair: TrainingQuestion | None, following: int, vocabulary: Vocabulary
) -> tuple[dict[str, Any], tuple[str, str] | None]:
    """Return a question as it would be, from the row and what it leaves as it is; or the reason and its column."""
    said = row.line.said
    for column, words in said.items():
        if words == FORMULA:
            return {}, ("training-why-formula", column)
    before = {name: getattr(pair, name) for name in WRITTEN} if pair is not None else {}
    text = row.text or before.get("text", "")
    if not text:
        return {}, ("training-why-no-text", "text")
    if "number" in said and row.number is None:
        return {}, ("training-why-number", "number")
    points = _number(said["points"]) if "points" in said else before.get("points", POINTS)
    if not points or points > 1000:
        return {}, ("training-why-points", "points")
    options = _merged(row.options, before.get("options", ()))
    right = unicodedata.normalize("NFKC", said.get("right", "")).strip()
    if not options and folded(right) in vocabulary.right | vocabulary.wrong:
        options = list(vocabulary.labels)
    if len(options) < 2 or not all(options) or len(set(map(folded, options))) < len(options):
        return {}, ("training-why-options", "options" if "options" in said else OPTIONS[0])
    letters = _letters(right, options, vocabulary) if right else before.get("right", "")
    if not letters:
        return {}, ("training-why-right", "right")
    number = row.number or before.get("number") or following
    why = said.get("why", before.get("why"))
    return dict(zip(WRITTEN, (number, text, options, letters, points, why), strict=True)), None


def _merged(options: Mapping[int, str], before: Sequence[str]) -> list[str]:
    """Return the options of a row over those from before; a gap is an empty one."""
    count = max((len(before), *(place + 1 for place in options)), default=0)
    return [options.get(place, before[place] if place < len(before) else "") for place in range(count)]


def _letters(right: str, options: Sequence[str], vocabulary: Vocabulary) -> str:
    """Return the letters of the right options; empty when the words name none."""
    plain = right.upper()
    if _CHOSEN.fullmatch(plain):
        letters = "".join(sorted(set(re.findall("[A-H]", plain))))
        return letters if set(letters) <= set(LETTERS[: len(options)]) else ""
    same = [letter for letter, option in zip(LETTERS, options, strict=False) if _same(option, right)]
    if not same and tuple(map(folded, options)) == tuple(map(folded, vocabulary.labels)):
        same = ["A"] if folded(right) in vocabulary.right else ["B"] if folded(right) in vocabulary.wrong else []
    if not same and right.isdigit() and 1 <= int(right) <= len(options):
        same = [LETTERS[int(right) - 1]]
    return "".join(same[:1])


def _number(said: str) -> int | None:
    found = _NUMBER.fullmatch(in_figures(unicodedata.normalize("NFKC", said)).strip())
    return int(found[1]) if found else None


def _options(said: Mapping[str, str]) -> dict[int, str]:
    """Return the options that a row says: a cell for each, or one cell with ``A. … B. …``."""
    found = {place: said[column] for place, column in enumerate(OPTIONS) if column in said}
    parts = _OPTION.split(unicodedata.normalize("NFKC", said.get("options", "")))
    for letter, option in zip(parts[1::2], parts[2::2], strict=True):
        if words := option.strip(" \n;,"):
            found.setdefault(LETTERS.index(letter.upper()), words)
    return found
