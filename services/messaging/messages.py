"""Telling people: one call for every message, whatever its kind."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from models import Group, Person
from models.enums import Priority
from services.calendar import quiet_hours
from services.cards.card import Card
from services.core.act import Actor, Moment
from services.messaging.kinds import About, MessageKind, Sound
from services.messaging.outbox import Parcel, To, queue_all
from texts import Words

Draw = Card | Mapping[int, Card] | Callable[[Words], Card]
"""A card for everybody, one for each person by id, or a function that draws it once for each language."""
Recipient = Actor | Person | Group | To


async def tell(
    act: Moment,
    people: Iterable[Recipient],
    draw: Draw,
    kind: MessageKind,
    *,
    about: About,
    priority: Priority | None = None,
    lifetime: timedelta | None = None,
    not_before: datetime | None = None,
    drill: bool = False,
    case_id: int | None = None,
    deadline_id: int | None = None,
    call: bool = False,
    beside: bool = False,
    place: str | None = None,
) -> int:
    """Queue a message for each, once for what it is ``about``; returns how many were not queued before.

    The kind says how it is sent; ``priority``, ``lifetime`` and ``not_before`` replace what it says where that depends
    on the thing. ``drill``: it is only an exercise, of no case that says so itself. ``call``: somebody telephones as
    well. ``beside``: the channels beside Telegram carry it too. ``place`` names the standing card that it edits.
    """
    if kind.standing is (place is None):
        raise ValueError(f"{kind.event}: a standing card has a place, and nothing else has")
    first = about[0] if isinstance(about, tuple) else about
    if not isinstance(first, int | str):
        drill, case_id = drill or bool(first.drill), case_id or getattr(first, "case_id", None)
    if priority is None:
        priority = kind.as_drill if drill and kind.as_drill is not None else kind.priority
    if not_before is None:
        not_before = act.now if kind.by_night else quiet_hours.until(act.town, priority, act.now)
    cards: dict[object, Card] = {}
    parcels: dict[To, Parcel] = {}
    for one in people:
        to = address(one)
        alike = to.person_id if isinstance(draw, Mapping) else language_of(one)
        if alike not in cards:
            cards[alike] = _drawn(act, draw, one, kind)
        parcels[to] = Parcel(to, cards[alike], kind.key(about, to.name))
    return len(
        await queue_all(
            act.session,
            list(parcels.values()),
            event=kind.event,
            priority=priority,
            now=act.now,
            lifetime=lifetime or kind.lifetime,
            not_before=not_before,
            drill=drill,
            case_id=case_id,
            deadline_id=deadline_id,
            call=call,
            beside=beside,
            place=place,
        )
    )


def address(one: Recipient) -> To:
    """Return where to write to somebody."""
    match one:
        case Actor():
            return To(person_id=one.person_id, chat_id=one.chat_id)
        case Person():
            return To(person_id=one.id)
        case Group():
            return To(group_id=one.id, chat_id=one.chat_id)
        case To():
            return one


def language_of(one: Recipient) -> str | None:
    """Return the language somebody reads; None: the township's."""
    return one.language if isinstance(one, Actor | Person) else None


def _drawn(act: Moment, draw: Draw, one: Recipient, kind: MessageKind) -> Card:
    if isinstance(draw, Card):
        card = draw
    elif isinstance(draw, Mapping):
        card = draw[address(one).person_id or 0]
    else:
        card = draw(act.town.words(language_of(one)))
    return card.model_copy(update={"silent": True}) if kind.sound is Sound.NONE else card
