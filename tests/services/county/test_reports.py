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
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def writes(
    loop: TownshipDriver,
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

    report: CountyReport = await loop.by(who, writing)
    return report


async def corrects(loop: TownshipDriver, report: CountyReport, who: str = "duty", **more: Any) -> CountyReport:
    """Correct a report."""
    figures, reason = more.pop("figures", None), more.pop("reason", "现场复核")

    async def correcting(act: Act) -> CountyReport:
        draft = await county_reports.begin_correction(act, report.id)
        return await _sent(act, draft, ReportWay.FAX, True, figures, reason=reason, **more)

    made: CountyReport = await loop.by(who, correcting)
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


async def state(loop: TownshipDriver, case: Case) -> ReportingState | None:
    async with loop.town.database.reading() as session:
        found = await county_clock.reporting_of(session, case.id)
        return found.state if found else None


async def owed(loop: TownshipDriver, case: Case) -> dict[str, datetime]:
    """What the county is still owed, with when."""
    kinds = ("first_report", "follow_up_report", "verified_report", "phone_county")
    return {kind: at for kind, at in (await loop.running(case)).items() if kind in kinds}


async def see(loop: TownshipDriver, case: Case, who: str = "duty") -> county_standing.Standing:
    async def seeing(act: Act) -> Any:
        return await county_standing.standing(act.session, act.actor, case.id)

    found: county_standing.Standing = await loop.by(who, seeing)
    return found


async def outcomes(loop: TownshipDriver, case: Case) -> list[tuple[str, DeadlineOutcome | None]]:
    async with loop.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Deadline)
            .where(Deadline.case_id == case.id, Deadline.kind.in_(county_clock.KINDS))
            .order_by(Deadline.id)
        )
        return [(row.kind, row.outcome) for row in rows]


async def goes_to(loop: TownshipDriver, at: datetime) -> None:
    """Move the clock and let it do what is due."""
    loop.clock.at = at
    await ticks.work_off(loop.town)


async def told(loop: TownshipDriver, case: Case, event: str = "deadline") -> set[str]:
    return set(await loop.told(event, case))


# --- the first report -------------------------------------------------------------------------------------------


async def test_an_incident_is_due_at_the_county_60_minutes_after_it_was_filed_and_red_at_45(
    loop: TownshipDriver,
) -> None:
    case = await loop.files(**INCIDENT)
    await loop.by("duty", triage.judge, case.id)  # confirmed: only the report is left to press
    assert (await owed(loop, case)) == {"first_report": MONDAY + timedelta(minutes=60)}
    await loop.hands(case, "natural-resources")
    await loop.by("land", _accept, (await loop.assignment(case, "natural-resources")).id)
    before = await told(loop, case)
    await goes_to(loop, MONDAY + timedelta(minutes=44))
    assert await told(loop, case) == before
    await goes_to(loop, MONDAY + timedelta(minutes=45))
    assert {"duty", "deputy"} <= await told(loop, case)
    assert "chief" in await told(loop, case), "red reaches the chief, before it is too late"
    assert "director" not in await told(loop, case)
    await goes_to(loop, MONDAY + timedelta(minutes=75))
    assert "director" in await told(loop, case)


async def _accept(*args: Any, **more: Any) -> Any:
    from services.assignments import handling

    return await handling.accept(*args, **more)


async def test_a_hazard_is_none_of_the_countys_until_it_is_an_incident(loop: TownshipDriver) -> None:
    case = await loop.files()
    assert await state(loop, case) is None
    loop.forward(minutes=30)
    await loop.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assert await owed(loop, case) == {"first_report": MONDAY + timedelta(minutes=60)}, "it had happened when it came in"
    assert "night" in await loop.told("county_owed", case), "the desk hears that a clock runs"

    grown = await loop.files(text="裂缝")
    await loop.by("duty", triage.judge, grown.id)
    loop.forward(hours=5)
    await loop.by("duty", triage.judge, grown.id, kind=Kind.INCIDENT)
    assert await owed(loop, grown) == {"first_report": loop.now + timedelta(minutes=60)}, "it has grown into one now"


async def test_who_hears_late_of_an_event_has_a_red_report_to_write_and_not_an_overdue_one(
    loop: TownshipDriver,
) -> None:
    case = await loop.files()
    loop.forward(hours=3)
    await loop.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assert await owed(loop, case) == {"first_report": loop.now + timedelta(minutes=15)}


