"""Writing a report to the county: what is typed and pressed while its card is open."""

from datetime import timedelta
from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.cases import own_cases
from handlers.county import card as county_card
from handlers.county import pages
from handlers.county.card import CARD, SEND, TIMES, UNKNOWN, WORDS, draw, put
from handlers.drafts import cards
from handlers.drafts.cards import Collects
from handlers.kit import Context, Press, router_of, time_parser
from models import Draft
from models.enums import DraftKind, ReportingState, ReportWay
from services.cards.card import Card
from services.core.errors import Refused, Stale
from services.county import figures as county_figures
from services.county import phone_alarm, reports, standing, status, steps
from services.county.fields import CountyFields
from services.county.figures import NAMES
from services.drafts import drafts

LONGEST_TO = 100
KINDS = (DraftKind.COUNTY_REPORT, DraftKind.COUNTY_CORRECTION)

router = router_of("county_presses")


async def is_no_number(event: TelegramObject) -> bool:
    """Whether it is words: a case's number alone opens that case, also while a report is being written."""
    return not await own_cases.is_number(event)


@router.callback_query(Press.of(status.WRITE))
async def write(query: CallbackQuery, press: Press, context: Context) -> None:
    """Open the card of the next report."""
    await context.state.clear()
    draft = await reports.begin(context.act, press.id)
    await drafts.patch(context.session, draft, CountyFields, context.now, page="", asking=None)
    await cards.show(context, draft, draw)


@router.callback_query(Press.of(status.ZERO))
async def zero(query: CallbackQuery, press: Press, context: Context) -> None:
    """Put a zero report together: the text is there with this press, the next one says how it was sent."""
    await context.state.clear()
    draft = await reports.begin(context.act, press.id, zero=True)
    await _finished(context, draft)


@router.callback_query(Press.of(pages.CORRECT))
async def correct(query: CallbackQuery, press: Press, context: Context) -> None:
    """Open the card that corrects a report."""
    await context.state.clear()
    draft = await reports.begin_correction(context.act, press.id)
    await drafts.patch(context.session, draft, CountyFields, context.now, page="", asking=None)
    await cards.show(context, draft, draw)


@router.message(Collects(KINDS[0]), F.text, is_no_number)
@router.message(Collects(KINDS[1]), F.text, is_no_number)
async def typed(message: Message, context: Context, draft: Draft) -> None:
    """Take what was typed: the answer to what is asked for, a line of figures, or words about the response."""
    if not await cards.still(context, draft, _check):
        return
    text = (message.text or "").strip()
    fields = reports.fields_of(draft)
    try:
        await _take(context, draft, fields.asking, text)
    except Refused as refusal:
        if isinstance(refusal, Stale):
            raise
        context.say.send(refusal.in_words(context.words))
        return
    if reports.fields_of(draft).page == SEND and fields.asking not in (None, "text"):
        await _finished(context, draft)
        return
    await cards.show(context, draft, draw)


@router.message(Collects(KINDS[0]), ~F.text)
@router.message(Collects(KINDS[1]), ~F.text)
async def not_words(message: Message, context: Context) -> None:
    """Say that a report is words and figures; a photo belongs to the case."""
    context.say.send(context.words("county-words-wanted"))


async def _take(context: Context, draft: Draft, asking: str | None, text: str) -> None:
    if asking in NAMES:
        await put(context, draft, figures={asking: county_figures.read(asking, text)})
    elif asking in TIMES:
        at = time_parser.read_past(text, context.now, context.zone)
        if at is None:
            raise Refused("ask-time-unclear")
        await _time(context, draft, asking, at)
    elif asking == "to":
        await put(context, draft, sent_to=text[:LONGEST_TO])
    elif asking in WORDS:
        await put(context, draft, **{asking: text})
    elif figures := county_figures.read_many(text):
        await put(context, draft, figures=figures)
    else:
        present = reports.fields_of(draft).text
        await put(context, draft, text=f"{present}\n{text}".strip())


