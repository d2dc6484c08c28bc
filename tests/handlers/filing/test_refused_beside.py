"""A card or a question that wants something else stays open; a danger said to it is kept beside it and told."""

from datetime import timedelta
from typing import Any

import pytest

from conversation import Conversation, acting
from mobilisation_steps import running
from models import Draft, Shift
from models.enums import DraftKind, DraftState, DutyKind, Kind
from sandbox_client import SandboxClient
from services.core.town import Town
from services.demobilisation import stand_down
from services.drafts import drafts
from services.drafts.fields import Fields
from services.triage import dispatch, triage
from squad_steps import enrol
from township import MONDAY

DANGER = "桥断了，有人落水"
PLACE = (30.1861, 108.0521)
UNIT = "natural-resources"


async def kept(conversation: Conversation, who: str) -> Draft:
    """Return the only report of somebody that is not filed."""
    await conversation.settles()
    mine = conversation.driver.people[who]
    (only,) = [
        one
        for one in await conversation.drafts()
        if (one.person_id, one.kind, one.case_id) == (mine, DraftKind.REPORT, None)
    ]
    return only


def words(draft: Draft) -> str:
    return drafts.fields(draft, Fields).text


async def dangers(conversation: Conversation) -> list[str]:
    """Return what the station is told as a matter of life."""
    await conversation.settles()
    return [row.content["text"] for row in await conversation.queued("refused_danger")]


@pytest.mark.parametrize(
    "what",
    [{"text": DANGER}, {"photo": True}, {"voice": True}, {"location": PLACE}, {"photo": True, "caption": DANGER}],
)
async def test_a_figure_of_the_county_s_report_is_asked_for(
    town: Town, sandbox: SandboxClient, sandbox_url: str, what: dict[str, Any]
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "chief", delivering=True) as s:
        case = await s.driver.files(kind=Kind.INCIDENT)
        await s.driver.by("duty", triage.judge, case.id)
        await s["duty"].sends(case.number)
        await s["duty"].sees(case.number, "县级报送")
        await s.press("duty", "写初报")
        await s.press("duty", "受灾人口")
        await s["duty"].sends("很多")
        await s["duty"].sees("请输入不带正负号的整数")
        await s["duty"].sends(**what)
        await s["duty"].sees("没有丢", "打开这份上报")
        draft = await kept(s, "duty")
        assert draft.state is DraftState.SHELVED
        assert words(draft) == (DANGER if DANGER in what.values() else "")
        assert bool(await dangers(s)) == (DANGER in what.values())
        if "caption" not in what:  # the words of a caption are the report's, too
            await s["duty"].sends("12")
            await s["duty"].sees("受灾人口 12")
        await s.press("duty", "打开这份上报")
        await s["duty"].sees("（未提交）")


async def test_a_place_for_a_card_that_takes_none(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        await s.driver.dispatched(UNIT)
        await s["land"].sees("请自然资源所签收")
        await s.press("land", "签收")
        await s.press("land", "反馈")
        await s["land"].sends(location=PLACE)
        await s["land"].sees("没有丢", "打开这份上报")
        assert (await kept(s, "land")).data["latitude"] == PLACE[0]
        await s["land"].sends("落石已清理")
        await s["land"].sees("落石已清理", "反馈")


@pytest.mark.parametrize(
    ("what", "state"),
    [
        ({"text": DANGER}, DraftState.OPEN),
        ({"photo": True}, DraftState.OPEN),
        ({"voice": True}, DraftState.OPEN),
        ({"location": PLACE}, DraftState.OPEN),
        ({"text": "我也处理了"}, DraftState.SHELVED),
    ],
)
async def test_a_card_whose_step_is_over(
    town: Town, sandbox: SandboxClient, sandbox_url: str, what: dict[str, Any], state: DraftState
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        case = await s.driver.dispatched(UNIT)
        await s["land"].sees("请自然资源所签收")
        await s.press("land", "签收")
        await s["land"].sees("已签收")
        await s.press("land", "反馈")
        assignment = await s.driver.assignment(case, UNIT)
        await s.driver.by("duty", dispatch.withdraw, assignment.id, reason="交办有误")
        await s["land"].sends(**what)
        await s["land"].sees("已由应急管理站撤回")
        await s["land"].sees("没有丢", "已转告应急管理站")
        assert (await kept(s, "land")).state is state
        assert await s.queued("refused_danger" if "落水" in what.get("text", "") else "refused_words")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"text": DANGER}, "可能有人员生命危险"),
        ({"photo": True, "caption": DANGER}, "可能有人员生命危险"),
        ({"voice": True}, "请您看一下"),
    ],
)
async def test_the_call_of_a_mobilisation_is_answered_by_one_who_may_not_add_to_its_case(
    town: Town, sandbox: SandboxClient, sandbox_url: str, what: dict[str, Any], said: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "road", delivering=True) as s:
        await enrol(s.driver)
        case = await s.driver.files("neighbour", kind="incident")
        await running(s.driver, "上湾村应急突击队", case=case.id)
        call = (await s["road"].sees("请本人答复")).id
        await s.delivered()  # only then the ledger knows its number
        await s["road"].sends(reply_to=call, **what)
        await s["road"].sees("没有丢", "已转告应急管理站")
        await s["duty"].sees(said, "沈经办", case.number)
        assert (await kept(s, "road")).state is DraftState.OPEN


