"""The words that come with an answer: they are kept, and told to the persons who asked."""

from collections.abc import Iterable

from services.answers import kinds
from services.answers.waiting import Waiting
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Card, lines
from services.core import journal
from services.core.act import Act
from services.messaging import messages
from services.people import directory
from texts import Words

SAID = "said"
"""The journal's name for words that came with an answer."""


async def keep(act: Act, waiting: Waiting, said: str) -> None:
    """Keep a person's words with the thing that they answer, and tell the persons who asked."""
    if waiting.keep is not None:
        await waiting.keep(act, said)
    else:
        await tell(act, waiting.subject, waiting.name, said, waiting.told, drill=act.town.settings.drill)


async def tell(act: Act, subject: str, about: str, said: str, told: Iterable[int], *, drill: bool) -> None:
    """Write the words into a journal, and tell them to these persons; ``about`` names the thing."""
    seq = await journal.record(act, subject, SAID, details={"text": said})
    people = act.others(await directory.by_ids(act.session, told))

    def draw(words: Words) -> Card:
        name = cards_people.called(act.town, words, act.actor)
        text = words("answers-told", name=name, about=about, text=wording.shortened(said))
        return Card(text=lines(words("case-drill") if drill else None, text))

    await messages.tell(act, people, draw, kinds.SAID, about=(subject, seq), drill=drill)
