"""Several cases at once: each is done or refused with its reason, nothing is half done, pressed twice is done once."""

from typing import Any

import pytest
import sqlalchemy as sa

from models import Case, Draft, JournalEntry, Message, Person
from models.enums import CaseState, Kind, Priority
from services.assignments import handling
from services.core.act import Act
from services.core.errors import Forbidden, Refused
from services.core.town import Town
from services.reminders import agenda, steps
from services.reminders.agenda import When
from services.triage import several, triage
from services.triage.several import Outcome
from township import SLOPE, TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


def reasons(outcomes: list[Outcome]) -> list[str | None]:
    """Return the key of each reason, None for what was done."""
    return [one.refused.key if one.refused else None for one in outcomes]


def away(number: int) -> dict[str, float]:
    """Return another place, so far away that nobody takes the report for the same danger."""
    return {"latitude": SLOPE[0] + number * 0.003}


async def told(driver: TownshipDriver, event: str) -> list[tuple[str, str]]:
    """Return the names of the people told, with the text."""
    async with driver.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Person.name, Message.content)
            .join(Person, Person.id == Message.person_id)
            .where(Message.event == event)
            .order_by(Message.id)
        )
        return [(name, content["text"]) for name, content in rows]


async def test_each_case_is_dispatched_as_suggested_or_left_as_it_was(driver: TownshipDriver) -> None:
    fresh = await driver.files(line=None, text="后山滑坡")
    judged = await driver.files(text="边坡", **away(1))
    await driver.by("duty", triage.judge, judged.id)
    unclear = await driver.files(line=None, text="请来看看", **away(2))
    held = await driver.files(text="同事在看", **away(3))
    await driver.by("night", triage.claim, held.id)
    gone = await driver.dispatched("road-station", text="早交办了", **away(4))
    over = await driver.files(text="误报", **away(5))
    await driver.by("duty", triage.dismiss, over.id, reason="误报")
    ids = [one.id for one in (fresh, judged, unclear, held, gone, over)]
    outcomes = await driver.by("duty", several.dispatch, [*ids, fresh.id])
    assert reasons(outcomes) == [
        None,
        None,
        "several-unclear",
        "error-claimed",
        "several-dispatched-already",
        "error-case-moved-on",
    ]
    assert outcomes[0].names == ("自然资源所",)
    left = await driver.case(unclear.id)
    assert (left.state, left.claimed_by_id) == (CaseState.SUBMITTED, None), "what was begun is taken back"
    assert [action for action, _ in await driver.journal(left)] == ["file"]
    async with driver.town.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).where(Draft.subject_id == unclear.id)) == 0
    before = await told(driver, "issued")
    assert set(reasons(await driver.by("duty", several.dispatch, ids))) == {
        "several-unclear",
        "error-claimed",
        "several-dispatched-already",
        "error-case-moved-on",
    }
    assert await told(driver, "issued") == before, "pressed twice, nobody is told twice"
    (refused,) = await driver.by("director", several.dispatch, [unclear.id])
    assert isinstance(refused.refused, Forbidden)


async def test_a_probable_duplicate_is_left_out_and_the_older_one_goes(driver: TownshipDriver) -> None:
    first = await driver.files(text="屋后裂缝")
    again = await driver.files("principal", text="房子后面裂了")
    elsewhere = await driver.files(text="桥头裂缝", **away(1))
    outcomes = await driver.by("duty", several.dispatch, [one.id for one in (again, first, elsewhere)])
    assert reasons(outcomes) == ["several-alike", None, None]
    assert isinstance(outcomes[0].refused, Refused)
    assert outcomes[0].refused.arguments == {"number": first.number}
    assert (await driver.case(again.id)).state is CaseState.SUBMITTED
    older, newer = await driver.files(text="河堤裂缝", **away(2)), await driver.files(text="河堤裂了", **away(2))
    await driver.dispatched(case=newer)
    assert reasons(await driver.by("duty", several.dispatch, [older.id])) == ["several-alike"], "a unit works on it"


