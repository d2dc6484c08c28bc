"""The state of a phone: the person who holds it, the open chat, and what the person answers or edits."""

from sandbox.errors import Misuse, Refusal
from sandbox.json import Json
from sandbox.web.guide import Seat
from sandbox.web.table import Table
from sandbox.world.actions.phone import Phone
from sandbox.world.chats import Message, Room
from sandbox.world.people import Bot, Person

# How many messages are drawn at first, and how many more each time somebody asks for earlier ones.
PAGE = 60


class Session:
    """The state of one phone on the table, without its widgets; `seat` says whose phone it is."""

    def __init__(self, table: Table, seat: Seat) -> None:
        self.table, self.world, self.words, self.seat = table, table.world, table.words, seat
        self.speaker = seat.person
        self.chat = seat.group
        self.token = seat.bot
        self.room: Room | None = None
        self.count = PAGE
        # The topic of a forum that is shown; None shows all.
        self.topic: int | None = None
        self.reply_to: Message | None = None
        # The message whose keyboard asked for the attachment.
        self.asked: Message | None = None
        self.editing: Message | None = None
        # The message whose reply keyboard the person has closed.
        self.keys_closed: int | None = None
        # The chat action of the bot, in words.
        self.action = ""
        self._forced: int = 0

    @property
    def person(self) -> Person | None:
        """The person who holds the phone."""
        return self.world.people.get(self.speaker) if self.speaker is not None else None

    @property
    def bot(self) -> Bot | None:
        """The bot of the token, or the first bot of the world."""
        if self.token is None:
            return next(iter(self.world.bots.values()), None)
        try:
            return self.world.bot(self.token)
        except Refusal:
            return None

    @property
    def phone(self) -> Phone:
        """The phone in the world; raises Misuse when nobody holds it."""
        if self.person is None:
            raise Misuse(self.words("left"), 409)
        return Phone(self.world, self.person)

    def shows(self, room: Room | None) -> bool:
        """Whether the phone may show a change in this chat."""
        if room is None or room is self.room:
            return True
        return self.person is not None and room.admits(self.person)

    def show_earlier(self) -> None:
        """Show more of the earlier messages."""
        self.count += PAGE

    def settle(self) -> bool:
        """Find the chat and who speaks in it; returns whether another chat is open now."""
        room = self._group() if self.chat is not None else self._private_room()
        moved = room is not self.room
        if moved:
            self.room, self.count = room, PAGE
            self.reply_to = self.editing = self.topic = None
        if room is not None:
            self._open_forced_reply(room)
        return moved

    def _group(self) -> Room | None:
        """Return the group, followed through its upgrade; if the speaker has left it, let another member speak."""
        room = self.world.groups.get(self.chat or 0)
        while room is not None and room.upgraded_to is not None:
            self.chat = room.upgraded_to
            room = self.world.groups.get(self.chat)
        if room is not None and self.seat.group is not None and (self.person is None or not room.admits(self.person)):
            inside = next((m.who.id for m in room.members.values() if m.present), None)
            self.speaker = inside if inside is not None else self.speaker
        return room

    def _private_room(self) -> Room | None:
        if self.person is None or (bot := self.bot) is None:
            return None
        return self.world.private(self.person, bot)

    def _open_forced_reply(self, room: Room) -> None:
        """Open the answer to a forced reply by itself, once."""
        last = next((message for message in reversed(room.messages.values()) if message.sender.is_bot), None)
        if last is not None and last.id > self._forced and last.keyboard is not None:
            self._forced = last.id
            if last.keyboard.get("force_reply") and not last.deleted:
                self.reply_to = last

    @property
    def thread(self) -> int | None:
        """The topic that a message goes to; the general one has no number."""
        return self.topic if self.topic and self.topic > 1 else None

    @property
    def answered_id(self) -> int | None:
        """The id of the message that an attachment answers."""
        answered = self.asked or self.reply_to
        return answered.id if answered is not None else None

    def send(self, content: Json) -> None:
        """Send an attachment."""
        if self.room is not None:
            self.phone.send(self.room, content, reply_to=self.answered_id, thread_id=self.thread)
            self.sent()

    def sent(self) -> None:
        """Note that the attachment is sent, so that it answers nothing any more."""
        self.reply_to = self.asked = None
