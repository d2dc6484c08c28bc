"""Writing a report to the county: what is typed and pressed while its card is open."""

from datetime import timedelta
from typing import Any

from aiogram import F
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.cases import own_cases as own
from handlers.county import card as county_card
from handlers.county import pages as county_page
from handlers.county.card import CARD, SEND, TIMES, UNKNOWN, WORDS, draw, put
from handlers.drafts import cards as collecting
from handlers.drafts.cards import Collects
from handlers.kit import time_parser as moments
from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.routers import router_of
from models import Draft
from models.enums import DraftKind, ReportingState, ReportWay
from services.cards.card import Card
from services.core.errors import Refused, Stale
from services.county import figures as county_figures
from services.county import phone_alarm as county_alarm
from services.county import reports as county_reports
from services.county import standing as county_standing
from services.county import status as county_owed
from services.county import steps as county_steps
from services.county.figures import NAMES
from services.drafts import drafts

LONGEST_TO = 100
KINDS = (DraftKind.COUNTY_REPORT, DraftKind.COUNTY_CORRECTION)

router = router_of("county_presses")


async def is_no_number(event: TelegramObject) -> bool:
    """Whether it is words: a case's number alone opens that case, also while a report is being written."""
    return not await own.is_number(event)


@router.callback_query(Press.of(county_owed.WRITE))
async def write(query: CallbackQuery, callback_data: Press, scene: Scene, state: FSMContext) -> None:
    """Open the card of the next report."""
    await state.clear()
    draft = await county_reports.begin(scene.session, scene.actor, callback_data.id, now=scene.now)
    await drafts.patch(scene.session, draft, scene.now, page="", asking=None)
    await collecting.show(scene, draft, draw)


@router.callback_query(Press.of(county_owed.ZERO))
async def zero(query: CallbackQuery, callback_data: Press, scene: Scene, state: FSMContext) -> None:
    """Put a zero report together: the text is there with this press, the next one says how it was sent."""
    await state.clear()
    draft = await county_reports.begin(scene.session, scene.actor, callback_data.id, now=scene.now, zero=True)
    await _finished(scene, draft)


@router.callback_query(Press.of(county_page.CORRECT))
async def correct(query: CallbackQuery, callback_data: Press, scene: Scene, state: FSMContext) -> None:
    """Open the card that corrects a report."""
    await state.clear()
    draft = await county_reports.begin_correction(scene.session, scene.actor, callback_data.id, now=scene.now)
    await drafts.patch(scene.session, draft, scene.now, page="", asking=None)
    await collecting.show(scene, draft, draw)


@router.message(Collects(KINDS[0]), F.text, is_no_number)
@router.message(Collects(KINDS[1]), F.text, is_no_number)
async def typed(message: Message, scene: Scene, draft: Draft) -> None:
    """Take what was typed: the answer to what is asked for, a line of figures, or words about the response."""
    if not await collecting.still(scene, draft, _check):
        return
    text = (message.text or "").strip()
    fields = county_reports.fields_of(draft)
    try:
        await _take(scene, draft, fields.asking, text)
    except Refused as refusal:
        if isinstance(refusal, Stale):
            raise
        scene.say.send(refusal.in_words(scene.words))
        return
    if county_reports.fields_of(draft).page == SEND and fields.asking not in (None, "text"):
        await _finished(scene, draft)
        return
    await collecting.show(scene, draft, draw)


@router.message(Collects(KINDS[0]), ~F.text)
@router.message(Collects(KINDS[1]), ~F.text)
async def not_words(message: Message, scene: Scene) -> None:
    """Say that a report is words and figures; a photo belongs to the case."""
    scene.say.send(scene.words("county-words-wanted"))


async def _take(scene: Scene, draft: Draft, asking: str | None, text: str) -> None:
    if asking in NAMES:
        await put(scene, draft, figures={asking: county_figures.read(asking, text)})
    elif asking in TIMES:
        at = moments.read_past(text, scene.now, scene.town.zone)
        if at is None:
            raise Refused("ask-time-unclear")
        await _time(scene, draft, asking, at)
    elif asking == "to":
        await put(scene, draft, sent_to=text[:LONGEST_TO])
    elif asking in WORDS:
        await put(scene, draft, **{asking: text})
    elif figures := county_figures.read_many(text):
        await put(scene, draft, figures=figures)
    else:
        present = county_reports.fields_of(draft).text
        await put(scene, draft, text=f"{present}\n{text}".strip())


