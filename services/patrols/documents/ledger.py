"""The ledger of the risk points (风险点台账) as a Word file."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models import Patrol, RiskPoint, Unit, Village
from models.enums import Action, Level
from services.core.act import Act
from services.documents import documents
from services.documents.content import Content
from services.documents.documents import Document
from services.people.access import require, within
from services.settings import lines as settings_lines

if TYPE_CHECKING:
    from services.documents.paper import Paper


@dataclass(frozen=True)
class PointRow:
    """A risk point, and when it was patrolled last."""

    number: int
    code: str
    name: str
    level: str
    line: str
    village: str
    unit: str
    patrolled: str


@dataclass(frozen=True, kw_only=True)
class Ledger(Content):
    """The ledger."""

    count: int
    points: tuple[PointRow, ...]


async def ledger(act: Act, _: int) -> Ledger:
    """Return the points that the actor has to do with, the gravest of a line first. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_RISK_POINTS)
    words, levels, lines = act.town.words(None), list(reversed(Level)), list(act.town.settings.lines)
    last = (
        sa.select(sa.func.max(Patrol.at))
        .where(Patrol.point_id == RiskPoint.id, Patrol.withdrawn_at.is_(None))
        .scalar_subquery()
    )
    rows = await act.session.execute(
        sa.select(RiskPoint, Village.name, Unit.name, sa.type_coerce(last, Patrol.at.type))
        .join(Village, Village.id == RiskPoint.village_id)
        .outerjoin(Unit, Unit.id == RiskPoint.unit_id)
        .where(RiskPoint.active, within(act.actor, Action.SEE_RISK_POINTS, RiskPoint))
    )
    known = {code: place for place, code in enumerate(lines)}
    found = sorted(
        (tuple(row) for row in rows),
        key=lambda row: (known.get(row[0].line, len(known)), levels.index(row[0].level), row[0].code),
    )
    return Ledger(
        **documents.head(act, "document-title-points"),
        count=len(found),
        points=tuple(
            PointRow(
                number,
                point.code,
                point.name,
                words.plain(f"risk-level-{point.level.value}"),
                settings_lines.name(act.town.settings, point.line, words.language),
                village,
                unit or "",
                documents.short_day(act, at) or words.plain("document-never"),
            )
            for number, (point, village, unit, at) in enumerate(found, start=1)
        ),
    )


def _write(paper: "Paper") -> None:
    paper.title()
    paper.sentence("document-points-count", "day", "count")
    widths = {"number": 12, "code": 26, "name": 44, "level": 30, "line": 30, "village": 24, "unit": 33, "patrolled": 26}
    paper.table("points", widths)
    paper.signature()


LEDGER = Document("points", "document-points", Ledger, ledger, _write, landscape=True)
