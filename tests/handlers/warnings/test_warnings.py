"""Warnings in chat: a file is sent, what is unclear is answered, one is typed in, and one is closed by hand."""

from base64 import b64encode
from dataclasses import replace
from pathlib import Path

from conversation import acting
from patience import until
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from warning_steps import TOWN_CODE, area, cap, geocode, info, ruled

UNKNOWN = info(area(name="北部山区"), headline="云川县气象台发布暴雨橙色预警", severity="Extreme", expires="")
EXERCISE = info(area(geocode(TOWN_CODE)), headline="暴雨红色预警")


async def test_a_file_is_read_and_its_unknown_places_are_set_by_the_officer(
    town: Town, sandbox: SandboxClient, sandbox_url: str, tmp_path: Path
) -> None:
    files = town.settings.files.model_copy(update={"store": f"file://{tmp_path}/media"})
    town = replace(town, settings=town.settings.model_copy(update={"files": files}))
    async with acting(ruled(town), sandbox, sandbox_url, "duty", "officer", delivering=True) as s:
        sent = "2026-11-23T09:30:00+08:00"
        both = cap(UNKNOWN, sent=sent) + cap(EXERCISE, identifier="E", sent=sent, status="Exercise")
        await s["duty"].sends(
            document={"bytes": b64encode(f"<alerts>{both}</alerts>".encode()).decode(), "name": "预警.xml"}
        )
        await s["duty"].sees("正在读取")
        await _read(s.town)
        await s["duty"].sees("文件已读取", "2 条预警")
        await s.press("duty", "暴雨橙色预警")
        card = await s["duty"].sees(
            "暴雨橙色预警 · 生效中", "11-23 09:30 至 11-24 09:30", "待确认", "颜色说法不一", "按橙色处理"
        )
        assert "没有失效时间" in card.text
        await s.press("duty", "确认涉及范围")
        await s["duty"].sees("涉及哪些村社", "北部山区")
        await s.press("duty", "上湾村")
        await s.press("duty", "确定（1 个）")
        await s["duty"].sees("涉及：上湾村")
        await s.press("duty", "叫应：通知责任人")
        await s["duty"].sees("责任人（村社、网格）：上湾村", "请立即到岗")
        await s.press("duty", "预览名单和内容")
        await s["duty"].sees("预览", "名单", "灾害信息员")
        await s["duty"].sends("/warnings")
        await s["duty"].sees("1 条生效")
        await s.press("duty", "其他 1")
        await s.press("duty", "【非真实】")
        await s["duty"].sees("演练消息，不是真实预警")
        await s["officer"].sends("/warnings")
        assert "预警" not in (await s.sees("officer")).text


async def test_a_warning_is_typed_in_and_closed_by_hand(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(ruled(town), sandbox, sandbox_url, "duty", "chief", delivering=True) as s:
        await s["duty"].sends("/warnings")
        await s.press("duty", "录入预警")
        await s["duty"].sends("县气象台14时发布雷暴大风黄色预警信号，请注意防范")
        await s["duty"].sees("录入：🟨", "黄色预警", "还缺：范围")
        await s.press("duty", "颜色")
        await s.press("duty", "🟥 红色")
        await s["duty"].sends("请全镇注意防范")
        await s["duty"].sees("红色预警", "范围：全镇")
        await s.press("duty", "范围")
        await s.press("duty", "全镇")
        await s.press("duty", "结束时间")
        await s["duty"].sends("明天8点")
        await s["duty"].sees("红色预警", "范围：全镇", "至 11-24 08:00")
        await s.press("duty", "登记生效")
        await s["duty"].sees("红色预警 · 生效中", "本站录入", "涉及：全镇")
        await s["chief"].sees("红色预警 · 生效中")
        await s.press("duty", "关闭预警")
        await s["duty"].sees("请说明理由")
        await s["duty"].sends("气象台电话告知已解除")
        await s["duty"].sees("本站已关闭", "气象台电话告知已解除")
        await s["duty"].sends("/warnings")
        await s["duty"].sees("0 条生效")


async def _read(town: Town) -> None:
    async def done() -> bool:
        return await ticks.do(town, "read_warning_files") > 0

    await until(done, what="the file was never fetched")
