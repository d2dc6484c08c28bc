"""Our own order as CAP 1.2: an order to our people, never a signal to the public."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from models.enums import Colour
from services.warnings.cap.alerts import Alert, Area, Circle, Code, Info, MessageType, Reference, Status
from services.warnings.cap.reading import read
from services.warnings.cap.writing import NAMESPACE, SEVERITIES, write

ZONE = ZoneInfo("Asia/Shanghai")
SENT = datetime(2026, 11, 27, 2, tzinfo=UTC)
RING = ((30.0, 108.0), (30.0, 108.1), (30.1, 108.1), (30.0, 108.0))
ORDER = Alert(
    identifier="YH-2026-0031",
    sender="bihuan@qingxi.example",
    sent=SENT,
    status=Status.ACTUAL,
    message_type=MessageType.UPDATE,
    scope="Restricted",
    restriction="青溪镇应急管理站工作人员",
    references=(Reference("YH-2026-0030", "bihuan@qingxi.example", SENT),),
    infos=(
        Info(
            language="zh-CN",
            event="暴雨",
            categories=("Met",),
            responses=("Evacuate",),
            urgency="Immediate",
            severity=SEVERITIES[Colour.RED],
            certainty="Likely",
            event_codes=(("GB/T 35561", "11B03"),),
            onset=SENT,
            expires=datetime(2026, 11, 27, 12, tzinfo=UTC),
            sender_name="青溪镇应急管理站",
            headline="<转移> & 避险",
            description="上湾村立即转移。",
            parameters=(("colour", "red"),),
            areas=(Area("上湾村", (RING,), (Circle(30.05, 108.05, 1.5),), (Code("region", "500235101201"),)),),
        ),
    ),
)
FIELDS = [
    *("identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction", "note", "references"),
    *("incidents", "info"),
]


def written(order: Alert = ORDER) -> bytes:
    return write(order, restriction="青溪镇应急管理站工作人员", zone=ZONE)


def test_an_order_is_read_back_as_it_was() -> None:
    assert read(written()).alerts == (ORDER,)


def test_its_fields_are_those_of_the_schema_in_its_order() -> None:
    alert = etree.fromstring(written(replace(ORDER, source="值班室", remark="x", incidents="YH-1")))
    assert [etree.QName(child).localname for child in alert] == FIELDS
    assert {etree.QName(one).namespace for one in alert.iter()} == {NAMESPACE}
    assert alert.findtext(f"{{{NAMESPACE}}}sent") == "2026-11-27T10:00:00+08:00"
    assert alert.findtext(f".//{{{NAMESPACE}}}polygon").split()[0] == "30.000000,108.000000"


def test_its_scope_is_restricted_whatever_was_said() -> None:
    (alert,) = read(written(replace(ORDER, scope="Public"))).alerts
    assert (alert.scope, alert.restriction) == ("Restricted", "青溪镇应急管理站工作人员")


def test_words_that_the_schema_does_not_know_become_unknown() -> None:
    info = replace(
        ORDER.infos[0], severity="Blue", urgency="", certainty="x", categories=("Weather",), responses=("x",)
    )
    (alert,) = read(written(replace(ORDER, infos=(info,)))).alerts
    (found,) = alert.infos
    assert (found.severity, found.urgency, found.certainty) == ("Unknown",) * 3
    assert (found.categories, found.responses) == (("Other",), ())


def test_an_open_outline_is_closed_and_characters_that_xml_lacks_are_left_out() -> None:
    info = replace(ORDER.infos[0], description="a\x00b", areas=(Area("上湾村", (RING[:3],)),))
    (alert,) = read(written(replace(ORDER, infos=(info,)))).alerts
    assert alert.infos[0].areas[0].rings == (RING,)
    assert alert.infos[0].description == "a b"


@pytest.mark.parametrize(
    "order",
    [
        replace(ORDER, sent=None),
        replace(ORDER, identifier="a b"),
        replace(ORDER, identifier=""),
        replace(ORDER, sender="a,b"),
        replace(ORDER, references=(Reference("A"),)),
        replace(ORDER, infos=(replace(ORDER.infos[0], event=" "),)),
        replace(ORDER, infos=(replace(ORDER.infos[0], areas=(Area(),)),)),
    ],
)
def test_an_order_that_nobody_could_cite_or_understand_is_a_defect(order: Alert) -> None:
    with pytest.raises(ValueError, match=r"order|reference"):
        written(order)


def test_nobody_writes_an_order_without_saying_for_whom() -> None:
    with pytest.raises(ValueError, match="for whom"):
        write(ORDER, restriction=" ", zone=ZONE)
