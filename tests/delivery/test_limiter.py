"""The send budget on a clock that only moves when told: no window is ever exceeded, and none is left idle."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from delivery.telegram.limiter import CHAT_BURST, Limiter
from delivery.telegram.send_windows import NEVER, Slot
from delivery.telegram.throttle import Throttle
from services.settings.township import Send

GROUP, OTHER_GROUP = -100, -200
URGENT, ORDINARY = True, False


class Stopwatch:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def limiter(watch: Stopwatch) -> Limiter:
    return Limiter(Send(), watch)


def burst(limiter: Limiter, chats: Callable[[int], int], urgent: bool) -> int:
    """Send until the limiter has no more slots; answers how many went."""
    count = 0
    while slot := limiter.take(chats(count), urgent):
        slot.done()
        count += 1
    return count


def test_thirty_a_second_of_which_five_are_kept_for_what_is_urgent(limiter: Limiter, watch: Stopwatch) -> None:
    assert burst(limiter, lambda n: 1 + n, ORDINARY) == 25
    assert burst(limiter, lambda n: 1000 + n, URGENT) == 5
    assert limiter.room(URGENT) == 0
    assert limiter.opens(URGENT) == pytest.approx(1.1)
    watch.at += 1.1 + 1e-9
    assert burst(limiter, lambda n: 2000 + n, URGENT) == 30


def test_a_group_gets_twenty_a_minute_and_others_do_not_wait_for_it(limiter: Limiter, watch: Stopwatch) -> None:
    assert burst(limiter, lambda _: GROUP, ORDINARY) == 18
    assert burst(limiter, lambda _: GROUP, URGENT) == 2
    assert limiter.held(URGENT) == {GROUP: pytest.approx(60.1)}
    watch.at += 2
    assert limiter.take(OTHER_GROUP, URGENT)
    watch.at += 58.1 + 1e-9
    assert burst(limiter, lambda _: GROUP, URGENT) == 20


def test_a_person_gets_a_short_burst_and_then_one_a_second(limiter: Limiter, watch: Stopwatch) -> None:
    assert burst(limiter, lambda _: 7, URGENT) == CHAT_BURST
    sent = 0
    for _ in range(1000):
        watch.at += 0.1
        sent += burst(limiter, lambda _: 7, URGENT)
    assert 90 <= sent <= 100


def test_a_slot_counts_from_completion(limiter: Limiter, watch: Stopwatch) -> None:
    slots = [limiter.take(n, URGENT) for n in range(1, 31)]
    assert limiter.opens(URGENT) == NEVER  # nobody knows how long those take
    watch.at += 5
    for slot in slots:
        assert slot
        slot.done()
    assert limiter.opens(URGENT) == pytest.approx(1.0)


def test_a_cancelled_slot_is_free_at_once(limiter: Limiter) -> None:
    slots = [limiter.take(n, URGENT) for n in range(1, 31)]
    assert slots[0]
    slots[0].cancel()
    assert limiter.room(URGENT) == 1


def test_sends_made_by_others_are_counted(limiter: Limiter, watch: Stopwatch) -> None:
    for n in range(28):
        limiter.count(1 + n)
    assert burst(limiter, lambda n: 100 + n, URGENT) == 2


def answers(limiter: Limiter) -> int:
    """Answer people until there is no more room; answers how many were."""
    count = 0
    while slot := limiter.take_for_answer(5000 + count):
        slot.done()
        count += 1
    return count


def follow_ups(limiter: Limiter, *, overdue: bool) -> int:
    """Bring pressed cards up to date until there is no more room; answers how many were."""
    count = 0
    while slot := limiter.take_for_refresh(6000 + count, overdue=overdue):
        slot.done()
        count += 1
    return count


def test_answers_get_half_while_something_urgent_waits(limiter: Limiter, watch: Stopwatch) -> None:
    limiter.urgent_waits = lambda: True
    assert answers(limiter) == 15
    assert burst(limiter, lambda n: 1 + n, URGENT) == 15
    watch.at += 1.2
    limiter.urgent_waits = lambda: False
    assert answers(limiter) == 25, "five are kept for what is urgent"


def test_room_is_kept_for_answers_that_wait(limiter: Limiter) -> None:
    limiter.answers_waiting = 3
    assert burst(limiter, lambda n: 1 + n, URGENT) == 27
    assert limiter.room(URGENT) == 0
    limiter.answers_waiting = 0
    assert limiter.room(URGENT) == 3


def test_a_call_to_thousands_is_not_slowed_by_the_cards_of_those_who_answered(limiter: Limiter) -> None:
    limiter.urgent_waits = lambda: True
    assert follow_ups(limiter, overdue=False) == 0
    assert follow_ups(limiter, overdue=True) == 2
    limiter.urgent_waits, limiter.answers_waiting = (lambda: False), 1
    assert follow_ups(limiter, overdue=True) == 0, "somebody waits for an answer"
    limiter.answers_waiting = 0
    assert follow_ups(limiter, overdue=False) == 23


def test_a_held_chat_holds_nobody_else(limiter: Limiter, watch: Stopwatch) -> None:
    limiter.hold(GROUP, 7)
    assert limiter.take(GROUP, URGENT) is None
    assert limiter.take(OTHER_GROUP, URGENT)
    watch.at += 7.1
    assert limiter.take(GROUP, URGENT)


def test_a_group_that_was_refused_a_burst_is_paced_for_an_hour(limiter: Limiter, watch: Stopwatch) -> None:
    assert burst(limiter, lambda _: GROUP, URGENT) == 20
    limiter.hold(GROUP, 1)
    watch.at += 61
    assert burst(limiter, lambda _: GROUP, URGENT) == CHAT_BURST
    watch.at += 1
    assert GROUP in limiter.held(URGENT)
    assert burst(limiter, lambda _: OTHER_GROUP, URGENT) == 20
    watch.at += 3600
    assert burst(limiter, lambda _: GROUP, URGENT) == 20


def test_a_narrower_budget_of_the_township_is_kept(watch: Stopwatch) -> None:
    limiter = Limiter(Send(per_second=6, group_per_minute=10, margin=timedelta(0)), watch)
    assert burst(limiter, lambda n: 1 + n, ORDINARY) == 5
    watch.at += 1.001
    assert burst(limiter, lambda _: GROUP, URGENT) == 6
    watch.at += 1.001
    assert burst(limiter, lambda _: GROUP, URGENT) == 4


Attempt = tuple[float, int, bool, float, float]
attempts = st.lists(
    st.tuples(
        st.floats(0, 2.5),  # pause before it
        st.sampled_from([GROUP, OTHER_GROUP, 1, 2, *range(10, 60)]),
        st.booleans(),
        st.floats(0, 3),  # how long the answer takes
        st.floats(0, 1),  # when within that time Telegram counts it
    ),
    max_size=300,
)


@settings(max_examples=150, deadline=None)
@given(attempts, st.integers(1, 40))
def test_telegram_never_sees_a_window_exceeded(wanted: list[Attempt], dense: int) -> None:
    watch = Stopwatch()
    limiter = Limiter(Send(), watch)
    running: list[tuple[float, Slot]] = []
    seen: list[tuple[float, int]] = []
    for pause, chat, urgent, lasts, share in wanted:
        target = watch.at + pause / dense
        for end, slot in sorted((r for r in running if r[0] <= target), key=lambda r: r[0]):
            watch.at = max(watch.at, end)
            slot.done()
        running = [r for r in running if r[0] > target]
        watch.at = target
        if slot_now := limiter.take(chat, urgent):
            seen.append((watch.at + share * lasts, chat))
            running.append((watch.at + lasts, slot_now))
    _assert_window(sorted(at for at, _ in seen), 30, 1.0)
    for chat in {chat for _, chat in seen}:
        stamps = sorted(at for at, to in seen if to == chat)
        if chat < 0:
            _assert_window(stamps, 20, 60.0)
        else:
            _assert_window(stamps, CHAT_BURST, float(CHAT_BURST))


def _assert_window(stamps: list[float], limit: int, length: float) -> None:
    for first, beyond in zip(stamps, stamps[limit:], strict=False):
        assert beyond - first >= length - 1e-6, f"{limit + 1} sends within {beyond - first:.3f} s"


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 400))
def test_a_broadcast_keeps_the_budget_busy(count: int) -> None:
    watch = Stopwatch()
    limiter = Limiter(Send(), watch)
    begun, sent = watch.at, 0
    while sent < count:
        if slot := limiter.take(1 + sent, URGENT):
            slot.done()
            sent += 1
        else:
            watch.at += limiter.opens(URGENT)
    assert watch.at - begun <= 1.1 * ((count - 1) // 30) + 1e-6


async def test_ptb_makes_each_sending_request_in_a_slot(limiter: Limiter) -> None:
    throttle = Throttle(limiter)

    async def request(*_: Any) -> bool:
        return True

    async def ask(endpoint: str, slot: Slot | None = None) -> None:
        assert await throttle.process_request(request, (), {}, endpoint, {"chat_id": 5}, slot) is True

    await ask("getMe")
    assert limiter.room(URGENT) == 30
    await ask("sendMessage")
    assert limiter.room(URGENT) == 29
    await ask("editMessageText", limiter.take(6, URGENT))
    assert limiter.room(URGENT) == 28


class Calls:
    """Requests by python-telegram-bot's way through the budget, in the order in which they are made."""

    def __init__(self, limiter: Limiter) -> None:
        self._throttle = Throttle(limiter)
        self.made: list[str] = []

    async def __call__(self, endpoint: str, chat: int) -> None:
        async def request(*_: Any) -> bool:
            self.made.append(endpoint)
            return True

        await self._throttle.process_request(request, (), {}, endpoint, {"chat_id": chat}, None)


