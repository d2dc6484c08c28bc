"""The template of a document: a file of the township's folder, or the built-in one; and the faults of a file.

A file with a fault is passed over when a document is asked for. ``bihuan check`` names every fault.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import structlog
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes

from services.documents import content as contents
from services.documents.content import Content
from services.documents.documents import Document
from services.documents.paper import Paper
from services.documents.rendering import BROKEN, Read, environment, rendered
from services.settings.areas.documents import Documents
from texts import Words

log = structlog.get_logger(__name__)

ENDING = ".docx"
LARGEST = 20 * 1024 * 1024
"""Bytes of a template."""
_PARTS = re.compile(r"<w:p[ >]")
_TAGS = re.compile(r"<[^>]+>")
_WIDE = re.compile(r"[｛{]｛.{0,40}|｛[%％].{0,40}")
"""Wide brackets, as a Chinese keyboard writes them."""


@dataclass(frozen=True)
class TemplateFault:
    """A fault of a template: what was met, what is expected there, and how to mend it."""

    met: str
    expected: str
    mend: str


@dataclass(frozen=True)
class Chosen:
    """The template of a document, the built-in one behind it, and the fault of a file that was passed over."""

    template: bytes
    built_in: bytes
    fault: str | None = None


@lru_cache(maxsize=128)
def built_in(document: Document, settings: Documents, words: Words) -> bytes:
    """Return the built-in template of a document."""
    paper = Paper(settings, words, landscape=document.landscape)
    document.write(paper)
    return paper.saved()


def file_name(document: Document, words: Words) -> str:
    """Return the name of a document's template in the folder."""
    return words.plain(document.name) + ENDING


def files(folder: Path) -> dict[str, Path]:
    """Return the Word files of a folder by name; Word's own lock files are none. Raises ``OSError``."""
    return {
        unicodedata.normalize("NFC", one.name): one
        for one in sorted(folder.iterdir())
        if one.suffix.lower() == ENDING and not one.name.startswith(("~$", "."))
    }


def chosen(document: Document, settings: Documents, words: Words) -> Chosen:
    """Return the template to fill in: the folder's, if it has one without a fault. Blocks."""
    own = built_in(document, settings, words)
    if settings.folder is None:
        return Chosen(own, own)
    file = Path(settings.folder) / file_name(document, words)
    try:
        file = files(Path(settings.folder)).get(file.name, file)
        template = read(file)
    except FileNotFoundError:
        return Chosen(own, own)
    except OSError as error:
        return Chosen(own, own, f"{file.name}: {error.strerror}")
    found = faults(template, document, words, words)
    return Chosen(own, own, f"{file.name}: {found[0].met}") if found else Chosen(template, own)


def filled(chosen: Chosen, content: Content, words: Words, read: Read) -> bytes:
    """Return the file of a document. Blocks."""
    values = contents.values(content, words)
    try:
        return rendered(chosen.template, values, words, read)
    except BROKEN:
        if chosen.template is chosen.built_in:
            raise
        log.exception("template_passed_over")
        return rendered(chosen.built_in, values, words, read)


def read(file: Path) -> bytes:
    """Return the content of a template; nothing of one that is too large. Raises ``OSError``."""
    return file.read_bytes() if file.stat().st_size <= LARGEST else b""


@lru_cache(maxsize=32)
def faults(template: bytes, document: Document, names: Words, words: Words) -> tuple[TemplateFault, ...]:
    """Return everything that is wrong with a template: ``names`` are the placeholders' words. Blocks."""
    schema = contents.schema(document.kind, names)
    try:
        sources = list(_sources(template))
        crowded = list(_crowded(template))
    except (*BROKEN, OSError):
        return (_fault(words, "unreadable", words.plain("fault-template-no-word")),)
    found = {met: _fault(words, "crowded", met) for met in crowded}
    for source in sources:
        try:
            tree = environment().parse(source)
        except TemplateSyntaxError as error:
            line = source.split("\n")[error.lineno - 1]
            met = _TAGS.sub("", line).strip() or str(error.message)
            found[met] = _fault(words, "syntax", met)
            continue
        for met in _WIDE.findall(_TAGS.sub("", source)):
            found[met] = _fault(words, "syntax", met)
        for name, allowed in _unknown(tree.body, schema):
            found[name] = _unknown_fault(words, name, allowed)
    if not found:
        try:
            for said in (names.plain("document-example"), ""):
                rendered(template, contents.example(schema, said), names, _no_file)
        except BROKEN as error:
            found[""] = _fault(words, "syntax", f"{type(error).__name__}: {error}")
    return tuple(found.values())


