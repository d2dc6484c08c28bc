"""Closing a period: its figures stay, its table stays, and appeals alone change it; on both databases."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from assessment_steps import missed
from benchmarks.support.queries import statements
from models import AssessmentPeriod, Deadline, Draft, Duty, JournalEntry, Message, Post, Unit, Village
from models.enums import AppealState, Assessed, AssessmentEach, DraftKind, DutyState, Role
from scheduler import ticks
from services.assessment import appeals, closing, period_results, report, workbook
from services.assessment.measures import Whose
from services.assessment.period_results import Contested, Result
from services.assessment.periods import Period
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.drafts import drafts
from services.reminders import agenda
from services.settings.assessment.table import Assessment
from township import TownshipDriver

AUGUST = Period(AssessmentEach.MONTH, date(2026, 8, 1))
ITEMS = {
    "work": {
        "name": {"zh_CN": "责任事项", "en": "Duties"},
        "measure": "duties",
        "applies": ["village", "unit", "line"],
        "points": 60,
    },
    "meetings": {
        "name": {"zh_CN": "会议", "en": "Meetings"},
        "measure": "meetings",
        "applies": ["village", "unit", "line"],
        "points": 40,
        "each": "0.5",
    },
}


def ruled(town: Town, **changes: Any) -> Town:
    rules = Assessment.model_validate({"items": ITEMS} | changes)
    return replace(town, settings=town.settings.model_copy(update={"assessment": rules}))


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    """The land office did three of August's four duties, and its line none but the one missed."""
    driver = await TownshipDriver.open(ruled(town), at=datetime(2026, 8, 3, 2, tzinfo=town.zone))
    await ticks.do(driver.town, "keep_assessments")
    land = driver.units["natural-resources"]
    for day in (5, 6, 7):
        due = datetime(2026, 8, day, 18, tzinfo=town.zone)
        await missed(driver, "unit", land, due, state=DutyState.DONE, settled_at=due)
    await missed(driver, "unit", land, datetime(2026, 8, 8, 18, tzinfo=town.zone))
    due = datetime(2026, 8, 9, 18, tzinfo=town.zone)
    await missed(driver, "line", "geology", due, state=DutyState.DONE, settled_at=due)
    return driver


def on(driver: TownshipDriver, month: int, day: int) -> None:
    driver.clock.at = datetime(2026, month, day, 10, tzinfo=driver.town.zone)


async def of(driver: TownshipDriver, period: Period, kind: Assessed, who: int | str) -> Result:
    found: Result | None = (await driver.by("chief", period_results.of_period, period)).of(Whose(kind, str(who)))
    assert found is not None
    return found


async def land(driver: TownshipDriver, period: Period = AUGUST) -> Result:
    return await of(driver, period, Assessed.UNIT, driver.units["natural-resources"])


async def lost(driver: TownshipDriver) -> int:
    """Return the row of the duty that the land office missed, in the closed August."""

    async def find(act: Act) -> int:
        row = await period_results.row_of(act.session, AUGUST)
        assert row is not None
        whose = Whose(Assessed.UNIT, str(driver.units["natural-resources"]))
        return next(one.id for one in await period_results.kept_occasions(act.session, row, whose) if one.credit == "0")

    found: int = await driver.by("chief", find)
    return found


async def appeals_(
    driver: TownshipDriver, who: str, occasion_id: int, text: str = "当天停电，演练改期获同意"
) -> Contested:
    async def filing(act: Act) -> Contested:
        draft: Draft = await drafts.begin(
            act.session, act.actor, DraftKind.APPEAL, now=act.now, subject_id=occasion_id, another=True, text=text
        )
        await driver._attach(act.session, draft, act.actor, 1)
        return await appeals.file(act, draft)

    done: Contested = await driver.by(who, filing)
    return done


async def told(driver: TownshipDriver, event: str) -> set[str]:
    names = {person_id: who for who, person_id in driver.people.items()}
    async with driver.town.database.reading() as session:
        found = await session.scalars(sa.select(Message.person_id).where(Message.event == event))
        return {names[one or 0] for one in found}


async def owed(driver: TownshipDriver, kind: str) -> list[datetime]:
    async with driver.town.database.reading() as session:
        query = sa.select(Deadline.due_at).where(Deadline.kind == kind, Deadline.ended_at.is_(None))
        return list(await session.scalars(query))


