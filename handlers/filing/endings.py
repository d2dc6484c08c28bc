"""How a report on the card ends: sent, sent ahead, joined to a known case, given up; and what the card becomes."""

from aiogram.methods import DeleteMessage
from aiogram.types import Message

from handlers.filing import card, taking_in, view
from handlers.filing import words as filing_words
from handlers.filing.duplicates import REPORT
from handlers.kit import Context
from models import Case, Draft
from models.enums import DraftKind, DraftState
from services.cards.card import Card, button
from services.cases.lifecycle import find_case
from services.core.errors import Stale
from services.drafts import drafts
from services.filing import filing


async def overview(context: Context, draft: Draft, choice: str = "") -> None:
    """Show the card in place of what was pressed."""
    context.say.edit(await card.overview(context, draft))


def adopt(context: Context, draft: Draft) -> None:
    """The pressed message is the card from now on; another one that still stands goes."""
    pressed = context.say.pressed
    if not isinstance(pressed, Message) or draft.card_message_id == pressed.message_id:
        return
    if draft.card_message_id is not None:
        context.say.call(DeleteMessage(chat_id=pressed.chat.id, message_id=draft.card_message_id))
    draft.card_message_id = pressed.message_id


async def sos(context: Context, draft: Draft, choice: str) -> None:
    """Send what is there at once; the card stays open to be completed."""
    await filing.send_ahead(context.act, draft)
    await overview(context, draft)


async def another_sos(context: Context, draft: Draft, choice: str) -> None:
    """End this one, and send another danger at once."""
    await drafts.finish(context.session, draft, context.now)
    fresh = await drafts.begin(context.session, context.actor, DraftKind.REPORT, now=context.now)
    await filing.send_ahead(context.act, fresh)
    await view.show(context, fresh)


async def mistake(context: Context, draft: Draft, choice: str) -> None:
    """The life button was pressed by mistake: the station is told at once, and judges; nothing is taken back unseen."""
    await filing_words.change(context, draft, text=context.town.words(None).plain("filing-mistake-said"))
    case = await filing.complete(context.act, draft)
    context.say.edit(done(context, draft, case, "filing-done-mistake"))


async def submit(context: Context, draft: Draft, choice: str) -> None:
    """Turn the report into a case."""
    case = await filing.submit(context.act, draft)
    context.say.edit(done(context, draft, case, "filing-done"))


async def complete(context: Context, draft: Draft, choice: str) -> None:
    """End a report that was sent ahead."""
    case = await filing.complete(context.act, draft)
    context.say.edit(done(context, draft, case, "filing-done-ahead"))


async def same(context: Context, draft: Draft, choice: str) -> None:
    """Join a known case with what is on the card."""
    case = await filing.join_with_draft(context.act, draft, int(choice))
    own = case.reporter_id == context.actor.person_id
    context.say.edit(done(context, draft, case, "filing-done-into" if own else "filing-done-same"))


async def cancel(context: Context, draft: Draft, choice: str) -> None:
    """Give the report up, with a way back."""
    await drafts.cancel(context.session, draft, context.now)
    context.say.edit(cancelled(context, draft))


async def undo(context: Context, draft: Draft, choice: str) -> None:
    """Take up a report that was given up or put aside."""
    if draft.state is DraftState.SENT:
        await ended(context, draft)
        return
    if draft.state is not DraftState.OPEN:
        await drafts.take_up(context.session, context.actor, draft)
        draft.updated_at = context.now
    adopt(context, draft)
    await overview(context, draft)


async def new(context: Context, draft: Draft, choice: str) -> None:
    """Open another card."""
    await taking_in.begin(context)


async def ended(context: Context, draft: Draft) -> None:
    """Tell who presses a card that has ended what became of it, and show that in its place."""
    if draft.state is DraftState.CANCELLED:
        context.say.edit(cancelled(context, draft))
        context.say.toast(context.words.plain("filing-cancelled-already"), alert=True)
        return
    case = await find_case(context.session, draft.case_id)
    if case is None:
        raise Stale("error-draft-ended")
    context.say.edit(done(context, draft, case, "filing-done-already"))
    context.say.toast(context.words.plain("filing-sent-already", number=case.number), alert=True)


def done(context: Context, draft: Draft, case: Case, key: str) -> Card:
    """Return what the card becomes once the report is a case."""
    words = context.words
    row = (
        button(words.plain("filing-button-view"), "view", case.id),
        button(words.plain("filing-button-another"), REPORT, draft.id, "new"),
    )
    return Card(text=words(key, number=case.number), rows=(row,))


def cancelled(context: Context, draft: Draft) -> Card:
    """Return what the card becomes when it is given up."""
    undo = button(context.words.plain("cancel-undo"), REPORT, draft.id, "undo")
    return Card(text=context.words("cancel-report"), rows=((undo,),))
