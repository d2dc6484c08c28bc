"""Write a report to the county: answer the words and the buttons of its open card."""

from datetime import datetime, timedelta
from typing import Any, Literal

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message, TelegramObject

from handlers.cases import own_cases
from handlers.county import pages
from handlers.county.card import CARD, PAST, SEND, TIMES, UNKNOWN, WORDS, change, draw, put, zeroes
from handlers.drafts import content
from handlers.drafts.cards import Collects, Form
from handlers.kit import Context, Press, router_of, time_parser
from handlers.kit.buttons import choice_in, number_in
from models import Draft
from models.enums import DraftKind, ReportingState, ReportKind, ReportWay
from services.cards.card import Card
from services.core.errors import Refused
from services.county import figures as county_figures
from services.county import phone_alarm, reports, standing, status, steps
from services.county.fields import CountyFields
from services.county.figures import NAMES
from services.county.filling import sentence

LONGEST_TO = 100
LONGEST_AGO = 24 * 60
"""Minutes; a button that says longer is none of ours."""
KINDS = (DraftKind.COUNTY_REPORT, DraftKind.COUNTY_CORRECTION)

router = router_of("county_presses")


async def is_no_number(event: TelegramObject) -> bool:
    """Whether it is words: a case's number alone opens that case, also while a report is being written."""
    return not await own_cases.is_number(event)


async def _check(context: Context, draft: Draft) -> object:
    return await reports.of_draft(context.session, context.actor, draft)


FORM = Form(CARD, *KINDS, draw=draw, check=_check)


@router.press(status.WRITE, status.ZERO, pages.CORRECT)
async def write(context: Context, press: Press) -> None:
    """Open the card of the next report or of a correction.

    A zero report is put together at once: the text is there, and the next button says how it was sent.
    """
    await context.state.clear()
    if press.action == pages.CORRECT:
        draft = await reports.begin_correction(context, press.id)
    else:
        draft = await reports.begin(context, press.id, zero=press.action == status.ZERO)
    if press.action == status.ZERO:
        if card := await _finished(context, draft):
            context.say.edit(card)
        return
    await change(context, draft, page="", asking=None)
    await FORM.show(context, draft)


@router.message_of(Collects(*KINDS), F.text, is_no_number)
async def typed(context: Context, draft: Draft, said: str) -> None:
    """Take what was typed: the answer to what is asked for, a line of figures, or words about the response."""
    if not await FORM.still(context, draft):
        raise SkipHandler
    before = reports.fields_of(draft)
    await _take(context, draft, before.asking, said)
    if (before.page == SEND and before.asking != "text") or await _told(context, draft, before):
        await _finished(context, draft)
    else:
        await FORM.show(context, draft)


async def _told(context: Context, draft: Draft, before: CountyFields) -> bool:
    """Whether a sentence has told a first report: figures came with it, nothing remains to ask or to telephone."""
    fields = reports.fields_of(draft)
    found, corrected = await reports.of_draft(context.session, context.actor, draft)
    sentence = before.asking is None or before.asking in before.unread
    ready = fields.asking is None and not reports.doubts(found, fields) and not phone_alarm.rings(found.reporting)
    first = corrected is None and found.kind is ReportKind.FIRST
    return first and sentence and ready and fields.figures != before.figures


@router.message_of(Collects(*KINDS), ~F.text)
async def not_words(context: Context, message: Message, draft: Draft) -> None:
    """Refuse what is no words: it is kept beside the report, which takes the words under it."""
    refusal = Refused("county-words-wanted")
    if (said := content.words_of(message)) is None:
        raise refusal
    await typed(context, draft, said)
    context.say.send(refusal.in_words(context.words))
    context.say.refusal = refusal
    raise SkipHandler


async def _take(context: Context, draft: Draft, asking: str | None, text: str) -> None:
    unread = reports.fields_of(draft).unread
    if asking in unread and await _cleared(context, draft, asking, text):
        return
    if asking in NAMES and asking not in unread:
        await put(context, draft, figures={asking: county_figures.read(asking, text)})
    elif asking in TIMES:
        at = time_parser.read_past(text, context.at, context.zone)
        if at is None:
            raise Refused("ask-time-unclear")
        await _set_time(context, draft, asking, at)
    elif asking == "to":
        if len(text) > LONGEST_TO:
            raise Refused("mobilise-too-long", limit=LONGEST_TO)
        await put(context, draft, sent_to=text)
    elif asking in WORDS:
        await put(context, draft, **{asking: text})
    else:
        said = sentence.understood(text)
        changes: dict[str, Any] = {"figures": said.figures, "rough": said.rough} if said.figures else {}
        changes |= {"unread": said.unclear} if said.unclear else {}
        kept = said.words if said.figures or said.unclear else text
        if kept:
            changes["text"] = f"{reports.fields_of(draft).text}\n{kept}".strip()
        await put(context, draft, **changes)


