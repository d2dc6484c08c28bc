"""Answers on the filing card: a count of people, a villager's name and phone. Other words are description."""

import re
import unicodedata
from typing import Any

from texts.numerals import DIGITS, UNITS, whole

MOST_PEOPLE = 99_999
NAME_LENGTH = 64
LONGEST_WRITTEN = 12
"""Chinese characters of a name with what belongs to it (上湾村李大爷); more is a sentence."""

_NUMERAL = rf"[\d{''.join(DIGITS)}{''.join(UNITS)}廿卅]+"
_ABOUT = (
    r"(?:大概|大约|约|估计|可能|差不多|至少|最少|最多|不到|不足|将近|接近|近|上|超过|共计|总共|一共|共|有|就|只有|只)"
)
_PEOPLE = r"(?:[个名位]?(?:群众|村民|居民|人员)|个人|口人|[个名位人口])"
_COUNT = re.compile(
    rf"{_ABOUT}*(?:{_NUMERAL}\s*(?:-|~|到|至|—|–)\s*)?(?P<number>{_NUMERAL}|\d{{1,2}},\d{{3}}|\d(?:\.\d)?万)"
    rf"[来多余]?\s*{_PEOPLE}?(?:左右|上下|以上|以下|以内)?(?:人)?"
)
_BARE = re.compile(rf"(?<![\d{''.join(DIGITS)}十])(?=[百千][来多余]?)")
_ONE = "一"
_PAIR = re.compile(r"([一二两三四五六七八])([二三四五六七八九])")
_NOBODY = re.compile(r"(?:没有?|无)(?:人|人员)?|无人|nobody|no one|none|zero")
_ENGLISH = re.compile(
    r"(?:about|around|some|at least|up to|over|maybe)?\s*(?P<number>[a-z]+|\d{1,5})\s*(?:people|persons?)?"
)
_TO_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPELT = {name: number for number, name in enumerate(_TO_TWELVE, 1)} | {"twenty": 20, "thirty": 30, "fifty": 50}
_VAGUE = re.compile(
    rf"{_ABOUT}*(?:(?:{_NUMERAL}|[几多])?[几来多余]?\s*(?:户|家)(?:人家?|人)?|(?:好几|十几|几|几十|好几十|几百|好多|很多|不少|一些)(?:个人|[个名人])?)"
    r"(?:左右|以上)?"
)
_PHONE = re.compile(r"\+?\d[\d\s-]{5,18}\d")
_LABELS = re.compile(r"姓名|名字|联系电话|联系方式|手机号?码?|电话号?码?|\b(?:name|phone|tel|mobile)\b", re.IGNORECASE)
_BLANKS = " ,;:.\t\n。、"
_NAME = re.compile(r"[^\W\d_]+(?:[ .·•'’-]{1,2}[^\W\d_]+){0,5}(?:\([^\W\d_]{1,8}\))?")
_SPEAKS = re.compile(
    r"[了吗呢被把很涨掉塌垮裂断淹漏堵烧滑倒冒爆渗喊救撤困伤死歪不谁哪]|正在|还在|已经|没有|进水|积水|往下|下落|滚落|冲[走毁垮空]"
    r"|什么|怎么|起火|着火|失火|来人|快来|赶紧|赶快|出来|起来|下来|进来|上报|情况"
    r"|\b(?:is|are|was|were|has|have|the|there|here|help|please|fell|falling|water|road|house|slope|don't|not|no)\b",
    re.IGNORECASE,
)
"""Words of a sentence that are not met in names."""


def number_in(text: str) -> int | None:
    """Return the number when the words are a count of people (``5``, ``约20人``, ``两百``, ``十来个``); else None.

    Of two numbers (``三四个人``) the greater counts: nobody at risk is left out.
    """
    plain = _plain(text)
    if _NOBODY.fullmatch(plain):
        return 0
    if found := _COUNT.fullmatch(_one_numeral(plain)):
        return _number(found["number"])
    if found := _ENGLISH.fullmatch(plain):
        return _SPELT.get(found["number"], _number(found["number"]))
    return None


def vague(text: str) -> bool:
    """Whether the words speak of how many, but give no number of people: households (``七八户``), ``几十人``."""
    return _VAGUE.fullmatch(_plain(text)) is not None


def villager(text: str) -> dict[str, Any] | None:
    """Read name and phone of a villager out of one line, in either order; None when the rest of it is no name."""
    plain = unicodedata.normalize("NFKC", text)
    found = _PHONE.search(plain)
    rest = f"{plain[: found.start()]} {plain[found.end() :]}" if found else plain
    name = re.sub(r"\(\s*\)", " ", _LABELS.sub(" ", rest)).strip(_BLANKS)
    name = re.sub(r"\s*[,:;、。]\s*", " ", name).strip() if found else name
    if not (is_name(name) or (found and not name)):
        return None
    return {"on_behalf_name": name or None, "on_behalf_phone": _phone(found), "anonymous": False}


def is_name(words: str) -> bool:
    """Whether the words can be a name: letters alone, not too many, and none that only sentences have."""
    written = sum(character >= "\u2e80" for character in words)
    fits = len(words) <= NAME_LENGTH and written <= LONGEST_WRITTEN
    return fits and _NAME.fullmatch(words) is not None and _SPEAKS.search(words) is None


def _phone(found: re.Match[str] | None) -> str | None:
    return re.sub(r"[\s-]", "", found.group())[:20] if found else None


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip(" \t\n,.;!。、~").lower()
    return plain.replace("俩", "两个").replace("仨", "三个").replace("个人人", "个人").replace("两口子", "两口")


def _one_numeral(plain: str) -> str:
    """Return the words with the greater of two numerals side by side: ``二三十`` is ``三十``."""

    def greater(found: re.Match[str]) -> str:
        low, high = (whole(one) or 0 for one in found.groups())
        return found[2] if high == low + 1 or (low, high) == (3, 5) else found.group()

    plain = _PAIR.sub(greater, plain)
    return _BARE.sub(_ONE, plain, count=1)


def _number(said: str) -> int | None:
    if said.endswith("万") and "." in said:
        number: int | None = round(float(said[:-1]) * 10_000)
    else:
        number = whole(said.replace(",", ""))
    return number if number is not None and number <= MOST_PEOPLE else None
