"""Excel in and out: each row is judged first, empty cells change nothing, and a second import changes nothing."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import Workbook, load_workbook

from models import Person, Post, Problem
from models.enums import ProblemList, ProblemOrigin, Role
from problem_steps import accepts, finished, found, fresh
from services.core.errors import Forbidden, Refused
from services.core.town import Town
from services.problems import decisions
from services.problems.workbook import importing, reading, writing
from services.problems.workbook.importing import Judged
from services.roster.workbook.tables import Verdict
from township import TownshipDriver

TITLES = ["编号", "清单", "来源", "具体来源", "问题", "责任单位", "责任人", "整改时限", "瞒报"]


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def book(tmp_path: Path, *rows: Sequence[object], titles: Sequence[object] = TITLES) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["青溪镇七张问题清单"])
    sheet.append(list(titles))
    for row in rows:
        sheet.append(list(row))
    path = tmp_path / "problems.xlsx"
    workbook.save(path)
    return path


async def judged(driver: TownshipDriver, path: Path, *, who: str = "chief", write: bool = False) -> list[Judged]:
    rows: list[Judged] = await driver.by(who, importing.judge, reading.read(path, driver.town.texts))
    if write:
        await driver.by(who, importing.take_over, rows)
    return rows


async def problems(driver: TownshipDriver) -> list[Problem]:
    async with driver.town.database.reading() as session:
        return list(await session.scalars(sa.select(Problem).order_by(Problem.id)))


def row(**said: object) -> list[object]:
    usual = {
        "清单": "安全生产",
        "来源": "上级指出",
        "具体来源": "市安委会督导组",
        "问题": "中心校食堂线路老化",
        "责任单位": "自然资源所",
        "整改时限": datetime(2026, 12, 31),  # noqa: DTZ001 - as Excel has it
    } | said
    return [usual.get(title) for title in TITLES]


async def test_rows_are_new_doubtful_or_refused_and_a_second_import_changes_nothing(
    driver: TownshipDriver, tmp_path: Path
) -> None:
    path = book(
        tmp_path,
        row(),
        row(),
        row(问题="中心校食堂线路老化。"),
        row(问题="群众反映采矿粉尘", 清单="信访件", 来源="县镇", 责任人="蒋经办", 整改时限="2026年12月20日"),
        row(问题="没有单位", 责任单位=None),
        row(清单="第八张清单", 问题="清单写错"),
        row(问题="时限已过", 整改时限="2026-01-01"),
        row(编号="WT20200101-0001", 问题="编号不存在"),
        row(问题="不是本单位的人", 责任人="沈经办"),
        [],
    )
    rows = await judged(driver, path, write=True)
    assert [(one.row, one.verdict, one.why) for one in rows] == [
        (3, Verdict.NEW, ()),
        (4, Verdict.DOUBTFUL, ("problem-import-twice",)),
        (5, Verdict.DOUBTFUL, ("problem-import-alike",)),
        (6, Verdict.NEW, ()),
        (7, Verdict.REFUSED, ("problem-lacks-unit",)),
        (8, Verdict.REFUSED, ("problem-import-list",)),
        (9, Verdict.REFUSED, ("problem-import-past",)),
        (10, Verdict.REFUSED, ("problem-import-number",)),
        (11, Verdict.REFUSED, ("problem-import-person",)),
    ]
    made = await problems(driver)
    petition = made[-1]
    assert (petition.on_list, petition.origin) == (ProblemList.PETITION, ProblemOrigin.LOCAL)
    assert petition.person_id == driver.people["land"]
    assert petition.due_at.astimezone(driver.town.zone).strftime("%m-%d %H:%M") == "12-20 17:30"
    again = await judged(driver, path, write=True)
    assert {one.verdict for one in again} == {Verdict.SAME, Verdict.DOUBTFUL, Verdict.REFUSED}
    assert len(await problems(driver)) == len(made)


async def test_a_cell_that_cannot_be_kept_is_refused_with_its_reason_and_not_guessed(
    driver: TownshipDriver, tmp_path: Path
) -> None:
    path = book(
        tmp_path,
        row(问题="来源太长", 具体来源="督" * 129),
        row(问题="看不出瞒没瞒", 瞒报="待核实"),
        row(问题="自己查的不算瞒报", 来源="自查", 瞒报="是"),
        row(问题="瞒报的", 瞒报=True),
        row(问题="没有瞒报的", 瞒报="否", 具体来源="督" * 128),
    )
    rows = await judged(driver, path, write=True)
    assert [one.why for one in rows if one.verdict is Verdict.REFUSED] == [
        ("problem-import-source",),
        ("problem-import-concealed",),
        ("problem-self-found-not-concealed",),
    ]
    assert [one.concealed for one in await problems(driver)] == [True, False]
    again = await judged(driver, path)
    assert [one.verdict for one in again] == [Verdict.REFUSED] * 3 + [Verdict.SAME] * 2


async def test_what_is_much_like_a_known_problem_is_left_to_a_person(driver: TownshipDriver, tmp_path: Path) -> None:
    await found(driver)
    (one,) = await judged(driver, book(tmp_path, row(问题="中心校食堂的线路老化")))
    assert (one.verdict, one.why) == (Verdict.DOUBTFUL, ("problem-import-alike",))


async def test_empty_cells_change_nothing_and_filled_ones_change_only_themselves(
    driver: TownshipDriver, tmp_path: Path
) -> None:
    problem = await found(driver, person_id=driver.people["land"])
    path = book(tmp_path, [problem.number, None, None, None, None, None, None, "2027-01-15 12:00", None])
    (one,) = await judged(driver, path, write=True)
    assert (one.verdict, one.why) == (Verdict.CHANGED, ("problem-import-changes-due",))
    now = await fresh(driver, problem)
    assert now.due_at.astimezone(driver.town.zone).strftime("%m-%d %H:%M") == "01-15 12:00"
    assert (now.text, now.person_id, now.source) == (problem.text, problem.person_id, problem.source)
    assert [one.verdict for one in await judged(driver, path)] == [Verdict.SAME]


async def test_the_exported_file_comes_back_unchanged(driver: TownshipDriver, tmp_path: Path) -> None:
    await found(driver, person_id=driver.people["land"], text="=1+1\n第二行")
    closed = await finished(driver, text="水库泄洪道堵塞")
    await accepts(driver, "deputy", closed)
    marked = await found(driver, text="临时用电不规范")
    await driver.by("chief", decisions.mark, marked.id, "早已知道", concealed=True)
    file_name, content = await driver.by("chief", writing.workbook)
    assert file_name == "问题清单-20261123.xlsx"
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert sheet.cell(3, 5).value == "=1+1\n第二行"
    assert sheet.cell(3, 5).data_type == "s", "words never become a formula"
    path = tmp_path / file_name
    path.write_bytes(content)
    assert [one.verdict for one in await judged(driver, path)] == [Verdict.SAME] * 3


async def test_a_unit_exports_its_own_problems_and_imports_none(driver: TownshipDriver, tmp_path: Path) -> None:
    await found(driver)
    await found(driver, unit_id=driver.units["road-station"], text="护栏缺失")
    _, content = await driver.by("road", writing.workbook)
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert [sheet.cell(at, 5).value for at in range(3, sheet.max_row + 1)] == ["护栏缺失"]
    for who in ("road", "duty", "officer"):
        with pytest.raises(Forbidden):
            await judged(driver, book(tmp_path, row()), who=who)


async def test_what_has_ended_or_was_found_by_the_unit_itself_is_not_changed(
    driver: TownshipDriver, tmp_path: Path
) -> None:
    own = await found(driver, who="land", origin=ProblemOrigin.SELF, source="自查", text="台账不全")
    closed = await finished(driver)
    await accepts(driver, "deputy", closed)
    rows = await judged(
        driver,
        book(
            tmp_path,
            [own.number, None, None, None, None, None, None, None, "是"],
            [closed.number, None, None, "另一个来源", None, None, None, None, None],
            [closed.number, "信访", None, None, None, None, None, None, None],
        ),
    )
    assert [one.why for one in rows] == [
        ("problem-self-found-not-concealed",),
        ("problem-import-ended",),
        ("problem-import-twice",),
    ]


async def test_two_people_of_one_name_need_a_number(driver: TownshipDriver, tmp_path: Path) -> None:
    async with driver.town.database.transaction() as session:
        person = Person(name="蒋经办", phone="+8613911112222")
        session.add(person)
        await session.flush()
        session.add(Post(person_id=person.id, role=Role.UNIT_HANDLER, unit_id=driver.units["natural-resources"]))
        person_id = person.id
    by_name, by_phone = await judged(
        driver, book(tmp_path, row(责任人="蒋经办"), row(问题="另一个很不一样的问题", 责任人="139 1111 2222"))
    )
    assert by_name.why == ("problem-import-person-twice",)
    assert by_phone.entered.person_id == person_id


def test_a_file_that_is_no_workbook_or_has_no_titles_is_refused(tmp_path: Path) -> None:
    from texts.bundle import load

    broken = tmp_path / "x.xlsx"
    broken.write_bytes(b"not a workbook")
    with pytest.raises(Refused, match="register-file-unreadable"):
        reading.read(broken, load())
    with pytest.raises(Refused, match="problem-file-titles"):
        reading.read(book(tmp_path, row(), titles=["甲", "乙"]), load())
