"""What the papers on drills, the assessment and training say, for whom, and when they can be had."""

from datetime import date, datetime, timedelta
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from assessment_steps import missed
from document_steps import content, document, words_of
from models.enums import AssessmentEach, DrillForm, DutyState
from scheduler import ticks
from services.assessment import closing
from services.assessment.documents import notice
from services.assessment.periods import Period
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from services.documents import making
from services.drills import planning, script
from services.drills.run import running
from services.training import attendance, timing
from services.training.quiz import attempts
from township import TownshipDriver
from training_steps import AT, asks, held, invited, planned

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def no_file(sha256: str) -> bytes:
    raise FileNotFoundError(sha256)


async def made(driver: TownshipDriver, who: str, code: str, about: int) -> docx.document.Document:
    prepared = await driver.by(who, making.prepare, document(driver, code), about, no_file)
    return docx.Document(BytesIO(prepared.make()))


async def test_a_drill_has_a_plan_before_it_and_a_report_after_it(driver: TownshipDriver) -> None:
    village = driver.villages["shangwan"]
    at = driver.now + timedelta(hours=1)
    drill = await driver.by("principal", planning.plan, village, at, form=DrillForm.TABLETOP, place="村委会")
    await driver.by("principal", script.add, drill.id, "+5 橙色广播：请转移\n+65 @上湾村 请报告")
    plan = await content(driver, "officer", "drill-plan", drill.id)
    assert (plan.title, plan.organiser) == ("上湾村2026年综合桌面推演方案", "冯*")
    first, second = plan.injects
    assert (first.minute, first.scheduled, first.kind, first.recipients) == (
        "+5分钟",
        "11:05",
        "橙色广播",
        "全部参演人员",
    )
    assert (second.scheduled, second.recipients) == ("12:05", "上湾村")
    assert "由组织人逐条公布情景" in words_of(await made(driver, "principal", "drill-plan", drill.id))
    with pytest.raises(Stale, match="drill-is-planned"):
        await content(driver, "principal", "drill-report", drill.id)
    with pytest.raises(Forbidden):
        await content(driver, "neighbour", "drill-plan", drill.id)

    driver.forward(hours=3)
    await driver.by("principal", running.record, drill.id, at)
    report = await content(driver, "officer", "drill-report", drill.id)
    assert (report.title, report.ran) == ("上湾村2026年综合桌面推演评估报告", "2026年11月23日11:00")
    assert {one.sent for one in report.injects} == {"—"}, "it was entered afterwards"
    assert "评估组尚未评估" in words_of(await made(driver, "principal", "drill-report", drill.id))
    with pytest.raises(Stale, match="drill-is-held"):
        await content(driver, "principal", "drill-plan", drill.id)


async def test_the_notice_of_a_period_names_each_point_that_was_lost(town: Town) -> None:
    driver = await TownshipDriver.open(town, at=datetime(2026, 8, 3, 10, tzinfo=town.zone))
    august = Period(AssessmentEach.MONTH, date(2026, 8, 1))
    await ticks.do(driver.town, "keep_assessments")
    for day, state in ((5, DutyState.DONE), (6, DutyState.MISSED)):
        due = datetime(2026, 8, day, 18, tzinfo=town.zone)
        await missed(driver, "unit", driver.units["natural-resources"], due, state=state, settled_at=due)
    said = await content(driver, "chief", "assessment", notice.number(august))
    assert (said.title, said.closed_on) == ("2026年8月考核情况（未结账）", "")
    driver.clock.at = datetime(2026, 9, 2, 10, tzinfo=town.zone)
    await driver.by("chief", closing.close, august)
    said = await content(driver, "chief", "assessment", notice.number(august))
    assert (said.title, said.closed_on) == ("2026年8月考核结果通报", "2026年9月2日")
    assert [(one.kind, len(one.holders)) for one in said.kinds] == [
        ("村社", len(driver.villages)),
        ("单位", len(driver.units)),
        ("条线", len(town.settings.lines)),
    ]
    (loss,) = said.losses
    assert (loss.holder, loss.item_name, loss.lost) == ("自然资源所", "其他责任事项", "5")
    assert loss.outcomes.startswith("2026.8.6 未履行：")
    own = await content(driver, "land_head", "assessment", notice.number(august))
    assert [[one.holder for one in kind.holders] for kind in own.kinds] == [["自然资源所"]]
    with pytest.raises(Forbidden):
        await content(driver, "operator", "assessment", notice.number(august))
    with pytest.raises(Stale):
        await content(driver, "chief", "assessment", 20260413)

    paper = await made(driver, "chief", "assessment", notice.number(august))
    for table, kind in zip(paper.tables, said.kinds, strict=False):
        titles, *rows = ([cell.text for cell in row.cells] for row in table.rows)
        assert len(titles) == 6 + len(kind.items)
        assert [row[0] for row in rows] == [one.holder for one in kind.holders]
        widths = [cell.width.mm for cell in table.rows[0].cells if cell.width]
        assert sum(widths) == pytest.approx(225, abs=1), "as wide as the page"
        assert [round(one.width.mm) for one in table.columns if one.width] == [round(one) for one in widths]


