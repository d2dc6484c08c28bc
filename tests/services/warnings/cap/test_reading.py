"""CAP is read as it is found, and each deviation is said."""

import codecs
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from services.warnings.cap.alerts import MessageType, Reference, Status
from services.warnings.cap.reading import read
from texts import Words
from warning_steps import NATIONAL, area, cap, info, noted, one, polygon

ROOT = Path(__file__).parents[4]


def test_cap_1_2_is_read_without_a_note() -> None:
    alert = one(cap(info(area(polygon("30.1,108.0 30.2,108.0 30.2,108.1 30.1,108.0")))))
    assert alert.key == ("station@example.cn", "A-1")
    assert alert.sent == datetime(2026, 11, 27, 2, tzinfo=UTC)
    assert (alert.status, alert.message_type, alert.real) == (Status.ACTUAL, MessageType.ALERT, True)
    (content,) = alert.infos
    assert (content.event, content.expires) == ("暴雨", datetime(2026, 11, 28, 2, tzinfo=UTC))
    assert content.areas[0].rings == (((30.1, 108.0), (30.2, 108.0), (30.2, 108.1), (30.1, 108.0)),)
    assert alert.notes == ()


def test_the_national_dialect() -> None:
    alert = one(NATIONAL)
    assert alert.sent == datetime(2026, 11, 27, 0, 10, tzinfo=UTC)
    assert alert.references == (Reference("50023541600000_20261126180000"),)
    (content,) = alert.infos
    assert (content.event, content.event_codes, content.severity) == ("", (("eventType", "11B06"),), "Blue")
    assert [code.value for code in content.areas[0].codes] == ["500235000000"] * 2
    assert content.areas[0].unread == ()  # empty shapes are no fault
    assert noted(alert) == {"no-namespace", "references", "send-time", "event-type", "no-expiry"}


@pytest.mark.parametrize(
    ("namespace", "note"),
    [
        ('xmlns="urn:oasis:names:tc:emergency:cap:1.1"', set()),
        ('xmlns="urn:oasis:names:tc:emergency:cap:1.0"', {"old"}),
        ('xmlns="urn:oasis:names:tc:emergency:alerts:1.2"', {"namespace"}),
        ("", {"no-namespace"}),
    ],
)
def test_other_namespaces(namespace: str, note: set[str]) -> None:
    assert noted(one(cap(info(), namespace=namespace))) == note


def test_prefixes_even_undeclared_ones() -> None:
    declared = re.sub(r"<(/?)(\w)", r"<\1cap:\2", cap(info()).replace("xmlns=", "xmlns:cap="))
    assert one(declared).infos == one(cap(info())).infos
    assert noted(one(declared)) == set()
    assert noted(one(declared.replace("xmlns:cap", "other"))) == {"no-namespace"}


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (codecs.BOM_UTF8 + cap(info()).encode(), None),
        (cap(info()).encode("utf-16"), None),
        (('<?xml version="1.0" encoding="GB2312"?>' + cap(info())).encode("gb18030"), None),
        (cap(info()).encode("gb18030"), "warning-note-encoding"),
        (('<?xml version="1.0" encoding="UTF-8"?>' + cap(info())).encode("gb18030"), "warning-note-encoding"),
        (('<?xml version="1.0" encoding="x-unknown"?>' + cap(info())).encode(), "warning-note-encoding"),
    ],
)
def test_encodings(data: bytes, note: str | None) -> None:
    reading = read(data)
    assert [found.key for found in reading.notes] == ([note] if note else [])
    assert reading.alerts[0].infos[0].event == "暴雨"


def test_latin_1_and_characters_that_xml_does_not_know() -> None:
    latin = '<?xml version="1.0" encoding="ISO-8859-1"?>' + cap(more="<note>Séisme</note>")
    assert one(latin.encode("iso-8859-1")).remark == "Séisme"
    reading = read(cap(more="<note>a\x0bb</note>").encode())
    assert [found.key for found in reading.notes] == ["warning-note-characters"]
    assert reading.alerts[0].remark == "a b"


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><entry><content type="text/xml">{}</content></entry></feed>'
ENVELOPES = {
    "atom": ATOM,
    "atom with escaped text": ATOM,
    "rss": '<rss version="2.0"><channel><item><description>{}</description></item></channel></rss>',
    "alerts": "<alerts>{}</alerts>",
    "edxl-de": '<EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><contentObject><xmlContent>'
    "<embeddedXMLContent>{}</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>",
    "soap": '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{}</s:Body></s:Envelope>',
    "one after the other": '<?xml version="1.0"?>{}',
}


