"""The duty roster: who is told, who is asked to sign on and off, what is handed over, how shifts change hands."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.demo import township as demo_township
from models import Account, Deadline, FiredStep, JournalEntry, Message, Post, Shift
from models.enums import DeadlineOutcome, DutyKind, Role, SwapState
from scheduler import ticks
from services.core.act import Act
from services.core.database import Database
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.duty import shifts as duty_shifts
from services.duty import swaps
from services.people import directory
from services.people.on_duty import on_watch
from services.reminders import agenda
from services.reminders.agenda import When
from services.roster.importing.roster import import_roster
from services.roster.importing.tables import RowCounts
from services.roster.workbook.reader import read_workbook
from services.roster.workbook.rows import DutyRow, PersonRow, PostRow, VillageRow, Workbook
from services.roster.workbook.template import write_template
from services.settings.clocks import LadderStep, Rank
from services.settings.township import Township
from texts.bundle import load
from township import MONDAY, TownshipDriver

STATION = ["both", "chief", "deputy", "duty", "night", "spare"]
DESK = ["both", "deputy", "duty", "night"]
HOUR = timedelta(hours=1)


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def shift(
    driver: TownshipDriver,
    who: str,
    start: timedelta = timedelta(0),
    end: timedelta = 8 * HOUR,
    *,
    kind: DutyKind = DutyKind.OFFICER,
    **more: Any,
) -> int:
    """Put somebody on the roster, hours counted from Monday 10:00."""
    person, substitute = driver.people[who], more.pop("substitute", None)
    async with driver.town.database.transaction() as session:
        row = Shift(
            kind=kind,
            starts_at=MONDAY + start,
            ends_at=MONDAY + end,
            person_id=person,
            rostered_id=person,
            substitute_id=driver.people[substitute] if substitute else None,
            **more,
        )
        session.add(row)
        await session.flush()
        return row.id


async def row(driver: TownshipDriver, shift_id: int) -> Shift:
    async with driver.town.database.reading() as session:
        return (await session.scalars(sa.select(Shift).where(Shift.id == shift_id))).one()


async def heard(driver: TownshipDriver, event: str) -> list[str]:
    """Return who was told of something about the roster, as often as they were told."""
    names = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        found = await session.scalars(sa.select(Message.person_id).where(Message.event == event).order_by(Message.id))
        return [names[person] for person in found]


async def actions(driver: TownshipDriver, shift_id: int) -> list[str]:
    async with driver.town.database.reading() as session:
        query = sa.select(JournalEntry.action).where(JournalEntry.subject == f"shift:{shift_id}")
        return list(await session.scalars(query.order_by(JournalEntry.seq)))


async def forward(driver: TownshipDriver, **span: float) -> None:
    driver.forward(**span)
    await ticks.work_off(driver.town)


async def test_without_any_shift_the_station_hears_as_before(driver: TownshipDriver) -> None:
    assert await driver.told("filed", await driver.files()) == DESK
    assert await driver.told("filed", await driver.files(kind="incident")) == STATION
    await ticks.work_off(driver.town)
    assert await heard(driver, "duty_gap") == []


async def test_who_is_on_duty_is_told_and_nobody_else(driver: TownshipDriver) -> None:
    await shift(driver, "night")
    await shift(driver, "geology_director", kind=DutyKind.LEADER)
    await shift(driver, "duty", 8 * HOUR, 16 * HOUR)
    assert await driver.told("filed", await driver.files()) == ["night"]
    assert await driver.told("filed", await driver.files(kind="incident")) == ["geology_director", "night"]
    danger = await driver.files(kind="incident", life_danger=True)
    assert await driver.told("filed", danger) == sorted([*STATION, "geology_director"]), "life is everybody's"
    driver.forward(hours=8)
    assert await driver.told("filed", await driver.files()) == ["duty"], "the next shift begins where the last one ends"


async def test_at_a_gap_everybody_is_told_and_the_deputy_chiefs_are_alarmed_once(driver: TownshipDriver) -> None:
    await shift(driver, "night", -8 * HOUR, timedelta(0))
    await shift(driver, "duty", 4 * HOUR, 6 * HOUR)
    assert await driver.told("filed", await driver.files()) == DESK
    await ticks.work_off(driver.town)
    await forward(driver, minutes=5)
    assert await heard(driver, "duty_gap") == ["deputy"], "once a gap"
    await forward(driver, hours=4)
    assert await heard(driver, "duty_gap") == ["deputy"]
    await forward(driver, hours=4)
    assert await heard(driver, "duty_gap") == ["deputy"] * 2, "the next gap is another"


async def test_a_roster_for_next_week_leaves_no_gap_before_its_first_shift(driver: TownshipDriver) -> None:
    await shift(driver, "night", 7 * 24 * HOUR, 7 * 24 * HOUR + 8 * HOUR)
    for _ in range(3):
        await forward(driver, days=2)
        assert await heard(driver, "duty_gap") == []
    await forward(driver, days=1)
    assert await heard(driver, "duty_gap") == []
    await forward(driver, hours=8)
    assert await heard(driver, "duty_gap") == ["deputy"], "now it has begun, and nobody follows"


async def alarmed(driver: TownshipDriver) -> list[str]:
    """Return who would hear now that something is wrong with the software or the ledger."""
    names = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        return sorted(names[one.person_id] for one in await directory.alarmed(session, now=driver.now))


async def unreachable(driver: TownshipDriver, *who: str) -> None:
    """Let people have blocked the bot."""
    async with driver.town.database.transaction() as session:
        ids = [driver.people[one] for one in who]
        await session.execute(sa.update(Account).where(Account.person_id.in_(ids)).values(reachable=False))


async def test_an_alarm_about_the_software_always_reaches_somebody(driver: TownshipDriver) -> None:
    assert await alarmed(driver) == DESK, "there is no roster"
    await shift(driver, "night", end=HOUR)
    await shift(driver, "spare", end=HOUR)
    assert await alarmed(driver) == ["night", "spare"]
    await unreachable(driver, "night")
    assert await alarmed(driver) == ["spare"]
    await unreachable(driver, "spare")
    assert await alarmed(driver) == ["both", "deputy", "duty"], "Telegram reaches none who is on duty"
    driver.forward(hours=2)
    assert await alarmed(driver) == ["both", "deputy", "duty"], "nobody is on duty: the desk with the deputy chief"
    await unreachable(driver, *DESK)
    assert await alarmed(driver) == ["chief"]
    await unreachable(driver, *STATION)
    assert await alarmed(driver) == DESK, "the ledger says that somebody must telephone them"


async def test_a_desk_without_leaders_and_full_time_staff_is_everybody_at_the_station(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        ids = [driver.people[one] for one in DESK]
        await session.execute(sa.update(Post).where(Post.person_id.in_(ids)).values(active=False))
    assert await driver.told("filed", await driver.files()) == ["chief", "spare"]


async def test_an_officer_without_a_post_at_the_station_leaves_a_gap(driver: TownshipDriver) -> None:
    await shift(driver, "night")
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == driver.people["night"]).values(active=False))
    assert await driver.told("filed", await driver.files()) == ["both", "deputy", "duty"]
    await ticks.work_off(driver.town)
    assert await heard(driver, "duty_gap") == ["deputy"]


async def test_the_ladder_begins_with_who_is_on_duty(driver: TownshipDriver) -> None:
    await shift(driver, "night", end=24 * HOUR)
    await driver.files()  # triage within one working day: half of it has passed at 15:30
    await forward(driver, hours=6)
    await forward(driver, minutes=3)  # what is not urgent waits two minutes for company
    assert await heard(driver, "reminder") == ["night"]


async def test_a_substitute_hears_everything_until_somebody_signs_on(driver: TownshipDriver) -> None:
    number = await shift(driver, "night", substitute="spare")
    assert await driver.told("filed", await driver.files()) == ["night"]
    await ticks.work_off(driver.town)
    assert await heard(driver, "duty_on") == ["night"]
    with pytest.raises(Forbidden):
        await driver.by("duty", duty_shifts.stand_in, number)
    await forward(driver, minutes=10)
    assert await heard(driver, "duty_in") == ["spare"]
    assert await driver.told("filed", await driver.files()) == ["night", "spare"]
    await driver.by("spare", duty_shifts.stand_in, number)
    assert await heard(driver, "duty_stood_in") == ["night"]
    assert await driver.told("filed", await driver.files()) == ["spare"]
    with pytest.raises(Forbidden):
        await driver.by("night", duty_shifts.sign_on, number)
    assert await actions(driver, number) == ["stand_in"]


async def test_presence_is_one_press_and_ends_the_asking(driver: TownshipDriver) -> None:
    number = await shift(driver, "night", HOUR, 9 * HOUR, substitute="spare")
    with pytest.raises(Refused, match="duty-too-early"):
        await driver.by("night", duty_shifts.sign_on, number)
    with pytest.raises(Forbidden):
        await driver.by("duty", duty_shifts.sign_on, number)
    driver.forward(minutes=30)
    await driver.by("night", duty_shifts.sign_on, number)
    assert await driver.told("filed", await driver.files()) == ["night"], "who has signed on early is there"
    with pytest.raises(Stale):
        await driver.by("night", duty_shifts.sign_on, number)
    await forward(driver, hours=1)
    assert await heard(driver, "duty_on") == []
    assert await heard(driver, "duty_in") == []


async def test_six_reminders_to_hand_over_and_then_silence(driver: TownshipDriver) -> None:
    await shift(driver, "night", end=HOUR)
    await forward(driver, minutes=49)
    assert await heard(driver, "duty_off") == []
    for number in range(1, 7):
        await forward(driver, minutes=1)
        assert await heard(driver, "duty_off") == ["night"] * number
        await forward(driver, minutes=9)
    await forward(driver, hours=5)
    assert await heard(driver, "duty_off") == ["night"] * 6


@pytest.mark.parametrize(
    ("starts", "ends", "asked"),
    [
        ("2026-11-23 16:00", "2026-11-24 00:00", ["23:50", "00:00", "00:10", "00:20", "00:30", "00:40"]),
        ("2026-12-31 08:00", "2027-01-01 08:00", ["07:50", "08:00", "08:10", "08:20", "08:30", "08:40"]),
        ("2026-12-31 16:00", "2027-01-01 00:00", ["23:50", "00:00", "00:10", "00:20", "00:30", "00:40"]),
        ("2026-02-28 16:05", "2026-03-01 00:05", ["23:55", "00:05", "00:15", "00:25", "00:35", "00:45"]),
    ],
    ids=["to midnight", "a day over New Year", "to midnight of New Year", "into March"],
)
async def test_the_reminders_to_hand_over_come_every_ten_minutes_from_ten_before_the_end(
    driver: TownshipDriver, starts: str, ends: str, asked: list[str]
) -> None:
    start, end = (datetime.fromisoformat(text).replace(tzinfo=driver.town.zone) for text in (starts, ends))
    await shift(driver, "night", start - MONDAY, end - MONDAY, signed_on_at=start)
    driver.clock.at = (end - timedelta(minutes=30)).astimezone(UTC)
    told: list[str] = []
    while driver.now < end + timedelta(hours=2):
        before = len(await heard(driver, "duty_off"))
        await forward(driver, minutes=5)
        told += [f"{driver.now.astimezone(driver.town.zone):%H:%M}"] * (len(await heard(driver, "duty_off")) - before)
    assert told == asked


async def test_after_a_sleep_one_reminder_stands_for_those_missed(driver: TownshipDriver) -> None:
    await shift(driver, "night", end=HOUR)
    await forward(driver, minutes=85)
    assert await heard(driver, "duty_off") == ["night"]


async def steps(driver: TownshipDriver) -> list[tuple[str, str]]:
    """Return the steps about shifts that were taken, in order."""
    async with driver.town.database.reading() as session:
        query = sa.select(Deadline.kind, FiredStep.rank).join(Deadline).order_by(FiredStep.id)
        return [(kind, rank) for kind, rank in await session.execute(query)]


async def test_two_clocks_ask_once(driver: TownshipDriver) -> None:
    await shift(driver, "night", HOUR, 2 * HOUR, substitute="spare")
    await asyncio.gather(ticks.do(driver.town, "keep_duty"), ticks.do(driver.town, "keep_duty"))
    driver.forward(hours=1, minutes=10)
    await asyncio.gather(ticks.do(driver.town, "take_due"), ticks.do(driver.town, "take_due"))
    assert await steps(driver) == [("sign_on", "handler"), ("sign_on", "substitute")]
    assert await heard(driver, "duty_on") == ["night"]
    assert await heard(driver, "duty_in") == ["spare"]
    driver.forward(minutes=40)
    await asyncio.gather(ticks.do(driver.town, "take_due"), ticks.do(driver.town, "take_due"))
    assert await heard(driver, "duty_off") == ["night"]


async def test_a_township_s_own_ladder_alarms_who_it_names(driver: TownshipDriver) -> None:
    steps = (*driver.town.settings.ladders.sign_on[:1], LadderStep(to=Rank.STATION_DEPUTY_CHIEF))
    ladders = driver.town.settings.ladders.model_copy(update={"sign_on": steps})
    driver.town = replace(driver.town, settings=driver.town.settings.model_copy(update={"ladders": ladders}))
    await shift(driver, "night", HOUR)
    for _ in range(2):
        await forward(driver, hours=1, minutes=10)
    assert await heard(driver, "duty_on") == ["night", "deputy"]
    async with driver.town.database.reading() as session:
        told = await session.scalar(sa.select(Message).where(Message.person_id == driver.people["deputy"]))
    assert told is not None
    assert "还没有人签到（李夜班" in told.content["text"]


async def to_do(driver: TownshipDriver, who: str, when: When = When.NOW) -> list[str]:
    """Return what stands in somebody's list of the day."""
    actor = await driver.actor(who)
    async with driver.town.database.reading() as session:
        found = await agenda.agenda(Act(session, driver.town, driver.now, actor), when)
        return [due.thing.today(driver.town, actor, due.row, driver.now, "").text for due in found.listing.entries]


