"""The answers that an assignment waits for: the unit accepts it, or says that it is still at work."""

from functools import partial

import sqlalchemy as sa

from models import Assignment, Case, Deadline
from models.enums import Action, AssignmentState, DeadlineKind, Kind
from services.answers import passing_on
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.cards.card import Button, button
from services.cards.wording import capital
from services.cases import notices
from services.cases.deadlines import ASSIGNMENT
from services.core import journal
from services.core.act import Act
from services.people import directory
from texts import Words

MOST = 10


async def _to_accept(act: Act, words: Words) -> list[Waiting]:
    if not act.actor.unit_ids:
        return []
    rows = await act.session.execute(
        sa.select(Assignment, Case)
        .join(Case, Case.id == Assignment.case_id)
        .where(Assignment.unit_id.in_(act.actor.unit_ids), Assignment.state == AssignmentState.ISSUED)
        .order_by(Assignment.id.desc())
        .limit(MOST)
    )
    found = []
    for assignment, case in rows:
        accept, decline = (_button(words, action, assignment) for action in (Action.ACCEPT, Action.DECLINE))
        waiting = Waiting(
            name=words.plain("answers-case", number=case.number),
            since=assignment.issued_at,
            buttons=(accept, decline),
            takes={
                **dict.fromkeys((Meaning.ACKNOWLEDGE, Meaning.AGREE, Meaning.ON_THE_WAY), accept),
                Meaning.REFUSE: decline,
            },
            subject=journal.of_case(case.id),
            keep=partial(_keep, case),
            cards=tuple(kind.key((case.id, assignment.id)) for kind in (notices.ISSUED, notices.LAPSED)),
        )
        found.append(waiting)
    return found


async def _still_on(act: Act, words: Words) -> list[Waiting]:
    if not act.actor.unit_ids:
        return []
    rows = await act.session.execute(
        sa.select(Assignment, Case, Deadline.due_at)
        .join(Case, Case.id == Assignment.case_id)
        .join(Deadline, sa.and_(Deadline.subject_kind == ASSIGNMENT, Deadline.subject_id == Assignment.id))
        .where(
            Assignment.unit_id.in_(act.actor.unit_ids),
            Assignment.state == AssignmentState.ACCEPTED,
            Deadline.kind == DeadlineKind.STILL_ON.value,
            Deadline.ended_at.is_(None),
        )
        .limit(MOST)
    )
    found = []
    for assignment, case, due_at in rows:
        on = _button(words, Action.CONFIRM_ON, assignment)
        waiting = Waiting(
            name=words.plain("answers-case", number=case.number),
            since=due_at,
            buttons=(on,),
            takes=dict.fromkeys((Meaning.STILL_ON, Meaning.ON_THE_WAY, Meaning.ARRIVED), on),
            subject=journal.of_case(case.id),
            owed=due_at <= act.now,
            keep=partial(_keep, case),
        )
        found.append(waiting)
    return found


async def _keep(case: Case, act: Act, said: str) -> None:
    """Keep what a unit says with its answer in the case's journal, and tell the desk."""
    desk = await directory.station_desk(act.session, now=act.now, incident=case.kind is Kind.INCIDENT)
    told = [one.person_id for one in desk]
    await passing_on.tell(act, journal.of_case(case.id), case.number, said, told, drill=bool(case.drill))


def _button(words: Words, action: Action, assignment: Assignment) -> Button:
    return button(capital(words.plain(f"action-{action.value.replace('_', '-')}")), action.value, assignment.id)


AWAITS = (Awaits(_to_accept), Awaits(_still_on))
