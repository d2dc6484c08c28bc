"""Cards of a mobilisation: for a squad's group, each person, the commander, and after the stand-down."""

from collections.abc import Container, Iterable, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from models import Mobilisation, Squad
from models.enums import Answer, Language, MobilisationState
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core import geo
from services.core.act import Actor
from services.core.town import Town
from services.messaging.undelivered import ring_button
from services.mobilisation.mobilisations import LIVE
from services.mobilisation.strength import Headcount, OpenCall, Turnout
from texts import Words

ANSWER, ETA, WHY = "mu", "mu_eta", "mu_why"
"""A person's answer: the subject is the mobilisation, the extra what was chosen."""
CHECK_IN, SOS, BACK, ALL_BACK = "mu_ok", "mu_sos", "mu_back", "mu_all"
NOTE, HAND = "mu_note", "mu_hand"
"""Begin to report from the field; begin to hand over a post on scene, the extra is the successor or the page."""
OPEN, SILENT, PLACE, ADD, STAND_DOWN, END = "mo_open", "mo_silent", "mo_place", "mo_add", "mo_down", "mo_end"
RECORD, PICTURE, NOTES, COMMAND, WHERE = "mo_xlsx", "mo_page", "mo_note", "mo_hand", "mo_where"
"""Buttons of the commander; the subject is the mobilisation."""
TAKE, SAFE = "mo_help", "mo_safe"
"""Take care of a call for help, and end it; the extra is the person who called."""
CALLS_SHOWN = 5
"""Calls for help with a button on the commander's card; every one has its line."""
REFRESH = "mo_fresh"
"""Show the present state in place of an earlier one."""
MINUTES = (10, 20, 30, 60)
REASONS = ("away", "ill", "road", "duty")


LINK = "mobilisation_"
"""The beginning of the words of a link that opens a mobilisation in the private chat; its id follows."""


def live_card(one: Mobilisation) -> str:
    """Return the name under which a mobilisation's card is refreshed in a chat."""
    return f"mobilisation:{one.id}"


def head(words: Words, one: Mobilisation) -> Markup:
    """Return the first lines: drill or live at a glance, and the number."""
    return words("mobilise-head-drill" if one.drill else "mobilise-head-live", number=one.number or "")


def verb(words: Words, one: Mobilisation, key: str, action: str, extra: int | str = "", **arguments: Any) -> Button:
    """Return a button of a mobilisation; ``key`` and the arguments make its text."""
    return button(words.plain(key, **arguments), action, one.id, extra)


def framed(words: Words, one: Mobilisation, *parts: str | None) -> str:
    """Return the parts of a card between the first lines and, in a drill, the last one."""
    return lines(head(words, one), *parts, words("broadcast-drill-foot") if one.drill else None)


def task(town: Town, words: Words, one: Mobilisation) -> str:
    """Return the task: the work, the place, the time, the equipment and the contact."""
    return lines(
        words("mobilise-task", text=wording.shortened(one.task, 600)),
        where(words, one),
        words("mobilise-gather", at=words.time(one.gather_at, town.zone))
        if one.gather_at
        else words("mobilise-at-once"),
        words("mobilise-equipment", text=one.equipment) if one.equipment else None,
        words("mobilise-contact", text=one.contact) if one.contact else None,
    )


def where(words: Words, one: Mobilisation) -> Markup | None:
    """Return where to gather: by name, else the pin's degrees, which a group can read as well."""
    if one.place:
        return words("mobilise-place", place=one.place)
    pin = geo.pin_of(one)
    return words("mobilise-place", place=words.plain("mobilise-pin", at=geo.written(pin))) if pin else None


