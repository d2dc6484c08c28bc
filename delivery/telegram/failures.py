"""Kinds of failure: what an error of the Bot API means for the message and its chat."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "no text in the message",
    "no caption in the message",
)
"""Said of a message that can no longer be edited."""


class FailureKind(Enum):
    """The effect of a failure on the message."""

    GONE = auto()  # refused for good, like everything else to the same chat
    REFUSED = auto()  # refused for good, because of this message
    MIGRATED = auto()  # the chat has a new id
    HELD = auto()  # 429: nothing may be sent to this chat for a while
    UNSENT = auto()  # certainly did not reach Telegram
    UNKNOWN = auto()  # may have reached Telegram; it has no idempotency key to ask with
    TOKEN = auto()  # the token is not valid: nothing can be sent at all


@dataclass(frozen=True)
class Failure:
    """One classified error. ``words`` are Telegram's own, without a secret."""

    kind: FailureKind
    key: str
    words: str
    chat_id: int | None = None
    """Of a chat that migrated: its new id."""
    wait: timedelta = timedelta()
    """Of a 429: how long."""


class HalfSent(Exception):
    """A part of the message arrived before the error that is the cause of this one."""


UNSENT_CAUSES = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""Raised before a byte of the request has left: no connection, or none free."""

GONE_WORDS = (
    ("blocked by the user", "blocked"),
    ("user is deactivated", "deactivated"),
    ("can't initiate conversation", "not_started"),
    ("was kicked", "kicked"),
    ("not a member", "kicked"),
    ("group chat was deactivated", "kicked"),
    ("chat not found", "not_found"),
    ("user not found", "not_found"),
    ("peer_id_invalid", "not_found"),
    ("have no rights to send", "no_rights"),
    ("not enough rights", "no_rights"),
    ("chat_write_forbidden", "no_rights"),
    ("chat_restricted", "no_rights"),
    ("chat_send_plain_forbidden", "no_rights"),
    ("administrator rights", "no_rights"),
)
"""Parts of Telegram's messages in lower case (it has no codes), each with the key of the reason."""
ONE_KIND = re.compile(
    r"rights to send (?!text|a message|messages)\w+|chat_send_(?!plain)\w+_forbidden"
    r"|voice_messages_forbidden|restricted receiving"
)
"""The chat forbids messages of one kind, such as photos or places; others may still be sent there."""


def classify(error: BaseException) -> Failure:
    """Return the failure that an error means. The outcome of an error that is not Telegram's is unknown."""
    if isinstance(error, HalfSent):
        return Failure(FailureKind.UNKNOWN, "no_answer", f"only a part was sent: {error.__cause__}")
    words = str(error)
    match error:
        case ChatMigrated():
            return Failure(FailureKind.MIGRATED, "migrated", words, chat_id=error.new_chat_id)
        case RetryAfter():
            return Failure(FailureKind.HELD, "held", words, wait=_seconds(error))
        case InvalidToken() | EndPointNotFound():
            return Failure(FailureKind.TOKEN, "token", "Telegram does not accept the token")
        case Forbidden() if ONE_KIND.search(words.lower()):
            return Failure(FailureKind.REFUSED, "bad_request", words)
        case Forbidden():
            return Failure(FailureKind.GONE, _key(words) or "forbidden", words)
        case BadRequest():
            key = _key(words)
            return Failure(FailureKind.GONE, key, words) if key else Failure(FailureKind.REFUSED, "bad_request", words)
        case NetworkError() if isinstance(error.__cause__, UNSENT_CAUSES):
            return Failure(FailureKind.UNSENT, "no_connection", words)
        case NetworkError() | Conflict() | TelegramError():
            return Failure(FailureKind.UNKNOWN, "no_answer", words)
    return Failure(FailureKind.UNKNOWN, "no_answer", f"{type(error).__name__}: {words}")


def _key(words: str) -> str | None:
    said = words.lower()
    if ONE_KIND.search(said):
        return None
    return next((key for needle, key in GONE_WORDS if needle in said), None)


def _seconds(error: RetryAfter) -> timedelta:
    wait = error.retry_after  # a timedelta by PTB_TIMEDELTA (see ``connection``), else seconds
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def says(error: BadRequest, phrases: tuple[str, ...]) -> bool:
    """Whether Telegram's words have one of these phrases."""
    said = error.message.lower()
    return any(phrase in said for phrase in phrases)
