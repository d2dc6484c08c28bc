"""The context of one update, handed on as one thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.fsm.context import FSMContext

from handlers.kit.answers import Answers
from services.cards.card import Button, Card, button
from services.cards.masking import spoken_phone
from services.core.act import Act
from services.messaging import contacts, standing
from services.people.numbers import Callee
from services.settings.township import Township
from texts import Words


@dataclass(frozen=True, slots=True)
class Context(Act):
    """The act of a person with one update, the words to answer in, and the place where the answers go."""

    words: Words
    say: Answers
    conversation: FSMContext | None = None
    """The question that is open between the person and the bot; None outside of the handling of an update."""

    @property
    def settings(self) -> Township:
        """The township's rules."""
        return self.town.settings

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the township's clocks."""
        return self.town.zone

    @property
    def state(self) -> FSMContext:
        """The question that is open. Raises ``RuntimeError`` outside of the handling of an update."""
        if self.conversation is None:
            raise RuntimeError("a question is asked while an update is handled")
        return self.conversation

    async def show_standing(self, place: str, card: Card, line: str) -> None:
        """Show the next state of a card that stands in the chat; another message, if it was pressed, says ``line``."""
        chat_id, pressed = self.say.chat_id or 0, self.say.pressed
        stands = await standing.shown_as(self.session, place, chat_id)
        if stands is None and pressed is not None:
            await standing.stands(self.session, place, chat_id, pressed.message_id, now=self.now)
        if stands is None or (pressed is not None and pressed.message_id == stands.message_id):
            self.say.edit(card)
            return
        self.say.edit(card, message_id=stands.message_id, pictured=stands.pictured)
        if pressed is not None:
            self.say.edit(line)

    async def release_card(self) -> None:
        """Let other events edit the pressed card at once: the answer shows its present state and no page of it."""
        if self.say.pressed is not None:
            await standing.release(self.session, self.say.chat_id or 0, self.say.pressed.message_id)

    def time(self, at: datetime | None, none: str = "") -> str:
        """Return an instant as the township's clocks show it; ``none`` for no instant."""
        return self.words.time(at, self.zone) if at is not None else none

    def offer(self, key: str, action: str, subject: int | str = "", extra: int | str = "", **arguments: Any) -> Button:
        """Return an inline button that asks for ``action``, labelled by a text key."""
        return button(self.words.plain(key, **arguments), action, subject, extra)

    def listed(self, keys: Iterable[str]) -> str:
        """Return the words of text keys as a list in one line."""
        return self.words.plain("list-comma").join(self.words.plain(key) for key in keys)

    async def ring(self, callee: Callee, *, about: str | None) -> None:
        """Show a number to dial, in the private chat of the person who asked, for some minutes.

        Where no private chat takes it, a window shows it that leaves nothing in the chat (decision 0010). ``about`` is
        the subject of the journal's line, None where that is written already.
        """
        if await contacts.show(self, callee, about=about):
            minutes = self.settings.privacy.numbers_shown // timedelta(minutes=1)
            self.say.toast(self.words.plain("contact-shown", name=callee.name, minutes=minutes))
        else:
            text = self.words.plain("contact-plain", name=callee.name, phone=spoken_phone(callee.phone))
            self.say.toast(text, alert=True)
