"""One phone on the table: a person's chat, or a group's, seen and played."""

import asyncio
from typing import TYPE_CHECKING

from sandbox import membership, parcels
from sandbox.chats import Room
from sandbox.errors import Misuse, Refusal
from sandbox.guide import Seat
from sandbox.messages import Message
from sandbox.people import Bot, Person
from sandbox.phone import Phone
from sandbox.phones import appearance
from sandbox.phones.foot import Foot
from sandbox.phones.head import Head
from sandbox.phones.keys import button_at, keyboard_of
from sandbox.phones.log import Log
from sandbox.phones.parts import Json, box
from sandbox.phones.writer import parts_of

if TYPE_CHECKING:
    from sandbox.phones.desk import Desk

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
            await self._do(data)
        except Misuse as misuse:
            self.log.toast(misuse.message)
        if not self.frame.is_deleted:
            self.refresh()

    async def _do(self, data: Json) -> None:
        act, room = str(data.get("act")), self.room
        if act == "seen" and room is not None:
            self.desk.unread.see(self.seat.key, room)
        elif act == "earlier":
            self.count += PAGE
        elif act in ("away", "left", "right") and "to" in data:
            self.desk.arrange(self, act)
        elif act == "chat":
            self._open(str(data.get("to")))
        elif act == "speak":
            self.speaker = int(data["to"])
        elif act in ("reply", "edit"):
            self._begin(act, int(data["key"]))
        elif act == "never-mind":
            if self.editing is not None:
                self.foot.writer.put("")
            self.reply_to = self.editing = None
        elif act == "pin":
            self.log.run_method("goTo", str(data.get("to")))
        elif room is not None:
            await self._play(act, data, room)

    async def _play(self, act: str, data: Json, room: Room) -> None:
        if act == "tap":
            await self._tap(data, room)
        elif act == "key":
            await self._key(data, room)
        elif act in ("say", "start"):
            self.phone.say(room, str(data["text"]) if act == "say" else "/start")
        elif act in ("block", "unblock"):
            self.phone.block(room, blocked=act == "block")
        elif act == "leave" and self.person is not None:
            membership.remove(self.world, room, self.person, self.person)
        elif act == "attach":
            self._attach(str(data.get("to")))
        elif act == "keys" and (found := keyboard_of(room, self.phone.person)) is not None:
            self.keys_closed = None if self.keys_closed == found[0].id else found[0].id

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

    async def _tap(self, data: Json, room: Room) -> None:
        message = room.messages.get(int(data.get("key") or 0))
        rows = message.inline["inline_keyboard"] if message is not None and message.inline is not None else []
        button = button_at(rows, str(data.get("at")), str(data.get("text")))
        try:
            if button is None or message is None:
                self.log.toast(self.words("button_gone"))
            elif "callback_data" in button:
                answer = await self.phone.tap(room, message_id=message.id, data=button["callback_data"])
                if not answer.answered:
                    self.log.toast(self.words("no_answer"))
                elif answer.text:
                    (self.log.alert if answer.show_alert else self.log.toast)(answer.text)
                elif answer.url:
                    self.log.toast(self.words("opens", url=answer.url))
            else:
                copied = (button.get("copy_text") or {}).get("text")
                self.log.toast(copied or self.words("opens", url=button.get("url") or button["text"]))
        finally:
            self.log.rest()

    async def _key(self, data: Json, room: Room) -> None:
        found = keyboard_of(room, self.phone.person)
        if found is None:
            return
        message, keyboard = found
        button = button_at(keyboard["keyboard"], str(data.get("at")), str(data.get("text")))
        if button is None:
            self.log.toast(self.words("button_gone"))
            return
        if button.get("request_location"):
            self._attach("place", message)
        elif button.get("request_contact"):
            self._attach("contact", message)
        else:
            await self.phone.tap(room, message_id=message.id, text=button["text"])
        if keyboard.get("one_time_keyboard"):
            self.keys_closed = message.id

    def _attach(self, kind: str, asked: Message | None = None) -> None:
        self.asked = asked
        if kind == "contact":
            if not self.phone.person.phone:
                raise Misuse(self.words("no_number"), 409)
            self.send(parcels.contact(self.phone.person, True))
        else:
            self.desk.attach(self, kind)

    def _open(self, to: str) -> None:
        """Open another chat of this person: a bot's by its token, a group by its id."""
        if to in self.world.bots:
            self.chat, self.token = None, to
        elif to.lstrip("-").isdigit():
            self.chat = int(to)

    def _begin(self, act: str, message_id: int) -> None:
        message = self.room.messages.get(message_id) if self.room is not None else None
        if message is None or message.deleted:
            return
        if act == "edit":
            self.editing, self.reply_to = message, None
            self.foot.writer.put(str(message.content.get("text") or message.content.get("caption") or ""))
        else:
            self.reply_to, self.editing = message, None
            self.foot.writer.focus()

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
