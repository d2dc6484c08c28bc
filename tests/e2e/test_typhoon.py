"""A typhoon: an orange warning in the evening that turns red in the night, and everybody of eight villages counted.

Officers cannot be reached, people refuse, are away or gone, a shelter is full and the product is killed: at each hour
each count is right in every place where it is shown.
"""

import asyncio
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from forked_product import Forker
from models import Case, Deadline, Evacuation, Message, ShelterStay, WarningOrder
from models.enums import EvacuationState, Priority
from patience import until
from services.core.act import Moment
from services.core.town import Town
from services.evacuation.order import orders
from services.warnings import in_force
from thoroughness import times
from typhoon_night import Night
from typhoon_opening import night
from typhoon_story import UNITS, Story
from typhoon_town import OUTSIDE, Size

HOMES = times(600, by_day=60)
SIZE, SMALL = Size(HOMES, HOMES * 90 // 600), Size(40, 6)
REFUSING, GONE, AWAY = 12, 5, 20
OF_THE_ROSTER = ("answer", "undelivered", "holidays")
"""Messages that are about no order."""
OF_THE_CALENDAR = {"duty", "hand_over", "meeting_invite", "meeting_topics"}
"""Deadlines that run whatever the weather."""


async def test_everybody_is_counted_from_the_orange_warning_until_all_are_back(
    processes: Forker, town: Town, database_url: str, tmp_path: Path
) -> None:
    async with night(processes, town, database_url, tmp_path, SIZE) as one:
        story = Story(one)
        await one.town.drilled_yesterday()
        await evening(story)
        case = await one.town.driver.files(
            "p0", "台风将至，低洼处受威胁", grid_id=one.town.driver.grids["0a"], photos=0
        )
        one.case = case.id
        await one.at("14 19:45")
        await story.orders(drill=False)
        await given_once(story)
        await one.everywhere()
        await one.at("14 20:01")
        await one.on_the_live_cards()  # fewer can sleep in a shelter than stay there by day
        story.chooses(REFUSING, GONE, AWAY)
        await story.all_told()
        await one.at("14 21:30")
        await one.everywhere()
        await story.fill_the_school()
        await story.arrive(0.6)
        await one.at("14 22:40")
        await one.everywhere()
        await one.tells("红色", 45, "T-1")
        await turned_red(story)
        await one.at("15 01:30")
        await story.all_found()
        await one.everywhere()
        assert (one.town.plain.sums().missing, await owed(one)) == (0, 0)
        await one.at("15 06:30")
        await one.tells("红色", 35, "T-2", kind="Cancel")
        await cancelled(story)
        await one.at("15 07:10")
        await story.lifts()
        await one.everywhere()
        await story.all_return()
        await one.everywhere()
        async with one.town.driver.town.database.reading() as session:
            assert (await session.get_one(Evacuation, one.order)).state is EvacuationState.OVER
            here = (ShelterStay.until.is_(None), ShelterStay.evacuation_id == one.order)
            assert not await session.scalar(sa.select(sa.func.count(ShelterStay.id)).where(*here))
        for who in OUTSIDE:
            assert [text for text in one.heard(who) if "台风" in text or "转移" in text] == [], who


async def test_a_drill_of_the_same_leaves_nothing_live_and_marks_every_message(
    processes: Forker, town: Town, database_url: str, tmp_path: Path
) -> None:
    async with night(processes, town, database_url, tmp_path, SMALL) as one:
        story = Story(one)
        await one.tells("橙色", 5, status="Exercise")
        await one.at("14 19:45")
        await story.orders(drill=True)

        async def all_told() -> bool:
            return set(story.told) <= (await story.sent("您负责")).keys()

        await until(all_told, what="somebody is not told")
        await one.listed()
        story.chooses(3, 2, 4)
        await story.all_told()
        await one.tells("红色", 55, "T-1", status="Exercise")
        await story.arrive(0.6)
        await one.at("14 22:40")
        await one.everywhere()
        await story.all_found()
        await one.tells("红色", 45, "T-2", kind="Cancel", status="Exercise")
        await story.lifts()
        await story.all_return()
        await one.everywhere()
        assert await owed(one) == 0
        async with one.town.driver.town.database.reading() as session:
            assert (await session.get_one(Evacuation, one.order)).state is EvacuationState.OVER
            rows = list(await session.scalars(sa.select(Message).where(Message.event.not_in(OF_THE_ROSTER))))
            assert len(rows) > 3 * len(story.told)
            assert set(await session.scalars(sa.select(Case.drill))) == {True}
            assert {
                row.event for row in rows if not (row.drill or row.case_id) or "演" not in str(row.content)
            } == set()
            assert {row.event for row in rows if row.priority is Priority.LIFE} == set()
            moment = Moment(session, one.town.driver.town, one.now)
            assert await in_force.SOURCES[0].load(moment, one.now - timedelta(days=1)) == []
            assert not await session.scalar(sa.select(sa.func.count(WarningOrder.broadcast_id)))
            assert not await session.scalar(
                sa.select(sa.func.count(ShelterStay.id)).where(
                    sa.or_(ShelterStay.until.is_(None), sa.not_(ShelterStay.drill))
                )
            )
            running = sa.select(Deadline.kind, Case.drill).outerjoin(Case, Case.id == Deadline.case_id)
            live = {
                kind for kind, drill in await session.execute(running.where(Deadline.ended_at.is_(None))) if not drill
            }
            assert live <= OF_THE_CALENDAR, live


async def evening(story: Story) -> None:
    """Call the responsible people: who does not answer is asked again, and telephoned in the end; nobody else."""
    one = story.night
    await one.tells("橙色", 5)
    await story.calls()
    await story.receive("橙色", "p6", "i5")
    for minute in (11, 17, 23, 29):
        await one.at(f"14 19:{minute}")
        if minute == 11:
            for who in ("p6", "i5"):  # an answer before the reminder is on the wire would take it back
                await one.town.players[who].sees("还没有您的回执")
            await one.press("i5", "收到")
    assert (await story.sent("还没有您的回执")).keys() == {"p6", "i5"}
    assert await story.to_telephone() == {*one.town.unreachable, "p6"}
    await one.press("p6", "收到")
    await story.answered()
    assert await story.to_telephone() == one.town.unreachable


async def given_once(story: Story) -> None:
    """Kill the product while the lists go out: each officer has theirs once, with the right figures."""
    one = story.night
    on_the_wire = await story.killed()
    first = next(who for who in story.told if one.heard(who, "您负责"))
    pressed = asyncio.create_task(one.press(first, "打开名单"))
    await one.product.start()

    async def all_told() -> bool:
        return set(story.told) <= (await story.sent("您负责")).keys()

    await until(all_told, what="somebody is not told")
    await pressed
    await one.town.players[first].sees("您的名单")
    one.opened.add(first)
    await one.listed()
    await one.goes_on()
    lists = await story.sent("您负责")
    assert lists.keys() == set(story.told)
    assert {who for who, texts in lists.items() if len(texts) > 1} <= on_the_wire
    for who, sums in one.town.plain.by("officer").items():
        if who not in one.town.unreachable:
            assert f"您负责 {sums.homes} 户 {sums.people} 人，其中 {sums.frail} 户有需帮扶的人" in lists[who][0]
    assert one.town.unreachable - set(one.town.plain.named("officer")) == {"g2a", "g3b"}, "they are passed over"
    assert "p4" in await story.to_telephone()


async def turned_red(story: Story) -> None:
    """Let the warning turn red: exactly those who had the order hear it, once, and answer anew."""
    one = story.night
    heard = {who: len(one.heard(who, "更正（红色）", "台风红色预警", "请立即到岗")) for who in one.town.players}
    agreed = {"deputy"}  # hears of a change of what was agreed to
    assert {who: count for who, count in heard.items() if count} == dict.fromkeys(hearing(one) | agreed, 1)
    assert len(one.heard("chief", "红色预警叫应已发出")) == 1
    await story.receive("红色", "p6")
    await one.at("14 22:51")
    assert len(one.heard("deputy", "红色预警叫应没有回复")) == 1
    await story.answered("p6")


async def cancelled(story: Story) -> None:
    """Let the warning be cancelled: the same people hear it, once."""
    one = story.night
    heard = {who: len(one.heard(who, "台风", "已解除", "核实现场")) for who in one.town.players}
    assert {who: count for who, count in heard.items() if count} == dict.fromkeys(hearing(one), 1)


def hearing(one: Night) -> set[str]:
    """Return who had the order: who answers for the villages and the lines, and can be reached."""
    return {*one.town.officers, *UNITS} - one.town.unreachable


async def owed(one: Night) -> int:
    """Return how many parts of the list are still owed."""
    async with one.town.driver.town.database.reading() as session:
        running = (Deadline.kind == orders.PART, Deadline.ended_at.is_(None))
        return await session.scalar(sa.select(sa.func.count(Deadline.id)).where(*running)) or 0
