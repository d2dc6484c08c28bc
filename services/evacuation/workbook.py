"""An order as an Excel file: the balance by village and grid, and every household with its people."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from models import Evacuation, Evacuee, Grid, Household, HouseholdMember, Person, Shelter, Village
from models import EvacuationPart as Part
from models.enums import Action, EvacueeState
from services.cards import spreadsheet
from services.cards.masking import shown_name, shown_phone
from services.core import journal
from services.core.act import Act
from services.core.labels import name
from services.evacuation.order import orders, views
from services.evacuation.order.balance import Balance
from services.evacuation.people import finding
from services.people.access import may
from texts import Words

PEOPLE = (
    "household",
    "person",
    "vulnerable",
    "state",
    "where",
    "phone",
    "since",
    "village",
    "grid",
    "officer",
    "struck",
)


async def workbook(act: Act, evacuation_id: int) -> tuple[str, bytes]:
    """Return the file's name and content, as far as the actor sees the list. Journalled.

    Full names and numbers are for the people who give orders; others get them masked (I9).
    """
    one = await orders.seen_by(act.session, act.actor, evacuation_id)
    those = finding.within(act.actor, one)
    view, words = await views.of(act, one, *those), act.town.words(act.actor.language)
    title = words.plain("evacuation-book", number=one.number or "")
    book, sheet = spreadsheet.new_book(words.plain("evacuation-sheet-balance"), title)
    titles = [words.plain("evacuation-column-place"), *_heads(words)]
    spreadsheet.table(sheet, 3, titles, _sums(words, view), [24, *([12] * (len(titles) - 1))])
    people = spreadsheet.add_sheet(book, words.plain("evacuation-sheet-people"))
    columns = [words.plain(f"evacuation-column-{column}") for column in PEOPLE]
    spreadsheet.table(people, 1, columns, await _people(act, one, words, those))
    await journal.record(act, orders.subject(one.id), "export", details={"people": view.balance.count()})
    if not those:
        one.exported_at = act.now
    return f"{title}.xlsx", spreadsheet.saved(book)


def _heads(words: Words) -> list[str]:
    states = [name(words, state).unescape() for state in EvacueeState]
    figures = ("evacuated", "relocated", "relocated_now", "gathered", "dispersed", "sites")
    return [
        words.plain("evacuation-column-people"),
        *states,
        words.plain("evacuation-column-unaccounted"),
        *(words.plain(f"county-name-{figure}") for figure in figures),
    ]


def _sums(words: Words, view: views.View) -> Iterable[Sequence[Any]]:
    """Yield the sums of the whole, of each village and of each grid, all from the one balance."""
    yield [words.plain("evacuation-whole"), *_row(view.balance)]
    by_village = view.balance.by(lambda cell: cell.village_id)
    for village, counted in sorted(by_village.items()):
        yield [view.villages.get(village, ""), *_row(counted)]
        for grid, some in sorted(counted.by(lambda cell: cell.grid_id).items(), key=lambda pair: pair[0] or 0):
            if grid is not None:
                yield [f"  {view.grids.get(grid, '')}", *_row(some)]


def _row(counted: Balance) -> list[int]:
    figures = counted.figures
    return [
        counted.count(),
        *counted.states.values(),
        counted.unaccounted,
        figures.evacuated,
        figures.relocated,
        figures.relocated_now,
        figures.gathered,
        figures.dispersed,
        figures.sites,
    ]


async def _people(
    act: Act, one: Evacuation, words: Words, those: Sequence[sa.ColumnElement[bool]]
) -> list[Sequence[Any]]:
    called = sa.func.coalesce(HouseholdMember.name, Evacuee.name)
    rows = await act.session.execute(
        sa.select(
            Household.code,
            called,
            Evacuee.vulnerable,
            Evacuee.state,
            sa.func.coalesce(Shelter.name, Evacuee.place),
            Evacuee.phone,
            Evacuee.since,
            Village.name,
            Grid.name,
            Person.name,
            Evacuee.struck_at,
        )
        .join(Part, Part.id == Evacuee.part_id)
        .join(Village, Village.id == Evacuee.village_id)
        .outerjoin(Grid, Grid.id == Evacuee.grid_id)
        .outerjoin(Person, Person.id == Part.person_id)
        .outerjoin(Household, Household.id == Evacuee.household_id)
        .outerjoin(HouseholdMember, HouseholdMember.id == Evacuee.member_id)
        .outerjoin(Shelter, Shelter.id == Evacuee.shelter_id)
        .where(Evacuee.evacuation_id == one.id, *those)
        .order_by(Household.code, Evacuee.id)
    )
    whole = may(act.actor, Action.ORDER_EVACUATION)
    yes, unnamed = words.plain("evacuation-yes"), words.plain("evacuation-unnamed")
    return [
        [
            code or "",
            (person if whole else shown_name(act.town, person)) if person else unnamed,
            yes if frail else "",
            name(words, state).unescape(),
            where or "",
            (phone if whole else shown_phone(act.town, phone)) if phone else "",
            words.time(since, act.town.zone),
            village,
            grid or "",
            officer or "",
            words.time(struck, act.town.zone) if struck else "",
        ]
        for code, person, frail, state, where, phone, since, village, grid, officer, struck in rows
    ]
