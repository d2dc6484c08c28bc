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
async def loop(town: Town) -> TownshipDriver:
    loop = await TownshipDriver.open(town)
    await ticks.do(loop.town, "sync_duties")
    await ticks.work_off(loop.town)
    return loop


async def duty_of(loop: TownshipDriver) -> Duty:
    async with loop.town.database.reading() as reading:
        return (await reading.scalars(sa.select(Duty).where(Duty.rule == "training").order_by(Duty.first))).all()[0]


async def running(loop: TownshipDriver, session: TrainingSession) -> dict[str, datetime]:
    async with loop.town.database.reading() as reading:
        rows = await reading.scalars(
            sa.select(Deadline).filter_by(subject_kind=timing.ABOUT, subject_id=session.id, ended_at=None)
        )
        return {row.kind: row.due_at for row in rows}


async def told(loop: TownshipDriver, event: str) -> list[str]:
    names = {person_id: who for who, person_id in loop.people.items()}
    async with loop.town.database.reading() as reading:
        rows = await reading.scalars(sa.select(Message.person_id).where(Message.event == event))
        return sorted(names[one] for one in rows if one is not None)


async def test_the_list_is_looked_at_before_anybody_hears_and_nobody_hears_twice(loop: TownshipDriver) -> None:
    session = await loop.by("duty", sessions.add, "flood", AT)
    with pytest.raises(Refused, match="training-audience-empty"):
        await loop.by("duty", invitations.preview, session.id)
    await loop.by("duty", audience.toggle, session.id, audience.FULL_TIME)
    first = await loop.by("duty", invitations.preview, session.id)
    assert [one.name for one in first.found.people] == ["孙值班", "李夜班", "朱两岗"], "the full-time staff"
    await loop.by("duty", audience.toggle, session.id, "roles", Role.VILLAGE_PRINCIPAL)
    with pytest.raises(Stale, match="training-list-changed"):
        await loop.by("duty", invitations.invite, session.id, first.mark)
    assert await told(loop, "training_invitation") == []
    second = await loop.by("duty", invitations.preview, session.id)
    assert await loop.by("duty", invitations.invite, session.id, second.mark) == 5
    await loop.by("chief", audience.toggle, session.id, "units", loop.units["road-station"])
    await loop.by("chief", audience.toggle, session.id, audience.MATCH)
    more = await loop.by("chief", invitations.preview, session.id)
    assert ([one.name for one in more.found.people], more.already) == (["沈经办"], 5)
    await loop.by("chief", invitations.invite, session.id, more.mark)
    assert await told(loop, "training_invitation") == sorted(
        ["duty", "night", "both", "principal", "neighbour_principal", "road"]
    )
    with pytest.raises(Forbidden):
        await loop.by("principal", invitations.preview, session.id)
    with pytest.raises(Forbidden):
        await loop.by("officer", invitations.answer, session.id, TrainingAnswer.COMING)


@pytest.mark.parametrize(
    ("minutes", "refused"),
    [(-31, "training-sign-early"), (-30, None), (-2, None), (119, None), (120, None), (121, "training-sign-late")],
)
async def test_people_sign_in_from_half_an_hour_before_the_start_to_the_end(
    loop: TownshipDriver, minutes: int, refused: str | None
) -> None:
    session = await invited(loop)
    loop.clock.at = AT + timedelta(minutes=minutes)
    if refused is not None:
        with pytest.raises(Refused, match=refused):
            await loop.by("principal", attendance.sign_in, session.id)
        assert (await people(loop, session))["principal"].present is None, "nothing is booked"
        return
    for _ in range(2):
        await loop.by("principal", attendance.sign_in, session.id)
    await loop.by("officer", attendance.sign_in, session.id)  # was not invited, and came
    found = await people(loop, session)
    assert (found["principal"].present, found["principal"].signed_at) == (True, loop.now)
    assert (found["officer"].present, found["officer"].invited_at) == (True, None)


