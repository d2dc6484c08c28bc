"""The station states the colour of a warning in a few presses, is asked whether it still holds, and lifts it."""

from conversation import acting
from duty_steps import run
from models import RiskPoint
from models.enums import Level
from patrol_steps import with_rule
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town


async def test_a_red_warning_is_set_seen_on_the_board_asked_about_and_lifted(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    town = with_rule(town, warnings=[{"colour": "red", "each": "day"}])
    async with acting(town, sandbox, sandbox_url, "duty", "land", delivering=True) as s:
        async with s.town.database.transaction() as session:
            session.add(
                RiskPoint(
                    code="P1",
                    name="后山滑坡点",
                    line="geology",
                    level=Level.MAJOR,
                    village_id=s.driver.villages["shangwan"],
                    unit_id=s.driver.units["natural-resources"],
                )
            )
        await run(s.town)
        await s["duty"].sends("/colour")
        await s["duty"].sees("目前没有生效的预警")
        await s.press("duty", "🟥 红色")
        await s["duty"].sees("准备设定红色预警", "全部条线；全镇", "加密：较大以上风险点检查，每日 1 次")
        await s.press("duty", "选条线")
        await s.press("duty", "地质灾害")
        await s["duty"].sees("请选预警的条线")
        await s.press("duty", "返回")
        await s.press("duty", "选村社")
        await s.press("duty", "下河村")
        await s.press("duty", "下河村")  # chosen by mistake
        await s.press("duty", "上湾村")
        await s.press("duty", "返回")
        await s["duty"].sees("地质灾害", "；上湾村")
        await s.press("duty", "立即生效")
        await s["duty"].sees("1 个生效中", "红色预警：地质灾害", "，上湾村，11-23")
        await ticks.work_off(s.town)
        await s["land"].sends("/duties")
        await s["land"].sees("2 项待完成", "后山滑坡点，11-23 17:30 前，预警加密")
        await s["duty"].sends("/duties")
        await s.press("duty", "全镇完成情况")
        await s["duty"].sees("红色预警", "较大以上风险点检查（预警加密）：完成 0/1")
        s.driver.forward(hours=24)
        await ticks.work_off(s.town)
        asked = await s["duty"].sees("预警等级是否仍然有效", "24 小时后再提醒")
        assert "解除红色预警" in asked.labels
        await s.press("duty", "解除红色预警")
        await s["duty"].sees("目前没有生效的预警")
        await ticks.work_off(s.town)
        await s["land"].sends("/duties")
        await s["land"].sees("1 项待完成")