async def test_a_shift_stands_in_the_list_of_the_day_of_who_stands_it(driver: TownshipDriver) -> None:
    first = await shift(driver, "night", HOUR, 9 * HOUR)
    await shift(driver, "night", 3 * 24 * HOUR, 4 * 24 * HOUR)
    other = await shift(driver, "duty", 8 * HOUR, 16 * HOUR)
    await ticks.work_off(driver.town)
    (entry,) = await to_do(driver, "night")
    assert "签到 · 11-23 11:00 到期 · 11-23 11:00—19:00 · 值班员" in entry
    await driver.by("night", swaps.ask, first, other_id=other)
    driver.forward(minutes=30)
    await driver.by("night", duty_shifts.sign_on, first)
    (entry,) = await to_do(driver, "night")
    assert "交班" in entry
    driver.forward(hours=8)
    await driver.by("night", duty_shifts.sign_off, first, "")
    assert await to_do(driver, "night") + await to_do(driver, "night", When.LATER) == []


async def test_what_leaves_the_roster_is_owed_no_more(driver: TownshipDriver) -> None:
    number = await shift(driver, "night", HOUR)
    await ticks.work_off(driver.town)
    assert len(await to_do(driver, "night")) == 1
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Shift).where(Shift.id == number).values(active=False))
    assert await to_do(driver, "night") == []
    await forward(driver, hours=2)
    assert await heard(driver, "duty_on") == []


