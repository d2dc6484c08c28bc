"""Our own order as CAP 1.2 that validates against the OASIS schema.

Its scope is always Restricted: it is an order to our own people. Only the weather station gives signals to the public.
"""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from models.enums import Colour
from services.warnings.cap.alerts import Alert, Area, Info, Pairs, Reference, Ring
from services.warnings.cap.decoding import FORBIDDEN

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
SEVERITIES = {Colour.RED: "Extreme", Colour.ORANGE: "Severe", Colour.YELLOW: "Moderate", Colour.BLUE: "Minor"}
"""The severity of an order by its colour."""
_URGENCY = ("Immediate", "Expected", "Future", "Past", "Unknown")
_SEVERITY = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")
_CERTAINTY = ("Observed", "Likely", "Possible", "Unlikely", "Unknown")
_CATEGORY = (
    *("Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"),
)
_RESPONSE = ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None")
_UNFIT = frozenset(" ,<&\t\n\r")
"""Characters that CAP forbids in the sender and the identifier, because references are made of them."""


def write(order: Alert, *, restriction: str, zone: tzinfo) -> bytes:
    """Return an order as a file; times are written in ``zone``.

    ``restriction`` names the people it is for. Raises ``ValueError`` for an order without a sender, an identifier, a
    time, an event or the name of an area, and for references without a time: these are defects of ours.
    """
    from lxml import etree

    if order.sent is None or not restriction.strip():
        raise ValueError("an order has a time, and says for whom it is")
    alert = etree.Element(f"{{{NAMESPACE}}}alert", nsmap={None: NAMESPACE})
    _put(alert, "identifier", _name(order.identifier))
    _put(alert, "sender", _name(order.sender))
    _put(alert, "sent", _time(order.sent, zone))
    _put(alert, "status", order.status.value)
    _put(alert, "msgType", order.message_type.value)
    _maybe(alert, "source", order.source)
    _put(alert, "scope", "Restricted")
    _put(alert, "restriction", restriction)
    _maybe(alert, "note", order.remark)
    _maybe(alert, "references", " ".join(_reference(one, zone) for one in order.references))
    _maybe(alert, "incidents", order.incidents)
    for info in order.infos:
        _info(alert, info, zone)
    written: bytes = etree.tostring(alert, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _info(alert: "_Element", info: Info, zone: tzinfo) -> None:
    into = _put(alert, "info")
    _maybe(into, "language", info.language.replace("_", "-"))
    for category in [one for one in info.categories if one in _CATEGORY] or ["Other"]:
        _put(into, "category", category)
    _put(into, "event", _needed(info.event))
    for response in info.responses:
        if response in _RESPONSE:
            _put(into, "responseType", response)
    _put(into, "urgency", info.urgency if info.urgency in _URGENCY else "Unknown")
    _put(into, "severity", info.severity if info.severity in _SEVERITY else "Unknown")
    _put(into, "certainty", info.certainty if info.certainty in _CERTAINTY else "Unknown")
    _pairs(into, "eventCode", info.event_codes)
    for name, at in (("effective", info.effective), ("onset", info.onset), ("expires", info.expires)):
        _maybe(into, name, _time(at, zone) if at else "")
    _maybe(into, "senderName", info.sender_name)
    _maybe(into, "headline", info.headline)
    _maybe(into, "description", info.description)
    _maybe(into, "instruction", info.instruction)
    _maybe(into, "web", info.web)
    _maybe(into, "contact", info.contact)
    _pairs(into, "parameter", info.parameters)
    for area in info.areas:
        _area(into, area)


def _area(info: "_Element", area: Area) -> None:
    into = _put(info, "area")
    _put(into, "areaDesc", _needed(area.name))
    for ring in area.rings:
        if closed := _closed(ring):
            _put(into, "polygon", " ".join(f"{latitude:.6f},{longitude:.6f}" for latitude, longitude in closed))
    for circle in area.circles:
        _put(into, "circle", f"{circle.latitude:.6f},{circle.longitude:.6f} {circle.radius_km:.3f}")
    _pairs(into, "geocode", tuple((code.scheme, code.value) for code in area.codes))


def _closed(ring: Ring) -> Ring:
    """Return a ring that ends where it begins, as CAP asks; nothing for one that is no outline."""
    whole = ring if ring[0] == ring[-1] else (*ring, ring[0])
    return whole if len(whole) > 3 else ()


def _reference(reference: Reference, zone: tzinfo) -> str:
    if reference.sent is None:
        raise ValueError("a reference has a time")
    return f"{_name(reference.sender)},{_name(reference.identifier)},{_time(reference.sent, zone)}"


def _time(at: datetime, zone: tzinfo) -> str:
    """Return a time in whole seconds with its offset; the schema knows no Z."""
    return at.astimezone(zone).isoformat(timespec="seconds")


def _name(text: str) -> str:
    if not text or _UNFIT & set(text):
        raise ValueError(f"not for a reference: {text!r}")
    return text


def _needed(text: str) -> str:
    if not text.strip():
        raise ValueError("an order names its event and its areas")
    return text


def _pairs(into: "_Element", name: str, pairs: Pairs | Iterable[tuple[str, str]]) -> None:
    for key, value in pairs:
        pair = _put(into, name)
        _put(pair, "valueName", key)
        _put(pair, "value", value)


def _maybe(into: "_Element", name: str, text: str) -> None:
    if text:
        _put(into, name, text)


def _put(into: "_Element", name: str, text: str = "") -> "_Element":
    from lxml import etree

    element = etree.SubElement(into, f"{{{NAMESPACE}}}{name}")
    element.text = FORBIDDEN.sub(" ", text) or None
    return element
