"""The station's queue in chat: filters with counts, one line, pages, a case and back; what leaders and others see."""

from dataclasses import replace

import pytest

from conversation import acting
from sandbox_client import SandboxClient
from services.core.town import Town
from services.triage import triage
from township import SLOPE


async def test_the_queue_says_what_it_is_filters_turns_opens_and_comes_back(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        for number in range(11):
            await s.driver.files(text=f"边坡{number}\n裂缝\u202e")
            s.driver.forward(minutes=10)
        await s.driver.files(text="电线垂到路面", line="electricity", kind="incident")
        s.driver.forward(minutes=2)
        duty = s["duty"]
        await duty.sends("/queue")
        first = await duty.sees("待办", "12 件", "● 待办 12", "险情 1", "1/2")
        assert first.labels[:2] == [
            "🔴 0001 待研判 2分 · 电线垂到路面 · 上湾村 · 电力",
            "🟡 0001 待研判 1小时 · 边坡0 裂缝 · 上湾村 · 地质",
        ]
        await s.press("duty", "▶")
        await duty.sees("待办", "2/2")
        await s.press("duty", "险情")
        await duty.sees("险情", "1 件", "● 险情 1")
        await s.press("duty", "电线垂到路面")
        opened = await duty.sees("电线", "研判", "‹ 返回列表")
        assert opened.id == first.id, "the list itself becomes the case"
        await s.press("duty", "返回列表")
        await duty.sees("● 险情 1")
        await s.press("duty", "条线：全部条线")
        await duty.sees("只看哪条线", "电力")
        await s.press("duty", "地质灾害")
        await duty.sees("险情", "地质灾害", "这里没有事项")
        await s.press("duty", "待办")
        await duty.sees("待办", "地质灾害", "11 件")
        await s.press("duty", "村社：全部村社")
        await s.press("duty", "上湾村 11")
        await duty.sees("待办", "地质灾害 · 上湾村", "11 件")


async def test_words_are_looked_for_and_a_danger_typed_there_is_not_lost(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        for text in ("屋后裂缝3米", "护栏断了", "墙上裂缝"):
            await s.driver.files(text=text)
        await s["duty"].sends("/queue 裂缝")
        found = await s["duty"].sees("全部在办", "2 件", "🔍 裂缝", "不再查找")
        await s.press("duty", "屋后裂缝3米")
        await s["duty"].sees("屋后裂缝3米", "‹ 返回列表")
        await s.press("duty", "返回列表")
        again = await s["duty"].sees("🔍 裂缝", "2 件")
        assert again.id == found.id
        await s.press("duty", "🔍 查找")
        await s["duty"].sees("找什么", "编号")
        await s["duty"].sends("护栏 上湾")
        await s["duty"].sees("1 件", "🔍 护栏 上湾")
        await s.press("duty", "🔍 查找")
        await s["duty"].sends("没有这回事")
        await s["duty"].sees("没有找到", "换个词")
        await s.press("duty", "🔍 查找")
        await s["duty"].sends("3组滑坡埋了两个人，快救人")
        await s["duty"].sees("没有找到这样的事项")
        await s["duty"].sees("滑坡埋了两个人")


async def test_several_cases_are_dispatched_at_once_and_once(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "land") as s:
        for number, (text, line) in enumerate(
            (("屋后裂缝3米", "geology"), ("边坡掉石头", "geology"), ("请来看看", None))
        ):
            await s.driver.files(text=text, line=line, latitude=SLOPE[0] + number * 0.003)
        await s.driver.files("principal", text="房后裂了")
        await s["duty"].sends("/queue")
        await s.press("duty", "批量办理")
        await s["duty"].sees("已选 0 件", "☐ 🟡 0001", "屋后裂缝3米")
        await s.press("duty", "全选")
        chosen = await s["duty"].sees(
            "已选 4 件",
            "YH20261123-0001 → 自然资源所",
            "0003 → 条线或单位不明确",
            "⚠️ YH20261123-0004 可能与 YH20261123-0001 是同一处",
            "☑ 🟡 0001",
        )
        await s.press("duty", "按建议交办 4 件")
        await s["duty"].sees(
            "办好 2 件，没办 2 件",
            "✅ YH20261123-0001 → 自然资源所",
            "⚠️ YH20261123-0003 条线或单位不明确",
            "⚠️ YH20261123-0004 可能与 YH20261123-0001 是同一处",
        )
        offered = [one["data"] for row in chosen["buttons"] for one in row]
        data = next(one for one in offered if one.startswith("p:queue_do:") and one.endswith(".d"))
        late = await s["duty"].taps(data=data, message=chosen.id, stale=True)
        assert "列表有变化" in late["text"]
        await s.press("duty", "返回列表")
        await s["duty"].sees("待办", "2 件", "请来看看", "房后裂了")


async def test_a_drill_stands_out_in_every_list(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    exercise = replace(town, settings=town.settings.model_copy(update={"drill": True}))
    async with acting(exercise, sandbox, sandbox_url, "duty", "officer", "land") as s:
        case = await s.driver.dispatched("natural-resources")
        s.driver.town = replace(s.driver.town, settings=town.settings)
        await s.driver.files(text="真的落石", latitude=None, longitude=None)
        await s["duty"].sends("/queue")
        await s["duty"].sees("待办")
        await s.press("duty", "单位办理")
        assert any(label.startswith(f"【演】🟡 {case.number[-4:]}") for label in (await s.sees("duty")).labels)
        await s["land"].sends("/tasks")
        assert any(label.startswith("【演】🟡") for label in (await s.sees("land")).labels)
        await s["officer"].sends("/my")
        shown = await s.sees("officer")
        own = [label for label in shown.labels if "YH" in label]
        assert sorted(label.startswith("【演】") for label in own) == [False, True], own


async def test_a_page_that_was_emptied_meanwhile_shows_the_last_one(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        cases = [await s.driver.files(text=f"边坡{number}") for number in range(11)]
        await s["duty"].sends("/queue")
        await s["duty"].sees("1/2")
        for case in cases[:3]:
            await s.driver.by("night", triage.dismiss, case.id, reason="误报")
        await s.press("duty", "▶")
        await s["duty"].sees("8 件", "● 待办 8")


async def test_leaders_see_the_queue_and_may_not_triage(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "geology_director") as s:
        await s.driver.files(text="边坡")
        await s.driver.files(text="火警", line="fire")
        await s["geology_director"].sends("/queue")
        await s["geology_director"].sees("全部在办", "1 件", "边坡")
        await s.press("geology_director", "边坡")
        opened = await s["geology_director"].sees("边坡", "办理过程")
        assert "研判" not in opened.labels


@pytest.mark.parametrize("who", ["officer", "land", "operator"])
async def test_the_queue_is_not_for_everybody(town: Town, sandbox: SandboxClient, sandbox_url: str, who: str) -> None:
    async with acting(town, sandbox, sandbox_url, who) as s:
        await s[who].sends("/queue")
        await s[who].sees("没有此项权限")
