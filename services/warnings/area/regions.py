"""Codes and names of regions: which of them mean the township, one of its villages, or somewhere else."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.settings.areas.warnings import WarningRules
from services.warnings.cap.alerts import Code

_STEPS = (2, 4, 6, 9, 12)
"""Digits of a province, a city, a county, a township, a village in a code of a region."""
_PROVINCES = range(11, 83)
_NATION = frozenset({"100000", "000000", "100000000000", "000000000000"})
_FOREIGN = re.compile(
    r"(?<![a-z])(?:fips|same|ugc|warncellid|nuts|emma_id|clc|cap-cp|iso|taiwan_geocode|amoc-areacode)(?![a-z])",
    re.IGNORECASE,
)
"""Lists of other countries, whose digits may look like ours."""
_APART = re.compile(r"[,，、;；/\n]+")
_ALL_OF_US = re.compile(
    r"全镇|全乡|全街道|[我本]镇|[我本]乡|[我本]街道|\ball of the (?:town|township)\b", re.IGNORECASE
)
_BEFORE = re.compile(r"(?<![一-鿿](?<![县市区布及和与至向含在为对给于到]))").pattern
"""A Chinese name begins here: what is before it is no Chinese letter, or one that ends another word."""
_NO_ISSUER = re.compile(r"(?!\s*(?:人民)?(?:政府|应急|气象|党|武装))").pattern
_WHOLE = re.compile(r"(?:全境|全域|境内|辖区|全区|全县|全镇)$")


@dataclass(frozen=True)
class Meant:
    """The places that a code or a name means."""

    known: bool = False
    """Whether it was understood; a region elsewhere is understood too, and means nobody here."""
    whole: bool = False
    villages: frozenset[str] = frozenset()


UNKNOWN = Meant()
ELSEWHERE = Meant(known=True)
WHOLE = Meant(known=True, whole=True)


def significant(code: str) -> str:
    """Return the digits of a region's code that say something: 410000000000 is the province 41."""
    for digits in _STEPS:
        if digits <= len(code) and not code[digits:].strip("0"):
            return code[:digits]
    return code


def of_code(code: Code, rules: WarningRules) -> Meant:
    """Return what a code means. A wider region holds the township, a narrower one is a village of it."""
    if code.scheme in rules.lists:
        return WHOLE if code.value in rules.lists[code.scheme] else ELSEWHERE
    if code.value in _NATION:
        return WHOLE
    if _FOREIGN.search(code.scheme) or not _is_region(code.value) or not rules.regions:
        return UNKNOWN
    given = significant(code.value)
    ours = [significant(region) for region in rules.regions]
    if any(own.startswith(given) for own in ours):
        return WHOLE
    if not any(given.startswith(own) for own in ours):
        return ELSEWHERE
    villages = frozenset(name for name, own in rules.villages.items() if significant(own).startswith(given))
    return Meant(known=bool(villages), villages=villages)


def _is_region(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) in (6, 9, 12) and int(value[:2]) in _PROVINCES


def of_name(name: str, whole: Collection[str], villages: Mapping[str, str]) -> Meant:
    """Return what the name of an area means, if every part of it is exactly a name that is known.

    A name that only contains ours means nothing: 大青溪镇 is another place. ``whole`` are names of the township and of
    what holds it; ``villages`` are the codes of the villages by their names.
    """
    found: set[str] = set()
    for part in filter(None, (_WHOLE.sub("", one.strip()) for one in _APART.split(name))):
        if part in whole:
            return WHOLE
        rest = _without_prefix(part, whole)
        if rest not in villages:
            return UNKNOWN
        found.add(villages[rest])
    return Meant(known=bool(found), villages=frozenset(found))


def _without_prefix(name: str, whole: Collection[str]) -> str:
    """Return a name without the township and the county before it."""
    for _ in range(3):
        prefix = max((one for one in whole if name.startswith(one)), key=len, default="")
        name = name[len(prefix) :].strip()
    return name


def in_words(text: str, town: Collection[str], villages: Mapping[int, str]) -> tuple[bool, tuple[int, ...]]:
    """Return whether words name the whole township, else the villages that they name: a first guess for the officer.

    A name that only contains ours is another place; the township before a village's name, or as the issuer, is none.
    """
    named: set[int] = set()
    prefix = "|".join(re.escape(one) for one in sorted(town, key=len, reverse=True))
    for id_, name in sorted(villages.items(), key=lambda one: -len(one[1])):
        pattern = rf"(?:{prefix})\s*{re.escape(name)}|{_BEFORE}{re.escape(name)}"
        text, count = re.subn(pattern, " ", text)
        named |= {id_} if count else set()
    if _ALL_OF_US.search(text) or re.search(rf"{_BEFORE}(?<![A-Za-z])(?:{prefix}){_NO_ISSUER}(?![A-Za-z])", text):
        return True, ()
    return False, tuple(sorted(named))
