"""The closed loop by its services, from the report to the closing, on both databases."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models import Assignment, Case, JournalEntry, Message, Post
from models.enums import AssignmentState, CaseState, DeadlineKind, Kind, Part, Severity, Source
from scheduler import ticks
from services.assignments import extensions, handling, pauses, verification
from services.assignments.hooks import PASS
from services.cases import card as cases_card
from services.cases import deadlines as case_deadlines
from services.cases import facts
from services.cases.lifecycle import load_case
from services.core import journal
from services.core.act import Act
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.deadlines import deadlines
from services.people.access import actor_of
from services.triage import dispatch, merging, triage
from services.triage.dispatch import UnitPart
from township import GRAVE, TownshipDriver

DESK = ["both", "deputy", "duty", "night"]
STATION = ["both", "chief", "deputy", "duty", "night", "spare"]


@pytest.fixture
async def driver(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def test_a_hazard_is_closed_from_end_to_end(driver: TownshipDriver) -> None:
    case = await driver.files()
    assert case.number == "YH20261123-0001"
    assert case.state is CaseState.SUBMITTED
    assert set(await driver.running(case)) == {"triage"}
    assert await driver.told("filed", case) == DESK
    assert await driver.told("receipt", case) == ["officer"]

    await driver.by("duty", triage.claim, case.id)
    await driver.by("duty", triage.judge, case.id, severity=Severity.CONSIDERABLE)
    assert set(await driver.running(case)) == {"dispatch"}

    case = await driver.hands(case, "natural-resources", "road-station")
    assert case.state is CaseState.DISPATCHED
    running = await driver.running(case)
    assert set(running) == {
        "accept natural-resources",
        "feed_back natural-resources",
        "accept road-station",
        "feed_back road-station",
    }
    assert running["feed_back road-station"] == case.due_at
    assert await driver.told("issued", case) == ["land", "land_head", "road"]
    assert await driver.told("dispatched", case) == [], "the reporter's card says it"
    assert {*DESK, "officer"} <= {*await driver.told("case_card", case)}, "their cards are edited without a sound"

    lead, co = await driver.assignment(case, "natural-resources"), await driver.assignment(case, "road-station")
    case = await driver.by("land", handling.accept, lead.id)
    assert case.state is CaseState.HANDLING
    assert "accept natural-resources" not in await driver.running(case)
    assert await driver.told("accepted", case) == [], "it stands on the cards"

    await driver.by("road", handling.accept, co.id)
    case = await driver.feeds_back("land", case, "natural-resources")
    assert case.state is CaseState.HANDLING, "the case waits for the co-unit"
    assert await driver.told("fed_back", case) == []
    case = await driver.feeds_back("road", case, "road-station")
    assert case.state is CaseState.FEEDBACK
    assert set(await driver.running(case)) == {"verify"}
    assert await driver.told("to_verify", case) == ["principal"], "one who can go and look"

    case, rest = await driver.verifies("principal", case)
    assert (case.state, rest) == (CaseState.VERIFIED, None)
    assert set(await driver.running(case)) == {"close"}
    assert await driver.told("verified", case) == ["duty"], "who dispatched it closes it"
    case = await driver.by("duty", verification.close, case.id)
    assert case.state is CaseState.CLOSED
    assert await driver.running(case) == {}
    assert await driver.told("closed", case) == ["officer"], "whose work it was reads it on the card"
    assert await driver.journal(case) == [
        ("file", "submitted"),
        ("claim", "submitted"),
        ("triage", "triaged"),
        ("dispatch", "dispatched"),
        ("accept", "accepted"),
        ("accept", "accepted"),
        ("feed_back", "fed_back"),
        ("feed_back", "fed_back"),
        ("verify", "verified"),
        ("close", "closed"),
    ]


async def test_an_incident_is_told_to_the_whole_station(driver: TownshipDriver) -> None:
    case = await driver.files(**GRAVE)
    assert case.number.startswith("XQ20261123-")
    assert await driver.told("filed", case) == STATION
    assert (await driver.running(case))["triage"] == driver.now + timedelta(minutes=3)


async def test_a_claim_holds_for_five_minutes_and_says_who(driver: TownshipDriver) -> None:
    case = await driver.files()
    await driver.by("duty", triage.claim, case.id)
    for attempt in (
        driver.by("night", triage.claim, case.id),
        driver.by("night", triage.judge, case.id),
        driver.by("night", triage.dismiss, case.id, reason="不是隐患"),
    ):
        with pytest.raises(Stale, match="error-claimed") as refusal:
            await attempt
        assert refusal.value.arguments == {"name": "孙值班"}
    await driver.by("duty", triage.claim, case.id)
    driver.forward(minutes=5)
    assert (await driver.by("night", triage.claim, case.id)).claimed_by_id == driver.people["night"]
    assert [action for action, _ in await driver.journal(case)] == ["file", "claim", "claim"]


async def test_a_case_without_a_line_is_not_dispatched(driver: TownshipDriver) -> None:
    case = await driver.files(line=None)
    with pytest.raises(Refused, match="error-line-needed"):
        await driver.by("duty", triage.judge, case.id)
    with pytest.raises(Refused, match="error-line-unknown"):
        await driver.by("duty", triage.judge, case.id, line="magic")
    with pytest.raises(Stale):
        await driver.hands(case, "road-station")


async def test_exactly_one_unit_leads_and_none_twice(driver: TownshipDriver) -> None:
    case = await driver.files()
    await driver.by("duty", triage.judge, case.id)
    land, road = driver.units["natural-resources"], driver.units["road-station"]
    for wanted, key in (
        ([], "error-no-unit"),
        ([UnitPart(land, Part.CO)], "error-one-lead"),
        ([UnitPart(land, Part.LEAD), UnitPart(road, Part.LEAD)], "error-one-lead"),
        ([UnitPart(99_999, Part.LEAD)], "error-unit-gone"),
        ([UnitPart(land, Part.LEAD, due_at=driver.now)], "error-due-past"),
    ):
        with pytest.raises(Refused, match=key):
            await driver.by("duty", dispatch.dispatch, case.id, wanted)
    await driver.hands(case, "natural-resources")
    with pytest.raises(Refused, match="error-unit-has-it"):
        await driver.hands(case, "natural-resources", lead=False)
    case = await driver.hands(case, "road-station", lead=False)
    assert [one.part for one in case.assignments] == [Part.LEAD, Part.CO]


async def test_of_two_dispatchers_one_wins_and_the_other_is_told_who(driver: TownshipDriver) -> None:
    case = await driver.files()
    await driver.by("duty", triage.judge, case.id)
    results = await asyncio.gather(
        driver.hands(case, "natural-resources", who="duty"),
        driver.hands(case, "road-station", who="night"),
        return_exceptions=True,
    )
    won = [result for result in results if isinstance(result, Case)]
    lost = [result for result in results if isinstance(result, Stale)]
    assert len(won) == len(lost) == 1, results
    assert lost[0].key == "error-dispatched-already"
    assert lost[0].arguments["name"] in ("孙值班", "李夜班")
    assert len((await driver.case(case.id)).assignments) == 1


async def test_a_decline_goes_back_to_the_desk_with_its_reason_and_a_clock(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", "road-station")
    lead = await driver.assignment(case, "natural-resources")
    with pytest.raises(Refused, match="error-reason-needed"):
        await driver.by("land", handling.decline, lead.id, reason="  ")
    case = await driver.by("land", handling.decline, lead.id, reason="属省道，应由公路部门负责")
    assert case.state is CaseState.TRIAGED, "nobody leads"
    assert set(await driver.running(case)) == {"dispatch", "accept road-station", "feed_back road-station"}
    assert await driver.told("declined", case) == DESK
    case = await driver.hands(case, "construction-office")
    assert case.state is CaseState.DISPATCHED
    assert "dispatch" not in await driver.running(case)
    again = await driver.hands(case, "natural-resources", lead=False)
    assert len(again.assignments) == 4, "who declined may be asked again"


async def test_partial_acceptance_counts_as_acceptance_and_says_what_is_not_theirs(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    assignment = await driver.assignment(case, "natural-resources")
    case = await driver.by("land", handling.accept, assignment.id, not_ours="挡墙归公路养护站")
    assignment = await driver.assignment(case, "natural-resources")
    assert (assignment.state.value, assignment.not_ours) == ("accepted", "挡墙归公路养护站")
    assert await driver.told("accepted_partly", case) == DESK
    assert await driver.told("accepted", case) == []


async def test_the_arrival_is_said_after_accepting_and_can_be_corrected(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    assignment = await driver.assignment(case, "natural-resources")
    with pytest.raises(Stale):
        await driver.by("land", handling.set_eta, assignment.id, eta_at=driver.now)
    await driver.by("land", handling.accept, assignment.id)
    with pytest.raises(Forbidden):
        await driver.by("road", handling.set_eta, assignment.id, eta_at=driver.now)
    with pytest.raises(Refused, match="error-eta-past"):
        await driver.by("land", handling.set_eta, assignment.id, eta_at=driver.now - timedelta(minutes=1))
    for minutes in (30, 60):
        await driver.by("land", handling.set_eta, assignment.id, eta_at=driver.now + timedelta(minutes=minutes))
    assert (await driver.assignment(case, "natural-resources")).eta_at == driver.now + timedelta(minutes=60)
    assert await driver.told("eta", case) == [], "an ordinary hazard's stands on the cards"


async def test_rerouting_does_not_reset_the_clock(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", "road-station")
    before = await driver.assignment(case, "natural-resources")
    driver.forward(days=2)
    case = await driver.by(
        "duty", dispatch.reroute, before.id, unit_id=driver.units["construction-office"], reason="属在建工程"
    )
    after = await driver.assignment(case, "construction-office")
    assert (after.started_at, after.due_at, after.part) == (before.started_at, before.due_at, Part.LEAD)
    assert after.replaces_id == before.id
    assert (await driver.assignment(case, "natural-resources")).state.value == "withdrawn"
    assert case.state is CaseState.DISPATCHED
    running = await driver.running(case)
    assert running["feed_back construction-office"] == before.due_at
    assert "feed_back natural-resources" not in running
    assert await driver.told("withdrawn", case) == ["land", "land_head"]
    assert (await driver.told("issued", case)).count("build") == 1


async def test_withdrawing_the_last_unit_that_works_asks_for_verification(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", "road-station")
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    await driver.feeds_back("land", case, "natural-resources")
    case = await driver.by(
        "duty", dispatch.withdraw, (await driver.assignment(case, "road-station")).id, reason="不需要配合了"
    )
    assert case.state is CaseState.FEEDBACK
    assert set(await driver.running(case)) == {"verify"}
    assert "principal" in await driver.told("to_verify", case)


async def test_an_extension_is_asked_for_and_answered_once(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    with pytest.raises(Refused, match="error-extension-earlier"):
        await driver.by("land", extensions.ask, assignment.id, until=assignment.due_at, reason="下雨")
    until = assignment.due_at + timedelta(days=3)
    await driver.by("land", extensions.ask, assignment.id, until=until, reason="连续下雨，无法施工")
    assert await driver.told("extension_asked", case) == ["duty"], "who dispatched it answers"
    assert "extension natural-resources" in await driver.running(case)
    with pytest.raises(Refused, match="error-extension-waits"):
        await driver.by("land", extensions.ask, assignment.id, until=until, reason="再要两天")
    with pytest.raises(Forbidden):
        await driver.by("land", extensions.answer, assignment.id, granted=True, reason="")
    await driver.by("duty", extensions.answer, assignment.id, granted=True, reason="")
    assert (await driver.running(case)) == {"feed_back natural-resources": until}
    assert (await driver.assignment(case, "natural-resources")).due_at == until
    with pytest.raises(Refused, match="error-extension-none"):
        await driver.by("night", extensions.answer, assignment.id, granted=False, reason="")
    await driver.by("land", extensions.ask, assignment.id, until=until + timedelta(days=1), reason="再要一天")
    await driver.by("duty", extensions.answer, assignment.id, granted=False, reason="不能再拖")
    assert (await driver.running(case)) == {"feed_back natural-resources": until}
    assert await driver.told("extension_refused", case) == ["land", "land_head"]


@pytest.mark.parametrize("resumed_after", [timedelta(days=2), timedelta(days=5), None])
async def test_after_a_pause_as_much_time_is_left_as_before(
    driver: TownshipDriver, resumed_after: timedelta | None
) -> None:
    case = await driver.dispatched("natural-resources")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    left = deadlines.working_clock(driver.town, "working").between(driver.now, assignment.due_at)
    with pytest.raises(Refused, match="error-pause-limit"):
        await driver.by("land", pauses.pause, assignment.id, until=driver.now + timedelta(days=31), reason="等汛期结束")
    limit = driver.now + timedelta(days=5)
    await driver.by("land", pauses.pause, assignment.id, until=limit, reason="等雨停")
    assert (await driver.running(case)) == {
        "feed_back natural-resources": deadlines.working_clock(driver.town, "working").plus(limit, left),
        "resume natural-resources": limit,
    }
    if resumed_after is None:  # nobody resumes: the limit does
        driver.forward(days=9)
        assert await ticks.do(driver.town, "lapse") == 1
    else:
        driver.clock.at += resumed_after
        await driver.by("land", pauses.resume, assignment.id)
    resumed_at = limit if resumed_after is None else driver.now
    due = deadlines.working_clock(driver.town, "working").plus(resumed_at, left)
    fresh = await driver.assignment(case, "natural-resources")
    assert (fresh.state.value, fresh.due_at) == ("accepted", due)
    assert (await driver.running(case)) == {"feed_back natural-resources": due}
    assert (await driver.case(case.id)).due_at == due


async def test_feedback_needs_words_and_evidence_as_the_severity_demands(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", **GRAVE)
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    with pytest.raises(Refused, match="error-feedback-words"):
        await driver.feeds_back("land", case, "natural-resources", "  ")
    with pytest.raises(Refused, match="error-feedback-evidence") as refusal:
        await driver.feeds_back("land", case, "natural-resources", photos=0)
    assert refusal.value.arguments == {"wanted": 1, "present": 0}
    with pytest.raises(Forbidden):
        await driver.feeds_back("road", case, "natural-resources")
    await driver.feeds_back("land_head", case, "natural-resources")


async def test_what_is_not_good_enough_goes_back_and_is_fed_back_again(driver: TownshipDriver) -> None:
    case = await driver.handled("natural-resources", "road-station")
    assignment = await driver.assignment(case, "natural-resources")
    driver.forward(days=20)  # long overdue by now
    case = await driver.by("principal", verification.send_back, assignment.id, reason="落石还在路边")
    assert case.state is CaseState.HANDLING
    fresh = await driver.assignment(case, "natural-resources")
    assert (fresh.state.value, fresh.returned, fresh.returned_for) == ("returned", 1, "落石还在路边")
    assert set(await driver.running(case)) == {"feed_back natural-resources"}, "nobody waits to verify now"
    assert fresh.due_at == case_deadlines.due(driver.town, DeadlineKind.FEED_BACK, case, driver.now)
    assert await driver.told("returned", case) == ["land", "land_head"]
    case = await driver.feeds_back("land", case, "natural-resources", "已全部清运")
    assert case.state is CaseState.FEEDBACK
    assert set(await driver.running(case)) == {"verify"}


async def test_who_handled_it_may_not_verify_nor_close(driver: TownshipDriver) -> None:
    case = await driver.dispatched("water-station", line="flood")
    await driver.by("both", handling.accept, (await driver.assignment(case, "water-station")).id)
    case = await driver.feeds_back("both", case, "water-station")
    with pytest.raises(Forbidden, match="error-own-work"):
        await driver.verifies("both", case)
    with pytest.raises(Forbidden, match="error-own-work"):
        await driver.by("both", verification.send_back, case.assignments[0].id, reason="不行")
    with pytest.raises(Forbidden):
        await driver.verifies("neighbour_principal", case)
    with pytest.raises(Forbidden):
        await driver.verifies("officer", case)
    case, _ = await driver.verifies("night", case)
    with pytest.raises(Forbidden, match="error-own-work"):
        await driver.by("both", verification.close, case.id)


async def test_verification_needs_evidence_from_considerable_on(driver: TownshipDriver) -> None:
    case = await driver.handled(severity=Severity.CONSIDERABLE)
    with pytest.raises(Refused, match="error-verification-evidence"):
        await driver.verifies("principal", case, photos=0)
    await driver.verifies("principal", case)
    mild = await driver.handled()
    await driver.verifies("principal", mild, photos=0)


async def test_what_remains_becomes_a_case_of_its_own(driver: TownshipDriver) -> None:
    case = await driver.handled(**GRAVE)
    with pytest.raises(Refused, match="error-remains-words"):
        await driver.verifies("principal", case, remains=True)
    case, rest = await driver.verifies("principal", case, "坡顶仍有裂缝", remains=True)
    assert rest is not None
    assert (rest.source, rest.kind, rest.parent_id) == (Source.FOLLOW_UP, Kind.HAZARD, case.id)
    assert rest.description == "坡顶仍有裂缝"
    assert rest.number.startswith("YH")
    assert set(await driver.running(rest)) == {"triage"}
    assert await driver.told("follow_up", rest) == [*DESK, "officer"]


async def test_the_emergency_is_over_and_the_hazard_is_not(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", **GRAVE)
    case = await driver.by("duty", verification.declare_over, case.id)
    assert case.over_at == driver.now
    assert case.state is CaseState.DISPATCHED
    assert await driver.told("over", case) == sorted(
        (set(STATION) - {"duty"}) | {"land", "land_head", "officer", "principal"}
    )
    with pytest.raises(Refused, match="error-over-already"):
        await driver.by("night", verification.declare_over, case.id)
    with pytest.raises(Refused, match="error-not-incident"):
        await driver.by("duty", verification.declare_over, (await driver.files()).id)


async def test_reopening_keeps_the_first_clock_and_the_same_unit_can_have_it_again(driver: TownshipDriver) -> None:
    case = await driver.handled()
    filed = case.submitted_at
    case, _ = await driver.verifies("principal", case)
    case = await driver.by("duty", verification.close, case.id)
    driver.forward(days=3)
    with pytest.raises(Forbidden):
        await driver.by("neighbour", verification.reopen, case.id, reason="又塌了")
    case = await driver.by("officer", verification.reopen, case.id, reason="又塌了")
    assert (case.state, case.submitted_at, case.reopened) == (CaseState.TRIAGED, filed, 1)
    assert (case.closed_at, case.verified_at) == (None, None)
    assert set(await driver.running(case)) == {"dispatch"}
    assert await driver.told("reopened", case) == DESK
    case = await driver.hands(case, "natural-resources")
    assert case.state is CaseState.DISPATCHED
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    case = await driver.feeds_back("land", case, "natural-resources")
    assert case.state is CaseState.FEEDBACK


async def test_a_dismissal_is_told_with_its_reason_and_may_be_contested(driver: TownshipDriver) -> None:
    case = await driver.files()
    case = await driver.by("duty", triage.dismiss, case.id, reason="已核实，属正常风化")
    assert case.state is CaseState.DISMISSED
    assert await driver.running(case) == {}
    assert await driver.told("dismissed", case) == ["officer"]
    with pytest.raises(Stale):
        await driver.by("night", triage.claim, case.id)
    case = await driver.by("officer", verification.reopen, case.id, reason="裂缝在变宽")
    assert case.state is CaseState.TRIAGED


async def test_dismissing_calls_off_what_is_still_out(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", "road-station")
    lead = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.decline, lead.id, reason="不归我们")
    case = await driver.by("duty", triage.dismiss, case.id, reason="现场无隐患")
    assert (await driver.assignment(case, "road-station")).state.value == "withdrawn"
    assert await driver.running(case) == {}


async def test_a_new_grade_moves_the_units_clocks(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    by_hand = await driver.hands(case, "road-station", lead=False, due_at=driver.now + timedelta(days=1))
    assert by_hand.due_at == case.due_at, "the case is due with its last unit"
    case = await driver.by("duty", triage.judge, case.id, severity=Severity.MAJOR)
    usual = case_deadlines.due(driver.town, DeadlineKind.FEED_BACK, case, driver.now)
    assert (await driver.assignment(case, "natural-resources")).due_at == usual
    assert (await driver.assignment(case, "road-station")).due_at == driver.now + timedelta(days=1)
    assert (await driver.running(case))["feed_back natural-resources"] == usual
    case = await driver.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assert (await driver.assignment(case, "road-station")).due_at == driver.now + timedelta(hours=4)
    assert case.due_at == driver.now + timedelta(hours=4)


async def test_merged_reporters_hear_the_result_and_unmerging_takes_them_out(driver: TownshipDriver) -> None:
    target = await driver.dispatched("natural-resources")
    twin = await driver.files("neighbour", "上湾村道塌方")
    with pytest.raises(Refused, match="error-merge-self"):
        await driver.by("duty", merging.merge, twin.id, into=twin.id)
    twin, target = await driver.by("duty", merging.merge, twin.id, into=target.id)
    assert (twin.state, twin.merged_into_id) == (CaseState.MERGED, target.id)
    assert await driver.running(twin) == {}
    assert await driver.told("merged", twin) == ["neighbour"]
    await driver.by("land", handling.accept, target.assignments[0].id)
    target = await driver.feeds_back("land", target, "natural-resources")
    await driver.verifies("night", target)
    await driver.by("duty", verification.close, target.id)
    assert await driver.told("closed", target) == ["neighbour", "officer"]
    twin = await driver.by("duty", merging.unmerge, twin.id)
    assert (twin.state, twin.merged_into_id) == (CaseState.SUBMITTED, None)
    assert set(await driver.running(twin)) == {"triage"}
    third = await driver.files("neighbour")
    with pytest.raises(Stale, match="error-merge-target-ended"):
        await driver.by("duty", merging.merge, third.id, into=target.id)


async def test_a_graver_case_is_not_hidden_in_a_milder_one(driver: TownshipDriver) -> None:
    mild = await driver.files()
    for fields in ({"severity": Severity.MAJOR}, {"kind": Kind.INCIDENT}, {"life_danger": True}):
        grave = await driver.files("neighbour", **fields)
        with pytest.raises(Refused, match="error-merge-graver"):
            await driver.by("duty", merging.merge, grave.id, into=mild.id)
        one, into = await driver.by("duty", merging.merge, mild.id, into=grave.id)
        assert (one.state, into.state) == (CaseState.MERGED, CaseState.SUBMITTED)
        mild = await driver.by("duty", merging.unmerge, mild.id)


async def test_merging_takes_the_case_back_from_its_units_without_asking_anybody_to_verify(
    driver: TownshipDriver,
) -> None:
    target = await driver.files()
    case = await driver.dispatched("natural-resources", "road-station", who="duty")
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    await driver.by("road", handling.accept, (await driver.assignment(case, "road-station")).id)
    await driver.feeds_back("road", case, "road-station")
    case, _ = await driver.by("duty", merging.merge, case.id, into=target.id)
    assert {one.state.value for one in case.assignments} == {"withdrawn"}
    assert await driver.told("to_verify", case) == []
    assert await driver.running(case) == {}


async def test_a_report_that_held_two_dangers_is_split(driver: TownshipDriver) -> None:
    case = await driver.files()
    part = await driver.by("duty", merging.split, case.id, description="电杆倾斜")
    assert (part.source, part.parent_id, part.submitted_at) == (Source.SPLIT, case.id, case.submitted_at)
    assert (part.latitude, part.village_id, part.reporter_id) == (case.latitude, case.village_id, case.reporter_id)
    assert set(await driver.running(part)) == {"triage"}
    assert await driver.told("split", part) == ["officer"]
    assert await driver.told("receipt", part) == [], "nobody filed it anew"
    assert ("split", "submitted") in await driver.journal(case)


async def test_an_old_button_is_refused_with_words(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    for stale in (
        driver.by("land_head", handling.accept, assignment.id),
        driver.by("land", handling.decline, assignment.id, reason="不归我们"),
        driver.by("duty", verification.close, case.id),
        driver.by("duty", triage.claim, case.id),
        driver.by("land", handling.accept, 99_999),
    ):
        with pytest.raises(Stale) as refusal:
            await stale
        for language in ("zh_CN", "en"):
            assert refusal.value.in_words(driver.town.words(language))


async def test_whoever_left_the_post_is_a_stranger_at_once(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    async with driver.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == driver.people["land"]).values(active=False))
        assert await actor_of(session, 1013) is None
    with pytest.raises(Forbidden):
        await driver.by("land", handling.accept, case.assignments[0].id)


async def test_the_journals_chain_holds_and_shows_tampering(driver: TownshipDriver) -> None:
    case = await driver.handled()

    async def faults() -> list[tuple[int, str]]:
        async with driver.town.database.reading() as session:
            return [(fault.seq, fault.what) async for fault in journal.audit(session)]

    assert await faults() == []
    async with driver.town.database.transaction() as session:
        entry = JournalEntry.subject == f"case:{case.id}", JournalEntry.seq == 3
        await session.execute(sa.update(JournalEntry).where(*entry).values(reason="无"))
    assert await faults() == [(3, "changed")]
    async with driver.town.database.transaction() as session:
        await session.execute(sa.delete(JournalEntry).where(*entry))
    assert (3, "missing") in await faults()


async def test_nobody_is_told_twice_of_the_same_thing(driver: TownshipDriver) -> None:
    case = await driver.files("duty", kind="incident")  # of the desk: the receipt tells, not the "new report" as well
    assert "duty" not in await driver.told("filed", case)
    assert await driver.told("receipt", case) == ["duty"]
    case = await driver.dispatched("natural-resources", case=case, who="night")
    await driver.by("land", handling.accept, (await driver.assignment(case, "natural-resources")).id)
    assert await driver.told("accepted", case) == sorted([*STATION]), "reporter and desk at once, told once"


async def test_a_unit_holds_one_live_assignment_even_past_the_service(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    first = case.assignments[0]
    with pytest.raises(sa.exc.IntegrityError):
        async with driver.town.database.transaction() as session:
            session.add(
                Assignment(
                    case_id=case.id,
                    unit_id=first.unit_id,
                    part=Part.CO,
                    issued_at=driver.now,
                    issued_by_id=first.issued_by_id,
                    started_at=driver.now,
                    due_at=driver.now,
                )
            )


async def test_long_words_never_make_a_message_telegram_would_refuse(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", "road-station", text="长" * 4000)
    await driver.by("road", handling.accept, (await driver.assignment(case, "road-station")).id, not_ours="责" * 4000)
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    await driver.feeds_back("land", case, "natural-resources", "清" * 4000)
    await driver.by("duty", verification.send_back, assignment.id, reason="退" * 4000)
    async with driver.town.database.reading() as session:
        texts = list(await session.scalars(sa.select(Message.content)))
    assert max(len(content["text"]) for content in texts) < 2000


async def test_what_was_paused_as_a_hazard_goes_on_at_once_when_it_is_happening(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources")
    assignment = await driver.assignment(case, "natural-resources")
    await driver.by("land", handling.accept, assignment.id)
    await driver.by("land", pauses.pause, assignment.id, until=driver.now + timedelta(days=20), reason="等枯水期")
    driver.forward(hours=15)  # in the small hours
    await driver.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assignment = await driver.assignment(case, "natural-resources")
    assert (assignment.state, assignment.paused_until) == (AssignmentState.ACCEPTED, None)
    assert assignment.due_at <= driver.now + driver.town.settings.clocks.incident_feedback
    assert "land" in await driver.told("resumed", case), "an incident's news waits neither for company nor for morning"


async def test_only_a_case_that_waits_for_its_verifier_has_the_button_that_verifies_it(driver: TownshipDriver) -> None:
    async def offered(case: Case, who: str = "duty") -> bool:
        actor = await driver.actor(who)
        async with driver.town.database.reading() as session:
            act = Act(session, driver.town, driver.now, actor)
            known = await facts.gather(act, await load_case(session, case.id, lock=False))
        pressed = [one.data or "" for row in cases_card.card(driver.town, known, actor, driver.now).rows for one in row]
        return f"p:{PASS}:{case.id}:" in pressed

    case = await driver.files()
    assert not await offered(case)
    case = await driver.dispatched("natural-resources", case=case)
    assert not await offered(case)
    await driver.by("land", handling.accept, case.assignments[0].id)
    assert not await offered(case)
    await driver.feeds_back("land", case, "natural-resources")
    assert await offered(case)
    assert await offered(case, "principal")
    assert not await offered(case, "land"), "not by the unit that handled it"
    await driver.by("principal", verification.verify_at_once, case.id)
    assert not await offered(case)
    await driver.by("duty", verification.close, case.id)
    assert not await offered(case)
    grave = await driver.handled(severity="major")
    assert not await offered(grave, "principal"), "a picture is owed first"


async def test_the_words_above_a_card_that_was_just_sent_stay_to_be_read(driver: TownshipDriver) -> None:
    case = await driver.dispatched("natural-resources", "road-station")
    async with driver.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Message.event, Message.content)
            .where(Message.person_id.in_([driver.people["land"], driver.people["road"]]), Message.case_id == case.id)
            .order_by(Message.id)
        )
        told = [(event, content["text"].splitlines()[0]) for event, content in rows]
    assert [event for event, _ in told] == ["issued", "issued"], "no silent edit follows at once"
    assert all("签收" in line for _, line in told)
    await driver.by("land", handling.accept, case.assignments[0].id)
    assert await driver.told("case_card", case), "a later event changes it"
