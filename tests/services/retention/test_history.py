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
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def add(loop: TownshipDriver, *rows: Any) -> list[int]:
    async with loop.town.database.transaction() as session:
        session.add_all(rows)
        await session.flush()
        return [getattr(row, sa.inspect(type(row)).primary_key[0].key) for row in rows]


async def names(loop: TownshipDriver, column: Any) -> list[Any]:
    async with loop.town.database.reading() as session:
        return list(await session.scalars(sa.select(column).order_by(column)))


def message(loop: TownshipDriver, name: str, *, age: timedelta, **fields: Any) -> Message:
    at = loop.now - age
    given = {"priority": Priority.REMINDER, "event": "x", "state": MessageState.SENT, "chat_id": 1} | fields
    return Message(dedupe=name, content={}, created_at=at, not_before=at, **given)


async def test_handled_updates_go_after_a_month_and_what_nobody_handled_stays(loop: TownshipDriver) -> None:
    def update(number: int, days: int, state: UpdateState) -> Update:
        return Update(update_id=number, sender=1, raw=b"{}", received_at=loop.now - timedelta(days=days), state=state)

    await add(
        loop,
        update(1, 31, UpdateState.HANDLED),
        update(2, 29, UpdateState.HANDLED),
        update(3, 400, UpdateState.PENDING),
        update(4, 400, UpdateState.PARKED),
    )
    assert await ticks.do(loop.town, "forget_history") == 1
    assert await names(loop, Update.update_id) == [2, 3, 4]


async def test_messages_go_after_a_year_unless_they_are_of_life_or_wait_for_somebody(loop: TownshipDriver) -> None:
    old, open_case = KEPT.messages + timedelta(days=1), (await loop.files()).id
    closed = await loop.files(text="路灯不亮", line="city")
    await loop.by("duty", triage.dismiss, closed.id, reason="误报")
    failed: dict[str, Any] = {"state": MessageState.FAILED, "failure": "blocked"}
    order: dict[str, Any] = {"priority": Priority.ORDER}
    async with loop.town.database.transaction() as session:
        await session.execute(sa.delete(Message))
    await add(
        loop,
        message(loop, "sent", age=old),
        message(loop, "replaced", age=old, state=MessageState.REPLACED),
        message(loop, "digest that failed", age=old, **failed),
        message(loop, "order that was sent", age=old, **order),
        message(loop, "order that failed, telephoned", age=old, **failed, **order, called_at=loop.now),
        message(loop, "about a dismissed case", age=old, case_id=closed.id),
        message(loop, "keep: young", age=KEPT.messages - timedelta(days=1)),
        message(loop, "keep: of life", age=old, priority=Priority.LIFE),
        message(loop, "keep: order that failed", age=old, **failed, **order),
        message(loop, "keep: somebody telephones", age=old, call=True),
        message(loop, "keep: waits", age=old, state=MessageState.QUEUED),
        message(loop, "keep: being sent", age=old, state=MessageState.SENDING),
        message(loop, "keep: about an open case", age=old, case_id=open_case),
    )
    assert await ticks.do(loop.town, "forget_history") == 6
    left = await names(loop, Message.dedupe)
    assert len(left) == 7
    assert all(name.startswith("keep: ") for name in left)


async def test_calls_and_questions_of_cases_that_are_over_go_with_the_messages(loop: TownshipDriver) -> None:
    closed, open_case = await loop.files(text="路灯不亮", line="city"), await loop.files()
    for case in (closed, open_case):
        await loop.by("duty", inquiries.ask, case.id, f"还亮吗？{case.number}")
    await loop.by("duty", triage.dismiss, closed.id, reason="误报")
    by, who = loop.people["duty"], f"p{loop.people['land']}"
    for matter in ("message.1.0", "broadcast.1.3"):
        await add(loop, Call(matter=matter, who=who, outcome=CallOutcome.REACHED, at=loop.now, by_id=by))
    loop.forward(days=364)
    await ticks.do(loop.town, "forget_history")
    assert (len(await names(loop, Call.matter)), len(await names(loop, Inquiry.text))) == (2, 2)
    loop.forward(days=2)
    await ticks.do(loop.town, "forget_history")
    assert await names(loop, Call.matter) == ["broadcast.1.3"], "about a message of life"
    assert await names(loop, Inquiry.text) == [f"还亮吗？{open_case.number}"]
    async with loop.town.database.reading() as session:
        told = await journal.history(session, journal.of_case(closed.id))
    (said,) = [one for one in told if one.action == Action.INQUIRE]
    assert said.details["text"] == f"还亮吗？{closed.number}", "the words stay with the case"


async def test_what_is_about_a_case_that_was_merged_into_an_open_one_stays(loop: TownshipDriver) -> None:
    target, merged = (await loop.files()).id, (await loop.files(text="又有落石")).id
    async with loop.town.database.transaction() as session:
        await session.execute(sa.delete(Message))
        await session.execute(
            sa.update(Case).where(Case.id == merged).values(state=CaseState.MERGED, merged_into_id=target)
        )
    await add(loop, message(loop, "merged", age=timedelta(days=500), case_id=merged))
    assert await ticks.do(loop.town, "forget_history") == 0
    await loop.by("duty", triage.dismiss, target, reason="误报")
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Deadline).values(ended_at=loop.now))
    assert await ticks.do(loop.town, "forget_history") == 1


