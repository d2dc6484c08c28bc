"""Private chats, groups, supergroups and channels with their topics and messages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from sandbox.json import Json
from sandbox.world.invites import Invite
from sandbox.world.members import PERMISSIONS, Member
from sandbox.world.people import Bot, Person, Speaker
from sandbox.world.signals import Signal

RoomType = Literal["private", "group", "supergroup", "channel"]
# Older messages are forgotten, so that a night of load tests does not fill the memory.
KEEP_MESSAGES = 5_000
# Service messages: a bot gets them in every group, whatever its privacy mode, and nobody can edit or copy them.
SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "group_chat_created",
        "supergroup_chat_created",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "new_chat_photo",
        "delete_chat_photo",
        "channel_chat_created",
        "chat_shared",
    }
)

# Telegram's own accounts, which stand for a group, for a channel and for Telegram itself.
_ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
_CHANNEL: Json = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
_TELEGRAM: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


@dataclass(slots=True, eq=False)
class Message:
    """One message. `content` holds the Bot API fields that differ by kind (text, photo, caption and others)."""

    id: int
    room: "Room"
    sender: Speaker
    date: int
    content: Json
    inline: Json | None = None
    # The ReplyKeyboardMarkup, ReplyKeyboardRemove or ForceReply of the message; `render` never shows it to bots.
    keyboard: Json | None = None
    reply_to: "Message | None" = None
    quote: Json | None = None
    thread_id: int | None = None
    media_group_id: str | None = None
    forward_origin: Json | None = None
    anonymous: bool = False
    # The chat in whose name the sender speaks: the channel of a post, or the channel of a person who writes as it.
    as_chat: "Room | None" = None
    signature: str | None = None
    # A channel's post that Telegram itself put into the discussion group.
    automatic: bool = False
    external_reply: Json | None = None
    edit_date: int | None = None
    deleted: bool = False
    protected: bool = False
    silent: bool = False
    effect: str | None = None
    # The only person who sees an ephemeral message, and the message that it stands in for on that person's phone.
    receiver: Person | None = None
    instead_of: int | None = None
    # Every button the message ever had, since people also press old ones.
    buttons_once: list[Json] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    change: int = 0

    @property
    def service(self) -> bool:
        """Whether the message is an event of the group, such as a new member."""
        return not SERVICE.isdisjoint(self.content)

    @property
    def author(self) -> str:
        """The name that stands over the message: the channel's, where the sender speaks for one."""
        return self.sender.name if self.as_chat is None else self.as_chat.title or ""

    @property
    def text(self) -> str:
        """The text or the caption; empty when the message has neither."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        """The entities of the text or of the caption."""
        found: list[Json] = self.content.get("entities" if "text" in self.content else "caption_entities") or []
        return found

    def set_inline(self, markup: Json | None) -> None:
        """Show these buttons from now on."""
        self.inline = markup
        if markup is not None:
            for row in markup["inline_keyboard"]:
                self.buttons_once.extend(button for button in row if button not in self.buttons_once)

    def render(self, *, nested: bool = False) -> Json:
        """Return the Bot API's `Message`; one inside another does not show what it replies to."""
        view: Json = {"message_id": self.id, **self.speaker()}
        if self.receiver is not None:
            view |= {"message_id": 0, "ephemeral_message_id": self.id, "receiver_user": self.receiver.brief()}
        view["chat"] = self.room.brief()
        view["date"] = self.date
        if self.edit_date is not None:
            view["edit_date"] = self.edit_date
        if self.thread_id is not None:
            view["message_thread_id"] = self.thread_id
            view["is_topic_message"] = self.room.forum
        if self.reply_to is not None and not nested and self.reply_to.receiver is None:
            view["reply_to_message"] = self.reply_to.render(nested=True)
            if self.quote is not None:
                view["quote"] = self.quote
        if self.external_reply is not None and not nested:
            view["external_reply"] = self.external_reply
            if self.quote is not None:
                view["quote"] = self.quote
        if self.forward_origin is not None:
            view["forward_origin"] = self.forward_origin
        if self.automatic:
            view["is_automatic_forward"] = True
        if self.media_group_id is not None:
            view["media_group_id"] = self.media_group_id
        if self.protected:
            view["has_protected_content"] = True
        if self.effect is not None:
            view["effect_id"] = self.effect
        view.update(self.content)
        if self.inline is not None:
            view["reply_markup"] = self.inline
        return view

    def speaker(self) -> Json:
        """Return `from`, `sender_chat` and `author_signature`: a post of a channel has no sender but the channel."""
        if self.as_chat is None:
            if self.anonymous:
                return {"from": _ANONYMOUS, "sender_chat": self.room.brief()}
            return {"from": self.sender.brief()}
        said: Json = {"sender_chat": self.as_chat.brief()}
        if self.as_chat is not self.room:
            said["from"] = _TELEGRAM if self.automatic else _CHANNEL
        if self.signature:
            said["author_signature"] = self.signature
        return said

    def origin(self) -> Json:
        """Return the `MessageOrigin` of a forward: the first sender's, however often the message was forwarded."""
        if self.forward_origin is not None:
            return self.forward_origin
        if self.room.type == "channel":
            origin = {"type": "channel", "chat": self.room.brief(), "message_id": self.id, "date": self.date}
            return origin | ({"author_signature": self.signature} if self.signature else {})
        if self.anonymous or self.as_chat is not None:
            return {"type": "chat", "sender_chat": (self.as_chat or self.room).brief(), "date": self.date}
        return {"type": "user", "sender_user": self.sender.brief(), "date": self.date}

    def render_lost(self) -> Json:
        """Return the Bot API's `InaccessibleMessage`, which stands for a deleted message."""
        return {"message_id": self.id, "chat": self.room.brief(), "date": 0}


