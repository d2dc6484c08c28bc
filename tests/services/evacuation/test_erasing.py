"""The list of an order serves the response and is destroyed: told before, held with a reason, in no table or file."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from evacuation_steps import HALL, opened_with_homes, order_of, ordered, people, says, shelter, told
from models import Evacuation, Evacuee, EvacueeEntry, Update
from models.enums import EvacueeState, UpdateState
from models.every import Base
from scheduler import ticks
from services.core import journal
from services.core.errors import Refused
from services.core.town import Town
from services.evacuation.after import ending, erasing
from services.evacuation.people import adding, correcting, doors, finding
from township import TownshipDriver

S = EvacueeState
SECRETS = ("张三丰", "13812345678", "县医院三楼", "脑梗卧床")


@pytest.fixture
async def driver(town: Town, tmp_path: Path) -> TownshipDriver:
    driver = await opened_with_homes(town)
    files = driver.town.settings.files.model_copy(update={"store": f"file://{tmp_path / 'media'}"})
    driver.town = replace(driver.town, settings=driver.town.settings.model_copy(update={"files": files}))
    return driver


async def over(driver: TownshipDriver) -> int:
    """An order with everything about people that can be entered, from the list to the return."""
    order = await ordered(driver)
    there = await people(driver, order, "H-0001")
    added, _ = await driver.by("officer", adding.person, there[0].id, SECRETS[0])
    await says(driver, "officer", order, "H-0001", S.AWAY, place=SECRETS[2], phone=SECRETS[1], some=1)
    done = await says(driver, "officer", order, "H-0002", S.UNWILLING, why=SECRETS[3])
    await driver.by("officer", correcting.report_unwilling, done, SECRETS[3])
    await says(driver, "officer", order, "H-0001", S.ARRIVED, shelter_id=await shelter(driver, HALL))
    await says(driver, "officer", order, "H-0002", S.ARRIVED, place=SECRETS[2], phone=SECRETS[1])
    await driver.by("duty", doors.need, await shelter(driver, HALL), f"{SECRETS[0]} 要胰岛素")
    await driver.by("duty", finding.find, SECRETS[0])
    await driver.by("officer", correcting.strike, added.id, [added.id], f"{SECRETS[0]} 重复")
    async with driver.town.database.transaction() as session:
        raw = {"raw": SECRETS[0].encode(), "received_at": driver.now, "state": UpdateState.HANDLED}
        session.add(Update(update_id=1, sender=1, attempts=1, handled_at=driver.now, **raw))
    await driver.by("duty", ending.end, order)
    await driver.by("duty", ending.check, order, ending.GROUND, "无新增裂缝")
    await driver.by("duty", ending.lift, order)
    for code in ("H-0001", "H-0002"):
        await says(driver, "officer", order, code, S.RETURNED)
    await ticks.work_off(driver.town)
    return order


async def remains(driver: TownshipDriver) -> list[str]:
    """Return where a secret stands in the database."""
    found = []
    async with driver.town.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in await session.execute(sa.select(table)):
                text = " ".join(value.decode() if isinstance(value, bytes) else str(value) for value in row)
                found += [f"{table.name}: {secret}" for secret in SECRETS if secret in text]
    return found


async def test_nothing_remains_in_any_table_and_the_sums_and_the_chains_stay(driver: TownshipDriver) -> None:
    order = await over(driver)
    places = {one.partition(":")[0] for one in await remains(driver)}
    assert places == {"evacuees", "evacuee_entries", "outbox", "updates"}
    driver.forward(days=27, minutes=1)
    await ticks.work_off(driver.town)
    (leader, warned), *_ = await told(driver, "evacuation_kept")
    assert (leader, "将于" in warned.content["text"]) == ("chief", True)
    assert await remains(driver)
    driver.forward(days=3)
    await ticks.work_off(driver.town)
    assert await remains(driver) == []
    one = await order_of(driver, order)
    assert (one.erased_at, one.final[0]["evacuated"], one.final[0]["returned"]) == (driver.now, 5, 5)
    report = (await told(driver, "evacuation_kept"))[-1][1].content["text"]
    assert "6 人、" in report, "the report says how much was destroyed"
    async with driver.town.database.reading() as session:
        assert [fault async for fault in journal.audit(session)] == []


async def test_what_a_backup_brings_back_is_destroyed_before_anybody_can_search(driver: TownshipDriver) -> None:
    order = await over(driver)
    async with driver.town.database.reading() as session:
        saved = {
            table: [dict(row._mapping) for row in await session.execute(sa.select(table.__table__))]
            for table in (Evacuee, EvacueeEntry)
        }
    driver.forward(days=28)
    await ticks.work_off(driver.town)
    driver.forward(days=3, minutes=1)
    await ticks.work_off(driver.town)
    assert await driver.by("duty", finding.find, SECRETS[0]) == []
    async with driver.town.database.transaction() as session:
        for table, rows in saved.items():
            await session.execute(sa.insert(table), rows)
        await session.execute(sa.update(Evacuation).values(erased_at=None, over_at=None, state="ordered"))
    assert await erasing.again(driver.town) == 1, "the store remembers, although the backup says that it runs"
    assert await remains(driver) == []
    assert (await order_of(driver, order)).erased_at == driver.now
    assert await erasing.again(driver.town) == 0


async def test_a_list_is_not_searched_once_its_time_is_over_and_is_held_with_a_reason(driver: TownshipDriver) -> None:
    order = await over(driver)
    driver.forward(days=31)
    assert await driver.by("duty", finding.find, "住户") == [], "although nothing was destroyed yet"
    with pytest.raises(Refused, match="reason"):
        await driver.by("chief", erasing.hold, order, " ")
    await driver.by("chief", erasing.hold, order, "事故调查组调取")
    await ticks.work_off(driver.town)
    assert len(await driver.by("duty", finding.find, "住户")) == 5
    await driver.by("chief", erasing.release, order)
    await ticks.work_off(driver.town)
    assert await remains(driver), "told first"
    driver.forward(days=3)
    await ticks.work_off(driver.town)
    assert await remains(driver) == []


async def test_of_a_destroyed_list_no_bytes_stay_in_the_file(driver: TownshipDriver) -> None:
    if not driver.town.database.is_sqlite:
        return
    file = Path(str(driver.town.database.url.database))
    await over(driver)
    driver.forward(days=28)
    await ticks.work_off(driver.town)
    driver.forward(days=3)
    await ticks.work_off(driver.town)
    content = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert [secret for secret in SECRETS if secret.encode() in content] == []