async def test_a_note_from_the_field_after_the_end(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await enrol(s.driver)
        number = await running(
            s.driver, "上湾村应急突击队", case=(await s.driver.files("neighbour", kind="incident")).id
        )
        await s["officer"].sees("请本人答复")
        await s.press("officer", "📍 到场")
        await s.press("officer", "📝 现场情况")
        await s.driver.by("duty", stand_down.stand_down, number)
        await s["officer"].sees("集结解除")
        await s.press("officer", "我已归队")
        await s["officer"].sends(DANGER)
        await s["officer"].sees("没有丢", "已转告应急管理站")
        assert words(await kept(s, "officer")) == DANGER
        assert await dangers(s)


@pytest.mark.parametrize("said", ["交班事项：" + "设备正常，钥匙在抽屉里。" * 180, f"{DANGER}。" * 200])
async def test_a_note_that_is_too_long(town: Town, sandbox: SandboxClient, sandbox_url: str, said: str) -> None:
    async with acting(town, sandbox, sandbox_url, "night", "duty", delivering=True) as s:
        async with s.town.database.transaction() as session:
            night = s.driver.people["night"]
            ends = MONDAY + timedelta(minutes=30)
            session.add(
                Shift(kind=DutyKind.OFFICER, starts_at=MONDAY, ends_at=ends, person_id=night, rostered_id=night)
            )
        await s["night"].sends("/duty")
        await s.press("night", "签到")
        await s["night"].sends("/duty")
        await s.press("night", "交班（")
        await s["night"].sees("请写下接班人要知道的事")
        await s["night"].sends(said)
        await s["night"].sees("没有丢")
        assert words(await kept(s, "night")) == said
        assert bool(await dangers(s)) == (DANGER in said)
        await s["night"].sends("钥匙在抽屉里")
        await s["night"].sees("交班记录")


async def test_the_number_of_a_case_is_asked_for(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "chief", delivering=True) as s:
        case = await s.driver.files()
        await s["duty"].sends(case.number)
        await s.press("duty", "更多操作")
        await s.press("duty", "并案")
        await s["duty"].sends("三组塌方")
        await s["duty"].sees("三组塌方", "（未提交）")
        assert words(await kept(s, "duty")) == "三组塌方"


async def test_a_time_for_an_order_is_asked_for(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "chief", delivering=True) as s:
        await s["duty"].sends("/orders")
        await s.press("duty", "登记新指令")
        await s["duty"].sees("请输入文号")
        await s["duty"].sends("青应急〔2026〕7号")
        await s["duty"].sees("请输入发文单位")
        await s["duty"].sends("县应急管理局")
        await s["duty"].sees("什么时候前要回复")
        await s["duty"].sends(DANGER)
        await s["duty"].sees("没看懂这个时间", "没有丢", "打开这份上报")
        assert words(await kept(s, "duty")) == DANGER
        assert await dangers(s)
        await s["duty"].sends("11-27 17:00")
        await s["duty"].sees("回复时限：11-27 17:00")


async def test_the_whole_town_s_head_count_is_asked_for(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "chief", delivering=True) as s:
        await s["duty"].sends("/broadcast")
        for button in (
            "新建群发",
            "演练",
            "选对象",
            "全镇所有人员",
            "选好了",
            "用模板",
            "强降雨巡查",
            "预览名单和内容",
        ):
            await s.press("duty", button)
        await s.press("duty", "发送给这 17 人")
        await s["duty"].sees("请输入人数 17")
        await s["duty"].sends("全部")
        await s["duty"].sees("请输入人数 17")
        await s["duty"].sends(DANGER)
        await s["duty"].sees("请输入人数 17", "没有丢")
        assert words(await kept(s, "duty")) == DANGER
        await s["duty"].sends("17")
        await s["duty"].sees("已发出")
