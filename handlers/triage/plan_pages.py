"""The pages behind the buttons of the desk's plan: the line, the grade, the units, the deadline."""

from datetime import datetime, timedelta

from handlers.kit import Context, Rows, card_of, date_picker, in_rows, pager
from handlers.kit.buttons import number_in
from handlers.triage.plan_card import PLAN, Desk, declined, free_units, planned, unit_names, usual_due
from models.enums import Kind, Part, Severity
from services.calendar import working_time
from services.cards.card import Card, below
from services.cards.card import lines as join
from services.core.labels import name
from services.core.paging import cut
from services.settings import lines
from services.triage import plans
from services.triage.fields import DispatchFields

UNITS_A_PAGE = 10
DAYS = (1, 3, 6)
HOURS = (1, 2, 4)
LONGEST = 100
"""Hours or working days; a button that says longer is none of ours."""


async def line_page(context: Context, desk: Desk) -> Card:
    """Return the 14 lines under their committees, the suggested one first."""
    words, settings = context.words, context.settings
    suggested = lines.suggest(settings, desk.case.description)
    rows: Rows = []
    for code, committee in settings.committees.items():
        rows.append((desk.ask(f"— {committee.name.in_language(words.language)} —", "line"),))
        options = [
            desk.ask(
                _chosen(settings.lines[line].name.in_language(words.language), line == desk.fields.line), f"line.{line}"
            )
            for line in settings.lines_of(code)
        ]
        rows += in_rows(options, 3)
    named = lines.name(settings, suggested, words.language)
    return card_of(
        words("plan-page-line", number=desk.case.number),
        desk.offer("plan-suggested", f"line.{suggested}", line=named) if suggested is not None else None,
        *rows,
        desk.offer("button-back", "show"),
    )


async def severity_page(context: Context, desk: Desk) -> Card:
    """Return the four grades with what each means for the deadline."""
    words, options = context.words, []
    for severity in Severity:
        days = f"{context.settings.severities[severity].feedback_working_days:g}"
        label = words.plain("plan-severity", severity=name(words, severity), days=days)
        options.append(desk.ask(_chosen(label, severity is desk.fields.severity), f"severity.{severity.value}"))
    return card_of(words("plan-page-severity", number=desk.case.number), *options, desk.offer("button-back", "show"))


async def units_page(context: Context, desk: Desk, page: int = 0) -> Card:
    """Return the units to choose from, the line's own first, with how much each has at work."""
    words, fields, case = context.words, desk.fields, desk.case
    part = cut(await free_units(context, case, fields.line), page, UNITS_A_PAGE)
    options = [
        desk.offer("plan-unit", f"unit.{unit.id}.{part.page}", part=_part(fields, unit.id), unit=unit.name, load=load)
        for unit, load in part.entries
    ]
    ready = fields.line is not None and bool(fields.co or fields.lead) and (fields.lead or plans.leads(case))
    names = await unit_names(context)
    return card_of(
        join(
            words("plan-page-units", number=case.number),
            *declined(context, case, names),
            await planned(context, desk, names),
            below(words("plan-units-hint" if not plans.leads(case) else "plan-units-hint-co")),
            words("plan-next-line") if fields.line is None else None,
        ),
        *in_rows(options, 2),
        pager(part, lambda to: (PLAN, desk.plan.id, f"units.{to}")),
        (desk.offer("plan-button-due", "due"), desk.offer("plan-button-words", "words")),
        desk.offer("plan-confirm", "go") if ready else None,
        desk.offer("button-back", "show"),
    )


async def due_page(context: Context, desk: Desk) -> Card:
    """Return the deadlines that have a button: the usual one, earlier and later ones, the calendar."""
    usual = context.time(await usual_due(context, desk))
    hours = HOURS if desk.fields.kind is Kind.INCIDENT else ()
    return card_of(
        context.words("plan-page-due", number=desk.case.number),
        desk.offer("plan-due-usual", "due.usual", at=usual),
        [desk.offer("plan-due-hours", f"due.h{count}", count=count) for count in hours],
        [desk.offer("plan-due-days", f"due.w{count}", count=count) for count in DAYS],
        date_picker.open_button(context, f"plan.{desk.plan.id}"),
        desk.offer("button-back", "units"),
    )


def due_of(context: Context, code: str) -> datetime | None:
    """Return the deadline of a button: ``w3`` working days, ``h2`` hours, None for the usual one."""
    count = number_in(code[1:], most=LONGEST) if code[:1] in "wh" else 0
    match code[:1]:
        case "w" if count:
            return working_time.after(context.now, count, context.settings.working_time, context.zone)
        case "h" if count:
            return context.now + timedelta(hours=count)
        case _:
            return None


def _part(fields: DispatchFields, unit_id: int) -> str:
    if fields.lead == unit_id:
        return Part.LEAD.value
    return Part.CO.value if unit_id in fields.co else "none"


def _chosen(label: str, chosen: bool) -> str:
    return f"✔ {label}" if chosen else label
