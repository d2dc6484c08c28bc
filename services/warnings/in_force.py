"""Warnings in force by our clock: their colours for the duties, and the moments at which they begin and end."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from models import WarningMessage
from models.warnings import TURNS
from services.core.act import Moment
from services.core.tick import Tick, one_by_one
from services.core.town import Town
from services.duties.maker import tracks
from services.duties.planning.colours import ColoursInForce, InForce
from services.warnings import changes
from services.warnings.meaning import events
from services.warnings.register import register
from services.warnings.register.views import Told


async def _load(act: Moment, since: datetime) -> Sequence[InForce]:
    found = (await register.load(act)).real
    return [one for warned in found for told in warned.told for one in _colour(act.town, told) if _reaches(one, since)]


def _reaches(one: InForce, since: datetime) -> bool:
    return one.until is None or one.until > max(since, one.since)


def _colour(town: Town, told: Told) -> Iterator[InForce]:
    """Yield the colour of a version that touches the township, from its beginning until something ends it.

    A kind of event that nobody recognises counts for every line.
    """
    if told.colour is None or not told.touches:
        return
    yield InForce(
        told.colour,
        told.standing.begins or told.row.received_at,
        told.until(),
        frozenset(events.lines(town.settings, told.alert)),
        frozenset() if told.row.everywhere else frozenset(told.row.villages),
    )


async def _next_due(act: Moment) -> datetime | None:
    return await act.session.scalar(sa.select(sa.func.min(WarningMessage.turns_at)).where(sa.text(TURNS)))


async def _due(act: Moment) -> Sequence[int]:
    turning = sa.select(WarningMessage.id).where(WarningMessage.turns_at <= act.now)
    return list(await act.session.scalars(turning.order_by(WarningMessage.turns_at)))


async def _turn(act: Moment, message_id: int) -> int:
    """Let a message begin or end: the duties follow, and the station hears of an end."""
    those = (WarningMessage.id == message_id, WarningMessage.turns_at <= act.now)
    row = await act.session.scalar(sa.select(WarningMessage).where(*those).with_for_update(skip_locked=True))
    if row is None:
        return 0
    found = await register.load(act)
    warned = next((one for one in found.real if any(told.row.id == row.id for told in one.told)), None)
    told = next((one for one in warned.told if one.row.id == row.id), None) if warned is not None else None
    ends = told.standing.ends if told is not None else None
    row.turns_at = ends if ends is not None and ends > act.now else None
    if warned is not None and told is not None and told.concerns:
        await tracks.changed(act)
        await changes.changed(act, [warned])
    return 1


SOURCES = (ColoursInForce(_load),)
TICKS = (Tick("turn_warnings", _next_due, one_by_one(_due, _turn)),)
