"""The invite links of a group or channel."""

from dataclasses import dataclass, field

from sandbox.json import Json
from sandbox.world.people import Speaker


@dataclass(slots=True, eq=False)
class Invite:
    """One invite link; `asks` marks a link that makes a join request, and `waiting` holds the people who asked."""

    link: str
    creator: Speaker
    primary: bool = False
    asks: bool = False
    name: str | None = None
    expires: int | None = None
    limit: int | None = None
    revoked: bool = False
    joined: int = 0
    waiting: set[int] = field(default_factory=set)

    def usable(self, now: int) -> bool:
        """Whether the link still lets somebody in."""
        full = self.limit is not None and self.joined >= self.limit
        return not self.revoked and not full and (self.expires is None or now < self.expires)

    def view(self) -> Json:
        """Return the Bot API's `ChatInviteLink`."""
        view: Json = {
            "invite_link": self.link,
            "creator": self.creator.brief(),
            "creates_join_request": self.asks,
            "is_primary": self.primary,
            "is_revoked": self.revoked,
        }
        fields = {"name": self.name, "expire_date": self.expires, "member_limit": self.limit}
        view |= {name: value for name, value in fields.items() if value is not None}
        if self.waiting:
            view["pending_join_request_count"] = len(self.waiting)
        return view
