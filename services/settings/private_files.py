"""Private files: personal data on the disk is for the account that runs the bot, and for nobody else."""

import os
from contextlib import suppress
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700
COMPANIONS = ("", "-wal", "-shm", "-journal")
"""The endings of a SQLite file and of the files that SQLite keeps beside it."""


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for its owner only; leave the others as they are."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)


def open_new(file: Path) -> int:
    """Return the descriptor of a new file that only its owner may read. Raises ``FileExistsError``."""
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE_MODE)


def close_to_others(file: Path) -> None:
    """Take other people's rights away from a file or folder, if it is there and ours."""
    with suppress(FileNotFoundError, PermissionError):
        mode = file.stat().st_mode
        if mode & 0o077:
            file.chmod(mode & 0o700)


def close_database(file: Path) -> None:
    """Take other people's rights away from a SQLite file and the files beside it."""
    for companion in COMPANIONS:
        close_to_others(file.with_name(file.name + companion))


def make_database(file: Path) -> None:
    """Make an empty SQLite file for its owner only, with its folder, unless it is there."""
    make_folder(file.parent)
    with suppress(FileExistsError):
        os.close(open_new(file))
    close_database(file)
