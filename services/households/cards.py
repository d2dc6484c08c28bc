"""The card of a household, its people, and the lines of a search. Names are masked unless a window is open."""

from datetime import date

from models import Household, HouseholdMember
from models.enums import Vulnerability
from services.cards import wording
from services.cards.card import below, lines
from services.core import geo
from services.core.labels import name
from services.core.town import Town
from services.households import members
from services.households.reach import Names
from services.households.shown import Shown
from services.roster.workbook.sheets import column_title
from texts import Words

SEARCH, OPEN, EDIT, PERSON, ADD, JOIN = "homes", "home", "home_edit", "home_person", "home_add", "home_join"
LEAVE, BACK, HEAD, CLOSE, WINDOW = "home_leave", "home_back", "home_head", "home_close", "home_window"
PRINT, PRINT_ALL, EXPORT = "home_print", "home_print_all", "home_export"
"""The actions of the buttons."""
SHOWN = 80
"""Characters of a field that a card shows."""


def text(town: Town, words: Words, found: Shown, names: Names, today: date) -> str:
    """Return the card of a household."""
    one = found.household
    helper = (found.helper.name, found.helper.phone) if found.helper else (one.helper, one.helper_phone)
    return lines(
        wording.drill(town, words),
        words("household-head", code=one.code, place="".join(geo.nested(found.village, found.grid))),
        words("household-is-closed") if not one.active else None,
        words(
            "household-address",
            address=one.address or "no",
            house=one.house or "no",
            pin="yes" if geo.pin_of(one) else "no",
        ),
        words("household-phone", phone=names.phone(one.phone)) if one.phone else None,
        words("household-count", people=one.people, vulnerable=one.vulnerable, known=len(found.members)),
        *(person(words, member, names, today) for member in found.members),
        below(words("household-helper", name=names.name(helper[0]), phone=names.phone(helper[1]) or "no"))
        if helper[0]
        else below(words("household-no-helper")),
        words("household-points", points=words.plain("list-comma").join(p.name for p, _ in found.points) or "no"),
        words("household-shelter", name=found.shelter.name, code=found.shelter.code) if found.shelter else None,
        *(
            words("household-field", title=title(words, field), value=wording.shortened(str(said), SHOWN))
            for field in ("hazard", "route", "signal")
            if (said := found.said(field))
        ),
        below(words("household-masked")) if not names.whole else below(words("household-whole")),
    )


def person(words: Words, member: HouseholdMember, names: Names, today: date) -> str:
    """Return the line of a person."""
    age = members.age(member, today)
    needs = words.plain("list-comma").join(name(words, Vulnerability(one)).unescape() for one in member.vulnerable)
    return words(
        "household-person",
        name=names.name(member.name),
        head="yes" if member.householder else "no",
        sex=name(words, member.sex).unescape() if member.sex else "no",
        age=age if age is not None else "no",
        needs=needs or "no",
        phone=names.phone(member.phone) if names.whole and member.phone else "no",
    )


def line(words: Words, household: Household, member: HouseholdMember | None, village: str, names: Names) -> str:
    """Return the line of a household in a search."""
    called = names.name(member.name) if member else "-"
    head = "yes" if member is None or member.householder else "no"
    return words("household-line", code=household.code, name=called, head=head, village=village)


def title(words: Words, field: str) -> str:
    """Return the name of a field."""
    return column_title(words, "homes", field)
