"""The record of an inspection: the duty it counts for, the cases of its findings, corrections and withdrawals."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from models import Attachment, Duty, DutyFact, Inspection, Message, RiskPoint
from models.enums import AssignmentState, CaseState, DraftKind, DutyState, Level, MediaKind, Source
from scheduler import ticks
from services.core import journal
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.drafts import drafts
from services.inspections import inspections, lists, records
from services.inspections.fields import Found, InspectionFields
from services.inspections.inspections import Entered
from services.media import files as media_files
from services.settings.duties import DutyRule
from township import SLOPE, TownshipDriver

TODAY = date(2026, 11, 23)
OWED = {"of-village": "village", "of-point": "risk_point", "of-unit": "unit", "of-line": "line"}


async def make(driver: TownshipDriver) -> None:
    await ticks.do(driver.town, "sync_duties")
    await ticks.do(driver.town, "make_duties")


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    driver = await TownshipDriver.open(town)
    await make(driver)
    return driver


async def attach(act: Act, draft: Any, unique_id: str, name: str | None = None) -> int:
    """Attach a file as the chat does."""
    media_id = await media_files.remember(
        act.session,
        unique_id=unique_id,
        file_id=f"file-{unique_id}",
        kind=MediaKind.PHOTO,
        file_name=name,
        mime_type="image/jpeg",
        size=1000,
        settings=act.town.settings.files,
        now=act.now,
    )
    await drafts.attach(act.session, draft, media_id, person_id=act.actor.person_id, caption=None, now=act.now, most=20)
    return media_id


async def enters(driver: TownshipDriver, who: str = "director", photos: tuple[str, ...] = (), **given: Any) -> Entered:
    """Let somebody enter a record."""
    usual = {"day": TODAY, "text": "到砖厂检查", "village_id": driver.villages["shangwan"]}

    async def entering(act: Act) -> Entered:
        draft = await drafts.begin(
            act.session, act.actor, DraftKind.INSPECTION, now=act.now, form=InspectionFields, **(usual | given)
        )
        for one in photos:
            await attach(act, draft, one)
        return await inspections.submit(act, draft)

    entered: Entered = await driver.by(who, entering)
    return entered


async def corrects(driver: TownshipDriver, who: str, inspection: Inspection, **given: Any) -> Entered:
    async def correcting(act: Act) -> Entered:
        its = await records.may_correct(act, inspection.id)
        form = records.form_of(its) | given
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.INSPECTION,
            now=act.now,
            subject_id=its.id,
            form=InspectionFields,
            another=True,
            **form,
        )
        return await inspections.submit(act, draft)

    corrected: Entered = await driver.by(who, correcting)
    return corrected


async def duties(driver: TownshipDriver, who: str = "director") -> list[tuple[str, DutyState]]:
    """Return a leader's periods, by their first day, with what became of them."""
    async with driver.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Duty).where(Duty.owing == "post", Duty.who == str(driver.people[who])).order_by(Duty.first)
        )
        return [(f"{duty.first:%Y-%m-%d}", duty.state) for duty in rows]


async def test_it_counts_for_its_leader_and_each_finding_becomes_a_case(driver: TownshipDriver) -> None:
    due = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    entered = await enters(
        driver,
        found=(
            Found(text="后山边坡开裂"),
            Found(text="山脚落石无人清理", unit_id=driver.units["road-station"], due_at=due),
        ),
    )
    assert [duty.rule for duty in entered.counted.of] == ["leader-inspection"]
    assert await duties(driver) == [("2026-10-01", DutyState.DONE)]
    hazard, instruction = [await driver.case(one.case_id) for one in entered.inspection.findings]
    assert (hazard.source, hazard.state, hazard.description) == (Source.INSPECTION, CaseState.SUBMITTED, "后山边坡开裂")
    assert hazard.reporter_id == driver.people["director"]
    assignment = await driver.assignment(instruction, "road-station")
    assert (assignment.state, assignment.due_at) == (AssignmentState.ISSUED, due)
    assert set(await driver.running(instruction)) == {"accept road-station", "feed_back road-station"}


