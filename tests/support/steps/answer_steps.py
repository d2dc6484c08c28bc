"""Things that wait for somebody's answer, brought about through the services, and the state of the answers."""

from typing import Any

import sqlalchemy as sa

from mobilisation_steps import running
from models import Assignment, Broadcast, Draft, Mobilisation, RollCallEntry
from models.enums import BroadcastLevel, DraftKind, DraftState
from services.broadcasts import broadcasts, consent
from services.core.act import Act
from services.filing.fields import ReportFields
from services.messaging.audiences import Selection
from squad_steps import enrol
from township import TownshipDriver

SQUAD = "上湾村应急突击队"


async def warned(driver: TownshipDriver, text: str = "今晚有大雨，请值守", who: str = "duty", **more: Any) -> int:
    """Send a yellow warning to 上湾村, to be confirmed; answers its id."""
    actor = await driver.actor(who)
    async with driver.town.database.transaction() as session:
        made = await broadcasts.new(Act(session, driver.town, driver.now, actor))
        to = Selection(villages=(driver.villages["shangwan"],)).model_dump(mode="json", exclude_defaults=True)
        given = {"text": text, "level": BroadcastLevel.YELLOW, "drill": False, "confirmed": True, "audience": to} | more
        await broadcasts.change(session, actor, made.id, **given)
        await broadcasts.look(Act(session, driver.town, driver.now, actor), made.id)
    await driver.by(who, consent.send, made.id)
    return made.id


async def called(driver: TownshipDriver, *, enrolled: bool = False) -> int:
    """Call the squad of 上湾村; answers the mobilisation's id."""
    if not enrolled:
        await enrol(driver)
    return await running(driver, SQUAD)


async def answer_to(driver: TownshipDriver, who: str, *, call: int | None = None, warning: int | None = None) -> str:
    """Return what somebody answered to a mobilisation or a warning; "-" for nothing."""
    async with driver.town.database.reading() as session:
        of: type[Mobilisation] | type[Broadcast] = Mobilisation if call is not None else Broadcast
        thing = await session.get_one(of, call if call is not None else warning)
        entry = await session.get(RollCallEntry, (thing.roll_call_id, driver.people[who]))
        return entry.answer.value if entry is not None and entry.answer is not None else "-"


async def state_of(driver: TownshipDriver, case_id: int) -> str:
    """Return the state of a case's only assignment."""
    async with driver.town.database.reading() as session:
        found = await session.scalars(sa.select(Assignment).where(Assignment.case_id == case_id))
        return found.one().state.value


async def reports(driver: TownshipDriver, *states: DraftState) -> list[str]:
    """Return the words of the reports that are being filled in, or that are in these states."""
    async with driver.town.database.reading() as session:
        found = await session.scalars(
            sa.select(Draft)
            .where(Draft.kind == DraftKind.REPORT, Draft.state.in_(states or (DraftState.OPEN,)))
            .order_by(Draft.id)
        )
        return [ReportFields.model_validate(draft.data).text for draft in found]
