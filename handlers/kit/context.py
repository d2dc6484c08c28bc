"""What a handler was given for one update, as one thing to hand on."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.fsm.context import FSMContext
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.kit.answers import Answers
from services.core.act import Act, Actor
from services.core.town import Town
from services.settings.township import Township
from texts import Words


@dataclass(frozen=True, slots=True)
class Context:
    """What a person does with one update, in which words, and where the answers go."""

    act: Act
    words: Words
    say: Answers
    conversation: FSMContext | None = None
    """The question that is open between the person and the bot; None outside of the handling of an update."""

    @property
    def session(self) -> AsyncSession:
        """The update's transaction."""
        return self.act.session

    @property
    def town(self) -> Town:
        """The township."""
        return self.act.town

    @property
    def settings(self) -> Township:
        """The township's rules."""
        return self.act.town.settings

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the township's clocks."""
        return self.act.town.zone

    @property
    def now(self) -> datetime:
        """The instant at which the update is handled."""
        return self.act.now

    @property
    def actor(self) -> Actor:
        """The person who acts."""
        return self.act.actor

    @property
    def state(self) -> FSMContext:
        """The question that is open. Raises ``RuntimeError`` outside of the handling of an update."""
        if self.conversation is None:
            raise RuntimeError("a question is asked while an update is handled")
        return self.conversation

    def time(self, at: datetime | None, none: str = "") -> str:
        """Return an instant as the township's clocks show it; ``none`` for no instant."""
        return self.words.time(at, self.zone) if at is not None else none
