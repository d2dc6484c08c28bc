"""One cell of the roster: cleaned of the traces of Excel and its users, then read by the type of its column."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from services.core.labels import hyphened, name
from services.roster.workbook import written
from services.roster.workbook.columns import Column, Type
from services.roster.workbook.sheets import CHOICES
from services.settings.named import Named
from services.settings.township import Township
from texts import Texts

REGION = "CN"
"""Numbers without a country code are Chinese."""

_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "空", "n/a", "none"})
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()/,;、转x-]*", re.IGNORECASE)
_EXPONENT = re.compile(r"(?P<first>\d)\.(?P<rest>\d+)e\+?(?P<power>\d{1,2})", re.IGNORECASE)
"""Excel's form of a long number. Only one that shows every digit is a phone number: zeroes must not be made up."""
_SHORT = re.compile(r"(.+)\((.+)\)")
_DIGITS = re.compile(r"\d")
_SEPARATORS = re.compile(r"[、,;/\n]+")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])")
_FORMULA_STARTS = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Bad:
    """Why a cell cannot be read: the key of its texts and their arguments."""

    key: str
    arguments: tuple[tuple[str, Any], ...] = ()


class Vocabulary:
    """The words that choice columns accept: labels in every language, and the codes behind them."""

    def __init__(self, settings: Township, texts: Texts) -> None:
        self._named: dict[tuple[str, str], dict[str, str | None]] = {}  # (sheet, name) -> key -> village
        self._keys: set[tuple[str, str]] = set()
        self._villages: dict[str, str] = {}
        languages = [texts[language] for language in texts.languages]
        marks = {"√": True, "✓": True, "y": True, "true": True, "1": True, "n": False, "×": False, "0": False}
        answers = {words.plain(f"roster-{said}"): said == "yes" for words in languages for said in ("yes", "no")}
        self.lines = {word: code for code, line in settings.lines.items() for word in _names(code, line.name)}
        self.committees = {
            word: settings.lines_of(code)
            for code, committee in settings.committees.items()
            for word in _names(code, committee.name)
        }
        self.choices: Mapping[Type, Mapping[str, Any]] = {
            Type.YES_NO: {**marks, "x": False, "false": False, **{folded(word): yes for word, yes in answers.items()}},
            Type.LINE: self.lines,
            **{
                kind: {
                    folded(word): member
                    for member in members
                    for word in (str(member.value), *(name(words, member).unescape() for words in languages))
                }
                for kind, members in CHOICES.items()
            },
        }

    def know(self, sheet: str, row: Mapping[str, Any]) -> None:
        """Let references to a row be written by its name as well as by its key: ``上湾村``, ``上湾村第一网格``."""
        key, name, village = row.get("code") or row["phone"], row.get("name"), row.get("village")
        self._keys.add((sheet, folded(key)))
        if name:
            if sheet == "villages":
                self._villages[key] = folded(name)
            for word in _also(folded(name), self._villages.get(village or "", "")):
                self._named.setdefault((sheet, word), {})[key] = village

    def named(self, sheet: str, text: str) -> str | Bad | None:
        """Return the key of the row that a name means, ``Bad`` when it means several; None when it is no name."""
        if (sheet, folded(text)) in self._keys:
            return None  # a key goes before a name
        found = self._named.get((sheet, folded(text)), {})
        if len(found) > 1:
            return Bad("several", (("sheet", sheet), ("codes", "、".join(found))))
        return next(iter(found), None)

    def only(self, sheet: str, text: str, row: Mapping[str, Any]) -> str | None:
        """Return the key of the only row with this name in the village that the referring row names."""
        of_village = [
            key
            for key, village in self._named.get((sheet, folded(text)), {}).items()
            if village is not None and village == row.get("village")
        ]
        return of_village[0] if len(of_village) == 1 else None

    def lines_named(self, text: str) -> tuple[str, ...] | None:
        """Return the lines that a list of lines and sub-committees names; None when it names anything else."""
        if whole := self._lines(text):  # a name may have a comma in it
            return whole
        found = [self._lines(word) for word in _SEPARATORS.split(text) if word.strip()]
        return tuple(dict.fromkeys(line for lines in found for line in lines)) if all(found) else None

    def _lines(self, word: str) -> tuple[str, ...]:
        key = folded(word)
        return (self.lines[key],) if key in self.lines else self.committees.get(key, ())


def _also(name: str, village: str) -> set[str]:
    """Return what a name is written as, too: with or without its village, its short form in brackets or without it."""
    short = _SHORT.fullmatch(name)
    return {name, village + name, name.removeprefix(village) or name, *(short.groups() if short else ())}


def _names(code: str, name: Named) -> Iterator[str]:
    yield from map(folded, (code, name.zh_CN, name.en))


