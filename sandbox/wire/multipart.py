"""A parser of multipart/form-data as the two client libraries write it, with few copies of the content."""

import re
from urllib.parse import unquote

from sandbox.wire.params import Params, Upload

_BOUNDARY = re.compile(rb'boundary="?([^";]+)"?', re.IGNORECASE)
_NAME = re.compile(rb'[; ]name="((?:[^"\\]|\\.)*)"|[; ]name=([^;\s]+)')
_FILENAME = re.compile(rb'[; ]filename="((?:[^"\\]|\\.)*)"|[; ]filename=([^;\s]+)')
_FILENAME_STAR = re.compile(rb"[; ]filename\*=utf-8''([^;\s]+)", re.IGNORECASE)


def parse(content_type: bytes, body: bytes, into: Params) -> None:
    """Add the parts of a body to the parameters: files as uploads, the rest as values; raise ValueError."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise ValueError("multipart body without a boundary")
    delimiter = b"--" + found.group(1)
    if not body.startswith(delimiter):
        raise ValueError("multipart body that does not begin with its boundary")
    # A delimiter begins a line; the same bytes within a line are content.
    for part in (b"\r\n" + body).split(b"\r\n" + delimiter)[1:]:
        if part.startswith(b"--"):
            return
        head, separator, content = part.partition(b"\r\n\r\n")
        if not separator:
            raise ValueError("multipart part without a header")
        disposition, mime = b"", None
        for line in head.split(b"\r\n"):
            field, _, value = line.partition(b":")
            match field.strip().lower():
                case b"content-disposition":
                    disposition = value
                case b"content-type":
                    mime = value.strip().decode("latin-1")
        name = _quoted(_NAME, disposition)
        if name is None:
            raise ValueError("multipart part without a name")
        filename = _quoted(_FILENAME, disposition)
        if (star := _FILENAME_STAR.search(disposition)) is not None:
            filename = _unquote(star.group(1).decode("ascii", "replace"))
        if filename is None:
            into.values[name] = content.decode("utf-8", "replace")
        else:
            into.uploads[name] = Upload(filename, mime, content)
    raise ValueError("multipart body without an end")


def _quoted(pattern: re.Pattern[bytes], disposition: bytes) -> str | None:
    found = pattern.search(disposition)
    if found is None:
        return None
    raw = found.group(1) if found.group(1) is not None else found.group(2)
    return _unquote(raw.replace(b'\\"', b'"').replace(b"\\\\", b"\\").decode("utf-8", "replace"))


def _unquote(text: str) -> str:
    """Decode percent signs: aiohttp encodes names by default, and browsers encode their quotes."""
    if "%" not in text:
        return text
    return unquote(text)