async def test_a_clerk_enters_it_for_a_leader_who_hears_of_it(driver: TownshipDriver) -> None:
    entered = await enters(driver, "duty", leader_id=driver.people["director"])
    its = entered.inspection
    assert (its.leader_id, its.entered_by_id) == (driver.people["director"], driver.people["duty"])
    assert await duties(driver) == [("2026-10-01", DutyState.DONE)]
    with pytest.raises(Forbidden, match="inspection-for-another"):
        await enters(driver, "principal", leader_id=driver.people["director"])


@pytest.mark.parametrize("who", ["officer", "land", "operator"])
async def test_others_enter_none(driver: TownshipDriver, who: str) -> None:
    with pytest.raises(Forbidden):
        await enters(driver, who)


async def test_an_inspection_that_nobody_owes_is_kept_and_counts_for_nothing(driver: TownshipDriver) -> None:
    entered = await enters(driver, "land_head")
    assert entered.counted.of == entered.counted.near == []
    assert entered.inspection.number == "JC20261123-0001"


async def test_a_second_one_in_the_quarter_counts_once_until_the_first_is_withdrawn(driver: TownshipDriver) -> None:
    first = await enters(driver)
    second = await enters(driver, text="到加油站检查")
    assert second.counted.of == []
    assert [duty.state for duty in second.counted.near] == [DutyState.DONE]
    withdrawn = await driver.by("director", inspections.withdraw, first.inspection.id, "重复登记")
    assert [duty.rule for duty in withdrawn.counted.no_more] == ["leader-inspection"]
    assert await duties(driver) == [("2026-10-01", DutyState.DONE)], "the second one is needed now"
    await driver.by("director", inspections.withdraw, second.inspection.id, "不是带队检查")
    assert await duties(driver) == [("2026-10-01", DutyState.OPEN)], "the period is open again"
    await enters(driver)
    assert await duties(driver) == [("2026-10-01", DutyState.DONE)]


@pytest.mark.parametrize(
    ("on", "day", "expected"),
    [
        (date(2026, 12, 31), date(2026, 12, 31), {"2026-10-01": DutyState.DONE, "2027-01-01": DutyState.OPEN}),
        # entered late in the days in which it can be made up, of a day in the quarter
        (date(2027, 1, 12), date(2026, 12, 30), {"2026-10-01": DutyState.DONE, "2027-01-01": DutyState.OPEN}),
        # done in those days: the oldest open period gets it
        (date(2027, 1, 12), date(2027, 1, 12), {"2026-10-01": DutyState.DONE, "2027-01-01": DutyState.OPEN}),
        # too late for the last quarter, which stays missed
        (date(2027, 1, 20), date(2027, 1, 20), {"2026-10-01": DutyState.MISSED, "2027-01-01": DutyState.DONE}),
        (date(2027, 1, 20), date(2026, 12, 30), {"2026-10-01": DutyState.MISSED, "2027-01-01": DutyState.OPEN}),
    ],
)
async def test_the_one_rule_says_for_which_quarter_it_counts(
    driver: TownshipDriver, on: date, day: date, expected: dict[str, DutyState]
) -> None:
    driver.forward(days=(on - driver.now.date()).days)
    await make(driver)
    await ticks.work_off(driver.town)
    await enters(driver, day=day)
    assert dict(await duties(driver)) == expected


