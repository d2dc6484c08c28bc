"""What people of the year enter on their phones: one of each kind of fact, an excuse, a warning's colour, the close."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from models import Drill, Duty, DutyFact, Inspection, Patrol, TrainingSession
from plain_calendar import SHANGHAI, at
from plain_duties import Fact
from scheduler import ticks
from township import SLOPE
from year_acts import TOWN, next_meeting
from year_walk import WARNED, YearWalk


async def newest(walk: YearWalk, table: type[Any]) -> Any:
    """Return the row that was entered last."""
    async with walk.town.database.reading() as session:
        return (await session.scalars(sa.select(table).order_by(table.id.desc()).limit(1))).one()


async def heard(walk: YearWalk, fact: Fact) -> Fact:
    """Tell the plain township of a fact that was entered on a phone; both count it for the same duties."""
    async with walk.town.database.reading() as session:
        counting = (DutyFact.kind == fact.kind, DutyFact.fact_id == fact.id, DutyFact.withdrawn_at.is_(None))
        counted = await session.scalars(sa.select(Duty).join(DutyFact, DutyFact.duty_id == Duty.id).where(*counting))
        return walk.said(fact, list(counted))


async def patrols(walk: YearWalk) -> None:
    """The land office goes from the duty's card to the point, finds all as it should be, and sends its place."""
    land, point = walk["land"], walk.year.points[0]
    await land.sends("/duties")
    await walk.press("land", "第0号风险点")
    await land.sees("较大以上风险点检查", "责任主体：第0号风险点（上湾村）", "周期：1月1日至1月31日", "01-26 17:30")
    await walk.press("land", "去巡查")
    await walk.press("land", "正常")
    await walk.press("land", "其余均正常")
    await land.sends(location=SLOPE)
    await land.sees("巡查已记录", "计入责任事项：较大以上风险点检查（1月1日至1月31日）")
    of = point.of | {("post", str(walk.driver.people["land"]))}
    await heard(walk, Fact("patrol", walk.now, walk.now, of, id=(await newest(walk, Patrol)).id))


async def inspects(walk: YearWalk) -> None:
    """The party secretary enters an inspection in a minute, with a finding that becomes a hazard."""
    director = walk["director"]
    await director.sends("/inspect")
    await director.sends("到上湾村云峰砖厂检查，总体正常")
    await director.sees("地点：上湾村", "可以登记了")
    await walk.press("director", "➕ 记一条问题")
    await director.sends(photo=True, caption="砖厂后山边坡开裂，有滑坡迹象")
    await walk.press("director", "好了")
    await walk.press("director", "✅ 登记")
    await director.sees("已登记为 JC2026", "已计入 2026 年一季度：主要领导带队检查")
    of = {TOWN, ("post", str(walk.driver.people["director"])), ("village", str(walk.driver.villages["shangwan"]))}
    its = await newest(walk, Inspection)
    await heard(walk, Fact("inspection", walk.now, walk.now, frozenset(of), id=its.id))


async def calls_the_meeting(walk: YearWalk) -> None:
    """The chief lets the quarter's meeting be on another day and invites; a unit answers and hands a topic in."""
    await walk["chief"].sends("/meetings")
    await walk.press("chief", "2026 年第 1 季度联席会议")
    await walk["chief"].sees("拟定", "03-20 09:00")
    await walk.press("chief", "改期")
    await walk["chief"].sends("3月13日 9点")
    await walk.press("chief", "发会议通知")
    await walk["land"].sees("会议通知", "03-13 09:00")
    await walk.press("land", "✅ 参加")
    await walk.press("land", "报送议题")
    await walk["land"].sends("后山滑坡点搬迁经费")
    await walk.press("land", "✅ 报送")
    await walk["land"].sees("议题已报送")


async def holds_the_meeting(walk: YearWalk) -> None:
    """The station calls the roll and enters the minutes; nothing is due on the day that was planned at first."""
    meeting = await next_meeting(walk)
    await walk["duty"].sends("/meetings")
    await walk.press("duty", "第 1 季度")
    await walk.press("duty", "会议签到")
    await walk.press("duty", "其余全部到会")
    await walk.press("duty", "返回")
    await walk.press("duty", "登记纪要")
    await walk["duty"].sends("会议研究了后山滑坡点搬迁事项。")
    await walk.press("duty", "✅ 登记")
    await walk["duty"].sees("已召开", "后山滑坡点搬迁事项")
    fact = Fact("meeting", meeting.at.astimezone(SHANGHAI), walk.now, frozenset({TOWN}), id=meeting.id)
    await heard(walk, fact)


