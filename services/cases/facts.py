"""Everything a card about a case shows, gathered once and then drawn for each person."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from models import Assignment, Attachment, Case, Grid, Media, Order, Person, Unit, Village
from models.enums import AssignmentState, CaseState, MediaKind, Purpose
from services.cards.card import Picture
from services.cases.hooks import CaseSection
from services.cases.lifecycle import CONCERNED, PEOPLE_CONCERNED, subject_with
from services.core import journal
from services.core.act import Moment
from services.core.engines.prepared import Prepared, among
from services.media import attachments
from services.people.access import Subject
from texts import Words


@dataclass(frozen=True)
class CaseFacts:
    """A case with the names of what it refers to."""

    case: Case
    subject: Subject
    village: str | None
    grid: str | None
    units: dict[int, str]
    people: dict[int, str]
    files: int
    followers: int
    order: Order | None
    merged_into: str | None
    parent: str | None
    picture: Picture | None
    """The first picture of the report."""
    result: Picture | None = None
    """The newest picture of the work that was done, by the feedback, else by the verification."""
    sections: tuple[tuple[CaseSection, Any], ...] = ()
    """The sections of other areas, each with its knowledge of the case."""
    texts: dict[tuple[Words, datetime], Markup] = field(default_factory=dict, compare=False, repr=False)
    """The texts that were drawn of it already: of one event a few cards are drawn, for many readers."""

    @property
    def shown(self) -> Picture | None:
        """The picture of the case as it stands: once the units have reported back, that of the work done."""
        return (self.result if self.case.state in DONE else None) or self.picture

    @property
    def worked(self) -> bool:
        """Whether ``shown`` is the picture of the work done; then ``picture`` is the one from before."""
        return self.result is not None and self.shown is self.result


DONE = (CaseState.FEEDBACK, CaseState.VERIFIED, CaseState.CLOSED)
"""The states in which every unit has reported back."""


_NAMES = _VILLAGE, _GRID, _UNIT, _PERSON, _CASE = "village", "grid", "unit", "person", "case"
_FILES, _PICTURE, _RESULT = "files", "picture", "result"
_NOTHING: sa.ColumnElement[str] = sa.literal_column("''")


def named(what: str, number: Any, text: Any, more: Any = _NOTHING) -> sa.Select[Any]:
    """Return one part of a union that looks up many tables at once; ``what`` says in each row which part it is of."""
    columns = {"what": sa.literal_column(f"'{what}'"), "number": number, "text": text, "more": more}
    return sa.select(*(column.label(label) for label, column in columns.items()))


_OF_CASE: sa.BindParameter[int] = sa.bindparam("case")
_WORK = (Purpose.FEEDBACK, Purpose.VERIFICATION)


def _pictured(what: str, wanted: sa.ColumnElement[bool], *order: Any) -> sa.Subquery:
    """Return the query for one picture of a case."""
    return (
        named(what, Media.id, sa.cast(Media.kind, sa.String), Media.file_id)
        .join(Attachment, Attachment.media_id == Media.id)
        .where(Attachment.case_id == _OF_CASE, among(Media.kind, attachments.SHOWABLE), wanted)
        .order_by(*order)
        .limit(1)
        .subquery()
    )


_FIRST = _pictured(_PICTURE, ~among(Attachment.purpose, _WORK), Attachment.id)
_LATE_WORK = sa.and_(
    Attachment.purpose == Purpose.LATE,
    sa.exists().where(
        Assignment.case_id == Attachment.case_id,
        Assignment.fed_back_by_id == Attachment.person_id,
        Assignment.fed_back_at <= Attachment.at,
    ),
)
"""A file that came after the feedback it belongs to."""
_LAST = _pictured(
    _RESULT,
    sa.or_(among(Attachment.purpose, _WORK), _LATE_WORK),
    Attachment.purpose == Purpose.VERIFICATION,
    Attachment.id.desc(),
)


def _either(name: str) -> sa.BindParameter[int]:
    return sa.bindparam(name, type_=Case.id.type)  # may be null


_AROUND = PEOPLE_CONCERNED.subquery()
_GATHERED = (
    named(_VILLAGE, Village.id, Village.name).where(Village.id == sa.bindparam("village")),
    named(_GRID, Grid.id, Grid.name).where(Grid.id == sa.bindparam("grid")),
    named(_UNIT, Unit.id, Unit.name)
    .join(Assignment, Assignment.unit_id == Unit.id)
    .where(Assignment.case_id == _OF_CASE),
    named(_PERSON, Person.id, Person.name).where(Person.id.in_([_either("reporter"), _either("claimed")])),
    named(_CASE, Case.id, Case.number).where(Case.id.in_([_either("merged"), _either("parent")])),
    named(_FILES, sa.func.count(Attachment.id), _NOTHING).where(Attachment.case_id == _OF_CASE),
    sa.select(_AROUND.c.how, _AROUND.c.person, _NOTHING, _NOTHING),
    sa.select(_FIRST),
    sa.select(_LAST),
)


@lru_cache(maxsize=8)
def _gathered(sections: tuple[CaseSection, ...]) -> Prepared:
    """Return the one query for everything on a card from other tables: every button and notice draws a card."""
    present = [(section.name, section.present.subquery()) for section in sections if section.present is not None]
    marks = [named(name, next(iter(found.c)), _NOTHING).select_from(found) for name, found in present]
    return Prepared(sa.union_all(*_GATHERED, *marks))


async def gather(act: Moment, case: Case) -> CaseFacts:
    """Look up everything on a case's card. The case's assignments must be loaded."""
    session, sections = act.session, act.town.registry.of(CaseSection)
    await session.flush()
    wanted = {
        "case": case.id,
        "journal": journal.of_case(case.id),
        "village": case.village_id,
        "grid": case.grid_id,
        "reporter": case.reporter_id,
        "claimed": case.claimed_by_id,
        "merged": case.merged_into_id,
        "parent": case.parent_id,
    }
    names: dict[str, dict[int, str]] = {what: {} for what in _NAMES}
    around = list[tuple[str, int]]()
    files, pictures, present = 0, dict[str, Picture](), set()
    for what, number, text, more in await _gathered(sections).rows(session, wanted):
        if what in CONCERNED:
            around.append((what, number))
        elif what == _FILES:
            files = number
        elif what in (_PICTURE, _RESULT):
            pictures[what] = Picture(kind=MediaKind(text).value, file_id=more)
        elif what not in names:
            present.add(what)
        else:
            names[what][number] = text
    subject = subject_with(case, around)
    loaded = [
        (one, await one.load(act, case.id) if one.load is not None and one.name in present else None)
        for one in sections
    ]
    return CaseFacts(
        case=case,
        subject=subject,
        village=names[_VILLAGE].get(case.village_id or 0),
        grid=names[_GRID].get(case.grid_id or 0),
        units=names[_UNIT],
        people=names[_PERSON],
        files=files,
        followers=len(subject.own_of - {case.reporter_id}),
        order=await session.get(Order, case.order_id) if case.order_id else None,
        merged_into=names[_CASE].get(case.merged_into_id or 0),
        parent=names[_CASE].get(case.parent_id or 0),
        picture=pictures.get(_PICTURE),
        result=pictures.get(_RESULT),
        sections=tuple(loaded),
    )


SHOWN = tuple(state for state in AssignmentState if state is not AssignmentState.WITHDRAWN)
"""Assignments on a card; withdrawn ones are in the timeline only."""
