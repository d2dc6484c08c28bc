"""Steps of tests about warnings: small alerts in the dialects that are found in the wild."""

from datetime import UTC, datetime

from services.warnings.cap.alerts import Alert, Info, MessageType, Reference, Status
from services.warnings.cap.reading import read

CAP12 = 'xmlns="urn:oasis:names:tc:emergency:cap:1.2"'


def area(inside: str = "", name: str = "测试区域") -> str:
    return f"<area><areaDesc>{name}</areaDesc>{inside}</area>"


def polygon(points: str) -> str:
    return f"<polygon>{points}</polygon>"


def geocode(value: str, scheme: str = "") -> str:
    name = f"<valueName>{scheme}</valueName>" if scheme else ""
    return f"<geocode>{name}<value>{value}</value></geocode>"


def info(*areas: str, more: str = "", **fields: str) -> str:
    """Return an info; a field that is given empty is left out."""
    said = {
        "language": "zh-CN",
        "category": "Met",
        "event": "暴雨",
        "urgency": "Expected",
        "severity": "Severe",
        "certainty": "Likely",
        "expires": "2026-11-28T10:00:00+08:00",
        "headline": "青溪气象台发布暴雨橙色预警",
    } | fields
    text = "".join(f"<{name}>{value}</{name}>" for name, value in said.items() if value)
    return f"<info>{text}{more}{''.join(areas or (area(),))}</info>"


def cap(*infos: str, namespace: str = CAP12, more: str = "", **fields: str) -> str:
    """Return an alert; a field that is given empty is left out."""
    said = {
        "identifier": "A-1",
        "sender": "station@example.cn",
        "sent": "2026-11-27T10:00:00+08:00",
        "status": "Actual",
        "msgType": "Alert",
        "scope": "Public",
    } | fields
    text = "".join(f"<{name}>{value}</{name}>" for name, value in said.items() if value)
    return f"<alert {namespace}>{text}{more}{''.join(infos)}</alert>"


def one(text: str | bytes) -> Alert:
    """Return the only alert of a file."""
    reading = read(text.encode() if isinstance(text, str) else text)
    assert reading.refusal is None
    (found,) = reading.alerts
    return found


def noted(alert: Alert) -> set[str]:
    """Return the keys of an alert's notes, without their prefix."""
    return {found.key.removeprefix("warning-note-") for found in alert.notes}


NATIONAL = """<?xml version="1.0" encoding="UTF-8"?>
<alert>
  <identifier>50023541600000_20261127081500</identifier>
  <sender>云川县气象局</sender><senderCode>50023541600000</senderCode>
  <sendTime>2026-11-27 08:10:00+08:00</sendTime>
  <status>Actual</status><msgType>Update</msgType><scope>Public</scope>
  <code><method><methodName>SMS</methodName><message>继续发布大风蓝色预警</message><audienceGrp/></method></code>
  <secClassification>None</secClassification><note/>
  <references>50023541600000_20261126180000</references>
  <info>
    <language>zh-CN</language><eventType>11B06</eventType>
    <urgency>Unknown</urgency><severity>Blue</severity><certainty>Unknown</certainty>
    <effective>2026-11-27 08:15:30+08:00</effective><onset/><expires/>
    <senderName>值班员</senderName><headline>云川县气象局发布大风蓝色预警[IV级/一般]</headline>
    <description>预计未来24小时有5级左右偏北风。</description><instruction/><web/>
    <area><areaDesc>云川县,云川县</areaDesc><polygon/><circle/><geocode>500235000000,500235000000</geocode></area>
  </info>
</alert>"""
"""The dialect of the national platform: no namespace, its own names, a colour as severity, no expiry."""


def said(
    identifier: str,
    hour: float,
    *cites: str,
    kind: MessageType = MessageType.UPDATE,
    status: Status = Status.ACTUAL,
    infos: tuple[Info, ...] = (Info(event="暴雨", headline="暴雨橙色预警"),),
    sender: str = "station",
) -> Alert:
    """Return a message that was sent at an hour of one day and cites earlier ones by their identifiers."""
    day, rest = divmod(int(hour * 60), 24 * 60)
    return Alert(
        identifier,
        sender,
        datetime(2026, 11, 27 + day, rest // 60, rest % 60, tzinfo=UTC),
        status,
        kind if cites or kind is not MessageType.UPDATE else MessageType.ALERT,
        references=tuple(map(Reference, cites)),
        infos=infos,
    )
