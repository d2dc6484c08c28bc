"""The cards on which the desk judges a case and names the units: the judgement, the units, the deadline."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from handlers import calendar
from handlers.scene import Scene
from models import Case, Draft
from models.enums import AssignmentState, CaseState, Kind, Part, Severity
from services import dispatch, duplicates, facts, handling, lines, plans, views, worktime
from services.cards import Button, Card, below, button
from services.cards import lines as join
from services.drafts import DispatchFields
from services.lifecycle import LIVE
from services.names import name

PLAN = "plan"
"""A button of these cards; its subject is the plan, its extra ``verb.choice``."""
UNITS_A_PAGE = 10
SUGGESTED = 3
"""Possible duplicates that are shown with a button each."""
DAYS = (1, 3, 6)
HOURS = (1, 2, 4)


@dataclass(frozen=True)
class Desk:
    """A plan with its case, as the cards show them."""

    plan: Draft
    case: Case
    fields: DispatchFields

    def ask(self, label: str, verb: str) -> Button:
        """Return a button of the card."""
        return button(label, PLAN, self.plan.id, verb)


async def judgement(scene: Scene, desk: Desk) -> Card:
    """Return the first card: what came in, what it is taken for, what it may be the same as, what is suggested."""
    words, fields, case = scene.words, desk.fields, desk.case
    known = await facts.gather(scene.session, case)
    alike = await _alike(scene, case, fields)
    names = await unit_names(scene)
    line = lines.name(scene.town.settings, fields.line, words.language)
    description = case.description.strip()
    text = join(
        words("plan-head", number=case.number),
        words("case-life-danger") if case.life_danger else None,
        words("case-place", place=views.place(known, words)),
        words("case-description", text=description) if description else None,
        words("case-people", count=case.people_at_risk) if case.people_at_risk is not None else None,
        words(
            "case-reporter",
            name=views.masked(scene.town, known.people.get(case.reporter_id)),
            files=known.files,
            followers=known.followers,
        ),
        below(
            words("plan-line", line=line, suggested="no" if case.line == fields.line else "yes")
            if line
            else words("plan-no-line")
        ),
        words("plan-grade", kind=name(words, fields.kind), severity=name(words, fields.severity)),
        *_declined(scene, case, names),
        await _planned(scene, desk, names),
        *(_known(scene, one) for one in alike),
        below(words("plan-next" if line else "plan-next-line")),
    )
    rows: list[tuple[Button, ...]] = []
    at_units = case.state not in (CaseState.SUBMITTED, CaseState.TRIAGED)
    if at_units:
        rows.append((desk.ask(words.plain("plan-judge"), "judge"),))
    elif line and (fields.lead is not None or plans.leads(case)):
        rows.append((desk.ask(words.plain("plan-go"), "go"),))
    rows.append(
        (desk.ask(words.plain("plan-button-units"), "units"), desk.ask(words.plain("plan-button-line"), "line"))
    )
    other = Kind.INCIDENT if fields.kind is Kind.HAZARD else Kind.HAZARD
    rows.append(
        (
            desk.ask(words.plain("plan-button-kind", kind=name(words, other)), f"kind.{other.value}"),
            desk.ask(words.plain("plan-button-severity"), "severity"),
        )
    )
    rows += [
        (button(words.plain("plan-merge", number=one.case.number), "merge_into", case.id, one.case.id),)
        for one in alike
    ]
    last = [button(words.plain("button-back"), "view", case.id)]
    if known.files:
        last.insert(0, button(words.plain("button-files", count=known.files), "files", case.id))
    if case.state in (CaseState.SUBMITTED, CaseState.TRIAGED):
        last.insert(0, button(words.plain("action-dismiss"), "dismiss", case.id))
    rows.append(tuple(last))
    return Card(text=text, rows=tuple(rows))


async def line_page(scene: Scene, desk: Desk) -> Card:
    """Return the 14 lines under their committees, the suggested one first."""
    words, settings = scene.words, scene.town.settings
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
        rows += [tuple(options[i : i + 3]) for i in range(0, len(options), 3)]
    rows.append((desk.ask(words.plain("button-back"), "show"),))
    return Card(text=words("plan-page-line", number=desk.case.number), rows=tuple(rows))


async def severity_page(scene: Scene, desk: Desk) -> Card:
    """Return the four grades with what each means for the deadline."""
    words = scene.words
    rows = [
        (
            desk.ask(
                _chosen(
                    words.plain(
                        "plan-severity",
                        severity=name(words, severity),
                        days=f"{scene.town.settings.severities[severity].feedback_working_days:g}",
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


async def units_page(scene: Scene, desk: Desk, page: int = 0) -> Card:
    """Return the units to choose from, the line's own first, with how much each has at work."""
    words, fields, case = scene.words, desk.fields, desk.case
    holding = {share.unit_id for share in case.assignments if share.state in LIVE}
    of_line = [one.unit_id for one in await dispatch.suggested(scene.session, scene.town, fields.line)]
    loads = [(unit, load) for unit, load in await handling.units_by_load(scene.session) if unit.id not in holding]
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
    rows = [tuple(options[i : i + 2]) for i in range(0, len(options), 2)]
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
    names = await unit_names(scene)
    text = join(
        words("plan-page-units", number=case.number),
        *_declined(scene, case, names),
        await _planned(scene, desk, names),
        below(words("plan-units-hint" if not plans.leads(case) else "plan-units-hint-co")),
        words("plan-next-line") if fields.line is None else None,
    )
    return Card(text=text, rows=tuple(rows))


