"""Keyboards, checked as Telegram checks them."""

from typing import Any

from sandbox.content.entities import is_address
from sandbox.errors import bad_request
from sandbox.json import Json

MAX_CALLBACK_DATA = 64  # bytes
MAX_BUTTONS = 100
MAX_COPIED = 256
# https://core.telegram.org/bots/api#inlinekeyboardbutton; "default" is the style of a button without one.
STYLES = ("primary", "success", "danger", "default")
# Keys that ask for something of the person work in private chats only: elsewhere the whole message is refused.
_PRIVATE_ONLY = {
    "request_contact": "phone number can be requested",
    "request_location": "location can be requested",
    "request_poll": "poll can be requested",
    "request_users": "users can be requested",
    "request_chat": "chats can be requested",
    "web_app": "Web App buttons can be used",
}
_INLINE_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def parse_markup(given: Any, place: str) -> tuple[Json | None, Json | None]:
    """Return the inline keyboard and the reply keyboard of a reply_markup; at least one is None.

    A removal and a forced reply count as reply keyboards. `place` is the type of the chat: some buttons work in private
    chats only, and a channel takes inline keyboards only.
    """
    if given is None:
        return None, None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        return _inline(given["inline_keyboard"], place), None
    if place == "channel" and not given.keys().isdisjoint(("keyboard", "remove_keyboard", "force_reply")):
        raise bad_request("inline keyboard expected")
    if "keyboard" in given:
        return None, _reply(given, place)
    if given.get("remove_keyboard") or given.get("force_reply"):
        return None, given
    return None, None


def _rows(rows: Any, complaint: str) -> list[list[Any]]:
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise bad_request(complaint)
    return [row for row in rows if row]


def _inline(given: Any, place: str) -> Json | None:
    rows = _rows(given, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    if not rows:
        return None
    return {"inline_keyboard": [[_inline_button(button, place) for button in row] for row in rows]}


def _inline_button(button: Any, place: str) -> Json:
    trouble = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(trouble + "InlineKeyboardButton must be an Object")
    text = button.get("text")
    if text is None:
        raise bad_request(trouble + 'can\'t find field "text"')
    if not isinstance(text, str):
        raise bad_request(trouble + 'field "text" must be of type String')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if not any(
        button.get(action) not in (None, "") or (action in button and action.startswith("switch"))
        for action in _INLINE_ACTIONS
    ):
        raise bad_request(trouble + "Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and len(str(data).encode()) > MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not is_address(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if button.get("web_app") and place != "private":
        raise bad_request("BUTTON_TYPE_INVALID")
    copied = button.get("copy_text")
    if copied is not None:
        _check_copied(copied, trouble)
    return _styled(button, trouble)


def _check_copied(copied: Any, trouble: str) -> None:
    if not isinstance(copied, dict) or not isinstance(copied.get("text"), str):
        raise bad_request(trouble + 'can\'t find field "text"')
    if not 1 <= len(copied["text"]) <= MAX_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _styled(button: Json, trouble: str) -> Json:
    """Return the fields that a button has; refuse a colour that Telegram does not know."""
    if button.get("style") not in (None, "", *STYLES):
        raise bad_request(trouble + "invalid button style specified")
    return {name: value for name, value in button.items() if value not in (None, False)}


def _reply(given: Json, place: str) -> Json:
    rows = _rows(given["keyboard"], 'field "keyboard" must be an Array of Arrays')
    return {**given, "keyboard": [[_key(key, place) for key in row] for row in rows]}


def _key(key: Any, place: str) -> Json:
    trouble = "can't parse keyboard button: "
    if isinstance(key, str):
        return {"text": key}
    if not isinstance(key, dict):
        raise bad_request(trouble + "KeyboardButton must be a String or an Object")
    if not isinstance(key.get("text"), str):
        raise bad_request(trouble + 'can\'t find field "text"')
    if place != "private":
        for name, what in _PRIVATE_ONLY.items():
            if key.get(name):
                raise bad_request(f"{what} in private chats only")
    wanted = key.get("request_chat")
    if wanted is not None and not (isinstance(wanted, dict) and {"request_id", "chat_is_channel"} <= wanted.keys()):
        raise bad_request(trouble + "can't parse KeyboardButtonRequestChat")
    return _styled(key, trouble)
