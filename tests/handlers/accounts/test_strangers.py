"""Strangers who write on and on: answered once and then rarely, counted, and let in all the same."""

import pytest
import sqlalchemy as sa

from conversation import Conversation, acting
from models import Attempt
from sandbox_client import SandboxClient
from services.core.town import Town


async def answers(stage: Conversation, who: str, *, chat: int | None = None) -> int:
    """Return how many messages the bot has sent somebody."""
    await stage.settles()
    return sum(1 for message in await stage[who].reads(chat=chat) if message.get("from_bot"))


@pytest.mark.parametrize("sent", [{"text": "在吗"}, {"text": "/start"}, {"photo": True}, {"voice": True}])
async def test_what_is_repeated_is_answered_once_and_again_after_a_while(
    sent: dict[str, object], town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "duty", strangers=("officer",)) as stage:
        for _ in range(20):
            await stage["officer"].sends(**sent)
        assert await answers(stage, "officer") == 1
        stage.loop.forward(minutes=11)
        for _ in range(5):
            await stage["officer"].sends(**sent)
        assert await answers(stage, "officer") == 2


async def test_tries_that_are_used_up_are_not_refused_without_end(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "duty", strangers=("officer",)) as stage:
        for _ in range(15):
            await stage["officer"].sends("123456")
        assert await answers(stage, "officer") == 6, "five tries, and that none is left"


async def test_a_flood_is_counted_and_told_to_the_station_and_who_logs_in_is_let_in(
    town: Town, play: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, play, sandbox_url, "duty", strangers=("officer",)) as stage:
        for number in range(35):
            await stage["officer"].sends(f"第{number}条")
        await stage.settles()
        (told,) = await stage.queued("stranger_flood")
        assert told.person_id == stage.loop.people["duty"]
        assert str(stage["officer"].id) in told.content["text"]
        assert "30" in told.content["text"]
        async with stage.town.database.reading() as session:
            assert await session.scalar(sa.select(Attempt.messages)) == 35
        await stage["officer"].sends(contact=True)
        await stage["officer"].sees("王信息员")
        await stage["officer"].sends("村道边坡有落石")
        await stage["officer"].sees("村道边坡有落石")


async def test_a_group_is_not_helped_without_end(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "officer", strangers=("land",)) as stage:
        chat = await play.group("群", stage["officer"], stage["land"])
        await stage.settles()
        before = await answers(stage, "land", chat=chat)
        for _ in range(12):
            await stage["land"].sends("/help", chat=chat)
            await stage["land"].sends("/bind 1", chat=chat)
        assert await answers(stage, "land", chat=chat) - before == 10