async def test_what_nobody_has_kept_ends_by_itself(driver: TownshipDriver) -> None:
    await shift(driver, "night", end=HOUR)
    await ticks.work_off(driver.town)
    for minutes in (60, 49):
        await forward(driver, minutes=minutes)
    async with driver.town.database.reading() as session:
        left = list(await session.scalars(sa.select(Deadline.kind).where(Deadline.ended_at.is_(None))))
    assert left == ["hand_over"]
    await forward(driver, minutes=1)
    async with driver.town.database.reading() as session:
        ended = await session.scalars(sa.select(Deadline.outcome))
        assert set(ended) == {DeadlineOutcome.CANCELLED}


async def test_the_note_goes_to_who_comes_next_and_the_reminders_end(driver: TownshipDriver) -> None:
    first = await shift(driver, "night", end=HOUR)
    second = await shift(driver, "duty", HOUR, 2 * HOUR)
    with pytest.raises(Refused, match="duty-too-early"):
        await driver.by("night", duty_shifts.sign_off, first, "")
    await forward(driver, minutes=50)
    with pytest.raises(Refused, match="duty-note-long"):
        await driver.by("night", duty_shifts.sign_off, first, "长" * 1501)
    await driver.by("night", duty_shifts.sign_off, first, " 上湾村边坡在盯，每两小时看一次 ")
    assert await heard(driver, "duty_note") == ["duty"]
    assert await driver.told("filed", await driver.files()) == ["night"], "nobody else is there yet"
    await driver.by("duty", duty_shifts.sign_on, second)
    assert await driver.told("filed", await driver.files()) == ["duty"]
    async with driver.town.database.transaction() as session:
        await duty_shifts.read(Act(session, driver.town, driver.now, await driver.actor("duty")), first)
    await forward(driver, minutes=30)
    assert await heard(driver, "duty_off") == ["night"]
    with pytest.raises(Stale):
        await driver.by("night", duty_shifts.sign_off, first, "")
    assert await actions(driver, first) == ["sign_off", "read_note"]
    kept = await row(driver, first)
    assert (kept.note, kept.read_by_id) == ("上湾村边坡在盯，每两小时看一次", driver.people["duty"])


