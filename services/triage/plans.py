"""How the desk means to judge and dispatch a case: kept while it is being put together, then done in one go.

A plan is a draft that is never the open one: what a duty officer sends meanwhile goes elsewhere, several cases can be
worked on side by side, and a restart loses nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case, Draft
from models.enums import Action, CaseState, DraftKind, DraftState, Kind, Part, Severity
from services.cases.lifecycle import case_for, find_case
from services.core.act import Act, Actor, Moment
from services.core.errors import Stale
from services.core.town import Town
from services.drafts import drafts
from services.settings import lines
from services.triage import dispatch, handing_out, triage
from services.triage.dispatch import UnitPart
from services.triage.fields import DispatchFields

_JUDGED = ("line", "severity", "kind")


async def begin(act: Act, case_id: int, action: Action) -> Draft:
    """Return the actor's plan for a case, a new one made of what is suggested. Claims the case where it can be."""
    case = await case_for(act.session, act.actor, case_id, action)
    if case.state in (CaseState.SUBMITTED, CaseState.TRIAGED):
        case = await triage.claim(act, case_id)
    kept = await drafts.begun(act.session, act.actor, DraftKind.DISPATCH, case_id, DraftState.SHELVED)
    if kept is not None:
        await follow(act, kept, case)
        return kept
    return await drafts.keep(
        act.session,
        act.actor,
        DraftKind.DISPATCH,
        await suggested(act, case),
        now=act.now,
        subject_id=case_id,
        state=DraftState.SHELVED,
    )


async def load(session: AsyncSession, actor: Actor, plan_id: int) -> tuple[Draft, Case]:
    """Return the actor's own plan for a button. Raises ``Stale`` when it was carried out or given up."""
    plan = await session.get(Draft, plan_id)
    mine = plan is not None and plan.person_id == actor.person_id and plan.kind is DraftKind.DISPATCH
    if plan is None or not mine or plan.state is not DraftState.SHELVED:
        raise Stale("error-plan-ended")
    case = await case_for(session, actor, plan.subject_id or 0, Action.TRIAGE)
    return plan, case


def fields_of(plan: Draft) -> DispatchFields:
    """Return what is planned."""
    return DispatchFields.model_validate(plan.data)


async def change(session: AsyncSession, plan: Draft, now: datetime, **changes: object) -> DispatchFields:
    """Change the plan."""
    return await drafts.patch(session, plan, DispatchFields, now, **changes)


async def judge(act: Moment, case: Case, plan: Draft, **changes: object) -> DispatchFields:
    """Change line, severity or kind of the plan; the units follow, unless they were chosen by hand for this line."""
    judged = tuple(sorted({*fields_of(plan).judged, *changes}))
    return await _regrade(act, case, plan, **changes, judged=judged)


async def follow(act: Moment, plan: Draft, case: Case) -> None:
    """Take the present judgement of the case over, except where the plan was changed by hand."""
    fields = fields_of(plan)
    theirs = {name: getattr(case, name) or getattr(fields, name) for name in _JUDGED}
    news = {name: value for name, value in theirs.items() if name not in fields.judged}
    if any(getattr(fields, name) != value for name, value in news.items()):
        await _regrade(act, case, plan, **news)


async def _regrade(act: Moment, case: Case, plan: Draft, **changes: object) -> DispatchFields:
    before = fields_of(plan)
    usual = await suggest_units(act.session, act.town, case, before)
    fields = before.model_copy(update=changes)
    if fields.line != before.line or (before.lead, before.co) == (usual.lead, usual.co):
        fields = await suggest_units(act.session, act.town, case, fields)
    return await change(act.session, plan, act.now, **dict(fields))


async def suggested(act: Moment, case: Case) -> DispatchFields:
    """Return how a case would be judged and dispatched by its words and the line's rules."""
    line = case.line or lines.suggest(act.town.settings, case.description)
    fields = DispatchFields(line=line, severity=case.severity, kind=case.kind)
    return await suggest_units(act.session, act.town, case, fields)


@dataclass(frozen=True)
class Suggestion:
    """The unit that would lead, and how many others would help."""

    lead: str
    others: int