async def test_a_corrected_day_counts_for_the_quarter_it_fits(driver: TownshipDriver) -> None:
    driver.forward(days=50)  # 12 January 2027
    await make(driver)
    its = (await enters(driver, day=date(2027, 1, 4))).inspection
    assert dict(await duties(driver)) == {"2026-10-01": DutyState.DONE, "2027-01-01": DutyState.OPEN}
    its = (await corrects(driver, "director", its, text="到砖厂检查，已更正")).inspection
    assert dict(await duties(driver))["2026-10-01"] is DutyState.DONE, "other words move nothing"
    driver.forward(days=10)
    await make(driver)
    corrected = await corrects(driver, "duty", its, day=date(2027, 1, 20))
    assert [duty.first for duty in corrected.counted.of] == [date(2027, 1, 1)]
    assert [duty.state for duty in corrected.counted.no_more] == [DutyState.MISSED]
    async with driver.town.database.reading() as session:
        history = await journal.history(session, records.subject(its.id))
        kept = await session.scalars(sa.select(DutyFact).order_by(DutyFact.id))
        assert [one.withdrawn_at is None for one in kept] == [False, True]
    assert [entry.action for entry in history] == ["enter", "correct", "correct"]
    assert history[1].details["before"]["text"] == "到砖厂检查"
    assert history[2].details["before"]["day"] == "2027-01-04"


async def test_a_correction_back_and_forth_counts_once(driver: TownshipDriver) -> None:
    its = (await enters(driver)).inspection
    its = (await corrects(driver, "director", its, day=date(2026, 9, 1))).inspection
    assert await duties(driver) == [("2026-10-01", DutyState.OPEN)]
    await corrects(driver, "director", its, day=TODAY)
    assert await duties(driver) == [("2026-10-01", DutyState.DONE)]


async def test_words_of_a_settled_quarter_can_be_corrected_a_year_later(driver: TownshipDriver) -> None:
    its = (await enters(driver)).inspection
    driver.forward(days=200)
    await make(driver)
    corrected = await corrects(driver, "director", its, text="补充：查了配电房", day=TODAY - timedelta(days=1))
    assert [duty.state for duty in corrected.counted.of] == [DutyState.DONE]
    assert dict(await duties(driver))["2026-10-01"] is DutyState.DONE


async def test_only_the_author_the_leader_and_the_station_correct_and_withdraw(driver: TownshipDriver) -> None:
    its = (await enters(driver)).inspection
    for who in ("principal", "land_head", "geology_director"):
        with pytest.raises(Forbidden):
            await driver.by(who, inspections.withdraw, its.id, "看看")
    with pytest.raises(Refused, match="error-reason-needed"):
        await driver.by("director", inspections.withdraw, its.id, " ")
    await driver.by("duty", inspections.withdraw, its.id, "录错")
    with pytest.raises(Stale, match="inspection-withdrawn-already"):
        await driver.by("director", inspections.withdraw, its.id, "录错")
    shown = await driver.by("principal", lists.opened, its.id)
    assert shown.inspection.withdrawn_for == "录错", "it stays readable, in its village too"
    with pytest.raises(Forbidden):
        await driver.by("neighbour_principal", lists.opened, its.id)


async def test_what_is_missing_is_named_and_nothing_is_kept(driver: TownshipDriver) -> None:
    for given, lacks in (
        ({"village_id": None}, "inspection-lacks-place"),
        ({"text": ""}, "inspection-lacks-content"),
        ({"text": "检查时有工人被困"}, "inspection-lacks-danger"),
        ({"found": (Found(text="门口杂乱", unit_id=driver.units["water-station"]),)}, "inspection-lacks-line"),
        (
            {
                "found": (
                    Found(text="落石", unit_id=driver.units["road-station"], due_at=driver.now - timedelta(hours=1)),
                )
            },
            "inspection-lacks-due",
        ),
    ):
        with pytest.raises(Refused, match="inspection-incomplete") as refused:
            await enters(driver, **given)
        assert refused.value.arguments["missing"] == (lacks,)
    assert (await enters(driver, text="检查了溺水警示牌", harmless=True)).inspection.number == "JC20261123-0001"


async def test_words_of_danger_in_an_instruction_reach_the_station_too(driver: TownshipDriver) -> None:
    await enters(driver, found=(Found(text="落石后有人被埋", unit_id=driver.units["road-station"]),))
    async with driver.town.database.reading() as session:
        filed = await session.scalars(sa.select(Message.person_id).where(Message.event == "filed"))
        assert driver.people["duty"] in set(filed)


