"""Records to look at: a person's own, everybody's for the station, one with all that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Case, Draft, Inspection, InspectionCompanion, InspectionFinding, Unit
from models.enums import Action, DraftKind, DraftState
from services.core import geo, journal
from services.core.act import Act, Actor
from services.core.errors import existing
from services.core.paging import Listing, page_of
from services.inspections import choices, records
from services.media import attachments
from services.people import directory
from services.people.access import require
from services.people.rights import TABLE, Scope


@dataclass(frozen=True)
class ShownFinding:
    """A finding with the case that it became, and the unit that it was handed to."""

    finding: InspectionFinding
    case: Case
    unit: str | None


@dataclass(frozen=True)
class Shown:
    """A record with the names of its people and places."""

    inspection: Inspection
    leader: str
    entered_by: str
    withdrawn_by: str
    place: str
    files: int
    findings: tuple[ShownFinding, ...] = ()


@dataclass(frozen=True)
class Edition:
    """A former edition of a record, as the journal keeps it."""

    said: dict[str, Any]
    until: datetime
    by: str


async def shown(act: Act, inspection: Inspection) -> Shown:
    """Return a record with everything that its card shows."""
    session = act.session
    ids = (inspection.leader_id, inspection.entered_by_id, inspection.withdrawn_by_id)
    names = await directory.names(session, ids)
    parts = geo.nested(*await choices.place_names(session, inspection.village_id, inspection.risk_point_id))
    return Shown(
        inspection,
        leader=names.get(inspection.leader_id, ""),
        entered_by=names.get(inspection.entered_by_id, ""),
        withdrawn_by=names.get(inspection.withdrawn_by_id or 0, ""),
        place=" · ".join([*parts, *([inspection.landmark] if inspection.landmark else [])]),
        files=len(await files(session, inspection)),
        findings=tuple(await _findings(session, inspection)),
    )


async def _findings(session: AsyncSession, inspection: Inspection) -> list[ShownFinding]:
    rows = await session.execute(
        sa.select(InspectionFinding, Case, Unit.name)
        .join(Case, Case.id == InspectionFinding.case_id)
        .outerjoin(Unit, Unit.id == InspectionFinding.unit_id)
        .where(InspectionFinding.inspection_id == inspection.id)
        .order_by(InspectionFinding.id)
    )
    return [ShownFinding(finding, case, unit) for finding, case, unit in rows]


async def opened(act: Act, inspection_id: int) -> Shown:
    """Return one record that the actor may see. Raises ``Forbidden``, ``Stale``."""
    inspection = await records.load(act.session, inspection_id)
    require(act.actor, Action.SEE_INSPECTION, records.concerned(inspection, companions=True))
    return await shown(act, inspection)


async def by_number(act: Act, number: str) -> int:
    """Return the id of the record with this number. Raises ``Stale`` when there is none."""
    its = Inspection.number == number.strip().upper()
    return existing(await act.session.scalar(sa.select(Inspection.id).where(its)), "inspection-gone")


def sees_all(actor: Actor) -> bool:
    """Whether a person sees the records of the whole township."""
    return any(TABLE[Action.SEE_INSPECTION].get(role) is Scope.TOWN for role in actor.roles)


async def own(act: Act, *, page: int = 0) -> Listing[Inspection]:
    """Return the records that the actor led, entered, or came along on, and those of the actor's village."""
    me = act.actor.person_id
    seen = TABLE[Action.SEE_INSPECTION]
    here = {post.village_id for post in act.actor.posts if post.village_id and seen[post.role] is Scope.VILLAGE}
    mine = sa.union(  # each by its own index
        sa.select(Inspection.id).where(Inspection.leader_id == me),
        sa.select(Inspection.id).where(Inspection.entered_by_id == me),
        sa.select(Inspection.id).where(Inspection.village_id.in_(here)),
        sa.select(InspectionCompanion.inspection_id).where(InspectionCompanion.person_id == me),
    )
    return await _listing(act, (Inspection.id.in_(mine),), page)


async def everybodys(act: Act, *, page: int = 0) -> Listing[Inspection]:
    """Return every record of the township. Raises ``Forbidden``."""
    if not sees_all(act.actor):
        require(act.actor, Action.SEE_INSPECTION, records.NOBODYS)
    return await _listing(act, (), page)


async def _listing(act: Act, those: Sequence[sa.ColumnElement[bool]], page: int) -> Listing[Inspection]:
    query = sa.select(Inspection).where(*those).order_by(Inspection.day.desc(), Inspection.id.desc())
    return await page_of(act.session, query, page)


async def files(session: AsyncSession, inspection: Inspection) -> list[Attachment]:
    """Return the files of a record and of its corrections, each once."""
    of_corrections = sa.select(Draft.id).where(
        Draft.kind == DraftKind.INSPECTION, Draft.subject_id == inspection.id, Draft.state == DraftState.SENT
    )
    its = sa.or_(Attachment.draft_id == inspection.draft_id, Attachment.draft_id.in_(of_corrections))
    found = await session.scalars(
        sa.select(Attachment).where(its).options(sa.orm.joinedload(Attachment.media)).order_by(Attachment.id)
    )
    return attachments.each_once(found.all())


async def editions(act: Act, inspection_id: int) -> list[Edition]:
    """Return the former editions of a record, newest first. Raises ``Forbidden``, ``Stale``."""
    await opened(act, inspection_id)
    found = await journal.history(act.session, records.subject(inspection_id))
    corrections = [entry for entry in found if entry.action == "correct"]
    names = await directory.names(act.session, (entry.actor_id for entry in corrections))
    return [Edition(one.details["before"], one.at, names.get(one.actor_id or 0, "")) for one in reversed(corrections)]
