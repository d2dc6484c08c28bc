"""The world: its people, bots, chats, clock and files, and all that happens among them."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from sandbox.content.entities import command_of
from sandbox.content.files import FileStore
from sandbox.errors import Misuse, Refusal
from sandbox.json import Json
from sandbox.wire.calls import CallLog
from sandbox.wire.faults import Faults
from sandbox.wire.limits import SendBudget
from sandbox.wire.params import Params
from sandbox.wire.updates import TERMINATED_BY_POLL
from sandbox.world.changes import Changes
from sandbox.world.chats import Message, Room, RoomType
from sandbox.world.clock import Clock
from sandbox.world.members import Member
from sandbox.world.people import Bot, Person, Speaker
from sandbox.world.queries import KEEP_QUERIES, CallbackQuery

# The kinds of updates about a channel's posts.
_OF_CHANNELS = {"message": "channel_post", "edited_message": "edited_channel_post"}
_TOKEN = re.compile(r"\d{1,19}:[A-Za-z0-9_-]+")


class World:
    """Everything the sandbox knows. One event loop owns it; nothing here is thread-safe."""

    def __init__(self, *, strict_limits: bool = False) -> None:
        self.strict_limits = strict_limits
        self.closed = False
        # Runs a method that came in the answer to a webhook; the Bot API sets it.
        self.perform: Callable[[Bot, str, Params], Awaitable[None]] | None = None
        self.clock = Clock()
        self.changes = Changes()
        # The ids continue after a reset, so that a program under test never meets an old id with a new meaning.
        self._last_person_id = 5_000_000_000
        self._last_group_id = 4_000_000_000
        self._last_query_id = 0
        self._last_album_id = 13_000_000_000_000_000
        self._begin()

    def _begin(self) -> None:
        self.people: dict[int, Person] = {}
        self.bots: dict[str, Bot] = {}
        self.groups: dict[int, Room] = {}
        # By the id of the person and the token of the bot.
        self._private_rooms: dict[int, dict[str, Room]] = {}
        self.queries: OrderedDict[str, CallbackQuery] = OrderedDict()
        self.files = FileStore()
        self.faults = Faults()
        self.calls = CallLog()
        self.budgets: dict[str, SendBudget] = {}

    def reset(self) -> None:
        """Forget people, chats, bots, updates, files, faults and calls, and return to the machine's time."""
        self._wake(TERMINATED_BY_POLL)
        self._begin()
        self.clock.reset()
        self.changes.emit("reset")

    def bot(self, token: str) -> Bot:
        """Return the bot of a token, made when the token is first seen; refuse a malformed token with 401."""
        bot = self.bots.get(token)
        if bot is None:
            if not _TOKEN.fullmatch(token):
                raise Refusal(401, "Unauthorized")
            bot = self.bots[token] = Bot.of_token(token)
            self.changes.emit("bot", note=bot.username)
        return bot

    def add_person(self, first_name: str, *, id: int | None = None, **details: Any) -> Person:  # noqa: A002
        """Return a new person; `details` are last_name, username, phone and language_code."""
        if id is None:
            self._last_person_id += 1
            id = self._last_person_id  # noqa: A001
        if id in self.people:
            raise Misuse(f"user {id} exists already", 409)
        person = self.people[id] = Person(id=id, first_name=first_name, **details)
        self.changes.emit("person", note=person.name)
        return person

    def person(self, number: Any) -> Person:
        """Return the person of an id; raise Misuse."""
        person = self.people.get(number) if isinstance(number, int) else None
        if person is None:
            raise Misuse(f"an id of a user made with /sandbox/users, not {number!r}", 404)
        return person

    def add_group(self, kind: RoomType, title: str, *, id: int | None = None) -> Room:  # noqa: A002
        """Return a new empty group, supergroup or channel."""
        if id is None:
            self._last_group_id += 1
            id = -self._last_group_id if kind == "group" else -1_000_000_000_000 - self._last_group_id  # noqa: A001
        if id in self.groups:
            raise Misuse(f"chat {id} exists already", 409)
        room = self.groups[id] = Room(id=id, type=kind, title=title)
        self.changes.emit("room", room)
        return room

    def group(self, number: Any) -> Room:
        """Return the group of an id; raise Misuse."""
        room = self.groups.get(number) if isinstance(number, int) else None
        if room is None:
            raise Misuse(f"an id of a chat made with /sandbox/chats, not {number!r}", 404)
        return room

    def private(self, person: Person, bot: Bot) -> Room:
        """Return the person's chat with the bot."""
        rooms = self._private_rooms.setdefault(person.id, {})
        room = rooms.get(bot.token)
        if room is None:
            room = rooms[bot.token] = Room(id=person.id, type="private", person=person, bot=bot)
            self.changes.emit("room", room)
        return room

    def private_rooms(self, person: Person) -> Mapping[str, Room]:
        """Return the person's chats with bots, by the bot's token."""
        return self._private_rooms.get(person.id, {})

    def rooms(self) -> Iterator[Room]:
        """Yield all chats, private ones first."""
        for rooms in self._private_rooms.values():
            yield from rooms.values()
        yield from self.groups.values()

    def next_album_id(self) -> str:
        """Return a new media_group_id."""
        self._last_album_id += 1
        return str(self._last_album_id)

    def post(self, room: Room, sender: Speaker, content: Json, **details: Any) -> Message:
        """Put a message into a chat and tell the phones; `details` are the other fields of Message."""
        details.setdefault("date", self.clock.unix())
        message = Message(room.next_message_id(), room, sender, content=content, **details)
        message.set_inline(message.inline)
        room.keep(message)
        if sender.is_bot:
            room.last_bot = sender if isinstance(sender, Bot) else None
            keyboard = message.keyboard
            if keyboard is not None and ("keyboard" in keyboard or keyboard.get("remove_keyboard")):
                target = message.reply_to.sender.id if keyboard.get("selective") and message.reply_to else 0
                room.keyboards[target] = message
        self.changes.emit("message", room, message)
        if room.type == "channel" and room.linked is not None and not message.service:
            self._discuss(message, room.linked)
        return message

    def _discuss(self, post: Message, group: Room) -> None:
        """Put a channel's post into its discussion group and pin it there, as Telegram does."""
        signed: Json = {"as_chat": post.room, "signature": post.signature, "automatic": True}
        copy = self.publish(group, post.sender, post.content, forward_origin=post.origin(), date=post.date, **signed)
        group.pinned.append(copy.id)

    def publish(
        self, room: Room, sender: Speaker, content: Json, *, also: Bot | None = None, **details: Any
    ) -> Message:
        """Post a message and queue it for the bots that may read it."""
        message = self.post(room, sender, content, **details)
        self.tell_bots(message, also=also)
        return message

    def tell_bots(self, message: Message, kind: str = "message", *, also: Bot | None = None) -> None:
        """Queue the update for every bot that may read the message, and for one that has just left.

        Bots hear only the service messages of bots, their own included, as at Telegram.
        """
        room, at = message.room, self.clock.timestamp()
        if room.type == "channel":
            kind = _OF_CHANNELS[kind]
        if room.bot is not None:
            room.bot.updates.push(kind, message.render(), room.id, at)
            return
        payload: Json | None = None
        for member in room.bots.values():
            bot = member.who
            if isinstance(bot, Bot) and (bot is also or (member.present and may_read(member, bot, message))):
                payload = payload or message.render()
                bot.updates.push(kind, payload, room.id, at)

    def tell_bot(self, bot: Bot, kind: str, payload: Json, lane: int) -> None:
        """Queue an update that is not a message."""
        bot.updates.push(kind, payload, lane, self.clock.timestamp())

    def press(self, person: Person, message: Message, data: str) -> CallbackQuery:
        """Let a person press an inline button, and tell the bot that sent the message."""
        bot = message.sender
        if not isinstance(bot, Bot):
            raise Misuse("a message of a bot", 409)
        self._last_query_id += 1
        number = str(person.id << 32 | self._last_query_id)
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        query = CallbackQuery(number, bot, person, message, data, self.clock.timestamp(), answer)
        self.queries[number] = query
        if len(self.queries) > KEEP_QUERIES:
            self.queries.popitem(last=False)
        label = next((one["text"] for one in message.buttons_once if one.get("callback_data") == data), data)
        self.changes.emit("press", message.room, note=f"{person.name} <{label}>")
        self.tell_bot(bot, "callback_query", query.view(), person.id)
        return query

    async def move_clock(self, offset: timedelta) -> list[str]:
        """Move the clock, wait until its followers have caught up, and return those that have not."""
        waiting = await self.clock.move(offset)
        self.changes.emit("clock")
        return waiting

    def budget(self, bot: Bot) -> SendBudget:
        """Return the sends that the bot has left under strict limits."""
        return self.budgets.setdefault(bot.token, SendBudget())

    async def carry_out(self, bot: Bot, method: str, params: Params) -> None:
        """Run a method of a bot that came without a request of its own."""
        if self.perform is not None:
            await self.perform(bot, method, params)

    async def close(self) -> None:
        """End everything that waits, so that the server can stop at once."""
        self.closed = True
        self._wake("")
        self.clock.close()

    def _wake(self, reason: str) -> None:
        """End every long poll and webhook, and every wait for a message or an answer."""
        for bot in self.bots.values():
            bot.updates.abort_poll(reason)
            if bot.webhook is not None:
                bot.webhook.stop()
        for room in self.rooms():
            room.changed.emit()
        for query in self.queries.values():
            if not query.answer.done():
                query.answer.set_result({})


def may_read(member: Member, bot: Bot, message: Message) -> bool:
    """Apply Telegram's privacy mode (https://core.telegram.org/bots/features#privacy-mode).

    In a group a bot reads service messages, commands meant for it and replies to it; as an administrator, or with
    privacy off, it reads everything.
    """
    if message.sender.is_bot and not message.service and not message.automatic:
        return False
    if message.service or member.admin or not bot.privacy:
        return True
    if message.reply_to is not None and message.reply_to.sender is bot:
        return True
    found = command_of(message.text, message.entities)
    if found is None:
        return False
    username = found[1]
    if username is None:
        return message.room.last_bot in (None, bot)
    return username.lower() == bot.username.lower()
