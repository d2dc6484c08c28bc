"""Several cases at once: each is done, or refused with its reason; nothing is half done, and the others go on."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from models import Case, Draft
from models.enums import OPEN, Action, CaseState
from services.cases.lifecycle import load_case, subject_of
from services.core.act import Act
from services.core.database import savepoint
from services.core.errors import Refused, Stale
from services.filing import duplicates
from services.people.access import require
from services.triage import handing_out, plans, urging
from services.triage.plans import Suggestion
from services.triage.urging import Pressed

AT_DESK = (CaseState.SUBMITTED, CaseState.TRIAGED)
"""The states of a case that can be dispatched as suggested."""


async def same_as(act: Act, case: Case) -> Case | None:
    """Return the case that this one probably repeats: an older one, or one that is at units already."""
    found = await duplicates.of_case(act, case, case.line)
    near = [one.case for one in found if one.distance_m is not None or (case.line and case.line == one.case.line)]
    return next((one for one in near if one.id < case.id or one.state not in AT_DESK), None)


async def suggestion(act: Act, case: Case) -> Suggestion | None:
    """Return where a case of a list would go; None while its line or unit is not clear."""
    loaded = await load_case(act.session, case.id, lock=False)  # a list does not ask for the assignments
    return await plans.suggestion(act, loaded.id)


@dataclass(frozen=True)
class Outcome:
    """The outcome of one case: the names of its units or of the people told, or the reason why nothing was done."""

    number: str
    names: tuple[str, ...] = ()
    refused: Refused | None = None


async def dispatch(act: Act, case_ids: Sequence[int]) -> list[Outcome]:
    """Judge and dispatch cases, each as suggested for it; a probable duplicate is left for a look of its own."""

    async def hand(case_id: int) -> tuple[str, ...]:
        case = await load_case(act.session, case_id)
        require(act.actor, Action.DISPATCH, await subject_of(act.session, case))
        if case.state not in OPEN:
            raise Stale("error-case-moved-on", number=case.number)
        if case.state not in AT_DESK:
            raise Stale("several-dispatched-already", number=case.number)
        if (other := await same_as(act, case)) is not None:
            raise Refused("several-alike", number=other.number)
        handed = await plans.as_suggested(act, case_id)
        if isinstance(handed, Draft):
            raise Refused("several-unclear")
        return tuple(await handing_out.units_of(act, [one.unit_id for one in handed.live]))

    return await _each(act, case_ids, hand)


async def urge(act: Act, case_ids: Sequence[int]) -> list[Outcome]:
    """Remind the people who owe the next step of cases; each of them gets one message about all."""
    pressed: list[Pressed] = []

    async def press(case_id: int) -> tuple[str, ...]:
        found = await urging.press(act, case_id)
        pressed.append(found)
        return tuple(one.name for one in found.people)

    outcomes = await _each(act, case_ids, press)
    await urging.tell(act, pressed)
    return outcomes


async def _each(act: Act, case_ids: Sequence[int], step: Callable[[int], Awaitable[tuple[str, ...]]]) -> list[Outcome]:
    """Take a step with each case; a refused one is left as it was."""
    rows = await act.session.execute(sa.select(Case.id, Case.number).where(Case.id.in_(case_ids)))
    numbers = {row.id: row.number for row in rows}
    outcomes = []
    for case_id in dict.fromkeys(case_ids):
        try:
            async with savepoint(act.session):
                outcomes.append(Outcome(numbers[case_id], await step(case_id)))
        except Refused as refusal:
            outcomes.append(Outcome(numbers[case_id], refused=refusal))
    return outcomes
