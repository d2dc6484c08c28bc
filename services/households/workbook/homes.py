"""Judge the rows of the sheet of households."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from models import Household
from services.households.workbook.judged import Judged, Known
from services.roster.registers.reading import Line
from services.roster.workbook.cells import folded
from services.roster.workbook.tables import Verdict

_APART = re.compile(r"[、,，;；/]+")
_NEEDED = ("village_id", "head_name")


def judge(known: Known, lines: Sequence[Line]) -> list[Judged]:
    """Say what becomes of each row."""
    read = [(line, *_said(known, line)) for line in lines]
    heads = known.heads()
    fresh = Counter(_head(said) for _, said, _ in read if said.get("code") not in known.by_code and "head_name" in said)
    seen: set[object] = set()
    return [_judge(known, heads, fresh, seen, *one) for one in read]


def _head(said: Mapping[str, Any]) -> tuple[int, str]:
    return said.get("village_id", 0), folded(said["head_name"])


def _said(known: Known, line: Line) -> tuple[dict[str, Any], list[str]]:
    said, faults = known.refers.said(line, ("village", "grid", "person"))
    if "person_id" in said:
        said["helper_id"] = said.pop("person_id")
    if "points" in said:
        ids = [known.points.get(folded(word), []) for word in _APART.split(said["points"]) if word.strip()]
        if any(len(found) != 1 for found in ids):
            faults.append("household-import-unknown-point")
        said["points"] = sorted({one for found in ids for one in found})
    if "shelter" in said:
        found = known.shelters.get(folded(said.pop("shelter")), [])
        if len(found) != 1:
            faults.append("household-import-unknown-shelter")
        said["shelter_id"] = found[0] if found else None
    return said, faults


def _judge(
    known: Known,
    heads: Mapping[tuple[int, str], list[Household]],
    fresh: Counter[tuple[int, str]],
    seen: set[object],
    line: Line,
    said: dict[str, Any],
    faults: list[str],
) -> Judged:
    code = said.get("code")
    about = " ".join(str(line.said[key]) for key in ("code", "head_name", "address") if key in line.said)[:60]
    if faults or line.bad:
        why = (*faults, *(("register-unreadable",) if line.bad else ()))
        return Judged(line.row, Verdict.REFUSED, about, why, columns=line.bad, code=code)
    one = known.by_code.get(code) if code is not None else None
    namesakes = heads.get(_head(said), []) if "head_name" in said else []
    if code is None:
        there = [home for home in namesakes if said.get("address") in (None, home.address)]
        if len(there) > 1:
            return Judged(line.row, Verdict.DOUBTFUL, about, ("household-import-which",))
        one = there[0] if there else None
    key: object = one.id if one else code
    if key is not None and key in seen:
        return Judged(line.row, Verdict.DOUBTFUL, about, ("household-import-twice",))
    seen.add(key)
    if one is not None:
        return _of_known(known, line, about, one, said)
    lacks = tuple(name.removesuffix("_id") for name in _NEEDED if name not in said)
    if lacks:
        return Judged(line.row, Verdict.REFUSED, about, ("register-lacks",), columns=lacks, code=code)
    place = said["village_id"], said.get("grid_id")
    rest: dict[str, Any] = {"fields": said, "code": code, "place": place}
    if namesakes or fresh[_head(said)] > 1:
        return Judged(line.row, Verdict.DOUBTFUL, about, ("household-import-namesake",), **rest)
    return Judged(line.row, Verdict.NEW, about, **rest)


def _of_known(known: Known, line: Line, about: str, one: Household, said: Mapping[str, Any]) -> Judged:
    rest: dict[str, Any] = {"code": one.code, "household_id": one.id, "place": (one.village_id, one.grid_id)}
    head = next((member for member in one.members if member.householder and member.left_on is None), None)
    if "head_name" in said and (head is None or folded(head.name) != folded(said["head_name"])):
        return Judged(line.row, Verdict.DOUBTFUL, about, ("household-import-other-head",), **rest)
    changes = {
        key: value for key, value in said.items() if key not in ("head_name", "points") and getattr(one, key) != value
    }
    if "points" in said and set(said["points"]) != known.risks.get(one.id, set()):
        changes["points"] = said["points"]
    if not changes:
        return Judged(line.row, Verdict.SAME, about, **rest)
    if not one.active:
        return Judged(line.row, Verdict.DOUBTFUL, about, ("household-import-closed",), **rest)
    there = sum(member.left_on is None for member in one.members)
    if changes.get("people", there) < there:
        return Judged(line.row, Verdict.DOUBTFUL, about, ("household-import-fewer",), **rest)
    columns = tuple("person" if key == "helper_id" else key.removesuffix("_id") for key in changes)
    return Judged(line.row, Verdict.CHANGED, about, columns=columns, fields=changes, **rest)
