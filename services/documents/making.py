"""Making a document: its content is looked up in the transaction, the file is made in a thread after it.

The libraries for Word take half a second to load, so they are loaded at the first document.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

from services.core import journal
from services.core.act import Act
from services.documents.documents import Document

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
LONGEST_NAME = 80
"""Characters; a file's name has 255 bytes at most."""


@dataclass(frozen=True)
class Prepared:
    """A document that is about to be made."""

    name: str
    make: Callable[[], bytes]
    """Makes the file. Blocks: call it in a thread."""
    fault: str | None = None
    """The reason why the built-in template was taken, and not the one in the folder."""


async def prepare(act: Act, document: Document, about: int, read: Callable[[str], bytes]) -> Prepared:
    """Return a document with its content, ready to be made; ``read`` returns a file of the media store."""
    from services.documents import templates

    content = await document.content(act, about)
    words = act.town.words(None)
    await journal.record(act, f"document:{document.code}:{about}", "send", details={"title": content.title})
    chosen = await asyncio.to_thread(templates.chosen, document, act.town.settings.documents, words)
    name = _NOT_IN_NAMES.sub("", content.title)[:LONGEST_NAME]
    return Prepared(f"{name}.docx", lambda: templates.filled(chosen, content, words, read), chosen.fault)
