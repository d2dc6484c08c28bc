"""The live card of a group: one message, edited without a sound, pinned while it matters."""

from typing import Any

import pytest
import sqlalchemy as sa

from delivery_driver import DeliveryDriver
from models import SentCard
from models.enums import Manner, MessageState
from patience import until
from sandbox_client import Player, Seen
from services.cards.card import Card
from services.messaging.outbox import To

SENT = MessageState.SENT
EDIT, ANEW, REPLY = Manner.EDIT, Manner.ANEW, Manner.REPLY


@pytest.fixture
async def group(delivery: DeliveryDriver) -> tuple[int, int]:
    """A bound group whose administrator is the bot; its id, and the chat's."""
    group, chat = await delivery.group()
    await delivery.sandbox.post(f"chats/{chat}/members", {"promote_bot": delivery.town.token})
    return group, chat


async def shows(delivery: DeliveryDriver, group: int, text: str, manner: Manner = EDIT, **more: Any) -> int:
    """Send the next state of the group's card; answers the message that Telegram has for it."""
    card = Card(text=text, silent=True, **more)
    row = await delivery.becomes(
        await delivery.queues(To(group_id=group), card=card, place="case:1", manner=manner), SENT
    )
    assert row.message_id is not None
    return row.message_id


async def on_the_phone(delivery: DeliveryDriver, chat: int) -> list[Seen]:
    """Return what a member of the group sees of the bot."""
    player = Player(delivery.sandbox, await _member(delivery), "组员")
    return [m for m in await player.reads(chat=chat) if m["from_bot"] and not m.get("deleted") and not m.get("service")]


async def _member(delivery: DeliveryDriver) -> int:
    async with delivery.town.database.reading() as session:
        return int(await session.scalar(sa.text("SELECT telegram_id FROM accounts ORDER BY person_id LIMIT 1")) or 0)


async def pinned(delivery: DeliveryDriver, chat: int, *texts: str) -> None:
    """Wait until these are at the top of the chat, and nothing else."""

    async def there() -> bool:
        return [m.text for m in await on_the_phone(delivery, chat) if m.get("pinned")] == list(texts)

    await until(there, what=f"not pinned: {texts}")


async def test_the_card_is_one_message_that_is_pinned_until_the_case_ends(
    delivery: DeliveryDriver, group: tuple[int, int]
) -> None:
    group_id, chat = group
    async with delivery.delivering():
        first = await shows(delivery, group_id, "塌方：待研判", ANEW, pinned=True)
        await pinned(delivery, chat, "塌方：待研判")
        word = await shows(delivery, group_id, "补充：又落石", REPLY)
        assert await shows(delivery, group_id, "塌方：处置中", pinned=True) == first
        assert await shows(delivery, group_id, "塌方：已销号") == first
        await pinned(delivery, chat)
    assert [(m.id, m.text) for m in await on_the_phone(delivery, chat)] == [
        (first, "塌方：已销号"),
        (word, "补充：又落石"),
    ]
    (answer,) = [m for m in await on_the_phone(delivery, chat) if m.id == word]
    assert (answer["reply_to"], answer["silent"]) == (first, True)
    assert (
        len(await delivery.sandbox.calls("pinChatMessage"))
        == len(await delivery.sandbox.calls("unpinChatMessage"))
        == 1
    )


async def test_a_card_that_somebody_deleted_comes_and_is_pinned_again(
    delivery: DeliveryDriver, group: tuple[int, int]
) -> None:
    group_id, chat = group
    async with delivery.delivering():
        first = await shows(delivery, group_id, "塌方：待研判", ANEW, pinned=True)
        await pinned(delivery, chat, "塌方：待研判")
        await delivery.sandbox.call("deleteMessage", chat_id=chat, message_id=first)
        second = await shows(delivery, group_id, "塌方：处置中", pinned=True)
        await pinned(delivery, chat, "塌方：处置中")
    assert [m.id for m in await on_the_phone(delivery, chat)] == [second]


async def test_without_the_right_to_pin_the_card_comes_and_is_edited_all_the_same(delivery: DeliveryDriver) -> None:
    group_id, chat = await delivery.group()
    await delivery.sandbox.post(f"chats/{chat}", {"permissions": ["can_send_messages"]})
    async with delivery.delivering():
        first = await shows(delivery, group_id, "塌方：待研判", ANEW, pinned=True)
        assert await shows(delivery, group_id, "塌方：处置中", pinned=True) == first
        assert await shows(delivery, group_id, "塌方：已销号") == first
        await until(lambda: _called(delivery, "unpinChatMessage"))
    assert [(m.text, m.get("pinned")) for m in await on_the_phone(delivery, chat)] == [("塌方：已销号", None)]
    assert [call["ok"] for call in await delivery.sandbox.calls("pinChatMessage")] == [False], (
        "asked once, not at each edit"
    )


async def _called(delivery: DeliveryDriver, method: str) -> list[Any]:
    return await delivery.sandbox.calls(method)


async def test_in_the_supergroup_that_a_group_became_the_card_goes_on(delivery: DeliveryDriver) -> None:
    group_id, chat = await delivery.group(kind="group")
    async with delivery.delivering():
        await shows(delivery, group_id, "塌方：待研判", ANEW, pinned=True)
        new = int((await delivery.sandbox.post(f"chats/{chat}/upgrade", {}))["id"])
        await delivery.sandbox.post(f"chats/{new}/members", {"promote_bot": delivery.town.token})
        second = await shows(delivery, group_id, "塌方：处置中", pinned=True)
        await pinned(delivery, new, "塌方：处置中")
        assert await shows(delivery, group_id, "塌方：待核验", pinned=True) == second
    async with delivery.town.database.reading() as session:
        (card,) = (await session.scalars(sa.select(SentCard))).all()
    assert (card.chat_id, card.message_id) == (new, second)
