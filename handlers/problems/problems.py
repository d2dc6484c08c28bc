"""The seven lists, a list by state, one problem with its buttons, its progress, steps and files."""

from handlers.kit import Context, Press, Row, card_of, in_rows, lists, pager, router_of
from handlers.kit.buttons import choice_in, number_in
from models.enums import Action, ProblemList, ProblemState, ProblemStep
from services.cards.card import Button, Card, Picture, button, lines
from services.core.labels import name
from services.documents.documents import offer
from services.people.access import may
from services.problems import cards, lifecycle, progress
from services.problems import lists as problem_lists
from services.problems.lists import ALL, ProblemFilter
from services.problems.reports import documents
from services.problems.standing import Standing
from services.problems.workbook import writing

NEW, EXPORT = "problem_new", "problems_export"
ADD, WIDER, MEASURE, HAND_IN = "problem_add", "problem_wider", "problem_measure", "problem_hand_in"
APPROVE, WHY, KEEP = "problem_approve", "problem_why", "problem_keep"
PROGRESS, REVIEW, ACCEPTANCE = "problem_report", "problem_review", "problem_look"
"""Actions of the buttons on a problem's card; ``WHY`` asks for a reason, its extra is the step."""

router = router_of("problems")


@router.command("problems")
@router.press(cards.LISTS)
async def overview(context: Context) -> Card:
    """Show the seven lists, each with its colours."""
    words, found = context.words, await problem_lists.overview(context)
    return card_of(
        lines(words("problems-head"), *(cards.tally(words, one) for one in found), "", words("problems-colours")),
        *in_rows(
            [
                button(
                    words.plain("problems-list", what=name(words, one.on_list).unescape(), open=one.open),
                    cards.OF,
                    one.on_list.value,
                )
                for one in found
            ],
            2,
        ),
        (
            context.offer("problems-all", cards.OF, ALL),
            context.offer("problems-late", cards.OF, ALL, f"{ProblemFilter.LATE.value}.0"),
        ),
        (
            context.offer("problems-new", NEW) if may(context.actor, Action.FILE_PROBLEM) else None,
            context.offer("problem-export", EXPORT),
        ),
        offer(words, documents.NOTICE),
    )


@router.press(EXPORT)
async def export(context: Context) -> None:
    """Send the problems that the actor may see as an Excel file."""
    context.say.document(*await writing.workbook(context), busy=True)


@router.press(cards.OF)
async def of_list(context: Context, press: Press) -> Card:
    """Show a page of a list, or of all seven, by state."""
    words, on_list = context.words, choice_in(press.subject, (ALL, *(one.value for one in ProblemList)))
    kind = choice_in(press.verb or ProblemFilter.OPEN, ProblemFilter)
    page = number_in(press.choice, 0)
    found = await lists.within(lambda at: problem_lists.listing(context, on_list, kind, page=at), page)
    counts = await problem_lists.counts(context, on_list)
    what = words.plain("problems-all") if on_list == ALL else name(words, ProblemList(on_list)).unescape()
    tabs = [
        lists.tab(words, f"problems-filter-{one.value}", counts[one], one is kind, cards.OF, one.value, on_list)
        for one in ProblemFilter
        if counts[one] or one in (kind, ProblemFilter.OPEN)
    ]
    return card_of(
        words("problems-of", what=what, total=found.total, page=found.page + 1, pages=found.pages)
        if found.total
        else words("problems-none", what=what),
        *(
            button(
                cards.label(context.town, words, one, context.now),
                cards.OPEN,
                one.problem.id,
                f"{on_list}.{kind.value}",
            )
            for one in found.entries
        ),
        pager(found, lambda to: (cards.OF, on_list, f"{kind.value}.{to}")),
        *in_rows(tabs, 3),
        context.offer("list-back", cards.LISTS),
    )


