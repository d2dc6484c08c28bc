"""Where people and bots talk: private chats, groups, supergroups, topics."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.world.messages import Message
from sandbox.world.people import Bot, Person, Speaker
from sandbox.world.signals import Signal

Json = dict[str, Any]
RoomType = Literal["private", "group", "supergroup"]
# Older messages are forgotten, so that a night of load tests does not eat the machine.
KEEP_MESSAGES = 5_000

_ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",
)


@dataclass(slots=True)
class Member:
    """What somebody is in a group: creator, administrator, member, left or kicked."""

    who: Speaker
    status: str = "member"

    @property
    def present(self) -> bool:
        """Whether they are in the group now."""
        return self.status in ("creator", "administrator", "member")

    @property
    def admin(self) -> bool:
        """Whether they may read all and change the group."""
        return self.status in ("creator", "administrator")

    def view(self) -> Json:
        """The Bot API's `ChatMember`."""
        view: Json = {"user": self.who.brief(), "status": self.status}
        if self.status == "creator":
            view["is_anonymous"] = False
        elif self.status == "administrator":
            view |= dict.fromkeys(_ADMIN_RIGHTS, True)
            view |= {"can_be_edited": False, "is_anonymous": False}
            view |= dict.fromkeys(("can_post_stories", "can_edit_stories", "can_delete_stories"), False)
        elif self.status == "kicked":
            view["until_date"] = 0
        return view


@dataclass(slots=True)
class Topic:
    """A forum topic; its id is the id of the service message that opened it."""

    id: int
    name: str
    icon_color: int = 0x6FB9F0
    closed: bool = False


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
    # Private: the person pressed Start, or has since blocked the bot.
    started: bool = False
    blocked: bool = False
    upgraded_to: int | None = None
    # The reply keyboard each person sees (0: everybody), as the message that brought it.
    keyboards: dict[int, Message] = field(default_factory=dict)
    last_bot: Bot | None = None
    invite_links: int = 0
    changed: Signal = field(default_factory=Signal)
    _last_message_id: int = 0
    _brief: Json | None = None

    @property
    def private(self) -> bool:
        """Whether this is a person's chat with a bot."""
        return self.type == "private"

    def next_message_id(self) -> int:
        """The id of the next message here."""
        if self.person is not None:
            self.person.last_message_id += 1
            return self.person.last_message_id
        self._last_message_id += 1
        return self._last_message_id

    def keep(self, message: Message) -> None:
        """Remember a message, and forget the oldest beyond the bound."""
        self.messages[message.id] = message
        if len(self.messages) > KEEP_MESSAGES:
            del self.messages[next(iter(self.messages))]

    def brief(self) -> Json:
        """The Bot API's `Chat`."""
        if self._brief is None:
            brief: Json = {"id": self.id, "type": self.type}
            if self.person is not None:
                brief["first_name"] = self.person.first_name
                if self.person.last_name:
                    brief["last_name"] = self.person.last_name
                if self.person.username:
                    brief["username"] = self.person.username
            else:
                brief["title"] = self.title
                if self.forum:
                    brief["is_forum"] = True
            self._brief = brief
        return self._brief

    def retitle(self, title: str) -> None:
        """Give the group another title."""
        self.title = title
        self._brief = None

    def become_forum(self) -> None:
        """Switch topics on."""
        self.forum = True
        self._brief = None

    def member(self, who: Speaker) -> Member | None:
        """What somebody is here; none when they have never been."""
        return self.bots.get(who.token) if isinstance(who, Bot) else self.members.get(who.id)

    def present(self) -> Iterator[Member]:
        """All who are in the group now, people first."""
        for member in (*self.members.values(), *self.bots.values()):
            if member.present:
                yield member

    def admits(self, person: Person) -> bool:
        """Whether the person can read and write here."""
        if self.person is not None:
            return self.person is person
        member = self.members.get(person.id)
        return member is not None and member.present

    def keyboard_of(self, person: Person) -> Message | None:
        """The message whose reply keyboard the person has at the bottom now."""
        own, common = self.keyboards.get(person.id), self.keyboards.get(0)
        if own is None or common is None:
            return own or common
        return own if own.id > common.id else common
