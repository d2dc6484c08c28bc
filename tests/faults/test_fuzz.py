"""Random updates of every kind, polled and by webhook: no crash, no standstill, nobody left without an answer.

A bounded run with a fixed seed by day; ten minutes in ``make test-long``.
"""

import base64
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import orjson
import pytest
import sqlalchemy as sa
from aiogram.types import InlineKeyboardMarkup
from aiogram.types import Update as Parsed
from pydantic import ValidationError

from bot.health import state
from bot.intake.answer.sender import AnswerSender
from bot.intake.handle import update_handler
from bot.intake.role import take_in
from bot.intake.webhook_settings import WebhookSettings
from handlers import build_router
from handlers.kit.answers import Answers
from models import Update
from models.enums import UpdateState
from patience import until
from product import quiet, together
from random_updates import RandomUpdates
from sandbox_client import SandboxClient
from services.core.town import Town
from services.operations.watchdog import Reception
from thoroughness import LONG, times
from township import PEOPLE, TownshipDriver

SEED = 20261128
ROUNDS = times(10_000, by_day=2)
LASTS = 600.0
"""Seconds of a long run."""
IN_A_ROUND = 100
NEVER_SILENT = ("text", "photo", "voice", "video", "document", "contact")
"""A private message of a person of the roster with one of these is answered, unless it is part of an album."""


class Heard:
    """The updates that were answered; the buttons that were shown are pressed later."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, updates: RandomUpdates) -> None:
        self.answered: set[int] = set()
        send = AnswerSender.send

        async def noted(sender: AnswerSender, answers: Answers) -> None:
            if answers.collected or answers.callback_answer is not None:
                self.answered.add(answers.update.update_id)
            for answer in answers.collected:
                markup = getattr(answer.method, "reply_markup", None)
                rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
                updates.buttons += [key.callback_data for row in rows for key in row if key.callback_data]
            await send(sender, answers)

        monkeypatch.setattr(AnswerSender, "send", noted)


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_random_updates_do_no_harm(
    way: str, town: Town, sandbox: SandboxClient, sandbox_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update_handler, "BACKOFF", (timedelta(), timedelta(), timedelta()))
    people = [await sandbox.person(name) for name, _ in PEOPLE.values()]
    strangers = [await sandbox.person(f"S{number}") for number in range(3)]
    groups = [await sandbox.group(f"群{number}", *people[:3]) for number in range(2)]
    accounts = {who: person.id for who, person in zip(PEOPLE, people, strict=True)}
    driver = await TownshipDriver.open(town, accounts=accounts)
    updates = RandomUpdates(SEED, [one.id for one in people], [one.id for one in strangers], groups)
    heard, reception, figures = Heard(monkeypatch, updates), Reception(), Counter[str]()
    ends = time.monotonic() + LASTS
    last = 0
    async with receiving(driver.town, sandbox_url, way, reception):
        for _ in range(ROUNDS):
            for _ in range(IN_A_ROUND):
                raw, data = updates.next()
                last = await hand_over(sandbox, raw, data, last + 1)
                figures[next(iter(raw))] += 1
            await quiet(driver.town, sandbox)
            found = await harm(driver.town, heard, set(accounts.values()))
            figures.update(found)
            driver.forward(minutes=7)
            late = await until(
                lambda: late_parts(driver.town, reception), what="updates are said to wait, or polls to fail"
            )
            assert late["parked"] == found["parked"]
            await forget(driver.town)
            if LONG and time.monotonic() > ends:
                break
    print(way, dict(figures))
    refused = await sandbox.refused_messages()
    assert not refused, refused[:5]


async def hand_over(sandbox: SandboxClient, raw: dict[str, Any], data: bytes | None, number: int) -> int:
    """Give the bot an update, or bytes in its place; return its number."""
    body: dict[str, Any] = {"bot": sandbox.token, "update": raw}
    if data is not None:
        body = {"bot": sandbox.token, "bytes": base64.b64encode(b'{"update_id":%d,%s' % (number, data[1:])).decode()}
    return int((await sandbox.post("update", body))["update_id"])


@asynccontextmanager
async def receiving(town: Town, url: str, way: str, reception: Reception) -> AsyncIterator[None]:
    """Take updates in while the block runs; an error of intake fails the test."""
    webhook = None
    if way == "webhook":
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        webhook = WebhookSettings(url=f"http://127.0.0.1:{port}/telegram", port=port)
    router = build_router()
    async with together(
        lambda stop: take_in(town, router, api_base=url, stop=stop, webhook=webhook, reception=reception)
    ):
        yield


async def harm(town: Town, heard: Heard, roster: set[int]) -> Counter[str]:
    """Look for updates that a handler could not handle, or nobody answered; return the figures."""
    found: Counter[str] = Counter()
    async with town.database.reading() as session:
        rows = (await session.execute(sa.select(Update.update_id, Update.raw, Update.state, Update.error))).all()
    for update_id, raw, kept, error in rows:
        body = orjson.loads(raw)
        readable = _read(body)
        found["handled" if kept is UpdateState.HANDLED else "parked"] += 1
        assert kept is UpdateState.HANDLED or readable is None, f"a defect: {error}\n{body}"
        if readable is not None and _wants_an_answer(readable, roster):
            found["wanted an answer"] += 1
            assert update_id in heard.answered, f"nobody answered {body}"
    return found


async def late_parts(town: Town, reception: Reception) -> dict[str, int] | None:
    """Return what /healthz says is late, once it is only what is: nothing is sent here, and nobody keeps deadlines."""
    late = (await state(town, reception))[1].get("late", {})
    return {"parked": 0} | late if set(late) <= {"deadlines", "messages", "parked"} else None


async def forget(town: Town) -> None:
    """Settle what was parked, and forget it all."""
    async with town.database.transaction() as session:
        await session.execute(sa.delete(Update))


def _read(body: dict[str, Any]) -> Parsed | None:
    try:
        return Parsed.model_validate(body)
    except ValidationError:
        return None


def _wants_an_answer(update: Parsed, roster: set[int]) -> bool:
    if update.callback_query is not None:
        return True
    message = update.message
    if message is None or message.from_user is None or message.from_user.id not in roster:
        return False
    return (
        message.chat.type == "private"
        and message.media_group_id is None
        and any(getattr(message, name) for name in NEVER_SILENT)
    )
