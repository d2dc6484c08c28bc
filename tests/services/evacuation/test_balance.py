"""The balance closes: whatever officers enter in whatever order, each person is in one state and every sum agrees."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy.ext.asyncio import AsyncSession

from evacuation_steps import HALL, SCHOOL, counted, opened_with_homes, ordered, people, says, shelter, told
from models import Evacuation, Evacuee, EvacueeEntry, Shelter, ShelterStay
from models.enums import EvacuationState, EvacueeState, Kind
from scheduler import ticks
from services.core.act import Act, Actor
from services.core.errors import Refused
from services.core.town import Town
from services.county import reports as county_reports
from services.evacuation import workbook
from services.evacuation.after import ending
from services.evacuation.order import balance, views
from services.evacuation.people import adding, correcting, entering
from services.evacuation.people.entering import Entered, Said
from township import TownshipDriver

S = EvacueeState
OFFICERS = ("officer", "principal", "duty", "land")
_ACTIONS = st.tuples(
    st.sampled_from(OFFICERS),
    st.integers(0, 2),
    st.integers(0, 7),
    st.sampled_from(("t", "l", "n", "w", "a", "r", "s1", "s2", "back", "undo", "strike", "add", "hold", "lift")),
    st.booleans(),
)


class _Undone(Exception):
    """Ends a transaction so that nothing of it stays."""


@pytest.mark.parametrize("sizes", [(2, 3, 4)])
async def test_any_sequence_by_any_officers_keeps_the_balance(town: Town, sizes: tuple[int, ...]) -> None:
    driver = await opened_with_homes(town, *sizes)
    order = await ordered(driver, villages=("shangwan", "xiahe"))
    people_now = {one.person_id: one for one in [await driver.actor(who) for who in OFFICERS]}
    actors = {who: people_now[driver.people[who]] for who in OFFICERS}

    async def played(steps: list[tuple[str, int, int, str, bool]]) -> None:
        try:
            async with driver.town.database.transaction() as session:
                await _play(driver, session, order, actors, steps)
                raise _Undone
        except _Undone:
            pass

    dice = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    sequences: list[list[tuple[str, int, int, str, bool]]] = []

    @dice
    @given(st.lists(_ACTIONS, min_size=1, max_size=14))
    def draw(steps: list[tuple[str, int, int, str, bool]]) -> None:
        sequences.append(steps)

    draw()
    for steps in sequences:
        await played(steps)


async def _play(
    driver: TownshipDriver,
    session: AsyncSession,
    order: int,
    actors: dict[str, Actor],
    steps: list[tuple[str, int, int, str, bool]],
) -> None:
    shelters = list(await session.scalars(sa.select(Shelter.id).order_by(Shelter.code)))
    homes = [0, 2, 5]
    first = list(
        await session.scalars(sa.select(Evacuee.id).where(Evacuee.evacuation_id == order).order_by(Evacuee.id))
    )
    for who, home, mask, verb, stale in steps:
        act = Act(session, driver.town, driver.now, actors[who])
        anchor = first[homes[home]]
        there = (await entering.home_of(act, anchor)).people
        whom = [one.id for place, one in enumerate(there) if mask >> place & 1] or None
        seen = 0 if stale else await entering.newest(act, await entering.home_of(act, anchor))
        try:
            async with session.begin_nested():
                await _step(act, anchor, whom, verb, seen, shelters, order)
        except Refused:
            session.expire_all()
        await _balanced(session, order)


async def _step(
    act: Act, anchor: int, whom: list[int] | None, verb: str, seen: int, shelters: list[int], order: int
) -> Entered | None:
    said = {
        "t": Said(S.TOLD),
        "l": Said(S.LEFT),
        "n": Said(S.NOT_HOME),
        "w": Said(S.UNWILLING, why="看家"),
        "a": Said(S.AWAY, place="县城"),
        "r": Said(S.ARRIVED, place="亲戚家"),
        "s1": Said(S.ARRIVED, shelter_id=shelters[0]),
        "s2": Said(S.ARRIVED, shelter_id=shelters[1]),
    }
    if verb in said:
        return await entering.enter(act, anchor, whom, said[verb], seen=seen)
    match verb:
        case "back":
            return await entering.enter(act, anchor, whom, Said(S.RETURNED), seen=seen)
        case "undo":
            return await correcting.undo(act, anchor, whom, seen=seen)
        case "strike":
            return await correcting.strike(act, anchor, whom, "错登")
        case "add":
            await adding.person(act, anchor, "来客")
        case "hold":
            mine = sa.select(sa.func.max(EvacueeEntry.id)).where(
                EvacueeEntry.by_id == act.actor.person_id, EvacueeEntry.counts.is_(False)
            )
            return await correcting.hold_to(act, int(await act.session.scalar(mine) or 0))
        case _:
            one = await act.session.get_one(Evacuation, order)
            one.state = EvacuationState.LIFTED
            await act.session.flush()
    return None


async def _balanced(session: AsyncSession, order: int) -> None:
    """Check that the sums agree, that entries tell the states, and that stays tell who is where."""
    rows = list(await session.scalars(sa.select(Evacuee).where(Evacuee.evacuation_id == order)))
    listed = [one for one in rows if one.struck_at is None]
    counts = await balance.of(session, [order])
    assert counts.count() == sum(counts.states.values()) == len(listed)
    for key in ("village_id", "grid_id", "part_id"):
        parts = counts.by(lambda cell, key=key: getattr(cell, key))  # type: ignore[misc]
        assert sum(part.count() for part in parts.values()) == len(listed)
        assert sum(part.figures.relocated_now for part in parts.values()) == counts.figures.relocated_now
    figures = counts.figures
    assert figures.gathered + figures.dispersed == figures.relocated_now <= figures.relocated <= figures.evacuated
    stays = (await session.execute(sa.select(ShelterStay).where(ShelterStay.until.is_(None)))).scalars().all()
    assert sorted((stay.evacuee_id, stay.shelter_id) for stay in stays) == sorted(
        (one.id, one.shelter_id) for one in listed if one.shelter_id is not None
    ), "a bed is taken by exactly the people who have arrived there"
    taken = [stay.shelter_id for stay in stays]
    shelters = list(await session.scalars(sa.select(Shelter.id).order_by(Shelter.code)))
    assert all(taken.count(number) <= places for number, places in zip(shelters, (4, 10), strict=True))
    entries = await session.scalars(
        sa.select(EvacueeEntry)
        .where(EvacueeEntry.counts, EvacueeEntry.evacuation_id == order)
        .order_by(EvacueeEntry.id)
    )
    last = {entry.evacuee_id: entry.becomes for entry in entries}
    for one in listed:
        assert one.state is last.get(one.id, S.UNTOLD)


async def test_the_sums_agree_in_chat_in_the_file_and_in_the_report_to_the_county(town: Town) -> None:
    driver = await opened_with_homes(town)
    case = await driver.files(kind=Kind.INCIDENT)
    order = await ordered(driver, villages=("shangwan", "xiahe"))
    async with driver.town.database.transaction() as session:
        (await session.get_one(Evacuation, order)).case_id = case.id
    await says(driver, "officer", order, "H-0001", S.ARRIVED, shelter_id=await shelter(driver, SCHOOL))
    await says(driver, "officer", order, "H-0002", S.ARRIVED, place="亲戚家", some=2)
    await says(driver, "neighbour", order, "H-0101", S.LEFT)
    figures = (await counted(driver, order)).figures
    assert (figures.evacuated, figures.relocated, figures.relocated_now) == (6, 4, 4)
    assert (figures.gathered, figures.dispersed, figures.sites) == (2, 2, 1)
    await ticks.do(driver.town, "refresh_evacuations")
    _, live = (await told(driver, "evacuation_card"))[-1]
    for said in (
        "名单 <b>3</b> 户 <b>7</b> 人",
        "已出发 2",
        "现安置 4 人：集中 2，分散 2，安置点 1 处",
        "累计避险转移 6 人",
    ):
        assert said in live.content["text"]
    name, content = await driver.by("duty", workbook.workbook, order)
    book = load_workbook(BytesIO(content))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]
    whole, villages = rows[0][1:], [row[1:] for row in rows[1:] if not str(row[0]).startswith("  ")]
    assert name.startswith("避险转移 ZY")
    assert [sum(column) for column in zip(*[row[:-1] for row in villages], strict=True)] == whole[:-1]
    assert whole[0] == 7
    assert len(list(book.worksheets[1].iter_rows())) == 8
    draft = await driver.by("duty", county_reports.begin, case.id)
    listed = county_reports.fields_of(draft).figures
    assert (listed.evacuated, listed.relocated, listed.relocated_now, listed.sites) == (6, 4, 4, 1)
    await says(driver, "officer", order, "H-0002", S.ARRIVED, shelter_id=await shelter(driver, HALL))
    again = county_reports.fields_of(await driver.by("duty", county_reports.begin, case.id)).figures
    assert (again.gathered, again.dispersed, again.sites) == (5, 0, 2), "figures that nobody typed follow the list"


async def test_a_drill_counts_nowhere_else(town: Town) -> None:
    driver = await opened_with_homes(town)
    case = await driver.files(kind=Kind.INCIDENT)
    order = await ordered(driver, drill=True)
    async with driver.town.database.transaction() as session:
        (await session.get_one(Evacuation, order)).case_id = case.id
    await says(driver, "officer", order, "H-0001", S.ARRIVED, shelter_id=await shelter(driver, SCHOOL))
    listed = county_reports.fields_of(await driver.by("duty", county_reports.begin, case.id)).figures
    assert listed.evacuated is None
    there = await people(driver, order, "H-0002")
    _, back = await driver.by("officer", ending.seen_back, there[0].id, None, seen=0)
    assert back.drill, "a case that an exercise opens is one"
    assert all(row.drill for _, row in await told(driver, "evacuation"))


async def test_a_list_page_has_the_unaccounted_and_the_vulnerable_first(town: Town) -> None:
    driver = await opened_with_homes(town, *[1] * 9)
    order = await ordered(driver)
    await says(driver, "officer", order, "H-0001", S.ARRIVED, place="亲戚家")
    async with driver.town.database.reading() as session:
        one = await session.get_one(Evacuation, order)
        first, second = await views.households(session, one, 0), await views.households(session, one, 1)
    assert [line.code for line in first.entries] == [f"H-{number:04d}" for number in range(2, 10)]
    assert [(line.code, line.done) for line in second.entries] == [("H-0001", 1)]
