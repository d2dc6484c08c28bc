"""Lists of a unit and of an officer: the most urgent first, nobody sees more than the post allows."""

import pytest

from models.enums import Kind, Severity
from services.assignments import handling
from services.cases import lists
from services.cases.lists import OwnFilter, TaskFilter
from services.core.act import Act
from services.core.errors import Forbidden
from services.core.town import Town
from services.filing import filing
from services.triage import triage
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def tasks(driver: TownshipDriver, who: str, kind: TaskFilter = TaskFilter.TODO) -> list[tuple[str, bool]]:
    async with driver.town.database.reading() as session:
        listing = await lists.tasks(Act(session, driver.town, driver.now, await driver.actor(who)), kind)
        return [(entry.case.description, entry.overdue) for entry in listing.entries]


async def test_a_units_tasks_by_deadline(driver: TownshipDriver) -> None:
    await driver.dispatched("natural-resources", text="后到期")
    await driver.dispatched("natural-resources", text="先到期", severity=Severity.MAJOR)
    await driver.dispatched("road-station", text="别人的")
    await driver.dispatched("natural-resources", text="险情", kind=Kind.INCIDENT)
    assert await tasks(driver, "land") == [("险情", False), ("先到期", False), ("后到期", False)]
    driver.forward(days=3)
    assert await tasks(driver, "land") == [("险情", True), ("先到期", True), ("后到期", False)]
    await driver.handled(text="已反馈")
    assert await tasks(driver, "land", TaskFilter.REPORTED) == [("已反馈", False)]
    assert await tasks(driver, "land", TaskFilter.WORKING) == []
    with pytest.raises(Forbidden):
        await tasks(driver, "officer")


async def test_what_a_colleague_has_accepted_comes_after_what_nobody_has(driver: TownshipDriver) -> None:
    for text, severity in (("同事的", Severity.MAJOR), ("没人签收", Severity.ORDINARY), ("我的", Severity.ORDINARY)):
        case = await driver.dispatched("natural-resources", text=text, severity=severity)
        who = {"同事的": "land_head", "我的": "land"}.get(text)
        if who is not None:
            await driver.by(who, handling.accept, (await driver.assignment(case, "natural-resources")).id)
    assert [text for text, _ in await tasks(driver, "land")] == ["没人签收", "我的", "同事的"]
    incident = await driver.dispatched("natural-resources", text="险情", kind=Kind.INCIDENT)
    await driver.by("land_head", handling.accept, (await driver.assignment(incident, "natural-resources")).id)
    assert (await tasks(driver, "land"))[0][0] == "险情", (
        "an incident goes before all else, also one that a colleague has"
    )


async def test_an_officer_sees_what_was_filed_and_followed(driver: TownshipDriver) -> None:
    case = await driver.files(text="我报的")
    theirs = await driver.files("neighbour", text="邻村报的")
    await driver.by("officer", filing.follow, theirs.id)
    ended = await driver.files(text="不成立")
    await driver.by("duty", triage.dismiss, ended.id, reason="不是隐患")

    async def own(act: Act, kind: OwnFilter) -> list[str]:
        listing = await lists.of_person(act, kind)
        return [entry.case.description for entry in listing.entries]

    assert await driver.by("officer", own, OwnFilter.OPEN) == ["我报的"]
    assert await driver.by("officer", own, OwnFilter.ENDED) == ["不成立"]
    assert await driver.by("officer", own, OwnFilter.FOLLOWED) == ["邻村报的"]
    assert case.reporter_id == driver.people["officer"]
