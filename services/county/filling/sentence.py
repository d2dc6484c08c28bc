"""The figures in a sentence (受灾2人，倒塌房屋1间，正在搜救): read where they are clear, asked for where they are not.

A figure is the total that is known. A plan is no figure, nor are words without a number. A clause that says more than
its figure stays in the words, so that nothing that was typed is lost.
"""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from services.core.errors import Refused
from services.county.figures import LABELS, MEASURED, UNKNOWN, read
from texts.numerals import DIGITS, UNITS, whole

Value = int | Decimal | None

_NAMED = {label: (name,) for name, labels in LABELS.items() for label in labels} | {"伤亡": ("dead", "injured")}
_LABEL = rf"(?:{'|'.join(sorted(map(re.escape, _NAMED), key=len, reverse=True))})"
_CHINESE = f"{''.join(DIGITS)}{''.join(UNITS)}廿卅"
_NUMERAL = rf"(?:-?\d[\d,]*(?:\.\d+)?万?|[{_CHINESE}]+)"
_UNIT = r"(?:个人|口人|[人名位间处个]|公顷|亩|亿元|万元|元)"
_ABOUT = r"(?:大约|大概|约|近|至少|超过|不少于|估计|可能)"
_OF = r"(?:人口|人数|人员|群众|村民|居民|房屋|住房|财产|面积|的|了|累计|总计|共计|共|达|为|有|[::\s])"
_NUMBER = (
    rf"(?:(?P<low>{_NUMERAL})\s*(?:-|~|—|–|至|到)\s*)?(?P<number>{_NUMERAL})"
    rf"\s*(?P<over>[多余来])?\s*(?P<unit>{_UNIT})?\s*(?P<or_so>左右|上下|以上)?"
)
_HOMES = rf"(?P<homes>{_NUMERAL}\s*[户家][,、\s]*)?"
_UNKNOWNS = "|".join(sorted(map(re.escape, UNKNOWN), key=len, reverse=True))
_VAGUE = rf"(?:若干|好几|十几|几十|几百|几|数十|数百|数|多|不少|一些)(?={_UNIT}|[户家]|$)"
_AFTER = re.compile(
    rf"(?P<label>{_LABEL})(?P<of>{_OF}*)(?:(?P<unknown>{_UNKNOWNS})|(?P<none>无|没有)(?!法|人员?伤)|(?P<vague>{_VAGUE})"
    rf"|(?P<about>{_ABOUT})?{_HOMES}(?P<about2>{_ABOUT})?{_NUMBER})"
)
_BEFORE = re.compile(
    rf"(?P<about>{_ABOUT})?(?P<vague>{_VAGUE})?{_HOMES}(?:{_NUMBER})?"
    rf"(?:群众|村民|居民|人员|房屋|住房)?(?:已经|已|被|均|全部|因灾|紧急)*(?P<label>{_LABEL})"
)
_NONE = re.compile(rf"(?:暂时|暂|尚|目前)?(?:无|没有|未造成|未发现|未出现|未接到)(?:人员|人|报告)?(?P<label>{_LABEL})")
_HOMES_ONLY = re.compile(rf"(?P<label>{_LABEL}){_OF}*{_ABOUT}?{_NUMERAL}\s*[户家](?!\s*,?\s*{_NUMERAL})")
_PLAN = r"(?:预计|计划|准备|拟|将|需要|需|待|应|打算|威胁|预防|防止|避免)"
_PLANS, _PLANNED = re.compile(_PLAN), re.compile(rf"{_PLAN}\S{{0,4}}$")
_COUNTED = re.compile(rf"{_NUMERAL}(?:人|名|间|公顷|亩|万元|元)")
_PART = re.compile(r"(?:新增|新增加|又有|又|再|另有|另外|另|增加)\S{0,2}$")
_PAIR = re.compile(r"([一二两三四五六七八])([二三四五六七八九])")
_CLAUSES = re.compile(r"[;；。、\n!！]+|[,，](?!\d{3}(?!\d))|(?<![\d０-９])[,，]|[,，](?=[^\d０-９])")
_UNIT_OF = {
    "crops": {"公顷": Decimal(1), "亩": Decimal(1) / 15},
    "loss": {"万元": Decimal(1), "元": Decimal(1) / 10_000, "亿元": Decimal(10_000)},
    "collapsed": {"间": Decimal(1)},
    "damaged": {"间": Decimal(1)},
    "sites": {"处": Decimal(1), "个": Decimal(1)},
}
_PEOPLE = dict.fromkeys(("人", "名", "位", "个人", "口人"), Decimal(1))


@dataclass(frozen=True)
class Sentence:
    """A sentence, divided into its figures and the other words."""

    figures: dict[str, Value]
    """None: it is not known yet."""
    words: str
    """The clauses that say more than figures."""
    unclear: dict[str, str]
    """Figures that are named and cannot be told, with the words about them."""
    rough: dict[str, str]
    """Figures that are told as about so many, or as a range (its greater end), with the words about them."""


@dataclass(frozen=True)
class _Found:
    """A figure in a clause."""

    names: tuple[str, ...]
    end: int
    value: Value = None
    rough: bool = False  # about, or a range: the words say it better
    homes: bool = False  # with households: so do they
    clear: bool = True


