"""A topic for an incident in a group that has topics: its card and its news, closed with it; the plain way without."""

from typing import Any

import pytest
import sqlalchemy as sa

from delivery.telegram.parcels import NO_TOPIC
from delivery_driver import DeliveryDriver
from models import Group, SentCard
from models.enums import Manner, MessageState, Priority
from patience import until
from sandbox_client import Player, Seen
from services.cards.card import Card
from services.messaging.outbox import To

SENT = MessageState.SENT
EDIT, ANEW, REPLY = Manner.EDIT, Manner.ANEW, Manner.REPLY
RIGHTS = ("can_manage_topics", "can_pin_messages", "can_delete_messages")


class Forum:
    """A bound group with topics, and a member who reads it."""

    def __init__(self, delivery: DeliveryDriver, group: int, chat: int, member: Player) -> None:
        self.delivery, self.group, self.chat, self.member = delivery, group, chat, member

    async def shows(
        self,
        text: str,
        manner: Manner = EDIT,
        *,
        over: bool = False,
        place: tuple[float, float] | None = None,
        **more: Any,
    ) -> None:
        """Send the next state of the incident's card, or a word about it."""
        card = Card(text=text, topic=None if over or manner is REPLY else "🔴 塌方", over=over, place=place)
        to = To(group_id=self.group)
        await self.delivery.becomes(
            await self.delivery.queues(to, card=card, place="case:1", manner=manner, priority=Priority.ORDER, **more),
            SENT,
        )

    async def reads(self) -> list[tuple[str, int | None]]:
        """Return what stands in the chat: the words and the topic of each message of the bot."""
        return [(one.text, one.get("thread")) for one in await self._messages() if not one.get("service")]

    async def said(self) -> list[str]:
        """Return the service messages about topics."""
        return [name for one in await self._messages() for name in one.get("service", ())]

    async def _messages(self) -> list[Seen]:
        shown = await self.member.reads(chat=self.chat)
        return [one for one in shown if one["from_bot"] and not one.get("deleted")]

    async def card(self) -> SentCard:
        async with self.delivery.town.database.reading() as session:
            return (await session.scalars(sa.select(SentCard))).one()

    async def is_said(self, *names: str) -> None:
        async def there() -> bool:
            return await self.said() == list(names)

        await until(there, what=f"service messages {names}")


async def forum(delivery: DeliveryDriver, *rights: str, topics: bool = True) -> Forum:
    """Bind a group in which the bot is an administrator with these rights."""
    member = await delivery.sandbox.person("组员")
    group, chat = await delivery.group(member, forum=topics)
    if rights:
        await delivery.sandbox.post(
            f"chats/{chat}/members", {"promote_bot": delivery.town.token, "rights": list(rights)}
        )
    return Forum(delivery, group, chat, member)


async def test_an_incident_has_a_topic_that_is_closed_and_opened_with_it(delivery: DeliveryDriver) -> None:
    room = await forum(delivery, *RIGHTS)
    async with delivery.delivering():
        await room.shows("塌方：待研判", ANEW)
        await room.shows("补充：又落石", REPLY)
        topic = (await room.card()).topic
        assert topic is not None
        await room.shows("塌方：已销号", over=True)
        await room.is_said("forum_topic_created", "forum_topic_closed")
        await room.shows("塌方：处置中")
        await room.is_said("forum_topic_created", "forum_topic_closed", "forum_topic_reopened")
        await room.shows("补充：路断了", REPLY)
    assert await room.reads() == [("塌方：处置中", topic), ("补充：又落石", topic), ("补充：路断了", topic)]
    assert [call["params"]["name"] for call in await delivery.sandbox.calls("createForumTopic")] == ["🔴 塌方"]


@pytest.mark.parametrize("lacks", ["right", "topics", "method"])
async def test_without_right_topics_or_method_the_card_stands_in_the_group_itself(
    delivery: DeliveryDriver, lacks: str
) -> None:
    rights = RIGHTS[1:] if lacks == "right" else RIGHTS
    room = await forum(delivery, *rights, topics=lacks != "topics")
    if lacks == "method":
        await delivery.sandbox.fault("createForumTopic", status=404)
    async with delivery.delivering():
        await room.shows("塌方：待研判", ANEW)
        await room.shows("补充：又落石", REPLY)
        await room.shows("塌方：已销号", over=True)
    assert await room.reads() == [("塌方：已销号", None), ("补充：又落石", None)]
    assert (await room.card()).topic == NO_TOPIC
    asked = [call["ok"] for call in await delivery.sandbox.calls("createForumTopic")]
    assert (asked, await room.said()) == ([False], []), "asked once, not at each state"


