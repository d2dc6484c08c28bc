"""The record of a patrol: its hazards and files, and taking a wrong one back."""

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from models import Case, Media, Patrol, PatrolItem, RiskPoint
from models.enums import Action
from services.core import journal
from services.core.act import Act, Moment
from services.core.database import locked
from services.core.errors import Stale, existing
from services.core.errors import reason as given
from services.duties import fulfilment
from services.messaging import messages
from services.patrols import cards, kinds
from services.patrols.patrols import Submitted, subject
from services.patrols.points import FACT, FRESH
from services.people import directory
from services.people.access import Subject, require
from services.risk_points import reach


async def opened(act: Act, patrol_id: int) -> tuple[Patrol, RiskPoint]:
    """Return the record of a patrol with its answers, and its point. Raises ``Forbidden``, ``Stale``."""
    found = existing(
        await act.session.scalar(
            sa.select(Patrol)
            .where(Patrol.id == patrol_id)
            .options(selectinload(Patrol.items))
            .execution_options(populate_existing=True)
        ),
        "patrol-gone",
    )
    point = await act.session.get_one(RiskPoint, found.point_id)
    if found.person_id != act.actor.person_id:
        require(act.actor, Action.SEE_RISK_POINTS, reach.subject_of(point))
    return found, point


async def just_made(act: Act, point_id: int) -> int | None:
    """Return the patrol that the actor has just made of a point, so that a second press makes none."""
    return await act.session.scalar(
        sa.select(Patrol.id)
        .where(Patrol.point_id == point_id, Patrol.person_id == act.actor.person_id, Patrol.withdrawn_at.is_(None))
        .where(Patrol.at > act.now - FRESH)
        .order_by(Patrol.id.desc())
        .limit(1)
    )


async def may_withdraw(act: Act, patrol_id: int) -> Patrol:
    """Return a patrol that the actor may take back, locked. Raises ``Forbidden``, ``Stale`` when it was."""
    found = await locked(act.session, Patrol, patrol_id, "patrol-gone")
    require(act.actor, Action.WITHDRAW_PATROL, Subject(own_of=frozenset({found.person_id})))
    if found.withdrawn_at is not None:
        raise Stale("patrol-withdrawn-already")
    return found


async def withdraw(act: Act, patrol_id: int, reason: str) -> Submitted:
    """Take a wrong record back, with the reason: the duties that it counted for are open again.

    The record and its hazards stay. Its author is told.
    """
    patrol = await may_withdraw(act, patrol_id)
    why = given(reason)
    patrol.withdrawn_at, patrol.withdrawn_by_id, patrol.withdrawn_because = act.now, act.actor.person_id, why
    duties = await fulfilment.withdraw(act, FACT, patrol.id, reason=why)
    await journal.record(
        act, subject(patrol.id), "withdraw", reason=why, details={"duties": [duty.id for duty in duties]}
    )
    point = await act.session.get_one(RiskPoint, patrol.point_id)
    if patrol.person_id != act.actor.person_id:
        author = await directory.by_ids(act.session, [patrol.person_id])
        await messages.tell(
            act,
            author,
            lambda words: cards.withdrawn(act.town, words, patrol, point, act.actor.name),
            kinds.WITHDRAWN,
            about=patrol.id,
            drill=patrol.drill,
        )
    return Submitted(patrol, duties)


async def numbers(act: Moment, patrol: Patrol) -> dict[int, str]:
    """Return the numbers of the hazards of a patrol, by case."""
    ids = [item.case_id for item in patrol.items if item.case_id is not None]
    rows = await act.session.execute(sa.select(Case.id, Case.number).where(Case.id.in_(ids)).order_by(Case.id))
    return {row.id: row.number for row in rows}


async def files(act: Moment, patrol: Patrol) -> list[tuple[PatrolItem, Media]]:
    """Return the files of a patrol, each with its question; one that was sent twice there comes once."""
    ids = {media for item in patrol.items for media in item.media}
    known = {one.id: one for one in await act.session.scalars(sa.select(Media).where(Media.id.in_(ids)))}
    found, seen = [], set()
    for item in patrol.items:
        for media_id in item.media:
            media = known[media_id]
            content = (item.place, media.sha256 or media.unique_id)
            if content not in seen:
                seen.add(content)
                found.append((item, media))
    return found
