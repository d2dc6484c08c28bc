"""I1-I3 where they are hardest: repetitions, two dispatchers at once, order under concurrency, what keeps failing."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from benchmarks.support.queries import statements
from bot.intake.answer.sent_hooks import SentHooks
from bot.intake.handle.sender_queues import SenderQueues
from forked_product import JOURNALLED, filing
from handlers.kit.answers import Answers
from models import Account, Person, Post, Update
from models import Message as Outbox
from models.enums import Language, Role, UpdateState
from movable_clock import MovableClock
from patience import until
from product import count
from services.core import journal
from services.core.act import Actor, HeldPost
from services.core.database import Database
from services.core.town import Town
from services.operations import dead_letters
from services.settings.township import Township
from stored_updates import NOW, dispatching, message, none_pending, press, store

OPERATOR = Actor(1, "杨管理员", "+8613800000000", Language.ZH_CN, (HeldPost(Role.OPERATOR),))


async def noted(town: Town) -> dict[int, list[str]]:
    """Return what each person's journal says, in order."""
    found: dict[int, list[str]] = {}
    async with town.database.reading() as session:
        rows = await session.execute(sa.select(JOURNALLED.c.subject, JOURNALLED.c.details).order_by(JOURNALLED.c.id))
        for subject, details in rows:
            found.setdefault(int(subject.removeprefix("chat:")), []).append(details["text"])
    return found


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture
def still(town: Town, clock: MovableClock) -> Town:
    """The town by a clock that stands still until it is moved."""
    return replace(town, clock=clock)


async def test_twice_received_is_once_handled(town: Town) -> None:
    batch = [message(n, 7, f"m{n}") for n in range(1, 21)]
    async with dispatching(town, filing()) as lanes:
        for _ in range(3):
            await store(town, *batch)
            lanes.wake(1)
        await none_pending(town)
        await store(town, *batch)
        lanes.wake(1)
        await none_pending(town)
    assert await noted(town) == {7: [f"m{n}" for n in range(1, 21)]}


async def test_numbers_may_start_anew_after_a_week(town: Town) -> None:
    async with dispatching(town, filing()) as lanes:
        await store(town, message(900, 7, "before"))
        lanes.wake(900)
        await none_pending(town)
        await store(town, message(900, 7, "after"), message(5, 7, "and lower"), now=NOW + timedelta(days=8))
        lanes.wake(5)
        await none_pending(town)
    assert sorted((await noted(town))[7]) == ["after", "and lower", "before"]


async def test_two_dispatchers_at_once_handle_everything_once_and_in_order(
    town: Town, database_url: str, township: Township
) -> None:
    other = replace(town, settings=township, database=Database(database_url))
    said: list[int] = []

    async def send(answers: Answers) -> None:
        said.append(answers.update.update_id)

    batch = [message(n, n % 12, f"{n // 12}") for n in range(600)]
    async with dispatching(town, filing(), send) as one, dispatching(other, filing(), send) as two:
        for start in range(0, len(batch), 100):
            await store(town, *batch[start : start + 100])
            one.wake(start)
            two.wake(start)
        await none_pending(town)
    await other.database.close()
    assert await noted(town) == {person: [str(n) for n in range(50)] for person in range(12)}
    assert sorted(said) == list(range(600)), "each update is answered by the dispatcher that committed it"


async def test_order_holds_per_person_while_people_are_handled_in_parallel(town: Town) -> None:
    router, inside, most = Router(), 0, 0

    @router.message(F.text)
    async def note(message: Message, session: AsyncSession, now: datetime) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep((message.message_id * 7919 % 13) / 2000)  # some take longer than others
        await journal.append(
            session, f"chat:{message.chat.id}", "n", now=now, actor_id=None, details={"text": message.text}
        )
        inside -= 1

    batch = [message(n, n % 20, f"{n // 20}") for n in range(400)]
    async with dispatching(town, router, held=64) as lanes:
        await store(town, *batch)
        lanes.wake(0)
        await none_pending(town)
    assert await noted(town) == {person: [str(n) for n in range(20)] for person in range(20)}
    assert most == 1 if town.database.is_sqlite else most > 1