def for_person(
    town: Town,
    words: Words,
    one: Mobilisation,
    *,
    answer: Answer | None = None,
    stands_in: bool = False,
    more: Markup | None = None,
    note: str | None = None,
) -> Card:
    """Ask one person; with the ``answer`` given the card shows it and what comes next.

    ``more`` says what the person has added to the answer, when or why, instead of asking for it.
    """
    asked = words(f"mobilise-your-{answer.value.replace('_', '-')}") if answer else words("mobilise-asked")
    stand_in = words("mobilise-stand-in") if stands_in else None
    text = framed(words, one, stand_in, task(town, words, one), below(more or asked), note)
    why = answer is Answer.CANNOT and more is None
    return Card(text=text, rows=_answers(words, one, answer, why=why))


def reminder(words: Words, one: Mobilisation, card: Card, number: int) -> Card:
    """Return the line that reminds of a person's unanswered ``card``, for the time of that number."""
    drill = "yes" if one.drill else "no"
    line = words("mobilise-again", drill=drill, number=number, mobilisation=one.number or "")
    choices = tuple(row for row in card.rows if all(f":{ANSWER}:" in (pressed.data or "") for pressed in row))
    return Card(text=line, rows=choices, in_full=card)


def noted(words: Words, one: Mobilisation, answer: Answer) -> Markup:
    """Return what a reminder says once the person has answered."""
    said = words.plain(f"mobilise-say-{answer.value.replace('_', '-')}")
    return wording.marked(words, words("mobilise-noted", said=said), drill=one.drill)


def for_people(
    town: Town, one: Mobilisation, persons: Iterable[Actor], standing_in: Container[int], *, again: int = 0
) -> dict[int, Card]:
    """Ask many, by person id, or remind them for the time ``again``; the same card for all who read the same words."""
    drawn: dict[tuple[Language, bool], Card] = {}
    cards = {}
    for person in persons:
        key = (person.language, person.person_id in standing_in)
        if key not in drawn:
            words = town.words(person.language)
            asked = for_person(town, words, one, stands_in=key[1])
            drawn[key] = reminder(words, one, asked, again) if again else asked
        cards[person.person_id] = drawn[key]
    return cards


def _answers(words: Words, one: Mobilisation, answer: Answer | None, *, why: bool) -> tuple[tuple[Button, ...], ...]:
    choices = {
        None: (Answer.RECEIVED, Answer.COMING, Answer.ON_SCENE, Answer.CANNOT),
        Answer.RECEIVED: (Answer.COMING, Answer.ON_SCENE, Answer.CANNOT),
        Answer.COMING: (Answer.ON_SCENE, Answer.CANNOT),
        Answer.ON_SCENE: (),
        Answer.CANNOT: (Answer.COMING,),
    }[answer]
    named = partial(verb, words, one)
    made = [named(f"mobilise-say-{said.value.replace('_', '-')}", ANSWER, said.value) for said in choices]
    rows = [tuple(made[i : i + 2]) for i in range(0, len(made), 2)]
    if answer is Answer.COMING:
        rows.append(tuple(named("eta-minutes", ETA, minutes, minutes=minutes) for minutes in MINUTES))
    if why:
        reasons = [named(f"mobilise-why-{reason}", WHY, reason) for reason in REASONS]
        rows += [tuple(reasons[:2]), tuple(reasons[2:])]
    if answer is Answer.ON_SCENE:
        rows.append((named("mobilise-check-in", CHECK_IN), named("handover-begin", HAND)))
    if answer in (Answer.COMING, Answer.ON_SCENE):
        rows.append((named("mobilise-note", NOTE), named("mobilise-sos", SOS)))
    if one.latitude is not None:
        rows.append((named("mobilise-where", PLACE),))
    return tuple(rows)


def for_group(town: Town, words: Words, one: Mobilisation, count: Headcount | None = None) -> Card:
    """Return a squad's group card, at the top of the chat while it runs: where to answer, and how many have."""
    counted = below(figures(words, count)) if count is not None else None
    running = one.state is MobilisationState.RUNNING
    state = below(words("mobilise-in-group" if running else "mobilise-is-over"))
    return Card(
        text=framed(words, one, task(town, words, one), counted, state),
        rows=((wording.in_private(words, f"{LINK}{one.id}"),),),
        pinned=running and town.settings.groups.pins(danger=True),
    )


