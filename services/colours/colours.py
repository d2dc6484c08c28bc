"""The colours that the station states: put together, set, in force until they are lifted."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from models import ColourPeriod, Village
from models.enums import Action, Colour
from services.core import journal
from services.core.act import Act, Moment
from services.core.errors import Stale
from services.duties.maker import tracks
from services.duties.planning.colours import ColoursInForce, InForce
from services.people.access import require


async def listed(act: Act) -> list[ColourPeriod]:
    """Return what is in force. Raises ``Forbidden``."""
    require(act.actor, Action.SET_COLOUR)
    those = (ColourPeriod.since.is_not(None), ColourPeriod.until.is_(None))
    return list(await act.session.scalars(sa.select(ColourPeriod).where(*those).order_by(ColourPeriod.since)))


async def begin(act: Act, colour: Colour) -> ColourPeriod:
    """Return the actor's new colour, for every line and the whole township; nothing is in force yet."""
    require(act.actor, Action.SET_COLOUR)
    own = (ColourPeriod.since.is_(None), ColourPeriod.set_by_id == act.actor.person_id)
    row: ColourPeriod | None = await act.session.scalar(sa.select(ColourPeriod).where(*own).with_for_update())
    if row is None:
        row = ColourPeriod(set_by_id=act.actor.person_id)
        act.session.add(row)
    row.colour, row.lines, row.villages = colour, [], []
    await act.session.flush()
    return row


async def draft(act: Act, period_id: int) -> ColourPeriod:
    """Return a colour that the actor is putting together. Raises ``Stale``."""
    require(act.actor, Action.SET_COLOUR)
    row = await act.session.get(ColourPeriod, period_id, with_for_update=True)
    if row is None or row.since is not None or row.set_by_id != act.actor.person_id:
        raise Stale("colour-gone")
    return row


async def choose_line(act: Act, period_id: int, code: str) -> ColourPeriod:
    """Add or leave out a line; without a code, take every line again. Raises ``Stale``."""
    row = await draft(act, period_id)
    if code and code not in act.town.settings.lines:
        raise Stale("menu-button-gone")
    row.lines = sorted({code} ^ set(row.lines)) if code else []
    return row


async def choose_village(act: Act, period_id: int, village_id: int) -> ColourPeriod:
    """Add or leave out a village; without one, take the whole township again. Raises ``Stale``."""
    row = await draft(act, period_id)
    if village_id and await act.session.get(Village, village_id) is None:
        raise Stale("menu-button-gone")
    row.villages = sorted({village_id} ^ set(row.villages)) if village_id else []
    return row


async def set_in_force(act: Act, period_id: int) -> ColourPeriod:
    """Let a colour be in force from now until it is lifted; the duties follow at once. Raises ``Stale``."""
    row = await draft(act, period_id)
    row.since, row.ask_at = act.now, act.now + act.town.settings.colours.ask_after
    details = {"colour": row.colour.value, "lines": row.lines, "villages": row.villages}
    await journal.record(act, _subject(row), "set", details=details)
    await tracks.changed(act)
    return row


async def drop(act: Act, period_id: int) -> None:
    """Give up a colour that is not in force. Raises ``Stale``."""
    await act.session.delete(await draft(act, period_id))


async def lift(act: Act, period_id: int) -> ColourPeriod:
    """Lift a colour: what is not due yet is owed no more. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.SET_COLOUR)
    row = await act.session.get(ColourPeriod, period_id, with_for_update=True)
    if row is None or row.since is None or row.until is not None:
        raise Stale("colour-lifted-before")
    row.until, row.lifted_by_id, row.ask_at = act.now, act.actor.person_id, None
    await journal.record(act, _subject(row), "lift")
    await tracks.changed(act)
    return row


def as_in_force(row: ColourPeriod, now: datetime) -> InForce:
    """Return a colour as the duties take it; one that is being put together as if it began now."""
    return InForce(row.colour, row.since or now, row.until, frozenset(row.lines), frozenset(row.villages))


async def _load(act: Moment, since: datetime) -> Sequence[InForce]:
    later = sa.or_(ColourPeriod.until.is_(None), ColourPeriod.until > since)
    rows = await act.session.scalars(sa.select(ColourPeriod).where(ColourPeriod.since.is_not(None), later))
    return [as_in_force(row, act.now) for row in rows]


def _subject(row: ColourPeriod) -> str:
    return f"colour:{row.id}"


SOURCES = (ColoursInForce(_load),)
