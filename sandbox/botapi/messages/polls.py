"""The methods that send and stop polls; nobody votes in the sandbox."""

import asyncio
import random
from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.messages.composing import keyboards, post
from sandbox.botapi.messages.words import formatted
from sandbox.errors import bad_request
from sandbox.json import Json
from sandbox.world.changes import Change
from sandbox.world.chats import Message
from sandbox.world.state import World

MAX_EXPLANATION = 200
# A poll is open for this many seconds at most, when it has an end.
LONGEST = 2_628_000


def send_poll(call: Call) -> Json:
    """Answer `sendPoll` (https://core.telegram.org/bots/api#sendpoll)."""
    room = call.room(write=True)
    params = call.params
    kind = params.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    question, entities = formatted(
        call, call.required("question"), params.text("question_parse_mode"), params.parsed("question_entities")
    )
    if len(question) > 300:
        raise bad_request("poll question length must not exceed 300")
    options = _options(call)
    anonymous = params.text("is_anonymous")
    poll: Json = {
        "id": str(random.getrandbits(62)),
        "question": question,
        "options": options,
        "total_voter_count": 0,
        "is_closed": params.flag("is_closed"),
        "is_anonymous": anonymous is None or params.flag("is_anonymous"),
        "type": kind,
        "allows_multiple_answers": params.flag("allows_multiple_answers"),
        "allows_revoting": True,
        "members_only": False,
        **({"question_entities": entities} if entities else {}),
        **(_quiz(call, len(options)) if kind == "quiz" else {}),
        **_end(call),
    }
    message = post(call, room, {"poll": poll})
    if "close_date" in poll and not poll["is_closed"]:
        _close_in_time(call.world, message)
    return message.render()


def _options(call: Call) -> list[Json]:
    options: list[Json] = []
    for given in call.params.listed("options", "expected an Array of InputPollOption"):
        fields = given if isinstance(given, dict) else {"text": given}
        words = fields.get("text")
        if not isinstance(words, str) or not words:
            raise bad_request("poll options length must not be empty")
        if len(words) > 100:
            raise bad_request("poll options length must not exceed 100")
        text, entities = formatted(call, words, fields.get("text_parse_mode"), fields.get("text_entities"))
        option: Json = {"persistent_id": str(len(options)), "text": text, "voter_count": 0}
        options.append(option | ({"text_entities": entities} if entities else {}))
    if not 1 <= len(options) <= 12:
        raise bad_request("poll must have at least 1 option" if not options else "poll can't have more than 12 options")
    return options


def _quiz(call: Call, options: int) -> Json:
    """Return the answer and the explanation of a quiz."""
    params = call.params
    many: Any = params.parsed("correct_option_ids", "can't parse correct option identifiers JSON object")
    answers = many if isinstance(many, list) else [params.number("correct_option_id")]
    if not answers or any(not isinstance(answer, int) or not 0 <= answer < options for answer in answers):
        raise bad_request("wrong correct option ID specified")
    shown: Json = {"correct_option_id": answers[0], "correct_option_ids": answers}
    if given := params.text("explanation"):
        mode, entities = params.text("explanation_parse_mode"), params.parsed("explanation_entities")
        shown["explanation"], found = formatted(call, given, mode, entities)
        if len(shown["explanation"]) > MAX_EXPLANATION:
            raise bad_request("message is too long")
        if found:
            shown["explanation_entities"] = found
    return shown


def _end(call: Call) -> Json:
    """Return when the poll closes: after open_period seconds, or at close_date."""
    now, period, end = call.world.clock.unix(), call.params.number("open_period"), call.params.number("close_date")
    if period:
        if not 5 <= period <= LONGEST:
            raise bad_request("wrong open period specified")
        return {"open_period": period, "close_date": now + period}
    if end:
        if not now < end <= now + LONGEST:
            raise bad_request("wrong close date specified")
        return {"open_period": end - now, "close_date": end}
    return {}


def _close_in_time(world: World, message: Message) -> None:
    """Close the poll when its time has come, by the world's clock."""

    def look(change: Change | None = None) -> None:
        poll = message.content["poll"]
        if poll["is_closed"] or message.deleted or (change is not None and change.kind == "reset"):
            end()
        elif change is None or change.kind == "clock":
            left = poll["close_date"] - world.clock.timestamp()
            if left <= 0:
                end()
                close(world, message)
            elif change is None:
                asyncio.get_running_loop().call_later(left, look)

    end = world.changes.subscribe(look)
    look()


def close(world: World, message: Message) -> Json:
    """Close the poll of a message, tell the bot, and return the poll."""
    poll: Json = message.content["poll"] | {"is_closed": True}
    message.content = {"poll": poll}
    world.changes.emit("edited", message.room, message)
    bot = world.bots.get(getattr(message.sender, "token", ""))
    if bot is not None:
        world.tell_bot(bot, "poll", poll, message.room.id)
    return poll


def stop_poll(call: Call) -> Json:
    """Answer `stopPoll` (https://core.telegram.org/bots/api#stoppoll)."""
    room = call.room(write=True)
    message = call.message(room, "message with poll to stop not found")
    poll = message.content.get("poll")
    if poll is None or message.sender is not call.bot:
        raise bad_request("poll can't be stopped")
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    inline, keyboard = keyboards(call.params, room)
    if keyboard is not None:
        raise bad_request("inline keyboard expected")
    message.set_inline(inline)
    return close(call.world, message)