def understood(typed: str) -> Sentence:
    """Return the figures of a sentence and the words that are left. Raises ``Refused`` for a number that is none."""
    figures: dict[str, Value] = {}
    unclear: dict[str, str] = {}
    rough: dict[str, str] = {}
    clauses: list[tuple[str, list[_Found], bool]] = []
    none = False  # 无人员死亡、失踪: the second is none as well
    for clause in filter(None, map(str.strip, _CLAUSES.split(typed))):
        none_too = none and clause in _NAMED
        found, covered = ([_Found(_NAMED[clause], len(clause), 0)], True) if none_too else _read(clause)
        none = covered and (none or _NONE.match(clause) is not None)
        clauses.append((clause, found, covered))
        for one in found:
            for name in one.names:
                if not one.clear or (name in figures and figures[name] != one.value):
                    unclear.setdefault(name, clause)
                else:
                    figures[name] = one.value
                    rough |= {name: clause} if one.rough else {}
    words = [clause for clause, found, covered in clauses if not covered or any(_stays(one, unclear) for one in found)]
    told = {name: value for name, value in figures.items() if name not in unclear}
    return Sentence(told, "，".join(words), unclear, {name: said for name, said in rough.items() if name in told})


def _stays(one: _Found, unclear: Container[str]) -> bool:
    """Whether a figure says less than its words."""
    return one.rough or one.homes or any(name in unclear for name in one.names)


def _read(clause: str) -> tuple[list[_Found], bool]:
    """Return the figures of a clause, and whether it says nothing else."""
    plain = unicodedata.normalize("NFKC", clause).lower()
    found: list[_Found] = []
    at, covered = 0, 0
    while at < len(plain):
        one = _at(plain, at)
        if one is None:
            at += 1
            continue
        skipped = plain[covered:at]
        if _PLANNED.search(plain[:at]):
            at = one.end
            continue
        if _PART.search(plain[:at]):
            one = _Found(one.names, one.end, clear=False)
        found.append(one)
        covered += len(skipped) if not skipped.strip(" ,.和及与") else 0
        covered = one.end if covered == at else covered
        at = one.end
    whole_clause = bool(found) and covered == len(plain.rstrip(" .,"))
    if not found and (named := re.search(_LABEL, plain)) and _COUNTED.search(plain) and not _PLANS.search(plain):
        found.append(_Found(_NAMED[named.group()], len(plain), clear=False))
    return found, whole_clause


def _at(plain: str, at: int) -> _Found | None:
    """Return the figure that begins at a place."""
    if at and plain[at].isdigit() and plain[at - 1].isdigit():
        return None
    if none := _NONE.match(plain, at):
        return _Found(_NAMED[none["label"]], none.end(), 0)
    if found := _AFTER.match(plain, at):
        one = _valued(found)
        if one is not None:
            # 死亡1,200人受灾: two readings, so none is taken.
            follows = re.compile(_LABEL).match(plain, one.end)
            if follows and found["number"] and one.clear and _at(plain, one.end) is None:
                return _Found((*one.names, *_NAMED[follows.group()]), follows.end(), clear=False)
            return one
    if homes := _HOMES_ONLY.match(plain, at):
        return _Found(_NAMED[homes["label"]], homes.end(), clear=False)
    found = _BEFORE.match(plain, at)
    if found and (found["number"] or found["vague"] or found["homes"]):
        if not found["number"]:
            return _Found(_NAMED[found["label"]], found.end(), clear=False)
        return _valued(found) if found["unit"] else None
    return None


def _valued(found: re.Match[str]) -> _Found | None:
    """Return a figure by its parts; None when the number belongs to something else."""
    names = _NAMED[found["label"]]
    groups = found.groupdict()
    if groups.get("unknown"):
        return _Found(names, found.end(), None)
    if groups.get("none"):
        return _Found(names, found.end(), 0)
    if groups.get("vague") or len(names) > 1:
        known = len(names) == 1 or _amount(names[0], found["number"] or "") != 0
        return _Found(names, found.end(), 0, clear=False) if known else _Found(names, found.end(), 0)
    (name,) = names
    of = _UNIT_OF.get(name, _PEOPLE)
    unit, rest = found["unit"], found.string[found.end() :]
    if unit is None and rest.strip(" ,.") and not re.match(rf"\s|{_LABEL}|[和及与(]", rest):
        return None
    if unit is not None and unit not in of:
        return _Found(names, found.end(), clear=False) if unit in ("人", "间") else None
    amount = _amount(name, found["number"])
    if amount is None:
        return _Found(names, found.end(), clear=False)
    value = amount * of[unit] if unit is not None else amount
    rough = any(groups.get(part) for part in ("low", "over", "or_so", "about", "about2"))
    rough = rough or _PAIR.search(found["number"]) is not None
    return _Found(names, found.end(), _settled(name, value), rough, homes=bool(groups.get("homes")))


def _amount(name: str, said: str) -> Decimal | None:
    """Return the number that is said; of two side by side (三四) the greater. Raises ``Refused`` for a wrong one."""
    if said and (said[0] in "-" or said[0].isdigit()):
        if said.endswith("万"):
            return Decimal(said[:-1].replace(",", "")) * 10_000
        if "." in said and name in MEASURED:
            return Decimal(said.replace(",", ""))
        number = read(name, said)
        return None if number is None else Decimal(number)
    number = whole(_PAIR.sub(lambda pair: pair[2], said))
    return None if number is None else Decimal(number)


def _settled(name: str, value: Decimal) -> Value:
    if name in MEASURED:
        return read(name, str(value.quantize(Decimal("0.01"), ROUND_HALF_UP)))
    if value != value.to_integral_value():
        raise Refused("error-figure-whole")
    return read(name, str(int(value)))


def answer(name: str, typed: str) -> tuple[Value, bool]:
    """Return a figure that was asked for because a sentence did not tell it, and whether it is rough.

    Raises ``Refused`` for what is none.
    """
    found = understood(f"{LABELS[name][0]}{typed}")
    return (found.figures[name], name in found.rough) if name in found.figures else (read(name, typed), False)
