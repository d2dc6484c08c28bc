"""Words in the private chat that answer what waits for the person, bare or as a reply to the very message."""

from dataclasses import dataclass
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject

from handlers.answers import choices
from handlers.answers.choices import answer, bring_back, other
from handlers.cases.own_cases import is_number
from handlers.drafts import content as drafts_content
from handlers.drafts.commands import is_command
from handlers.field.notes import IN_FIELD
from handlers.filing import card as filing_card
from handlers.filing import refused, supplements, taking_in
from handlers.filing import words as filing_words
from handlers.kit import Context, card_of, router_of
from handlers.kit.buttons import replied, rows_of
from models import Draft
from models.enums import DraftKind, DraftState
from services.answers import meanings, waiting
from services.answers.danger import sounds_deadly
from services.answers.meanings import EMPTY, SOCIAL, Heard, Meaning
from services.answers.waiting import LATELY, SentMessage, Waiting
from services.cards.card import Button
from services.core.errors import Refused
from services.drafts import drafts
from services.filing.fields import ReportFields
from services.messaging import outbox
from services.remediation import tasks
from services.settings import lines

SHORT = 20
"""Characters of words that may be an answer although they are not understood; longer ones are a report."""
COLLECTING = frozenset({IN_FIELD.state, supplements.TO_CASE.state})
"""States in which everything that is sent is taken in; they ask nothing."""

router = router_of("answers_private")


@dataclass(frozen=True)
class Said:
    """Words, what they mean, and the message of ours that they reply to."""

    text: str
    heard: Heard
    hazard: bool
    """Whether there is a sign of danger in what the words say beyond an answer."""
    card: SentMessage | None = None


async def may_answer(event: TelegramObject, actor: Any = None) -> bool:
    """Whether somebody of the roster has said something in the private chat."""
    if not isinstance(event, Message) or actor is None or event.chat.type != ChatType.PRIVATE:
        return False
    return bool(said_in(event)) and not is_command(event) and not await is_number(event)


def said_in(message: Message) -> str:
    """Return the words of a message; a sticker says what its emoji says."""
    return message.text or message.caption or (message.sticker.emoji if message.sticker else None) or ""


@router.message_of(may_answer)
async def heard(message: Message, context: Context, draft: Draft | None = None, raw_state: str | None = None) -> None:
    """Take words for an answer if they are one; anything else goes on to where it belongs."""
    card = await _replied_to(context, message)
    said = understand(context, said_in(message), card)
    if card is not None and await _reply(context, message, said):
        return
    if card is not None and card.case_id is not None:  # more about that case
        raise SkipHandler
    if not await _bare(context, message, said, draft, raw_state):
        raise SkipHandler


def understand(context: Context, text: str, card: SentMessage | None = None) -> Said:
    """Return what words mean, and whether they speak of a danger."""
    vocabulary = meanings.vocabulary(context.town.texts)
    found = vocabulary.hear(text)
    beyond = found.rest
    hazard = bool(beyond) and (
        sounds_deadly(context.town, beyond)
        or lines.suggest(context.settings, beyond) is not None
        or vocabulary.danger(beyond)
    )
    return Said(text, found, hazard or (sounds_deadly(context.town, text) and not found.pure), card)


async def _replied_to(context: Context, message: Message) -> SentMessage | None:
    """Return the message of ours that somebody replies to."""
    to = replied(message)
    if to is None:
        return None
    shown = [one.data for row in rows_of(to) for one in row if one.data]
    return await waiting.sent(context.session, message.chat.id, to.message_id, shown)


async def receipt(context: Context, chat_id: int, card: SentMessage) -> None:
    """Note that the person has seen a message, and can be reached."""
    terms = {"person_id": context.actor.person_id, "chat_id": chat_id, "message_id": card.message_id}
    await outbox.confirm(context.session, **terms, button="words", now=context.now)
    await tasks.heard(context.session, context.actor.person_id, now=context.now)


async def _reply(context: Context, message: Message, said: Said) -> bool:
    """Take a reply to one of our messages; False when it is nothing but more of a report."""
    card = said.card
    assert card is not None
    found = [one for one in await waiting.of(context, context.words) if one.is_on(card)]
    if not found:
        if not (said.heard.pure and said.heard.meanings <= EMPTY):
            return False
        await receipt(context, message.chat.id, card)
        context.say.noted(context.words.plain("answers-seen"))
        return True
    await receipt(context, message.chat.id, card)
    pressed = meant(found, said.heard)
    if len(pressed) == 1:
        await _take(context, message, said, *pressed[0], case_id=card.case_id)
        return True
    if said.hazard or (message.sticker is None and _has_more(message)):
        await _bring_up(context, message, case_id=card.case_id)
        await bring_back(context, found, None)
        return True
    await bring_back(context, found, message if _worth_keeping(said) else None)
    return True


