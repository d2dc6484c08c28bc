"""All methods by name, and which of them count as sends."""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.botapi import callbacks, polling, profile, sending
from sandbox.botapi.call import Call
from sandbox.params import Params

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
    """How many messages the call would send or edit, for the flood limits: an album counts each of its items."""
    if method not in SENDS:
        return 0
    many = {"sendmediagroup": "media", "forwardmessages": "message_ids", "copymessages": "message_ids"}.get(method)
    listed = params.parsed(many) if many else None
    return len(listed) if isinstance(listed, list) and listed else 1