async def test_a_session_has_a_sheet_to_sign_and_a_record_and_the_year_its_hours(driver: TownshipDriver) -> None:
    session = await planned(driver)
    sheet = await content(driver, "duty", "training-sheet", session.id)
    assert (sheet.title, sheet.taught) == ("消防培训签到表", "2026年12月4日9:00至11:00")
    assert [one.person[0] for one in sheet.people if one.person] == ["孙", "李", "冯", "褚", "朱"], "its audience"
    assert [one.person for one in sheet.people][-1] == "", "rows for who comes without an invitation"
    with pytest.raises(Forbidden):
        await content(driver, "principal", "training-sheet", session.id)

    session = await invited(driver)
    await asks(driver, session.id)
    driver.clock.at = AT
    attempt = await driver.by("night", attempts.begin, session.id)
    for place, letters in enumerate(("B", "A")):
        await driver.by("night", attempts.answer, attempt.id, place, letters)
    with pytest.raises(Stale, match="training-is-invited"):
        await content(driver, "duty", "training-record", session.id)
    driver.clock.at = timing.ends_at(session)
    await driver.by("duty", attendance.note, session.id, [driver.people[one] for one in ("night", "principal")])
    await driver.by("duty", attendance.enter, session.id)
    record = await content(driver, "duty", "training-record", session.id)
    assert (record.expected, record.present, record.absent) == (5, 2, 3)
    by_name = {one.person[0]: (one.post, one.attended, one.quiz) for one in record.people}
    assert by_name["李"] == ("应急管理站站员", "到课", "60/100分，合格")
    assert by_name["冯"][1:] == ("到课", "—")
    assert by_name["褚"][1:] == ("缺课", "—")

    await held(driver, AT + timedelta(days=7), "night", "both")
    year = await content(driver, "duty", "training-hours", 2026)
    assert {one.person[0]: (one.total, one.lacking) for one in year.staff} == {
        "孙": ("0", "24"),
        "朱": ("2", "22"),
        "李": ("2 + 2 = 4", "20"),
    }
    assert [(one.date, one.attendance) for one in year.sessions] == [("2026.12.4", 2), ("2026.12.11", 2)]
    for code, about in (("training-record", session.id), ("training-hours", 2026), ("training-sheet", session.id)):
        assert "{" not in words_of(await made(driver, "duty", code, about))


async def test_the_signature_stays_with_the_last_words_or_the_last_row(driver: TownshipDriver) -> None:
    paper = await made(driver, "duty", "training-hours", 2026)
    (staff,) = paper.tables
    lead_in = next(one for one in paper.paragraphs if "应满" in one.text)
    assert lead_in.paragraph_format.keep_with_next, "the words before a table stay with it"
    assert not [one for row in staff.rows[:-1] for one in row._tr.iter(qn("w:keepNext"))]
    signed = next(at for at, one in enumerate(paper.paragraphs) if one.style and one.style.name == "Signature")
    before = paper.paragraphs[signed - 2 : signed]
    assert [(one.text, one.paragraph_format.keep_with_next) for one in before] == [("无。", True), ("", True)]
    session = await held(driver, AT, "night")
    (people,) = (await made(driver, "duty", "training-record", session.id)).tables
    assert len(list(people.rows[-1]._tr.iter(qn("w:keepNext")))) == 5, "each cell of the last row"
