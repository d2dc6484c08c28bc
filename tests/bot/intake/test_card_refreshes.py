"""Pressed cards are brought up to date behind everything else: once each, in their latest state."""

import asyncio

import pytest

from bot.intake.answer.card_refreshes import CardRefreshes
from bot.intake.answer.send_budget import Slot, wait_for_slot
from delivery.telegram.limiter import Limiter
from patience import STANDSTILL
from services.settings.township import Send

ANNA, BERT = (11, 1), (22, 1)


class Screen:
    """What cards show."""

    def __init__(self, limiter: Limiter) -> None:
        self.follow_ups = CardRefreshes(limiter)
        self.shown: list[str] = []
        self.drawn = asyncio.Event()

    def change(self, card: tuple[int, int], state: str) -> None:
        async def send(_: Slot) -> None:
            self.shown.append(state)
            self.drawn.set()

        self.follow_ups.add(card, send)


@pytest.fixture
def limiter() -> Limiter:
    return Limiter(Send())


@pytest.fixture
def screen(limiter: Limiter) -> Screen:
    return Screen(limiter)


async def test_the_latest_state_takes_the_place_of_an_earlier_one(screen: Screen) -> None:
    screen.change(ANNA, "received")
    screen.change(BERT, "coming")
    screen.change(ANNA, "on scene")
    await screen.follow_ups.finish()
    assert screen.shown == ["on scene", "coming"]


async def test_a_card_that_was_changed_otherwise_is_left_alone(screen: Screen) -> None:
    screen.change(ANNA, "received")
    screen.change(BERT, "coming")
    screen.follow_ups.forget(ANNA)
    await screen.follow_ups.finish()
    assert screen.shown == ["coming"]


async def test_a_chat_without_room_holds_nobody_else(screen: Screen, limiter: Limiter) -> None:
    limiter.hold(ANNA[0], 3600)
    screen.change(ANNA, "received")
    screen.change(BERT, "coming")
    await asyncio.wait_for(screen.drawn.wait(), STANDSTILL)
    screen.follow_ups.forget(ANNA)
    await screen.follow_ups.finish()
    assert screen.shown == ["coming"]


async def test_whoever_asks_for_a_turn_in_vain_asks_no_longer(limiter: Limiter) -> None:
    limiter.hold(ANNA[0], 3600)
    assert await wait_for_slot(limiter, ANNA[0], patience=0) is None
    assert limiter.answers_waiting == 0
    assert await wait_for_slot(limiter, BERT[0], patience=0)
