"""How a report on the card ends: sent, sent ahead, joined to a known case, given up; and what the card becomes."""

from aiogram.methods import DeleteMessage
from aiogram.types import Message

from handlers.filing import taking_in as filing
from handlers.filing import view as filing_view
from handlers.filing import words as filing_words
from handlers.filing.card import overview as card_of
from handlers.filing.duplicates import REPORT
from handlers.kit.context import Scene
from models import Case, Draft
from models.enums import DraftKind, DraftState
from services.cards.card import Card, button
from services.core.errors import Stale
from services.drafts import drafts
from services.filing import filing as reports


async def overview(scene: Scene, draft: Draft, choice: str = "") -> None:
    """Show the card in place of what was pressed."""
    scene.say.edit(await card_of(scene, draft))


def adopt(scene: Scene, draft: Draft) -> None:
    """The pressed message is the card from now on; another one that still stands goes."""
    pressed = scene.say.pressed
    if not isinstance(pressed, Message) or draft.card_message_id == pressed.message_id:
        return
    if draft.card_message_id is not None:
        scene.say.call(DeleteMessage(chat_id=pressed.chat.id, message_id=draft.card_message_id))
    draft.card_message_id = pressed.message_id


async def sos(scene: Scene, draft: Draft, choice: str) -> None:
    """Send what is there at once; the card stays open to be completed."""
    await reports.send_ahead(scene.session, scene.town, scene.actor, draft, now=scene.now)
    await overview(scene, draft)


async def another_sos(scene: Scene, draft: Draft, choice: str) -> None:
    """End this one, and send another danger at once."""
    await drafts.finish(scene.session, draft, scene.now)
    fresh = await drafts.begin(scene.session, scene.actor, DraftKind.REPORT, now=scene.now)
    await reports.send_ahead(scene.session, scene.town, scene.actor, fresh, now=scene.now)
    await filing_view.show(scene, fresh)


async def mistake(scene: Scene, draft: Draft, choice: str) -> None:
    """The life button was pressed by mistake: the station is told at once, and judges; nothing is taken back unseen."""
    await filing_words.change(scene, draft, text=scene.town.words(None).plain("filing-mistake-said"))
    case = await reports.complete(scene.session, scene.town, scene.actor, draft, now=scene.now)
    scene.say.edit(done(scene, draft, case, "filing-done-mistake"))


async def submit(scene: Scene, draft: Draft, choice: str) -> None:
    """Turn the report into a case."""
    case = await reports.submit(scene.session, scene.town, scene.actor, draft, now=scene.now)
    scene.say.edit(done(scene, draft, case, "filing-done"))


async def complete(scene: Scene, draft: Draft, choice: str) -> None:
    """End a report that was sent ahead."""
    case = await reports.complete(scene.session, scene.town, scene.actor, draft, now=scene.now)
    scene.say.edit(done(scene, draft, case, "filing-done-ahead"))


async def same(scene: Scene, draft: Draft, choice: str) -> None:
    """Join a known case with what is on the card."""
    case = await reports.join_with_draft(scene.session, scene.town, scene.actor, draft, int(choice), now=scene.now)
    own = case.reporter_id == scene.actor.person_id
    scene.say.edit(done(scene, draft, case, "filing-done-into" if own else "filing-done-same"))


async def cancel(scene: Scene, draft: Draft, choice: str) -> None:
    """Give the report up, with a way back."""
    await drafts.cancel(scene.session, draft, scene.now)
    scene.say.edit(cancelled(scene, draft))


async def undo(scene: Scene, draft: Draft, choice: str) -> None:
    """Take up a report that was given up or put aside."""
    if draft.state is DraftState.SENT:
        await ended(scene, draft)
        return
    if draft.state is not DraftState.OPEN:
        await drafts.take_up(scene.session, scene.actor, draft)
        draft.updated_at = scene.now
    adopt(scene, draft)
    await overview(scene, draft)


async def new(scene: Scene, draft: Draft, choice: str) -> None:
    """Open another card."""
    await filing.begin(scene)


async def ended(scene: Scene, draft: Draft) -> None:
    """Tell who presses a card that has ended what became of it, and show that in its place."""
    if draft.state is DraftState.CANCELLED:
        scene.say.edit(cancelled(scene, draft))
        scene.say.toast(scene.words.plain("filing-cancelled-already"), alert=True)
        return
    case = await scene.session.get(Case, draft.case_id) if draft.case_id else None
    if case is None:
        raise Stale("error-draft-ended")
    scene.say.edit(done(scene, draft, case, "filing-done-already"))
    scene.say.toast(scene.words.plain("filing-sent-already", number=case.number), alert=True)


def done(scene: Scene, draft: Draft, case: Case, key: str) -> Card:
    """Return what the card becomes once the report is a case."""
    words = scene.words
    row = (
        button(words.plain("filing-button-view"), "view", case.id),
        button(words.plain("filing-button-another"), REPORT, draft.id, "new"),
    )
    return Card(text=words(key, number=case.number), rows=(row,))


def cancelled(scene: Scene, draft: Draft) -> Card:
    """Return what the card becomes when it is given up."""
    undo = button(scene.words.plain("cancel-undo"), REPORT, draft.id, "undo")
    return Card(text=scene.words("cancel-report"), rows=((undo,),))
