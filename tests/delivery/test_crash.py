"""A worker killed with SIGKILL while sends are in flight: nothing of life is lost, nothing else is doubled."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from delivery_driver import DeliveryDriver
from forked_product import Forker, Process
from models import Message
from models.enums import MessageState, Priority
from patience import until

SENT, SENDING, UNKNOWN = MessageState.SENT, MessageState.SENDING, MessageState.UNKNOWN


@asynccontextmanager
async def worker_process(delivery: DeliveryDriver, database_url: str, processes: Forker) -> AsyncIterator[Process]:
    """Run delivery as a process; it is killed at the end."""
    process = await processes.start("delivery", database_url, delivery.town.token, delivery.url, "doomed")
    try:
        yield process
    finally:
        process.kill()
        await process.ended()


async def test_killed_in_mid_send(delivery: DeliveryDriver, database_url: str, processes: Forker) -> None:
    people = [await delivery.person(f"丁{n}") for n in range(4)]
    for _, player in people:  # no answer comes before the kill
        await delivery.sandbox.fault("sendMessage", chat=player.id, behave="delay", seconds=60)
    priorities = (Priority.LIFE, Priority.ORDER, Priority.RECEIPT, Priority.DIGEST)
    rows = [
        await delivery.queues(person, "泥石流", priority)
        for (person, _), priority in zip(people, priorities, strict=True)
    ]
    async with worker_process(delivery, database_url, processes) as process:
        for row_id in rows:
            await delivery.becomes(row_id, SENDING)

        async def on_the_wire() -> bool:
            return len(await delivery.sends()) == len(rows)

        await until(on_the_wire)
        process.kill()
        await process.ended()
        later = await delivery.queues(people[0][0], "后一条")
        async with delivery.delivering("heir"):
            life, order = [await delivery.becomes(row_id, SENT) for row_id in rows[:2]]
            receipt, digest = [await delivery.becomes(row_id, UNKNOWN) for row_id in rows[2:]]
            await delivery.becomes(later, SENT)
    assert life.repeat
    assert order.repeat
    assert life.attempts == order.attempts == 2
    assert receipt.failure == digest.failure == "no_answer"
    by_chat = [call["params"]["chat_id"] for call in await delivery.sends() if call["params"]["text"] != "后一条"]
    for (_, player), times in zip(people, (2, 2, 1, 1), strict=True):
        assert [int(chat) for chat in by_chat].count(player.id) == times


async def test_a_stop_lets_what_is_in_flight_finish(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    await delivery.sandbox.fault("sendMessage", behave="delay", seconds=1)
    async with delivery.delivering() as stop:
        row_id = await delivery.queues(person)
        await delivery.becomes(row_id, SENDING)
        stop.set()
        row: Message = await delivery.becomes(row_id, SENT)
    assert row.attempts == 1
    assert (await player.last()).text == "请立即转移"


async def test_a_stopped_worker_hands_over_at_once(delivery: DeliveryDriver) -> None:
    person, _ = await delivery.person()
    async with delivery.delivering("first"):
        await delivery.becomes(await delivery.queues(person), SENT)
    async with delivery.delivering("second"):
        await delivery.becomes(await delivery.queues(person), SENT)


async def test_another_process_wakes_the_worker(delivery: DeliveryDriver, database_url: str, processes: Forker) -> None:
    person, _ = await delivery.person()
    async with worker_process(delivery, database_url, processes):
        await delivery.becomes(await delivery.queues(person), SENT)
        await delivery.becomes(await delivery.queues(person), SENT)
