"""A shelter in chat: entered with a room, inspected, opened; what is wrong is a case."""

from conversation import acting
from sandbox_client import SandboxClient
from services.core.town import Town


async def test_a_shelter_is_entered_inspected_and_opened(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as s:
        officer = s["officer"]
        await officer.sends("/shelters")
        await officer.sees("安置点：0 处")
        await s.press("officer", "新增安置点")
        await officer.sends("中心小学")
        await officer.sees("中心小学（AZ-01", "还没有房间")
        await s.press("officer", "房间")
        await officer.sends("很大")
        await officer.sees("没看明白")
        await officer.sends("食堂 60 10 5 漏雨")
        await officer.sees("可住 5 人，白天 55 人", "停用 5（漏雨）")
        await s.press("officer", "启用")
        await officer.sees("近期没有检查")
        await officer.sends("/shelters")
        await s.press("officer", "中心小学")
        await s.press("officer", "✅ 检查")
        await s.press("officer", "第 2 项有问题")
        await officer.sends("停水")
        await officer.sees("⚠️ 停水")
        await s.press("officer", "完成")
        await officer.sees("最近检查")
        await s.press("officer", "启用")
        await officer.sees("已启用")
        await officer.sends("/shelters")
        await s.press("officer", "导出 Excel")
        await s.settles()
        assert "安置点-" in str(await sandbox.calls("sendDocument"))
