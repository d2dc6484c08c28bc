"""Numbers, dated by the township: ``YH20261123-0007`` (隐患), ``XQ…`` (险情), ``ZL…`` (上级指令), ``JJ…``, ``ZY…``."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Counter
from models.enums import Kind, Source
from services.core.engines.prepared import Prepared

PREFIX = {Kind.HAZARD: "YH", Kind.INCIDENT: "XQ"}
ORDER_PREFIX = "ZL"
MOBILISATION_PREFIX = "JJ"
EVACUATION_PREFIX = "ZY"
_TABLE = cast(sa.Table, Counter.__table__)
_NEXT = Prepared(
    lambda insert: (
        insert(_TABLE)
        .on_conflict_do_update(index_elements=["series"], set_={"last": _TABLE.c.last + 1})
        .returning(_TABLE.c.last)
    ),
    "series",
    "last",
)


async def next_number(session: AsyncSession, kind: Kind, source: Source, *, now: datetime, zone: ZoneInfo) -> str:
    """Return the next number of today's series. Two at once wait for each other, so none is given twice."""
    prefix = ORDER_PREFIX if source is Source.ORDER else PREFIX[kind]
    return await next_of(session, prefix, now=now, zone=zone)


async def next_of(session: AsyncSession, prefix: str, *, now: datetime, zone: ZoneInfo) -> str:
    """Return the next number of today's series with this prefix."""
    series = f"{prefix}{now.astimezone(zone):%Y%m%d}"
    return f"{series}-{await next_in(session, series):04d}"


async def next_in(session: AsyncSession, series: str) -> int:
    """Return the next number of a series, from 1 on; until the commit nobody else gets one."""
    return int((await _NEXT.rows(session, {"series": series, "last": 1}))[0][0])
