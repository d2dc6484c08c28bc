"""The buttons of the filing card. Each shows its page, changes a field, or sends or ends the report."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import sqlalchemy as sa
from aiogram import F, Router
from aiogram.methods import DeleteMessage
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from handlers import filing, filing_card, filing_pages, filing_view, filing_words
from handlers.answers import Answers
from handlers.filing_alike import REPORT
from handlers.press import Press
from handlers.scene import Scene
from models import Case, Draft, Grid, Village
from models.enums import DraftKind, DraftState, Kind, Severity
from services import drafts, reports
from services.access import Actor
from services.cards import Card, button
from services.errors import Refused, Stale
from services.town import Town
from texts import Words

router = Router(name="filing_presses")

Verb = Callable[[Scene, Draft, str], Awaitable[None]]


@router.callback_query(Press.filter(F.action == REPORT))
async def pressed(
    query: CallbackQuery,
    callback_data: Press,
    session: AsyncSession,
    town: Town,
    actor: Actor,
    words: Words,
    say: Answers,
    now: datetime,
) -> None:
    """Do what a button of the card asks; an ended card says what became of it."""
    scene = Scene(session, town, actor, words, say, now)
    verb, _, choice = callback_data.extra.partition(".")
    draft = await session.get(Draft, callback_data.id)
    if draft is None or draft.person_id != actor.person_id or draft.kind is not DraftKind.REPORT:
        raise Stale("error-draft-ended")
    if verb in ANY_TIME:
        await ANY_TIME[verb](scene, draft, choice)
        return
    if draft.state in (DraftState.SENT, DraftState.CANCELLED):
        await _ended(scene, draft)
        return
    if draft.state is DraftState.SHELVED:
        await drafts.take_up(session, actor, draft)
    if verb not in VERBS:
        raise Stale("error-draft-ended")
    _adopt(scene, draft)
    await VERBS[verb](scene, draft, choice)


def _adopt(scene: Scene, draft: Draft) -> None:
    """The pressed message is the card from now on; another one that still stands goes."""
    pressed = scene.say.pressed
    if not isinstance(pressed, Message) or draft.card_message_id == pressed.message_id:
        return
    if draft.card_message_id is not None:
        scene.say.call(DeleteMessage(chat_id=pressed.chat.id, message_id=draft.card_message_id))
    draft.card_message_id = pressed.message_id


async def _overview(scene: Scene, draft: Draft, choice: str = "") -> None:
    scene.say.edit(await filing_card.overview(scene, draft))


async def _back(scene: Scene, draft: Draft, choice: str) -> None:
    await drafts.patch(scene.session, draft, scene.now, asking=None)
    await _overview(scene, draft)


def _page(page: Callable[[Scene, Draft, str], Awaitable[Card]], asking: str | None = None) -> Verb:
    async def show(scene: Scene, draft: Draft, choice: str) -> None:
        if drafts.fields(draft).asking != asking:
            await drafts.patch(scene.session, draft, scene.now, asking=asking)
        scene.say.edit(await page(scene, draft, choice))

    return show


async def _village(scene: Scene, draft: Draft, choice: str) -> None:
    village = await scene.session.get(Village, _id(choice))
    if village is None or not village.active:
        raise Refused("error-place-gone")
    await filing_words.change(scene, draft, village_id=village.id, grid_id=None, different=False)
    has_grids = await scene.session.scalar(
        sa.select(Grid.id).where(Grid.village_id == village.id, Grid.active).limit(1)
    )
    scene.say.edit(await (filing_pages.grids if has_grids else _card)(scene, draft, ""))


async def _card(scene: Scene, draft: Draft, choice: str) -> Card:
    return await filing_card.overview(scene, draft)


async def _grid(scene: Scene, draft: Draft, choice: str) -> None:
    grid = await scene.session.get(Grid, _id(choice)) if choice else None
    if choice and (grid is None or not grid.active):
        raise Refused("error-place-gone")
    place = {"village_id": grid.village_id, "grid_id": grid.id} if grid else {"grid_id": None}
    await filing_words.change(scene, draft, **place)
    await _overview(scene, draft)


async def _landmark(scene: Scene, draft: Draft, choice: str) -> None:
    await drafts.patch(scene.session, draft, scene.now, asking="landmark")
    scene.say.edit(filing_pages.asking(scene, draft, "filing-ask-landmark"))


async def _no_pin(scene: Scene, draft: Draft, choice: str) -> None:
    await filing_words.change(scene, draft, latitude=None, longitude=None, outside=False, outside_confirmed=False)
    await _overview(scene, draft)


async def _again(scene: Scene, draft: Draft, choice: str) -> None:
    await _no_pin(scene, draft, choice)
    scene.say.toast(scene.words.plain("filing-send-again"), alert=True)


async def _here(scene: Scene, draft: Draft, choice: str) -> None:
    await filing_words.change(scene, draft, outside_confirmed=True)
    await _overview(scene, draft)


async def _line(scene: Scene, draft: Draft, choice: str) -> None:
    if choice not in scene.town.settings.lines:
        raise Refused("error-line-unknown", line=choice)
    await filing_words.change(scene, draft, line=choice, line_chosen=True, different=False)
    await _overview(scene, draft)


async def _kind(scene: Scene, draft: Draft, choice: str) -> None:
    await filing_words.change(scene, draft, kind=Kind(choice))
    await _overview(scene, draft)


async def _severity(scene: Scene, draft: Draft, choice: str) -> None:
    if not choice:
        scene.say.edit(await filing_pages.severity(scene, draft, choice))
        return
    await filing_words.change(scene, draft, severity=Severity(choice))
    await _overview(scene, draft)


async def _people(scene: Scene, draft: Draft, choice: str) -> None:
    if not choice:
        await _page(filing_pages.people, "people")(scene, draft, choice)
        return
    await filing_words.change(scene, draft, people_at_risk=int(choice) if choice.isdigit() else None, asking=None)
    await _overview(scene, draft)


async def _behalf(scene: Scene, draft: Draft, choice: str) -> None:
    match choice:
        case "name":
            await drafts.patch(scene.session, draft, scene.now, asking="behalf")
            scene.say.edit(filing_pages.asking(scene, draft, "filing-ask-behalf"))
        case "anonymous" | "self":
            anonymous = choice == "anonymous"
            await filing_words.change(
                scene, draft, anonymous=anonymous, on_behalf_name=None, on_behalf_phone=None, asking=None
            )
            await _overview(scene, draft)
        case _:
            await _page(filing_pages.behalf)(scene, draft, choice)


async def _sos(scene: Scene, draft: Draft, choice: str) -> None:
    await reports.send_ahead(scene.session, scene.town, scene.actor, draft, now=scene.now)
    await _overview(scene, draft)


async def _another_sos(scene: Scene, draft: Draft, choice: str) -> None:
    await drafts.finish(scene.session, draft, scene.now)
    fresh = await drafts.begin(scene.session, scene.actor, DraftKind.REPORT, now=scene.now)
    await reports.send_ahead(scene.session, scene.town, scene.actor, fresh, now=scene.now)
    await filing_view.show(scene, fresh)


async def _mistake(scene: Scene, draft: Draft, choice: str) -> None:
    """The life button was pressed by mistake: the station is told at once, and judges; nothing is taken back unseen."""
    await filing_words.change(scene, draft, text=scene.town.words(None).plain("filing-mistake-said"))
    case = await reports.complete(scene.session, scene.town, scene.actor, draft, now=scene.now)
    scene.say.edit(done(scene, draft, case, "filing-done-mistake"))


async def _submit(scene: Scene, draft: Draft, choice: str) -> None:
    case = await reports.submit(scene.session, scene.town, scene.actor, draft, now=scene.now)
    scene.say.edit(done(scene, draft, case, "filing-done"))


async def _complete(scene: Scene, draft: Draft, choice: str) -> None:
    case = await reports.complete(scene.session, scene.town, scene.actor, draft, now=scene.now)
    scene.say.edit(done(scene, draft, case, "filing-done-ahead"))


async def _same(scene: Scene, draft: Draft, choice: str) -> None:
    case = await reports.join_with_draft(scene.session, scene.town, scene.actor, draft, _id(choice), now=scene.now)
    own = case.reporter_id == scene.actor.person_id
    scene.say.edit(done(scene, draft, case, "filing-done-into" if own else "filing-done-same"))


async def _different(scene: Scene, draft: Draft, choice: str) -> None:
    await drafts.patch(scene.session, draft, scene.now, different=True)
    await _overview(scene, draft)


async def _cancel(scene: Scene, draft: Draft, choice: str) -> None:
    await drafts.cancel(scene.session, draft, scene.now)
    scene.say.edit(cancelled(scene, draft))


async def _undo(scene: Scene, draft: Draft, choice: str) -> None:
    if draft.state is DraftState.SENT:
        await _ended(scene, draft)
        return
    if draft.state is not DraftState.OPEN:
        await drafts.take_up(scene.session, scene.actor, draft)
        draft.updated_at = scene.now
    _adopt(scene, draft)
    await _overview(scene, draft)


async def _new(scene: Scene, draft: Draft, choice: str) -> None:
    await filing.begin(scene)


async def _nothing(scene: Scene, draft: Draft, choice: str) -> None:
    """A heading among the buttons."""


async def _ended(scene: Scene, draft: Draft) -> None:
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


def _id(choice: str) -> int:
    return int(choice) if choice.isdigit() else 0


VERBS: dict[str, Verb] = {
    "back": _back,
    "place": _page(filing_pages.villages),
    "grids": _page(filing_pages.grids),
    "village": _village,
    "grid": _grid,
    "landmark": _landmark,
    "nopin": _no_pin,
    "here": _here,
    "again": _again,
    "kind": _kind,
    "severity": _severity,
    "people": _people,
    "behalf": _behalf,
    "sos": _sos,
    "sos2": _another_sos,
    "submit": _submit,
    "done": _complete,
    "mistake": _mistake,
    "same": _same,
    "into": _same,
    "different": _different,
    "cancel": _cancel,
    "nothing": _nothing,
}
"""What a button does while the card is open."""


async def _lines(scene: Scene, draft: Draft, choice: str) -> None:
    await (_line if choice else _page(filing_pages.line))(scene, draft, choice)


VERBS["line"] = _lines

ANY_TIME: dict[str, Verb] = {"undo": _undo, "resume": _undo, "new": _new}
"""What may be pressed on a card that has ended."""
