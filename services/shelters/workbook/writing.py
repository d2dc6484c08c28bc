"""Write the shelters in use as an Excel file, a row for each room, with the titles that an import reads."""

from typing import Any

import sqlalchemy as sa

from models import Person, ShelterRoom
from models.enums import Action
from services.cards.masking import shown_phone
from services.cards.spreadsheet import new_book, saved, table
from services.core.act import Act
from services.people.access import may
from services.roster.workbook.sheets import column_title, sheet_title
from services.shelters import register
from services.shelters.register import Shown
from services.shelters.workbook.sheets import COLUMNS, ROOM, SHEET


async def workbook(act: Act) -> tuple[str, bytes]:
    """Return the file's name and its content; numbers are masked where the actor does not keep it."""
    words, found = act.town.words(act.actor.language), await register.listed(act)
    keepers = {one.shelter.keeper_id for one in found} - {None}
    phones = {
        row.id: row.phone
        for row in await act.session.execute(sa.select(Person.id, Person.phone).where(Person.id.in_(keepers)))
    }
    what = sheet_title(words, SHEET.key)
    book, sheet = new_book(what, what)
    rows = [[_cell(act, one, room, key, phones) for key in COLUMNS] for one in found for room in _rooms(one)]
    table(sheet, 2, [column_title(words, SHEET.key, key) for key in COLUMNS], rows)
    return f"{what}-{act.now.astimezone(act.town.zone):%Y%m%d}.xlsx", saved(book)


def _rooms(one: Shown) -> list[ShelterRoom | None]:
    """Return the rooms in use; one that is None for a shelter without any."""
    return [*(room for room in one.shelter.rooms if room.active)] or [None]


def _cell(act: Act, one: Shown, room: ShelterRoom | None, key: str, phones: dict[int, str]) -> Any:
    shelter = one.shelter
    keeps = may(act.actor, Action.KEEP_SHELTER, register.subject_of(shelter))
    match key:
        case "village":
            return one.village
        case "room":
            return room.name if room else None
        case key if key in ROOM:
            return getattr(room, key) if room else None
        case "person":
            number = phones.get(shelter.keeper_id or 0)
        case "keeper_phone":
            number = shelter.keeper_phone
        case _:
            return getattr(shelter, key)
    return number if keeps or not number else shown_phone(act.town, number)