async def suggestion(act: Moment, case_id: int) -> Suggestion | None:
    """Return what is suggested, to be shown; None while the line or its unit is not clear, and somebody must judge."""
    case = await find_case(act.session, case_id)  # the card has loaded it, with its assignments
    if case is None:
        return None
    fields = await suggested(act, case)
    if fields.line is None or fields.lead is None:
        return None
    (lead,) = await handing_out.units_of(act, (fields.lead,))
    return Suggestion(lead, len(fields.co))


async def as_suggested(act: Act, case_id: int) -> Case | Draft:
    """Judge and dispatch in one go as suggested; the plan, to look at, where it is not clear any more."""
    plan = await begin(act, case_id, Action.TRIAGE)
    case = await case_for(act.session, act.actor, case_id, Action.TRIAGE)
    fields = fields_of(plan)
    return plan if fields.line is None or fields.lead is None else await carry_out(act, plan, case)


async def suggest_units(session: AsyncSession, town: Town, case: Case, fields: DispatchFields) -> DispatchFields:
    """Return the plan with the line's units: the lead, and the co-units as well unless it is an ordinary hazard.

    A unit that declined, or that holds an assignment already, is left out.
    """
    out = {one.unit_id for one in case.assignments if one in case.live or one.declined_for}
    wanted = [one for one in await dispatch.suggested(session, town, fields.line) if one.unit_id not in out]
    grave = fields.kind is Kind.INCIDENT or fields.severity is not Severity.ORDINARY
    lead = next((one.unit_id for one in wanted if one.part is Part.LEAD), None) if not leads(case) else None
    co = tuple(one.unit_id for one in wanted if one.part is Part.CO) if grave and not leads(case) else ()
    return fields.model_copy(update={"lead": lead, "co": co})


def toggled(fields: DispatchFields, unit_id: int, *, may_lead: bool) -> DispatchFields:
    """Return the plan after a unit was pressed: not asked -> co-unit (the first one leads) -> lead -> not asked."""
    others = tuple(one for one in fields.co if one != unit_id)
    if fields.lead == unit_id:
        return fields.model_copy(update={"lead": None})
    if unit_id in fields.co:
        if not may_lead:
            return fields.model_copy(update={"co": others})
        former = () if fields.lead is None else (fields.lead,)
        return fields.model_copy(update={"lead": unit_id, "co": (*former, *others)})
    if may_lead and fields.lead is None:
        return fields.model_copy(update={"lead": unit_id})
    return fields.model_copy(update={"co": (*fields.co, unit_id)})


async def carry_out(act: Act, plan: Draft, case: Case) -> Case:
    """Judge as planned and dispatch, in the same transaction. Raises what ``judge`` and ``dispatch`` raise."""
    fields = fields_of(plan)
    await judged(act, plan, case)
    wanted = [] if fields.lead is None else [_wanted(fields, fields.lead, Part.LEAD)]
    wanted += [_wanted(fields, unit_id, Part.CO) for unit_id in fields.co]
    handed = await dispatch.dispatch(act, case.id, wanted)
    await drafts.finish(act.session, plan, act.now)
    return handed


async def judged(act: Act, plan: Draft, case: Case) -> Case:
    """Judge as planned, as far as anything is new; others' judgement stands where nothing was chosen by hand here."""
    fields = fields_of(plan)
    if case.state is CaseState.SUBMITTED:
        chosen = {name: getattr(fields, name) for name in _JUDGED}
    else:
        chosen = {name: getattr(fields, name) for name in _JUDGED if name in fields.judged or not getattr(case, name)}
        if all(getattr(case, name) == value for name, value in chosen.items()):
            return case
    return await triage.judge(act, case.id, **chosen)


def leads(case: Case) -> Assignment | None:
    """Return the assignment that leads now."""
    return next((one for one in case.live if one.part is Part.LEAD), None)


def _wanted(fields: DispatchFields, unit_id: int, part: Part) -> UnitPart:
    return UnitPart(unit_id, part, fields.due_at, fields.text.strip() or None)
