"""Who may do what: every (action, role, reach) against a table written by the Opinions, not from the code."""

from dataclasses import replace
from itertools import product

import pytest

from models.enums import Action, Language, Role
from services.core.act import Actor, HeldPost
from services.core.errors import Forbidden
from services.people.access import Subject, may, require

R = Role
STATION = {R.STATION_CHIEF, R.STATION_EXECUTIVE_DEPUTY, R.STATION_DEPUTY_CHIEF, R.STATION_STAFF}
COMMITTEE = {R.DIRECTOR, R.EXECUTIVE_DEPUTY_DIRECTOR}
UNIT = {R.UNIT_HEAD, R.UNIT_HANDLER}
POINT = {R.VILLAGE_PRINCIPAL, R.EMERGENCY_ADMINISTRATOR}
ALL = set(Role)

# Where the thing acted upon lies, seen from one post: its line, unit, village, grid, squad; one's own; elsewhere.
EVERYWHERE = {"line", "unit", "village", "grid", "squad", "own", "elsewhere"}
Rights = list[tuple[set[Role], set[str]]]
_STATION: Rights = [(STATION, EVERYWHERE)]
_UNIT: Rights = [(UNIT, {"unit"})]
_LEADERS: Rights = [(STATION - {R.STATION_STAFF} | COMMITTEE, EVERYWHERE)]
_DESK: Rights = [(STATION | {R.OPERATOR}, EVERYWHERE)]
_ON_DUTY: Rights = [(STATION | COMMITTEE | {R.DEPUTY_DIRECTOR}, EVERYWHERE)]
_OF_THE_PLACE: Rights = [
    (STATION, EVERYWHERE),
    (POINT | {R.INFORMATION_OFFICER}, {"village"}),
    ({R.GRID_OFFICER}, {"grid"}),
]
_WATCHING: Rights = [*_ON_DUTY, (POINT | {R.INFORMATION_OFFICER}, {"village"}), ({R.GRID_OFFICER}, {"grid"})]
_VERIFIERS: Rights = [(STATION, EVERYWHERE), (POINT, {"village"})]

