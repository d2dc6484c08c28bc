"""A ladder with nobody on a rung goes on to the next, and at the top somebody telephones: it is never silent."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from mobilisation_steps import opened_with_squads, running, says, told
from models import Account, Message, Person, Post, Shift
from models.enums import Answer, DutyKind
from scheduler import ticks
from services.assignments import handling
from services.calls import calls, cards
from services.core.paging import Listing, cut
from services.core.town import Town
from services.county import steps as county_steps
from services.messaging import ledger
from services.messaging.ledger import Undelivered
from services.triage import triage
from township import TownshipDriver

Gone = Callable[..., Awaitable[None]]
TOP = "应急管理委员会主任（岗位没有人）：研判"


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def vacate(driver: TownshipDriver, *who: str) -> None:
    async with driver.town.database.transaction() as session:
        ids = [driver.people[one] for one in who]
        await session.execute(sa.update(Post).where(Post.person_id.in_(ids)).values(active=False))


async def leave(driver: TownshipDriver, *who: str) -> None:
    async with driver.town.database.transaction() as session:
        ids = [driver.people[one] for one in who]
        await session.execute(sa.update(Person).where(Person.id.in_(ids)).values(active=False))


async def block(driver: TownshipDriver, *who: str) -> None:
    async with driver.town.database.transaction() as session:
        ids = [driver.people[one] for one in who]
        await session.execute(sa.update(Account).where(Account.person_id.in_(ids)).values(reachable=False))


async def log_out(driver: TownshipDriver, *who: str) -> None:
    async with driver.town.database.transaction() as session:
        ids = [driver.people[one] for one in who]
        await session.execute(sa.delete(Account).where(Account.person_id.in_(ids)))


async def forward(driver: TownshipDriver, **by: float) -> set[str]:
    """Move the clock, and return who hears of deadlines by that."""
    names = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        before = await session.scalar(sa.select(sa.func.max(Message.id))) or 0
    driver.forward(**by)
    await ticks.work_off(driver.town)
    async with driver.town.database.reading() as session:
        events = Message.event.in_(("deadline", "reminder", "duty_on"))
        rows = await session.scalars(sa.select(Message.person_id).where(Message.id > before, events))
        return {names[person] for person in rows if person is not None}


async def listed(driver: TownshipDriver) -> list[tuple[str, str | None]]:
    """Return the calls that a ladder has put on the station's list: who, and about which case."""
    found: Listing[Undelivered] = await driver.by("duty", ledger.undelivered)
    return [(one.who, one.number) for one in found.entries if one.message.call]


async def incident(driver: TownshipDriver) -> int:
    """File an incident that nobody confirms, and that is none for the county."""
    case = await driver.files("officer", kind="incident")
    await driver.by("deputy", county_steps.waive, case.id, reason="未达到报送标准")
    return case.id


@pytest.mark.parametrize("gone", [vacate, leave])
async def test_a_vacant_top_is_a_call_task_that_says_whom_nobody_could_tell(driver: TownshipDriver, gone: Gone) -> None:
    case_id = await incident(driver)
    await gone(driver, "director")
    assert await forward(driver, minutes=8) == {"deputy", "chief"}
    assert await listed(driver) == []
    assert await forward(driver, minutes=10) == set()
    assert await listed(driver) == [(TOP, "XQ20261123-0001")]
    async with driver.town.database.reading() as session:
        (row,) = await session.scalars(sa.select(Message).where(Message.event == "ladder_vacant"))
        assert row.failure == "vacant"
    assert await forward(driver, days=2) == set(), "once"
    assert len(await listed(driver)) == 1
    await driver.by("duty", triage.judge, case_id, line="geology")
    assert await listed(driver) == [], "somebody is on it"


@pytest.mark.parametrize("away", [block, log_out])
async def test_a_top_that_chat_does_not_reach_is_telephoned(driver: TownshipDriver, away: Gone) -> None:
    await incident(driver)
    await away(driver, "director")
    await forward(driver, minutes=18)
    ((who, number),) = await listed(driver)
    assert (who[0], number) == ("吴", "XQ20261123-0001")


@pytest.mark.parametrize("away", [vacate, leave, block, log_out])
async def test_a_rung_that_chat_does_not_reach_goes_on_to_the_next(driver: TownshipDriver, away: Gone) -> None:
    await incident(driver)
    await away(driver, "deputy")
    assert "chief" in await forward(driver, minutes=3), "the chief hears it in the deputy's place"


async def test_nobody_within_reach_up_to_the_top_is_telephoned_from_the_first_rung_on(driver: TownshipDriver) -> None:
    await incident(driver)
    await log_out(driver, "deputy", "chief")
    await vacate(driver, "director")
    assert await forward(driver, minutes=3) == {"deputy", "chief"}, "so that the list has them"
    assert sorted(who[0] for who, _ in await listed(driver)) == ["赵", "钱"]


async def test_a_unit_without_anybody_is_heard_of_above(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", severity="major")
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    await leave(driver, "land")
    await block(driver, "land_head")
    told = await forward(driver, days=1, minutes=5) | await forward(driver, minutes=5)
    assert "geology_director" in told


async def test_a_hazard_s_ladder_ends_on_the_list_as_well(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", severity="major")
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    await vacate(driver, "director")
    await forward(driver, days=20)
    await forward(driver, minutes=5)
    assert ("应急管理委员会主任（岗位没有人）：反馈", case.number) in await listed(driver)


async def test_a_reminder_ahead_of_time_is_no_call(driver: TownshipDriver) -> None:
    await vacate(driver, "land", "land_head", "geology_director", "chief", "director")
    await driver.dispatched("natural-resources", severity="major", who="duty")
    await forward(driver, hours=5, minutes=31)
    assert await listed(driver) == []


async def test_a_shift_that_nobody_has_begun_and_that_has_no_substitute_is_a_call(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        session.add(
            Shift(
                kind=DutyKind.OFFICER,
                person_id=driver.people["night"],
                rostered_id=driver.people["night"],
                starts_at=driver.now + timedelta(hours=1),
                ends_at=driver.now + timedelta(hours=9),
            )
        )
    await ticks.work_off(driver.town)
    await forward(driver, hours=1)
    await forward(driver, minutes=11)
    assert [who for who, _ in await listed(driver)] == ["值班B角（岗位没有人）：11-23 11:00—19:00 签到"]
    wanted = await driver.by("duty", calls.wanted)
    card = cards.listed(driver.town, driver.town.words(None), cut(wanted, 0, cards.PAGE), 1)
    (nameless,) = (row[0].text for row in card.rows if "打通了" in row[0].text)
    assert nameless in ("1. 打通了", "2. 打通了"), "no name is on the row"


async def test_an_alarm_for_a_commander_who_has_left_goes_to_the_station(town: Town) -> None:
    driver = await opened_with_squads(town)
    number = await running(driver, who="principal")
    await leave(driver, "principal")
    await says(driver, number, Answer.CANNOT, "a0", "a1", "a2")
    assert "duty" in {who for who, _ in await told(driver, "mobilisation_alarm")}
