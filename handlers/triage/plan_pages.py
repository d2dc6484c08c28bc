"""The pages behind the buttons of the desk's plan: the line, the grade, the units, the deadline."""

from datetime import datetime, timedelta

from handlers.kit import Context, date_picker, in_rows
from handlers.triage.plan_card import Desk, declined, planned, unit_names, usual_due
from models.enums import LIVE, Kind, Part, Severity
from services.assignments import moves as assignments_moves
from services.calendar import working_time
from services.cards.card import Button, Card, below
from services.cards.card import lines as join
from services.core.labels import name
from services.settings import lines
from services.triage import dispatch, plans
from services.triage.fields import DispatchFields

UNITS_A_PAGE = 10
DAYS = (1, 3, 6)
HOURS = (1, 2, 4)


async def line_page(context: Context, desk: Desk) -> Card:
    """Return the 14 lines under their committees, the suggested one first."""
    words, settings = context.words, context.settings
    rows: list[tuple[Button, ...]] = []
    suggested = lines.suggest(settings, desk.case.description)
    if suggested is not None:
        label = words.plain("plan-suggested", line=lines.name(settings, suggested, words.language))
        rows.append((desk.ask(label, f"line.{suggested}"),))
    for code, committee in settings.committees.items():
        rows.append((desk.ask(f"— {committee.name.in_language(words.language)} —", "line"),))
        options = [
            desk.ask(
                _chosen(settings.lines[line].name.in_language(words.language), line == desk.fields.line), f"line.{line}"
            )
            for line in settings.lines_of(code)
        ]
        rows += in_rows(options, 3)
    rows.append((desk.ask(words.plain("button-back"), "show"),))
    return Card(text=words("plan-page-line", number=desk.case.number), rows=tuple(rows))


async def severity_page(context: Context, desk: Desk) -> Card:
    """Return the four grades with what each means for the deadline."""
    words = context.words
    rows = [
        (
            desk.ask(
                _chosen(
                    words.plain(
                        "plan-severity",
                        severity=name(words, severity),
                        days=f"{context.settings.severities[severity].feedback_working_days:g}",
                    ),
                    severity is desk.fields.severity,
                ),
                f"severity.{severity.value}",
            ),
        )
        for severity in Severity
    ]
    return Card(
        text=words("plan-page-severity", number=desk.case.number),
        rows=(*rows, (desk.ask(words.plain("button-back"), "show"),)),
    )


async def units_page(context: Context, desk: Desk, page: int = 0) -> Card:
    """Return the units to choose from, the line's own first, with how much each has at work."""
    words, fields, case = context.words, desk.fields, desk.case
    holding = {one.unit_id for one in case.assignments if one.state in LIVE}
    of_line = [one.unit_id for one in await dispatch.suggested(context.session, context.town, fields.line)]
    loads = [
        (unit, load) for unit, load in await assignments_moves.units_by_load(context.session) if unit.id not in holding
    ]
    loads.sort(key=lambda one: of_line.index(one[0].id) if one[0].id in of_line else len(of_line))
    pages = max(1, -(-len(loads) // UNITS_A_PAGE))
    page = min(max(page, 0), pages - 1)
    options = [
        desk.ask(
            words.plain(
                "plan-unit",
                part=_part(fields, unit.id),
                unit=unit.name,
                load=load,
            ),
            f"unit.{unit.id}.{page}",
        )
        for unit, load in loads[page * UNITS_A_PAGE : (page + 1) * UNITS_A_PAGE]
    ]
    rows = in_rows(options, 2)
    if pages > 1:
        turn = [desk.ask(f"{page + 1}/{pages}", f"units.{page}")]
        if page:
            turn.insert(0, desk.ask("◀", f"units.{page - 1}"))
        if page + 1 < pages:
            turn.append(desk.ask("▶", f"units.{page + 1}"))
        rows.append(tuple(turn))
    rows.append((desk.ask(words.plain("plan-button-due"), "due"), desk.ask(words.plain("plan-button-words"), "words")))
    ready = fields.line is not None and bool(fields.co or fields.lead) and (fields.lead or plans.leads(case))
    if ready:
        rows.append((desk.ask(words.plain("plan-confirm"), "go"),))
    rows.append((desk.ask(words.plain("button-back"), "show"),))
    names = await unit_names(context)
    text = join(
        words("plan-page-units", number=case.number),
        *declined(context, case, names),
        await planned(context, desk, names),
        below(words("plan-units-hint" if not plans.leads(case) else "plan-units-hint-co")),
        words("plan-next-line") if fields.line is None else None,
    )
    return Card(text=text, rows=tuple(rows))


async def due_page(context: Context, desk: Desk) -> Card:
    """Return the deadlines that are one press: the usual one, earlier and later ones, the calendar."""
    words, case = context.words, desk.case
    usual = await usual_due(context, desk)
    rows: list[tuple[Button, ...]] = [(desk.ask(words.plain("plan-due-usual", at=context.time(usual)), "due.usual"),)]
    if desk.fields.kind is Kind.INCIDENT:
        rows.append(tuple(desk.ask(words.plain("plan-due-hours", count=count), f"due.h{count}") for count in HOURS))
    rows.append(tuple(desk.ask(words.plain("plan-due-days", count=count), f"due.w{count}") for count in DAYS))
    rows.append((date_picker.open_button(context, words.plain("ask-calendar"), f"plan.{desk.plan.id}"),))
    rows.append((desk.ask(words.plain("button-back"), "units"),))
    return Card(text=words("plan-page-due", number=case.number), rows=tuple(rows))


def due_of(context: Context, code: str) -> datetime | None:
    """Return the deadline of a button: ``w3`` working days, ``h2`` hours, None for the usual one."""
    count = int(code[1:]) if code[1:].isdigit() else 0
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
