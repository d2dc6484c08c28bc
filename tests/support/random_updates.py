"""Random updates of every kind that aiogram knows, made from its types; some are broken, some of no known kind.

The same seed makes the same updates.
"""

import random
import types
import typing
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin

import aiogram.types
import orjson
from aiogram.types import TelegramObject, Update
from pydantic.fields import FieldInfo

from handlers.areas import MENU

KINDS = tuple(name for name in Update.model_fields if name != "update_id")
USUAL = ("message", "callback_query", "edited_message", "my_chat_member", "chat_member")
CONTENTS: tuple[dict[str, Any], ...] = (
    {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}]},
    {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    {"video": {"file_id": "w", "file_unique_id": "w", "width": 9, "height": 9, "duration": 3}},
    {"document": {"file_id": "d", "file_unique_id": "d", "file_name": "x.zip", "mime_type": "application/zip"}},
    {"location": {"latitude": 30.1861, "longitude": 108.0521}},
    {"location": {"latitude": 30.1861, "longitude": 108.0521, "live_period": 900}},
    {"contact": {"phone_number": "8613900000000", "first_name": "张三"}},
    {
        "sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9, "height": 9}
        | {"is_animated": False, "is_video": False}
    },
    {"dice": {"emoji": "🎲", "value": 3}},
)
STRANGE = (
    "\u2800",
    "\u200b",
    "\ufffd",
    "\u202e321",
    "长" * 4096,
    "1e500000000",
    "9" * 4000,
    "[" * 900,
    "<b>&amp;",
    "/",
)
PHRASES = Path(__file__).parents[1] / "understanding" / "phrases.txt"


