"""Open a case that comes from another one, and find a case by its number."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case
from models.enums import Action, CaseState, DeadlineKind, Kind, Source
from services.cases import deadlines
from services.core import journal, numbering
from services.core.act import Act


async def derive(act: Act, parent: Case, *, source: Source, description: str) -> Case:
    """Return a new case that comes from another one: a split part, or what remains of an incident."""
    kind = Kind.HAZARD if source is Source.FOLLOW_UP else parent.kind
    part = Case(
        number=await numbering.next_number(act.session, kind, source, now=act.now, zone=act.town.zone),
        source=source,
        kind=kind,
        severity=parent.severity,
        line=parent.line,
        state=CaseState.SUBMITTED,
        drill=parent.drill,
        description=description,
        landmark=parent.landmark,
        village_id=parent.village_id,
        grid_id=parent.grid_id,
        latitude=parent.latitude,
        longitude=parent.longitude,
        outside=parent.outside,
        reporter_id=parent.reporter_id,
        anonymous=parent.anonymous,
        submitted_at=act.now if source is Source.FOLLOW_UP else parent.submitted_at,
        parent_id=parent.id,
        assignments=[],
    )
    act.session.add(part)
    await act.session.flush()
    await journal.record(
        act.session,
        journal.of_case(part.id),
        Action.FILE.value,
        now=act.now,
        actor_id=act.actor.person_id,
        to_state=part.state.value,
        details={"number": part.number, "from": parent.number, "source": source.value},
    )
    await deadlines.start(act, DeadlineKind.TRIAGE, part)
    return part


async def by_number(session: AsyncSession, number: str) -> Case | None:
    """Return the case with this number, however its case and blanks were typed."""
    found: Case | None = await session.scalar(sa.select(Case).where(Case.number == number.strip().upper()))
    return found
