"""The folder of many towns: each sub-folder holds the ``config.yaml`` of one town and an ``.env`` with its token.

The way to Telegram and a PostgreSQL server, which they have in common, stand in the environment of the process.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from bot.faults import Fault
from bot.settings import (
    ENV_FILE,
    PREFIX,
    Settings,
    SettingsFaulty,
    in_file,
    put_together,
    read,
    variables_of,
)
from services.core.engines.postgres import LONGEST, SCHEMA
from services.settings.township import Township

CHOSEN = f"{PREFIX}TOWN"
"""The variable that names the folder of one of many towns: a command then works in that town."""
RULES, SECRETS, DATA = "config.yaml", ".env", "bihuan.sqlite3"
DATABASE = f"{PREFIX}DATABASE_URL"
IN_COMMON = {f"{PREFIX}{name}" for name in ("API_BASE", "CLOCK", "LANGUAGE", "PROXY")}
"""Settings that a town takes from the process unless its own file has them. Nothing else is inherited."""
SCHEMA_PREFIX = "town_"

Stamp = tuple[tuple[int, int] | None, ...]
"""Times and sizes of a town's files: another stamp means that somebody has changed them."""


class Shared(NamedTuple):
    """Two towns share what they may not."""

    event: str
    """The event in the log that says so."""
    other: str
    """The name of the other town."""


def towns(folder: Path) -> dict[str, Stamp]:
    """Return the towns of a folder by name, in order. Raises ``OSError`` when the folder cannot be read."""
    found = sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
    stamps = {one.name: tuple(_stamp(one / name) for name in (RULES, SECRETS)) for one in found}
    return {name: stamp for name, stamp in stamps.items() if any(stamp)}


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def read_chosen(env_file: Path | None = ENV_FILE) -> Settings:
    """Return the settings of the town that ``BIHUAN_TOWN`` names, else of this process; raises ``SettingsFaulty``."""
    chosen = os.environ.get(CHOSEN)
    return read_town(Path(chosen), env_file) if chosen else read(env_file)


def read_town(folder: Path, env_file: Path | None = ENV_FILE) -> Settings:
    """Return the settings of one of many towns; raises ``SettingsFaulty`` with every fault in them.

    Without a database of its own it has a schema in the PostgreSQL database of the process, or a file in its folder.
    """
    folder, process = folder.resolve(), variables_of(env_file)
    variables = {name: value for name, value in process.items() if name in IN_COMMON or not name.startswith(PREFIX)}
    variables |= in_file(folder / SECRETS)
    variables.setdefault(DATABASE, _database(folder, process))
    settings = put_together(folder / RULES, variables)
    schema = sa.make_url(settings.database_url).query.get(SCHEMA, "")
    if len(str(schema).encode()) > LONGEST:
        words = settings.words
        longest = str((LONGEST - len(SCHEMA_PREFIX)) // 3)
        said = words.plain("fault-town-name", longest=longest), words.plain("mend-town-name", longest=longest)
        raise SettingsFaulty([Fault(folder.name, folder.name, *said)], words)
    return Settings(settings.environment, _in_folder(settings.township, folder))


def _database(folder: Path, process: Mapping[str, str]) -> str:
    common = process.get(DATABASE, "")
    if common.startswith("postgres"):
        url = sa.make_url(common).update_query_dict({SCHEMA: f"{SCHEMA_PREFIX}{folder.name}"})
        return url.render_as_string(hide_password=False)
    return f"sqlite+aiosqlite:///{folder / DATA}"


def _in_folder(rules: Township, folder: Path) -> Township:
    """Return the rules with every path seen from the town's folder, so that towns do not share their files."""
    store = rules.files.store
    if store.startswith("file://") and not store.startswith("file:///"):
        store = f"file://{folder / store.removeprefix('file://')}"
    elif "://" not in store:
        store = str(folder / store)
    feeds = tuple(
        one if one.remote else one.model_copy(update={"address": str(folder / one.address)})
        for one in rules.warnings.feeds
    )
    templates = rules.documents.folder
    return rules.model_copy(
        update={
            "files": rules.files.model_copy(update={"store": store}),
            "warnings": rules.warnings.model_copy(update={"feeds": feeds}),
            "documents": rules.documents.model_copy(update={"folder": templates and str(folder / templates)}),
        }
    )


def shared_with(settings: Settings, others: Iterable[tuple[str, Settings]]) -> Shared | None:
    """Return what a town has in common with another one though it may not: bot, database or folder of files."""
    for name, other in others:
        if settings.token and _bot(settings) == _bot(other):
            return Shared("town_token_twice", name)
        if settings.database_url == other.database_url:
            return Shared("town_database_twice", name)
        if settings.township.files.store == other.township.files.store:
            return Shared("town_files_twice", name)
    return None


def _bot(settings: Settings) -> str:
    return (settings.token or "").partition(":")[0]
