"""Delivery alone in a process of its own, to be killed: ``python delivery_process.py DATABASE_URL API_BASE HOLDER``.

The token comes by the environment, as in the product.
"""

import asyncio
import os
import sys
from pathlib import Path

import yaml

import texts.bundle
from delivery.role import deliver
from services.core.clock import SystemClock
from services.core.database import Database
from services.registry import open_town
from services.settings.township import Township

ROOT = Path(__file__).parents[3]


async def main(database_url: str, api_base: str, holder: str) -> None:
    """Deliver until killed."""
    settings = Township.parse(yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8")))
    town = open_town(settings, Database(database_url), texts.bundle.load(), SystemClock(), os.environ["BIHUAN_TOKEN"])
    await deliver(town, api_base=api_base, stop=asyncio.Event(), holder=holder)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
