"""Filing a hazard (D1): whatever is sent to the bot goes on one card, in any order; the card is a row, so it lasts."""

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import Message

from handlers.drafts import content as drafts_content
from handlers.drafts.cards import IDLE_AFTER
from handlers.drafts.commands import is_command, split
from handlers.filing import belonging, card, supplements
from handlers.filing import words as filing_words
from handlers.kit import Context, Shown, router_of
from handlers.kit.routers import everything
from models import Draft
from models.enums import DraftKind, DraftState
from services.cases.lifecycle import load_case
from services.core import geo
from services.core.errors import Refused
from services.drafts import contents, drafts
from services.filing import filing, parting
from services.filing import supplements as filing_supplements
from services.filing.fields import ReportFields
from services.mobilisation import deployed as mobilisation_deployed

router = router_of("filing")

NOT_UNDERSTOOD = frozenset(
    {
        ContentType.STICKER,
        ContentType.CONTACT,
        ContentType.POLL,
        ContentType.DICE,
        ContentType.GAME,
        ContentType.STORY,
        ContentType.PAID_MEDIA,
        ContentType.CHECKLIST,
        ContentType.INVOICE,
        ContentType.GIVEAWAY,
    }
)
"""Sent by people, but nothing a report can hold. Telegram's own service messages are passed over in silence."""


@router.command("report", takes=everything)
async def report(context: Context, message: Message, more_of_album: bool = False) -> None:
    """Open the card, the one that is being filled in or a new one, with what came with the command."""
    open_draft = await still_open(context, await drafts.current(context.session, context.actor.person_id))
    draft = open_draft or await drafts.begin(context.session, context.actor, DraftKind.REPORT, now=context.now)
    await _put_beside(context, draft, message, more=more_of_album)
    if more_of_album:
        return
    if open_draft is not None:
        await card.show(context, draft)
    else:
        await _show_new(context, draft)


@router.command("sos", takes=everything)
async def sos(context: Context, message: Message, more_of_album: bool = False) -> None:
    """Send a danger to life at once, with whatever is on the card and came with the command; the rest may follow."""
    draft = await still_open(context, await drafts.current(context.session, context.actor.person_id))
    if draft is None:
        draft = await drafts.begin(context.session, context.actor, DraftKind.REPORT, now=context.now)
    again = draft.case_id is not None
    await _put_beside(context, draft, message, more=more_of_album)
    await filing.send_ahead(context, draft)
    if not more_of_album:
        await card.show(context, draft, again=again)


async def _put_beside(context: Context, draft: Draft, message: Message, *, more: bool) -> None:
    """Put what came with a command on its card; it answers no question that was asked before."""
    if drafts_content.words_of(message) is None:
        await _refer(context, draft, message, None)
    if drafts_content.has_content(message):
        await filing_words.change(context, draft, asking=None)
        await put(context, draft, message, more=more)


@router.message_of()
async def take_in(
    message: Message,
    context: Context,
    draft: Draft | None = None,
    raw_state: str | None = None,
    more_of_album: bool = False,
) -> Shown:
    """Take in any message: on the open card, into the case it belongs to, or as the start of a report."""
    if is_command(message):
        return context.words("menu-unknown")
    if await _by_contact(context, draft, message):
        return None
    if not drafts_content.has_content(message):
        return context.words("filing-not-understood") if message.content_type in NOT_UNDERSTOOD else None
    if await supplements.taken(context, message, raw_state, more=more_of_album):
        return None
    report = await still_open(context, draft)
    if report is not None and not await _pinned_elsewhere(context, report, message):
        doubted = await _doubted(context, report, message)
        await put(context, report, message, more=more_of_album)
        if not more_of_album:
            await card.show_added(context, report, doubted=doubted)
        return None
    recent = await filing_supplements.latest_own(
        context.session, context.actor, since=context.at - filing_supplements.LATE_WINDOW
    )
    joins = recent is not None and await belonging.joins(context, message, recent.id)
    if joins and await mobilisation_deployed.of(context.session, context.actor.person_id):
        joins = False  # of that case, or from the mobilisation: the card asks
    if recent is not None and joins:
        await supplements.join(context, message, recent.id, more=more_of_album)
        return None
    report = await put(context, None, message, open_is=draft, maybe_of=recent.id if recent is not None else None)
    if report is not None and not more_of_album:
        await _show_new(context, report)
    return None


async def _pinned_elsewhere(context: Context, report: Draft, message: Message) -> bool:
    """Whether a pin is not where the danger that was sent ahead is: it must not move the case's unasked."""
    point, known = drafts_content.place_of(message), drafts.fields(report, ReportFields)
    if report.case_id is None or point is None or (there := geo.pin_of(known)) is None:
        return False
    return geo.distance_m(point, there) > context.settings.duplicate_radius(known.line)


async def _doubted(context: Context, report: Draft, message: Message) -> bool:
    """Whether words that go into a report sent ahead speak against it: then the card asks, and nothing waits."""
    text = drafts_content.words_of(message)
    if report.case_id is None or text is None or drafts.fields(report, ReportFields).asking is not None:
        return False
    case = await load_case(context.session, report.case_id, lock=False)
    return await belonging.of_another(context, case, text, None)


async def report_of(context: Context, message: Message) -> None:
    """Take a message in as a report: on the card that is open, else on one of its own."""
    open_is = await drafts.current(context.session, context.actor.person_id)
    draft = await still_open(context, open_is)
    report = await put(context, draft, message, open_is=open_is)
    if report is not None:
        await (card.show(context, report) if draft is not None else _show_new(context, report))


