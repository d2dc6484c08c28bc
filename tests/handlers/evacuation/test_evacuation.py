"""An order to evacuate by buttons: put together, agreed to, worked off at home and at the door, lifted, all back."""

from conversation import acting
from evacuation_steps import settle
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town

WHO = ("duty", "chief", "officer", "principal", "land")


async def test_an_evacuation_from_draft_to_everybody_back(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, *WHO, delivering=True) as s:
        await settle(s.loop, 2, 3)
        await s["duty"].sends("/evacuation")
        await s["duty"].sees("现在没有转移令")
        await s.press("duty", "新建转移令")
        await s["duty"].sees("还缺：选“实战”或“演练”、要转移的户、原因、路线、安置点")
        await s.press("duty", "实战")
        await s.press("duty", "🏘 村社")
        await s.press("duty", "上湾村")
        await s["duty"].sees("应转移 2 户 5 人")
        await s.press("duty", "返回")
        await s.press("duty", "🏠 安置点")
        await s.press("duty", "中心小学")
        await s.press("duty", "返回")
        for field, words in (("原因", "后山裂缝 <扩大>"), ("路线", "沿村道向东到学校")):
            await s.press("duty", field)
            await s["duty"].sends(words)
        await s.press("duty", "看名单")
        await s["duty"].sees("责任人", "上湾村：2 户 5 人", "险情等级建议：一般")
        await s.press("duty", "请另一人同意")
        await s["chief"].sees("请您同意下达转移令", "后山裂缝 <扩大>", "应转移 2 户 5 人")
        await s.press("chief", "同意，立即转移 5 人")
        await s["chief"].sees("转移中", "名单 2 户 5 人", "未清点 5 人")
        await s["duty"].sees("已下达，责任人已收到各自名单")
        await s["officer"].sees("您负责 2 户 5 人", "请先转移他们")
        await s["officer"].sends("收到")
        await s["officer"].sees("您的名单", "H-0001")
        await s.press("officer", "H-0001")
        await s["officer"].sees("住*", "未通知", "登记全户 2 人")
        await s.press("officer", "📣 已通知")
        await s["officer"].sees("已通知")
        await s.press("officer", "⬜ 2")
        await s["officer"].sees("只登记选中的 1 人")
        await s.press("officer", "🧳 外出")
        await s["officer"].sends("县城儿子家 13812341234")
        await s["officer"].sees("外出 · 县城儿子家 138****1234")
        await s.press("officer", "⬜ 1")
        await s.press("officer", "✋ 不愿走")
        await s["officer"].sends("要看家")
        await s["duty"].sees("不愿走", "要看家")
        await s.press("duty", "强制转移")
        await s["officer"].sees("强制转移，请组织人手")
        await s.press("officer", "打开这户")
        await s.press("officer", "⬜ 1")
        await s.press("officer", "🏠 已到安置点")
        await s["officer"].sees("1 人到哪个安置点")
        await s.press("officer", "中心小学 · 余 4")
        await s["officer"].sees("已到 · 中心小学")
        await s["land"].sends("/evacuation")
        await s.press("land", "中心小学 进出登记")
        await s["land"].sees("已住 1，余 3")
        await s.press("land", "登记进出")
        await s["land"].sends("2")
        await s["land"].sees("H-0002", "登记全户 3 人")
        await s.press("land", "住进这里")
        await s["duty"].sees("中心小学 已住满")
        await ticks.do(s.town, "refresh_evacuations")
        live = await s["duty"].sees("现安置 4 人：集中 4，分散 0，安置点 1 处", "未清点 0 人")
        assert "上湾村：5 人，已到 4，未清点 0" in live.text
        await s.press("duty", "📥 Excel")
        await s.settles()
        assert (await s["duty"].reads())[-1].get("document")
        await s["duty"].sends("/evacuation")
        await s.press("duty", "ZY20261123-0001")
        await s.press("duty", "📊 分网格")
        await s["duty"].sees("分责任人")
        await s.press("duty", "返回")
        await s.press("duty", "⏹ 结束转移")
        await s["duty"].sees("已结束，未解除")
        await s.press("duty", "核查风险点")
        await s.press("duty", "已核查：转移区域")
        await s["duty"].sends("裂缝无新增")
        await s["duty"].sees("都已核查，可以解除")
        await s.press("duty", "返回")
        await s.press("duty", "✅ 解除")
        await s["officer"].sees("已解除", "逐户登记“已返回”")
        for code in ("H-0001", "H-0002"):
            await s["officer"].sends("/evacuation")
            await s.press("officer", "ZY20261123-0001")
            await s.press("officer", "打开名单")
            await s.press("officer", code)
            await s.press("officer", "🏡 已返回")
        await ticks.do(s.town, "refresh_evacuations")
        await s["duty"].sends("/evacuation")
        await s["duty"].sees("已全部返回")


async def test_who_has_no_part_sees_no_list(town: Town, play: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, play, sandbox_url, "road", delivering=True) as s:
        await s["road"].sends("/evacuation")
        assert (await s["road"].sees("现在没有转移令")).labels == []