async def test_a_card_that_has_to_be_sent_twice_opens_one_topic(delivery: DeliveryDriver) -> None:
    room = await forum(delivery, *RIGHTS)
    await delivery.sandbox.fault("sendMessage", status=429, retry_after=1)
    async with delivery.delivering():
        await room.shows("塌方：待研判", ANEW)
    assert len(await delivery.sandbox.calls("createForumTopic")) == 1
    assert await room.reads() == [("塌方：待研判", (await room.card()).topic)]


async def test_what_is_told_of_a_topic_that_is_gone_comes_to_the_group_itself(delivery: DeliveryDriver) -> None:
    room = await forum(delivery, *RIGHTS)
    async with delivery.delivering():
        await room.shows("塌方：待研判", ANEW)
        topic = (await room.card()).topic
        await delivery.sandbox.call("deleteForumTopic", chat_id=room.chat, message_thread_id=topic)
        await room.shows("补充：又落石", REPLY)
        await room.shows("塌方：处置中")
        await room.shows("塌方：已销号", over=True)
    assert await room.reads() == [("补充：又落石", None), ("塌方：已销号", None)]
    assert await delivery.sandbox.calls("closeForumTopic") == []


async def test_a_case_that_becomes_grave_after_its_first_card_moves_into_a_topic_of_its_own(
    delivery: DeliveryDriver,
) -> None:
    room = await forum(delivery, *RIGHTS)
    async with delivery.delivering():
        await room.shows("裂缝：待研判", ANEW, over=True)
        assert await room.reads() == [("裂缝：待研判", None)]
        await room.shows("塌方：处置中")
        topic = (await room.card()).topic
        assert topic
        await until(lambda: delivery.sandbox.calls("deleteMessage"))
        await room.shows("补充：又落石", REPLY)
        await room.shows("塌方：已反馈")
    assert await room.reads() == [("塌方：已反馈", topic), ("补充：又落石", topic)]
    assert len(await delivery.sandbox.calls("createForumTopic")) == 1


async def test_a_topic_that_is_gone_is_asked_for_once(delivery: DeliveryDriver) -> None:
    room = await forum(delivery, *RIGHTS)
    async with delivery.delivering():
        await room.shows("塌方：待研判", ANEW)
        topic = (await room.card()).topic
        await delivery.sandbox.call("deleteForumTopic", chat_id=room.chat, message_thread_id=topic)
        for said in ("补充：又落石", "补充：路断了", "补充：有人受伤"):
            await room.shows(said, REPLY)
        assert (await room.card()).topic == NO_TOPIC
    refused = [call for call in await delivery.sandbox.calls("sendMessage") if not call["ok"]]
    assert len(refused) == 1


async def test_a_supergroup_that_a_group_became_has_none_of_its_topics(delivery: DeliveryDriver) -> None:
    member = await delivery.sandbox.person("组员")
    group, chat = await delivery.group(member, kind="group")
    async with delivery.town.database.transaction() as session:
        (await session.get_one(Group, group)).thread_id = 7
        session.add(
            SentCard(card="case:1", chat_id=chat, message_id=9, shown_at=delivery.town.now(), topic=7, ended=True)
        )
    new = int((await delivery.sandbox.post(f"chats/{chat}/upgrade", {}))["id"])
    room = Forum(delivery, group, new, member)
    async with delivery.delivering():
        await room.shows("塌方：处置中")
    assert await room.reads() == [("塌方：处置中", None)]
    assert (await room.card()).topic == NO_TOPIC
    async with delivery.town.database.reading() as session:
        assert (await session.get_one(Group, group)).thread_id is None


async def test_the_place_of_an_incident_goes_to_its_topic_while_there_is_one(delivery: DeliveryDriver) -> None:
    room = await forum(delivery, *RIGHTS)

    async def pins(count: int) -> list[str | None]:
        async def there() -> list[Any]:
            found = await delivery.sandbox.calls("sendLocation")
            return found if len(found) == count else []

        return [call["params"].get("message_thread_id") for call in await until(there) if call["ok"]]

    async with delivery.delivering():
        await room.shows("塌方：待研判", ANEW, place=(30.1, 107.6))
        topic = str((await room.card()).topic)
        assert await pins(1) == [topic]
        await delivery.sandbox.call("deleteForumTopic", chat_id=room.chat, message_thread_id=topic)
        await room.shows("补充：在村口", REPLY, place=(30.2, 107.7))
        assert await pins(2) == [topic, None]
