"""Judge the rows of both sheets before anything is written: new, changed, the same, doubtful, refused.

An empty cell changes nothing, and a second import of the same file changes nothing. Nobody is joined or overwritten by
a likeness: what may be the same household or person under other words is doubtful, and a person decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from models import Household, HouseholdRisk, RiskPoint, Shelter
from models.enums import Action
from services.core.act import Act
from services.core.errors import Refused
from services.households import members, reach, register
from services.households.workbook import homes, people
from services.households.workbook.judged import Judged, Known, Sort
from services.households.workbook.sheets import Rows
from services.people.access import may, require
from services.roster.registers.judging import references, take_each
from services.roster.workbook.cells import folded
from services.roster.workbook.tables import Verdict


@dataclass
class _Made:
    """Households and their heads that the file has entered, by number."""

    said: frozenset[str]
    """The numbers of the file: a household without one gets none of them."""
    households: dict[str, int] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)

    def forget(self, one: Judged) -> None:
        """Let a household that could not be written be unknown again."""
        if one.sheet is Sort.HOME and one.code is not None:
            self.households.pop(one.code, None)
            self.heads.pop(one.code, None)


async def judge(act: Act, rows: Rows) -> list[Judged]:
    """Say what an import would do with each row; nothing is written. Raises ``Forbidden``."""
    require(act.actor, Action.KEEP_HOUSEHOLD)
    known = await _known(act)
    found = homes.judge(known, rows.homes)
    known.fresh = {one.code: one for one in found if one.verdict is Verdict.NEW and one.code is not None}
    found += people.judge(known, rows.people, act.town.texts)
    return [_allowed(act, one) for one in found]


def _allowed(act: Act, one: Judged) -> Judged:
    """Refuse a row about a household of another village."""
    if one.verdict is Verdict.REFUSED or one.place is None:
        return one
    place = Household(village_id=one.place[0], grid_id=one.place[1])
    if may(act.actor, Action.KEEP_HOUSEHOLD, reach.subject_of(place)):
        return one
    return replace(one, verdict=Verdict.REFUSED, why=("household-import-elsewhere",), columns=(), fields={})


async def take_over(act: Act, found: Sequence[Judged], *, doubtful: bool = False) -> list[Judged]:
    """Write what is new and what has changed, with ``doubtful`` also those that may be others.

    Returns the rows: one that cannot be written after all is refused with the reason, and leaves nothing behind.
    """
    made = _Made(frozenset(one.code for one in found if one.code is not None))

    async def take(one: Judged) -> None:
        try:
            await _take(act, one, made, doubtful)
        except Refused:
            made.forget(one)
            raise

    done = await take_each(act.session, found, take)
    await act.session.flush()
    return done


async def _take(act: Act, one: Judged, made: _Made, doubtful: bool) -> None:
    new = one.verdict is Verdict.NEW or (doubtful and one.may_be_new)
    if not new and one.verdict is not Verdict.CHANGED:
        return
    fields = dict(one.fields)
    points = fields.pop("points", None)
    if one.sheet is Sort.HOME:
        head = fields.pop("head_name", "")
        if new:
            household_id = (await register.enter(act, reserved=made.said, **fields)).id
            member = await members.join(act, household_id, head, phone=fields.get("phone"), householder=True)
            if one.code is not None:
                made.households[one.code], made.heads[one.code] = household_id, member.id
        else:
            household_id = one.household_id or 0
            await register.change(act, household_id, fields)
        if points is not None:
            await register.threatened_by(act, household_id, points)
        return
    code = one.code or ""
    member_id = one.member_id if not new else made.heads.get(code) if one.head else None
    if member_id is not None:
        fields.pop("address", None)
        left_on = fields.pop("left_on", None)
        await members.change(act, member_id, fields)
        if left_on is not None:
            await members.leave(act, member_id, act.town.words(None).plain("household-left-by-file"), left_on)
        return
    household_id = one.household_id or made.households.get(code, 0)
    if not household_id and one.place is not None:
        place = {"village_id": one.place[0], "grid_id": one.place[1], "address": fields.pop("address", None)}
        household_id = (await register.enter(act, code=one.code, **place)).id
    fields.pop("address", None)
    await members.join(act, household_id, fields.pop("name"), joined_on=None, **fields)
    if one.household_id is None:
        made.households[code] = household_id


async def _known(act: Act) -> Known:
    rows = list(
        await act.session.scalars(sa.select(Household).options(selectinload(Household.members)).order_by(Household.id))
    )
    risks: dict[int, set[int]] = {}
    for household_id, point_id in await act.session.execute(
        sa.select(HouseholdRisk.household_id, HouseholdRisk.point_id)
    ):
        risks.setdefault(household_id, set()).add(point_id)
    return Known(
        by_code={one.code: one for one in rows},
        risks=risks,
        refers=await references(act.session),
        points=await _ids(act, RiskPoint),
        shelters=await _ids(act, Shelter),
    )


async def _ids(act: Act, table: type[RiskPoint | Shelter]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for id_, code, name in await act.session.execute(sa.select(table.id, table.code, table.name).where(table.active)):
        for said in {folded(code), folded(name)}:
            found.setdefault(said, []).append(id_)
    return found
