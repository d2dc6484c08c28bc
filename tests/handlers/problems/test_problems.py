"""The seven problem lists on the phone: entered, planned, rectified with photos, reviewed, accepted by another."""

import sqlalchemy as sa

from conversation import Conversation, acting
from models import Problem
from models.enums import ProblemState
from problem_steps import found
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town


async def only(s: Conversation) -> Problem:
    async with s.town.database.reading() as session:
        return (await session.scalars(sa.select(Problem))).one()


async def test_from_the_entry_to_the_closing(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "deputy", "land", delivering=True) as s:
        await s["duty"].sends("/problems")
        await s["duty"].sees("七张问题清单", "生产安全：未销号 0")
        await s.press("duty", "登记问题")
        await s["duty"].sees("列入哪张清单")
        await s.press("duty", "生产安全")
        await s.press("duty", "上级指出")
        await s["duty"].sends("市安委会督导组")
        await s["duty"].sends("中心校食堂线路老化，\n存在火灾隐患")
        await s.press("duty", "自然资源所")
        await s["duty"].sees("什么时候前整改完")
        await s["duty"].sends(photo=True)
        await s.press("duty", "30 天")
        card = await s["duty"].sees("清单：生产安全", "来源：上级指出（市安委会督导组）", "存在火灾隐患", "附件：1 件")
        assert "⚠️ 认定瞒报" in card.labels
        await s.press("duty", "✅ 登记")
        await s["duty"].sees("已登记，编号 WT20261123-0001", "下一步：责任单位报措施")
        await s["land"].sees("您单位有一个新问题", "WT20261123-0001")
        await s.press("land", "打开")
        await s.press("land", "加措施")
        await s["land"].sends("1、拆除老化线路\n2、更换阻燃线")
        await s["land"].sees("已加 2 条措施", "还差一条举一反三的措施")
        await s.press("land", "举一反三")
        await s["land"].sends("全镇学校排查同类线路")
        await s["land"].sees("3. 【举一反三】全镇学校排查同类线路", "措施已齐")
        await s.press("land", "第 2 条")
        await s.press("land", "定这条的时限")
        await s["land"].sees("请选日期")
        await s.press("land", "返回")
        await s["land"].sees("删除这条")
        await s.press("land", "删除这条")
        await s.press("land", "报送措施")
        await s["land"].sees("措施已报送", "措施待审")
        await s["duty"].sees("报来", "2 条措施")
        await s.press("duty", "打开")
        await s.press("duty", "同意措施")
        await s["land"].sees("措施已同意")
        await s.press("land", "打开")
        for index in (1, 2):
            await s.press("land", f"第 {index} 条进展")
            await s["land"].sees("请发来做了什么")
            await s["land"].sends(f"第 {index} 条已落实")
            assert "✅ 这条完成，提交审核" not in (await s.sees("land")).labels, "without evidence it is not done"
            await s["land"].sends(photo=True)
            await s.press("land", "这条完成")
            await s["land"].sees("已提交，等待审核")
            await s["duty"].sees("填报", "该条完成", f"第 {index} 条已落实")
            await s.press("duty", "打开")
            await s.press("duty", "审核进展（1）")
            await s["duty"].sees("进展审核", "待审核")
            await s.press("duty", "✅ 通过")
        await s["deputy"].sees("措施已全部完成", "自然资源所以外的人")
        await s["deputy"].sends("/problems")
        await s.press("deputy", "生产安全 1")
        await s.press("deputy", "中心校食堂")
        await s.press("deputy", "🔍 验收")
        await s["deputy"].sees("请写验收意见")
        await s["deputy"].sends("到校查看，线路已更换")
        await s.press("deputy", "验收通过，销号")
        await s["deputy"].sees("🟢", "已销号", "整改已完成")
        assert (await only(s)).state is ProblemState.CLOSED
        await s.press("deputy", "进展记录")
        await s["deputy"].sees("（验收）：到校查看，线路已更换", "（该条完成）：第 2 条已落实", "已通过")
        await s.press("deputy", "返回")
        await s.press("deputy", "办理过程")
        await s["deputy"].sees("登记", "报送措施", "验收销号（钱副站长）")
        await s["land"].sees("已验收销号")


async def test_a_unit_sees_its_own_problems_only_and_is_reminded_in_the_list_of_the_day(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "road", "officer") as s:
        await found(s.driver)
        await s["land"].sends("/problems")
        await s["land"].sees("生产安全：未销号 1，本年销号 0", "🟡1")
        await s["road"].sends("/problems")
        await s["road"].sees("生产安全：未销号 0")
        await s["officer"].sends("/problems")
        await s["officer"].sees("您没有此项权限")
        s.driver.forward(days=8)
        await ticks.work_off(s.town)
        await s["land"].sends("/today")
        await s["land"].sees("报整改措施")


async def test_a_unit_enters_what_it_found_and_the_station_changes_hands_time_and_mark(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "chief") as s:
        await s["land"].sends("/problems")
        await s.press("land", "登记问题")
        await s.press("land", "信访")
        await s["land"].sees("来源：单位自查", "责任单位：自然资源所", "具体来源")
        await s["land"].sends("十一月自查")
        await s["land"].sends("12-20 17:00")
        await s["land"].sends("群众反映采矿粉尘没有及时答复，多次来访")
        await s.press("land", "✅ 登记")
        await s["land"].sees("已登记")
        await s["chief"].sends("/problems")
        await s.press("chief", "全部清单")
        await s.press("chief", "群众反映采矿")
        await s.press("chief", "更多操作")
        assert "⚠️ 认定瞒报" not in (await s.sees("chief")).labels
        await s.press("chief", "改责任单位")
        await s.press("chief", "公路养护站")
        await s.press("chief", "沈经办")
        await s["chief"].sees("责任单位：公路养护站，责任人：沈经办")
        await s.press("chief", "更多操作")
        await s.press("chief", "撤销登记")
        await s["chief"].sends("重复登记")
        await s["chief"].sees("已撤销登记", "状态：已撤销")
        await s.press("chief", "更多操作")
        await s.press("chief", "重新整改")
        await s["chief"].sends("不是重复")
        await s["chief"].sees("待报措施")
