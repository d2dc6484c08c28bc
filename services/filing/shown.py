"""Everything a report's card shows of other tables, in one query: it runs for every message of every officer."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Case, Draft, Grid, Media, Village
from models.enums import MediaKind
from services.drafts import drafts
from services.filing import filing
from services.filing.fields import ReportFields

_FILE, _VILLAGE, _GRID, _CASE = "file", "village", "grid", "case"


def _named(what: str, name: Any, number: Any = None) -> sa.Select[Any]:
    return sa.select(
        sa.literal_column(f"'{what}'").label("what"),
        name.label("name"),
        sa.literal_column("0") if number is None else number,
    )


_SHOWN = sa.union_all(
    _named(_FILE, sa.cast(Media.kind, sa.String), sa.func.count())
    .join(Attachment, Attachment.media_id == Media.id)
    .where(Attachment.draft_id == sa.bindparam("draft"))
    .group_by(Media.kind),
    _named(_VILLAGE, Village.name).where(Village.id == sa.bindparam("village")),
    _named(_GRID, Grid.name).where(Grid.id == sa.bindparam("grid"), Grid.village_id == sa.bindparam("village")),
    _named(_CASE, Case.number).where(Case.id == sa.bindparam("case")),
)


@dataclass(frozen=True)
class Filled:
    """What stands on a draft, with the names of what it refers to."""

    fields: ReportFields
    kinds: dict[MediaKind, int]
    village: str | None = None
    grid: str | None = None
    number: str | None = None  # of the case it was sent ahead as

    @property
    def files(self) -> int:
        """How many files there are."""
        return sum(self.kinds.values())

    @property
    def lacks(self) -> list[str]:
        """What is still missing, as text keys."""
        return filing.missing(self.fields, self.files)


async def filled(session: AsyncSession, draft: Draft) -> Filled:
    """Look up what the card shows."""
    fields = drafts.fields(draft, ReportFields)
    wanted = {"draft": draft.id, "village": fields.village_id, "grid": fields.grid_id, "case": draft.case_id}
    kinds: dict[MediaKind, int] = {}
    names: dict[str, str] = {}
    for what, named, number in await session.execute(_SHOWN, wanted):
        if what == _FILE:
            kinds[MediaKind(named)] = number
        else:
            names[what] = named
    return Filled(fields, kinds, names.get(_VILLAGE), names.get(_GRID), names.get(_CASE))
