"""A typhoon: an orange warning in the evening that turns red in the night, and everybody of eight villages counted.

Officers cannot be reached, people refuse, are away or gone, a shelter is full and the product is killed: at each hour
each count is right in every place where it is shown.
"""

import asyncio
from pathlib import Path

import sqlalchemy as sa

from forked_product import Forker
from models import Deadline, Evacuation, ShelterStay
from models.enums import EvacuationState
from patience import until
from services.core.town import Town
from services.evacuation.order import orders
from thoroughness import times
from typhoon_night import night
from typhoon_story import UNITS, Story
from typhoon_town import OUTSIDE, Size

HOMES = times(600, by_day=120)
SIZE = Size(HOMES, HOMES * 90 // 600)
REFUSING, GONE, AWAY = 12, 5, 20


async def test_everybody_is_counted_from_the_orange_warning_until_all_are_back(
    processes: Forker, town: Town, database_url: str, tmp_path: Path
) -> None:
    import time

    t = time.time()

    def mark(w):
        print(f"{w} {time.time() - t:.1f}")

    async with night(processes, town, database_url, tmp_path, SIZE) as one:
        story = Story(one)
        mark("set")
        await evening(story)
        mark("evening")
        case = await one.town.loop.files("p0", "台风将至，低洼处受威胁", grid_id=one.town.loop.grids["0a"], photos=0)
        one.case = case.id
        await one.at("14 19:45")
        mark("case")
        await story.orders(drill=False)
        await given_once(story)
        mark("given")
        await one.everywhere()
        mark("every")
        await one.at("14 20:01")
        await one.on_the_live_cards()  # fewer can sleep in a shelter than stay there by day
        mark("night")
        story.chooses(REFUSING, GONE, AWAY)
        await story.all_told()
        mark("told")
        await one.at("14 21:30")
        await one.everywhere()
        await story.fill_the_school()
        mark("filled")
        await story.arrive(0.6)
        await one.at("14 22:40")
        mark("arrived")
        await one.everywhere()
        mark("every")
        await one.tells("红色", 45, "T-1")
        await turned_red(story)
        mark("red")
        await one.at("15 01:30")
        await story.all_found()
        mark("found")
        await one.everywhere()
        assert one.town.plain.sums().missing == 0
        assert await owed(story) == 0
        mark("every")
        await one.at("15 06:30")
        await one.tells("红色", 35, "T-2", kind="Cancel")
        await cancelled(story)
        mark("cancelled")
        await one.at("15 07:10")
        await story.lifts()
        await one.everywhere()
        mark("lifted")
        await story.all_return()
        await one.everywhere()
        mark("back")
        async with one.town.loop.town.database.reading() as session:
            assert (await session.get_one(Evacuation, one.order)).state is EvacuationState.OVER
            assert not await session.scalar(sa.select(ShelterStay.id).where(ShelterStay.until.is_(None)).limit(1))
        for who in OUTSIDE:
            assert [text for text in one.heard(who) if "台风" in text or "转移" in text] == [], who


async def evening(story: Story) -> None:
    """Call the responsible people: who does not answer is asked again, and telephoned in the end; nobody else."""
    one = story.night
    await one.tells("橙色", 5)
    await story.calls()
    await story.receive("橙色", "p6", "i5")
    for minute in (11, 17, 23, 29):
        await one.at(f"14 19:{minute}")
        if minute == 11:
            await one.press("i5", "收到")
    assert {who for who in one.town.players if one.heard(who, "您还没有确认收到")} == {"p6", "i5"}
    assert await story.to_telephone() == {*one.town.unreachable, "p6"}
    await one.press("p6", "收到")
    await story.answered()


async def given_once(story: Story) -> None:
    """Kill the product while the lists go out: each officer has theirs once, with the right figures."""
    one = story.night
    on_the_wire = await story.killed()
    first = next(who for who in story.told if one.heard(who, "您负责"))
    pressed = asyncio.create_task(one.press(first, "打开名单"))
    await one.product.start()

    async def all_told() -> bool:
        return all(one.heard(who, "您负责") for who in story.told)

    try:
        await until(all_told, what="somebody is not told")
    except AssertionError:
        from models import Message
        async with one.town.loop.town.database.reading() as session:
            for r in await session.scalars(sa.select(Message).where(Message.event=="evacuation")):
                print(r.id, r.person_id, r.state, r.claimed_until, r.not_before, r.sent_at, r.attempts, r.error if hasattr(r,"error") else "", r.chat_id)
        print(one.now, [w for w in story.told if not one.heard(w, "您负责")], {k: v for k,v in one.town.loop.people.items()}, on_the_wire)
        raise
    await pressed
    await one.town.players[first].sees("您的名单")
    await one.listed()
    await one.goes_on()
    assert {who for who in story.told if len(one.heard(who, "您负责")) > 1} <= on_the_wire
    for who, sums in one.town.plain.by("officer").items():
        if who not in one.town.unreachable:
            assert one.heard(who, f"您负责 {sums.homes} 户 {sums.people} 人，其中 {sums.frail} 户有需帮扶的人")
    passed_over = one.town.unreachable - set(one.town.plain.named("officer"))
    assert passed_over == {"g2a", "g3b"}
    assert "p4" in await story.to_telephone()


async def turned_red(story: Story) -> None:
    """Let the warning turn red: exactly those who had the order hear it, once, and answer anew."""
    one = story.night
    hearing = {*one.town.officers, *UNITS} - one.town.unreachable
    print(one.heard("g0a", "红色"), one.heard("duty", "红色"), one.heard("director"), one.heard("chief", "红色"))
    assert {who for who in one.town.players if one.heard(who, "红色预警 · 实战", "请立即到岗")} >= hearing
    await story.receive("红色", "p6")
    await one.at("14 22:51")
    assert one.heard("deputy", "红色预警叫应没有回复")
    assert one.heard("director", "红色预警叫应已发出") or one.heard("chief", "红色预警叫应已发出")
    await story.answered("p6")


async def cancelled(story: Story) -> None:
    """Let the warning be cancelled: the same people hear it, once."""
    one = story.night
    hearing = {*one.town.officers, *UNITS} - one.town.unreachable
    heard = {who: len(one.heard(who, "台风", "已解除", "核实现场")) for who in one.town.players}
    assert {who: count for who, count in heard.items() if count} == dict.fromkeys(hearing, 1)


async def owed(story: Story) -> int:
    """Return how many parts of the list are still owed."""
    async with story.night.town.loop.town.database.reading() as session:
        running = (Deadline.kind == orders.PART, Deadline.ended_at.is_(None))
        return await session.scalar(sa.select(sa.func.count(Deadline.id)).where(*running)) or 0
