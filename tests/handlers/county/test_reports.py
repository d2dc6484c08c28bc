"""Reports to the county in chat: one card in any order, the text to copy, telephone first, versions, Excel."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import httpx
import sqlalchemy as sa
from openpyxl import load_workbook

from conversation import Conversation, acting, running
from models import Case, CountyReport, Person
from models.enums import DraftState, Kind, Language
from patience import until
from sandbox_client import SandboxClient
from scheduler import ticks
from services.core.town import Town
from services.county import clock as county_clock
from services.county import phone_alarm
from services.county.phone_alarm import Alarm
from services.triage import triage


async def incident(s: Conversation, **fields: object) -> Case:
    """An incident that was confirmed, shown to the duty officer."""
    case = await s.driver.files(kind=Kind.INCIDENT, **fields)
    await s.driver.by("duty", triage.judge, case.id)
    return case


async def opens(s: Conversation, case: Case, who: str = "duty") -> None:
    await s[who].sends(case.number)
    await s[who].sees(case.number, "县级报送")


async def reports(s: Conversation) -> list[CountyReport]:
    async with s.town.database.reading() as session:
        return list(await session.scalars(sa.select(CountyReport).order_by(CountyReport.id)))


async def later(s: Conversation, at: datetime) -> None:
    s.driver.clock.at = at
    await ticks.work_off(s.driver.town)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


async def first(s: Conversation, case: Case) -> None:
    """The first report, sent."""
    await opens(s, case)
    await s.press("duty", "写初报")
    await s["duty"].sends("受灾12人，转移5，死亡0，失踪0，受伤1人，倒塌0，损坏2间，农作物1.5公顷，损失0.8万元")
    await s["duty"].sees("受灾人口 12")
    await s["duty"].sees("报出后")
    await s.press("duty", "系统填报")
    await s["duty"].sees("初报已报送云川县应急管理局")


async def test_the_filed_card_says_by_when_and_has_the_button(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "officer", "duty", "land", delivering=True) as s:
        case = await s.driver.files(kind=Kind.INCIDENT)
        shown = await s["duty"].sees(f"新上报 {case.number}", "📤 初报 11-23 11:00 前报县里")
        assert "📤 写初报" in shown.labels
        await s["officer"].sends(case.number)
        seen = await s["officer"].sees(case.number)
        assert "报县里" not in seen.text, "the reporter has no part in it"
        assert not [label for label in seen.labels if "初报" in label or "报送" in label]


async def test_a_first_report_from_figures_in_any_order_to_the_text_that_was_sent(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await incident(s)
        await opens(s, case)
        await s.press("duty", "写初报")
        shown = await s["duty"].sees("初报", "11-23 11:00 前", "受灾人口 待核", "处置情况")
        assert max(len(row) for row in shown["buttons"]) == 2, "three figures a row are cut on a narrow phone"
        await s["duty"].sends("已转移群众到村小学，正在排查")
        await s["duty"].sees("处置情况：已转移群众到村小学")
        await s.press("duty", "受灾人口")
        await s["duty"].sees("受灾人口（人），现为 待核")
        async with running(s, sandbox_url):  # a restart in the middle
            await s["duty"].sends("１２")
            await s["duty"].sees("受灾人口 12")
        await s.press("duty", "受伤")
        await s.press("duty", "2")
        await s["duty"].sees("受伤 2")
        await s.press("duty", "倒塌房屋")
        for wrong in ("-1", "十", "1e9", "=1+1", "9" * 30):
            await s["duty"].sends(wrong)
            await s["duty"].sees("请输入不带正负号的整数")
        await s.press("duty", "返回")
        await s.press("duty", "其余填 0")
        await s["duty"].sees("倒塌房屋 0")
        await s.press("duty", "生成文稿")
        await s["duty"].sees("报送单位：云川县应急管理局", "报送时间：点下面按钮时", "系统填报", "传真")
        text = await s["duty"].sees("青溪镇险情初报", "处置情况：已转移群众到村小学")
        assert text.text.startswith("青溪镇险情初报"), "nothing but the text, to be copied"
        assert "受伤 2 人" in text.text
        s.driver.forward(minutes=20)
        await s.press("duty", "改报送时间")
        await s.press("duty", "10 分钟前")
        await s["duty"].sees("报送时间：11-23 10:10")
        await s.press("duty", "政务通或工作群")
        await s["duty"].sees("✅ 初报已报送云川县应急管理局", "📤 续报 11-24 08:00 前报县里", "已报 1 份")
        [report] = await reports(s)
        assert report.sent_at == local(23, 10, 10)
        answer = await s["duty"].taps(data=f"p:county_card:{(await s.drafts())[-1].id}:sent.fax", stale=True)
        assert "已提交" in answer["text"], "an old button sends nothing twice"
        assert len(await reports(s)) == 1
        assert shown.id


async def test_the_morning_prompt_a_zero_report_and_stable(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "deputy", delivering=True) as s:
        case = await incident(s)
        await first(s, case)
        await later(s, local(24, 7, 30))
        shown = await s["duty"].sees(f"{case.number} 待续报，11-24 08:00 到期", "⭕ 零报告")
        assert "📤 写续报" in shown.labels
        await s["duty"].sends("/today")
        await s["duty"].sees("续报")
        await s.press("duty", "零报告")
        await s["duty"].sees("续报1（零报告）", "报出后")
        await s["duty"].sees("零报告：较上次报告，灾情没有新的变化。")
        await s.press("duty", "电话")
        await s["duty"].sees("续报1（零报告）已报送", "续报 11-25 08:00 前")
        before = len(await s["deputy"].reads())
        await later(s, local(24, 8, 5))
        new = (await s["deputy"].reads())[before:]
        assert not [one for one in new if "续报" in one.text.splitlines()[0]], "settled in time"
        await s.press("duty", "灾情稳定")
        await s["duty"].sees("确认灾情不再扩大")
        await s.press("duty", "确认稳定")
        await s["duty"].sees("已记录灾情稳定", "核报 11-25 17:30 前报县里")
        await s.press("duty", "写核报")
        await s.press("duty", "生成文稿")
        await s.press("duty", "系统填报")
        await s["duty"].sees("核报已报送", "县级报送：已核报")


async def test_a_death_turns_the_card_into_a_telephone(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "chief", "director", delivering=True) as s:
        case = await incident(s)
        await opens(s, case)
        await s.press("duty", "写初报")
        await s["duty"].sends("死亡1，失踪2")
        shown = await s["duty"].sees("先打电话，再写材料", "县应急管理局值班室：023-5550 0119")
        assert "✅ 生成文稿" not in shown.labels
        for who in ("chief", "director"):
            await s[who].sees("请立即电话报告县里：死亡 1 人、失踪 2 人")
        await s.press("duty", "改失踪人数")
        await s["duty"].sends("0")
        await s["duty"].sees("先打电话", "死亡 1 人、失踪 0 人")
        await s.press("duty", "打不通，先写材料")
        await s["duty"].sees("死亡 1", "生成文稿")
        await s.press("duty", "📣 引起舆情")
        await s["duty"].sees("先打电话", "引起舆情关注")
        s.driver.forward(minutes=3)
        await s.press("duty", "已电话报告：县应急管理局值班室")
        await s["duty"].sees("生成文稿", "舆情关注：有")
        await s["chief"].sees("已电话报告：县应急管理局值班室")
        await opens(s, case)  # the number alone is no word of the report
        seen = await s["duty"].sees(case.number, "写初报")
        assert "先打电话" not in seen.text


async def test_the_telephone_is_on_the_cases_card_and_only_the_first_call_counts(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "night") as s:
        case = await incident(s)
        await s.driver.by("duty", phone_alarm.flag, case.id, Alarm(missing=1))
        for who in ("duty", "night"):
            await s[who].sends(case.number)
            await s[who].sees("先打电话报告县里", "📞 先打电话")
            await s.press(who, "📞 先打电话")
            await s[who].sees("先打电话，再写材料", "✅ 已电话报告：县政府总值班室")
        await s.press("duty", "已电话报告：县政府总值班室")
        await s["duty"].sees("已记录：电话报告县政府总值班室")
        answer = await s.press("night", "已电话报告：县应急管理局值班室")
        assert "已电话报告县里" in answer["text"]


async def test_a_figure_that_falls_is_asked_about(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await incident(s)
        await first(s, case)
        s.driver.clock.at = local(24, 7, 40)
        await opens(s, case)
        await s.press("duty", "写续报")
        await s["duty"].sees("受灾人口 12", "受伤 1")
        await s["duty"].sends("受伤0")
        await s["duty"].sees("受伤 0")
        await s.press("duty", "生成文稿")
        await s["duty"].sees("请核对", "受伤由 1 减为 0，是核减吗？")
        await s.press("duty", "核对无误")
        await s["duty"].sees("较上次报告：受伤由1核减为0。")
        await s.press("duty", "传真")
        await s["duty"].sees("续报1已报送")


async def test_a_correction_keeps_the_old_version_in_sight(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "night") as s:
        case = await incident(s)
        await first(s, case)
        await s.press("duty", "初报 ·")
        await s["duty"].sees("报送云川县应急管理局 · 系统填报 · 11-23 10:00 · 孙值班", "✏️ 更正")
        await s.press("duty", "更正")
        await s["duty"].sees("初报（更正1）", "还差：更正原因")
        await s.press("duty", "更正原因")
        await s["duty"].sends("村里复核")
        await s["duty"].sends("受灾9人")
        await s["duty"].sees("受灾人口 9", "更正原因：村里复核")
        await s.press("duty", "生成文稿")
        await s["duty"].sees("更正说明：村里复核。以本次更正为准，原报告留存备查。")
        await s.press("duty", "系统填报")
        shown = await s["duty"].sees("初报（更正1）已报送", "已报 2 份")
        assert len([label for label in shown.labels if label.startswith("初报")]) == 2
        await s.press("duty", "初报 ·")
        seen = await s["duty"].sees("已被初报（更正1）更正，本版留存备查", "受灾人口 12 人")
        assert "✏️ 更正" not in seen.labels


async def test_the_second_of_two_officers_is_told_and_not_caught(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "night") as s:
        case = await incident(s)
        await opens(s, case, "night")
        await s.press("night", "写初报")
        await first(s, case)
        answer = await s.press("night", "生成文稿")
        assert "孙值班" in answer["text"]
        cards = {draft.person_id: draft.state for draft in await s.drafts() if draft.subject_id == case.id}
        assert cards[s.driver.people["night"]] is DraftState.CANCELLED
        assert len(await reports(s)) == 1


async def test_a_leader_waives_with_a_reason_and_an_officer_cannot(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "deputy") as s:
        case = await incident(s)
        await opens(s, case)
        await s.press("duty", "📋 县级报送")
        seen = await s["duty"].sees("还没有报送过")
        assert not [label for label in seen.labels if "无需报送" in label]
        await opens(s, case, "deputy")
        await s.press("deputy", "📋 县级报送")
        await s.press("deputy", "无需报送")
        await s["deputy"].sees("请选择原因")
        await s.press("deputy", "未达到报送标准")
        await s["deputy"].sees("已记录", "县级报送：无需报送")
        await s.press("deputy", "办理过程")
        await s["deputy"].sees("无需报送县里", "未达到报送标准")


async def test_the_excel_file_has_every_version_and_no_formula(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await incident(s, text='=HYPERLINK("http://x")\x07')
        await opens(s, case)
        await s.press("duty", "写初报")
        await s["duty"].sends("+cmd|' /C calc'!A0")
        await s.press("duty", "生成文稿")
        await s.press("duty", "系统填报")
        await s["duty"].sees("初报已报送")
        await s.press("duty", "Excel")
        content = await _document(s, sandbox, f"{case.number}.xlsx")
        book = load_workbook(BytesIO(content))
        assert book.sheetnames == ["报送汇总", "初报"]
        listed = book["报送汇总"]
        assert [cell.value for cell in listed[2]][:6] == [
            "报送类别", "事项编号", "地点", "事发时间", "数据截止时间", "受灾人口（人）",
        ]  # fmt: skip
        assert listed["A3"].value == "初报"
        assert listed["F3"].value == "待核"
        for sheet in book:
            assert all(cell.data_type in ("s", "n") for row in sheet for cell in row), "no formula anywhere"
        assert "+cmd|" in [cell.value for cell in listed[3]][20]


async def _document(s: Conversation, sandbox: SandboxClient, name: str) -> bytes:
    """Download the document of this name that the duty officer was sent."""

    async def sent() -> str | None:
        return next((message["document"] for message in await s["duty"].reads() if message.get("document")), None)

    file_id = await until(sent, what="no document was sent")
    assert name in str(await sandbox.calls("sendDocument"))
    async with httpx.AsyncClient(base_url=sandbox.url, trust_env=False) as client:
        found = (await client.get(f"/bot{sandbox.token}/getFile", params={"file_id": file_id})).json()["result"]
        return (await client.get(f"/file/bot{sandbox.token}/{found['file_path']}")).content


async def test_a_drill_says_so_and_nobody_is_really_called(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await incident(s)
        async with s.town.database.transaction() as session:
            await session.execute(sa.update(Case).where(Case.id == case.id).values(drill=True))
        await opens(s, case)
        await s.press("duty", "写初报")
        await s["duty"].sees("【演练】", "初报")
        await s["duty"].sends("死亡1")
        shown = await s["duty"].sees("演练：不要真的拨打")
        assert "5550" not in shown.text
        await s.press("duty", "已电话报告：县应急管理局值班室")
        await s.press("duty", "生成文稿")
        text = await s["duty"].sees("险情初报")
        assert text.text.startswith("【演练】")


async def test_a_photo_meanwhile_does_not_lose_the_card(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await incident(s)
        await opens(s, case)
        await s.press("duty", "写初报")
        await s["duty"].sends(photo=True)
        await s["duty"].sees("报送内容请用文字和数字")
        await s["duty"].sends(photo=True, caption="已转移三户")
        await s["duty"].sees("没看懂“已转移三户”里的数", "紧急转移安置")
        await s["duty"].sends("两人")
        await s["duty"].sees("紧急转移安置 2 人")
        await s["duty"].sees("报出后")
        await s["duty"].sends("受灾3人")
        await s["duty"].sees("受灾人口 3")
        await s["duty"].sees("报出后", "不填了")
        await s.press("duty", "不填了")
        await s["duty"].sees("没有报送")
        async with s.town.database.reading() as session:
            assert await county_clock.running(session, case.id) is not None, "the deadline runs on"


async def test_the_time_of_the_event_is_put_right_from_the_card(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await incident(s)
        await opens(s, case)
        await s.press("duty", "写初报")
        await s.press("duty", "事发时间")
        await s["duty"].sends("9:40")
        await s["duty"].sees("事发时间：11-23 09:40", "11-23 10:40 前")


async def test_the_list_of_what_the_county_is_still_to_get(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "geology_director", "officer") as s:
        await s["duty"].sends("/county")
        await s["duty"].sees("没有要报县里的险情")
        case = await incident(s)
        other = await incident(s, line="fire")
        await first(s, other)
        await s["duty"].sends("县级报送")
        seen = await s["duty"].sees("还要报 2 件")
        assert [label.split(" ", 1)[1] for label in seen.labels] == [
            f"{case.number} 初报 11-23 11:00 前",
            f"{other.number} 续报 11-24 08:00 前",
        ]
        await s["geology_director"].sends("/county")
        await s["geology_director"].sees("还要报 1 件", case.number)
        await s.press("geology_director", case.number)
        shown = await s["geology_director"].sees("还没有报送过")
        assert not [label for label in shown.labels if "写初报" in label], "seeing is not writing"
        await s["officer"].sends("/county")
        await s["officer"].sees("没有此项权限")


async def test_the_chat_speaks_english_and_the_text_to_the_county_chinese(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await incident(s)
        async with s.town.database.transaction() as session:
            await session.execute(
                sa.update(Person).where(Person.id == s.driver.people["duty"]).values(language=Language.EN)
            )
        await s["duty"].sends(case.number)
        await s["duty"].sees("First report to the county by 11-23 11:00")
        await s.press("duty", "Write the first report")
        await s["duty"].sends("affected 12, dead 0, crops 1.5")
        await s["duty"].sees("受灾人口 12 人")
        await s["duty"].sees("Once it is sent")
        await s["duty"].sees("青溪镇险情初报", "受灾人口 12 人")


async def test_a_figure_that_is_about_is_marked_until_it_is_exact(
    town: Town, sandbox: SandboxClient, sandbox_url: str
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty") as s:
        case = await incident(s)
        await opens(s, case)
        await s.press("duty", "写初报")
        await s["duty"].sends("受灾3到5人，死亡0，失踪0，受伤0，转移2人")
        marked = "受灾人口 约5，待核：原话“受灾3到5人”"
        await s["duty"].sees("报出后", marked)
        await s.press("duty", "改数据")
        assert "受灾人口 约5" in (await s["duty"].sees(marked)).labels
        await s["duty"].sends("受灾4人")
        assert "待核：原话" not in (await s["duty"].sees("报出后")).text
