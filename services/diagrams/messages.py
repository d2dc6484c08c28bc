"""Draws the kinds of messages: ``python -m services.diagrams.messages`` writes ``docs/reference/messages.md``."""

from pathlib import Path

from models.enums import Manner
from services.messaging.kinds import MessageKind, Sound
from services.registry import KINDS

FILE = Path("docs/reference/messages.md")

HEAD = """# Messages

`python -m services.diagrams.messages` draws this page from the code. A test fails if it is out of date.

A message is a row of its area's table of kinds. *Sound*: none when nobody has to act on it; alarm when lives depend on
its being heard (Telegram plays the same sound, and shows an effect in private chats); a danger to life turns what opens
a case into an alarm; a word about a live incident is heard by the people at work on it
([decision 0017](../why/decisions/0017-let-the-first-of-many-words-be-heard.md)). *On the screen*: `card` edits the card
of its thing where it stands, without a sound; `card below` sends that card again at the bottom and takes the former one
away; `line` answers the card; `message` stands for itself.
*At night*: what can wait comes in the morning.

| kind | urgency | sound | on the screen | at night | worth sending for |
|---|---|---|---|---|---|
"""
_MANNERS = {Manner.EDIT: "card", Manner.ANEW: "card below", Manner.REPLY: "line", None: "message"}


def draw() -> str:
    """Return the page in Markdown: a row for each kind, the most urgent first."""
    kinds = sorted(KINDS, key=lambda kind: (kind.priority, kind.event))
    return HEAD + "".join(f"| {' | '.join(_cells(kind))} |\n" for kind in kinds)


def _cells(kind: MessageKind) -> tuple[str, ...]:
    silent = kind.sound is Sound.NONE or kind.manner is Manner.EDIT
    return (
        f"`{kind.event}`",
        kind.priority.name.lower(),
        "none" if silent else kind.sound.name.lower(),
        _MANNERS[kind.manner],
        "comes" if kind.by_night else "waits",
        "for ever" if kind.lifetime is None else f"{kind.lifetime.total_seconds() / 3600:g} h",
    )


def main() -> None:
    """Write the page."""
    FILE.write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
