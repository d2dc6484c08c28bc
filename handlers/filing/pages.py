"""The pages behind the filing card's buttons: village and grid, line, severity, people at risk, on whose behalf."""

from collections.abc import Sequence

from handlers.filing.card import place
from handlers.filing.duplicates import REPORT
from handlers.kit import Context, in_rows
from models import Draft
from models.enums import Severity
from services.cards.card import Button, Card, button
from services.core.labels import name
from services.drafts import drafts
from services.filing.fields import ReportFields
from services.filing.shown import filled
from services.people import places
from services.settings import lines

PER_PAGE = 10
"""Villages or grids on one page: five rows of two fit a phone's screen."""
PEOPLE = (0, 1, 2, 3, 4, 5, 10, 20, 30, 50)
"""Numbers of people at risk that are one press; others are typed."""


async def villages(context: Context, draft: Draft, choice: str) -> Card:
    """Choose the village; the person's own village comes first. ``choice`` is the page's number."""
    own = context.actor.village_id
    rows = sorted(await places.villages(context.session), key=lambda row: row[0] != own)
    chosen = drafts.fields(draft, ReportFields)
    options = [(label, f"village.{number}", number == chosen.village_id) for number, label in rows]
    extra = [(_ask(context, draft, "filing-button-landmark", "landmark"),)]
    if chosen.latitude is not None:
        extra.append((_ask(context, draft, "filing-button-no-pin", "nopin"),))
    text = context.words("filing-page-place", place=place(context, await filled(context.session, draft)))
    return Card(text=text, rows=(*_paged(context, draft, options, "place", choice), *extra, _back(context, draft)))


async def grids(context: Context, draft: Draft, choice: str) -> Card:
    """Choose the grid of the village that was chosen, or none."""
    fields = drafts.fields(draft, ReportFields)
    own = context.actor.grid_id
    rows = sorted(await places.grids(context.session, fields.village_id), key=lambda row: row[0] != own)
    options = [(label, f"grid.{number}", number == fields.grid_id) for number, label in rows]
    none = (_ask(context, draft, "filing-button-no-grid", "grid."),)
    text = context.words("filing-page-grid", place=place(context, await filled(context.session, draft)))
    return Card(text=text, rows=(*_paged(context, draft, options, "grids", choice), none))


async def line(context: Context, draft: Draft, choice: str) -> Card:
    """Choose one of the lines, which stand under their committees; the suggested one comes first."""
    words, settings = context.words, context.settings
    fields = drafts.fields(draft, ReportFields)
    rows: list[tuple[Button, ...]] = []
    suggested = lines.suggest(settings, fields.text)
    if suggested is not None:
        label = words.plain("filing-suggested", line=lines.name(settings, suggested, words.language))
        rows.append((button(label, REPORT, draft.id, f"line.{suggested}"),))
    for code, committee in settings.committees.items():
        head = words.plain("filing-committee", committee=committee.name.in_language(words.language))
        rows.append((button(head, REPORT, draft.id, "nothing"),))
        options = [
            button(
                _marked(lines.name(settings, one, words.language) or one, one == fields.line),
                REPORT,
                draft.id,
                f"line.{one}",
            )
            for one in settings.lines_of(code)
        ]
        rows += in_rows(options, 2 if words.language == "en" else 3)
    return Card(text=words("filing-page-line"), rows=(*rows, _back(context, draft)))


async def severity(context: Context, draft: Draft, choice: str) -> Card:
    """Choose the severity, each with what it means."""
    present = drafts.fields(draft, ReportFields).severity
    options = [
        button(
            _marked(context.words.plain(f"filing-severity-{one.value}", name=name(context.words, one)), one is present),
            REPORT,
            draft.id,
            f"severity.{one.value}",
        )
        for one in Severity
    ]
    return Card(text=context.words("filing-page-severity"), rows=(*((one,) for one in options), _back(context, draft)))


async def people(context: Context, draft: Draft, choice: str) -> Card:
    """Choose how many people are at risk, or type the number."""
    options = [button(str(number), REPORT, draft.id, f"people.{number}") for number in PEOPLE]
    unknown = _ask(context, draft, "filing-button-people-unknown", "people.unknown")
    return Card(
        text=context.words("filing-page-people"),
        rows=(*in_rows(options, 5), (unknown, *_back(context, draft))),
    )


async def behalf(context: Context, draft: Draft, choice: str) -> Card:
    """Say who told the officer."""
    ask = [
        (_ask(context, draft, "filing-button-behalf-name", "behalf.name"),),
        (_ask(context, draft, "filing-button-behalf-anonymous", "behalf.anonymous"),),
        (_ask(context, draft, "filing-button-behalf-self", "behalf.self"),),
    ]
    return Card(text=context.words("filing-page-behalf"), rows=(*ask, _back(context, draft)))


def asking(context: Context, draft: Draft, key: str) -> Card:
    """Ask for words, with the way back."""
    return Card(text=context.words(key), rows=(_back(context, draft),))


def _paged(
    context: Context, draft: Draft, options: Sequence[tuple[str, str, bool]], verb: str, choice: str
) -> list[tuple[Button, ...]]:
    pages = max(1, -(-len(options) // PER_PAGE))
    page = min(int(choice), pages - 1) if choice.isdigit() else 0
    shown = options[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = in_rows([button(_marked(label, chosen), REPORT, draft.id, ask) for label, ask, chosen in shown], 2)
    turn = []
    if page > 0:
        turn.append(button(context.words.plain("filing-button-previous"), REPORT, draft.id, f"{verb}.{page - 1}"))
    if page < pages - 1:
        turn.append(button(context.words.plain("filing-button-next"), REPORT, draft.id, f"{verb}.{page + 1}"))
    return [*rows, tuple(turn)] if turn else rows


def _marked(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


def _ask(context: Context, draft: Draft, key: str, verb: str) -> Button:
    return button(context.words.plain(key), REPORT, draft.id, verb)


def _back(context: Context, draft: Draft) -> tuple[Button, ...]:
    return (_ask(context, draft, "filing-button-back", "back"),)
