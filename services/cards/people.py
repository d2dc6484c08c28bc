"""How a card names a colleague: masked, with the end of the number, so that two 张* are told apart (I9)."""

from services.cards.masking import shown_name
from services.core.act import Actor
from services.core.town import Town
from texts import Words


def called(town: Town, words: Words, person: Actor | None) -> str:
    """Return a colleague as chat may show one; None is somebody who has left the roster."""
    return words.plain("duty-gone-person") if person is None else named(town, words, person.name, person.phone)


def named(town: Town, words: Words, full_name: str, phone: str) -> str:
    """Return the person of this name and number as chat may show one."""
    return words.plain("duty-person", name=shown_name(town, full_name), end=phone[-4:])
