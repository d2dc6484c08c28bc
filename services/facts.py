"""Everything a card about a case shows, gathered once and then drawn for each person."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Case, Grid, Order, Person, Unit, Village
from models.enums import AssignmentState
from services import attachments, people
from services.access import Subject
from services.cards import Picture
from services.lifecycle import subject_of


@dataclass(frozen=True)
class Facts:
    """A case with the names of what it refers to."""

    case: Case
    subject: Subject
    village: str | None
    grid: str | None
    units: dict[int, str]
    people: dict[int, str]
    reporter_phone: str
    files: int
    followers: int
    order: Order | None
    merged_into: str | None
    parent: str | None
    picture: Picture | None


async def gather(session: AsyncSession, case: Case) -> Facts:
    """Look up what a case's card needs. The case's assignments must be loaded."""
    village = await session.get(Village, case.village_id) if case.village_id else None
    grid = await session.get(Grid, case.grid_id) if case.grid_id else None
    unit_ids = {share.unit_id for share in case.assignments}
    units = await session.execute(sa.select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids))) if unit_ids else ()
    reporter = await session.get(Person, case.reporter_id)
    subject = await subject_of(session, case)
    return Facts(
        case=case,
        subject=subject,
        village=village.name if village else None,
        grid=grid.name if grid else None,
        units={row.id: row.name for row in units},
        people=await people.names(
            session,
            [
                case.reporter_id,
                case.claimed_by_id,
                case.verified_by_id,
                *(share.accepted_by_id for share in case.assignments),
                *(share.fed_back_by_id for share in case.assignments),
            ],
        ),
        reporter_phone=reporter.phone if reporter else "",
        files=int(
            await session.scalar(sa.select(sa.func.count(Attachment.id)).where(Attachment.case_id == case.id)) or 0
        ),
        followers=len(subject.own_of - {case.reporter_id}),
        order=await session.get(Order, case.order_id) if case.order_id else None,
        merged_into=await _number(session, case.merged_into_id),
        parent=await _number(session, case.parent_id),
        picture=await attachments.first_picture(session, case.id),
    )


async def _number(session: AsyncSession, case_id: int | None) -> str | None:
    if case_id is None:
        return None
    found: str | None = await session.scalar(sa.select(Case.number).where(Case.id == case_id))
    return found


SHOWN = tuple(state for state in AssignmentState if state is not AssignmentState.WITHDRAWN)
"""Assignments on a card; withdrawn ones are in the timeline only."""
