"""A joint meeting on the phone: plan, invitation, topics, agenda, minutes, resolutions, and the next meeting."""

import sqlalchemy as sa

from conversation import Conversation, acting
from models import Duty
from models.enums import DutyState, Source
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town

EVERYBODY = ("chief", "duty", "director", "land", "principal")


async def planned(s: Conversation) -> None:
    await ticks.do(s.town, "sync_duties")
    await ticks.work_off(s.town)


async def test_the_quarters_meeting_is_planned_called_answered_held_and_its_resolution_comes_back(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, *EVERYBODY, delivering=True) as s:
        await planned(s)
        await s["chief"].sends("/meetings")
        await s.press("chief", "2026 年第 4 季度联席会议")
        await s["chief"].sees("拟定", "12-31 09:00（暂定）", "主持：吴书记", "议题报送截止：12-24 23:59")
        await s.press("chief", "改期")
        await s["chief"].sends("12月15日 9点")
        await s["chief"].sees("时间：12-15 09:00", "议题报送截止：12-08 23:59")
        await s.press("chief", "会议地点")
        await s["chief"].sends("镇政府三楼会议室")
        await s["chief"].sees("地点：镇政府三楼会议室")
        await s.press("chief", "发会议通知")
        await s["land"].sees("会议通知", "12-15 09:00", "镇政府三楼会议室", "请答复能否参加")
        await s.press("land", "派人参加")
        await s["land"].sees("派谁参加")
        await s["land"].sends("副所长杨")
        await s["land"].sees("自然资源所：派人参加，副所长杨")
        await s.press("principal", "不能参加")
        await s["principal"].sends("在县里开会")
        await s["principal"].sees("上湾村：不能参加，在县里开会")
        await s["chief"].sends("/meetings")
        await s.press("chief", "第 4 季度")
        await s["chief"].sees("派人 1，不能参加 1")
        await s.press("chief", "答复情况")
        await s["chief"].sees("公路养护站：未答复")
        await s.press("chief", "▶")
        await s["chief"].sees("自然资源所：派人参加，副所长杨", "上湾村：不能参加，在县里开会")

        await s.press("land", "报送议题")
        await s["land"].sends("后山滑坡点搬迁经费")
        await s["land"].sees("报送单位：自然资源所", "后山滑坡点搬迁经费")
        await s.press("land", "✅ 报送")
        await s["land"].sees("议题已报送")

        await s["duty"].sends("/meetings")
        await s.press("duty", "第 4 季度")
        await s.press("duty", "议程送主持人审定")
        await s["director"].sees("请审定会议议程", "1. 自然资源所：后山滑坡点搬迁经费")
        await s.press("director", "退回修改")
        await s["director"].sends("加上防汛总结")
        await s["director"].sees("主持人退回，意见：加上防汛总结")
        await s["duty"].sees("议程被主持人退回", "加上防汛总结")
        await s.press("duty", "查看会议")
        await s.press("duty", "议程送主持人审定")
        await s["director"].sees("请审定会议议程")
        await s.press("director", "同意议程")
        await s["land"].sees("议程", "后山滑坡点搬迁经费")

        s.driver.forward(days=22, hours=2)  # 15 December, 12:00
        await s["duty"].sends("/meetings")
        await s.press("duty", "第 4 季度")
        await s.press("duty", "会议签到")
        await s.press("duty", "⬜ 自然资源所")
        await s["duty"].sees("签到")
        await s.press("duty", "其余全部到会")
        await s.press("duty", "返回")
        await s["duty"].sees("到会")
        await s.press("duty", "登记纪要")
        await s["duty"].sends("会议研究了后山滑坡点搬迁事项。")
        await s["duty"].sees("登记会议纪要", "召开时间：12-15 09:00", "后山滑坡点搬迁事项")
        await s.press("duty", "✅ 登记")
        await s["duty"].sees("已召开", "后山滑坡点搬迁事项")
        await s["land"].sees("纪要已登记")

        await s.press("duty", "登记议定事项")
        await s["duty"].sends("完成后山滑坡点搬迁方案")
        await s["duty"].sees("还缺：承办单位、办结时限")
        await s.press("duty", "🏢 承办单位")
        await s.press("duty", "自然资源所")
        await s.press("duty", "公路养护站")
        await s.press("duty", "选好了")
        await s["duty"].sees("承办：自然资源所、公路养护站")
        await s.press("duty", "⏰ 办结时限")
        await s["duty"].sends("12月28日")
        await s["duty"].sees("办结时限：12-28 17:30", "可以交办了")
        await s.press("duty", "✅ 交办")
        await s["duty"].sees("议定事项已交办，编号 YH")
        case = await s.case()
        assert case.source is Source.MEETING
        await s["land"].sees(case.number)

        async with s.town.database.reading() as session:
            duty = await session.scalar(sa.select(Duty).where(Duty.rule == "joint-meeting").order_by(Duty.first))
            assert duty is not None
            assert duty.state is DutyState.DONE
        await s["land"].sends("/duties")

        await ticks.work_off(s.town)
        await s["chief"].sends("/meetings")
        await s.press("chief", "2027 年第 1 季度")
        await s["chief"].sees("议定事项：1 项，办结 0")
        await s.press("chief", "议程和议题")
        await s["chief"].sees("通报以往议定事项办理情况", "⬜ " + case.number, "完成后山滑坡点搬迁方案", "12-28 17:30")


