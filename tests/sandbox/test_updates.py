"""The long poll: order, confirmation, conflict, what is wanted, what grows old."""

import asyncio
from typing import Any

import pytest

from patience import AT_ONCE

BUTTON = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_stay_until_confirmed_and_in_order(stage: Any) -> None:
    user = await stage.user()
    for number in range(5):
        await stage.send(user, text=str(number))
    found = await stage.ok("getUpdates")
    assert texts(found) == ["/start", "0", "1", "2", "3", "4"]
    ids = [update["update_id"] for update in found]
    assert ids == list(range(ids[0], ids[0] + 6))
    assert await stage.ok("getUpdates") == found
    assert texts(await stage.ok("getUpdates", offset=ids[0] + 2, limit=2)) == ["1", "2"]
    assert texts(await stage.ok("getUpdates")) == ["1", "2", "3", "4"]
    assert texts(await stage.ok("getUpdates", offset=-1)) == ["4"]
    assert texts(await stage.ok("getUpdates")) == ["4"]
    assert await stage.ok("getUpdates", offset=ids[-1] + 1) == []


async def test_a_batch_has_a_hundred_at_most(stage: Any) -> None:
    user = await stage.user()
    for number in range(110):
        await stage.send(user, text=str(number))
    found = await stage.ok("getUpdates", limit=500)
    assert len(found) == 100
    assert len(await stage.ok("getUpdates", offset=found[-1]["update_id"] + 1)) == 11


async def test_a_long_poll_wakes_at_once(stage: Any) -> None:
    user = await stage.user()
    await stage.updates()
    poll = asyncio.ensure_future(stage.ok("getUpdates", timeout=50))
    await stage.polling()
    await stage.send(user, text="now")
    async with asyncio.timeout(AT_ONCE):
        assert texts(await poll) == ["now"]


async def test_a_long_poll_ends_empty(stage: Any) -> None:
    assert await stage.ok("getUpdates", timeout=1) == []


async def test_the_second_poller_ends_the_first(stage: Any) -> None:
    first = asyncio.ensure_future(stage.call("getUpdates", timeout=50))
    await stage.polling()
    second = asyncio.ensure_future(stage.call("getUpdates", timeout=50))
    refused = await first
    assert refused["error_code"] == 409
    assert refused["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    user = await stage.user()
    assert texts((await second)["result"]) == ["/start"]
    assert user


async def test_polling_under_a_webhook_is_a_conflict(stage: Any) -> None:
    poll = asyncio.ensure_future(stage.call("getUpdates", timeout=50))
    await stage.polling()
    await stage.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
    refused = await stage.call("getUpdates")
    assert refused["error_code"] == 409
    assert refused["description"] == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await stage.ok("deleteWebhook")
    assert await stage.ok("getUpdates") == []


async def test_only_what_is_allowed_arrives(stage: Any) -> None:
    user = await stage.user()
    await stage.ok("sendMessage", chat_id=user, text="x", reply_markup=BUTTON)
    await stage.updates(allowed_updates=["callback_query"])
    await stage.send(user, text="unheard")
    await stage.tap(user, data="x", wait=0)
    (update,) = await stage.updates()
    assert update["callback_query"]["data"] == "x"
    await stage.updates(allowed_updates=[])
    await stage.send(user, text="heard")
    assert texts(await stage.updates()) == ["heard"]


async def test_nobody_came_for_a_day(fresh: Any) -> None:
    user = await fresh.user()
    await fresh.control("clock", advance=20 * 3600)
    await fresh.send(user, text="young")
    await fresh.control("clock", advance=5 * 3600)
    assert texts(await fresh.updates()) == ["young"]


async def test_two_bots_do_not_hear_each_other(stage: Any) -> None:
    user = await stage.user()
    await stage.control("send", bot="77001:other", **{"from": user}, text="for another")
    assert texts(await stage.updates()) == ["/start"]


async def test_ids_grow_over_restarts() -> None:
    from sandbox.wire.updates import UpdateQueue, first_update_id

    queue = UpdateQueue()
    assert 0 < first_update_id() < 2**31
    for _ in range(3):
        queue.push("message", {}, 1, 0.0)
    assert next(iter(queue.pending)) >= first_update_id() - 16


async def test_a_poller_that_hangs_up_loses_nothing(stage: Any) -> None:
    user = await stage.user()
    await stage.updates()
    poll = asyncio.ensure_future(stage.ok("getUpdates", timeout=50))
    await stage.polling()
    poll.cancel()
    with pytest.raises(asyncio.CancelledError):
        await poll
    await stage.send(user, text="kept")
    assert texts(await stage.ok("getUpdates")) == ["kept"]
