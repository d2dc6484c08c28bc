"""The colour of a warning: from the issuer's words and parameters, and only without them from the severity."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.enums import Colour
from services.warnings.cap.alerts import Alert, Info

_HAN = {
    **dict.fromkeys("红紅", Colour.RED),
    "橙": Colour.ORANGE,
    **dict.fromkeys("黄黃", Colour.YELLOW),
    **dict.fromkeys("蓝藍", Colour.BLUE),
}
_ENGLISH = {colour.value: colour for colour in Colour} | {"amber": Colour.ORANGE}
_LEVELS = {
    **dict.fromkeys(("I", "1", "一", "特别重大", "特别严重"), Colour.RED),
    **dict.fromkeys(("II", "2", "二", "重大", "严重"), Colour.ORANGE),
    **dict.fromkeys(("III", "3", "三", "较大", "较重"), Colour.YELLOW),
    **dict.fromkeys(("IV", "4", "四", "一般"), Colour.BLUE),
}
_SEVERITIES = {
    "extreme": Colour.RED,
    "severe": Colour.ORANGE,
    "moderate": Colour.YELLOW,
    "minor": Colour.BLUE,
}
_COLOURS = "".join(_HAN)
_SAID = re.compile(
    rf"([{_COLOURS}])色?(?=预警|警报|警報|警戒|信号|信號|等级|风险)"
    rf"|([{_COLOURS}])色(?=[级)\]】》\"”,，。;；!！\s]|$)"
)
_LEVEL = re.compile(r"[(\[【]\s*(IV|I{1,3}|[一二三四1-4])\s*级")
_CODE = re.compile(
    r"\bcode (red|orange|yellow|blue)\b"
    r"|\b(red|orange|yellow|blue)(?! flag)\b(?= (?:\w+ ){0,3}?(?:warning|alert|signal|level)\b)",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?:升级|变更|调整|降级|提升|提高|降低|升|降|改)(?:发布)?(?:为|到|至|成)"
    rf"[^,，。;；]{{0,12}}?([{_COLOURS}])"
)
_ENDED = re.compile(r"(?:解除|取消|终止|撤销)[^,，。;；]{0,30}?(?:预警|信号|警报)")


class Source(StrEnum):
    """The place in which a colour was found, the one that counts more first."""

    WORDS = "words"  # 橙色预警 in the headline, the event or the text
    PARAMETER = "parameter"  # a parameter of the issuer, such as Color: Yellow
    SEVERITY = "severity"  # the severity of CAP, when nothing else says a colour


@dataclass(frozen=True)
class Evidence:
    """A colour with the place where it was found."""

    source: Source
    colour: Colour
    text: str


@dataclass(frozen=True)
class ColourRead:
    """The colour that counts, and everything that was found."""

    colour: Colour | None
    evidence: tuple[Evidence, ...]

    @property
    def disputed(self) -> bool:
        """Whether the issuer's own words and parameters name different colours; the graver counts."""
        return len({one.colour for one in self.evidence if one.source is not Source.SEVERITY}) > 1


def read(alert: Alert) -> ColourRead:
    """Return the colour of a warning. Words and parameters beat the severity; of several the gravest counts."""
    found = tuple(dict.fromkeys(one for info in alert.infos for one in _of_info(info)))
    own = [one.colour for one in found if one.source is not Source.SEVERITY]
    graver = min(own or [one.colour for one in found], key=lambda colour: colour.rank, default=None)
    return ColourRead(graver, found)


def _of_info(info: Info) -> Iterator[Evidence]:
    told = [*_in_words(info.headline), *_in_words(info.event)] or _in_words(info.description[:1000])
    yield from (Evidence(Source.WORDS, colour, text) for colour, text in told)
    for name, value in info.parameters:
        if colour := _plain(value):
            yield Evidence(Source.PARAMETER, colour, f"{name}: {value}"[:100])
    if colour := _plain(info.severity):  # the national platform writes a colour there
        yield Evidence(Source.PARAMETER, colour, info.severity)
    elif colour := _SEVERITIES.get(info.severity.casefold()):
        yield Evidence(Source.SEVERITY, colour, info.severity)


def _in_words(text: str) -> list[tuple[Colour, str]]:
    """Return the colours that a text gives a warning; one that it was changed from, or that was lifted, is past."""
    text = unicodedata.normalize("NFKC", text[:2000])
    if changed := _CHANGED.search(text):
        return [(_HAN[changed[1]], changed[0])]
    left = _ENDED.sub("", text)
    return _all_in(left) or _all_in(text)


def _all_in(text: str) -> list[tuple[Colour, str]]:
    found = [(_HAN[one[1] or one[2]], one[0]) for one in _SAID.finditer(text)]
    found += [(_LEVELS[one[1]], one[0]) for one in _LEVEL.finditer(text)]
    return found + [(_ENGLISH[(one[1] or one[2]).casefold()], one[0]) for one in _CODE.finditer(text)]


def _plain(value: str) -> Colour | None:
    """Return the colour that is all of a value (红色, 红色预警, Red), or one part of it (``3; orange; Severe``)."""
    if len(value) > 100:
        return None
    parts = [part.strip() for part in re.split("[;；,/|]", unicodedata.normalize("NFKC", value)) if part.strip()]
    colours = [colour for part in parts if (colour := _one(part))]
    return min(colours, key=lambda colour: colour.rank, default=None)


def _one(part: str) -> Colour | None:
    han = re.fullmatch(rf"([{_COLOURS}])色?(?:预警|警报|警戒|信号|等级)*", part)
    return _HAN[han[1]] if han else _ENGLISH.get(part.casefold())
