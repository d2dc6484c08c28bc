"""The participants of a drill: units, villages, squads and the station; its leaders; the audience of an inject."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from models import Drill, Post, Squad, Unit, Village
from models.enums import DIRECTORS, STATION, VILLAGE_POINT, Action, DrillState
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Refused, Stale
from services.messaging import audiences
from services.messaging.audiences import Audience, Match, Selection
from services.people.access import Subject, actors, require, villages_of, with_posts
from services.people.affiliation import RANK, by_rank

TABLES: Mapping[str, type[Unit | Village | Squad]] = {"units": Unit, "villages": Village, "squads": Squad}
STATION_ROLES = tuple(sorted(STATION, key=lambda role: RANK[role]))
ROLES = "roles"
"""The kind of choice that stands for the station."""


@dataclass(frozen=True)
class Choice:
    """A unit, village or squad, or the station (kind ``roles``, id 0), that may take part."""

    kind: str
    id: int
    name: str
    chosen: bool = False


def of(drill: Drill) -> Selection:
    """Return who takes part."""
    return Selection.model_validate(drill.participants)


def any_of(**chosen: Iterable[int]) -> Selection:
    """Return a selection of everybody who belongs to one of these."""
    return Selection.model_validate({"match": Match.ANY, **{kind: tuple(ids) for kind, ids in chosen.items()}})


async def usual(act: Moment, village_id: int | None) -> Selection:
    """Return who takes part until somebody chooses: the village with its squads, or everybody in the township."""
    if village_id is not None:
        return any_of(villages=[village_id])
    chosen = {
        kind: list(await act.session.scalars(sa.select(table.id).where(table.active).order_by(table.id)))
        for kind, table in TABLES.items()
    }
    return any_of(**chosen).model_copy(update={ROLES: STATION_ROLES})


async def everything(act: Moment, village_id: int | None = None) -> list[Choice]:
    """Return all that can take part, of a village only what belongs to it. The station's name is a text's."""
    found = []
    for kind, table in TABLES.items():
        those = sa.select(table.id, table.name).where(table.active).order_by(table.id)
        if village_id is not None:
            if table is Unit:
                continue
            those = those.where(Squad.village_id == village_id if table is Squad else Village.id == village_id)
        found += [Choice(kind, row.id, row.name) for row in await act.session.execute(those)]
    if village_id is None:
        found.insert(0, Choice(ROLES, 0, act.town.words(None).plain("drill-station")))
    return found


async def choices(act: Act, drill: Drill) -> list[Choice]:
    """Return what the actor can choose from, and what is chosen."""
    villages = villages_of(act.actor, Action.PLAN_DRILL)
    selection = of(drill)
    return [
        Choice(one.kind, one.id, one.name, chosen=_chosen(selection, one))
        for one in await everything(act, None if villages is None else drill.village_id)
    ]


def _chosen(selection: Selection, one: Choice) -> bool:
    return bool(selection.roles) if one.kind == ROLES else one.id in getattr(selection, one.kind)


async def toggle(act: Act, drill: Drill, kind: str, one_id: int) -> None:
    """Let a unit, village or squad, or the station, take part or not. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.PLAN_DRILL, Subject(village_id=drill.village_id))
    if drill.state is not DrillState.PLANNED:
        raise Stale(f"drill-is-{drill.state.value}")
    if (kind, one_id) not in {(one.kind, one.id) for one in await choices(act, drill)}:
        raise Stale("drill-choice-gone")
    selection = of(drill)
    if kind == ROLES:
        changed = selection.model_copy(update={ROLES: () if selection.roles else STATION_ROLES})
    else:
        changed = selection.toggled(kind, one_id)
    drill.participants = changed.model_dump(mode="json")
    await act.session.flush()
    await journal.record(act, f"drill:{drill.id}", "participants", details={"kind": kind, "id": one_id})


async def names(act: Moment, selection: Selection) -> list[str]:
    """Return the names of a selection: the station, units, villages, squads."""
    return [one.name for one in await everything(act) if _chosen(selection, one)]


async def leaders(act: Moment, village_id: int | None) -> list[Actor]:
    """Return who may lead a drill: the station and the directors; in a village also its point. The highest first."""
    those: sa.ColumnElement[bool] = Post.role.in_(STATION | DIRECTORS)
    if village_id is not None:
        those = sa.or_(those, sa.and_(Post.role.in_(VILLAGE_POINT), Post.village_id == village_id))
    found = await actors(act.session, with_posts(those))
    return sorted(found, key=lambda one: (RANK[by_rank(one)[0].role], one.person_id))


async def heard_by(act: Moment, drill: Drill, leader: Actor, chosen: Selection | None = None) -> Audience:
    """Return who hears an inject: its recipients, or everybody who takes part, within the reach of the leader."""
    villages = villages_of(leader, Action.PLAN_DRILL)
    selection = chosen if chosen is not None and chosen.kinds else of(drill)
    return await audiences.find(act.session, act.town, selection, villages=villages)


async def takes_part(act: Act, drill: Drill) -> bool:
    """Whether the actor is a participant."""
    found = await audiences.find(act.session, act.town, of(drill))
    return act.actor.person_id in {one.person_id for one in found.people}


async def squads_of(act: Moment, drill: Drill, chosen: Selection) -> list[int]:
    """Return the squads that an inject calls: those that are named, else those of the villages."""
    selection = chosen if chosen.kinds else of(drill)
    those = Squad.id.in_(selection.squads) if selection.squads else Squad.village_id.in_(selection.villages)
    found = await act.session.scalars(sa.select(Squad.id).where(Squad.active, those).order_by(Squad.code))
    return list(found)


async def village_name(act: Moment, drill: Drill) -> str | None:
    """Return the name of a village's drill; None for the town's."""
    if drill.village_id is None:
        return None
    name: str | None = await act.session.scalar(sa.select(Village.name).where(Village.id == drill.village_id))
    if name is None:
        raise Refused("error-place-gone")
    return name
