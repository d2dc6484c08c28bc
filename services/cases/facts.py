"""Everything a card about a case shows, gathered once and then drawn for each person."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Attachment, Case, Grid, Media, Order, Person, Reporting, Unit, Village
from models.enums import AssignmentState, MediaKind
from services.cards.card import Picture
from services.cases.lifecycle import subject_of
from services.county import status as county_status
from services.media import attachments
from services.people.access import Subject


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
    county: county_status.Owed | None = None
    """What the county is still to hear; None for what never was an incident."""


_VILLAGE, _GRID, _UNIT, _PERSON, _CASE, _FILES, _PICTURE, _COUNTY = (
    "village",
    "grid",
    "unit",
    "person",
    "case",
    "files",
    "picture",
    "county",
)


def _named(what: str, number: Any, text: Any, more: Any = None) -> sa.Select[Any]:
    return sa.select(
        sa.literal_column(f"'{what}'").label("what"),
        number.label("number"),
        text.label("text"),
        (sa.literal_column("''") if more is None else more).label("more"),
    )


_OF_CASE: sa.BindParameter[int] = sa.bindparam("case")
_FIRST = (
    _named(_PICTURE, Media.id, sa.cast(Media.kind, sa.String), Media.file_id)
    .join(Attachment, Attachment.media_id == Media.id)
    .where(Attachment.case_id == _OF_CASE, Media.kind.in_(attachments.SHOWABLE))
    .order_by(Attachment.id)
    .limit(1)
    .subquery()
)
_GATHERED = sa.union_all(
    _named(_VILLAGE, Village.id, Village.name).where(Village.id == sa.bindparam("village")),
    _named(_GRID, Grid.id, Grid.name).where(Grid.id == sa.bindparam("grid")),
    _named(_UNIT, Unit.id, Unit.name)
    .join(Assignment, Assignment.unit_id == Unit.id)
    .where(Assignment.case_id == _OF_CASE),
    _named(_PERSON, Person.id, Person.name, Person.phone).where(Person.id.in_(sa.bindparam("people", expanding=True))),
    _named(_CASE, Case.id, Case.number).where(Case.id.in_(sa.bindparam("cases", expanding=True))),
    _named(_COUNTY, Reporting.case_id, sa.cast(Reporting.state, sa.String)).where(Reporting.case_id == _OF_CASE),
    _named(_FILES, sa.func.count(Attachment.id), sa.literal_column("''")).where(Attachment.case_id == _OF_CASE),
    sa.select(_FIRST),
)
"""Everything a card shows of other tables, in one query: a card is drawn for every press and every notice."""


async def gather(session: AsyncSession, case: Case) -> Facts:
    """Look up what a case's card needs. The case's assignments must be loaded."""
    subject = await subject_of(session, case)
    shares = case.assignments
    people = {case.reporter_id, case.claimed_by_id, case.verified_by_id}
    people |= {share.accepted_by_id for share in shares} | {share.fed_back_by_id for share in shares}
    wanted = {
        "case": case.id,
        "village": case.village_id,
        "grid": case.grid_id,
        "people": sorted(one for one in people if one is not None),
        "cases": [found for found in (case.merged_into_id, case.parent_id) if found is not None],
    }
    names: dict[str, dict[int, str]] = {what: {} for what in (_VILLAGE, _GRID, _UNIT, _PERSON, _CASE)}
    phones: dict[int, str] = {}
    files, picture, incident = 0, None, False
    for what, number, text, more in await session.execute(_GATHERED, wanted):
        if what == _FILES:
            files = number
        elif what == _PICTURE:
            picture = Picture(kind=MediaKind(text).value, file_id=more)
        elif what == _COUNTY:
            incident = True
        else:
            names[what][number] = text
            if what == _PERSON:
                phones[number] = more
    return Facts(
        case=case,
        subject=subject,
        village=names[_VILLAGE].get(case.village_id or 0),
        grid=names[_GRID].get(case.grid_id or 0),
        units=names[_UNIT],
        people=names[_PERSON],
        reporter_phone=phones.get(case.reporter_id, ""),
        files=files,
        followers=len(subject.own_of - {case.reporter_id}),
        order=await session.get(Order, case.order_id) if case.order_id else None,
        merged_into=names[_CASE].get(case.merged_into_id or 0),
        parent=names[_CASE].get(case.parent_id or 0),
        picture=picture,
        county=await county_status.of_case(session, case.id) if incident else None,
    )


SHOWN = tuple(state for state in AssignmentState if state is not AssignmentState.WITHDRAWN)
"""Assignments on a card; withdrawn ones are in the timeline only."""