@pytest.mark.parametrize("kind", ENVELOPES)
def test_envelopes(kind: str) -> None:
    inner = cap(info(), identifier="A-1") + '<?xml version="1.0"?>' * (kind == "one after the other")
    inner += cap(info(), identifier="A-2")
    if kind == "atom with escaped text":
        inner = inner.replace("<", "&lt;")
    reading = read(ENVELOPES[kind].replace("{}", inner).encode())
    assert [alert.identifier for alert in reading.alerts] == ["A-1", "A-2"]
    assert [alert.infos for alert in reading.alerts] == [one(cap(info())).infos] * 2


def test_an_envelope_without_alerts_is_no_alert_and_no_fault() -> None:
    for empty in (ATOM.format(""), "<alerts/>", '<rss version="2.0"><channel/></rss>'):
        reading = read(empty.encode())
        assert (reading.alerts, reading.refusal) == ((), None)
        assert [found.key for found in reading.notes] == ["warning-note-no-alerts"]


def test_an_index_gives_the_addresses_of_its_alerts() -> None:
    entry = (
        '<entry><link href="https://example.cn/page"/>'
        '<link type="application/cap+xml" href="https://example.cn/{0}.cap"/></entry>'
    )
    atom = f"<feed>{entry.format(1)}{entry.format(2)}<entry><link href='file:///etc/passwd'/></entry></feed>"
    assert read(atom.encode()).links == ("https://example.cn/1.cap", "https://example.cn/2.cap")
    source = "<feed><entry><content type='application/cap+xml' src='/alerts/4.cap'/></entry></feed>"
    assert read(source.encode()).links == ("/alerts/4.cap",)
    rss = "<rss><channel><link>https://example.cn/</link><item><link>https://example.cn/3</link></item></channel></rss>"
    assert read(rss.encode()).links == ("https://example.cn/3",)


def test_a_cancel_without_info() -> None:
    alert = one(cap(msgType="Cancel", more="<references>s,A-0,2026-11-27T09:00:00+08:00</references>"))
    assert (alert.message_type, alert.infos) == (MessageType.CANCEL, ())
    assert alert.references == (Reference("A-0", "s", datetime(2026, 11, 27, 1, tzinfo=UTC)),)
    assert alert.notes == ()


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("", []),
        ("  ", []),
        ("s,A,2026-11-27T09:00:00+08:00 s,B,2026-11-27T09:00:00Z\n s,A,2026-11-27T09:00:00+08:00", ["A", "B"]),
        ("s,A,2026-11-27 09:00:00+08:00 s,B,2026-11-27 09:00:00+08:00", ["A", "B"]),
        ("National Weather Service,A,2026-11-27T09:00:00Z", ["A"]),
        ("A", ["A"]),
        ("A,B", ["A", "B"]),
        ("A B;C", ["A", "B", "C"]),
        ("s,A,not-a-time", ["s", "A", "not-a-time"]),
    ],
)
def test_references(text: str, cited: list[str]) -> None:
    alert = one(cap(info(), more=f"<references>{text}</references>"))
    assert [reference.identifier for reference in alert.references] == cited
    assert noted(alert) <= {"references"}


def test_fields_out_of_order_and_of_other_values() -> None:
    order = "<sent>2026-11-27T10:00:00+08:00</sent><identifier>A-1</identifier><status>actual</status><scope>x</scope>"
    alert = one(f"<alert>{order}<msgType>解除</msgType><sender>s</sender></alert>")
    assert (alert.identifier, alert.status, alert.message_type) == ("A-1", Status.ACTUAL, MessageType.CANCEL)
    assert noted(alert) == {"no-namespace", "order", "value"}


def test_what_is_not_known_counts_as_a_real_alert() -> None:
    alert = one(cap(info(), status="Live", msgType=""))
    assert alert.real
    assert noted(alert) == {"value", "missing"}


@pytest.mark.parametrize("status", ["Test", "Exercise", "Draft", "System", "演练", "TEST"])
def test_what_is_not_real_is_recognised(status: str) -> None:
    assert not one(cap(info(), status=status)).real


