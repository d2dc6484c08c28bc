"""What did not arrive, and what could not be handled: shown to the station, settled by a call or tried again."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.health import state
from conversation import acting
from models import JournalEntry, Unit, Update
from models.enums import UpdateState
from sandbox_client import SandboxClient
from services.core.act import Act
from services.core.errors import Forbidden
from services.core.town import Town
from services.operations import dead_letters


async def test_what_did_not_arrive_is_settled_by_a_call_once(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "night") as s:
        await s.driver.dispatched("road-station", who="night")  # its handler has no account
        for who in ("duty", "night"):
            await s[who].sends("/undelivered")
            await s[who].sees("要打电话的人", "沈经办", "公路养护站", "尚未绑定 Telegram")
        assert "号码已发到您的私聊" in (await s.press("duty", "☎️ 沈经办"))["text"]
        assert "1 人没打通" in (await s.press("duty", "没打通"))["text"]
        await s["duty"].sees("沈经办", "没打通 1 次")
        assert "1 人打通了" in (await s.press("duty", "打通了"))["text"]
        answer = await s.press("night", "打通了")
        assert "孙" in answer["text"]
        assert "无需再打" in answer["text"]
        await s["night"].sends("/calls")
        assert "沈经办" not in (await s["night"].sees("要打电话的人")).text


async def test_whoever_calls_sees_the_units_duty_phone_and_what_there_is_to_tell(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        async with s.town.database.transaction() as session:
            await session.execute(sa.update(Unit).where(Unit.code == "road-station").values(phone="138 0000 0213"))
        case = await s.driver.dispatched("road-station", who="night")
        await s["duty"].sends("/undelivered")
        seen = await s["duty"].sees("沈经办", "公路养护站", "单位值班电话 138 0000 0213")
        assert "+86" not in seen.text, "an office's number is shown, a person's is not"
        await s.press("duty", "换人")
        await s["duty"].sees("改打")
        await s.press("duty", f"🔍 {case.number}")
        await s["duty"].sees("村道边坡有落石", "返回列表")
        await s.press("duty", "返回列表")
        await s["duty"].sees("要打电话的人", "沈经办")


async def test_parked_messages_are_shown_and_tried_again(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer") as s:
        await s["duty"].sends("/parked")
        await s["duty"].sees("没有处理异常的消息")
        raw = b'{"update_id": 5, "message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}}'
        async with s.town.database.transaction() as session:
            session.add(
                Update(
                    update_id=5,
                    sender=1,
                    raw=raw,
                    received_at=s.driver.now,
                    state=UpdateState.PARKED,
                    attempts=4,
                    error="KeyError: x @ a.py:1",
                )
            )
        await s["duty"].sends("/parked")
        await s["duty"].sees("有一条消息没能自动处理", "KeyError", "重新处理")
        answer = await s.press("duty", "重新处理")
        assert answer["text"] == "正在重新处理"
        answer = await s["duty"].taps("🔁 重新处理", stale=True)
        assert answer["text"] == "这条消息已经处理过了"
        await s["officer"].sends("/parked")
        await s["officer"].sees("没有此项权限")
        officer = await s.driver.actor("officer")
        async with s.town.database.transaction() as session:
            with pytest.raises(Forbidden):
                await dead_letters.waiting(session, officer)
            with pytest.raises(Forbidden):
                await dead_letters.retry(session, officer, 5)


async def test_a_message_that_a_person_has_seen_to_is_settled_and_health_is_well_again(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer") as s:
        async with s.town.database.transaction() as session:
            for number in (5, 6):
                session.add(
                    Update(
                        update_id=number,
                        sender=1,
                        raw=b'{"update_id": 5, "callback_query": {"id": "1", "data": "p:gone:x:"}}',
                        received_at=s.driver.now - timedelta(days=2),
                        state=UpdateState.PARKED,
                        attempts=4,
                        error="ValueError: x @ a.py:1",
                    )
                )
        well, said = await state(s.town)
        assert (well, said["status"], said["late"]) == (False, "late", {"parked": 2})
        for _ in range(2):
            await s["duty"].sends("/parked")
            await s["duty"].sees("有一条消息没能自动处理", "已办结")
            answer = await s.press("duty", "已办结")
            assert answer["text"] == "已记下：由人工处理好了"
        assert (await s["duty"].taps("✅ 已办结", stale=True))["text"] == "这条消息已经处理过了"
        well, said = await state(s.town)
        assert (well, said["status"]) == (True, "well")
        officer = await s.driver.actor("officer")
        async with s.town.database.transaction() as session:
            settled = await session.scalars(
                sa.select(JournalEntry.subject).where(JournalEntry.action == "settle_update")
            )
            assert set(settled) == {"update:5", "update:6"}
            with pytest.raises(Forbidden):
                await dead_letters.settle(Act(session, s.town, s.driver.now, officer), 5)
