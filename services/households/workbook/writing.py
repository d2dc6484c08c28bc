"""Write the households and people whose full names somebody may see as Excel, with the titles that an import reads."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from models import Grid, Household, HouseholdMember, Shelter
from models.enums import Action, Vulnerability
from services.cards.spreadsheet import add_sheet, new_book, saved, table
from services.core.act import Act
from services.core.labels import name
from services.households import reach, shown
from services.households.shown import Shown
from services.households.workbook.sheets import HOMES, PEOPLE
from services.people.access import require, within
from services.roster.workbook.sheets import column_title, sheet_title
from texts import Words

AT_ONCE = 1_000
"""Households that are looked up together."""
COLUMNS = tuple(column.key for column in HOMES.columns if column.kept)
OF_PERSON = ("code", "name", "sex", "born", "phone", "needs", "householder", "remark_of")
"""The columns of somebody who lives in a household of the file."""


async def workbook(act: Act) -> tuple[str, Callable[[str], bytes]]:
    """Return the file's name and what makes its content. Blocks: call it in a thread.

    Raises ``Refused`` unless full names are shown now, ``Forbidden``.
    """
    require(act.actor, Action.SEE_PEOPLE)
    reason = await reach.reason_of_window(act)
    words = act.town.words(act.actor.language)
    those = (Household.active, within(act.actor, Action.SEE_PEOPLE, Household))
    ids = list(await act.session.scalars(sa.select(Household.id).where(*those).order_by(Household.code)))
    known = {table: await _codes(act, table) for table in (Grid, Shelter)}
    homes, people, codes = list[list[Any]](), list[list[Any]](), list[str]()
    for at in range(0, len(ids), AT_ONCE):
        query = sa.select(Household).where(Household.id.in_(ids[at : at + AT_ONCE])).order_by(Household.code)
        found = list(await act.session.scalars(query.options(selectinload(Household.members))))
        for one in await shown.of(act.session, found):
            codes.append(one.household.code)
            homes.append([_home(words, one, key, known) for key in COLUMNS])
            people += [[_person(words, one, member, key) for key in OF_PERSON] for member in one.members]
    await reach.looked_at(act, "export_households", reason, codes)
    title = words.plain("household-export-file", count=len(codes), day=f"{act.now.astimezone(act.town.zone):%Y%m%d}")
    return f"{title}.xlsx", lambda username: _book(words, homes, people)


def _book(words: Words, homes: Sequence[Sequence[Any]], people: Sequence[Sequence[Any]]) -> bytes:
    named, of_people = sheet_title(words, HOMES.key), sheet_title(words, PEOPLE.key)
    book, sheet = new_book(named, named)
    table(sheet, 2, [column_title(words, HOMES.key, key) for key in COLUMNS], homes)
    below = add_sheet(book, of_people, of_people)
    table(below, 2, [column_title(words, PEOPLE.key, key) for key in OF_PERSON], people)
    return saved(book)


def _home(words: Words, one: Shown, key: str, known: dict[type[Any], dict[int, str]]) -> Any:
    home = one.household
    match key:
        case "village":
            return one.village
        case "grid":
            return known[Grid].get(home.grid_id or 0)
        case "head_name":
            return one.head.name if one.head else None
        case "person":
            return one.helper.phone if one.helper else None
        case "points":
            return words.plain("list-comma").join(point.code for point, _ in one.points) or None
        case "shelter":
            return known[Shelter].get(home.shelter_id or 0)
    return getattr(home, key)


def _person(words: Words, one: Shown, member: HouseholdMember, key: str) -> Any:
    match key:
        case "code":
            return one.household.code
        case "sex":
            return str(name(words, member.sex)) if member.sex else None
        case "born":
            return member.born_on.isoformat() if member.born_on else member.born_in
        case "needs":
            said = [name(words, Vulnerability(need)).unescape() for need in member.vulnerable]
            return words.plain("list-comma").join(said) or None
        case "householder":
            return words.plain("roster-yes") if member.householder else None
        case "remark_of":
            return member.remark
    return getattr(member, key)


async def _codes(act: Act, table: type[Any]) -> dict[int, str]:
    return {row.id: row.code for row in await act.session.execute(sa.select(table.id, table.code))}