@router.press(cards.OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show one problem, with the way back to the list it was opened from."""
    back = (cards.OF, press.verb, press.choice) if press.extra else (cards.LISTS, "", "")
    return await shown(context, press.id, None, context.offer("list-back", *back))


async def shown(context: Context, problem_id: int, head: str | None = None, *rows: Row) -> Card:
    """Return a problem's card as it is now, under what was done, with what may be done now."""
    found = await problem_lists.opened(context, problem_id)
    card = cards.one(context.town, context.words, found, context.now)
    text = lines(head, "", card.text) if head else card.text
    may_now = await lifecycle.allowed(context, found.problem)
    return card_of(
        text,
        *_of_unit(context, found, may_now),
        *_of_others(context, found, may_now),
        await _looks(context, found, bool(may_now & _KEPT)),
        *(rows or (context.offer("list-back", cards.LISTS),)),
    )


_KEPT = frozenset({ProblemStep.ASSIGN, ProblemStep.MOVE, ProblemStep.MARK, ProblemStep.DROP, ProblemStep.REOPEN})


def _of_unit(context: Context, found: Standing, may_now: frozenset[ProblemStep]) -> list[Row]:
    """Return what the unit may do: write measures and hand them in, then write what was done."""
    id_, numbered = found.problem.id, list(enumerate(found.measures, start=1))
    if ProblemStep.CHANGE_MEASURES in may_now:
        wider = any(one.wider for one in found.measures)
        own = [context.offer("problem-measure-button", MEASURE, one.id, index=at) for at, one in numbered]
        ready = wider and len(found.measures) > 1
        return [
            (
                context.offer("problem-add", ADD, id_),
                None if wider else context.offer("problem-add-wider", WIDER, id_),
            ),
            *in_rows(own, 4),
            context.offer("problem-hand-in", HAND_IN, id_) if ready else None,
        ]
    if ProblemStep.REPORT not in may_now:
        return []
    return list(
        in_rows(
            [
                context.offer("problem-report", PROGRESS, one.id, index=at)
                for at, one in numbered
                if one.done_at is None
            ],
            2,
        )
    )


def _of_others(context: Context, found: Standing, may_now: frozenset[ProblemStep]) -> list[Row]:
    """Return what somebody else may do: agree to the measures, review the progress, accept the result."""
    id_ = found.problem.id
    return [
        (
            context.offer("problem-approve", APPROVE, id_) if ProblemStep.APPROVE in may_now else None,
            context.offer("problem-return-plan", WHY, id_, ProblemStep.RETURN_PLAN.value)
            if ProblemStep.RETURN_PLAN in may_now
            else None,
        ),
        context.offer("problem-review", REVIEW, id_, count=found.waiting)
        if found.waiting and ProblemStep.PASS in may_now
        else None,
        context.offer("problem-look", ACCEPTANCE, id_) if ProblemStep.ACCEPT in may_now else None,
    ]


async def _looks(context: Context, found: Standing, keeps: bool) -> list[Button]:
    id_, files = found.problem.id, await progress.files_of(context, found.problem)
    begun = found.problem.state not in (ProblemState.NEW, ProblemState.PLANNED)
    return [
        *([context.offer("problem-entries", cards.ENTRIES, id_)] if begun else []),
        context.offer("problem-history-button", cards.HISTORY, id_),
        *([context.offer("button-files", cards.FILES, id_, count=len(files))] if files else []),
        *([context.offer("problem-keep", KEEP, id_)] if keeps else []),
    ]


@router.press(cards.ENTRIES)
async def entries(context: Context, press: Press) -> Card:
    """Show a page of what was written about a problem, the newest first."""
    found = await problem_lists.entries(context, press.id, page=press.number)
    told = [cards.entry(context.town, context.words, one) for one in found.entries]
    return card_of(
        lines(context.words("problem-entries-head"), *told) if told else context.words("problem-entries-none"),
        pager(found, lambda to: (cards.ENTRIES, press.id, to)),
        context.offer("button-back", cards.OPEN, press.id),
    )


@router.press(cards.HISTORY)
async def history(context: Context, press: Press) -> Card:
    """Show the steps of a problem."""
    steps = await problem_lists.history(context, press.id)
    number = (await problem_lists.opened(context, press.id)).problem.number
    return card_of(
        cards.history(context.town, context.words, number, steps), context.offer("button-back", cards.OPEN, press.id)
    )


@router.press(cards.FILES)
async def files(context: Context, press: Press) -> None:
    """Send every file of a problem, each with its purpose."""
    found = await problem_lists.opened(context, press.id)
    for one in await progress.files_of(context, found.problem):
        caption = context.words("case-file", number=found.problem.number, purpose=name(context.words, one.purpose))
        context.say.send(Card(text=caption, picture=Picture.of(one.media)))
