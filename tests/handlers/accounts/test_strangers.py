"""Strangers who write on and on: answered once and then rarely, counted, and let in all the same."""

import pytest
import sqlalchemy as sa

from conversation import Conversation, acting
from models import Attempt
from sandbox_client import SandboxClient
from services.core.town import Town


async def answers(conversation: Conversation, who: str, *, chat: int | None = None) -> int:
    """Return how many messages the bot has sent somebody."""
    await conversation.settles()
    return sum(1 for message in await conversation[who].reads(chat=chat) if message.get("from_bot"))


@pytest.mark.parametrize("sent", [{"text": "在吗"}, {"text": "/start"}, {"photo": True}, {"voice": True}])
async def test_what_is_repeated_is_answered_once_and_again_after_a_while(
    sent: dict[str, object], town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", strangers=("officer",)) as conversation:
        for _ in range(20):
            await conversation["officer"].sends(**sent)
        assert await answers(conversation, "officer") == 1
        conversation.driver.forward(minutes=11)
        for _ in range(5):
            await conversation["officer"].sends(**sent)
        assert await answers(conversation, "officer") == 2


async def test_tries_that_are_used_up_are_not_refused_without_end(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", strangers=("officer",)) as conversation:
        for _ in range(15):
            await conversation["officer"].sends("123456")
        assert await answers(conversation, "officer") == 6, "five tries, and that none is left"


async def test_a_flood_is_counted_and_told_to_the_station_and_who_logs_in_is_let_in(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", strangers=("officer",)) as conversation:
        for number in range(35):
            await conversation["officer"].sends(f"第{number}条")
        await conversation.settles()
        (told,) = await conversation.queued("stranger_flood")
        assert told.person_id == conversation.driver.people["duty"]
        assert str(conversation["officer"].id) in told.content["text"]
        assert "30" in told.content["text"]
        async with conversation.town.database.reading() as session:
            assert await session.scalar(sa.select(Attempt.messages)) == 35
        await conversation["officer"].sends(contact=True)
        await conversation["officer"].sees("王信息员")
        await conversation["officer"].sends("村道边坡有落石")
        await conversation["officer"].sees("村道边坡有落石")


async def test_a_group_is_not_helped_without_end(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", strangers=("land",)) as conversation:
        chat = await sandbox.group("群", conversation["officer"], conversation["land"])
        await conversation.settles()
        before = await answers(conversation, "land", chat=chat)
        for _ in range(12):
            await conversation["land"].sends("/help", chat=chat)
            await conversation["land"].sends("/bind 1", chat=chat)
        assert await answers(conversation, "land", chat=chat) - before == 10
