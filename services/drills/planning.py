"""The plan of a drill: what kind, when, where, who leads and who takes part; moved, called off, planned once more."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from models import Drill, DrillInject
from models.enums import Action, DrillScope, DrillState, Role
from services.core import journal, numbering
from services.core.act import Act
from services.core.errors import Refused, to_come
from services.core.errors import reason as given
from services.drills import notices, owed, participants
from services.drills.drills import kept, leader, subject
from services.people.access import Subject, require
from services.people.places import village as place_of

PREFIX = "YL"


async def plan(act: Act, village_id: int | None, at: datetime, **fields: Any) -> Drill:
    """Plan a drill of a village, or of the town. Raises ``Forbidden``, ``Refused`` for a time that has passed."""
    require(act.actor, Action.PLAN_DRILL, Subject(village_id=village_id))
    to_come(at, act.now)
    if village_id is not None:
        await place_of(act.session, village_id)
    chosen = await participants.usual(act, village_id)
    drill = Drill(
        number=await numbering.next_of(act.session, PREFIX, now=act.now, zone=act.town.zone),
        scope=DrillScope.TOWN if village_id is None else DrillScope.VILLAGE,
        village_id=village_id,
        state=DrillState.PLANNED,
        drill=act.town.settings.drill,
        at=at,
        planned_by_id=act.actor.person_id,
        created_at=act.now,
        **{"leader_id": await _usual_leader(act, village_id), "participants": chosen.model_dump(mode="json")} | fields,
    )
    act.session.add(drill)
    await act.session.flush()
    await owed.renew(act, drill, owed.START)
    details = {"number": drill.number, "village": village_id, "at": at.isoformat()}
    await journal.record(act, subject(drill.id), "plan", to_state=drill.state, details=details)
    return drill


async def _usual_leader(act: Act, village_id: int | None) -> int:
    """Return the village's principal, else the actor where that may be, else the first who may."""
    found = await participants.leaders(act, village_id)
    heads = [
        one.person_id
        for one in found
        if any(post.role is Role.VILLAGE_PRINCIPAL and post.village_id == village_id for post in one.posts)
    ]
    own = [one.person_id for one in found if one.person_id == act.actor.person_id]
    return next(iter([*heads, *own, *(one.person_id for one in found), act.actor.person_id]))


async def again(act: Act, drill_id: int, at: datetime) -> Drill:
    """Plan a drill once more: the same kind, people and script, on another day."""
    known = await kept(act, drill_id, DrillState.HELD, DrillState.STOPPED)
    same = {name: getattr(known, name) for name in ("form", "line", "place", "participants")}
    drill = await plan(act, known.village_id, at, **same)
    injects = await act.session.scalars(
        sa.select(DrillInject).where(DrillInject.drill_id == known.id).order_by(DrillInject.minute, DrillInject.id)
    )
    act.session.add_all(
        DrillInject(
            drill_id=drill.id,
            minute=one.minute,
            kind=one.kind,
            level=one.level,
            text=one.text,
            recipients=one.recipients,
            told=[],
        )
        for one in injects.all()
    )
    await act.session.flush()
    return drill


async def change(act: Act, drill_id: int, **changes: Any) -> Drill:
    """Change the plan: form, line, place or leader. Raises ``Refused`` for a leader or line that cannot be."""
    drill = await kept(act, drill_id, DrillState.PLANNED)
    leader_id = changes.get("leader_id")
    if leader_id and leader_id not in {one.person_id for one in await participants.leaders(act, drill.village_id)}:
        raise Refused("drill-leader-gone")
    if changes.get("line") is not None and changes["line"] not in act.town.settings.lines:
        raise Refused("error-line-unknown", line=changes["line"])
    if "place" in changes:
        changes["place"] = given(changes["place"], most=128)
    for name, value in changes.items():
        setattr(drill, name, value)
    await act.session.flush()
    await owed.renew(act, drill, owed.START)
    await journal.record(act, subject(drill.id), "change", details=changes)
    return drill


async def move(act: Act, drill_id: int, at: datetime) -> Drill:
    """Let a drill be at another time; people who were told of it are told again."""
    drill = await kept(act, drill_id, DrillState.PLANNED)
    to_come(at, act.now)
    before, drill.at = drill.at, at
    await act.session.flush()
    await owed.renew(act, drill, owed.START)
    details = {"from": before.isoformat(), "to": at.isoformat()}
    number = await journal.record(act, subject(drill.id), "move", details=details)
    if drill.told_at is not None:
        await notices.plan(act, drill, number, was=before)
    return drill


async def call_off(act: Act, drill_id: int, reason: str) -> Drill:
    """Call a drill off, with the reason. Its duty is still owed; people who were told of it are told."""
    drill = await kept(act, drill_id, DrillState.PLANNED)
    drill.state, drill.reason = DrillState.CANCELLED, given(reason, most=256)
    await act.session.flush()
    await owed.end(act, drill)
    number = await journal.record(
        act, subject(drill.id), "cancel", from_state=DrillState.PLANNED, to_state=drill.state, reason=drill.reason
    )
    if drill.told_at is not None:
        await notices.plan(act, drill, number)
    return drill


async def announce(act: Act, drill_id: int) -> tuple[int, int]:
    """Tell everybody who takes part of the plan; returns how many, and how many chat cannot reach."""
    drill = await kept(act, drill_id, DrillState.PLANNED)
    drill.told_at = act.now
    await act.session.flush()
    number = await journal.record(act, subject(drill.id), "announce")
    told = await notices.plan(act, drill, number)
    return told, len((await participants.heard_by(act, drill, await leader(act, drill))).unreached)
