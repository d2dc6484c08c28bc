"""Feeds over HTTP and folders: asked for news only, silent ones told of once, nothing repeated."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa
from aiohttp import web
from aiohttp.test_utils import TestServer

from models import Feed, Message
from scheduler import ticks
from services.core.act import Moment
from services.core.town import Town
from services.warnings.cap.bounds import BYTES
from services.warnings.register import register, stored
from township import TownshipDriver
from warning_steps import TOWN_CODE, area, cap, geocode, info, ruled

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'


def storm(identifier: str = "1", sent: str = "2026-11-23T09:30:00+08:00", **fields: str) -> str:
    about = info(area(geocode(TOWN_CODE)), expires="2026-11-24T10:00:00+08:00")
    return cap(about, identifier=identifier, sent=sent, **fields)


@dataclass
class Station:
    """A weather station's server; what it answers is set by the test."""

    answers: dict[str, tuple[int, bytes, dict[str, str]]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """The path of each request, with its ``If-None-Match``."""

    def says(self, path: str, text: str | bytes, status: int = 200, **headers: str) -> None:
        data = text.encode() if isinstance(text, str) else text
        self.answers[path] = status, data, {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(self, request: web.Request) -> web.Response:
        known = request.headers.get("If-None-Match", "")
        self.asked.append((request.path, known))
        status, data, headers = self.answers[request.path]
        if known and known == headers.get("ETag"):
            return web.Response(status=304)
        return web.Response(status=status, body=data, headers=headers)


@dataclass
class Feeding:
    """A township with one feed."""

    driver: TownshipDriver
    station: Station

    async def look(self, minutes: float = 0) -> None:
        self.driver.forward(minutes=minutes)
        await ticks.do(self.driver.town, "look_at_feeds")

    async def told(self, event: str) -> list[str]:
        """Return the messages of one kind, each once for all officers."""
        async with self.driver.town.database.reading() as session:
            rows = await session.scalars(sa.select(Message).where(Message.event == event).order_by(Message.id))
            return list({row.dedupe.rpartition(":")[0]: row.content["text"] for row in rows}.values())

    async def feed(self) -> Feed:
        async with self.driver.town.database.reading() as session:
            return (await session.scalars(sa.select(Feed))).one()

    async def active(self) -> list[str]:
        async with self.driver.town.database.reading() as session:
            found = await register.load(Moment(session, self.driver.town, self.driver.now))
            return [one.head.alert.identifier for one in found.warnings if one.active]


@pytest.fixture
async def feeding(town: Town) -> AsyncIterator[Feeding]:
    station = Station()
    app = web.Application()
    app.router.add_get("/{path:.*}", station.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        feed = {"name": "县气象局", "address": str(server.make_url("/cap"))}
        driver = await TownshipDriver.open(ruled(town, feeds=[feed]))
        yield Feeding(driver, station)


async def test_a_feed_is_asked_only_for_news_and_one_warning_is_one_message(feeding: Feeding) -> None:
    feeding.station.says("/cap", storm(), ETag='"a"')
    await feeding.look()
    await feeding.look(minutes=5)
    assert [known for _, known in feeding.station.asked] == ["", '"a"']
    assert (await feeding.active(), len(await feeding.told("warning"))) == (["1"], 1)
    feeding.station.says("/cap", f"<alerts>{storm('2')}{storm('2')}</alerts>", ETag='"b"')
    await feeding.look(minutes=5)
    assert await feeding.active() == ["2", "1"], "a warning that vanished from the feed is not cancelled"
    assert len(await feeding.told("warning")) == 2


async def test_of_two_clocks_that_look_for_the_first_time_one_asks(feeding: Feeding) -> None:
    feeding.station.says("/cap", storm())
    done = await asyncio.gather(*(ticks.do(feeding.driver.town, "look_at_feeds") for _ in range(4)))
    assert (sum(done), len(feeding.station.asked), await feeding.active()) == (1, 1, ["1"])


async def test_the_first_look_announces_nothing_old_and_the_next_does(feeding: Feeding) -> None:
    yesterday = storm("old", sent="2026-11-22T21:00:00+08:00")
    feeding.station.says("/cap", f"<alerts>{yesterday}{storm('new')}</alerts>")
    await feeding.look()
    assert sorted(await feeding.active()) == ["new", "old"]
    assert len(await feeding.told("warning")) == 1
    await feeding.look(minutes=5)
    assert len(await feeding.told("warning")) == 1


async def test_failures_and_a_restart_repeat_nothing_and_the_officer_hears_once_of_each_turn(feeding: Feeding) -> None:
    feeding.station.says("/cap", storm(), ETag='"a"')
    await feeding.look()
    feeding.station.says("/cap", "<!DOCTYPE html><html><body>Not found</body></html>")
    for _ in range(3):
        await feeding.look(minutes=5)
    assert await feeding.told("warning_feed") == []
    feeding.driver.forward(minutes=5)
    await ticks.work_off(feeding.driver.town)
    await feeding.look(minutes=5)
    await feeding.look(minutes=5)
    (silent,) = await feeding.told("warning_feed")
    assert "县气象局" in silent
    assert "上次正常：11-23 10:00" in silent
    assert "网页，不是 CAP" in silent
    feed = await feeding.feed()
    assert feed.fault is not None
    assert stored.notes_of([feed.fault])[0].key == "warning-refused-html"
    feeding.station.says("/cap", storm(), ETag='"a"')
    await feeding.look(minutes=5)
    await feeding.look(minutes=5)
    assert len(await feeding.told("warning_feed")) == 2
    assert ("已恢复" in (await feeding.told("warning_feed"))[1], len(await feeding.told("warning"))) == (True, 1)


async def test_an_index_leads_one_level_on_and_what_was_read_is_not_read_again(feeding: Feeding) -> None:
    entry = '<entry><link type="application/cap+xml" href="{}"/></entry>'
    feeding.station.says("/cap", ATOM.format(entry.format("one.xml") + entry.format("/two.xml")))
    feeding.station.says("/one.xml", storm("one"), ETag='"1"')
    feeding.station.says("/two.xml", "gone", status=404)
    await feeding.look()
    assert (await feeding.active(), (await feeding.feed()).heard_at) == (["one"], None)
    feeding.station.says("/two.xml", ATOM.format(entry.format("three.xml")), ETag='"2"')
    feeding.station.asked.clear()
    await feeding.look(minutes=5)
    assert ("/one.xml", '"1"') in feeding.station.asked
    assert "/three.xml" not in [path for path, _ in feeding.station.asked]
    assert (await feeding.feed()).heard_at == feeding.driver.now


@pytest.mark.parametrize(
    ("status", "data", "headers", "key"),
    [
        (200, b"<alert>" + b" " * BYTES + b"</alert>", {}, "warning-refused-bytes"),
        (200, gzip.compress(b" " * 100 * BYTES), {"Content-Encoding": "gzip"}, "warning-refused-bytes"),
        (503, b"", {}, "warning-feed-status"),
        (302, b"", {"Location": "file:///etc/passwd"}, "warning-feed-unreachable"),
        (200, b"<!DOCTYPE a [<!ENTITY b 'c'>]><alert/>", {}, "warning-refused-doctype"),
    ],
)
async def test_an_answer_that_cannot_be_read_is_a_fault_of_the_feed(
    feeding: Feeding, status: int, data: bytes, headers: dict[str, str], key: str
) -> None:
    feeding.station.answers["/cap"] = status, data, headers
    await feeding.look()
    feed = await feeding.feed()
    assert feed.fault is not None
    assert (stored.notes_of([feed.fault])[0].key, feed.heard_at) == (key, None)


async def test_a_folder_is_read_file_by_file(town: Town, tmp_path: Path) -> None:
    feed = {"name": "文件夹", "address": str(tmp_path)}
    driver = await TownshipDriver.open(ruled(town, feeds=[feed]))
    feeding = Feeding(driver, Station())
    (tmp_path / "one.xml").write_text(storm("one"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    (tmp_path / "half.cap").write_text(storm("half")[:100], encoding="utf-8")
    await feeding.look()
    assert (await feeding.active(), stored.notes_of([(await feeding.feed()).fault])[0].arguments) == (
        ["one"],
        (("file", "half.cap"),),
    )
    (tmp_path / "half.cap").write_text(storm("half"), encoding="utf-8")
    await feeding.look(minutes=5)
    assert (sorted(await feeding.active()), (await feeding.feed()).fault) == (["half", "one"], None)
