"""Entering an inspection on the phone: in any order, with findings, and the answer that says what it counts for."""

import pytest
import sqlalchemy as sa

from conversation import Conversation, acting
from handlers.inspections.hearing import split
from models import Inspection
from models.enums import CaseState, Source
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from township import SLOPE


async def owed(s: Conversation) -> None:
    """Let the year's duties be there."""
    await ticks.do(s.town, "sync_duties")
    await ticks.work_off(s.town)


async def records(s: Conversation) -> list[Inspection]:
    async with s.town.database.reading() as session:
        return list(await session.scalars(sa.select(Inspection).order_by(Inspection.id)))


async def test_a_leader_enters_an_inspection_in_a_minute_and_it_counts(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "director", "land", "duty", delivering=True) as s:
        await owed(s)
        await s["director"].sends("/inspect")
        await s["director"].sees("登记检查记录", "带队：吴书记", "2026 年 11 月 23 日（今天）", "还差：地点、检查情况")
        await s["director"].sends(voice=True)
        await s["director"].sees("附件：语音 1 条", "还差：地点")
        await s["director"].sends("到上湾村云峰砖厂检查，总体正常")
        await s["director"].sees("地点：上湾村", "可以登记了")
        await s["director"].sends(location=SLOPE)
        await s["director"].sees("上湾村 · 已定位")
        await s.press("director", "👥 陪同")
        await s.press("director", "卫所长")
        await s["director"].sends("张三、李四")
        await s["director"].sees("陪同人员：卫所长、张三、李四")
        await s.press("director", "好了")
        await s.press("director", "➕ 记一条问题")
        await s["director"].sees("问题 1", "请说这条问题")
        await s["director"].sends(photo=True, caption="砖厂后山边坡开裂，有滑坡迹象")
        await s["director"].sees("问题 1：砖厂后山边坡开裂，有滑坡迹象（附件 1 件）", "报应急管理站研判（地质灾害）")
        await s.press("director", "➕ 记一条问题")
        await s["director"].sends("砖厂山脚挡墙请自然资源所加固，防止滑坡")
        await s["director"].sees("问题 2：")
        await s.press("director", "📌 交办给单位")
        await s.press("director", "自然资源所")
        await s["director"].sees("交办自然资源所，12-01")
        await s.press("director", "⏰ 时限")
        await s["director"].sends("11-30 17:00")
        await s["director"].sees("交办自然资源所，11-30 17:00 前反馈")
        await s.press("director", "好了")
        await s.press("director", "✅ 登记")
        seen = await s["director"].sees("已登记为 JC20261123-0001", "已计入 2026 年四季度：主要领导带队检查")
        assert "陪同：卫所长、张三、李四" in seen.text
        hazard, instruction = await s.cases()
        assert (hazard.source, hazard.state, hazard.line) == (Source.INSPECTION, CaseState.SUBMITTED, "geology")
        assert hazard.village_id == s.driver.villages["shangwan"]
        assert hazard.latitude == SLOPE[0]
        assert await s.files_of(hazard) == 1
        assert instruction.state is CaseState.DISPATCHED
        await s["land"].sees("请自然资源所签收", "吴书记 11月23日带队检查时交办")
        await s["duty"].sees("新上报", hazard.number, "来自检查记录 JC20261123-0001（带队：吴书记）")
        await s["duty"].sees("吴书记 检查时交办 1 件", f"{instruction.number}：自然资源所")
        await s["director"].sends("/duties")
        await s["director"].sees("目前没有待完成的责任事项")
        await s["duty"].sends("/inspect")
        await s.press("duty", "带队领导")
        await s.press("duty", "吴书记")
        await s["duty"].sees("同一天、同一带队领导已有记录：JC20261123-0001")
        await s.press("director", "✏️ 更正")
        card = await s["director"].sees("已登记的问题 2 条照常办理", "可以提交更正了")
        assert not {"内容列为问题"} & {label[2:] for label in card.labels}, "they would be filed a second time"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("到上湾村检查，1.后山边坡开裂 2、鱼塘护栏缺失", ["后山边坡开裂", "鱼塘护栏缺失"]),
        ("1. 甲\n2. 乙", ["甲", "乙"]),
        ("检查 3 处：一、甲。 二、乙", ["甲。", "乙"]),
        ("11.29检查：①裂缝；②落石1.5方", ["裂缝；", "落石1.5方"]),
        ("9:30 到现场，坡高 1.2 米，宽 2.1 米", ["9:30 到现场，坡高 1.2 米，宽 2.1 米"]),
        ("挡墙 3.5 米高，2、排水沟", ["挡墙 3.5 米高，2、排水沟"]),
    ],
)
def test_numbered_findings_are_told_apart_and_figures_are_none(said: str, found: list[str]) -> None:
    assert [one.text for one in split(said)] == found
