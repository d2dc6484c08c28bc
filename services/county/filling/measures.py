"""The measures of a report: the units and squads that were sent, and how far they are."""

from collections import Counter
from datetime import datetime

import sqlalchemy as sa

from models import Assignment, Mobilisation, RollCallEntry, Unit
from models.enums import Answer, AssignmentState, MobilisationState, ReportKind
from services.core.act import Act
from services.county.figures import CaseFigures
from services.county.standing import Standing
from texts import Words

STARTED = (MobilisationState.RUNNING, MobilisationState.STANDING_DOWN, MobilisationState.ENDED)
OFF = (AssignmentState.DECLINED, AssignmentState.WITHDRAWN)


async def taken(act: Act, found: Standing) -> str:
    """Return the measures that are known; the author sees them before anything goes. A verified report has its own."""
    if found.kind is ReportKind.VERIFIED:
        return ""
    words, case = act.town.words(None), found.case
    said = [*await _units(act, words, case.id), *await _squads(act, words, case.id, drill=bool(case.drill))]
    known: dict[str, int] = {}
    for source in act.town.registry.of(CaseFigures):
        known |= await source.load(act, case.id)
    if moved := known.get("evacuated") or known.get("relocated"):
        said.append(words.plain("county-measure-moved", count=moved))
    return words.plain("county-measure-and").join(said)


async def _units(act: Act, words: Words, case_id: int) -> list[str]:
    rows = await act.session.execute(
        sa.select(Assignment, Unit.name)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Assignment.case_id == case_id, Assignment.state.not_in(OFF))
        .order_by(Assignment.issued_at, Assignment.id)
    )

    def at(moment: datetime | None) -> str:
        return moment.astimezone(act.town.zone).strftime("%H:%M") if moment is not None else "none"

    return [
        words.plain(
            "county-measure-unit",
            unit=unit,
            issued=at(one.issued_at),
            accepted=at(one.accepted_at),
            eta=at(one.eta_at),
            back=at(one.fed_back_at),
        )
        for one, unit in rows
    ]


async def _squads(act: Act, words: Words, case_id: int, *, drill: bool) -> list[str]:
    rows = await act.session.execute(
        sa.select(Mobilisation.number, RollCallEntry.answer, sa.func.count())
        .join(RollCallEntry, RollCallEntry.roll_call_id == Mobilisation.roll_call_id)
        .where(Mobilisation.case_id == case_id, Mobilisation.state.in_(STARTED), Mobilisation.drill.is_(drill))
        .group_by(Mobilisation.number, RollCallEntry.answer)
        .order_by(Mobilisation.number)
    )
    counted: dict[str, Counter[Answer | None]] = {}
    for number, answer, count in rows:
        counted.setdefault(number or "", Counter())[answer] += count
    return [
        words.plain(
            "county-measure-squads",
            number=number,
            asked=answers.total(),
            coming=answers[Answer.COMING],
            there=answers[Answer.ON_SCENE],
        )
        for number, answers in counted.items()
    ]
