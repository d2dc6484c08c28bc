"""Case numbers: ``YH20261123-0007`` (隐患), ``XQ…`` (险情), ``ZL…`` (上级指令); the date is the township's."""

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from models import Counter
from models.enums import Kind, Source

PREFIX = {Kind.HAZARD: "YH", Kind.INCIDENT: "XQ"}
ORDER_PREFIX = "ZL"


async def next_number(session: AsyncSession, kind: Kind, source: Source, *, now: datetime, zone: ZoneInfo) -> str:
    """Return the next number of today's series. Two at once wait for each other, so none is given twice."""
    prefix = ORDER_PREFIX if source is Source.ORDER else PREFIX[kind]
    series = f"{prefix}{now.astimezone(zone):%Y%m%d}"
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgres_insert
    last = await session.scalar(
        insert(Counter)
        .values(series=series, last=1)
        .on_conflict_do_update(index_elements=["series"], set_={"last": sa.text("counters.last + 1")})
        .returning(Counter.last)
    )
    return f"{series}-{last:04d}"
