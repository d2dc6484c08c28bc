"""Read CAP (OASIS CAP 1.2 and 1.1), the national platform's dialect, and the envelopes they come in.

The schema decides nothing: what can be understood is taken, and each deviation is a note on the alert.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

from services.warnings.cap import places, references, times
from services.warnings.cap.alerts import Alert, Area, Info, MessageType, Note, Reading, Status, note
from services.warnings.cap.bounds import ALERTS, INFOS, SHORT, TEXT, OutOfBounds
from services.warnings.cap.decoding import decode
from services.warnings.cap.markup import Element, Found, parse

NAMESPACES = tuple(f"urn:oasis:names:tc:emergency:cap:1.{minor}" for minor in (2, 1))
_OLD = ("urn:oasis:names:tc:emergency:cap:1.0", "http://www.incident.com/cap/1.0")
_FIRST = (
    *("identifier", "sender", "sent", "status", "msgtype", "source", "scope", "restriction", "addresses", "code"),
    *("note", "references", "incidents", "info", "signature"),
)
"""The fields of an alert in the order of the standard."""
_THEN = (
    *("language", "category", "event", "responsetype", "urgency", "severity", "certainty", "audience", "eventcode"),
    *("effective", "onset", "expires", "sendername", "headline", "description", "instruction", "web", "contact"),
    *("parameter", "resource", "area"),
)
"""The fields of an info in the order of the standard."""
_SAID = {
    **dict.fromkeys(("实际", "正式", "真实"), Status.ACTUAL),
    **dict.fromkeys(("演练", "演习"), Status.EXERCISE),
    **dict.fromkeys(("测试", "试验"), Status.TEST),
    "草稿": Status.DRAFT,
    **dict.fromkeys(("发布", "首发"), MessageType.ALERT),
    **dict.fromkeys(("更新", "变更"), MessageType.UPDATE),
    **dict.fromkeys(("解除", "取消"), MessageType.CANCEL),
}
_TRIAL = re.compile(r"测试|演练|演习|试发|\b(?:test|exercise|drill)\b", re.IGNORECASE)
"""Words of a trial. A message that says it is actual stays so: the officer sees the note before anybody is told."""
_Member = TypeVar("_Member", bound=StrEnum)


def read(data: bytes, *, zone: tzinfo = UTC) -> Reading:
    """Return what is in a file or an answer of a feed; never raises. ``zone`` is of times without an offset."""
    try:
        text, notes = decode(data)
        found = parse(text)
        for inner in found.embedded:
            _add_embedded(found, inner)
    except OutOfBounds as error:
        return Reading(refusal=error.note)
    alerts = tuple(alert(element, zone) for element in found.alerts)
    if not alerts:
        found.notes.append(note("warning-note-no-alerts"))
    return Reading(alerts=alerts, links=tuple(dict.fromkeys(found.links)), notes=(*notes, *found.notes))


def _add_embedded(found: Found, text: str) -> None:
    """Add the alerts that an entry holds as text; text that is none of them is the entry's own."""
    try:
        inner = parse(decode(text.encode())[0])
    except OutOfBounds as error:
        found.notes.append(error.note)
        return
    found.alerts += inner.alerts
    if len(found.alerts) > ALERTS:
        raise OutOfBounds(note("warning-refused-alerts", most=ALERTS))


def alert(element: Element, zone: tzinfo) -> Alert:
    """Return the alert of an element, with a note of each deviation."""
    reader = _Reader(zone)
    reader.namespace(element.namespace)
    reader.order(element, _FIRST)
    found, deviations = references.parse(element.first("references"), zone)
    reader.notes += deviations
    identifier = " ".join(element.first("identifier").split())
    if not identifier:
        reader.say("warning-note-no-identifier")
    if not element.first("sent") and element.first("sendtime"):
        reader.say("warning-note-send-time")
    if not any(element.all("scope")):
        reader.say("warning-note-no-scope")
    read_one = Alert(
        identifier=reader.text(identifier, SHORT),
        sender=reader.text(element.first("sender", "sendercode"), SHORT),
        sent=reader.time(element, "sent", "sendtime", needed=True),
        status=reader.member(element, "status", Status.ACTUAL),
        message_type=reader.member(element, "msgType", MessageType.ALERT),
        scope=reader.text(element.first("scope"), SHORT),
        source=reader.text(element.first("source"), SHORT),
        restriction=reader.text(element.first("restriction"), SHORT),
        remark=reader.text(element.first("note")),
        incidents=reader.text(element.first("incidents"), SHORT),
        references=found,
        infos=reader.infos(element),
        notes=tuple(dict.fromkeys(reader.notes)),
    )
    if read_one.real and any(_TRIAL.search(f"{info.event} {info.headline}") for info in read_one.infos):
        read_one = replace(read_one, notes=(*read_one.notes, note("warning-note-trial")))
    return read_one if identifier else replace(read_one, identifier=_own_identifier(read_one))


