"""Commands as people type them, and what comes with them: ``/SOS``, ``／sos``, words after it, a photo above it.

Nothing that comes with a command is thrown away: the command takes it, or it is taken in as if it were sent after it.
"""

import re
import unicodedata

from aiogram.types import Message

from handlers.kit.routers import COMMANDS, everything

_COMMAND = re.compile(r"\s*[/／]\s*([A-Za-zＡ-Ｚａ-ｚ_＿]+)([0-9０-９]*)(?:[@＠]\w+)?(.*)", re.DOTALL)
_BARE = re.compile(r"\s*[/／][\w@]*\s*", re.ASCII)
_BETWEEN = " \t\n\r\u3000,，:：;；、.。!！-—"
"""Signs that people put between a command and what they say with it."""


def split(text: str) -> tuple[str | None, str]:
    """Return the command that a text begins with, as it is spelt here, and the rest; None and the text without one."""
    found = _COMMAND.fullmatch(text)
    if found is None:
        return None, text
    name = unicodedata.normalize("NFKC", found[1]).casefold()
    if name not in COMMANDS:
        return None, text
    return name, (found[2] + found[3]).lstrip(_BETWEEN).strip()


def is_command(message: Message) -> bool:
    """Whether the message is a command, or a single word that was meant for one."""
    said = message.text or message.caption or ""
    return split(said)[0] is not None or (message.text is not None and _BARE.fullmatch(said) is not None)


def spelt(message: Message) -> Message:
    """Return a message whose command is spelt as the handlers know it; any other as it is."""
    name, rest = split(message.text or message.caption or "")
    return message if name is None else _saying(message, f"/{name} {rest}".strip())


def beside(message: Message) -> Message | None:
    """Return the words or the file that a command has no use for, as a message of its own; None without any.

    The words under a file stay with it, whether the command uses them or not.
    """
    name, rest = split(message.text or message.caption or "")
    if name is None or (takes := COMMANDS[name]) is everything:
        return None
    in_caption = message.text is None
    words = rest if rest and (in_caption or not takes(rest)) else None
    return _saying(message, words) if words is not None or in_caption else None


def said_in(text: str) -> str | None:
    """Return the words of a text without the command before them; None when there are none."""
    return split(text)[1].strip() or None


def _saying(message: Message, words: str | None) -> Message:
    """Return a message with other words and without marks on parts of the former ones."""
    if message.text is not None:
        return message.model_copy(update={"text": words, "entities": None})
    return message.model_copy(update={"caption": words, "caption_entities": None})
