"""The methods that read and change a bot's profile: its name, descriptions, commands and menu button."""

from collections.abc import Callable

from sandbox.botapi.call import Call
from sandbox.botapi.messages.uploads import stored_file
from sandbox.content.media import photo_content
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.wire.params import Params
from sandbox.world.members import ADMIN_RIGHTS, CHANNEL_RIGHTS, OTHER_RIGHTS
from sandbox.world.people import profile_key

# The scopes of commands, and the fields that each needs.
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def get_me(call: Call) -> Json:
    """Answer `getMe` (https://core.telegram.org/bots/api#getme)."""
    bot = call.bot
    return bot.brief() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
    }


def _scope_key(call: Call) -> str:
    scope = call.params.parsed("scope", "can't parse BotCommandScope JSON object") or {"type": "default"}
    trouble = "can't parse BotCommandScope: "
    if not isinstance(scope, dict):
        raise bad_request(trouble + "BotCommandScope must be an Object")
    fields = _SCOPES.get(str(scope.get("type")))
    if fields is None:
        raise bad_request(trouble + "Unsupported type specified")
    for field in fields:
        if scope.get(field) in (None, ""):
            raise bad_request(f'{trouble}can\'t find field "{field}"')
    if fields:
        inner = Call(call.world, call.bot, Params(scope))
        room = inner.room()
        scope = scope | {"chat_id": room.id}
        if len(fields) > 1:
            scope = scope | {"user_id": inner.user().id}
    return profile_key("commands", call.params.text("language_code"), scope)


def set_my_commands(call: Call) -> bool:
    """Answer `setMyCommands` (https://core.telegram.org/bots/api#setmycommands)."""
    commands = call.params.listed("commands", "expected an Array of BotCommand")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        name = str(command.get("command", "")).removeprefix("/")
        if not (1 <= len(name) <= 32 and name.isascii() and name == name.lower() and name.replace("_", "").isalnum()):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.bot.profile[_scope_key(call)] = commands
    call.world.changes.emit("bot", note=call.bot.username)
    return True


def get_my_commands(call: Call) -> list[Json]:
    """Answer `getMyCommands` (https://core.telegram.org/bots/api#getmycommands)."""
    return list(call.bot.profile.get(_scope_key(call), ()))


def delete_my_commands(call: Call) -> bool:
    """Answer `deleteMyCommands` (https://core.telegram.org/bots/api#deletemycommands)."""
    call.bot.profile.pop(_scope_key(call), None)
    call.world.changes.emit("bot", note=call.bot.username)
    return True


def _setter(field: str, most: int) -> Callable[[Call], bool]:
    def set_text(call: Call) -> bool:
        text = call.params.text(field) or ""
        if len(text) > most:
            raise bad_request(f"{field} is too long")
        call.bot.profile[profile_key(field, call.params.text("language_code"))] = text
        if field == "name" and text and not call.params.text("language_code"):
            call.bot.rename(first_name=text)
        call.world.changes.emit("bot", note=call.bot.username)
        return True

    return set_text


def _getter(field: str, default: Callable[[Call], str]) -> Callable[[Call], Json]:
    def get_text(call: Call) -> Json:
        return {field: call.bot.profile.get(profile_key(field, call.params.text("language_code"))) or default(call)}

    return get_text


set_my_name, get_my_name = _setter("name", 64), _getter("name", lambda call: call.bot.first_name)
set_my_description, get_my_description = _setter("description", 512), _getter("description", lambda _: "")
set_my_short_description = _setter("short_description", 120)
get_my_short_description = _getter("short_description", lambda _: "")


def set_chat_menu_button(call: Call) -> bool:
    """Answer `setChatMenuButton` (https://core.telegram.org/bots/api#setchatmenubutton)."""
    button = call.params.parsed("menu_button", "can't parse menu button JSON object") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    call.bot.profile[f"menu {call.params.number('chat_id')}"] = button
    call.world.changes.emit("bot", note=call.bot.username)
    return True


def get_chat_menu_button(call: Call) -> Json:
    """Answer `getChatMenuButton` (https://core.telegram.org/bots/api#getchatmenubutton); a chat has the default button
    until it has one of its own, and the default is the list of commands until the bot sets it."""
    chat = call.params.number("chat_id")
    unset = {"type": "commands" if chat is None else "default"}
    button: Json = call.bot.profile.get(f"menu {chat}") or unset
    return {"type": "commands"} if chat is None and button["type"] == "default" else button


def _rights_key(call: Call) -> str:
    return "channel rights" if call.params.flag("for_channels") else "group rights"


def set_default_rights(call: Call) -> bool:
    """Answer `setMyDefaultAdministratorRights` (https://core.telegram.org/bots/api#setmydefaultadministratorrights).

    The rights are kept, but no chat applies them.
    """
    given = call.params.parsed("rights", "can't parse rights JSON object") or {}
    if not isinstance(given, dict):
        raise bad_request("object expected as rights")
    call.bot.profile[_rights_key(call)] = {name for name, value in given.items() if value is True}
    return True


def get_default_rights(call: Call) -> Json:
    """Answer `getMyDefaultAdministratorRights` (https://core.telegram.org/bots/api#getmydefaultadministratorrights);
    Telegram never shows a bot as anonymous here."""
    given = call.bot.profile.get(_rights_key(call), set())
    shown = (*(CHANNEL_RIGHTS if call.params.flag("for_channels") else ADMIN_RIGHTS), *OTHER_RIGHTS)
    return {name: name in given and name != "is_anonymous" for name in shown}


def set_my_profile_photo(call: Call) -> bool:
    """Answer `setMyProfilePhoto` (https://core.telegram.org/bots/api#setmyprofilephoto)."""
    given = call.params.parsed("photo", "can't parse input profile photo JSON object")
    if not isinstance(given, dict) or given.get("type") not in ("static", "animated"):
        raise bad_request("can't parse InputProfilePhoto: Unsupported type specified")
    upload = call.params.upload(str(given.get("photo") or given.get("animation") or ""))
    if upload is None:
        raise bad_request("there is no photo in the request")
    content = photo_content(call.world.files, stored_file(call, "photo", None, upload))
    call.bot.photos.insert(0, content["photo"])
    return True


def remove_my_profile_photo(call: Call) -> bool:
    """Answer `removeMyProfilePhoto` (https://core.telegram.org/bots/api#removemyprofilephoto)."""
    call.bot.photos.clear()
    return True
