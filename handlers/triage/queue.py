"""The station's queue: what waits, gravest first; by stage, line, village, whose it is, and by words that are typed."""

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from handlers.cases import view as cases_view
from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, lists, pager, router_of
from handlers.kit.buttons import choice_in, number_in, parts_in, unreadable
from handlers.triage.picking import PICK, begun
from models.enums import Action
from services.answers.danger import sounds_deadly
from services.cards import spans
from services.cards.card import Button, Card, button
from services.cards.wording import in_one_line
from services.cases import card as cases_card
from services.core.errors import Refused
from services.core.paging import Listing, cut
from services.people.access import require
from services.settings import lines
from services.triage import queue, views
from services.triage.queue import NO_VILLAGE, Filter, QueuedCase, View

QUEUE = "queue"
"""A page of the queue; the extra is ``view.page``, or ``stage.line.page`` for a view that nobody has looked at yet."""
NARROW = "queue_by"
"""Show less, or more again: the subject is the view, the extra the field and its value, such as ``line.fire``."""
LINES, VILLAGES = "queue_lines", "queue_villages"
"""Choose a line, or a village; the subject is the view."""
FIND = "queue_find"
"""Ask for words; the subject is the view."""
ALL = "-"
MOST_VILLAGES = 24
"""Villages on one page."""
SHOWN_ALWAYS = (Filter.TODO, Filter.OPEN, Filter.ENDED)
"""Stages that have a button when they are empty."""


async def _may_look(context: Context, kept: Kept) -> None:
    require(context.actor, Action.SEE_QUEUE)


WORDS = Prompt("queue_words", _may_look)
"""The next words are looked for in the queue."""

router = router_of("station")


class NotFound(Refused):
    """Words that find no case, and speak of people in danger: perhaps they report it."""


@router.command("queue", takes=lambda words: bool(words))
async def wanted(context: Context, message: Message) -> Card:
    """Show what the person has to do, or what the words find that came with the command."""
    _, _, said = (message.text or message.caption or "").partition(" ")
    shown = await views.view(context, 0)
    return await _find(context, shown, said) if said.strip() else await _list(context, shown)


@router.press(QUEUE)
async def turned(context: Context, press: Press) -> Card:
    """Show a page of a view."""
    parts = press.extra.split(".") if press.extra else ["0", "0"]
    if len(parts) == 2:
        return await _list(context, await views.view(context, number_in(parts[0])), number_in(parts[1]))
    stage, line, number = parts_in(press.extra, 3)
    changes = {
        "stage": choice_in(stage, Filter).value,
        "line": None if line == ALL else choice_in(line, context.settings.lines),
    }
    page = number_in(number)
    return await _list(context, await views.narrowed(context, await views.view(context, 0), **changes), page)


@router.press(NARROW)
async def narrowed(context: Context, press: Press) -> Card:
    """Change one thing of a view."""
    shown = await views.view(context, press.id)
    match press.verb, press.choice:
        case "stage", stage:
            change: dict[str, object] = {"stage": choice_in(stage, Filter).value}
        case "line", line:
            change = {"line": None if line == ALL else choice_in(line, context.settings.lines)}
        case "village", village:
            change = {"village": None if village == ALL else number_in(village)}
        case "mine", mine:
            change = {"mine": bool(number_in(mine, most=1))}
            if change["mine"] and shown.stage is views.opening(context.actor):
                change["stage"] = Filter.OPEN.value
        case "text", "":
            change = {"text": "", "stage": ""}
        case _:
            raise unreadable()
    return await _list(context, await views.narrowed(context, shown, **change))


@router.press(LINES)
async def lines_wanted(context: Context, press: Press) -> Card:
    """Offer the lines to filter by."""
    shown = await views.view(context, press.id)
    options = [
        button(lines.name(context.settings, code, context.words.language), NARROW, shown.id, f"line.{code}")
        for code in context.settings.lines
    ]
    every = context.offer("queue-all-lines", NARROW, shown.id, f"line.{ALL}")
    return card_of(context.words("queue-lines"), *in_rows(options, 3), every, _back(context, shown))


@router.press(VILLAGES)
async def villages_wanted(context: Context, press: Press) -> Card:
    """Offer the villages that have open cases, with how many."""
    shown = await views.view(context, press.id)
    part = cut(await queue.villages(context, shown), press.number, MOST_VILLAGES)
    options = [
        context.offer(
            "queue-village-choice",
            NARROW,
            shown.id,
            f"village.{village_id}",
            village=in_one_line(village) or context.words.plain("queue-no-village"),
            count=count,
        )
        for village_id, village, count in part.entries
    ]
    return card_of(
        context.words("queue-villages"),
        *in_rows(options, 2),
        pager(part, lambda number: (VILLAGES, shown.id, number)),
        context.offer("queue-all-villages", NARROW, shown.id, f"village.{ALL}"),
        _back(context, shown),
    )


