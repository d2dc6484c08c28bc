"""Asking why or how before something is done: a card with quick answers, or whatever is typed next.

What is being asked about is kept by the object's id, so the question survives a restart and an answer never goes to
another object. A quick answer carries everything itself and is good even when another question was opened since.
"""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from handlers.assignments.arrival import show_accepted
from handlers.cases.showing import fresh, pressed_message
from handlers.kit import Context, Press, Waits, date_picker, in_rows, prompts, router_of, time_parser
from handlers.kit.date_picker import read_stamp, stamp
from handlers.questions.table import QUESTIONS, Asked, asked, times
from models.enums import Action
from services.cards import wording
from services.cards.card import Button, Card, button
from services.core.errors import Refused

UNTIL = "until"
"""A button that offers a time; its extra is ``action.time``."""
BECAUSE = "because"
"""A quick answer; its extra is ``action.number.time``."""

router = router_of("ask")


class Asking(StatesGroup):
    """What the next words are."""

    until = State()
    reason = State()


@router.callback_query(Press.of(*(action.value for action in QUESTIONS)))
async def start(query: CallbackQuery, press: Press, context: Context) -> None:
    """Ask, unless the answer could not be used any more."""
    action, subject = Action(press.action), press.id
    about = await asked(context, action, subject)
    message_id, pictured = pressed_message(context)
    kept: dict[str, Any] = {"action": action.value, "subject": subject, "card": message_id, "pictured": pictured}
    kept["about"] = _about(action, subject)
    if QUESTIONS[action].until is not None:
        await prompts.begin(context, Asking.until, **kept)
        context.say.send(_until_card(context, action, subject, about))
        return
    await prompts.begin(context, Asking.reason, **kept)
    context.say.send(_reason_card(context, action, subject, about, None))


@router.callback_query(Press.of(prompts.STOP))
async def stopped(query: CallbackQuery, press: Press, context: Context) -> None:
    """Leave a question, of this module or another, without an answer."""
    await prompts.stopped(context, press.extra)
    context.say.edit(context.words("ask-stopped"))


@router.callback_query(Press.of(UNTIL))
async def until_pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take an offered time and ask for the reason."""
    name, _, carried = press.extra.partition(".")
    await _reason(context, Action(name), press.id, read_stamp(carried), in_place=True)


@router.callback_query(Press.of("at_ask"))
async def day_picked(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take a day of the calendar and ask for the reason."""
    name, _, subject = press.subject.partition(".")
    await _reason(context, Action(name), int(subject), read_stamp(press.extra), in_place=True)


@router.message(Waits(Asking.until), F.text)
async def until_typed(message: Message, context: Context) -> None:
    """Take a time that was typed."""
    kept = await context.state.get_data()
    if not await prompts.still(context, asked(context, Action(kept["action"]), int(kept["subject"]))):
        return
    at = time_parser.read(message.text or "", context.now, context.zone)
    if at is None:
        context.say.send(context.words("ask-time-unclear"))
        return
    await _reason(context, Action(kept["action"]), int(kept["subject"]), at, in_place=False)


@router.callback_query(Press.of(BECAUSE))
async def quick_answer(query: CallbackQuery, press: Press, context: Context) -> None:
    """Take a quick answer."""
    name, number, carried = press.extra.split(".")
    action = Action(name)
    text = context.words.plain(f"ask-{_key(action)}-{number}") if number != "0" else ""
    await _finish(context, action, press.id, text, read_stamp(carried) if carried else None)


@router.message(Waits(Asking.reason), F.text)
async def typed(message: Message, context: Context) -> None:
    """Take what was typed as the answer."""
    kept = await context.state.get_data()
    action, subject, carried = Action(kept["action"]), int(kept["subject"]), kept.get("until")
    until = read_stamp(carried) if carried else None
    if not await prompts.still(context, asked(context, action, subject, until)):
        return
    await _finish(context, action, subject, (message.text or "").strip(), until)


@router.message(Waits(Asking.until, Asking.reason), ~F.text)
async def not_words(message: Message, context: Context) -> None:
    """Say that words are wanted; a photo would go nowhere."""
    context.say.send(context.words("ask-words-wanted"))


async def _reason(context: Context, action: Action, subject: int, until: datetime, *, in_place: bool) -> None:
    if until <= context.now:
        raise Refused("error-due-past")
    about = await asked(context, action, subject, until)
    kept = await context.state.get_data()
    same = kept.get("action") == action.value and kept.get("subject") == subject
    present = kept if same else {"action": action.value, "subject": subject, "about": _about(action, subject)}
    await prompts.begin(context, Asking.reason, **(present | {"until": stamp(until)}))
    card = _reason_card(context, action, subject, about, until)
    if in_place:
        context.say.edit(card)
    else:
        context.say.send(card)


async def _finish(context: Context, action: Action, subject: int, text: str, until: datetime | None) -> None:
    """Do it; the question becomes what was done, and the card it was asked from shows how the case stands now."""
    done = await QUESTIONS[action].do(context, subject, text, until)
    kept = await context.state.get_data()
    same = kept.get("action") == action.value and kept.get("subject") == subject
    if same:
        await context.state.clear()
    head = context.words(
        f"done-{_key(action)}",
        number=done.number,
        text=wording.shortened(text) or context.words.plain("ask-no-words"),
        until=context.time(until),
    )
    if action is Action.ACCEPT_PARTLY:
        await show_accepted(context, done, subject, "done-accept-partly")
    else:
        context.say.edit(await fresh(context, done.id, head))
    if same and kept.get("card") is not None:
        context.say.delete(int(kept["card"]))


def _until_card(context: Context, action: Action, subject: int, about: Asked) -> Card:
    words, question = context.words, QUESTIONS[action]
    offered = [
        button(
            words.plain(f"ask-{code[0]}", count=int(code[1:]), at=context.time(at)),
            UNTIL,
            subject,
            f"{action.value}.{stamp(at)}",
        )
        for code, at in times(about, question, context.now, context)
    ]
    rows = in_rows(offered, 2)
    rows.append((date_picker.open_button(context, words.plain("ask-calendar"), f"ask.{action.value}.{subject}"),))
    rows.append(prompts.stop(words, _about(action, subject)))
    due = context.time(about.assignment.due_at) if about.assignment else ""
    return Card(text=words(f"ask-{_key(action)}-until", number=about.case.number, due=due), rows=tuple(rows))


def _reason_card(context: Context, action: Action, subject: int, about: Asked, until: datetime | None) -> Card:
    words, question = context.words, QUESTIONS[action]
    carried = stamp(until) if until else ""
    rows: list[tuple[Button, ...]] = [
        (button(words.plain(f"ask-{_key(action)}-{number}"), BECAUSE, subject, f"{action.value}.{number}.{carried}"),)
        for number in range(1, question.quick + 1)
    ]
    if question.optional:
        rows.append((button(words.plain("ask-skip"), BECAUSE, subject, f"{action.value}.0.{carried}"),))
    rows.append(prompts.stop(words, _about(action, subject)))
    text = words(
        f"ask-{_key(action)}",
        number=about.case.number,
        until=context.time(until),
    )
    return Card(text=text, rows=tuple(rows))


def _about(action: Action, subject: int) -> str:
    return f"{action.value}.{subject}"


def _key(action: Action) -> str:
    return action.value.replace("_", "-")
