"""How a report on the card ends: sent, sent ahead, joined to a known case, given up; and what the card becomes."""

from aiogram.methods import DeleteMessage
from aiogram.types import Message

from handlers.cases import showing
from handlers.filing import card, taking_in
from handlers.filing import words as filing_words
from handlers.filing.duplicates import REPORT
from handlers.kit import Context, card_of
from handlers.kit.buttons import number_in
from models import Case, Draft
from models.enums import DraftKind, DraftState
from services.cards.card import Card
from services.cases.lifecycle import find_case
from services.core.errors import existing
from services.drafts import drafts
from services.filing import filing, parting
from services.filing.fields import ReportFields


def adopt(context: Context, draft: Draft) -> None:
    """Make the pressed message the card from now on; another one that still stands goes."""
    pressed = context.say.pressed
    if not isinstance(pressed, Message) or draft.card_message_id == pressed.message_id:
        return
    if draft.card_message_id is not None:
        context.say.call(DeleteMessage(chat_id=pressed.chat.id, message_id=draft.card_message_id))
    draft.card_message_id = pressed.message_id


async def sos(context: Context, draft: Draft, choice: str) -> Card:
    """Send what is there at once; the card stays open to be completed."""
    await filing.send_ahead(context, draft)
    return await card.overview(context, draft)


async def another_sos(context: Context, draft: Draft, choice: str) -> None:
    """End this one, and send another danger at once."""
    await drafts.finish(context.session, draft, context.now)
    fresh = await drafts.begin(context.session, context.actor, DraftKind.REPORT, now=context.now)
    await filing.send_ahead(context, fresh)
    await card.show(context, fresh)


async def mistake(context: Context, draft: Draft, choice: str) -> Card:
    """Complete a life button pressed by mistake: the station hears it at once and judges; nothing vanishes unseen."""
    await filing_words.change(context, draft, text=context.town.words(None).plain("filing-mistake-said"))
    return done(context, draft, await filing.complete(context, draft), "filing-done-mistake")


async def submit(context: Context, draft: Draft, choice: str) -> Card:
    """Turn the report into a case."""
    known = await filing.submitted(context, draft)
    return showing.drawn(context, known, context.words("notice-receipt", number=known.case.number))


async def complete(context: Context, draft: Draft, choice: str) -> Card:
    """End a report that was sent ahead; its card becomes the case's."""
    case = await filing.complete(context, draft)
    return await showing.fresh(context, case.id, context.words("filing-done-ahead", number=case.number))


async def same(context: Context, draft: Draft, choice: str) -> Card:
    """Join a known case with what is on the card."""
    case = await filing.join_with_draft(context, draft, number_in(choice))
    own = case.reporter_id == context.actor.person_id
    return done(context, draft, case, "filing-done-into" if own else "filing-done-same")


async def into(context: Context, draft: Draft, choice: str) -> Card:
    """Add what is on the card to the case just filed; a report of it that was sent ahead is open again."""
    shown = await same(context, draft, choice)
    ahead = await parting.ahead(context.session, context.actor.person_id, number_in(choice))
    if ahead is not None:
        await drafts.take_up(context.session, context.actor, ahead)
        ahead.updated_at = context.now
    return shown


async def part(context: Context, draft: Draft, choice: str) -> None:
    """Take what was sent last out of a report sent ahead: it is about another danger, which gets a card of its own."""
    fresh = await parting.part(context, draft)
    context.say.edit(await card.overview(context, draft))
    await card.show(context, fresh)


async def along(context: Context, draft: Draft, choice: str) -> Card:
    """Bring what was sent just before the card was opened along, out of the report sent ahead."""
    case_id = drafts.fields(draft, ReportFields).maybe_of
    ahead = existing(await parting.ahead(context.session, context.actor.person_id, case_id or 0), "error-files-moved")
    await parting.part(context, ahead, into=draft)
    await drafts.patch(context.session, draft, ReportFields, context.now, maybe_of=None)
    return await card.overview(context, draft)


async def cancel(context: Context, draft: Draft, choice: str) -> Card:
    """Give the report up, with a way back."""
    await drafts.cancel(context.session, draft, context.now)
    return cancelled(context, draft)


async def undo(context: Context, draft: Draft, choice: str) -> Card:
    """Take up a report that was given up or put aside."""
    if draft.state is DraftState.SENT:
        return await ended(context, draft)
    if draft.state is not DraftState.OPEN:
        await drafts.take_up(context.session, context.actor, draft)
        draft.updated_at = context.now
    adopt(context, draft)
    return await card.overview(context, draft)


async def new(context: Context, draft: Draft, choice: str) -> None:
    """Open another card."""
    await taking_in.begin(context)


async def ended(context: Context, draft: Draft) -> Card:
    """Tell a person who presses a card that has ended what became of it, and return that for its place."""
    if draft.state is DraftState.CANCELLED:
        context.say.toast(context.words.plain("filing-cancelled-already"), alert=True)
        return cancelled(context, draft)
    case = existing(await find_case(context.session, draft.case_id), "error-draft-ended")
    context.say.toast(context.words.plain("filing-sent-already", number=case.number), alert=True)
    return done(context, draft, case, "filing-done-already")


def done(context: Context, draft: Draft, case: Case, key: str) -> Card:
    """Return what the card becomes once the report is a case."""
    another = context.offer("filing-button-another", REPORT, draft.id, "new")
    return card_of(
        context.words(key, number=case.number), (context.offer("filing-button-view", "view", case.id), another)
    )


def cancelled(context: Context, draft: Draft) -> Card:
    """Return what the card becomes when it is given up."""
    return card_of(context.words("cancel-report"), context.offer("cancel-undo", REPORT, draft.id, "undo"))
