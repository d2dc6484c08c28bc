"""Reading the record of an inspection: by its id, its draft, and as an edition of the journal."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Draft, Inspection, InspectionFinding
from models.enums import Action, DraftKind, DraftState
from services.core.act import Act
from services.core.errors import Stale, existing
from services.inspections.fields import CHOSEN
from services.people.access import Subject, require

NOBODYS = Subject()
"""No record in particular: only a right on the whole township reaches it."""


def subject(inspection_id: int) -> str:
    """Return the subject of a record's journal."""
    return f"inspection:{inspection_id}"


def concerned(inspection: Inspection, *, companions: bool = False) -> Subject:
    """Return the subject that rights on a record are judged by."""
    own = {inspection.leader_id, inspection.entered_by_id}
    if companions:
        own |= {one.person_id for one in inspection.companions if one.person_id is not None}
    return Subject(village_id=inspection.village_id, own_of=frozenset(own))


async def load(session: AsyncSession, inspection_id: int, *, lock: bool = False) -> Inspection:
    """Return a record with its companions and findings. Raises ``Stale`` when there is none."""
    query = (
        sa.select(Inspection)
        .where(Inspection.id == inspection_id)
        .options(sa.orm.selectinload(Inspection.companions), sa.orm.selectinload(Inspection.findings))
    )
    if lock:
        query = query.with_for_update()
    return existing(await session.scalar(query.execution_options(populate_existing=True)), "inspection-gone")


async def of_draft(session: AsyncSession, person_id: int, draft_id: int) -> int | None:
    """Return the record that a person's draft has become, or has corrected; None while it is a draft."""
    draft = await session.get(Draft, draft_id)
    if draft is None or draft.person_id != person_id or draft.state is not DraftState.SENT:
        return None
    if draft.kind is not DraftKind.INSPECTION:
        return None
    its = Inspection.draft_id == draft.id if draft.subject_id is None else Inspection.id == draft.subject_id
    return await session.scalar(sa.select(Inspection.id).where(its))


async def number_of(session: AsyncSession, draft: Draft) -> str | None:
    """Return the number of the record that a draft has become, or corrects."""
    its = Inspection.draft_id == draft.id if draft.subject_id is None else Inspection.id == draft.subject_id
    return await session.scalar(sa.select(Inspection.number).where(its))


async def of_the_day(session: AsyncSession, draft: Draft, leader_id: int, day: date) -> list[str]:
    """Return the numbers of other records of a leader and a day: it may have been entered by somebody else already."""
    its = sa.select(Inspection.number).filter_by(leader_id=leader_id, day=day).where(Inspection.withdrawn_at.is_(None))
    if draft.subject_id is not None:
        its = its.where(Inspection.id != draft.subject_id)
    return list(await session.scalars(its.order_by(Inspection.id)))


async def found_already(session: AsyncSession, draft: Draft) -> int:
    """Return how many findings the record has that a draft corrects: they are cases, and stay as they are."""
    its = sa.select(sa.func.count(InspectionFinding.id)).where(InspectionFinding.inspection_id == draft.subject_id)
    return int(await session.scalar(its) or 0) if draft.subject_id is not None else 0


def edition(inspection: Inspection) -> dict[str, Any]:
    """Return what a record says, as the journal keeps an edition of it."""
    return {
        "leader": inspection.leader_id,
        "day": inspection.day.isoformat(),
        "text": inspection.text,
        "village": inspection.village_id,
        "point": inspection.risk_point_id,
        "landmark": inspection.landmark,
        "pin": [inspection.latitude, inspection.longitude] if inspection.latitude is not None else None,
        "companions": [one.name for one in inspection.companions],
    }


def form_of(inspection: Inspection) -> dict[str, Any]:
    """Return the fields of a correction as it begins: the record as it stands."""
    return {
        "text": inspection.text,
        "leader_id": inspection.leader_id,
        "day": inspection.day,
        "village_id": inspection.village_id,
        "village_by": CHOSEN,
        "point_id": inspection.risk_point_id,
        "latitude": inspection.latitude,
        "longitude": inspection.longitude,
        "landmark": inspection.landmark,
        "people": tuple(one.person_id for one in inspection.companions if one.person_id is not None),
        "names": tuple(one.name for one in inspection.companions if one.person_id is None),
        "base": inspection.version,
    }


async def may_correct(act: Act, inspection_id: int) -> Inspection:
    """Return a record that the actor may correct or withdraw, locked. Raises ``Forbidden``, ``Stale``."""
    inspection = await load(act.session, inspection_id, lock=True)
    require(act.actor, Action.CORRECT_INSPECTION, concerned(inspection))
    if inspection.withdrawn_at is not None:
        raise Stale("inspection-withdrawn-already", number=inspection.number)
    return inspection
