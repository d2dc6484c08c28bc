"""Every area that states ticks is gathered: a tick that nobody runs would be missed by nobody."""

import importlib
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
