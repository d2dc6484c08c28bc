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
from sandbox.world.people import Person

# https://core.telegram.org/bots/api#sendmessage, message_effect_id: 🔥 👍 👎 ❤️ 🎉 💩; only private chats show them.
EFFECTS = {
    "5104841245755180586": "🔥",
    "5107584321108051014": "👍",
    "5104858069142078462": "👎",
    "5159385139981059251": "❤️",
    "5046509860389126442": "🎉",
    "5046589136895476101": "💩",
}


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
        "effect": _effect(call, room),
        "as_chat": room if room.type == "channel" else None,
        **_for_one(call, room),
    }


def _effect(call: Call, room: Room) -> str | None:
    effect = call.params.text("message_effect_id")
    if effect is None:
        return None
    if not room.private:
        raise bad_request("can't use message effects in the chat")
    if effect not in EFFECTS:
        raise bad_request("EFFECT_ID_INVALID")
    return effect


def _for_one(call: Call, room: Room) -> Json:
    """Return who alone receives an ephemeral message, and the message that it covers on that person's phone
    (https://core.telegram.org/bots/api#ephemeralmessageparameters)."""
    params = call.params
    given: Any = params.parsed("ephemeral_message_parameters", "can't parse ephemeral message parameters JSON object")
    if given is None:
        given = {name: params.values.get(name) for name in ("receiver_user_id", "callback_query_id")}
        if not given["receiver_user_id"]:
            return {}
    if not isinstance(given, dict):
        raise bad_request("object expected as ephemeral message parameters")
    if room.type not in ("group", "supergroup"):
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    receiver = Call(call.world, call.bot, Params({"user_id": given.get("receiver_user_id")})).user()
    if not isinstance(receiver, Person) or not room.admits(receiver):
        raise bad_request("user not found")
    details: Json = {"receiver": receiver}
    query = call.world.queries.get(str(given.get("callback_query_id") or ""))
    if given.get("callback_query_id") and (query is None or query.bot is not call.bot):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if given.get("replace_callback_query_message") and query is not None:
        details["instead_of"] = query.message.id
    return details


def _open_topic(call: Call, room: Room) -> Topic | None:
    """Return the topic that a call names; refuse a closed one."""
    topic = call.topic(room)
    if topic is not None and topic.closed:
        call.require(room, "can_manage_topics", "TOPIC_CLOSED")
    return topic
