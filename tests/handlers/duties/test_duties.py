"""What is owed without anybody asking, on the phone: the list, one duty, the excuse, the board and the year's plan."""

from conversation import acting
from models import RiskPoint
from models.enums import Level
from patrol_steps import risk_point, with_rule
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town


async def test_a_unit_sees_what_it_owes_is_reminded_and_the_chief_excuses_it(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "chief", "director", delivering=True) as s:
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
        await ticks.do(s.town, "sync_duties")
        await ticks.work_off(s.town)
        await s["land"].sends("/duties")
        await s["land"].sees("我的责任事项", "1 项", "较大以上风险点检查", "后山滑坡点", "11-30 17:30")
        await s.press("land", "后山滑坡点")
        card = await s["land"].sees("责任主体：后山滑坡点（上湾村）", "周期：11月1日至11月30日", "依据", "到现场巡查")
        assert "免责" not in card.labels, "who owes it does not excuse it"
        s.driver.forward(days=7, hours=8)
        await ticks.work_off(s.town)
        s.driver.forward(minutes=3)
        await ticks.work_off(s.town)
        await s["land"].sees("责任事项逾期", "后山滑坡点")
        await s["chief"].sends("/duties")
        await s.press("chief", "全镇完成情况")
        await s["chief"].sees("责任事项完成情况", "较大以上风险点检查：完成 0/1，逾期 1")
        await s.press("chief", "较大以上风险点检查")
        await s.press("chief", "后山滑坡点")
        await s.press("chief", "暂停")
        await s["chief"].sends("封山育林")
        await s["chief"].sees("暂停到什么时候？", "最长 30 天")
        await s["chief"].sends("12月5日17点")
        await s["chief"].sees("⏸", "暂停至 12-05 17:00，到时自动恢复（封山育林）")
        await s.press("chief", "恢复")
        await s["chief"].sees("🟥")
        await s.press("chief", "改期")
        await s["chief"].sees("请选日期")
        await s.press("chief", "返回")
        await s["chief"].sees("责任主体：后山滑坡点")
        await s.press("chief", "免责")
        await s["chief"].sees("请输入免责原因")
        await s["chief"].sends("道路中断，无法到达")
        await s["chief"].sees("状态：免责（赵站长），原因：道路中断，无法到达")
        await s["land"].sends("/today")
        await s["land"].sees("今天没有要您办的事")


async def test_the_years_plan_is_shown_month_by_month(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "director") as s:
        await ticks.do(s.town, "sync_duties")
        await ticks.work_off(s.town)
        await s["director"].sends("/duties")
        await s["director"].sees("主要领导带队检查", "吴书记")
        await s.press("director", "主要领导带队检查")
        card = await s["director"].sees("每季度至少带队检查 1 次", "登记检查记录")
        assert "免责" not in card.labels, "nobody excuses what they owe themselves"
        await s.press("director", "登记检查记录")
        await s["director"].sees("登记检查记录", "带队：吴书记")
        await s["director"].sends("/duties")
        await s.press("director", "全镇完成情况")
        await s.press("director", "全年安排")
        await s.press("director", "›")
        await s["director"].sees("2026 年 12 月责任事项安排", "联席会议：12-31 17:30", "村社应急演练", "2 个责任主体")
        await s.press("director", "›")
        await s["director"].sees("2027 年 1 月没有到期的责任事项")


async def test_missed_duties_are_listed_by_month(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    town = with_rule(town, levels=["low"], each="week", late=0)
    async with acting(town, sandbox, sandbox_url, "chief", "land") as s:
        await risk_point(s.driver, level=Level.LOW)
        await ticks.work_off(s.town)
        s.driver.forward(days=8)  # 1 December
        await ticks.work_off(s.town)
        await s["land"].sends("/duties")
        await s.press("land", "11 月未履行")
        await s["land"].sees("2026 年 11 月未履行的责任事项：1 项", "后山滑坡点：", "11月23日至11月29日")
        await s.press("land", "›")
        await s["land"].sees("2026 年 12 月未履行的责任事项：没有")
        await s["chief"].sends("/duties")
        await s.press("chief", "全镇完成情况")
        await s.press("chief", "11 月未履行")
        await s.press("chief", "后山滑坡点")
        await s["chief"].sees("状态：未履行")
