"""The state of conversations: rows that are read once an update, and written once, with its commit."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from models import Conversation
from services.core.engines.prepared import Prepared

_TABLE = cast(sa.Table, Conversation.__table__)
_READ = Prepared(
    sa.select(_TABLE.c.key, _TABLE.c.state, _TABLE.c.data).where(
        sa.or_(_TABLE.c.key == sa.bindparam("one"), _TABLE.c.key == sa.bindparam("other"))
    )
)
# The old content is compared, so that of two writers at once (a group's shared dialog) the later one tries again.
_SAME = (
    _TABLE.c.key == sa.bindparam("wanted"),
    _TABLE.c.state.is_not_distinct_from(sa.bindparam("old_state")),
    _TABLE.c.data.is_not_distinct_from(sa.bindparam("old_data")),
)
_CHANGE = (
    sa.update(_TABLE)
    .where(*_SAME)
    .values(state=sa.bindparam("new_state"), data=sa.bindparam("new_data"), updated_at=sa.bindparam("now"))
)
_REMOVE = sa.delete(_TABLE).where(*_SAME)


opened: ContextVar["Conversations | None"] = ContextVar("conversations", default=None)
"""The conversations of the update that is being handled here; None outside of updates."""


@dataclass
class Page:
    """One row: its content in the database (``old``, None: not there), and the content to write."""

    old: tuple[str | None, str | None] | None
    state: str | None = None
    data: str | None = None


@dataclass
class Conversations:
    """The conversations of one transaction: reads are remembered, writes wait for ``flush``."""

    session: AsyncSession
    pages: dict[str, Page] = field(default_factory=dict)

    async def load(self, *keys: str) -> None:
        """Read one page, or two in one query, as far as they are not known."""
        if wanted := [key for key in keys if key not in self.pages]:
            self.pages |= {key: Page(None) for key in wanted}
            for key, state, data in await _READ.rows(self.session, {"one": wanted[0], "other": wanted[-1]}):
                self.pages[key] = Page((state, data), state, data)

    def found(self, key: str, there: str | None, state: str | None, data: str | None) -> None:
        """Take a page that was read elsewhere; ``there`` is its key again, or None when there is no such row."""
        self.pages[key] = Page((state, data), state, data) if there is not None else Page(None)

    async def page(self, key: str) -> Page:
        """Return a page, empty when there is none."""
        await self.load(key)
        return self.pages[key]

    async def data(self, key: str) -> dict[str, Any]:
        """Return a fresh copy of the data kept under a key."""
        page = await self.page(key)
        return orjson.loads(page.data) if page.data else {}

    async def keep(self, key: str, data: dict[str, Any]) -> None:
        """Keep data under a key; empty data is none."""
        (await self.page(key)).data = orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS).decode() if data else None

    async def flush(self, now: datetime) -> None:
        """Write what has changed; raises ``StaleDataError`` when somebody else was faster."""
        for key, page in self.pages.items():
            new = (page.state, page.data)
            if new == (page.old or (None, None)):
                continue
            if page.old is None:
                values = {"key": key, "state": page.state, "data": page.data, "updated_at": now}
                await self.session.execute(sa.insert(_TABLE), values)
            else:
                old = {"wanted": key, "old_state": page.old[0], "old_data": page.old[1]}
                if new == (None, None):
                    result = await self.session.execute(_REMOVE, old)
                else:
                    changed = {"new_state": page.state, "new_data": page.data, "now": now}
                    result = await self.session.execute(_CHANGE, old | changed)
                if result.rowcount != 1:  # type: ignore[attr-defined]
                    raise StaleDataError(f"conversation {key} was changed meanwhile")
            page.old = None if new == (None, None) else new
