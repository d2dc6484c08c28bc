"""Queueing (I4): once an event, the latest state of a card, every recipient with a row."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from models import Account, Group, Message, Person, SentCard
from models.enums import GroupPurpose, MessageState, Priority
from services.cards.card import Card
from services.core.database import Database
from services.messaging import outbox
from services.messaging.outbox import FEW, Outgoing, To, confirm, follow_chat, queue_all

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
QUEUED, FAILED, REPLACED, SENT = MessageState.QUEUED, MessageState.FAILED, MessageState.REPLACED, MessageState.SENT


async def person(database: Database, account: int | None = 7) -> int:
    async with database.transaction() as session:
        found = Person(name="张三", phone="+8613800000001")
        session.add(found)
        await session.flush()
        if account is not None:
            session.add(Account(telegram_id=account, person_id=found.id, bound_at=NOW, via="contact"))
    return found.id


async def queues(database: Database, to: To, text: str = "请签收", **more: Any) -> int | None:
    options: dict[str, Any] = {"event": "told", "dedupe": "told:1", "priority": Priority.ORDER, "now": NOW} | more
    one = Outgoing(to, Card(text=text), options.pop("dedupe"))
    async with database.transaction() as session:
        return next(iter(await queue_all(session, [one], **options)), None)


async def rows(database: Database) -> list[Message]:
    async with database.reading() as session:
        return list(await session.scalars(sa.select(Message).order_by(Message.id)))


async def test_a_person_is_written_to_by_the_account_and_a_group_by_its_binding(database: Database) -> None:
    someone = await person(database)
    async with database.transaction() as session:
        group = Group(
            chat_id=-100, title="站", purpose=GroupPurpose.STATION, bound_by_id=someone, bound_at=NOW, thread_id=5
        )
        session.add(group)
        await session.flush()
    await queues(database, To(person_id=someone))
    await queues(database, To(group_id=group.id), dedupe="told:2", lifetime=timedelta(hours=1))
    first, second = await rows(database)
    assert (first.chat_id, first.state, first.expires_at) == (7, QUEUED, None)
    assert (second.chat_id, second.state, second.expires_at) == (-100, QUEUED, NOW + timedelta(hours=1))


@pytest.mark.parametrize("count", [2, FEW, FEW + 1])
async def test_many_are_queued_once(database: Database, count: int) -> None:
    for text in ("请签收", "再签收"):
        each = [Outgoing(To(chat_id=number), Card(text=text), f"told:{number}") for number in range(count)]
        async with database.transaction() as session:
            queued = await queue_all(session, each, event="told", priority=Priority.ORDER, now=NOW)
        assert len(queued) == (count if text == "请签收" else 0)
    found = await rows(database)
    assert [(row.chat_id, row.dedupe, row.content["text"]) for row in found] == [
        (number, f"told:{number}", "请签收") for number in range(count)
    ]


async def test_nobody_is_forgotten_for_want_of_an_account(database: Database) -> None:
    await queues(database, To(person_id=await person(database, account=None)))
    (row,) = await rows(database)
    assert (row.state, row.failure, row.chat_id) == (FAILED, "no_account", None)


async def test_the_same_event_is_queued_once(database: Database) -> None:
    to = To(chat_id=9)
    assert await queues(database, to) is not None
    assert await queues(database, to) is None
    assert len(await rows(database)) == 1


async def test_queueing_a_card_again_by_the_same_event_does_not_lose_it(database: Database) -> None:
    to = To(chat_id=9)
    await queues(database, to, place="rollcall:1")
    await queues(database, to, place="rollcall:1")
    (row,) = await rows(database)
    assert row.state is QUEUED


async def test_a_newer_state_replaces_what_waits_in_the_same_chat_only(database: Database) -> None:
    for number, chat in enumerate((9, 10, 9)):
        await queues(database, To(chat_id=chat), dedupe=f"told:{number}", place="rollcall:1")
    assert [row.state for row in await rows(database)] == [REPLACED, QUEUED, QUEUED]


async def test_the_card_of_something_new_is_replaced_in_the_chats_that_the_same_transaction_sent_it_to(
    database: Database,
) -> None:
    async with database.transaction() as session:
        outbox.begins(session, "case:1")
        for number, chat in enumerate((9, 10, 9)):
            one = Outgoing(To(chat_id=chat), Card(text="…"), f"told:{number}")
            await queue_all(session, [one], event="filed", priority=Priority.ORDER, now=NOW, place="case:1")
    assert [row.state for row in await rows(database)] == [REPLACED, QUEUED, QUEUED]


async def test_a_confirmation_counts_once_and_for_its_recipient_only(database: Database) -> None:
    async with database.transaction() as session:
        session.add(Person(id=7, name="张三", phone="+8613800000007"))
    row_id = await queues(database, To(chat_id=9, person_id=7))
    async with database.transaction() as session:
        await session.execute(sa.update(Message).where(Message.id == row_id).values(state=SENT, message_id=4))

    async def confirms(person_id: int, chat_id: int = 9, at: datetime = NOW) -> bool:
        async with database.transaction() as session:
            return await confirm(session, person_id=person_id, chat_id=chat_id, message_id=4, button="accept", now=at)

    assert not await confirms(8)
    assert not await confirms(7, chat_id=-9)
    assert await confirms(7)
    assert not await confirms(7, at=NOW + timedelta(minutes=1))
    (row,) = await rows(database)
    assert (row.confirmed_at, row.confirmed_by) == (NOW, "accept")


async def test_what_waits_follows_an_upgraded_group_and_what_was_sent_does_not(database: Database) -> None:
    for number in range(2):
        await queues(database, To(chat_id=-5), dedupe=f"told:{number}")
    async with database.transaction() as session:
        await session.execute(sa.update(Message).where(Message.dedupe == "told:0").values(state=SENT))
        session.add(SentCard(card="rollcall:1", chat_id=-5, message_id=1, shown_at=NOW, pinned=True))
    async with database.transaction() as session:
        assert await follow_chat(session, -5, -1005) == 1
    assert [row.chat_id for row in await rows(database)] == [-5, -1005]
    async with database.reading() as session:
        (card,) = (await session.scalars(sa.select(SentCard))).all()
    assert (card.chat_id, card.message_id) == (-1005, None), "its next state is a new message there"
