"""The calls with which people act: send, edit, tap and block."""

from sandbox.control.request import Request
from sandbox.errors import Misuse
from sandbox.json import Json
from sandbox.world.actions import composing, joining, linking
from sandbox.world.actions.phone import Phone
from sandbox.world.chats import Message, Room

_PLAIN = ("text", "location", "venue", "contact", "forward")
_WHAT = (*_PLAIN, "album", *composing.KINDS)


def _phone_and_room(request: Request) -> tuple[Phone, Room]:
    """Return the phone of `from`, and the chat in which it acts."""
    phone, chat = request.phone(), request.integer("chat")
    bot = request.bot(required=chat is None or chat == phone.person.id)
    return phone, phone.room(bot, chat)


def send(request: Request) -> Json:
    """Answer POST /sandbox/send.

    It also takes "audio", "animation", "thread", "anonymous", "as_chat" (the id of a channel that the person owns and
    speaks for) and "forward": {"chat", "message_id"} of a message the person can see.
    """
    body = request.body
    kinds = [kind for kind in _WHAT if body.get(kind) not in (None, False)]
    if len(kinds) != 1:
        raise Misuse(f"exactly one of {', '.join(_WHAT)}")
    phone, room = _phone_and_room(request)
    kind, caption = kinds[0], request.text("caption", required=False)
    details: Json = {"thread_id": request.integer("thread"), "anonymous": request.flag("anonymous")}
    if (date := request.moment("date")) is not None:
        details["date"] = date
    if (channel := request.integer("as_chat")) is not None:
        details["as_chat"] = request.world.group(channel)
    world = request.world
    if kind == "album":
        shown = _album(request, caption)
        details["media_group_id"] = world.next_album_id()
    elif kind == "text":
        shown = [composing.words(request.required_text("text"))]
    elif kind in ("location", "venue"):
        shown = [composing.place(body[kind])]
    elif kind == "forward":
        original = _forwarded(request, phone)
        shown, details["forward_origin"] = [original.content], original.origin()
    elif kind == "contact":
        shown = [composing.contact(phone.person, body["contact"])]
    else:
        shown = [composing.file(world, kind, body[kind], caption)]
    sent = [phone.send(room, one, reply_to=request.integer("reply_to"), **details) for one in shown]
    return {"message_ids": [message.id for message in sent]}


def _forwarded(request: Request, phone: Phone) -> Message:
    """Return the message that a person forwards; without "chat" it is in the private chat with the bot."""
    given = request.body["forward"]
    if not isinstance(given, dict) or not isinstance(given.get("message_id"), int):
        raise Misuse('"forward": {"chat", "message_id"}')
    message = phone.room(request.bot(required=False), given.get("chat")).messages.get(given["message_id"])
    if message is None or message.deleted or message.service or message.protected:
        raise Misuse('"forward": a message that can be forwarded', 404)
    return message


def react(request: Request) -> Json:
    """Answer POST /sandbox/react; an empty "emoji" takes the reaction back."""
    phone, room = _phone_and_room(request)
    emoji = request.body.get("emoji")
    if not isinstance(emoji, str):
        raise Misuse('"emoji": an emoji, or "" for none')
    message = phone.react(room, request.integer("message_id") or 0, emoji)
    return {"message_id": message.id}


def follow(request: Request) -> Json:
    """Answer POST /sandbox/follow {"from", "link", "chat"?}: the person follows an invite link or a link of Telegram;
    "chat" is the group that a startgroup link adds the bot to."""
    phone, link = request.phone(), request.required_text("link")
    if linking.read(request.world, link) is None:
        return {"chat": joining.follow(request.world, phone.person, link).id}
    room = phone.follow(link, request.integer("chat"))
    if room is None:
        raise Misuse('"link": a chat that this person can see', 404)
    return {"chat": room.id}


def _album(request: Request, caption: str | None) -> list[Json]:
    """Return the items of an album: each is true, base64 or {"photo"|"video"|"document"|"audio", "caption"?}.

    A common caption goes under the first item, as in the apps.
    """
    items = request.body["album"]
    if not isinstance(items, list) or not 2 <= len(items) <= 10:
        raise Misuse('"album": a list of 2 to 10 items')
    shown: list[Json] = []
    for item in items:
        kind, given, words = "photo", item, caption if not shown else None
        if isinstance(item, dict):
            kind = next((kind for kind in ("photo", "video", "document", "audio") if item.get(kind)), "photo")
            given, words = item.get(kind, True), item.get("caption") or words
        shown.append(composing.file(request.world, kind, given, words))
    return shown


def edit(request: Request) -> Json:
    """Answer POST /sandbox/edit.

    Instead of "text" it takes "location", which moves the person's live location, or "stop", which ends it.
    """
    phone, room = _phone_and_room(request)
    number = request.integer("message_id") or 0
    if request.flag("stop"):
        message = phone.move(room, number, None)
    elif "location" in request.body:
        message = phone.move(room, number, composing.place(request.body["location"]))
    else:
        message = phone.edit(room, number, request.required_text("text"))
    return {"message_id": message.id}


async def tap(request: Request) -> Json:
    """Answer POST /sandbox/tap.

    It also takes "wait", the seconds to wait for the bot's answer (10 by default), and "share", the chat that the
    person chooses where a button asks for one.
    """
    phone, room = _phone_and_room(request)
    wait = request.body.get("wait", 10.0)
    if not isinstance(wait, int | float) or not 0 <= wait <= 60:
        raise Misuse('"wait": seconds, 0 to 60')
    answer = await phone.tap(
        room,
        message_id=request.integer("message_id"),
        text=request.text("text", required=False),
        data=request.text("data", required=False),
        stale=request.flag("stale"),
        wait=wait,
        share=request.integer("share"),
    )
    return answer.view()


def block(request: Request) -> Json:
    """Answer POST /sandbox/block."""
    phone = request.phone("user")
    room = phone.room(request.bot())
    if "blocked" not in request.body:
        raise Misuse('"blocked": true or false')
    phone.block(room, blocked=request.flag("blocked"))
    return {"blocked": room.blocked}
