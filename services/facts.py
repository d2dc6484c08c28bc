"""Everything a card about a case shows, gathered once and then drawn for each person."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Case, Follower, Grid, Order, Person, Unit, Village
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
    related = {
        row.id: row.number
        for row in await session.execute(
            sa.select(Case.id, Case.number).where(Case.id.in_({case.merged_into_id, case.parent_id} - {None}))
        )
    }
    return Facts(
        case=case,
        subject=await subject_of(session, case),
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
        followers=int(
            await session.scalar(sa.select(sa.func.count()).select_from(Follower).where(Follower.case_id == case.id))
            or 0
        ),
        order=await session.get(Order, case.order_id) if case.order_id else None,
        merged_into=related.get(case.merged_into_id or 0),
        parent=related.get(case.parent_id or 0),
        picture=await attachments.first_picture(session, case.id),
    )


SHOWN = tuple(state for state in AssignmentState if state is not AssignmentState.WITHDRAWN)
"""Assignments on a card; withdrawn ones are in the timeline only."""
