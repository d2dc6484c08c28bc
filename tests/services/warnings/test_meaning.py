"""The colour, the kind of event and the times of a warning."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from models.enums import Colour
from services.settings.township import Township
from services.warnings.cap.alerts import Alert, Info
from services.warnings.meaning import colours, events, span
from warning_steps import NATIONAL, cap, info, one

CONFIG = Path(__file__).parents[3] / "config.yaml"
DAY = timedelta(days=1)


def township() -> Township:
    return Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("headline", "colour"),
    [
        ("云川县气象局发布大风蓝色预警[IV级/一般]", Colour.BLUE),
        ("暴雨红色预警信号", Colour.RED),
        ("發布大雨紅色警報", Colour.RED),
        ("发布地质灾害气象风险黄色预警", Colour.YELLOW),
        ("暴雨预警（橙色）", Colour.ORANGE),
        ("发布台风Ⅱ级应急响应【Ⅱ级】", Colour.ORANGE),
        ("暴雨蓝色预警升级为暴雨橙色预警", Colour.ORANGE),
        ("将暴雨橙色预警降级为黄色", Colour.YELLOW),
        ("解除暴雨红色预警，发布暴雨黄色预警", Colour.YELLOW),
        ("解除暴雨红色预警", Colour.RED),
        ("Homeland Security Sets Code ORANGE", Colour.ORANGE),
        ("Yellow heavy rain warning for the county", Colour.YELLOW),
        ("黄河、红水河、蓝山县水位上涨", None),
        ("Red Flag Warning", None),
    ],
)
def test_colour_words(headline: str, colour: Colour | None) -> None:
    assert colours.read(one(cap(info(headline=headline, severity="Unknown")))).colour is colour


def test_words_and_parameters_beat_the_severity() -> None:
    parameter = "<parameter><valueName>Color</valueName><value>Yellow</value></parameter>"
    read = colours.read(one(cap(info(headline="x", severity="Extreme", more=parameter))))
    assert (read.colour, read.disputed) == (Colour.YELLOW, False)
    assert {one.source for one in read.evidence} == {colours.Source.PARAMETER, colours.Source.SEVERITY}
    assert colours.read(one(cap(info(headline="x", severity="Extreme")))).colour is Colour.RED
    assert colours.read(one(cap(info(headline="x", severity="Unknown")))).colour is None


def test_where_they_disagree_both_are_kept_and_the_graver_counts() -> None:
    parameter = "<parameter><valueName>awareness_level</valueName><value>3; orange; Severe</value></parameter>"
    read = colours.read(one(cap(info(headline="暴雨黄色预警", more=parameter))))
    assert (read.colour, read.disputed) == (Colour.ORANGE, True)
    assert [one.text for one in read.evidence[:2]] == ["黄色", "awareness_level: 3; orange; Severe"]


def test_the_national_platform_writes_the_colour_as_severity() -> None:
    read = colours.read(one(NATIONAL.replace("发布大风蓝色预警[IV级/一般]", "发布大风预警")))
    assert (read.colour, read.disputed) == (Colour.BLUE, False)


@pytest.mark.parametrize(
    ("event", "code", "headline", "kinds"),
    [
        ("暴雨", "", "", ("rainstorm",)),
        ("", "11B06", "发布大风蓝色预警", ("wind",)),
        ("", "11B99", "", ("weather",)),
        ("", "11D02", "", ("landslide",)),
        ("地质灾害气象风险", "", "", ("landslide",)),
        ("Severe Thunderstorm Warning", "", "", ("thunder",)),
        ("Icing", "", "Notice of service", ()),
        ("事件", "", "台风引发暴雨", ("typhoon", "rainstorm")),
        ("外星人", "99Z", "", ()),
    ],
)
def test_kinds_of_event(event: str, code: str, headline: str, kinds: tuple[str, ...]) -> None:
    codes = (("eventType", code),) if code else ()
    alert = Alert("A", infos=(Info(event=event, event_codes=codes, headline=headline),))
    assert events.kinds(township(), alert) == kinds


def test_lines_are_those_that_the_township_has() -> None:
    town = township()
    few = town.model_copy(update={"lines": {code: town.lines[code] for code in ("geology", "fire")}})
    alert = Alert("A", infos=(Info(event="暴雨"),))
    assert events.lines(town, alert) == ("flood", "geology")
    assert events.lines(few, alert) == ("geology",)


def test_times_are_of_the_earliest_beginning_and_the_latest_end() -> None:
    alert = one(cap(info(onset="2026-11-27T12:00:00+08:00"), info(language="en", expires="2026-11-29T00:00:00Z")))
    assert span.begins(alert) == datetime(2026, 11, 27, 2, tzinfo=UTC)
    assert span.ends(alert, DAY) == datetime(2026, 11, 29, tzinfo=UTC)


@pytest.mark.parametrize("expires", ["", "2026-11-26T10:00:00+08:00", "soon"])
def test_without_an_expiry_or_with_one_before_its_beginning_the_setting_counts(expires: str) -> None:
    alert = one(cap(info(expires=expires)))
    assert span.ends(alert, DAY) == datetime(2026, 11, 28, 2, tzinfo=UTC)


def test_a_warning_without_any_time_does_not_end_by_itself() -> None:
    assert span.ends(one(cap(info(expires=""), sent="x")), DAY) is None


@pytest.mark.parametrize(
    ("headline", "response", "over"),
    [
        ("云川县气象局解除暴雨橙色预警", "", True),
        ("解除暴雨红色预警，发布暴雨黄色预警", "", False),
        ("发布暴雨黄色预警", "AllClear", True),
        ("发布暴雨黄色预警", "Monitor", False),
    ],
)
def test_an_all_clear_is_no_danger(headline: str, response: str, over: bool) -> None:
    assert span.all_clear(one(cap(info(headline=headline, responseType=response)))) is over