def test_words_of_a_trial_in_an_actual_message_are_noted_and_it_stays_actual() -> None:
    alert = one(cap(info(headline="【演练】暴雨橙色预警")))
    assert (alert.real, noted(alert)) == (True, {"trial"})
    assert noted(one(cap(info(headline="【演练】暴雨橙色预警"), status="Exercise"))) == set()


@pytest.mark.parametrize(
    ("written", "hour", "notes"),
    [
        ("2026-11-27T10:00:00+08:00", 2, set()),
        ("2026-11-27T02:00:00-00:00", 2, set()),
        ("2026-11-27T02:00:00.123Z", 2, set()),
        ("2026-11-27 10:00:00+08:00", 2, set()),
        ("2026-11-27T10:00:00+0800", 2, set()),
        ("2026-11-27T10:00:00", 2, {"offset"}),
        ("20261127100000", 2, {"offset"}),
        ("2026年11月27日10时00分", 2, {"offset"}),
        ("2026/11/27 10:00", 2, {"offset"}),
        ("2026-13-27T10:00:00Z", None, {"time"}),
        ("9999-12-31T23:59:59-14:00", None, {"time"}),
        ("2026-11-27T10:00:00+99:00", None, {"time"}),
        ("tomorrow", None, {"time"}),
    ],
)
def test_times(written: str, hour: int | None, notes: set[str]) -> None:
    reading = read(cap(info(), sent=written).encode(), zone=ZoneInfo("Asia/Shanghai"))
    (alert,) = reading.alerts
    assert alert.sent == (hour and datetime(2026, 11, 27, hour, tzinfo=UTC))
    assert noted(alert) == notes


def test_languages_are_parts_of_one_alert() -> None:
    alert = one(cap(info(), info(language="en-US", event="Rainstorm")))
    assert [content.event for content in (alert.said("en"), alert.said("zh_CN"), alert.said("fr")) if content] == [
        "Rainstorm",
        "暴雨",
        "暴雨",
    ]


@pytest.mark.parametrize(
    ("points", "corners"),
    [
        ("1,2 3,4 5,6", 3),
        ("+1,+2, +3,4, 5,6,", 3),
        ("1,2,100 3,4,100 5,6,100", 3),
        ("1 2 3 4 5 6", 3),
        ("1, 2 3, 4 5, 6", 3),
        ("1,2 3,x 5,6", None),
        ("nan,120.0 30.0,inf 30.1,120.1", None),
        ("1,2 3", None),
    ],
)
def test_polygons(points: str, corners: int | None) -> None:
    alert = one(cap(info(area(polygon(points)))))
    (found,) = alert.infos[0].areas
    assert (len(found.rings[0]) if found.rings else None) == corners
    assert noted(alert) == (set() if corners else {"polygon"})
    assert bool(found.unread) == (corners is None)


def test_a_damaged_file_keeps_its_whole_alerts_and_says_so() -> None:
    whole = cap(info())
    reading = read(f"<alerts>{whole}{whole[:-60]}".encode())
    assert len(reading.alerts) == 1
    assert [found.key for found in reading.notes] == ["warning-note-broken"]
    assert read(whole[:-60].encode()).refusal is not None
    mended = read(cap(info(headline="A&nbsp;B & C")).encode())
    assert [found.key for found in mended.notes] == ["warning-note-mended"]
    assert mended.alerts[0].infos[0].headline == "A\xa0B & C"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html>\n<html><body>404</body></html>", "html"),
        (b"<html><body>login</body></html>", "html"),
        (b'<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml"/>', "html"),
        (b"<div>no <b>CAP</div>", "no-cap"),
        (b'{"alerts": []}', "json"),
        (b"PK\x03\x04", "no-xml"),
        (b"<kml><Placemark/></kml>", "no-cap"),
    ],
)
def test_what_is_no_cap_is_a_fault_of_the_feed(data: bytes, key: str) -> None:
    refusal = read(data).refusal
    assert refusal is not None
    assert refusal.key == f"warning-refused-{key}"
    assert all(refusal.in_words(Words(language)) for language in ("zh_CN", "en"))


def test_every_note_has_words() -> None:
    folder = ROOT / "services" / "warnings"
    keys = {key for file in folder.rglob("*.py") for key in re.findall(r'"(warning-[a-z-]+)"', file.read_text("utf-8"))}
    assert len(keys) > 30
    assert {key for key in keys if not Words("en").has(key) or not Words("zh_CN").has(key)} == set()
