"""Nobody does anything: the ladder climbs by itself, on everybody's own phone, over the movable clock (I5).

Each table was worked out by hand from DOMAIN §3 and the State Council's notice of holidays for 2026 (off: 10-01 to
10-07, 09-25 to 09-27; worked: Saturday 02-28, Sunday 09-20, Saturday 10-10); office hours 08:30 to 12:00 and 14:00 to
17:30, seven hours a working day. 2027 is not published: New Year's Day is off by law, the rest is provisional and says
so (⚠). What is not urgent waits two minutes for company. The executive deputy director's post is vacant: the director
hears it in that place, and once more at the top, where somebody is to telephone too.
"""

import pytest

from clock_walk import ClockWalk, Told, walking
from models import Case
from sandbox_client import SandboxClient
from services.assignments import handling
from services.core.town import Town
from services.county import steps as county_steps

STATION_AND_ABOVE = ("duty", "deputy", "chief", "director", "geology_director")
UNIT = ("land", "land_head")
FEEDBACK = ("land", "land", "land", "land_head", "geology_director", "chief", "director", "director")
"""Who hears of a hazard's feedback: at 50 %, at 80 %, when it is due, and up the ladder."""


def hazard(due: str, *steps: tuple[str, str]) -> list[Told]:
    """Return the table of a feedback that never comes, from (minute, how long is left or how late it is)."""
    said = (
        f"⏰ № 待反馈，{due} 到期，还剩 {{}}",
        f"⏰ № 待反馈，{due} 到期，还剩 {{}}",
        f"⏰ № 反馈时限已到（{due}），请立即办理{{}}",
        *([f"🔺 督办：№ 自然资源所反馈已逾期 {{}}（{due} 到期），请督促办理"] * 5),
    )
    return [
        (minute, who, line.format(span) + (" ⚠" if minute.startswith("01-") else ""))
        for (minute, span), who, line in zip(steps, FEEDBACK, said, strict=True)
    ]


NEW_YEAR = hazard(
    "12-31 16:00",  # a working day after Wednesday 16:00
    ("12-31 10:32", "5 小时 27 分钟"),  # 3 h 30 min of 7 h
    ("12-31 14:38", "1 小时 21 分钟"),  # 5 h 36 min
    ("12-31 16:02", ""),
    ("01-04 09:02", "3 天 17 小时"),  # 2 h more: an hour and a half on Thursday, then Monday; 1 January is off by law
    ("01-04 15:02", "3 天 23 小时"),  # 4 h more
    ("01-05 15:02", "4 天 23 小时"),  # 7 h
    ("01-06 15:02", "5 天 23 小时"),  # 7 h
    ("01-08 15:00", "7 天 23 小时"),  # 14 h; a call task is never bundled
)
NATIONAL_DAY = hazard(
    "10-08 16:00",  # Wednesday 30 September 16:00 and the seven days off
    ("10-08 10:32", "5 小时 27 分钟"),
    ("10-08 14:38", "1 小时 21 分钟"),
    ("10-08 16:02", ""),
    ("10-09 09:02", "17 小时 2 分钟"),
    ("10-09 15:02", "23 小时 2 分钟"),
    ("10-10 15:02", "1 天 23 小时"),  # the make-up Saturday is worked
    ("10-12 15:02", "3 天 23 小时"),  # the Sunday after it is not
    ("10-14 15:00", "5 天 23 小时"),
)
MAKE_UP_SUNDAY = hazard(
    "09-20 10:30",  # Friday 10:30; Saturday is off, Sunday is worked
    ("09-18 16:02", "1 天 18 小时"),
    ("09-20 09:08", "1 小时 21 分钟"),
    ("09-20 10:32", ""),
    ("09-20 14:32", "4 小时 2 分钟"),
    ("09-21 09:32", "23 小时 2 分钟"),
    ("09-22 09:32", "1 天 23 小时"),
    ("09-23 09:32", "2 天 23 小时"),
    ("09-28 09:30", "7 天 23 小时"),  # Mid-autumn from Friday to Sunday
)
MONTH_END = hazard(
    "02-28 17:30",  # Friday 23:59 counts from the opening of the make-up Saturday
    ("02-28 12:02", "5 小时 27 分钟"),
    ("02-28 16:08", "1 小时 21 分钟"),
    ("02-28 17:32", ""),
    ("03-02 10:32", "1 天 17 小时"),
    ("03-02 16:32", "1 天 23 小时"),
    ("03-03 16:32", "2 天 23 小时"),
    ("03-04 16:32", "3 天 23 小时"),
    ("03-06 16:30", "5 天 23 小时"),
)