async def test_the_director_calls_an_extra_meeting_and_words_answer_the_invitation(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "director", "duty", "land", "principal", delivering=True) as s:
        await s["director"].sends("/meetings")
        await s["director"].sees("目前没有安排联席会议")
        await s.press("director", "召开临时会议")
        await s["director"].sends("部署寒潮应对")
        await s["director"].sees("什么时候开")
        await s["director"].sends("明天15点")
        await s["director"].sees("临时联席会议（11月24日）", "时间：11-24 15:00", "事由：部署寒潮应对")
        await s["duty"].sends("/meetings")
        await s.press("duty", "临时联席会议")
        await s.press("duty", "选择参会单位")
        await s["duty"].sees("已选 11 个")
        await s.press("duty", "✅ 公路养护站")
        await s["duty"].sees("已选 10 个")
        await s.press("duty", "返回")
        await s.press("duty", "发会议通知")
        await s["land"].sees("会议通知", "临时联席会议")
        await s["land"].sends("没问题")
        await s["land"].sees("自然资源所：参加")
        await s["principal"].sees("会议通知")
        await s["principal"].sends("来不了")
        await s["principal"].sees("为什么不能参加")
        await s["principal"].sends("在市里培训")
        await s["principal"].sees("上湾村：不能参加，在市里培训")


async def test_a_late_topic_waits_for_the_chair_and_minutes_come_as_a_photo(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, *EVERYBODY, delivering=True) as s:
        await planned(s)
        await s["chief"].sends("/meetings")
        await s.press("chief", "第 4 季度")
        await s.press("chief", "改期")
        await s["chief"].sends("12月2日 9点")
        await s.press("chief", "发会议通知")
        await s["land"].sees("会议通知", "议题报送截止：11-25 23:59")
        s.driver.forward(days=3)
        await s.press("land", "报送议题")
        await s["land"].sees("已过截止时间")
        await s["land"].sends("补报：后山监测设备更换")
        await s.press("land", "✅ 报送")
        await s["land"].sees("已送主持人决定是否列入")
        await s["director"].sees("有议题等您决定是否列入", "自然资源所", "【迟报】", "后山监测设备更换")
        await s.press("director", "列入本次")
        await s["land"].sees("主持人同意列入您报的议题“补报：后山监测设备更换”")
        s.driver.forward(days=7)
        await s["duty"].sends("/meetings")
        await s.press("duty", "第 4 季度")
        await s.press("duty", "登记纪要")
        await s["duty"].sends(photo=True, caption="会议纪要第一页")
        await s["duty"].sees("登记会议纪要", "召开时间：12-02 09:00", "附件：1 份", "还没有签到")
        await s.press("duty", "改召开时间")
        await s["duty"].sends("12月1日 15:00")
        await s["duty"].sees("召开时间：12-01 15:00")
        await s.press("duty", "✅ 登记")
        await s["duty"].sees("已召开", "时间：12-01 15:00")
        await s["principal"].sees("纪要已登记")
        await s.press("principal", "查看会议")
        await s.press("principal", "会议纪要")
        await s["principal"].sees("纪要（12-03 10:00 登记）")


async def test_a_reminder_is_answered_where_it_stands(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "chief", "land", "duty", delivering=True) as s:
        await planned(s)
        await s["chief"].sends("/meetings")
        await s.press("chief", "第 4 季度")
        await s.press("chief", "改期")
        await s["chief"].sends("12月15日 9点")
        await s.press("chief", "发会议通知")
        await s["land"].sees("会议通知")
        await s["land"].sends("/today")
        await s["land"].sees("今天没有要您办的事")
        s.driver.forward(days=8)  # 1 December, 10:00: fourteen days before
        await ticks.work_off(s.town)
        await s.news()
        await s["land"].sees("请在 12-08 23:59 前报送议题", "自然资源所")
        await s.press("land", "本次无议题")
        await s["land"].sees("自然资源所：未答复")
        s.driver.forward(days=9)
        await ticks.work_off(s.town)
        await s.news()
        await s["land"].sees("请在 12-11 17:30 前答复能否参加")
        await s.press("land", "✅ 参加")
        await s["land"].sees("自然资源所：参加")
