"""One cell of the roster: cleaned of what Excel and its users leave behind, then read as what its column holds."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

import phonenumbers
from phonenumbers import PhoneNumberType

from models.enums import DutyKind, Language, Level, Role
from services.roster.workbook.sheets import Column, Type
from services.settings.township import Township
from texts import Texts

REGION = "CN"
"""Numbers without a country code are Chinese."""

_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "空", "n/a", "none"})
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()/,;、转x-]*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[、,;/\n]+")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])")
_FORMULA_STARTS = ("=", "+", "-", "@")
_MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.PERSONAL_NUMBER})


@dataclass(frozen=True)
class Bad:
    """Why a cell cannot be read: the key of its texts and their arguments."""

    key: str
    arguments: tuple[tuple[str, Any], ...] = ()


class Vocabulary:
    """The words that choice columns accept: labels in every language, and the codes behind them."""

    def __init__(self, settings: Township, texts: Texts) -> None:
        def labels(prefix: str, members: type[Enum]) -> dict[str, Any]:
            found: dict[str, Any] = {}
            for member in members:
                key = f"{prefix}-{str(member.value).lower().replace('_', '-')}"
                for word in (str(member.value), *(texts[language].plain(key) for language in texts.languages)):
                    found[folded(word)] = member
            return found

        yes = {folded(texts[language].plain("roster-yes")): True for language in texts.languages}
        no = {folded(texts[language].plain("roster-no")): False for language in texts.languages}
        self.lines: dict[str, str] = {}
        self.committees: dict[str, tuple[str, ...]] = {}
        for code, line in settings.lines.items():
            self.lines |= dict.fromkeys(map(folded, (code, line.name.zh_CN, line.name.en)), code)
        for code, committee in settings.committees.items():
            of_it = settings.lines_of(code)
            self.committees |= dict.fromkeys(map(folded, (code, committee.name.zh_CN, committee.name.en)), of_it)
        marks = {"√": True, "✓": True, "y": True, "true": True, "1": True, "n": False, "×": False, "0": False}
        self.choices: Mapping[Type, Mapping[str, Any]] = {
            Type.ROLE: labels("role", Role),
            Type.LEVEL: labels("level", Level),
            Type.LANGUAGE: labels("language", Language),
            Type.YES_NO: {**marks, "x": False, "false": False, **yes, **no},
            Type.DUTY_KIND: labels("duty-kind", DutyKind),
            Type.LINE: self.lines,
        }

    def several(self, word: str) -> tuple[str, ...]:
        """Return the lines that a line's or a sub-committee's name stands for; empty when it is neither."""
        name = folded(word)
        return (self.lines[name],) if name in self.lines else self.committees.get(name, ())


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


def read(value: object, column: Column, vocabulary: Vocabulary) -> Any:
    """Return what the cell says: a value, None when it is blank, or ``Bad``."""
    if isinstance(value, datetime | date | time | timedelta):
        moment = _of_excel(value, column.type)
        return Bad("date") if moment is None else moment
    text = cleaned(value)
    if text.casefold() in _NOTHING:
        return Bad("required") if column.required else None
    found = _READERS[column.type](unicodedata.normalize("NFKC", text), text, vocabulary)
    if isinstance(found, str) and len(found) > column.length:
        return Bad("long", (("length", column.length),))
    return found


def _of_excel(value: datetime | date | time | timedelta, kind: Type) -> date | time | None:
    """Return what Excel keeps as a date or an hour, where one is wanted; midnight's 24:00 comes as a whole day."""
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


