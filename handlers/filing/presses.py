"""The buttons of the filing card. Each shows its page, changes a field, or sends or ends the report."""

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery

from handlers.filing import card, endings, pages
from handlers.filing import words as filing_words
from handlers.filing.duplicates import REPORT
from handlers.kit import Context, Press, router_of
from models import Draft
from models.enums import DraftKind, DraftState, Kind, Severity
from services.cards.card import Card
from services.core.errors import Refused, Stale
from services.drafts import drafts
from services.filing.fields import ReportFields
from services.people import places

router = router_of("filing_presses")

Verb = Callable[[Context, Draft, str], Awaitable[None]]


@router.callback_query(Press.of(REPORT))
async def pressed(query: CallbackQuery, press: Press, context: Context, raw_state: str | None = None) -> None:
    """Do what a button of the card asks; an ended card says what became of it."""
    verb, choice = press.verb, press.choice
    draft = await turned_to(context, press.id, raw_state)
    if verb in ANY_TIME:
        await ANY_TIME[verb](context, draft, choice)
        return
    if not await taken_up(context, draft):
        return
    if verb not in VERBS:
        raise Stale("error-draft-ended")
    endings.adopt(context, draft)
    await VERBS[verb](context, draft, choice)


async def turned_to(context: Context, draft_id: int, raw_state: str | None) -> Draft:
    """Return the actor's report whose card was pressed, ended or not; a question that was open ends.

    Raises ``Stale`` for a card of somebody else or of another kind.
    """
    draft = await drafts.owned(context.session, context.actor, draft_id, DraftKind.REPORT)
    if raw_state is not None:
        await context.state.clear()
    return draft


async def taken_up(context: Context, draft: Draft) -> bool:
    """Whether the report is open now; the card of one that has ended says what became of it."""
    if draft.state in (DraftState.SENT, DraftState.CANCELLED):
        await endings.ended(context, draft)
        return False
    if draft.state is DraftState.SHELVED:
        await drafts.take_up(context.session, context.actor, draft)
    return True


async def _back(context: Context, draft: Draft, choice: str) -> None:
    await drafts.patch(context.session, draft, ReportFields, context.now, asking=None)
    await endings.overview(context, draft)


def _page(page: Callable[[Context, Draft, str], Awaitable[Card]], asking: str | None = None) -> Verb:
    async def show(context: Context, draft: Draft, choice: str) -> None:
        if drafts.fields(draft, ReportFields).asking != asking:
            await drafts.patch(context.session, draft, ReportFields, context.now, asking=asking)
        context.say.edit(await page(context, draft, choice))

    return show


async def _village(context: Context, draft: Draft, choice: str) -> None:
    village = await places.village(context.session, _id(choice))
    await filing_words.change(context, draft, village_id=village.id, grid_id=None, different=False)
    has_grids = await places.grids(context.session, village.id)
    context.say.edit(await (pages.grids if has_grids else _card)(context, draft, ""))


async def _card(context: Context, draft: Draft, choice: str) -> Card:
    return await card.overview(context, draft)


async def _grid(context: Context, draft: Draft, choice: str) -> None:
    grid = await places.grid(context.session, _id(choice)) if choice else None
    place = {"village_id": grid.village_id, "grid_id": grid.id} if grid else {"grid_id": None}
    await filing_words.change(context, draft, **place)
    await endings.overview(context, draft)


async def _landmark(context: Context, draft: Draft, choice: str) -> None:
    await drafts.patch(context.session, draft, ReportFields, context.now, asking="landmark")
    context.say.edit(pages.asking(context, draft, "filing-ask-landmark"))


async def _no_pin(context: Context, draft: Draft, choice: str) -> None:
    await filing_words.change(context, draft, latitude=None, longitude=None, outside=False, outside_confirmed=False)
    await endings.overview(context, draft)


async def _again(context: Context, draft: Draft, choice: str) -> None:
    await _no_pin(context, draft, choice)
    context.say.toast(context.words.plain("filing-send-again"), alert=True)


async def _here(context: Context, draft: Draft, choice: str) -> None:
    await filing_words.change(context, draft, outside_confirmed=True)
    await endings.overview(context, draft)


async def _line(context: Context, draft: Draft, choice: str) -> None:
    if not choice:
        await _page(pages.line)(context, draft, choice)
        return
    if choice not in context.settings.lines:
        raise Refused("error-line-unknown", line=choice)
    await filing_words.change(context, draft, line=choice, line_chosen=True, different=False)
    await endings.overview(context, draft)


async def _kind(context: Context, draft: Draft, choice: str) -> None:
    await filing_words.change(context, draft, kind=Kind(choice))
    await endings.overview(context, draft)


async def _severity(context: Context, draft: Draft, choice: str) -> None:
    if not choice:
        context.say.edit(await pages.severity(context, draft, choice))
        return
    await filing_words.change(context, draft, severity=Severity(choice))
    await endings.overview(context, draft)


async def _people(context: Context, draft: Draft, choice: str) -> None:
    if not choice:
        await _page(pages.people, "people")(context, draft, choice)
        return
    await filing_words.change(context, draft, people_at_risk=int(choice) if choice.isdigit() else None, asking=None)
    await endings.overview(context, draft)


async def _behalf(context: Context, draft: Draft, choice: str) -> None:
    match choice:
        case "name":
            await drafts.patch(context.session, draft, ReportFields, context.now, asking="behalf")
            context.say.edit(pages.asking(context, draft, "filing-ask-behalf"))
        case "anonymous" | "self":
            anonymous = choice == "anonymous"
            await filing_words.change(
                context, draft, anonymous=anonymous, on_behalf_name=None, on_behalf_phone=None, asking=None
            )
            await endings.overview(context, draft)
        case _:
            await _page(pages.behalf)(context, draft, choice)


async def _different(context: Context, draft: Draft, choice: str) -> None:
    await drafts.patch(context.session, draft, ReportFields, context.now, different=True)
    await endings.overview(context, draft)


async def _nothing(context: Context, draft: Draft, choice: str) -> None:
    """A heading among the buttons."""


def _id(choice: str) -> int:
    return int(choice) if choice.isdigit() else 0


VERBS: dict[str, Verb] = {
    "back": _back,
    "place": _page(pages.villages),
    "grids": _page(pages.grids),
    "village": _village,
    "grid": _grid,
    "landmark": _landmark,
    "nopin": _no_pin,
    "here": _here,
    "again": _again,
    "line": _line,
    "kind": _kind,
    "severity": _severity,
    "people": _people,
    "behalf": _behalf,
    "sos": endings.sos,
    "sos2": endings.another_sos,
    "submit": endings.submit,
    "done": endings.complete,
    "mistake": endings.mistake,
    "same": endings.same,
    "into": endings.same,
    "different": _different,
    "cancel": endings.cancel,
    "nothing": _nothing,
}
"""What a button does while the card is open."""


ANY_TIME: dict[str, Verb] = {"undo": endings.undo, "resume": endings.undo, "new": endings.new}
"""What may be pressed on a card that has ended."""
