"""The question to the author of an unsent draft, and the alarm about its danger to the station."""

from datetime import datetime

from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor
from services.core.town import Town
from services.drafts.unsent import Content
from texts import Words

TAKE = "unsent_take"
"""The action of the station's button; its subject is ``table.draft``."""
TEXT_SHOWN = 1500


def question(town: Town, words: Words, content: Content, draft_id: int, at: datetime, *, deadly: bool) -> Card:
    """Return the question to the author."""
    rows: tuple[tuple[Button, ...], ...] = tuple(
        (button(words.plain(key), action, draft_id, extra),) for key, action, extra in content.buttons
    )
    text = lines(
        wording.drill(town, words),
        words("unsent-ask", kind=words.plain(f"draft-kind-{content.kind}"), at=words.time(at, town.zone)),
        *_said(words, content),
        words("unsent-station-knows") if deadly else None,
        below(words("unsent-next")),
    )
    return Card(text=text, rows=rows)


def alarm(town: Town, words: Words, content: Content, author: Actor | None, subject: str, at: datetime) -> Card:
    """Return the alarm to the station: the words, their author, the number to ring, and the button."""
    state = "ended" if content.ended else "open"
    text = lines(
        wording.drill(town, words),
        words("unsent-danger", state=state),
        words("unsent-author", name=author.name, phone=author.phone) if author else words("unsent-author-gone"),
        words("unsent-kind", kind=words.plain(f"draft-kind-{content.kind}"), at=words.time(at, town.zone)),
        *_said(words, content),
        below(words("unsent-danger-next")),
    )
    return Card(text=text, rows=((button(words.plain("unsent-take"), TAKE, subject),),))


def _said(words: Words, content: Content) -> list[str | None]:
    text = wording.shortened(content.text, TEXT_SHOWN)
    return [
        words("unsent-text", text=text) if text else None,
        words("unsent-files", count=content.files) if content.files else None,
    ]
