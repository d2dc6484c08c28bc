"""Missed duties by month: each belongs to the month in which its period ended. They are told in digests and listed."""

from datetime import date

import sqlalchemy as sa

from models import Duty
from models.duties import MISSED_ROWS
from models.enums import Action
from services.calendar import months
from services.core.act import Act, Moment
from services.core.paging import Listing
from services.duties import making
from services.duties.behind import lines_of, of_lines, owed_by
from services.duties.lists import Shown, listing, sees_all
from services.people.access import require


def seen_by(act: Act) -> sa.ColumnElement[bool]:
    """Select the duties whose results a person sees."""
    if sees_all(act):
        return sa.true()
    return sa.or_(owed_by(act.actor), of_lines(lines_of(act.actor)))


async def of_month(act: Act, month: date, *, page: int = 0) -> Listing[Shown]:
    """Return the missed duties of a month, as far as the actor sees them. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_DUTIES)
    return await listing(act, (*_in(month), seen_by(act)), page)


async def counts(act: Moment, those: sa.ColumnElement[bool]) -> tuple[int, int]:
    """Return how many of these duties were missed in the last month, and in this one so far."""
    this = months.holding(making.today(act))
    row = await act.session.execute(
        sa.select(
            *(
                sa.select(sa.func.count(Duty.id)).where(*_in(one), those).scalar_subquery()
                for one in (months.before(this), this)
            )
        )
    )
    last, now = row.one()
    return int(last), int(now)


def _in(month: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (sa.and_(sa.text(MISSED_ROWS)), Duty.last >= month, Duty.last < months.after(month))
