"""What a person must do by when: over all posts, gravest first then earliest due; nobody is shown others' work."""

import pytest

from models.enums import Severity
from services.assignments import handling, pauses, verification
from services.core.act import Act
from services.core.town import Town
from services.reminders import agenda
from services.reminders.agenda import Agenda, When
from township import GRAVE, TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def of(driver: TownshipDriver, who: str, when: When = When.NOW, page: int = 0) -> Agenda:
    async with driver.town.database.reading() as session:
        return await agenda.agenda(Act(session, driver.town, driver.now, await driver.actor(who)), when, page=page)


async def steps(driver: TownshipDriver, who: str, when: When = When.NOW) -> list[tuple[str, str, bool]]:
    """Return (what the case says, what is to be done, whether it is late)."""
    found = await of(driver, who, when)
    return [(due.thing.case.description, due.row.kind, due.overdue) for due in found.listing.entries]


async def test_each_step_is_on_the_list_of_who_must_take_it(driver: TownshipDriver) -> None:
    case = await driver.files(text="落石")
    driver.forward(days=1)  # Tuesday: to be judged by 10:00
    assert await steps(driver, "duty") == [("落石", "triage", False)]
    assert await steps(driver, "land") == []
    case = await driver.dispatched("natural-resources", case=case)
    assert await steps(driver, "duty") == []
    assert await steps(driver, "land", When.LATER) == [("落石", "accept", False), ("落石", "feed_back", False)]
    assert await steps(driver, "road", When.LATER) == [], "another unit's"
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    assert await steps(driver, "land_head", When.LATER) == [("落石", "feed_back", False)]
    await driver.feeds_back("land", case, "natural-resources")
    for who in ("duty", "principal"):
        assert await steps(driver, who, When.LATER) == [("落石", "verify", False)]
    assert await steps(driver, "neighbour_principal", When.LATER) == [], "another village's"
    await driver.verifies("principal", case)
    assert await steps(driver, "duty", When.LATER) == [("落石", "close", False)]
    assert await steps(driver, "principal", When.LATER) == []
    await driver.by("duty", verification.close, case.id)
    assert await steps(driver, "duty", When.LATER) == []


async def test_the_gravest_comes_first_then_the_earliest_due(driver: TownshipDriver) -> None:
    await driver.files(text="早")
    driver.forward(minutes=5)
    await driver.files(text="晚")
    await driver.files(text="重", severity=Severity.MAJOR)
    await driver.files(text="险", **GRAVE)
    await driver.files(text="命", life_danger=True)
    driver.forward(days=1, minutes=-2)  # the first is late, the others are due in three minutes; incidents are late
    found = await of(driver, "duty")
    assert [due.thing.case.description for due in found.listing.entries] == ["命", "险", "险", "重", "早", "晚"]
    assert [due.overdue for due in found.listing.entries] == [False, True, True, False, True, False]
    assert found.overdue == 3, "nobody has judged the incident, nor told the county"


async def test_two_posts_make_one_list_and_nobody_judges_the_own_work(driver: TownshipDriver) -> None:
    case = await driver.dispatched("water-station")
    await driver.files(text="新的")
    assert [step for _, step, _ in await steps(driver, "both", When.LATER)] == ["accept", "triage", "feed_back"]
    await driver.by("both", handling.accept, (await driver.assignment(case, "water-station")).id)
    await driver.feeds_back("both", case, "water-station")
    assert [step for _, step, _ in await steps(driver, "both", When.LATER)] == ["triage"]
    assert [step for _, step, _ in await steps(driver, "duty", When.LATER)] == ["triage", "verify"]


async def test_what_is_paused_is_on_nobodys_list(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", severity="major")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    await driver.by("land", pauses.pause, assignment.id, until=driver.now.replace(day=30), reason="等雨停")
    assert (await of(driver, "land")).counts == {When.NOW: 0, When.PRESS: 0, When.LATER: 0}


async def test_a_page_past_the_end_is_the_last_one(driver: TownshipDriver) -> None:
    for number in range(11):
        await driver.files(text=f"边坡{number}")
    found = await of(driver, "duty", When.LATER, page=5)
    assert (found.listing.page, found.listing.pages, len(found.listing.entries)) == (1, 2, 1)
