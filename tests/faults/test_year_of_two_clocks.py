"""Two schedulers through a year of duties on PostgreSQL, killed at random: no duty twice, and none missing."""

import asyncio
import random
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import yaml

from duty_steps import colour, lift
from forked_product import Forker
from killed_clocks import clock, set_to
from models import Deadline, Duty, DutySeries, FiredStep
from models.enums import Colour, DutyState
from patience import until
from patrol_steps import patrolled
from plain_calendar import SHANGHAI, at, days
from plain_duties import Key, PlainYear
from services.core.town import Town
from thoroughness import LONG, times
from year_rules import FULL, SMALL, ruled, sections
from year_town import YearTown
from year_walk import WARNED, key_of

BEGIN, END = date(2025, 12, 29), date(2027, 2, 1)
HOP = timedelta(hours=times(7, by_day=67))
KILLS = times(60, by_day=6)
RED = at(date(2026, 7, 17), 10), at(date(2026, 7, 24), 12)
"""From when to when a red warning is in force."""


@pytest.mark.timeout(3600 if LONG else 900)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_each_duty_of_the_year_is_made_once_by_clocks_that_are_killed(
    town: Town, database_url: str, processes: Forker, tmp_path: Path
) -> None:
    rng = random.Random(2026)
    year = await YearTown.open(ruled(town), None, FULL if LONG else SMALL, at(BEGIN, 9))
    driver, file, rules = year.driver, tmp_path / "now", tmp_path / "rules.yaml"
    rules.write_text(yaml.safe_dump(sections()), encoding="utf-8")
    set_to(file, driver.now)
    hops = int((at(END) - driver.now) / HOP)
    killed, red, since, ended = set(rng.sample(range(hops), KILLS)), 0, driver.now, driver.now
    given = (processes, "maker", database_url, file, rules)
    async with clock(*given) as one, clock(*given) as other:
        for hop in range(hops):
            driver.clock.at += HOP
            set_to(file, driver.now)
            if not red and driver.now >= RED[0]:
                red, since = await colour(driver, Colour.RED, lines=("geology",)), driver.now
            elif red and ended < since and driver.now >= RED[1]:
                await lift(driver, red)
                ended = driver.now
            await patrolled_by_chance(year, rng)
            await asyncio.sleep(rng.uniform(0.01, 0.1))
            if hop in killed:
                await rng.choice((one, other)).kill_and_restart()
        driver.clock.at = at(END)
        set_to(file, driver.now)
        await until(lambda: nothing_due(year), what="the clocks do not come to an end")
    assert not file.with_suffix(".errors").exists(), file.with_suffix(".errors").read_text()
    await check(year, owed(year, since, ended))


async def patrolled_by_chance(year: YearTown, rng: random.Random) -> None:
    """Let the land office patrol one of its points, while the clocks are at work on the same duties."""
    point = rng.choice([one for one in year.points if one.unit == year.driver.units["natural-resources"]])
    await year.driver.by("land", patrolled, point.id)


def owed(year: YearTown, since: datetime, ended: datetime) -> dict[Key, datetime]:
    """Return when each duty of the year is due, those of the warning too as far as it was in force then."""
    plain = PlainYear(year.duties())
    points = [one for one in year.owing_of(WARNED) if year.point(one).line == "geology"]
    for day in days(since.astimezone(SHANGHAI).date(), ended.astimezone(SHANGHAI).date()):
        plain.stops = [at(day)]
        plain.warned(WARNED, points, since.astimezone(SHANGHAI))
    return {one.key: one.due for one in plain.duties if not one.track or one.due <= ended}


async def nothing_due(year: YearTown) -> bool:
    now = year.driver.now
    async with year.driver.town.database.reading() as session:
        series = await session.scalar(sa.select(DutySeries.id).where(DutySeries.next_at <= now).limit(1))
        late = sa.or_(Deadline.next_at <= now, Deadline.lapse_at <= now)
        row = await session.scalar(sa.select(Deadline.id).where(Deadline.ended_at.is_(None), late).limit(1))
        return series is None and row is None


async def check(year: YearTown, wanted: dict[Key, datetime]) -> None:
    async with year.driver.town.database.reading() as session:
        those = (Duty.first <= date(2026, 12, 31), Duty.state != DutyState.VOID)
        rows = list(await session.scalars(sa.select(Duty).where(*those)))
        steps = await session.execute(sa.select(FiredStep.deadline_id, FiredStep.at, FiredStep.doing, FiredStep.rank))
        twice = [step for step, number in Counter(tuple(row) for row in steps).items() if number > 1]
        running = await session.execute(
            sa.select(Deadline.subject_id, sa.func.count()).where(Deadline.kind == "duty").group_by(Deadline.subject_id)
        )
        deadlines = dict(tuple(row) for row in running)
    assert Counter(key_of(one) for one in rows) == Counter(wanted.keys())
    assert {key_of(one): one.due_at for one in rows} == wanted
    assert twice == []
    for one in rows:
        assert one.state is (DutyState.DONE if one.done >= one.needed else DutyState.MISSED)
        assert deadlines.get(one.id, 0) <= 1
    assert {one.state for one in rows} == {DutyState.DONE, DutyState.MISSED}