async def trains(walk: YearWalk) -> None:
    """The station plans a session, invites, and enters the list after it."""
    duty = walk["duty"]
    await duty.sends("/training")
    await walk.press("duty", "安排一课")
    await walk.press("duty", "消防")
    await duty.sends("今天11点")
    await walk.press("duty", "选对象")
    await walk.press("duty", "应急管理站专职人员")
    await walk.press("duty", "✅ 选好了")
    await walk.press("duty", "发通知")
    await walk.press("duty", "✅ 发给这 3 人")
    walk.driver.forward(hours=4)
    await duty.sends("/training")
    await walk.press("duty", "消防培训")
    await walk.press("duty", "组织这一课")
    await walk.press("duty", "📋 到课名单")
    await walk.press("duty", "⬜ 孙值班")
    await walk.press("duty", "确认名单（到课 1 人）")
    await duty.sees("本课已办", "已计入 2026 年一季度：应急培训")
    its = await newest(walk, TrainingSession)
    fact = Fact("training", its.at.astimezone(SHANGHAI), walk.now, frozenset({TOWN}), id=its.id)
    await heard(walk, fact)


async def drills(walk: YearWalk, who: str, whose: str) -> None:
    """Somebody enters a drill that was held in the morning without the bot."""
    await walk[who].sends("/drills")
    await walk.press(who, "安排演练")
    await walk.press(who, whose)
    await walk.press(who, "已经开展过，补登记")
    await walk[who].sends("今天 9点")
    await walk[who].sees("已开展", "已计入 2026 年")
    its = await newest(walk, Drill)
    of, kind = (TOWN, "town_drill") if its.village_id is None else (("village", str(its.village_id)), "village_drill")
    await heard(walk, Fact(kind, at(walk.now.date(), 9), walk.now, frozenset({of}), id=its.id))


async def excuses(walk: YearWalk) -> None:
    """The chief excuses the point's patrol of March, with a reason that its unit sees."""
    point = (WARNED, str(walk.year.points[0].id), date(2026, 3, 1))
    (duty,) = (one for one in walk.plain.duties if (one.rule, one.who, one.first) == point)
    await walk["chief"].sends("/duties")
    await walk.press("chief", "全镇完成情况")
    await walk.press("chief", "较大以上风险点检查")
    await walk.press("chief", "第0号风险点")
    await walk.press("chief", "免责")
    await walk["chief"].sends("道路中断，无法到达")
    await walk["chief"].sees("状态：免责（赵站长），原因：道路中断，无法到达")
    walk.plain.excuse(duty, walk.now)


async def takes_over(walk: YearWalk) -> None:
    """The new party secretary sees what the former one has left, late and to come."""
    await walk["heir"].sends("/duties")
    card = await walk["heir"].sees("我的责任事项", "主要领导带队检查")
    assert "郝书记" in str(card.labels)


async def red(walk: YearWalk) -> None:
    """The officer on duty lets a red warning of geology be in force."""
    await walk["duty"].sends("/colour")
    await walk.press("duty", "🟥 红色")
    await walk.press("duty", "选条线")
    await walk.press("duty", "地质灾害")
    await walk.press("duty", "返回")
    await walk["duty"].sees("准备设定红色预警", "加密：较大以上风险点检查，每日 1 次")
    await walk.press("duty", "立即生效")
    await walk["duty"].sees("1 个生效中")
    await ticks.do(walk.town, "make_duties")
    walk.set_red("geology")
    await walk["land"].sends("/duties")
    await walk["land"].sees("第0号风险点，07-17 17:30 前，预警加密")


async def lifts(walk: YearWalk) -> None:
    """The officer on duty, who is asked each day, lifts the warning."""
    await walk["duty"].sends("/colour")
    await walk.press("duty", "解除红色预警")
    await walk["duty"].sees("目前没有生效的预警")
    await ticks.do(walk.town, "make_duties")
    walk.lift_red()


async def closes_the_year(walk: YearWalk) -> None:
    """The chief closes the year; everybody assessed is told their score."""
    await walk["chief"].sends("/assessment")
    await walk.press("chief", "年")
    await walk.press("chief", "‹")
    await walk["chief"].sees("2026 年考核", "待结账")
    await walk.press("chief", "🔒 结账")
    await walk.press("chief", "🔒 确认结账")
    await walk["land"].sees("2026 年考核已结账", "自然资源所：")
