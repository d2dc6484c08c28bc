"""Section ``warnings`` of the settings, and what is said when it is wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from services.settings.township import Township

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
