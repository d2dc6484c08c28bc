"""A drill: loaded for who may see it, or plan and run it; the list of drills; the drill of a duty."""

from collections.abc import Collection

import sqlalchemy as sa

from models import Drill, Duty, Village
from models.enums import STATION, UNIT, Action, DrillScope, DrillState
from services.core.act import Act, Actor, Moment
from services.core.database import locked
from services.core.errors import Forbidden, Refused, Stale, existing
from services.core.paging import Listing, page_of
from services.drills import participants
from services.people import directory
from services.people.access import Subject, may, require, villages_of
from services.settings.duties import Owing

OPEN = (DrillState.PLANNED, DrillState.RUNNING, DrillState.PAUSED)
FACTS = {DrillScope.TOWN: "town_drill", DrillScope.VILLAGE: "village_drill"}
"""The kinds of facts that drills are."""
_OF_OWING = {Owing.TOWN.value: DrillScope.TOWN, Owing.VILLAGE.value: DrillScope.VILLAGE}


def subject(drill_id: int) -> str:
    """Return the subject of a drill's journal."""
    return f"drill:{drill_id}"


def rights_of(drill: Drill) -> Subject:
    """Return a drill as far as rights are concerned: a village's own, or the town's."""
    return Subject(village_id=drill.village_id, handlers=frozenset({drill.leader_id}))


async def load(act: Moment, drill_id: int) -> Drill:
    """Return a drill, locked. Raises ``Stale`` when there is none."""
    return await locked(act.session, Drill, drill_id, "drill-gone", with_for_update={"key_share": True})


async def kept(act: Act, drill_id: int, *states: DrillState) -> Drill:
    """Return a drill that the actor may plan and run, in a state, locked. Raises ``Forbidden``, ``Stale``."""
    drill = await load(act, drill_id)
    require(act.actor, Action.PLAN_DRILL, rights_of(drill))
    return _in_state(drill, states)


async def seen(act: Act, drill_id: int, *states: DrillState) -> Drill:
    """Return a drill that the actor may see, or takes part in, in a state. Raises ``Forbidden``, ``Stale``."""
    drill = existing(await act.session.get(Drill, drill_id), "drill-gone")
    by_post = may(act.actor, Action.SEE_DRILLS) and await act.session.scalar(
        sa.select(Drill.id).where(Drill.id == drill_id, _shown_to(act.actor))
    )
    if not by_post and not await participants.takes_part(act, drill):
        raise Forbidden("error-forbidden")
    return _in_state(drill, states)


def _in_state(drill: Drill, states: Collection[DrillState]) -> Drill:
    if states and drill.state not in states:
        raise Stale(f"drill-is-{drill.state.value}")
    return drill


def _shown_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Select the drills that somebody sees: a village its own and the town's, everybody else all."""
    everywhere = any(post.role in STATION | UNIT for post in actor.posts)
    villages = villages_of(actor, Action.SEE_DRILLS)
    if everywhere or villages is None:
        return sa.true()
    return sa.or_(Drill.scope == DrillScope.TOWN, Drill.village_id.in_(villages))


async def listed(act: Act, *, page: int = 0) -> Listing[tuple[Drill, str | None]]:
    """Return a page of drills with their villages: those to come, the next one first, then the others, newest first."""
    require(act.actor, Action.SEE_DRILLS)
    shown = (Drill.state.in_((*OPEN, DrillState.HELD, DrillState.STOPPED)), _shown_to(act.actor))
    to_come = Drill.state.in_(OPEN)
    order = (sa.case((to_come, 0), else_=1), sa.case((to_come, Drill.at)), Drill.at.desc(), Drill.id)
    query = sa.select(Drill, Village.name).outerjoin(Village, Village.id == Drill.village_id).where(*shown)
    return await page_of(act.session, query.order_by(*order), page)


async def of_duty(act: Act, duty_id: int) -> tuple[Drill | None, int | None]:
    """Return the drill that is on the plan for a duty, and the duty's village. Raises ``Stale``."""
    duty = await act.session.get(Duty, duty_id)
    if duty is None or duty.owing not in _OF_OWING:
        raise Stale("duties-gone")
    village_id = int(duty.who) if duty.owing == Owing.VILLAGE.value else None
    drill = await act.session.scalar(
        sa.select(Drill)
        .where(Drill.scope == _OF_OWING[duty.owing], Drill.village_id.is_not_distinct_from(village_id))
        .where(Drill.state.in_(OPEN))
        .order_by(Drill.at, Drill.id)
        .limit(1)
    )
    return drill, village_id


def may_keep(act: Act, drill: Drill) -> bool:
    """Whether the actor may plan and run a drill."""
    return may(act.actor, Action.PLAN_DRILL, rights_of(drill))


async def leader(act: Moment, drill: Drill) -> Actor:
    """Return who leads a drill now: its leader, else who planned it, else the highest. Raises ``Refused``."""
    ids = (drill.leader_id, drill.planned_by_id)
    known = {one.person_id: one for one in await directory.by_ids(act.session, ids)}
    found = [known[one] for one in ids if one in known]
    found = found or await directory.chief_and_directors(act.session)
    if not found:
        raise Refused("drill-leader-gone")
    return found[0]