EXPECTED: dict[str, Rights] = {
    "file": [(ALL, EVERYWHERE)],
    "follow": [(ALL, EVERYWHERE)],
    "view": [
        (ALL, {"own"}),
        (STATION | COMMITTEE, EVERYWHERE),
        ({R.DEPUTY_DIRECTOR}, {"line"}),
        (UNIT, {"unit"}),
        (POINT | {R.INFORMATION_OFFICER}, {"village"}),
        ({R.GRID_OFFICER}, {"grid"}),
    ],
    "supplement": [(ALL, {"own"}), (STATION, EVERYWHERE), (UNIT, {"unit"}), (POINT, {"village"})],
    "correct": [(ALL, {"own"}), (STATION, EVERYWHERE)],
    "reopen": [(ALL, {"own"}), (STATION, EVERYWHERE), (POINT, {"village"})],
    **dict.fromkeys(("claim", "triage", "dismiss", "merge", "unmerge", "split", "dispatch", "withdraw"), _STATION),
    **dict.fromkeys(("reroute", "grant_extension", "refuse_extension", "declare_over", "close"), _STATION),
    **dict.fromkeys(("file_order", "answer_order"), _STATION),
    **dict.fromkeys(("report_county", "correct_report", "flag_casualties", "phone_county", "set_event"), _STATION),
    **dict.fromkeys(("declare_stable", "resume_reports"), _STATION),
    "waive_report": [(STATION - {R.STATION_STAFF}, EVERYWHERE)],
    "run_reports": [],
    "see_reports": [(STATION | COMMITTEE, EVERYWHERE), ({R.DEPUTY_DIRECTOR}, {"line"})],
    **dict.fromkeys(("verify", "return"), _VERIFIERS),
    **dict.fromkeys(("accept", "accept_partly", "decline", "set_eta", "feed_back", "ask_extension", "pause"), _UNIT),
    "confirm_on": _UNIT,
    "lapse": [],
    "see_tasks": _UNIT,
    "see_digest": [
        (STATION | COMMITTEE, EVERYWHERE),
        ({R.DEPUTY_DIRECTOR}, {"line"}),
        *_UNIT,
        ({R.VILLAGE_PRINCIPAL}, {"village"}),
    ],
    "resume": [*_UNIT, *_STATION],
    "urge": [(STATION | COMMITTEE, EVERYWHERE), ({R.DEPUTY_DIRECTOR}, {"line"})],
    "see_queue": [(STATION | COMMITTEE, EVERYWHERE), ({R.DEPUTY_DIRECTOR}, {"line"})],
    **dict.fromkeys(("see_undelivered", "settle_call", "see_parked", "issue_code"), _DESK),
    **dict.fromkeys(("see_duty", "keep_duty", "consent"), _ON_DUTY),
    "issue_leader_code": [(STATION - {R.STATION_STAFF}, EVERYWHERE)],
    "broadcast": _VERIFIERS,
    "field_note": [],  # being out on the mobilisation gives it, no post does
    "test_reachability": _VERIFIERS,
    "inquire": [(STATION, EVERYWHERE), (UNIT, {"unit"}), (POINT, {"village"})],
    "remediate_reachability": [(ALL, {"own"}), *_STATION],
    "patrol": [*_UNIT, (POINT | {R.INFORMATION_OFFICER}, {"village"}), ({R.GRID_OFFICER}, {"grid"})],
    "see_risk_points": [
        (STATION | COMMITTEE, EVERYWHERE),
        ({R.DEPUTY_DIRECTOR}, {"line"}),
        *_UNIT,
        (POINT | {R.INFORMATION_OFFICER}, {"village"}),
        ({R.GRID_OFFICER}, {"grid"}),
    ],
    "see_duties": [
        (STATION | COMMITTEE, EVERYWHERE),
        ({R.DEPUTY_DIRECTOR}, {"line"}),
        *_UNIT,
        (POINT, {"village"}),
        ({R.GRID_OFFICER}, {"grid"}),
    ],
    "excuse_duty": [(STATION - {R.STATION_STAFF} | COMMITTEE, EVERYWHERE)],
    "set_colour": _ON_DUTY,
    "keep_warnings": _ON_DUTY,
    "keep_risk_point": [*_STATION, ({R.UNIT_HEAD}, {"unit"}), ({R.VILLAGE_PRINCIPAL}, {"village"})],
    "grade_risk_point": _STATION,
    "withdraw_patrol": [(ALL, {"own"}), *_STATION],
    "mobilise": [*_ON_DUTY, ({R.VILLAGE_PRINCIPAL}, {"village"})],
    "inspect": [*_ON_DUTY, ({R.UNIT_HEAD, R.VILLAGE_PRINCIPAL}, EVERYWHERE)],
    "instruct": [*_ON_DUTY, ({R.UNIT_HEAD}, {"unit"})],
    "see_inspection": [(ALL, {"own"}), (STATION | COMMITTEE, EVERYWHERE), ({R.VILLAGE_PRINCIPAL}, {"village"})],
    "correct_inspection": [(ALL, {"own"}), *_STATION],
    "bind_group": [*_DESK, ({R.UNIT_HEAD}, {"unit"}), (POINT, {"village"}), ({R.SQUAD_CAPTAIN}, {"squad"})],
    "admit": [*_STATION, ({R.SQUAD_CAPTAIN}, {"squad"})],
    "check_roster": [
        (STATION - {R.STATION_STAFF} | {R.OPERATOR}, EVERYWHERE),
        ({R.VILLAGE_PRINCIPAL}, {"village"}),
    ],
    "attend_meeting": [
        (STATION | COMMITTEE, EVERYWHERE),
        ({R.DEPUTY_DIRECTOR}, {"line"}),
        *_UNIT,
        (POINT, {"village"}),
    ],
    "keep_meeting": _STATION,
    **dict.fromkeys(("call_meeting", "excuse_duty", "keep_problem"), _LEADERS),
    "see_drills": [*_ON_DUTY, *_UNIT, (POINT, {"village"})],
    "plan_drill": [(STATION | COMMITTEE, EVERYWHERE), (POINT, {"village"})],
    "assess_drill": _ON_DUTY,
    "see_problems": [(STATION | COMMITTEE | {R.DEPUTY_DIRECTOR}, EVERYWHERE), *_UNIT],
    "file_problem": [*_STATION, *_UNIT],
    "rectify_problem": _UNIT,
    "review_problem": _STATION,
    "accept_problem": _ON_DUTY,
    "attend_training": [(ALL, EVERYWHERE)],
    "keep_training": _STATION,
    "see_assessment": [
        (STATION | COMMITTEE, EVERYWHERE),
        ({R.DEPUTY_DIRECTOR}, {"line"}),
        *_UNIT,
        (POINT, {"village"}),
    ],
    "close_assessment": [(STATION - {R.STATION_STAFF} | COMMITTEE, EVERYWHERE)],
    "appeal_assessment": [({R.DEPUTY_DIRECTOR}, {"line"}), *_UNIT, (POINT, {"village"})],
    "answer_appeal": [(STATION - {R.STATION_STAFF} | COMMITTEE, EVERYWHERE)],
    "see_households": [
        (STATION | COMMITTEE, EVERYWHERE),
        (POINT | {R.INFORMATION_OFFICER}, {"village"}),
        ({R.GRID_OFFICER}, {"grid"}),
    ],
    **dict.fromkeys(("keep_household", "see_people"), _OF_THE_PLACE),
    "see_shelters": [*_ON_DUTY, (POINT | {R.INFORMATION_OFFICER, R.GRID_OFFICER}, EVERYWHERE)],
    "keep_shelter": [*_STATION, (POINT | {R.INFORMATION_OFFICER}, {"village"})],
    "see_evacuation": _WATCHING,
    "find_people": _WATCHING,
    "order_evacuation": _ON_DUTY,
    "work_evacuation": [
        (STATION, EVERYWHERE),
        (POINT | {R.INFORMATION_OFFICER}, {"village", "own"}),
        ({R.GRID_OFFICER}, {"grid", "own"}),
    ],
    "lead_evacuation": _LEADERS,
    "keep_door": [(ALL, {"own"}), (STATION, EVERYWHERE), (POINT | {R.INFORMATION_OFFICER}, {"village"})],
    "see_overview": [(STATION - {R.STATION_STAFF} | COMMITTEE, EVERYWHERE), ({R.DEPUTY_DIRECTOR}, {"line"})],
    "see_squad": [*_STATION, ({R.VILLAGE_PRINCIPAL}, {"village"}), ({R.SQUAD_CAPTAIN, R.SQUAD_DEPUTY}, {"squad"})],
}

