"""The status of a person or bot in a group."""

from dataclasses import dataclass

from sandbox.json import Json
from sandbox.world.people import Speaker

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
    """A status in a group: creator, administrator, member, left or kicked."""

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
        """Return the Bot API's `ChatMember`."""
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
