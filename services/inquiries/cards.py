"""A question to a reporter, its answer, and the numbers of the units of a case."""

from collections.abc import Sequence

from models import Case, Inquiry, Unit
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor
from services.core.town import Town
from services.people.numbers import Callee
from texts import Words

ASK, ANSWER = "inquiry_ask", "inquiry_yes"
"""Ask the reporter of a case; answer a question (the subject)."""
RING_REPORTER, UNITS, RING_UNIT = "ring_reporter", "ring_units", "ring_unit"
"""Numbers, of a case: of its reporter; the units to choose from; of one of a unit's people (the extra)."""


def question(town: Town, words: Words, case: Case, asked: Inquiry, by: Actor) -> Card:
    """Return the question, with the button that answers; a reply answers as well."""
    text = lines(
        words("inquiry-asked", number=case.number, by=cards_people.called(town, words, by)),
        below(words("broadcast-quote", text=asked.text)),
        below(words("inquiry-how")),
    )
    view = button(words.plain("button-view"), "view", case.id)
    rows = ((button(words.plain("inquiry-answer"), ANSWER, asked.id),), (view,))
    return Card(text=wording.marked(words, text, drill=case.drill), rows=rows)


def answered(town: Town, words: Words, case: Case, asked: Inquiry, by: Actor) -> Card:
    """Return the answer, for the person who asked."""
    text = lines(
        words("inquiry-answered", number=case.number, by=cards_people.called(town, words, by)),
        words("inquiry-your-question", text=wording.shortened(asked.text, 60)),
        below(words("broadcast-quote", text=asked.answer or "")),
    )
    rows = (
        (button(words.plain("button-view"), "view", case.id), button(words.plain("inquiry-again"), ASK, case.id)),
        (button(words.plain("inquiry-ring-reporter"), RING_REPORTER, case.id),),
    )
    return Card(text=wording.marked(words, text, drill=case.drill), rows=rows)


def units(words: Words, case: Case, found: Sequence[tuple[Unit, Sequence[Callee]]]) -> Card:
    """Return the people of the units that work on a case, a button each."""
    rows: list[tuple[Button, ...]] = [
        (button(words.plain("inquiry-ring", unit=unit.name, name=one.name), RING_UNIT, case.id, place(unit.id, one)),)
        for unit, people in found
        for one in people
    ]
    key = "inquiry-units" if rows else "inquiry-no-units"
    back = (button(words.plain("button-back"), "view", case.id),)
    return Card(text=words(key, number=case.number), rows=(*rows, back))


def place(unit_id: int, callee: Callee) -> str:
    """Return the extra of a button: a person of a unit, or the unit's own number."""
    return f"{unit_id}.{callee.person_id or 0}"