async def test_a_record_is_entered_once(driver: TownshipDriver) -> None:
    async def twice(act: Act) -> None:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.INSPECTION,
            now=act.now,
            form=InspectionFields,
            day=TODAY,
            text="检查",
            village_id=driver.villages["xiahe"],
        )
        await inspections.submit(act, draft)
        await inspections.submit(act, draft)

    with pytest.raises(Stale, match="inspection-entered-already"):
        await driver.by("director", twice)


async def test_six_photos_sent_twice_are_six_each_at_its_finding(driver: TownshipDriver) -> None:
    async def entering(act: Act) -> Entered:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.INSPECTION,
            now=act.now,
            form=InspectionFields,
            day=TODAY,
            village_id=driver.villages["shangwan"],
        )
        ids = [await attach(act, draft, f"photo-{at}", "IMG_0001.jpg") for at in range(6)]
        again = [await attach(act, draft, f"again-{at}", "IMG_0001.jpg") for at in range(6)]
        for at, (first, second) in enumerate(zip(ids, again, strict=True)):
            for media_id in (first, second):
                await media_files.stored(act.session, media_id, sha256=f"{at:064d}", size=1000)
        found = (Found(text="边坡落石", files=(ids[0], ids[1])), Found(text="边坡开裂", files=(ids[2],)))
        await drafts.patch(act.session, draft, InspectionFields, act.now, found=found)
        return await inspections.submit(act, draft)

    entered = await driver.by("director", entering)
    shown = await driver.by("director", lists.opened, entered.inspection.id)
    assert shown.files == 6
    first, second = entered.inspection.findings
    async with driver.town.database.reading() as session:
        of = sa.select(sa.func.count(Attachment.id))
        assert await session.scalar(of.where(Attachment.case_id == first.case_id)) == 2
        assert await session.scalar(of.where(Attachment.case_id == second.case_id)) == 1


async def test_it_counts_for_the_village_and_the_point_where_it_was(town: Town) -> None:
    named = {"zh_CN": "检查", "en": "inspection"}
    rules = {
        code: DutyRule.model_validate({"name": named, "owes": owes, "each": "month", "fulfilled_by": "inspection"})
        for code, owes in (
            ("of-village", "village"),
            ("of-point", "risk_point"),
            ("of-unit", "unit"),
            ("of-line", "line"),
        )
    }
    driver = await TownshipDriver.open(replace(town, settings=town.settings.model_copy(update={"duties": rules})))
    async with driver.town.database.transaction() as session:
        point = RiskPoint(
            code="P1", name="后山", line="geology", level=Level.MAJOR, village_id=driver.villages["shangwan"]
        )
        session.add(point)
    await make(driver)
    entered = await enters(
        driver, "geology_director", point_id=point.id, village_id=None, latitude=SLOPE[0], longitude=SLOPE[1]
    )
    assert sorted((duty.rule, duty.who) for duty in entered.counted.of) == [
        ("of-line", "geology"),
        ("of-point", str(point.id)),
        ("of-village", str(driver.villages["shangwan"])),
    ]
    entered = await enters(driver, "land_head", village_id=driver.villages["xiahe"])
    assert sorted((duty.rule, duty.who) for duty in entered.counted.of) == [
        ("of-unit", str(driver.units["natural-resources"])),
        ("of-village", str(driver.villages["xiahe"])),
    ]


async def test_the_lists_show_the_persons_own_and_all_to_the_station(driver: TownshipDriver) -> None:
    along = (await enters(driver, people=(driver.people["land_head"],), names=("张三",))).inspection
    await enters(driver, "neighbour_principal", village_id=driver.villages["xiahe"])

    async def numbers(who: str, listing: Any) -> list[str]:
        return [one.number for one in (await driver.by(who, listing)).entries]

    assert await numbers("land_head", lists.own) == [along.number]
    assert await numbers("principal", lists.own) == [along.number]
    assert await numbers("officer", lists.own) == []
    assert len(await numbers("duty", lists.everybodys)) == 2
    with pytest.raises(Forbidden):
        await numbers("principal", lists.everybodys)
