"""Judge the rows of the sheet of people."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from models import Household, HouseholdMember
from services.households.workbook.judged import Judged, Known, Sort
from services.households.workbook.sheets import born, needs
from services.roster.registers.reading import Line
from services.roster.workbook.cells import folded
from services.roster.workbook.tables import Verdict
from texts import Texts

_judged = partial(Judged, sheet=Sort.PERSON)

_TELLING = ("born_in", "born_on", "sex")
"""Fields that differ between two people."""


def judge(known: Known, lines: Sequence[Line], texts: Texts) -> list[Judged]:
    """Say what becomes of each row."""
    everybody: dict[str, list[HouseholdMember]] = {}
    for one in known.by_code.values():
        for member in one.members:
            if one.active and member.left_on is None:
                everybody.setdefault(folded(member.name), []).append(member)
    told: dict[str, list[dict[str, Any]]] = {}
    seen: set[object] = set()
    return [_judge(known, everybody, told, seen, line, texts) for line in lines]


def _said(known: Known, line: Line, texts: Texts) -> tuple[dict[str, Any], list[str], list[str]]:
    said, faults = known.refers.said(line, ("village", "grid"))
    bad = list(line.bad)
    if "born" in said:
        found = born(said.pop("born"))
        if found is None:
            bad.append("born")
        else:
            said["born_in"], said["born_on"] = found
            if found[1] is None:
                del said["born_on"]
    if "needs" in said:
        needed = needs(said.pop("needs"), texts)
        if needed is None:
            bad.append("needs")
        else:
            said["vulnerable"] = needed
    if "sex" in said and isinstance(said["sex"], str) and not hasattr(said["sex"], "name"):
        bad.append("sex")
    for column, name in (("remark_of", "remark"), ("left", "left_on")):
        if column in said:
            said[name] = said.pop(column)
    return said, faults, bad


def _judge(
    known: Known,
    everybody: Mapping[str, list[HouseholdMember]],
    told: dict[str, list[dict[str, Any]]],
    seen: set[object],
    line: Line,
    texts: Texts,
) -> Judged:
    said, faults, bad = _said(known, line, texts)
    about = " ".join(str(line.said[key]) for key in ("code", "name") if key in line.said)[:60]
    if faults or bad:
        why = (*faults, *(("register-unreadable",) if bad else ()))
        return _judged(line.row, Verdict.REFUSED, about, why, columns=tuple(bad))
    lacks = tuple(key for key in ("code", "name") if key not in said)
    if lacks:
        return _judged(line.row, Verdict.REFUSED, about, ("register-lacks",), columns=lacks)
    code, village_id, grid_id = said.pop("code"), said.pop("village_id", None), said.pop("grid_id", None)
    home, fresh = known.by_code.get(code), known.fresh.get(code)
    if home is not None:
        place: tuple[int, int | None] | None = (home.village_id, home.grid_id)
    else:
        place = fresh.place if fresh else (village_id, grid_id) if village_id is not None else None
    rest: dict[str, Any] = {"code": code, "household_id": home.id if home else None, "place": place}
    if place is None:
        return _judged(line.row, Verdict.REFUSED, about, ("household-import-no-household",), **rest)
    if home is not None and not home.active:
        return _judged(line.row, Verdict.DOUBTFUL, about, ("household-import-closed",), **rest)
    found, doubt = _person(home, said)
    if doubt is not None:
        fields = said if doubt != "household-import-which-person" else {}
        return _judged(line.row, Verdict.DOUBTFUL, about, (doubt,), fields=fields, **rest)
    if found is not None:
        return _of_known(line, about, found, said, seen, rest)
    return _new(line, about, everybody, told, said, fresh, rest)


def _of_known(
    line: Line, about: str, found: HouseholdMember, said: dict[str, Any], seen: set[object], rest: dict[str, Any]
) -> Judged:
    if found.id in seen:
        return _judged(line.row, Verdict.DOUBTFUL, about, ("household-import-twice",), **rest)
    seen.add(found.id)
    said.pop("address", None)
    changes = {key: value for key, value in said.items() if key != "name" and getattr(found, key) != value}
    rest = rest | {"member_id": found.id}
    if not changes:
        return _judged(line.row, Verdict.SAME, about, **rest)
    columns = tuple(dict.fromkeys(_COLUMNS.get(key, key) for key in changes))
    return _judged(line.row, Verdict.CHANGED, about, columns=columns, fields=changes, **rest)


_COLUMNS = {"born_in": "born", "born_on": "born", "vulnerable": "needs", "remark": "remark_of", "left_on": "left"}


def _new(
    line: Line,
    about: str,
    everybody: Mapping[str, list[HouseholdMember]],
    told: dict[str, list[dict[str, Any]]],
    said: dict[str, Any],
    fresh: Judged | None,
    rest: dict[str, Any],
) -> Judged:
    name = folded(said["name"])
    here = [one for one in told.get(name, []) if one["code"] == rest["code"]]
    elsewhere = [one for one in told.get(name, []) if one["code"] != rest["code"]]
    told.setdefault(name, []).append({"code": rest["code"], **said})
    if fresh is not None and folded(fresh.fields.get("head_name", "")) == name and not here:
        return _judged(line.row, Verdict.NEW, about, fields=said, head=True, **rest)
    doubt = None
    if any(not _differ(one, said) for one in here):
        doubt = "household-import-twice"
    elif any(_same(one.__dict__, said) for one in everybody.get(name, [])) or any(_same(o, said) for o in elsewhere):
        doubt = "household-import-double"
    if doubt is not None:
        return _judged(line.row, Verdict.DOUBTFUL, about, (doubt,), fields=said, **rest)
    return _judged(line.row, Verdict.NEW, about, fields=said, **rest)


def _person(home: Household | None, said: Mapping[str, Any]) -> tuple[HouseholdMember | None, str | None]:
    """Return the person of the household that a row is about, or why that cannot be told."""
    there = [one for one in home.members if one.left_on is None] if home else []
    left = [one for one in home.members if one.left_on is not None] if home else []
    name = folded(said["name"])
    alike = [one for one in there if folded(one.name) == name]
    if not alike:
        gone = [one for one in left if folded(one.name) == name]
        if any(one.left_on == said.get("left_on") for one in gone):
            return next(one for one in gone if one.left_on == said.get("left_on")), None
        if gone:
            return None, "household-import-left"
        other_script = [one for one in there if folded(one.name).isascii() != name.isascii()]
        if any(not _differ(one.__dict__, said) for one in other_script):
            return None, "household-import-other-script"
        return None, None
    fits = [one for one in alike if not _differ(one.__dict__, said)]
    if len(fits) == 1:
        return fits[0], None
    if not fits:
        return None, "household-import-differs"
    return None, "household-import-which-person"


def _differ(one: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Whether two namesakes are known to be two people."""
    return any(one.get(key) and said.get(key) and one[key] != said[key] for key in _TELLING)


def _same(one: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Whether two namesakes of two households may be one person who moved."""
    told = any(one.get(key) and one.get(key) == said.get(key) for key in ("phone", "born_on"))
    return told and not _differ(one, said)
