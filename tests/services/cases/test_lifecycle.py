"""The transition tables: every pair is either here or refused; the case follows its assignments."""

from itertools import product

import pytest

from models import Assignment, Case
from models.enums import LIVE, Action, AssignmentState, CaseState, Part
from services.cases.lifecycle import ASSIGNMENT, CASE, assignment_step, case_step, rollup
from services.core.errors import Stale

S, A = CaseState, AssignmentState
STAYS = None

# What the domain says, written independently of the code: state -> {action: state that follows}.
EXPECTED_CASE: dict[CaseState, dict[str, CaseState | None]] = {
    S.SUBMITTED: {
        "claim": STAYS,
        "triage": S.TRIAGED,
        "dismiss": S.DISMISSED,
        "merge": S.MERGED,
        "split": STAYS,
        "declare_over": STAYS,
        "follow": STAYS,
    },
    S.TRIAGED: {
        "claim": STAYS,
        "triage": STAYS,
        "dismiss": S.DISMISSED,
        "merge": S.MERGED,
        "split": STAYS,
        "dispatch": S.DISPATCHED,
        "declare_over": STAYS,
        "follow": STAYS,
    },
    S.VERIFIED: {"close": S.CLOSED, "reopen": S.TRIAGED, "declare_over": STAYS, "follow": STAYS},
    S.CLOSED: {"reopen": S.TRIAGED},
    S.DISMISSED: {"reopen": S.TRIAGED},
    S.MERGED: {"unmerge": S.SUBMITTED},
} | {
    state: {
        "triage": STAYS,
        "merge": S.MERGED,
        "split": STAYS,
        "dispatch": STAYS,
        "declare_over": STAYS,
        "follow": STAYS,
    }
    | ({"verify": S.VERIFIED} if state is S.FEEDBACK else {})
    for state in (S.DISPATCHED, S.HANDLING, S.FEEDBACK)
}
ALWAYS: dict[str, CaseState | None] = {"supplement": STAYS, "correct": STAYS}

TAKEN_BACK: dict[str, AssignmentState | None] = {"withdraw": A.WITHDRAWN, "reroute": A.WITHDRAWN}
AT_WORK: dict[str, AssignmentState | None] = {
    "feed_back": A.FED_BACK,
    "set_eta": STAYS,
    "ask_extension": STAYS,
    "grant_extension": STAYS,
    "refuse_extension": STAYS,
    "pause": A.PAUSED,
}
EXPECTED_SHARE: dict[AssignmentState, dict[str, AssignmentState | None]] = {
    A.ISSUED: {"accept": A.ACCEPTED, "accept_partly": A.ACCEPTED, "decline": A.DECLINED} | TAKEN_BACK,
    A.ACCEPTED: AT_WORK | TAKEN_BACK | {"confirm_on": STAYS, "lapse": A.ISSUED},
    A.RETURNED: AT_WORK | TAKEN_BACK,
    A.PAUSED: {"resume": STAYS} | TAKEN_BACK,
    A.FED_BACK: {"return": A.RETURNED, "verify": A.VERIFIED} | TAKEN_BACK,
    A.DECLINED: {},
    A.VERIFIED: {},
    A.WITHDRAWN: {},
}


@pytest.mark.parametrize(("state", "action"), list(product(CaseState, Action)), ids=lambda m: m.value)
def test_a_case_takes_the_steps_of_the_domain_and_no_other(state: CaseState, action: Action) -> None:
    expected = EXPECTED_CASE[state] | ALWAYS
    case = Case(number="YH1", state=state)
    if action.value not in expected:
        with pytest.raises(Stale):
            case_step(case, action)
        return
    assert case_step(case, action).to is expected[action.value]
    assert (state, action) in CASE


@pytest.mark.parametrize(("state", "action"), list(product(AssignmentState, Action)), ids=lambda m: m.value)
def test_an_assignment_takes_the_steps_of_the_domain_and_no_other(state: AssignmentState, action: Action) -> None:
    expected = EXPECTED_SHARE[state]
    assignment = Assignment(state=state)
    if action.value not in expected:
        with pytest.raises(Stale):
            assignment_step(assignment, action)
        return
    assert assignment_step(assignment, action).to is expected[action.value]
    assert (state, action) in ASSIGNMENT


def test_an_assignment_the_case_waits_for_can_always_be_taken_back() -> None:
    for state in AssignmentState:
        assert ((state, Action.WITHDRAW) in ASSIGNMENT) is (state in LIVE)


L, C = Part.LEAD, Part.CO


@pytest.mark.parametrize(
    ("assignments", "state"),
    [
        ([], S.TRIAGED),
        ([(L, A.ISSUED)], S.DISPATCHED),
        ([(L, A.ISSUED), (C, A.ISSUED)], S.DISPATCHED),
        ([(L, A.ISSUED), (C, A.ACCEPTED)], S.HANDLING),
        ([(L, A.ACCEPTED), (C, A.FED_BACK)], S.HANDLING),
        ([(L, A.FED_BACK), (C, A.ISSUED)], S.HANDLING),
        ([(L, A.FED_BACK), (C, A.FED_BACK)], S.FEEDBACK),
        ([(L, A.FED_BACK), (C, A.RETURNED)], S.HANDLING),
        ([(L, A.FED_BACK), (C, A.PAUSED)], S.HANDLING),
        ([(L, A.FED_BACK), (C, A.DECLINED)], S.FEEDBACK),
        ([(L, A.DECLINED)], S.TRIAGED),
        ([(L, A.DECLINED), (C, A.FED_BACK)], S.TRIAGED),
        ([(L, A.WITHDRAWN), (C, A.ACCEPTED)], S.TRIAGED),
        ([(L, A.WITHDRAWN), (L, A.ACCEPTED)], S.HANDLING),
        ([(L, A.VERIFIED), (L, A.ISSUED)], S.DISPATCHED),
    ],
)
def test_a_case_waits_for_every_unit_and_needs_one_that_leads(
    assignments: list[tuple[Part, AssignmentState]], state: CaseState
) -> None:
    assert rollup(Assignment(part=part, state=at) for part, at in assignments) is state
