"""The topics of a supergroup."""

from typing import Any

import pytest


async def forum(stage: Any) -> tuple[int, int]:
    user = await stage.user()
    return user, await stage.group(user, admin=True, forum=True)


async def test_a_thread_in_a_supergroup_without_topics_is_ignored(stage: Any) -> None:
    group = await stage.group(await stage.user())
    message = await stage.ok("sendMessage", chat_id=group, text="x", message_thread_id=99)
    assert "message_thread_id" not in message


async def test_a_thread_that_is_none(stage: Any) -> None:
    _, group = await forum(stage)
    refusal = await stage.refused("sendMessage", chat_id=group, text="x", message_thread_id=99)
    assert refusal == "Bad Request: message thread not found"


async def test_a_topic_is_closed_and_deleted(stage: Any) -> None:
    user, group = await forum(stage)
    topic = (await stage.ok("createForumTopic", chat_id=group, name="Roads"))["message_thread_id"]
    about = {"chat_id": group, "message_thread_id": topic}
    number = (await stage.ok("sendMessage", **about, text="x"))["message_id"]
    await stage.ok("closeForumTopic", **about)
    assert await stage.refused("closeForumTopic", **about) == "Bad Request: TOPIC_NOT_MODIFIED"
    await stage.ok("pinChatMessage", chat_id=group, message_id=number)
    await stage.ok("unpinAllForumTopicMessages", **about)
    assert "pinned_message" not in await stage.ok("getChat", chat_id=group)
    await stage.ok("deleteForumTopic", **about)
    assert await stage.refused("deleteForumTopic", **about) == "Bad Request: message thread not found"
    assert next(shown for shown in await stage.sees(user, group) if shown["message_id"] == number)["deleted"]


async def test_the_icon_of_a_topic(stage: Any) -> None:
    _, group = await forum(stage)
    icon = (await stage.ok("getForumTopicIconStickers"))[0]["custom_emoji_id"]
    made = await stage.ok("createForumTopic", chat_id=group, name="Roads", icon_custom_emoji_id=icon)
    assert made["icon_custom_emoji_id"] == icon
    about = {"chat_id": group, "message_thread_id": made["message_thread_id"]}
    assert (
        await stage.refused("editForumTopic", **about, icon_custom_emoji_id=icon) == "Bad Request: TOPIC_NOT_MODIFIED"
    )
    await stage.ok("editForumTopic", **about, icon_custom_emoji_id="")


async def test_the_general_topic(stage: Any) -> None:
    _, group = await forum(stage)
    await stage.ok("editGeneralForumTopic", chat_id=group, name="All")
    refusal = "Bad Request: TOPIC_NOT_MODIFIED"
    assert await stage.refused("editGeneralForumTopic", chat_id=group, name="All") == refusal
    assert await stage.refused("reopenGeneralForumTopic", chat_id=group) == refusal
    await stage.ok("hideGeneralForumTopic", chat_id=group)
    assert await stage.refused("closeGeneralForumTopic", chat_id=group) == refusal
    await stage.ok("unhideGeneralForumTopic", chat_id=group)
    assert await stage.refused("unhideGeneralForumTopic", chat_id=group) == refusal
    await stage.ok("reopenGeneralForumTopic", chat_id=group)
    await stage.ok("unpinAllGeneralForumTopicMessages", chat_id=group)


@pytest.mark.parametrize("method", ["closeGeneralForumTopic", "createForumTopic"])
async def test_no_topics_without_the_right(stage: Any, method: str) -> None:
    group = await stage.group(await stage.user(), forum=True)
    refusal = await stage.refused(method, chat_id=group, name="x")
    assert refusal == "Bad Request: not enough rights to manage topics"
