"""A problem on one of the seven lists goes from its measures over the rectification to the acceptance by another."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import JournalEntry, Message, Post
from models.enums import (
    Action,
    DraftKind,
    EntryState,
    ProblemColour,
    ProblemOrigin,
    ProblemState,
    ProblemStep,
    Role,
)
from problem_steps import (
    OWN,
    WIDER,
    accepts,
    carded,
    entries,
    finished,
    found,
    fresh,
    its_measures,
    rectifying,
    refuses,
    reports,
    running,
)
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.people.rights import TABLE as RIGHTS
from services.problems import decisions, lifecycle, measures, progress, standing
from services.problems.lifecycle import OPEN, TABLE
from township import TownshipDriver


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def steps(driver: TownshipDriver, problem_id: int) -> list[str]:
    async with driver.town.database.reading() as session:
        query = sa.select(JournalEntry.action).where(JournalEntry.subject == f"problem:{problem_id}")
        return list(await session.scalars(query.order_by(JournalEntry.seq)))


async def told(driver: TownshipDriver, part: str) -> set[str]:
    names = {person_id: who for who, person_id in driver.people.items()}
    async with driver.town.database.reading() as session:
        found_ones = await session.scalars(sa.select(Message).where(Message.event.like("problem%")))
        return {names[one.person_id or 0] for one in found_ones if part in one.content["text"]}


async def colour(driver: TownshipDriver, problem_id: int) -> ProblemColour | None:
    async with driver.town.database.reading() as session:
        problem = await lifecycle.load(session, problem_id, lock=False)
        (shown,) = await standing.load(session, [problem])
        return shown.colour(driver.town.settings.problems, driver.now)


def test_every_step_of_the_table_leads_somewhere_and_needs_a_right_that_somebody_has() -> None:
    assert {step for _, step in TABLE} == set(ProblemStep) - {ProblemStep.FILE}
    assert all(RIGHTS[found_step.needs] for found_step in TABLE.values())
    reached = {ProblemState.NEW} | {found_step.to for found_step in TABLE.values() if found_step.to}
    assert reached == set(ProblemState)
    for state in OPEN:
        assert any(found_step.to not in (None, state) for (here, _), found_step in TABLE.items() if here is state)


async def test_from_the_problem_over_measures_and_progress_to_the_acceptance(driver: TownshipDriver) -> None:
    problem = await found(driver)
    assert problem.number.startswith("WT20261123-")
    assert set(await running(driver, problem)) == {"problem_plan"}
    assert await told(driver, "请报整改措施") == {"land", "land_head"}
    await driver.by("land", measures.add, problem.id, f"1. {OWN}\n{WIDER}")
    assert [(one.text, one.wider) for one in await its_measures(driver, problem)] == [
        (OWN, False),
        ("全镇学校排查同类线路", True),
    ]
    await driver.by("land", measures.hand_in, problem.id)
    assert set(await running(driver, problem)) == {"problem_review"}
    await driver.by("duty", measures.approve, problem.id)
    due = await running(driver, problem)
    assert due == {"problem_rectify": problem.due_at}
    first, wider = await its_measures(driver, problem)
    entry = await reports(driver, first)
    assert (await fresh(driver, problem)).state is ProblemState.RECTIFYING
    assert set(await running(driver, problem)) == {"problem_rectify", "problem_review"}
    await driver.by("duty", progress.pass_entry, entry.id)
    assert set(await running(driver, problem)) == {"problem_rectify"}, "nothing waits for a review any more"
    entry = await reports(driver, wider)
    await driver.by("duty", progress.pass_entry, entry.id)
    assert (await fresh(driver, problem)).state is ProblemState.FINISHED, "no press is needed for it"
    assert set(await running(driver, problem)) == {"problem_accept"}
    done = await accepts(driver, "deputy", problem)
    assert (done.state, done.closed_by_id) == (ProblemState.CLOSED, driver.people["deputy"])
    assert await running(driver, problem) == {}
    assert await steps(driver, problem.id) == [
        "file", "change_measures", "plan", "approve", "report", "pass", "report", "pass", "finish", "accept",
    ]  # fmt: skip


async def test_measures_need_exactly_one_that_looks_elsewhere(driver: TownshipDriver) -> None:
    problem = await found(driver)
    await driver.by("land", measures.add, problem.id, OWN)
    with pytest.raises(Refused, match="problem-wider-none"):
        await driver.by("land", measures.hand_in, problem.id)
    await driver.by("land", measures.add, problem.id, "全镇排查", wider=True)
    for again in ((WIDER, False), ("再排查一遍", True)):
        with pytest.raises(Refused, match="problem-wider-twice"):
            await driver.by("land", measures.add, problem.id, again[0], wider=again[1])
    (own, _) = await its_measures(driver, problem)
    await driver.by("land", measures.take_out, own.id)
    with pytest.raises(Refused, match="problem-measures-none"):
        await driver.by("land", measures.hand_in, problem.id)


async def test_nobody_judges_what_they_or_their_unit_have_done(driver: TownshipDriver) -> None:
    water = {"unit_id": driver.units["water-station"]}
    problem = await found(driver, **water)
    await driver.by("both", measures.add, problem.id, f"{OWN}\n{WIDER}")
    await driver.by("both", measures.hand_in, problem.id)
    for service in (measures.approve, lambda act, id_: measures.send_back(act, id_, "不行")):
        with pytest.raises(Forbidden, match="error-own-work"):
            await driver.by("both", service, problem.id)
    await driver.by("duty", measures.approve, problem.id)
    for measure in await its_measures(driver, problem):
        entry = await reports(driver, measure, who="both")
        with pytest.raises(Forbidden, match="error-own-work"):
            await driver.by("both", progress.pass_entry, entry.id)
        await driver.by("duty", progress.pass_entry, entry.id)
    with pytest.raises(Forbidden, match="error-own-work"):
        await accepts(driver, "both", problem)
    with pytest.raises(Forbidden):
        await accepts(driver, "land", problem)
    await accepts(driver, "duty", problem)


async def test_who_handled_it_before_a_change_of_unit_does_not_accept_it(driver: TownshipDriver) -> None:
    problem = await rectifying(driver)
    first, wider = await its_measures(driver, problem)
    entry = await reports(driver, first)
    await driver.by("duty", progress.pass_entry, entry.id)
    await driver.by("chief", decisions.assign, problem.id, unit_id=driver.units["road-station"])
    with pytest.raises(Forbidden):
        await reports(driver, wider, who="land")
    entry = await reports(driver, wider, who="road")
    await driver.by("duty", progress.pass_entry, entry.id)
    await accepts(driver, "director", problem)
    assert (await fresh(driver, problem)).state is ProblemState.CLOSED


async def test_progress_that_is_sent_back_leaves_the_measure_open_and_its_words_stay(driver: TownshipDriver) -> None:
    problem = await rectifying(driver)
    (first, _) = await its_measures(driver, problem)
    with pytest.raises(Refused, match="problem-progress-evidence"):
        await reports(driver, first, photos=0)
    entry = await reports(driver, first, "已更换线路", photos=0, done=False)
    await driver.by("duty", progress.send_back, entry.id, "没有说明更换多少米")
    with pytest.raises(Stale, match="problem-entry-reviewed"):
        await driver.by("deputy", progress.pass_entry, entry.id)
    (kept,) = await entries(driver, problem.id)
    assert (kept.text, kept.state, kept.reason) == ("已更换线路", EntryState.RETURNED, "没有说明更换多少米")
    assert await told(driver, "没有说明更换多少米") == {"land", "land_head"}
    entry = await reports(driver, first, "更换线路 200 米")
    await driver.by("duty", progress.pass_entry, entry.id)
    with pytest.raises(Stale, match="problem-measure-done"):
        await reports(driver, first, "再报一次")


async def test_the_review_is_due_by_the_oldest_entry_that_waits(driver: TownshipDriver) -> None:
    problem = await rectifying(driver)
    first, wider = await its_measures(driver, problem)
    one = await reports(driver, first, done=False)
    due = (await running(driver, problem))["problem_review"]
    driver.forward(days=1)
    await reports(driver, wider, done=False)
    assert (await running(driver, problem))["problem_review"] == due
    await driver.by("duty", progress.pass_entry, one.id)
    assert (await running(driver, problem))["problem_review"] == due + timedelta(days=1)


async def test_a_failed_acceptance_becomes_a_further_measure_and_keeps_what_is_done(driver: TownshipDriver) -> None:
    problem = await finished(driver)
    back = await refuses(driver, "deputy", problem, "配电箱没有上锁")
    assert (back.state, back.refused) == (ProblemState.RECTIFYING, 1)
    first, asked, wider = await its_measures(driver, problem)
    assert (asked.text, asked.refused, asked.done_at) == ("配电箱没有上锁", True, None)
    assert first.done_at
    assert wider.done_at
    entry = await reports(driver, asked)
    await driver.by("duty", progress.pass_entry, entry.id)
    assert (await accepts(driver, "deputy", problem)).state is ProblemState.CLOSED


async def test_a_problem_that_has_come_back_is_opened_again_with_time_for_it(driver: TownshipDriver) -> None:
    problem = await finished(driver)
    await accepts(driver, "deputy", problem)
    driver.forward(days=60)
    with pytest.raises(Forbidden):
        await driver.by("duty", decisions.reopen, problem.id, "反弹")
    again = await driver.by("chief", decisions.reopen, problem.id, "问题反弹")
    assert (again.state, again.reopened, again.closed_at) == (ProblemState.RECTIFYING, 1, None)
    assert again.due_at > driver.now
    assert [one.text for one in await its_measures(driver, problem) if one.done_at is None] == ["问题反弹"]


async def test_a_problem_that_was_dropped_stays_to_be_seen_and_can_come_back(driver: TownshipDriver) -> None:
    problem = await found(driver)
    with pytest.raises(Refused, match="error-reason-needed"):
        await driver.by("chief", decisions.drop, problem.id, " ")
    await driver.by("chief", decisions.drop, problem.id, "重复登记")
    assert await running(driver, problem) == {}
    assert await colour(driver, problem.id) is None
    with pytest.raises(Stale, match="problem-moved-on"):
        await driver.by("land", measures.add, problem.id, OWN)
    assert (await driver.by("chief", decisions.reopen, problem.id, "不是重复")).state is ProblemState.NEW
    assert set(await running(driver, problem)) == {"problem_plan"}


async def test_a_problem_dropped_when_all_was_done_comes_back_to_its_acceptance(driver: TownshipDriver) -> None:
    problem = await finished(driver)
    await driver.by("chief", decisions.drop, problem.id, "以为重复")
    driver.forward(days=60)
    again = await driver.by("chief", decisions.reopen, problem.id, "不是重复")
    assert again.due_at > driver.now, "nobody is late by the time in which it was dropped"
    await driver.by("land", measures.hand_in, problem.id)
    await driver.by("duty", measures.approve, problem.id)
    assert (await fresh(driver, problem)).state is ProblemState.FINISHED, "there is nothing left to report"
    assert (await accepts(driver, "deputy", problem)).state is ProblemState.CLOSED


async def test_progress_that_waited_when_it_was_dropped_is_owed_a_review_again(driver: TownshipDriver) -> None:
    problem = await rectifying(driver)
    (first, _) = await its_measures(driver, problem)
    entry = await reports(driver, first)
    await driver.by("chief", decisions.drop, problem.id, "以为重复")
    await driver.by("chief", decisions.reopen, problem.id, "不是重复")
    await driver.by("land", measures.hand_in, problem.id)
    await driver.by("duty", measures.approve, problem.id)
    assert set(await running(driver, problem)) == {"problem_rectify", "problem_review"}
    await driver.by("duty", progress.pass_entry, entry.id)
    assert (await fresh(driver, problem)).state is ProblemState.RECTIFYING


async def test_nobody_accepts_what_they_planned_or_were_named_for_in_a_former_post(driver: TownshipDriver) -> None:
    problem = await found(driver, person_id=driver.people["land"])
    await driver.by("land_head", measures.add, problem.id, f"{OWN}\n{WIDER}")
    (own, _) = await its_measures(driver, problem)
    await driver.by("land_head", measures.take_out, own.id)
    await driver.by("chief", decisions.assign, problem.id, unit_id=driver.units["road-station"])
    await driver.by("road", measures.add, problem.id, OWN)
    await driver.by("road", measures.hand_in, problem.id)
    await driver.by("duty", measures.approve, problem.id)
    for measure in await its_measures(driver, problem):
        await driver.by("duty", progress.pass_entry, (await reports(driver, measure, who="road")).id)
    async with driver.town.database.transaction() as session:  # both work at the station by now
        session.add_all([Post(person_id=driver.people[who], role=Role.STATION_STAFF) for who in ("land", "land_head")])
    for who in ("land", "land_head", "road"):
        with pytest.raises(Forbidden):
            await accepts(driver, who, problem)
    assert (await accepts(driver, "spare", problem)).state is ProblemState.CLOSED


async def test_a_unit_enters_only_what_it_has_found_itself(driver: TownshipDriver) -> None:
    with pytest.raises(Forbidden):
        await found(driver, who="land", unit_id=driver.units["road-station"], origin=ProblemOrigin.SELF)
    with pytest.raises(Forbidden, match="problem-not-self-found"):
        await found(driver, who="land")
    problem = await found(driver, who="land", origin=ProblemOrigin.SELF, source="月度自查", concealed=True)
    assert not problem.concealed
    assert "duty" in await told(driver, "自查发现")
    with pytest.raises(Forbidden):
        await found(driver, who="officer")


async def test_a_measure_with_a_day_of_its_own_has_a_deadline_within_the_problems(driver: TownshipDriver) -> None:
    problem = await found(driver)
    (own, _) = await driver.by("land", measures.add, problem.id, f"{OWN}\n{WIDER}")
    with pytest.raises(Refused, match="problem-day-beyond"):
        await driver.by("land", measures.set_day, own.id, problem.due_at + timedelta(days=1))
    day = driver.now + timedelta(days=10)
    await driver.by("land", measures.set_day, own.id, day)
    await driver.by("land", measures.hand_in, problem.id)
    await driver.by("duty", measures.approve, problem.id)
    assert await running(driver, problem) == {"problem_measure": day, "problem_rectify": problem.due_at}
    driver.forward(days=11)
    assert await colour(driver, problem.id) is ProblemColour.RED
    entry = await reports(driver, own)
    await driver.by("duty", progress.pass_entry, entry.id)
    assert set(await running(driver, problem)) == {"problem_rectify"}
    assert await colour(driver, problem.id) is ProblemColour.YELLOW


async def test_the_colour_follows_the_progress_and_the_time(driver: TownshipDriver) -> None:
    problem = await rectifying(driver)
    assert await colour(driver, problem.id) is ProblemColour.YELLOW
    driver.forward(days=24)
    assert await colour(driver, problem.id) is ProblemColour.ORANGE, "eight tenths of the time, and measures are open"
    driver.forward(days=7)
    assert await colour(driver, problem.id) is ProblemColour.RED
    await driver.by("chief", decisions.move_due, problem.id, driver.now + timedelta(days=60))
    assert await colour(driver, problem.id) is ProblemColour.YELLOW
    assert (await running(driver, problem))["problem_rectify"] == driver.now + timedelta(days=60)
    for measure in await its_measures(driver, problem):
        entry = await reports(driver, measure)
        await driver.by("duty", progress.pass_entry, entry.id)
    assert await colour(driver, problem.id) is ProblemColour.BLUE
    await accepts(driver, "deputy", problem)
    assert await colour(driver, problem.id) is ProblemColour.GREEN


async def test_concealed_counts_double_and_self_found_not_at_all(driver: TownshipDriver) -> None:
    weights = driver.town.settings.problems.weights
    above = await found(driver)
    own = await found(driver, who="land", origin=ProblemOrigin.SELF, source="自查")
    assert [standing.weight(weights, one) for one in (above, own)] == [1, 0]
    with pytest.raises(Forbidden):
        await driver.by("duty", decisions.mark, above.id, "早已知道", concealed=True)
    hidden = await driver.by("chief", decisions.mark, above.id, "六月台账已有记录", concealed=True)
    assert standing.weight(weights, hidden) == 2
    with pytest.raises(Refused, match="problem-self-found-not-concealed"):
        await driver.by("chief", decisions.mark, own.id, "早已知道", concealed=True)
    cleared = await driver.by("chief", decisions.mark, above.id, "核实不属实", concealed=False)
    assert standing.weight(weights, cleared) == 1
    dropped = await driver.by("chief", decisions.drop, above.id, "登记错误")
    assert standing.weight(weights, dropped) == 0


async def test_a_card_that_is_submitted_twice_counts_once(driver: TownshipDriver) -> None:
    problem = await finished(driver)
    await accepts(driver, "deputy", problem)
    with pytest.raises(Stale, match="problem-moved-on"):
        await accepts(driver, "chief", problem)
    other = await finished(driver)
    with pytest.raises(Refused, match="error-reason-needed"):
        await carded(driver, "deputy", DraftKind.PROBLEM_ACCEPTANCE, other.id, " ", decisions.refuse)


def test_only_the_stations_leaders_change_what_was_decided() -> None:
    assert RIGHTS[Action.KEEP_PROBLEM].keys().isdisjoint(RIGHTS[Action.RECTIFY_PROBLEM])
