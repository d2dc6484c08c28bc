"""Fetches files from Telegram into the media store, so that evidence outlives Telegram."""

import asyncio
from functools import partial
from typing import Any

import httpx
import structlog
from telegram.error import TelegramError
from telegram.ext import ExtBot

from delivery import side_work
from delivery.certificates import trusted
from models import Media
from services.core.act import Moment
from services.core.database import MEDIA
from services.core.town import Town
from services.media import files
from services.media.store import Store
from services.operations.held_lease import HeldLease
from services.operations.waiting import end

log = structlog.get_logger(__name__)

AT_ONCE = 2
"""Files in memory at the same time, each of 20 MB at most (Telegram's limit for a bot's download)."""
TIMEOUT = 60.0
"""Seconds without a byte after which a download is given up until the next try."""


class TooLarge(Exception):
    """The file is larger than the township keeps, or than Telegram gives to a bot."""


class Fetcher:
    """Fetches one township's wanted files while it holds the lease."""

    def __init__(self, town: Town, bot: ExtBot[Any], lease: HeldLease, proxy: str | None = None) -> None:
        self._town = town
        self._bot = bot
        self._lease = lease
        self._proxy = proxy
        self._downloads: set[asyncio.Task[tuple[str, int]]] = set()
        self._store = Store(town.settings.files.store)

    async def run(self) -> None:
        """Fetch until the lease ends; the next holder fetches again what was under way."""
        client = httpx.AsyncClient(proxy=self._proxy, timeout=TIMEOUT, follow_redirects=True, verify=trusted())
        async with client as http:
            cancelling = asyncio.create_task(self._cancel_at_the_end())
            try:
                work = partial(self._fetch_some, http)
                await side_work.run(self._town.database, MEDIA, self._lease, work)
            finally:
                await end(cancelling)

    async def _cancel_at_the_end(self) -> None:
        await self._lease.ended.wait()
        for download in self._downloads:
            download.cancel()

    async def _fetch_some(self, http: httpx.AsyncClient) -> float:
        async with self._town.database.reading() as session:
            found = await files.wanted(session, now=self._town.now(), limit=AT_ONCE)
            again = None if found else await files.next_wanted(session)
        await asyncio.gather(*(self._fetch(media, http) for media in found))
        if again is None:
            return 0 if found else side_work.SLOW_LOOK
        return max(0.0, (again - self._town.now()).total_seconds())

    async def _fetch(self, media: Media, http: httpx.AsyncClient) -> None:
        download = asyncio.create_task(self._keep(media, http))
        self._downloads.add(download)
        await asyncio.wait([download])
        self._downloads.discard(download)
        if download.cancelled():
            return
        problem = download.exception()
        async with self._town.database.transaction() as session:
            match problem:
                case None:
                    sha256, size = download.result()
                    await files.stored(session, media.id, sha256=sha256, size=size)
                case TooLarge():
                    await files.too_large(Moment(session, self._town, self._town.now()), media)
                case _:
                    error = f"{type(problem).__name__}: {problem}".replace(self._town.token, "<token>")
                    log.warning("delivery.file_not_fetched", media=media.id, error=error)
                    await files.not_fetched(Moment(session, self._town, self._town.now()), media, error)

    async def _keep(self, media: Media, http: httpx.AsyncClient) -> tuple[str, int]:
        """Fetch the file into the store; returns its SHA-256 and size."""
        data = await self._download(media, http)
        return await asyncio.to_thread(self._store.put, data), len(data)

    async def _download(self, media: Media, http: httpx.AsyncClient) -> bytes:
        """Return the file's bytes; stops at the first byte over the limit, whatever size was announced."""
        limit = self._town.settings.files.max_bytes[media.kind]
        try:
            file = await self._bot.get_file(media.file_id)
        except TelegramError as error:
            if "file is too big" in str(error).lower():
                raise TooLarge from error
            raise
        data = bytearray()
        async with http.stream("GET", file.file_path or "") as answer:
            answer.raise_for_status()
            async for chunk in answer.aiter_bytes():
                data += chunk
                if len(data) > limit:
                    raise TooLarge
        return bytes(data)
