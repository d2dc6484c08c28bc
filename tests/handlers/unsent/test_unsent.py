"""A draft that nobody sends: its author is asked once, a danger in it reaches the station, which can take it over."""

import pytest
import sqlalchemy as sa

from conversation import Conversation, acting
from models import Message
from models.enums import CaseState, DraftState, Kind
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town

INSIDE = (30.1870, 108.0530)


async def waits(conversation: Conversation, minutes: float) -> None:
    await conversation.settles()
    conversation.driver.forward(minutes=minutes)
    await ticks.work_off(conversation.town)


async def asked(conversation: Conversation) -> int:
    return await conversation.number(sa.select(sa.func.count(Message.id)).where(Message.event == "unsent"))


async def test_after_ten_minutes_the_author_is_asked_once(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as conversation:
        await conversation["officer"].sends("村口路灯不亮")
        await conversation["officer"].sees("（未提交）")
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("照片 1 张")
        await waits(conversation, 9)
        assert await asked(conversation) == 0
        await waits(conversation, 1)
        card = await conversation["officer"].sees("这份上报还没有提交", "村口路灯不亮", "附件 1 份")
        assert card.labels == ["✅ 提交", "✏️ 继续填", "🗑 不要了"]
        await waits(conversation, 60)
        assert await asked(conversation) == 1
        assert not await conversation.queued("unsent_danger"), "there is no danger in it"
        await conversation.press("officer", "继续填")
        await conversation["officer"].sees("隐患上报（未提交）", "村口路灯不亮")
        await conversation["officer"].sends(location=INSIDE)
        await conversation["officer"].sees("必填内容已齐")
        await waits(conversation, 10)
        assert await asked(conversation) == 2, "it was changed since"
        await conversation["officer"].sees("这份上报还没有提交")
        await conversation.press("officer", "✅ 提交")
        await conversation["officer"].sees("已提交")
        assert (await conversation.case()).description == "村口路灯不亮"


async def test_submitting_too_early_says_what_is_missing_and_dropping_ends_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as conversation:
        await conversation["land"].sends("村口路灯不亮")
        await waits(conversation, 10)
        await conversation["land"].sees("还没有提交")
        assert "地点" in (await conversation.press("land", "✅ 提交"))["text"], (
            "this person has no village that could stand in"
        )
        await conversation.press("land", "不要了")
        await conversation["land"].sees("已取消这份上报")
        await waits(conversation, 30)
        assert await asked(conversation) == 1
        assert [draft.state for draft in await conversation.drafts()] == [DraftState.CANCELLED]


@pytest.mark.parametrize("ending", ["left alone", "put aside", "dropped", "by a command"])
async def test_a_danger_reaches_the_station_however_its_draft_ends(
    town: Town, sandbox: SandboxClient, sandbox_url: str, ending: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as conversation:
        await conversation["officer"].sends("桥断了，有人落水")
        await conversation["officer"].sees("（未提交）")
        if ending == "put aside":
            await conversation.press("officer", "📍 地点")
            await conversation.press("officer", "下河村")
            conversation.driver.forward(hours=13)
            await conversation["officer"].sends("村口路灯不亮")
            await conversation["officer"].sees("村口路灯不亮")
        elif ending == "dropped":
            await conversation.press("officer", "✖️ 取消")
        elif ending == "by a command":
            await conversation["officer"].sends("/cancel")
        await waits(conversation, 10)
        alarm = await conversation["duty"].sees("未提交的险情", "桥断了，有人落水", "王信息员", "+8613800000007")
        assert ("本人已取消" in alarm.text) is (ending in ("dropped", "by a command"))
        (told,) = {message.priority for message in await conversation.queued("unsent_danger")}
        assert told.name == "LIFE"
        assert await conversation.cases() == []
        await conversation.press("duty", "受理为险情")
        await conversation["duty"].sees("已受理为 XQ20261123-0001", "桥断了，有人落水")
        case = await conversation.case()
        assert (case.kind, case.life_danger, case.state) == (Kind.INCIDENT, True, CaseState.SUBMITTED)
        assert case.reporter_id == conversation.driver.people["officer"]
        assert case.village_id is not None
        await conversation["officer"].sees("已提交", case.number)


async def test_it_is_taken_over_once_and_what_was_submitted_not_at_all(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as conversation:
        await conversation["officer"].sends("桥断了，有人落水")
        await conversation["officer"].sees("（未提交）")
        await conversation["officer"].sends(photo=True)
        await conversation["officer"].sees("照片 1 张")
        await waits(conversation, 10)
        await conversation["duty"].sees("未提交的险情")
        await conversation["officer"].sees("已先告知应急管理站")
        await conversation.press("duty", "受理为险情")
        await conversation["duty"].sees("已受理为")
        case = await conversation.case()
        assert await conversation.files_of(case) == 1
        answer = await conversation.press("officer", "✅ 提交", stale=True)
        assert case.number in answer["text"]
        assert len(await conversation.cases()) == 1


async def test_an_order_a_broadcast_and_a_mobilisation_are_asked_about_as_well(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "chief", "deputy", delivering=True) as conversation:
        await conversation["duty"].sends("/orders")
        await conversation.press("duty", "登记")
        await conversation["duty"].sees("文号")
        await conversation["duty"].sends("云应急〔2026〕7号")
        await conversation["duty"].sees("云应急〔2026〕7号")
        await conversation["duty"].sends("/broadcast")
        await conversation.press("duty", "新")
        await conversation["duty"].sends("下河村有人被困，请就近支援")
        await conversation["duty"].sees("下河村有人被困，请就近支援")
        await conversation["duty"].sends("/mobilise")
        await conversation.press("duty", "新")
        await conversation.press("duty", "任务")
        await conversation["duty"].sends("转移三组群众")
        await conversation["duty"].sees("转移三组群众")
        await waits(conversation, 10)
        await conversation["duty"].sees("这份上级指令还没有提交", "云应急〔2026〕7号")
        await conversation["duty"].sees("这份集结还没有提交", "转移三组群众")
        await conversation["duty"].sees("这份群发还没有提交", "下河村有人被困，请就近支援")
        await conversation["chief"].sees("未提交的险情", "写在群发里", "下河村有人被困")
        await conversation.press("chief", "受理为险情")
        await conversation["chief"].sees("已受理为 XQ20261123-0001")
        answer = await conversation.press("deputy", "受理为险情")
        assert "XQ20261123-0001" in answer["text"]
        await conversation.press("duty", "不要了")
        await waits(conversation, 60)
        assert await asked(conversation) == 3


async def test_feedback_that_was_typed_is_asked_about(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as conversation:
        await conversation.driver.dispatched()
        await conversation["land"].sees("请自然资源所签收")
        await conversation.press("land", "签收")
        await conversation.press("land", "反馈")
        await conversation["land"].sends("已清理，但有两人失踪")
        await conversation["land"].sees("已清理，但有两人失踪")
        await waits(conversation, 10)
        card = await conversation["land"].sees("这份反馈还没有提交")
        assert "✅ 提交" in card.labels
        await conversation["duty"].sees("未提交的险情", "写在反馈里", "已清理，但有两人失踪", "蒋经办")
