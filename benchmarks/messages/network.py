"""5 % of requests and 5 % of answers are lost over 2,000 messages: what arrives, how often, and what is known."""

import time
from collections import Counter

import sqlalchemy as sa

from benchmarks.support.harness import Json, Sandbox, database_url, in_batches, sandbox, town_on
from benchmarks.support.outbox import commit, delivering, settled
from models import Message
from models.enums import MessageState, Priority
from services.core.town import Town

NAME = "network"
MESSAGES, PEOPLE = 2_000, 500
LOSS = 0.05
URGENT = (Priority.LIFE, Priority.ORDER)
KINDS = (Priority.LIFE, Priority.ORDER, Priority.RECEIPT, Priority.DIGEST)


async def run(database_kind: str) -> Json:
    """Return how many messages of life and orders were lost (0 wanted), and everything else that went wrong."""
    async with sandbox() as world, database_url(database_kind) as url, town_on(url) as town:
        people = await world.people(town.token, PEOPLE)
        for behave, seed in (("drop_before", 1), ("drop_answer", 2)):
            await world.control("faults", method="sendMessage", rate=LOSS, behave=behave, seed=seed)
        begun = time.monotonic()
        share = MESSAGES // len(KINDS)
        async with delivering(town, world.url):
            for priority in KINDS:
                chats = [people[number % PEOPLE] for number in range(share)]
                await commit(town, chats, priority, [f"{priority.name} {number}." for number in range(share)])
            await settled(town, within=600)
        took = time.monotonic() - begun
        arrived, unmarked = await _arrivals(world, town, people)
        return await _account(town, arrived, unmarked) | {"seconds": round(took, 1)}


async def _arrivals(world: Sandbox, town: Town, people: list[int]) -> tuple[Counter[str], Counter[str]]:
    """Count what stands in the chats: how often each message arrived, and how often without the mark of a repeat."""
    mark = town.words(None)("repeat-mark")

    async def chat(person: int) -> list[str]:
        answer = await world.http.get("/sandbox/messages", params={"user": person, "bot": town.token})
        return [message["text"] for message in answer.json() if message["from_bot"]]

    arrived: Counter[str] = Counter()
    unmarked: Counter[str] = Counter()
    for shown in await in_batches(chat, people):
        for text in shown:
            words = text.removeprefix(mark).strip()
            arrived[words] += 1
            unmarked[words] += not text.startswith(mark)
    return arrived, unmarked


async def _account(town: Town, arrived: Counter[str], unmarked: Counter[str]) -> Json:
    async with town.database.reading() as session:
        rows = (await session.scalars(sa.select(Message))).all()
    urgent = [row for row in rows if row.priority in URGENT]
    rest = [row for row in rows if row.priority not in URGENT]

    def times(row: Message) -> int:
        return arrived[row.content["text"]]

    return {
        "value": sum(times(row) == 0 for row in urgent),
        "unit": "life and orders lost",
        "urgent": len(urgent),
        "urgent_repeated": sum(row.repeat for row in urgent),
        "urgent_arrived_twice_or_more": sum(times(row) > 1 for row in urgent),
        "urgent_doubled_without_mark": sum(unmarked[row.content["text"]] > 1 for row in urgent),
        "rest": len(rest),
        "rest_doubled": sum(times(row) > 1 for row in rest),
        "rest_unknown": sum(row.state is MessageState.UNKNOWN for row in rest),
        "rest_unknown_that_had_arrived": sum(row.state is MessageState.UNKNOWN and times(row) > 0 for row in rest),
        "rest_lost_unseen": sum(row.state is MessageState.SENT and times(row) == 0 for row in rest),
        "waiting": sum(row.state in (MessageState.QUEUED, MessageState.SENDING) for row in rows),
    }
