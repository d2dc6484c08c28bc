"""The layout of the built-in templates, read back from the files: GB/T 9704-2012."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from services.documents import templates
from services.documents.documents import Document
from services.registry import REGISTRY
from services.settings.areas.documents import Documents
from texts.bundle import load

WORDS = load()["zh_CN"]
DOCUMENTS = {one.code: one for one in REGISTRY.of(Document)}


def opened(code: str, **fonts: object) -> Opened:
    settings = Documents.model_validate(fonts)
    return docx.Document(BytesIO(templates.built_in(DOCUMENTS[code], settings, WORDS)))


@pytest.mark.parametrize("code", [code for code, one in DOCUMENTS.items() if not one.landscape])
def test_the_text_is_156_by_225_millimetres_with_22_lines_of_28_characters(code: str) -> None:
    paper = opened(code)
    (section,) = paper.sections
    page = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in (*page, *margins) if one is not None] == [210, 297, 37, 35, 28, 26]
    body = paper.styles["Normal"]
    assert body.font.size == Pt(16)
    line = body.paragraph_format.line_spacing
    assert isinstance(line, int)
    assert 22 * line <= Mm(225) < 23 * line
    closer = int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * Pt(16 + closer) <= Mm(156) < 29 * Pt(16 + closer)


def test_a_ledger_lies_on_its_side_and_is_bound_at_its_top() -> None:
    (section,) = opened("points").sections
    sizes = (section.page_width, section.page_height, section.top_margin)
    assert [round(one.mm) for one in sizes if one is not None] == [297, 210, 28]


def test_title_body_and_headings_have_their_fonts_also_for_chinese_and_others_to_fall_back_on() -> None:
    paper = opened("minutes", body_font=["仿宋_GB2312", "仿宋"], title_font="方正小标宋_GBK")
    found = {}
    for name in ("Title", "Normal", "Heading 1", "Heading 2"):
        fonts = paper.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:eastAsia")), "a quotation mark has the font of its words"
        found[name] = (fonts.get(qn("w:eastAsia")), paper.styles[name].font.size)
    assert found == {
        "Title": ("方正小标宋_GBK", Pt(22)),
        "Normal": ("仿宋_GB2312", Pt(16)),
        "Heading 1": ("黑体", Pt(16)),
        "Heading 2": ("楷体", Pt(16)),
    }
    saved = BytesIO()
    paper.save(saved)
    table = ZipFile(saved).read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in table


def test_the_page_number_stands_at_the_outer_side_between_dashes() -> None:
    paper = opened("minutes")
    (section,) = paper.sections
    assert paper.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (number,) = footer.paragraphs
        assert [one.text for one in number._p.iter(qn("w:t"))] == ["— ", "1", " —"]
        assert "PAGE" in number._p.xml
        assert number._p.pPr.jc.val.name.lower() == side
    assert paper.styles["Footer"].font.size == Pt(14)
