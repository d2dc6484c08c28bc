"""Bring the households to their sheet; those kept in chat or by their own file are left alone.

The sheet knows the head of a household only. Once more of its people are known, they are the register's.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Grid, Household, HouseholdMember
from services.roster.importing.tables import Ids, RowCounts, settle, values
from services.roster.workbook.cells import folded
from services.roster.workbook.rows import HouseholdRow


async def sync_households(session: AsyncSession, rows: Sequence[HouseholdRow] | None, grids: Ids) -> RowCounts:
    """Create, change and close households. Rows of None (the sheet was left out) leave the table as it is."""
    if rows is None:
        return RowCounts()
    villages = {row.id: row.village_id for row in await session.execute(sa.select(Grid.id, Grid.village_id))}
    known = {one.code: one for one in await session.scalars(sa.select(Household))}
    by_hand = {code for code, one in known.items() if one.kept_by_id is not None}
    wanted: dict[str, dict[str, Any]] = {}
    heads: dict[str, str] = {}
    for row in rows:
        if row.code not in by_hand:
            wanted[row.code] = values(row, {"grid": grids})
            wanted[row.code]["village_id"] = villages[wanted[row.code]["grid_id"]]
            heads[row.code] = wanted[row.code].pop("head_name")
    found = settle({code: one for code, one in known.items() if code not in by_hand}, wanted)
    found.kept += len(by_hand)
    renamed = await _rename(session, {one.id: heads[code] for code, one in known.items() if code in heads})
    again = {code for code, one in known.items() if one.id in renamed and code not in found.changed}
    found.changed |= {code: ["head_name"] for code in again}
    found.unchanged -= len(again)
    await session.flush()
    if found.created:  # in bulk: tens of thousands of households must not hold the writer for long
        await session.execute(sa.insert(Household), [wanted[code] for code in found.created])
        there = await session.execute(sa.select(Household.code, Household.id))
        ids = {row.code: row.id for row in there}
        await session.execute(
            sa.insert(HouseholdMember),
            [
                {
                    "household_id": ids[code],
                    "name": heads[code],
                    "sought": folded(heads[code]),
                    "phone": wanted[code]["phone"],
                    "vulnerable": [],
                    "householder": True,
                }
                for code in found.created
            ],
        )
    return found.counts


async def _rename(session: AsyncSession, heads: Mapping[int, str]) -> set[int]:
    """Correct the name of a head who is the only one known of a household; return the households."""
    several = sa.select(HouseholdMember.household_id).group_by(HouseholdMember.household_id).having(sa.func.count() > 1)
    alone = await session.scalars(
        sa.select(HouseholdMember).where(HouseholdMember.householder, HouseholdMember.household_id.not_in(several))
    )
    changed = set()
    for one in alone:
        name = heads.get(one.household_id, one.name)
        if one.name != name:
            one.name, one.sought = name, folded(name)
            changed.add(one.household_id)
    return changed
