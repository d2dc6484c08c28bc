"""A chat that forbids photos, videos or places still gets the text, and its binding stands."""

import pytest
import sqlalchemy as sa
from telegram.error import BadRequest, Forbidden

from delivery.telegram.failures import FailureKind, classify
from delivery_driver import DeliveryDriver
from models import Group
from models.enums import GroupState, MessageState, Priority
from services.cards.card import Card, Picture, button
from services.messaging.outbox import To

SENT = MessageState.SENT
ROWS = ((button("已知悉", "ack", 1),),)


async def state_of(delivery: DeliveryDriver, group: int) -> GroupState:
    async with delivery.town.database.reading() as session:
        found = await session.scalar(sa.select(Group.state).where(Group.id == group))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "method", "said"),
    [
        ("photo", "sendPhoto", "not enough rights to send photos to the chat"),
        ("photo", "sendPhoto", "CHAT_SEND_PHOTOS_FORBIDDEN"),
        ("video", "sendVideo", "not enough rights to send videos to the chat"),
        ("document", "sendDocument", "CHAT_SEND_DOCS_FORBIDDEN"),
    ],
)
async def test_a_group_that_forbids_files_gets_the_text_with_its_buttons(
    delivery: DeliveryDriver, kind: str, method: str, said: str
) -> None:
    group, chat = await delivery.group()
    await delivery.sandbox.fault(method, chat=chat, status=400, description=f"Bad Request: {said}")
    card = Card(text="堤坝决口", rows=ROWS, picture=Picture(kind=kind, file_id="any"))
    async with delivery.delivering():
        row = await delivery.becomes(await delivery.queues(To(group_id=group), card=card, priority=Priority.LIFE), SENT)
    assert (row.failure, row.attempts) == (None, 1)
    assert await state_of(delivery, group) is GroupState.BOUND
    text = [call for call in await delivery.sends() if call["method"].lower() == "sendmessage"]
    assert len(text) == 1


async def test_a_standing_card_that_lost_its_photo_is_edited_in_place(delivery: DeliveryDriver) -> None:
    group, chat = await delivery.group()
    said = "Bad Request: not enough rights to send photos to the chat"
    await delivery.sandbox.fault("sendPhoto", chat=chat, times=9, status=400, description=said)
    async with delivery.delivering():
        for text in ("第一版", "第二版"):
            card = Card(text=text, rows=ROWS, picture=Picture(kind="photo", file_id="any"))
            row_id = await delivery.queues(To(group_id=group), card=card, place="case:1")
            row = await delivery.becomes(row_id, SENT)
    sends = [call["method"].lower() for call in await delivery.sends()]
    assert sends.count("sendmessage") == 1, "the second state changes the first message"
    assert sends[-1] == "editmessagetext"
    assert row.message_id is not None


async def test_a_place_that_is_forbidden_loses_no_binding(delivery: DeliveryDriver) -> None:
    group, chat = await delivery.group()
    description = "Bad Request: not enough rights to send locations to the chat"
    await delivery.sandbox.fault("sendLocation", chat=chat, status=400, description=description)
    async with delivery.delivering():
        await delivery.becomes(
            await delivery.queues(To(group_id=group), card=Card(text="在这里", place=(30.8, 108.4))), SENT
        )
    assert await state_of(delivery, group) is GroupState.BOUND


async def test_a_group_that_forbids_text_too_is_lost(delivery: DeliveryDriver) -> None:
    group, chat = await delivery.group()
    for method, what in (("sendPhoto", "photos"), ("sendMessage", "text messages")):
        description = f"Bad Request: not enough rights to send {what} to the chat"
        await delivery.sandbox.fault(method, chat=chat, status=400, description=description)
    card = Card(text="堤坝决口", picture=Picture(kind="photo", file_id="any"))
    async with delivery.delivering():
        row = await delivery.becomes(await delivery.queues(To(group_id=group), card=card), MessageState.FAILED)
    assert row.failure == "no_rights"
    assert await state_of(delivery, group) is GroupState.LOST


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (BadRequest("Not enough rights to send photos to the chat"), FailureKind.REFUSED),
        (BadRequest("Not enough rights to send voice notes to the chat"), FailureKind.REFUSED),
        (Forbidden("Forbidden: user restricted receiving of voice messages"), FailureKind.REFUSED),
        (BadRequest("Not enough rights to send text messages to the chat"), FailureKind.GONE),
        (BadRequest("Have no rights to send a message"), FailureKind.GONE),
        (BadRequest("CHAT_SEND_PLAIN_FORBIDDEN"), FailureKind.GONE),
    ],
)
def test_one_kind_that_is_forbidden_is_not_the_end_of_the_chat(error: Exception, kind: FailureKind) -> None:
    assert classify(error).kind is kind
