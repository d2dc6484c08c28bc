"""The overview on one card: edited in place, short, with ways to each list, and a number that stays out of the chat."""

from conversation import acting
from duty_steps import colour
from models.enums import Colour, Kind
from sandbox_client import SandboxClient
from services.core.town import Town


async def test_one_card_is_edited_in_place_and_leads_to_each_list(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "director") as s:
        await s["director"].sends("/overview")
        await s["director"].sees("总览", "险情 0", "没有逾期", "11 月没有到期的责任事项")
        await colour(s.driver, Colour.RED, village="shangwan")
        await s.press("director", "刷新")
        await s["director"].sees("🟥 红色预警：全部条线，上湾村，11-23 10:00 起")
        await s.driver.files(kind=Kind.INCIDENT)
        late = await s.driver.dispatched()
        s.driver.forward(days=3)
        await s.press("director", "刷新")
        card = await s["director"].sees("险情 1", "自然资源所 1 件", "找 卫所长")
        assert len([one for one in await s["director"].reads() if "总览" in one["text"]]) == 1, "one card"
        assert len(card["text"].splitlines()) <= 12
        assert "138" not in card["text"], "no number in the chat"
        answer = await s.press("director", "☎️ 自然资源所")
        assert "卫所长" in answer["text"]
        assert "号码已发到您的私聊" in answer["text"]
        await s.press("director", "⏰ 逾期")
        await s["director"].sees("逾期事项", "最久的在前")
        await s.press("director", f"{late.number[-4:]} ")
        await s.press("director", "返回列表")
        await s.press("director", "返回")
        await s.press("director", "🔴 险情 1")
        await s["director"].sees("险情")
