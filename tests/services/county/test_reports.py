"""Reports to the county: the clock of 初报、续报、核报, versions that stay, telephoning first (DOMAIN §3, §4)."""

import asyncio
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, CountyReport, Deadline, Draft
from models.enums import DeadlineOutcome, Kind, ReportingState, ReportKind, ReportWay
from scheduler import ticks
from services.assignments import verification
from services.core import journal
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.county import clock as county_clock
from services.county import figures as county_figures
from services.county import phone_alarm
from services.county import reports as county_reports
from services.county import standing as county_standing
from services.county import steps as county_steps
from services.county.fields import CountyFields
from services.county.figures import Figures
from services.county.phone_alarm import Alarm
from services.drafts import drafts
from services.triage import merging, triage
from township import GRAVE, MONDAY, TownshipDriver

INCIDENT = {"kind": Kind.INCIDENT}
KNOWN = {
    "affected": 12, "relocated": 5, "dead": 0, "missing": 0, "injured": 1, "collapsed": 0, "damaged": 2,
    "crops": "1.50", "loss": "0.80",
}  # fmt: skip


def local(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    """A time on the township's wall clock."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def writes(
    driver: TownshipDriver,
    case: Case,
    who: str = "duty",
    *,
    zero: bool = False,
    way: ReportWay = ReportWay.SYSTEM,
    sure: bool = True,
    figures: dict[str, Any] | None = None,
    **fields: Any,
) -> CountyReport:
    """Write the next report and note that it was sent."""

    async def writing(act: Act) -> CountyReport:
        draft = await county_reports.begin(act, case.id, zero=zero)
        return await _sent(act, draft, way, sure, figures, **fields)

    report: CountyReport = await driver.by(who, writing)
    return report


async def corrects(driver: TownshipDriver, report: CountyReport, who: str = "duty", **more: Any) -> CountyReport:
    """Correct a report."""
    figures, reason = more.pop("figures", None), more.pop("reason", "现场复核")

    async def correcting(act: Act) -> CountyReport:
        draft = await county_reports.begin_correction(act, report.id)
        return await _sent(act, draft, ReportWay.FAX, True, figures, reason=reason, **more)

    made: CountyReport = await driver.by(who, correcting)
    return made


async def _sent(
    act: Act,
    draft: Draft,
    way: ReportWay,
    sure: bool,
    figures: dict[str, Any] | None,
    **fields: Any,
) -> CountyReport:
    present = county_reports.fields_of(draft)
    if figures is not None:
        fields["figures"] = present.figures.kept() | figures
    await drafts.patch(act.session, draft, CountyFields, act.now, **fields)
    if sure:
        found = await county_standing.standing(act.session, act.actor, draft.subject_id or 0)
        doubts = county_reports.doubts(found, county_reports.fields_of(draft))
        await drafts.patch(act.session, draft, CountyFields, act.now, sure=county_figures.agreed(doubts))
    return await county_reports.send(act, draft, way=way)


async def state(driver: TownshipDriver, case: Case) -> ReportingState | None:
    async with driver.town.database.reading() as session:
        found = await county_clock.reporting_of(session, case.id)
        return found.state if found else None


async def owed(driver: TownshipDriver, case: Case) -> dict[str, datetime]:
    """What the county is still owed, with when."""
    kinds = ("first_report", "follow_up_report", "verified_report", "phone_county")
    return {kind: at for kind, at in (await driver.running(case)).items() if kind in kinds}


async def see(driver: TownshipDriver, case: Case, who: str = "duty") -> county_standing.Standing:
    async def seeing(act: Act) -> Any:
        return await county_standing.standing(act.session, act.actor, case.id)

    found: county_standing.Standing = await driver.by(who, seeing)
    return found


async def outcomes(driver: TownshipDriver, case: Case) -> list[tuple[str, DeadlineOutcome | None]]:
    async with driver.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Deadline)
            .where(Deadline.case_id == case.id, Deadline.kind.in_(county_clock.KINDS))
            .order_by(Deadline.id)
        )
        return [(row.kind, row.outcome) for row in rows]


async def goes_to(driver: TownshipDriver, at: datetime) -> None:
    """Move the clock and let it do what is due."""
    driver.clock.at = at
    await ticks.work_off(driver.town)


async def told(driver: TownshipDriver, case: Case, event: str = "deadline") -> set[str]:
    return set(await driver.told(event, case))


# --- the first report -------------------------------------------------------------------------------------------


async def test_an_incident_is_due_at_the_county_60_minutes_after_it_was_filed_and_red_at_45(
    driver: TownshipDriver,
) -> None:
    case = await driver.files(**INCIDENT)
    await driver.by("duty", triage.judge, case.id)  # confirmed: only the report is left to press
    assert (await owed(driver, case)) == {"first_report": MONDAY + timedelta(minutes=60)}
    await driver.hands(case, "natural-resources")
    await driver.by("land", _accept, (await driver.assignment(case, "natural-resources")).id)
    before = await told(driver, case)
    await goes_to(driver, MONDAY + timedelta(minutes=44))
    assert await told(driver, case) == before
    await goes_to(driver, MONDAY + timedelta(minutes=45))
    assert {"duty", "deputy"} <= await told(driver, case)
    assert "chief" in await told(driver, case), "red reaches the chief, before it is too late"
    assert "director" not in await told(driver, case)
    await goes_to(driver, MONDAY + timedelta(minutes=75))
    assert "director" in await told(driver, case)


async def _accept(*args: Any, **more: Any) -> Any:
    from services.assignments import handling

    return await handling.accept(*args, **more)


async def test_a_hazard_is_none_of_the_countys_until_it_is_an_incident(driver: TownshipDriver) -> None:
    case = await driver.files()
    assert await state(driver, case) is None
    driver.forward(minutes=30)
    await driver.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assert await owed(driver, case) == {"first_report": MONDAY + timedelta(minutes=60)}, (
        "it had happened when it came in"
    )
    assert "night" in await driver.told("county_owed", case), "the desk hears that a clock runs"

    grown = await driver.files(text="裂缝")
    await driver.by("duty", triage.judge, grown.id)
    driver.forward(hours=5)
    await driver.by("duty", triage.judge, grown.id, kind=Kind.INCIDENT)
    assert await owed(driver, grown) == {"first_report": driver.now + timedelta(minutes=60)}, (
        "it has grown into one now"
    )


async def test_who_hears_late_of_an_event_has_a_red_report_to_write_and_not_an_overdue_one(
    driver: TownshipDriver,
) -> None:
    case = await driver.files()
    driver.forward(hours=3)
    await driver.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assert await owed(driver, case) == {"first_report": driver.now + timedelta(minutes=15)}


async def test_no_incident_after_all_is_no_report(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await driver.by("duty", triage.judge, case.id, kind=Kind.HAZARD)
    assert (await state(driver, case), await owed(driver, case)) == (ReportingState.CANCELLED, {})
    await driver.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assert await state(driver, case) is ReportingState.FIRST_DUE
    assert await outcomes(driver, case) == [
        ("first_report", DeadlineOutcome.CANCELLED),
        ("first_report", None),
    ]


async def test_the_time_of_the_event_moves_the_deadline(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    at = MONDAY - timedelta(minutes=20)
    await driver.by("duty", county_steps.set_event, case.id, event_at=at)
    assert await owed(driver, case) == {"first_report": at + timedelta(minutes=60)}
    for wrong in (driver.now + timedelta(minutes=1), driver.now - timedelta(days=31)):
        with pytest.raises(Refused, match="error-event-time"):
            await driver.by("duty", county_steps.set_event, case.id, event_at=wrong)
    report = await writes(driver, case)
    assert "2026年11月23日9时40分" in report.text
    with pytest.raises(Stale, match="error-reporting-moved-on"):
        await driver.by("duty", county_steps.set_event, case.id, event_at=driver.now)


async def test_a_first_report_may_say_that_nothing_is_known_yet(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT, village_id=driver.villages["shangwan"])
    report = await writes(driver, case, text="已派人赶赴现场")
    assert (report.kind, report.number, report.edition) == (ReportKind.FIRST, 1, 1)
    for part in ("青溪镇险情初报", case.number, "云川县应急管理局：", "上湾村", "地质灾害险情：村道边坡有落石"):
        assert part in report.text
    assert "死亡待核" in report.text
    assert "处置情况：已派人赶赴现场" in report.text
    assert "孙" not in report.text, "no names of persons (I9)"
    assert await outcomes(driver, case) == [("first_report", DeadlineOutcome.MET), ("follow_up_report", None)]


# --- follow-ups --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_at", "prompt"),
    [
        (local(23, 10), local(24, 7, 30)),
        (local(23, 23, 40), local(24, 7, 30)),
        (local(24, 0, 0), local(24, 7, 30)),
        (local(24, 7, 29), local(24, 7, 30)),
        (local(24, 7, 31), local(25, 7, 30)),
        (local(31, 23, 59, month=12), local(1, 7, 30, month=1, year=2027)),
    ],
)
async def test_a_follow_up_is_prompted_at_0730_and_due_at_0800(
    driver: TownshipDriver, first_at: datetime, prompt: datetime
) -> None:
    driver.clock.at = first_at - timedelta(minutes=5)
    case = await driver.files(**INCIDENT)
    await driver.by("duty", triage.judge, case.id)
    driver.clock.at = first_at
    await writes(driver, case)
    assert await owed(driver, case) == {"follow_up_report": prompt + timedelta(minutes=30)}


async def test_the_desk_is_prompted_and_a_missing_follow_up_climbs(driver: TownshipDriver) -> None:
    case = await driver.dispatched(**INCIDENT)
    await writes(driver, case, figures=KNOWN)
    await driver.by("duty", verification.declare_over, case.id)
    await goes_to(driver, local(24, 7, 29))
    async with driver.town.database.reading() as session:
        before = await _heads(session, case)
    await goes_to(driver, local(24, 7, 30))
    async with driver.town.database.reading() as session:
        heads = (await _heads(session, case))[len(before) :]
    assert any("待续报，11-24 08:00 到期，还剩 30 分钟" in head for head in heads)
    await goes_to(driver, local(24, 8, 16))
    async with driver.town.database.reading() as session:
        heads = (await _heads(session, case))[len(before) :]
    assert any("督办" in head and "续报已逾期" in head for head in heads)


async def _heads(session: AsyncSession, case: Case) -> list[str]:
    from models import Message

    rows = await session.scalars(
        sa.select(Message).where(Message.case_id == case.id, Message.event == "deadline").order_by(Message.id)
    )
    return [row.content["text"].splitlines()[0] for row in rows]


async def test_a_follow_up_begins_with_the_last_figures_and_says_what_has_changed(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await writes(driver, case, figures=KNOWN)
    driver.clock.at = local(24, 7, 35)
    second = await writes(driver, case, figures={"injured": 3})
    assert Figures.model_validate(second.figures) == Figures.model_validate(KNOWN | {"injured": 3})
    assert "较上次报告：受伤由1变为3。" in second.text
    assert "续报1" in second.text
    assert await owed(driver, case) == {"follow_up_report": local(25, 8)}


async def test_a_zero_report_is_one_press_and_covers_the_day(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    with pytest.raises(Refused, match="error-zero-first"):
        await writes(driver, case, zero=True)
    await writes(driver, case, figures=KNOWN)
    driver.clock.at = local(24, 7, 31)
    zero = await writes(driver, case, zero=True)
    assert zero.zero
    assert "零报告：较上次报告，灾情没有新的变化。" in zero.text
    assert "受伤 1 人" in zero.text, "it still says what there is"
    assert await owed(driver, case) == {"follow_up_report": local(25, 8)}


async def test_one_more_report_in_the_afternoon_does_not_spare_the_morrows(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await writes(driver, case)
    driver.clock.at = local(23, 15)
    assert (await writes(driver, case, figures={"injured": 2})).number == 1
    assert await owed(driver, case) == {"follow_up_report": local(24, 8)}
    driver.clock.at = local(24, 0, 5)  # already that day
    assert (await writes(driver, case, figures={"injured": 3})).number == 2
    assert await owed(driver, case) == {"follow_up_report": local(25, 8)}


async def test_a_follow_up_a_day_late_is_made_once(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await writes(driver, case)
    driver.clock.at = local(25, 10)
    await writes(driver, case)
    assert await owed(driver, case) == {"follow_up_report": local(26, 8)}


# --- stable, verified --------------------------------------------------------------------------------------------


async def test_stable_ends_follow_ups_and_the_verified_report_needs_every_figure(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    with pytest.raises(Stale, match="error-reporting-moved-on"):
        await driver.by("duty", county_steps.declare_stable, case.id)
    await writes(driver, case)
    await driver.by("duty", county_steps.declare_stable, case.id)
    assert await owed(driver, case) == {"verified_report": local(25, 10)}, "two working days of office time"
    with pytest.raises(Refused, match="error-report-incomplete"):
        await writes(driver, case)
    final = await writes(driver, case, figures=KNOWN)
    assert final.kind is ReportKind.VERIFIED
    assert "险情核报" in final.text
    assert "后续情况续报" not in final.text
    assert (await state(driver, case), await owed(driver, case)) == (ReportingState.VERIFIED, {})
    with pytest.raises(Stale, match="error-reporting-moved-on"):
        await writes(driver, case)


async def test_stable_on_new_years_eve_is_verified_in_a_year_that_is_not_known_yet(driver: TownshipDriver) -> None:
    driver.clock.at = local(31, 16, month=12)
    case = await driver.files(**INCIDENT)
    await writes(driver, case)
    await driver.by("duty", county_steps.declare_stable, case.id)
    async with driver.town.database.reading() as session:
        row = await county_clock.running(session, case.id)
    assert row is not None
    assert row.provisional, "2027 is not published: its weekdays are provisional, and said to be"
    assert row.due_at > local(1, 0, month=1, year=2027)


async def test_an_overdue_follow_up_comes_before_stable(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await writes(driver, case)
    driver.clock.at = local(24, 8)
    with pytest.raises(Refused, match="error-follow-up-owed"):
        await driver.by("duty", county_steps.declare_stable, case.id)
    await writes(driver, case, zero=True)
    await driver.by("duty", county_steps.declare_stable, case.id)
    await driver.by("duty", county_steps.resume, case.id)
    assert await owed(driver, case) == {"follow_up_report": local(25, 8)}


# --- corrections -------------------------------------------------------------------------------------------------


async def test_a_correction_is_a_new_version_and_the_old_one_stays(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    first = await writes(driver, case, figures=KNOWN)
    driver.forward(hours=1)
    better = await corrects(driver, first, figures={"affected": 9})
    again = await corrects(driver, better, figures={"affected": 10}, reason="又核")
    reports = (await see(driver, case)).reports
    assert [(one.edition, one.figures["affected"]) for one in reports] == [(1, 12), (2, 9), (3, 10)]
    assert reports[0].text == first.text
    assert "险情初报（更正1）" in better.text
    assert "更正说明：现场复核" in better.text
    assert "受灾人口由12核减为9" in better.text
    assert "（更正2）" in again.text
    assert await owed(driver, case) == {"follow_up_report": local(24, 8)}, "a correction is no follow-up"
    driver.clock.at = local(24, 7, 40)
    assert (await writes(driver, case)).figures["affected"] == 10, "it goes on from what was corrected"


async def test_a_correction_says_why_and_is_made_on_the_newest_version(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    first = await writes(driver, case, figures=KNOWN)
    with pytest.raises(Refused, match="error-report-incomplete"):
        await corrects(driver, first, reason=" ")
    await corrects(driver, first, figures={"affected": 9})
    third = await corrects(driver, first, figures={"damaged": 3})
    assert (third.edition, third.figures["affected"]) == (3, 9)


async def test_a_correction_long_after_the_end_is_still_possible(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await writes(driver, case, figures=KNOWN)
    await driver.by("duty", county_steps.declare_stable, case.id)
    final = await writes(driver, case)
    driver.forward(days=40)
    assert (await corrects(driver, final, figures={"loss": "0.90"})).edition == 2
    assert await state(driver, case) is ReportingState.VERIFIED


# --- two at once -------------------------------------------------------------------------------------------------


async def test_of_two_officers_who_write_the_same_report_one_is_told_who_was_faster(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    actors = {who: await driver.actor(who) for who in ("duty", "night")}
    cards = {}
    for who, actor in actors.items():
        async with driver.town.database.transaction() as session:
            cards[who] = (await county_reports.begin(Act(session, driver.town, driver.now, actor), case.id)).id

    async def presses(who: str) -> CountyReport:
        async with driver.town.database.transaction() as session:
            draft = await drafts.load(session, actors[who], cards[who])
            return await county_reports.send(
                Act(session, driver.town, driver.now, actors[who]), draft, way=ReportWay.PHONE
            )

    done = await asyncio.gather(*(presses(who) for who in actors), return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["CountyReport", "Stale"]
    assert len((await see(driver, case)).reports) == 1
    again = next(who for who, one in zip(actors, done, strict=True) if isinstance(one, CountyReport))
    with pytest.raises(Stale, match="error-draft-ended"):
        await presses(again)


# --- figures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("dead", "0", 0),
        ("affected", "１２", 12),
        ("affected", " 1,200 人", 1200),
        ("affected", "１，２００", 1200),
        ("missing", "待核", None),
        ("crops", "3.25 公顷", Decimal("3.25")),
        ("loss", "３．５万元", Decimal("3.5")),
        ("loss", "0", Decimal(0)),
    ],
)
def test_figures_are_read_as_people_type_them(name: str, typed: str, value: Any) -> None:
    assert county_figures.read(name, typed) == value


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("dead", "-1"), ("dead", "1e9"), ("dead", "十"), ("dead", "1.5"), ("dead", ""), ("dead", "+1"), ("dead", "٣"),
        ("dead", "0x10"), ("dead", "1 2"), ("dead", "9" * 8), ("dead", "9" * 400), ("dead", "1_000"), ("dead", "NaN"),
        ("dead", "=1+1"), ("crops", "1.234"), ("crops", "inf"), ("crops", "-0.5"), ("loss", "1e3"), ("loss", "."),
        ("loss", "999999999"),
    ],
)  # fmt: skip
def test_what_is_no_plain_figure_is_refused(name: str, typed: str) -> None:
    with pytest.raises(Refused, match="error-figure"):
        county_figures.read(name, typed)


async def test_a_figure_that_falls_is_asked_about_and_not_refused(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await writes(driver, case, figures=KNOWN | {"missing": 2})
    driver.clock.at = local(24, 7, 35)
    with pytest.raises(Refused, match="error-county-doubts"):
        await writes(driver, case, figures={"injured": 0}, sure=False)
    await writes(driver, case, figures={"injured": 0, "missing": 0})
    last = (await see(driver, case)).last
    assert last is not None
    assert "受伤由1核减为0" in last.text


def test_what_is_asked_about() -> None:
    def asked(before: dict[str, Any], **after: Any) -> list[tuple[str, str]]:
        last = Figures.model_validate(before)
        found = county_figures.doubts(Figures.model_validate(before | after), last)
        return [(one.what, one.name) for one in found]

    assert asked(KNOWN) == []
    assert asked(KNOWN, dead=1, affected=13) == []
    assert asked(KNOWN | {"dead": 2}, dead=1) == [("less", "dead")]
    assert asked(KNOWN | {"missing": 2}, missing=0) == [], "the missing are found"
    assert asked(KNOWN, loss=None) == [("unknown", "loss")]
    assert asked(KNOWN, injured=20) == [("parts", "affected")]
    assert asked(KNOWN, relocated=13) == [("moved", "relocated")]


# --- telephone first ---------------------------------------------------------------------------------------------


async def test_a_death_is_told_to_chief_and_director_at_once_and_telephoned(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await driver.by("duty", phone_alarm.flag, case.id, Alarm(dead=1))
    assert {"chief", "director", "night"} <= await told(driver, case, "county_alarm")
    assert (await owed(driver, case))["phone_county"] == driver.now + timedelta(minutes=10)
    with pytest.raises(Refused, match="error-waive-casualties"):
        await driver.by("chief", county_steps.waive, case.id, reason="自行处置")
    driver.forward(minutes=4)
    await driver.by("duty", phone_alarm.phoned, case.id, whom="县应急管理局值班室")
    assert "phone_county" not in await owed(driver, case)
    assert {"chief", "director"} <= await told(driver, case, "county_phoned")
    with pytest.raises(Stale, match="error-county-phoned"):
        await driver.by("night", phone_alarm.phoned, case.id, whom="县政府")
    report = await writes(driver, case, figures={"dead": 1})
    assert "已于2026年11月23日10时04分电话报告。" in report.text
    assert "phone_county" not in await owed(driver, case), "the call was about this death"
    driver.clock.at = local(24, 7, 40)
    await writes(driver, case, figures={"dead": 2})
    assert "phone_county" in await owed(driver, case), "a second death is a second call"


async def test_a_report_that_knows_of_fewer_dead_than_a_colleague_is_asked_about(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await driver.by("night", phone_alarm.flag, case.id, Alarm(dead=1, missing=1))
    for figures in (None, KNOWN, KNOWN | {"dead": 1}):
        with pytest.raises(Refused, match="error-county-doubts"):
            await writes(driver, case, sure=False, figures=figures)
    await writes(driver, case, sure=False, figures=KNOWN | {"dead": 1, "missing": 1})
    driver.clock.at = local(24, 7, 40)
    await writes(driver, case, sure=False, figures={"missing": 0})


@pytest.mark.parametrize("alarm", [Alarm(dead=1), Alarm(missing=1), Alarm(attention=True)])
async def test_a_slip_of_the_finger_is_taken_back(driver: TownshipDriver, alarm: Alarm) -> None:
    case = await driver.files(**INCIDENT)
    await driver.by("duty", phone_alarm.flag, case.id, alarm)
    await driver.by("duty", phone_alarm.flag, case.id, alarm)
    assert len(await driver.told("county_alarm", case)) == len(await told(driver, case, "county_alarm")), "told once"
    await driver.by("duty", phone_alarm.flag, case.id, Alarm())
    assert "phone_county" not in await owed(driver, case)
    assert {"chief", "director"} <= await told(driver, case, "county_alarm_off")


async def test_a_call_nobody_makes_is_chased_and_climbs(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await driver.by("duty", phone_alarm.flag, case.id, Alarm(missing=2))
    await goes_to(driver, MONDAY + timedelta(minutes=5))
    async with driver.town.database.reading() as session:
        heads = await _heads(session, case)
    assert any("请立即电话报告县里" in head for head in heads)


# --- what becomes of the case ------------------------------------------------------------------------------------


async def test_an_incident_that_is_none_of_the_countys_is_waived_by_a_leader_with_the_reason(
    driver: TownshipDriver,
) -> None:
    case = await driver.files(**INCIDENT)
    with pytest.raises(Forbidden):
        await driver.by("duty", county_steps.waive, case.id, reason="小事")
    with pytest.raises(Refused, match="error-reason-needed"):
        await driver.by("deputy", county_steps.waive, case.id, reason=" ")
    await driver.by("deputy", county_steps.waive, case.id, reason="未达到报送标准，已自行处置")
    assert (await state(driver, case), await owed(driver, case)) == (ReportingState.WAIVED, {})
    assert ("waive_report", None) in await driver.journal(case)
    driver.forward(hours=2)
    await writes(driver, case, figures={"injured": 4})
    assert await state(driver, case) is ReportingState.FOLLOWING, "it became the county's after all"


async def test_dismissed_before_any_report_is_the_end_and_after_one_it_is_cleared_up(driver: TownshipDriver) -> None:
    quiet = await driver.files(**INCIDENT)
    await driver.by("duty", triage.dismiss, quiet.id, reason="误报")
    assert (await state(driver, quiet), await owed(driver, quiet)) == (ReportingState.CANCELLED, {})
    known = await driver.files(**INCIDENT)
    await writes(driver, known)
    await driver.by("duty", triage.dismiss, known.id, reason="误报")
    assert set(await owed(driver, known)) == {"verified_report"}, "what the county was told is not left standing"


async def test_a_closed_case_still_owes_its_verified_report(driver: TownshipDriver) -> None:
    case = await driver.handled(**INCIDENT)
    await writes(driver, case, figures=KNOWN)
    await driver.by("duty", county_steps.declare_stable, case.id)
    await driver.verifies("duty", case)
    await driver.by("duty", verification.close, case.id)
    assert list(await driver.running(case)) == ["verified_report"]
    await writes(driver, case)
    assert await driver.running(case) == {}


async def test_reopening_starts_follow_ups_again(driver: TownshipDriver) -> None:
    case = await driver.handled(**INCIDENT)
    await writes(driver, case, figures=KNOWN)
    await driver.by("duty", county_steps.declare_stable, case.id)
    await writes(driver, case)
    await driver.verifies("duty", case)
    await driver.by("duty", verification.close, case.id)
    driver.forward(hours=3)
    await driver.by("duty", verification.reopen, case.id, reason="再次滑坡")
    assert await owed(driver, case) == {"follow_up_report": local(24, 8)}
    driver.clock.at = local(24, 7, 45)
    assert (await writes(driver, case, figures={"injured": 6})).number == 1
    await driver.by("duty", county_steps.declare_stable, case.id)
    assert (await writes(driver, case)).number == 2


async def test_the_surviving_case_reports_for_the_merged_one(driver: TownshipDriver) -> None:
    kept, other = await driver.files(**INCIDENT), await driver.files(**INCIDENT)
    await writes(driver, other, figures=KNOWN)
    await driver.by("duty", phone_alarm.flag, other.id, Alarm(attention=True))
    await driver.by("duty", merging.merge, other.id, into=kept.id)
    assert await owed(driver, other) == {}
    assert set(await owed(driver, kept)) == {"follow_up_report", "phone_county"}, "the county knows of it already"
    follow = await writes(driver, kept, figures={"injured": 2})
    assert (follow.kind, follow.figures["affected"]) == (ReportKind.FOLLOW_UP, 12)
    assert [one.case_id for one in (await see(driver, kept)).reports] == [other.id, kept.id]
    await driver.by("duty", merging.unmerge, other.id)
    assert set(await owed(driver, other)) == {"follow_up_report", "phone_county"}, "nobody has called yet"
    assert "follow_up_report" in await owed(driver, kept)


async def test_two_reports_of_one_event_count_from_when_it_happened_first(driver: TownshipDriver) -> None:
    early = await driver.files(**INCIDENT)
    driver.forward(minutes=20)
    kept = await driver.files(**INCIDENT)
    await driver.by("duty", phone_alarm.flag, early.id, Alarm(missing=1))
    await driver.by("duty", merging.merge, early.id, into=kept.id)
    assert (await owed(driver, kept))["first_report"] == MONDAY + timedelta(minutes=60)
    await driver.by("duty", merging.unmerge, early.id)
    assert await owed(driver, early) == {
        "first_report": MONDAY + timedelta(minutes=60),
        "phone_county": driver.now + timedelta(minutes=10),
    }


async def test_a_death_makes_a_waived_incident_the_countys(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await driver.by("deputy", county_steps.waive, case.id, reason="未达到报送标准")
    driver.forward(hours=2)
    await driver.by("duty", phone_alarm.flag, case.id, Alarm(dead=1))
    assert await owed(driver, case) == {
        "first_report": driver.now + timedelta(minutes=15),
        "phone_county": driver.now + timedelta(minutes=10),
    }


async def test_the_longest_words_still_fit_one_message(driver: TownshipDriver) -> None:
    case = await driver.files(text="<滑坡>" * 900, **INCIDENT)
    first = await writes(driver, case, text="&抢险" * 900)
    better = await corrects(driver, first, reason="复核" * 900)
    assert len(better.text.encode("utf-16-le")) // 2 < 3500


async def test_unmerging_gives_back_the_first_report_to_who_never_made_one(driver: TownshipDriver) -> None:
    kept, other = await driver.files(**INCIDENT), await driver.files(**INCIDENT)
    await writes(driver, other, figures=KNOWN)
    await driver.by("duty", merging.merge, other.id, into=kept.id)
    await driver.by("duty", merging.unmerge, other.id)
    assert set(await owed(driver, kept)) == {"first_report"}
    assert set(await owed(driver, other)) == {"follow_up_report"}


# --- rights, journal, drill --------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["officer", "land_head", "principal", "operator", "director"])
async def test_only_the_station_reports(driver: TownshipDriver, who: str) -> None:
    case = await driver.files(**INCIDENT)
    with pytest.raises(Forbidden):
        await writes(driver, case, who)
    with pytest.raises(Forbidden):
        await driver.by(who, phone_alarm.flag, case.id, Alarm(dead=1))


async def test_every_step_is_in_the_journal_whose_chain_holds(driver: TownshipDriver) -> None:
    case = await driver.files(**INCIDENT)
    await driver.by("duty", county_steps.set_event, case.id, event_at=driver.now - timedelta(minutes=5))
    first = await writes(driver, case, figures=KNOWN)
    await corrects(driver, first, figures={"affected": 9})
    await driver.by("duty", phone_alarm.flag, case.id, Alarm(missing=1))
    await driver.by("duty", phone_alarm.phoned, case.id, whom="县局")
    await driver.by("duty", county_steps.declare_stable, case.id)
    await driver.by("duty", county_steps.resume, case.id)
    actions = [action for action, _ in await driver.journal(case)]
    for action in (
        "run_reports",
        "set_event",
        "report_county",
        "correct_report",
        "flag_casualties",
        "phone_county",
        "declare_stable",
        "resume_reports",
    ):
        assert action in actions, action
    async with driver.town.database.reading() as session:
        assert [fault async for fault in journal.audit(session, journal.of_case(case.id))] == []


async def test_a_drill_is_marked_in_what_is_sent(driver: TownshipDriver, town: Town) -> None:
    case = await driver.files(**INCIDENT)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Case).where(Case.id == case.id).values(drill=True))
    report = await writes(driver, case, figures=KNOWN)
    assert report.text.startswith("【演练】")


async def test_a_report_is_not_sent_before_the_event_nor_in_the_future(driver: TownshipDriver) -> None:
    case = await driver.files(**GRAVE)
    for at in (driver.now + timedelta(minutes=1), driver.now - timedelta(hours=1)):
        with pytest.raises(Refused, match="error-sent-at"):
            await writes(driver, case, sent_at=at)