def figures(words: Words, count: Headcount) -> Markup:
    """Return the figures in a few lines."""
    return words("mobilise-figures", **count.figures)


def for_commander(town: Town, words: Words, one: Mobilisation, turnout: Turnout) -> Card:
    """Return the commander's live card: the whole, each squad in a line, and the next steps."""
    down = one.state is not MobilisationState.RUNNING
    whole = turnout.whole
    text = framed(
        words,
        one,
        words("mobilise-over-head") if down else None,
        *(call_line(town, words, call) for call in turnout.calls),
        task(town, words, one),
        below(figures(words, whole)),
        words("mobilise-back", back=whole.back, out=whole.out) if down else None,
        words("mobilise-unreached", count=whole.unreached) if whole.unreached and not down else None,
        *(
            words(
                "mobilise-squad-line",
                name=count.name,
                **count.figures,
                short="yes" if count.possible < count.needed and not down else "no",
            )
            for _, count in turnout.squads
        ),
    )
    named = partial(verb, words, one)
    rows: list[tuple[Button, ...]] = []
    for call in turnout.calls[:CALLS_SHOWN] if one.state in LIVE else ():
        called = cards_people.named(town, words, call.name, call.phone)
        key, action = ("mobilise-help-end-of", SAFE) if call.taker else ("mobilise-help-take-of", TAKE)
        rows.append((named(key, action, call.person_id, name=called),))
    if one.state is MobilisationState.RUNNING:
        if whole.silent:
            rows.append((named("mobilise-who-silent", SILENT, count=whole.silent),))
        if whole.unreached:
            rows.append((ring_button(words),))
        rows.append((named("mobilise-add", ADD), named("mobilise-stand-down", STAND_DOWN)))
    elif one.state is MobilisationState.STANDING_DOWN:
        missing = whole.out - whole.back
        ends = named("mobilise-not-back", SILENT, count=missing) if missing > 0 else named("mobilise-end", END)
        rows += [] if missing <= 0 and turnout.calls else [(ends,)]
    if one.state in LIVE:
        rows.append((named("track-where", WHERE), named("handover-begin-command", COMMAND)))
    if turnout.notes:
        rows.append((named("field-count", NOTES, count=turnout.notes),))
    if down:
        rows.append((named("mobilise-record", RECORD), named("mobilise-picture", PICTURE)))
    return Card(text=text, rows=tuple(rows))


def call_line(town: Town, words: Words, call: OpenCall) -> Markup:
    """Return an open call for help in a line: who, since when, and who takes care of it."""
    taker = cards_people.named(town, words, *call.taker) if call.taker else "none"
    called = cards_people.named(town, words, call.name, call.phone)
    since = words.time(call.since, town.zone)
    return words("mobilise-help-open", name=called, squad=call.squad, at=since, taker=taker)


def stood_down(town: Town, words: Words, one: Mobilisation, *, out: bool) -> Card:
    """Tell a person that it is over; a person who is ``out`` reports back."""
    text = framed(words, one, words("mobilise-stood-down"), words("mobilise-say-back") if out else None)
    rows = ((verb(words, one, "mobilise-i-am-back", BACK),), (verb(words, one, "mobilise-sos", SOS),))
    return Card(text=text, rows=rows if out else ())


def to_count_back(town: Town, words: Words, one: Mobilisation, squad: Squad, names: Sequence[Actor]) -> Card:
    """Ask a captain to count the squad's people back."""
    text = lines(
        head(words, one),
        words("mobilise-count-back", squad=squad.name, count=len(names)),
        *(words("mobilise-name", name=cards_people.called(town, words, person)) for person in names[:40]),
    )
    return Card(text=text, rows=((verb(words, one, "mobilise-all-back", ALL_BACK, squad.id, count=len(names)),),))
