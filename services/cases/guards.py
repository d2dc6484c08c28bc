"""What an action is about, loaded and checked before anything is asked: may this person, is the step still open."""

from sqlalchemy.ext.asyncio import AsyncSession

from models import Assignment, Case
from models.enums import Action
from services.cases.lifecycle import assignment_step, case_step, load_assignment, load_case, subject_of
from services.core.act import Actor
from services.people.access import Subject, require


async def of_case(session: AsyncSession, actor: Actor, case_id: int, action: Action) -> Case:
    """Return the case. Raises ``Forbidden``, or ``Stale`` when the button is older than the case."""
    case = await load_case(session, case_id)
    require(actor, action, await subject_of(session, case))
    case_step(case, action)
    return case


async def of_share(session: AsyncSession, actor: Actor, assignment_id: int, action: Action) -> tuple[Case, Assignment]:
    """Return the assignment with its case. Raises ``Forbidden``, or ``Stale`` when the step is no longer open."""
    case, assignment = await load_assignment(session, assignment_id)
    require(actor, action, share_subject(await subject_of(session, case), assignment))
    assignment_step(assignment, action)
    return case, assignment


def share_subject(subject: Subject, assignment: Assignment) -> Subject:
    """Rights on one share are those of its own unit; having filed the case gives none."""
    return Subject(
        line=subject.line,
        village_id=subject.village_id,
        grid_id=subject.grid_id,
        unit_ids=frozenset({assignment.unit_id}),
        handlers=subject.handlers,
    )


async def find_case(session: AsyncSession, case_id: int | None) -> Case | None:
    """Return a case as it is, unchecked; None when there is none."""
    return await session.get(Case, case_id) if case_id is not None else None


async def find_assignment(session: AsyncSession, assignment_id: int | None) -> Assignment | None:
    """Return an assignment as it is, unchecked; None when there is none."""
    return await session.get(Assignment, assignment_id) if assignment_id is not None else None
