"""Case numbers: ``YH20261123-0007`` (隐患), ``XQ…`` (险情), ``ZL…`` (上级指令); the date is the township's."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Counter
from models.enums import Kind, Source
from services.database import Upsert

PREFIX = {Kind.HAZARD: "YH", Kind.INCIDENT: "XQ"}
ORDER_PREFIX = "ZL"
_TABLE = cast(sa.Table, Counter.__table__)
_NEXT = Upsert(
    lambda insert: (
        insert(_TABLE)
        .on_conflict_do_update(index_elements=["series"], set_={"last": _TABLE.c.last + 1})
        .returning(_TABLE.c.last)
    )
)


async def next_number(session: AsyncSession, kind: Kind, source: Source, *, now: datetime, zone: ZoneInfo) -> str:
    """Return the next number of today's series. Two at once wait for each other, so none is given twice."""
    prefix = ORDER_PREFIX if source is Source.ORDER else PREFIX[kind]
    series = f"{prefix}{now.astimezone(zone):%Y%m%d}"
    last = await session.scalar(_NEXT.on(session), {"series": series, "last": 1})
    return f"{series}-{last:04d}"
