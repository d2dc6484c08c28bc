"""What was sent while the bot was away counts from when it was sent, and both times are shown."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from conversation import Conversation, acting
from models import Deadline, JournalEntry, Reporting
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core import clock
from services.core.town import Town
from township import MONDAY, SLOPE

AWAY = timedelta(hours=3)
TEN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (TEN - timedelta(hours=3), TEN - timedelta(hours=3)),
        (TEN - timedelta(minutes=4), TEN - timedelta(minutes=4)),
        (TEN - timedelta(minutes=2), None),
        (TEN + timedelta(days=5), None),  # a clock in the future
        (TEN - timedelta(days=400), None),  # Telegram hands nothing over that is so old
        (None, None),  # a button
    ],
)
def test_a_date_is_believed_within_bounds(said: datetime | None, at: datetime | None) -> None:
    assert clock.sent(said, received_at=TEN, now=TEN) == at


def test_what_waited_here_counts_from_its_receipt() -> None:
    received = TEN - timedelta(hours=1)
    assert clock.sent(None, received_at=received, now=TEN) == received
    assert clock.sent(TEN - timedelta(days=9), received_at=received, now=TEN) == received
    assert clock.sent(TEN, received_at=received, now=TEN) == received, "nothing is sent after it was received"


async def sent_while_away(s: Conversation, sandbox: SandboxClient, **what: object) -> None:
    """Let the officer send something at 10:00 that the bot takes in at 13:00."""
    await sandbox.clock.set(MONDAY)
    s.driver.forward(hours=AWAY.total_seconds() / 3600)
    await s["officer"].sends(**what)  # type: ignore[arg-type]


async def deadline(s: Conversation, kind: str) -> Deadline:
    async with s.town.database.reading() as session:
        return (await session.scalars(sa.select(Deadline).where(Deadline.kind == kind))).one()


async def test_an_alarm_sent_while_the_bot_was_away_counts_from_then(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        await sent_while_away(s, sandbox, text="/sos 3组塌方，压了两个人")
        await s["duty"].sees("有人员生命危险", "11-23 10:00 发出，11-23 13:00 收到")
        case = await s.case()
        assert (case.submitted_at, case.received_at) == (MONDAY, MONDAY + AWAY)
        async with s.town.database.reading() as session:
            reporting = (await session.scalars(sa.select(Reporting))).one()
            entry = (await session.scalars(sa.select(JournalEntry).where(JournalEntry.action == "file"))).first()
        assert reporting.event_at == MONDAY, "the county's hour counts from the event"
        assert entry is not None
        assert (entry.at, entry.details["received"]) == (MONDAY, (MONDAY + AWAY).isoformat())
        county, triage = await deadline(s, "first_report"), await deadline(s, "triage")
        assert county.due_at == MONDAY + AWAY + s.town.settings.county_reports.red_for, "owed once it is known"
        assert triage.due_at < MONDAY + AWAY
        assert (triage.expired, county.expired) == (True, True)
        await ticks.work_off(s.town)
        await s["duty"].sees("（收到时已过期）")
        await s.press("duty", "办理过程")
        await s["duty"].sees("11-23 10:00 发出，11-23 13:00 收到")


async def test_a_report_whose_words_came_late_is_as_old_as_they_are(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        await sent_while_away(s, sandbox, text="村道边坡有落石")
        await s["officer"].sees("隐患上报")
        await s["officer"].sends(location=SLOPE)
        await s["officer"].sees("已定位")
        await s.press("officer", "✅ 提交")
        await s["officer"].sees("已提交")
        await s["duty"].sees("11-23 10:00 发出，11-23 13:00 收到")
        case = await s.case()
        assert (case.submitted_at, case.received_at) == (MONDAY, MONDAY + AWAY)
        assert not (await deadline(s, "triage")).expired, "a working day is not over in three hours"
        assert (await deadline(s, "triage")).started_at == MONDAY


async def test_what_is_taken_in_at_once_shows_one_time(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        await sandbox.clock.set(MONDAY)
        await s["officer"].sends("/sos 塌方")
        seen = await s["duty"].sees("有人员生命危险", "（11-23 10:00 上报）")
        assert "收到" not in seen.text
        case = await s.case()
        assert (case.submitted_at, case.received_at) == (MONDAY, None)
        assert not (await deadline(s, "triage")).expired


async def test_a_later_addition_says_when_it_was_sent(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        await s["officer"].sends("/sos 塌方")
        await s["officer"].sees("塌方")
        case = await s.case()
        await s.delivered()  # only then the ledger knows its number
        await sent_while_away(s, sandbox, text="又塌了一处", reply_to=(await s["officer"].last()).id)
        await s["duty"].sees("现场最新", "11-23 10:00 发出，11-23 13:00 收到")
        assert (await s.case()).submitted_at == case.submitted_at


async def test_an_answer_typed_in_time_is_an_answer_however_late_it_comes(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "land", "duty", delivering=True) as s:
        await s.driver.dispatched("natural-resources")
        await s["land"].sees("交办", "拒收")
        await s.press("land", "拒收")
        await s["land"].sees("原因")
        await sandbox.clock.set(MONDAY + timedelta(minutes=4))
        s.driver.forward(hours=3)
        await s["land"].sends("不是我们的路段")
        await s["duty"].sees("不是我们的路段", "11-23 10:04 发出，11-23 13:00 收到")
