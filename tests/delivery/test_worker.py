"""What becomes of a message (I4), each class of error over HTTP against the sandbox, on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from delivery.role import deliver
from delivery.telegram.connection import TokenRefused
from delivery_driver import DeliveryDriver, Wire
from models import Account, Group, JournalEntry, Message
from models.enums import GroupState, MessageState, Priority
from patience import STANDSTILL, until
from services.cards.card import Card, button
from services.messaging.outbox import To

SENT, FAILED, UNKNOWN, QUEUED = MessageState.SENT, MessageState.FAILED, MessageState.UNKNOWN, MessageState.QUEUED
LIFE, ORDER, RECEIPT, DIGEST = Priority.LIFE, Priority.ORDER, Priority.RECEIPT, Priority.DIGEST


async def test_a_queued_message_arrives_with_its_buttons(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    async with delivery.delivering():
        row_id = await delivery.queues(person, card=Card(text="<b>请签收</b>", rows=((button("签收", "accept", 7),),)))
        seen = await player.sees("请签收")
        row = await delivery.becomes(row_id, SENT)
    assert seen.labels == ["签收"]
    assert (row.message_id, row.attempts, row.repeat) == (seen.id, 1, False)
    assert row.sent_at is not None


async def test_life_goes_before_order_before_digest(delivery: DeliveryDriver) -> None:
    send = delivery.town.settings.send.model_copy(update={"in_flight": 1})  # several at once may overtake each other
    delivery.town = replace(delivery.town, settings=delivery.town.settings.model_copy(update={"send": send}))
    people = [await delivery.person(f"甲{n}") for n in range(6)]
    wanted = [DIGEST, RECEIPT, LIFE, DIGEST, ORDER, LIFE]
    for (person, _), priority in zip(people, wanted, strict=True):
        await delivery.queues(person, priority.name, priority)
    async with delivery.delivering():
        for _, player in people:
            await player.sees()
    order = [Priority[call["params"]["text"]] for call in await delivery.sends()]
    assert order == sorted(wanted)


async def test_blocked_is_shown_with_telegrams_own_words(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    await player.blocks()
    async with delivery.delivering():
        row_id = await delivery.queues(person)
        row = await delivery.becomes(row_id, FAILED)
        assert row.failure == "blocked"
        assert "blocked by the user" in (row.error or "")
        async with delivery.town.database.reading() as session:
            assert await session.scalar(sa.select(Account.reachable)) is False
        await player.blocks(blocked=False)
        await delivery.becomes(await delivery.queues(person), SENT)
        async with delivery.town.database.reading() as session:
            assert await session.scalar(sa.select(Account.reachable)) is True


@pytest.mark.parametrize(
    ("words", "status", "key"),
    [
        ("Forbidden: user is deactivated", 403, "deactivated"),
        ("Forbidden: bot can't initiate conversation with a user", 403, "not_started"),
        ("Forbidden: something new", 403, "forbidden"),
        ("Bad Request: chat not found", 400, "not_found"),
        ("Bad Request: BUTTON_DATA_INVALID", 400, "bad_request"),
    ],
)
async def test_each_refusal_has_its_reason(delivery: DeliveryDriver, words: str, status: int, key: str) -> None:
    person, _ = await delivery.person()
    await delivery.sandbox.fault("sendMessage", status=status, description=words)
    async with delivery.delivering():
        row = await delivery.becomes(await delivery.queues(person), FAILED)
    assert row.failure == key
    assert (row.error or "").lower() in words.lower()


async def test_a_person_without_an_account_is_a_failure_at_once(delivery: DeliveryDriver) -> None:
    person, _ = await delivery.person(bound=False)
    row = await delivery.row(await delivery.queues(person))
    assert (row.state, row.failure, row.chat_id) == (FAILED, "no_account", None)


async def test_removed_from_the_group_is_a_lost_binding(delivery: DeliveryDriver) -> None:
    group, chat = await delivery.group()
    await delivery.sandbox.post(f"chats/{chat}/members", {"remove_bot": delivery.town.token})
    async with delivery.delivering():
        row = await delivery.becomes(await delivery.queues(To(group_id=group)), FAILED)
    assert row.failure == "kicked"
    async with delivery.town.database.reading() as session:
        assert await session.scalar(sa.select(Group.state)) is GroupState.LOST


async def test_an_upgraded_group_is_followed_and_the_message_sent_again(delivery: DeliveryDriver) -> None:
    group, old = await delivery.group(kind="group")
    new = (await delivery.sandbox.post(f"chats/{old}/upgrade", {}))["id"]
    rows = [await delivery.queues(To(group_id=group), f"第{n}条") for n in range(3)]
    async with delivery.delivering():
        for row_id in rows:
            row = await delivery.becomes(row_id, SENT)
            assert (row.chat_id, row.repeat) == (new, False)
    async with delivery.town.database.reading() as session:
        assert await session.scalar(sa.select(Group.chat_id)) == new
        assert await session.scalar(
            sa.select(JournalEntry.details).where(JournalEntry.subject == f"group:{group}")
        ) == {"from": old, "to": new}


async def test_a_429_holds_the_chat_it_names_and_nobody_else(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    others = [await delivery.person(f"乙{n}") for n in range(5)]
    await delivery.sandbox.fault("sendMessage", chat=player.id, status=429, retry_after=3)
    held = [await delivery.queues(person, f"一{n}", ORDER) for n in range(2)]
    free = [await delivery.queues(other) for other, _ in others]
    before = delivery.town.now()
    async with delivery.delivering():
        for row_id in free:
            row = await delivery.becomes(row_id, SENT)
            assert row.sent_at is not None
            assert row.sent_at - before < timedelta(seconds=2)
        for row_id in held:
            row = await delivery.row(row_id)
            assert row.state is QUEUED
            assert row.claimed_until is not None
            assert row.claimed_until - before >= timedelta(seconds=3)
            assert row.not_before - before < timedelta(seconds=1), "when it was first due"
        for row_id in held:
            row = await delivery.becomes(row_id, SENT)
            assert (row.repeat, row.attempts) == (False, 1)


@pytest.mark.parametrize("priority", [LIFE, ORDER])
async def test_life_and_order_whose_answer_is_lost_go_again_marked_as_a_repeat(
    delivery: DeliveryDriver, priority: Priority
) -> None:
    person, player = await delivery.person()
    await delivery.sandbox.fault("sendMessage", behave="drop_answer")
    async with delivery.delivering():
        row = await delivery.becomes(await delivery.queues(person, "堤坝决口", priority), SENT)
    assert (row.repeat, row.attempts) == (True, 2)
    first, second = [m.text for m in await player.reads() if m["from_bot"]]
    assert first == "堤坝决口"
    assert second.startswith("🔁")
    assert second.endswith("堤坝决口")


async def test_the_rest_is_never_doubled_and_what_is_not_known_is_visible(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    await delivery.sandbox.fault("sendMessage", behave="drop_answer")
    async with delivery.delivering():
        row = await delivery.becomes(await delivery.queues(person), UNKNOWN)
        await delivery.becomes(await delivery.queues(person, "下一条"), SENT)
    assert (row.failure, row.attempts) == ("no_answer", 1)
    assert [m.text for m in await player.reads() if m["from_bot"]] == ["请立即转移", "下一条"]


async def test_a_server_error_leaves_the_outcome_unknown(delivery: DeliveryDriver) -> None:
    person, _ = await delivery.person()
    await delivery.sandbox.fault("sendMessage", status=502)
    async with delivery.delivering():
        await delivery.becomes(await delivery.queues(person), UNKNOWN)
        await delivery.sandbox.fault("sendMessage", status=500)
        row = await delivery.becomes(await delivery.queues(person, priority=LIFE), SENT)
    assert row.repeat


async def test_life_that_gets_no_answer_at_all_ends_with_a_person(
    delivery: DeliveryDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("delivery.queue.results.FIRST_PAUSE", timedelta(milliseconds=5))
    person, _ = await delivery.person()
    await delivery.sandbox.fault("sendMessage", times=5, behave="drop_before")
    async with delivery.delivering():
        row = await delivery.becomes(await delivery.queues(person, priority=LIFE), UNKNOWN)
    assert (row.attempts, row.failure) == (5, "no_answer")


async def test_what_could_not_be_connected_waits_and_is_not_a_repeat(delivery: DeliveryDriver) -> None:
    (person, player), (other, _) = await delivery.person(), await delivery.person("王五")
    wire = Wire(delivery.url)
    await wire.join()
    delivery.url = wire.url
    async with delivery.delivering():
        await delivery.becomes(await delivery.queues(other), SENT)
        await wire.cut()
        life = await delivery.queues(person, "堤坝决口", LIFE)
        receipt = await delivery.queues(person, "收到", RECEIPT)

        async def tried() -> bool:
            return bool((await delivery.row(life)).error)

        await until(tried)
        await wire.join()
        rows = [await delivery.becomes(row_id, SENT) for row_id in (life, receipt)]
    await wire.cut()
    assert [(row.repeat, row.attempts) for row in rows] == [(False, 1), (False, 1)]
    assert [m.text for m in await player.reads() if m["from_bot"]] == ["堤坝决口", "收到"]


async def test_a_refused_token_stops_delivery_loudly_and_keeps_it_secret(delivery: DeliveryDriver) -> None:
    person, _ = await delivery.person()
    row_id = await delivery.queues(person)
    await delivery.sandbox.fault("getMe", status=401, description="Unauthorized")
    with pytest.raises(TokenRefused) as refused:
        await asyncio.wait_for(
            deliver(delivery.town, api_base=delivery.url, stop=asyncio.Event(), holder="test"), timeout=STANDSTILL
        )
    assert (await delivery.row(row_id)).state is QUEUED
    assert delivery.town.token not in str(refused.value)


async def test_a_token_revoked_later_stops_delivery_and_keeps_the_message(delivery: DeliveryDriver) -> None:
    person, _ = await delivery.person()
    await delivery.sandbox.fault("sendMessage", status=401, description="Unauthorized")
    row_id = await delivery.queues(person)
    with pytest.raises(TokenRefused):
        await asyncio.wait_for(
            deliver(delivery.town, api_base=delivery.url, stop=asyncio.Event(), holder="test"), timeout=STANDSTILL
        )
    row = await delivery.row(row_id)
    assert (row.state, row.attempts) == (QUEUED, 0)


async def test_what_is_past_its_time_is_not_sent(delivery: DeliveryDriver) -> None:
    person, _ = await delivery.person()
    late = await delivery.queues(person, lifetime=timedelta(microseconds=1))
    async with delivery.delivering():
        row = await delivery.becomes(late, MessageState.EXPIRED)
    assert row.failure == "expired"
    assert not await delivery.sends()


async def test_queued_twice_is_sent_once(delivery: DeliveryDriver) -> None:
    person, _ = await delivery.person()
    await delivery.queues(person, dedupe="same")
    with pytest.raises(AssertionError):
        await delivery.queues(person, dedupe="same")
    async with delivery.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(Message)) == 1


async def test_two_workers_and_only_one_delivers(delivery: DeliveryDriver) -> None:
    people = [await delivery.person(f"丙{n}") for n in range(5)]
    rows = [await delivery.queues(person) for person, _ in people * 4]
    async with delivery.delivering("first"), delivery.delivering("second"):
        for row_id in rows:
            await delivery.becomes(row_id, SENT)
    assert len(await delivery.sends()) == len(rows)
    tags = {row.claimed_by for row in [await delivery.row(row_id) for row_id in rows]}
    assert tags == {None}
