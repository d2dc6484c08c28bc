"""The effect of a touch on a phone: a message sent, a button pressed, a chat opened."""

from dataclasses import dataclass
from functools import partial

from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.web.drawing.buttons import button_at, keyboard_of
from sandbox.web.phone.log import Log
from sandbox.web.phone.session import Session
from sandbox.web.phone.writer import Writer
from sandbox.world.actions import composing, linking, membership
from sandbox.world.chats import Message, Room
from sandbox.world.people import Bot


@dataclass(frozen=True, slots=True)
class Touches:
    """Carries out the touches on one phone."""

    session: Session
    log: Log
    writer: Writer

    async def do(self, data: Json) -> None:
        """Carry out a touch; ``data`` names the act and its object. Raises ``Misuse`` when the world refuses."""
        act, room = str(data.get("act")), self.session.room
        if act == "seen" and room is not None:
            self.session.table.unread.see(self.session.seat.key, room)
        elif act == "earlier":
            self.session.show_earlier()
        elif act in ("away", "left", "right") and "to" in data:
            self.session.table.arrange(self.session.seat.key, act)
        elif act == "chat":
            self._open(str(data.get("to")))
        elif act == "speak":
            self.session.speaker = int(data["to"])
        elif act in ("reply", "edit"):
            self._begin(act, int(data["key"]))
        elif act == "never-mind":
            if self.session.editing is not None:
                self.writer.put("")
            self.session.reply_to = self.session.editing = None
        elif act == "topic":
            self.session.topic = int(data.get("to") or 0) or None
        elif act == "scan":
            self.session.table.scan(self.session.seat.key)
        elif act == "language":
            self.session.table.switch_language()
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
            self.session.phone.say(room, str(data["text"]) if act == "say" else "/start")
        elif act in ("block", "unblock"):
            self.session.phone.block(room, blocked=act == "block")
        elif act == "leave" and self.session.person is not None:
            membership.remove(self.session.world, room, self.session.person, self.session.person)
        elif act == "react":
            self._react(data, room)
        elif act == "follow":
            self._follow(str(data.get("to")))
        elif act == "attach":
            self._attach(str(data.get("to")))
        elif act == "keys" and (found := keyboard_of(room, self.session.phone.person)) is not None:
            self.session.keys_closed = None if self.session.keys_closed == found[0].id else found[0].id

    async def _tap(self, data: Json, room: Room) -> None:
        message = room.messages.get(int(data.get("key") or 0))
        rows = message.inline["inline_keyboard"] if message is not None and message.inline is not None else []
        button = button_at(rows, str(data.get("at")), str(data.get("text")))
        try:
            if button is None or message is None:
                self.log.toast(self.session.words("button_gone"))
            elif "callback_data" in button:
                answer = await self.session.phone.tap(room, message_id=message.id, data=button["callback_data"])
                if not answer.answered:
                    self.log.toast(self.session.words("no_answer"))
                elif answer.text:
                    (self.log.alert if answer.show_alert else self.log.toast)(answer.text)
                elif answer.url:
                    self.log.toast(self.session.words("opens", url=answer.url))
            else:
                self._follow(str(button.get("url") or button["text"]))
        finally:
            self.log.rest()

    def _react(self, data: Json, room: Room) -> None:
        """Set a reaction, or take it back when the person has given it already."""
        message = room.messages.get(int(data.get("key") or 0))
        person, emoji = self.session.phone.person, str(data.get("to"))
        given = [one.get("emoji") for one in message.reactions.get(person.id, ())] if message is not None else []
        self.session.phone.react(room, int(data.get("key") or 0), "" if emoji in given else emoji)

    def _follow(self, url: str) -> None:
        """Follow a link of Telegram on this phone; of other links say where they would lead."""
        session = self.session
        link = linking.read(session.world, url)
        if link is None:
            self.log.toast(session.words("opens", url=url))
        elif link.bot is not None and link.to_group:
            groups = [room for room in session.phone.rooms() if not room.private and room.type != "channel"]
            session.table.choose(session.words("choose_group"), groups, partial(self._arrive, url))
        else:
            self._arrive(url, None)

    def _arrive(self, url: str, chat: int | None) -> None:
        """Open the chat that a link leads to."""
        session = self.session
        try:
            room = session.phone.follow(url, chat)
        except Misuse as misuse:
            self.log.toast(misuse.message)
            return
        if room is None:
            self.log.toast(session.words("cannot_see"))
        elif session.seat.group is not None:
            self.log.toast(session.words("started"))
        elif room.bot is not None:
            session.chat, session.token = None, room.bot.token
        else:
            session.chat = room.id
        session.world.changes.emit("room", room)

    def _share(self, message: Message, wanted: Json, room: Room, chat: int) -> None:
        try:
            self.session.phone.share(room, message, wanted, chat)
        except Misuse as misuse:
            self.log.toast(misuse.message)

    async def _key(self, data: Json, room: Room) -> None:
        found = keyboard_of(room, self.session.phone.person)
        if found is None:
            return
        message, keyboard = found
        button = button_at(keyboard["keyboard"], str(data.get("at")), str(data.get("text")))
        if button is None:
            self.log.toast(self.session.words("button_gone"))
            return
        if button.get("request_location"):
            self._attach("place", message)
        elif button.get("request_contact"):
            self._attach("contact", message)
        elif (wanted := button.get("request_chat")) and isinstance(message.sender, Bot):
            session = self.session
            among = session.phone.chats_for(message.sender, wanted)
            session.table.choose(session.words("choose_group"), among, partial(self._share, message, wanted, room))
        else:
            await self.session.phone.tap(room, message_id=message.id, text=button["text"])
        if keyboard.get("one_time_keyboard"):
            self.session.keys_closed = message.id

    def _attach(self, kind: str, asked: Message | None = None) -> None:
        self.session.asked = asked
        if kind == "contact":
            if not self.session.phone.person.phone:
                raise Misuse(self.session.words("no_number"), 409)
            self.session.send(composing.contact(self.session.phone.person, True))
        else:
            self.session.table.attach(self.session.seat.key, kind)

    def _open(self, to: str) -> None:
        """Open another chat of this person: a bot's by its token, a group by its id."""
        if to in self.session.world.bots:
            self.session.chat, self.session.token = None, to
        elif to.lstrip("-").isdigit():
            self.session.chat = int(to)

    def _begin(self, act: str, message_id: int) -> None:
        message = self.session.room.messages.get(message_id) if self.session.room is not None else None
        if message is None or message.deleted:
            return
        if act == "edit":
            self.session.editing, self.session.reply_to = message, None
            self.writer.put(message.text)
        else:
            self.session.reply_to, self.session.editing = message, None
            self.writer.focus()
