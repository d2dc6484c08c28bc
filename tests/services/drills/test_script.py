"""Typed lines become injects; a line that cannot be used is named, and the others are taken."""

import pytest

from models.enums import BroadcastLevel, InjectKind
from services.drills import script
from services.drills.participants import Choice
from services.messaging.audiences import Match
from texts import bundle

TEXTS = bundle.load()
KNOWN = (
    Choice("villages", 1, "上湾村"),
    Choice("squads", 7, "上湾村突击队"),
    Choice("units", 3, "自然资源所"),
    Choice("roles", 0, "应急管理站"),
)


@pytest.mark.parametrize(
    ("said", "minute", "kind", "level", "text"),
    [
        ("+10 山洪橙色预警，请报告", 10, InjectKind.TEXT, None, "山洪橙色预警，请报告"),
        ("＋25分钟，上湾村山体裂缝", 25, InjectKind.TEXT, None, "上湾村山体裂缝"),
        ("T+1:30 险情：后山开裂", 90, InjectKind.INCIDENT, None, "后山开裂"),
        ("+2小时 隐患: 边坡落石", 120, InjectKind.HAZARD, None, "边坡落石"),
        ("+5 分队集合", 5, InjectKind.TEXT, None, "分队集合"),
        ("+30 橙色广播：请立即转移", 30, InjectKind.BROADCAST, BroadcastLevel.ORANGE, "请立即转移"),
        ("+30 orange broadcast: move now", 30, InjectKind.BROADCAST, BroadcastLevel.ORANGE, "move now"),
        ("+35 时间：9 点集合", 35, InjectKind.TEXT, None, "时间：9 点集合"),
        ("+5 @上湾村 险情：后山开裂", 5, InjectKind.INCIDENT, None, "后山开裂"),
        ("+0 集结：到村委会", 0, InjectKind.MOBILISATION, None, "到村委会"),
    ],
)
def test_a_line_says_when_what_and_which_kind(
    said: str, minute: int, kind: InjectKind, level: BroadcastLevel | None, text: str
) -> None:
    (line,), faults = script.read(TEXTS, said, KNOWN)
    assert not faults
    assert (line.minute, line.kind, line.level, line.text) == (minute, kind, level, text)


def test_names_are_recipients_the_longest_first() -> None:
    lines, faults = script.read(
        TEXTS, "+5 集结：@上湾村突击队 到村委会\n+6 @上湾村、@自然资源所 报告\n+7 @应急管理站报告", KNOWN
    )
    assert not faults
    squad, two, station = lines
    assert (squad.recipients.squads, squad.recipients.villages, squad.text) == ((7,), (), "到村委会")
    assert (two.recipients.villages, two.recipients.units, two.recipients.match) == ((1,), (3,), Match.ANY)
    assert (two.text, station.text, bool(station.recipients.roles)) == ("报告", "报告", True)


def test_each_bad_line_is_named_with_its_fault_and_the_good_ones_are_taken() -> None:
    text = f"+0 开始\n25分钟后 塌方\n\n+10\n+2000 太晚\n+15 @李家村 报告\n+20 {'长' * 1001}\n+30 结束\n"
    text += "+99999 太晚\n+10.5 半分钟\n+5-10 之间"
    lines, faults = script.read(TEXTS, text, KNOWN)
    assert [line.text for line in lines] == ["开始", "结束"]
    assert [(one.line, one.key) for one in faults] == [
        (2, "drill-line-time"),
        (4, "drill-line-empty"),
        (5, "drill-line-late"),
        (6, "drill-line-name"),
        (7, "drill-line-long"),
        (9, "drill-line-late"),
        (10, "drill-line-time"),
        (11, "drill-line-time"),
    ]
    assert faults[0].said == "25分钟后 塌方"


@pytest.mark.parametrize(("said", "script_like"), [("后山塌了，有人被埋", False), ("请看\n+10 预警", True)])
def test_words_without_a_time_are_no_script(said: str, script_like: bool) -> None:
    assert script.is_script(said) is script_like
