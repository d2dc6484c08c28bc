"""The methods for the topics of a supergroup."""

from sandbox.botapi.call import Call
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.world.chats import Room, Topic


def create_forum_topic(call: Call) -> Json:
    """Answer `createForumTopic` (https://core.telegram.org/bots/api#createforumtopic)."""
    room = _forum(call)
    name = call.required("name")
    if len(name) > 128:
        raise bad_request("TOPIC_TITLE_TOO_LONG")
    color = call.params.number("icon_color") or 0x6FB9F0
    message = call.world.post(room, call.bot, {"forum_topic_created": {"name": name, "icon_color": color}})
    message.thread_id = message.id
    room.topics[message.id] = Topic(message.id, name, color)
    call.world.tell_bots(message)
    return {"message_thread_id": message.id, "name": name, "icon_color": color}


def _forum(call: Call) -> Room:
    room = call.room(write=True)
    if not room.forum:
        raise bad_request("the chat is not a forum")
    call.require_admin(room, "not enough rights to create a topic")
    return room


def _topic(call: Call) -> tuple[Room, Topic]:
    room = _forum(call)
    topic = room.topics.get(call.params.number("message_thread_id") or 0)
    if topic is None:
        raise bad_request("message thread not found")
    return room, topic


def _say(call: Call, room: Room, topic: Topic, content: Json) -> bool:
    call.world.publish(room, call.bot, content, thread_id=topic.id)
    return True


def edit_forum_topic(call: Call) -> bool:
    """Answer `editForumTopic` (https://core.telegram.org/bots/api#editforumtopic)."""
    room, topic = _topic(call)
    name = call.params.text("name")
    if name is None or name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name
    return _say(call, room, topic, {"forum_topic_edited": {"name": name}})


def close_forum_topic(call: Call) -> bool:
    """Answer `closeForumTopic` (https://core.telegram.org/bots/api#closeforumtopic)."""
    room, topic = _topic(call)
    if topic.closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = True
    return _say(call, room, topic, {"forum_topic_closed": {}})


def reopen_forum_topic(call: Call) -> bool:
    """Answer `reopenForumTopic` (https://core.telegram.org/bots/api#reopenforumtopic)."""
    room, topic = _topic(call)
    if not topic.closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = False
    return _say(call, room, topic, {"forum_topic_reopened": {}})
