"""Templates: changed by a clerk, with faults, and filled in with words that would break them."""

from collections.abc import Callable
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Opened

from document_steps import words_of
from services.documents import content, templates
from services.documents.documents import Document
from services.documents.rendering import rendered
from services.meetings.reports.documents import MINUTES, Minutes, ResolutionRow, TopicRow
from services.registry import REGISTRY
from services.settings.areas.documents import Documents
from texts.bundle import load

TEXTS = load()
WORDS = TEXTS["zh_CN"]
FILE = "会议纪要.docx"
HOSTILE = "{{ 7*7 }}{% for x in y %}<w:p/></w:t>&amp;" + "\x00\x0b\ud800\u202e" + "长" * 4000
SAID = Minutes(
    title="2026年第三季度联席会议纪要",
    town="青溪镇",
    office="青溪镇应急管理站",
    day="2026年9月16日",
    held="2026年9月15日9:00",
    venue="镇政府三楼会议室",
    chair="吴*",
    purpose="",
    text="会议听取了汇报。\n会议要求立即整改。",
    topics=(TopicRow(1, "水利站", "堤防岁修", ""),),
    resolutions=(ResolutionRow(1, "完成搬迁方案", "自然资源所", "2026.12.28", "处置中"),),
    present="自然资源所",
    excused="",
    absent="",
    unnoted="",
    photos=(),
    photos_left="",
)


def no_file(sha256: str) -> bytes:
    raise FileNotFoundError(sha256)


def filled(settings: Documents, said: Minutes = SAID) -> Opened:
    chosen = templates.chosen(MINUTES, settings, WORDS)
    return docx.Document(BytesIO(templates.filled(chosen, said, WORDS, no_file)))


@pytest.fixture
def folder(tmp_path: Path) -> Documents:
    """A folder with the template of the minutes as ``bihuan documents write`` writes it."""
    (tmp_path / FILE).write_bytes(templates.built_in(MINUTES, Documents(), WORDS))
    return Documents(folder=str(tmp_path))


def changes(folder: Documents, change: Callable[[Any], object]) -> None:
    """Change the template as a clerk does in Word."""
    file = Path(folder.folder or "") / FILE
    paper = docx.Document(str(file))
    change(paper)
    paper.save(str(file))


@pytest.mark.parametrize("language", TEXTS.languages)
@pytest.mark.parametrize("document", REGISTRY.of(Document), ids=lambda one: one.code)
def test_every_built_in_template_has_no_fault_and_names_that_can_be_typed(document: Document, language: str) -> None:
    words = TEXTS[language]
    template = templates.built_in(document, Documents(), words)
    assert templates.faults(template, document, words, words) == ()
    schema = content.schema(document.kind, words)
    assert len(schema) == len(fields(document.kind)), "two fields have the same name"
    assert [one for one in REGISTRY.of(Document) if document.code == one.code] == [document]
    for part in (schema, *(one[0] for one in schema.values() if one)):
        assert all(name.isidentifier() for name in part)
    for one in ("示例", ""):
        assert docx.Document(BytesIO(rendered(template, content.example(schema, one), words, no_file))).paragraphs


def test_the_minutes_say_what_was_entered() -> None:
    paper = filled(Documents())
    said = words_of(paper)
    assert paper.paragraphs[0].text == "青溪镇2026年第三季度联席会议纪要"
    for line in ("会议地点：镇政府三楼会议室", "1．水利站：堤防岁修", "出席：自然资源所", "2026年9月16日"):
        assert line in said.split("\n")
    assert {"完成搬迁方案", "2026.12.28", "处置中"} <= set(said.split("\n"))
    styles = {one.text: one.style.name for one in paper.paragraphs if one.style}
    assert styles["会议要求立即整改。"] == styles["会议听取了汇报。"] == "Body Text", "a new line is a new paragraph"
    assert "请假" not in said
    assert "{" not in said


