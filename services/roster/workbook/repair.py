"""Open workbooks that Excel opens and openpyxl refuses: only values matter, so the decoration is left out.

Programs other than Excel write an empty fill, or an index of a style or a text that does not exist. Excel shows such a
cell without the style or the text.
"""

import re
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring, tostring

if TYPE_CHECKING:
    from openpyxl import Workbook


UNREADABLE = (
    zipfile.BadZipFile, ParseError, LookupError, ValueError, TypeError, AttributeError,
    AssertionError, OSError,
)  # fmt: skip
"""Errors of openpyxl when it meets a file that it does not understand."""
STYLES, STRINGS, BOOK = "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_STYLED = re.compile(rb"<(?:\w+:)?(?:c|row|col)\b[^<>]{0,999}>")
_STYLE = re.compile(rb'(\s(?:s|style)=")(\d+)(")')
_TEXT = re.compile(
    rb'(<(?:\w+:)?c\b[^<>]{0,99}\st="s"[^<>]{0,99}>\s{0,99}<(?:\w+:)?v>)\s{0,99}(\d{1,999})\s{0,99}(?=<)'
)
_ITEM = re.compile(rb"<(?:\w+:)?si[ >/]")
_DECORATION = re.compile(
    rb"<((?:\w+:)?(?:conditionalFormatting|dataValidations|drawing|legacyDrawing|tableParts|extLst|definedNames))\b"
    rb"[^<>]{0,999}>"
)
"""A part may be long and hostile: nothing here looks further than a tag is long, so that no search begins again."""


def open_workbook(file: Path) -> "Workbook":
    """Return the workbook, without its decoration if it cannot be read otherwise. Raises one of ``UNREADABLE``."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells in English of the decoration that it leaves out
        try:
            with file.open("rb") as opened:  # openpyxl leaves a file open that it gives up
                return openpyxl.load_workbook(opened, data_only=False, keep_links=False)
        except UNREADABLE:
            return openpyxl.load_workbook(_undecorated(file), data_only=False, keep_links=False)


def _undecorated(file: Path) -> BytesIO:
    """Return a copy with the values and the formats of numbers, by which dates are known."""
    copy = BytesIO()
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(copy, "w") as plain:
        names = set(archive.namelist())
        styles, count = _formats(archive.read(STYLES) if STYLES in names else b"")
        texts = len(_ITEM.findall(archive.read(STRINGS))) if STRINGS in names else 0
        for name in archive.namelist():
            part = archive.read(name)
            if name == STYLES:
                part = styles
            elif name == BOOK or name.startswith("xl/worksheets/sheet"):
                part = _TEXT.sub(
                    lambda cell: cell[0] if int(cell[2]) < texts else cell[1],
                    _STYLED.sub(lambda tag: _known(tag[0], count), _bare(part)),
                )
            plain.writestr(name, part)
    copy.seek(0)
    return copy


def _bare(part: bytes) -> bytes:
    """Return a part without its decoration; decoration without an end stays."""
    kept, at, unclosed = [], 0, set()
    for tag in _DECORATION.finditer(part):
        if tag.start() < at or tag[1] in unclosed:
            continue
        end = tag.end()
        if not tag[0].endswith(b"/>"):
            closing = b"</" + tag[1] + b">"
            found = part.find(closing, end)
            if found < 0:
                unclosed.add(tag[1])
                continue
            end = found + len(closing)
        kept.append(part[at : tag.start()])
        at = end
    return b"".join((*kept, part[at:]))


def _known(tag: bytes, count: int) -> bytes:
    """Return a tag whose style is one of ``count``."""
    return _STYLE.sub(lambda found: found[0] if int(found[2]) < count else found[1] + b"0" + found[3], tag)


def _formats(styles: bytes) -> tuple[bytes, int]:
    """Return a part that has of every style only the format of numbers, and how many styles there are."""
    try:
        found = fromstring(styles)
    except ParseError:
        found = Element("styleSheet")
    plain = Element(f"{{{MAIN}}}styleSheet")
    own = found.findall(".//{*}numFmts/{*}numFmt")
    if own:
        SubElement(plain, f"{{{MAIN}}}numFmts").extend(own)
    SubElement(SubElement(plain, f"{{{MAIN}}}fonts"), f"{{{MAIN}}}font")
    fills = SubElement(plain, f"{{{MAIN}}}fills")
    SubElement(SubElement(fills, f"{{{MAIN}}}fill"), f"{{{MAIN}}}patternFill")
    SubElement(SubElement(plain, f"{{{MAIN}}}borders"), f"{{{MAIN}}}border")
    SubElement(
        SubElement(plain, f"{{{MAIN}}}cellStyleXfs"),
        f"{{{MAIN}}}xf",
        numFmtId="0",
        fontId="0",
        fillId="0",
        borderId="0",
    )
    formats = [xf.get("numFmtId", "0") for xf in found.findall("./{*}cellXfs/{*}xf")] or ["0"]
    styled = SubElement(plain, f"{{{MAIN}}}cellXfs")
    for number in formats:
        SubElement(styled, f"{{{MAIN}}}xf", numFmtId=number, fontId="0", fillId="0", borderId="0", xfId="0")
    return tostring(plain), len(formats)
