"""Fetch a feed, or read a folder, within bounds: bytes, links, time. Nothing here writes to the database."""

import asyncio
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from services.warnings.cap.alerts import Note, Reading, note
from services.warnings.cap.bounds import BYTES, LINKS
from services.warnings.cap.reading import read
from services.warnings.register.intake import Piece

if TYPE_CHECKING:
    import httpx

PATIENCE, WHOLE_PATIENCE = 20.0, 60.0
"""Seconds without a byte of one answer, and for a feed with its links."""
AT_ONCE = 4
"""Links that are fetched at the same time."""
ENDINGS = (".xml", ".cap")
FILES = 1000
"""Names of a folder that are looked at."""

Parts = Mapping[str, list[str]]
"""Links with their ETag and date, or files with their state."""


@dataclass
class Looked:
    """The result of one look."""

    pieces: list[Piece] = field(default_factory=list)
    fault: Note | None = None
    """The last thing that went wrong; other parts may have been read."""
    etag: str | None = None
    last_modified: str | None = None
    parts: dict[str, list[str]] = field(default_factory=dict)


class Unanswered(Exception):
    """No answer that can be read; the note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note)
        self.note = note


@dataclass(frozen=True)
class _Answer:
    url: str
    data: bytes
    etag: str
    last_modified: str


async def fetch(address: str, *, etag: str | None, last_modified: str | None, parts: Parts, zone: tzinfo) -> Looked:
    """Return what a feed says now, with the links of an index, which lead one level on."""
    import httpx  # a tenth of a second that only a township with feeds spends

    looked = Looked(parts=dict(parts))
    try:
        async with (
            asyncio.timeout(WHOLE_PATIENCE),
            httpx.AsyncClient(timeout=PATIENCE, follow_redirects=True, max_redirects=5) as http,
        ):
            answer = await _get(http, address, etag, last_modified)
            if answer is None:
                looked.etag, looked.last_modified = etag, last_modified
                return looked
            reading = await asyncio.to_thread(partial(read, answer.data, zone=zone))
            if reading.refusal is not None:
                raise Unanswered(reading.refusal)
            _take(looked, reading, answer.data)
            await _follow(http, looked, answer.url, reading, zone)
            if looked.fault is None:  # else the index is read again
                looked.etag, looked.last_modified = answer.etag, answer.last_modified
    except TimeoutError:
        looked.fault = note("warning-feed-slow", seconds=int(WHOLE_PATIENCE))
    except Unanswered as fault:
        looked.fault = fault.note
    return looked


async def _follow(http: "httpx.AsyncClient", looked: Looked, base: str, reading: Reading, zone: tzinfo) -> None:
    links = list(dict.fromkeys(urljoin(base, link) for link in reading.links))[:LINKS]
    looked.parts = {link: kept for link, kept in looked.parts.items() if link in links}
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(link: str) -> None:
        async with gate:
            try:
                answer = await _get(http, link, *looked.parts.get(link, ["", ""]))
                if answer is None:
                    return
                inner = await asyncio.to_thread(partial(read, answer.data, zone=zone))
                if inner.refusal is not None:
                    raise Unanswered(inner.refusal)
            except Unanswered:
                looked.fault = note("warning-feed-link", link=link)
                looked.parts.pop(link, None)
                return
            _take(looked, inner, answer.data)
            if answer.etag or answer.last_modified:
                looked.parts[link] = [answer.etag, answer.last_modified]

    async with asyncio.TaskGroup() as group:
        for link in links:
            group.create_task(one(link))


def _take(looked: Looked, reading: Reading, data: bytes) -> None:
    if reading.alerts:
        looked.pieces.append(Piece(reading.alerts, data))


async def _get(http: "httpx.AsyncClient", url: str, etag: str | None, last_modified: str | None) -> _Answer | None:
    """Return an answer, None if nothing has changed. Raises ``Unanswered``."""
    import httpx

    if urlsplit(url).scheme.casefold() not in ("http", "https"):
        raise Unanswered(note("warning-feed-address", address=url))
    headers = {"Accept": "application/cap+xml, application/atom+xml, application/xml, text/xml, */*;q=0.1"}
    headers |= {"Accept-Encoding": "gzip"} | ({"If-None-Match": etag} if etag else {})
    headers |= {"If-Modified-Since": last_modified} if last_modified else {}
    try:
        async with http.stream("GET", url, headers=headers) as response:
            if response.status_code == 304:
                return None
            if response.status_code != 200:
                raise Unanswered(note("warning-feed-status", status=response.status_code))
            data = await _body(response)
            return _Answer(
                str(response.url), data, response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
            )
    except (httpx.HTTPError, httpx.InvalidURL, zlib.error, UnicodeError) as error:
        raise Unanswered(note("warning-feed-unreachable", reason=type(error).__name__)) from None


async def _body(response: "httpx.Response") -> bytes:
    """Return the bytes of an answer, unpacked; no more than the bound is ever held."""
    packed = response.headers.get("Content-Encoding", "").casefold() in ("gzip", "x-gzip", "deflate")
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32) if packed else None
    data = bytearray()
    async for chunk in response.aiter_raw():
        data += unpack.decompress(chunk, BYTES + 1) if unpack is not None else chunk
        if len(data) > BYTES:
            raise Unanswered(note("warning-refused-bytes", most=BYTES // 1024**2))
    return bytes(data)


def scan(address: str, *, parts: Parts, zone: tzinfo) -> Looked:
    """Return the alerts in the files of a folder that are new or changed; a file that cannot be read is a fault."""
    looked, folder = Looked(), Path(address)
    try:
        named = [file for file in islice(folder.iterdir(), FILES) if file.suffix.casefold() in ENDINGS]
        files = [(file, file.stat()) for file in named if file.is_file()]
    except OSError as error:
        looked.fault = note("warning-feed-folder", reason=type(error).__name__)
        looked.parts = dict(parts)
        return looked
    fresh = 0
    for file, state in sorted(files, key=lambda one: (one[1].st_mtime_ns, one[0].name)):
        mark = [str(state.st_mtime_ns), str(state.st_size)]
        if parts.get(file.name) == mark:
            looked.parts[file.name] = mark
            continue
        if fresh >= LINKS:
            continue  # at the next look
        fresh += 1
        try:
            if state.st_size > BYTES:
                raise Unanswered(note("warning-refused-bytes", most=BYTES // 1024**2))
            data = file.read_bytes()
            reading = read(data, zone=zone)
            if reading.refusal is not None:
                raise Unanswered(reading.refusal)
        except Unanswered:
            looked.fault = note("warning-feed-file", file=file.name)
            continue
        except OSError as error:
            looked.fault = note("warning-feed-folder", reason=type(error).__name__)
            continue
        _take(looked, reading, data)
        looked.parts[file.name] = mark
    return looked
