"""The messages about drills, and the people who get them. The run's are marked as an exercise."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from models import Case, Drill, DrillInject
from services.cards.card import Card
from services.core.act import Act, Actor, Moment
from services.drills import cards, kinds, participants
from services.messaging import audiences, messages
from services.people import directory
from texts import Words


async def _leaders(act: Moment, drill: Drill) -> list[Actor]:
    found = await directory.by_ids(act.session, {drill.leader_id})
    return found or await directory.by_ids(act.session, {drill.planned_by_id})


async def _everybody(act: Moment, drill: Drill, *more: Collection[int]) -> list[Actor]:
    """Return who takes part and can be reached in chat, the leader, and further people, each once."""
    found = await audiences.find(act.session, act.town, participants.of(drill))
    others = await directory.by_ids(act.session, {drill.leader_id, *(one for ids in more for one in ids)})
    return list({one.person_id: one for one in (*found.reached, *others)}.values())


async def plan(act: Act, drill: Drill, number: int, *, was: datetime | None = None) -> int:
    """Tell everybody who takes part of the plan, of another time, or that it is called off."""
    village = await participants.village_name(act, drill)
    return await messages.tell(
        act,
        await _everybody(act, drill),
        lambda words: cards.told(act.town, words, drill, village, was),
        kinds.PLAN,
        about=(drill, number),
    )


async def inject(act: Act, drill: Drill, one: DrillInject, people: Sequence[Actor], late: timedelta) -> None:
    """Send an inject to its recipients."""
    village = await participants.village_name(act, drill)
    await messages.tell(
        act,
        people,
        lambda words: cards.inject(act.town, words, drill, village, one, late),
        kinds.INJECT,
        about=(drill.id, one.id),
        drill=True,
    )


async def sent(act: Moment, drill: Drill, one: DrillInject, late: timedelta, left: int) -> None:
    """Tell the leader of an inject that came late or could not be done, and when the script is over."""
    await _to_leader(act, drill, f"inject{one.id}", lambda words: cards.sent(act.town, words, drill, one, late, left))


async def interrupted(act: Moment, drill: Drill, since: datetime, number: int) -> None:
    """Tell the leader that an outage has paused the drill."""
    await _to_leader(act, drill, number, lambda words: cards.interrupted(act.town, words, drill, since))


async def answered(act: Act, drill: Drill, one: DrillInject, said: str, number: int) -> None:
    """Tell the leader what somebody has answered in words."""
    if act.actor.person_id != drill.leader_id:
        await _to_leader(
            act, drill, number, lambda words: cards.answered(act.town, words, one, drill.id, act.actor, said)
        )


async def real_incident(act: Act, drill: Drill, case: Case) -> None:
    """Tell the leader of a drill that goes on of a real incident, once for each."""
    village = await participants.village_name(act, drill)
    await messages.tell(
        act,
        await _leaders(act, drill),
        lambda words: cards.real_incident(act.town, words, drill, village, case),
        kinds.REAL,
        about=(drill.id, case.id),
    )


async def _to_leader(act: Moment, drill: Drill, occasion: int | str, draw: Callable[[Words], Card]) -> None:
    people = await _leaders(act, drill)
    await messages.tell(act, people, draw, kinds.TO_LEADER, about=(drill.id, occasion), drill=True)


async def held(act: Act, drill: Drill, *, entered: bool) -> None:
    """Tell everybody who took part that the drill is over, or entered afterwards, and ask for self-reviews."""
    await _over(act, drill, "drill-entered" if entered else "drill-over")


async def stopped(act: Act, drill: Drill) -> None:
    """Tell everybody who took part that the drill is stopped: what comes now is real."""
    await _over(act, drill, "drill-stopped")


async def _over(act: Act, drill: Drill, key: str) -> None:
    village = await participants.village_name(act, drill)
    told = await act.session.scalars(sa.select(DrillInject.told).where(DrillInject.drill_id == drill.id))
    people = await _everybody(act, drill, *told.all())
    await messages.tell(
        act,
        act.others(people),
        lambda words: cards.over(act.town, words, drill, village, key),
        kinds.OVER,
        about=(drill.id, drill.version),
        drill=True,
    )


async def step(act: Act, drill: Drill, number: int) -> None:
    """Tell the leader, and at the end everybody who took part, how far the evaluation is."""
    village = await participants.village_name(act, drill)
    people = await (_everybody(act, drill) if drill.reported_at is not None else _leaders(act, drill))
    await messages.tell(
        act,
        act.others(people),
        lambda words: cards.step_told(act.town, words, drill, village),
        kinds.STEP,
        about=(drill, number),
    )
