"""A message as the server keeps it, and as a bot is shown it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandbox.world.chats import Room
    from sandbox.world.people import Speaker

Json = dict[str, Any]

# Service messages a bot is told of in every group, whatever its privacy mode; they cannot be edited or copied.
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
    }
)


@dataclass(slots=True, eq=False)
class Message:
    """One message. `content` holds the Bot API fields that differ by kind (text, entities, photo, caption, ...)."""

    id: int
    room: "Room"
    sender: "Speaker"
    date: int
    content: Json
    inline: Json | None = None
    # ReplyKeyboardMarkup, ReplyKeyboardRemove or ForceReply that came with it; bots are never shown it again.
    keyboard: Json | None = None
    reply_to: "Message | None" = None
    quote: Json | None = None
    thread_id: int | None = None
    media_group_id: str | None = None
    forward_origin: Json | None = None
    anonymous: bool = False
    edit_date: int | None = None
    deleted: bool = False
    protected: bool = False
    # Every button the message ever had: people press old ones too.
    buttons_once: list[Json] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    change: int = 0

    @property
    def service(self) -> bool:
        """Whether this is an event of the group, not something said."""
        return not SERVICE.isdisjoint(self.content)

    def set_inline(self, markup: Json | None) -> None:
        """Show these buttons from now on."""
        self.inline = markup
        if markup is not None:
            for row in markup["inline_keyboard"]:
                self.buttons_once.extend(button for button in row if button not in self.buttons_once)

    def render(self, *, nested: bool = False) -> Json:
        """The Bot API's `Message`; a message shown inside another does not show what it replies to itself."""
        view: Json = {"message_id": self.id}
        if self.anonymous:
            view["from"] = {
                "id": 1087968824,
                "is_bot": True,
                "first_name": "Group",
                "username": "GroupAnonymousBot",
            }
            view["sender_chat"] = self.room.brief()
        else:
            view["from"] = self.sender.brief()
        view["chat"] = self.room.brief()
        view["date"] = self.date
        if self.edit_date is not None:
            view["edit_date"] = self.edit_date
        if self.thread_id is not None:
            view["message_thread_id"] = self.thread_id
            view["is_topic_message"] = self.room.forum
        if self.reply_to is not None and not nested:
            view["reply_to_message"] = self.reply_to.render(nested=True)
            if self.quote is not None:
                view["quote"] = self.quote
        if self.forward_origin is not None:
            view["forward_origin"] = self.forward_origin
        if self.media_group_id is not None:
            view["media_group_id"] = self.media_group_id
        if self.protected:
            view["has_protected_content"] = True
        view.update(self.content)
        if self.inline is not None:
            view["reply_markup"] = self.inline
        return view

    def render_lost(self) -> Json:
        """The Bot API's `InaccessibleMessage`: what a bot is shown of a message that was deleted."""
        return {"message_id": self.id, "chat": self.room.brief(), "date": 0}
