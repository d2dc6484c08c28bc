"""The buttons of the filing card. Each shows its page, changes a field, or sends or ends the report."""

from collections.abc import Awaitable, Callable

from handlers.filing import card, endings, pages
from handlers.filing import words as filing_words
from handlers.filing.duplicates import REPORT
from handlers.kit import Context, Press, router_of
from handlers.kit.buttons import choice_in, number_in
from models import Draft
from models.enums import DraftKind, DraftState, Kind, Severity
from services.cards.card import Card
from services.core.errors import Refused, Stale
from services.drafts import drafts
from services.filing.fields import ReportFields
from services.people import places

router = router_of("filing_presses")

MOST_PEOPLE = 99_999

Verb = Callable[[Context, Draft, str], Awaitable[Card | None]]


@router.press(REPORT)
async def pressed(context: Context, press: Press, raw_state: str | None = None) -> Card | None:
    """Do what a button of the card asks; an ended card says what became of it."""
    draft = await turned_to(context, press.id, raw_state)
    if press.verb in ANY_TIME:
        return await ANY_TIME[press.verb](context, draft, press.choice)
    if (shown := await ended(context, draft)) is not None:
        return shown
    if press.verb not in VERBS:
        raise Stale("error-draft-ended")
    endings.adopt(context, draft)
    return await VERBS[press.verb](context, draft, press.choice)


async def turned_to(context: Context, draft_id: int, raw_state: str | None) -> Draft:
    """Return the actor's report whose card was pressed, ended or not; a question that was open ends.

    Raises ``Stale`` for a card of somebody else or of another kind.
    """
    draft = await drafts.owned(context.session, context.actor, draft_id, DraftKind.REPORT)
    if raw_state is not None:
        await context.state.clear()
    return draft


async def ended(context: Context, draft: Draft) -> Card | None:
    """Return what became of a report that has ended; None while it is open, or when it is taken up again."""
    if draft.state in (DraftState.SENT, DraftState.CANCELLED):
        return await endings.ended(context, draft)
    if draft.state is DraftState.SHELVED:
        await drafts.take_up(context.session, context.actor, draft)
    return None


async def _changed(context: Context, draft: Draft, **changes: object) -> Card:
    await filing_words.change(context, draft, **changes)
    return await card.overview(context, draft)


async def _noted(context: Context, draft: Draft, **changes: object) -> Card:
    """Change what concerns the card alone."""
    await drafts.patch(context.session, draft, ReportFields, context.now, **changes)
    return await card.overview(context, draft)


def _page(page: Callable[[Context, Draft, str], Awaitable[Card]], asking: str | None = None) -> Verb:
    async def show(context: Context, draft: Draft, choice: str) -> Card:
        if drafts.fields(draft, ReportFields).asking != asking:
            await drafts.patch(context.session, draft, ReportFields, context.now, asking=asking)
        return await page(context, draft, choice)

    return show


async def _village(context: Context, draft: Draft, choice: str) -> Card:
    village = await places.village(context.session, number_in(choice))
    await filing_words.choose_village(context, draft, village.id)
    if await places.grids(context.session, village.id):
        return await pages.grids(context, draft, "")
    return await card.overview(context, draft)


async def _grid(context: Context, draft: Draft, choice: str) -> Card:
    if not choice:
        return await _changed(context, draft, grid_id=None)
    grid = await places.grid(context.session, number_in(choice))
    await filing_words.choose_village(context, draft, grid.village_id, grid.id)
    return await card.overview(context, draft)


async def _no_pin(context: Context, draft: Draft, choice: str) -> Card:
    await filing_words.no_pin(context, draft)
    return await card.overview(context, draft)


async def _again(context: Context, draft: Draft, choice: str) -> Card:
    context.say.toast(context.words.plain("filing-send-again"), alert=True)
    return await _no_pin(context, draft, choice)


async def _line(context: Context, draft: Draft, choice: str) -> Card | None:
    if not choice:
        return await _page(pages.line)(context, draft, choice)
    if choice not in context.settings.lines:
        raise Refused("error-line-unknown", line=choice)
    return await _changed(context, draft, line=choice, line_chosen=True, different=False)


async def _severity(context: Context, draft: Draft, choice: str) -> Card:
    if not choice:
        return await pages.severity(context, draft, choice)
    return await _changed(context, draft, severity=choice_in(choice, Severity))


async def _people(context: Context, draft: Draft, choice: str) -> Card | None:
    if not choice:
        return await _page(pages.people, "people")(context, draft, choice)
    people = None if choice == "unknown" else number_in(choice, most=MOST_PEOPLE)
    return await _changed(context, draft, people_at_risk=people, asking=None)


async def _behalf(context: Context, draft: Draft, choice: str) -> Card | None:
    if choice == "name":
        return await _page(pages.asking("filing-ask-behalf"), "behalf")(context, draft, choice)
    if choice not in ("anonymous", "self"):
        return await _page(pages.behalf)(context, draft, choice)
    anonymous = choice == "anonymous"
    return await _changed(context, draft, anonymous=anonymous, on_behalf_name=None, on_behalf_phone=None, asking=None)


async def _nothing(context: Context, draft: Draft, choice: str) -> None:
    """Answer a heading among the buttons."""


VERBS: dict[str, Verb] = {
    "back": lambda context, draft, choice: _noted(context, draft, asking=None),
    "place": _page(pages.villages),
    "grids": _page(pages.grids),
    "village": _village,
    "grid": _grid,
    "landmark": _page(pages.asking("filing-ask-landmark"), "landmark"),
    "nopin": _no_pin,
    "here": lambda context, draft, choice: _changed(context, draft, outside_confirmed=True),
    "again": _again,
    "line": _line,
    "kind": lambda context, draft, choice: _changed(context, draft, kind=choice_in(choice, Kind)),
    "severity": _severity,
    "people": _people,
    "behalf": _behalf,
    "sos": endings.sos,
    "sos2": endings.another_sos,
    "submit": endings.submit,
    "done": endings.complete,
    "mistake": endings.mistake,
    "same": endings.same,
    "into": endings.into,
    "other": lambda context, draft, choice: _noted(context, draft, maybe_of=None),
    "part": endings.part,
    "along": endings.along,
    "different": lambda context, draft, choice: _noted(context, draft, different=True),
    "cancel": endings.cancel,
    "nothing": _nothing,
}
"""The verbs of a card that is open."""


ANY_TIME: dict[str, Verb] = {"undo": endings.undo, "resume": endings.undo, "new": endings.new}
"""The verbs that also work on a card that has ended."""
