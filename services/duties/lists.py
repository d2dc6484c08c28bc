"""Lists of duties: a person's own, and the township's by rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from models import Duty
from models.duties import OPEN_ROWS
from models.enums import Action, DutyState
from services.core.act import Act, Moment
from services.core.errors import Stale, existing
from services.core.paging import Listing, page_of
from services.duties import making
from services.duties.behind import Behind, behind, lines_of, of_lines, owed_by
from services.duties.owing import Who
from services.people.access import may, require
from services.settings.duties import Owing


@dataclass(frozen=True)
class Shown:
    """A duty and what is behind it."""

    duty: Duty
    behind: Behind


@dataclass(frozen=True)
class Tally:
    """The results of a rule's duties in the periods that hold a day."""

    rule: str
    track: bool = False
    """Whether it counts what is owed more often under a warning."""
    of: int = 0
    done: int = 0
    excused: int = 0
    missed: int = 0
    late: int = 0


async def own(act: Act, *, page: int = 0) -> Listing[Shown]:
    """Return the actor's open duties that can be done by now, the earliest due first."""
    require(act.actor, Action.SEE_DUTIES)
    those = (sa.and_(sa.text(OPEN_ROWS)), Duty.opens <= making.today(act), owed_by(act.actor))
    return await listing(act, those, page)


async def of_rule(act: Act, rule: str, *, page: int = 0) -> Listing[Shown]:
    """Return a rule's duties of the periods that hold today: open ones first."""
    may_see_all(act)
    return await listing(act, (Duty.rule == rule, *_now(making.today(act))), page)


async def listing(act: Act, those: Sequence[sa.ColumnElement[bool]], page: int) -> Listing[Shown]:
    """Return a page of duties: open ones first."""
    query = sa.select(Duty).where(*those).order_by(Duty.state != DutyState.OPEN, Duty.due_at, Duty.id)
    found = await page_of(act.session, query, page)
    return found.of(await shown(act, found.entries))


async def shown(act: Moment, duties: Sequence[Duty]) -> list[Shown]:
    """Return duties with the people and places behind them, as far as those exist."""
    known = await behind(act.session, act.town, duties)
    whose = ((duty, Who(Owing(duty.owing), duty.who)) for duty in duties)
    return [Shown(duty, known[who]) for duty, who in whose if who in known]


async def opened(act: Act, duty_id: int) -> Shown:
    """Return one duty that the actor may see. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.SEE_DUTIES)
    duty = existing(await act.session.scalar(sa.select(Duty).where(Duty.id == duty_id)), "duties-gone")
    theirs = sa.or_(owed_by(act.actor), of_lines(lines_of(act.actor)))
    mine = await act.session.scalar(sa.select(Duty.id).where(Duty.id == duty_id, theirs))
    if mine is None:
        may_see_all(act)
    found = await shown(act, [duty])
    if not found:
        raise Stale("duties-gone")
    return found[0]


async def board(act: Act) -> list[Tally]:
    """Return a line for each rule: how much of what is owed in today's periods is done."""
    may_see_all(act)
    states = await act.session.execute(
        sa.select(
            Duty.rule,
            _TRACKED,
            sa.func.count(),
            *(sa.func.count(sa.case((Duty.state == state, 1))) for state in _SETTLED),
            sa.func.count(sa.case((making.overdue(act.now), 1))),
        )
        .where(*_now(making.today(act)), Duty.state != DutyState.VOID)
        .group_by(Duty.rule, _TRACKED)
    )
    found = {(row[0], bool(row[1])): Tally(row[0], bool(row[1]), *tuple(row)[2:]) for row in states}
    active = [code for code, rule in act.town.settings.duties.items() if rule.active]
    fresh = [(found.get((code, False), Tally(code)), found.get((code, True))) for code in active]
    return [one for both in fresh for one in both if one is not None]


LONGEST = timedelta(days=800)
"""No duty can be fulfilled for longer. With an end to the days, SQLite looks for them in their index."""
_TRACKED = Duty.track != sa.literal_column("''")
_SETTLED = (DutyState.DONE, DutyState.EXCUSED, DutyState.MISSED)


def sees_all(act: Act) -> bool:
    """Whether the actor sees the duties of the whole township."""
    return may(act.actor, Action.EXCUSE_DUTY) or act.actor.is_station


def may_see_all(act: Act) -> None:
    """Raise ``Forbidden`` unless the actor sees the duties of the whole township."""
    if not sees_all(act):
        require(act.actor, Action.EXCUSE_DUTY)


def _now(day: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Duties whose period holds a day, or that can still be made up on it."""
    return (Duty.first <= day, Duty.closes >= day, Duty.closes < day + LONGEST)
