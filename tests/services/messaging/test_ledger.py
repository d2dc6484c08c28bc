"""What the station sees of what did not arrive (I4, I9), and how a call settles it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from models import Account, Case, JournalEntry, Message, Person, Post, Unit
from models.enums import CaseState, Kind, MessageState, Priority, Role, Severity, Source
from services.core.act import Act, Actor
from services.core.errors import Forbidden, Refused, Stale
from services.core.paging import PAGE, Listing
from services.core.town import Town
from services.messaging import ledger, undelivered
from services.messaging.kinds import UNDELIVERED
from services.people import directory

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FAILED, UNKNOWN, SENT, EXPIRED = MessageState.FAILED, MessageState.UNKNOWN, MessageState.SENT, MessageState.EXPIRED
QUEUED = MessageState.QUEUED
LIFE, ORDER, RECEIPT = Priority.LIFE, Priority.ORDER, Priority.RECEIPT


class Files:
    """A station with an officer, and a unit with a handler who is told things."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.count = 0

    async def person(self, name: str, role: Role, unit: str | None = None) -> Actor:
        self.count += 1
        async with self.town.database.transaction() as session:
            person = Person(name=name, phone=f"+8613800001{self.count:03}")
            session.add(person)
            unit_id = None
            if unit is not None:
                made = Unit(code=unit, name=unit)
                session.add(made)
                await session.flush()
                unit_id = made.id
            await session.flush()
            session.add(Post(person_id=person.id, role=role, unit_id=unit_id, full_time=True))
            session.add(Account(telegram_id=1000 + self.count, person_id=person.id, bound_at=NOW, via="contact"))
        async with self.town.database.reading() as session:
            return (await directory.by_ids(session, [person.id]))[0]

    async def case(self, reporter: Actor) -> int:
        async with self.town.database.transaction() as session:
            case = Case(
                number="YH20261123-0007",
                source=Source.REPORT,
                kind=Kind.HAZARD,
                severity=Severity.ORDINARY,
                state=CaseState.SUBMITTED,
                reporter_id=reporter.person_id,
                submitted_at=NOW,
            )
            session.add(case)
            await session.flush()
        return case.id

    async def message(self, to: Actor, state: MessageState = FAILED, priority: Priority = ORDER, **more: Any) -> int:
        self.count += 1
        values: dict[str, Any] = {"event": "issued", "failure": "blocked", "created_at": NOW} | more
        async with self.town.database.transaction() as session:
            row = Message(
                dedupe=f"d{self.count}",
                priority=priority,
                person_id=to.person_id,
                chat_id=to.chat_id,
                content={"text": "请签收"},
                not_before=NOW,
                state=state,
                **values,
            )
            session.add(row)
            await session.flush()
        return row.id

    async def listed(self, actor: Actor, page: int = 0, now: datetime = NOW) -> Listing[ledger.Undelivered]:
        async with self.town.database.reading() as session:
            return await ledger.undelivered(Act(session, self.town, now, actor), page=page)

    async def calls(self, actor: Actor, row_id: int) -> bool:
        async with self.town.database.transaction() as session:
            return await ledger.settle_call(Act(session, self.town, NOW, actor), row_id)


@pytest.fixture
def files(town: Town) -> Files:
    return Files(town)


async def test_the_gravest_and_newest_come_first_with_names_and_numbers_masked(files: Files) -> None:
    officer = await files.person("赵站员", Role.STATION_STAFF)
    handler = await files.person("王小明", Role.UNIT_HANDLER, "自然资源所")
    case = await files.case(officer)
    receipt = await files.message(handler, UNKNOWN, RECEIPT, failure="no_answer")
    old = await files.message(handler, case_id=case)
    new = await files.message(handler, EXPIRED, failure="expired")
    life = await files.message(handler, priority=LIFE)
    await files.message(handler, SENT)
    listing = await files.listed(officer)
    assert [entry.message.id for entry in listing.entries] == [life, new, old, receipt]
    entry = listing.entries[2]
    assert (entry.who, entry.where, entry.phone) == ("王*", "自然资源所", "138****1002")
    assert (entry.number, entry.reason) == ("YH20261123-0007", "failure-blocked")
    said = undelivered.line(files.town, files.town.words("zh_CN"), entry)
    assert "王小明" in said, "to a colleague, alone"
    assert "王*" in undelivered.line(files.town, files.town.words(None), entry), "in a group"
    assert "本人已屏蔽机器人" in said


async def test_only_the_station_sees_it(files: Files) -> None:
    handler = await files.person("王小明", Role.UNIT_HANDLER, "自然资源所")
    row_id = await files.message(handler)
    with pytest.raises(Forbidden):
        await files.listed(handler)
    with pytest.raises(Forbidden):
        await files.calls(handler, row_id)