@pytest.mark.parametrize("error", [StaleDataError("faster"), IntegrityError("insert", {}, Exception("unique"))])
async def test_contention_is_tried_again_at_once_and_answered_once(town: Town, error: Exception) -> None:
    router, tries, said = Router(), 0, []

    @router.message(F.text)
    async def note(message: Message, say: Answers, session: AsyncSession, now: datetime) -> None:
        nonlocal tries
        tries += 1
        await journal.append(session, "chat:7", "n", now=now, actor_id=None, details={"text": message.text})
        say.send(f"try {tries}")
        if tries < 3:
            raise error

    async def send(answers: Answers) -> None:
        said.extend(answer.card.text for answer in answers.collected if answer.card)

    async with dispatching(town, router, send) as lanes:
        await store(town, message(1, 7, "hello"))
        lanes.wake(1)
        await none_pending(town)
    assert await noted(town) == {7: ["hello"]}
    assert said == ["try 3"]


async def test_what_keeps_failing_is_parked_told_and_can_be_retried(still: Town, clock: MovableClock) -> None:
    await _staff(still)
    router, broken, said = Router(), True, []

    @router.message(F.text == "bad")
    async def fail(message: Message, session: AsyncSession, now: datetime) -> None:
        await journal.append(session, "chat:7", "n", now=now, actor_id=None, details={"text": "bad"})
        if broken:
            raise KeyError("a defect")

    @router.callback_query()
    async def fail_on_press(query: CallbackQuery) -> None:
        raise KeyError("a defect")

    router.include_router(filing())

    async def send(answers: Answers) -> None:
        said.append((answers.update.update_id, answers.callback_answer.text if answers.callback_answer else None))

    async with dispatching(still, router, send) as lanes:
        await store(still, message(1, 7, "bad"), message(2, 7, "good"), message(3, 8, "other"), press(4, 9, "x"))
        lanes.wake(1)
        await until(_attempts(still, 1, 1))
        await until(_attempts(still, 4, 1))
        await until(_handled(still, 3))
        assert await noted(still) == {8: ["other"]}, "others go on; what comes later of the same person waits"
        for attempts, seconds in ((2, 1), (3, 5), (4, 30)):
            clock.at += timedelta(seconds=seconds + 0.1)
            await until(_attempts(still, 1, attempts))
            await until(_attempts(still, 4, attempts))
        await none_pending(still)
        assert await noted(still) == {7: ["good"], 8: ["other"]}
        assert await count(still, UpdateState.PARKED) == 2
        assert (4, still.words("zh_CN").plain("edge-retrying")) in said, "a press is answered while it is retried"

        async with still.database.reading() as session:
            waiting = await dead_letters.waiting(session, OPERATOR)
            shown = [(p.update_id, p.name, p.excerpt, p.attempts) for p in waiting]
            assert shown == [(1, "李四", "bad", 4), (4, None, None, 4)]
            assert "KeyError" in waiting[0].error
            queue = {(m.dedupe, m.chat_id, m.content["text"]) for m in await session.scalars(sa.select(Outbox))}
        told = {(dedupe, chat) for dedupe, chat, _ in queue}
        assert told == {
            ("update_parked_sender:1:2", 7),
            ("update_parked:1:4:1", 70),
            ("update_parked_sender:4:c9", 9),
            ("update_parked:4:4:1", 70),
        }
        assert any(still.settings.login.call in text for _, chat, text in queue if chat == 7)

        broken = False
        async with still.database.transaction() as session:
            assert await dead_letters.retry(session, OPERATOR, 1)
            assert not await dead_letters.retry(session, OPERATOR, 2)
        await none_pending(still)
        assert (await noted(still))[7] == ["good", "bad"]