async def test_reminders_and_steps_go_when_their_deadline_has_ended(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources")
    async with loop.town.database.reading() as session:
        deadline = (await session.scalars(sa.select(Deadline.id).where(Deadline.case_id == case.id))).first()
    person = loop.people["land"]
    (step,) = await add(
        loop, FiredStep(deadline_id=deadline, at=loop.now, doing="remind", rank="handler", fired_at=loop.now, told=[])
    )
    times = {"created_at": loop.now, "not_before": loop.now, "told_at": loop.now}
    await add(loop, Reminder(person_id=person, step_id=step, deadline_id=deadline, **times))
    loop.forward(days=200)
    assert await ticks.do(loop.town, "forget_history") == 0, "the case is open"
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Case).values(state=CaseState.CLOSED))
        await session.execute(sa.update(Deadline).values(ended_at=loop.now))
    assert await ticks.do(loop.town, "forget_history") == 2
    assert await names(loop, FiredStep.id) == await names(loop, Reminder.id) == []


async def test_where_a_card_stands_goes_with_its_last_message(loop: TownshipDriver) -> None:
    old = timedelta(days=400)
    await add(loop, message(loop, "life", age=old, card="kept", priority=Priority.LIFE))
    await add(loop, message(loop, "sent", age=old, card="gone"))
    await add(
        loop,
        *(SentCard(card=card, chat_id=1, message_id=5, shown_at=loop.now - old) for card in ("kept", "gone")),
    )
    assert await ticks.do(loop.town, "forget_history") == 2
    assert await names(loop, SentCard.card) == ["kept"]


async def test_of_the_journal_whole_chains_of_test_answers_go_and_it_still_holds(loop: TownshipDriver) -> None:
    async def closed(kind: RollCallKind, days: int) -> int:
        at = loop.now - timedelta(days=days)
        (made,) = await add(loop, RollCall(kind=kind, opened_at=at, chase_at=[], closed_at=at))
        async with loop.town.database.transaction() as session:
            for person in (7, 7, 8):
                await journal.append(session, f"roll_call:{made}:{person}", "received", now=at, actor_id=None)
        return made

    test = await closed(RollCallKind.REACHABILITY, 731)
    late = await closed(RollCallKind.REACHABILITY, 729)
    squads = await closed(RollCallKind.MOBILISATION, 4000)
    case = await loop.files()
    assert await ticks.do(loop.town, "forget_history") == 3
    left = await names(loop, JournalEntry.subject)
    assert not [one for one in left if one.startswith(f"roll_call:{test}:")]
    assert {f"roll_call:{late}:7", f"roll_call:{squads}:8", f"case:{case.id}"} <= set(left)
    async with loop.town.database.reading() as session:
        assert [one async for one in journal.audit(session)] == []
        (said,) = await journal.history(session, history.SUBJECT)
    assert said.details == {"test_answers": 3}


async def test_it_is_done_in_portions_that_give_way(loop: TownshipDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = timedelta(days=400)
    await add(loop, *(message(loop, f"m{number}", age=long_ago) for number in range(history.AT_ONCE + 1)))
    begun: list[str] = []
    transaction = loop.town.database.transaction

    def counted() -> Any:
        begun.append("transaction")
        return transaction()

    monkeypatch.setattr(loop.town.database, "transaction", counted)
    assert await ticks.do(loop.town, "forget_history") == history.AT_ONCE + 1
    assert len(begun) == len(history.PORTIONS) + 2 + 1, "two portions with rows, and the journal's line"


async def test_what_a_night_missed_is_destroyed_at_the_next_start(loop: TownshipDriver) -> None:
    nightly = [routine for routine in loop.town.registry.of(Routine) if routine.name.startswith("forget_")]
    assert {routine.name for routine in nightly} >= {"forget_codes", "forget_tracks", "forget_history"}
    assert all(routine.at_start for routine in nightly)
    await add(loop, message(loop, "sent", age=timedelta(days=400)))

    there = replace(loop.town, registry=Registry(retention_ticks.TICKS))

    async def gone() -> bool:
        return history.SUBJECT in await names(loop, JournalEntry.subject)

    async with together(lambda stop: run.run(there, stop)):
        await until(gone, what="the start destroys nothing")
    assert await names(loop, Message.dedupe) == []


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


async def test_windows_for_full_names_go_and_the_journal_keeps_the_look(loop: TownshipDriver) -> None:
    await loop.by("officer", reach.open_window, "核对名单")
    loop.forward(days=80)
    await loop.by("officer", reach.open_window, "再核对")
    loop.forward(days=20)
    assert await ticks.do(loop.town, "forget_history") == 1
    assert await names(loop, HouseholdWindow.reason) == ["再核对"]
    assert "核对名单" in await names(loop, JournalEntry.reason)