@pytest.mark.parametrize(
    ("database_url", "start", "table"),
    [
        pytest.param("sqlite", "2026-12-30 16:00", NEW_YEAR, id="over New Year"),
        pytest.param("sqlite", "2026-09-30 16:00", NATIONAL_DAY, id="over National Day to the make-up Saturday"),
        pytest.param("sqlite", "2026-09-18 10:30", MAKE_UP_SUNDAY, id="over the make-up Sunday and Mid-autumn"),
        pytest.param("sqlite", "2026-02-27 23:59", MONTH_END, id="from 23:59 over the month's end"),
        pytest.param("postgres", "2026-02-27 23:59", MONTH_END, id="from 23:59 over the month's end on PostgreSQL"),
    ],
    indirect=["database_url"],
)
async def test_a_grave_hazard_whose_unit_never_reports_back(
    town: Town, sandbox: SandboxClient, sandbox_url: str, start: str, table: list[Told]
) -> None:
    async with walking(town, sandbox, sandbox_url, start, *STATION_AND_ABOVE, *UNIT) as w:
        case = await w.driver.dispatched("natural-resources", severity="major")
        await w.driver.by("land", handling.accept, (await w.driver.assignment(case, "natural-resources")).id)
        await w.sets_out()
        await w.through(table)
        assert await w.told(case) == table
        await to_be_called(w)


