"""Where people of a mobilisation are: the latest always known, the way there in bounds, and destroyed in time."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from mobilisation_steps import A, B, forward, opened_with_squads, running, says, told
from models import Mobilisation, Team, TrackPoint, Whereabouts
from models.enums import Answer
from scheduler import ticks
from services.core.act import Act
from services.core.town import Town
from services.demobilisation import record as demobilisation_record
from services.demobilisation import record_field, stand_down
from services.field import notes, track_cards, tracks
from services.field.notes import NoteContent
from services.field.tracks import Fix, Located
from services.mobilisation import responses as mobilisation_responses
from services.mobilisation.deployed import Deployed
from township import SLOPE, TownshipDriver

NEAR = (SLOPE[0] + 0.001, SLOPE[1])
"""111 metres from where they gather."""


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await opened_with_squads(town)


async def shares(
    driver: TownshipDriver,
    who: str,
    at: tuple[float, float] = NEAR,
    *,
    live: int | None = 3600,
    when: datetime | None = None,
) -> list[Deployed]:
    """Somebody's phone tells where it is; ``live`` None ends it."""
    until = driver.now + timedelta(seconds=live) if live is not None else None
    fix = Fix(when or driver.now, *at, accuracy=12.4, heading=90, live_until=until)
    actor = await driver.actor(who)
    async with driver.town.database.transaction() as session:
        return await tracks.follow(session, actor, fix)


