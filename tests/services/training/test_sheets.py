"""Question sheets and lists of names: rows are judged first, empty cells change nothing, nobody is noted by a guess."""

from collections.abc import Sequence
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from models import TrainingQuestion
from services.core.errors import Refused
from services.roster.workbook.tables import Verdict
from services.training.sheets import names, questions, tables
from services.training.sheets.names import Roll
from services.training.sheets.questions import Vocabulary
from services.training.sheets.tables import Judged, Line, Table
from texts.bundle import load

TEXTS = load()
WORDS = Vocabulary.of(TEXTS, "zh_CN")
TITLES = ["题号", "题干（必填）", "A选项", "选项 B", "选项Ｃ", "正确答案：", "分值(分)", "解析"]
NEW, CHANGED, SAME, DOUBTFUL, REFUSED = Verdict


def file(*rows: Sequence[object], titles: Sequence[object] = TITLES) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["青溪镇 2026 年森林防火测验"])
    sheet.merge_cells("A1:H1")
    sheet.append(list(titles))
    for row in rows:
        sheet.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def table(*rows: Sequence[object], **more: Any) -> Table:
    return tables.read(file(*rows, **more), tables.titles(TEXTS, questions.COLUMNS), "text")


def taken(found: Sequence[Judged], known: Sequence[TrainingQuestion] = ()) -> list[TrainingQuestion]:
    """Return the questions as they are after the sheet was taken over."""
    after = {one.id: one for one in known}
    for one in found:
        if one.verdict is NEW:
            after[len(after) + 1] = TrainingQuestion(id=len(after) + 1, active=True, **one.values)
        for name, value in one.values.items() if one.into else ():
            setattr(after[one.into], name, value)
    return list(after.values())


def verdicts(found: Sequence[Judged]) -> list[Verdict]:
    return [one.verdict for one in found]


FIRE = (1, "发现火情先打哪个电话？", "110", "119", None, "B", 20, "先报警")
TAKE = (2, "哪些要随身带？", "手机", "酒", "口罩", "A、C", None, None)
JUDGE = ("第3题", "大风天可以野外用火。", None, None, None, "×", None, None)


def test_rows_are_read_under_titles_as_people_write_them_and_a_second_import_changes_nothing() -> None:
    first = table(FIRE, TAKE, JUDGE)
    found = questions.judge(first.lines, [], WORDS)
    assert verdicts(found) == [NEW, NEW, NEW]
    known = taken(found)
    assert [(one.number, one.options, one.right, one.points) for one in known] == [
        (1, ["110", "119"], "B", 20),
        (2, ["手机", "酒", "口罩"], "AC", 10),
        (3, ["对", "错"], "B", 10),
    ]
    assert verdicts(questions.judge(first.lines, known, WORDS)) == [SAME, SAME, SAME]


def test_empty_cells_change_nothing_and_what_is_written_does() -> None:
    known = taken(questions.judge(table(FIRE, TAKE, JUDGE).lines, [], WORDS))
    found = questions.judge(
        table(
            (1, None, None, None, None, None, 30, None),
            (2, "哪些要随身带？", None, None, "毛巾", None, None, "见手册"),
            (3, None, None, None, None, None, None, None),
        ).lines,
        known,
        WORDS,
    )
    assert [(one.verdict, dict(one.values)) for one in found] == [
        (CHANGED, {"points": 30}),
        (CHANGED, {"options": ["手机", "酒", "毛巾"], "why": "见手册"}),
        (SAME, {}),
    ]


def test_a_row_put_in_between_changes_no_other_words() -> None:
    known = taken(questions.judge(table(FIRE, TAKE).lines, [], WORDS))
    between = (2, "林区能抽烟吗？", "能", "不能", None, "不能", None, None)
    found = questions.judge(table(FIRE, between, (3, *TAKE[1:])).lines, known, WORDS)
    assert [(one.verdict, one.values.get("text"), one.values.get("number")) for one in found] == [
        (SAME, None, None),
        (NEW, "林区能抽烟吗？", 2),
        (CHANGED, None, 3),
    ]


def test_the_same_stem_with_other_options_is_another_question() -> None:
    stem = "下列说法正确的是（ ）"
    rows = [(None, stem, f"甲{at}", f"乙{at}", None, "A", None, None) for at in range(3)]
    found = questions.judge(table(*rows).lines, [], WORDS)
    assert verdicts(found) == [NEW, NEW, NEW]
    assert verdicts(questions.judge(table(*rows).lines, taken(found), WORDS)) == [SAME, SAME, SAME]
    assert verdicts(questions.judge(table(rows[0], rows[0]).lines, [], WORDS)) == [NEW, DOUBTFUL]


