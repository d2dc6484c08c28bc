"""The method that answers a pressed inline button."""

from sandbox.botapi.call import Call
from sandbox.content.entities import utf16_length
from sandbox.errors import bad_request
from sandbox.world.queries import ANSWER_WITHIN

MAX_ANSWER = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(call: Call) -> bool:
    """Answer `answerCallbackQuery` (https://core.telegram.org/bots/api#answercallbackquery); the person sees only the
    first answer."""
    query = call.world.queries.get(call.params.text("callback_query_id") or "")
    if query is None or query.bot is not call.bot:
        raise bad_request(TOO_OLD)
    if call.world.clock.timestamp() - query.at > ANSWER_WITHIN:
        raise bad_request(TOO_OLD)
    text = call.params.text("text")
    if text is not None and utf16_length(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if not query.answer.done():
        answer = {"text": text, "show_alert": call.params.flag("show_alert"), "url": call.params.text("url")}
        query.answer.set_result(answer)
        call.world.changes.emit("answer", query.message.room, note=text or "")
    return True