def folded(word: str) -> str:
    """Return a word as it is compared: width, case and blanks do not matter."""
    return re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", word)).casefold()


def cleaned(value: object) -> str:
    """Return a cell's content as text: no control or invisible characters, blanks single, none between Han."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zs", "Zl", "Zp") else char
        for char in str(value)
        if unicodedata.category(char) != "Cf"
    )
    return _HAN_GAP.sub("", re.sub(r" +", " ", text).strip())


EPOCH = datetime.fromisoformat("1899-12-30")
"""The day from which Excel counts the days, unless a workbook says otherwise."""


def read(value: object, column: Column, vocabulary: Vocabulary, epoch: datetime = EPOCH) -> Any:
    """Return the value of the cell, None when it is blank, or ``Bad``. The workbook counts its days from ``epoch``."""
    if isinstance(value, datetime | date | time | timedelta):
        moment = _of_excel(value, column.type)
        return Bad("date") if moment is None else moment
    if isinstance(value, int | float) and not isinstance(value, bool):
        meant: date | time | None = None
        if column.type is Type.DATE:
            meant = written.day_of_number(value, epoch)
        elif column.type is Type.TIME:
            meant = written.hour_of_number(value)
        if meant is not None:
            return meant
    text = cleaned(value)
    if text.casefold() in _NOTHING:
        return Bad("required") if column.required else None
    if column.refers is not None and (named := vocabulary.named(column.refers, text)) is not None:
        return named
    found = _read(unicodedata.normalize("NFKC", text), text, column.type, vocabulary)
    if found is None:
        by_name = column.refers is not None and not _DIGITS.search(text)
        return Bad("reference", (("sheet", column.refers),)) if by_name else Bad(FAULTS[column.type])
    if isinstance(found, str) and len(found) > column.length:
        return Bad("long", (("length", column.length),))
    return found


def _read(plain: str, text: str, kind: Type, vocabulary: Vocabulary) -> Any:
    """Return the value of a text and of its plain form (NFKC); None when it does not fit the type."""
    match kind:
        case Type.TEXT:
            return None if text.startswith(_FORMULA_STARTS) else text
        case Type.LINES:
            return vocabulary.lines_named(plain)
        case _ if kind in vocabulary.choices:
            return vocabulary.choices[kind].get(folded(plain))
    return _READERS[kind](plain)


def _of_excel(value: datetime | date | time | timedelta, kind: Type) -> date | time | None:
    """Return a date or an hour of Excel, where one is wanted; midnight's 24:00 comes as a whole day."""
    match kind, value:
        case Type.DATE, datetime():
            return value.date()
        case Type.DATE, date():
            return value
        case Type.TIME, time():
            return value.replace(second=0, microsecond=0)
        case Type.TIME, timedelta() if timedelta(0) <= value <= timedelta(days=1):
            minutes = int(value.total_seconds()) // 60
            return time(minutes // 60 % 24, minutes % 60)
        case Type.TIME, datetime() if value.year <= 1900:
            return value.time().replace(second=0, microsecond=0)
    return None


def phone(value: object, *, mobile: bool = False) -> str | None:
    """Return a phone number as E.164; None when it is not one, or no ``mobile`` number where that is wanted.

    Excel's floats and full-width digits are understood.
    """
    import phonenumbers
    from phonenumbers import PhoneNumberType

    plain = unicodedata.normalize("NFKC", cleaned(value))
    if found := _EXPONENT.fullmatch(plain):
        plain = found["first"] + found["rest"]
        if len(found["rest"]) != int(found["power"]):
            return None
    try:
        number = phonenumbers.parse(plain, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or number.extension:
        return None
    mobiles = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.PERSONAL_NUMBER)
    if mobile and phonenumbers.number_type(number) not in mobiles:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _degrees(limit: int, plain: str) -> float | None:
    fits = re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", plain) and abs(float(plain)) <= limit
    return float(plain) if fits else None


def _like(pattern: re.Pattern[str], plain: str) -> str | None:
    return plain if pattern.fullmatch(plain) else None


_READERS: Mapping[Type, Callable[[str], Any]] = {
    Type.CODE: partial(_like, _CODE),
    Type.PHONE: phone,
    Type.MOBILE: partial(phone, mobile=True),
    Type.TELEPHONE: partial(_like, _TELEPHONE),
    Type.COUNT: written.count,
    Type.LATITUDE: partial(_degrees, 90),
    Type.LONGITUDE: partial(_degrees, 180),
    Type.DATE: written.day,
    Type.TIME: written.hour,
}
FAULTS: Mapping[Type, str] = {
    **{kind: hyphened(kind) for kind in Type},
    Type.TEXT: "formula-like",
    Type.DATE: "day",
    Type.TIME: "hour",
}
"""The key of the fault of a value that does not fit the type."""
