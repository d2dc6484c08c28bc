"""A scheduler as a process: ``python clock_process.py DATABASE FILE`` works off what is due by the time in the file."""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

import yaml

import texts.bundle
from movable_clock import MovableClock
from scheduler import ticks
from services.core.database import Database
from services.registry import open_town
from services.settings.township import Township

ROOT = Path(__file__).parents[3]
LOOK_EVERY = 0.005


async def main(url: str, file: Path) -> None:
    """Tick until killed; a tick that fails is tried again, as the real clock does."""
    clock = MovableClock(datetime.fromisoformat(file.read_text()))  # noqa: ASYNC240 - a few bytes
    rules = Township.parse(yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8")))
    town = open_town(rules, Database(url), texts.bundle.load(), clock, "1:x")
    print("ticking", flush=True)
    while True:
        clock.at = datetime.fromisoformat(file.read_text())  # noqa: ASYNC240
        for tick in ("lapse", "take_due", "tell_reminders"):
            try:
                await ticks.do(town, tick)
            except Exception as error:  # noqa: BLE001 - two clocks got in each other's way
                print(type(error).__name__, flush=True)
        await asyncio.sleep(LOOK_EVERY)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