ME = 7
NOWHERE = Subject(line="fire", village_id=99, grid_id=99, squad_id=99, unit_ids=frozenset({99}), own_of=frozenset({99}))
SUBJECTS = {
    "line": replace(NOWHERE, line="geology"),
    "unit": replace(NOWHERE, unit_ids=frozenset({99, 2})),
    "village": replace(NOWHERE, village_id=3),
    "grid": replace(NOWHERE, grid_id=4),
    "squad": replace(NOWHERE, squad_id=5),
    "own": replace(NOWHERE, own_of=frozenset({ME})),
    "elsewhere": NOWHERE,
}


def actor(*posts: HeldPost, person_id: int = ME) -> Actor:
    return Actor(person_id, "张三", "+8613800000000", Language.ZH_CN, posts)


def holding(role: Role) -> HeldPost:
    return HeldPost(role, unit_id=2, village_id=3, grid_id=4, squad_id=5, line="geology")


@pytest.mark.parametrize("action", list(Action), ids=lambda a: a.value)
def test_every_right_is_in_the_table_and_nothing_else_is(action: Action) -> None:
    rights = EXPECTED[action.value]
    for role, reach in product(Role, SUBJECTS):
        expected = any(role in roles and reach in reaches for roles, reaches in rights)
        assert may(actor(holding(role)), action, SUBJECTS[reach]) is expected, f"{role.value} {reach}"
    for role in Role:
        assert may(actor(holding(role)), action) is any(role in roles for roles, _ in rights), role.value


@pytest.mark.parametrize("action", list(Action), ids=lambda a: a.value)
def test_without_a_post_nothing_is_allowed(action: Action) -> None:
    assert not may(actor(), action)
    assert not any(may(actor(), action, subject) for subject in SUBJECTS.values())


def test_several_posts_give_the_union() -> None:
    both = actor(holding(R.UNIT_HANDLER), HeldPost(R.VILLAGE_PRINCIPAL, village_id=3))
    assert may(both, Action.ACCEPT, SUBJECTS["unit"])
    assert may(both, Action.VERIFY, SUBJECTS["village"])
    assert not may(both, Action.VERIFY, SUBJECTS["unit"])


def test_a_deputy_director_without_a_line_sees_every_line() -> None:
    assert may(actor(HeldPost(R.DEPUTY_DIRECTOR)), Action.VIEW, SUBJECTS["elsewhere"])


@pytest.mark.parametrize("action", [Action.VERIFY, Action.RETURN, Action.CLOSE])
def test_who_handled_it_does_not_judge_it_whatever_the_post(action: Action) -> None:
    handled = Subject(village_id=3, handlers=frozenset({ME}))
    for role in (R.STATION_CHIEF, R.STATION_STAFF, R.VILLAGE_PRINCIPAL):
        assert not may(actor(holding(role)), action, handled)
        with pytest.raises(Forbidden, match="error-own-work"):
            require(actor(holding(role)), action, handled)
    assert may(actor(holding(R.STATION_STAFF), person_id=8), action, handled)


def test_a_refusal_of_rights_says_so() -> None:
    with pytest.raises(Forbidden, match="error-forbidden"):
        require(actor(holding(R.SQUAD_MEMBER)), Action.DISPATCH, SUBJECTS["own"])
