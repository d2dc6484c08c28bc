"""The media store (fsspec): files are named by their SHA-256, so that each is kept once and a change is noticed."""

import hashlib
import os
import uuid
from collections.abc import Callable
from pathlib import Path

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from services.settings.private_files import close_to_others, make_folder, open_new


def open_store(url: str) -> tuple[AbstractFileSystem, str]:
    """Return file system and root of a media store: ``file://var/media``, ``s3://bucket/media`` …

    A relative folder belongs to the folder in which the process runs.
    """
    files, root = url_to_fs(url.removeprefix("file://"))
    return files, root


def reader(url: str) -> Callable[[str], bytes]:
    """Return what reads a file of the store by its SHA-256 (``Store.get``); the store is opened at the first file."""
    return lambda sha256: Store(url).get(sha256)


def kept(url: str, sha256: str | None) -> bytes | None:
    """Return the bytes of a file; None when the store has it no more, or it has changed."""
    try:
        return Store(url).get(sha256 or "")
    except (OSError, ValueError):
        return None


class Store:
    """A folder, or an object store by its URL. All methods block: call them in a thread."""

    def __init__(self, url: str) -> None:
        """``url`` is fsspec's, see ``open_store``."""
        self._files, self._root = open_store(url)
        if isinstance(self._files, LocalFileSystem):
            close_to_others(Path(self._root))  # an earlier version let everybody read it

    @staticmethod
    def name(sha256: str) -> str:
        """Return a file's path in the store: ``ab/cdef…``, so that no folder gets too full."""
        return f"{sha256[:2]}/{sha256[2:]}"

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256; completely or not at all, even when power fails."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = f"{self._root}/{self.name(sha256)}"
        if self._files.exists(path) and self._files.size(path) == len(data):
            return sha256
        if isinstance(self._files, LocalFileSystem):
            _write_whole(Path(path), data)
        else:
            self._files.pipe_file(path, data)  # object stores show an object only when it is whole
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes; raises ``FileNotFoundError``, and ``ValueError`` when they have changed."""
        data: bytes = self._files.cat_file(f"{self._root}/{self.name(sha256)}")
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ValueError(f"{sha256} in the media store has changed")
        return data


def _write_whole(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with os.fdopen(open_new(unfinished), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
