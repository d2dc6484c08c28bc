"""One sender's flood delays nobody else: by counts of what was handled before, never by the clock."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiogram import Bot, F, Router
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery, Message, Update

import texts.bundle
from bot.intake.handle.answer_queue import AnswerQueue
from bot.intake.handle.lane import HELD_OF_ONE, HELD_OF_STRANGER
from bot.intake.handle.sender_queues import SenderQueues
from bot.intake.handle.turns import FOR_THE_LONGEST, Turns
from bot.intake.handle.urgency import Glance, Urgency
from handlers.kit.answers import Answer, Answers
from models import Account, Person
from patience import until
from services.core.town import Town
from stored_updates import NOW, dispatching, message, none_pending, press, store

OFFICER, NEIGHBOUR, STRANGER, CROWD = 70, 71, 666, 10_000
MANY = 700


def listing(handled: list[tuple[int, int]]) -> Router:
    """Handle everything by noting whose it was and its number."""
    router = Router()

    async def note(event: Message | CallbackQuery, event_update: Update) -> None:
        assert event.from_user is not None
        handled.append((event.from_user.id, event_update.update_id))

    for observer in (router.message, router.edited_message, router.callback_query):
        observer.register(note)
    return router


async def roster(town: Town) -> None:
    async with town.database.transaction() as session:
        for number, account in enumerate((OFFICER, NEIGHBOUR), 1):
            session.add(Person(id=number, name="王信息员", phone=f"+861380000000{number}"))
            await session.flush()
            session.add(Account(telegram_id=account, person_id=number, bound_at=NOW, via="code"))


def edited(number: int, person: int) -> dict[str, Any]:
    return {"update_id": number, "edited_message": message(number, person, f"改{number}")["message"]}


def photo(number: int, person: int) -> dict[str, Any]:
    size = {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}
    return message(number, person, "", photo=[size], caption="两个人被困" if number == 0 else "")


def in_group(number: int, person: int) -> dict[str, Any]:
    return message(number, person, "大家好", chat={"id": -5, "type": "supergroup", "title": "群"})


FLOODS: dict[str, Callable[[int], dict[str, Any]]] = {
    "a stranger's texts": lambda number: message(number, STRANGER, f"在吗{number}"),
    "a stranger's words of danger": lambda number: message(number, STRANGER, "救命"),
    "a crowd of strangers": lambda number: message(number, CROWD + number, "在吗"),
    "a group's talk": lambda number: in_group(number, CROWD + number % 9),
    "one person's photos": lambda number: photo(number, NEIGHBOUR),
    "one person's presses": lambda number: press(number, NEIGHBOUR, "p:mine::1"),
    "one person's edits": lambda number: edited(number, NEIGHBOUR),
    "a stranger's edits": lambda number: edited(number, STRANGER),
}


@pytest.mark.parametrize("in_order", [True, False], ids=["polling", "webhook"])
@pytest.mark.parametrize("name", FLOODS)
async def test_an_officers_sos_does_not_wait_for_a_flood(name: str, in_order: bool, town: Town) -> None:
    await roster(town)
    handled: list[tuple[int, int]] = []
    async with dispatching(town, listing(handled), at_once=4, in_order=in_order) as lanes:
        await store(town, *(FLOODS[name](number) for number in range(1, MANY)))
        await store(town, message(MANY, OFFICER, "/sos 3组塌方"))
        lanes.wake(1)
        await none_pending(town)
    before = handled.index((OFFICER, MANY))
    assert before < 150, f"{before} of the flood were handled first"
    assert sorted(number for _, number in handled) == list(range(1, MANY + 1)), "nothing is dropped"
    mine = [number for sender, number in handled if sender in (STRANGER, NEIGHBOUR)]
    assert mine == sorted(mine), "each sender's own order stays"


async def test_memory_holds_a_few_of_each_sender_only(town: Town) -> None:
    await roster(town)
    going, router = asyncio.Event(), Router()

    @router.message(F.text)
    async def slow(message: Message) -> None:
        await going.wait()

    flood = [message(number, NEIGHBOUR if number % 2 else STRANGER, "x") for number in range(1, 400)]
    async with dispatching(town, router) as lanes:
        await store(town, *flood, message(400, OFFICER, "y"))
        lanes.wake(1)

        async def seen() -> bool:
            return OFFICER in lanes._lanes

        await until(seen)
        held = {sender: len(lane.items) for sender, lane in lanes._lanes.items()}
        assert held == {NEIGHBOUR: HELD_OF_ONE, STRANGER: HELD_OF_STRANGER, OFFICER: 1}
        going.set()
        await none_pending(town)


async def test_a_persons_own_sos_does_not_wait_for_the_answers_to_what_came_before(town: Town) -> None:
    await roster(town)
    router, said, going = Router(), [], asyncio.Event()

    @router.message(F.text)
    async def answer(message: Message, say: Answers) -> None:
        say.send(f"to {message.text}")

    async def send(answers: Answers) -> None:
        await going.wait()
        said.extend(one.card.text for one in answers.collected if one.card)

    async with dispatching(town, router, send) as lanes:
        flood = [message(number, OFFICER, f"{number}") for number in range(1, 60)]
        await store(town, *flood, message(60, OFFICER, "/sos"), message(61, OFFICER, "后来"))
        lanes.wake(1)

        await until(lambda: handled_up_to(lanes, 60))
        assert said == [], "nothing was answered yet"
        going.set()
        await none_pending(town)
    assert said[:2] == ["to 1", "to /sos"], "the next answer is the one to the call for help"
    assert sorted(said) == sorted([*(f"to {number}" for number in range(1, 60)), "to /sos", "to 后来"])


async def handled_up_to(lanes: SenderQueues, number: int) -> bool:
    lane = lanes._lanes.get(OFFICER)
    return lane is not None and lane.last >= number and all(item.update_id > number for item in lane.items)


async def test_without_a_backlog_answers_come_before_the_next_update(town: Town) -> None:
    router, seen = Router(), []

    @router.message(F.text)
    async def answer(message: Message, say: Answers) -> None:
        seen.append(message.text)
        say.send("noted")

    async def send(answers: Answers) -> None:
        seen.append("answered")

    async with dispatching(town, router, send) as lanes:
        await store(town, message(1, STRANGER, "a"), message(2, STRANGER, "b"))
        lanes.wake(1)
        await none_pending(town)
    assert seen == ["a", "answered", "b", "answered"]


async def test_the_urgent_have_the_next_turn_and_nobody_waits_for_ever() -> None:
    turns, order = Turns(1), []

    async def one(name: str, urgency: Urgency) -> None:
        async with turns.turn(urgency):
            order.append(name)

    async with turns.turn(Urgency.KNOWN):
        strangers = [asyncio.create_task(one(f"s{number}", Urgency.OTHERS)) for number in range(2)]
        people = [asyncio.create_task(one(f"p{number}", Urgency.KNOWN)) for number in range(FOR_THE_LONGEST)]
        await asyncio.sleep(0)
        danger = asyncio.create_task(one("sos", Urgency.DANGER))
        gone = asyncio.create_task(one("gone", Urgency.DANGER))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
    await asyncio.gather(*strangers, *people, danger)
    assert order[0] == "sos"
    assert order.index("s0") < len(order) - 2, "the one that has waited longest has a turn before the last"
    assert sorted(order) == sorted(["sos", "s0", "s1", *(f"p{number}" for number in range(FOR_THE_LONGEST))])


async def test_a_later_state_of_a_card_takes_the_place_of_an_earlier_one(town: Town) -> None:
    sent: list[Any] = []
    going = asyncio.Event()

    async def send(answers: Answers) -> None:
        await going.wait()
        sent.extend(answer.method.text for answer in answers.collected)

    def pressed(number: int, *methods: Any) -> Answers:
        update = Update.model_validate(press(number, OFFICER, "p:x::"), context={"bot": Bot(town.token)})
        return Answers(update, collected=[Answer(method) for method in methods])

    queue = AnswerQueue(send, lambda: None)
    queue.add(pressed(1, SendMessage(chat_id=1, text="first")))
    for number in range(2, 50):
        queue.add(pressed(number, EditMessageText(chat_id=1, message_id=5, text=f"state {number}")))
    queue.add(pressed(50, EditMessageText(chat_id=1, message_id=6, text="another card")))
    queue.add(pressed(51, SendMessage(chat_id=1, text="help is coming")), first=True)
    going.set()
    await until(lambda: _empty(queue))
    assert sent == ["help is coming", "first", "state 49", "another card"]


async def _empty(queue: AnswerQueue) -> bool:
    return not queue


@pytest.mark.parametrize(
    ("raw", "known", "urgency"),
    [
        (message(1, 7, "/sos"), True, Urgency.DANGER),
        (message(1, 7, "／ＳＯＳ 塌了"), True, Urgency.DANGER),
        (message(1, 7, "🆘 险情一键上报"), True, Urgency.DANGER),
        (message(1, 7, "Danger to life"), True, Urgency.DANGER),
        (photo(0, 7), True, Urgency.DANGER),
        (message(1, 7, "somebody is TRAPPED"), True, Urgency.DANGER),
        (press(1, 7, "p:mu_sos:3:"), True, Urgency.DANGER),
        (press(1, 7, "p:report:3:sos"), True, Urgency.DANGER),
        (press(1, 7, "p:report:3:sos2"), True, Urgency.DANGER),
        (press(1, 7, "p:report:3:submit"), True, Urgency.KNOWN),
        (message(1, 7, "路面有坑"), True, Urgency.KNOWN),
        (message(1, 7, "有人落水"), False, Urgency.KNOWN),
        (message(1, 7, "在吗"), False, Urgency.OTHERS),
        (in_group(1, 7), True, Urgency.OTHERS),
        ({"update_id": 1, "message": "x"}, True, Urgency.KNOWN),
        ({"update_id": 1, "telepathy": {}}, False, Urgency.OTHERS),
    ],
)
def test_urgency_is_told_at_a_glance(raw: dict[str, Any], known: bool, urgency: Urgency) -> None:
    spoken = SimpleNamespace(texts=texts.bundle.load())
    assert Glance(cast(Town, spoken)).urgency(raw, known=known) is urgency
