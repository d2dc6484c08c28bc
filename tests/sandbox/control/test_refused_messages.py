"""The client of the product's tests knows the messages that Telegram would refuse for their content."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from sandbox_client import SandboxClient


@asynccontextmanager
async def client(fresh: Any) -> AsyncIterator[SandboxClient]:
    """The client of the product's tests, around the bot of a fresh sandbox."""
    async with (
        httpx.AsyncClient(base_url=fresh.url, trust_env=False) as calls,
        SandboxClient(fresh.url, fresh.token, calls) as sandbox,
    ):
        yield sandbox


async def test_a_message_that_would_be_lost_fails_its_test(fresh: Any) -> None:
    user = await fresh.user()
    group = await fresh.group(user)
    markup = {"keyboard": [[{"text": "x", "request_location": True}]]}
    await fresh.refused("sendMessage", chat_id=group, text="x", reply_markup=markup)
    with pytest.raises(AssertionError, match="private chats only"):
        async with client(fresh):
            pass


async def test_the_state_of_the_world_and_ordered_faults_do_not(fresh: Any) -> None:
    user = await fresh.user()
    number = (await fresh.ok("sendMessage", chat_id=user, text="x"))["message_id"]
    async with client(fresh) as sandbox:
        await fresh.refused("editMessageText", chat_id=user, message_id=number, text="x")
        await sandbox.fault("sendMessage", status=400, description="Bad Request: can't parse entities")
        await fresh.refused("sendMessage", chat_id=user, text="x")
        assert [call.get("fault", False) for call in await sandbox.calls()][-2:] == [False, True]
