"""Every area that states ticks is gathered: a tick that nobody runs would be missed by nobody."""

import importlib
import re
from pathlib import Path

from services.core.tick import Routine, Tick
from services.registry import REGISTRY, TICKS

ROOT = Path(__file__).parents[2]


def test_every_tick_is_gathered() -> None:
    stated: list[Tick | Routine] = []
    for file in sorted((ROOT / "services").rglob("*.py")):
        if file.stem == "ticks" or "\nTICKS = " in file.read_text(encoding="utf-8"):
            module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            stated += [] if module == "services.registry" else importlib.import_module(module).TICKS
    assert sorted(one.name for one in stated) == sorted(one.name for one in TICKS)
    assert len({one.name for one in TICKS}) == len(TICKS)
    assert [*REGISTRY.of(Tick), *REGISTRY.of(Routine)] == sorted(TICKS, key=lambda one: isinstance(one, Routine))


def test_every_tick_says_why_it_is_no_deadline() -> None:
    page = (ROOT / "docs/why/architecture.md").read_text(encoding="utf-8")
    table = page.partition("| tick | why it is no deadline |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (`[^|]*`) \| (.+) \|$", table, re.MULTILINE)
    assert all(why.strip() for _, why in rows)
    assert sorted(name for names, _ in rows for name in re.findall(r"`(\w+)`", names)) == sorted(
        one.name for one in TICKS
    )
