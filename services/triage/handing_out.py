"""Words that are handed straight to units with a deadline, as a case of the loop: a resolution, a correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from models import Assignment, Case, Draft, Unit
from models.enums import LIVE, Action, AssignmentState, Kind, Part, Severity, Source
from services.cases.opening import open_case
from services.core.act import Act, Moment
from services.core.errors import Refused, to_come
from services.drafts import drafts
from services.drafts.fields import Fields
from services.people.access import require
from services.people.remembered import remembered
from services.settings import lines
from services.triage import dispatch, triage
from services.triage.dispatch import UnitPart

SHOWN = (*LIVE, AssignmentState.VERIFIED)
AT_WORK = (AssignmentState.ISSUED, AssignmentState.ACCEPTED, AssignmentState.RETURNED)
"""The assignments whose units are named: not those that were taken back."""


@dataclass(frozen=True)
class Handed:
    """The units that a case was handed to, the first leads; and their deadlines."""

    units: tuple[str, ...]
    due_at: datetime | None
    """When the first unit that has not fed back is due; when all have, the last that was."""
    owed_at: datetime | None
    """When feedback is due from the first unit whose clock runs; None: no clock runs."""


class HandingOutFields(Fields):
    """The form: the words, the units (the first leads), and the deadline."""

    units: tuple[int, ...] = ()
    due_at: datetime | None = None


def lacks(fields: HandingOutFields) -> list[str]:
    """Return what the form still needs, as text keys."""
    wanted = {
        "resolution-lacks-text": fields.text.strip(),
        "resolution-lacks-units": fields.units,
        "resolution-lacks-due": fields.due_at,
    }
    return [key for key, value in wanted.items() if not value]


async def hand_out(act: Act, draft: Draft, source: Source, *, details: dict[str, Any], drill: bool) -> Case:
    """Open a case for the words of a draft and hand it to its units. Raises ``Refused`` when something is missing."""
    require(act.actor, Action.DISPATCH)
    fields = drafts.fields(draft, HandingOutFields)
    if lacks(fields) or fields.due_at is None:
        raise Refused("resolution-incomplete")
    to_come(fields.due_at, act.now)
    line = await line_of(act, fields)
    case = await open_case(
        act,
        source,
        kind=Kind.HAZARD,
        draft=draft,
        details={"source": source.value, **details},
        severity=Severity.ORDINARY,
        line=line,
        description=fields.text.strip(),
        due_at=fields.due_at,
        drill=drill,
    )
    await drafts.finish(act.session, draft, act.now, case_id=case.id)
    await triage.judge(act, case.id, line=line)
    parts = [
        UnitPart(unit_id, Part.CO if number else Part.LEAD, fields.due_at)
        for number, unit_id in enumerate(fields.units)
    ]
    return await dispatch.dispatch(act, case.id, parts)


async def line_of(act: Moment, fields: HandingOutFields) -> str:
    """Return the line: the one that the words suggest if the unit has it, else one of the unit's."""
    settings = act.town.settings
    code = await act.session.scalar(sa.select(Unit.code).where(Unit.id == fields.units[0]))
    said = lines.suggest(settings, fields.text)
    leads = [name for name, line in settings.lines.items() if line.lead == code]
    helps = [name for name, line in settings.lines.items() if code in line.units]
    if said in helps:
        return said
    return next(iter([*leads, *helps, *([said] if said else []), *settings.lines]))


async def units_of(act: Moment, unit_ids: Sequence[int]) -> list[str]:
    """Return the names of units, in this order."""

    async def ask() -> dict[int, str]:
        rows = await act.session.execute(sa.select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids)))
        return {row.id: row.name for row in rows}

    names = await remembered(act.session, (units_of, *unit_ids), ask)
    return [names[one] for one in unit_ids if one in names]


async def all_units(act: Moment) -> list[tuple[int, str]]:
    """Return every unit that can be given something to do."""
    rows = await act.session.execute(sa.select(Unit.id, Unit.name).where(Unit.active).order_by(Unit.id))
    return [(row.id, row.name) for row in rows]


async def handed(act: Moment, cases: Sequence[Case]) -> dict[int, Handed]:
    """Return who works on each case, and until when."""
    rows = await act.session.execute(
        sa.select(Assignment.case_id, Unit.name, Assignment.due_at, Assignment.state)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Assignment.case_id.in_([case.id for case in cases]), Assignment.state.in_(SHOWN))
        .order_by(Assignment.id)
    )
    found: dict[int, list[tuple[str, datetime, AssignmentState]]] = {}
    for case_id, name, due_at, state in rows:
        found.setdefault(case_id, []).append((name, due_at, state))
    return {case.id: _of_case(case, found.get(case.id, [])) for case in cases}


def _of_case(case: Case, parts: Sequence[tuple[str, datetime, AssignmentState]]) -> Handed:
    waiting = [due_at for _, due_at, state in parts if state in (*AT_WORK, AssignmentState.PAUSED)]
    running = [due_at for _, due_at, state in parts if state in AT_WORK]
    due_at = min(waiting, default=max((due_at for _, due_at, _ in parts), default=case.due_at))
    owed_at = min(running, default=None) if parts else case.due_at
    return Handed(tuple(name for name, _, _ in parts), due_at, owed_at)
