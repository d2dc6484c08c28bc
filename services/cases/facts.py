"""Everything a card about a case shows, gathered once and then drawn for each person."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from models import Assignment, Attachment, Case, Grid, Media, Order, Person, Unit, Village
from models.enums import AssignmentState, MediaKind
from services.cards.card import Picture
from services.cases.hooks import CaseSection
from services.cases.lifecycle import subject_of
from services.core.act import Moment
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
    sections: tuple[tuple[CaseSection, Any], ...] = ()
    """What other areas show, each with what it knows of the case."""


_VILLAGE, _GRID, _UNIT, _PERSON, _CASE, _FILES, _PICTURE = (
    "village",
    "grid",
    "unit",
    "person",
    "case",
    "files",
    "picture",
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
_GATHERED = (
    _named(_VILLAGE, Village.id, Village.name).where(Village.id == sa.bindparam("village")),
    _named(_GRID, Grid.id, Grid.name).where(Grid.id == sa.bindparam("grid")),
    _named(_UNIT, Unit.id, Unit.name)
    .join(Assignment, Assignment.unit_id == Unit.id)
    .where(Assignment.case_id == _OF_CASE),
    _named(_PERSON, Person.id, Person.name, Person.phone).where(Person.id.in_(sa.bindparam("people", expanding=True))),
    _named(_CASE, Case.id, Case.number).where(Case.id.in_(sa.bindparam("cases", expanding=True))),
    _named(_FILES, sa.func.count(Attachment.id), sa.literal_column("''")).where(Attachment.case_id == _OF_CASE),
    sa.select(_FIRST),
)


@lru_cache(maxsize=8)
def _gathered(sections: tuple[CaseSection, ...]) -> sa.CompoundSelect[Any]:
    """Return the one query for all that a card shows of other tables: a card is drawn for every press and notice."""
    marks = []
    for section in sections:
        if section.present is not None:
            found = section.present.subquery()
            marks.append(_named(section.name, next(iter(found.c)), sa.literal_column("''")).select_from(found))
    return sa.union_all(*_GATHERED, *marks)


async def gather(act: Moment, case: Case) -> Facts:
    """Look up what a case's card needs. The case's assignments must be loaded."""
    session, sections = act.session, act.town.registry.of(CaseSection)
    subject = await subject_of(session, case)
    assignments = case.assignments
    people = {case.reporter_id, case.claimed_by_id, case.verified_by_id}
    people |= {one.accepted_by_id for one in assignments} | {one.fed_back_by_id for one in assignments}
    wanted = {
        "case": case.id,
        "village": case.village_id,
        "grid": case.grid_id,
        "people": sorted(one for one in people if one is not None),
        "cases": [found for found in (case.merged_into_id, case.parent_id) if found is not None],
    }
    names: dict[str, dict[int, str]] = {what: {} for what in (_VILLAGE, _GRID, _UNIT, _PERSON, _CASE)}
    phones: dict[int, str] = {}
    files, picture, present = 0, None, set()
    for what, number, text, more in await session.execute(_gathered(sections), wanted):
        if what == _FILES:
            files = number
        elif what == _PICTURE:
            picture = Picture(kind=MediaKind(text).value, file_id=more)
        elif what not in names:
            present.add(what)
        else:
            names[what][number] = text
            if what == _PERSON:
                phones[number] = more
    loaded = [
        (one, await one.load(session, case.id) if one.load is not None and one.name in present else None)
        for one in sections
    ]
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
        sections=tuple(loaded),
    )


SHOWN = tuple(state for state in AssignmentState if state is not AssignmentState.WITHDRAWN)
"""Assignments on a card; withdrawn ones are in the timeline only."""
