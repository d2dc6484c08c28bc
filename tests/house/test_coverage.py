"""The page that names a test for each duty: every duty stands on it once, and each test that it names exists."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "docs/coverage.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| D")
]
TESTS = sorted({found for row in ROWS for found in re.findall(r"`(tests/[\w/]+\.py::\w+)`", row[3])})


def test_each_duty_stands_on_the_page_once_and_is_shown() -> None:
    assert [row[0] for row in ROWS] == [f"D{number}" for number in range(1, 17)]
    assert [row[0] for row in ROWS if "`tests/" not in row[3]] == []


@pytest.mark.parametrize("named", TESTS)
def test_each_test_on_the_page_exists(named: str) -> None:
    path, _, name = named.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)}
