"""The pages of one finding: what it becomes, the unit, the deadline, the line."""

from datetime import datetime, timedelta

from markupsafe import Markup

from handlers.drafts.cards import Form
from handlers.kit import Context, Rows, card_of, date_picker, in_rows
from handlers.kit.buttons import number_in
from handlers.kit.date_picker import stamp
from handlers.kit.lists import worded_pager
from models import Draft
from services.assignments import moves
from services.calendar import working_time
from services.cards import wording
from services.cards.card import Card, below, lines
from services.core.paging import cut
from services.inspections import choices, findings
from services.inspections.fields import Found, InspectionFields
from services.settings import lines as settings_lines

SHOWN = 300
UNITS_A_PAGE = 10
WORKING_DAYS = (1, 3, 6, 10)
"""Deadlines that have a button, in working days."""


def found_at(fields: InspectionFields, rest: str) -> tuple[int, Found]:
    """Return the place and the content of the finding that a page is about; an empty one for the next."""
    at = number_in(rest.partition(".")[0], 0)
    return (at, fields.found[at]) if at < len(fields.found) else (len(fields.found), Found())


async def line(context: Context, at: int, found: Found) -> Markup:
    """Return a finding in a line of the overview: its words, and what it becomes."""
    words = context.words
    text = wording.shortened(found.text, SHOWN) or words.plain("inspection-in-files")
    files = len(found.files)
    if found.unit_id is not None:
        unit = await moves.unit_name(context.session, found.unit_id)
        due = context.time(due_of(context, found))
        return words("inspection-found-unit", index=at + 1, text=text, files=files, unit=unit, due=due)
    named = settings_lines.name(context.settings, findings.line_of(context.town, found), words.language)
    return words("inspection-found-hazard", index=at + 1, text=text, files=files, line=named or "no")


def due_of(context: Context, found: Found) -> datetime:
    """Return when the unit is to report."""
    return found.due_at or findings.usual_due(context.town, context.now)


async def finding(context: Context, form: Form, draft: Draft, fields: InspectionFields, rest: str) -> Card:
    """Show one finding; the next words and files belong to it."""
    at, found = found_at(fields, rest)
    words = context.words

    def ask(key: str, verb: str, **arguments: object) -> Rows:
        return [(form.offer(context, draft, key, f"{verb}.{at}", **arguments),)]

    if not (found.text or found.files):
        return card_of(words("inspection-page-add", index=at + 1), form.offer(context, draft, "button-back", "back"))
    named = settings_lines.name(context.settings, findings.line_of(context.town, found), words.language)
    unit = found.unit_id is not None
    rows: Rows = []
    if unit:
        rows += ask("inspection-button-due", "due", due=context.time(due_of(context, found)))
        rows += ask("inspection-button-station", "station")
    if choices.instructs(context.actor):
        rows += ask("inspection-button-other-unit" if unit else "inspection-button-unit", "units")
    rows += ask("inspection-button-line", "line", line=named or words.plain("inspection-no-line"))
    rows.append(
        (
            form.offer(context, draft, "inspection-button-add", f"found.{len(fields.found)}"),
            form.offer(context, draft, "inspection-button-drop", f"drop.{at}"),
        )
    )
    return card_of(
        lines(
            await line(context, at, found),
            words("inspection-pinned") if found.latitude is not None else None,
            below(words("inspection-page-found")),
        ),
        *rows,
        form.offer(context, draft, "inspection-button-done", "back"),
    )


async def units(context: Context, form: Form, draft: Draft, fields: InspectionFields, rest: str) -> Card:
    """Choose the unit that is instructed."""
    at, found = found_at(fields, rest)
    part = cut(await choices.units(context, found), number_in(rest.partition(".")[2], 0), UNITS_A_PAGE)
    options = [
        form.labelled(f"✓ {unit.name}" if unit.id == found.unit_id else unit.name, draft, f"unit.{at}.{unit.id}")
        for unit in part.entries
    ]
    return card_of(
        lines(await line(context, at, found), below(context.words("inspection-page-units"))),
        *in_rows(options, 2),
        worded_pager(context.words, part, lambda to: (form.action, draft.id, f"units.{at}.{to}")),
        form.offer(context, draft, "button-back", f"found.{at}"),
    )


async def due(context: Context, form: Form, draft: Draft, fields: InspectionFields, rest: str) -> Card:
    """Choose by when the unit reports; a time may be typed as well."""
    at, found = found_at(fields, rest)
    rules = context.settings.working_time
    ends = [(days, working_time.after(context.now, days, rules, context.zone)) for days in WORKING_DAYS]
    ends = [(days, _end_of_work(context, end)) for days, end in ends]
    return card_of(
        lines(await line(context, at, found), below(context.words("inspection-page-due"))),
        *(
            context.offer("inspection-due-days", "at_inspect", draft.id, stamp(end), days=days, at=context.time(end))
            for days, end in ends
        ),
        date_picker.open_button(context, f"inspect.{draft.id}"),
        form.offer(context, draft, "button-back", f"found.{at}"),
    )


def _end_of_work(context: Context, at: datetime) -> datetime:
    """Return the end of the office hours of a day."""
    end = context.settings.working_time.hours[-1].end
    day = (at - timedelta(seconds=1)).astimezone(context.zone).date()
    return datetime.combine(day, end, context.zone)


async def line_choice(context: Context, form: Form, draft: Draft, fields: InspectionFields, rest: str) -> Card:
    """Choose the line of a finding, which stand under their committees."""
    at, found = found_at(fields, rest)
    words, settings = context.words, context.settings
    chosen = findings.line_of(context.town, found)
    rows: Rows = []
    for code in settings.committees:
        labels = [(settings_lines.name(settings, one, words.language), one) for one in settings.lines_of(code)]
        rows += in_rows(
            [form.labelled(f"✓ {label}" if one == chosen else label, draft, f"of.{at}.{one}") for label, one in labels],
            3 if words.language != "en" else 2,
        )
    return card_of(
        lines(await line(context, at, found), below(words("inspection-page-line"))),
        *rows,
        form.offer(context, draft, "button-back", f"found.{at}"),
    )