class RandomUpdates:
    """Makes updates; ``buttons`` are data of buttons that were shown, which people press."""

    def __init__(self, seed: int, people: list[int], strangers: list[int], groups: list[int]) -> None:
        self.rng = random.Random(seed)
        self.buttons: list[str] = []
        self._people, self._strangers, self._groups = people, strangers, groups
        said = [line.split("|")[1].strip() for line in PHRASES.read_text(encoding="utf-8").splitlines() if "|" in line]
        commands = [f"/{entry.command}" for entry in MENU.entries]
        self._words = [*said, *commands, *(f"{command} {word}" for command, word in zip(commands, said, strict=False))]

    def next(self) -> tuple[dict[str, Any], bytes | None]:
        """Return an update without its id; the bytes stand for it when JSON cannot."""
        rng, kind = self.rng, self._kind()
        if kind == "message":
            event = self._message()
        elif kind == "edited_message":
            event = self._message() | {"edit_date": 1795420900}
        elif kind == "callback_query":
            event = self._press()
        elif kind in KINDS:
            event = self._of_type(Update.model_fields[kind].annotation, 0)
        else:
            event = {"from": {"id": self._sender()}, "chat": {"id": self._sender()}, "thought": rng.random()}
        raw = {kind: self._broken(event) if rng.random() < 0.12 else event}
        return raw, self._bytes(raw) if rng.random() < 0.05 else None

    def _kind(self) -> str:
        chance = self.rng.random()
        if chance < 0.75:
            return self.rng.choices(USUAL, (55, 30, 5, 3, 3))[0]
        return self.rng.choice(KINDS) if chance < 0.97 else self.rng.choice(("telepathy", "message_2030"))

    def _sender(self) -> int:
        return self.rng.choice(self._strangers if self.rng.random() < 0.2 else self._people)

    def _user(self, number: int) -> dict[str, Any]:
        return {
            "id": number,
            "is_bot": False,
            "first_name": "P",
            "language_code": self.rng.choice(("zh-hans", "en", "fr")),
        }

    def _message(self) -> dict[str, Any]:
        rng, sender = self.rng, self._sender()
        private = rng.random() < 0.85
        chat = {"id": sender, "type": "private", "first_name": "P"}
        if not private:
            chat = {"id": rng.choice(self._groups), "type": rng.choice(("supergroup", "group")), "title": "群"}
        message = {"message_id": rng.randrange(1, 400), "date": 1795420800, "chat": chat, "from": self._user(sender)}
        if rng.random() < 0.65:
            message["text"] = self._text()
        else:
            message |= rng.choice(CONTENTS)
            if rng.random() < 0.5:
                message["caption"] = self._text()[:1024]
        if rng.random() < 0.1:
            message["reply_to_message"] = {key: message[key] for key in ("chat", "from", "date")} | {"message_id": 3}
        if rng.random() < 0.08:
            message["media_group_id"] = "album"
        if rng.random() < 0.05:
            message["forward_origin"] = {"type": "user", "date": 1795420000, "sender_user": self._user(9)}
        return message

    def _press(self) -> dict[str, Any]:
        rng, sender = self.rng, self._sender()
        data = rng.choice(self.buttons) if self.buttons else "p:mine::1"
        if rng.random() < 0.3:
            parts = data.split(rng.choice((":", ".")))
            parts[rng.randrange(len(parts))] = rng.choice(("", "0", "-1", "9" * 30, "x", "٣", "nan", "1e9", "зд"))
            data = ":".join(parts)[:64]
        message = {"message_id": rng.randrange(1, 400), "date": 1795420800, "text": "…", "from": self._user(1)}
        chat = {"id": sender, "type": "private", "first_name": "P"}
        query = {"id": str(rng.randrange(10**9)), "from": self._user(sender), "chat_instance": "1", "data": data}
        return query | ({"message": message | {"chat": chat}} if rng.random() < 0.95 else {})

    def _text(self) -> str:
        chance = self.rng.random()
        if chance < 0.85:
            return self.rng.choice(self._words) or "x"
        if chance < 0.95:
            return self.rng.choice(STRANGE) or "x"
        return "".join(chr(self.rng.choice((32, 48, 0x4E00, 0x1F600)) + self.rng.randrange(60)) for _ in range(30))

    def _bytes(self, raw: dict[str, Any]) -> bytes:
        """Return the update with half a surrogate, GBK or a NUL in its strings."""
        mark = self.rng.choice((b"\\ud83d", "误".encode("gbk"), b"\\u0000", b"\\udead\\ud83d"))
        return orjson.dumps(raw).replace(b'"text":"', b'"text":"' + mark).replace(b'"P"', b'"' + mark + b'"')

    def _broken(self, event: Any) -> Any:
        """Return an event with one part of another type, or without one."""
        if not isinstance(event, dict) or not event:
            return self._junk()
        name = self.rng.choice(list(event))
        if isinstance(event[name], dict) and self.rng.random() < 0.6:
            return event | {name: self._broken(event[name])}
        if self.rng.random() < 0.4:
            return {key: value for key, value in event.items() if key != name}
        return event | {name: self._junk()}

    def _junk(self) -> Any:
        return self.rng.choice((None, "x", -1, 2**63 - 1, 2**53, 1.5, True, [], {}, [[]], {"id": "x"}, ["x"], ""))

    def _of_type(self, annotation: Any, depth: int) -> Any:
        """Return a value of a type of aiogram."""
        rng, origin = self.rng, get_origin(annotation)
        if origin in (Union, types.UnionType):
            return self._of_type(rng.choice([one for one in get_args(annotation) if one is not type(None)]), depth)
        if origin is Literal:
            return rng.choice(get_args(annotation))
        if origin is list:
            return [self._of_type(get_args(annotation)[0], depth + 1) for _ in range(rng.randrange(3))]
        if isinstance(annotation, ForwardRef):
            return self._of_type(_resolved(annotation), depth)
        if not isinstance(annotation, type):
            return self._text()
        if issubclass(annotation, TelegramObject):
            return self._object(annotation, depth)
        if issubclass(annotation, Enum):
            return rng.choice(list(annotation)).value
        if issubclass(annotation, bool):
            return rng.random() < 0.5
        if issubclass(annotation, int):
            return self._sender() if rng.random() < 0.3 else rng.choice((0, 1, 7, 2**31, 2**52))
        if issubclass(annotation, float):
            return rng.uniform(-90, 90)
        if issubclass(annotation, datetime | timedelta):
            return 1795420800
        return self._text()

    def _object(self, kind: type[TelegramObject], depth: int) -> dict[str, Any]:
        made = {}
        for name, about in kind.model_fields.items():
            if _is_needed(about) or (depth < 3 and self.rng.random() < 0.15):
                made[about.alias or name] = self._fixed(about) or self._of_type(about.annotation, depth + 1)
        if "id" in made and kind.__name__ in ("User", "Chat"):
            made["id"] = self._sender()
        return made

    @staticmethod
    def _fixed(about: FieldInfo) -> Any:
        """Return the value by which a type is told from others."""
        return about.default.value if isinstance(about.default, Enum) else None


def _resolved(annotation: ForwardRef) -> Any:
    """Return the type that aiogram names before it defines it."""
    return eval(annotation.__forward_arg__, vars(typing) | vars(aiogram.types))


def _is_needed(about: FieldInfo) -> bool:
    return about.is_required() or get_origin(about.annotation) is Literal
