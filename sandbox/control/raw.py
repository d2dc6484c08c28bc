"""The calls for what no person can do or count: updates exactly as given, and how much a bot has said."""

import base64
import binascii
from collections import Counter

from sandbox.control.request import Request
from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.wire.sends import effect_of


def push_update(request: Request) -> Json:
    """Answer POST /sandbox/update: hand a bot an update exactly as given, or these very bytes in the place of one.

    An update without an `update_id` gets the next one. Bytes stand where the JSON of an update would stand:
    alone in the body of a webhook's request, in the list of getUpdates otherwise.
    """
    bot = request.bot()
    assert bot is not None
    update, raw = request.body.get("update"), request.body.get("bytes")
    if (update is None) == (raw is None):
        raise Misuse('one of "update" and "bytes"')
    if raw is None:
        if not isinstance(update, dict):
            raise Misuse('"update": an object')
        return {"update_id": bot.updates.push_raw(update, None, request.world.clock.timestamp())}
    try:
        data = base64.b64decode(raw, validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise Misuse('"bytes": base64') from None
    return {"update_id": bot.updates.push_raw({}, data, request.world.clock.timestamp())}


def count(request: Request) -> Json:
    """Answer GET /sandbox/count: the messages that bots have sent, edited and deleted since call N.

    They are counted over all and by chat; "sound" and "silent" divide those that were sent.
    """
    total: Counter[str] = Counter()
    chats: dict[str, Counter[str]] = {}
    for call in request.world.calls.after(request.query_integer("after", 0) or 0):
        what, number = effect_of(call.method.lower(), call.params)
        if call.ok and what is not None:
            sound = "silent" if call.params.flag("disable_notification") else "sound"
            counted = {what: number} | ({sound: number} if what == "sent" else {})
            total.update(counted)
            chats.setdefault(call.params.text("chat_id") or "", Counter()).update(counted)
    by_chat = {chat: _view(counted) for chat, counted in chats.items()}
    return {**_view(total), "chats": by_chat, "calls": request.world.calls.count}


def _view(counted: Counter[str]) -> Json:
    return {name: counted[name] for name in ("sent", "edited", "deleted", "sound", "silent")}
