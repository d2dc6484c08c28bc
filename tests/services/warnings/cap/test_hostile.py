"""A hostile file is refused or read, and in words; ``make bench ONLY=hostile`` measures how soon."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.warnings.cap.alerts import Reading
from services.warnings.cap.reading import read
from texts import Words
from thoroughness import times
from warning_steps import NATIONAL, area, cap, info, polygon

_SEEDED = random.Random(12)


def read_whole(data: str | bytes) -> Reading:
    return read(data.encode() if isinstance(data, str) else data)


def _shaped(text: str) -> str:
    return cap(info(area(text)))


def _scribble() -> str:
    return " ".join(f"{_SEEDED.randrange(90)},{_SEEDED.randrange(99)}" for _ in range(200_000))


REFUSED: dict[str, Callable[[], str | bytes]] = {
    "bytes": lambda: b"<alert>" + b" " * (2 * 1024 * 1024),
    "doctype": lambda: (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;&a;">]><alert>&b;</alert>'
    ),
    "alerts": lambda: "<alerts>" + "<alert/>" * 99_000 + "</alerts>",
    "links": lambda: "<feed>" + '<entry><link href="https://example.cn/1"/></entry>' * 30_000 + "</feed>",
    "elements": lambda: "<alert>" + "<a/>" * 500_000 + "</alert>",
    "no-cap": lambda: "".join(f'<a xmlns:p{at}="u">' for at in range(60)),
    "broken": lambda: "<alert>" + "&" * 2_000_000,
}


def test_fifty_thousand_tags_inside_each_other_are_refused() -> None:
    refusal = read_whole("<alert>" + "<a>" * 50_000 + "</a>" * 50_000 + "</alert>").refusal
    assert refusal is not None
    assert refusal.key == "warning-refused-depth"


@pytest.mark.parametrize("kind", REFUSED)
def test_refused_in_words(kind: str) -> None:
    refusal = read_whole(REFUSED[kind]()).refusal
    assert refusal is not None
    assert refusal.key == f"warning-refused-{kind}"
    assert all(refusal.in_words(Words(language)) for language in ("zh_CN", "en"))


def test_a_doctype_further_on_is_refused_too() -> None:
    for text in ("<!-- <a> --><!doctype a><alert/>", "<alerts><!DOCTYPE a><alert/></alerts>", "<?a?><!DOCTYPE a []>"):
        refusal = read(text.encode()).refusal
        assert refusal is not None
        assert refusal.key == "warning-refused-doctype"


READ: dict[str, Callable[[], str]] = {
    "points": lambda: _shaped(polygon(_scribble())),
    "polygons": lambda: _shaped("".join(polygon(f"1,1 1,2 2,{at}") for at in range(40_000))),
    "codes": lambda: _shaped("<geocode>" + "410000000000," * 150_000 + "</geocode>"),
    "references-many": lambda: cap(more="<references>" + "s,A,2026-11-27T09:00:00Z " * 80_000 + "</references>"),
    "infos": lambda: cap("<info/>" * 90_000),
    "cut": lambda: cap(more="<note>" + "x" * 2_000_000 + "</note>"),
}


@pytest.mark.parametrize("kind", READ)
def test_read_within_its_bounds_and_said(kind: str) -> None:
    (alert,) = read_whole(READ[kind]()).alerts
    assert f"warning-note-{kind}" in {found.key for found in alert.notes}
    areas = [one for content in alert.infos for one in content.areas]
    assert sum(len(ring) for one in areas for ring in one.rings) <= 10_000
    if kind in ("polygons", "codes", "infos"):  # more is meant than is known
        assert any(one.unread for one in areas)


def test_a_simplified_outline_leaves_nothing_out() -> None:
    corners = [(30 + _SEEDED.random(), 108 + _SEEDED.random()) for _ in range(30_000)]
    (alert,) = read(_shaped(polygon(" ".join(f"{y:.6f},{x:.6f}" for y, x in corners))).encode()).alerts
    (found,) = alert.infos[0].areas
    (ring,) = found.rings
    for axis in (0, 1):
        values = [point[axis] for point in corners]
        kept = [point[axis] for point in ring]
        assert min(kept) - found.slack <= min(values)
        assert max(kept) + found.slack >= max(values)


_PIECES = st.sampled_from(
    [
        *("<alert>", "</alert>", "<info>", "</info>", "<area>", "</area>", "<polygon>1,1 2,2 3,1</polygon>"),
        *("<circle>1,1 -0</circle>", "<feed>", "<entry>", "<content>", "&lt;alert>", "&", "<!--", "-->", "<![CDATA["),
        *("]]>", "<?xml?>", "<!DOCTYPE a>", "<identifier>x</identifier>", "<references>a,b c</references>", "\x00"),
        *("<sent>2026-11-27T10:00:00Z</sent>", "<geocode>41,,</geocode>", 'xmlns:a="', "\ufeff"),
    ]
)


@settings(max_examples=times(20_000, by_day=300), deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_no_pieces_crash_the_reader(text: str) -> None:
    assert isinstance(read(text.encode("utf-8")), Reading)


@settings(max_examples=times(20_000, by_day=300), deadline=None)
@given(st.data())
def test_no_damage_crashes_the_reader(data: st.DataObject) -> None:
    whole = bytearray(NATIONAL.encode(data.draw(st.sampled_from(["utf-8", "gb18030", "utf-16"]))))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    assert isinstance(read(bytes(whole)), Reading)