async def test_who_owes_hears_once_about_all_that_is_pressed_for(driver: TownshipDriver) -> None:
    first = await driver.dispatched("natural-resources", "road-station", text="第一件")
    second = await driver.dispatched("natural-resources", text="第二件")
    await driver.by("land", handling.accept, (await driver.assignment(second, "natural-resources")).id)
    waiting = await driver.files(text="没人研判")
    done = await driver.files(text="误报")
    await driver.by("duty", triage.dismiss, done.id, reason="误报")
    ids = [first.id, second.id, waiting.id, done.id]
    outcomes = await driver.by("director", several.urge, ids)
    assert reasons(outcomes) == [None, None, None, "error-case-moved-on"]
    assert set(outcomes[0].names) == {"蒋经办", "沈经办"}
    assert outcomes[1].names == ("蒋经办",)
    alone, together = dict(await told(driver, "urged")), dict(await told(driver, "urged_several"))
    assert set(together) == {"蒋经办"}
    assert all(part in together["蒋经办"] for part in ("吴书记", "2 件", first.number, second.number, "第二件"))
    assert "沈经办" in alone
    assert {"孙值班", "李夜班"} <= alone.keys(), "the desk owes what waits for it"
    again = await driver.by("duty", several.urge, ids)
    assert reasons(again) == ["urge-lately"] * 3 + ["error-case-moved-on"]
    assert dict(await told(driver, "urged")) == alone
    driver.forward(minutes=31)
    assert reasons(await driver.by("duty", several.urge, [first.id, waiting.id])) == [
        None,
        "urge-yours",
    ], "what the desk owes is the duty officer's as well"
    (forbidden,) = await driver.by("land", several.urge, [first.id])
    assert isinstance(forbidden.refused, Forbidden)
    async with driver.town.database.reading() as session:
        noted = await session.scalars(sa.select(JournalEntry.subject).where(JournalEntry.action == "urge"))
        assert sorted(noted) == sorted(f"case:{one}" for one in (first.id, first.id, second.id, waiting.id))


async def test_a_person_is_not_pressed_for_the_own_step_and_a_late_one_reaches_the_head(driver: TownshipDriver) -> None:
    async def alone(act: Act, case: Case) -> list[Outcome]:
        return await several.urge(act, [case.id])

    case = await driver.dispatched("natural-resources")
    driver.forward(days=2)
    assert set((await driver.by("duty", alone, case))[0].names) == {"蒋经办", "卫所长"}
    incident = await driver.dispatched("road-station", kind=Kind.INCIDENT)
    driver.forward(hours=13)
    await driver.by("duty", alone, incident)
    async with driver.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Message.case_id, Message.priority, Message.not_before > Message.created_at).where(
                Message.event == "urged"
            )
        )
        waits = {case_id: (priority, later) for case_id, priority, later in rows}
    assert waits[incident.id] == (Priority.ORDER, False), "an incident does not wait for the morning"
    assert waits[case.id][0] is Priority.REMINDER


async def test_what_has_climbed_to_a_leader_is_the_leaders_to_press_for(driver: TownshipDriver) -> None:
    async def mine(act: Act, **more: Any) -> tuple[When, list[int], int]:
        found = await agenda.agenda(act, **more)
        return found.when, [due.row.case_id for due in found.listing.entries], found.counts[When.PRESS]

    assert await driver.by("geology_director", mine) == (When.NOW, [], 0)
    case = await driver.dispatched("natural-resources")
    for _ in range(8):
        driver.forward(days=1)
        async with driver.town.database.transaction() as session:
            while await steps.take_due(Act(session, driver.town, driver.now, await driver.actor("operator"))):
                pass
    when, found, count = await driver.by("geology_director", mine)
    assert (when, count) == (When.PRESS, len(found))
    assert set(found) == {case.id}
    unit, owed, _ = await driver.by("land_head", mine)
    assert unit is When.NOW, "what a unit owes is for the unit to do"
    assert set(owed) == {case.id}
