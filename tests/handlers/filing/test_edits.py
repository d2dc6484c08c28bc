"""A message that is edited: its new words come to the draft or the case, and never end unseen."""

from typing import Any

import pytest

from conversation import Conversation, acting
from models import Case
from models.enums import Priority
from sandbox_client import SandboxClient
from services.core.town import Town
from services.drafts.fields import Fields

DANGER = "3组塌方，压了两个人"
UNIT = "natural-resources"


async def filed(conversation: Conversation, **what: Any) -> tuple[int, Case]:
    """Let the officer file a case in chat; returns the first message and the case."""
    (number,) = await conversation["officer"].sends(**what)
    await conversation["officer"].sees("（未提交）")
    await conversation["officer"].sends(location=(30.1870, 108.0530))
    await conversation["officer"].sees("必填内容已齐")
    await conversation.press("officer", "✅ 提交")
    await conversation["officer"].sees("已提交")
    return number, await conversation.case()


@pytest.mark.parametrize("what", [{"text": "3组塌方"}, {"photo": True}, {"voice": True}])
async def test_words_written_into_a_report_that_was_submitted(
    town: Town, sandbox: SandboxClient, sandbox_url: str, what: dict[str, Any]
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        number, case = await filed(s, **what)
        await s["officer"].edits(number, DANGER)
        await s["officer"].sees("已更正", case.number)
        assert (await s.case()).description == DANGER
        await s["duty"].sees("可能有人员生命危险", case.number, DANGER)
        assert {row.priority for row in await s.queued("refused_danger")} == {Priority.LIFE}


async def test_a_correction_without_danger_alarms_nobody(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as s:
        number, _ = await filed(s, text="3组边坡开裂")
        await s["officer"].edits(number, "4组边坡开裂")
        await s["officer"].sees("已更正")
        assert (await s.case()).description == "4组边坡开裂"
        await s.settles()
        assert not await s.queued("refused_danger")


async def test_a_photo_on_the_card_gets_words(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as s:
        await s["officer"].sends("屋后开裂")
        await s["officer"].sees("屋后开裂")
        (number,) = await s["officer"].sends(photo=True)
        await s["officer"].sees("照片 1 张")
        await s["officer"].edits(number, "墙也裂了")
        await s["officer"].sees("屋后开裂", "墙也裂了")


async def test_sos_alone_that_gets_words(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as s:
        (number,) = await s["officer"].sends("/sos")
        await s["officer"].sees("险情已报出")
        await s["officer"].edits(number, f"/sos {DANGER}")
        await s["officer"].sees("已更正")
        assert (await s.case()).description == DANGER


async def test_a_command_that_was_mistyped_becomes_an_alarm(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty") as s:
        (number,) = await s["officer"].sends("/soss")
        await s["officer"].sees("没有这个命令")
        await s["officer"].edits(number, f"/sos {DANGER}")
        await s["officer"].sees("险情已报出", DANGER)
        assert (await s.case()).life_danger


async def test_an_answer_that_is_edited_into_a_danger(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as s:
        await s["officer"].sends("屋后开裂")
        await s["officer"].sees("屋后开裂")
        await s.press("officer", "受威胁人数")
        (number,) = await s["officer"].sends("2")
        await s["officer"].sees("受威胁：2 人")
        await s["officer"].edits(number, DANGER)
        await s["officer"].sees("屋后开裂", DANGER)


async def test_words_of_a_feedback_that_was_handed_in(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        case = await s.driver.dispatched(UNIT)
        await s["land"].sees("请自然资源所签收", case.number)
        await s.press("land", "签收")
        await s.press("land", "反馈")
        (number,) = await s["land"].sends("落石已清理")
        await s["land"].sends(photo=True)
        await s["land"].sees("可以提交了")
        await s.press("land", "提交反馈")
        await s["land"].edits(number, f"落石已清理，{DANGER}")
        await s["land"].sees("没有丢", "已转告应急管理站")
        await s["duty"].sees("可能有人员生命危险", "蒋经办", DANGER)


async def test_a_danger_added_to_a_case_by_a_reply(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", delivering=True) as s:
        number, case = await filed(s, text="3组边坡开裂")
        await s.delivered()  # only then the ledger knows its number
        await s["officer"].sends("塌了，压了两个人", reply_to=number)
        await s["officer"].sees("已补充到", case.number)
        await s["duty"].sees("可能有人员生命危险", "已补充到", "压了两个人")
        assert [Fields.model_validate(one.data).text for one in await s.drafts()] == ["3组边坡开裂"]