async def _time(context: Context, draft: Draft, asking: str, at: Any) -> None:
    found, _ = await reports.of_draft(context.session, context.actor, draft)
    if asking == "event":
        if found.reporting.state is ReportingState.FIRST_DUE:
            await steps.set_event(context.act, found.case.id, event_at=at)
        await put(context, draft, event_at=at)
        return
    if at > context.now or at < found.reporting.event_at:
        raise Refused("error-sent-at", event=context.town.on_the_wall(found.reporting.event_at))
    await put(context, draft, sent_at=at)


@router.callback_query(Press.of(CARD))
async def pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Do what a button of the card asks."""
    draft = await drafts.load(context.session, context.actor, press.id)
    if draft.kind not in KINDS:
        raise Stale("error-draft-ended")
    verb, choice = press.verb, press.choice
    if verb == "cancel":
        await drafts.cancel(context.session, draft, context.now)
        context.say.edit(context.words("county-cancelled"))
        return
    if not await cards.still(context, draft, _check):
        return
    fields = reports.fields_of(draft)
    match verb:
        case "ask":
            await drafts.patch(context.session, draft, CountyFields, context.now, asking=choice)
        case "set":
            name, _, figure = choice.partition(".")
            await put(context, draft, figures={name: None if figure == UNKNOWN else county_figures.read(name, figure)})
        case "time":
            asking, _, minutes = choice.partition(".")
            await _time(context, draft, asking, context.now - timedelta(minutes=int(minutes)))
        case "attention":
            await put(context, draft, attention=not fields.attention)
        case "zeroes":
            await put(context, draft, figures=county_card.zeroes(fields))
        case "called":
            await _called(context, draft, int(choice))
        case county_card.PAST:
            await drafts.patch(context.session, draft, CountyFields, context.now, page=county_card.PAST, asking=None)
        case "sure":
            await _sure(context, draft)
            return
        case county_card.SEND if fields.asking is None:
            await _finished(context, draft)
            return
        case county_card.SEND:
            await drafts.patch(context.session, draft, CountyFields, context.now, asking=None)
        case "sent":
            await _sent(context, draft, ReportWay(choice))
            return
        case _:
            await drafts.patch(context.session, draft, CountyFields, context.now, page="", asking=None)
    context.say.edit(await draw(context, draft))


async def _called(context: Context, draft: Draft, index: int) -> None:
    names = pages.called_choices(context)
    whom = names[min(index, len(names) - 1)]
    case_id = draft.subject_id or 0
    await phone_alarm.phoned(context.act, case_id, whom=whom)


async def _sure(context: Context, draft: Draft) -> None:
    found, _ = await reports.of_draft(context.session, context.actor, draft)
    agreed = county_figures.agreed(reports.doubts(found, reports.fields_of(draft)))
    await drafts.patch(context.session, draft, CountyFields, context.now, sure=agreed)
    await _finished(context, draft)


async def _finished(context: Context, draft: Draft) -> None:
    """Show the finished text in a message of its own, and below it what is asked then; doubts come first."""
    page = county_card.SEND
    await drafts.patch(context.session, draft, CountyFields, context.now, page=page, asking=None)
    found, _ = await reports.of_draft(context.session, context.actor, draft)
    fields = reports.fields_of(draft)
    if fields.sure == county_figures.agreed(reports.doubts(found, fields)) and not _rings(found):
        text = await reports.compose(context.act, found, fields)
        context.say.send(pages.to_copy(context, text))
        await cards.show(context, draft, draw)
        return
    if context.say.pressed is not None:
        context.say.edit(await draw(context, draft))
    else:
        await cards.show(context, draft, draw)


def _rings(found: standing.Standing) -> bool:
    return phone_alarm.rings(found.reporting)


async def _sent(context: Context, draft: Draft, way: ReportWay) -> None:
    report = await reports.send(context.act, draft, way=way)
    case_id = draft.subject_id or 0
    found = await standing.standing(context.session, context.actor, case_id)
    head = context.words("county-done", label=pages.label(context, report), to=report.sent_to)
    card: Card = await pages.page(context, found, head=head)
    context.say.edit(card)


async def _check(context: Context, draft: Draft) -> object:
    return await reports.of_draft(context.session, context.actor, draft)
