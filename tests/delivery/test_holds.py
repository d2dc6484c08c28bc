"""What Telegram holds for hours (429) is an alarm at once: other channels start, and somebody must ring."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from delivery_driver import DeliveryDriver
from models import Group, Message, Post
from models.enums import GroupPurpose, MessageState, Priority, Role
from patience import until
from services.core.act import Act, Moment
from services.messaging.kinds import UNDELIVERED
from services.messaging.ledger import NOT_REACHED, undelivered
from services.messaging.outbox import To
from services.operations import watchdog
from services.people.directory import by_ids
from sms_gateway import Gateway, alarms, desk_officer, tended, with_channels

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

QUEUED, SENT = MessageState.QUEUED, MessageState.SENT
LONG = 10_072


async def _hold(delivery: DeliveryDriver, chat: int, seconds: int = LONG) -> None:
    description = f"Too Many Requests: retry after {seconds}"
    await delivery.sandbox.fault("sendMessage", chat=chat, status=429, retry_after=seconds, description=description)


async def test_an_order_that_is_held_for_hours_is_an_alarm_with_the_time(delivery: DeliveryDriver) -> None:
    officer, _ = await desk_officer(delivery)
    person, player = await delivery.person("王小明")
    await _hold(delivery, player.id)
    before = delivery.town.now()
    async with delivery.delivering():
        row_id = await delivery.queues(person, "去三组看看", Priority.ORDER)
        row = await tended(delivery, row_id)

        async def told() -> list[Message]:
            return await alarms(delivery)

        (alarm, *_) = await until(told, what="nobody was told")
    assert (row.state, row.fallback) == (QUEUED, NOT_REACHED)
    assert row.not_before - before < timedelta(seconds=30), "when it was first due"
    assert row.claimed_until is not None
    at = delivery.town.words("zh_CN").time(row.claimed_until, delivery.town.zone)
    assert alarm.person_id == officer
    assert f"要等到 {at} 才放行" in alarm.content["text"]
    async with delivery.town.database.reading() as session:
        actor = (await by_ids(session, [officer]))[0]
        listed = await undelivered(Act(session, delivery.town, delivery.town.now(), actor))
        later = delivery.town.now() + timedelta(minutes=3)
        late = await watchdog.look(Moment(session, delivery.town, later))
    assert [(entry.message.id, entry.reason) for entry in listed.entries] == [(row_id, "failure-held")]
    assert late.messages == 1, "overdue counts from when it was first due"


async def test_other_channels_carry_what_is_held_and_what_comes_after_it(
    delivery: DeliveryDriver, gateway: Gateway
) -> None:
    with_channels(delivery, sms=f"json://{gateway.url}/sms")
    person, player = await delivery.person("王小明")
    await _hold(delivery, player.id)
    async with delivery.delivering():
        first = await tended(delivery, await delivery.queues(person, "去三组看看", Priority.ORDER))
        second = await tended(delivery, await delivery.queues(person, "堤坝决口", Priority.LIFE))
        receipt = await delivery.queues(person, "收到")
        await tended(
            delivery, await delivery.queues((await delivery.person("王五", bound=False))[0], "另一条", Priority.LIFE)
        )
    assert (first.fallback, second.fallback) == ("sms", "sms")
    assert (await delivery.row(receipt)).fallback is None
    assert [words.split("\n")[0] for _, words in gateway.taken] == ["去三组看看", "堤坝决口", "另一条"]
    assert await alarms(delivery) == []


async def test_a_hold_of_seconds_is_no_alarm(delivery: DeliveryDriver) -> None:
    await desk_officer(delivery)
    person, player = await delivery.person("王小明")
    await _hold(delivery, player.id, 2)
    async with delivery.delivering():
        row = await delivery.becomes(await delivery.queues(person, "去三组看看", Priority.ORDER), SENT)
    assert row.fallback is None
    assert await alarms(delivery) == []


async def test_a_station_group_that_is_held_itself_is_not_the_one_told(delivery: DeliveryDriver) -> None:
    officer, _ = await desk_officer(delivery)
    group, chat = await delivery.group()
    async with delivery.town.database.transaction() as session:
        await session.execute(sa.update(Group).where(Group.id == group).values(purpose=GroupPurpose.STATION))
        session.add(Post(person_id=officer, role=Role.STATION_CHIEF, full_time=True))
    await _hold(delivery, chat)
    async with delivery.delivering():
        await tended(delivery, await delivery.queues(To(group_id=group), "险情", Priority.LIFE))

        async def told() -> list[Message]:
            return await alarms(delivery)

        found = await until(told, what="nobody was told")
    assert {row.person_id for row in found} == {officer}
    assert all(row.event == UNDELIVERED.event for row in found)
