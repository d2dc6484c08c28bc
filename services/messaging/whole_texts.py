"""The whole texts of cards that are cut, kept under their keys until nobody reads the cards any more."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import WholeText
from services.cards import whole
from services.core.act import Moment
from services.core.database import Upsert
from services.core.errors import existing

KEPT = timedelta(days=366)
"""A card that is older shows its text no more; the case has it."""
AT_ONCE = 1000
"""Texts destroyed in one transaction."""

_TABLE = cast(sa.Table, WholeText.__table__)
_KEEP = Upsert(
    lambda insert: (made := insert(_TABLE)).on_conflict_do_update(
        index_elements=["key"], set_={"shown_at": made.excluded.shown_at}
    )
)


async def keep(session: AsyncSession, texts: Iterable[str], now: datetime) -> None:
    """Keep the whole texts of cards that are sent now."""
    rows = [{"key": whole.key_of(text), "text": text, "shown_at": now} for text in sorted(set(texts))]
    if rows:
        await session.execute(_KEEP.on(session), rows)


async def load(session: AsyncSession, key: str) -> str:
    """Return a whole text. Raises ``Stale`` when it is kept no longer."""
    return existing(await session.scalar(sa.select(WholeText.text).where(WholeText.key == key)), "whole-text-gone")


async def forget(act: Moment) -> int:
    """Destroy some of the texts that nobody was shown for long; returns how many."""
    old = sa.select(_TABLE.c.key).where(_TABLE.c.shown_at < act.now - KEPT).limit(AT_ONCE)
    gone = await act.session.execute(sa.delete(_TABLE).where(_TABLE.c.key.in_(old)))
    return int(gone.rowcount)  # type: ignore[attr-defined]