async def test_what_is_noted_after_sending_shares_commits_and_fails_alone(town: Town) -> None:
    afterwards, sessions = SentHooks(town), set()

    async def note(session: AsyncSession, sent: Message) -> None:
        sessions.add(id(session))
        await journal.append(
            session, f"chat:{sent.chat.id}", "n", now=NOW, actor_id=None, details={"text": str(sent.message_id)}
        )
        if sent.message_id == 13:
            raise KeyError("a defect")

    def sent(number: int) -> Message:
        return Message.model_validate(message(number, 7, "x")["message"])

    async def one(number: int) -> None:
        await afterwards.run([(note, sent(number))])

    await asyncio.gather(*(one(number) for number in range(1, 9)))
    assert (await noted(town))[7] == [str(number) for number in range(1, 9)]
    assert len(sessions) < 8, "notes made at the same time are committed together"
    await asyncio.gather(*(one(number) for number in range(11, 16)))
    assert (await noted(town))[7][8:] == ["11", "12", "14", "15"], "one defect costs the others nothing"


async def test_draining_finishes_what_is_in_flight_and_leaves_the_rest(town: Town) -> None:
    router, entered, go_on = Router(), asyncio.Event(), asyncio.Event()

    @router.message(F.text)
    async def slow(message: Message, session: AsyncSession, now: datetime) -> None:
        entered.set()
        await go_on.wait()
        await journal.append(session, "chat:7", "n", now=now, actor_id=None, details={"text": message.text})

    await store(town, message(1, 7, "one"), message(2, 7, "two"))
    async with dispatching(town, router):
        await entered.wait()
        asyncio.get_running_loop().call_later(0.1, go_on.set)
    assert await noted(town) == {7: ["one"]}
    assert await count(town, UpdateState.PENDING) == 1
    async with dispatching(town, filing()):
        await none_pending(town)
    assert await noted(town) == {7: ["one", "two"]}


async def test_an_album_says_which_part_is_its_last(town: Town) -> None:
    router, more = Router(), []

    @router.message()
    async def part(message: Message, more_of_album: bool) -> None:
        more.append(more_of_album)

    parts = [message(n, 7, "p", media_group_id="a") for n in range(1, 5)]
    await store(town, *parts, message(5, 7, "alone"))
    async with dispatching(town, router):
        await none_pending(town)
    assert more == [True, True, True, False, False]


async def _staff(town: Town) -> None:
    async with town.database.transaction() as session:
        session.add(Person(id=1, name="站长", phone="+8613800000001"))
        session.add(Person(id=2, name="李四", phone="+8613800000002"))
        await session.flush()
        session.add(Post(person_id=1, role=Role.STATION_CHIEF))
        session.add(Post(person_id=2, role=Role.GRID_OFFICER))
        session.add(Account(telegram_id=70, person_id=1, bound_at=NOW, via="code"))
        session.add(Account(telegram_id=7, person_id=2, bound_at=NOW, via="code"))


def _attempts(town: Town, update_id: int, number: int) -> Callable[[], Awaitable[bool]]:
    async def reached() -> bool:
        async with town.database.reading() as session:
            return await session.scalar(sa.select(Update.attempts).where(Update.update_id == update_id)) == number

    return reached


def _handled(town: Town, update_id: int) -> Callable[[], Awaitable[bool]]:
    async def reached() -> bool:
        async with town.database.reading() as session:
            state = await session.scalar(sa.select(Update.state).where(Update.update_id == update_id))
        return state is UpdateState.HANDLED

    return reached


async def test_what_was_just_stored_is_not_read_again(town: Town) -> None:
    batch = [message(n, 7, f"m{n}") for n in range(1, 6)]
    async with dispatching(town, filing()) as lanes:
        await until(lambda: _caught_up(lanes), what="the inbox was not looked through")
        with statements(town.database) as asked:
            for one in batch:
                lanes.hand_over(await store(town, one))
            await none_pending(town)
    assert await noted(town) == {7: [f"m{n}" for n in range(1, 6)]}
    assert not [words for words, _ in asked if words.startswith("SELECT updates.update_id, updates.sender")]


async def test_what_is_handed_over_twice_is_handled_once(town: Town) -> None:
    batch = [message(n, 7, f"m{n}") for n in range(1, 6)]
    async with dispatching(town, filing()) as lanes:
        for _ in range(3):
            lanes.hand_over(await store(town, *batch))
            await none_pending(town)
    assert await noted(town) == {7: [f"m{n}" for n in range(1, 6)]}


async def _caught_up(lanes: SenderQueues) -> bool:
    return lanes._reader._caught_up