def _day(plain: str, _text: str, _vocabulary: Vocabulary) -> date | Bad:
    found = re.fullmatch(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?(?: 0?0:00(?::00)?)?", plain)
    try:
        return date(*map(int, found.groups())) if found else Bad("day")
    except ValueError:
        return Bad("day")


def _hour(plain: str, _text: str, _vocabulary: Vocabulary) -> time | Bad:
    found = re.fullmatch(r"(\d{1,2})(?:[:.点时](\d{2})?分?)(?::00)?", plain)
    hour, minute = (int(part or 0) for part in found.groups()) if found else (99, 0)
    if (hour, minute) == (24, 0):
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else Bad("hour")


def _text(_plain: str, text: str, _vocabulary: Vocabulary) -> str | Bad:
    return Bad("formula-like") if text.startswith(_FORMULA_STARTS) else text


def _code(plain: str, _text: str, _vocabulary: Vocabulary) -> str | Bad:
    return plain if _CODE.fullmatch(plain) else Bad("code")


def _telephone(plain: str, _text: str, _vocabulary: Vocabulary) -> str | Bad:
    return plain if _TELEPHONE.fullmatch(plain) else Bad("telephone")


def _number(plain: str) -> phonenumbers.PhoneNumber | None:
    if re.fullmatch(r"\d+(?:\.\d+)?e\+?\d+", plain, re.IGNORECASE):  # what Excel makes of a long number
        try:
            plain = f"{Decimal(plain):f}"
        except InvalidOperation:
            return None
    try:
        number = phonenumbers.parse(plain, REGION)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) and not number.extension else None


def phone(value: object) -> str | None:
    """Return a phone number as E.164, None when it is not one. Excel's floats and full-width digits are understood."""
    number = _number(unicodedata.normalize("NFKC", cleaned(value)))
    return None if number is None else phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _phone(plain: str, _text: str, _vocabulary: Vocabulary) -> str | Bad:
    return phone(plain) or Bad("phone")


def _mobile(plain: str, _text: str, _vocabulary: Vocabulary) -> str | Bad:
    number = _number(plain)
    if number is None or phonenumbers.number_type(number) not in _MOBILE:
        return Bad("mobile")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _count(plain: str, _text: str, _vocabulary: Vocabulary) -> int | Bad:
    return int(plain) if re.fullmatch(r"\d{1,6}", plain) else Bad("count")


def _degrees(limit: int) -> Callable[[str, str, Vocabulary], float | Bad]:
    def read_degrees(plain: str, _text: str, _vocabulary: Vocabulary) -> float | Bad:
        fits = re.fullmatch(r"-?\d{1,3}(?:\.\d+)?", plain) and abs(float(plain)) <= limit
        return float(plain) if fits else Bad("latitude" if limit == 90 else "longitude")

    return read_degrees


def _choice(kind: Type) -> Callable[[str, str, Vocabulary], Any]:
    def read_choice(plain: str, _text: str, vocabulary: Vocabulary) -> Any:
        found = vocabulary.choices[kind].get(folded(plain))
        return Bad(kind.value.replace("_", "-")) if found is None else found

    return read_choice


def _lines(plain: str, _text: str, vocabulary: Vocabulary) -> tuple[str, ...] | Bad:
    found: dict[str, None] = {}
    whole = vocabulary.several(plain)  # a name may have a comma in it
    for word in [] if whole else _SEPARATORS.split(plain):
        several = vocabulary.several(word)
        if word.strip() and not several:
            return Bad("lines")
        found |= dict.fromkeys(several)
    return whole or tuple(found)


_READERS: Mapping[Type, Callable[[str, str, Vocabulary], Any]] = {
    Type.CODE: _code,
    Type.TEXT: _text,
    Type.PHONE: _phone,
    Type.MOBILE: _mobile,
    Type.TELEPHONE: _telephone,
    Type.COUNT: _count,
    Type.LATITUDE: _degrees(90),
    Type.LONGITUDE: _degrees(180),
    Type.YES_NO: _choice(Type.YES_NO),
    Type.ROLE: _choice(Type.ROLE),
    Type.LEVEL: _choice(Type.LEVEL),
    Type.LANGUAGE: _choice(Type.LANGUAGE),
    Type.DATE: _day,
    Type.TIME: _hour,
    Type.DUTY_KIND: _choice(Type.DUTY_KIND),
    Type.LINE: _choice(Type.LINE),
    Type.LINES: _lines,
}
