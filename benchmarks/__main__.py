"""``python -m benchmarks [--only a,b] [--databases sqlite,postgres]``: a JSON line for each benchmark and database.

``--quick`` is a look at whether something has slowed, in five minutes: those that know a short way (``run`` takes
``quick``: fewer rounds, smaller numbers), and those that are short anyway, on SQLite.
"""

import argparse
import asyncio
import importlib
import inspect
import json
import logging
import sys
from types import ModuleType

import structlog

from benchmarks.support.harness import DATABASES

MODULES = (
    "updates.intake",
    "updates.intakes",
    "updates.statements",
    "updates.overload",
    "messages.push",
    "messages.broadcast",
    "messages.rollcall",
    "messages.storm",
    "messages.urgent",
    "messages.network",
    "start",
    "tick",
    "idle",
    "towns",
    "due",
    "year",
    "match",
    "hostile",
    "evacuate",
    "growth",
    "records",
)
SHORT = ("intake", "statements", "overload", "push", "start", "tick", "idle", "towns", "due", "match", "hostile")
"""The benchmarks that ``--quick`` runs without ``--only``."""
NAMES = {module.rpartition(".")[2]: module for module in MODULES}


def modules(only: str) -> list[ModuleType]:
    """Return the wanted benchmarks; all without a name. Exits with 2 for a name that is none."""
    wanted = [name.strip() for name in only.split(",") if name.strip()] or list(NAMES)
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return [importlib.import_module(f"benchmarks.{NAMES[name]}") for name in wanted]


def main() -> int:
    """Run what is wanted; 1 when a benchmark could not be run."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="What is measured, each as a JSON line.")
    parser.add_argument("--only", default="", help=f"some of {','.join(NAMES)}")
    parser.add_argument("--databases", default="")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller numbers, in five minutes")
    given = parser.parse_args()
    databases = (given.databases or ("sqlite" if given.quick else ",".join(DATABASES))).split(",")
    logging.basicConfig(level=logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    failed = False
    for module in modules(given.only or (",".join(SHORT) if given.quick else "")):
        takes = {"quick": True} if given.quick and "quick" in inspect.signature(module.run).parameters else {}
        for kind in getattr(module, "DATABASES", databases):
            named = {"name": module.NAME} | ({"database": kind} if kind else {})
            try:
                found = asyncio.run(module.run(kind, **takes))
            except Exception as error:
                logging.exception("%s on %s", module.NAME, kind)
                found, failed = {"error": f"{type(error).__name__}: {error}"}, True
            print(json.dumps(named | found, ensure_ascii=False), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
