"""All is well is said by people who are there, and what is decided from many answers is decided in turn."""

import pytest
import sqlalchemy as sa

from mobilisation_steps import A, B, counted, forward, opened_with_squads, running, says, squad_id, told
from models import Mobilisation, Post, Team
from models.enums import Answer, MobilisationState
from scheduler import ticks
from services.core.errors import Stale
from services.core.town import Town
from services.demobilisation import stand_down
from services.field import handover_cards, handovers, takeovers
from services.mobilisation import responses, safety_checks
from township import TownshipDriver
from two_at_once import Does, at_once


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await opened_with_squads(town)


async def asked_later(driver: TownshipDriver, number: int) -> list[str]:
    """Return the squads to ask again, by code."""
    async with driver.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Team.squad_id).where(Team.mobilisation_id == number, Team.next_at.is_not(None))
        )
        names = {await squad_id(driver, A): "a", await squad_id(driver, B): "b"}
        return sorted(names[row] for row in rows)


async def test_the_people_on_scene_are_asked_and_not_a_captain_at_home(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.CANNOT, "a0")
    await says(driver, number, Answer.ON_SCENE, "a1", "a2")
    assert await forward(driver, 25, "team") == ["a1", "a2"]
    await says(driver, number, Answer.COMING, "a0")
    assert await forward(driver, 5, "team") == ["a0", "a1", "a2", "duty"], "the captain hears the alarm"
    buttons = {
        who: [button["text"] for line in row.content["rows"] for button in line]
        for who, row in (await told(driver, "team"))[-4:]
    }
    assert "✅ 全队平安" in buttons["a1"]
    assert "✅ 全队平安" not in buttons["a0"]
    await says(driver, number, Answer.ON_SCENE, "a0")
    await driver.by("a0", safety_checks.check_in, number)
    assert await forward(driver, 25, "team") == ["a0"], "the captain speaks for the team once there"


@pytest.mark.parametrize("answer", [None, Answer.RECEIVED, Answer.COMING, Answer.CANNOT])
async def test_all_is_well_is_not_accepted_from_people_who_are_not_there(
    driver: TownshipDriver, answer: Answer | None
) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a2")
    if answer is not None:
        await says(driver, number, answer, "a0")
    assert await forward(driver, 25, "team") == ["a2"]
    with pytest.raises(Stale, match="mobilise-check-in-not-there"):
        await driver.by("a0", safety_checks.check_in, number)
    assert await forward(driver, 5, "team") == ["a0", "a2", "duty"], "the alarm comes all the same"


async def test_whoever_has_handed_over_or_is_back_does_not_say_that_all_is_well(driver: TownshipDriver) -> None:
    number = await running(driver, A, B)
    await says(driver, number, Answer.ON_SCENE, "a1", "a2", "b1")
    _, made = await driver.by("a1", handovers.begin, number, "shift", driver.people["a4"])
    for field in handover_cards.FIELDS:
        await driver.by("a1", lambda act, field=field: handovers.say(act.session, act.actor, made.id, field, "无"))
    await driver.by("a1", handovers.ask, made.id)
    await driver.by("a4", takeovers.answer, made.id, agrees=True)
    with pytest.raises(Stale, match="mobilise-check-in-not-there"):
        await driver.by("a1", safety_checks.check_in, number)
    await driver.by("duty", stand_down.stand_down, number)
    await driver.by("a2", stand_down.back, number)
    with pytest.raises(Stale, match="mobilise-check-in-not-there"):
        await driver.by("a2", safety_checks.check_in, number)
    await driver.by("a4", safety_checks.check_in, number)


async def test_a_team_that_is_back_is_asked_no_more_while_another_is_still_out(driver: TownshipDriver) -> None:
    number = await running(driver, A, B)
    await says(driver, number, Answer.ON_SCENE, "a1", "b1")
    await driver.by("duty", stand_down.stand_down, number)
    await driver.by("a1", stand_down.back, number)
    assert await asked_later(driver, number) == ["b"]
    assert await forward(driver, 25, "team") == ["b1"]


async def test_after_the_end_an_old_press_brings_no_alarm(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a0")
    await driver.by("duty", stand_down.stand_down, number)
    await driver.by("a0", stand_down.back, number)
    for _ in range(2):
        with pytest.raises(Stale):
            await driver.by("a0", safety_checks.check_in, number)
        assert await forward(driver, 60, "team") == []
        async with driver.town.database.reading() as session:
            state = (await session.get_one(Mobilisation, number)).state
        if state is not MobilisationState.ENDED:
            await driver.by("duty", stand_down.end, number)


async def test_a_timer_that_was_left_running_stops_by_itself(driver: TownshipDriver) -> None:
    """What an earlier version has left in the database raises no alarm either."""
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a0")
    await driver.by("duty", stand_down.stand_down, number)
    await driver.by("a0", stand_down.back, number)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Team).values(next_at=driver.now, asked=1))
    assert await forward(driver, 60, "team") == []
    assert await asked_later(driver, number) == []


async def test_two_who_cannot_come_at_once_are_weighed_together(driver: TownshipDriver) -> None:
    number = await running(driver)
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Team).values(needed=3))
    await at_once(
        driver,
        Does("a0", responses.answer, (number, Answer.CANNOT)),
        Does("a2", responses.answer, (number, Answer.CANNOT)),
    )
    assert (await counted(driver, number)).possible == 1, "one of the other two cannot be reached"
    assert [who for who, _ in await told(driver, "mobilisation_alarm")] == ["duty"]


async def test_two_who_cannot_come_at_once_call_the_only_substitute_once(driver: TownshipDriver) -> None:
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).values(substitute_for_id=None))
    number = await running(driver)
    await at_once(
        driver,
        Does("a1", responses.answer, (number, Answer.CANNOT)),
        Does("a2", responses.answer, (number, Answer.CANNOT)),
    )
    assert [who for who, _ in await told(driver, "mobilisation")] == ["a0", "a1", "a2", "a3", "a4"]
    assert [who for who, _ in await told(driver, "mobilisation_alarm")] == ["duty"], "three of four are left"


async def test_the_last_two_who_come_back_at_once_end_the_asking(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1", "a2")
    await driver.by("duty", stand_down.stand_down, number)
    await at_once(driver, Does("a1", stand_down.back, (number,)), Does("a2", stand_down.back, (number,)))
    assert await asked_later(driver, number) == []
    assert await forward(driver, 120, "team") == []


async def test_a_press_that_meets_the_last_return_starts_nothing_again(driver: TownshipDriver) -> None:
    number = await running(driver)
    await says(driver, number, Answer.ON_SCENE, "a1")
    await driver.by("duty", stand_down.stand_down, number)
    _, pressed = await at_once(
        driver,
        Does("duty", stand_down.all_back, (number, await squad_id(driver, A))),
        Does("a1", safety_checks.check_in, (number,)),
    )
    assert isinstance(pressed, Stale)
    assert await asked_later(driver, number) == []


async def test_an_answer_that_meets_the_stand_down_starts_no_timer(driver: TownshipDriver) -> None:
    number = await running(driver)
    _, said = await at_once(
        driver,
        Does("duty", stand_down.stand_down, (number,)),
        Does("a1", responses.answer, (number, Answer.ON_SCENE)),
    )
    assert isinstance(said, Stale)
    assert await asked_later(driver, number) == []
    await driver.by("duty", stand_down.end, number)
    await ticks.work_off(driver.town)
    assert await forward(driver, 120, "team") == []
