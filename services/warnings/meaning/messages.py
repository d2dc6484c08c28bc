"""Messages of one set: several entries of one identifier are one, dangers are told from what ends them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from services.warnings.cap.alerts import Alert, MessageType, Reference, Status
from services.warnings.meaning.span import all_clear

Key = tuple[str, str]
"""The sender and the identifier of a message."""
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def order(alert: Alert) -> tuple[datetime, str]:
    """Return the place of a message in time."""
    return alert.sent or _EARLIEST, alert.identifier


@dataclass(frozen=True)
class Messages:
    """The messages of one status, each once."""

    dangers: tuple[Alert, ...]
    endings: tuple[Alert, ...]
    """Cancels and all-clears."""


def sort(alerts: Iterable[Alert], status: Status) -> Messages:
    """Return the dangers and the endings among messages; answers of systems are neither."""
    dangers: dict[Key, Alert] = {}
    endings: dict[Key, Alert] = {}
    for alert in alerts:
        if alert.status is not status or alert.message_type in (MessageType.ACK, MessageType.ERROR):
            continue
        ending = alert.message_type is MessageType.CANCEL or all_clear(alert)
        kept = endings if ending else dangers
        kept[alert.key] = _merged(kept[alert.key], alert) if alert.key in kept else alert
    both = dangers.keys() & endings.keys()  # an issuer that ends a warning under the warning's own identifier
    for key in both:
        own = Reference(key[1], key[0])
        endings[key] = replace(endings[key], references=(*endings[key].references, own))
    return Messages(tuple(sorted(dangers.values(), key=order)), tuple(sorted(endings.values(), key=order)))


def _merged(one: Alert, other: Alert) -> Alert:
    """Return one message of two entries: the later version, or both languages of the same."""
    if one.sent != other.sent:
        return max(one, other, key=order)
    return replace(
        one,
        references=tuple(dict.fromkeys((*one.references, *other.references))),
        infos=tuple(dict.fromkeys((*one.infos, *other.infos))),
        notes=tuple(dict.fromkeys((*one.notes, *other.notes))),
    )
