"""A playbook by its buttons, over HTTP: started, done, added to when it turns red, stood down when it turns blue.

The order goes out in between: it can be had as a picture to forward.
"""

from base64 import b64encode
from pathlib import Path

import pytest
from PIL import ImageFont

from conversation import Conversation, acting
from patience import until
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from services.documents import poster
from warning_steps import area, cap, info, ruled

SENDER = "station@example.cn"


async def arrives(s: Conversation, number: int, colour: str) -> None:
    """Let the officer on duty send a version in a file, and wait until it is read."""
    said = info(area(name="上湾村"), event="台风", headline=f"台风{colour}预警", severity="", expires="")
    sent = f"2026-11-23T09:{number:02d}:00+08:00"
    cites = f"<references>{SENDER},T{number - 1},2026-11-23T09:{number - 1:02d}:00+08:00</references>"
    kind = "Update" if number > 1 else "Alert"
    text = cap(cites if number > 1 else "", said, identifier=f"T{number}", sender=SENDER, sent=sent, msgType=kind)
    await s["duty"].sends(document={"bytes": b64encode(text.encode()).decode(), "name": "预警.xml"})
    await s["duty"].sees("正在读取")

    async def read() -> bool:
        return await ticks.do(s.town, "read_warning_files") > 0

    await until(read, what="the file was never fetched")
    await s["duty"].sees("文件已读取", f"{colour}预警")


async def test_a_playbook_by_its_buttons(
    town: Town, sandbox: SandboxClient, sandbox_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with acting(ruled(town), sandbox, sandbox_url, "duty", "principal", "deputy", delivering=True) as s:
        await arrives(s, 1, "橙色")
        await s["duty"].sends("/warnings")
        await s.press("duty", "橙色预警")
        await s.press("duty", "叫应：通知责任人")
        await s.press("duty", "预览名单和内容")
        await s["duty"].sees("预览", "名单")
        await s.press("duty", "请第二人同意")
        await s["deputy"].sees("请您作为第二人复核")
        await s.press("deputy", "✅ 同意")
        await s["principal"].sees("橙色预警", "请立即到岗")
        await s["duty"].sends("/warnings")
        await s.press("duty", "橙色预警")
        monkeypatch.setattr(poster, "FOLDERS", (str(tmp_path),))
        answer = await s.press("duty", "🖼 叫应的图片")
        assert "安装 Noto Sans CJK" in answer["text"]
        font = ImageFont.load_default(20)
        assert isinstance(font, ImageFont.FreeTypeFont)
        (tmp_path / "font.ttf").write_bytes(font.font_bytes)
        monkeypatch.setattr(poster, "font", lambda chosen: tmp_path / "font.ttf")
        await s.press("duty", "🖼 叫应的图片")
        await s["duty"].sees(file="photo")
        await s["duty"].sends("/warnings")
        await s.press("duty", "橙色预警")
        await s.press("duty", "📋 预案")
        await s["duty"].sees("预案（未启动）", "巡查")
        await s.press("duty", "▶️ 启动预案")
        await s["duty"].sees("预案", "开放安置点")
        await s["principal"].sees("请您完成", "巡查")
        await s.press("principal", "✅ 完成：巡查")
        await s["principal"].sees("完成", "✅")
        await s.press("duty", "开放安置点")
        await s.press("duty", "✅ 完成")
        await s["duty"].sees("✅ 开放安置点", "完成")

        await arrives(s, 2, "红色")
        await s.press("duty", "台风红色预警")
        await s.press("duty", "项待定")
        await s["duty"].sees("红色预警 · 预案", "▫️")
        await s.press("duty", "▶️ 启动预案")
        await s["duty"].sees("红色预警 · 预案")
        await arrives(s, 3, "蓝色")
        await s.press("duty", "台风蓝色预警")
        await s.press("duty", "项待定")
        await s["duty"].sees("蓝色预警 · 预案", "现已不要求")
        await s.press("duty", "⏹ 停止不再要求的")
        card = await s["duty"].sees("蓝色预警 · 预案", "⏹")
        assert not [label for label in card.labels if "停止不再要求" in label]
        await s["principal"].sees("以下事项已停止")
