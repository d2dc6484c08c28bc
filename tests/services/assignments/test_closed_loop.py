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
async def loop(town: Town) -> TownshipDriver:
    return await TownshipDriver.open(town)


async def test_a_hazard_is_closed_from_end_to_end(loop: TownshipDriver) -> None:
    case = await loop.files()
    assert case.number == "YH20261123-0001"
    assert case.state is CaseState.SUBMITTED
    assert set(await loop.running(case)) == {"triage"}
    assert await loop.told("filed", case) == DESK
    assert await loop.told("receipt", case) == ["officer"]

    await loop.by("duty", triage.claim, case.id)
    await loop.by("duty", triage.judge, case.id, severity=Severity.CONSIDERABLE)
    assert set(await loop.running(case)) == {"dispatch"}

    case = await loop.hands(case, "natural-resources", "road-station")
    assert case.state is CaseState.DISPATCHED
    running = await loop.running(case)
    assert set(running) == {
        "accept natural-resources",
        "feed_back natural-resources",
        "accept road-station",
        "feed_back road-station",
    }
    assert running["feed_back road-station"] == case.due_at
    assert await loop.told("issued", case) == ["land", "land_head", "road"]
    assert await loop.told("dispatched", case) == [], "the reporter's card says it"
    assert {*DESK, "officer"} <= {*await loop.told("case_card", case)}, "their cards are edited without a sound"

    lead, co = await loop.assignment(case, "natural-resources"), await loop.assignment(case, "road-station")
    case = await loop.by("land", handling.accept, lead.id)
    assert case.state is CaseState.HANDLING
    assert "accept natural-resources" not in await loop.running(case)
    assert await loop.told("accepted", case) == [], "it stands on the cards"

    await loop.by("road", handling.accept, co.id)
    case = await loop.feeds_back("land", case, "natural-resources")
    assert case.state is CaseState.HANDLING, "the case waits for the co-unit"
    assert await loop.told("fed_back", case) == []
    case = await loop.feeds_back("road", case, "road-station")
    assert case.state is CaseState.FEEDBACK
    assert set(await loop.running(case)) == {"verify"}
    assert await loop.told("to_verify", case) == ["principal"], "one who can go and look"

    case, rest = await loop.verifies("principal", case)
    assert (case.state, rest) == (CaseState.VERIFIED, None)
    assert set(await loop.running(case)) == {"close"}
    assert await loop.told("verified", case) == ["duty"], "who dispatched it closes it"
    case = await loop.by("duty", verification.close, case.id)
    assert case.state is CaseState.CLOSED
    assert await loop.running(case) == {}
    assert await loop.told("closed", case) == ["officer"], "whose work it was reads it on the card"
    assert await loop.journal(case) == [
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


async def test_an_incident_is_told_to_the_whole_station(loop: TownshipDriver) -> None:
    case = await loop.files(**GRAVE)
    assert case.number.startswith("XQ20261123-")
    assert await loop.told("filed", case) == STATION
    assert (await loop.running(case))["triage"] == loop.now + timedelta(minutes=3)


async def test_a_claim_holds_for_five_minutes_and_says_who(loop: TownshipDriver) -> None:
    case = await loop.files()
    await loop.by("duty", triage.claim, case.id)
    for attempt in (
        loop.by("night", triage.claim, case.id),
        loop.by("night", triage.judge, case.id),
        loop.by("night", triage.dismiss, case.id, reason="不是隐患"),
    ):
        with pytest.raises(Stale, match="error-claimed") as refusal:
            await attempt
        assert refusal.value.arguments == {"name": "孙值班"}
    await loop.by("duty", triage.claim, case.id)
    loop.forward(minutes=5)
    assert (await loop.by("night", triage.claim, case.id)).claimed_by_id == loop.people["night"]
    assert [action for action, _ in await loop.journal(case)] == ["file", "claim", "claim"]


async def test_a_case_without_a_line_is_not_dispatched(loop: TownshipDriver) -> None:
    case = await loop.files(line=None)
    with pytest.raises(Refused, match="error-line-needed"):
        await loop.by("duty", triage.judge, case.id)
    with pytest.raises(Refused, match="error-line-unknown"):
        await loop.by("duty", triage.judge, case.id, line="magic")
    with pytest.raises(Stale):
        await loop.hands(case, "road-station")


async def test_exactly_one_unit_leads_and_none_twice(loop: TownshipDriver) -> None:
    case = await loop.files()
    await loop.by("duty", triage.judge, case.id)
    land, road = loop.units["natural-resources"], loop.units["road-station"]
    for wanted, key in (
        ([], "error-no-unit"),
        ([UnitPart(land, Part.CO)], "error-one-lead"),
        ([UnitPart(land, Part.LEAD), UnitPart(road, Part.LEAD)], "error-one-lead"),
        ([UnitPart(99_999, Part.LEAD)], "error-unit-gone"),
        ([UnitPart(land, Part.LEAD, due_at=loop.now)], "error-due-past"),
    ):
        with pytest.raises(Refused, match=key):
            await loop.by("duty", dispatch.dispatch, case.id, wanted)
    await loop.hands(case, "natural-resources")
    with pytest.raises(Refused, match="error-unit-has-it"):
        await loop.hands(case, "natural-resources", lead=False)
    case = await loop.hands(case, "road-station", lead=False)
    assert [one.part for one in case.assignments] == [Part.LEAD, Part.CO]


async def test_of_two_dispatchers_one_wins_and_the_other_is_told_who(loop: TownshipDriver) -> None:
    case = await loop.files()
    await loop.by("duty", triage.judge, case.id)
    results = await asyncio.gather(
        loop.hands(case, "natural-resources", who="duty"),
        loop.hands(case, "road-station", who="night"),
        return_exceptions=True,
    )
    won = [result for result in results if isinstance(result, Case)]
    lost = [result for result in results if isinstance(result, Stale)]
    assert len(won) == len(lost) == 1, results
    assert lost[0].key == "error-dispatched-already"
    assert lost[0].arguments["name"] in ("孙值班", "李夜班")
    assert len((await loop.case(case.id)).assignments) == 1


async def test_a_decline_goes_back_to_the_desk_with_its_reason_and_a_clock(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", "road-station")
    lead = await loop.assignment(case, "natural-resources")
    with pytest.raises(Refused, match="error-reason-needed"):
        await loop.by("land", handling.decline, lead.id, reason="  ")
    case = await loop.by("land", handling.decline, lead.id, reason="属省道，应由公路部门负责")
    assert case.state is CaseState.TRIAGED, "nobody leads"
    assert set(await loop.running(case)) == {"dispatch", "accept road-station", "feed_back road-station"}
    assert await loop.told("declined", case) == DESK
    case = await loop.hands(case, "construction-office")
    assert case.state is CaseState.DISPATCHED
    assert "dispatch" not in await loop.running(case)
    again = await loop.hands(case, "natural-resources", lead=False)
    assert len(again.assignments) == 4, "who declined may be asked again"


async def test_partial_acceptance_counts_as_acceptance_and_says_what_is_not_theirs(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources")
    assignment = await loop.assignment(case, "natural-resources")
    case = await loop.by("land", handling.accept, assignment.id, not_ours="挡墙归公路养护站")
    assignment = await loop.assignment(case, "natural-resources")
    assert (assignment.state.value, assignment.not_ours) == ("accepted", "挡墙归公路养护站")
    assert await loop.told("accepted_partly", case) == DESK
    assert await loop.told("accepted", case) == []


async def test_the_arrival_is_said_after_accepting_and_can_be_corrected(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources")
    assignment = await loop.assignment(case, "natural-resources")
    with pytest.raises(Stale):
        await loop.by("land", handling.set_eta, assignment.id, eta_at=loop.now)
    await loop.by("land", handling.accept, assignment.id)
    with pytest.raises(Forbidden):
        await loop.by("road", handling.set_eta, assignment.id, eta_at=loop.now)
    with pytest.raises(Refused, match="error-eta-past"):
        await loop.by("land", handling.set_eta, assignment.id, eta_at=loop.now - timedelta(minutes=1))
    for minutes in (30, 60):
        await loop.by("land", handling.set_eta, assignment.id, eta_at=loop.now + timedelta(minutes=minutes))
    assert (await loop.assignment(case, "natural-resources")).eta_at == loop.now + timedelta(minutes=60)
    assert await loop.told("eta", case) == [], "an ordinary hazard's stands on the cards"


async def test_rerouting_does_not_reset_the_clock(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", "road-station")
    before = await loop.assignment(case, "natural-resources")
    loop.forward(days=2)
    case = await loop.by(
        "duty", dispatch.reroute, before.id, unit_id=loop.units["construction-office"], reason="属在建工程"
    )
    after = await loop.assignment(case, "construction-office")
    assert (after.started_at, after.due_at, after.part) == (before.started_at, before.due_at, Part.LEAD)
    assert after.replaces_id == before.id
    assert (await loop.assignment(case, "natural-resources")).state.value == "withdrawn"
    assert case.state is CaseState.DISPATCHED
    running = await loop.running(case)
    assert running["feed_back construction-office"] == before.due_at
    assert "feed_back natural-resources" not in running
    assert await loop.told("withdrawn", case) == ["land", "land_head"]
    assert (await loop.told("issued", case)).count("build") == 1


async def test_withdrawing_the_last_unit_that_works_asks_for_verification(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", "road-station")
    await loop.by("land", handling.accept, (await loop.assignment(case, "natural-resources")).id)
    await loop.feeds_back("land", case, "natural-resources")
    case = await loop.by(
        "duty", dispatch.withdraw, (await loop.assignment(case, "road-station")).id, reason="不需要配合了"
    )
    assert case.state is CaseState.FEEDBACK
    assert set(await loop.running(case)) == {"verify"}
    assert "principal" in await loop.told("to_verify", case)


async def test_an_extension_is_asked_for_and_answered_once(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources")
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    with pytest.raises(Refused, match="error-extension-earlier"):
        await loop.by("land", extensions.ask, assignment.id, until=assignment.due_at, reason="下雨")
    until = assignment.due_at + timedelta(days=3)
    await loop.by("land", extensions.ask, assignment.id, until=until, reason="连续下雨，无法施工")
    assert await loop.told("extension_asked", case) == ["duty"], "who dispatched it answers"
    assert "extension natural-resources" in await loop.running(case)
    with pytest.raises(Refused, match="error-extension-waits"):
        await loop.by("land", extensions.ask, assignment.id, until=until, reason="再要两天")
    with pytest.raises(Forbidden):
        await loop.by("land", extensions.answer, assignment.id, granted=True, reason="")
    await loop.by("duty", extensions.answer, assignment.id, granted=True, reason="")
    assert (await loop.running(case)) == {"feed_back natural-resources": until}
    assert (await loop.assignment(case, "natural-resources")).due_at == until
    with pytest.raises(Refused, match="error-extension-none"):
        await loop.by("night", extensions.answer, assignment.id, granted=False, reason="")
    await loop.by("land", extensions.ask, assignment.id, until=until + timedelta(days=1), reason="再要一天")
    await loop.by("duty", extensions.answer, assignment.id, granted=False, reason="不能再拖")
    assert (await loop.running(case)) == {"feed_back natural-resources": until}
    assert await loop.told("extension_refused", case) == ["land", "land_head"]


@pytest.mark.parametrize("resumed_after", [timedelta(days=2), timedelta(days=5), None])
async def test_after_a_pause_as_much_time_is_left_as_before(
    loop: TownshipDriver, resumed_after: timedelta | None
) -> None:
    case = await loop.dispatched("natural-resources")
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    left = deadlines.working_clock(loop.town, "working").between(loop.now, assignment.due_at)
    with pytest.raises(Refused, match="error-pause-limit"):
        await loop.by("land", pauses.pause, assignment.id, until=loop.now + timedelta(days=31), reason="等汛期结束")
    limit = loop.now + timedelta(days=5)
    await loop.by("land", pauses.pause, assignment.id, until=limit, reason="等雨停")
    assert (await loop.running(case)) == {
        "feed_back natural-resources": deadlines.working_clock(loop.town, "working").plus(limit, left),
        "resume natural-resources": limit,
    }
    if resumed_after is None:  # nobody resumes: the limit does
        loop.forward(days=9)
        assert await ticks.do(loop.town, "lapse") == 1
    else:
        loop.clock.at += resumed_after
        await loop.by("land", pauses.resume, assignment.id)
    resumed_at = limit if resumed_after is None else loop.now
    due = deadlines.working_clock(loop.town, "working").plus(resumed_at, left)
    fresh = await loop.assignment(case, "natural-resources")
    assert (fresh.state.value, fresh.due_at) == ("accepted", due)
    assert (await loop.running(case)) == {"feed_back natural-resources": due}
    assert (await loop.case(case.id)).due_at == due


async def test_feedback_needs_words_and_evidence_as_the_severity_demands(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", **GRAVE)
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    with pytest.raises(Refused, match="error-feedback-words"):
        await loop.feeds_back("land", case, "natural-resources", "  ")
    with pytest.raises(Refused, match="error-feedback-evidence") as refusal:
        await loop.feeds_back("land", case, "natural-resources", photos=0)
    assert refusal.value.arguments == {"wanted": 1, "present": 0}
    with pytest.raises(Forbidden):
        await loop.feeds_back("road", case, "natural-resources")
    await loop.feeds_back("land_head", case, "natural-resources")


async def test_what_is_not_good_enough_goes_back_and_is_fed_back_again(loop: TownshipDriver) -> None:
    case = await loop.handled("natural-resources", "road-station")
    assignment = await loop.assignment(case, "natural-resources")
    loop.forward(days=20)  # long overdue by now
    case = await loop.by("principal", verification.send_back, assignment.id, reason="落石还在路边")
    assert case.state is CaseState.HANDLING
    fresh = await loop.assignment(case, "natural-resources")
    assert (fresh.state.value, fresh.returned, fresh.returned_for) == ("returned", 1, "落石还在路边")
    assert set(await loop.running(case)) == {"feed_back natural-resources"}, "nobody waits to verify now"
    assert fresh.due_at == case_deadlines.due(loop.town, DeadlineKind.FEED_BACK, case, loop.now)
    assert await loop.told("returned", case) == ["land", "land_head"]
    case = await loop.feeds_back("land", case, "natural-resources", "已全部清运")
    assert case.state is CaseState.FEEDBACK
    assert set(await loop.running(case)) == {"verify"}


async def test_who_handled_it_may_not_verify_nor_close(loop: TownshipDriver) -> None:
    case = await loop.dispatched("water-station", line="flood")
    await loop.by("both", handling.accept, (await loop.assignment(case, "water-station")).id)
    case = await loop.feeds_back("both", case, "water-station")
    with pytest.raises(Forbidden, match="error-own-work"):
        await loop.verifies("both", case)
    with pytest.raises(Forbidden, match="error-own-work"):
        await loop.by("both", verification.send_back, case.assignments[0].id, reason="不行")
    with pytest.raises(Forbidden):
        await loop.verifies("neighbour_principal", case)
    with pytest.raises(Forbidden):
        await loop.verifies("officer", case)
    case, _ = await loop.verifies("night", case)
    with pytest.raises(Forbidden, match="error-own-work"):
        await loop.by("both", verification.close, case.id)


async def test_verification_needs_evidence_from_considerable_on(loop: TownshipDriver) -> None:
    case = await loop.handled(severity=Severity.CONSIDERABLE)
    with pytest.raises(Refused, match="error-verification-evidence"):
        await loop.verifies("principal", case, photos=0)
    await loop.verifies("principal", case)
    mild = await loop.handled()
    await loop.verifies("principal", mild, photos=0)


async def test_what_remains_becomes_a_case_of_its_own(loop: TownshipDriver) -> None:
    case = await loop.handled(**GRAVE)
    with pytest.raises(Refused, match="error-remains-words"):
        await loop.verifies("principal", case, remains=True)
    case, rest = await loop.verifies("principal", case, "坡顶仍有裂缝", remains=True)
    assert rest is not None
    assert (rest.source, rest.kind, rest.parent_id) == (Source.FOLLOW_UP, Kind.HAZARD, case.id)
    assert rest.description == "坡顶仍有裂缝"
    assert rest.number.startswith("YH")
    assert set(await loop.running(rest)) == {"triage"}
    assert await loop.told("follow_up", rest) == [*DESK, "officer"]


async def test_the_emergency_is_over_and_the_hazard_is_not(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", **GRAVE)
    case = await loop.by("duty", verification.declare_over, case.id)
    assert case.over_at == loop.now
    assert case.state is CaseState.DISPATCHED
    assert await loop.told("over", case) == sorted(
        (set(STATION) - {"duty"}) | {"land", "land_head", "officer", "principal"}
    )
    with pytest.raises(Refused, match="error-over-already"):
        await loop.by("night", verification.declare_over, case.id)
    with pytest.raises(Refused, match="error-not-incident"):
        await loop.by("duty", verification.declare_over, (await loop.files()).id)


async def test_reopening_keeps_the_first_clock_and_the_same_unit_can_have_it_again(loop: TownshipDriver) -> None:
    case = await loop.handled()
    filed = case.submitted_at
    case, _ = await loop.verifies("principal", case)
    case = await loop.by("duty", verification.close, case.id)
    loop.forward(days=3)
    with pytest.raises(Forbidden):
        await loop.by("neighbour", verification.reopen, case.id, reason="又塌了")
    case = await loop.by("officer", verification.reopen, case.id, reason="又塌了")
    assert (case.state, case.submitted_at, case.reopened) == (CaseState.TRIAGED, filed, 1)
    assert (case.closed_at, case.verified_at) == (None, None)
    assert set(await loop.running(case)) == {"dispatch"}
    assert await loop.told("reopened", case) == DESK
    case = await loop.hands(case, "natural-resources")
    assert case.state is CaseState.DISPATCHED
    await loop.by("land", handling.accept, (await loop.assignment(case, "natural-resources")).id)
    case = await loop.feeds_back("land", case, "natural-resources")
    assert case.state is CaseState.FEEDBACK


async def test_a_dismissal_is_told_with_its_reason_and_may_be_contested(loop: TownshipDriver) -> None:
    case = await loop.files()
    case = await loop.by("duty", triage.dismiss, case.id, reason="已核实，属正常风化")
    assert case.state is CaseState.DISMISSED
    assert await loop.running(case) == {}
    assert await loop.told("dismissed", case) == ["officer"]
    with pytest.raises(Stale):
        await loop.by("night", triage.claim, case.id)
    case = await loop.by("officer", verification.reopen, case.id, reason="裂缝在变宽")
    assert case.state is CaseState.TRIAGED


async def test_dismissing_calls_off_what_is_still_out(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", "road-station")
    lead = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.decline, lead.id, reason="不归我们")
    case = await loop.by("duty", triage.dismiss, case.id, reason="现场无隐患")
    assert (await loop.assignment(case, "road-station")).state.value == "withdrawn"
    assert await loop.running(case) == {}


async def test_a_new_grade_moves_the_units_clocks(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources")
    by_hand = await loop.hands(case, "road-station", lead=False, due_at=loop.now + timedelta(days=1))
    assert by_hand.due_at == case.due_at, "the case is due with its last unit"
    case = await loop.by("duty", triage.judge, case.id, severity=Severity.MAJOR)
    usual = case_deadlines.due(loop.town, DeadlineKind.FEED_BACK, case, loop.now)
    assert (await loop.assignment(case, "natural-resources")).due_at == usual
    assert (await loop.assignment(case, "road-station")).due_at == loop.now + timedelta(days=1)
    assert (await loop.running(case))["feed_back natural-resources"] == usual
    case = await loop.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assert (await loop.assignment(case, "road-station")).due_at == loop.now + timedelta(hours=4)
    assert case.due_at == loop.now + timedelta(hours=4)


async def test_merged_reporters_hear_the_result_and_unmerging_takes_them_out(loop: TownshipDriver) -> None:
    target = await loop.dispatched("natural-resources")
    twin = await loop.files("neighbour", "上湾村道塌方")
    with pytest.raises(Refused, match="error-merge-self"):
        await loop.by("duty", merging.merge, twin.id, into=twin.id)
    twin, target = await loop.by("duty", merging.merge, twin.id, into=target.id)
    assert (twin.state, twin.merged_into_id) == (CaseState.MERGED, target.id)
    assert await loop.running(twin) == {}
    assert await loop.told("merged", twin) == ["neighbour"]
    await loop.by("land", handling.accept, target.assignments[0].id)
    target = await loop.feeds_back("land", target, "natural-resources")
    await loop.verifies("night", target)
    await loop.by("duty", verification.close, target.id)
    assert await loop.told("closed", target) == ["neighbour", "officer"]
    twin = await loop.by("duty", merging.unmerge, twin.id)
    assert (twin.state, twin.merged_into_id) == (CaseState.SUBMITTED, None)
    assert set(await loop.running(twin)) == {"triage"}
    third = await loop.files("neighbour")
    with pytest.raises(Stale, match="error-merge-target-ended"):
        await loop.by("duty", merging.merge, third.id, into=target.id)


async def test_a_graver_case_is_not_hidden_in_a_milder_one(loop: TownshipDriver) -> None:
    mild = await loop.files()
    for fields in ({"severity": Severity.MAJOR}, {"kind": Kind.INCIDENT}, {"life_danger": True}):
        grave = await loop.files("neighbour", **fields)
        with pytest.raises(Refused, match="error-merge-graver"):
            await loop.by("duty", merging.merge, grave.id, into=mild.id)
        one, into = await loop.by("duty", merging.merge, mild.id, into=grave.id)
        assert (one.state, into.state) == (CaseState.MERGED, CaseState.SUBMITTED)
        mild = await loop.by("duty", merging.unmerge, mild.id)


async def test_merging_takes_the_case_back_from_its_units_without_asking_anybody_to_verify(
    loop: TownshipDriver,
) -> None:
    target = await loop.files()
    case = await loop.dispatched("natural-resources", "road-station", who="duty")
    await loop.by("land", handling.accept, (await loop.assignment(case, "natural-resources")).id)
    await loop.by("road", handling.accept, (await loop.assignment(case, "road-station")).id)
    await loop.feeds_back("road", case, "road-station")
    case, _ = await loop.by("duty", merging.merge, case.id, into=target.id)
    assert {one.state.value for one in case.assignments} == {"withdrawn"}
    assert await loop.told("to_verify", case) == []
    assert await loop.running(case) == {}


async def test_a_report_that_held_two_dangers_is_split(loop: TownshipDriver) -> None:
    case = await loop.files()
    part = await loop.by("duty", merging.split, case.id, description="电杆倾斜")
    assert (part.source, part.parent_id, part.submitted_at) == (Source.SPLIT, case.id, case.submitted_at)
    assert (part.latitude, part.village_id, part.reporter_id) == (case.latitude, case.village_id, case.reporter_id)
    assert set(await loop.running(part)) == {"triage"}
    assert await loop.told("split", part) == ["officer"]
    assert await loop.told("receipt", part) == [], "nobody filed it anew"
    assert ("split", "submitted") in await loop.journal(case)


async def test_an_old_button_is_refused_with_words(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources")
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    for stale in (
        loop.by("land_head", handling.accept, assignment.id),
        loop.by("land", handling.decline, assignment.id, reason="不归我们"),
        loop.by("duty", verification.close, case.id),
        loop.by("duty", triage.claim, case.id),
        loop.by("land", handling.accept, 99_999),
    ):
        with pytest.raises(Stale) as refusal:
            await stale
        for language in ("zh_CN", "en"):
            assert refusal.value.in_words(loop.town.words(language))


async def test_whoever_left_the_post_is_a_stranger_at_once(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources")
    async with loop.town.database.transaction() as session:
        await session.execute(sa.update(Post).where(Post.person_id == loop.people["land"]).values(active=False))
        assert await actor_of(session, 1013) is None
    with pytest.raises(Forbidden):
        await loop.by("land", handling.accept, case.assignments[0].id)


async def test_the_journals_chain_holds_and_shows_tampering(loop: TownshipDriver) -> None:
    case = await loop.handled()

    async def faults() -> list[tuple[int, str]]:
        async with loop.town.database.reading() as session:
            return [(fault.seq, fault.what) async for fault in journal.audit(session)]

    assert await faults() == []
    async with loop.town.database.transaction() as session:
        entry = JournalEntry.subject == f"case:{case.id}", JournalEntry.seq == 3
        await session.execute(sa.update(JournalEntry).where(*entry).values(reason="无"))
    assert await faults() == [(3, "changed")]
    async with loop.town.database.transaction() as session:
        await session.execute(sa.delete(JournalEntry).where(*entry))
    assert (3, "missing") in await faults()


async def test_nobody_is_told_twice_of_the_same_thing(loop: TownshipDriver) -> None:
    case = await loop.files("duty", kind="incident")  # of the desk: the receipt tells, not the "new report" as well
    assert "duty" not in await loop.told("filed", case)
    assert await loop.told("receipt", case) == ["duty"]
    case = await loop.dispatched("natural-resources", case=case, who="night")
    await loop.by("land", handling.accept, (await loop.assignment(case, "natural-resources")).id)
    assert await loop.told("accepted", case) == sorted([*STATION]), "reporter and desk at once, told once"


async def test_a_unit_holds_one_live_assignment_even_past_the_service(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources")
    first = case.assignments[0]
    with pytest.raises(sa.exc.IntegrityError):
        async with loop.town.database.transaction() as session:
            session.add(
                Assignment(
                    case_id=case.id,
                    unit_id=first.unit_id,
                    part=Part.CO,
                    issued_at=loop.now,
                    issued_by_id=first.issued_by_id,
                    started_at=loop.now,
                    due_at=loop.now,
                )
            )


async def test_long_words_never_make_a_message_telegram_would_refuse(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", "road-station", text="长" * 4000)
    await loop.by("road", handling.accept, (await loop.assignment(case, "road-station")).id, not_ours="责" * 4000)
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    await loop.feeds_back("land", case, "natural-resources", "清" * 4000)
    await loop.by("duty", verification.send_back, assignment.id, reason="退" * 4000)
    async with loop.town.database.reading() as session:
        texts = list(await session.scalars(sa.select(Message.content)))
    assert max(len(content["text"]) for content in texts) < 2000


async def test_what_was_paused_as_a_hazard_goes_on_at_once_when_it_is_happening(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources")
    assignment = await loop.assignment(case, "natural-resources")
    await loop.by("land", handling.accept, assignment.id)
    await loop.by("land", pauses.pause, assignment.id, until=loop.now + timedelta(days=20), reason="等枯水期")
    loop.forward(hours=15)  # in the small hours
    await loop.by("duty", triage.judge, case.id, kind=Kind.INCIDENT)
    assignment = await loop.assignment(case, "natural-resources")
    assert (assignment.state, assignment.paused_until) == (AssignmentState.ACCEPTED, None)
    assert assignment.due_at <= loop.now + loop.town.settings.clocks.incident_feedback
    assert "land" in await loop.told("resumed", case), "an incident's news waits neither for company nor for morning"


async def test_only_a_case_that_waits_for_its_verifier_has_the_button_that_verifies_it(loop: TownshipDriver) -> None:
    async def offered(case: Case, who: str = "duty") -> bool:
        actor = await loop.actor(who)
        async with loop.town.database.reading() as session:
            act = Act(session, loop.town, loop.now, actor)
            known = await facts.gather(act, await load_case(session, case.id, lock=False))
        pressed = [one.data or "" for row in cases_card.card(loop.town, known, actor, loop.now).rows for one in row]
        return f"p:{PASS}:{case.id}:" in pressed

    case = await loop.files()
    assert not await offered(case)
    case = await loop.dispatched("natural-resources", case=case)
    assert not await offered(case)
    await loop.by("land", handling.accept, case.assignments[0].id)
    assert not await offered(case)
    await loop.feeds_back("land", case, "natural-resources")
    assert await offered(case)
    assert await offered(case, "principal")
    assert not await offered(case, "land"), "not by the unit that handled it"
    await loop.by("principal", verification.verify_at_once, case.id)
    assert not await offered(case)
    await loop.by("duty", verification.close, case.id)
    assert not await offered(case)
    grave = await loop.handled(severity="major")
    assert not await offered(grave, "principal"), "a picture is owed first"


async def test_the_words_above_a_card_that_was_just_sent_stay_to_be_read(loop: TownshipDriver) -> None:
    case = await loop.dispatched("natural-resources", "road-station")
    async with loop.town.database.reading() as session:
        rows = await session.execute(
            sa.select(Message.event, Message.content)
            .where(Message.person_id.in_([loop.people["land"], loop.people["road"]]), Message.case_id == case.id)
            .order_by(Message.id)
        )
        told = [(event, content["text"].splitlines()[0]) for event, content in rows]
    assert [event for event, _ in told] == ["issued", "issued"], "no silent edit follows at once"
    assert all("签收" in line for _, line in told)
    await loop.by("land", handling.accept, case.assignments[0].id)
    assert await loop.told("case_card", case), "a later event changes it"
