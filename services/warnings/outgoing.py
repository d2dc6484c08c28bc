"""Our own orders, as CAP 1.2 (a file, an Atom feed) and as a picture; they are for our own people (Restricted)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models import Broadcast, WarningOrder
from models.enums import BroadcastState, Colour, Correction
from services.core.act import Act, Moment
from services.core.errors import Stale
from services.documents.poster import Poster
from services.people.places import village_names
from services.warnings import answers, cards
from services.warnings.cap.alerts import Alert, Area, Code, Info, MessageType, Reference, Status
from services.warnings.cap.writing import SEVERITIES, write
from services.warnings.register import register
from services.warnings.register.views import Warned

if TYPE_CHECKING:
    from lxml.etree import _Element

ATOM = "http://www.w3.org/2005/Atom"
NEWEST, SINCE = 20, timedelta(days=31)
"""Orders in the feed: so many, sent within this time."""
_BANDS = {
    "red": ("#c62828", "#ffffff"),
    "orange": ("#ef6c00", "#ffffff"),
    "yellow": ("#fdd835", "#1f2933"),
    "blue": ("#1565c0", "#ffffff"),
    "evacuation": ("#6a1b9a", "#ffffff"),
}
_OVER = ("#546e7a", "#ffffff")
"""The band of a picture and its ink, by the level of the order; of one that is over."""


async def newest(act: Act, warning_id: int) -> tuple[str, bytes]:
    """Return the newest order of a warning as a file with its name. Raises ``Forbidden``, ``Stale`` without one."""
    sent, link = await _newest(act, await answers.opened(act, warning_id))
    return f"{_identifier(sent)}.xml", _written(act, await _alert(act, sent, link))


async def picture(act: Act, warning_id: int) -> tuple[str, Poster]:
    """Return the newest order of a warning as a picture to forward, with its name. Raises as ``newest``."""
    warned = await answers.opened(act, warning_id)
    sent, link = await _newest(act, warned)
    town, words, over = act.town, act.town.words(None), sent.correction is Correction.CANCEL
    told = next((one for one in warned.told if one.row.id == link.message_id), warned.head)
    ends, names = told.standing.ends, await village_names(act.session)
    colour, ink = _OVER if over else _BANDS.get(sent.level.value, _OVER)
    station = words.plain("broadcast-station", town=town.settings.name.in_language(words.language))
    poster = Poster(
        colour=colour,
        ink=ink,
        above=words.plain("order-picture-above", station=station),
        title=words.plain("order-picture-title", title=cards.title(town, words, warned), over="yes" if over else "no"),
        parts=(
            (words.plain("order-picture-do"), sent.text),
            (words.plain("order-picture-places"), cards.places(words, warned, names)),
            (
                words.plain("order-picture-times"),
                words.plain(
                    "order-picture-from-to",
                    sent=words.time(sent.sent_at or act.now, town.zone),
                    ends=words.time(ends, town.zone) if ends and not over else "no",
                ),
            ),
        ),
        foot=(words.plain("order-picture-inside"), words.plain("order-picture-number", number=_identifier(sent))),
        across=words.plain("order-picture-drill") if sent.drill else "",
    )
    return f"{_identifier(sent)}.png", poster


async def feed(act: Moment) -> bytes:
    """Return the newest orders as an Atom feed with a CAP message in each entry."""
    from lxml import etree

    since = act.now - SINCE
    found = [one for one in await _orders(act, limit=NEWEST) if one[0].sent_at and one[0].sent_at >= since]
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _put(root, "id", f"urn:{_sender(act)}:orders")
    _put(root, "title", act.town.settings.name.in_language(act.town.settings.language))
    _put(root, "updated", _time(act, max((one.sent_at for one, _ in found if one.sent_at), default=act.now)))
    for sent, link in found:
        alert = await _alert(act, sent, link)
        entry = etree.SubElement(root, f"{{{ATOM}}}entry")
        _put(entry, "id", f"urn:{alert.sender}:{alert.identifier}")
        _put(entry, "title", alert.infos[0].headline)
        _put(entry, "updated", _time(act, sent.sent_at or act.now))
        content = _put(entry, "content", "")
        content.set("type", "application/cap+xml")
        content.append(etree.fromstring(_written(act, alert)))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


async def _newest(act: Act, warned: Warned) -> tuple[Broadcast, WarningOrder]:
    """Return the newest order of a warning. Raises ``Stale`` without one."""
    rows = [told.row.id for told in warned.told]
    those = sa.or_(WarningOrder.warning_id == warned.id, WarningOrder.message_id.in_(rows))
    found = await _orders(act, those, limit=1)
    if not found:
        raise Stale("warning-no-order")
    return found[0]


async def _orders(act: Moment, *those: sa.ColumnElement[bool], limit: int) -> list[tuple[Broadcast, WarningOrder]]:
    """Return messages that were sent because of warnings, or took one of them back, newest first."""
    newest = sa.select(WarningOrder).where(*those).order_by(WarningOrder.broadcast_id.desc()).limit(NEWEST)
    links = {link.broadcast_id: link for link in await act.session.scalars(newest)}
    of_links = sa.or_(Broadcast.id.in_(links), Broadcast.corrects_id.in_(links))
    query = sa.select(Broadcast).where(Broadcast.state == BroadcastState.SENT, of_links)
    sent = list(await act.session.scalars(query.order_by(Broadcast.id.desc()).limit(limit)))
    return [(one, links.get(one.id) or links[one.corrects_id or 0]) for one in sent]


async def _alert(act: Moment, sent: Broadcast, link: WarningOrder) -> Alert:
    """Return an order as a message."""
    warned = await register.find(act, link.warning_id)
    words, over = act.town.words(None), sent.correction is Correction.CANCEL
    kind = MessageType.CANCEL if over else MessageType.UPDATE if sent.corrects_id else MessageType.ALERT
    earlier = await act.session.get(Broadcast, sent.corrects_id) if sent.corrects_id else None
    told = next((one for one in warned.told if one.row.id == link.message_id), warned.head)
    ends = told.standing.ends
    colour = next((one for one in Colour if one.value == sent.level.value), None)
    kinds = "、".join(cards.kinds(act.town, words, warned))
    info = Info(
        language=words.language,
        event=kinds or words.plain("warning-order-event"),
        categories=told.alert.infos[0].categories if told.alert.infos else (),
        responses=("AllClear",) if over else ("Prepare",),
        urgency="Past" if over else "Immediate",
        severity=SEVERITIES[colour] if colour else "Unknown",
        certainty="Likely",
        effective=sent.sent_at,
        onset=told.standing.begins,
        expires=ends if ends and sent.sent_at and ends > sent.sent_at else None,
        sender_name=words.plain("broadcast-station", town=act.town.settings.name.in_language(words.language)),
        headline=cards.title(act.town, words, warned),
        description=sent.text,
        areas=(await _area(act, warned),),
    )
    return Alert(
        identifier=_identifier(sent),
        sender=_sender(act),
        sent=sent.sent_at,
        status=Status.EXERCISE if sent.drill else Status.ACTUAL,
        message_type=kind,
        references=(Reference(_identifier(earlier), _sender(act), earlier.sent_at),) if earlier else (),
        infos=(info,),
    )


async def _area(act: Moment, warned: Warned) -> Area:
    rules, words, names = act.town.settings.warnings, act.town.words(None), await village_names(act.session)
    codes = tuple(rules.regions[:1]) if warned.everywhere else ()
    called = words.plain("warning-everywhere")
    if not warned.everywhere:
        called = "、".join(names[one] for one in sorted(warned.villages) if one in names) or called
    return Area(name=called, codes=tuple(Code("region", code) for code in codes))


def _written(act: Moment, alert: Alert) -> bytes:
    words = act.town.words(None)
    return write(alert, restriction=words.plain("warning-order-restriction"), zone=act.town.zone)


def _identifier(sent: Broadcast) -> str:
    return f"order-{sent.id}"


def _sender(act: Moment) -> str:
    return f"bihuan.{next(iter(act.town.settings.warnings.regions), 'township')}"


def _time(act: Moment, at: datetime) -> str:
    return at.astimezone(act.town.zone).isoformat(timespec="seconds")


def _put(into: "_Element", name: str, text: str) -> "_Element":
    from lxml import etree

    element = etree.SubElement(into, f"{{{ATOM}}}{name}")
    element.text = text
    return element
