"""What people do: send, edit, tap, block."""

from sandbox.control.request import Ask
from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.world.actions import composing
from sandbox.world.actions.phone import Phone
from sandbox.world.chats import Room

_PLAIN = ("text", "location", "contact")
_WHAT = (*_PLAIN, "album", *composing.KINDS)


def _at(ask: Ask) -> tuple[Phone, Room]:
    """The phone of `from`, and the chat it acts in."""
    phone, chat = ask.phone(), ask.integer("chat")
    bot = ask.bot(required=chat is None or chat == phone.person.id)
    return phone, phone.room(bot, chat)


def send(ask: Ask) -> Json:
    """POST /sandbox/send. Also "video", "audio", "sticker", "animation", "video_note", "thread", "anonymous"."""
    body = ask.body
    kinds = [kind for kind in _WHAT if body.get(kind) not in (None, False)]
    if len(kinds) != 1:
        raise Misuse(f"exactly one of {', '.join(_WHAT)}")
    phone, room = _at(ask)
    kind, below = kinds[0], ask.text("caption", required=False)
    details: Json = {"thread_id": ask.integer("thread"), "anonymous": ask.flag("anonymous")}
    if (date := ask.moment("date")) is not None:
        details["date"] = date
    world = ask.world
    if kind == "album":
        shown = _album(ask, below)
        details["media_group_id"] = world.next_album_id()
    elif kind == "text":
        shown = [composing.words(ask.must("text"))]
    elif kind == "location":
        shown = [composing.place(body["location"])]
    elif kind == "contact":
        shown = [composing.contact(phone.person, body["contact"])]
    else:
        shown = [composing.file(world, kind, body[kind], below)]
    sent = [phone.send(room, one, reply_to=ask.integer("reply_to"), **details) for one in shown]
    return {"message_ids": [message.id for message in sent]}


def _album(ask: Ask, below: str | None) -> list[Json]:
    """The items of an album: true, base64, or {"photo"|"video"|"document"|"audio", "caption"?}; a common caption goes
    under the first, as the apps do it."""
    items = ask.body["album"]
    if not isinstance(items, list) or not 2 <= len(items) <= 10:
        raise Misuse('"album": a list of 2 to 10 items')
    shown: list[Json] = []
    for item in items:
        kind, given, words = "photo", item, below if not shown else None
        if isinstance(item, dict):
            kind = next((kind for kind in ("photo", "video", "document", "audio") if item.get(kind)), "photo")
            given, words = item.get(kind, True), item.get("caption") or words
        shown.append(composing.file(ask.world, kind, given, words))
    return shown


def edit(ask: Ask) -> Json:
    """POST /sandbox/edit. Also "location" or "stop" instead of "text": moves an own live location, or ends it."""
    phone, room = _at(ask)
    number = ask.integer("message_id") or 0
    if ask.flag("stop"):
        message = phone.move(room, number, None)
    elif "location" in ask.body:
        message = phone.move(room, number, composing.place(ask.body["location"]))
    else:
        message = phone.edit(room, number, ask.must("text"))
    return {"message_id": message.id}


async def tap(ask: Ask) -> Json:
    """POST /sandbox/tap. Also "wait": seconds to wait for the bot's answer, 10 unless given."""
    phone, room = _at(ask)
    wait = ask.body.get("wait", 10.0)
    if not isinstance(wait, int | float) or not 0 <= wait <= 60:
        raise Misuse('"wait": seconds, 0 to 60')
    answer = await phone.tap(
        room,
        message_id=ask.integer("message_id"),
        text=ask.text("text", required=False),
        data=ask.text("data", required=False),
        stale=ask.flag("stale"),
        wait=wait,
    )
    return answer.view()


def block(ask: Ask) -> Json:
    """POST /sandbox/block."""
    phone = ask.phone("user")
    room = phone.room(ask.bot())
    if "blocked" not in ask.body:
        raise Misuse('"blocked": true or false')
    phone.block(room, blocked=ask.flag("blocked"))
    return {"blocked": room.blocked}