def _no_file(sha256: str) -> bytes:
    raise FileNotFoundError(sha256)


def _fault(words: Words, key: str, met: str, **arguments: str) -> TemplateFault:
    expected = words.plain(f"fault-template-{key}", **arguments)
    return TemplateFault(met, expected, words.plain(f"mend-template-{key}", **arguments))


def _unknown_fault(words: Words, name: str, allowed: tuple[str, ...]) -> TemplateFault:
    close = difflib.get_close_matches(name, allowed, n=1, cutoff=0.4)
    names = words.plain("list-comma").join(allowed)
    return _fault(words, "unknown", f"{{{{ {name} }}}}", names=names, close=close[0] if close else "no")


def _sources(template: bytes) -> Iterator[str]:
    """Yield the text of a template and of its headers and footers, as docxtpl gives them to jinja, a paragraph a line.

    Raises one of ``BROKEN``.
    """
    paper = DocxTemplate(BytesIO(template))
    paper.init_docx()
    parts = [paper.get_xml()]
    for uri in (paper.HEADER_URI, paper.FOOTER_URI):
        parts += [paper.get_part_xml(part) for _, part in paper.get_headers_footers(uri)]
    for xml in parts:
        yield _PARTS.sub(lambda found: "\n" + found[0], paper.patch_xml(xml).replace("\n", " "))


def _crowded(template: bytes) -> Iterator[str]:
    """Yield the paragraphs and rows that hold more than the tag which docxtpl takes them away with."""
    body = DocxTemplate(BytesIO(template)).get_docx().element.body
    for sign in ("p", "tc", "tr"):
        for part in body.iter(qn(f"w:{sign}")):
            text = "".join(one.text or "" for one in part.iter(qn("w:t"))).strip()
            if re.search(rf"{{%{sign}\s", text) and not re.fullmatch(rf"{{%{sign}\s[^%]*%}}", text):
                yield text


_ANYTHING = frozenset({"loop", *environment().globals})


def _unknown(body: list[nodes.Node], scope: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each placeholder that a content does not have, with those that may stand there."""
    for node in body:
        match node:
            case nodes.For(target=nodes.Name(name=row), iter=of):
                yield from _unknown([of, *node.else_], scope)
                inner = (_kind(of, scope) or (None,))[0]
                yield from _unknown([*node.body, *([node.test] if node.test else [])], {**scope, row: inner})
            case nodes.Name(name=name, ctx="load") if name not in scope and name not in _ANYTHING:
                yield name, _allowed(scope)
            case nodes.Getattr(node=of, attr=name):
                yield from _unknown([of], scope)
                fields = _kind(of, scope)
                if isinstance(fields, dict) and name not in fields:
                    row = of.name if isinstance(of, nodes.Name) else "…"
                    yield f"{row}.{name}", _allowed({row: fields})
            case nodes.Assign(target=nodes.Name(name=name)):
                yield from _unknown([node.node], scope)
                scope = {**scope, name: _kind(node.node, scope)}
            case _:
                yield from _unknown(list(node.iter_child_nodes()), scope)


def _allowed(scope: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the placeholders that may be written; of a row, each of its fields."""
    named = (
        [f"{name}.{field}" for field in part] if isinstance(part, dict) else [name] for name, part in scope.items()
    )
    return tuple(chain.from_iterable(named))


def _kind(node: nodes.Node, scope: Mapping[str, Any]) -> Any:
    """Return what an expression is: the fields of a row, a list of such (a tuple), or a value (None)."""
    match node:
        case nodes.Name(name=name):
            return scope.get(name)
        case nodes.Getattr(node=of, attr=name):
            row = _kind(of, scope)
            return row.get(name) if isinstance(row, dict) else None
        case nodes.Getitem(node=of):
            rows = _kind(of, scope)
            return rows[0] if isinstance(rows, tuple) else None
        case _:
            return None