async def test_a_call_settles_it_once_and_the_second_presser_is_told_who_did(files: Files) -> None:
    first = await files.person("赵站员", Role.STATION_STAFF)
    second = await files.person("钱站长", Role.STATION_CHIEF)
    row_id = await files.message(await files.person("王小明", Role.UNIT_HANDLER, "自然资源所"))
    assert await files.calls(first, row_id)
    assert not await files.calls(first, row_id)
    with pytest.raises(Stale) as told:
        await files.calls(second, row_id)
    assert told.value.arguments == {"who": "赵站员", "at": "11-23 16:00"}
    assert (await files.listed(second)).entries == []
    async with files.town.database.reading() as session:
        row = await session.get_one(Message, row_id)
        assert (row.called_at, row.called_by_id) == (NOW, first.person_id)
        actions = await session.scalars(sa.select(JournalEntry.action))
        assert list(actions) == ["called"]


async def test_what_arrived_needs_no_call(files: Files) -> None:
    officer = await files.person("赵站员", Role.STATION_STAFF)
    sent = await files.message(officer, SENT)
    for row_id, key in ((sent, "called-not-needed"), (sent + 1, "message-gone")):
        with pytest.raises(Refused) as refused:
            await files.calls(officer, row_id)
        assert refused.value.key == key


async def test_receipts_leave_the_list_after_three_days_and_orders_do_not(files: Files) -> None:
    officer = await files.person("赵站员", Role.STATION_STAFF)
    await files.message(officer, priority=RECEIPT)
    order = await files.message(officer)
    listing = await files.listed(officer, now=NOW + timedelta(days=4))
    assert [entry.message.id for entry in listing.entries] == [order]


async def test_what_another_channel_brought_is_not_to_be_called_about(files: Files) -> None:
    officer = await files.person("赵站员", Role.STATION_STAFF)
    await files.message(officer, fallback="sms")
    missed = await files.message(officer, fallback=ledger.NOT_REACHED)
    assert [entry.message.id for entry in (await files.listed(officer)).entries] == [missed]


async def test_an_order_that_still_waits_two_minutes_after_it_was_due_is_listed(files: Files) -> None:
    officer = await files.person("赵站员", Role.STATION_STAFF)
    handler = await files.person("王小明", Role.UNIT_HANDLER, "自然资源所")
    waits = {"failure": None, "state": QUEUED}
    order = await files.message(handler, **waits)
    life = await files.message(handler, failure=None, state=MessageState.SENDING, priority=LIFE)
    await files.message(handler, priority=RECEIPT, **waits)
    await files.message(handler, fallback="sms", **waits)  # another channel has brought it
    await files.message(officer, event=UNDELIVERED.event, **waits)  # it only tells of others
    await files.message(handler, expires_at=NOW, **waits)  # will be put away at once, with that reason
    late = NOW + ledger.OVERDUE
    assert (await files.listed(officer, now=late - timedelta(seconds=1))).entries == []
    listing = await files.listed(officer, now=late)
    assert [entry.message.id for entry in listing.entries] == [life, order]
    for language, reason in (("zh_CN", "还没发出去，仍在等待"), ("en", "still waiting to be sent")):
        assert reason in undelivered.line(files.town, files.town.words(language), listing.entries[0])
    async with files.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(Message.id)).where(ledger.open_trouble(late))) == 2


async def test_who_was_told_by_phone_is_not_sent_the_waiting_message_any_more(files: Files) -> None:
    officer = await files.person("赵站员", Role.STATION_STAFF)
    handler = await files.person("王小明", Role.UNIT_HANDLER, "自然资源所")
    waiting = await files.message(handler, QUEUED, LIFE, failure=None)
    sending = await files.message(handler, MessageState.SENDING, LIFE, failure=None)
    failed = await files.message(handler)
    for row_id in (waiting, sending, failed):
        assert await files.calls(officer, row_id)
    assert (await files.listed(officer, now=NOW + timedelta(days=1))).entries == []
    async with files.town.database.reading() as session:
        rows = [await session.get_one(Message, row_id) for row_id in (waiting, sending, failed)]
    assert [(row.state, row.failure) for row in rows] == [
        (EXPIRED, ledger.CALLED),
        (MessageState.SENDING, None),  # it cannot be taken back
        (FAILED, "blocked"),
    ]
    assert {row.called_by_id for row in rows} == {officer.person_id}
    receipt = await files.message(handler, QUEUED, RECEIPT, failure=None)
    with pytest.raises(Refused):
        await files.calls(officer, receipt)


async def test_pages(files: Files) -> None:
    officer = await files.person("赵站员", Role.STATION_STAFF)
    for _ in range(PAGE + 1):
        await files.message(officer)
    listing = await files.listed(officer, page=1)
    assert (len(listing.entries), listing.page, listing.pages, listing.total) == (1, 1, 2, PAGE + 1)
    assert (await files.listed(officer, page=9)).page == 1