async def test_no_incident_after_all_is_no_report(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await loop.by("duty", triage.judge, case.id, kind=Kind.HAZARD)
    assert (await state(loop, case), await owed(loop, case)) == (ReportingState.CANCELLED, {})
    await loop.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assert await state(loop, case) is ReportingState.FIRST_DUE
    assert await outcomes(loop, case) == [
        ("first_report", DeadlineOutcome.CANCELLED),
        ("first_report", None),
    ]


async def test_the_time_of_the_event_moves_the_deadline(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    at = MONDAY - timedelta(minutes=20)
    await loop.by("duty", county_steps.set_event, case.id, event_at=at)
    assert await owed(loop, case) == {"first_report": at + timedelta(minutes=60)}
    for wrong in (loop.now + timedelta(minutes=1), loop.now - timedelta(days=31)):
        with pytest.raises(Refused, match="error-event-time"):
            await loop.by("duty", county_steps.set_event, case.id, event_at=wrong)
    report = await writes(loop, case)
    assert "2026年11月23日9时40分" in report.text
    with pytest.raises(Stale, match="error-reporting-moved-on"):
        await loop.by("duty", county_steps.set_event, case.id, event_at=loop.now)


async def test_a_first_report_may_say_that_nothing_is_known_yet(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT, village_id=loop.villages["shangwan"])
    report = await writes(loop, case, text="已派人赶赴现场")
    assert (report.kind, report.number, report.edition) == (ReportKind.FIRST, 1, 1)
    for part in ("青溪镇险情初报", case.number, "云川县应急管理局：", "上湾村", "地质灾害险情：村道边坡有落石"):
        assert part in report.text
    assert "死亡待核" in report.text
    assert "处置情况：已派人赶赴现场" in report.text
    assert "孙" not in report.text, "no names of persons (I9)"
    assert await outcomes(loop, case) == [("first_report", DeadlineOutcome.MET), ("follow_up_report", None)]


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
    loop: TownshipDriver, first_at: datetime, prompt: datetime
) -> None:
    loop.clock.at = first_at - timedelta(minutes=5)
    case = await loop.files(**INCIDENT)
    await loop.by("duty", triage.judge, case.id)
    loop.clock.at = first_at
    await writes(loop, case)
    assert await owed(loop, case) == {"follow_up_report": prompt + timedelta(minutes=30)}


async def test_the_desk_is_prompted_and_a_missing_follow_up_climbs(loop: TownshipDriver) -> None:
    case = await loop.dispatched(**INCIDENT)
    await writes(loop, case, figures=KNOWN)
    await loop.by("duty", verification.declare_over, case.id)
    await goes_to(loop, local(24, 7, 29))
    async with loop.town.database.reading() as session:
        before = await _heads(session, case)
    await goes_to(loop, local(24, 7, 30))
    async with loop.town.database.reading() as session:
        heads = (await _heads(session, case))[len(before) :]
    assert any("待续报，11-24 08:00 到期，还剩 30 分钟" in head for head in heads)
    await goes_to(loop, local(24, 8, 16))
    async with loop.town.database.reading() as session:
        heads = (await _heads(session, case))[len(before) :]
    assert any("督办" in head and "续报已逾期" in head for head in heads)


async def _heads(session: AsyncSession, case: Case) -> list[str]:
    from models import Message

    rows = await session.scalars(
        sa.select(Message).where(Message.case_id == case.id, Message.event == "deadline").order_by(Message.id)
    )
    return [row.content["text"].splitlines()[0] for row in rows]


async def test_a_follow_up_begins_with_the_last_figures_and_says_what_has_changed(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await writes(loop, case, figures=KNOWN)
    loop.clock.at = local(24, 7, 35)
    second = await writes(loop, case, figures={"injured": 3})
    assert Figures.model_validate(second.figures) == Figures.model_validate(KNOWN | {"injured": 3})
    assert "较上次报告：受伤由1变为3。" in second.text
    assert "续报1" in second.text
    assert await owed(loop, case) == {"follow_up_report": local(25, 8)}


async def test_a_zero_report_is_one_press_and_covers_the_day(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    with pytest.raises(Refused, match="error-zero-first"):
        await writes(loop, case, zero=True)
    await writes(loop, case, figures=KNOWN)
    loop.clock.at = local(24, 7, 31)
    zero = await writes(loop, case, zero=True)
    assert zero.zero
    assert "零报告：较上次报告，灾情没有新的变化。" in zero.text
    assert "受伤 1 人" in zero.text, "it still says what there is"
    assert await owed(loop, case) == {"follow_up_report": local(25, 8)}


async def test_one_more_report_in_the_afternoon_does_not_spare_the_morrows(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await writes(loop, case)
    loop.clock.at = local(23, 15)
    assert (await writes(loop, case, figures={"injured": 2})).number == 1
    assert await owed(loop, case) == {"follow_up_report": local(24, 8)}
    loop.clock.at = local(24, 0, 5)  # already that day
    assert (await writes(loop, case, figures={"injured": 3})).number == 2
    assert await owed(loop, case) == {"follow_up_report": local(25, 8)}


async def test_a_follow_up_a_day_late_is_made_once(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await writes(loop, case)
    loop.clock.at = local(25, 10)
    await writes(loop, case)
    assert await owed(loop, case) == {"follow_up_report": local(26, 8)}


# --- stable, verified --------------------------------------------------------------------------------------------


async def test_stable_ends_follow_ups_and_the_verified_report_needs_every_figure(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    with pytest.raises(Stale, match="error-reporting-moved-on"):
        await loop.by("duty", county_steps.declare_stable, case.id)
    await writes(loop, case)
    await loop.by("duty", county_steps.declare_stable, case.id)
    assert await owed(loop, case) == {"verified_report": local(25, 10)}, "two working days of office time"
    with pytest.raises(Refused, match="error-report-incomplete"):
        await writes(loop, case)
    final = await writes(loop, case, figures=KNOWN)
    assert final.kind is ReportKind.VERIFIED
    assert "险情核报" in final.text
    assert "后续情况续报" not in final.text
    assert (await state(loop, case), await owed(loop, case)) == (ReportingState.VERIFIED, {})
    with pytest.raises(Stale, match="error-reporting-moved-on"):
        await writes(loop, case)


async def test_stable_on_new_years_eve_is_verified_in_a_year_that_is_not_known_yet(loop: TownshipDriver) -> None:
    loop.clock.at = local(31, 16, month=12)
    case = await loop.files(**INCIDENT)
    await writes(loop, case)
    await loop.by("duty", county_steps.declare_stable, case.id)
    async with loop.town.database.reading() as session:
        row = await county_clock.running(session, case.id)
    assert row is not None
    assert row.provisional, "2027 is not published: its weekdays are provisional, and said to be"
    assert row.due_at > local(1, 0, month=1, year=2027)


async def test_an_overdue_follow_up_comes_before_stable(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await writes(loop, case)
    loop.clock.at = local(24, 8)
    with pytest.raises(Refused, match="error-follow-up-owed"):
        await loop.by("duty", county_steps.declare_stable, case.id)
    await writes(loop, case, zero=True)
    await loop.by("duty", county_steps.declare_stable, case.id)
    await loop.by("duty", county_steps.resume, case.id)
    assert await owed(loop, case) == {"follow_up_report": local(25, 8)}


# --- corrections -------------------------------------------------------------------------------------------------


async def test_a_correction_is_a_new_version_and_the_old_one_stays(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    first = await writes(loop, case, figures=KNOWN)
    loop.forward(hours=1)
    better = await corrects(loop, first, figures={"affected": 9})
    again = await corrects(loop, better, figures={"affected": 10}, reason="又核")
    reports = (await see(loop, case)).reports
    assert [(one.edition, one.figures["affected"]) for one in reports] == [(1, 12), (2, 9), (3, 10)]
    assert reports[0].text == first.text
    assert "险情初报（更正1）" in better.text
    assert "更正说明：现场复核" in better.text
    assert "受灾人口由12核减为9" in better.text
    assert "（更正2）" in again.text
    assert await owed(loop, case) == {"follow_up_report": local(24, 8)}, "a correction is no follow-up"
    loop.clock.at = local(24, 7, 40)
    assert (await writes(loop, case)).figures["affected"] == 10, "it goes on from what was corrected"


async def test_a_correction_says_why_and_is_made_on_the_newest_version(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    first = await writes(loop, case, figures=KNOWN)
    with pytest.raises(Refused, match="error-report-incomplete"):
        await corrects(loop, first, reason=" ")
    await corrects(loop, first, figures={"affected": 9})
    third = await corrects(loop, first, figures={"damaged": 3})
    assert (third.edition, third.figures["affected"]) == (3, 9)


async def test_a_correction_long_after_the_end_is_still_possible(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await writes(loop, case, figures=KNOWN)
    await loop.by("duty", county_steps.declare_stable, case.id)
    final = await writes(loop, case)
    loop.forward(days=40)
    assert (await corrects(loop, final, figures={"loss": "0.90"})).edition == 2
    assert await state(loop, case) is ReportingState.VERIFIED


# --- two at once -------------------------------------------------------------------------------------------------


async def test_of_two_officers_who_write_the_same_report_one_is_told_who_was_faster(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    actors = {who: await loop.actor(who) for who in ("duty", "night")}
    cards = {}
    for who, actor in actors.items():
        async with loop.town.database.transaction() as session:
            cards[who] = (await county_reports.begin(Act(session, loop.town, loop.now, actor), case.id)).id

    async def presses(who: str) -> CountyReport:
        async with loop.town.database.transaction() as session:
            draft = await drafts.load(session, actors[who], cards[who])
            return await county_reports.send(Act(session, loop.town, loop.now, actors[who]), draft, way=ReportWay.PHONE)

    done = await asyncio.gather(*(presses(who) for who in actors), return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["CountyReport", "Stale"]
    assert len((await see(loop, case)).reports) == 1
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


async def test_a_figure_that_falls_is_asked_about_and_not_refused(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await writes(loop, case, figures=KNOWN | {"missing": 2})
    loop.clock.at = local(24, 7, 35)
    with pytest.raises(Refused, match="error-county-doubts"):
        await writes(loop, case, figures={"injured": 0}, sure=False)
    await writes(loop, case, figures={"injured": 0, "missing": 0})
    last = (await see(loop, case)).last
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


async def test_a_death_is_told_to_chief_and_director_at_once_and_telephoned(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await loop.by("duty", phone_alarm.flag, case.id, Alarm(dead=1))
    assert {"chief", "director", "night"} <= await told(loop, case, "county_alarm")
    assert (await owed(loop, case))["phone_county"] == loop.now + timedelta(minutes=10)
    with pytest.raises(Refused, match="error-waive-casualties"):
        await loop.by("chief", county_steps.waive, case.id, reason="自行处置")
    loop.forward(minutes=4)
    await loop.by("duty", phone_alarm.phoned, case.id, whom="县应急管理局值班室")
    assert "phone_county" not in await owed(loop, case)
    assert {"chief", "director"} <= await told(loop, case, "county_phoned")
    with pytest.raises(Stale, match="error-county-phoned"):
        await loop.by("night", phone_alarm.phoned, case.id, whom="县政府")
    report = await writes(loop, case, figures={"dead": 1})
    assert "已于2026年11月23日10时04分电话报告。" in report.text
    assert "phone_county" not in await owed(loop, case), "the call was about this death"
    loop.clock.at = local(24, 7, 40)
    await writes(loop, case, figures={"dead": 2})
    assert "phone_county" in await owed(loop, case), "a second death is a second call"


async def test_a_report_that_knows_of_fewer_dead_than_a_colleague_is_asked_about(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await loop.by("night", phone_alarm.flag, case.id, Alarm(dead=1, missing=1))
    for figures in (None, KNOWN, KNOWN | {"dead": 1}):
        with pytest.raises(Refused, match="error-county-doubts"):
            await writes(loop, case, sure=False, figures=figures)
    await writes(loop, case, sure=False, figures=KNOWN | {"dead": 1, "missing": 1})
    loop.clock.at = local(24, 7, 40)
    await writes(loop, case, sure=False, figures={"missing": 0})


@pytest.mark.parametrize("alarm", [Alarm(dead=1), Alarm(missing=1), Alarm(attention=True)])
async def test_a_slip_of_the_finger_is_taken_back(loop: TownshipDriver, alarm: Alarm) -> None:
    case = await loop.files(**INCIDENT)
    await loop.by("duty", phone_alarm.flag, case.id, alarm)
    await loop.by("duty", phone_alarm.flag, case.id, alarm)
    assert len(await loop.told("county_alarm", case)) == len(await told(loop, case, "county_alarm")), "told once"
    await loop.by("duty", phone_alarm.flag, case.id, Alarm())
    assert "phone_county" not in await owed(loop, case)
    assert {"chief", "director"} <= await told(loop, case, "county_alarm_off")


async def test_a_call_nobody_makes_is_chased_and_climbs(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await loop.by("duty", phone_alarm.flag, case.id, Alarm(missing=2))
    await goes_to(loop, MONDAY + timedelta(minutes=5))
    async with loop.town.database.reading() as session:
        heads = await _heads(session, case)
    assert any("请立即电话报告县里" in head for head in heads)


# --- what becomes of the case ------------------------------------------------------------------------------------


async def test_an_incident_that_is_none_of_the_countys_is_waived_by_a_leader_with_the_reason(
    loop: TownshipDriver,
) -> None:
    case = await loop.files(**INCIDENT)
    with pytest.raises(Forbidden):
        await loop.by("duty", county_steps.waive, case.id, reason="小事")
    with pytest.raises(Refused, match="error-reason-needed"):
        await loop.by("deputy", county_steps.waive, case.id, reason=" ")
    await loop.by("deputy", county_steps.waive, case.id, reason="未达到报送标准，已自行处置")
    assert (await state(loop, case), await owed(loop, case)) == (ReportingState.WAIVED, {})
    assert ("waive_report", None) in await loop.journal(case)
    loop.forward(hours=2)
    await writes(loop, case, figures={"injured": 4})
    assert await state(loop, case) is ReportingState.FOLLOWING, "it became the county's after all"


async def test_dismissed_before_any_report_is_the_end_and_after_one_it_is_cleared_up(loop: TownshipDriver) -> None:
    quiet = await loop.files(**INCIDENT)
    await loop.by("duty", triage.dismiss, quiet.id, reason="误报")
    assert (await state(loop, quiet), await owed(loop, quiet)) == (ReportingState.CANCELLED, {})
    known = await loop.files(**INCIDENT)
    await writes(loop, known)
    await loop.by("duty", triage.dismiss, known.id, reason="误报")
    assert set(await owed(loop, known)) == {"verified_report"}, "what the county was told is not left standing"


async def test_a_closed_case_still_owes_its_verified_report(loop: TownshipDriver) -> None:
    case = await loop.handled(**INCIDENT)
    await writes(loop, case, figures=KNOWN)
    await loop.by("duty", county_steps.declare_stable, case.id)
    await loop.verifies("duty", case)
    await loop.by("duty", verification.close, case.id)
    assert list(await loop.running(case)) == ["verified_report"]
    await writes(loop, case)
    assert await loop.running(case) == {}


async def test_reopening_starts_follow_ups_again(loop: TownshipDriver) -> None:
    case = await loop.handled(**INCIDENT)
    await writes(loop, case, figures=KNOWN)
    await loop.by("duty", county_steps.declare_stable, case.id)
    await writes(loop, case)
    await loop.verifies("duty", case)
    await loop.by("duty", verification.close, case.id)
    loop.forward(hours=3)
    await loop.by("duty", verification.reopen, case.id, reason="再次滑坡")
    assert await owed(loop, case) == {"follow_up_report": local(24, 8)}
    loop.clock.at = local(24, 7, 45)
    assert (await writes(loop, case, figures={"injured": 6})).number == 1
    await loop.by("duty", county_steps.declare_stable, case.id)
    assert (await writes(loop, case)).number == 2


async def test_the_surviving_case_reports_for_the_merged_one(loop: TownshipDriver) -> None:
    kept, other = await loop.files(**INCIDENT), await loop.files(**INCIDENT)
    await writes(loop, other, figures=KNOWN)
    await loop.by("duty", phone_alarm.flag, other.id, Alarm(attention=True))
    await loop.by("duty", merging.merge, other.id, into=kept.id)
    assert await owed(loop, other) == {}
    assert set(await owed(loop, kept)) == {"follow_up_report", "phone_county"}, "the county knows of it already"
    follow = await writes(loop, kept, figures={"injured": 2})
    assert (follow.kind, follow.figures["affected"]) == (ReportKind.FOLLOW_UP, 12)
    assert [one.case_id for one in (await see(loop, kept)).reports] == [other.id, kept.id]
    await loop.by("duty", merging.unmerge, other.id)
    assert set(await owed(loop, other)) == {"follow_up_report", "phone_county"}, "nobody has called yet"
    assert "follow_up_report" in await owed(loop, kept)


async def test_two_reports_of_one_event_count_from_when_it_happened_first(loop: TownshipDriver) -> None:
    early = await loop.files(**INCIDENT)
    loop.forward(minutes=20)
    kept = await loop.files(**INCIDENT)
    await loop.by("duty", phone_alarm.flag, early.id, Alarm(missing=1))
    await loop.by("duty", merging.merge, early.id, into=kept.id)
    assert (await owed(loop, kept))["first_report"] == MONDAY + timedelta(minutes=60)
    await loop.by("duty", merging.unmerge, early.id)
    assert await owed(loop, early) == {
        "first_report": MONDAY + timedelta(minutes=60),
        "phone_county": loop.now + timedelta(minutes=10),
    }


async def test_a_death_makes_a_waived_incident_the_countys(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await loop.by("deputy", county_steps.waive, case.id, reason="未达到报送标准")
    loop.forward(hours=2)
    await loop.by("duty", phone_alarm.flag, case.id, Alarm(dead=1))
    assert await owed(loop, case) == {
        "first_report": loop.now + timedelta(minutes=15),
        "phone_county": loop.now + timedelta(minutes=10),
    }


async def test_the_longest_words_still_fit_one_message(loop: TownshipDriver) -> None:
    case = await loop.files(text="<滑坡>" * 900, **INCIDENT)
    first = await writes(loop, case, text="&抢险" * 900)
    better = await corrects(loop, first, reason="复核" * 900)
    assert len(better.text.encode("utf-16-le")) // 2 < 3500


async def test_unmerging_gives_back_the_first_report_to_who_never_made_one(loop: TownshipDriver) -> None:
    kept, other = await loop.files(**INCIDENT), await loop.files(**INCIDENT)
    await writes(loop, other, figures=KNOWN)
    await loop.by("duty", merging.merge, other.id, into=kept.id)
    await loop.by("duty", merging.unmerge, other.id)
    assert set(await owed(loop, kept)) == {"first_report"}
    assert set(await owed(loop, other)) == {"follow_up_report"}


# --- rights, journal, drill --------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["officer", "land_head", "principal", "operator", "director"])
async def test_only_the_station_reports(loop: TownshipDriver, who: str) -> None:
    case = await loop.files(**INCIDENT)
    with pytest.raises(Forbidden):
        await writes(loop, case, who)
    with pytest.raises(Forbidden):
        await loop.by(who, phone_alarm.flag, case.id, Alarm(dead=1))


async def test_every_step_is_in_the_journal_whose_chain_holds(loop: TownshipDriver) -> None:
    case = await loop.files(**INCIDENT)
    await loop.by("duty", county_steps.set_event, case.id, event_at=loop.now - timedelta(minutes=5))
    first = await writes(loop, case, figures=KNOWN)
    await corrects(loop, first, figures={"affected": 9})
    await loop.by("duty", phone_alarm.flag, case.id, Alarm(missing=1))
    await loop.by("duty", phone_alarm.phoned, case.id, whom="县局")
    await loop.by("duty", county_steps.declare_stable, case.id)
    await loop.by("duty", county_steps.resume, case.id)
    actions = [action for action, _ in await loop.journal(case)]
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
    async with loop.town.database.reading() as session:
        assert [fault async for fault in journal.audit(session, journal.of_case(case.id))] == []


async def test_a_drill_is_marked_in_what_is_sent(loop: TownshipDriver, town: Town) -> None:
    case = await loop.files(**INCIDENT)
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Case).where(Case.id == case.id).values(drill=True))
    report = await writes(loop, case, figures=KNOWN)
    assert report.text.startswith("【演练】")


async def test_a_report_is_not_sent_before_the_event_nor_in_the_future(loop: TownshipDriver) -> None:
    case = await loop.files(**GRAVE)
    for at in (loop.now + timedelta(minutes=1), loop.now - timedelta(hours=1)):
        with pytest.raises(Refused, match="error-sent-at"):
            await writes(loop, case, sent_at=at)
