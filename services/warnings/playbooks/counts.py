"""Facts beside the items of a playbook: risk points that were patrolled since, and households. Numbers only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from models import Household, Patrol, RiskPoint
from services.core.act import Moment
from services.settings.areas.playbooks import Doing
from services.warnings.playbooks.plan import Book, Item
from services.warnings.register.views import Warned
from texts import Words


@dataclass(frozen=True)
class Counts:
    """The numbers for a warning."""

    points: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By line: risk points in the touched villages, and those that were patrolled since the playbook was started."""
    households: int = 0
    people: int = 0
    vulnerable: int = 0

    def in_words(self, words: Words, item: Item) -> str:
        """Return what is counted for an item."""
        if item.do is Doing.PATROL:
            count, patrolled = self.points.get(item.line, (0, 0))
            return words.plain("play-count-points", count=count, patrolled=patrolled)
        if item.do is Doing.HOUSEHOLDS:
            given = {"count": self.households, "people": self.people, "vulnerable": self.vulnerable}
            return words.plain("play-count-households", **given)
        return "no"


async def count(act: Moment, warned: Warned, book: Book) -> Counts:
    """Count what the items of a warning's playbook are about."""
    points: dict[str, tuple[int, int]] = {}
    homes = (0, 0, 0)
    for item in book.items:
        if item.do is Doing.PATROL:
            of_line = sa.and_(
                RiskPoint.active, RiskPoint.line == item.line, RiskPoint.village_id.in_(sorted(warned.villages))
            )
            since = min((row.started_at for row in item.rows), default=act.now)
            seen = sa.exists().where(Patrol.point_id == RiskPoint.id, Patrol.at >= since, Patrol.withdrawn_at.is_(None))
            whole = await act.session.scalar(sa.select(sa.func.count(RiskPoint.id)).where(of_line))
            patrolled = await act.session.scalar(sa.select(sa.func.count(RiskPoint.id)).where(of_line, seen))
            points[item.line] = whole or 0, patrolled or 0
        if item.do is Doing.HOUSEHOLDS:
            row = await act.session.execute(
                sa.select(
                    sa.func.count(Household.id),
                    sa.func.coalesce(sa.func.sum(Household.people), 0),
                    sa.func.coalesce(sa.func.sum(Household.vulnerable), 0),
                ).where(Household.active, Household.village_id.in_(sorted(warned.villages)))
            )
            households, people, vulnerable = row.one()
            homes = int(households), int(people), int(vulnerable)
    return Counts(points, *homes)