def test_a_clerk_changes_the_words_and_moves_a_placeholder(folder: Documents) -> None:
    def change(paper: Any) -> None:
        paper.paragraphs[0].runs[0].text = "青溪镇人民政府文件：{{ 标题 }}"
        split = paper.add_paragraph("在{")
        for part in ("{ 会议", "地点 }", "}召开"):  # as Word leaves it after a correction
            split.add_run(part)
        paper.add_paragraph("抄送：{{ 出席 }}，第一个议题：{{ 议题[0].内容 if 议题 else '无' }}")

    changes(folder, change)
    said = words_of(filled(folder))
    assert "青溪镇人民政府文件：2026年第三季度联席会议纪要" in said
    assert "在镇政府三楼会议室召开" in said
    assert "抄送：自然资源所，第一个议题：堤防岁修" in said
    assert templates.chosen(MINUTES, folder, WORDS).fault is None


@pytest.mark.parametrize(
    ("written", "met", "told"),
    [
        ("{{ 会议地点儿 }}", "{{ 会议地点儿 }}", "会议地点"),
        ("{{ 议题[0].单位 }}", "{{ ….单位 }}", "….报送单位"),
        ("{{ 承办单位 }}", "{{ 承办单位 }}", "出席"),
        ("{% for 项 in 议题 %}{{ 项.报送 }}{% endfor %}", "{{ 项.报送 }}", "项.报送单位"),
        ("{%p if 出席 %}出席的有", "出席的有", "下一段"),
        ("{{ 会议地点 }", "{{ 会议地点 }", "endfor"),
        ("｛｛会议地点｝｝", "｛｛会议地点｝｝", "半角"),
        ("{%p if 出席 %}", "", "endfor"),
        ("{{ 出席|大写 }}", "", "{{ 名称 }}"),
    ],
)
def test_a_fault_is_named_and_the_built_in_template_is_taken(
    folder: Documents, written: str, met: str, told: str
) -> None:
    changes(folder, lambda paper: paper.add_paragraph(written))
    template = (Path(folder.folder or "") / FILE).read_bytes()
    found = templates.faults(template, MINUTES, WORDS, WORDS)
    assert met in found[0].met
    assert told in found[0].expected + found[0].mend
    chosen = templates.chosen(MINUTES, folder, WORDS)
    assert chosen.fault is not None
    assert FILE in chosen.fault
    assert "会议地点：镇政府三楼会议室" in words_of(filled(folder))


@pytest.mark.parametrize("rubbish", [b"", b"PK\x03\x04 not a package", "纪要".encode(), bytes(templates.LARGEST + 1)])
def test_a_file_that_is_no_word_file_is_named(folder: Documents, rubbish: bytes) -> None:
    (Path(folder.folder or "") / FILE).write_bytes(rubbish)
    chosen = templates.chosen(MINUTES, folder, WORDS)
    assert chosen.template == chosen.built_in
    assert FILE in str(chosen.fault)


def test_a_template_that_fails_only_with_what_was_entered_gives_way_to_the_built_in_one(folder: Documents) -> None:
    changes(folder, lambda paper: paper.add_paragraph("{{ 10 // (1 - 议题|length) if 出席 == '自然资源所' else 0 }}"))
    assert templates.chosen(MINUTES, folder, WORDS).fault is None
    assert "会议地点：镇政府三楼会议室" in words_of(filled(folder))


def hostile(said: Any) -> Any:
    changed: dict[str, Any] = {}
    for field in fields(said):
        value = getattr(said, field.name)
        if isinstance(value, tuple):
            changed[field.name] = tuple(hostile(one) for one in value)
        elif isinstance(value, str):
            changed[field.name] = HOSTILE
    return replace(said, **changed)


def test_hostile_words_stay_words() -> None:
    paper = filled(Documents(), hostile(SAID))
    said = words_of(paper)
    shown = HOSTILE.translate(dict.fromkeys((0, 0x0B, 0xD800, 0x202E)))
    assert said.count(shown) > 15
    assert "49" not in said


def test_a_template_reaches_nothing_beside_its_content(folder: Documents) -> None:
    changes(folder, lambda paper: paper.add_paragraph("{{ 标题.__class__.__mro__ }}{{ 标题.format_map }}"))
    assert templates.chosen(MINUTES, folder, WORDS).fault is not None