async def test_a_swap_needs_consent_and_is_in_both_journals(driver: TownshipDriver) -> None:
    mine = await shift(driver, "night", 8 * HOUR, 16 * HOUR)
    theirs = await shift(driver, "duty", 32 * HOUR, 40 * HOUR)
    asked = await driver.by("night", swaps.ask, mine, other_id=theirs)
    assert await heard(driver, "duty_swap") == ["duty"]
    assert (await row(driver, mine)).person_id == driver.people["night"], "nothing changes before the answer"
    with pytest.raises(Stale):
        await driver.by("night", swaps.ask, mine, other_id=theirs)
    with pytest.raises(Forbidden):
        await driver.by("spare", swaps.answer, asked.id, agrees=True)
    await driver.by("duty", swaps.answer, asked.id, agrees=True)
    assert (await row(driver, mine)).person_id == driver.people["duty"]
    assert (await row(driver, theirs)).person_id == driver.people["night"]
    assert await heard(driver, "duty_swap_answer") == ["night"]
    assert await actions(driver, mine) == await actions(driver, theirs) == ["swap_ask", "swap_agreed"]
    with pytest.raises(Stale):
        await driver.by("duty", swaps.answer, asked.id, agrees=False)


async def test_a_refused_or_late_answer_changes_nothing(driver: TownshipDriver) -> None:
    mine = await shift(driver, "night", 8 * HOUR, 16 * HOUR)
    asked = await driver.by("night", swaps.ask, mine, person_id=driver.people["spare"])
    await driver.by("spare", swaps.answer, asked.id, agrees=False)
    assert (await row(driver, mine)).person_id == driver.people["night"]
    again = await driver.by("night", swaps.ask, mine, person_id=driver.people["duty"])
    driver.forward(hours=8)
    late, *_ = await driver.by("duty", swaps.answer, again.id, agrees=True)
    assert late.state is SwapState.LAPSED
    assert (await row(driver, mine)).person_id == driver.people["night"]
    with pytest.raises(Stale):
        await driver.by("night", swaps.ask, mine, person_id=driver.people["duty"])


