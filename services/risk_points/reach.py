"""How far rights on risk points reach."""

import sqlalchemy as sa

from models import RiskPoint
from models.enums import Action
from services.core.act import Actor
from services.people.access import Subject
from services.people.rights import TABLE, Scope


def subject_of(point: RiskPoint) -> Subject:
    """Return the subject that rights on a point are judged by."""
    units = frozenset({point.unit_id}) if point.unit_id is not None else frozenset[int]()
    return Subject(line=point.line, village_id=point.village_id, grid_id=point.grid_id, unit_ids=units)


def within(actor: Actor, action: Action) -> sa.ColumnElement[bool]:
    """Select the points that a right of the actor reaches."""
    parts: list[sa.ColumnElement[bool]] = [sa.false()]
    for post in actor.posts:
        match TABLE[action].get(post.role):
            case Scope.TOWN:
                return sa.true()
            case Scope.LINE:
                parts.append(RiskPoint.line == post.line if post.line is not None else sa.true())
            case Scope.UNIT if post.unit_id is not None:
                parts.append(RiskPoint.unit_id == post.unit_id)
            case Scope.VILLAGE if post.village_id is not None:
                parts.append(RiskPoint.village_id == post.village_id)
            case Scope.GRID if post.grid_id is not None:
                parts.append(RiskPoint.grid_id == post.grid_id)
    return sa.or_(*parts)
