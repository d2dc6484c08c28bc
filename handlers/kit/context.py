"""What a handler was given for one update, as one thing to hand on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.kit.answers import Answers
from services.core.act import Actor
from services.core.town import Town
from texts import Words


@dataclass(frozen=True, slots=True)
class Scene:
    """Who acts where and when, in which words, and where answers go."""

    session: AsyncSession
    town: Town
    actor: Actor
    words: Words
    say: Answers
    now: datetime