def test_doubtful_and_refused_rows_say_why_and_come_back_marked() -> None:
    known = taken(questions.judge(table(FIRE).lines, [], WORDS))
    rows = [
        (None, "发现火情，先打哪个电话", "120", "119", None, "B", None, None),
        (7, "只有一个选项", "甲", None, None, "A", None, None),
        (8, "答案不在选项里", "甲", "乙", None, "D", None, None),
        (None, None, "甲", "乙", None, "A", None, None),
        ("七上", "题号看不懂", "甲", "乙", None, "A", None, None),
        (9, "=A1", "甲", "乙", None, "A", None, None),
        (10, "分值看不懂", "甲", "乙", None, "A", "很多", None),
    ]
    read = table(*rows)
    found = questions.judge(read.lines, known, WORDS)
    assert [(one.verdict, one.why.removeprefix("training-why-")) for one in found] == [
        (DOUBTFUL, "alike"),
        (REFUSED, "options"),
        (REFUSED, "right"),
        (REFUSED, "no-text"),
        (REFUSED, "number"),
        (REFUSED, "formula"),
        (REFUSED, "points"),
    ]
    copy = tables.marked(file(*rows), read, found, TEXTS["zh_CN"])
    assert copy is not None
    sheet = load_workbook(BytesIO(copy)).active
    assert sheet is not None
    assert sheet["I2"].value is None
    assert "答案看不懂" in str(sheet["I5"].value)
    assert sheet["F5"].comment is not None
    again = tables.read(copy, tables.titles(TEXTS, questions.COLUMNS), "text")
    assert again.lines == read.lines, "the marks are not read"


@pytest.mark.parametrize(
    ("options", "said", "letters"),
    [
        ("A.打119 B.跑开 C、泼水", "AC", "AC"),
        ("A.打119\nB.跑开", "跑开", "B"),
        ("A．打119；B．跑开", "ｂ", "B"),
        ("A.打119 B.跑开", "2", "B"),
        ("A.打119 B.跑开 C.泼水", "a, c", "AC"),
    ],
)
def test_options_in_one_cell_and_answers_as_people_write_them(options: str, said: str, letters: str) -> None:
    read = table(("怎么办？", options, said), titles=["题目", "选项", "答案"])
    (found,) = questions.judge(read.lines, [], WORDS)
    assert found.values["right"] == letters


@pytest.mark.parametrize(
    ("data", "key"), [(b"PK no", "register-file-unreadable"), (file(titles=["甲", "乙"]), "training-sheet-no-text")]
)
def test_a_file_that_cannot_be_read_says_what_was_expected(data: bytes, key: str) -> None:
    with pytest.raises(Refused, match=key):
        tables.read(data, tables.titles(TEXTS, questions.COLUMNS), "text")


def people(*known: tuple[int, str, str]) -> list[Any]:
    return [SimpleNamespace(id=id_, name=name, phone=phone) for id_, name, phone in known]


ROLL = Roll(
    people((1, "张伟", "+8613800000001"), (2, "张伟", "+8613800000002"), (3, "李芳", "+8613800000003"),
           (4, "王强", "+8613800000004")),
    listed={1, 3},
    there={3},
    away=names.away_words(TEXTS),
)  # fmt: skip


def test_names_typed_are_noted_only_where_the_roster_has_one_such_person() -> None:
    found = names.judge(names.typed("1.张伟、李芳 王强（请假），赵不识\n张伟 13800000002；13800000004"), ROLL)
    assert [(one.about, one.verdict, one.into) for one in found] == [
        ("张伟", NEW, 1),
        ("李芳", SAME, 3),
        ("王强（请假）", REFUSED, None),
        ("赵不识", REFUSED, None),
        ("张伟", NEW, 2),
        ("13800000004", NEW, 4),
    ]
    nobody = Roll(ROLL.people, listed={1, 2}, there=set(), away=ROLL.away)
    assert verdicts(names.judge(names.typed("张伟"), nobody)) == [DOUBTFUL]


def test_a_column_of_signatures_tells_who_stayed_away() -> None:
    columns = tables.titles(TEXTS, names.COLUMNS)
    data = file(("李芳", "√"), ("王强", "缺席"), ("张伟", None), titles=["姓 名", "签到"])
    assert verdicts(names.judge(tables.read(data, columns, "name").lines, ROLL)) == [SAME, REFUSED, DOUBTFUL]
    data = file(("李芳", None), ("王强", None), titles=["姓名", "签名"])  # they signed on paper
    lines: list[Line] = tables.read(data, columns, "name").lines
    assert verdicts(names.judge(lines, ROLL)) == [SAME, NEW]
