"""The assessment on the phone: a month's points down to their sources, the close, an appeal and its answer."""

from datetime import datetime

from assessment_steps import missed
from conversation import acting
from models.enums import DutyState
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town


async def test_from_a_point_to_its_source_the_close_and_an_appeal(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "chief", "land", delivering=True) as s:
        await ticks.do(s.town, "keep_assessments")
        unit = s.driver.units["natural-resources"]
        for day, state in ((10, DutyState.MISSED), (11, DutyState.DONE), (12, DutyState.EXCUSED)):
            due = datetime(2026, 11, day, 18, tzinfo=s.town.zone)
            await missed(s.driver, "unit", unit, due, state=state, settled_at=due)
        await s["chief"].sends("/assessment")
        card = await s["chief"].sees("2026 年 11 月考核", "进行中", "村社按花名册顺序")
        assert [label for label in card.labels if "村" in label][:2] == ["上湾村　暂无分", "下河村　暂无分"]
        assert not any("结账" in label for label in card.labels), "the month is not over"
        await s.press("chief", "单位")
        await s.press("chief", "自然资源所　")
        await s["chief"].sees("自然资源所", "其他责任事项：5 / 10", "本级工作：35 ÷ 40 × 100 = 87.5")
        await s.press("chief", "其他责任事项 5")
        await s["chief"].sees(
            "取数：责任事项",
            "算式：1 ÷ 2 = 50%，10 × 50% = 5 分（另有 1 件不计）",
            "❌ 11-10 未履行",
            "➖ 11-12 已免责",
        )
        await s.press("chief", "❌ x261110")
        await s["chief"].sees("x261110", "未履行", "责任主体：自然资源所")
        s.driver.forward(days=14)
        await ticks.work_off(s.town)
        await s["chief"].sends("/assessment")
        await s.press("chief", "‹")
        await s["chief"].sees("2026 年 11 月考核", "待结账")
        await s.press("chief", "🔒 结账")
        await s["chief"].sees("确认将 2026 年 11 月 结账")
        await s.press("chief", "确认结账")
        await s["chief"].sees("12-07", "结账）")
        await s["land"].sees("2026 年 11 月考核已结账", "自然资源所：87.5 分", "12-14")
        await s.press("land", "查看 自然资源所")
        await s["land"].sees("对扣分有异议，请在 12-14")
        await s.press("land", "其他责任事项 5")
        await s.press("land", "❌ x261110")
        await s.press("land", "📮 申诉")
        await s["land"].sees("请写明理由，可附照片")
        await s["land"].sends("当天山洪断路，无法演练")
        await s["land"].sends(photo=True)
        await s["land"].sees("当天山洪断路", "1")
        await s.press("land", "✅ 提交申诉")
        await s["land"].sees("申诉已提交，12-14", "待答复")
        await s["chief"].sees("自然资源所 对“其他责任事项”提出申诉（现得 87.5 分）", "山洪断路")
        await s.press("chief", "打开")
        await s.press("chief", "成立，此件不计")
        await s["chief"].sees("请输入申诉成立的理由")
        await s["chief"].sends("属实，有断路通报")
        await s["chief"].sees("申诉已答复", "成立，属实，有断路通报")
        await s["land"].sees("申诉成立", "现得 100 分")
        await s["land"].sends("/assessment")
        await s.press("land", "‹")
        assert "自然资源所　100 分（失 0）" in (await s.sees("land")).labels
