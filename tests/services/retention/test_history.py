"""History that has served is destroyed, what must be kept stays: evidence, life, what waits, all about open cases."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from pydantic import ValidationError

from models import (
    Call,
    Case,
    Deadline,
    FiredStep,
    HouseholdWindow,
    Inquiry,
    JournalEntry,
    Message,
    Reminder,
    RollCall,
    SentCard,
    Update,
)
from models.enums import (
    Action,
    CallOutcome,
    CaseState,
    MessageState,
    Priority,
    RollCallKind,
    UpdateState,
)
from patience import until
from product import together
from scheduler import run, ticks
from services.core import journal
from services.core.tick import Routine
from services.core.town import Registry, Town
from services.households import reach
from services.inquiries import inquiries
from services.retention import history
from services.retention import ticks as retention_ticks
from services.settings.township import Retention
from services.triage import triage
from township import TownshipDriver

KEPT = Retention()


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def add(driver: TownshipDriver, *rows: Any) -> list[int]:
    async with driver.town.database.transaction() as session:
        session.add_all(rows)
        await session.flush()
        return [getattr(row, sa.inspect(type(row)).primary_key[0].key) for row in rows]


async def names(driver: TownshipDriver, column: Any) -> list[Any]:
    async with driver.town.database.reading() as session:
        return list(await session.scalars(sa.select(column).order_by(column)))


def message(driver: TownshipDriver, name: str, *, age: timedelta, **fields: Any) -> Message:
    at = driver.now - age
    given = {"priority": Priority.REMINDER, "event": "x", "state": MessageState.SENT, "chat_id": 1} | fields
    return Message(dedupe=name, content={}, created_at=at, not_before=at, **given)


async def test_handled_updates_go_after_a_month_and_what_nobody_handled_stays(driver: TownshipDriver) -> None:
    def update(number: int, days: int, state: UpdateState) -> Update:
        return Update(update_id=number, sender=1, raw=b"{}", received_at=driver.now - timedelta(days=days), state=state)

    await add(
        driver,
        update(1, 31, UpdateState.HANDLED),
        update(2, 29, UpdateState.HANDLED),
        update(3, 400, UpdateState.PENDING),
        update(4, 400, UpdateState.PARKED),
    )
    assert await ticks.do(driver.town, "forget_history") == 1
    assert await names(driver, Update.update_id) == [2, 3, 4]


async def test_messages_go_after_a_year_unless_they_are_of_life_or_wait_for_somebody(driver: TownshipDriver) -> None:
    old, open_case = KEPT.messages + timedelta(days=1), (await driver.files()).id
    closed = await driver.files(text="路灯不亮", line="city")
    await driver.by("duty", triage.dismiss, closed.id, reason="误报")
    failed: dict[str, Any] = {"state": MessageState.FAILED, "failure": "blocked"}
    order: dict[str, Any] = {"priority": Priority.ORDER}
    async with driver.town.database.transaction() as session:
        await session.execute(sa.delete(Message))
    await add(
        driver,
        message(driver, "sent", age=old),
        message(driver, "replaced", age=old, state=MessageState.REPLACED),
        message(driver, "digest that failed", age=old, **failed),
        message(driver, "order that was sent", age=old, **order),
        message(driver, "order that failed, telephoned", age=old, **failed, **order, called_at=driver.now),
        message(driver, "about a dismissed case", age=old, case_id=closed.id),
        message(driver, "keep: young", age=KEPT.messages - timedelta(days=1)),
        message(driver, "keep: of life", age=old, priority=Priority.LIFE),
        message(driver, "keep: order that failed", age=old, **failed, **order),
        message(driver, "keep: somebody telephones", age=old, call=True),
        message(driver, "keep: waits", age=old, state=MessageState.QUEUED),
        message(driver, "keep: being sent", age=old, state=MessageState.SENDING),
        message(driver, "keep: about an open case", age=old, case_id=open_case),
    )
    assert await ticks.do(driver.town, "forget_history") == 6
    left = await names(driver, Message.dedupe)
    assert len(left) == 7
    assert all(name.startswith("keep: ") for name in left)


async def test_calls_and_questions_of_cases_that_are_over_go_with_the_messages(driver: TownshipDriver) -> None:
    closed, open_case = await driver.files(text="路灯不亮", line="city"), await driver.files()
    for case in (closed, open_case):
        await driver.by("duty", inquiries.ask, case.id, f"还亮吗？{case.number}")
    await driver.by("duty", triage.dismiss, closed.id, reason="误报")
    by, who = driver.people["duty"], f"p{driver.people['land']}"
    for matter in ("message.1.0", "broadcast.1.3"):
        await add(driver, Call(matter=matter, who=who, outcome=CallOutcome.REACHED, at=driver.now, by_id=by))
    driver.forward(days=364)
    await ticks.do(driver.town, "forget_history")
    assert (len(await names(driver, Call.matter)), len(await names(driver, Inquiry.text))) == (2, 2)
    driver.forward(days=2)
    await ticks.do(driver.town, "forget_history")
    assert await names(driver, Call.matter) == ["broadcast.1.3"], "about a message of life"
    assert await names(driver, Inquiry.text) == [f"还亮吗？{open_case.number}"]
    async with driver.town.database.reading() as session:
        told = await journal.history(session, journal.of_case(closed.id))
    (said,) = [one for one in told if one.action == Action.INQUIRE]
    assert said.details["text"] == f"还亮吗？{closed.number}", "the words stay with the case"


async def test_what_is_about_a_case_that_was_merged_into_an_open_one_stays(driver: TownshipDriver) -> None:
    target, merged = (await driver.files()).id, (await driver.files(text="又有落石")).id
    async with driver.town.database.transaction() as session:
        await session.execute(sa.delete(Message))
        await session.execute(
            sa.update(Case).where(Case.id == merged).values(state=CaseState.MERGED, merged_into_id=target)
        )
    await add(driver, message(driver, "merged", age=timedelta(days=500), case_id=merged))
    assert await ticks.do(driver.town, "forget_history") == 0
    await driver.by("duty", triage.dismiss, target, reason="误报")
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Deadline).values(ended_at=driver.now))
    assert await ticks.do(driver.town, "forget_history") == 1


async def test_reminders_and_steps_go_when_their_deadline_has_ended(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    async with driver.town.database.reading() as session:
        deadline = (await session.scalars(sa.select(Deadline.id).where(Deadline.case_id == case.id))).first()
    person = driver.people["land"]
    (step,) = await add(
        driver,
        FiredStep(deadline_id=deadline, at=driver.now, doing="remind", rank="handler", fired_at=driver.now, told=[]),
    )
    times = {"created_at": driver.now, "not_before": driver.now, "told_at": driver.now}
    await add(driver, Reminder(person_id=person, step_id=step, deadline_id=deadline, **times))
    driver.forward(days=200)
    assert await ticks.do(driver.town, "forget_history") == 0, "the case is open"
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Case).values(state=CaseState.CLOSED))
        await session.execute(sa.update(Deadline).values(ended_at=driver.now))
    assert await ticks.do(driver.town, "forget_history") == 2
    assert await names(driver, FiredStep.id) == await names(driver, Reminder.id) == []


async def test_where_a_card_stands_goes_with_its_last_message(driver: TownshipDriver) -> None:
    old = timedelta(days=400)
    await add(driver, message(driver, "life", age=old, card="kept", priority=Priority.LIFE))
    await add(driver, message(driver, "sent", age=old, card="gone"))
    await add(
        driver,
        *(SentCard(card=card, chat_id=1, message_id=5, shown_at=driver.now - old) for card in ("kept", "gone")),
    )
    assert await ticks.do(driver.town, "forget_history") == 2
    assert await names(driver, SentCard.card) == ["kept"]


async def test_of_the_journal_whole_chains_of_test_answers_go_and_it_still_holds(driver: TownshipDriver) -> None:
    async def closed(kind: RollCallKind, days: int) -> int:
        at = driver.now - timedelta(days=days)
        (made,) = await add(driver, RollCall(kind=kind, opened_at=at, chase_at=[], closed_at=at))
        async with driver.town.database.transaction() as session:
            for person in (7, 7, 8):
                await journal.append(session, f"roll_call:{made}:{person}", "received", now=at, actor_id=None)
        return made

    test = await closed(RollCallKind.REACHABILITY, 731)
    late = await closed(RollCallKind.REACHABILITY, 729)
    squads = await closed(RollCallKind.MOBILISATION, 4000)
    case = await driver.files()
    assert await ticks.do(driver.town, "forget_history") == 3
    left = await names(driver, JournalEntry.subject)
    assert not [one for one in left if one.startswith(f"roll_call:{test}:")]
    assert {f"roll_call:{late}:7", f"roll_call:{squads}:8", f"case:{case.id}"} <= set(left)
    async with driver.town.database.reading() as session:
        assert [one async for one in journal.audit(session)] == []
        (said,) = await journal.history(session, history.SUBJECT)
    assert said.details == {"test_answers": 3}


async def test_it_is_done_in_portions_that_give_way(driver: TownshipDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = timedelta(days=400)
    await add(driver, *(message(driver, f"m{number}", age=long_ago) for number in range(history.AT_ONCE + 1)))
    begun: list[str] = []
    transaction = driver.town.database.transaction

    def counted() -> Any:
        begun.append("transaction")
        return transaction()

    monkeypatch.setattr(driver.town.database, "transaction", counted)
    assert await ticks.do(driver.town, "forget_history") == history.AT_ONCE + 1
    assert len(begun) == len(history.PORTIONS) + 2 + 1, "two portions with rows, and the journal's line"


async def test_what_a_night_missed_is_destroyed_at_the_next_start(driver: TownshipDriver) -> None:
    nightly = [routine for routine in driver.town.registry.of(Routine) if routine.name.startswith("forget_")]
    assert {routine.name for routine in nightly} >= {"forget_codes", "forget_tracks", "forget_history"}
    assert all(routine.at_start for routine in nightly)
    await add(driver, message(driver, "sent", age=timedelta(days=400)))

    there = replace(driver.town, registry=Registry(retention_ticks.TICKS))

    async def gone() -> bool:
        return history.SUBJECT in await names(driver, JournalEntry.subject)

    async with together(lambda stop: run.run(there, stop)):
        await until(gone, what="the start destroys nothing")
    assert await names(driver, Message.dedupe) == []


@pytest.mark.parametrize(
    "kept",
    [
        {"updates": "6 d"},
        {"messages": "29 d"},
        {"reminders": "1 h"},
        {"test_answers": "0 d"},
        {"household_windows": "1 h"},
    ],
)
def test_nothing_may_be_kept_for_so_short_that_it_is_missed(kept: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Retention.model_validate(kept)


async def test_windows_for_full_names_go_and_the_journal_keeps_the_look(driver: TownshipDriver) -> None:
    await driver.by("officer", reach.open_window, "核对名单")
    driver.forward(days=80)
    await driver.by("officer", reach.open_window, "再核对")
    driver.forward(days=20)
    assert await ticks.do(driver.town, "forget_history") == 1
    assert await names(driver, HouseholdWindow.reason) == ["再核对"]
    assert "核对名单" in await names(driver, JournalEntry.reason)