async def test_nobody_is_absent_before_the_list_is_entered_after_the_end(loop: TownshipDriver) -> None:
    session = await invited(loop)
    loop.clock.at = AT - timedelta(minutes=2)
    await loop.by("principal", attendance.sign_in, session.id)
    await loop.by("duty", attendance.note, session.id, [loop.people["night"]])
    await loop.by("duty", attendance.note, session.id, [loop.people["night"]], toggle=True)
    assert (await people(loop, session))["night"].present is None, "taken back, and not absent"
    with pytest.raises(Refused, match="training-not-over"):
        await loop.by("duty", attendance.enter, session.id)
    loop.clock.at = timing.ends_at(session)
    await loop.by("duty", attendance.enter, session.id)
    assert {who: row.present for who, row in (await people(loop, session)).items()} == {
        "principal": True,
        "neighbour_principal": False,
        "duty": False,
        "night": False,
        "both": False,
    }
    with pytest.raises(Stale, match="training-is-held"):
        await loop.by("duty", sessions.cancel, session.id, "不办了")


async def test_a_held_session_fulfils_the_duty_and_corrections_and_withdrawals_follow(loop: TownshipDriver) -> None:
    session = await held(loop, AT, "principal")
    duty = await duty_of(loop)
    assert (duty.state, duty.settled_at) == (DutyState.DONE, AT)
    assert await running(loop, session) == {}
    other = await held(loop, AT + timedelta(days=3), "night")
    await loop.by("duty", attendance.note, session.id, [loop.people["principal"]], toggle=True)
    assert (await people(loop, session))["principal"].present is False
    duty = await duty_of(loop)
    assert (duty.state, duty.settled_at) == (DutyState.DONE, other.at), "the other session counts in its place"
    await loop.by("duty", attendance.reopen, other.id, "记错了课")
    duty = await duty_of(loop)
    assert duty.state is DutyState.OPEN
    assert (await people(loop, other))["duty"].present is None
    assert set(await running(loop, other)) == {timing.LIST}
    async with loop.town.database.reading() as reading:
        entry = await reading.scalar(sa.select(JournalEntry).where(JournalEntry.action == "correct_list"))
    assert entry is not None
    assert entry.details == {str(loop.people["principal"]): False}


async def test_a_list_taken_back_after_the_quarter_counts_again_and_another_session_stands_in(
    loop: TownshipDriver,
) -> None:
    first = await held(loop, AT, "duty")
    second = await held(loop, AT + timedelta(days=7), "night")
    loop.clock.at = datetime(2027, 2, 20, 2, tzinfo=UTC)
    await ticks.work_off(loop.town)
    await loop.by("duty", attendance.reopen, first.id, "名单有误")
    assert (await duty_of(loop)).settled_at == second.at, "the other session was entered in time"
    await loop.by("duty", attendance.reopen, second.id, "名单有误")
    assert (await duty_of(loop)).state is DutyState.MISSED
    await loop.by("duty", attendance.enter, first.id)
    duty = await duty_of(loop)
    assert (duty.state, duty.settled_at, duty.done) == (DutyState.DONE, AT, 1)


async def test_who_signed_in_without_an_invitation_hears_when_a_session_moves_or_is_called_off(
    loop: TownshipDriver,
) -> None:
    session = await planned(loop)
    loop.clock.at = AT - timedelta(minutes=10)
    await loop.by("officer", attendance.sign_in, session.id)
    await loop.by("duty", sessions.move, session.id, AT + timedelta(days=1), "会议室停电")
    assert await told(loop, "training_changed") == ["officer"]
    assert (await people(loop, session))["officer"].present is None, "nobody was there on the new day"
    loop.clock.at = AT + timedelta(days=1)
    await loop.by("officer", attendance.sign_in, session.id)
    await loop.by("duty", sessions.cancel, session.id, "讲师生病")
    assert await told(loop, "training_changed") == ["officer", "officer"]
    assert (await loop.by("officer", hours.own)) == [], "a session that was called off gives no hours"


async def test_a_rule_for_villages_is_fulfilled_by_who_was_there(loop: TownshipDriver) -> None:
    session = await held(loop, AT, "principal", "road")
    fact = await loop.by("duty", attendance.fact_of, session)
    found = {(who.owing.value, who.id) for who in fact.of}
    assert found == {
        ("town", "town"),
        ("village", str(loop.villages["shangwan"])),
        ("unit", str(loop.units["road-station"])),
        ("post", str(loop.people["principal"])),
        ("post", str(loop.people["road"])),
    }