@dataclass(slots=True)
class Topic:
    """A forum topic; its id is the id of the service message that opened it."""

    id: int
    name: str
    icon_color: int = 0x6FB9F0
    closed: bool = False
    icon: str | None = None


@dataclass(slots=True, eq=False)
class Room:
    """One chat with its messages. A private chat is the room of one person with one bot."""

    id: int
    type: RoomType
    title: str | None = None
    person: Person | None = None
    bot: Bot | None = None
    description: str | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    bots: dict[str, Member] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    topics: dict[int, Topic] = field(default_factory=dict)
    forum: bool = False
    # In a private chat, whether the person has pressed Start, and whether the person blocks the bot.
    started: bool = False
    blocked: bool = False
    upgraded_to: int | None = None
    # The message with the present reply keyboard, by the person's id (0: everybody).
    keyboards: dict[int, Message] = field(default_factory=dict)
    last_bot: Bot | None = None
    invites: dict[str, Invite] = field(default_factory=dict)
    # A public name, and the channel's discussion group (or the group's channel).
    username: str | None = None
    linked: "Room | None" = None
    # The permissions of members that are no administrators.
    permissions: frozenset[str] = frozenset(PERMISSIONS)
    photo: Json | None = None
    # The topic that every forum has, and whether it is hidden.
    general: Topic = field(default_factory=lambda: Topic(1, "General"))
    general_hidden: bool = False
    changed: Signal = field(default_factory=Signal)
    _last_message_id: int = 0
    _brief: Json | None = None

    @property
    def private(self) -> bool:
        """Whether this is a person's chat with a bot."""
        return self.type == "private"

    def next_message_id(self) -> int:
        """Return the id of the next message."""
        if self.person is not None:
            self.person.last_message_id += 1
            return self.person.last_message_id
        self._last_message_id += 1
        return self._last_message_id

    def keep(self, message: Message) -> None:
        """Store a message, and forget the oldest beyond the limit."""
        self.messages[message.id] = message
        if len(self.messages) > KEEP_MESSAGES:
            del self.messages[next(iter(self.messages))]

    def brief(self) -> Json:
        """Return the Bot API's `Chat`."""
        if self._brief is None:
            brief: Json = {"id": self.id, "type": self.type}
            if self.person is not None:
                brief |= self.person.names()
            else:
                brief["title"] = self.title
                if self.username:
                    brief["username"] = self.username
                if self.forum:
                    brief["is_forum"] = True
            self._brief = brief
        return self._brief

    def retitle(self, title: str) -> None:
        """Give the group another title."""
        self.title = title
        self._brief = None

    def become_forum(self) -> None:
        """Switch topics on; 1 is the number of the general one."""
        self.forum, self._last_message_id = True, max(1, self._last_message_id)
        self._brief = None

    def member(self, who: Speaker) -> Member | None:
        """Return the membership of somebody, or None when they were never here."""
        return self.bots.get(who.token) if isinstance(who, Bot) else self.members.get(who.id)

    def present(self) -> Iterator[Member]:
        """Yield all who are in the group now, people first."""
        for member in (*self.members.values(), *self.bots.values()):
            if member.present:
                yield member

    def admits(self, person: Person) -> bool:
        """Whether the person can read and write here."""
        if self.person is not None:
            return self.person is person
        member = self.members.get(person.id)
        return member is not None and member.present

    def seen_by(self, person: Person) -> Iterator[Message]:
        """Yield the messages that are not deleted and that this person sees, the newest first."""
        covered: set[int] = set()
        for message in reversed(self.messages.values()):
            if message.deleted or message.id in covered or message.receiver not in (None, person):
                continue
            if message.instead_of is not None:
                covered.add(message.instead_of)
            yield message

    def keyboard_of(self, person: Person) -> Message | None:
        """Return the message whose reply keyboard the person sees now."""
        own, common = self.keyboards.get(person.id), self.keyboards.get(0)
        if own is None or common is None:
            return own or common
        return own if own.id > common.id else common
