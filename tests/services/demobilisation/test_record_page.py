"""The record on one page: true figures, nothing typed becomes markup, a drill at a glance."""

import re
from xml.etree import ElementTree

import pytest

from mobilisation_steps import A, B, opened_with_squads, running, says
from models.enums import Answer
from services.cards import svg as cards_svg
from services.core.act import Act
from services.core.errors import Forbidden
from services.core.town import Town
from services.demobilisation import record_page, stand_down
from services.mobilisation import responses as mobilisation_responses
from township import TownshipDriver

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await opened_with_squads(town)


async def drawn(driver: TownshipDriver, number: int, who: str = "duty") -> tuple[str, ElementTree.Element, str]:
    """The file's name, its drawing and the whole page."""
    actor = await driver.actor(who)
    async with driver.town.database.reading() as session:
        name, content = await record_page.picture(Act(session, driver.town, driver.now, actor), number)
    page = content.decode()
    found = re.search(r"<svg.*</svg>", page, re.DOTALL)
    assert found is not None
    return name, ElementTree.fromstring(found.group()), page


def words_of(svg: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in svg.iter(f"{SVG}text")]


async def test_the_page_shows_squads_response_and_course(driver: TownshipDriver) -> None:
    number = await running(driver, A, B, task="转移三组 <script>alert(1)</script> & 群众")
    driver.forward(minutes=2)
    await says(driver, number, Answer.COMING, "a0", "a1", "b0")
    driver.forward(minutes=8)
    await says(driver, number, Answer.ON_SCENE, "a0", "a1")
    await says(driver, number, Answer.CANNOT, "b1")
    await driver.by("a0", mobilisation_responses.call_for_help, number)
    await driver.by("duty", stand_down.stand_down, number)
    for who in ("a0", "a1", "b0"):
        await driver.by(who, stand_down.back, number)
    await driver.by("duty", stand_down.end, number)
    name, svg, page = await drawn(driver, number)
    assert name == "JJ20261123-0001.html"
    said = words_of(svg)
    assert "集结 JJ20261123-0001" in said
    assert "<script>" not in page, "what was typed stays words"
    assert "转移三组<script>alert(1)" in "".join(said).replace(" ", "")
    assert {A, B, "需 4 · 通知 4 · 在场 2", "已答复 4 人", "已到场 2 人"} <= set(said)
    course = said[said.index("主要过程") + 1 :]
    happened = [one.split(" · ")[0] for one in course[1::2]]
    assert happened[:2] == ["发出集结", "第一人答复"]
    assert set(happened[2:6]) == {"第一人到场", "最后一人归队", "求救", "解除集结"}
    assert happened[6:] == ["结束"]
    bars = {title.text: float(bar.get("width") or 0) for bar in svg.iter(f"{SVG}rect") for title in bar}
    assert bars["到场 2"] == pytest.approx(2 * bars["出发 1"], rel=0.01), "as long as they are many"
    curves = [path.get("d") or "" for path in svg.iter(f"{SVG}path")]
    assert [curve.count("V") for curve in curves] == [4 + 1, 2 + 1]
    assert not re.search(r"(src|href)=|url\(|@import", page), "nothing is loaded from anywhere"
    with pytest.raises(Forbidden):
        await drawn(driver, number, "land")


async def test_a_drill_is_seen_at_a_glance_and_nobody_answering_is_no_fault(driver: TownshipDriver) -> None:
    number = await running(driver, drill=True)
    name, svg, _ = await drawn(driver, number)
    assert name == "演练JJ20261123-0001.html"
    assert "演练 演练 演练" in words_of(svg)
    assert "没有人答复。" in words_of(svg)
    live = await running(driver)
    assert "演练" not in "".join(words_of((await drawn(driver, live))[1]))


def test_words_are_wrapped_by_how_wide_they_are() -> None:
    assert cards_svg.wrapped("一二三四五六", 3, 5) == ["一二三", "四五六"]
    assert cards_svg.wrapped("abcdef", 3, 5) == ["abcde", "f"], "Latin signs are half as wide"
    assert cards_svg.wrapped("一二三四五六七八", 3, 2) == ["一二三", "四五…"]
    assert cards_svg.wrapped("  ", 3, 2) == []


def test_signs_that_xml_has_no_place_for_are_left_out() -> None:
    page = cards_svg.page("a\x00b", "zh_CN", 10, 10, [cards_svg.text(0, 0, "x\x08\ud800<y>&")])
    assert b"x&lt;y&gt;&amp;" in page
