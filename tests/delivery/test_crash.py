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
async def worker_process(desk: DeliveryDriver, database_url: str, processes: Forker) -> AsyncIterator[Process]:
    """Run delivery as a process; it is killed at the end."""
    process = await processes.start("delivery", database_url, desk.town.token, desk.url, "doomed")
    try:
        yield process
    finally:
        process.kill()
        await process.ended()


async def test_killed_in_mid_send(desk: DeliveryDriver, database_url: str, processes: Forker) -> None:
    people = [await desk.person(f"丁{n}") for n in range(4)]
    for _, player in people:  # no answer comes before the kill
        await desk.play.fault("sendMessage", chat=player.id, behave="delay", seconds=60)
    priorities = (Priority.LIFE, Priority.ORDER, Priority.RECEIPT, Priority.DIGEST)
    rows = [
        await desk.queues(person, "泥石流", priority) for (person, _), priority in zip(people, priorities, strict=True)
    ]
    async with worker_process(desk, database_url, processes) as process:
        for row_id in rows:
            await desk.becomes(row_id, SENDING)

        async def on_the_wire() -> bool:
            return len(await desk.sends()) == len(rows)

        await until(on_the_wire)
        process.kill()
        await process.ended()
        later = await desk.queues(people[0][0], "后一条")
        async with desk.delivering("heir"):
            life, order = [await desk.becomes(row_id, SENT) for row_id in rows[:2]]
            receipt, digest = [await desk.becomes(row_id, UNKNOWN) for row_id in rows[2:]]
            await desk.becomes(later, SENT)
    assert life.repeat
    assert order.repeat
    assert life.attempts == order.attempts == 2
    assert receipt.failure == digest.failure == "no_answer"
    by_chat = [call["params"]["chat_id"] for call in await desk.sends() if call["params"]["text"] != "后一条"]
    for (_, player), times in zip(people, (2, 2, 1, 1), strict=True):
        assert [int(chat) for chat in by_chat].count(player.id) == times


async def test_a_stop_lets_what_is_in_flight_finish(desk: DeliveryDriver) -> None:
    person, player = await desk.person()
    await desk.play.fault("sendMessage", behave="delay", seconds=1)
    async with desk.delivering() as stop:
        row_id = await desk.queues(person)
        await desk.becomes(row_id, SENDING)
        stop.set()
        row: Message = await desk.becomes(row_id, SENT)
    assert row.attempts == 1
    assert (await player.last()).text == "请立即转移"


async def test_a_stopped_worker_hands_over_at_once(desk: DeliveryDriver) -> None:
    person, _ = await desk.person()
    async with desk.delivering("first"):
        await desk.becomes(await desk.queues(person), SENT)
    async with desk.delivering("second"):
        await desk.becomes(await desk.queues(person), SENT)


async def test_another_process_wakes_the_worker(desk: DeliveryDriver, database_url: str, processes: Forker) -> None:
    person, _ = await desk.person()
    async with worker_process(desk, database_url, processes):
        await desk.becomes(await desk.queues(person), SENT)
        await desk.becomes(await desk.queues(person), SENT)
