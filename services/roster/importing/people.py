"""Bring the persons to their sheet: known by phone number, and followed when the number changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Person
from models.enums import NumberHolder
from services.messaging import outbox
from services.roster.importing.tables import RowCounts, settle
from services.roster.workbook.faults import RosterFault, RosterRefused
from services.roster.workbook.rows import PersonRow

SAME = NumberHolder.SAME
_FIELDS = ("name", "language", "party_member", "skills", "equipment")


@dataclass
class People:
    """The persons after the import, and the changes to each: field names only, no personal data."""

    by_phone: dict[str, Person] = field(default_factory=dict)
    changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    counts: RowCounts = field(default_factory=RowCounts)

    def note(self, person_id: int, what: str, value: str) -> None:
        """Add one change to a person's."""
        self.changes.setdefault(person_id, {}).setdefault(what, []).append(value)


async def sync_people(session: AsyncSession, rows: Sequence[PersonRow]) -> People:
    """Create, rename, update and deactivate persons. Raises ``RosterRefused`` when an old number means two people."""
    people = People({person.phone: person for person in await session.scalars(sa.select(Person))})
    changing = {row.old_phone for row in rows}
    taken = [row for row in rows if row.holder is NumberHolder.OTHER and row.old_phone and row.phone not in changing]
    left = await _pass_on(session, taken, people)
    renamed = await _rename(session, rows, people)
    left += await _pass_on(session, rows, people)
    wanted = {row.phone: _values(row) for row in rows}
    found = settle(people.by_phone, wanted)
    for phone, names in found.changed.items():
        for name in names:
            people.note(people.by_phone[phone].id, "changed", name)
    for phone in found.gone:
        people.note(people.by_phone[phone].id, "changed", "deactivated")
    created = {phone: Person(phone=phone, **wanted[phone]) for phone in found.created}
    session.add_all(created.values())
    await session.flush()
    people.by_phone |= created
    for person in created.values():
        people.note(person.id, "changed", "created")
    updated = {*renamed, *found.changed}
    unchanged = len(wanted) - len(created) - len(updated)
    people.counts = RowCounts(len(created), len(updated), unchanged, len(found.gone) + left)
    return people


def _values(row: PersonRow) -> dict[str, Any]:
    """Return the columns that the sheet decides: the language only where it names one."""
    values = {name: getattr(row, name) for name in _FIELDS} | {"active": True}
    return {name: value for name, value in values.items() if name != "language" or value is not None}


async def _pass_on(session: AsyncSession, rows: Sequence[PersonRow], people: People) -> int:
    """Free the numbers that other people have now, and return how many of their former holders leave by that.

    A new holder inherits nothing: the former one stays in the records as somebody who has left, without an account.
    Raises ``RosterRefused`` for a number under another name about which the sheet does not say whose it is.
    """
    known = people.by_phone
    renamed = [row for row in rows if row.phone in known and known[row.phone].name != row.name]
    if faults := [_known_as(row, known[row.phone]) for row in renamed if row.holder is None]:
        raise RosterRefused(faults)
    gone = [known.pop(row.phone) for row in renamed if row.holder is NumberHolder.OTHER]
    left = [person for person in gone if person.active]
    for person in gone:
        people.note(person.id, "changed", "number_passed_on")
        person.phone, person.active = f"~{person.id}", False
        await outbox.leave_account(session, person.id)
    await session.execute(sa.delete(Account).where(Account.person_id.in_([person.id for person in gone])))
    await session.flush()
    return len(left)


def _known_as(row: PersonRow, person: Person) -> RosterFault:
    return RosterFault("persons", row.at, "name", row.name, "known-as", (("name", person.name),))


async def _rename(session: AsyncSession, rows: Sequence[PersonRow], people: People) -> dict[str, Person]:
    """Give persons their new numbers and return them by these; chains (A takes the number B gave up) work.

    An old number that was renamed by an earlier import is left alone: the row already names the person it means.
    """
    known = people.by_phone
    waiting = [row for row in rows if row.old_phone is not None and row.old_phone in known]
    renamed: dict[str, Person] = {}
    while free := [row for row in waiting if row.phone not in known]:
        other = [row for row in free if known[str(row.old_phone)].name != row.name]
        if faults := [_known_as(row, known[str(row.old_phone)]) for row in other if row.holder is not SAME]:
            raise RosterRefused(faults)
        for row in free:
            renamed[row.phone] = known[row.phone] = known.pop(str(row.old_phone))
            waiting.remove(row)
        waiting = [row for row in waiting if row.old_phone in known]
    faults = [
        RosterFault("persons", row.at, "old_phone", str(row.old_phone), "old-phone-both")
        for row in waiting
        if known[row.phone].name != row.name
    ]
    if faults:
        raise RosterRefused(faults)
    for person in renamed.values():  # numbers are unique: free them all before giving them out
        person.phone = f"~{person.id}"
    await session.flush()
    for phone, person in renamed.items():
        person.phone = phone
        people.note(person.id, "changed", "phone")
    await session.flush()
    return renamed
