"""Training: a session is planned, moved, attended and held; nobody is absent too early; years stay apart."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from models import Deadline, Duty, JournalEntry, Message, TrainingSession
from models.enums import DutyState, Role, TrainingAnswer
from scheduler import ticks
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.training import attendance, audience, hours, invitations, sessions, timing
from township import TownshipDriver
from training_steps import AT, fresh, held, invited, people, planned


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    driver = await TownshipDriver.open(town)
    await ticks.do(driver.town, "sync_duties")
    await ticks.work_off(driver.town)
    return driver


async def duty_of(driver: TownshipDriver) -> Duty:
    async with driver.town.database.reading() as reading:
        return (await reading.scalars(sa.select(Duty).where(Duty.rule == "training").order_by(Duty.first))).all()[0]


async def running(driver: TownshipDriver, session: TrainingSession) -> dict[str, datetime]:
    async with driver.town.database.reading() as reading:
        rows = await reading.scalars(
            sa.select(Deadline).filter_by(subject_kind=timing.ABOUT, subject_id=session.id, ended_at=None)
        )
        return {row.kind: row.due_at for row in rows}


async def told(driver: TownshipDriver, event: str) -> list[str]:
    names = {person_id: who for who, person_id in driver.people.items()}
    async with driver.town.database.reading() as reading:
        rows = await reading.scalars(sa.select(Message.person_id).where(Message.event == event))
        return sorted(names[one] for one in rows if one is not None)


async def test_the_list_is_looked_at_before_anybody_hears_and_nobody_hears_twice(driver: TownshipDriver) -> None:
    session = await driver.by("duty", sessions.add, "flood", AT)
    with pytest.raises(Refused, match="training-audience-empty"):
        await driver.by("duty", invitations.preview, session.id)
    await driver.by("duty", audience.toggle, session.id, audience.FULL_TIME)
    first = await driver.by("duty", invitations.preview, session.id)
    assert [one.name for one in first.found.people] == ["孙值班", "李夜班", "朱两岗"], "the full-time staff"
    await driver.by("duty", audience.toggle, session.id, "roles", Role.VILLAGE_PRINCIPAL)
    with pytest.raises(Stale, match="training-list-changed"):
        await driver.by("duty", invitations.invite, session.id, first.mark)
    assert await told(driver, "training_invitation") == []
    second = await driver.by("duty", invitations.preview, session.id)
    assert await driver.by("duty", invitations.invite, session.id, second.mark) == 5
    await driver.by("chief", audience.toggle, session.id, "units", driver.units["road-station"])
    await driver.by("chief", audience.toggle, session.id, audience.MATCH)
    more = await driver.by("chief", invitations.preview, session.id)
    assert ([one.name for one in more.found.people], more.already) == (["沈经办"], 5)
    await driver.by("chief", invitations.invite, session.id, more.mark)
    assert await told(driver, "training_invitation") == sorted(
        ["duty", "night", "both", "principal", "neighbour_principal", "road"]
    )
    with pytest.raises(Forbidden):
        await driver.by("principal", invitations.preview, session.id)
    with pytest.raises(Forbidden):
        await driver.by("officer", invitations.answer, session.id, TrainingAnswer.COMING)


@pytest.mark.parametrize(
    ("minutes", "refused"),
    [(-31, "training-sign-early"), (-30, None), (-2, None), (119, None), (120, None), (121, "training-sign-late")],
)
async def test_people_sign_in_from_half_an_hour_before_the_start_to_the_end(
    driver: TownshipDriver, minutes: int, refused: str | None
) -> None:
    session = await invited(driver)
    driver.clock.at = AT + timedelta(minutes=minutes)
    if refused is not None:
        with pytest.raises(Refused, match=refused):
            await driver.by("principal", attendance.sign_in, session.id)
        assert (await people(driver, session))["principal"].present is None, "nothing is booked"
        return
    for _ in range(2):
        await driver.by("principal", attendance.sign_in, session.id)
    await driver.by("officer", attendance.sign_in, session.id)  # was not invited, and came
    found = await people(driver, session)
    assert (found["principal"].present, found["principal"].signed_at) == (True, driver.now)
    assert (found["officer"].present, found["officer"].invited_at) == (True, None)


async def test_nobody_is_absent_before_the_list_is_entered_after_the_end(driver: TownshipDriver) -> None:
    session = await invited(driver)
    driver.clock.at = AT - timedelta(minutes=2)
    await driver.by("principal", attendance.sign_in, session.id)
    await driver.by("duty", attendance.note, session.id, [driver.people["night"]])
    await driver.by("duty", attendance.note, session.id, [driver.people["night"]], toggle=True)
    assert (await people(driver, session))["night"].present is None, "taken back, and not absent"
    with pytest.raises(Refused, match="training-not-over"):
        await driver.by("duty", attendance.enter, session.id)
    driver.clock.at = timing.ends_at(session)
    await driver.by("duty", attendance.enter, session.id)
    assert {who: row.present for who, row in (await people(driver, session)).items()} == {
        "principal": True,
        "neighbour_principal": False,
        "duty": False,
        "night": False,
        "both": False,
    }
    with pytest.raises(Stale, match="training-is-held"):
        await driver.by("duty", sessions.cancel, session.id, "不办了")


async def test_a_held_session_fulfils_the_duty_and_corrections_and_withdrawals_follow(driver: TownshipDriver) -> None:
    session = await held(driver, AT, "principal")
    duty = await duty_of(driver)
    assert (duty.state, duty.settled_at) == (DutyState.DONE, AT)
    assert await running(driver, session) == {}
    other = await held(driver, AT + timedelta(days=3), "night")
    await driver.by("duty", attendance.note, session.id, [driver.people["principal"]], toggle=True)
    assert (await people(driver, session))["principal"].present is False
    duty = await duty_of(driver)
    assert (duty.state, duty.settled_at) == (DutyState.DONE, other.at), "the other session counts in its place"
    await driver.by("duty", attendance.reopen, other.id, "记错了课")
    duty = await duty_of(driver)
    assert duty.state is DutyState.OPEN
    assert (await people(driver, other))["duty"].present is None
    assert set(await running(driver, other)) == {timing.LIST}
    async with driver.town.database.reading() as reading:
        entry = await reading.scalar(sa.select(JournalEntry).where(JournalEntry.action == "correct_list"))
    assert entry is not None
    assert entry.details == {str(driver.people["principal"]): False}


async def test_a_list_taken_back_after_the_quarter_counts_again_and_another_session_stands_in(
    driver: TownshipDriver,
) -> None:
    first = await held(driver, AT, "duty")
    second = await held(driver, AT + timedelta(days=7), "night")
    driver.clock.at = datetime(2027, 2, 20, 2, tzinfo=UTC)
    await ticks.work_off(driver.town)
    await driver.by("duty", attendance.reopen, first.id, "名单有误")
    assert (await duty_of(driver)).settled_at == second.at, "the other session was entered in time"
    await driver.by("duty", attendance.reopen, second.id, "名单有误")
    assert (await duty_of(driver)).state is DutyState.MISSED
    await driver.by("duty", attendance.enter, first.id)
    duty = await duty_of(driver)
    assert (duty.state, duty.settled_at, duty.done) == (DutyState.DONE, AT, 1)


async def test_who_signed_in_without_an_invitation_hears_when_a_session_moves_or_is_called_off(
    driver: TownshipDriver,
) -> None:
    session = await planned(driver)
    driver.clock.at = AT - timedelta(minutes=10)
    await driver.by("officer", attendance.sign_in, session.id)
    await driver.by("duty", sessions.move, session.id, AT + timedelta(days=1), "会议室停电")
    assert await told(driver, "training_changed") == ["officer"]
    assert (await people(driver, session))["officer"].present is None, "nobody was there on the new day"
    driver.clock.at = AT + timedelta(days=1)
    await driver.by("officer", attendance.sign_in, session.id)
    await driver.by("duty", sessions.cancel, session.id, "讲师生病")
    assert await told(driver, "training_changed") == ["officer", "officer"]
    assert (await driver.by("officer", hours.own)) == [], "a session that was called off gives no hours"


async def test_a_rule_for_villages_is_fulfilled_by_who_was_there(driver: TownshipDriver) -> None:
    session = await held(driver, AT, "principal", "road")
    fact = await driver.by("duty", attendance.fact_of, session)
    found = {(who.owing.value, who.id) for who in fact.of}
    assert found == {
        ("town", "town"),
        ("village", str(driver.villages["shangwan"])),
        ("unit", str(driver.units["road-station"])),
        ("post", str(driver.people["principal"])),
        ("post", str(driver.people["road"])),
    }


async def test_a_session_that_moves_asks_again_and_leaves_nothing_on_the_old_day(driver: TownshipDriver) -> None:
    session = await invited(driver)
    await driver.by("principal", invitations.answer, session.id, TrainingAnswer.COMING)
    await driver.by("principal", invitations.answer, session.id, TrainingAnswer.SEEN)
    assert (await people(driver, session))["principal"].answer is TrainingAnswer.COMING, "收到 takes nothing back"
    later = AT + timedelta(days=5)
    with pytest.raises(Refused, match="error-reason-needed"):
        await driver.by("duty", sessions.move, session.id, later, " ")
    before = await running(driver, session)
    await driver.by("duty", sessions.move, session.id, later, "讲师临时有会")
    after = await running(driver, session)
    assert after[timing.LIST] > before[timing.LIST]
    assert (await people(driver, session))["principal"].answer is None
    assert "principal" in await told(driver, "training_changed")
    driver.clock.at = AT
    with pytest.raises(Refused, match="training-sign-early"):
        await driver.by("principal", attendance.sign_in, session.id)
    await driver.by("duty", sessions.cancel, session.id, "改为线上自学")
    assert await running(driver, session) == {}
    assert (await fresh(driver, session)).reason == "改为线上自学"


async def test_the_organiser_owes_invitation_and_list_and_the_desk_those_of_who_left(driver: TownshipDriver) -> None:
    session = await planned(driver)
    due = await running(driver, session)
    assert due[timing.INVITE] == AT - timedelta(days=5)
    assert due[timing.LIST] == datetime(2026, 12, 9, 3, 0, tzinfo=UTC), "three working days after Friday, 11:00"
    await driver.by("night", sessions.take_over, session.id)
    driver.clock.at = due[timing.LIST] + timedelta(minutes=1)
    await ticks.work_off(driver.town)
    await ticks.do(driver.town, "tell_reminders")
    driver.forward(minutes=3)
    await ticks.do(driver.town, "tell_reminders")
    async with driver.town.database.reading() as reading:
        rows = await reading.scalars(sa.select(Message).where(Message.person_id == driver.people["night"]))
        assert any("到课名单应在" in str(row.content) for row in rows)


async def test_last_years_plan_begins_the_new_one_once_and_people_begin_from_zero(driver: TownshipDriver) -> None:
    driver.clock.at = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    may = datetime(2026, 5, 6, 1, 0, tzinfo=UTC)
    old = await held(driver, may, "night")
    await planned(driver, datetime(2026, 10, 9, 1, 0, tzinfo=UTC), "drought")
    gone = await planned(driver, datetime(2026, 11, 9, 1, 0, tzinfo=UTC))
    await driver.by("duty", sessions.cancel, gone.id, "重复")
    driver.clock.at = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
    made = await driver.by("duty", sessions.copy, 2027)
    local = [one.at.astimezone(driver.town.zone).date().isoformat() for one in made]
    assert local == ["2027-05-06", "2027-10-11"], "9 October 2027 is a Saturday"
    assert await driver.by("duty", sessions.copy, 2027) == [], "each once"
    assert await people(driver, made[0]) == {}
    assert (await people(driver, old))["night"].present is True
    driver.clock.at = datetime(2027, 2, 1, 2, 0, tzinfo=UTC)
    years = {one.year: one.minutes for one in await driver.by("night", hours.own)}
    assert years == {2026: [120]}


async def test_hours_of_the_full_time_staff_name_who_is_below_and_earlier_years_stay(driver: TownshipDriver) -> None:
    await held(driver, AT, "night", "principal")
    await held(driver, AT + timedelta(days=1), "night", "duty")
    found = await driver.by("chief", hours.staff, 2026)
    assert [(one.person.name, one.minutes) for one in found] == [
        ("朱两岗", []),
        ("孙值班", [120]),
        ("李夜班", [120, 120]),
    ]
    assert hours.summed(found[-1].minutes) == "2 + 2 = 4"
    driver.clock.at = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
    assert [one.minutes for one in await driver.by("chief", hours.staff, 2027)] == [[], [], []], "from zero"
    assert [one.person.name for one in await driver.by("chief", hours.staff, 2026)] == ["孙值班", "李夜班"]


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("2", 120), ("1.5小时", 90), ("一个半小时", 90), ("两学时", 120), ("90分钟", 90), ("2h", 120), ("45 min", 45)],
)
def test_a_length_is_read_as_people_write_it(said: str, minutes: int) -> None:
    assert sessions.minutes_in(said) == minutes


@pytest.mark.parametrize("said", ["", "很久", "0", "13", "5分钟", "2天", "9" * 400, "1e3", "<b>2</b>", "两" * 900])
def test_a_length_that_no_session_has_is_refused(said: str) -> None:
    with pytest.raises(Refused, match="training-hours-unclear"):
        sessions.minutes_in(said)
