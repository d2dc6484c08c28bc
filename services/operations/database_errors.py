"""Telling the troubles of a database apart: try again at once, wait until it is back, or a defect of ours."""

import traceback
from enum import StrEnum
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

ROOT = Path(__file__).parents[2]
AGAIN_STATES = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL: serialization failure, deadlock, lock not available."""
ERROR_LIMIT = 2_000


class Trouble(StrEnum):
    """What kind of error came out of a transaction."""

    CONTENTION = "contention"  # two writers at once: the same again will do
    OUTAGE = "outage"  # the database is away or full: nothing can be done until it is back
    DEFECT = "defect"  # everything else


def kind_of(error: BaseException) -> Trouble:
    """Classify an error that came out of a transaction."""
    if isinstance(error, StaleDataError | IntegrityError):
        return Trouble.CONTENTION
    if isinstance(error, PoolTimeout):
        return Trouble.OUTAGE
    if isinstance(error, DBAPIError):
        state = getattr(error.orig, "sqlstate", None) or ""
        words = str(error.orig).lower()
        if state in AGAIN_STATES or "database is locked" in words or "database table is locked" in words:
            return Trouble.CONTENTION
        away = error.connection_invalidated or state[:2] in ("08", "53", "57")
        if away or "disk i/o error" in words or "disk is full" in words or "unable to open database" in words:
            return Trouble.OUTAGE
    return Trouble.DEFECT


def describe(error: BaseException) -> str:
    """Return an error for the log and the station: kind, words, where in our code; no parameters (personal data)."""
    original = error.orig if isinstance(error, DBAPIError) else error
    frames = [
        f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(str(ROOT)) and ".venv" not in frame.filename
    ]
    return f"{type(original).__name__}: {original} @ {' < '.join(reversed(frames[-4:]))}"[:ERROR_LIMIT]