async def _time(scene: Scene, draft: Draft, asking: str, at: Any) -> None:
    found, _ = await county_reports.of_draft(scene.session, scene.actor, draft)
    if asking == "event":
        if found.reporting.state is ReportingState.FIRST_DUE:
            await county_steps.set_event(
                scene.session, scene.town, scene.actor, found.case.id, event_at=at, now=scene.now
            )
        await put(scene, draft, event_at=at)
        return
    if at > scene.now or at < found.reporting.event_at:
        raise Refused("error-sent-at", event=scene.town.on_the_wall(found.reporting.event_at))
    await put(scene, draft, sent_at=at)


@router.callback_query(Press.of(CARD))
async def pressed(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Do what a button of the card asks."""
    draft = await drafts.load(scene.session, scene.actor, callback_data.id)
    if draft.kind not in KINDS:
        raise Stale("error-draft-ended")
    verb, _, choice = callback_data.extra.partition(".")
    if verb == "cancel":
        await drafts.cancel(scene.session, draft, scene.now)
        scene.say.edit(scene.words("county-cancelled"))
        return
    if not await collecting.still(scene, draft, _check):
        return
    fields = county_reports.fields_of(draft)
    match verb:
        case "ask":
            await drafts.patch(scene.session, draft, scene.now, asking=choice)
        case "set":
            name, _, figure = choice.partition(".")
            await put(scene, draft, figures={name: None if figure == UNKNOWN else county_figures.read(name, figure)})
        case "time":
            asking, _, minutes = choice.partition(".")
            await _time(scene, draft, asking, scene.now - timedelta(minutes=int(minutes)))
        case "attention":
            await put(scene, draft, attention=not fields.attention)
        case "zeroes":
            await put(scene, draft, figures=county_card.zeroes(fields))
        case "called":
            await _called(scene, draft, int(choice))
        case county_card.PAST:
            await drafts.patch(scene.session, draft, scene.now, page=county_card.PAST, asking=None)
        case "sure":
            await _sure(scene, draft)
            return
        case county_card.SEND if fields.asking is None:
            await _finished(scene, draft)
            return
        case county_card.SEND:
            await drafts.patch(scene.session, draft, scene.now, asking=None)
        case "sent":
            await _sent(scene, draft, ReportWay(choice))
            return
        case _:
            await drafts.patch(scene.session, draft, scene.now, page="", asking=None)
    scene.say.edit(await draw(scene, draft))


async def _called(scene: Scene, draft: Draft, index: int) -> None:
    names = county_page.called_choices(scene)
    whom = names[min(index, len(names) - 1)]
    case_id = draft.subject_id or 0
    await county_alarm.phoned(scene.session, scene.town, scene.actor, case_id, whom=whom, now=scene.now)


async def _sure(scene: Scene, draft: Draft) -> None:
    found, _ = await county_reports.of_draft(scene.session, scene.actor, draft)
    agreed = county_figures.agreed(county_reports.doubts(found, county_reports.fields_of(draft)))
    await drafts.patch(scene.session, draft, scene.now, sure=agreed)
    await _finished(scene, draft)


async def _finished(scene: Scene, draft: Draft) -> None:
    """Show the finished text in a message of its own, and below it what is asked then; doubts come first."""
    page = county_card.SEND
    await drafts.patch(scene.session, draft, scene.now, page=page, asking=None)
    found, _ = await county_reports.of_draft(scene.session, scene.actor, draft)
    fields = county_reports.fields_of(draft)
    if fields.sure == county_figures.agreed(county_reports.doubts(found, fields)) and not _rings(found):
        text = await county_reports.compose(scene.session, scene.town, found, fields, now=scene.now)
        scene.say.send(county_page.to_copy(scene, text))
        await collecting.show(scene, draft, draw)
        return
    if scene.say.pressed is not None:
        scene.say.edit(await draw(scene, draft))
    else:
        await collecting.show(scene, draft, draw)


def _rings(found: county_standing.Standing) -> bool:
    return county_alarm.rings(found.reporting)


async def _sent(scene: Scene, draft: Draft, way: ReportWay) -> None:
    report = await county_reports.send(scene.session, scene.town, scene.actor, draft, way=way, now=scene.now)
    case_id = draft.subject_id or 0
    found = await county_standing.standing(scene.session, scene.actor, case_id)
    head = scene.words("county-done", label=county_page.label(scene, report), to=report.sent_to)
    card: Card = await county_page.page(scene, found, head=head)
    scene.say.edit(card)


async def _check(scene: Scene, draft: Draft) -> object:
    return await county_reports.of_draft(scene.session, scene.actor, draft)
