"""The pages behind the filing card's buttons: village and grid, line, severity, people at risk, on whose behalf."""

from collections.abc import Awaitable, Callable, Sequence

from handlers.filing.card import place
from handlers.filing.duplicates import REPORT
from handlers.kit import Context, Row, Rows, card_of, in_rows
from handlers.kit.buttons import number_in
from handlers.kit.lists import worded_pager
from models import Draft
from models.enums import Severity
from services.cards.card import Button, Card, button
from services.core.labels import name
from services.core.paging import cut
from services.drafts import drafts
from services.filing.fields import ReportFields
from services.filing.shown import filled
from services.people import places
from services.settings import lines

PER_PAGE = 10
"""Villages or grids on one page: five rows of two fit a phone's screen."""
PEOPLE = (0, 1, 2, 3, 4, 5, 10, 20, 30, 50)
"""Numbers of people at risk that have a button; others are typed."""
BEHALF = ("name", "anonymous", "self")


async def villages(context: Context, draft: Draft, choice: str) -> Card:
    """Choose the village; the person's own village comes first. ``choice`` is the page's number."""
    own = context.actor.village_id
    rows = sorted(await places.villages(context.session), key=lambda row: row[0] != own)
    chosen = drafts.fields(draft, ReportFields)
    options = [(label, f"village.{number}", number == chosen.village_id) for number, label in rows]
    return card_of(
        context.words("filing-page-place", place=place(context, await filled(context.session, context.actor, draft))),
        *_paged(context, draft, options, "place", choice),
        _ask(context, draft, "filing-button-landmark", "landmark"),
        _ask(context, draft, "filing-button-no-pin", "nopin") if chosen.latitude is not None else None,
        _back(context, draft),
    )


async def grids(context: Context, draft: Draft, choice: str) -> Card:
    """Choose the grid of the village that was chosen, or none."""
    fields = drafts.fields(draft, ReportFields)
    own = context.actor.grid_id
    rows = sorted(await places.grids(context.session, fields.village_id), key=lambda row: row[0] != own)
    options = [(label, f"grid.{number}", number == fields.grid_id) for number, label in rows]
    return card_of(
        context.words("filing-page-grid", place=place(context, await filled(context.session, context.actor, draft))),
        *_paged(context, draft, options, "grids", choice),
        _ask(context, draft, "filing-button-no-grid", "grid."),
    )


async def line(context: Context, draft: Draft, choice: str) -> Card:
    """Choose one of the lines, which stand under their committees; the suggested one comes first."""
    words, settings = context.words, context.settings
    fields = drafts.fields(draft, ReportFields)
    suggested = lines.suggest(settings, fields.text)
    named = lines.name(settings, suggested, words.language)
    rows: Rows = []
    for code, committee in settings.committees.items():
        head = words.plain("filing-committee", committee=committee.name.in_language(words.language))
        rows.append((button(head, REPORT, draft.id, "nothing"),))
        labels = [(lines.name(settings, one, words.language), one) for one in settings.lines_of(code)]
        options = [button(_marked(label, one == fields.line), REPORT, draft.id, f"line.{one}") for label, one in labels]
        rows += in_rows(options, 2 if words.language == "en" else 3)
    return card_of(
        words("filing-page-line"),
        _ask(context, draft, "filing-suggested", f"line.{suggested}", line=named) if suggested is not None else None,
        *rows,
        _back(context, draft),
    )


async def severity(context: Context, draft: Draft, choice: str) -> Card:
    """Choose the severity, each with what it means."""
    words, present = context.words, drafts.fields(draft, ReportFields).severity
    options = []
    for one in Severity:
        label = words.plain(f"filing-severity-{one.value}", name=name(words, one))
        options.append(button(_marked(label, one is present), REPORT, draft.id, f"severity.{one.value}"))
    return card_of(words("filing-page-severity"), *options, _back(context, draft))


async def people(context: Context, draft: Draft, choice: str) -> Card:
    """Choose how many people are at risk, or type the number."""
    options = [button(str(number), REPORT, draft.id, f"people.{number}") for number in PEOPLE]
    unknown = _ask(context, draft, "filing-button-people-unknown", "people.unknown")
    return card_of(context.words("filing-page-people"), *in_rows(options, 5), (unknown, _back(context, draft)))


async def behalf(context: Context, draft: Draft, choice: str) -> Card:
    """Say who told the officer."""
    return card_of(
        context.words("filing-page-behalf"),
        *(_ask(context, draft, f"filing-button-behalf-{verb}", f"behalf.{verb}") for verb in BEHALF),
        _back(context, draft),
    )


def asking(key: str) -> Callable[[Context, Draft, str], Awaitable[Card]]:
    """Return a page that asks for words, with the way back."""

    async def page(context: Context, draft: Draft, choice: str) -> Card:
        return card_of(context.words(key), _back(context, draft))

    return page


def _paged(
    context: Context, draft: Draft, options: Sequence[tuple[str, str, bool]], verb: str, choice: str
) -> tuple[Row, ...]:
    part = cut(options, number_in(choice, 0), PER_PAGE)
    shown = [button(_marked(label, chosen), REPORT, draft.id, ask) for label, ask, chosen in part.entries]
    turn = worded_pager(context.words, part, lambda to: (REPORT, draft.id, f"{verb}.{to}"))
    return (*in_rows(shown, 2), turn)


def _marked(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


def _ask(context: Context, draft: Draft, key: str, verb: str, **arguments: object) -> Button:
    return context.offer(key, REPORT, draft.id, verb, **arguments)


def _back(context: Context, draft: Draft) -> Button:
    return _ask(context, draft, "filing-button-back", "back")
