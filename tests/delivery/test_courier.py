"""What a card looks like in the chat: long, with a picture, with a pin, refreshed in place, in a topic."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from delivery.telegram.limiter import Limiter
from delivery.telegram.send_windows import Slot
from delivery_driver import DeliveryDriver
from models import Group, Message, SentCard
from models.enums import Manner, MessageState, Priority
from movable_clock import MovableClock
from patience import until
from sandbox_client import number_shown
from scheduler import ticks
from services.cards import wording
from services.cards.card import CAPTION_LIMIT, TEXT_LIMIT, Button, Card, Picture, button
from services.core import journal
from services.core.act import Act
from services.core.town import Town
from services.messaging import contacts
from services.messaging.kinds import CONTACT
from services.messaging.outbox import To
from services.people import directory
from services.people.numbers import Callee

SENT, REPLACED = MessageState.SENT, MessageState.REPLACED
ROWS = ((button("签收", "accept", 7),),)


async def picture_of(delivery: DeliveryDriver) -> Picture:
    """Return a photo that Telegram has."""
    player = await delivery.sandbox.person("摄影")
    await player.sends(photo=True)
    update = (await delivery.sandbox.call("getUpdates", offset=-1))["result"][-1]
    return Picture(kind="photo", file_id=update["message"]["photo"][-1]["file_id"])


async def test_a_long_text_comes_in_pages_with_the_buttons_on_the_last(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    text = "<b>" + "水位每小时上涨，请加强巡查。\n" * 600 + "</b>"
    async with delivery.delivering():
        row = await delivery.becomes(await delivery.queues(person, card=Card(text=text, rows=ROWS)), SENT)
    shown = [m for m in await player.reads() if m["from_bot"]]
    assert len(shown) == 3
    assert all(len(m.text) <= TEXT_LIMIT for m in shown)
    assert [m.labels for m in shown] == [[], [], ["签收"]]
    assert row.message_id == shown[-1].id


async def test_a_picture_bears_the_text_or_follows_it_when_the_text_is_long(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    picture = await picture_of(delivery)
    async with delivery.delivering():
        for text in ("裂缝", "裂" * (CAPTION_LIMIT + 1)):
            await delivery.becomes(
                await delivery.queues(person, card=Card(text=text, rows=ROWS, picture=picture)), SENT
            )
        await until(lambda: _count(player, 3))
    short, long, photo = [m for m in await player.reads() if m["from_bot"]]
    assert (short["caption"], short.labels) == ("裂缝", ["签收"])
    assert short["photo"]
    assert (len(long["text"]), long.labels) == (CAPTION_LIMIT + 1, ["签收"])
    assert photo["photo"]


async def _count(player: object, number: int) -> bool:
    return len([m for m in await player.reads() if m["from_bot"] and not m.get("deleted")]) == number  # type: ignore[attr-defined]


async def test_a_file_telegram_no_longer_has_does_not_keep_the_words(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    card = Card(text="裂缝", rows=ROWS, picture=Picture(kind="photo", file_id="gone"))
    async with delivery.delivering():
        await delivery.becomes(await delivery.queues(person, card=card), SENT)
    assert (await player.last()).text == "裂缝"


async def test_a_pin_follows_the_text(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    async with delivery.delivering():
        row = await delivery.becomes(
            await delivery.queues(person, card=Card(text="滑坡", rows=ROWS, place=(29.5, 106.5))), SENT
        )
        await until(lambda: _count(player, 2))
    text, pin = [m for m in await player.reads() if m["from_bot"]]
    assert (text.text, text.id) == ("滑坡", row.message_id)
    assert pin["location"]["latitude"] == 29.5


@pytest.mark.parametrize(("priority", "urgent"), [(Priority.RECEIPT, False), (Priority.LIFE, True)])
async def test_what_follows_a_message_takes_a_place_as_urgent_as_its_own(
    delivery: DeliveryDriver, monkeypatch: pytest.MonkeyPatch, priority: Priority, urgent: bool
) -> None:
    person, player = await delivery.person()
    taken, take = list[bool](), Limiter.take

    def watched(limiter: Limiter, chat_id: int, urgent: bool) -> Slot | None:
        slot = take(limiter, chat_id, urgent)
        if slot is not None:
            taken.append(urgent)
        return slot

    monkeypatch.setattr(Limiter, "take", watched)
    async with delivery.delivering():
        card = Card(text="滑坡", rows=ROWS, place=(29.5, 106.5))
        await delivery.becomes(await delivery.queues(person, card=card, priority=priority), SENT)
        await until(lambda: _count(player, 2))
    assert taken == [urgent, urgent]


async def test_markup_that_telegram_refuses_goes_as_plain_words(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    async with delivery.delivering():
        await delivery.becomes(await delivery.queues(person, card=Card(text="<b>水位 &lt; 3 米", rows=ROWS)), SENT)
    shown = await player.last()
    assert (shown.text, shown.labels) == ("水位 < 3 米", ["签收"])


async def test_a_card_is_refreshed_in_place_and_the_latest_state_wins(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    rows = [await delivery.queues(person, f"已到 {n} 人", place="rollcall:1") for n in range(3)]
    assert [(await delivery.row(row_id)).state for row_id in rows[:2]] == [REPLACED, REPLACED]
    async with delivery.delivering():
        first = await delivery.becomes(rows[-1], SENT)
        second = await delivery.becomes(await delivery.queues(person, "已到 9 人", place="rollcall:1"), SENT)
        same = await delivery.becomes(await delivery.queues(person, "已到 9 人", place="rollcall:1"), SENT)
    assert first.message_id == second.message_id == same.message_id
    assert [m.text for m in await player.reads() if m["from_bot"]] == ["已到 9 人"]


async def test_a_card_that_is_gone_is_sent_anew(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    async with delivery.delivering():
        first = await delivery.becomes(await delivery.queues(person, "已到 1 人", place="rollcall:1"), SENT)
        await delivery.sandbox.call("deleteMessage", chat_id=player.id, message_id=first.message_id)
        second = await delivery.becomes(await delivery.queues(person, "已到 2 人", place="rollcall:1"), SENT)
        third = await delivery.becomes(await delivery.queues(person, "已到 3 人", place="rollcall:1"), SENT)
    assert second.message_id == third.message_id != first.message_id
    async with delivery.town.database.reading() as session:
        assert await session.scalar(sa.select(SentCard.message_id)) == second.message_id


async def test_a_line_answers_the_card_and_the_card_itself_goes_to_a_chat_that_does_not_show_it(
    delivery: DeliveryDriver,
) -> None:
    person, player = await delivery.person()
    line = Card(text="请点收到", rows=ROWS, in_full=Card(text="今晚有暴雨，请加强巡查", rows=ROWS))
    terms: dict[str, Any] = {"place": "roll_call:1", "manner": Manner.REPLY, "card": line}
    async with delivery.delivering():
        never_seen = await delivery.becomes(await delivery.queues(person, **terms), SENT)
        answer = await delivery.becomes(await delivery.queues(person, **terms), SENT)
        await delivery.sandbox.call("deleteMessage", chat_id=player.id, message_id=never_seen.message_id)
        deleted = await delivery.becomes(await delivery.queues(person, **terms), SENT)
        await delivery.becomes(await delivery.queues(person, **terms), SENT)
    shown = [(m.text, m.get("reply_to")) for m in await player.reads() if m["from_bot"] and not m.get("deleted")]
    line_to_deleted = next(m for m in await player.reads() if m.id == answer.message_id)
    assert line_to_deleted.text == "请点收到"
    assert [text for text, _ in shown] == ["请点收到", "今晚有暴雨，请加强巡查", "请点收到"]
    assert shown[-1][1] == deleted.message_id


async def test_a_group_sees_at_most_one_edit_in_four_seconds(delivery: DeliveryDriver, town: Town) -> None:
    delivery.town = town  # by Telegram's pace
    group, _ = await delivery.group()
    to = To(group_id=group)
    async with delivery.delivering():
        await delivery.becomes(await delivery.queues(to, "0", place="rollcall:1"), SENT)
        await delivery.becomes(await delivery.queues(to, "1", place="rollcall:1"), SENT)
        waits = [await delivery.queues(to, str(n), Priority.ORDER, place="rollcall:1") for n in range(2, 6)]
        other = await delivery.queues(to, "新消息")
        await delivery.becomes(other, SENT)
        await delivery.becomes(waits[-1], SENT)
    calls = [(call["params"]["text"], call["at"]) for call in await delivery.sends()]
    assert [text for text, _ in calls] == ["0", "1", "新消息", "5"]
    assert calls[3][1] - calls[1][1] > 3.5, "seconds between two edits"


async def test_an_edit_whose_answer_is_lost_is_made_again_without_a_mark(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    async with delivery.delivering():
        await delivery.becomes(await delivery.queues(person, "1", place="rollcall:1"), SENT)
        await delivery.sandbox.fault("editMessageText", behave="drop_answer")
        row = await delivery.becomes(await delivery.queues(person, "2", place="rollcall:1"), SENT)
    assert not row.repeat
    assert [m.text for m in await player.reads() if m["from_bot"]] == ["2"]


async def test_a_topic_that_is_gone_does_not_keep_the_group_from_hearing(delivery: DeliveryDriver) -> None:
    group, _ = await delivery.group()
    async with delivery.town.database.transaction() as session:
        await session.execute(sa.update(Group).values(thread_id=77))
    await delivery.sandbox.fault("sendMessage", status=400, description="Bad Request: message thread not found")
    async with delivery.delivering():
        await delivery.becomes(await delivery.queues(To(group_id=group)), SENT)
    assert [call["params"].get("message_thread_id") for call in await delivery.sends()] in (["77", None], [77, None])


async def test_a_silent_card_comes_without_a_sound_and_others_with_one(delivery: DeliveryDriver) -> None:
    person, _ = await delivery.person()
    async with delivery.delivering():
        for text, silent in (("测试", True), ("滑坡", False)):
            await delivery.becomes(await delivery.queues(person, card=Card(text=text, silent=silent)), SENT)
    quiet = {call["params"]["text"]: call["params"].get("disable_notification") for call in await _sent(delivery)}
    assert str(quiet["测试"]).lower() == "true"
    assert quiet["滑坡"] is None


async def _sent(delivery: DeliveryDriver) -> list[dict[str, Any]]:
    return [call for call in await delivery.sandbox.calls("sendMessage") if call["ok"]]


async def test_a_number_comes_as_a_card_to_dial_and_is_deleted_after_its_time_also_by_the_next_process(
    delivery: DeliveryDriver,
) -> None:
    clock = _movable(delivery)
    person, player = await delivery.person()
    async with delivery.delivering():
        await _looks(delivery, person)
        shown = await until(lambda: number_shown(player))
        assert (shown["contact"]["phone_number"], shown["contact"]["first_name"]) == ("+8613800000001", "王小明")
        assert not shown.text, "the number stands in the card only"
    clock.at += timedelta(minutes=11)
    await ticks.do(delivery.town, "forget_numbers")
    async with delivery.delivering(holder="after a restart"):
        await until(lambda: _count(player, 0))
    async with delivery.town.database.reading() as session:
        kept = list(await session.scalars(sa.select(Message.content).where(Message.event == CONTACT.event)))
    assert not [one for one in kept if "138" in str(one)], "the ledger forgets the number too"


async def test_a_number_comes_as_words_where_the_server_knows_no_cards_and_they_are_deleted_too(
    delivery: DeliveryDriver,
) -> None:
    clock = _movable(delivery)
    person, player = await delivery.person()
    await delivery.sandbox.fault("sendContact", status=404)
    async with delivery.delivering():
        await _looks(delivery, person)
        await until(lambda: _count(player, 1))
        assert "138 0000 0001" in (await player.last()).text
        await until(lambda: _recorded(delivery))  # what the ledger does not know to be there is not taken away
        clock.at += timedelta(minutes=11)
        await ticks.do(delivery.town, "forget_numbers")
        await until(lambda: _count(player, 0))


async def _recorded(delivery: DeliveryDriver) -> bool:
    return set(await delivery.states()) == {SENT}


def _movable(delivery: DeliveryDriver) -> MovableClock:
    clock = MovableClock(delivery.town.now(), delivery.town.database.signals.fire_all)
    delivery.town = replace(delivery.town, clock=clock)
    return clock


async def _looks(delivery: DeliveryDriver, person_id: int) -> None:
    async with delivery.town.database.transaction() as session:
        asker = (await directory.by_ids(session, [person_id]))[0]
        act = Act(session, delivery.town, delivery.town.now(), asker)
        assert await contacts.show(act, Callee("王小明", "+8613800000001"), about="person:1")
        assert [line.action for line in await journal.history(session, "person:1")] == ["phone_shown"]


async def test_an_alarm_fills_the_screen_once_and_buttons_have_their_colours(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    group, _ = await delivery.group()
    rows = ((button("签收", "accept", 7), Button(text="位置", copied="30.186,108.052")),)
    card = Card(text="滑坡，有人被困", rows=rows, alarm=True)
    async with delivery.delivering():
        for to, manner in ((person, Manner.ANEW), (person, Manner.EDIT), (To(group_id=group), Manner.ANEW)):
            await delivery.becomes(await delivery.queues(to, card=card, place="case:1", manner=manner), SENT)
        await delivery.becomes(await delivery.queues(person, card=Card(text="第二天")), SENT)
    alarm, ordinary = [m for m in await player.reads() if m["from_bot"]]
    assert (bool(alarm["effect"]), ordinary.get("effect")) == (True, None)
    assert [one.get("style") for one in alarm["buttons"][0]] == ["success", None]
    assert alarm["buttons"][0][1]["copy_text"] == {"text": "30.186,108.052"}
    effects = [call["params"].get("message_effect_id") for call in await delivery.sends()]
    assert [bool(one) for one in effects] == [True, False, False, False], "not on an edit, not in a group"


@pytest.mark.parametrize("pictured", [False, True])
async def test_a_server_without_quotes_gets_the_words_alone_in_every_state_of_the_card(
    delivery: DeliveryDriver, pictured: bool
) -> None:
    person, player = await delivery.person()
    picture = await picture_of(delivery) if pictured else None
    methods = ("sendPhoto", "editMessageCaption") if pictured else ("sendMessage", "editMessageText")
    refusal = 'Bad Request: can\'t parse entities: Unsupported start tag "blockquote" at byte offset 9'
    async with delivery.delivering():
        for method, said in zip(methods, ("待研判", "处置中"), strict=True):
            await delivery.sandbox.fault(method, status=400, description=refusal)
            card = Card(text=f"<b>{said}</b>{wording.quote(delivery.town.words(None), '后墙有裂缝')}", picture=picture)
            await delivery.becomes(await delivery.queues(person, card=card, place="case:1"), SENT)
    shown = await player.last()
    assert (shown.text, bool(shown.get("photo"))) == ("处置中\n后墙有裂缝", pictured)
    assert [one["type"] for one in shown.get("caption_entities") or shown["entities"]] == ["bold"]


async def test_what_an_old_server_refuses_is_left_out_and_the_card_arrives(delivery: DeliveryDriver) -> None:
    person, player = await delivery.person()
    rows = ((button("签收", "accept", 7), Button(text="位置", copied="30.186,108.052")),)
    card = Card(text="滑坡", rows=rows, alarm=True)
    async with delivery.delivering():
        for refusal in (
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            "can't parse inline keyboard button: invalid button style specified",
            "EFFECT_ID_INVALID",
        ):
            await delivery.sandbox.fault("sendMessage", status=400, description=f"Bad Request: {refusal}")
            await delivery.becomes(await delivery.queues(person, card=card), SENT)
    shown = [m for m in await player.reads() if m["from_bot"]]
    assert [(m.text, m.labels, m.get("effect")) for m in shown] == [("滑坡", ["签收"], None)] * 3
    assert all("style" not in m["buttons"][0][0] for m in shown)