@router.press(FIND)
async def find(context: Context, press: Press) -> None:
    """Ask for the words to look for."""
    shown = await views.view(context, press.id)
    await WORDS.ask(context, f"{FIND}.{shown.id}", context.words("queue-ask-words"), view=shown.id)


@router.answer(WORDS, words_only=True)
async def said(context: Context, kept: Kept, said: str) -> Card:
    """Show the cases that the words find. The question ends: the next words may be about a danger."""
    try:
        return await _find(context, await views.view(context, kept["view"]), said)
    except NotFound as refusal:
        await WORDS.leave(context)
        context.say.send(refusal.in_words(context.words))
        context.say.refusal = refusal  # the words are kept on a report (``handlers.filing.refused``)
        raise SkipHandler from None


async def _find(context: Context, before: View, said: str) -> Card:
    shown = await views.found(context, before, said)
    held = (await queue.counts(context, shown)).stages
    if not held[Filter.OPEN] and not held[Filter.ENDED] and sounds_deadly(context.town, said):
        raise NotFound("queue-found-danger")
    return await _list(context, shown)


async def _list(context: Context, shown: View, number: int = 0) -> Card:
    fields = shown.fields
    listing = await lists.within(lambda page: queue.page(context, shown, page), number)
    counts = await queue.counts(context, shown)
    back = f"{QUEUE}.{shown.id}.{listing.page}"
    return card_of(
        await _head(context, shown, listing),
        *(button(entry_row(context, entry), cases_view.OPEN, entry.case.id, back) for entry in listing.entries),
        pager(listing, lambda page: (QUEUE, "", f"{shown.id}.{page}")),
        context.offer("queue-several", PICK, shown.id, begun(listing)) if len(listing.entries) > 1 else None,
        *in_rows(_tabs(context, shown, counts.stages), 3),
        (
            context.offer("queue-line", LINES, shown.id, line=_line_name(context, shown)),
            context.offer("queue-village", VILLAGES, shown.id, village=await _village_name(context, shown)),
        ),
        (
            context.offer("queue-find", FIND, shown.id),
            context.offer("queue-everybodys", NARROW, shown.id, "mine.0")
            if fields.mine
            else (context.offer("queue-mine", NARROW, shown.id, "mine.1", count=counts.mine) if counts.mine else None),
            context.offer("queue-found-off", NARROW, shown.id, "text.") if fields.text else None,
        ),
    )


async def _head(context: Context, shown: View, listing: Listing[QueuedCase]) -> str:
    words, fields = context.words, shown.fields
    narrow = (
        words.plain("queue-mine-only") if fields.mine else None,
        _line_name(context, shown) if fields.line is not None else None,
        await _village_name(context, shown) if fields.village is not None else None,
        words.plain("queue-said", text=fields.text) if fields.text else None,
    )
    key = "queue-head" if listing.entries else ("queue-nothing" if fields.text else "queue-empty")
    return words(
        key,
        filter=words.plain(_key(shown.stage)),
        narrow=" · ".join(part for part in narrow if part) or "no",
        total=listing.total,
    )


def _tabs(context: Context, shown: View, held: dict[Filter, int]) -> list[Button]:
    """Return the stages with how many they hold; the empty ones that nobody misses are left out."""
    first = views.opening(context.actor)
    stages = [first, *(one for one in Filter if one is not first)]
    return [
        lists.tab(context.words, _key(one), held.get(one), one is shown.stage, NARROW, f"stage.{one.value}", shown.id)
        for one in stages
        if held.get(one) or one is shown.stage or one in SHOWN_ALWAYS
    ]


def _back(context: Context, shown: View) -> Button:
    return context.offer("button-back", QUEUE, "", f"{shown.id}.0")


def _line_name(context: Context, shown: View) -> str:
    named = lines.name(context.settings, shown.fields.line, context.words.language)
    return named or context.words.plain("queue-all-lines")


async def _village_name(context: Context, shown: View) -> str:
    chosen = shown.fields.village
    if chosen is None:
        return context.words.plain("queue-all-villages")
    if chosen == NO_VILLAGE:
        return context.words.plain("queue-no-village")
    return in_one_line(await queue.village_name(context, chosen)) or context.words.plain("queue-no-village")


def _key(stage: Filter) -> str:
    return f"queue-{stage.value.replace('_', '-')}"


def entry_row(context: Context, entry: QueuedCase) -> str:
    """Return a case of the queue as a button's label: what it is, and since when it waits or how late it is."""
    words, case = context.words, entry.case
    state = words.plain(
        "case-row-state",
        state=words.plain(f"case-state-{case.state.value}"),
        late="yes" if entry.late is not None else "no",
        span=spans.brief(words, context.now - entry.since if entry.late is None else entry.late),
    )
    return cases_card.row(
        context.settings, words, case, village=entry.village, state=state, late=entry.late is not None
    )