async def test_the_close_is_owed_reminded_and_made_by_who_has_the_right(driver: TownshipDriver) -> None:
    with pytest.raises(Refused, match="assess-not-over"):
        await driver.by("chief", closing.close, AUGUST)
    with pytest.raises(Refused, match="assess-not-begun"):
        await driver.by("chief", closing.close, AUGUST.before)
    on(driver, 9, 1)
    for _ in range(2):
        await ticks.do(driver.town, "keep_assessments")
    (due,) = await owed(driver, "close_assessment")
    assert due.astimezone(driver.town.zone).date() == date(2026, 9, 14), "ten working days"
    assert (await driver.by("deputy", agenda.agenda, agenda.When.LATER)).listing.total == 1
    for who in ("duty", "land_head"):
        with pytest.raises(Forbidden):
            await driver.by(who, closing.close, AUGUST)
    await driver.by("deputy", closing.close, AUGUST)
    assert await owed(driver, "close_assessment") == []
    assert await told(driver, "assessment_closed") >= {"land", "land_head", "principal", "geology_director"}
    with pytest.raises(Stale, match="assess-closed-already"):
        await driver.by("chief", closing.close, AUGUST)
    on(driver, 11, 20)
    await ticks.do(driver.town, "keep_assessments")
    assert len(await owed(driver, "close_assessment")) == 2, "after a long sleep: the last month and the last quarter"


async def test_a_closed_period_keeps_its_figures_and_names_what_changed_since(driver: TownshipDriver) -> None:
    on(driver, 9, 2)
    before = await land(driver)
    assert (before.total, before.lost) == (85, 15), "60 × 3/4 + 40"
    await driver.by("chief", closing.close, AUGUST)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Duty).where(Duty.state == DutyState.MISSED).values(state=DutyState.EXCUSED))
        await session.execute(sa.update(Unit).values(name="新名"))
    await missed(driver, "unit", driver.units["natural-resources"], datetime(2026, 8, 20, 18, tzinfo=driver.town.zone))
    after = await land(driver)
    assert (after.total, after.holder.name, after.figures) == (85, "自然资源所", before.figures)

    async def since(act: Act) -> list[tuple[str, str]]:
        found = await period_results.of_period(act, AUGUST)
        changed = await period_results.since_close(act, found, after.holder.whose)
        return sorted((one.was.key if one.was else "-", one.now.key if one.now else "-") for one in changed)

    assert await driver.by("chief", since) == [
        ("-", "occasion-duty-missed"),
        ("occasion-duty-missed", "occasion-duty-excused"),
    ]
    name, content = await driver.by("chief", workbook.workbook, AUGUST)
    assert name.endswith("2026 年 8 月考核.xlsx")
    assert content[:2] == b"PK"
    paper: report.Report = await driver.by("land_head", report.of_period, AUGUST)
    assert [(part.kind, [row.name for row in part.rows]) for part in paper.parts] == [(Assessed.UNIT, ["自然资源所"])]
    assert (paper.parts[0].rows[0].total, len(paper.outcomes), paper.closed_at is not None) == (85, 4, True)


async def test_a_table_that_changes_on_15_august_counts_from_september(driver: TownshipDriver) -> None:
    on(driver, 8, 15)
    changed = {code: one | {"points": 100 - one["points"]} for code, one in ITEMS.items()}
    driver.town = ruled(driver.town, items=changed, own_percent=50)
    await ticks.do(driver.town, "keep_assessments")
    await missed(driver, "unit", driver.units["natural-resources"], datetime(2026, 9, 8, 18, tzinfo=driver.town.zone))
    on(driver, 9, 20)
    assert [one.points for one in (await land(driver)).figures] == [60, 40]
    assert (await land(driver)).total == 85, "what was done in August keeps its points"
    september = await land(driver, AUGUST.after)
    assert [one.points for one in september.figures] == [40, 60]
    assert september.total == 60
    quarter = await land(driver, Period(AssessmentEach.QUARTER, date(2026, 7, 1)))
    assert [one.points for one in quarter.figures] == [60, 40], "the quarter was running"


