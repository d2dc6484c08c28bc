"""A deadline passes the modules that the architecture's page names, in that order."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from scheduler import due, ticks
from scheduler.ticks import Keeper
from services.core.town import Town
from texts.prose import ROOT
from township import TownshipDriver

MOST = 12


def path() -> list[str]:
    """Return the modules of the page's numbered list, the first of each line."""
    page = (ROOT / "docs/why/architecture.md").read_text(encoding="utf-8")
    section = page.partition("## The path of a deadline\n")[2].partition("\n## ")[0]
    return re.findall(r"^\d+\. `([\w./]+)`", section, re.MULTILINE)


@contextmanager
def entered() -> Iterator[list[str]]:
    """Collect the product's modules in the order in which they are first entered."""
    found: dict[str, None] = {}

    def enter(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            found.setdefault(frame.f_code.co_filename)

    names: list[str] = []
    sys.setprofile(enter)
    try:
        yield names
    finally:
        sys.setprofile(None)
        names += [Path(name).relative_to(ROOT).as_posix() for name in found if name.startswith(str(ROOT))]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_deadline_takes_the_path_that_is_drawn(town: Town) -> None:
    driver = await TownshipDriver.open(town)
    await driver.files(kind="incident")
    driver.forward(minutes=3)
    steps = next(tick for tick in ticks.prompt(driver.town) if tick.name == "take_due")
    with entered() as names:
        await due.once(driver.town, [Keeper(driver.town, steps)])
    assert [name for name in names if name in path()] == path()
    assert len(path()) <= MOST