async def test_nobody_stands_two_shifts_at_once_or_one_that_is_not_for_the_post(driver: TownshipDriver) -> None:
    mine = await shift(driver, "night", 8 * HOUR, 16 * HOUR)
    await shift(driver, "duty", 10 * HOUR, 12 * HOUR)
    with pytest.raises(Refused, match="duty-swap-busy"):
        await driver.by("night", swaps.ask, mine, person_id=driver.people["duty"])
    with pytest.raises(Refused, match="duty-swap-unfit"):
        await driver.by("night", swaps.ask, mine, person_id=driver.people["director"])
    with pytest.raises(Forbidden):
        await driver.by("officer", duty_shifts.sign_on, mine)
    async with driver.town.database.reading() as session:
        with pytest.raises(Forbidden):
            await duty_shifts.shifts(Act(session, driver.town, driver.now, await driver.actor("land")))


# The workbook

ONE, TWO = "+8613800000001", "+8613800000002"
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
BOOK = Workbook(
    villages=(VillageRow(code="SW", name="上湾村"),),
    grids=(),
    units=(),
    persons=(PersonRow(phone=ONE, name="张三"), PersonRow(phone=TWO, name="李四")),
    posts=(PostRow(phone=ONE, role=Role.STATION_STAFF), PostRow(phone=TWO, role=Role.STATION_STAFF)),
    duty=(
        DutyRow(date=date(2026, 11, 23), start=time(8), end=time(8), phone=ONE, kind=DutyKind.OFFICER),
        DutyRow(date=date(2026, 11, 24), start=time(8), end=time(20), phone=TWO, kind=DutyKind.OFFICER, substitute=ONE),
    ),
)


