"""Section ``warnings`` of the settings, and what is said when it is wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from services.settings.township import Township
from services.warnings.area import regions

CONFIG = Path(__file__).parents[3] / "config.yaml"


def township(**warnings: Any) -> Township:
    return Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")) | {"warnings": warnings})


def test_a_field_of_a_default_kind_changes_only_that_field() -> None:
    events = township(
        events={
            "fog": {"lines": ["weather"]},
            "spill": {"name": {"zh_CN": "泄漏", "en": "Spill"}, "lines": ["industry"]},
        }
    ).warnings.events
    assert (events["fog"].lines, "大雾" in events["fog"].words) == (("weather",), True)
    assert events["spill"].lines == ("industry",)
    assert len(events) == 14


def test_codes_of_regions_may_be_written_as_numbers() -> None:
    rules = township(regions=[500235101], villages={"shangwan": "500235101201"}).warnings
    assert (rules.regions, rules.villages) == (("500235101",), {"shangwan": "500235101201"})


@pytest.mark.parametrize(
    ("given", "where", "kind"),
    [
        ({"regions": ["50023"]}, ("regions", 0), "region_code"),
        ({"regions": ["五〇〇二三五"]}, ("regions", 0), "region_code"),
        ({"villages": {"shangwan": "x"}}, ("villages", "shangwan"), "region_code"),
        ({"events": {"spill": {"lines": ["industry"]}}}, ("events",), "warning_event_name"),
        ({"feeds": [{"name": "A", "address": "a"}, {"name": "B", "address": "a"}]}, ("feeds",), "feed_twice"),
        ({"events": {"fog": {"lines": ["wether"]}}}, ("events", "fog", "lines", 0), "line_unknown"),
        ({"events": {"fog": {"lines": []}}}, ("events", "fog", "lines"), "too_short"),
        ({"events": {"fog": 7}}, ("events", "fog"), "model_type"),
        ({"events": []}, ("events",), "dict_type"),
        ({"lasts": "10 min"}, ("lasts",), "greater_than_equal"),
        ({"last": "24 h"}, ("last",), "extra_forbidden"),
    ],
)
def test_what_is_wrong_is_found_where_it_is(given: dict[str, Any], where: tuple[Any, ...], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        township(**given)
    assert [(fault["loc"], fault["type"]) for fault in caught.value.errors()] == [(("warnings", *where), kind)]


VILLAGES = {1: "上湾村", 2: "下河村", 3: "湾村"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("预计今晚全镇有暴雨", (True, ())),
        ("县气象台发布青溪镇暴雨橙色预警", (True, ())),
        ("云川县青溪镇有大风", (True, ())),
        ("Qingxi Town: heavy rain", (True, ())),
        ("青溪镇、尤其上湾村有暴雨", (True, ())),
        ("请青溪镇上湾村注意山洪", (False, (1,))),
        ("上湾村、下河村有山洪", (False, (1, 2))),
        ("大青溪镇有暴雨", (False, ())),
        ("大上湾村有暴雨", (False, ())),
        ("青溪镇人民政府转发：县城有暴雨", (False, ())),
        ("县气象台14时发布雷暴大风黄色预警信号", (False, ())),
    ],
)
def test_words_that_name_the_township_or_a_village_set_the_places(
    text: str, found: tuple[bool, tuple[int, ...]]
) -> None:
    assert regions.in_words(text, {"青溪镇", "Qingxi Town"}, VILLAGES) == found