async def put(
    context: Context,
    draft: Draft | None,
    message: Message,
    *,
    more: bool = False,
    open_is: Draft | None = None,
    maybe_of: int | None = None,
) -> Draft | None:
    """Put a message on the card; without one, open it. None when its file is refused: the sender is told why.

    ``open_is``: another card that is open, and has to be put aside for this one. ``maybe_of``: a case just filed that
    a new card may belong to.
    """
    media_id, text, point = None, drafts_content.words_of(message), drafts_content.place_of(message)
    try:
        media_id = await drafts_content.media_of(context, message)
    except Refused as refusal:  # the rest of an album, and what is on the card, is none the worse for it
        drafts_content.file_refused(context, message, refusal)
        if draft is None and text is None:
            return None
    landmark = message.venue.title if message.venue else None
    if fresh := draft is None:
        given: dict[str, Any] = {"maybe_of": maybe_of, "first": open_is is None, "another": True}
        if point is not None:
            given |= await filing_words.pinned(context, ReportFields(), point, landmark)
        elif text is not None:
            given |= await filing_words.said(context, ReportFields(), text)
        of = context.session, context.actor, DraftKind.REPORT
        draft = await drafts.begin(*of, now=context.now, form=ReportFields, **given)
        contents.remember(context.session, draft.id, contents.Content())
    else:
        await parting.mark(context.session, draft, context.now)
    drafts.sent_late(context, draft)
    await belonging.remember_album(context, message, None, draft.id)
    if media_id is not None:
        try:
            await drafts_content.attach(context, draft, media_id, message)
        except Refused as refusal:  # there are too many
            drafts_content.file_refused(context, message, refusal)
    if fresh:
        await _refer(context, draft, message, text)
        return draft
    if point is not None:
        known = drafts.fields(draft, ReportFields)
        await filing_words.change(context, draft, **await filing_words.pinned(context, known, point, landmark))
    elif text is not None:
        await filing_words.hear(context, draft, text, message)
    elif not more:
        await filing_words.change(context, draft, asking=None)
    if text is None:
        await _refer(context, draft, message, None)
    return draft


async def _refer(context: Context, draft: Draft, message: Message, text: str | None) -> None:
    """Remember a message: words that are written into it later, or replace its own, come to the draft or its case."""
    at = message.chat.id, message.message_id
    await contents.refer(context.session, *at, draft_id=draft.id, case_id=draft.case_id, text=text or "")


@router.edited_message()
async def edited(message: Message, context: Context) -> None:
    """Take in an edit: the card shows the new words; a filed case keeps the old ones too (突发事件应对法 61)."""
    text, at = drafts_content.words_of(message), {"chat_id": message.chat.id, "message_id": message.message_id}
    if text is None:
        return
    if not await filing.knows(context.session, **at):
        await _taken_anew(context, message, text)
        return
    corrected = await filing.correct(context, text=text, **at)
    if corrected is None:
        return
    if not isinstance(corrected, Draft):
        await filing_words.alarm(context, message, corrected)
        context.say.send(context.words("late-corrected", number=corrected.number))
    elif corrected.kind is DraftKind.REPORT and corrected.state is DraftState.OPEN and corrected.card_message_id:
        context.say.edit(await card.overview(context, corrected), message_id=corrected.card_message_id)


async def _taken_anew(context: Context, message: Message, text: str) -> None:
    """Take in an edited message that had gone nowhere, or was an answer: an alarm, or words that speak of a danger."""
    if split(message.text or message.caption or "")[0] == "sos":
        await sos(context, message)
    elif filing_words.speaks(context, text):
        draft = await drafts.current(context.session, context.actor.person_id)
        report = await put(context, await still_open(context, draft), message, open_is=draft)
        if report is not None:
            await card.show(context, report)


async def begin(context: Context) -> None:
    """Open a new card, and offer what was put aside."""
    draft = await drafts.begin(context.session, context.actor, DraftKind.REPORT, now=context.now)
    await _show_new(context, draft)


async def _show_new(context: Context, draft: Draft) -> None:
    shelved = await drafts.shelved(context.session, context.actor.person_id, DraftKind.REPORT)
    offer = next((one for one in shelved if one.case_id is None), None)
    await card.show(context, draft, offer=offer)


async def still_open(context: Context, draft: Draft | None) -> Draft | None:
    """Return the report a message belongs to; one that was left alone for long is ended or put aside."""
    if draft is None or draft.kind is not DraftKind.REPORT:
        return None
    if not left_alone(context, draft):
        return draft
    if draft.case_id is not None:
        await drafts.finish(context.session, draft, context.now)  # sent long ago: what comes now is another matter
    else:
        await drafts.shelve(context.session, draft, context.now)
    return None


def left_alone(context: Context, draft: Draft) -> bool:
    """Whether a report was left alone for so long that what is sent now is about something else."""
    most = IDLE_AFTER if draft.case_id is None else filing_supplements.LATE_WINDOW
    return context.at - draft.updated_at > most


async def _by_contact(context: Context, draft: Draft | None, message: Message) -> bool:
    """A villager's contact card answers "on whose behalf"; a person's own card says that they are logged in already."""
    contact = message.contact
    if contact is None:
        return False
    if contact.user_id == context.actor.chat_id:
        context.say.send(context.words("identity-already", name=context.actor.name))
        return True
    if draft is None or draft.kind is not DraftKind.REPORT or drafts.fields(draft, ReportFields).asking != "behalf":
        return False
    name = " ".join(filter(None, (contact.first_name, contact.last_name)))
    await filing_words.introduce(context, draft, name, contact.phone_number, message)
    await card.show_added(context, draft)
    return True
