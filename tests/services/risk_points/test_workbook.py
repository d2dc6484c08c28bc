"""Eighty points imported twice: a preview names each row, empty cells and the second run change nothing."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

from models import RiskPoint, RiskPointCard
from models.enums import Level
from services.core.errors import Forbidden, Refused
from services.core.town import Town
from services.risk_points import register, work_card
from services.risk_points.workbook import importing, reading, writing
from services.risk_points.workbook.importing import Judged
from services.roster.workbook.tables import Verdict
from services.shelters import register as shelters
from township import TownshipDriver

TITLES = (
    *("风险点编码", "风险点名称", "条线", "风险等级", "村社编码", "责任单位编码", "责任人手机号", "监测人"),
    *("监测人电话", "受威胁户数", "防范措施"),
)


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def book(folder: Path, rows: Sequence[Sequence[object]], titles: Sequence[str] = TITLES) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["青溪镇风险点台账"])
    sheet.append(list(titles))
    for one in rows:
        sheet.append(list(one))
    path = folder / "points.xlsx"
    workbook.save(path)
    return path


def row(number: int, **said: object) -> list[object]:
    usual: dict[str, object] = {
        "风险点编码": f"P-{number:03}",
        "风险点名称": f"{number}号边坡",
        "条线": "地质灾害",
        "风险等级": "较大风险（橙）",
        "村社编码": "上湾村",
        "责任单位编码": "自然资源所",
        "责任人手机号": "蒋经办",
        "监测人": "周监测",
        "监测人电话": "13800138000",
        "受威胁户数": 3,
        "防范措施": "雨天封闭",
    } | said
    return [usual.get(title) for title in TITLES]


def eighty() -> list[list[object]]:
    """Return the rows of the requirement: five without a number, three of one name, ten with empty cells."""
    rows = [row(number) for number in range(1, 81)]
    for at in range(5):
        rows[at][0] = None
    for at in (10, 11, 12):
        rows[at][1] = "村道边坡"
    for at in range(20, 30):
        rows[at][6:] = [None] * 5
    return rows


async def judged(
    driver: TownshipDriver, path: Path, *, who: str = "duty", write: bool = False, **how: bool
) -> list[Judged]:
    rows: list[Judged] = await driver.by(
        who, importing.judge, reading.read(path, driver.town.settings, driver.town.texts)
    )
    if write:
        await driver.by(who, importing.take_over, rows, **how)
    return rows


def verdicts(rows: list[Judged]) -> Counter[Verdict]:
    return Counter(one.verdict for one in rows)


async def points(driver: TownshipDriver) -> dict[str, RiskPoint]:
    async with driver.town.database.reading() as session:
        return {one.code: one for one in await session.scalars(sa.select(RiskPoint))}


async def test_eighty_points_imported_twice(driver: TownshipDriver, tmp_path: Path) -> None:
    for name in ("1号边坡", "2号边坡"):  # known by their names; the others without a number are new to the register
        await driver.by(
            "duty", register.add, name=name, line="geology", level=Level.LOW, village_id=driver.villages["shangwan"]
        )
    path = book(tmp_path, eighty())
    preview = await judged(driver, path)
    assert len(await points(driver)) == 2, "a preview writes nothing"
    assert verdicts(preview) == {Verdict.NEW: 72, Verdict.CHANGED: 2, Verdict.REFUSED: 3, Verdict.DOUBTFUL: 3}
    assert {one.row: one.why for one in preview if one.verdict is Verdict.REFUSED} == dict.fromkeys(
        (5, 6, 7), ("risk-import-lacks-code",)
    )
    assert {(one.row, one.why) for one in preview if one.verdict is Verdict.DOUBTFUL} == {
        (at, ("risk-import-namesake",)) for at in (13, 14, 15)
    }
    assert {"level", "measures"} <= set(preview[0].columns)
    await judged(driver, path, write=True)
    known = await points(driver)
    assert len(known) == 74
    assert (known["P-080"].person_id, known["P-080"].households) == (driver.people["land"], 3)
    assert (known["P-021"].person_id, known["P-021"].measures) == (None, None)
    assert known["FX-001"].level is Level.LARGER
    again = await judged(driver, path, write=True, doubtful=True)
    assert verdicts(again) == {Verdict.SAME: 74, Verdict.REFUSED: 3, Verdict.DOUBTFUL: 3}
    assert len(await points(driver)) == 77, "somebody said that the three of one name are three places"
    assert verdicts(await judged(driver, path, write=True)) == {Verdict.SAME: 77, Verdict.REFUSED: 3}
    for code, one in (await points(driver)).items():
        past = (await driver.by("duty", register.shown, one.id)).past.total
        assert past == (2 if code in ("FX-001", "FX-002") else 1), "added, or added and changed, once"


async def test_empty_cells_change_nothing_and_filled_ones_only_themselves(
    driver: TownshipDriver, tmp_path: Path
) -> None:
    await judged(driver, book(tmp_path, [row(1)]), write=True)
    before = (await points(driver))["P-001"]
    path = book(tmp_path, [["P-001", *[None] * 8, 12, None], ["P-001", *[None] * 8, 13, None]])
    changed, twice = await judged(driver, path, write=True)
    assert (changed.verdict, changed.columns) == (Verdict.CHANGED, ("households",))
    assert (twice.verdict, twice.why) == (Verdict.DOUBTFUL, ("risk-import-twice",))
    after = (await points(driver))["P-001"]
    assert (after.households, before.households) == (12, 3)
    for name in ("name", "level", "person_id", "monitor", "measures"):
        assert getattr(after, name) == getattr(before, name)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"风险等级": "特级"}, "risk-import-bad-level"),
        ({"村社编码": "无名村"}, "register-unknown-village"),
        ({"责任人手机号": "13999999999"}, "register-unknown-person"),
        ({"受威胁户数": "很多"}, "risk-import-bad-households"),
        ({"监测人电话": "12"}, "risk-import-bad-monitor-phone"),
        ({"条线": None}, "risk-import-lacks-line"),
    ],
)
async def test_a_row_that_cannot_be_understood_is_refused_with_its_reason(
    driver: TownshipDriver, tmp_path: Path, said: dict[str, object], why: str
) -> None:
    (one,) = await judged(driver, book(tmp_path, [row(1, **said)]))
    assert (one.verdict, one.why) == (Verdict.REFUSED, (why,))


async def test_the_words_of_the_card_come_with_the_point_and_go_out_again(
    driver: TownshipDriver, tmp_path: Path
) -> None:
    school = await driver.by("duty", shelters.enter, name="中心小学", village_id=driver.villages["shangwan"])
    titles = [*TITLES, "临灾判据", "预定安置点", "医疗救护单位"]
    rows = [
        [*row(1), "裂缝增宽 5 毫米", "中心小学", "卫生院、王院长、13800138000"],
        [*row(2), None, "没有的学校", None],
    ]
    path = book(tmp_path, rows, titles)
    new, refused = await judged(driver, path, write=True)
    assert (new.verdict, refused.why) == (Verdict.NEW, ("risk-import-unknown-shelter",))
    point = (await points(driver))["P-001"]
    async with driver.town.database.reading() as session:
        card = await session.get_one(RiskPointCard, point.id)
    assert (card.criterion, card.shelter_id) == ("裂缝增宽 5 毫米", school.id)
    assert card.units == {"medicine": {"unit": "卫生院", "head": "王院长", "phone": "+8613800138000"}}
    assert (await judged(driver, path))[0].verdict is Verdict.SAME
    await driver.by("land_head", work_card.take, point.id, "order", "派出所 李所长 110")
    (leaflet,) = (await driver.by("land_head", work_card.printed, point.id)).leaflets
    fields = [(field.title, field.value) for part in leaflet.parts for field in part.fields]
    for title, value in (("临灾判据", "裂缝增宽 5 毫米"), ("安置点", "中心小学"), ("治安保卫单位", "派出所")):
        assert (title, value) in fields
    assert {("负责人", "李所长"), ("电话", "110"), ("电话", "138 0013 8000"), ("撤离路线", None)} <= {*fields}
    assert leaflet.link == f"p-{point.id}"
    with pytest.raises(Forbidden):
        await driver.by("neighbour", work_card.printed, point.id)
    with pytest.raises(Refused, match="risk-work-shelter-unclear"):
        await driver.by("duty", work_card.take, point.id, "shelter", "没有的学校")
    name, content = await driver.by("duty", writing.workbook)
    (tmp_path / name).write_bytes(content)
    assert verdicts(await judged(driver, tmp_path / name)) == {Verdict.SAME: 1}


async def test_the_exported_file_comes_back_unchanged(driver: TownshipDriver, tmp_path: Path) -> None:
    await judged(driver, book(tmp_path, [row(number) for number in range(1, 4)]), write=True)
    name, content = await driver.by("duty", writing.workbook)
    path = tmp_path / name
    path.write_bytes(content)
    assert verdicts(await judged(driver, path)) == {Verdict.SAME: 3}
    with pytest.raises(Forbidden):
        await judged(driver, path, who="land_head")
    with pytest.raises(Refused, match="risk-file-titles"):
        await judged(driver, book(tmp_path, [row(1)], titles=("甲", "乙")))
