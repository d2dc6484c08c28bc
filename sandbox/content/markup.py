"""Keyboards, checked as Telegram checks them."""

from typing import Any

from sandbox.errors import bad_request
from sandbox.json import Json

MAX_CALLBACK_DATA = 64  # bytes
MAX_BUTTONS = 100
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


def parse_markup(given: Any) -> tuple[Json | None, Json | None]:
    """Return the inline keyboard and the reply keyboard of a reply_markup; at least one is None.

    A removal and a forced reply count as reply keyboards.
    """
    if given is None:
        return None, None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        return _inline(given["inline_keyboard"]), None
    if "keyboard" in given:
        return None, _reply(given)
    if given.get("remove_keyboard") or given.get("force_reply"):
        return None, given
    return None, None


def _rows(rows: Any, complaint: str) -> list[list[Any]]:
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise bad_request(complaint)
    return [row for row in rows if row]


def _inline(given: Any) -> Json | None:
    rows = _rows(given, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    if not rows:
        return None
    return {"inline_keyboard": [[_inline_button(button) for button in row] for row in rows]}


def _inline_button(button: Any) -> Json:
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
    if url is not None and not _address(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return {name: value for name, value in button.items() if value is not None}


def _address(url: Any) -> bool:
    """Whether a button may open the address: a web address with a dot in its host, or one of Telegram's own."""
    if not isinstance(url, str) or not url or any(mark.isspace() for mark in url):
        return False
    scheme, separator, rest = url.partition("://")
    if not separator:
        scheme, rest = "http", url
    if scheme.lower() in ("tg", "ton"):
        return True
    host = rest.split("/", 1)[0].split("?", 1)[0].rsplit("@", 1)[-1].split(":", 1)[0]
    return scheme.lower() in ("http", "https") and "." in host


def _reply(given: Json) -> Json:
    rows = _rows(given["keyboard"], 'field "keyboard" must be an Array of Arrays')
    return {**given, "keyboard": [[_key(key) for key in row] for row in rows]}


def _key(key: Any) -> Json:
    trouble = "can't parse keyboard button: "
    if isinstance(key, str):
        return {"text": key}
    if not isinstance(key, dict):
        raise bad_request(trouble + "KeyboardButton must be a String or an Object")
    if not isinstance(key.get("text"), str):
        raise bad_request(trouble + 'can\'t find field "text"')
    return {name: value for name, value in key.items() if value not in (None, False)}
