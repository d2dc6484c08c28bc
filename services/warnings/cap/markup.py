"""Text becomes elements: every alert of any envelope as a small tree, with the bounds kept while it is parsed.

The parser loads nothing and knows no entities but the five of XML: a document type is refused before it is parsed.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from services.warnings.cap.alerts import Note, note
from services.warnings.cap.bounds import ALERTS, DEPTH, ELEMENTS, LINKS, TEXT, OutOfBounds

_DECLARATION = re.compile(r"<\?xml[\s][^<>]{0,200}\?>")
_LOOSE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(?:([A-Za-z]{2,20});)?")
ENVELOPES = frozenset({"feed", "rss", "rdf", "alerts", "edxldistribution", "envelope", "alert"})
"""The outermost elements of what can hold alerts, even if it holds none today."""
_ENTRIES = frozenset({"entry", "item"})
_INSIDE = frozenset({"content", "description", "summary", "encoded"})
"""Elements of an entry in which some feeds put a whole alert as text."""
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_WHOLE = re.compile(r"<(?:[\w.-]{1,20}:)?alert[\s/>]")
MENDED = 1000
"""Loose ampersands that are mended in a file."""
_CAP_TYPE = "application/cap+xml"


class Element:
    """An element by its local name in lower case, its namespace, its own text and its children."""

    __slots__ = ("children", "name", "namespace", "pieces")

    def __init__(self, name: str, namespace: str = "") -> None:
        self.name = name
        self.namespace = namespace
        self.pieces: list[str] | None = None
        self.children: list[Element] = []

    @property
    def text(self) -> str:
        """Its own text without blanks around it."""
        return "".join(self.pieces).strip() if self.pieces else ""

    def all(self, *names: str) -> Iterator["Element"]:
        """Yield the children of some names."""
        return (child for child in self.children if child.name in names)

    def first(self, *names: str) -> str:
        """Return the text of the first child of these names that has one; names that come first are preferred."""
        texts = (child.text for name in names for child in self.children if child.name == name)
        return next(filter(None, texts), "")


@dataclass
class Found:
    """Everything that was found in a document."""

    alerts: list[Element] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    root: str = ""
    notes: list[Note] = field(default_factory=list)


def parse(text: str) -> Found:
    """Return the alerts of a document. One that breaks off keeps its whole alerts. Raises ``OutOfBounds``."""
    if text.count("<") > 2 * ELEMENTS:
        raise OutOfBounds(note("warning-refused-elements", most=ELEMENTS))
    text = _DECLARATION.sub("", text)
    found, broken = _parsed(text)
    if broken is not None and not found.alerts:
        mended = _LOOSE.sub(_mended, text, MENDED)
        if mended != text:
            found, again = _parsed(mended)
            if again is None or found.alerts:
                found.notes.append(note("warning-note-mended", line=broken))
            broken = again
    if broken is not None:
        if not found.alerts:
            known = found.root in ENVELOPES
            said = note("warning-refused-broken", line=broken) if known else _no_cap(found.root)
            raise OutOfBounds(said)
        found.notes.append(note("warning-note-broken", line=broken))
    if not (found.alerts or found.links or found.root in ENVELOPES):
        raise OutOfBounds(_no_cap(found.root))
    return found


def _no_cap(root: str) -> Note:
    return note("warning-refused-no-cap", root=root)


def _mended(met: re.Match[str]) -> str:
    """Return a loose ampersand, or an entity of HTML, as XML understands it."""
    return html.escape(html.unescape(met[0]))


def _parsed(text: str) -> tuple[Found, int | None]:
    """Return what was found, and the line at which the document is not well formed."""
    raw = text.encode("utf-8", "replace")
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    builder = _Builder(parser)
    try:
        parser.Parse(b"<_>", False)  # several documents in one file are read like one
        parser.Parse(raw, False)
        parser.Parse(b"</_>", True)
    except expat.ExpatError as error:
        at = max(parser.ErrorByteIndex - 3, 0)
        if b"<!DOCTYPE" in raw[max(at - 9, 0) : at + 12].upper():
            raise OutOfBounds(note("warning-refused-doctype")) from error
        return builder.found, error.lineno
    return builder.found, None


class _Builder:
    """Follows the parser; keeps the elements of alerts, and of everything else only what leads to alerts."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.found = Found()
        self.parser = parser
        self.path: list[str] = []
        self.spaces: list[tuple[int, dict[str, str]]] = []  # namespaces by prefix, with the depth of their element
        self.tree: list[Element] = []
        self.entry: tuple[int, int] | None = None  # alerts and links before the entry
        self.text: list[str] | None = None
        self.link = ""
        self.elements = 0
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.elements += 1 + len(attributes)
        if self.elements > ELEMENTS:
            raise OutOfBounds(note("warning-refused-elements", most=ELEMENTS))
        if len(self.path) > DEPTH:
            raise OutOfBounds(note("warning-refused-depth", most=DEPTH))
        prefix, _, name = tag.rpartition(":")
        name = name.casefold()
        if attributes:
            declared = {key[6:]: value for key, value in attributes.items() if key[:5] == "xmlns"}
            if declared:
                self.spaces.append((len(self.path), declared))
        self.path.append(name)
        if len(self.path) == 2:
            self.found.root = self.found.root or name
        if self.tree or name == "alert":
            element = Element(name, "" if self.tree else self._namespace(prefix))
            if self.tree:
                self.tree[-1].children.append(element)
            self.tree.append(element)
        else:
            self._envelope(name, attributes)

    def _namespace(self, prefix: str) -> str:
        return next((declared[prefix] for _, declared in reversed(self.spaces) if prefix in declared), "")

    def _envelope(self, name: str, attributes: dict[str, str]) -> None:
        if name in _ENTRIES:
            self.entry, self.link = (len(self.found.alerts), len(self.found.links)), ""
        elif name in _INSIDE or (name == "link" and self.entry):
            self.text = []
        address = attributes.get("href") or attributes.get("src")
        if name in ("link", "content") and self.entry and address:
            if attributes.get("type") == _CAP_TYPE:
                self._add_link(address)
            self.link = self.link or address

    def end(self, tag: str) -> None:
        """An element ends."""
        name = self.path.pop()
        if self.spaces and self.spaces[-1][0] == len(self.path):
            self.spaces.pop()
        if self.tree:
            element = self.tree.pop()
            if not self.tree:
                self._add_alert(element)
            return
        text, self.text = "".join(self.text or ()).strip(), None
        if name in _INSIDE and text[:1] == "<" and _WHOLE.search(text):
            if len(self.found.embedded) >= ALERTS:
                raise OutOfBounds(note("warning-refused-alerts", most=ALERTS))
            self.found.embedded.append(text)
        elif name == "link" and self.entry and text:
            self.link = self.link or text
        elif name in _ENTRIES and self.entry:
            if self.link and self.entry == (len(self.found.alerts), len(self.found.links)):
                self._add_link(self.link)
            self.entry = None

    def data(self, text: str) -> None:
        """Text of an element."""
        if self.tree:
            element = self.tree[-1]
            if element.pieces is None:
                element.pieces = [text]
            else:
                element.pieces.append(text)
        elif self.text is not None:
            self.text.append(text)

    def _add_alert(self, element: Element) -> None:
        if len(self.found.alerts) >= ALERTS:
            raise OutOfBounds(note("warning-refused-alerts", most=ALERTS))
        self.found.alerts.append(element)

    def _add_link(self, address: str) -> None:
        scheme = _SCHEME.match(address)
        if scheme is not None and scheme[1].lower() not in ("http", "https"):
            return
        self.found.links.append(address[:TEXT])
        if len(self.found.links) > LINKS:
            raise OutOfBounds(note("warning-refused-links", most=LINKS))
