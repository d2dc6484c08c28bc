"""Reasons not to send a reachability test now: a recent one, a real event, the night.

A test must never look like an alarm, and never distract from one (DOMAIN §5.4).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models import Broadcast, Mobilisation, ReachabilityTest
from models.enums import BroadcastState, Correction, MobilisationState
from services.broadcasts.broadcasts import GRAVE
from services.calendar import quiet_hours
from services.core.act import Moment
from services.core.town import Town

AFTER_WARNING = timedelta(hours=2)
"""How long a grave warning that was sent has everybody's ear."""


@dataclass(frozen=True)
class Hindrance:
    """Why not now, as a text key with its arguments."""

    key: str
    arguments: Mapping[str, str] = field(default_factory=dict)


async def of(act: Moment, villages: frozenset[int] | None) -> Hindrance | None:
    """Return what hinders a test of these villages (None: of the whole township); None when nothing does."""
    before = await last(act.session, villages, since=act.now - act.town.settings.roll_call.test_every)
    if before is not None:
        following = before.started_at + act.town.settings.roll_call.test_every
        return Hindrance(
            "reach-too-soon",
            {"at": act.town.on_the_wall(before.started_at), "following": act.town.on_the_wall(following)},
        )
    if await busy(act.session, now=act.now):
        return Hindrance("reach-busy")
    over = night(act.town, act.now)
    return Hindrance("reach-at-night", {"following": act.town.on_the_wall(over)}) if over is not None else None


async def last(session: AsyncSession, villages: frozenset[int] | None, *, since: datetime) -> ReachabilityTest | None:
    """Return the newest test after ``since`` that asked all of these people: the whole township, or these villages.

    A village's own test does not keep the station from asking everybody.
    """
    found = await session.scalars(
        sa.select(ReachabilityTest)
        .where(ReachabilityTest.started_at > since)
        .order_by(ReachabilityTest.started_at.desc(), ReachabilityTest.id.desc())
    )
    return next(
        (one for one in found if not one.villages or (villages is not None and villages & {*one.villages})), None
    )


def night(town: Town, now: datetime) -> datetime | None:
    """Return when the quiet hours are over that a test begun now would reach into; None: it is over before them."""
    return quiet_hours.over_at(town, now) or quiet_hours.over_at(town, now + town.settings.roll_call.test)


async def busy(session: AsyncSession, *, now: datetime) -> bool:
    """Whether squads are out, or a grave warning was sent just now, and neither is an exercise."""
    out = sa.select(Mobilisation.id).where(
        Mobilisation.state.in_((MobilisationState.RUNNING, MobilisationState.STANDING_DOWN)),
        Mobilisation.drill.is_(False),
    )
    later = aliased(Broadcast)
    taken_back = sa.exists().where(
        later.corrects_id == Broadcast.id,
        later.state == BroadcastState.SENT,
        later.correction == Correction.CANCEL,
    )
    warned = sa.select(Broadcast.id).where(
        Broadcast.state == BroadcastState.SENT,
        Broadcast.level.in_(GRAVE),
        Broadcast.drill.is_(False),
        Broadcast.sent_at > now - AFTER_WARNING,
        sa.or_(Broadcast.correction.is_(None), Broadcast.correction != Correction.CANCEL),
        ~taken_back,
    )
    return bool(await session.scalar(sa.select(sa.or_(out.exists(), warned.exists()))))
