"""The line on a case's card that says on which inspection it was found."""

from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup

from models import Inspection, InspectionFinding, Person
from services.cases.hooks import CaseSection
from services.core.act import Actor, Moment
from services.core.town import Town
from services.people.access import Subject
from texts import Words


async def _load(act: Moment, case_id: int) -> tuple[str, str] | None:
    """Return the record's number and its leader's name."""
    rows = await act.session.execute(
        sa.select(Inspection.number, Person.name)
        .join(InspectionFinding, InspectionFinding.inspection_id == Inspection.id)
        .join(Person, Person.id == Inspection.leader_id)
        .where(InspectionFinding.case_id == case_id)
    )
    found = rows.first()
    return (found[0], found[1]) if found is not None else None


def _line(
    town: Town, words: Words, viewer: Actor, subject: Subject, known: tuple[str, str] | None, now: datetime
) -> Markup | None:
    return words("inspection-of-case", number=known[0], leader=known[1]) if known is not None else None


HOOKS = (
    CaseSection(
        "inspection",
        present=sa.select(InspectionFinding.case_id).where(InspectionFinding.case_id == sa.bindparam("case")),
        load=_load,
        line=_line,
    ),
)
