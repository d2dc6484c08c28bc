"""Duties in the assessment: done, done late, missed; excused ones count neither way.

A duty belongs to the days in which its own period ends, also when a holiday has moved its last day.
"""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

import sqlalchemy as sa

from models import Duty, Grid, Post, RiskPoint
from models.enums import UNIT, VILLAGE_POINT, DutyState, Role
from services.assessment import measures
from services.assessment.measures import DONE, NOT_DONE, Asked, Measure, Occasion, Whose
from services.core.act import Moment
from services.duties import cards
from services.duties.behind import behind
from services.duties.entering import outcomes
from services.duties.owing import Who
from services.settings.duties import Owing

LATE = Fraction(1, 2)
"""The credit of a duty that was done late, unless the item says otherwise."""
_UNDONE = (DutyState.OPEN, DutyState.MISSED)


async def duties(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the duties whose periods end in these days, by who answers for them."""
    those = [
        Duty.last >= asked.first,
        Duty.last <= asked.last,
        Duty.state != DutyState.VOID,
        sa.or_(Duty.state != DutyState.OPEN, Duty.due_at <= act.now),
        Duty.owing != Owing.TOWN.value,
    ]
    if asked.only.facts:
        those.append(Duty.fact.in_(asked.only.facts))
    if asked.only.but_facts:
        those.append(Duty.fact.not_in(asked.only.but_facts))
    rows = list(await act.session.scalars(sa.select(Duty).where(*those)))
    whose, lines = await _holders(act, rows)
    known, words, settings = await behind(act.session, act.town, rows), act.town.words(None), act.town.settings
    rules = {code: cards.rule_name(settings, words, code) for code in {duty.rule for duty in rows}}
    spans = {(duty.first, duty.last): outcomes.period(words, duty) for duty in rows}
    late = LATE if asked.only.late is None else Fraction(asked.only.late)
    found = []
    for duty in rows:
        who = Who(Owing(duty.owing), duty.who)
        if not whose[who] or (asked.only.lines and lines.get(who) not in asked.only.lines):
            continue
        key, credit = _outcome(duty, late)
        name = words.plain(
            "occasion-duty-name",
            what=rules[duty.rule],
            who=cards.called(duty, known[who], act.town) if who in known else duty.who,
            period=spans[duty.first, duty.last],
        )
        at = duty.due_at if duty.state in _UNDONE else duty.settled_at or duty.due_at
        found.append(Occasion(whose[who], f"duty:{duty.id}", at, key, name, credit, cards.OPEN, duty.id))
    return found


def _outcome(duty: Duty, late: Fraction) -> tuple[str, Fraction | None]:
    match duty.state:
        case DutyState.EXCUSED:
            return "occasion-duty-excused", None
        case DutyState.MISSED:
            return "occasion-duty-missed", NOT_DONE
        case DutyState.OPEN:
            return "occasion-duty-open", NOT_DONE
        case _ if duty.settled_at is not None and duty.settled_at > duty.due_at:
            return "occasion-duty-late", late
        case _:
            return "occasion-duty-done", DONE


async def _holders(act: Moment, rows: Sequence[Duty]) -> tuple[dict[Who, frozenset[Whose]], dict[Who, str]]:
    """Return who answers for each one that owes a duty, and the line of each: looked up together.

    A risk point is its unit's, or its village's where no unit has it, and its line's; a grid is its village's; a post
    is its unit's, village's or line's, also after its holder has left.
    """
    ids: dict[Owing, set[str]] = defaultdict(set)
    for duty in rows:
        ids[Owing(duty.owing)].add(duty.who)
    found: dict[Who, frozenset[Whose]] = defaultdict(frozenset)
    lines: dict[Who, str] = {}
    for id_ in ids[Owing.UNIT]:
        found[Who(Owing.UNIT, id_)] = frozenset({measures.unit(int(id_))})
    for id_ in ids[Owing.VILLAGE]:
        found[Who(Owing.VILLAGE, id_)] = frozenset({measures.village(int(id_))})
    for code in ids[Owing.LINE]:
        found[Who(Owing.LINE, code)], lines[Who(Owing.LINE, code)] = measures.line(code), code
    if ids[Owing.RISK_POINT]:
        points = await act.session.execute(
            sa.select(RiskPoint.id, RiskPoint.unit_id, RiskPoint.village_id, RiskPoint.line).where(
                RiskPoint.id.in_([int(one) for one in ids[Owing.RISK_POINT]])
            )
        )
        for row in points:
            who = Who(Owing.RISK_POINT, str(row.id))
            holder = measures.unit(row.unit_id) if row.unit_id else measures.village(row.village_id)
            found[who], lines[who] = measures.line(row.line) | {holder}, row.line
    if ids[Owing.GRID]:
        grids = sa.select(Grid.id, Grid.village_id).where(Grid.id.in_([int(one) for one in ids[Owing.GRID]]))
        for grid in await act.session.execute(grids):
            found[Who(Owing.GRID, str(grid.id))] = frozenset({measures.village(grid.village_id)})
    if ids[Owing.POST]:
        await _posts(act, ids[Owing.POST], found)
    return found, lines


async def _posts(act: Moment, ids: set[str], found: dict[Who, frozenset[Whose]]) -> None:
    """Look up the units, villages and lines of posts; of somebody who holds none any more, those that were held."""
    posts = await act.session.scalars(
        sa.select(Post)
        .where(Post.person_id.in_([int(one) for one in ids]), Post.substitute.is_(False))
        .order_by(Post.active.desc())
    )
    held = set[Who]()
    for post in posts:
        who = Who(Owing.POST, str(post.person_id))
        if post.active:
            held.add(who)
        if post.active or who not in held:
            found[who] |= _of_post(post)


def _of_post(post: Post) -> frozenset[Whose]:
    if post.role in UNIT and post.unit_id is not None:
        return frozenset({measures.unit(post.unit_id)})
    if post.role in VILLAGE_POINT and post.village_id is not None:
        return frozenset({measures.village(post.village_id)})
    return measures.line(post.line) if post.role is Role.DEPUTY_DIRECTOR else frozenset()


MEASURES = (Measure("duties", "measure-duties", duties),)
