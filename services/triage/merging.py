"""Make a report part of another one, take it out again, and make two cases of one report."""

from models import Case
from models.enums import OPEN, Action, Kind, Source
from services.assignments import moves as assignments_moves
from services.cases import audience, hooks, notices
from services.cases.hooks import CaseEvent
from services.cases.lifecycle import case_for, case_step, load_case, move_case, subject_of
from services.cases.opening import derive
from services.core import journal
from services.core.act import Act
from services.core.errors import Refused, Stale
from services.core.errors import reason as needed
from services.people.access import require


async def merge(act: Act, case_id: int, *, into: int) -> tuple[Case, Case]:
    """Make a case part of another. Its reporter and followers follow the other one and will hear its result."""
    if case_id == into:
        raise Refused("error-merge-self")
    first, second = sorted((case_id, into))  # always locked in the same order, or two mergers block each other
    loaded = {first: await load_case(act.session, first), second: await load_case(act.session, second)}
    case, target = loaded[case_id], loaded[into]
    for one in (case, target):
        require(act.actor, Action.MERGE, await subject_of(act.session, one))
    case_step(case, Action.MERGE)
    if target.state not in OPEN:
        raise Stale("error-merge-target-ended", number=target.number)
    if graver(case, target):
        raise Refused("error-merge-graver", number=case.number, into=target.number)
    await call_off(act, case, reason=target.number)
    listeners = {case.reporter_id, *await audience.followers_of(act.session, case.id)} - {target.reporter_id}
    for person_id in sorted(listeners):
        await audience.add_follower(act.session, target.id, person_id, via=case.number, now=act.now)
    case.merged_into_id = target.id
    await move_case(act, case, Action.MERGE, details={"into": target.number})
    await journal.record(act, journal.of_case(target.id), Action.MERGE.value, details={"took": case.number})
    await hooks.happened(act, CaseEvent.MERGED, case, other=target)
    await notices.tell(act, notices.MERGED, case, into=target.number)
    return case, target


def graver(case: Case, other: Case) -> bool:
    """Whether merging the case into the other one would hide how grave it is (DOMAIN §5.7)."""

    def gravity(one: Case) -> tuple[bool, bool, int]:
        return one.life_danger, one.kind is Kind.INCIDENT, one.severity.rank

    return gravity(case) > gravity(other)


async def call_off(act: Act, case: Case, *, reason: str) -> None:
    """Take back whatever units still hold of a case that ends here."""
    for assignment in case.live:
        await assignments_moves.take_back(act, case, assignment, reason=reason)


async def unmerge(act: Act, case_id: int) -> Case:
    """Take a merged case out again; its first clock is kept."""
    case, former = await case_for(act.session, act.actor, case_id, Action.UNMERGE), None
    if case.merged_into_id is not None:
        await audience.remove_followers(act.session, case.merged_into_id, via=case.number)
        former = await load_case(act.session, case.merged_into_id, lock=False)
    case.merged_into_id = None
    await move_case(act, case, Action.UNMERGE)
    await hooks.happened(act, CaseEvent.UNMERGED, case, other=former)
    await notices.tell(act, notices.UNMERGED, case)
    return case


async def split(act: Act, case_id: int, *, description: str) -> Case:
    """Make a second case out of a report that held two dangers; place, reporter and first clock are the same."""
    case = await case_for(act.session, act.actor, case_id, Action.SPLIT)
    part = await derive(act, case, source=Source.SPLIT, description=needed(description))
    await move_case(act, case, Action.SPLIT, details={"part": part.number})
    await notices.tell(act, notices.FILED, part)
    await notices.tell(act, notices.SPLIT, part, parent=case.number)
    return part
