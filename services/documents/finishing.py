"""The last step of a filled paper: parts that belong together stay on one page, and a matrix fits its width."""

from itertools import pairwise

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph

SIGNATURE, MATRIX = "Signature", "Matrix"
"""The styles of the signature's paragraphs, and of a table that gets columns by what was entered."""


def finish(document: Document) -> None:
    """Finish a paper that is filled in."""
    _keep_together(document)
    section = document.sections[-1]
    wide = Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))
    for table in document.tables:
        if table.style is not None and table.style.name == MATRIX:
            _fit(table, wide)


def _keep_together(document: Document) -> None:
    """Keep the words before a table with it; and the signature with the last words or the last row before it."""
    blocks = list(document.iter_inner_content())
    for one, after in pairwise(blocks):
        if isinstance(one, Paragraph) and isinstance(after, Table):
            one.paragraph_format.keep_with_next = True
    signed = next((at for at, one in enumerate(blocks) if _is_signature(one)), 0)
    for one in reversed(blocks[:signed]):
        if isinstance(one, Table):
            for paragraph in one.rows[-1]._tr.iter(qn("w:p")):
                paragraph.get_or_add_pPr().get_or_add_keepNext()
            return
        one.paragraph_format.keep_with_next = True
        if one.text.strip():
            return


def _is_signature(one: Paragraph | Table) -> bool:
    return isinstance(one, Paragraph) and one.style is not None and one.style.name == SIGNATURE


def _fit(table: Table, wide: Length) -> None:
    """Make a table as wide as the page, and its grid as its cells: some were added when it was filled in."""
    rows = [row._tr.tc_lst for row in table.rows]
    widths = [int(cell.width or 0) for cell in max(rows, key=len)]
    share = int(wide) / max(1, sum(widths))
    for row in rows:
        for cell in row:
            cell.width = Length(int((cell.width or 0) * share))
    grid = table._tbl.tblGrid
    for column in list(grid):
        grid.remove(column)
    for one in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(round(Length(int(one * share)).twips)))
        grid.append(column)
