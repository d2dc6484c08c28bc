"""A patrol on the phone: begun from the list or the duty, one press when all is well, a finding that is a hazard."""

from conversation import acting
from models.enums import CaseState, Kind, Source
from patrol_steps import duties, records, risk_point
from sandbox_client import SandboxClient
from services.core.town import Town
from township import SLOPE


async def test_all_is_normal_with_one_press_and_the_place(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await risk_point(s.driver)
        await s["land"].sends("🧭 巡查")
        await s["land"].sees("风险点", "1 处", "🔴 后山滑坡点（上湾村）", "11-30 17:30 前巡查")
        await s.press("land", "后山滑坡点")
        await s["land"].sees("重大风险（红）", "地质灾害", "上湾村", "自然资源所", "责任人", "还没有巡查记录")
        await s.press("land", "一切正常")
        await s["land"].sees("请发送您现在的位置")
        await s["land"].sends(location=SLOPE)
        done = await s["land"].sees("巡查已记录", "后山滑坡点", "得分")
        assert "100：正常 5 ÷（正常 5 ＋ 有问题 0）× 100 = 100" in done.text
        assert "计入责任事项：较大以上风险点检查（11月1日至11月30日）" in done.text
        assert await duties(s.town) == [("11-01", "done")]
        (patrol,) = await records(s.town)
        assert (patrol.distance, patrol.far, len(patrol.items)) == (0, False, 5)


async def test_a_pin_sorts_the_list_and_is_the_place_of_the_nearest(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await risk_point(s.driver, "近处挡墙", latitude=SLOPE[0] + 0.001)
        await risk_point(s.driver, "远处边坡", latitude=SLOPE[0] + 0.05)
        await risk_point(s.driver, "无坐标点", latitude=None, longitude=None)
        await s["land"].sends("/patrol")
        await s.press("land", "按距离排序")
        await s["land"].sees("请发送您现在的位置")
        await s["land"].sends(location=SLOPE)
        found = await s["land"].sees("由近到远", "距您 111 米", "距您 5.6 公里")
        assert [label[2:] for label in found.labels[:3]] == ["近处挡墙", "远处边坡", "无坐标点"]
        await s.press("land", "近处挡墙")
        await s.press("land", "一切正常")
        await s["land"].sees("巡查已记录", "近处挡墙")
        (patrol,) = await records(s.town)
        assert patrol.distance == 111


async def test_a_finding_becomes_a_hazard_in_the_same_dialog(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "duty", delivering=True) as s:
        await risk_point(s.driver)
        await s["land"].sends("/duties")
        await s.press("land", "后山滑坡点")
        await s.press("land", "去巡查")
        await s["land"].sees("巡查：🔴 后山滑坡点", "第 1 项", "裂缝")
        await s.press("land", "正常")
        await s["land"].sees("第 2 项", "落石")
        await s.press("land", "有问题")
        await s["land"].sends("坡顶新掉三块石头")
        await s["land"].sends(album=3)
        await s["land"].sees("坡顶新掉三块石头", "3 份材料")
        await s.press("land", "上报隐患")
        case = await s.case()
        assert (case.source, case.kind, case.state) == (Source.INSPECTION, Kind.HAZARD, CaseState.SUBMITTED)
        assert (case.line, case.village_id, case.landmark) == ("geology", s.driver.villages["shangwan"], "后山滑坡点")
        assert (case.latitude, case.longitude) == SLOPE
        assert "有无落石、掉块、小型垮塌？（有问题）" in case.description
        assert "坡顶新掉三块石头" in case.description
        assert await s.files_of(case) == 3
        await s["duty"].sees(case.number, "坡顶新掉三块石头")
        await s["land"].sends("石头有半米大")
        await s.press("land", "其余均正常")
        await s["land"].sends(location=SLOPE)
        done = await s["land"].sees("巡查已记录", case.number)
        assert "得分 80：正常 4 ÷（正常 4 ＋ 有问题 1）× 100 = 80" in done.text
        assert "石头有半米大" in (await s.case()).description
        (patrol,) = await records(s.town)
        assert [item.case_id for item in patrol.items] == [None, case.id, None, None, None]
        await s.press("land", "查看记录")
        record = await s["land"].sees("巡查记录", "坡顶新掉三块石头", "3 份材料", case.number)
        assert "查看材料 3" in " ".join(record.labels)


async def test_a_problem_that_nobody_filed_is_filed_with_the_result(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await risk_point(s.driver)
        await s["land"].sends("/patrol")
        await s.press("land", "后山滑坡点")
        await s.press("land", "逐项巡查")
        await s["land"].sends("有问题")
        await s["land"].sees("⚠️ 1.")
        await s["land"].sends("屋后裂缝变宽，有人被困")
        await s["land"].sees("有人有危险")
        await s.press("land", "其余均正常")
        await s.press("land", "无法定位，照常提交")
        await s["land"].sees("巡查已记录", "已上报")
        case = await s.case()
        assert case.kind is Kind.INCIDENT, "words that speak of people in danger run round the clock"
        (patrol,) = await records(s.town)
        assert (patrol.latitude, patrol.distance, patrol.items[0].case_id) == (None, None, case.id)


async def test_a_pin_far_from_the_point_is_asked_about_and_marked(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land") as s:
        await risk_point(s.driver)
        await s["land"].sends("/patrol")
        await s.press("land", "后山滑坡点")
        await s.press("land", "一切正常")
        await s["land"].sends(location=(SLOPE[0] + 0.02, SLOPE[1]))
        await s["land"].sees("距风险点 2.2 公里", "照常提交")
        assert await records(s.town) == []
        await s["land"].sends(location=(SLOPE[0] + 0.005, SLOPE[1]))
        await s["land"].sees("巡查已记录")  # 556 m: two datums differ as much
        await s["land"].sends("/patrol")
        await s.press("land", "后山滑坡点")
        await s.press("land", "一切正常")
        await s["land"].sends(location=(SLOPE[0] + 0.02, SLOPE[1]))
        await s.press("land", "照常提交")
        await s["land"].sees("巡查已记录", "位置距风险点 2.2 公里，已注明")
        near, far = await records(s.town)
        assert (near.distance, near.far, far.distance, far.far) == (556, False, 2224, True)


async def test_broken_off_and_taken_up_again_tomorrow_after_a_restart(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer") as s:
        await risk_point(s.driver)
        await s["officer"].sends("/patrol")
        await s.press("officer", "后山滑坡点")
        await s.press("officer", "逐项巡查")
        await s.press("officer", "正常")
        await s.press("officer", "稍后继续")
        await s["officer"].sees("已保存")
        s.driver.forward(days=1)
        await s["officer"].sends("/patrol")
        await s["officer"].sees("继续：后山滑坡点（已答 1/5）")
        await s.press("officer", "继续：后山滑坡点")
        await s["officer"].sends(photo=True)
        await s["officer"].sees("第 2 项", "1 份材料")
        await s.press("officer", "不适用")
        await s.press("officer", "其余均正常")
        await s["officer"].sends(location=SLOPE)
        await s["officer"].sees("巡查已记录", "不适用 1 项不计", "计入责任事项")
        (patrol,) = await records(s.town)
        assert (patrol.at - patrol.begun_at).days == 1


async def test_a_wrong_record_is_withdrawn_and_the_period_is_open_again(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "land", "chief", "build", delivering=True) as s:
        await risk_point(s.driver)
        await s["land"].sends("/patrol")
        await s.press("land", "后山滑坡点")
        await s.press("land", "一切正常")
        await s.press("land", "无法定位")
        await s["land"].sees("计入责任事项")
        await s["build"].sends("/patrol")
        await s["build"].sees("没有与您有关的风险点")
        await s["chief"].sends("/patrol")
        await s.press("chief", "后山滑坡点")
        card = await s["chief"].sees("共 1 次", "蒋经办", "100 分")
        assert "✅ 一切正常" not in card.labels, "the station looks, the people of the point go there"
        await s.press("chief", "的记录")
        await s.press("chief", "撤销记录")
        await s["chief"].sees("请输入撤销原因")
        await s["chief"].sends("没有到现场")
        await s["chief"].sees("已撤销这条巡查记录", "较大以上风险点检查（11月1日至11月30日）：待完成", "没有到现场")
        assert await duties(s.town) == [("11-01", "open")]
        await s["land"].sees("巡查记录已由 赵站长 撤销", "没有到现场")
