"""What a touch on a phone does: a message sent, a button pressed, a chat opened. The world refuses with ``Misuse``."""

from typing import TYPE_CHECKING

from sandbox.errors import Misuse
from sandbox.web.drawing.buttons import button_at, keyboard_of
from sandbox.web.parts import Json
from sandbox.world.actions import composing, membership
from sandbox.world.chats import Room
from sandbox.world.messages import Message

if TYPE_CHECKING:
    from sandbox.web.phone.handset import Handset


async def do(handset: "Handset", data: Json) -> None:
    """Do what was touched; ``data`` names the act and what it is about. Raises ``Misuse`` when it cannot be done."""
    act, room = str(data.get("act")), handset.room
    if act == "seen" and room is not None:
        handset.desk.unread.see(handset.seat.key, room)
    elif act == "earlier":
        handset.show_earlier()
    elif act in ("away", "left", "right") and "to" in data:
        handset.desk.arrange(handset, act)
    elif act == "chat":
        _open(handset, str(data.get("to")))
    elif act == "speak":
        handset.speaker = int(data["to"])
    elif act in ("reply", "edit"):
        _begin(handset, act, int(data["key"]))
    elif act == "never-mind":
        if handset.editing is not None:
            handset.foot.writer.put("")
        handset.reply_to = handset.editing = None
    elif act == "pin":
        handset.log.run_method("goTo", str(data.get("to")))
    elif room is not None:
        await _play(handset, act, data, room)


async def _play(handset: "Handset", act: str, data: Json, room: Room) -> None:
    if act == "tap":
        await _tap(handset, data, room)
    elif act == "key":
        await _key(handset, data, room)
    elif act in ("say", "start"):
        handset.phone.say(room, str(data["text"]) if act == "say" else "/start")
    elif act in ("block", "unblock"):
        handset.phone.block(room, blocked=act == "block")
    elif act == "leave" and handset.person is not None:
        membership.remove(handset.world, room, handset.person, handset.person)
    elif act == "attach":
        _attach(handset, str(data.get("to")))
    elif act == "keys" and (found := keyboard_of(room, handset.phone.person)) is not None:
        handset.keys_closed = None if handset.keys_closed == found[0].id else found[0].id


async def _tap(handset: "Handset", data: Json, room: Room) -> None:
    message = room.messages.get(int(data.get("key") or 0))
    rows = message.inline["inline_keyboard"] if message is not None and message.inline is not None else []
    button = button_at(rows, str(data.get("at")), str(data.get("text")))
    try:
        if button is None or message is None:
            handset.log.toast(handset.words("button_gone"))
        elif "callback_data" in button:
            answer = await handset.phone.tap(room, message_id=message.id, data=button["callback_data"])
            if not answer.answered:
                handset.log.toast(handset.words("no_answer"))
            elif answer.text:
                (handset.log.alert if answer.show_alert else handset.log.toast)(answer.text)
            elif answer.url:
                handset.log.toast(handset.words("opens", url=answer.url))
        else:
            if handset.phone.follow(str(button.get("url"))) is not None:
                handset.log.toast(handset.words("started"))
                return
            copied = (button.get("copy_text") or {}).get("text")
            handset.log.toast(copied or handset.words("opens", url=button.get("url") or button["text"]))
    finally:
        handset.log.rest()


async def _key(handset: "Handset", data: Json, room: Room) -> None:
    found = keyboard_of(room, handset.phone.person)
    if found is None:
        return
    message, keyboard = found
    button = button_at(keyboard["keyboard"], str(data.get("at")), str(data.get("text")))
    if button is None:
        handset.log.toast(handset.words("button_gone"))
        return
    if button.get("request_location"):
        _attach(handset, "place", message)
    elif button.get("request_contact"):
        _attach(handset, "contact", message)
    else:
        await handset.phone.tap(room, message_id=message.id, text=button["text"])
    if keyboard.get("one_time_keyboard"):
        handset.keys_closed = message.id


def _attach(handset: "Handset", kind: str, asked: Message | None = None) -> None:
    handset.asked = asked
    if kind == "contact":
        if not handset.phone.person.phone:
            raise Misuse(handset.words("no_number"), 409)
        handset.send(composing.contact(handset.phone.person, True))
    else:
        handset.desk.attach(handset, kind)


def _open(handset: "Handset", to: str) -> None:
    """Open another chat of this person: a bot's by its token, a group by its id."""
    if to in handset.world.bots:
        handset.chat, handset.token = None, to
    elif to.lstrip("-").isdigit():
        handset.chat = int(to)


def _begin(handset: "Handset", act: str, message_id: int) -> None:
    message = handset.room.messages.get(message_id) if handset.room is not None else None
    if message is None or message.deleted:
        return
    if act == "edit":
        handset.editing, handset.reply_to = message, None
        handset.foot.writer.put(str(message.content.get("text") or message.content.get("caption") or ""))
    else:
        handset.reply_to, handset.editing = message, None
        handset.foot.writer.focus()
