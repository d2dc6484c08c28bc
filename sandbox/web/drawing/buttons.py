"""Buttons under messages, the reply keyboard, and the commands of a bot."""

from collections.abc import Iterator

from sandbox.json import Json
from sandbox.web.drawing.media import icon
from sandbox.web.drawing.richtext import attribute, plain
from sandbox.world.chats import Message, Room
from sandbox.world.people import Bot, Person, profile_key

_MARKS = {"url": "open_in_new", "copy_text": "content_copy", "web_app": "web_asset", "login_url": "login"}
_REQUESTS = {"request_contact": "contact_phone", "request_location": "location_on", "request_chat": "group"}
_STYLED = frozenset({"danger", "success", "primary"})


def inline_keys(message: Message) -> str:
    """Return the rows of buttons under a message; a button is named by its row and column."""
    if message.inline is None:
        return ""
    return f'<div class="keys">{_rows(message.inline["inline_keyboard"], "tap", _MARKS)}</div>'


def reply_keys(keyboard: Json) -> str:
    """Return the keyboard at the bottom of the phone."""
    return _rows(keyboard.get("keyboard") or [], "key", _REQUESTS)


def _rows(rows: list[list[Json]], act: str, marks: dict[str, str]) -> str:
    drawn = []
    for row, buttons in enumerate(rows):
        cells = []
        for column, button in enumerate(buttons):
            text = str(button["text"])
            mark = next((icon(name) for field, name in marks.items() if button.get(field)), "")
            style = f" {button['style']}" if button.get("style") in _STYLED else ""
            copied = (button.get("copy_text") or {}).get("text")
            copies = f' data-copy="{attribute(copied)}"' if copied else ""
            cells.append(
                f'<button type="button" class="key{style}" data-act="{act}" data-at="{row}.{column}"{copies} '
                f'data-text="{attribute(text)}" title="{attribute(text)}"><span>{plain(text)}</span>{mark}</button>'
            )
        drawn.append(f'<div class="key-row">{"".join(cells)}</div>')
    return "".join(drawn)


def button_at(rows: list[list[Json]], at: str, text: str) -> Json | None:
    """Return the button that was pressed: at its place with the same text, or moved meanwhile.

    None when it is gone, or when several buttons have its text and none of them is at its place.
    """
    try:
        row, column = (int(part) for part in at.split("."))
        button = rows[row][column]
    except (ValueError, IndexError):
        button = None
    if button is not None and button["text"] == text:
        return button
    moved = [button for row in rows for button in row if button["text"] == text]
    return moved[0] if len(moved) == 1 else None


def keyboard_of(room: Room, person: Person) -> tuple[Message, Json] | None:
    """Return the person's current reply keyboard, and the message that brought it."""
    message = room.keyboard_of(person)
    if message is None or message.keyboard is None or not message.keyboard.get("keyboard"):
        return None
    return message, message.keyboard


def commands_of(bot: Bot, room: Room, person: Person) -> list[tuple[str, str]]:
    """Return the commands that the bot shows this person here
    (https://core.telegram.org/bots/api#determining-list-of-commands)."""
    tongue = (person.language_code or "").split("-")[0].lower()
    for scope in _scopes(room, person):
        for language in (tongue, None):
            if found := bot.profile.get(profile_key("commands", language, scope)):
                return [(str(one["command"]).removeprefix("/"), str(one["description"])) for one in found]
    return []


def _scopes(room: Room, person: Person) -> Iterator[Json]:
    if room.private:
        yield {"type": "chat", "chat_id": room.id}
        yield {"type": "all_private_chats"}
    else:
        member = room.members.get(person.id)
        yield {"type": "chat_member", "chat_id": room.id, "user_id": person.id}
        if member is not None and member.admin:
            yield {"type": "chat_administrators", "chat_id": room.id}
        yield {"type": "chat", "chat_id": room.id}
        if member is not None and member.admin:
            yield {"type": "all_chat_administrators"}
        yield {"type": "all_group_chats"}
    yield {"type": "default"}
