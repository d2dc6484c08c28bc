"""The card on which the desk judges a case: what came in, what it is taken for, who is suggested to handle it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from handlers.kit import Context, Rows, card_of, rows_of
from models import Case, Draft, Unit
from models.enums import LIVE, AssignmentState, CaseState, Kind
from services.assignments import moves as assignments_moves
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button
from services.cards.card import lines as join
from services.cases import card as cases_card
from services.cases import facts
from services.cases.facts import CaseFacts
from services.core.labels import name
from services.filing import duplicates
from services.settings import lines
from services.triage import dispatch, plans
from services.triage.fields import DispatchFields

PLAN = "plan"
"""A button of these cards; its subject is the plan, its extra ``verb.choice``."""
SUGGESTED = 3
"""Possible duplicates that are shown with a button each."""
ALIKE_SHOWN = 24
"""Characters of a possible duplicate's description."""


@dataclass(frozen=True)
class Desk:
    """A plan with its case, as the cards show them."""

    context: Context
    plan: Draft
    case: Case
    fields: DispatchFields

    @property
    def at_desk(self) -> bool:
        """Whether the case is not with its units yet."""
        return self.case.state in (CaseState.SUBMITTED, CaseState.TRIAGED)

    def ask(self, label: str, verb: str) -> Button:
        """Return a button of the card."""
        return button(label, PLAN, self.plan.id, verb)

    def offer(self, key: str, verb: str, **arguments: Any) -> Button:
        """Return a button of the card, labelled by a text key."""
        return self.context.offer(key, PLAN, self.plan.id, verb, **arguments)


async def judgement(context: Context, desk: Desk) -> Card:
    """Return the first card: the report, its grade, possible duplicates, and the suggested units."""
    words, fields, case = context.words, desk.fields, desk.case
    known = await facts.gather(context, case)
    near = await duplicates.of_case(context, case, fields.line) if desk.at_desk else []
    near = [one for one in near if one.case.id != case.parent_id and one.case.parent_id != case.id][:SUGGESTED]
    names = await unit_names(context)
    line = lines.name(context.settings, fields.line, words.language)
    suggested = case.line is None and fields.line == lines.suggest(context.settings, case.description)
    description = wording.shortened(case.description)
    text = join(
        words("plan-head", number=case.number),
        words("case-life-danger") if cases_card.in_danger(case) else None,
        words("case-place", place=cases_card.place(known, words)) if not known.order or known.village else None,
        words("case-description", text=description) if description else None,
        words("case-people", count=case.people_at_risk) if case.people_at_risk is not None else None,
        words(
            "case-registrar" if known.order else "case-reporter",
            name=cards_people.colleague(context.town, context.words, known.people.get(case.reporter_id)),
            files=known.files,
            followers=known.followers,
        ),
        below(words("plan-line", line=line, suggested="yes" if suggested else "no") if line else words("plan-no-line")),
        words("plan-grade", kind=name(words, fields.kind), severity=name(words, fields.severity)),
        *declined(context, case, names),
        await planned(context, desk, names),
        *(_known(context, one) for one in near),
        below(words("plan-next" if line else "plan-next-line")),
    )
    return card_of(text, *_rows(context, desk, known, near))


def _rows(context: Context, desk: Desk, known: CaseFacts, near: list[duplicates.PossibleDuplicate]) -> Rows:
    words, fields, case = context.words, desk.fields, desk.case
    first = None if desk.at_desk else desk.offer("plan-judge", "judge")
    if desk.at_desk and fields.line and (fields.lead is not None or plans.leads(case)):
        first = desk.offer("plan-go", "go")
    line = desk.offer("plan-button-line" if fields.line else "plan-choose-line", "line")
    units = desk.offer("plan-button-units", "units")
    other = Kind.INCIDENT if fields.kind is Kind.HAZARD else Kind.HAZARD
    return rows_of(
        first,
        (units, line) if fields.line else (line, units),
        (
            desk.offer("plan-button-kind", f"kind.{other.value}", kind=name(words, other)),
            desk.offer("plan-button-severity", "severity"),
        ),
        *(context.offer("plan-merge", "merge_into", case.id, one.case.id, number=one.case.number) for one in near),
        (
            button(wording.capital(words.plain("action-dismiss")), "dismiss", case.id) if desk.at_desk else None,
            context.offer("button-files", "files", case.id, count=known.files) if known.files else None,
            context.offer("button-back", "view", case.id),
        ),
    )


async def usual_due(context: Context, desk: Desk) -> datetime:
    """Return when feedback would be due by the township's rules, judged as planned."""
    return await dispatch.usual_due(
        context.session,
        context.town,
        kind=desk.fields.kind,
        severity=desk.fields.severity,
        order_id=desk.case.order_id,
        start=context.now,
    )


async def unit_names(context: Context) -> dict[int, str]:
    """Return the units' names by id."""
    return {unit.id: unit.name for unit, _ in await assignments_moves.units_by_load(context.session)}


async def free_units(context: Context, case: Case, line: str | None) -> list[tuple[Unit, int]]:
    """Return the units that do not hold the case, those of the line first, with how much each has at work."""
    holding = {one.unit_id for one in case.assignments if one.state in LIVE}
    of_line = [one.unit_id for one in await dispatch.suggested(context.session, context.town, line)]
    loads = await assignments_moves.units_by_load(context.session)
    free = [(unit, load) for unit, load in loads if unit.id not in holding]
    return sorted(free, key=lambda one: of_line.index(one[0].id) if one[0].id in of_line else len(of_line))


async def planned(context: Context, desk: Desk, names: dict[int, str]) -> Markup | None:
    """Say who would get the case, by when, with which instructions."""
    words, fields = context.words, desk.fields
    present = [one for one in desk.case.assignments if one.state in LIVE]
    found = [words("plan-has", unit=names.get(one.unit_id, ""), part=name(words, one.part)) for one in present]
    if fields.lead is not None:
        found.append(words("plan-lead", unit=names.get(fields.lead, "")))
    if fields.co:
        comma = words.plain("list-comma")
        found.append(words("plan-co", units=comma.join(names.get(one, "") for one in fields.co)))
    if fields.lead is None and not fields.co:
        found.append(words("plan-no-unit"))
    else:
        due = fields.due_at or await usual_due(context, desk)
        found.append(words("plan-due", at=context.time(due)))
    if fields.text.strip():
        found.append(words("plan-words", text=wording.shortened(fields.text)))
    return Markup(join(*found))


def declined(context: Context, case: Case, names: dict[int, str]) -> list[Markup]:
    """Say which units declined, and why."""
    return [
        context.words(
            "plan-declined",
            unit=names.get(one.unit_id, ""),
            text=wording.shortened(one.declined_for, cases_card.WORDS_SHOWN),
        )
        for one in case.assignments
        if one.state is AssignmentState.DECLINED
    ]


def _known(context: Context, one: duplicates.PossibleDuplicate) -> Markup:
    words = context.words
    return words(
        "plan-alike",
        number=one.case.number,
        state=name(words, one.case.state),
        away=duplicates.away(one),
        metres=round(one.distance_m or 0),
        text=wording.teaser(one.case.description, ALIKE_SHOWN),
    )
