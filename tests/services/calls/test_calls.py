"""One row a person to telephone: whatever waits, who may see it, what a call settles, and another person instead."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from mobilisation_steps import A, opened_with_squads, running, says
from models import Account, Call, JournalEntry, Message
from models.enums import Answer, CallOutcome, Kind, MessageState, Priority
from services.calls import calls
from services.core import journal
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from services.county import phone_alarm
from services.county.phone_alarm import Alarm
from services.mobilisation import responses
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


SEVEN = ("land", "build", "road", "principal", "officer", "chief", "director")


async def undelivered(driver: TownshipDriver, who: str, times: int, priority: Priority = Priority.ORDER) -> None:
    """Let messages to a person fail."""
    async with driver.town.database.transaction() as session:
        for number in range(times):
            session.add(
                Message(
                    dedupe=f"lost:{who}:{number}",
                    priority=priority,
                    event="told",
                    person_id=driver.people[who],
                    content={"text": f"<b>事项 {number}</b>"},
                    created_at=driver.now + timedelta(seconds=number),
                    not_before=driver.now,
                    state=MessageState.FAILED,
                    failure="blocked",
                )
            )


async def test_many_messages_to_seven_people_are_seven_rows_and_calls_empty_the_list(driver: TownshipDriver) -> None:
    for number, who in enumerate(SEVEN):
        await undelivered(driver, who, 20 + number, Priority.LIFE if who == "road" else Priority.ORDER)
    rows = await driver.by("duty", calls.wanted)
    assert len(rows) == 7
    assert sum(len(row.matters) for row in rows) == sum(range(20, 27))
    assert rows[0].person is not None
    assert rows[0].person.person_id == driver.people["road"], "a matter of life first"
    assert rows[0].since == driver.now, "since the first of what waits"
    assert await driver.by("duty", calls.missed, [rows[0].who]) == 1
    assert (await driver.by("duty", calls.one, rows[0].who)).missed == 1
    assert await driver.by("duty", calls.reached, [row.who for row in rows[:6]]) == 6
    (left,) = await driver.by("duty", calls.wanted)
    assert left.who == rows[6].who
    async with driver.town.database.reading() as session:
        settled = await session.scalar(sa.select(sa.func.count(Message.id)).where(Message.called_at.is_not(None)))
        assert settled == sum(range(20, 27)) - len(left.matters)
        assert [one.action for one in await journal.history(session, f"call:{rows[0].who}")] == ["missed", "reached"]
    with pytest.raises(Stale) as faster:
        await driver.by("night", calls.reached, [rows[0].who])
    assert faster.value.key == "called-already"


async def test_only_who_may_see_the_list_sees_a_number_of_it(driver: TownshipDriver) -> None:
    await undelivered(driver, "land", 1)
    (row,) = await driver.by("duty", calls.wanted)
    assert (await driver.by("duty", calls.number, row.who)).person_id == driver.people["land"]
    assert await driver.by("land", calls.wanted) == []
    with pytest.raises(Forbidden):
        await driver.by("land", calls.number, row.who)
    with pytest.raises(Stale):
        await driver.by("principal", calls.number, row.who)  # may call people of a mobilisation, not of this
    with pytest.raises(Stale):
        await driver.by("duty", calls.number, f"p{driver.people['road']}")


async def test_another_person_is_called_instead_and_nothing_is_settled_before_somebody_is_reached(
    driver: TownshipDriver,
) -> None:
    await undelivered(driver, "land", 3)
    (row,) = await driver.by("duty", calls.wanted)
    instead = await driver.by("duty", calls.stand_ins, row)
    assert instead
    with pytest.raises(Stale):
        await driver.by("duty", calls.hand_on, row.who, driver.people["land"])
    await driver.by("duty", calls.hand_on, row.who, instead[0].person_id)
    (moved,) = await driver.by("duty", calls.wanted)
    assert (moved.who, len(moved.matters)) == (f"p{instead[0].person_id}", 3)
    assert moved.first.instead_of == row.first.name
    await driver.by("duty", calls.reached, [moved.who])
    assert await driver.by("duty", calls.wanted) == []
    async with driver.town.database.reading() as session:
        outcomes = set(await session.scalars(sa.select(Call.outcome)))
    assert outcomes == {CallOutcome.HANDED, CallOutcome.REACHED}


async def test_the_number_of_an_office_is_on_its_button_and_never_in_the_journal(driver: TownshipDriver) -> None:
    case = await driver.files(kind=Kind.INCIDENT)
    await driver.by("duty", phone_alarm.flag, case.id, Alarm(missing=1))
    (row,) = await driver.by("duty", calls.wanted)
    callee = await driver.by("duty", calls.number, row.who)
    assert (callee.person_id, callee.phone) == (None, driver.town.settings.county_reports.phones[0].number)
    assert await driver.by("duty", calls.missed, [row.who]) == 1
    assert (await driver.by("duty", calls.one, row.who)).missed == 1
    assert await driver.by("duty", calls.reached, [row.who]) == 1
    async with driver.town.database.reading() as session:
        assert [one.action for one in await journal.history(session, f"call:{row.who}")] == ["missed", "reached"]
        kept = [f"{one.subject} {one.details}" for one in await session.scalars(sa.select(JournalEntry))]
        kept += [f"{one.who} {one.matter}" for one in await session.scalars(sa.select(Call))]
    assert [line for line in kept if callee.phone in line] == []


async def test_a_commander_sees_the_silent_out_of_reach_and_a_cry_for_help_until_they_are_reached(
    town: Town,
) -> None:
    driver = await opened_with_squads(town)
    number = await running(driver, A, who="principal")
    async with driver.town.database.transaction() as session:
        await session.execute(
            sa.update(Account).where(Account.person_id == driver.people["a1"]).values(reachable=False)
        )
    await says(driver, number, Answer.ON_SCENE, "a2")
    await driver.by("a2", responses.call_for_help, number)
    rows = {row.who: row for row in await driver.by("principal", calls.wanted)}
    assert {f"p{driver.people['a1']}", f"p{driver.people['a2']}"} <= set(rows)
    assert rows[f"p{driver.people['a2']}"].first.source == "help"
    await driver.by("principal", calls.reached, [f"p{driver.people['a1']}"])
    assert f"p{driver.people['a1']}" not in {row.who for row in await driver.by("principal", calls.wanted)}
    assert f"p{driver.people['a2']}" in {row.who for row in await driver.by("duty", calls.wanted)}
