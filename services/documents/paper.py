"""An official paper by GB/T 9704-2012, on which an area writes its template: page, fonts, styles, page number.

A4; margins 37, 28, 26 and 35 mm (top, left, right, bottom), which leaves 156 x 225 mm for 22 lines of 28 characters of
16 pt; a title of 22 pt; page numbers "— 1 —" on the outer side. The styles are Word's own (Title, Heading 1, Body Text
…), so that a clerk changes each of them in one place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from services.documents import paper_styles
from services.documents.content import Across, label, placeholder
from services.documents.finishing import MATRIX
from services.settings.areas.documents import Documents
from texts import Words

WIDTH, HEIGHT = Mm(210), Mm(297)
TOP, LEFT, RIGHT, BOTTOM = Mm(37), Mm(28), Mm(26), Mm(35)
"""The page and its margins."""
FOOTER = Mm(25)
"""From the lower edge of the page to the page number: its dash then is 7 mm below the text."""
CHARACTER = 320
"""A character of the body, in twentieths of a point."""
WORDY = 35
"""Millimetres from which on a column holds words; the narrower ones are centred."""


class Paper:
    """A template that is being written. A text may hold ``put(field)``: within ``each``, a field of the row."""

    def __init__(self, settings: Documents, words: Words, *, landscape: bool = False) -> None:
        self.words = words
        self.document = docx.Document()
        self._rows: list[str] = []
        self._headings = 0
        paper_styles.put_on(self.document, settings)
        self._page(landscape)

    def _page(self, landscape: bool) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = WIDTH, HEIGHT
        section.top_margin, section.left_margin, section.right_margin, section.bottom_margin = TOP, LEFT, RIGHT, BOTTOM
        if landscape:  # bound at its top
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = HEIGHT, WIDTH
            section.top_margin, section.bottom_margin = LEFT, RIGHT
            section.left_margin, section.right_margin = BOTTOM, TOP
        section.header_distance, section.footer_distance = Mm(15), FOOTER if not landscape else Mm(15)
        grid = section._sectPr.find(qn("w:docGrid"))
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(paper_styles.LINE))
        self.document.settings.odd_and_even_pages_header_footer = True
        for footer, side in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            footer.is_linked_to_previous = False
            number = footer.paragraphs[0]
            number.alignment = side
            number.add_run("— ")
            number._p.append(parse_xml(paper_styles.PAGE_NUMBER))
            number.add_run(" —")

    def put(self, field: str) -> str:
        """Return the placeholder of a field."""
        return f"{{{{ {self._name(field)} }}}}"

    def _name(self, field: str) -> str:
        return ".".join([*self._rows[-1:], placeholder(self.words, field)])

    def _add(self, text: str, style: str) -> Paragraph:
        return self.document.add_paragraph(text, style)

    def _tag(self, said: str) -> None:
        self._add(f"{{%p {said} %}}", "Body Text")

    @contextmanager
    def when(self, field: str, otherwise: str = "") -> Iterator[None]:
        """Write what stands there only if a field has something to say; a text instead, if there is one."""
        self._tag(f"if {self._name(field)}")
        yield
        if otherwise:
            self._tag("else")
            self.body(otherwise)
        self._tag("endif")

    @contextmanager
    def each(self, field: str) -> Iterator[None]:
        """Write what stands there once for each row of a field, or a word that there is none."""
        row = self._row()
        self._tag(f"for {row} in {self._name(field)}")
        self._rows.append(row)
        yield
        self._rows.pop()
        self._none("endfor")

    def _none(self, end: str) -> None:
        self._tag("else")
        self.body(self.words.plain("document-none"))
        self._tag(end)

    def _row(self) -> str:
        return placeholder(self.words, "part" if self._rows else "item")

    def title(self, below: str = "") -> None:
        """Write the title with the township's name, and a field in brackets below it."""
        said = self.words.plain("document-headline", town=self.put("town"), title=self.put("title"))
        self._add(said, "Title")
        if below:
            self._add(self.words.plain("document-in-brackets", text=self.put(below)), "Subtitle")
        self.gap()

    def heading(self, key: str) -> None:
        """Write a heading of the first level, numbered."""
        self._headings += 1
        said = self.words.plain(f"document-heading-{key}")
        numeral = self.words.plain("document-numeral", number=self._headings)
        self._add(self.words.plain("document-heading", numeral=numeral, text=said), "Heading 1")

    def subheading(self, text: str) -> None:
        """Write a heading of the second level."""
        self._add(text, "Heading 2")

    def body(self, text: str) -> None:
        """Write a paragraph of the body."""
        self._add(text, "Body Text")

    def sentence(self, key: str, *fields: str) -> None:
        """Write a paragraph of the body: the text of a key with these fields as its arguments."""
        self.body(self.words.plain(key, **{field.replace("_", "-"): self.put(field) for field in fields}))

    def pairs(self, *fields: str) -> None:
        """Write each of these fields after its label, if it has something to say."""
        for field in fields:
            with self.when(field):
                self.pair(field)

    def pair(self, field: str) -> None:
        """Write a field after its label; further lines stand below the value (GB/T 9704, 10.3)."""
        said = self.words.plain("document-label", label=label(self.words, field))
        paragraph = self._add("", "Normal")
        paragraph.add_run(said, "Label")
        paragraph.add_run(self.put(field))
        indent, long = paragraph._p.get_or_add_pPr().get_or_add_ind(), len(said)
        for name, characters in (("left", long + 2), ("hanging", long)):
            indent.set(qn(f"w:{name}Chars"), str(characters * 100))
            indent.set(qn(f"w:{name}"), str(characters * CHARACTER))

    def table(self, field: str, columns: Mapping[str, int], *, high: int = 0) -> None:
        """Write a table with a row for each row of a field; ``columns`` are fields with their widths in millimetres.

        ``high``: the least height of a row in millimetres, where people write into it.
        """
        self._tag(f"if {self._name(field)}")
        table = self.document.add_table(0, len(columns), "Table Grid")
        self._titles(table, [label(self.words, one) for one in columns])
        with self._each_row(table, field):
            for cell, (one, wide) in zip(_whole_row(table, high), columns.items(), strict=True):
                _in_cell(cell, self.put(one), centred=wide < WORDY)
        _size(table, columns.values())
        self._none("endif")

    def matrix(self, field: str, before: Mapping[str, int], across: Across, after: Mapping[str, int]) -> None:
        """Write a table as ``table`` does, with columns in its middle of which there are as many as were entered."""
        self._tag(f"if {self._name(field)}")
        table = self.document.add_table(0, len(before) + 3 + len(after), MATRIX)
        head, tail = ([label(self.words, one) for one in columns] for columns in (before, after))
        self._titles(table, [*head, *self._across(across.headings, across.heading), *tail])
        with self._each_row(table, field):
            left, right = ([self.put(one) for one in columns] for columns in (before, after))
            texts = [*left, *self._across(across.cells, across.cell), *right]
            for at, (cell, text) in enumerate(zip(_whole_row(table), texts, strict=True)):
                _in_cell(cell, text, centred=at >= len(before))
        _size(table, [*before.values(), across.wide, across.wide, across.wide, *after.values()])
        self._none("endif")

    def _across(self, field: str, shown: str) -> tuple[str, str, str]:
        """Return the texts of three cells that become as many as a field has rows."""
        column = placeholder(self.words, "column")
        cell = f"{{{{ {column}.{placeholder(self.words, shown)} }}}}"
        return f"{{%tc for {column} in {self._name(field)} %}}", cell, "{%tc endfor %}"

    @staticmethod
    def _titles(table: Any, titles: Sequence[str]) -> None:
        row = table.add_row()
        row._tr.get_or_add_trPr().extend((OxmlElement("w:cantSplit"), OxmlElement("w:tblHeader")))
        for cell, title in zip(row.cells, titles, strict=True):
            _in_cell(cell, title, centred=True).runs[0].style = "Label"

    @contextmanager
    def _each_row(self, table: Any, field: str) -> Iterator[None]:
        row = self._row()
        table.add_row().cells[0].text = f"{{%tr for {row} in {self._name(field)} %}}"
        self._rows.append(row)
        yield
        self._rows.pop()
        table.add_row().cells[0].text = "{%tr endfor %}"

    def photos(self) -> None:
        """Write the photos, two in a row, each with its caption, and how many files are left out."""
        with self.when("photos"):
            self.heading("photos")
            table = self.document.add_table(0, 2, "Normal Table")
            with self._each_row(table, "photos"):
                for cell, side in zip(_whole_row(table), ("left", "right"), strict=True):
                    cell.paragraphs[0].style = "Caption"
                    cell.paragraphs[0].add_run(self.put(side))
                    cell.add_paragraph(self.put(f"{side}_caption"), "Caption")
            _size(table, (78, 78))
        with self.when("photos_left"):
            self.body(self.words.plain("document-photos-left", count=self.put("photos_left")))

    def gap(self) -> None:
        """Leave a line empty."""
        self._add("", "Normal")

    def signature(self) -> None:
        """Write the office and the day; the day begins two characters to the right of the office."""
        self.gap()
        for field, right in (("office", 3), ("day", 2)):
            paragraph = self._add(self.put(field), "Signature")
            indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
            indent.set(qn("w:rightChars"), str(right * 100))
            indent.set(qn("w:right"), str(right * CHARACTER))
            paragraph.paragraph_format.keep_with_next = field == "office"

    def saved(self) -> bytes:
        """Return the file."""
        made = BytesIO()
        self.document.save(made)
        return made.getvalue()


def _whole_row(table: Any, high: int = 0) -> list[_Cell]:
    """Add a row that stays on one page, if it fits on one; return its cells."""
    row = table.add_row()
    if high:
        row.height, row.height_rule = Mm(high), WD_ROW_HEIGHT_RULE.AT_LEAST
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return list(row.cells)


def _in_cell(cell: _Cell, text: str, *, centred: bool) -> Paragraph:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = "Table Text"
    paragraph.add_run(text)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _size(table: Table, widths: Iterable[int]) -> None:
    """Give a table and all of its cells these widths, in millimetres."""
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
        for cell in column.cells:
            cell.width = Mm(wide)
