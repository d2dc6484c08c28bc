"""A button whose data nobody can read: of another version, or of somebody who makes up their own."""

import pytest

from conversation import Conversation, acting
from handlers.kit.buttons import Press, choice_in, number_in, parts_in
from models.enums import Severity, UpdateState
from product import count
from sandbox_client import SandboxClient
from services.core.errors import Stale
from services.core.town import Town

GONE = "这个按钮已失效，请从菜单重新进入。"
OF_THE_STATION = (
    "p:view:x:",
    "p:view:²:",
    f"p:view:{'9' * 30}:",
    "p:timeline:1:x",
    "p:more:1e9:",
    "p:queue::x",
    "p:queue::todo.-.x",
    "p:queue::soon.-.0",
    "p:queue::todo.tsunami.0",
    "p:queue_line::soon",
    "p:dismiss:x:",
    "p:because:1:dismiss.1",
    "p:because:1:dismiss.9.",
    "p:because:1:explode.1.",
    "p:until:1:pause.tomorrow",
    "p:until:1:explode.202611281200",
    "p:at_ask:pause.x:202611281200",
    "p:at_ask:pause.1:202613991200",
    "p:at_plan:x:202611281200",
    "p:cal:plan.1:99991231",
    "p:cal:plan.1:000101",
    "p:cal:plan.1:2026-11",
    "p:lang::tlh",
    "p:duty_for:1:x",
    "p:mo:x:s.1.0",
    "p:retry_update:x:",
)
OF_AN_OFFICER = (
    "p:report:x:",
    "p:report:2:kind.war",
    "p:report:2:severity.x",
    "p:report:2:village.²",
    "p:own::x.0",
    "p:own::open.x",
)


async def answers(s: Conversation, who: str, *data: str) -> dict[str, object]:
    """Show buttons with these data, as another version of the bot did, and tap each; return what is said to each."""
    rows = [[{"text": one, "callback_data": one}] for one in data]
    sent = await s.sandbox.call("sendMessage", chat_id=s[who].id, text="…", reply_markup={"inline_keyboard": rows})
    message = sent["result"]["message_id"]
    return {one: (await s[who].taps(data=one, message=message, stale=True)).get("text") for one in data}


async def test_data_that_cannot_be_read_is_an_old_button(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer") as s:
        await s.driver.dispatched("road-station")
        for who in ("duty", "officer"):
            await s[who].sends("/start")
        await s["officer"].sends("3组边坡有落石")
        await s.settles()
        said = await answers(s, "duty", *OF_THE_STATION) | await answers(s, "officer", *OF_AN_OFFICER)
        assert {data: text for data, text in said.items() if text != GONE} == {}
        await s.settles()
        assert await count(s.town, UpdateState.PARKED) == 0


def test_what_a_button_carries_is_read_or_stale() -> None:
    assert number_in("12") == 12
    assert number_in("", 0) == 0
    assert choice_in("major", Severity) is Severity.MAJOR
    assert parts_in("a.b", 2) == ["a", "b"]
    assert Press(action="a", subject="-5").id == -5
    for text in ("", "x", "²", "٣", "-1", "1.0", "1e3", "9" * 17, " 1", "1\n"):
        with pytest.raises(Stale):
            number_in(text)
    for text in ("", "MAJOR", "major ", "9"):
        with pytest.raises(Stale):
            choice_in(text, Severity)
    with pytest.raises(Stale):
        parts_in("a.b.c", 2)