async def count(driver: TownshipDriver, table: type[Any]) -> int:
    async with driver.town.database.reading() as session:
        return int(await session.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


async def known(driver: TownshipDriver, number: int) -> dict[str, Located]:
    names = {person: who for who, person in driver.people.items()}
    async with driver.town.database.reading() as session:
        found = await tracks.everybody(session, await session.get_one(Mobilisation, number))
    return {names[one.person.id]: one for one in found}


async def test_a_moving_phone_leaves_a_point_each_half_minute_and_its_latest_place_always(
    driver: TownshipDriver,
) -> None:
    number = await running(driver)
    await says(driver, number, Answer.COMING, "a1")
    for step in range(61):  # two minutes, a place every other second
        await shares(driver, "a1", (SLOPE[0] + step / 10_000, SLOPE[1]))
        driver.forward(seconds=2)
    assert await count(driver, TrackPoint) == 5
    assert await count(driver, Whereabouts) == 1
    place = (await known(driver, number))["a1"].place
    assert place is not None
    assert (round(place.latitude - SLOPE[0], 6), place.accuracy, place.heading) == (0.006, 12.4, 90)


async def test_only_who_is_out_is_followed_and_the_hint_comes_when_sharing_begins(driver: TownshipDriver) -> None:
    number = await running(driver)
    assert await shares(driver, "a1") == [], "called, but not on the way"
    assert await shares(driver, "duty") == []
    assert await count(driver, Whereabouts) == 0
    await says(driver, number, Answer.COMING, "a1")
    assert [one.id for one in await shares(driver, "a1")] == [number]
    assert await shares(driver, "a1") == [], "said once"
    assert await shares(driver, "a1", live=None) == []
    assert [one.id for one in await shares(driver, "a1")] == [number], "begun anew, said anew"


async def test_it_ends_when_the_person_is_back_or_all_is_over(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1", "a2")
    await shares(driver, "a1")
    await driver.by("duty", stand_down.stand_down, number)
    driver.forward(minutes=1)
    await shares(driver, "a1", SLOPE)
    assert await count(driver, TrackPoint) == 2, "on the way home as well"
    await driver.by("a1", stand_down.back, number)
    driver.forward(minutes=1)
    assert await shares(driver, "a1") == []
    assert await count(driver, TrackPoint) == 2
    assert set(await known(driver, number)) == {"a2"}


async def test_who_is_out_on_two_mobilisations_is_known_to_both(driver: TownshipDriver) -> None:
    first, second = await running(driver), await running(driver)
    for number in (first, second):
        await says(driver, number, Answer.COMING, "a1")
    assert [one.id for one in await shares(driver, "a1")] == [second, first]
    for number in (first, second):
        assert (await known(driver, number))["a1"].place is not None


async def test_a_place_that_was_held_up_on_the_way_does_not_replace_a_newer_one(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.COMING, "a1")
    await shares(driver, "a1", SLOPE)
    await shares(driver, "a1", NEAR, when=driver.now - timedelta(minutes=5))
    place = (await known(driver, number))["a1"].place
    assert place is not None
    assert place.latitude == SLOPE[0]


async def test_a_pin_among_the_reports_counts_as_a_place_and_ends_no_sharing(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1", "a2")
    await shares(driver, "a2")
    for who in ("a1", "a2"):
        await driver.by(who, notes.add, number, NoteContent(point=SLOPE, message_id=1))
    found = await known(driver, number)
    pinned, sharing = found["a1"].place, found["a2"].place
    assert pinned is not None
    assert sharing is not None
    assert (pinned.latitude, pinned.live_until) == (SLOPE[0], None)
    assert track_cards.shared(sharing.live_until, driver.now)


async def test_a_moving_phone_is_no_check_in(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1")
    async with driver.town.database.reading() as session:
        before = (await session.scalars(sa.select(Team.next_at))).one()
    driver.forward(minutes=20)
    await shares(driver, "a1")
    async with driver.town.database.reading() as session:
        assert (await session.scalars(sa.select(Team.next_at))).one() == before
    assert await forward(driver, 5, "team") == ["a1"], "asked as ever"


async def test_the_commander_sees_by_squad_how_old_and_how_far(driver: TownshipDriver) -> None:
    number = await running(driver, A, B)
    await says(driver, number, Answer.ON_SCENE, "a1", "b1")
    await says(driver, number, Answer.COMING, "a2")
    await shares(driver, "a1")
    await shares(driver, "b1", live=60)
    driver.forward(minutes=3)
    async with driver.town.database.reading() as session:
        one = await session.get_one(Mobilisation, number)
        found = await tracks.everybody(session, one)
    words = driver.town.words(None)
    card = track_cards.listed(driver.town, words, one, found, 0, driver.now)
    lines = card.text.split("\n")
    assert "在外 3 人，有位置 2 人" in lines[1]
    assert lines[2:7] == [
        f"<b>{A}</b>",
        "· 队*（尾号7001）：🟢 实时，3 分钟前，距集合点 110 米",
        "· 队*（尾号7002）：没有位置",
        f"<b>{B}</b>",
        "· 队*（尾号8001）：3 分钟前，距集合点 110 米",
    ]
    assert [row[0].text for row in card.rows] == ["📍 队*（尾号7001）", "📍 队*（尾号8001）", "打开集结"]
    pin = track_cards.pin(driver.town, words, one, found[0], driver.now + timedelta(hours=2))
    assert pin.place == NEAR
    assert "2 小时前，误差约 12 米" in pin.text


async def test_a_cry_for_help_says_where_it_came_from(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1", "a2")
    await shares(driver, "a1")
    for who in ("a1", "a2"):
        await driver.by(who, mobilisation_responses.call_for_help, number)
    rows = [row for who, row in await told(driver, "mobilisation_alarm") if who == "duty"]
    assert rows[0].content["place"] == list(NEAR)
    assert "最后位置：11-23 10:00" in rows[0].content["text"]
    assert "place" not in rows[1].content


async def test_after_its_time_where_people_were_is_destroyed(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.COMING, "a1", "a2")
    await shares(driver, "a1")
    driver.forward(days=2)
    await shares(driver, "a2")
    driver.forward(days=28, minutes=1)
    assert driver.town.settings.privacy.tracks_kept == timedelta(days=30)
    assert await ticks.do(driver.town, "forget_tracks") == 1
    assert (await known(driver, number))["a1"].place is None
    assert (await known(driver, number))["a2"].place is not None
    driver.forward(days=2)
    assert await ticks.do(driver.town, "forget_tracks") == 1
    assert (await count(driver, TrackPoint), await count(driver, Whereabouts)) == (0, 0)


async def test_the_record_says_who_was_where(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.COMING, "a1")
    await shares(driver, "a1")
    driver.forward(minutes=1)
    await shares(driver, "a1", SLOPE)
    actor = await driver.actor("duty")
    async with driver.town.database.reading() as session:
        _, content = await demobilisation_record.workbook(Act(session, driver.town, driver.now, actor), number)
        way = await tracks.way(session, number)
    sheet = load_workbook(BytesIO(content))["位置"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["2026-11-23 10:00", "队*（尾号7001）", A, "30.18710, 108.05210", 12, 111],
        ["2026-11-23 10:01", "队*（尾号7001）", A, "30.18610, 108.05210", 12, 0],
    ]
    many = [way[0]] * 9_000 + [way[1]]
    thinned = record_field.thinned(many)
    assert len(thinned) <= record_field.MOST_PLACES + 2
    assert (thinned[0], thinned[-1]) == (way[0], way[1])