def _own_identifier(of: Alert) -> str:
    """Return an identifier for an alert without one: the same for the same content."""
    return "~" + sha256(repr(of).encode()).hexdigest()[:20]


class _Reader:
    """Reads the fields of one alert and collects its notes."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.notes: list[Note] = []

    def say(self, key: str, **arguments: str | int) -> None:
        self.notes.append(note(key, **arguments))

    def namespace(self, found: str) -> None:
        if not found:
            self.say("warning-note-no-namespace")
        elif found in _OLD:
            self.say("warning-note-old", namespace=found)
        elif found not in NAMESPACES:
            self.say("warning-note-namespace", namespace=found)

    def order(self, element: Element, fields: tuple[str, ...]) -> None:
        found = [fields.index(one.name) for one in element.children if one.name in fields]
        if found != sorted(found):
            self.say("warning-note-order")

    def text(self, text: str, most: int = TEXT) -> str:
        if len(text) > most:
            self.say("warning-note-cut", most=most)
        return text[:most]

    def member(self, element: Element, name: str, default: _Member) -> _Member:
        """Return a member of an enumeration in any case or in Chinese; one that is unknown counts as the gravest."""
        written = element.first(name.casefold())
        for one in type(default):
            if written.casefold() == one.value.casefold():
                if written != one.value:
                    self.say("warning-note-value", field=name, text=written)
                return one
        said = _SAID.get(written)
        if written:
            self.say("warning-note-value", field=name, text=written)
        else:
            self.say("warning-note-missing", field=name)
        return said if isinstance(said, type(default)) else default

    def time(self, element: Element, *names: str, needed: bool = False) -> datetime | None:
        written = element.first(*names)
        if not written:
            if needed:
                self.say("warning-note-missing", field=names[0])
            return None
        at, offset = times.parse(written, self.zone)
        if at is None:
            self.say("warning-note-time", field=names[0], text=written)
        elif not offset:
            self.say("warning-note-offset", field=names[0], text=written)
        return at

    def infos(self, element: Element) -> tuple[Info, ...]:
        found = list(element.all("info"))
        areas, said = places.read(found[:INFOS])
        self.notes += said
        infos = [self.info(info, row) for info, row in zip(found, areas, strict=False)]
        if len(found) > INFOS:
            self.say("warning-note-infos", count=len(found), most=INFOS)
            more = Area(unread=(self.notes[-1],))
            infos[-1] = replace(infos[-1], areas=(*infos[-1].areas, more))
        return tuple(infos)

    def info(self, element: Element, areas: tuple[Area, ...]) -> Info:
        self.order(element, _THEN)
        event, kind = element.first("event"), element.first("eventtype")
        if kind and not event:
            self.say("warning-note-event-type", code=kind)
        elif not event:
            self.say("warning-note-missing", field="event")
        if not areas:
            self.say("warning-note-no-area")
        expires = self.time(element, "expires")
        if expires is None and not element.first("expires"):
            self.say("warning-note-no-expiry")
        return Info(
            language=self.text(element.first("language"), SHORT),
            event=self.text(event, SHORT),
            event_codes=(*((("eventType", kind[:SHORT]),) if kind else ()), *_pairs(element, "eventcode")),
            categories=tuple(child.text[:SHORT] for child in element.all("category")),
            responses=tuple(child.text[:SHORT] for child in element.all("responsetype")),
            urgency=self.text(element.first("urgency"), SHORT),
            severity=self.text(element.first("severity"), SHORT),
            certainty=self.text(element.first("certainty"), SHORT),
            effective=self.time(element, "effective"),
            onset=self.time(element, "onset"),
            expires=expires,
            sender_name=self.text(element.first("sendername"), SHORT),
            headline=self.text(element.first("headline")),
            description=self.text(element.first("description")),
            instruction=self.text(element.first("instruction")),
            web=self.text(element.first("web"), SHORT),
            contact=self.text(element.first("contact"), SHORT),
            parameters=tuple(_pairs(element, "parameter")),
            areas=areas,
        )


def _pairs(element: Element, name: str) -> Iterator[tuple[str, str]]:
    """Yield names and values: children of their own, or CAP 1.0's ``name=value``."""
    for child in element.all(name):
        key, value = child.first("valuename"), child.first("value")
        if not key and "=" in child.text:
            key, _, value = child.text.partition("=")
        if key or value:
            yield key[:SHORT], value[:SHORT]
