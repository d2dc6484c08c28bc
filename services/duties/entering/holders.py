"""The units, villages and lines that answer for duties. A duty keeps them from the moment it is settled.

A risk point is its unit's, or its village's where no unit has it, and its line's; a grid is its village's; a post is
its unit's, village's or line's. A settled duty stays with its holders when the point or the post changes hands.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from models import Duty, Grid, Post, RiskPoint
from models.enums import UNIT, VILLAGE_POINT, Role
from services.core.act import Moment
from services.duties.owing import Who
from services.settings.duties import Owing

UNITS, VILLAGES, LINES = "unit", "village", "line"
"""The kinds of holders."""
Holders = frozenset[tuple[str, str]]
"""Kinds and ids: ``("unit", "7")``."""


async def of(act: Moment, duties: Sequence[Duty]) -> dict[int, Holders]:
    """Return who answers for each duty, by its id: as it kept them, else as things are now; looked up together."""
    today = await now(act, [duty for duty in duties if duty.held_by is None])
    return {
        duty.id: today[Who(Owing(duty.owing), duty.who)]
        if duty.held_by is None
        else frozenset((kind, id_) for kind, id_ in duty.held_by)
        for duty in duties
    }


async def keep(act: Moment, duty: Duty) -> None:
    """Let a duty that is settled keep who answers for it."""
    duty.held_by = sorted((await now(act, [duty]))[Who(Owing(duty.owing), duty.who)])


async def now(act: Moment, duties: Sequence[Duty]) -> Mapping[Who, Holders]:
    """Return who answers today for each one that owes these duties."""
    ids: dict[Owing, set[str]] = defaultdict(set)
    for duty in duties:
        ids[Owing(duty.owing)].add(duty.who)
    found: dict[Who, Holders] = defaultdict(frozenset)
    for owing, kind in ((Owing.UNIT, UNITS), (Owing.VILLAGE, VILLAGES), (Owing.LINE, LINES)):
        found |= {Who(owing, id_): frozenset({(kind, id_)}) for id_ in ids[owing]}
    if ids[Owing.RISK_POINT]:
        points = await act.session.execute(
            sa.select(RiskPoint.id, RiskPoint.unit_id, RiskPoint.village_id, RiskPoint.line).where(
                RiskPoint.id.in_([int(one) for one in ids[Owing.RISK_POINT]])
            )
        )
        for row in points:
            place = (UNITS, str(row.unit_id)) if row.unit_id else (VILLAGES, str(row.village_id))
            found[Who(Owing.RISK_POINT, str(row.id))] = frozenset({(LINES, row.line), place})
    if ids[Owing.GRID]:
        grids = sa.select(Grid.id, Grid.village_id).where(Grid.id.in_([int(one) for one in ids[Owing.GRID]]))
        for grid in await act.session.execute(grids):
            found[Who(Owing.GRID, str(grid.id))] = frozenset({(VILLAGES, str(grid.village_id))})
    if ids[Owing.POST]:
        await _posts(act, ids[Owing.POST], found)
    return found


async def _posts(act: Moment, ids: set[str], found: dict[Who, Holders]) -> None:
    posts = await act.session.scalars(
        sa.select(Post).where(Post.person_id.in_([int(one) for one in ids]), Post.active, Post.substitute.is_(False))
    )
    for post in posts:
        theirs = set[tuple[str, str]]()
        if post.role in UNIT and post.unit_id is not None:
            theirs.add((UNITS, str(post.unit_id)))
        if post.role in VILLAGE_POINT and post.village_id is not None:
            theirs.add((VILLAGES, str(post.village_id)))
        if post.role is Role.DEPUTY_DIRECTOR and post.line is not None:
            theirs.add((LINES, post.line))
        found[Who(Owing.POST, str(post.person_id))] |= theirs