LATE_JUDGING = "🔺 督办：№ 研判已逾期 {}（10-12 11:00 到期），请督促办理"
UNJUDGED: list[Told] = [
    ("10-10 16:32", "duty", "⏰ № 待研判，10-12 11:00 到期，还剩 1 天 18 小时"),  # filed on the make-up Saturday, 11:00
    ("10-12 09:38", "duty", "⏰ № 待研判，10-12 11:00 到期，还剩 1 小时 21 分钟"),
    ("10-12 11:02", "duty", "⏰ № 研判时限已到（10-12 11:00），请立即办理"),
    ("10-12 15:02", "deputy", LATE_JUDGING.format("4 小时 2 分钟")),  # the desk has no head: the deputy chief is
    ("10-13 10:02", "geology_director", LATE_JUDGING.format("23 小时 2 分钟")),
    ("10-14 10:02", "chief", LATE_JUDGING.format("1 天 23 小时")),
    ("10-15 10:02", "director", LATE_JUDGING.format("2 天 23 小时")),
    ("10-19 10:00", "director", LATE_JUDGING.format("6 天 23 小时")),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_grave_hazard_that_nobody_judges(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with walking(town, sandbox, sandbox_url, "2026-10-10 11:00", *STATION_AND_ABOVE) as w:
        case = await w.driver.files(severity="major")
        await w.sets_out()
        await w.through(UNJUDGED)
        assert await w.told(case) == UNJUDGED
        await to_be_called(w)


async def not_for_the_county(w: ClockWalk, case: Case) -> None:
    """Leave the clock of the reports out: it has a table of its own."""
    await w.driver.by("deputy", county_steps.waive, case.id, reason="未达到报送标准")


UNCONFIRMED = "🚨 № 险情无人研判，请立即处置（应于 01-01 00:02 前）"
NOBODY_LOOKS: list[Told] = [
    ("12-31 23:59", "duty", "🔔 新上报 №，请研判"),
    ("01-01 00:02", "deputy", UNCONFIRMED),
    ("01-01 00:07", "chief", UNCONFIRMED),
    ("01-01 00:17", "director", UNCONFIRMED),
]


async def test_an_incident_at_2359_on_new_years_eve_that_nobody_looks_at(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with walking(town, sandbox, sandbox_url, "2026-12-31 23:59", *STATION_AND_ABOVE) as w:
        await w.on_duty("duty", days=30)
        await w.sets_out()
        case = await w.driver.files(kind="incident", severity="major")
        await not_for_the_county(w, case)
        await w.through(NOBODY_LOOKS)
        assert await w.told(case) == NOBODY_LOOKS
        await to_be_called(w)
        await w.press("deputy", "研判")
        await w["deputy"].sees(case.number, "按此交办")


def overdue(what: str, due: str) -> str:
    """Return what the ladder says of a step of the unit's; {} is how late it is."""
    return f"🔺 督办：№ 自然资源所{what}已逾期 {{}}（{due} 到期），请督促办理"


NOT_ACCEPTED, NOT_DONE = overdue("签收", "10-01 00:05"), overdue("反馈", "10-01 03:50")
NOBODY_ACCEPTS: list[Told] = [
    ("09-30 23:55", "land", "🔔 № 请立即签收（10-01 00:05 前）"),  # every 5 min, the third at the due moment
    ("10-01 00:00", "land", "🔔 № 请立即签收（10-01 00:05 前）"),
    ("10-01 00:05", "land", "⏰ № 签收时限已到（10-01 00:05），请立即办理"),
    ("10-01 00:05", "land_head", NOT_ACCEPTED.format("1 分钟")),
    ("10-01 00:10", "land", "📞 № 一直无人签收，值班室将打电话联系您。看到请立即签收"),
    ("10-01 00:20", "geology_director", NOT_ACCEPTED.format("15 分钟")),
    ("10-01 00:35", "chief", NOT_ACCEPTED.format("30 分钟")),
    ("10-01 01:05", "director", NOT_ACCEPTED.format("1 小时")),
    ("10-01 01:35", "director", NOT_ACCEPTED.format("1 小时 30 分钟")),
    ("10-01 01:50", "land", "⏰ № 待反馈，10-01 03:50 到期，还剩 1 小时 59 分钟"),
    ("10-01 03:02", "land", "⏰ № 待反馈，10-01 03:50 到期，还剩 47 分钟"),
    ("10-01 03:50", "land", "⏰ № 反馈时限已到（10-01 03:50），请立即办理"),
    ("10-01 03:50", "land_head", NOT_DONE.format("1 分钟")),
    ("10-01 04:05", "geology_director", NOT_DONE.format("15 分钟")),
    ("10-01 04:20", "chief", NOT_DONE.format("30 分钟")),
    ("10-01 04:50", "director", NOT_DONE.format("1 小时")),
    ("10-01 05:20", "director", NOT_DONE.format("1 小时 30 分钟")),
]


async def test_an_incident_on_the_eve_of_national_day_that_no_unit_accepts(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with walking(town, sandbox, sandbox_url, "2026-09-30 23:50", *STATION_AND_ABOVE, *UNIT) as w:
        case = await w.driver.dispatched("natural-resources", kind="incident", severity="major")
        await not_for_the_county(w, case)
        await w.sets_out()
        await w.through(NOBODY_ACCEPTS)
        assert await w.told(case) == NOBODY_ACCEPTS
        await to_be_called(w)
        await w.press("land", "签收")
        await w["land"].sees("已签收", case.number)


LAPSED = "⚠️ 自然资源所逾时未确认仍在处置，№ 已退回待签收"
NOT_TAKEN_AGAIN, STILL_NOT_DONE = overdue("签收", "03-01 00:00"), overdue("反馈", "03-01 02:30")
UNIT_GOES_SILENT: list[Told] = [
    ("02-28 23:30", "land", "❓ № 是否仍在处置？请按“仍在处置”，逾时不答将退回待签收"),  # an hour after it accepted
    ("02-28 23:45", "duty", LAPSED),
    ("02-28 23:45", "land", LAPSED),
    ("02-28 23:45", "land_head", LAPSED),
    ("02-28 23:50", "land", "🔔 № 请立即签收（03-01 00:00 前）"),
    ("02-28 23:55", "land", "🔔 № 请立即签收（03-01 00:00 前）"),
    ("03-01 00:00", "land", "⏰ № 签收时限已到（03-01 00:00），请立即办理"),
    ("03-01 00:00", "land_head", NOT_TAKEN_AGAIN.format("1 分钟")),
    ("03-01 00:05", "land", "📞 № 一直无人签收，值班室将打电话联系您。看到请立即签收"),
    ("03-01 00:15", "geology_director", NOT_TAKEN_AGAIN.format("15 分钟")),
    ("03-01 00:30", "chief", NOT_TAKEN_AGAIN.format("30 分钟")),
    ("03-01 00:30", "land", "⏰ № 待反馈，03-01 02:30 到期，还剩 1 小时 59 分钟"),
    ("03-01 01:00", "director", NOT_TAKEN_AGAIN.format("1 小时")),
    ("03-01 01:30", "director", NOT_TAKEN_AGAIN.format("1 小时 30 分钟")),
    ("03-01 01:42", "land", "⏰ № 待反馈，03-01 02:30 到期，还剩 47 分钟"),
    ("03-01 02:30", "land", "⏰ № 反馈时限已到（03-01 02:30），请立即办理"),
    ("03-01 02:30", "land_head", STILL_NOT_DONE.format("1 分钟")),
    ("03-01 02:45", "geology_director", STILL_NOT_DONE.format("15 分钟")),
    ("03-01 03:00", "chief", STILL_NOT_DONE.format("30 分钟")),
    ("03-01 03:30", "director", STILL_NOT_DONE.format("1 小时")),
    ("03-01 04:00", "director", STILL_NOT_DONE.format("1 小时 30 分钟")),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_incident_at_the_end_of_february_whose_unit_goes_silent(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with walking(town, sandbox, sandbox_url, "2026-02-28 22:30", *STATION_AND_ABOVE, *UNIT) as w:
        await w.on_duty("duty", days=30)
        case = await w.driver.dispatched("natural-resources", kind="incident", severity="major")
        await not_for_the_county(w, case)
        await w.driver.by("land", handling.accept, (await w.driver.assignment(case, "natural-resources")).id)
        await w.sets_out()
        await w.through(UNIT_GOES_SILENT)
        assert await w.told(case) == UNIT_GOES_SILENT
        await to_be_called(w)


async def to_be_called(w: ClockWalk) -> None:
    """Check that the desk's list names somebody to telephone: messages were not enough."""
    await w["duty"].sends("/undelivered")
    await w["duty"].sees("多次催办无回应，请打电话")


RED = "🔴 № 还没有初报，01-01 00:59 前要报到县里，只剩 14 分钟"
NO_REPORT = "🔺 督办：№ 初报已逾期 {}（01-01 00:59 到期），请督促办理"
NOBODY_REPORTS: list[Told] = [
    ("01-01 00:44", "chief", RED),  # 45 minutes after the event
    ("01-01 00:44", "deputy", RED),
    ("01-01 00:44", "duty", RED),
    ("01-01 00:59", "director", NO_REPORT.format("1 分钟")),  # for the executive deputy director
    ("01-01 00:59", "duty", "⏰ № 初报时限已到（01-01 00:59），请立即办理"),
    ("01-01 01:14", "director", NO_REPORT.format("15 分钟")),  # and somebody is to telephone
]


async def test_an_incident_on_new_years_eve_that_nobody_reports_to_the_county(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with walking(town, sandbox, sandbox_url, "2026-12-31 23:59", *STATION_AND_ABOVE) as w:
        await w.on_duty("duty", days=30)
        case = await w.driver.files(kind="incident", severity="major")
        await w.sets_out()
        await w.through(NOBODY_REPORTS)
        assert [one for one in await w.told(case) if "初报" in one[2]] == NOBODY_REPORTS
        await to_be_called(w)
