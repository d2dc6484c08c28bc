"""Calling squads by buttons: put together, looked at, answered one by one, the live cards, stood down."""

import re

from conversation import acting
from mobilisation_steps import running
from patience import until
from sandbox_client import SandboxClient, number_shown
from scheduler import ticks
from services.core.town import Town
from services.demobilisation import stand_down
from squad_steps import bound_group, enrol


async def test_a_mobilisation_from_draft_to_everybody_back(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "neighbour", "land", "road", delivering=True) as s:
        await enrol(s.driver, needed=5)
        await s["duty"].sends("/mobilise")
        await s["duty"].sees("没有正在进行的集结")
        await s.press("duty", "新的集结")
        await s["duty"].sees("还缺：队伍、任务、集合地点")
        await s.press("duty", "选队伍")
        await s["duty"].sees("选队伍，按编号排列", "还不知道集合地点的位置")
        await s.press("duty", "上湾村应急突击队")
        await s.press("duty", "选好了")
        await s.press("duty", "📝 任务")
        await s["duty"].sends("到三组 <转移> 群众")
        await s.press("duty", "集合地点")
        await s["duty"].sends(location={"latitude": 30.1861, "longitude": 108.0521})
        await s["duty"].sees("已有定位")
        await s.press("duty", "集合时间")
        await s["duty"].sends("20 分钟后")
        await s["duty"].sees("集合时间：11-23 10:20", "预览名单")
        await s.press("duty", "联系人")
        await s["duty"].sees("到了找谁")
        await s["duty"].sends("村书记 <老王>，村委会值班电话")
        await s["duty"].sees("联系人：村书记 <老王>，村委会值班电话", "预览名单")
        await s.press("duty", "预览名单")
        await s["duty"].sees("紧急集结 · 实战", "到三组 <转移> 群众", "王信息员", "都没有绑定群")
        await s.press("duty", "立即集结")
        await s["duty"].sees("JJ20261123-0001 已发出")
        await s["officer"].sees("紧急集结 · 实战", "集合地点：见定位", "联系人：村书记 <老王>", "请本人答复")
        await s.delivered()
        await ticks.do(s.town, "refresh_cards")
        live = await s["duty"].sees("紧急集结 · 实战", "未答复", "上湾村应急突击队")
        assert "收到 0" in live.text
        assert "已记下" in (await s.press("officer", "🏃 出发"))["text"]
        await s["officer"].sees("您已出发", "大约多久到")
        await s.press("officer", "20 分钟")
        await s["officer"].sees("您已出发，预计 11-23 10:20 到")
        await s.press("officer", "📍 到场")
        await s["officer"].sees("您已到场", "全队平安", "求救")
        assert "已报平安" in (await s.press("officer", "全队平安"))["text"]
        await s.press("land", "❌ 不能到")
        await s["land"].sees("您不能到。是什么原因")
        await s.press("land", "道路不通")
        refused = await s["land"].sees("您不能到：道路不通")
        assert refused.labels == ["🏃 出发", "🗺 看位置"], "one may still come"
        await s.delivered()
        await ticks.do(s.town, "refresh_cards")
        await s["duty"].sees("到场 1", "不能到 1")
        assert "已发出求救" in (await s.press("officer", "求救"))["text"]
        await s["duty"].sees("王信息员求救", "请马上打电话")
        shown = await s.press("duty", "显示电话")
        assert "王信息员的号码已发到您的私聊" in shown["text"]
        card = await until(lambda: number_shown(s["duty"]))
        assert re.fullmatch(r"\+86\d{7}0007", card["contact"]["phone_number"])
        await s["duty"].sends("/mobilise")
        await s.press("duty", "JJ20261123-0001")
        await s.press("duty", "☑️ 解除")
        await s["duty"].sees("解除 JJ20261123-0001？", "在外的 1 人")
        await s.press("duty", "确认解除")
        await s["duty"].sees("JJ20261123-0001 已解除", "在外的 1 人正在清点归队", "打开集结")
        await s["officer"].sees("集结解除", "辛苦了")
        await s.press("duty", "打开集结")
        await s["duty"].sees("已归队 0 / 1", "🔄 11-23 10:00 的情况，点一下刷新")
        assert "已经解除" in (await s["neighbour"].taps("✅ 收到", stale=True))["text"]
        await s.press("officer", "我已归队")
        await s["officer"].sees("您已从 JJ20261123-0001 归队")
        await s.press("duty", "点一下刷新")
        await s["duty"].sees("已归队 1 / 1", "全员归队，结束")
        await s["duty"].sends("/mobilise")
        await s.press("duty", "JJ20261123-0001")
        await s.press("duty", "全员归队，结束")
        await s["duty"].sees("已结束", "全员归队")
        await s.press("duty", "集结记录")
        await s["duty"].sees(file="document")
        await s.press("duty", "🖼 集结图示")
        await s["duty"].sees(file="document")


async def test_a_unit_calls_nobody(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land", delivering=True) as s:
        await s["land"].sends("/mobilise")
        await s["land"].sees("没有此项权限")


async def test_every_answer_about_a_drill_says_that_it_is_one(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        await enrol(s.driver, needed=5)
        await s["duty"].sends("/mobilise")
        await s.press("duty", "新的集结")
        await s.press("duty", "演练")
        await s.press("duty", "选队伍")
        await s.press("duty", "上湾村应急突击队")
        await s.press("duty", "选好了")
        for field, words in (("📝 任务", "集合点名"), ("集合地点", "村委会")):
            await s.press("duty", field)
            await s["duty"].sends(words)
        await s.press("duty", "预览名单")
        await s.press("duty", "立即集结")
        await s["duty"].sees("【演】🚨 JJ20261123-0001 已发出")
        await s["officer"].sees("演练 演练 演练", "以上为演练")
        await s.press("officer", "📍 到场")
        await s["officer"].sees("演练 演练 演练", "您已到场")
        await s["duty"].sends("/mobilise")
        await s.press("duty", "JJ20261123-0001")
        await s.press("duty", "未答复的")
        await s["duty"].sees("【演】未答复")
        await s.press("duty", "☑️ 解除")
        await s["duty"].sees("【演】解除 JJ20261123-0001？")
        await s.press("duty", "确认解除")
        await s["officer"].sees("演练 演练 演练", "集结解除")
        await s.press("officer", "我已归队")
        await s["officer"].sees("【演】🏠 已记下")


async def test_a_groups_card_opens_in_private_what_each_person_can_do_there(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "build", delivering=True) as s:
        await enrol(s.driver)
        chat = await bound_group(s)
        number = await running(s.driver, "上湾村应急突击队")
        card = await s["officer"].sees("紧急集结", "🔒 到私聊里打开", chat=chat)
        for who, shown in (("officer", "🏃 出发"), ("duty", "☑️ 解除")):
            opened = await s["officer"].taps("🔒 到私聊里打开", message=card.id, chat=chat)
            await s[who].sends(f"/start {opened['url'].partition('start=')[2]}")
            assert shown in " ".join((await s[who].sees("紧急集结", shown)).labels)
        await s["build"].sends(f"/start mobilisation_{number}")
        assert "🏃 出发" not in " ".join((await s.sees("build")).labels)
        await s.driver.by("duty", stand_down.stand_down, number)
        await s["officer"].sends(f"/start mobilisation_{number}")
        await s["officer"].sees("这次集结已经解除")
