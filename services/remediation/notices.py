"""Telling people which tasks a reachability test has given to them. The engine of time says which are overdue."""

from collections.abc import Sequence

import sqlalchemy as sa

from models import ReachabilityTest, RemediationTask
from services.core.act import Actor, Moment
from services.messaging import messages
from services.remediation import cards, kinds
from services.remediation import tasks as remediation_tasks
from services.remediation.tasks import Entry


async def tell(act: Moment, test: ReachabilityTest) -> int:
    """Tell each who has something new to mend, in one message; returns how many persons.

    The result shows the station's own tasks.
    """
    tasks = await act.session.scalars(
        sa.select(RemediationTask)
        .where(
            RemediationTask.test_id == test.id,
            RemediationTask.assignee_id.is_not(None),
            RemediationTask.closed_at.is_(None),
        )
        .order_by(RemediationTask.id)
    )
    told = _by_assignee(await remediation_tasks.entries(act.session, list(tasks)))
    for assignee, found in told.values():
        card = cards.given(act.town, act.town.words(assignee.language), found)
        await messages.tell(act, [assignee], card, kinds.GIVEN, about=test.id, drill=act.town.settings.drill)
    return len(told)


def _by_assignee(found: Sequence[Entry]) -> dict[int, tuple[Actor, list[Entry]]]:
    told: dict[int, tuple[Actor, list[Entry]]] = {}
    for entry in found:
        if entry.assignee is not None:
            told.setdefault(entry.assignee.person_id, (entry.assignee, []))[1].append(entry)
    return told
