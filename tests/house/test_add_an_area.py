"""The page "Add an area" is true: its code, written into a copy of the product, is an area at work."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from texts.prose import ROOT

PAGE = ROOT / "docs/how-to/add-an-area.md"
PARTS = (
    *("bot", "handlers", "services", "models", "scheduler", "delivery", "sandbox", "texts", "migrations"),
    *("tests/support", "tests/conftest.py", "pyproject.toml", "config.yaml"),
)
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(r"^`(?P<path>[\w./]+)`$", re.MULTILINE)
REGISTRIES = {"services/registry.py", "handlers/areas.py", "models/__init__.py", "models/every.py", "pyproject.toml"}
"""The only files that a new area edits."""


def blocks() -> list[tuple[str, str, str]]:
    """Return the page's blocks of code: path, language, code. A path stands on a line of its own above its blocks."""
    page = PAGE.read_text(encoding="utf-8")
    places = [(place.start(), place["path"]) for place in PLACE.finditer(page)]
    return [
        (max(place for place in places if place[0] < block.start())[1], block["language"], block["code"])
        for block in BLOCK.finditer(page)
    ]


def plugged(text: str, change: str) -> str:
    """Return a registry's text with the lines that a block adds after its first line."""
    lines = change.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if not line.startswith("+"))
    assert text.count(before) >= 1, before
    return text.replace(before, "".join(line[1:] for line in lines), 1)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product with the page's code in it."""
    folder = tmp_path_factory.mktemp("product")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part)
        else:
            shutil.copy2(ROOT / part, folder / part)
    for path, language, code in blocks():
        file = folder / path
        if language == "diff":
            file.write_text(plugged(file.read_text(encoding="utf-8"), code), encoding="utf-8")
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            assert not file.exists(), path
            file.write_text(code, encoding="utf-8")
    return folder


def run(folder: Path, *command: str) -> str:
    """Run a command in the copy; fail with what it printed."""
    environment = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tool(name: str) -> str:
    """Return the path of a tool of this environment."""
    return str(Path(sys.executable).with_name(name))


def test_an_area_edits_the_registries_only() -> None:
    edited = {path for path, language, _ in blocks() if language == "diff"}
    added = {path for path, language, _ in blocks() if language != "diff"}
    assert edited == REGISTRIES
    assert all("depots" in path and not (ROOT / path).exists() for path in added)


def test_its_code_and_its_floors_pass_the_checks(copy: Path) -> None:
    code = [path for path, language, _ in blocks() if language == "python"]
    run(copy, tool("ruff"), "check", *code)
    run(copy, tool("ruff"), "format", "--check", *code)
    run(copy, tool("lint-imports"), "--no-cache")
    run(copy, sys.executable, "-m", "texts.lint")


def test_its_menu_tick_deadline_message_and_texts_work(copy: Path) -> None:
    run(copy, sys.executable, "-m", "migrations.revision", "add depots")
    told = run(copy, sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-k", "sqlite", "tests/handlers/depots")
    assert "1 passed" in told
