"""Somebody leaves: one list to hand over, nothing more to that person, and what was done stays under the name."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from duty_steps import rows, ruled, run
from models import Message, Person, Post
from models.enums import DutyState, Role
from scheduler import ticks
from services.core.act import Moment
from services.core.town import Town
from services.duties import fulfilment
from services.duties.fulfilment import Fact
from services.duties.owing import Who
from services.settings.duties import Owing
from township import TownshipDriver

MONTHLY = {"owes": "post", "roles": ["unit_head"], "fulfilled_by": "inspection", "each": "month", "by": 10, "late": 20}
QUARTERLY = {"owes": "post", "roles": ["unit_head"], "fulfilled_by": "training", "each": "quarter"}
OCTOBER = datetime(2026, 10, 8, 2, 0, tzinfo=UTC)


async def opened(town: Town) -> TownshipDriver:
    """Return the township on 25 November: October was done, November is overdue, December and the quarter are owed."""
    driver = await TownshipDriver.open(ruled(town, monthly=MONTHLY, quarterly=QUARTERLY), at=OCTOBER)
    await run(driver.town)
    head = driver.people["land_head"]
    async with driver.town.database.transaction() as session:
        fact = Fact("inspection", 7, driver.now, frozenset({Who(Owing.POST, str(head))}), head)
        await fulfilment.fulfil(Moment(session, driver.town, driver.now), fact)
    for day in (25, 48):
        driver.clock.at = OCTOBER + timedelta(days=day)
        await run(driver.town)
        await ticks.work_off(driver.town)
    return driver


async def succeeds(driver: TownshipDriver, unit: str = "natural-resources") -> int:
    """Let somebody new be the head of a unit."""
    async with driver.town.database.transaction() as session:
        heir = Person(name="郝所长", phone=f"+8613900{driver.units[unit]:06}")
        session.add(heir)
        await session.flush()
        session.add(Post(person_id=heir.id, role=Role.UNIT_HEAD, unit_id=driver.units[unit]))
        return heir.id


async def leaves(driver: TownshipDriver, who: str) -> None:
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == driver.people[who]).values(active=False))
        await session.execute(sa.update(Person).where(Person.id == driver.people[who]).values(active=False))


async def told(driver: TownshipDriver, event: str | None = None) -> list[tuple[int | None, str]]:
    async with driver.town.database.reading() as session:
        found = sa.select(Message.person_id, Message.content).order_by(Message.id)
        if event is not None:
            found = found.where(Message.event == event)
        return [(person, content["text"]) for person, content in await session.execute(found)]


async def test_one_list_goes_to_the_station_and_nothing_more_to_who_left(town: Town) -> None:
    driver = await opened(town)
    head = driver.people["land_head"]
    assert any(person == head for person, _ in await told(driver)), "reminded while in the post"
    await leaves(driver, "land_head")
    before = len(await told(driver))
    for _ in range(3):
        await run(driver.town)
    lists = await told(driver, "duties_handed_over")
    assert {person for person, _ in lists} == {driver.people[who] for who in ("duty", "night", "both", "deputy")}
    assert len(lists) == 4, "one each, however often the roster is looked at"
    text = lists[0][1]
    assert [said for said in ("卫所长", "3 项", "暂无接手人") if said not in text] == []
    assert ["🟥" in line for line in text.splitlines() if "monthly" in line] == [True, False], (
        "overdue, and next month's"
    )
    assert [line for line in text.splitlines() if "quarterly" in line]
    driver.forward(days=3)
    await ticks.work_off(driver.town)
    driver.forward(minutes=3)
    await ticks.work_off(driver.town)
    assert head not in {person for person, _ in (await told(driver))[before:]}
    done, *others = await rows(driver.town, rule="monthly", who=str(head))
    assert (done.first.month, done.state, done.settled_by_id) == (10, DutyState.DONE, head)
    assert {duty.state for duty in others} == {DutyState.OPEN}, "owed by the post, until there is a successor"
    heir = await succeeds(driver)
    await run(driver.town)
    assert [duty.first.month for duty in await rows(driver.town, who=str(heir))] == [10, 11, 12]


async def test_the_successor_in_the_same_place_has_them_and_the_list_says_so(town: Town) -> None:
    driver = await opened(town)
    await leaves(driver, "land_head")
    elsewhere, heir = await succeeds(driver, "road-station"), await succeeds(driver)
    await run(driver.town)
    text = (await told(driver, "duties_handed_over"))[0][1]
    assert "已转给 郝所长（3 项）" in text.replace("<b>", "").replace("</b>", "")
    assert "暂无接手人" not in text
    taken = await rows(driver.town, who=str(heir), state=DutyState.OPEN)
    assert [(duty.rule, duty.first.month) for duty in taken] == [("quarterly", 10), ("monthly", 11), ("monthly", 12)]
    assert {duty.first.month for duty in await rows(driver.town, who=str(elsewhere), rule="monthly")} == {12}


async def test_a_grid_whose_officer_leaves_goes_on_with_the_next_one(town: Town) -> None:
    patrol = {"owes": "grid", "each": "month", "fulfilled_by": "patrol"}
    driver = await TownshipDriver.open(ruled(town, patrol=patrol))
    async with driver.town.database.transaction() as session:
        place = driver.grids["shangwan"]
        first, second = (Person(name=name, phone=phone) for name, phone in (("米网格", "+861"), ("麦网格", "+862")))
        session.add_all([first, second])
        await session.flush()
        session.add(Post(person_id=first.id, role=Role.GRID_OFFICER, grid_id=place))
        driver.people |= {"first": first.id, "second": second.id}
    await run(driver.town)
    await leaves(driver, "first")
    async with driver.town.database.transaction() as session:
        session.add(Post(person_id=driver.people["second"], role=Role.GRID_OFFICER, grid_id=place))
    await run(driver.town)
    (text,) = {text for _, text in await told(driver, "duties_handed_over")}
    assert [said for said in ("米网格", "麦网格") if said not in text] == []
    assert [duty.state for duty in await rows(driver.town, who=str(place))] == [DutyState.OPEN]
