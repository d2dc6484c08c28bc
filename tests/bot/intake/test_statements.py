"""The SQL statements of a report: a text, a photo, a pin and a submission ask the database no more than this."""

import math
from collections import Counter

import pytest

from benchmarks.support.queries import statements
from benchmarks.updates.statements import INBOX, QUIET
from conversation import Conversation, acting
from sandbox_client import SandboxClient
from services.core.town import Town
from services.people import remembered

INSIDE, ELSEWHERE = (30.1870, 108.0530), (30.1930, 108.0600)
EVERY = ("INSERT INTO updates", "UPDATE updates", "SELECT own")
"""An update is stored, claimed, and everything that is mostly looked up is read at once."""
CASE = ("INSERT INTO counters", "INSERT INTO cases", "INSERT INTO journal", "INSERT INTO deadlines")
TOLD = ("SELECT 'village'", "SELECT shifts", "INSERT INTO outbox", "INSERT INTO outbox", "INSERT INTO sent_cards")
ALLOWED = {
    "text": (*EVERY, "INSERT INTO drafts", "INSERT INTO message_refs", "UPDATE drafts"),
    "photo": (*EVERY, "INSERT INTO media", "INSERT INTO attachments", "INSERT INTO message_refs", "UPDATE drafts"),
    "pin": (*EVERY, "INSERT INTO message_refs", "SELECT cases", "UPDATE drafts"),
    "submit": (*EVERY, *CASE, "UPDATE attachments", *TOLD, "UPDATE drafts"),
}


async def step(conversation: Conversation, who: str, name: str, pin: tuple[float, float]) -> None:
    """Let somebody take one step of a report."""
    match name:
        case "text":
            await conversation[who].sends("村道边坡垮塌，堵了半边路")
        case "photo":
            await conversation[who].sends(photo=True)
        case "pin":
            await conversation[who].sends(location=pin)
        case "submit":
            await conversation.press(who, "✅ 提交")
    await conversation.settles()


def beyond(asked: list[str], allowed: tuple[str, ...]) -> list[str]:
    """Return the statements that are more than those allowed, as they begin."""
    left = Counter(allowed)
    more = []
    for statement in asked:
        begin = next((one for one in left if left[one] and statement.startswith(one)), None)
        if begin is None:
            more.append(statement)
        else:
            left[begin] -= 1
    return more


async def test_a_report_asks_the_database_no_more_than_it_must(
    town: Town, sandbox: SandboxClient, sandbox_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "AGAIN", math.inf)  # a busy machine takes longer over a report
    async with acting(town, sandbox, sandbox_url, "officer", "principal") as conversation:
        for name in ALLOWED:  # what is remembered of the roster is asked once
            await step(conversation, "principal", name, ELSEWHERE)
        for name in ("text", "photo", "pin"):
            await step(conversation, "officer", name, INSIDE)
        await conversation.press("officer", "✖️ 取消")
        for name, allowed in ALLOWED.items():
            with statements(town.database) as seen:
                await step(conversation, "officer", name, INSIDE)
            asked = [" ".join(words.split()) for words, _ in seen if not words.startswith((*QUIET, INBOX))]
            assert not beyond(asked, allowed), f"a {name} runs further statements"
            assert len(asked) == len(allowed), f"a {name} runs fewer: lower the limit"
        assert len(await conversation.cases()) == 2
