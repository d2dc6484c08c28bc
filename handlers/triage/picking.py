"""Several cases of a page of the queue at once: choose them, see what each would get, dispatch or press for all."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.cases.showing import fresh
from handlers.kit import Context, Press, Row, card_of, pager, router_of
from handlers.kit.buttons import number_in, parts_in
from models.enums import Action
from services.cards.card import Button, Card, below, button
from services.cards.card import lines as join
from services.cases import card as cases_card
from services.core.errors import Stale
from services.core.paging import Listing, sign
from services.people.access import may
from services.triage import queue, several, urging, views
from services.triage.queue import QueuedCase, View
from services.triage.several import AT_DESK, Outcome

PICK, DO = "queue_pick", "queue_do"
"""Choose cases of a page; do something with those chosen. The subject is the view, the extra ``page.mask.sign``: which
cases are chosen, and a sign of the page, which may be another one by now. ``d`` (dispatch) or ``u`` (urge) follows."""
DISPATCH, URGE = "d", "u"
QUEUE = "queue"
NAMES = 2
"""Names shown of the people or units of one case; the rest is counted."""

router = router_of("several")


@router.press(PICK)
async def picked(context: Context, press: Press) -> Card:
    """Show the page with what is chosen."""
    shown = await views.view(context, press.id)
    page, mask, known = parts_in(press.extra, 3)
    listing = await queue.page(context, shown, number_in(page))
    chosen = number_in(mask, most=2**queue.PAGE - 1)
    if known != _signed(listing):
        context.say.toast(context.words.plain("several-changed"))
        chosen = 0
    return await _choosing(context, shown, listing, chosen)


@router.press(DO)
async def done(context: Context, press: Press) -> Card:
    """Dispatch, or press for, the cases chosen; say of each what became of it."""
    shown = await views.view(context, press.id)
    page, mask, known, what = parts_in(press.extra, 4)
    listing = await queue.page(context, shown, number_in(page))
    if known != _signed(listing):
        raise Stale("several-changed")
    chosen = number_in(mask, most=2**queue.PAGE - 1)
    cases = [entry.case.id for at, entry in enumerate(listing.entries) if chosen >> at & 1]
    step = several.dispatch if what == DISPATCH else several.urge
    outcomes = await step(context, cases)
    return card_of(
        _told(context, what, outcomes),
        context.offer("list-back", QUEUE, "", f"{shown.id}.{listing.page}"),
    )


@router.press(urging.ACTION)
async def pressed(context: Context, press: Press) -> Card:
    """Press for one case, and show it as it is now. Raises the reason why nobody was reminded."""
    (outcome,) = await several.urge(context, [press.id])
    if outcome.refused is not None:
        raise outcome.refused
    return await fresh(context, press.id, _done(context, "urged", outcome))


def begun(listing: Listing[QueuedCase]) -> str:
    """Return the extra of the button that begins choosing."""
    return _extra(listing, 0)


async def _choosing(context: Context, shown: View, listing: Listing[QueuedCase], chosen: int) -> Card:
    entries = listing.entries
    those = [entry for at, entry in enumerate(entries) if chosen >> at & 1]
    every = 2 ** len(entries) - 1
    boxes = [_box(context, shown, listing, chosen, at) for at in range(len(entries))]
    return card_of(
        join(
            context.words("several-head", count=len(those)),
            *[below(line) if not at else line for at, line in enumerate(await _preview(context, those))],
        ),
        *boxes,
        context.offer(
            "several-none" if chosen == every else "several-all",
            PICK,
            shown.id,
            _extra(listing, 0 if chosen == every else every),
        ),
        *_doing(context, shown, listing, chosen, those),
        pager(listing, lambda page: (QUEUE, "", f"{shown.id}.{page}")) if not chosen else None,
        context.offer("list-back", QUEUE, "", f"{shown.id}.{listing.page}"),
    )


def _box(context: Context, shown: View, listing: Listing[QueuedCase], chosen: int, at: int) -> Button:
    entry, words = listing.entries[at], context.words
    state = words.plain(f"case-state-{entry.case.state.value}")
    row = cases_card.row(
        context.settings, words, entry.case, village=entry.village, state=state, late=entry.late is not None, line=False
    )
    return button(f"{'☑' if chosen >> at & 1 else '☐'} {row}", PICK, shown.id, _extra(listing, chosen ^ (1 << at)))


def _doing(
    context: Context, shown: View, listing: Listing[QueuedCase], chosen: int, those: Sequence[QueuedCase]
) -> list[Row]:
    actor, found = context.actor, list[Row]()
    if may(actor, Action.DISPATCH) and any(one.case.state in AT_DESK for one in those):
        extra = _extra(listing, chosen, DISPATCH)
        found.append(context.offer("several-dispatch", DO, shown.id, extra, count=len(those)))
    if may(actor, Action.URGE) and those:
        found.append(context.offer("several-urge", DO, shown.id, _extra(listing, chosen, URGE), count=len(those)))
    return found


async def _preview(context: Context, those: Sequence[QueuedCase]) -> list[Markup]:
    """Return, for each case that waits at the desk, the unit that it would go to."""
    if not may(context.actor, Action.DISPATCH):
        return []
    told = []
    for entry in those:
        if entry.case.state not in AT_DESK:
            continue
        if (other := await several.same_as(context, entry.case)) is not None:
            alike = context.words("several-alike", number=other.number)
            told.append(context.words("several-refused", number=entry.case.number, why=alike))
            continue
        found = await several.suggestion(context, entry.case)
        unit, others = (found.lead, found.others) if found is not None else ("no", 0)
        told.append(context.words("several-to", number=entry.case.number, unit=unit, others=others))
    return told


def _told(context: Context, what: str, outcomes: Sequence[Outcome]) -> str:
    words, verb = context.words, "dispatched" if what == DISPATCH else "urged"
    good = [one for one in outcomes if one.refused is None]
    bad = [one for one in outcomes if one.refused is not None]
    lines = [_done(context, verb, one) for one in good]
    lines += [
        words("several-refused", number=one.number, why=one.refused.in_words(words).unescape())
        for one in bad
        if one.refused is not None
    ]
    head = words(f"several-{verb}-head", done=len(good), refused=len(bad))
    return join(head, *(below(line) if not at else line for at, line in enumerate(lines)))


def _done(context: Context, verb: str, one: Outcome) -> Markup:
    names = context.words.plain("list-comma").join(one.names[:NAMES])
    more = "yes" if len(one.names) > NAMES else "no"
    return context.words(f"several-{verb}", number=one.number, names=names, count=len(one.names), more=more)


def _extra(listing: Listing[QueuedCase], chosen: int, what: str = "") -> str:
    return f"{listing.page}.{chosen}.{_signed(listing)}" + (f".{what}" if what else "")


def _signed(listing: Listing[QueuedCase]) -> str:
    return sign(entry.case.id for entry in listing.entries)
