"""Findings: each becomes a case when the record is entered, a hazard for the station or an instruction to a unit."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from models import Attachment, Case, Draft, Inspection, InspectionFinding, Unit
from models.enums import Action, DeadlineKind, Kind, Part, Purpose, Severity, Source
from services.answers.danger import sounds_deadly
from services.cases import deadlines, notices
from services.cases.opening import open_case
from services.core import geo
from services.core.act import Act
from services.core.errors import Refused
from services.core.town import Town
from services.inspections.fields import Found
from services.people import directory
from services.settings import lines
from services.triage import dispatch
from services.triage.dispatch import UnitPart


def line_of(town: Town, found: Found, unit_code: str | None = None) -> str | None:
    """Return a finding's line: the chosen one, the words' one, or the first that its unit leads."""
    said = found.line or lines.suggest(town.settings, found.text)
    if said is not None or unit_code is None:
        return said
    return next((code for code, line in town.settings.lines.items() if line.lead == unit_code), None)


def lacks_line(town: Town, found: Found) -> bool:
    """Whether an instruction has no line: no unit is told before that is known."""
    return found.unit_id is not None and found.line is None and lines.suggest(town.settings, found.text) is None


def usual_due(town: Town, now: datetime) -> datetime:
    """Return when a unit is to report on an instruction that names no other time."""
    return deadlines.usual_due(town, DeadlineKind.FEED_BACK, Kind.HAZARD, Severity.ORDINARY, now)


async def become_cases(act: Act, inspection: Inspection, draft: Draft, found: Sequence[Found]) -> None:
    """Open a case for each finding; its photos go with it, and stay with the record."""
    for one in found:
        case = await _open(act, inspection, one)
        inspection.findings.append(InspectionFinding(text=one.text.strip(), unit_id=one.unit_id, case_id=case.id))
        await _attach(act, case, draft, one)
        if one.unit_id is None or sounds_deadly(act.town, one.text):
            await notices.tell(act, notices.FILED, case)
        if one.unit_id is not None:
            await dispatch.instruct(act, case, await _part(act, inspection, one))
    await act.session.flush()


async def _open(act: Act, inspection: Inspection, found: Found) -> Case:
    point = geo.pin_of(found) or geo.pin_of(inspection)
    unit = await act.session.get(Unit, found.unit_id) if found.unit_id is not None else None
    if found.unit_id is not None and (unit is None or not unit.active):
        raise Refused("error-unit-gone")
    line = line_of(act.town, found)
    return await open_case(
        act,
        Source.INSPECTION,
        kind=Kind.HAZARD,
        action=Action.FILE,
        details={"inspection": inspection.number, "severity": Severity.ORDINARY.value, "line": line},
        severity=Severity.ORDINARY,
        line=line,
        description=found.text.strip(),
        landmark=inspection.landmark,
        village_id=inspection.village_id,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        outside=point is not None and not geo.inside(act.town.settings.boundary, point),
        reporter_id=inspection.leader_id,
    )


async def _attach(act: Act, case: Case, draft: Draft, found: Found) -> None:
    known = await act.session.execute(
        sa.select(Attachment.media_id, Attachment.caption, Attachment.at)
        .where(Attachment.draft_id == draft.id, Attachment.media_id.in_(found.files))
        .order_by(Attachment.id)
    )
    act.session.add_all(
        Attachment(
            media_id=row.media_id,
            purpose=Purpose.INSPECTION,
            case_id=case.id,
            person_id=act.actor.person_id,
            caption=row.caption,
            at=row.at,
        )
        for row in known
    )
    await act.session.flush()


async def _part(act: Act, inspection: Inspection, found: Found) -> UnitPart:
    names = await directory.names(act.session, [inspection.leader_id])
    day = act.town.words(None).plain("duty-day", month=inspection.day.month, day=inspection.day.day)
    said = act.town.words(None).plain(
        "inspection-instruction", leader=names.get(inspection.leader_id, ""), day=day, number=inspection.number
    )
    return UnitPart(found.unit_id or 0, Part.LEAD, found.due_at, said)
