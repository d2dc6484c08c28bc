"""What Telegram could not bring to a person: another channel by Apprise, else a call by a person, who is told."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from delivery.queue.results import record_unknown
from delivery_driver import DeliveryDriver, Wire
from models import Group, Message
from models.enums import GroupPurpose, MessageState, Priority
from patience import until
from services.core.act import Act
from services.core.database import OUTBOX, Database, wake
from services.messaging.ledger import CALLED, NOT_REACHED, OVERDUE, settle_call, undelivered
from services.messaging.outbox import To
from services.operations.commit_events import commits
from services.people.directory import by_ids
from sms_gateway import Gateway, alarms, desk_officer, tended, with_channels

# Apprise looks at imghdr when it is loaded.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

FAILED, SENT = MessageState.FAILED, MessageState.SENT
LIFE, ORDER, RECEIPT = Priority.LIFE, Priority.ORDER, Priority.RECEIPT


async def test_a_blocked_person_gets_life_by_the_other_channel_as_plain_words(
    delivery: DeliveryDriver, gateway: Gateway
) -> None:
    with_channels(delivery, sms=f"json://{gateway.url}/sms/{{phone}}")
    person, player = await delivery.person()
    await player.blocks()
    async with delivery.delivering():
        row = await tended(delivery, await delivery.queues(person, "<b>堤坝决口</b>，立即转移", LIFE))
    assert (row.state, row.failure, row.fallback) == (FAILED, "blocked", "sms")
    ((path, words),) = gateway.taken
    assert path.startswith("/sms/8613")
    assert words == f"堤坝决口，立即转移\n【转发，请勿回复】请打开聊天答复，或致电{delivery.town.settings.login.call}"


async def test_a_person_without_an_account_is_reached_too(delivery: DeliveryDriver, gateway: Gateway) -> None:
    with_channels(delivery, sms=f"json://{gateway.url}/sms/{{phone}}")
    person, _ = await delivery.person(bound=False)
    async with delivery.delivering():
        row = await tended(delivery, await delivery.queues(person, priority=ORDER))
    assert (row.failure, row.fallback) == ("no_account", "sms")


async def test_what_other_channels_carry_too_goes_by_both_at_once_and_once(
    delivery: DeliveryDriver, gateway: Gateway
) -> None:
    with_channels(delivery, sms=f"json://{gateway.url}/sms")
    person, player = await delivery.person()
    async with delivery.delivering():
        row = await tended(delivery, await delivery.queues(person, "第三次催", LIFE, beside=True))
        await player.sees("第三次催")
        await tended(delivery, await delivery.queues((await delivery.person(bound=False))[0], "另一条", LIFE))
    assert (await delivery.row(row.id)).state is SENT
    assert [words.split("\n")[0] for _, words in gateway.taken] == ["第三次催", "另一条"]


async def test_a_channel_that_refuses_what_telegram_delivered_alarms_nobody(
    delivery: DeliveryDriver, gateway: Gateway
) -> None:
    gateway.status = 500
    with_channels(delivery, sms=f"json://{gateway.url}/sms")
    await desk_officer(delivery)
    person, player = await delivery.person()
    async with delivery.delivering():
        row = await tended(delivery, await delivery.queues(person, "第三次催", LIFE, beside=True))
        await player.sees("第三次催")
    assert row.fallback == NOT_REACHED
    assert await alarms(delivery) == []


async def test_the_words_of_another_channel_are_cut_and_what_to_do_is_not(
    delivery: DeliveryDriver, gateway: Gateway
) -> None:
    with_channels(delivery, sms=f"json://{gateway.url}/sms")
    person, _ = await delivery.person(bound=False)
    async with delivery.delivering():
        await tended(delivery, await delivery.queues(person, "水" * 3000, LIFE))
    ((_, words),) = gateway.taken
    assert len(words) == 500
    assert words.endswith(delivery.town.settings.login.call)


async def test_the_next_channel_is_tried_and_then_a_person_must_call(
    delivery: DeliveryDriver, gateway: Gateway
) -> None:
    gateway.status = 500
    with_channels(delivery, sms=f"json://{gateway.url}/sms", voice=f"json://{gateway.url}/voice")
    _, officer = await desk_officer(delivery)
    person, _ = await delivery.person("王小明", bound=False)
    async with delivery.delivering():
        row = await tended(delivery, await delivery.queues(person, priority=LIFE))
        seen = await officer.sees("王小明", "没有送达")  # type: ignore[attr-defined]
    assert row.fallback == NOT_REACHED
    assert [path for path, _ in gateway.taken] == ["/sms", "/voice"]
    assert "130****" in seen.text, "the number is behind the button"


async def test_what_is_not_urgent_goes_by_no_other_channel(delivery: DeliveryDriver, gateway: Gateway) -> None:
    with_channels(delivery, sms=f"json://{gateway.url}/sms")
    await desk_officer(delivery)
    person, _ = await delivery.person(bound=False)
    async with delivery.delivering():
        row_id = await delivery.queues(person, priority=RECEIPT)
        await tended(delivery, await delivery.queues(person, priority=ORDER))
    assert (await delivery.row(row_id)).fallback is None
    assert len(gateway.taken) == 1


async def test_many_failures_are_one_alarm_in_the_stations_group(delivery: DeliveryDriver) -> None:
    group, chat = await delivery.group(title="应急管理站")
    async with delivery.town.database.transaction() as session:
        await session.execute(sa.update(Group).values(purpose=GroupPurpose.STATION))
    people = [(await delivery.person(f"戊{n}", bound=False))[0] for n in range(7)]
    async with delivery.delivering():
        rows = [await delivery.queues(person, priority=LIFE) for person in people]
        for row_id in rows:
            await tended(delivery, row_id)

        async def all_told() -> bool:
            shown = await delivery.sandbox.get("messages", chat=chat, bot=delivery.town.token)
            return len(shown) > 0 and "7 条" in shown[-1].get("text", "")

        await until(all_told)
    shown = [
        m
        for m in await delivery.sandbox.get("messages", chat=chat, bot=delivery.town.token)
        if "送达" in m.get("text", "")
    ]
    assert len(shown) == 1
    assert {row.group_id for row in await alarms(delivery)} == {group}


async def test_an_alarm_that_fails_raises_no_alarm(delivery: DeliveryDriver) -> None:
    _, officer = await desk_officer(delivery)
    await officer.blocks()  # type: ignore[attr-defined]
    person, _ = await delivery.person(bound=False)
    async with delivery.delivering():
        await tended(delivery, await delivery.queues(person, priority=LIFE))

        async def failed() -> bool:
            found = await alarms(delivery)
            return bool(found) and all(row.fallback for row in found)

        await until(failed)
        await delivery.becomes(await delivery.queues((await delivery.person("己"))[0]), SENT)
    assert len(await alarms(delivery)) == 1


async def test_what_expired_is_an_alarm_without_another_channel(delivery: DeliveryDriver, gateway: Gateway) -> None:
    with_channels(delivery, sms=f"json://{gateway.url}/sms")
    _, officer = await desk_officer(delivery)
    person, _ = await delivery.person("赵六")
    row_id = await delivery.queues(person, priority=ORDER, lifetime=timedelta(microseconds=1))
    async with delivery.delivering():
        row = await tended(delivery, row_id)
        await officer.sees("赵六", "已过时效")  # type: ignore[attr-defined]
    assert row.fallback == NOT_REACHED
    assert not gateway.taken


async def test_commits_of_another_process_are_heard(database: Database) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    try:
        async with commits(database, OUTBOX, asyncio.Event()) as heard:
            if database.is_sqlite:
                return  # there the poll of a second finds them

            async def listening() -> bool:
                return heard.is_set()

            await until(listening)
            heard.clear()
            async with other.transaction() as session:
                wake(session, OUTBOX)
            await until(listening)
    finally:
        await other.close()


async def test_a_group_that_failed_is_an_alarm(delivery: DeliveryDriver) -> None:
    _, officer = await desk_officer(delivery)
    group, chat = await delivery.group(title="第二突击队")
    await delivery.sandbox.post(f"chats/{chat}/members", {"remove_bot": delivery.town.token})
    async with delivery.delivering():
        await tended(delivery, await delivery.queues(To(group_id=group), priority=ORDER))
        await officer.sees("第二突击队", "没有送达")  # type: ignore[attr-defined]


async def test_who_was_told_by_phone_while_telegram_was_out_of_reach_is_not_told_again(
    delivery: DeliveryDriver,
) -> None:
    officer, _ = await desk_officer(delivery)
    (person, player), (other, _) = await delivery.person("王小明"), await delivery.person("王五")
    wire = Wire(delivery.url)
    await wire.join()
    delivery.url = wire.url
    async with delivery.delivering():
        await delivery.becomes(await delivery.queues(other), SENT)
        await wire.cut()
        life, order = await delivery.queues(person, "堤坝决口", LIFE), await delivery.queues(other, "请签收", ORDER)
        late = delivery.town.now() + OVERDUE
        async with delivery.town.database.reading() as session:
            caller = (await by_ids(session, [officer]))[0]
            listing = await undelivered(Act(session, delivery.town, late, caller))
        assert [(entry.message.id, entry.reason) for entry in listing.entries] == [
            (life, "failure-waiting"),
            (order, "failure-waiting"),
        ]
        async with delivery.town.database.transaction() as session:
            await settle_call(Act(session, delivery.town, late, caller), life)
        await wire.join()
        await delivery.becomes(order, SENT)
        row = await delivery.becomes(life, MessageState.EXPIRED)
    await wire.cut()
    assert (row.failure, row.called_by_id) == (CALLED, officer)
    assert "堤坝决口" not in [message.text for message in await player.reads()]


async def test_a_call_during_a_send_that_ends_in_doubt_spares_the_repeat(delivery: DeliveryDriver) -> None:
    officer, _ = await desk_officer(delivery)
    person, _ = await delivery.person("王小明")
    row_id = await delivery.queues(person, "堤坝决口", LIFE)
    async with delivery.town.database.transaction() as session:
        await session.execute(sa.update(Message).values(state=MessageState.SENDING, claimed_by="me:1", attempts=1))
        caller = (await by_ids(session, [officer]))[0]
        await settle_call(Act(session, delivery.town, delivery.town.now(), caller), row_id)
        assert await record_unknown(session, "me:1", row_id, "timed out", now=delivery.town.now())
    row = await delivery.row(row_id)
    assert (row.state, row.failure, row.claimed_by) == (MessageState.EXPIRED, CALLED, None)


async def test_life_goes_by_the_other_channel_while_telegram_is_out_of_reach(
    delivery: DeliveryDriver, gateway: Gateway
) -> None:
    with_channels(delivery, sms=f"json://{gateway.url}/sms")
    (person, player), (other, _) = await delivery.person(), await delivery.person("王五")
    wire = Wire(delivery.url)
    await wire.join()
    delivery.url = wire.url
    async with delivery.delivering():
        await delivery.becomes(await delivery.queues(other), SENT)
        await wire.cut()
        life = await delivery.queues(person, "堤坝决口", LIFE)
        fresh = await delivery.queues(other, "收到请回复", LIFE)
        async with delivery.town.database.transaction() as session:
            long_ago = delivery.town.now() - timedelta(minutes=3)
            await session.execute(sa.update(Message).where(Message.id == life).values(not_before=long_ago))
            wake(session, OUTBOX)
        row = await tended(delivery, life)
        assert (row.fallback, (await delivery.row(fresh)).fallback) == ("sms", None)
        await wire.join()
        await delivery.becomes(life, SENT)
    await wire.cut()
    assert [(path, words.split("\n")[0]) for path, words in gateway.taken] == [("/sms", "堤坝决口")]
    assert (await player.last()).text == "堤坝决口"
