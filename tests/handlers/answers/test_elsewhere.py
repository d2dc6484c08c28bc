"""Answers in a group where the card was posted, and reactions there; the person hears about it in private."""

import pytest

from answer_steps import SQUAD, answer_to, reports
from conversation import acting
from mobilisation_steps import running
from models.enums import DraftState
from patience import until
from sandbox_client import SandboxClient
from services.core.town import Town
from squad_steps import bound_group, enrol


@pytest.mark.parametrize(
    ("said", "answer", "reported"),
    [
        ("收到", "received", []),
        ("马上到", "coming", []),
        ("到不了，在外地", "cannot", []),
        ("到不了，桥断了有人落水", "cannot", ["到不了，桥断了有人落水"]),
    ],
)
async def test_a_reply_to_the_call_in_the_squads_group(
    town: Town, sandbox: SandboxClient, sandbox_url: str, said: str, answer: str, reported: list[str]
) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "land", delivering=True) as s:
        await enrol(s.driver)
        group = await bound_group(s, "land")
        call = await running(s.driver, SQUAD)
        card = await s["land"].sees("紧急集结", chat=group)
        await s["land"].sees("请本人答复")
        before = len(await s["land"].reads(chat=group))
        await s.delivered()  # only then the ledger knows its number
        await s["land"].sends(said, chat=group, reply_to=card.id)
        await s["land"].is_signed(chat=group)
        await s.settles()
        assert await answer_to(s.driver, "land", call=call) == answer
        assert await answer_to(s.driver, "officer", call=call) == "-"
        assert await reports(s.driver, DraftState.SHELVED) == reported
        assert bool(await s.queued("refused_danger")) == bool(reported), "the station hears of a danger at once"

        async def signed() -> bool:
            seen = await s["land"].reads(chat=group)
            found = [one["emoji"] for each in seen[before].get("reactions", {}).values() for one in each]
            return found == ["👌"]

        await until(signed, what="the reply has no sign that it counted")
        seen = await s["land"].reads(chat=group)
        assert len(seen) == before + 1 + len(reported), "the group stays quiet, but for a danger that was passed on"


async def test_talk_in_the_group_answers_nothing(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(town, sandbox, sandbox_url, "duty", "officer", "land", delivering=True) as s:
        await enrol(s.driver)
        group = await bound_group(s, "land")
        call = await running(s.driver, SQUAD)
        card = await s["land"].sees("紧急集结", chat=group)
        await s["land"].sends("收到", chat=group)
        await s.delivered()  # only then the ledger knows its number
        await s["land"].sends("晚饭谁带", chat=group, reply_to=card.id)
        await s.settles()
        assert await answer_to(s.driver, "land", call=call) == "-"
        assert await reports(s.driver) == []


async def test_a_stranger_in_the_group_answers_nothing(town: Town, sandbox: SandboxClient, sandbox_url: str) -> None:
    async with acting(
        town, sandbox, sandbox_url, "duty", "officer", "land", strangers=("spare",), delivering=True
    ) as s:
        await enrol(s.driver)
        group = await bound_group(s, "land", "spare")
        call = await running(s.driver, SQUAD)
        card = await s["land"].sees("紧急集结", chat=group)
        await s.delivered()  # only then the ledger knows its number
        await s["spare"].sends("收到", chat=group, reply_to=card.id)
        await s.delivered()
        await s["spare"].reacts(card.id, "👍", chat=group)
        await s.settles()
        assert await answer_to(s.driver, "land", call=call) == "-"