async def _cleared(context: Context, draft: Draft, asking: str, text: str) -> bool:
    """Take the figure that a sentence did not tell; False when the words are another sentence."""
    try:
        figure, rough = sentence.answer(asking, text)
        await put(context, draft, figures={asking: figure}, rough={asking: text} if rough else {})
    except Refused:
        said = sentence.understood(text)
        if not (said.figures or said.unclear):
            raise
        return False
    return True


async def _set_time(context: Context, draft: Draft, asking: str, at: datetime) -> None:
    found, _ = await reports.of_draft(context.session, context.actor, draft)
    if asking == "event":
        if found.reporting.state is ReportingState.FIRST_DUE:
            await steps.set_event(context, found.case.id, event_at=at)
        await put(context, draft, event_at=at)
        return
    if at > context.now or at < found.reporting.event_at:
        raise Refused("error-sent-at", event=context.town.on_the_wall(found.reporting.event_at))
    await put(context, draft, sent_at=at)


async def _set(context: Context, draft: Draft, choice: str) -> None:
    name, _, figure = choice.partition(".")
    name = choice_in(name, NAMES)
    await put(context, draft, figures={name: None if figure == UNKNOWN else county_figures.read(name, figure)})


async def _ago(context: Context, draft: Draft, choice: str) -> None:
    asking, _, minutes = choice.partition(".")
    asking = choice_in(asking, TIMES)
    await _set_time(context, draft, asking, context.now - timedelta(minutes=number_in(minutes, most=LONGEST_AGO)))


async def _called(context: Context, draft: Draft, choice: str) -> None:
    await pages.phoned(context, draft.subject_id or 0, number_in(choice))


async def _sure(context: Context, draft: Draft, choice: str) -> Card | Literal[False]:
    found, _ = await reports.of_draft(context.session, context.actor, draft)
    await change(context, draft, sure=county_figures.agreed(reports.doubts(found, reports.fields_of(draft))))
    return await _finished(context, draft)


async def _send(context: Context, draft: Draft, choice: str) -> Card | Literal[False] | None:
    if reports.fields_of(draft).asking is None:
        return await _finished(context, draft)
    await change(context, draft, asking=None)
    return None


async def _finished(context: Context, draft: Draft) -> Card | Literal[False]:
    """Show the finished text in a message of its own, and below it what is asked then; doubts come first."""
    await change(context, draft, page=SEND, asking=None)
    found, _ = await reports.of_draft(context.session, context.actor, draft)
    fields = reports.fields_of(draft)
    ready = fields.sure == county_figures.agreed(reports.doubts(found, fields))
    if ready and not phone_alarm.rings(found.reporting):
        context.say.send(pages.to_copy(context, await reports.compose(context, found, fields)))
    elif context.say.pressed is not None:
        return await draw(context, draft)
    await FORM.show(context, draft)
    return False


async def _sent(context: Context, draft: Draft, choice: str) -> Card:
    report = await reports.send(context, draft, way=choice_in(choice, ReportWay))
    found = await standing.standing(context.session, context.actor, draft.subject_id or 0)
    head = context.words("county-done", label=pages.label(context, report), to=report.sent_to)
    return await pages.page(context, found, head=head)


FORM.answer(
    router,
    "county-cancelled",
    {
        "ask": lambda context, draft, choice: change(context, draft, asking=choice),
        "set": _set,
        "time": _ago,
        "attention": lambda context, draft, choice: put(
            context, draft, attention=not reports.fields_of(draft).attention
        ),
        "zeroes": lambda context, draft, choice: put(context, draft, figures=zeroes(reports.fields_of(draft))),
        "called": _called,
        "back": lambda context, draft, choice: change(context, draft, page="", asking=None, unread={}),
        PAST: lambda context, draft, choice: change(context, draft, page=PAST, asking=None),
        "sure": _sure,
        SEND: _send,
        "sent": _sent,
    },
)
