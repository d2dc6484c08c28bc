"""The card of a colour that is put together, and the question whether one is still in force."""

from collections.abc import Mapping

from markupsafe import Markup

from models import ColourPeriod
from services.cards.card import Button, Card, below, button, lines
from services.core.labels import name
from services.core.town import Town
from services.duties import cards as duty_cards
from services.duties.planning.colours import InForce
from texts import Words

LIST, NEW, DRAFT, LINES, VILLAGES = "colours", "colour_new", "colour_draft", "colour_lines", "colour_villages"
SET, DROP, LIFT = "colour_set", "colour_drop", "colour_lift"
"""The actions of the buttons; the subject is the period, of ``NEW`` the colour."""


def draft(town: Town, words: Words, colour: InForce, villages: Mapping[int, str]) -> str:
    """Return what would be in force, and which duties would be owed more often."""
    return lines(
        words("colour-draft", mark=duty_cards.colour_mark(words, colour.colour), colour=name(words, colour.colour)),
        words("colour-reach", **duty_cards.reach(town, words, colour, villages)),
        *(denser(town, words, colour) or (words("colour-denser-none"),)),
        below(words("colour-draft-how")),
    )


def denser(town: Town, words: Words, colour: InForce) -> list[Markup]:
    """Return a line for each rule that is owed more often under a colour."""
    return [
        words(
            "colour-denser",
            what=duty_cards.rule_name(town.settings, words, code),
            each=row.each.value,
            times=row.times,
            line=town.settings.lines[row.line].name.in_language(words.language) if row.line else "no",
        )
        for code, rule in town.settings.duties.items()
        for row in rule.warnings
        if rule.active and colour.reaches(row)
    ]


def still(town: Town, words: Words, row: ColourPeriod, colour: InForce, villages: Mapping[int, str]) -> Card:
    """Return the question to the station whether a colour is still in force."""
    text = lines(
        words("colour-still"),
        duty_cards.in_force(town, words, colour, villages),
        below(words("colour-still-how", hours=round(town.settings.colours.ask_after.total_seconds() / 3600))),
    )
    return Card(text=text, rows=((lift_button(words, row, colour),),))


def lift_button(words: Words, row: ColourPeriod, colour: InForce) -> Button:
    """Return the button that lifts a colour."""
    return button(words.plain("colour-lift", colour=name(words, colour.colour)), LIFT, row.id)