async def test_a_pin_lets_urgent_messages_pass_until_it_is_overdue(
    limiter: Limiter, watch: Stopwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = Calls(limiter)
    limiter.urgent_waits = lambda: True
    pinning = asyncio.create_task(call("pinChatMessage", GROUP))
    await asyncio.sleep(0)
    assert not call.made, "the message itself has arrived"
    for chat in range(1, 31):
        await call("sendLocation", chat)
    assert call.made == ["sendLocation"] * 30, "the whole second is for what is urgent"
    watch.at += 1.2
    monkeypatch.setattr("delivery.telegram.throttle.OVERDUE", -1)
    await pinning
    assert call.made[-1] == "pinChatMessage"


async def test_a_pin_and_its_end_keep_their_order_however_long_the_pin_waits(
    limiter: Limiter, watch: Stopwatch
) -> None:
    call = Calls(limiter)
    burst(limiter, lambda n: 1 + n, URGENT)
    pinning = asyncio.create_task(call("pinChatMessage", GROUP))
    await asyncio.sleep(0)
    watch.at += 1.2
    await call("unpinChatMessage", OTHER_GROUP)  # another chat does not wait for it
    await call("unpinChatMessage", GROUP)
    await pinning
    assert call.made == ["unpinChatMessage", "pinChatMessage", "unpinChatMessage"]


async def test_ptb_request_that_fails_counts_too(limiter: Limiter) -> None:
    async def request(*_: Any) -> bool:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await Throttle(limiter).process_request(request, (), {}, "sendMessage", {"chat_id": 5}, None)
    assert limiter.room(URGENT) == 29
    assert limiter.opens(URGENT) == 0


async def test_a_refused_request_counts_for_the_budget_and_not_for_the_chat(
    limiter: Limiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")

    async def request(*_: Any) -> bool:
        raise RetryAfter(timedelta(seconds=1))

    with pytest.raises(RetryAfter):
        await Throttle(limiter).process_request(request, (), {}, "sendMessage", {"chat_id": GROUP}, None)
    assert limiter.room(URGENT) == 29
    assert burst(limiter, lambda _: GROUP, URGENT) == 20
