"""Bringing the persons to what the workbook says: known by phone number, and followed when the number changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person
from services.roster.importing.tables import change
from services.roster.workbook.rows import Counts, Fault, PersonRow, RosterRefused


@dataclass
class People:
    """The persons after the import, and what happened to each: field names only, no personal data."""

    by_phone: dict[str, Person] = field(default_factory=dict)
    changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)

    def note(self, person_id: int, what: str, value: str) -> None:
        """Add one thing that happened to a person."""
        self.changes.setdefault(person_id, {}).setdefault(what, []).append(value)


async def sync_people(session: AsyncSession, rows: Sequence[PersonRow]) -> People:
    """Create, rename, update and deactivate persons. Raises ``RosterRefused`` when an old number means two people."""
    people = People({person.phone: person for person in await session.scalars(sa.select(Person))})
    await _rename(session, rows, people)
    created: list[Person] = []
    updated: set[int] = set(people.changes)
    for row in rows:
        values = {
            "name": row.name,
            "language": row.language,
            "party_member": row.party_member,
            "skills": row.skills,
            "equipment": row.equipment,
            "active": True,
        }
        person = people.by_phone.get(row.phone)
        if person is None:
            person = people.by_phone[row.phone] = Person(phone=row.phone, **values)
            created.append(person)
            continue
        for name in change(person, values):
            people.note(person.id, "changed", name)
            updated.add(person.id)
    session.add_all(created)
    await session.flush()
    for person in created:
        people.note(person.id, "changed", "created")
    wanted = {row.phone for row in rows}
    gone = [person for phone, person in people.by_phone.items() if phone not in wanted and person.active]
    for person in gone:
        person.active = False
        people.note(person.id, "changed", "deactivated")
    await session.flush()
    people.counts = Counts(len(created), len(updated), len(rows) - len(created) - len(updated), len(gone))
    return people


async def _rename(session: AsyncSession, rows: Sequence[PersonRow], people: People) -> None:
    """Give persons their new numbers, chains (A takes the number B gave up) included.

    An old number that was renamed by an earlier import is left alone: the row already names the person it means.
    """
    known = people.by_phone
    waiting = [row for row in rows if row.old_phone is not None and row.old_phone in known]
    renamed: dict[str, Person] = {}
    while free := [row for row in waiting if row.phone not in known]:
        for row in free:
            renamed[row.phone] = known[row.phone] = known.pop(str(row.old_phone))
            waiting.remove(row)
        waiting = [row for row in waiting if row.old_phone in known]
    faults = [
        Fault("persons", row.at, "old_phone", str(row.old_phone), "old-phone-both")
        for row in waiting
        if known[row.phone].name != row.name
    ]
    if faults:
        raise RosterRefused(faults)
    if not renamed:
        return
    for person in renamed.values():  # numbers are unique: free them all before giving them out
        person.phone = f"~{person.id}"
    await session.flush()
    for phone, person in renamed.items():
        person.phone = phone
        people.note(person.id, "changed", "phone")
    await session.flush()
