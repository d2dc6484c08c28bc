"""A fact that is taken back: another one that was entered in time, and was one too many, stands in for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from duty_steps import rows, ruled
from models import Meeting
from models.enums import DraftKind, DutyState, Level
from patrol_steps import patrolled, risk_point
from scheduler import ticks
from services.core.act import Act
from services.core.town import Town
from services.drafts import drafts
from services.meetings import meetings, minutes
from services.meetings.minutes import MinutesFields
from services.patrols.records import withdraw
from township import TownshipDriver

DONE, MISSED = DutyState.DONE, DutyState.MISSED


@pytest.mark.parametrize("days", [0, 30])
async def test_a_patrol_of_another_point_stands_in_for_the_village_also_when_its_week_is_over(
    town: Town, days: int
) -> None:
    driver = await TownshipDriver.open(
        ruled(
            town,
            point={"owes": "risk_point", "each": "month", "late": 40, "fulfilled_by": "patrol"},
            watch={"owes": "village", "each": "week", "fulfilled_by": "patrol"},
        )
    )
    here, there = await risk_point(driver, "后山"), await risk_point(driver, "河边", level=Level.LARGER)
    first = await driver.by("land", patrolled, here)
    second = await driver.by("land", patrolled, there)
    assert {duty.rule for duty in first.duties} == {"point", "watch"}
    assert {duty.rule for duty in second.duties} == {"point"}, "the village's week is done"
    driver.forward(days=days)
    await driver.by("land", withdraw, first.patrol.id, "选错了点")
    watch, *_ = await rows(driver.town, rule="watch", who=str(driver.villages["shangwan"]))
    assert (watch.state, watch.settled_at) == (DONE, second.patrol.at)
    found = {duty.who: duty.state for duty in await rows(driver.town, rule="point") if duty.first.month == 11}
    assert found[str(there)] is DONE
    assert found[str(here)] is not DONE, "nobody else was there"
    await driver.by("land", withdraw, second.patrol.id, "也选错了")
    watch, *_ = await rows(driver.town, rule="watch", who=str(driver.villages["shangwan"]))
    assert watch.state is (MISSED if days else DutyState.OPEN)


async def test_an_extra_meeting_stands_in_for_minutes_that_are_taken_back(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    await ticks.do(driver.town, "sync_duties")
    await ticks.work_off(driver.town)
    async with driver.town.database.reading() as session:
        usual = (await session.scalars(sa.select(Meeting))).one()
    tenth = datetime(2026, 12, 10, 1, tzinfo=UTC)
    await driver.by("chief", meetings.move, usual.id, tenth)
    await driver.by("chief", meetings.call, usual.id)
    extra = await driver.by("chief", meetings.extra, tenth + timedelta(days=1), "部署寒潮应对")

    async def enters(act: Act, meeting: Meeting) -> Any:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.MINUTES,
            now=act.now,
            subject_id=meeting.id,
            form=MinutesFields,
            text="研究了安全生产工作。",
        )
        return await minutes.enter(act, draft)

    driver.clock.at = tenth + timedelta(days=2)
    await driver.by("duty", enters, usual)
    await driver.by("duty", enters, extra)
    await driver.by("chief", minutes.withdraw, usual.id, "登错了会议")
    (duty,) = await rows(driver.town, rule="joint-meeting", state=DONE)
    assert duty.settled_at == tenth + timedelta(days=1)
