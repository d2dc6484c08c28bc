"""All methods by name, and the ones that count as sends."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.botapi.bot import polling, profile
from sandbox.botapi.call import Call
from sandbox.botapi.chats import members, rooms, topics
from sandbox.botapi.messages import callbacks, copying, editing, reactions, sending, uploads
from sandbox.wire.params import Params

Method = Callable[[Call], Any | Awaitable[Any]]

_NAMED: dict[str, Method] = {
    "getMe": profile.get_me,
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "close": polling.close,
    "logOut": polling.close,
    "sendMessage": sending.send_message,
    "sendLocation": sending.send_location,
    "sendVenue": sending.send_venue,
    "sendContact": sending.send_contact,
    "sendPoll": sending.send_poll,
    "stopPoll": sending.stop_poll,
    "sendDice": sending.send_dice,
    "sendChatAction": sending.send_chat_action,
    "sendPhoto": uploads.send_photo,
    "sendDocument": uploads.send_document,
    "sendVideo": uploads.send_video,
    "sendAnimation": uploads.send_animation,
    "sendAudio": uploads.send_audio,
    "sendVoice": uploads.send_voice,
    "sendVideoNote": uploads.send_video_note,
    "sendSticker": uploads.send_sticker,
    "sendMediaGroup": uploads.send_media_group,
    "getFile": uploads.get_file,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageMedia": editing.edit_message_media,
    "editMessageLiveLocation": editing.edit_message_live_location,
    "stopMessageLiveLocation": editing.stop_message_live_location,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "forwardMessage": copying.forward_message,
    "forwardMessages": copying.forward_messages,
    "copyMessage": copying.copy_message,
    "copyMessages": copying.copy_messages,
    "getChat": rooms.get_chat,
    "pinChatMessage": rooms.pin_chat_message,
    "unpinChatMessage": rooms.unpin_chat_message,
    "unpinAllChatMessages": rooms.unpin_all_chat_messages,
    "setMessageReaction": reactions.set_message_reaction,
    "setChatTitle": rooms.set_chat_title,
    "setChatDescription": rooms.set_chat_description,
    "createChatInviteLink": rooms.create_chat_invite_link,
    "exportChatInviteLink": rooms.export_chat_invite_link,
    "createForumTopic": topics.create_forum_topic,
    "editForumTopic": topics.edit_forum_topic,
    "closeForumTopic": topics.close_forum_topic,
    "reopenForumTopic": topics.reopen_forum_topic,
    "getChatMember": members.get_chat_member,
    "getChatAdministrators": members.get_chat_administrators,
    "getChatMemberCount": members.get_chat_member_count,
    "banChatMember": members.ban_chat_member,
    "unbanChatMember": members.unban_chat_member,
    "leaveChat": members.leave_chat,
    "getUserProfilePhotos": members.get_user_profile_photos,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
    "setMyDefaultAdministratorRights": profile.set_default_rights,
}

# Telegram reads method names without regard to case.
METHODS: dict[str, Method] = {name.lower(): method for name, method in _NAMED.items()}
NAMES: dict[str, str] = {name.lower(): name for name in _NAMED}

_PREFIXES = ("send", "edit", "forward", "copy")
_FREE = frozenset({"sendchataction", "editforumtopic"})
SENDS = frozenset(name for name in METHODS if name.startswith(_PREFIXES) and name not in _FREE)


def sends_of(method: str, params: Params) -> int:
    """Return how many messages the call counts as for the flood limits; an album counts each of its items."""
    if method not in SENDS:
        return 0
    many = {"sendmediagroup": "media", "forwardmessages": "message_ids", "copymessages": "message_ids"}.get(method)
    listed = params.parsed(many) if many else None
    return len(listed) if isinstance(listed, list) and listed else 1