async def due_page(scene: Scene, desk: Desk) -> Card:
    """Return the deadlines that are one press: the usual one, earlier and later ones, the calendar."""
    words, case = scene.words, desk.case
    usual = await usual_due(scene, desk)
    rows: list[tuple[Button, ...]] = [
        (desk.ask(words.plain("plan-due-usual", at=words.time(usual, scene.town.zone)), "due.usual"),)
    ]
    if desk.fields.kind is Kind.INCIDENT:
        rows.append(tuple(desk.ask(words.plain("plan-due-hours", count=count), f"due.h{count}") for count in HOURS))
    rows.append(tuple(desk.ask(words.plain("plan-due-days", count=count), f"due.w{count}") for count in DAYS))
    rows.append((calendar.open_button(scene, words.plain("ask-calendar"), f"plan.{desk.plan.id}"),))
    rows.append((desk.ask(words.plain("button-back"), "units"),))
    return Card(text=words("plan-page-due", number=case.number), rows=tuple(rows))


def due_of(scene: Scene, code: str) -> datetime | None:
    """Return the deadline of a button: ``w3`` working days, ``h2`` hours, None for the usual one."""
    count = int(code[1:]) if code[1:].isdigit() else 0
    match code[:1]:
        case "w" if count:
            return worktime.after(scene.now, count, scene.town.settings.working_time, scene.town.zone)
        case "h" if count:
            return scene.now + timedelta(hours=count)
        case _:
            return None


async def usual_due(scene: Scene, desk: Desk) -> datetime:
    """Return when feedback would be due by the township's rules, judged as planned."""
    return await dispatch.usual_due(
        scene.session,
        scene.town,
        kind=desk.fields.kind,
        severity=desk.fields.severity,
        order_id=desk.case.order_id,
        start=scene.now,
    )


async def unit_names(scene: Scene) -> dict[int, str]:
    """Return the units' names by id."""
    return {unit.id: unit.name for unit, _ in await handling.units_by_load(scene.session)}


async def _planned(scene: Scene, desk: Desk, names: dict[int, str]) -> Markup | None:
    """Say who would get the case, by when, with which instructions."""
    words, fields = scene.words, desk.fields
    present = [share for share in desk.case.assignments if share.state in LIVE]
    found = [words("plan-has", unit=names.get(share.unit_id, ""), part=name(words, share.part)) for share in present]
    if fields.lead is not None:
        found.append(words("plan-lead", unit=names.get(fields.lead, "")))
    if fields.co:
        comma = words.plain("list-comma")
        found.append(words("plan-co", units=comma.join(names.get(one, "") for one in fields.co)))
    if fields.lead is None and not fields.co:
        found.append(words("plan-no-unit"))
    else:
        due = fields.due_at or await usual_due(scene, desk)
        found.append(words("plan-due", at=words.time(due, scene.town.zone)))
    if fields.text.strip():
        found.append(words("plan-words", text=fields.text.strip()))
    return Markup(join(*found))


def _declined(scene: Scene, case: Case, names: dict[int, str]) -> list[Markup]:
    return [
        scene.words("plan-declined", unit=names.get(share.unit_id, ""), text=share.declined_for or "")
        for share in case.assignments
        if share.state is AssignmentState.DECLINED
    ]


def _known(scene: Scene, one: duplicates.Known) -> Markup:
    words = scene.words
    return words(
        "plan-alike",
        number=one.case.number,
        state=name(words, one.case.state),
        away="grid" if one.distance_m is None else "metres",
        metres=round(one.distance_m or 0),
        text=one.case.description.strip().replace("\n", " ")[:24],
    )


async def _alike(scene: Scene, case: Case, fields: DispatchFields) -> list[duplicates.Known]:
    if case.state not in (CaseState.SUBMITTED, CaseState.TRIAGED):
        return []
    point = (case.latitude, case.longitude) if case.latitude is not None and case.longitude is not None else None
    found = await duplicates.find(
        scene.session,
        scene.town.settings,
        line=fields.line,
        point=point,
        grid_id=case.grid_id,
        now=scene.now,
        drill=case.drill,
        except_id=case.id,
    )
    return found[:SUGGESTED]


def _part(fields: DispatchFields, unit_id: int) -> str:
    if fields.lead == unit_id:
        return Part.LEAD.value
    return Part.CO.value if unit_id in fields.co else "none"


def _chosen(label: str, chosen: bool) -> str:
    return f"✔ {label}" if chosen else label
