"""Kinds of database errors: try again at once, wait until the database is back, or a defect of ours."""

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


class ErrorKind(StrEnum):
    """The way to deal with an error of a transaction."""

    CONTENTION = "contention"  # two writers met: try again at once
    OUTAGE = "outage"  # the database is away or full: wait until it is back
    DEFECT = "defect"  # everything else: trying again changes nothing


def kind_of(error: BaseException) -> ErrorKind:
    """Return the kind of an error that a transaction raised."""
    if isinstance(error, StaleDataError | IntegrityError):
        return ErrorKind.CONTENTION
    if isinstance(error, PoolTimeout):
        return ErrorKind.OUTAGE
    if isinstance(error, DBAPIError):
        state = getattr(error.orig, "sqlstate", None) or ""
        words = str(error.orig).lower()
        if state in AGAIN_STATES or "database is locked" in words or "database table is locked" in words:
            return ErrorKind.CONTENTION
        away = error.connection_invalidated or state[:2] in ("08", "53", "57")
        if away or "disk i/o error" in words or "disk is full" in words or "unable to open database" in words:
            return ErrorKind.OUTAGE
    return ErrorKind.DEFECT


def describe(error: BaseException) -> str:
    """Return an error for the log and the station: class, message and place in our code, without personal data."""
    original = error.orig if isinstance(error, DBAPIError) else error
    frames = [
        f"{Path(frame.filename).relative_to(ROOT)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(str(ROOT)) and ".venv" not in frame.filename
    ]
    return f"{type(original).__name__}: {original} @ {' < '.join(reversed(frames[-4:]))}"[:ERROR_LIMIT]
