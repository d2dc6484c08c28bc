"""How a card names a colleague: in full to a person who works with them, else masked (I9).

Masking is for villagers, and for groups and files: there the end of the number tells two 张* apart.
"""

from services.cards.masking import shown_name
from services.core.act import Actor
from services.core.town import Town
from texts import Words


def called(town: Town, words: Words, person: Actor | None) -> str:
    """Return a colleague as chat may show one; None is somebody who has left the roster."""
    return words.plain("duty-gone-person") if person is None else named(town, words, person.name, person.phone)


def named(town: Town, words: Words, full_name: str, phone: str) -> str:
    """Return the colleague of this name and number as chat may show one."""
    if words.whole_names:
        return full_name
    return words.plain("duty-person", name=shown_name(town, full_name), end=phone[-4:])


def colleague(town: Town, words: Words, full_name: str | None) -> str:
    """Return the name of a colleague, without the number's end; nothing for nobody."""
    return (full_name or "") if words.whole_names else shown_name(town, full_name)
