"""One phone on the table: a person's chat, or a group's, seen and played."""

import asyncio
from typing import TYPE_CHECKING

from sandbox.errors import Misuse, Refusal
from sandbox.web.guide import Seat
from sandbox.web.parts import Json, box
from sandbox.web.phone import appearance, touches
from sandbox.web.phone.foot import Foot
from sandbox.web.phone.head import Head
from sandbox.web.phone.log import Log
from sandbox.web.phone.writer import parts_of
from sandbox.world.actions.phone import Phone
from sandbox.world.chats import Room
from sandbox.world.messages import Message
from sandbox.world.people import Bot, Person

if TYPE_CHECKING:
    from sandbox.web.desk import Desk

# How many messages are drawn at first, and how many more at each wish for earlier ones.
PAGE = 60
# A bot's chat action shows for this many seconds (https://core.telegram.org/bots/api#sendchataction).
TYPING_SECONDS = 5.0


class Handset:
    """One phone; `seat` says whose it is."""

    def __init__(self, desk: "Desk", seat: Seat) -> None:
        self.desk, self.world, self.words, self.seat = desk, desk.world, desk.words, seat
        self.speaker = seat.person
        self.chat = seat.group
        self.token = seat.bot
        self.room: Room | None = None
        self.count = PAGE
        self.reply_to: Message | None = None
        # The message whose keyboard asked for what is being attached.
        self.asked: Message | None = None
        self.editing: Message | None = None
        self.keys_closed: int | None = None
        self.doing = ""
        self._typing_ends: asyncio.TimerHandle | None = None
        self._forced: int = 0
        self.frame = box("phone", "section", data_testid=f"phone-{seat.key}")
        with self.frame:
            self.head = Head(self.words, self.act)
            self.log = Log(self.words, self.act)
            self.foot = Foot(self.words, self.act, self.say)
        self.refresh()

    @property
    def person(self) -> Person | None:
        """Who holds the phone."""
        return self.world.people.get(self.speaker) if self.speaker is not None else None

    @property
    def bot(self) -> Bot | None:
        """The bot the person talks to: the one of the token, else the first there is."""
        if self.token is None:
            return next(iter(self.world.bots.values()), None)
        try:
            return self.world.bot(self.token)
        except Refusal:
            return None

    @property
    def phone(self) -> Phone:
        """The phone as the world knows it; raises Misuse when nobody holds it."""
        if self.person is None:
            raise Misuse(self.words("left"), 409)
        return Phone(self.world, self.person)

    def shows(self, room: Room | None) -> bool:
        """Whether a change in this chat can be seen here."""
        if room is None or room is self.room:
            return True
        return self.person is not None and room.admits(self.person)

    def _settle(self) -> None:
        """Find the chat: groups are followed when they are upgraded, and somebody of the group speaks."""
        room: Room | None = None
        if self.chat is not None:
            room = self.world.groups.get(self.chat)
            while room is not None and room.upgraded_to is not None:
                self.chat = room.upgraded_to
                room = self.world.groups.get(self.chat)
            if (
                room is not None
                and self.seat.group is not None
                and (self.person is None or not room.admits(self.person))
            ):
                inside = next((m.who.id for m in room.members.values() if m.present), None)
                self.speaker = inside if inside is not None else self.speaker
        elif self.person is not None and (bot := self.bot) is not None:
            room = self.world.private(self.person, bot)
        if room is not self.room:
            self.room, self.count = room, PAGE
            self.reply_to = self.editing = None
            self.log.forget()

    def refresh(self) -> None:
        """Draw what is there now."""
        self._settle()
        if self.room is not None:
            self._obey_force(self.room)
        self.log.show(appearance.rows(self))
        self.head.show(appearance.heading(self))
        self.foot.show(appearance.footing(self))
        group = self.seat.group is not None and self.room is not None
        name = self.room.title if group and self.room is not None else self.person.name if self.person else "?"
        label = self.words("group_phone" if group else "phone_of", name=name)
        if self.frame.props.get("aria-label") != label:
            self.frame.props["aria-label"] = label

    def show_earlier(self) -> None:
        """Draw more of what was said before."""
        self.count += PAGE

    def _obey_force(self, room: Room) -> None:
        """A forced reply opens the answer by itself, once."""
        last = next((message for message in reversed(room.messages.values()) if message.sender.is_bot), None)
        if last is not None and last.id > self._forced and last.keyboard is not None:
            self._forced = last.id
            if last.keyboard.get("force_reply") and not last.deleted:
                self.reply_to = last

    async def act(self, data: Json) -> None:
        """Do what was touched, and say it when the world refuses."""
        try:
            await touches.do(self, data)
        except Misuse as misuse:
            self.log.toast(misuse.message)
        if not self.frame.is_deleted:
            self.refresh()

    def say(self, text: str) -> None:
        """Send what was written, or put the change in place; what cannot be sent goes back into the field."""
        room = self.room
        try:
            if room is None:
                raise Misuse(self.words("no_bot"), 409)
            if self.editing is not None:
                self.phone.edit(room, self.editing.id, text)
            else:
                reply_to = self.reply_to.id if self.reply_to is not None else None
                for part in parts_of(text):
                    self.phone.say(room, part, reply_to=reply_to)
                    reply_to = None
        except Misuse as misuse:
            self.log.toast(misuse.message)
            self.foot.writer.put(text)
        else:
            self.reply_to = self.editing = None
        self.refresh()

    @property
    def answers(self) -> int | None:
        """The message that an attachment answers."""
        answered = self.asked or self.reply_to
        return answered.id if answered is not None else None

    def sent(self) -> None:
        """What was attached is sent; nothing is being answered any more."""
        self.reply_to = self.asked = None
        self.refresh()

    def send(self, shown: Json) -> None:
        """Send something that was attached."""
        if self.room is not None:
            self.phone.send(self.room, shown, reply_to=self.answers)
            self.sent()

    def call(self, *, wanted: bool) -> None:
        """Let the phone be seen, while the script wants something done on it."""
        if ("called" in self.frame.classes) != wanted:
            self.frame.classes(**{"add" if wanted else "remove": "called"})

    def typing(self, action: str) -> None:
        """The bot says that it is busy, or, without an action, has said something."""
        if self._typing_ends is not None:
            self._typing_ends.cancel()
            self._typing_ends = None
        self.doing = self.words("typing" if action == "typing" else "uploading") if action else ""
        if action:
            self._typing_ends = asyncio.get_running_loop().call_later(TYPING_SECONDS, self._rests)

    def _rests(self) -> None:
        """Nothing has come of it for a while."""
        self.doing, self._typing_ends = "", None
        if not self.frame.is_deleted:
            self.refresh()

    def put_away(self) -> None:
        """The phone leaves the table."""
        if self._typing_ends is not None:
            self._typing_ends.cancel()
        self.frame.delete()
