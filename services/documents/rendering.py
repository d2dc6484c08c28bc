"""Filling a template in: words that people typed stay words, neither placeholder nor XML nor a sign Word refuses."""

import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import structlog
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.opc.exceptions import OpcError
from docx.shared import Length, Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import LxmlError
from markupsafe import Markup

from services.documents import finishing
from services.documents.content import Picture
from texts import Words

log = structlog.get_logger(__name__)

Read = Callable[[str], bytes]
"""Returns a file of the media store by its hash."""
BOX = (Mm(72), Mm(54))
"""The width and height that a picture has at most."""
BROKEN = (
    TemplateError,
    OpcError,
    LxmlError,
    zipfile.BadZipFile,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""The ways in which a template that somebody changed can fail."""
_NO_PICTURE = (
    OSError,
    ValueError,
    LookupError,
    struct.error,
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
_REFUSED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
"""Signs that XML refuses, and those that turn the direction of writing."""
_LINES = re.compile(r"\s*[\r\n]\s*")
NEW_PARAGRAPH = "\a"
"""docxtpl's sign for a new paragraph like the one it stands in."""


def environment(finalize: Callable[[Any], Any] = str) -> SandboxedEnvironment:
    """Return the environment of templates; ``finalize`` gets each value that is put in."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=finalize)


def clean(value: Any) -> str:
    """Return a value as Word takes it; a new line begins a new paragraph."""
    text = value.unescape() if isinstance(value, Markup) else str(value)
    return _LINES.sub(NEW_PARAGRAPH, _REFUSED.sub("", text).strip())


def rendered(template: bytes, values: Mapping[str, Any], words: Words, read: Read) -> bytes:
    """Return a template with its placeholders filled in. Blocks: call it in a thread. Raises one of ``BROKEN``."""
    paper = DocxTemplate(BytesIO(template))

    def put(value: Any) -> Any:
        if isinstance(value, StrictUndefined):
            return value
        if isinstance(value, Picture):
            return _drawn(paper, value, read) or words.plain("document-no-picture")
        return "" if value is None else clean(value)

    paper.render(dict(values), environment(put))
    finishing.finish(paper.docx)
    made = BytesIO()
    paper.save(made)
    return made.getvalue()


def _drawn(paper: DocxTemplate, picture: Picture, read: Read) -> InlineImage | None:
    """Return a picture within its box; None, with a line in the log, where the store has it no more."""
    try:
        content = read(picture.sha256)
        image = Image.from_blob(content)
    except _NO_PICTURE as error:
        log.warning("picture_not_shown", sha256=picture.sha256, reason=f"{type(error).__name__}: {error}")
        return None
    wide, high = BOX
    width: Length = min(wide, Length(high * image.px_width // max(1, image.px_height)))
    return InlineImage(paper, BytesIO(content), width=width)
