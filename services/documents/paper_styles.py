"""The styles, fonts and settings of an official paper, as Word writes them."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from services.documents.finishing import MATRIX
from services.settings.areas.documents import Documents

LINE = 579
"""Twentieths of a point: 22 lines in 225 mm."""
CLOSER = -5
"""Twentieths of a point between two characters: 28 of them, of 16 pt, are wider than 156 mm."""
FOOTER_FONT = ("宋体", "SimSun")
"""The page number's (GB/T 9704, 7.5)."""
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_LOOSE = '<w:snapToGrid w:val="0"/>'
_ASIDE = '<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>'
_HEADING = "<w:keepNext/>{spacing}" + _INDENT + '<w:outlineLvl w:val="{level}"/>'
PAGE_NUMBER = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def put_on(document: Document, settings: Documents) -> None:
    """Replace the styles and fonts of a new document by those of an official paper."""
    styles = document.styles.element
    for one in list(styles):
        styles.remove(one)
    for xml in _styles(settings):
        styles.append(parse_xml(xml))
    _forget(document, "stylesWithEffects", "customXml")
    for rel in document.part.rels.values():
        if rel.reltype.endswith("/fontTable") and type(rel.target_part) is Part:
            rel.target_part._blob = _font_table(settings)
    properties = document.core_properties
    properties.author = properties.comments = ""
    mode = document.settings.element.xpath('.//w:compatSetting[@w:name="compatibilityMode"]')
    for one in mode:
        one.set(qn("w:val"), "15")


def _forget(document: Document, *kinds: str) -> None:
    for id_, rel in list(document.part.rels.items()):
        if rel.reltype.rpartition("/")[2] in kinds:
            del document.part.rels[id_]


def _spacing(line: int = LINE, *, before: int = 0, after: int = 0, rule: str = "exact") -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def _font(names: tuple[str, ...], size: float, closer: int = 0) -> str:
    name = quoteattr(names[0])
    return (
        f"<w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/>"
        f'<w:spacing w:val="{closer}"/><w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'
    )


def _styles(settings: Documents) -> Iterable[str]:
    """Yield the styles' XML; the order within one is the schema's."""
    body, title = settings.body_font, settings.title_font
    heading, second = settings.heading_font, settings.subheading_font
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = f"<w:rPrDefault><w:rPr>{_font(body, 16)}{language}</w:rPr></w:rPrDefault><w:pPrDefault/>"
    yield f"<w:docDefaults {nsdecls('w')}>{defaults}</w:docDefaults>"
    rows: tuple[tuple[str, str, str, str], ...] = (
        ("Normal", "Normal", f'<w:widowControl w:val="0"/>{_spacing()}<w:jc w:val="both"/>', _font(body, 16, CLOSER)),
        ("BodyText", "Body Text", _INDENT, ""),
        ("Title", "Title", f'<w:keepNext/>{_LOOSE}{_spacing(660)}<w:jc w:val="center"/>', _font(title, 22)),
        ("Subtitle", "Subtitle", f'<w:keepNext/>{_spacing()}<w:jc w:val="center"/>', _font(second, 16)),
        ("Heading1", "heading 1", _HEADING.format(spacing=_spacing(), level=0), _font(heading, 16, CLOSER)),
        ("Heading2", "heading 2", _HEADING.format(spacing=_spacing(), level=1), _font(second, 16, CLOSER)),
        ("TableText", "Table Text", f'{_LOOSE}{_spacing(340)}<w:jc w:val="left"/>', _font(body, 10.5)),
        ("Caption", "caption", f'{_LOOSE}{_spacing(240, rule="auto")}<w:jc w:val="center"/>', _font(body, 12)),
        ("Signature", "Signature", '<w:jc w:val="right"/>', ""),
        (
            "Footer",
            "footer",
            f"{_LOOSE}{_spacing(240, rule='auto')}{_ASIDE}",
            _font(FOOTER_FONT, 14),
        ),
    )
    for id_, name, paragraph, run in rows:
        based = "" if id_ == "Normal" else '<w:basedOn w:val="Normal"/>'
        based += '<w:next w:val="BodyText"/>' if id_ in ("Title", "Subtitle", "Heading1", "Heading2") else ""
        default = ' w:default="1"' if id_ == "Normal" else ""
        yield (
            f'<w:style {nsdecls("w")} w:type="paragraph"{default} w:styleId="{id_}"><w:name w:val="{name}"/>{based}'
            f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    yield (
        f'<w:style {nsdecls("w")} w:type="character" w:styleId="Label"><w:name w:val="Label"/><w:qFormat/>'
        f"<w:rPr>{_font(heading, 16).partition('<w:spacing')[0]}</w:rPr></w:style>"
    )
    sides = "".join(f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in _SIDES)
    yield (
        f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr></w:style>'
    )
    lines = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    yield (
        f'<w:style {nsdecls("w")} w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr></w:style>'
    )
    yield (
        f'<w:style {nsdecls("w")} w:type="table" w:styleId="Matrix"><w:name w:val="{MATRIX}"/>'
        f'<w:basedOn w:val="TableGrid"/></w:style>'
    )


_SIDES = (("top", 0), ("left", 80), ("bottom", 0), ("right", 80))


def _font_table(settings: Documents) -> bytes:
    """Return the table of fonts: what a computer takes that lacks the first of a list."""
    fonts: dict[str, tuple[str, ...]] = {}
    for first, *others in (
        settings.title_font,
        settings.body_font,
        settings.heading_font,
        settings.subheading_font,
        FOOTER_FONT,
    ):
        fonts.setdefault(first, tuple(others))
    rows = "".join(
        f"<w:font w:name={quoteattr(name)}>"
        + (f"<w:altName w:val={quoteattr(','.join(others))}/>" if others else "")
        + '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in fonts.items()
    )
    return f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?><w:fonts {nsdecls('w')}>{rows}</w:fonts>".encode()
