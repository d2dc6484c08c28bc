"""Telling people: one call for every message, whatever its kind."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Unpack

from models import Group, Person
from models.enums import Priority
from services.calendar import quiet_hours
from services.cards import whole
from services.cards.card import Card
from services.core.act import Actor, Moment
from services.messaging import whole_texts
from services.messaging.kinds import SETTLED, About, MessageKind, Sound
from services.messaging.outbox import Outgoing, Terms, To, queue_all
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
    **terms: Unpack[Terms],
) -> int:
    """Queue a message for each, once for what it is ``about``; returns how many were not queued before.

    The kind says how it is sent; ``priority``, ``lifetime`` and ``not_before`` replace what it says where that depends
    on the thing.
    """
    if (kind.manner is None) is not (terms.get("place") is None):
        raise ValueError(f"{kind.event}: what goes with a standing card names it, and nothing else does")
    first = about[0] if isinstance(about, tuple) else about
    if not isinstance(first, int | str):
        terms["drill"] = terms.get("drill", False) or bool(first.drill)
        terms["case_id"] = terms.get("case_id") or getattr(first, "case_id", None)
    if priority is None:
        priority = kind.as_drill if terms.get("drill") and kind.as_drill is not None else kind.priority
    if not_before is None:
        not_before = act.now if kind.by_night else quiet_hours.until(act.town, priority, act.now)
    cards: dict[tuple[object, ...], Card] = {}
    texts: set[str] = set()
    outgoing: dict[To, Outgoing] = {}
    for one in people:
        to = address(one)
        alike = id(draw[to.person_id or 0]) if isinstance(draw, Mapping) else None, language_of(one)
        if alike not in cards:
            card = _as_heard(_drawn(act, draw, one), kind, priority, drill=terms.get("drill", False))
            cards[alike], cut = _settled(card, act.town.words(language_of(one)))
            texts |= cut
        outgoing[to] = Outgoing(to, cards[alike], kind.key(about, to.name))
    await whole_texts.keep(act.session, texts, act.now)
    queued = await queue_all(
        act.session,
        list(outgoing.values()),
        event=kind.event,
        priority=priority,
        now=act.now,
        lifetime=lifetime or kind.lifetime,
        not_before=not_before,
        manner=kind.manner,
        **terms,
    )
    return len(queued)


async def take_buttons(act: Moment, lines: Iterable[tuple[int, To]], **terms: Unpack[Terms]) -> None:
    """Take the buttons off sent lines (``standing.settle``), each known by its row and its recipient."""
    bare = Card(text="", bare=True, silent=True)
    outgoing = [Outgoing(to, bare, SETTLED.key(line, to.name), place=SETTLED.key(line)) for line, to in lines]
    await queue_all(
        act.session,
        outgoing,
        event=SETTLED.event,
        priority=SETTLED.priority,
        now=act.now,
        lifetime=SETTLED.lifetime,
        manner=SETTLED.manner,
        **terms,
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


def _settled(card: Card, words: Words) -> tuple[Card, set[str]]:
    """Return a card as it is sent, and the whole texts of what it cuts."""
    shown, text = whole.settled(card, words)
    texts = {text} if text is not None else set()
    if shown.in_full is not None:
        full, more = _settled(shown.in_full, words)
        shown, texts = shown.model_copy(update={"in_full": full}), texts | more
    return shown, texts


def _drawn(act: Moment, draw: Draw, one: Recipient) -> Card:
    if isinstance(draw, Card):
        return draw
    if isinstance(draw, Mapping):
        return draw[address(one).person_id or 0]
    return draw(act.town.words(language_of(one)))


def _as_heard(card: Card, kind: MessageKind, priority: Priority, *, drill: bool) -> Card:
    """Return a card that makes itself heard as its kind says; no exercise looks like an alarm."""
    if kind.sound is Sound.NONE:
        return card.model_copy(update={"silent": True})
    if kind.sound is Sound.ALARM and priority is Priority.LIFE and not drill:
        return card.model_copy(update={"alarm": True})
    return card
