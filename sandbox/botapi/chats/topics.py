"""The methods for the topics of a supergroup."""

from collections.abc import Callable

from sandbox.botapi.call import Call
from sandbox.content import pictures
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.world.chats import Room, Topic

_NO_RIGHT = "not enough rights to manage topics"
NOT_MODIFIED = "TOPIC_NOT_MODIFIED"
# The emoji that a topic may have; Telegram has more.
_ICONS = {"📰": "5434144690511290129", "⚠️": "5310132165583840589", "🏠": "5312486108309757006"}


def get_forum_topic_icon_stickers(call: Call) -> list[Json]:
    """Answer `getForumTopicIconStickers` (https://core.telegram.org/bots/api#getforumtopiciconstickers)."""
    shown = []
    for emoji, number in _ICONS.items():
        sticker = call.world.files.add("sticker", pictures.png(int(number) % 1000))
        small = call.world.files.add("thumbnail", pictures.jpeg(1, 128, 128))
        view = sticker.view() | {"type": "custom_emoji", "emoji": emoji, "custom_emoji_id": number}
        view |= {"width": 512, "height": 512, "is_animated": True, "is_video": False, "set_name": "Topics"}
        shown.append(view | {"thumbnail": small.view() | {"width": 128, "height": 128}})
    return shown


def create_forum_topic(call: Call) -> Json:
    """Answer `createForumTopic` (https://core.telegram.org/bots/api#createforumtopic)."""
    room = _forum(call)
    name = call.required("name")
    if len(name) > 128:
        raise bad_request("TOPIC_TITLE_TOO_LONG")
    made: Json = {"name": name, "icon_color": call.params.number("icon_color") or 0x6FB9F0}
    if icon := _icon(call):
        made["icon_custom_emoji_id"] = icon
    message = call.world.post(room, call.bot, {"forum_topic_created": made})
    message.thread_id = message.id
    room.topics[message.id] = Topic(message.id, name, made["icon_color"], icon=icon)
    call.world.tell_bots(message)
    return {"message_thread_id": message.id, **made}


def _icon(call: Call) -> str | None:
    icon = call.params.text("icon_custom_emoji_id")
    if icon is not None and icon not in _ICONS.values():
        raise bad_request("DOCUMENT_INVALID")
    return icon


def _forum(call: Call) -> Room:
    room = call.room(write=True)
    if not room.forum:
        raise bad_request("the chat is not a forum")
    call.require(room, "can_manage_topics", _NO_RIGHT)
    return room


def _topic(call: Call) -> tuple[Room, Topic]:
    room = _forum(call)
    topic = room.topics.get(call.params.number("message_thread_id") or 0)
    if topic is None:
        raise bad_request("message thread not found")
    return room, topic


def _say(call: Call, room: Room, topic: Topic, content: Json) -> bool:
    call.world.publish(room, call.bot, content, thread_id=topic.id if topic is not room.general else None)
    return True


def edit_forum_topic(call: Call) -> bool:
    """Answer `editForumTopic` (https://core.telegram.org/bots/api#editforumtopic)."""
    room, topic = _topic(call)
    changed: Json = {}
    name = call.params.text("name")
    if name is not None and name != topic.name:
        topic.name = changed["name"] = name
    if "icon_custom_emoji_id" in call.params.values and (icon := _icon(call)) != topic.icon:
        topic.icon, changed["icon_custom_emoji_id"] = icon, icon or ""
    if not changed:
        raise bad_request(NOT_MODIFIED)
    return _say(call, room, topic, {"forum_topic_edited": changed})


def _turn(find: Callable[[Call], tuple[Room, Topic]], *, closed: bool, method: str) -> Callable[[Call], bool]:
    """Return the method that closes a topic or opens it again."""

    def turn(call: Call) -> bool:
        room, topic = find(call)
        if topic.closed == closed:
            raise bad_request(NOT_MODIFIED)
        topic.closed = closed
        if topic is room.general and not closed:
            room.general_hidden = False
        return _say(call, room, topic, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})

    turn.__doc__ = f"https://core.telegram.org/bots/api#{method.lower()}."
    return turn


def _general(call: Call) -> tuple[Room, Topic]:
    room = _forum(call)
    return room, room.general


close_forum_topic = _turn(_topic, closed=True, method="closeForumTopic")
reopen_forum_topic = _turn(_topic, closed=False, method="reopenForumTopic")
close_general_forum_topic = _turn(_general, closed=True, method="closeGeneralForumTopic")
reopen_general_forum_topic = _turn(_general, closed=False, method="reopenGeneralForumTopic")


def edit_general_forum_topic(call: Call) -> bool:
    """Answer `editGeneralForumTopic` (https://core.telegram.org/bots/api#editgeneralforumtopic)."""
    room, topic = _general(call)
    name = call.required("name")
    if name == topic.name:
        raise bad_request(NOT_MODIFIED)
    topic.name = name
    return _say(call, room, topic, {"forum_topic_edited": {"name": name}})


def hide_general_forum_topic(call: Call) -> bool:
    """Answer `hideGeneralForumTopic` (https://core.telegram.org/bots/api#hidegeneralforumtopic); this closes it too."""
    room, topic = _general(call)
    if room.general_hidden:
        raise bad_request(NOT_MODIFIED)
    room.general_hidden = topic.closed = True
    return _say(call, room, topic, {"general_forum_topic_hidden": {}})


def unhide_general_forum_topic(call: Call) -> bool:
    """Answer `unhideGeneralForumTopic` (https://core.telegram.org/bots/api#unhidegeneralforumtopic)."""
    room, topic = _general(call)
    if not room.general_hidden:
        raise bad_request(NOT_MODIFIED)
    room.general_hidden = False
    return _say(call, room, topic, {"general_forum_topic_unhidden": {}})


def delete_forum_topic(call: Call) -> bool:
    """Answer `deleteForumTopic` (https://core.telegram.org/bots/api#deleteforumtopic); its messages go with it."""
    room, topic = _topic(call)
    call.require(room, "can_delete_messages", _NO_RIGHT)
    del room.topics[topic.id]
    for message in room.messages.values():
        if message.thread_id == topic.id and not message.deleted:
            message.deleted = True
            call.world.changes.emit("deleted", room, message)
    _unpin(call, room, topic.id)
    return True


def unpin_all_forum_topic_messages(call: Call) -> bool:
    """Answer `unpinAllForumTopicMessages` (https://core.telegram.org/bots/api#unpinallforumtopicmessages)."""
    room, topic = _topic(call)
    return _unpin(call, room, topic.id)


def unpin_all_general_forum_topic_messages(call: Call) -> bool:
    """Answer `unpinAllGeneralForumTopicMessages` (https://core.telegram.org/bots/api#unpinallgeneralforumtopicmessages)."""
    return _unpin(call, _forum(call), None)


def _unpin(call: Call, room: Room, thread: int | None) -> bool:
    room.pinned[:] = [number for number in room.pinned if room.messages[number].thread_id != thread]
    call.world.changes.emit("room", room)
    return True