async def test_an_appeal_is_answered_by_another_and_changes_the_points(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:  # a leader of the station who works for the land office
        unit_id = driver.units["natural-resources"]
        session.add(Post(person_id=driver.people["deputy"], role=Role.UNIT_HANDLER, unit_id=unit_id))
    on(driver, 9, 2)
    await driver.by("chief", closing.close, AUGUST)
    line = await of(driver, AUGUST, Assessed.LINE, "geology")
    assert (line.own, line.below, line.total) == (100, 85, 97)
    occasion = await lost(driver)
    for who in ("road", "principal", "chief"):
        with pytest.raises(Forbidden):
            await appeals_(driver, who, occasion)
    filed = await appeals_(driver, "land", occasion)
    assert filed.appeal is not None
    with pytest.raises(Stale, match="appeal-there"):
        await appeals_(driver, "land_head", occasion)
    (due,) = await owed(driver, "answer_appeal")
    assert due.astimezone(driver.town.zone).date() == date(2026, 9, 9)
    assert await told(driver, "appeal_filed") == {"chief"}, "not the leader of the same unit"
    assert (await driver.by("deputy", agenda.agenda, agenda.When.LATER)).listing.total == 0
    for who in ("deputy", "land_head", "duty"):
        with pytest.raises(Forbidden):
            await driver.by(who, appeals.uphold, filed.appeal.id, "属实", as_done=True)
    with pytest.raises(Refused):
        await driver.by("chief", appeals.uphold, filed.appeal.id, " ", as_done=True)
    found: Contested = await driver.by("chief", appeals.uphold, filed.appeal.id, "已核实停电通知", as_done=True)
    assert found.appeal is not None
    assert found.appeal.state is AppealState.UPHELD
    assert (await land(driver)).total == 100
    assert (await of(driver, AUGUST, Assessed.LINE, "geology")).total == 100, "the line above follows"
    assert await told(driver, "appeal_answered") == {"land", "land_head", "deputy"}
    assert await owed(driver, "answer_appeal") == []
    async with driver.town.database.reading() as session:
        entry = await session.scalar(sa.select(JournalEntry).where(JournalEntry.action == "appeal_upheld"))
        assert entry is not None
        assert (entry.reason, entry.details["totals"][f"u{unit_id}"]) == ("已核实停电通知", ["85.00", "100.00"])
    with pytest.raises(Stale, match="appeal-answered-already"):
        await driver.by("chief", appeals.refuse, filed.appeal.id, "又不属实")


async def test_an_appeal_is_refused_withdrawn_or_too_late(driver: TownshipDriver) -> None:
    on(driver, 9, 2)
    await driver.by("chief", closing.close, AUGUST)
    occasion = await lost(driver)
    first = await appeals_(driver, "land", occasion)
    assert first.appeal is not None
    await driver.by("land_head", appeals.withdraw, first.appeal.id)
    on(driver, 9, 14)
    with pytest.raises(Refused, match="appeal-too-late"):
        await appeals_(driver, "land", occasion)
    on(driver, 9, 8)
    again = await appeals_(driver, "land", occasion, "补充证明")
    assert again.appeal is not None
    await driver.by("chief", appeals.refuse, again.appeal.id, "未提供改期批件")
    assert (await land(driver)).total == 85
    assert await told(driver, "appeal_answered") == {"land", "land_head"}


async def test_left_out_an_outcome_counts_neither_way(driver: TownshipDriver) -> None:
    on(driver, 9, 2)
    await driver.by("chief", closing.close, AUGUST)
    filed = await appeals_(driver, "land", await lost(driver))
    assert filed.appeal is not None
    await driver.by("director", appeals.uphold, filed.appeal.id, "上级已免除", as_done=False)
    found = await land(driver)
    assert (found.figures[0].got, found.figures[0].of, found.figures[0].neutral) == (60, 3, 1)


async def test_nobody_sees_more_than_the_own(driver: TownshipDriver) -> None:
    def seen(found: period_results.PeriodResults) -> set[tuple[str, str]]:
        return {(one.holder.whose.kind.value, one.holder.whose.id) for one in found.results}

    unit, village = str(driver.units["natural-resources"]), str(driver.villages["shangwan"])
    assert seen(await driver.by("land", period_results.seen, AUGUST)) == {("unit", unit)}
    assert seen(await driver.by("principal", period_results.seen, AUGUST)) == {("village", village)}
    director = seen(await driver.by("geology_director", period_results.seen, AUGUST))
    assert {("line", "geology"), ("unit", unit)} <= director
    assert not any(kind == "village" for kind, _ in director)
    assert len(seen(await driver.by("duty", period_results.seen, AUGUST))) == 2 + 5 + 14
    with pytest.raises(Forbidden):
        await driver.by("officer", period_results.seen, AUGUST)


async def test_fifty_villages_and_a_year_take_as_many_queries_as_two(driver: TownshipDriver) -> None:
    driver.town = ruled(driver.town, items=Assessment().model_dump()["items"])
    year = Period(AssessmentEach.YEAR, date(2026, 1, 1))

    async def count() -> int:
        with statements(driver.town.database) as found:
            async with driver.town.database.reading() as session:
                act = Act(session, driver.town, driver.now, await driver.actor("chief"))
                await period_results.of_period(act, year)
        return len(found)

    few = await count()
    async with driver.town.database.transaction() as session:
        session.add_all(Village(code=f"v{at}", name=f"{at}村") for at in range(48))
    for at in range(30):
        await missed(driver, "village", at + 3, datetime(2026, 8, 5, 18, tzinfo=driver.town.zone) + timedelta(days=at))
    assert await count() - few <= 1
    assert few <= 40


async def test_two_clocks_ask_once_and_note_one_table(driver: TownshipDriver) -> None:
    on(driver, 9, 1)
    await asyncio.gather(*(ticks.do(driver.town, "keep_assessments") for _ in range(3)))
    async with driver.town.database.reading() as session:
        assert len(list(await session.scalars(sa.select(AssessmentPeriod)))) == 1
    assert len(await owed(driver, "close_assessment")) == 1
    assert (await land(driver)).total == Decimal(85)
