"""The status of a person or bot in a group or channel, and the rights that come with it."""

from dataclasses import dataclass

from sandbox.json import Json
from sandbox.world.people import Speaker

# https://core.telegram.org/bots/api#chatadministratorrights
_EVERYWHERE = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
)
ADMIN_RIGHTS = (
    *_EVERYWHERE,
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",
)
CHANNEL_RIGHTS = (
    *_EVERYWHERE,
    "can_post_messages",
    "can_edit_messages",
)
# Rights that a bot must name to give them, and that promotion in the control API does not give.
OTHER_RIGHTS = ("is_anonymous", "can_post_stories", "can_edit_stories", "can_delete_stories")
# https://core.telegram.org/bots/api#chatpermissions
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)

# Content, the permission for it, and Telegram's word for it.
_NEEDED = {
    "photo": ("can_send_photos", "photos"),
    "video_note": ("can_send_video_notes", "video notes"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "animation": ("can_send_other_messages", "animations"),
    "sticker": ("can_send_other_messages", "stickers"),
    "dice": ("can_send_other_messages", "dice"),
    "video": ("can_send_videos", "videos"),
    "audio": ("can_send_audios", "music"),
    "document": ("can_send_documents", "documents"),
    "poll": ("can_send_polls", "polls"),
    "contact": ("can_send_messages", "contacts"),
    "venue": ("can_send_messages", "venues"),
    "location": ("can_send_messages", "locations"),
    "text": ("can_send_messages", "text messages"),
}


def permission_for(content: Json) -> tuple[str, str]:
    """Return the permission that a message with this content needs, and Telegram's word for the content."""
    return next((needed for kind, needed in _NEEDED.items() if kind in content), _NEEDED["text"])


@dataclass(frozen=True, slots=True)
class Member:
    """A status: creator, administrator, member, restricted, left or kicked.

    `rights` are an administrator's rights, and `allowed` what a restricted member may do.
    """

    who: Speaker
    status: str = "member"
    rights: frozenset[str] = frozenset((*ADMIN_RIGHTS, *CHANNEL_RIGHTS))
    allowed: frozenset[str] = frozenset()
    until: int = 0
    title: str | None = None

    @property
    def present(self) -> bool:
        """Whether they are in the group now."""
        return self.status in ("creator", "administrator", "member", "restricted")

    @property
    def admin(self) -> bool:
        """Whether they may read all and change the group."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """Whether they have a right of administrators."""
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)

    def view(self, kind: str = "supergroup") -> Json:
        """Return the Bot API's `ChatMember`; `kind` is the type of the chat."""
        view: Json = {"user": self.who.brief(), "status": self.status}
        if self.status == "creator":
            view["is_anonymous"] = False
        elif self.status == "administrator":
            shown = (*(CHANNEL_RIGHTS if kind == "channel" else ADMIN_RIGHTS), *OTHER_RIGHTS)
            view |= {name: name in self.rights for name in shown} | {"can_be_edited": False}
        elif self.status == "restricted":
            view |= {"is_member": True, "until_date": self.until}
            view |= {name: name in self.allowed for name in PERMISSIONS}
        elif self.status == "kicked":
            view["until_date"] = self.until
        if self.title:
            view["custom_title"] = self.title
        return view