async def test_a_session_that_moves_asks_again_and_leaves_nothing_on_the_old_day(loop: TownshipDriver) -> None:
    session = await invited(loop)
    await loop.by("principal", invitations.answer, session.id, TrainingAnswer.COMING)
    await loop.by("principal", invitations.answer, session.id, TrainingAnswer.SEEN)
    assert (await people(loop, session))["principal"].answer is TrainingAnswer.COMING, "收到 takes nothing back"
    later = AT + timedelta(days=5)
    with pytest.raises(Refused, match="error-reason-needed"):
        await loop.by("duty", sessions.move, session.id, later, " ")
    before = await running(loop, session)
    await loop.by("duty", sessions.move, session.id, later, "讲师临时有会")
    after = await running(loop, session)
    assert after[timing.LIST] > before[timing.LIST]
    assert (await people(loop, session))["principal"].answer is None
    assert "principal" in await told(loop, "training_changed")
    loop.clock.at = AT
    with pytest.raises(Refused, match="training-sign-early"):
        await loop.by("principal", attendance.sign_in, session.id)
    await loop.by("duty", sessions.cancel, session.id, "改为线上自学")
    assert await running(loop, session) == {}
    assert (await fresh(loop, session)).reason == "改为线上自学"


async def test_the_organiser_owes_invitation_and_list_and_the_desk_those_of_who_left(loop: TownshipDriver) -> None:
    session = await planned(loop)
    due = await running(loop, session)
    assert due[timing.INVITE] == AT - timedelta(days=5)
    assert due[timing.LIST] == datetime(2026, 12, 9, 3, 0, tzinfo=UTC), "three working days after Friday, 11:00"
    await loop.by("night", sessions.take_over, session.id)
    loop.clock.at = due[timing.LIST] + timedelta(minutes=1)
    await ticks.work_off(loop.town)
    await ticks.do(loop.town, "tell_reminders")
    loop.forward(minutes=3)
    await ticks.do(loop.town, "tell_reminders")
    async with loop.town.database.reading() as reading:
        rows = await reading.scalars(sa.select(Message).where(Message.person_id == loop.people["night"]))
        assert any("到课名单应在" in str(row.content) for row in rows)


async def test_last_years_plan_begins_the_new_one_once_and_people_begin_from_zero(loop: TownshipDriver) -> None:
    loop.clock.at = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    may = datetime(2026, 5, 6, 1, 0, tzinfo=UTC)
    old = await held(loop, may, "night")
    await planned(loop, datetime(2026, 10, 9, 1, 0, tzinfo=UTC), "drought")
    gone = await planned(loop, datetime(2026, 11, 9, 1, 0, tzinfo=UTC))
    await loop.by("duty", sessions.cancel, gone.id, "重复")
    loop.clock.at = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
    made = await loop.by("duty", sessions.copy, 2027)
    local = [one.at.astimezone(loop.town.zone).date().isoformat() for one in made]
    assert local == ["2027-05-06", "2027-10-11"], "9 October 2027 is a Saturday"
    assert await loop.by("duty", sessions.copy, 2027) == [], "each once"
    assert await people(loop, made[0]) == {}
    assert (await people(loop, old))["night"].present is True
    loop.clock.at = datetime(2027, 2, 1, 2, 0, tzinfo=UTC)
    years = {one.year: one.minutes for one in await loop.by("night", hours.own)}
    assert years == {2026: [120]}


async def test_hours_of_the_full_time_staff_name_who_is_below_and_earlier_years_stay(loop: TownshipDriver) -> None:
    await held(loop, AT, "night", "principal")
    await held(loop, AT + timedelta(days=1), "night", "duty")
    found = await loop.by("chief", hours.staff, 2026)
    assert [(one.person.name, one.minutes) for one in found] == [
        ("朱两岗", []),
        ("孙值班", [120]),
        ("李夜班", [120, 120]),
    ]
    assert hours.summed(found[-1].minutes) == "2 + 2 = 4"
    loop.clock.at = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
    assert [one.minutes for one in await loop.by("chief", hours.staff, 2027)] == [[], [], []], "from zero"
    assert [one.person.name for one in await loop.by("chief", hours.staff, 2026)] == ["孙值班", "李夜班"]


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
