"""A printed card (明白卡) as PDF on A4: titled fields in boxes, a code to scan, each copy on pages of its own.

An empty field has a line to write on. Nothing is cut off: words wrap at any sign, a long card goes on overleaf, and
each page says whose copy it is. The library for PDF is loaded when the first card is drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from services.cards.card import addressed, deep_link
from services.cards.masking import spoken_phone
from services.cards.spreadsheet import clean

FONT = "STSong-Light"
"""A font that readers of PDF have or replace themselves: none is shipped."""
MARGIN_MM, TITLE_MM, CODE_MM = 15, 26, 27
"""The edge of the page, the width of a field's title, the side of the code."""
QUIET = 4
"""Empty modules around a code (ISO/IEC 18004)."""


@dataclass(frozen=True)
class Field:
    """A titled field. A wide one has a row of its own, others share one."""

    title: str
    value: str | None
    wide: bool = False


@dataclass(frozen=True)
class Part:
    """A part of a card: its title and fields, or a table whose first row has the titles."""

    title: str
    fields: Sequence[Field] = ()
    table: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Leaflet:
    """A card of which each copy says whose it is."""

    title: str
    number: str
    parts: Sequence[Part]
    signed: Sequence[str]
    """Titles of the last row, each with a line to write on: signature, day."""
    copies: Sequence[str]
    link: str
    """The code's words to the bot, after /start."""
    scan: str
    """The words below the code."""


@dataclass(frozen=True)
class Printed:
    """The name of a file and its cards, ready to be drawn."""

    name: str
    leaflets: Sequence[Leaflet]

    def make(self, username: str) -> bytes:
        """Draw the cards, with links to the bot of this username. Blocks: call it in a thread."""
        return drawn(self.leaflets, username)


def number(title: str, phone: str | None) -> Field:
    """Return the field of a telephone number, as people dial it."""
    return Field(title, spoken_phone(phone) if phone else None)


def drawn(leaflets: Sequence[Leaflet], username: str) -> bytes:
    """Return the cards as a PDF, each copy on a new page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    content, edge = BytesIO(), MARGIN_MM * mm
    width, height = A4[0] - 2 * edge, A4[1] - 2 * edge
    page = BaseDocTemplate(content, pagesize=A4, title=leaflets[0].title if leaflets else "", pageCompression=1)
    frame = Frame(edge, edge, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    page.addPageTemplates([PageTemplate(frames=[frame], pagesize=A4, onPageEnd=_foot)])
    story: list[Any] = []
    for leaflet in leaflets:
        code = _code(addressed(deep_link(leaflet.link), username) or "", CODE_MM * mm)
        for copy in leaflet.copies:
            story += [*_copy(leaflet, copy, code, width, mm), PageBreak()]
    page.build(story[:-1])
    return content.getvalue()


def _foot(canvas: Any, page: Any) -> None:
    """Write the number and the holder of the copy below each of its pages."""
    canvas.saveState()
    canvas.setFont(FONT, 8)
    canvas.drawCentredString(page.pagesize[0] / 2, MARGIN_MM, canvas.copy_of)
    canvas.restoreState()


def _copy(leaflet: Leaflet, copy: str, code: Any, width: float, mm: float) -> Iterator[Any]:
    from reportlab.lib import colors
    from reportlab.platypus import CallerMacro, KeepTogether, Spacer, Table

    head, words, small = _writer(18, centred=True), _writer(10.5), _writer(7.5, centred=True)
    note, side = f"{leaflet.number}　{copy}", CODE_MM * mm
    yield CallerMacro(drawCallable=lambda macro: setattr(macro.canv, "copy_of", clean(note)))
    middle = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("ALIGN", (0, 0), (-1, -1), "CENTER")]
    yield Table(
        [[[head(leaflet.title), Spacer(1, 3 * mm), _writer(12, centred=True)(note)], [code, small(leaflet.scan)]]],
        colWidths=[width - side - 6 * mm, side + 6 * mm],
        style=middle,
    )
    title, value = TITLE_MM * mm, width / 2 - TITLE_MM * mm
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for part in leaflet.parts:
        rows, style = [[words(part.title), "", "", ""]], [("SPAN", (0, 0), (3, 0))]
        for left, right in _paired(part.fields):
            said = [words(left.title), _value(left.value, words)]
            rows.append([*said, "", ""] if right is None else [*said, words(right.title), _value(right.value, words)])
            if right is None:
                style.append(("SPAN", (1, len(rows) - 1), (3, len(rows) - 1)))
        shade = ("BACKGROUND", (0, 0), (3, 0), colors.whitesmoke)
        yield Table(rows, colWidths=[title, value, title, value], style=[*grid, *style, shade])
        if part.table:
            inside = [[_value(cell, words) for cell in row] for row in part.table]
            rest = [0.6 * width / (len(part.table[0]) - 1)] * (len(part.table[0]) - 1)
            yield Table(inside, colWidths=[0.4 * width, *rest], repeatRows=1, style=grid)
    yield Spacer(1, 3 * mm)
    each = [width / len(leaflet.signed)] * len(leaflet.signed)
    signed = [[words(title), *_line()] for title in leaflet.signed]
    yield KeepTogether([Table([signed], colWidths=each)])


def _paired(fields: Sequence[Field]) -> Iterator[tuple[Field, Field | None]]:
    """Yield the fields row by row: a wide one alone, others in twos."""
    left: Field | None = None
    for one in fields:
        if left is not None and not one.wide:
            yield left, one
            left = None
            continue
        if left is not None:
            yield left, None
            left = None
        if one.wide:
            yield one, None
        else:
            left = one
    if left is not None:
        yield left, None


def _writer(size: float, *, centred: bool = False) -> Callable[[str], Any]:
    """Return what makes a paragraph of words, which wrap at any sign."""
    from reportlab.lib.enums import TA_CENTER, TA_LEFT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "words",
        fontName=FONT,
        fontSize=size,
        leading=size * 1.35,
        wordWrap="CJK",
        alignment=TA_CENTER if centred else TA_LEFT,
    )
    return lambda said: Paragraph(escape(clean(said)).replace("\n", "<br/>"), style)


def _value(said: str | None, words: Callable[[str], Any]) -> Any:
    return words(said) if said else _line()


def _line() -> Any:
    """Return room for handwriting with a line below it."""
    from reportlab.lib import colors
    from reportlab.platypus import HRFlowable, Spacer

    return [Spacer(1, 14), HRFlowable(width="96%", thickness=0.4, color=colors.grey)]


def _code(url: str, side: float) -> Any:
    """Return a code to scan, as one shape: a village's cards have hundreds."""
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing, Path
    from reportlab.lib import colors

    code = QrCodeWidget(url, barLevel="M").qr
    code.make()
    count = code.getModuleCount()
    edge = side / (count + 2 * QUIET)
    shape = Path(fillColor=colors.black, strokeColor=None)
    for row in range(count):
        high = side - (row + QUIET) * edge
        for dark, run in groupby(range(count), partial(code.isDark, row)):
            columns = list(run)
            left, right = ((at + QUIET) * edge for at in (columns[0], columns[-1] + 1))
            if dark:
                shape.moveTo(left, high)
                shape.lineTo(right, high)
                shape.lineTo(right, high - edge)
                shape.lineTo(left, high - edge)
                shape.closePath()
    return Drawing(side, side, shape, hAlign="CENTER")
