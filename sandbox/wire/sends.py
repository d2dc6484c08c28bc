"""How many messages a call sends, edits or deletes: for the flood limits, and for tests that count."""

from typing import Literal

from sandbox.wire.params import Params

Effect = Literal["sent", "edited", "deleted"]

_PREFIXES: dict[str, Effect] = {
    "send": "sent",
    "forward": "sent",
    "copy": "sent",
    "edit": "edited",
    "delete": "deleted",
}
# Methods with such a name that neither send nor change a message.
_OTHERS = frozenset(
    {
        "sendchataction",
        "editforumtopic",
        "editgeneralforumtopic",
        "editchatinvitelink",
        "deleteforumtopic",
        "deletechatphoto",
        "deletemycommands",
        "deletewebhook",
    }
)
_MANY = {
    "sendmediagroup": "media",
    "forwardmessages": "message_ids",
    "copymessages": "message_ids",
    "deletemessages": "message_ids",
}


def effect_of(method: str, params: Params) -> tuple[Effect | None, int]:
    """Return what a call does to messages and to how many; an album counts each of its items."""
    found = next((effect for prefix, effect in _PREFIXES.items() if method.startswith(prefix)), None)
    if found is None or method in _OTHERS:
        return None, 0
    listed = params.parsed(_MANY[method]) if method in _MANY else None
    return found, len(listed) if isinstance(listed, list) and listed else 1


def sends_of(method: str, params: Params) -> int:
    """Return how many messages the call counts as for the flood limits; edits count, deletions do not."""
    found, number = effect_of(method, params)
    return 0 if found == "deleted" else number
