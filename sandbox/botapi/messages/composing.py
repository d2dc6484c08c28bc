"""Shared by all methods that send: keyboards, the bot's right to write, and the post itself."""

from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.messages.replies import replied
from sandbox.content.markup import parse_markup
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.wire.params import Params
from sandbox.world.chats import Message, Room, Topic
from sandbox.world.members import permission_for


def keyboards(params: Params, room: Room) -> tuple[Json | None, Json | None]:
    """Return the inline keyboard and the reply keyboard that a call gives for the chat; at most one is given."""
    given = params.parsed("reply_markup", "can't parse reply keyboard markup JSON object")
    return (None, None) if given is None else parse_markup(given, room.type)


def require_writing(call: Call, room: Room, content: Json) -> None:
    """Refuse content for which the bot has no right in the group or channel."""
    if room.private:
        return
    if room.type == "channel":
        call.require(room, "can_post_messages", "need administrator rights in the channel chat")
        return
    member = room.bots[call.bot.token]
    allowed = room.permissions & member.allowed if member.status == "restricted" else room.permissions
    needed, word = permission_for(content)
    if not member.admin and needed not in allowed:
        raise bad_request(f"not enough rights to send {word} to the chat")


def post(call: Call, room: Room, content: Json, **details: Any) -> Message:
    """Post the bot's message with the reply, keyboard, topic and protection that the call asks for."""
    params = call.params
    require_writing(call, room, content)
    inline, keyboard = keyboards(params, room)
    reply_to, quote, external = replied(call, room)
    topic = _open_topic(call, room)
    thread = topic.id if topic is not None else None
    if thread is None and reply_to is not None and room.forum:
        thread = reply_to.thread_id
    return call.world.post(
        room,
        call.bot,
        content,
        inline=inline,
        keyboard=keyboard,
        reply_to=reply_to,
        quote=quote,
        external_reply=external,
        thread_id=thread,
        **manner(call, room),
        **details,
    )


def manner(call: Call, room: Room) -> Json:
    """Return the fields of a message that say how it is shown and sounds."""
    return {
        "protected": call.params.flag("protect_content"),
        "silent": call.params.flag("disable_notification"),
        "effect": call.params.text("message_effect_id"),
        "as_chat": room if room.type == "channel" else None,
    }


def _open_topic(call: Call, room: Room) -> Topic | None:
    """Return the topic that a call names; refuse a closed one."""
    topic = call.topic(room)
    if topic is not None and topic.closed:
        call.require(room, "can_manage_topics", "TOPIC_CLOSED")
    return topic
