"""Search by number or name, the card of a household, and the window in which full names are shown."""

from aiogram.types import Message

from handlers.kit import Context, Kept, Press, Prompt, Row, card_of, in_rows, pager, router_of
from models.enums import Action
from services.cards.card import Card, button, lines
from services.core.errors import Refused
from services.households import cards, reach, register
from services.people.access import may, require

router = router_of("households")
scans = router_of("household_scans")

SCAN = "h-"
"""The beginning of what the code on a printed card says: h-0312."""


async def _may_search(context: Context, kept: Kept) -> None:
    require(context.actor, Action.SEE_HOUSEHOLDS)


async def _may_see(context: Context, kept: Kept) -> None:
    require(context.actor, Action.SEE_PEOPLE)


TERM = Prompt("household_term", _may_search, stays=True)
"""The next words are a number or a name to look for."""
REASON = Prompt("household_reason", _may_see)
"""The next words say why full names are needed."""


@scans.scan(SCAN, r"[\w-]{1,32}")
async def scanned(context: Context, scanned: str) -> Card:
    """Show the household whose card was scanned."""
    require(context.actor, Action.SEE_HOUSEHOLDS)
    code = f"{SCAN}{scanned}".upper()
    household = await register.by_code(context, code)
    if household is None:
        raise Refused("household-unknown", code=code)
    return await card(context, household.id)


@router.command("households", takes=lambda words: bool(words))
async def wanted(message: Message, context: Context) -> Card | None:
    """Ask for a number or a name, or look for the one that came with the command. There is no list without one."""
    require(context.actor, Action.SEE_HOUSEHOLDS)
    _, _, term = (message.text or "").partition(" ")
    if term.strip():
        return await _found(context, term.strip(), 0)
    await _ask(context)
    return None


async def _ask(context: Context) -> None:
    adds = may(context.actor, Action.KEEP_HOUSEHOLD)
    sees = may(context.actor, Action.SEE_PEOPLE)
    await TERM.ask(
        context,
        cards.SEARCH,
        context.words("household-ask-term"),
        context.offer("household-add", cards.ADD) if adds else None,
        context.offer("household-print-all", cards.PRINT_ALL) if sees else None,
        context.offer("household-export", cards.EXPORT) if sees else None,
    )


@router.press(cards.SEARCH)
async def again(context: Context, press: Press) -> Card | None:
    """Ask for another search, or turn a page of the last one."""
    term = (await context.state.get_data()).get("term")
    if press.extra and term:
        return await _found(context, term, press.number)
    await _ask(context)
    return None


@router.answer(TERM, words_only=True)
async def said(context: Context, said: str) -> Card:
    """Show what was found; the next words are another search."""
    return await _found(context, said, 0)


async def _found(context: Context, term: str, page: int) -> Card:
    found = await register.search(context, term, page)
    await TERM.begin(context, cards.SEARCH, term=term)
    names = await reach.names(context)
    adds = may(context.actor, Action.KEEP_HOUSEHOLD)
    told = [cards.line(context.words, one, member, village, names) for one, member, village in found.entries]
    homes = {one.id: one.code for one, _, _ in found.entries}
    return card_of(
        lines(context.words("household-found", count=found.total), *told),
        *in_rows([button(code, cards.OPEN, id_) for id_, code in homes.items()], 3),
        pager(found, lambda to: (cards.SEARCH, "", to)),
        context.offer("household-add", cards.ADD) if adds and not found.total else None,
    )


@router.press(cards.OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show a household."""
    return await card(context, press.id)


async def card(context: Context, household_id: int, *more: Row) -> Card:
    """Return the card of a household with what the actor may do."""
    found = await register.shown(context, household_id)
    one, subject = found.household, reach.subject_of(found.household)
    sees = may(context.actor, Action.SEE_PEOPLE, subject)
    names = await reach.names(context, one if sees else None) if sees else reach.Names(context.town, False)
    keeps = may(context.actor, Action.KEEP_HOUSEHOLD, subject)
    changes = keeps and one.active
    return card_of(
        cards.text(context.town, context.words, found, names, context.today),
        (
            context.offer("household-edit", cards.EDIT, one.id) if changes else None,
            context.offer("household-people", cards.PERSON, one.id) if changes else None,
            context.offer("household-join", cards.JOIN, one.id) if changes else None,
        ),
        *more,
        (
            context.offer("household-mask" if names.whole else "household-unmask", cards.WINDOW, one.id)
            if sees
            else None,
            context.offer("household-close" if one.active else "household-reopen", cards.CLOSE, one.id)
            if keeps
            else None,
        ),
        (
            context.offer("household-print", cards.PRINT, one.id) if sees and one.active else None,
            context.offer("household-search", cards.SEARCH),
        ),
    )


@router.press(cards.WINDOW)
async def window(context: Context, press: Press) -> Card | None:
    """Ask why full names are needed, or mask them again."""
    household = await register.load(context, press.id)
    require(context.actor, Action.SEE_PEOPLE, reach.subject_of(household))
    if await reach.window(context) is not None:
        await reach.close_windows(context)
        return await card(context, press.id)
    minutes = int(context.settings.households.window.total_seconds()) // 60
    text = context.words("household-ask-reason", minutes=minutes)
    await REASON.ask(context, cards.WINDOW, text, household=press.id)
    return None


@router.answer(REASON, words_only=True)
async def reasoned(context: Context, kept: Kept, said: str) -> Card:
    """Open the window and show the household with full names."""
    await reach.open_window(context, said)
    return await card(context, kept["household"])
