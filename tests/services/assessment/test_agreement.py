"""Month, quarter and year agree: appeals, points that change hands, villages that end; on both databases."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from assessment_steps import missed
from models import Deadline, Draft, Duty, Person, Post, RiskPoint, Unit, Village
from models.enums import Assessed, AssessmentEach, DraftKind, DutyState, Level, Role
from scheduler import ticks
from services.assessment import appeals, closing, period_results
from services.assessment.measures import Whose
from services.assessment.period_results import Contested, Result
from services.assessment.periods import Period
from services.core.act import Act
from services.core.town import Town
from services.drafts import drafts
from services.duties import fulfilment
from services.duties.fulfilment import Fact
from services.duties.owing import Who
from services.settings.assessment.table import Assessment
from services.settings.duties import Owing
from township import TownshipDriver

AUGUST = Period(AssessmentEach.MONTH, date(2026, 8, 1))
QUARTER = Period(AssessmentEach.QUARTER, date(2026, 7, 1))
YEAR = Period(AssessmentEach.YEAR, date(2026, 1, 1))
DUTIES = {
    "work": {
        "name": {"zh_CN": "责任事项", "en": "Duties"},
        "measure": "duties",
        "applies": ["village", "unit", "line"],
        "points": 100,
    }
}


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    rules = Assessment.model_validate({"items": DUTIES})
    ruled = replace(town, settings=town.settings.model_copy(update={"assessment": rules}))
    driver = await TownshipDriver.open(ruled, at=datetime(2026, 8, 3, 2, tzinfo=town.zone))
    await ticks.do(driver.town, "keep_assessments")
    return driver


def at(driver: TownshipDriver, month: int, day: int) -> datetime:
    return datetime(2026, month, day, 10, tzinfo=driver.town.zone)


async def of(driver: TownshipDriver, period: Period, kind: Assessed, who: int | str) -> Result | None:
    found: Result | None = (await driver.by("chief", period_results.of_period, period)).of(Whose(kind, str(who)))
    return found


async def scores(driver: TownshipDriver, kind: Assessed, who: int | str) -> list[Decimal | None]:
    found = [await of(driver, period, kind, who) for period in (AUGUST, QUARTER, YEAR)]
    return [one.own if one is not None else None for one in found]


async def point_of(driver: TownshipDriver, unit: str) -> int:
    async with driver.town.database.transaction() as session:
        row = RiskPoint(
            code="R1",
            name="后山",
            line="geology",
            level=Level.MAJOR,
            village_id=driver.villages["shangwan"],
            unit_id=driver.units[unit],
        )
        session.add(row)
        await session.flush()
        return row.id


async def appealed(driver: TownshipDriver, who: str) -> Contested:
    """Let somebody appeal against the only outcome of the land office in the closed August."""

    async def filing(act: Act) -> Contested:
        row = await period_results.row_of(act.session, AUGUST)
        assert row is not None
        whose = Whose(Assessed.UNIT, str(driver.units["natural-resources"]))
        (one,) = await period_results.kept_occasions(act.session, row, whose)
        draft: Draft = await drafts.begin(
            act.session, act.actor, DraftKind.APPEAL, now=act.now, subject_id=one.id, text="当天停电"
        )
        return await appeals.file(act, draft)

    done: Contested = await driver.by(who, filing)
    return done


async def test_an_appeal_upheld_in_a_month_counts_in_its_quarter_and_year(driver: TownshipDriver) -> None:
    land = driver.units["natural-resources"]
    await missed(driver, "unit", land, at(driver, 8, 8))
    driver.clock.at = at(driver, 9, 2)
    await driver.by("chief", closing.close, AUGUST)
    assert await scores(driver, Assessed.UNIT, land) == [0, 0, 0]
    filed = await appealed(driver, "land")
    assert filed.appeal is not None
    await driver.by("chief", appeals.uphold, filed.appeal.id, "已核实", as_done=True)
    assert await scores(driver, Assessed.UNIT, land) == [100, 100, 100]
    driver.clock.at = at(driver, 10, 5)
    await driver.by("chief", closing.close, QUARTER)
    assert await scores(driver, Assessed.UNIT, land) == [100, 100, 100]


async def test_what_was_settled_stays_with_the_unit_that_had_the_point_then(driver: TownshipDriver) -> None:
    point = await point_of(driver, "natural-resources")
    due = at(driver, 8, 10)
    await missed(driver, "risk_point", point, due, fact="patrol", state=DutyState.OPEN, settled_at=None)
    driver.clock.at = at(driver, 8, 9)

    async def patrolled(act: Act) -> Any:
        return await fulfilment.fulfil(act, Fact("patrol", 1, act.now, frozenset({Who(Owing.RISK_POINT, str(point))})))

    assert await driver.by("land", patrolled)
    async with driver.town.database.transaction() as session:
        road = driver.units["road-station"]
        await session.execute(
            sa.update(RiskPoint).values(unit_id=road, line="flood", village_id=driver.villages["xiahe"])
        )
    driver.clock.at = at(driver, 9, 2)
    assert await scores(driver, Assessed.UNIT, driver.units["natural-resources"]) == [100, 100, 100]
    assert await scores(driver, Assessed.UNIT, road) == [None, None, None]
    assert await scores(driver, Assessed.LINE, "geology") == [100, 100, 100]
    await driver.by("chief", _withdrawn)
    assert await scores(driver, Assessed.UNIT, road) == [0, 0, 0], "owed again, by who has the point now"


async def _withdrawn(act: Act) -> None:
    await fulfilment.withdraw(act, "patrol", 1)


async def test_who_leaves_a_post_leaves_what_was_done_with_the_unit(driver: TownshipDriver) -> None:
    who = driver.people["land_head"]
    await missed(driver, "post", who, at(driver, 8, 10), state=DutyState.OPEN, settled_at=None)

    async def lapses(act: Act) -> None:
        duty_id = await act.session.scalar(sa.select(Duty.id).where(Duty.owing == "post"))
        await fulfilment.lapse(act, Deadline(subject_id=duty_id))

    driver.clock.at = at(driver, 9, 1)
    await driver.by("chief", lapses)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == who).values(active=False))
        await session.execute(sa.update(Person).where(Person.id == who).values(active=False))
        session.add(Post(person_id=who, role=Role.UNIT_HEAD, unit_id=driver.units["road-station"]))
    assert await scores(driver, Assessed.UNIT, driver.units["natural-resources"]) == [0, 0, 0]
    assert await scores(driver, Assessed.UNIT, driver.units["road-station"]) == [None, None, None]


async def test_a_village_or_unit_that_ends_is_assessed_for_what_it_has_done(driver: TownshipDriver) -> None:
    for owing, who in (("village", driver.villages["xiahe"]), ("unit", driver.units["traffic-police"])):
        await missed(driver, owing, who, at(driver, 8, 10))
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Village).where(Village.code == "xiahe").values(active=False))
        await session.execute(
            sa.update(Unit).where(Unit.code.in_(["traffic-police", "water-station"])).values(active=False)
        )
    driver.clock.at = at(driver, 9, 2)
    for _ in range(2):
        assert await scores(driver, Assessed.VILLAGE, driver.villages["xiahe"]) == [0, 0, 0]
        assert await scores(driver, Assessed.UNIT, driver.units["traffic-police"]) == [0, 0, 0]
        assert await of(driver, AUGUST, Assessed.UNIT, driver.units["water-station"]) is None, "nothing was owed there"
        if (await driver.by("chief", period_results.of_period, AUGUST)).row is None:
            await driver.by("chief", closing.close, AUGUST)
    assert await of(driver, AUGUST.after, Assessed.VILLAGE, driver.villages["xiahe"]) is None
    assert timedelta() < driver.now - AUGUST.ends(driver.town)
