"""What handing over looks like: the note being written, the request, and what came of it."""

from markupsafe import Markup

from models import Handover, Mobilisation
from models.enums import Answer, HandoverKind, HandoverState, Role
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor
from services.core.labels import name
from services.core.town import Town
from services.mobilisation import cards as mobilisation_cards
from services.mobilisation.cards import ANSWER, BACK, OPEN, SOS, head
from texts import Words

NOTE = "ho"
"""A button of the note; the subject is the hand-over, the extra verb and choice."""
AGREE, REFUSE, WITHDRAW = "ho_yes", "ho_no", "ho_off"
FIELDS = ("done", "remains", "dangers")
"""What the note is made of; all three are asked for, each has a ready answer."""
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
    asked = tuple(button(words.plain(f"handover-{field}-button"), NOTE, found.id, f"ask.{field}") for field in FIELDS)
    rows: list[tuple[Button, ...]] = [asked]
    if not lacks:
        rows.append((button(words.plain("handover-send"), NOTE, found.id, "send"),))
    rows.append((button(words.plain("handover-drop"), NOTE, found.id, "drop"),))
    return Card(text=text, rows=tuple(rows))


def waiting(town: Town, words: Words, one: Mobilisation, found: Handover, taker: Actor | None) -> Card:
    """Return what the note becomes once the other was asked."""
    key = "handover-waiting-command" if found.kind is HandoverKind.COMMAND else "handover-waiting"
    text = lines(
        _title(words, one, found),
        *note(words, found),
        below(words(key, name=cards_people.called(town, words, taker))),
    )
    return Card(text=text, rows=((button(words.plain("handover-withdraw"), WITHDRAW, found.id),),))


def asked(town: Town, words: Words, one: Mobilisation, found: Handover, giver: Actor) -> Card:
    """Ask somebody to take over, with the note."""
    command = found.kind is HandoverKind.COMMAND
    text = lines(
        head(words, one),
        words("handover-asked-command" if command else "handover-asked", name=cards_people.called(town, words, giver)),
        mobilisation_cards.task(town, words, one),
        below(note(words, found)[0]),
        *note(words, found)[1:],
        words("broadcast-drill-foot") if one.drill else None,
    )
    agree = words.plain("handover-agree-command" if command else "handover-agree")
    rows: list[tuple[Button, ...]] = [
        (button(agree, AGREE, found.id), button(words.plain("handover-refuse"), REFUSE, found.id))
    ]
    if one.latitude is not None and not command:
        rows.append((button(words.plain("mobilise-where"), NOTE, found.id, "where"),))
    return Card(text=text, rows=tuple(rows))


def off(town: Town, words: Words, one: Mobilisation) -> Card:
    """Tell who was asked that nothing is to be taken over."""
    return Card(text=lines(head(words, one), words("handover-off")))


def answered(town: Town, words: Words, one: Mobilisation, found: Handover, taker: Actor, *, relieved: bool) -> Card:
    """Tell the other side what has come of it; whoever is relieved says when back."""
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
            (button(words.plain("mobilise-i-am-back"), BACK, one.id),),
            (
                button(words.plain("handover-again"), ANSWER, one.id, Answer.ON_SCENE.value),
                button(words.plain("mobilise-sos"), SOS, one.id),
            ),
        )
    elif not relieved:
        rows = ((button(words.plain("mobilise-open"), OPEN, one.id),),)
    return Card(text=text, rows=rows)


def no_longer(town: Town, words: Words, one: Mobilisation, taker: Actor) -> Card:
    """Return what the former commander's live card becomes."""
    said = words("handover-agreed-command", name=cards_people.called(town, words, taker))
    return Card(text=lines(head(words, one), said))


def _title(words: Words, one: Mobilisation, found: Handover) -> Markup:
    text = words("handover-title", kind=name(words, found.kind), number=one.number or "")
    return wording.marked(words, text, drill=one.drill)
