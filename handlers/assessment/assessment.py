"""The assessment on the phone: a period by kind of holder, one holder, one item, the close and the Excel file."""

from handlers.kit import Context, Press, card_of, lists, pager, router_of
from handlers.kit.buttons import number_in, parts_in
from models.enums import Assessed, AssessmentEach
from services.assessment import appeals, cards, closing, holders, measures, period_results, periods, workbook
from services.assessment.documents import notice
from services.assessment.measures import Occasion
from services.assessment.period_results import PeriodResults, Result
from services.assessment.periods import Period
from services.cards import wording
from services.cards.card import Button, Card, button, lines
from services.core.errors import Stale, existing
from services.core.paging import cut
from services.documents.documents import offer

CLOSE, SHEET = "assess_close", "assess_sheet"

router = router_of("assessment")


@router.command("assessment")
@router.press(cards.LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show a period: the holders of one kind, in the order of the roster, with their scores and points lost."""
    words, town = context.words, context.town
    period = periods.read(press.subject) if press.subject else periods.holding(AssessmentEach.MONTH, context.today)
    found = await period_results.seen(context, period)
    kinds = [kind for kind in Assessed if any(one.holder.whose.kind is kind for one in found.results)]
    letter, page = parts_in(press.extra, 2) if press.extra else (holders.letter(kinds[0]) if kinds else "v", "0")
    kind = holders.kind_in(letter)
    theirs = cut([one for one in found.results if one.holder.whose.kind is kind], number_in(page))
    over = period.ends(town) <= context.now
    waits = len(await appeals.waiting(context))
    return card_of(
        lines(
            wording.drill(town, words),
            cards.head(words, town, found, over=over),
            words("assess-list" if theirs.entries else "assess-list-none", kind=kind.value),
        ),
        *(
            button(cards.label(words, one), cards.ONE, period.code, holders.code(one.holder.whose))
            for one in theirs.entries
        ),
        pager(theirs, lambda to: (cards.LIST, period.code, f"{letter}.{to}")),
        [
            lists.tab(
                words, f"assessed-{one.value}", None, one is kind, cards.LIST, f"{holders.letter(one)}.0", period.code
            )
            for one in kinds
        ]
        if len(kinds) > 1
        else None,
        _lengths(context, period, letter),
        (
            button("‹", cards.LIST, period.before.code, f"{letter}.0"),
            button("›", cards.LIST, period.after.code, f"{letter}.0")
            if period.after.begins(town) <= context.now
            else None,
        ),
        (
            context.offer("assess-sheet", SHEET, period.code),
            context.offer("assess-close", CLOSE, period.code) if await closing.may_close(context, found) else None,
        ),
        offer(words, notice.NOTICE, notice.number(period)) if found.results else None,
        context.offer("assess-appeals", cards.APPEALS, count=waits) if waits else None,
    )


def _lengths(context: Context, period: Period, letter: str) -> list[Button]:
    """Return the tabs of the lengths; each leads to the period that holds the last day of this period."""
    day = min(period.last, context.today)
    return [
        lists.tab(
            context.words,
            f"assessment-each-{each.value}",
            None,
            each is period.each,
            cards.LIST,
            f"{letter}.0",
            periods.holding(each, day).code,
        )
        for each in AssessmentEach
    ]


@router.press(cards.DUE)
async def due(context: Context, press: Press) -> Card:
    """Show the period that waits to be closed."""
    period = await closing.period_of(context, press.id)
    return await listed(context, Press(action=cards.LIST, subject=period.code))


@router.press(cards.ONE)
async def one(context: Context, press: Press) -> Card:
    """Show one holder: each item with its points, the sum, the period before, changes after the close."""
    period, found, result = await _holder(context, press.subject, press.extra)
    words, whose = context.words, result.holder.whose
    before = (await period_results.of_period(context, period.before)).of(whose)
    since = await period_results.since_close(context, found, whose)
    return card_of(
        lines(
            wording.drill(context.town, words),
            cards.head(words, context.town, found, over=period.ends(context.town) <= context.now),
            cards.one(words, context.town, found, result, before, since),
        ),
        *(
            button(
                words.plain("assess-item", what=item.named(words.language), got=cards.points(figure.got)),
                cards.ITEM,
                period.code,
                f"{holders.code(whose)}.{index}.0",
            )
            for index, (item, figure) in enumerate(zip(found.table.of(whose.kind), result.figures, strict=True))
        ),
        context.offer("list-back", cards.LIST, period.code, f"{holders.letter(whose.kind)}.0"),
    )


async def _holder(context: Context, code: str, said: str) -> tuple[Period, PeriodResults, Result]:
    period, whose = periods.read(code), holders.read(said)
    found = await period_results.seen(context, period)
    result = existing(found.of(whose), "assess-gone")
    return period, found, result


@router.press(cards.ITEM)
async def item_page(context: Context, press: Press) -> Card:
    """Show an item's sum, and a page of the outcomes it came from: each opens what it came from."""
    said, index, page = parts_in(press.extra, 3)
    period, found, result = await _holder(context, press.subject, said)
    words, whose = context.words, result.holder.whose
    items = found.table.of(whose.kind)
    at = number_in(index)
    if at >= len(items):
        raise Stale("assess-gone")
    item, figure = items[at], result.figures[at]
    outcomes = cut(await period_results.outcomes(context, found, result, item.code), number_in(page))
    told = [cards.outcome(words, context.town, item, occasion) for _, occasion in outcomes.entries]
    return card_of(
        lines(
            wording.drill(context.town, words),
            words("assess-of", period=period.name(words), name=result.holder.name, item=item.named(words.language)),
            words("assess-measure", what=words.plain(measures.known(context)[item.measure.value].unit)),
            cards.sum_of(words, item, figure),
            *(told or [words("assess-outcomes-none")]),
        ),
        *(_opens(occasion_id, occasion) for occasion_id, occasion in outcomes.entries),
        pager(outcomes, lambda to: (cards.ITEM, period.code, f"{said}.{index}.{to}")),
        context.offer("button-back", cards.ONE, period.code, said),
    )


def _opens(occasion_id: int | None, occasion: Occasion) -> Button:
    """Return an outcome's button: while a period is open it leads to the thing, then to the outcome's own page."""
    label = cards.outcome_button(occasion)
    return label if occasion_id is None else button(label.text, cards.OUTCOME, occasion_id)


@router.press(CLOSE)
async def close(context: Context, press: Press) -> Card:
    """Ask once more, then close the period."""
    period = periods.read(press.subject)
    if press.extra != "yes":
        return card_of(
            context.words("assess-close-sure", period=period.name(context.words)),
            context.offer("assess-close-yes", CLOSE, period.code, "yes"),
            context.offer("button-back", cards.LIST, period.code),
        )
    await closing.close(context, period)
    context.say.toast(context.words.plain("assess-closed"))
    return await listed(context, Press(action=cards.LIST, subject=period.code))


@router.press(SHEET)
async def sheet(context: Context, press: Press) -> None:
    """Send the period as an Excel file."""
    context.say.document(*await workbook.workbook(context, periods.read(press.subject)), busy=True)
