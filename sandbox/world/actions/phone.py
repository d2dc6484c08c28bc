"""A person's phone: what the person sees in a chat and does there, for the page and the control API."""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Any

from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.world.actions import composing, linking
from sandbox.world.chats import Message, Room
from sandbox.world.members import Member, permission_for
from sandbox.world.people import Bot, Person
from sandbox.world.state import World
from sandbox.world.views import buttons_of, message_view

# How long a tap waits for the bot's answer, in seconds.
TAP_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class TapAnswer:
    """The result of a tap: the bot's answer, or the messages that the tap sent."""

    answered: bool
    text: str | None = None
    show_alert: bool = False
    url: str | None = None
    message_ids: tuple[int, ...] = ()

    def view(self) -> Json:
        """Return the answer as JSON."""
        view: Json = {"answered": self.answered, "text": self.text, "show_alert": self.show_alert}
        if self.url:
            view["url"] = self.url
        if self.message_ids:
            view["message_ids"] = list(self.message_ids)
        return view


@dataclass(frozen=True, slots=True)
class Phone:
    """One person's phone in a world."""

    world: World
    person: Person

    def room(self, bot: Bot | None = None, chat: int | None = None) -> Room:
        """Return the chat of an id, or the private chat with the bot; raise Misuse when the person is not in it."""
        if chat is None or chat == self.person.id:
            if bot is None:
                raise Misuse('"bot": the token of the bot, or "chat": the id of a group')
            return self.world.private(self.person, bot)
        room = self.world.group(chat)
        if room.upgraded_to is not None:
            raise Misuse(f"chat {chat} was upgraded to {room.upgraded_to}", 409)
        if not room.admits(self.person):
            raise Misuse(f"user {self.person.id} is not a member of chat {chat}", 403)
        return room

    def rooms(self) -> list[Room]:
        """Return all chats the person is in."""
        groups = [room for room in self.world.groups.values() if room.upgraded_to is None and room.admits(self.person)]
        return [*self.world.private_rooms(self.person).values(), *groups]

    def send(self, room: Room, content: Json, *, reply_to: int | None = None, **details: Any) -> Message:
        """Send content made by `composing`; `details` are date, thread_id, anonymous and media_group_id."""
        if room.blocked:
            if content.get("text", "").split()[:1] != ["/start"]:
                raise Misuse("the person has blocked the bot; /start unblocks it", 409)
            self.block(room, blocked=False)
        answered: Message | None = None
        if reply_to is not None:
            answered = room.messages.get(reply_to)
            if answered is None or answered.deleted:
                raise Misuse(f'"reply_to": a message of the chat, not {reply_to}', 404)
        thread = details.get("thread_id")
        if thread is not None and thread not in room.topics:
            raise Misuse(f'"thread": a topic of the chat, not {thread}', 404)
        room.started = True
        details.setdefault("as_chat", self._posts_as(room, content))
        return self.world.publish(room, self.person, content, reply_to=answered, **details)

    def _posts_as(self, room: Room, content: Json) -> Room | None:
        """Return the channel in whose name a post goes out; raise Misuse where the person may not write."""
        member = room.member(self.person)
        if room.private or member is None:
            return None
        if room.type == "channel":
            if not member.may("can_post_messages"):
                raise Misuse(f"user {self.person.id} may only read chat {room.id}", 403)
            return room
        allowed = member.allowed & room.permissions if member.status == "restricted" else room.permissions
        if not member.admin and (needed := permission_for(content)[0]) not in allowed:
            raise Misuse(f"user {self.person.id} lacks {needed} in chat {room.id}", 403)
        return None

    def react(self, room: Room, message_id: int, emoji: str) -> Message:
        """Set the person's reaction to a message, or take it back; bots hear of it where they are administrators."""
        message = room.messages.get(message_id)
        if message is None or message.deleted or message.service:
            raise Misuse(f'"message_id": a message of the chat, not {message_id}', 404)
        old = message.reactions.pop(self.person.id, [])
        fresh: list[Json] = [{"type": "emoji", "emoji": emoji}] if emoji else []
        if fresh:
            message.reactions[self.person.id] = fresh
        self.world.changes.emit("edited", room, message)
        update = {
            "chat": room.brief(),
            "message_id": message.id,
            "user": self.person.brief(),
            "date": self.world.clock.unix(),
            "old_reaction": old,
            "new_reaction": fresh,
        }
        bots = [room.bot] if room.bot is not None else [m.who for m in room.bots.values() if m.admin]
        for bot in bots:
            if isinstance(bot, Bot) and old != fresh:
                self.world.tell_bot(bot, "message_reaction", update, room.id)
        return message

    def say(self, room: Room, text: str, *, reply_to: int | None = None) -> Message:
        """Send a text."""
        return self.send(room, composing.words(text), reply_to=reply_to)

    def edit(self, room: Room, message_id: int, text: str) -> Message:
        """Change the text of the person's own message, or its caption."""
        message = self._own_message(room, message_id)
        fresh = composing.words(text) if "text" in message.content else composing.caption(text)
        kept = {name: value for name, value in message.content.items() if name not in composing.WORDS}
        return self._apply_edit(room, message, kept | fresh)

    def move(self, room: Room, message_id: int, content: Json | None) -> Message:
        """Move the person's live location to a place of `composing.place`, or stop sharing it (None).

        Bots hear of each move as an edited message; a location that is no longer live has no `live_period`
        (https://core.telegram.org/bots/api#location).
        """
        message = self._own_message(room, message_id)
        now: Json = message.content.get("location") or {}
        period = now.get("live_period")
        if period is None or (period != composing.FOR_EVER and self.world.clock.unix() > message.date + period):
            raise Misuse(f'"message_id": an own live location that is still shared, not {message_id}', 409)
        if content is None:
            kept = {name: value for name, value in now.items() if name not in ("live_period", "heading")}
            return self._apply_edit(room, message, {"location": kept})
        return self._apply_edit(room, message, {"location": content["location"] | {"live_period": period}})

    def _own_message(self, room: Room, message_id: int) -> Message:
        message = room.messages.get(message_id)
        if message is None or message.deleted or message.sender is not self.person:
            raise Misuse(f'"message_id": an own message of the chat, not {message_id}', 404)
        return message

    def _apply_edit(self, room: Room, message: Message, content: Json) -> Message:
        message.content = content
        message.edit_date = self.world.clock.unix()
        self.world.changes.emit("edited", room, message)
        self.world.tell_bots(message, "edited_message")
        return message

    def block(self, room: Room, *, blocked: bool) -> None:
        """Block or unblock the bot of a private chat."""
        if room.bot is None:
            raise Misuse("a private chat with a bot")
        if room.blocked == blocked:
            return
        room.blocked = blocked
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        update = {
            "chat": room.brief(),
            "from": self.person.brief(),
            "date": self.world.clock.unix(),
            "old_chat_member": Member(room.bot, old).view(),
            "new_chat_member": Member(room.bot, new).view(),
        }
        self.world.tell_bot(room.bot, "my_chat_member", update, self.person.id)
        self.world.changes.emit("room", room)

    def keyboard(self, room: Room) -> list[list[Json]]:
        """Return the person's reply keyboard, as rows of the Bot API's `KeyboardButton`."""
        message = room.keyboard_of(self.person)
        return [] if message is None or message.keyboard is None else message.keyboard.get("keyboard", [])

    def view(self, room: Room, after: int = 0) -> list[Json]:
        """Return the messages after an id as the person sees them, oldest first."""
        mine = (message for message in room.messages.values() if message.receiver in (None, self.person))
        return [message_view(message, self.person) for message in mine if message.id > after]

    async def tap(
        self,
        room: Room,
        *,
        message_id: int | None = None,
        text: str | None = None,
        data: str | None = None,
        stale: bool = False,
        wait: float = TAP_PATIENCE,
        share: int | None = None,
    ) -> TapAnswer:
        """Tap the button with this text or data on the message, or on the newest message that has it.

        `share` is the chat that the person chooses, where a button asks for one.
        """
        message, button = self._find_button(room, message_id, text, data, stale=stale)
        if "callback_data" in button:
            query = self.world.press(self.person, message, button["callback_data"])
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    answer = await asyncio.shield(query.answer)
                return TapAnswer(
                    "text" in answer, answer.get("text"), bool(answer.get("show_alert")), answer.get("url")
                )
            return TapAnswer(answered=False)
        if "url" in button:
            return TapAnswer(answered=True, url=button["url"])
        # A button of a reply keyboard sends its text, or shares what it asks for; no answer follows.
        return TapAnswer(answered=True, message_ids=(self._press_key(room, message, button, share).id,))

    def follow(self, url: str, chat: int | None = None) -> Room | None:
        """Open a link of Telegram as `linking.read` reads it; return the chat it leads to, or None for other links.

        A link to a bot presses Start; a startgroup link adds the bot to the group `chat` and starts it there.
        """
        link = linking.read(self.world, url)
        if link is None:
            return None
        if link.bot is None:
            return linking.arrive(self.world, self.person, link)
        if link.to_group:
            room = self.room(chat=chat) if chat is not None else None
            if room is None:
                raise Misuse('"chat": the group to which the bot is added')
            linking.invite(self.world, room, self.person, link)
            if link.payload:
                self.say(room, f"/start@{link.bot.username} {link.payload}")
            return room
        room = self.world.private(self.person, link.bot)
        self.say(room, f"/start {link.payload}" if link.payload else "/start")
        return room

    def chats_for(self, bot: Bot, wanted: Json) -> list[Room]:
        """Return the chats that a `KeyboardButtonRequestChat` lets the person choose."""
        return [room for room in self.rooms() if linking.suits(room, self.person, bot, wanted)]

    def share(self, room: Room, message: Message, wanted: Json, chat: int | None) -> Message:
        """Share a chat that the bot asked for; the bot is added where it wants rights; raise Misuse."""
        bot = message.sender
        if not isinstance(bot, Bot):
            raise Misuse("a message of a bot", 409)
        chosen = next((one for one in self.chats_for(bot, wanted) if one.id == chat), None)
        if chosen is None:
            raise Misuse('"share": the id of a chat of this person that suits the button', 409)
        linking.grant(self.world, chosen, self.person, bot, wanted)
        shared: Json = {"request_id": wanted["request_id"], "chat_id": chosen.id}
        if wanted.get("request_title"):
            shared["title"] = chosen.title
        if wanted.get("request_username") and chosen.username:
            shared["username"] = chosen.username
        return self.send(room, {"chat_shared": shared})

    def _press_key(self, room: Room, message: Message, button: Json, share: int | None) -> Message:
        reply_to = None if room.private else message.id
        if button.get("request_contact"):
            return self.send(room, composing.contact(self.person, True), reply_to=message.id)
        if button.get("request_location"):
            here = {"latitude": 29.5630, "longitude": 106.5516}
            return self.send(room, composing.place(here), reply_to=message.id)
        if button.get("request_chat"):
            return self.share(room, message, button["request_chat"], share)
        return self.send(room, composing.words(button["text"]), reply_to=reply_to)

    def _find_button(
        self, room: Room, message_id: int | None, text: str | None, data: str | None, *, stale: bool
    ) -> tuple[Message, Json]:
        if (text is None) == (data is None):
            raise Misuse('one of "text" and "data" of the button')
        if message_id is None:
            candidates = list(reversed(room.messages.values()))
        else:
            named = room.messages.get(message_id)
            if named is None:
                raise Misuse(f'"message_id": a message of the chat, not {message_id}', 404)
            candidates = [named]
        for message in candidates:
            rows = [message.buttons_once] if stale else buttons_of(message, self.person)
            for row in rows:
                for button in row:
                    if button.get("callback_data") == data if data is not None else button["text"] == text:
                        return message, button
        wanted = f"text {text!r}" if text is not None else f"data {data!r}"
        raise Misuse(f"no button with {wanted} there now", 409)
