"""One cell of the roster, as Excel and its users really write it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from models.enums import Level, Role
from services.roster.workbook.cells import Bad, Vocabulary, cleaned, phone, read
from services.roster.workbook.columns import Column, Type
from services.roster.workbook.sheets import SHEETS
from services.settings.township import Township
from texts.bundle import load

CONFIG = Path(__file__).parents[3] / "config.yaml"
SETTINGS = Township.parse(yaml.safe_load(CONFIG.read_text(encoding="utf-8")))
VOCABULARY = Vocabulary(SETTINGS, load())


def said(value: object, kind: Type, *, required: bool = False, length: int = 64) -> Any:
    return read(value, Column(kind, length, required=required), VOCABULARY)


@pytest.mark.parametrize(
    "written",
    [
        13800000001,
        13800000001.0,
        "13800000001",
        "138 0000 0001",
        "138-0000-0001",
        "\uff11\uff13\uff18\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff11",
        "+86 138 0000 0001",
        "0086 13800000001",
        "\u200b13800000001\u00a0",
        "\u202d13800000001\u202c",
        "1.3800000001E10",
        " 13800000001\n",
    ],
)
def test_a_mobile_number_however_it_was_written(written: object) -> None:
    assert said(written, Type.MOBILE) == "+8613800000001"


@pytest.mark.parametrize("written", ["1380000001", "138000000011", 1.38e10 + 0.5, "abc", "12345", "023-68000000", "*"])
def test_what_is_no_mobile_number_is_refused(written: object) -> None:
    assert said(written, Type.MOBILE) == Bad("mobile")


def test_a_landline_is_a_phone_but_no_mobile() -> None:
    assert said("023-6800 0000", Type.PHONE) == "+862368000000"


@pytest.mark.parametrize("nothing", [None, "", "  ", "\u3000", "-", "/", "无", "\u200b"])
def test_signs_for_nothing_are_blank(nothing: object) -> None:
    assert said(nothing, Type.TEXT) is None
    assert said(nothing, Type.TEXT, required=True) == Bad("required")


@pytest.mark.parametrize("formula", ["=1+1", "+cmd", "-1+1", "@SUM(A1)", "\t=1", "\u200b=HYPERLINK()"])
def test_a_text_that_would_be_a_formula_is_refused(formula: str) -> None:
    assert said(formula, Type.TEXT) == Bad("formula-like")


def test_names_lose_hidden_blanks_but_keep_their_dots() -> None:
    assert said("张\u3000三", Type.TEXT) == "张三"
    assert said("买买提 ·阿不都", Type.TEXT) == "买买提·阿不都"
    assert said("Li  Ming", Type.TEXT) == "Li Ming"


def test_codes() -> None:
    assert said("SW-01", Type.CODE) == "SW-01"
    assert said(101.0, Type.CODE) == "101"
    assert said("上湾", Type.CODE) == Bad("code")
    assert said("a b", Type.CODE) == Bad("code")
    assert said(datetime(2026, 1, 2), Type.CODE) == Bad("date")  # noqa: DTZ001 - what Excel makes of 1-2
    assert said("x" * 33, Type.CODE, length=32) == Bad("long", (("length", 32),))


def test_choices_in_either_language_or_by_value() -> None:
    for written in ("灾害信息员", "Disaster information officer", "information_officer", " 灾害 信息员 "):
        assert said(written, Type.ROLE) is Role.INFORMATION_OFFICER
    assert said("较大风险", Type.LEVEL) is Level.LARGER
    assert said("地质灾害", Type.LINE) == "geology"
    assert [said(written, Type.YES_NO) for written in ("是", "否", "Y", "no", True, False, 1, "√")] == [
        True,
        False,
        True,
        False,
        True,
        False,
        True,
        True,
    ]
    assert said("大概", Type.YES_NO) == Bad("yes-no")


def test_a_leader_in_charge_of_several_lines_or_of_a_committee() -> None:
    assert said("交通、消防\uff1b电力", Type.LINES) == ("traffic", "fire", "electricity")
    assert said("防灾救灾委员会", Type.LINES) == ("flood", "geology", "forest-fire", "earthquake", "weather")
    assert said("Typhoon, flood and drought", Type.LINES) == ("flood",)
    assert said("交通、交通", Type.LINES) == ("traffic",)
    assert said("交通、水产", Type.LINES) == Bad("lines")


def test_degrees_and_counts() -> None:
    assert said("30.1912", Type.LATITUDE) == 30.1912
    assert said("108.0475", Type.LATITUDE) == Bad("latitude")
    assert said(108.0475, Type.LONGITUDE) == 108.0475
    assert said(float("nan"), Type.LONGITUDE) == Bad("longitude")
    assert said("30°11'", Type.LATITUDE) == Bad("latitude")
    assert said(4.0, Type.COUNT) == 4
    assert said(-1, Type.COUNT) == Bad("count")


ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.datetimes())


@given(ANYTHING, st.sampled_from([column for sheet in SHEETS for column in sheet.columns]))
def test_no_cell_can_break_the_reader(value: object, column: Column) -> None:
    found = read(value, column, VOCABULARY)
    if isinstance(found, str):
        assert 0 < len(found) <= column.length
        assert column.type is Type.TELEPHONE or found.startswith("+86") or not found.startswith(("=", "+", "-", "@"))


@given(st.integers(0, 9999), st.sampled_from(["", " ", "-", "\u200b"]), st.booleans(), st.sampled_from([int, str]))
def test_every_writing_of_a_number_gives_the_same_number(last: int, gap: str, wide: bool, kind: type) -> None:
    digits = f"1380000{last:04d}"
    written: object = kind(digits) if kind is not str else gap.join((digits[:3], digits[3:7], digits[7:]))
    if isinstance(written, str) and wide:
        written = written.translate({ord(str(n)): 0xFF10 + n for n in range(10)})
    assert phone(written) == f"+86{digits}"


@given(st.text())
def test_cleaned_text_is_clean(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    assert cleaned(text) == cleaned(text).strip()


@pytest.mark.parametrize(
    "written", ["1.38E+10", "1.38e10", "1.3800000E+10", "138E+8", "1e500000000", "1.38E+999999999", "9.9E+99"]
)
def test_digits_that_excel_has_cut_off_are_not_made_up(written: str) -> None:
    assert phone(written) is None
    assert said(written, Type.MOBILE) == Bad("mobile")
    assert said(written, Type.COUNT) == Bad("count")
