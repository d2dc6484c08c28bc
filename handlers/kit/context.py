"""What a handler was given for one update, as one thing to hand on."""

from dataclasses import dataclass

from handlers.kit.answers import Answers
from services.core.act import Act
from texts import Words


@dataclass(frozen=True, slots=True)
class Context:
    """What a person does with one update, in which words, and where the answers go."""

    act: Act
    words: Words
    say: Answers
