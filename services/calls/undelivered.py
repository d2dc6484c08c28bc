"""Calls about messages that did not arrive, or that nobody answers: of every area that sends them."""

from collections.abc import Sequence

from markupsafe import Markup

from services.calls.sources import CallSource, Matter
from services.cards import wording
from services.cards.card import words_of
from services.core.act import Act
from services.core.errors import Refused
from services.core.labels import name
from services.messaging import ledger
from services.messaging.ledger import Undelivered
from texts import Words

MOST = 1000
"""Messages looked at: with more, nobody telephones for the last ones."""
QUOTED = 24
"""Characters of a message in the list."""


async def load(act: Act) -> Sequence[Matter]:
    """Return the messages that wait for a call."""
    words = act.town.words(act.actor.language)
    return [_matter(act, words, entry) for entry in await ledger.to_call(act, limit=MOST)]


async def reached(act: Act, matter: Matter) -> None:
    """Settle the message; one that arrived meanwhile, or that somebody else has settled, needs nothing."""
    try:
        await ledger.settle_call(act, matter.thing)
    except Refused:
        return


def _matter(act: Act, words: Words, entry: Undelivered) -> Matter:
    message = entry.message
    until = words.time(entry.held_until, act.town.zone) if entry.held_until else ""
    text = " ".join(Markup(words_of(message.content)).striptags().split())
    return Matter(
        source="message",
        thing=message.id,
        name=entry.callee.name if entry.callee else entry.who,
        callee=entry.callee,
        what=wording.teaser(text, QUOTED) or name(words, message.priority),
        why=words.plain(entry.reason if words.has(entry.reason) else "failure-other", until=until),
        since=message.created_at,
        priority=message.priority,
        group=str(message.group_id or ""),
        where=entry.where or "",
        desk=entry.desk or "",
        case_id=message.case_id,
        number=entry.number,
        drill=entry.drill,
    )


CALLS = (CallSource(("message",), load, reached),)