async def bring_in(database: Database, book: Workbook, now: datetime = NOW) -> RowCounts:
    async with database.transaction() as session:
        return (await import_roster(session, book, now=now))["duty"]


async def test_the_sheet_comes_in_by_the_wall_clock_and_again_changes_nothing(database: Database) -> None:
    assert await bring_in(database, BOOK) == RowCounts(2)
    assert await bring_in(database, BOOK) == RowCounts(unchanged=2)
    assert await bring_in(database, replace(BOOK, duty=None)) == RowCounts()
    async with database.reading() as session:
        shifts = list(await session.scalars(sa.select(Shift).order_by(Shift.starts_at)))
        assert [person.phone for person in (await on_watch(session, NOW)).officers] == [ONE]
    assert shifts[0].starts_at == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert shifts[0].ends_at == datetime(2026, 11, 24, 0, 0, tzinfo=UTC), "08:00 to 08:00 is a whole day"
    assert shifts[1].substitute_id == shifts[0].person_id


async def test_an_import_keeps_swaps_and_the_past_and_ends_what_is_gone(database: Database) -> None:
    await bring_in(database, BOOK)
    async with database.transaction() as session:
        first, second = await session.scalars(sa.select(Shift).order_by(Shift.starts_at))
        first.signed_on_at = NOW
        second.person_id = first.person_id
    assert await bring_in(database, BOOK) == RowCounts(unchanged=2), (
        "a swap outlives the sheet that does not know of it"
    )
    by_hand = replace(BOOK, duty=(BOOK.duty[0], replace(BOOK.duty[1], phone=ONE, substitute=None)))  # type: ignore[index]
    assert await bring_in(database, by_hand) == RowCounts(unchanged=1, updated=1), (
        "and one that does means the same shift"
    )
    later = NOW + timedelta(days=5)
    next_week = replace(BOOK, duty=(replace(BOOK.duty[0], date=date(2026, 11, 30)),))  # type: ignore[index]
    assert await bring_in(database, next_week, later) == RowCounts(1), "the past need not stay in the sheet"
    assert await bring_in(database, replace(BOOK, duty=()), later) == RowCounts(deactivated=3)
    async with database.reading() as session:
        assert not (await on_watch(session, later)).rostered


def test_excel_s_dates_and_hours_are_read_and_faults_are_named(tmp_path: Path, township: Township) -> None:
    demo, words = demo_township.Demo(), load()["zh_CN"]
    staff = demo.holders(Role.STATION_STAFF)
    farmer = demo.holders(Role.GRID_OFFICER)[0]
    officer, leader = words.plain("duty-kind-officer"), words.plain("duty-kind-leader")

    def reading(*rows: dict[str, Any]) -> Any:
        filling = demo.filling(township, words) | {"duty": list(rows)}
        write_template(tmp_path / "roster.xlsx", township, words, filling)
        return read_workbook(tmp_path / "roster.xlsx", township)

    good: dict[str, Any] = {"date": date(2026, 11, 23), "start": time(8), "end": time(20)}
    good |= {"phone": staff[0].phone, "kind": officer}
    text = good | {"date": "2026年11月24日", "start": "8:00", "end": "24:00", "phone": staff[1].phone}
    book = reading(good, text, good | {"kind": leader, "phone": demo.holders(Role.DIRECTOR)[0].phone})
    assert isinstance(book, Workbook)
    assert book.duty is not None
    assert [(one.date.day, one.start, one.end) for one in book.duty[:2]] == [
        (23, time(8), time(20)),
        (24, time(8), time(0)),
    ]
    found = reading(
        good | {"date": "明天"},
        good | {"start": "一大早"},
        good | {"kind": "门卫"},
        good | {"phone": farmer.phone},
        good | {"kind": leader, "phone": staff[2].phone},
        good | {"substitute": staff[0].phone},
        good,
    )
    assert [(fault.row, fault.column, fault.key) for fault in found] == [
        (3, "date", "day"),
        (4, "start", "hour"),
        (5, "kind", "duty-kind"),
        (6, "phone", "duty-station"),
        (7, "phone", "duty-leader"),
        (8, "substitute", "own-substitute"),
        (9, "phone", "twice"),
    ]
