"""Whose a duty is: who is told of it, on whose list it stands, and whose points it costs."""

from datetime import date, datetime

import sqlalchemy as sa

from assessment_steps import missed
from duty_steps import ruled, run
from models import Message, Post, RiskPoint
from models.enums import AssessmentEach, Level
from scheduler import ticks
from services.assessment import period_results
from services.assessment.measures import unit as unit_of
from services.assessment.periods import Period
from services.core.town import Town
from services.duties import lists
from township import TownshipDriver


async def told_of(driver: TownshipDriver) -> dict[str, str]:
    """Return what each person was told."""
    names = {person_id: who for who, person_id in driver.people.items()}
    async with driver.town.database.reading() as session:
        rows = await session.execute(sa.select(Message.person_id, Message.content).where(Message.event == "reminder"))
        found: dict[str, str] = {}
        for person_id, content in rows:
            found[names[person_id]] = found.get(names[person_id], "") + content["text"]
        return found


async def test_what_has_no_unit_and_no_officer_is_its_villages(town: Town) -> None:
    driver = await TownshipDriver.open(
        ruled(
            town,
            point={"owes": "risk_point", "each": "month", "by": 24, "fulfilled_by": "patrol"},
            grid={"owes": "grid", "each": "month", "by": 24, "fulfilled_by": "patrol"},
        )
    )
    async with driver.town.database.transaction() as session:
        session.add(
            RiskPoint(
                code="P1",
                name="后山滑坡点",
                line="geology",
                level=Level.MAJOR,
                village_id=driver.villages["shangwan"],
            )
        )
    await run(driver.town)
    driver.forward(days=1, hours=8)
    await ticks.work_off(driver.town)
    driver.forward(minutes=3)
    await ticks.work_off(driver.town)
    told = await told_of(driver)
    assert "后山滑坡点" in told["principal"]
    assert "第一网格" in told["principal"]
    assert "第一网格" in told["neighbour_principal"]
    assert "后山滑坡点" not in told["neighbour_principal"]
    assert not {"duty", "night"} & told.keys(), "the desk does not patrol"
    listed = await driver.by("principal", lists.own)
    assert {one.behind.name for one in listed.entries} == {"后山滑坡点", "第一网格"}


async def test_what_a_head_owed_stays_with_the_unit_when_the_head_has_left(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    due = datetime(2026, 11, 10, 18, tzinfo=town.zone)
    await missed(driver, "post", driver.people["land_head"], due)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == driver.people["land_head"]).values(active=False))
    found = await driver.by("chief", period_results.of_period, Period(AssessmentEach.MONTH, date(2026, 11, 1)))
    unit = found.of(unit_of(driver.units["natural-resources"]))
    assert [one.lost for one in unit.figures if one.item == "other-duties"] == [10]
