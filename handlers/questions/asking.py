"""Asking why or how before something is done: a card with quick answers, or whatever is typed next.

The question keeps its object by id, so it survives a restart and an answer never goes to another object. A quick
answer carries everything itself and is good even when another question was opened since.
"""

from datetime import datetime
from typing import Any

from handlers.assignments.arrival import accepted
from handlers.cases.showing import done, pressed_message
from handlers.kit import Context, Kept, Press, Prompt, card_of, date_picker, in_rows, prompts, router_of
from handlers.kit.buttons import choice_in, number_in, parts_in
from handlers.kit.date_picker import read_stamp, stamp
from handlers.questions.table import QUESTIONS, Asked, asked, times
from models.enums import Action
from services.cards import wording
from services.cards.card import Card
from services.core.errors import to_come

UNTIL = "until"
"""A button that offers a time; its extra is ``action.time``."""
BECAUSE = "because"
"""A quick answer; its extra is ``action.number.time``."""

router = router_of("ask")


async def _still_asked(context: Context, kept: Kept) -> Asked:
    return await asked(context, Action(kept["action"]), kept["subject"], _instant(kept.get("until")))


TIME, REASON = Prompt("until", _still_asked), Prompt("reason", _still_asked)


@router.press(*(action.value for action in QUESTIONS))
async def start(context: Context, press: Press) -> None:
    """Ask, unless the answer could not be used any more."""
    action, subject = choice_in(press.action, QUESTIONS), press.id
    about = await asked(context, action, subject)
    kept = _kept(action, subject) | pressed_message(context)
    timed = QUESTIONS[action].until is not None
    await (TIME if timed else REASON).begin(context, **kept)
    draw = _time_card if timed else _reason_card
    context.say.send(draw(context, action, subject, about))


@router.press(prompts.STOP)
async def stopped(context: Context, press: Press) -> str:
    """Leave a question, of this module or another, without an answer."""
    await prompts.stopped(context, press.extra)
    return context.words("ask-stopped")


@router.press(UNTIL)
async def until_pressed(context: Context, press: Press) -> Card:
    """Take an offered time and ask for the reason."""
    return await _reason(context, choice_in(press.verb, QUESTIONS), press.id, read_stamp(press.choice))


@router.press("at_ask")
async def day_picked(context: Context, press: Press) -> Card:
    """Take a day of the calendar and ask for the reason."""
    name, _, subject = press.subject.partition(".")
    return await _reason(context, choice_in(name, QUESTIONS), number_in(subject), read_stamp(press.extra))


@router.answer(TIME, words_only=True)
async def until_typed(context: Context, kept: Kept, said: str) -> Card:
    """Take a time that was typed."""
    return await _reason(context, Action(kept["action"]), kept["subject"], prompts.time_said(context, said))


@router.press(BECAUSE)
async def quick_answer(context: Context, press: Press) -> Card:
    """Take a quick answer."""
    name, number, carried = parts_in(press.extra, 3)
    action = choice_in(name, QUESTIONS)
    number = str(number_in(number, most=QUESTIONS[action].quick))
    text = context.words.plain(f"ask-{_key(action)}-{number}") if number != "0" else ""
    return await _finish(context, action, press.id, text, _instant(carried))


@router.answer(REASON, words_only=True)
async def typed(context: Context, kept: Kept, said: str) -> Card:
    """Take what was typed as the answer."""
    return await _finish(context, Action(kept["action"]), kept["subject"], said, _instant(kept.get("until")))


async def _reason(context: Context, action: Action, subject: int, until: datetime) -> Card:
    to_come(until, context.now)
    about = await asked(context, action, subject, until)
    present = await _open(context, action, subject) or _kept(action, subject)
    await REASON.begin(context, **(present | {"until": stamp(until)}))
    return _reason_card(context, action, subject, about, until)


async def _finish(context: Context, action: Action, subject: int, text: str, until: datetime | None) -> Card:
    """Do it; the question becomes what was done, and the card it was asked from shows how the case stands now."""
    case = await QUESTIONS[action].do(context, subject, text, until or context.now)
    kept = await _open(context, action, subject)
    if kept:
        await context.state.clear()
    if kept.get("card") is not None:
        context.say.delete(int(kept["card"]))
    if action is Action.ACCEPT_PARTLY:
        return await accepted(context, case, subject, "done-accept-partly")
    shown = wording.shortened(text) or context.words.plain("ask-no-words")
    return await done(context, case, f"done-{_key(action)}", text=shown, until=context.time(until))


def _time_card(context: Context, action: Action, subject: int, about: Asked) -> Card:
    offered = [
        context.offer(
            f"ask-{code[0]}",
            UNTIL,
            subject,
            f"{action.value}.{stamp(at)}",
            count=int(code[1:]),
            at=context.time(at),
        )
        for code, at in times(context, about, QUESTIONS[action])
    ]
    due = context.time(about.assignment.due_at) if about.assignment else ""
    return card_of(
        context.words(f"ask-{_key(action)}-until", number=about.case.number, due=due),
        *in_rows(offered, 2),
        date_picker.open_button(context, f"ask.{action.value}.{subject}"),
        prompts.stop(context, _about(action, subject)),
    )


def _reason_card(context: Context, action: Action, subject: int, about: Asked, until: datetime | None = None) -> Card:
    question, carried = QUESTIONS[action], stamp(until) if until else ""
    quick = [(f"ask-{_key(action)}-{number}", number) for number in range(1, question.quick + 1)]
    if question.optional:
        quick.append(("ask-skip", 0))
    return card_of(
        context.words(f"ask-{_key(action)}", number=about.case.number, until=context.time(until)),
        *(context.offer(key, BECAUSE, subject, f"{action.value}.{number}.{carried}") for key, number in quick),
        prompts.stop(context, _about(action, subject)),
    )


async def _open(context: Context, action: Action, subject: int) -> Kept:
    """Return what the open question keeps, if it is this one."""
    kept = await context.state.get_data()
    return kept if kept.get("action") == action.value and kept.get("subject") == subject else {}


def _kept(action: Action, subject: int) -> dict[str, Any]:
    return {"action": action.value, "subject": subject, "about": _about(action, subject)}


def _about(action: Action, subject: int) -> str:
    return f"{action.value}.{subject}"


def _instant(carried: str | None) -> datetime | None:
    return read_stamp(carried) if carried else None


def _key(action: Action) -> str:
    return action.value.replace("_", "-")