def meant(found: list[Waiting], said: Heard) -> list[tuple[Waiting, Button]]:
    """Return the things that take what was said, each with the button that means it; contradictions mean nothing."""
    pairs = []
    for one in found:
        buttons = {one.takes[meaning] for meaning in said.answers if meaning in one.takes}
        if len(buttons) == 1 and (said.answers <= one.takes.keys() or len(said.answers) == 1):
            pairs.append((one, buttons.pop()))
    return pairs


async def _bare(context: Context, message: Message, said: Said, draft: Draft | None, raw_state: str | None) -> bool:
    """Take words that reply to nothing; False when they are for a question or a card that is open, or are a report."""
    heard = said.heard
    if (raw_state is not None and raw_state not in COLLECTING) or _has_file(message):
        return False
    form = draft if draft is not None and draft.kind is not DraftKind.REPORT else None
    report = draft if draft is not None and form is None and not taking_in.left_alone(context, draft) else None
    collecting = raw_state in COLLECTING
    if (form is not None or collecting) and not heard.pure:
        return False
    if form is not None and form.data.get("asking"):
        return False
    asking = drafts.fields(report, ReportFields) if report is not None else None
    if asking is not None and asking.asking and filing_words.answered(context, asking, said.text) is not None:
        return False
    if not heard.meanings and (said.hazard or len(said.text) > SHORT or report is not None):
        return False
    since = context.now - LATELY
    found = [one for one in await waiting.of(context, context.words) if one.since >= since]
    owed = [one for one in found if one.owed]
    pressed = meant(owed, heard) or (meant(found, heard) if heard.pure else [])
    if len(pressed) == 1 and not (asking is not None and asking.asking):
        await _take(context, message, said, *pressed[0])
        return True
    if said.hazard:
        if owed and heard.answers:
            await bring_back(context, owed, None)
        return False
    if pressed:
        kept = message if _worth_keeping(said) else None
        await bring_back(context, [one for one, _ in pressed], kept, only=[button for _, button in pressed])
        return True
    if form is not None or (collecting and not (heard.empty or owed)):
        return False
    return await _nothing_pressed(context, message, said, owed, report)


async def _nothing_pressed(
    context: Context, message: Message, said: Said, owed: list[Waiting], report: Draft | None
) -> bool:
    """Answer words that press nothing: what waits comes back, or the person is asked what is meant."""
    heard, kept = said.heard, message if _worth_keeping(said) else None
    social = bool(heard.meanings) and heard.meanings <= SOCIAL
    if report is not None:
        if not heard.empty:
            return False
        context.say.send(context.words("answers-draft"))
        await filing_card.show(context, report)
        return True
    if owed and not (social and heard.rest):
        await bring_back(context, owed, kept)
        return True
    if not heard.meanings or (heard.rest and Meaning.QUESTION not in heard.meanings):
        return False
    await _ask(context, said, kept)
    return True


async def _ask(context: Context, said: Said, kept: Message | None) -> None:
    """Ask what is meant: nothing waits, and a greeting or a question is no report."""
    heard = said.heard
    if Meaning.QUESTION in heard.meanings:
        text = context.words("answers-question", call=context.settings.login.call)
    elif heard.meanings <= SOCIAL:
        text = context.words("answers-hello" if Meaning.GREETING in heard.meanings else "answers-thanks")
    else:
        text = context.words("answers-nothing" if heard.empty else "answers-unclear")
    number = await choices.keep(context, kept) if kept is not None else 0
    context.say.send(card_of(text, other(context, number, "answers-report-this" if number else "answers-report")))


async def _take(
    context: Context, message: Message, said: Said, one: Waiting, pressed: Button, *, case_id: int | None = None
) -> None:
    """Press the button that was meant; words beyond it are kept with it, and a danger is brought up as well."""
    more = said.heard.rest or (_has_more(message) and message.sticker is None)
    if not said.hazard and not more:
        await answer(context, pressed.data or "", said.text if Meaning.CANNOT in said.heard.meanings else "")
        return
    try:
        await answer(context, pressed.data or "", said.text)
    except Refused as refusal:  # the other words are none the worse for it
        context.say.send(refusal.in_words(context.words))
    if said.hazard or (_has_more(message) and message.sticker is None):
        await _bring_up(context, message, case_id=case_id)
    else:
        kept = await choices.keep(context, message, state=DraftState.CANCELLED)  # it was passed on already
        context.say.send(card_of(context.words("answers-if-other"), other(context, kept)))


async def _bring_up(context: Context, message: Message, *, case_id: int | None) -> None:
    """Take a message into the case that it replies about, or as a report of its own; nothing of it is lost."""
    if case_id is not None:
        try:
            await supplements.join(context, message, case_id, more=False)
        except Refused as refusal:  # it is not this person's case to add to
            await refused.keep(context, message, refusal, more=False)
        return
    await taking_in.report_of(context, message)


def _worth_keeping(said: Said) -> bool:
    return not said.heard.empty and not (said.heard.pure and said.heard.meanings <= SOCIAL)


def _has_file(message: Message) -> bool:
    return drafts_content.file_of(message) is not None


def _has_more(message: Message) -> bool:
    return _has_file(message) or drafts_content.place_of(message) is not None
