"""Cards of a hand-over: the note being written, the request, and its outcome."""

from markupsafe import Markup

from models import Handover, Mobilisation
from models.enums import Answer, HandoverKind, HandoverState, Role
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor
from services.core.labels import name
from services.core.town import Town
from services.mobilisation.cards import ANSWER, BACK, OPEN, SOS, framed, head, task, verb
from texts import Words

NOTE = "ho"
"""A button of the note; the subject is the hand-over, the extra verb and choice."""
AGREE, REFUSE, WITHDRAW = "ho_yes", "ho_no", "ho_off"
FIELDS = ("done", "remains", "dangers")
"""Parts of the note; all three are asked for, each has a ready answer."""
SAID = 300
"""Characters of one of them on the card; the record has the whole."""


def label(town: Town, words: Words, person: Actor) -> str:
    """Return somebody on a button, with the highest post in a squad."""
    role = next((post.role for post in person.posts if post.role in (Role.SQUAD_CAPTAIN, Role.SQUAD_DEPUTY)), None)
    called = cards_people.called(town, words, person)
    return f"{called} {name(words, role).unescape()}" if role else called


def note(words: Words, found: Handover) -> tuple[Markup, ...]:
    """Return the note, a line each."""
    parts = ((field, getattr(found, field)) for field in FIELDS)
    return tuple(words(f"handover-said-{field}", text=wording.shortened(text, SAID)) for field, text in parts if text)


def draft(
    town: Town, words: Words, one: Mobilisation, found: Handover, taker: Actor | None, lacks: tuple[str, ...]
) -> Card:
    """Return the card on which the note is written."""
    missing = words.plain("list-comma").join(words.plain(key) for key in lacks)
    text = lines(
        _title(words, one, found),
        words("handover-to", name=cards_people.called(town, words, taker)),
        *note(words, found),
        below(words("broadcast-lacks", missing=missing)) if lacks else None,
    )
    asked = tuple(_verb(words, found, f"handover-{field}-button", NOTE, f"ask.{field}") for field in FIELDS)
    send = () if lacks else ((_verb(words, found, "handover-send", NOTE, "send"),),)
    return Card(text=text, rows=(asked, *send, (_verb(words, found, "handover-drop", NOTE, "drop"),)))


def waiting(town: Town, words: Words, one: Mobilisation, found: Handover, taker: Actor | None) -> Card:
    """Return the note once the other was asked."""
    key = "handover-waiting-command" if found.kind is HandoverKind.COMMAND else "handover-waiting"
    text = lines(
        _title(words, one, found),
        *note(words, found),
        below(words(key, name=cards_people.called(town, words, taker))),
    )
    return Card(text=text, rows=((_verb(words, found, "handover-withdraw", WITHDRAW),),))


def asked(town: Town, words: Words, one: Mobilisation, found: Handover, giver: Actor) -> Card:
    """Ask somebody to take over, with the note."""
    command = found.kind is HandoverKind.COMMAND
    kind, (first, *rest) = "-command" if command else "", note(words, found)
    said = words(f"handover-asked{kind}", name=cards_people.called(town, words, giver))
    text = framed(words, one, said, task(town, words, one), below(first), *rest)
    answers = (_verb(words, found, f"handover-agree{kind}", AGREE), _verb(words, found, "handover-refuse", REFUSE))
    pinned = one.latitude is not None and not command
    where = ((_verb(words, found, "mobilise-where", NOTE, "where"),),) if pinned else ()
    return Card(text=text, rows=(answers, *where))


def off(town: Town, words: Words, one: Mobilisation) -> Card:
    """Tell the person who was asked that there is nothing to take over."""
    return Card(text=lines(head(words, one), words("handover-off")))


def answered(town: Town, words: Words, one: Mobilisation, found: Handover, taker: Actor, *, relieved: bool) -> Card:
    """Tell the other side the outcome; a person who is relieved reports back later."""
    agreed, command = found.state is HandoverState.AGREED, found.kind is HandoverKind.COMMAND
    key = f"handover-{found.state.value}{'-command' if command else ''}"
    text = lines(
        head(words, one),
        words(key, name=cards_people.called(town, words, taker)),
        *(note(words, found) if agreed and not relieved else ()),
        words("handover-say-back") if agreed and relieved and not command else None,
    )
    rows: tuple[tuple[Button, ...], ...] = ()
    if agreed and not command and relieved:
        rows = (
            (verb(words, one, "mobilise-i-am-back", BACK),),
            (verb(words, one, "handover-again", ANSWER, Answer.ON_SCENE.value), verb(words, one, "mobilise-sos", SOS)),
        )
    elif not relieved:
        rows = ((verb(words, one, "mobilise-open", OPEN),),)
    return Card(text=text, rows=rows)


def no_longer(town: Town, words: Words, one: Mobilisation, taker: Actor) -> Card:
    """Return the card that replaces the former commander's live card."""
    said = words("handover-agreed-command", name=cards_people.called(town, words, taker))
    return Card(text=lines(head(words, one), said))


def _verb(words: Words, found: Handover, key: str, action: str, extra: str = "") -> Button:
    return button(words.plain(key), action, found.id, extra)


def _title(words: Words, one: Mobilisation, found: Handover) -> Markup:
    text = words("handover-title", kind=name(words, found.kind), number=one.number or "")
    return wording.marked(words, text, drill=one.drill)
