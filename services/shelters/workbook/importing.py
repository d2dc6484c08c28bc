"""Judge the rows before anything is written, and write them: shelters by number, else by name and village.

An empty cell changes nothing, and a second import of the same file changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from models import Shelter
from models.enums import Action
from services.core.act import Act
from services.people.access import Subject, may, require
from services.roster.registers import judging
from services.roster.registers.judging import References, references, take_each
from services.roster.registers.reading import Line
from services.roster.workbook.cells import folded
from services.roster.workbook.tables import Verdict
from services.shelters import register
from services.shelters.workbook.sheets import ROOM, SHEET

Key = tuple[str, int | str]
"""The number of a shelter, or its folded name with the village."""


@dataclass(frozen=True)
class Judged(judging.Judged):
    """A row, the shelter that it is about, and what it says of a room."""

    sheet: str = SHEET.key
    key: Key = ("", "")
    room: dict[str, Any] = field(default_factory=dict)


async def judge(act: Act, lines: Sequence[Line]) -> list[Judged]:
    """Say what an import would do with each row; nothing is written. Raises ``Forbidden``."""
    require(act.actor, Action.KEEP_SHELTER)
    known, refers = await _known(act), await references(act.session)
    made: set[Key] = set()
    return [_judge(act, known, refers, made, line) for line in lines]


def _judge(act: Act, known: dict[Key, Shelter], refers: References, made: set[Key], line: Line) -> Judged:
    said, faults = refers.said(line, ("village", "person"))
    about = " ".join(str(line.said[key]) for key in ("code", "name", "room") if key in line.said)[:60]
    if faults or line.bad:
        why = (*faults, *(("register-unreadable",) if line.bad else ()))
        return Judged(line.row, Verdict.REFUSED, about, why, line.bad)
    if "person_id" in said:
        said["keeper_id"] = said.pop("person_id")
    room = {key: said.pop(key) for key in ROOM if key in said}
    code = said.pop("code", None)
    key: Key = ("code", code) if code else (folded(said.get("name", "")), said.get("village_id", 0))
    one = known.get(key)
    lacks = [column for column in ("name", "village_id") if column not in said] if not one and key not in made else []
    lacks += [column for column in ("room", "day", "night") if room and not _room(one, room) and column not in room]
    if lacks:
        needed = tuple(column.removesuffix("_id") for column in lacks)
        return Judged(line.row, Verdict.REFUSED, about, ("register-lacks",), needed)
    village_id = one.village_id if one else said.get("village_id")
    reaches = [id_ for id_ in (village_id, said.get("village_id")) if id_ is not None]
    if not all(may(act.actor, Action.KEEP_SHELTER, Subject(village_id=id_)) for id_ in reaches):
        return Judged(line.row, Verdict.REFUSED, about, ("household-import-elsewhere",))
    found = Judged(line.row, Verdict.NEW, about, key=key, fields=said | ({"code": code} if code else {}), room=room)
    if one is None:
        made.add(key)
        return found
    there = _room(one, room)
    changed = [name for name, value in said.items() if getattr(one, name) != value]
    rooms = [name for name in room if name != "room" and (there is None or getattr(there, name) != room[name])]
    verdict = Verdict.CHANGED if changed or rooms else Verdict.SAME
    columns = ["person" if name == "keeper_id" else name.removesuffix("_id") for name in changed]
    return replace(found, verdict=verdict, columns=(*columns, *rooms))


def _room(one: Shelter | None, room: dict[str, Any]) -> Any:
    said = " ".join(str(room.get("room", "")).split())
    return next((there for there in one.rooms if there.name == said), None) if one else None


async def take_over(act: Act, found: Sequence[Judged]) -> list[Judged]:
    """Write the rows, and return them; one that the register does not take is refused, the others go in."""
    return await take_each(act.session, found, lambda one: _take(act, one))


async def _take(act: Act, one: Judged) -> None:
    if one.verdict not in (Verdict.NEW, Verdict.CHANGED):
        return
    shelter = (await _known(act)).get(one.key)
    fields = {key: value for key, value in one.fields.items() if key != "code"}
    if shelter is None:
        shelter = await register.enter(act, code=one.fields.get("code"), **fields)
    else:
        await register.change(act, shelter.id, fields)
    if one.room:
        there = _room(shelter, one.room)
        before = {key: getattr(there, key) for key in ROOM if key != "room"} if there else {}
        said = {**before, **one.room}
        because = said.pop("blocked_because", None)
        await register.put_room(act, shelter.id, said.pop("room"), because=because, **said)


async def _known(act: Act) -> dict[Key, Shelter]:
    """Return the shelters in use by number, and by name and village."""
    rows = await act.session.scalars(
        sa.select(Shelter).where(Shelter.active).options(selectinload(Shelter.rooms)).order_by(Shelter.id)
    )
    found: dict[Key, Shelter] = {}
    for one in rows:
        found["code", one.code] = found[folded(one.name), one.village_id] = one
    return found
