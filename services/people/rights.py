"""The rights of the posts (I8): which role may do what, and how far it reaches. Data only; deny by default."""

from collections.abc import Iterable
from enum import StrEnum

from models.enums import (
    DIRECTORS,
    EVERYBODY,
    ON_DUTY,
    SQUAD_LEADERS,
    STATION,
    STATION_LEADERS,
    UNIT,
    VILLAGE_POINT,
    Action,
    Role,
)


class Scope(StrEnum):
    """How far a right reaches."""

    TOWN = "town"  # every object of the township
    LINE = "line"  # objects of the post's line; a post without a line covers them all
    UNIT = "unit"  # objects assigned to the post's unit
    VILLAGE = "village"  # objects in the post's village
    GRID = "grid"  # objects in the post's grid
    SQUAD = "squad"  # the post's squad
    OWN = "own"  # cases that the person filed or follows


def _rows(*grants: tuple[Iterable[Role], Scope]) -> dict[Role, Scope]:
    return {role: scope for roles, scope in grants for role in roles}


_station = _rows((STATION, Scope.TOWN))
_unit = _rows((UNIT, Scope.UNIT))
_on_duty = _rows((ON_DUTY, Scope.TOWN))

TABLE: dict[Action, dict[Role, Scope]] = {
    Action.FILE: _rows((EVERYBODY, Scope.TOWN)),
    Action.FOLLOW: _rows((EVERYBODY, Scope.TOWN)),
    Action.VIEW: _rows(
        (EVERYBODY, Scope.OWN),
        (STATION | DIRECTORS, Scope.TOWN),
        ({Role.DEPUTY_DIRECTOR}, Scope.LINE),
        (UNIT, Scope.UNIT),
        (VILLAGE_POINT | {Role.INFORMATION_OFFICER}, Scope.VILLAGE),
        ({Role.GRID_OFFICER}, Scope.GRID),
    ),
    Action.SUPPLEMENT: _rows(
        (EVERYBODY, Scope.OWN), (STATION, Scope.TOWN), (UNIT, Scope.UNIT), (VILLAGE_POINT, Scope.VILLAGE)
    ),
    Action.CORRECT: _rows((EVERYBODY, Scope.OWN), (STATION, Scope.TOWN)),
    Action.CLAIM: _station,
    Action.TRIAGE: _station,
    Action.DISMISS: _station,
    Action.MERGE: _station,
    Action.UNMERGE: _station,
    Action.SPLIT: _station,
    Action.DISPATCH: _station,
    Action.URGE: _rows((STATION | DIRECTORS, Scope.TOWN), ({Role.DEPUTY_DIRECTOR}, Scope.LINE)),
    Action.WITHDRAW: _station,
    Action.REROUTE: _station,
    Action.RETURN: _station | _rows((VILLAGE_POINT, Scope.VILLAGE)),
    Action.GRANT_EXTENSION: _station,
    Action.REFUSE_EXTENSION: _station,
    Action.DECLARE_OVER: _station,
    Action.CLOSE: _station,
    Action.ACCEPT: _unit,
    Action.ACCEPT_PARTLY: _unit,
    Action.SET_ETA: _unit,
    Action.CONFIRM_ON: _unit,
    Action.LAPSE: {},
    Action.DECLINE: _unit,
    Action.FEED_BACK: _unit,
    Action.ASK_EXTENSION: _unit,
    Action.PAUSE: _unit,
    Action.RESUME: _unit | _station,
    Action.VERIFY: _station | _rows((VILLAGE_POINT, Scope.VILLAGE)),
    Action.REOPEN: _rows((EVERYBODY, Scope.OWN), (STATION, Scope.TOWN), (VILLAGE_POINT, Scope.VILLAGE)),
    Action.FILE_ORDER: _station,
    Action.ANSWER_ORDER: _station,
    **dict.fromkeys(
        (
            Action.REPORT_COUNTY,
            Action.CORRECT_REPORT,
            Action.FLAG_CASUALTIES,
            Action.PHONE_COUNTY,
            Action.DECLARE_STABLE,
            Action.RESUME_REPORTS,
            Action.SET_EVENT,
        ),
        _station,
    ),
    Action.WAIVE_REPORT: _rows((STATION_LEADERS, Scope.TOWN)),  # not by an officer alone on duty at night
    Action.RUN_REPORTS: {},
    Action.SEE_REPORTS: _rows((STATION | DIRECTORS, Scope.TOWN), ({Role.DEPUTY_DIRECTOR}, Scope.LINE)),
    Action.SEE_QUEUE: _rows((STATION | DIRECTORS, Scope.TOWN), ({Role.DEPUTY_DIRECTOR}, Scope.LINE)),
    Action.SEE_TASKS: _unit,
    Action.SEE_DIGEST: _rows(
        (STATION | DIRECTORS, Scope.TOWN),
        ({Role.DEPUTY_DIRECTOR}, Scope.LINE),
        (UNIT, Scope.UNIT),
        ({Role.VILLAGE_PRINCIPAL}, Scope.VILLAGE),
    ),
    Action.SEE_UNDELIVERED: _rows((STATION | {Role.OPERATOR}, Scope.TOWN)),
    Action.SETTLE_CALL: _rows((STATION | {Role.OPERATOR}, Scope.TOWN)),
    Action.SEE_PARKED: _rows((STATION | {Role.OPERATOR}, Scope.TOWN)),
    Action.ISSUE_CODE: _rows((STATION | {Role.OPERATOR}, Scope.TOWN)),
    Action.SEE_DUTY: _on_duty,
    Action.KEEP_DUTY: _on_duty,
    Action.BROADCAST: _station | _rows((VILLAGE_POINT, Scope.VILLAGE)),
    Action.CONSENT: _on_duty,
    Action.MOBILISE: _on_duty | _rows(({Role.VILLAGE_PRINCIPAL}, Scope.VILLAGE)),
    Action.FIELD_NOTE: {},  # by being out on the mobilisation (``field_notes``)
    Action.TEST_REACHABILITY: _station | _rows((VILLAGE_POINT, Scope.VILLAGE)),
    Action.REMEDIATE_REACHABILITY: _rows((EVERYBODY, Scope.OWN), (STATION, Scope.TOWN)),
    Action.SEE_DUTIES: _rows(
        (STATION | DIRECTORS, Scope.TOWN),
        ({Role.DEPUTY_DIRECTOR}, Scope.LINE),
        (UNIT, Scope.UNIT),
        (VILLAGE_POINT, Scope.VILLAGE),
        ({Role.GRID_OFFICER}, Scope.GRID),
    ),
    Action.SET_COLOUR: _on_duty,
    Action.KEEP_WARNINGS: _on_duty,
    Action.EXCUSE_DUTY: _rows((STATION_LEADERS | DIRECTORS, Scope.TOWN)),
    Action.ISSUE_LEADER_CODE: _rows((STATION_LEADERS, Scope.TOWN)),  # else every officer could log in as the chief
    Action.PATROL: _rows(
        (UNIT, Scope.UNIT),
        (VILLAGE_POINT | {Role.INFORMATION_OFFICER}, Scope.VILLAGE),
        ({Role.GRID_OFFICER}, Scope.GRID),
    ),
    Action.SEE_RISK_POINTS: _rows(
        (STATION | DIRECTORS, Scope.TOWN),
        ({Role.DEPUTY_DIRECTOR}, Scope.LINE),
        (UNIT, Scope.UNIT),
        (VILLAGE_POINT | {Role.INFORMATION_OFFICER}, Scope.VILLAGE),
        ({Role.GRID_OFFICER}, Scope.GRID),
    ),
    Action.KEEP_RISK_POINT: _station | _rows(({Role.UNIT_HEAD}, Scope.UNIT), ({Role.VILLAGE_PRINCIPAL}, Scope.VILLAGE)),
    Action.GRADE_RISK_POINT: _station,  # the people who look after a danger do not grade it
    Action.WITHDRAW_PATROL: _rows((EVERYBODY, Scope.OWN), (STATION, Scope.TOWN)),
    Action.INSPECT: _rows((ON_DUTY | {Role.UNIT_HEAD, Role.VILLAGE_PRINCIPAL}, Scope.TOWN)),
    Action.INSTRUCT: _rows((ON_DUTY, Scope.TOWN), ({Role.UNIT_HEAD}, Scope.UNIT)),
    Action.SEE_INSPECTION: _rows(
        (EVERYBODY, Scope.OWN),
        (STATION | DIRECTORS, Scope.TOWN),
        ({Role.VILLAGE_PRINCIPAL}, Scope.VILLAGE),
    ),
    Action.CORRECT_INSPECTION: _rows((EVERYBODY, Scope.OWN), (STATION, Scope.TOWN)),
    Action.ATTEND_MEETING: _rows(
        (STATION | DIRECTORS, Scope.TOWN),
        ({Role.DEPUTY_DIRECTOR}, Scope.LINE),
        (UNIT, Scope.UNIT),
        (VILLAGE_POINT, Scope.VILLAGE),
    ),
    Action.CALL_MEETING: _rows((STATION_LEADERS | DIRECTORS, Scope.TOWN)),
    Action.KEEP_MEETING: _station,
    Action.SEE_DRILLS: _on_duty | _unit | _rows((VILLAGE_POINT, Scope.VILLAGE)),
    Action.PLAN_DRILL: _rows((STATION | DIRECTORS, Scope.TOWN), (VILLAGE_POINT, Scope.VILLAGE)),
    Action.ASSESS_DRILL: _on_duty,
    Action.SEE_PROBLEMS: _rows((STATION | DIRECTORS | {Role.DEPUTY_DIRECTOR}, Scope.TOWN), (UNIT, Scope.UNIT)),
    Action.FILE_PROBLEM: _station | _unit,  # a unit: what it has found itself
    Action.KEEP_PROBLEM: _rows((STATION_LEADERS | DIRECTORS, Scope.TOWN)),
    Action.RECTIFY_PROBLEM: _unit,
    Action.REVIEW_PROBLEM: _station,
    Action.ACCEPT_PROBLEM: _on_duty,
    Action.ATTEND_TRAINING: _rows((EVERYBODY, Scope.TOWN)),
    Action.KEEP_TRAINING: _station,
    Action.SEE_ASSESSMENT: _rows(
        (STATION | DIRECTORS, Scope.TOWN),
        ({Role.DEPUTY_DIRECTOR}, Scope.LINE),
        (UNIT, Scope.UNIT),
        (VILLAGE_POINT, Scope.VILLAGE),
    ),
    Action.CLOSE_ASSESSMENT: _rows((STATION_LEADERS | DIRECTORS, Scope.TOWN)),
    Action.APPEAL_ASSESSMENT: _rows(
        ({Role.DEPUTY_DIRECTOR}, Scope.LINE), (UNIT, Scope.UNIT), (VILLAGE_POINT, Scope.VILLAGE)
    ),
    Action.ANSWER_APPEAL: _rows((STATION_LEADERS | DIRECTORS, Scope.TOWN)),
    Action.SEE_HOUSEHOLDS: _rows(
        (STATION | DIRECTORS, Scope.TOWN),
        (VILLAGE_POINT | {Role.INFORMATION_OFFICER}, Scope.VILLAGE),
        ({Role.GRID_OFFICER}, Scope.GRID),
    ),
    **dict.fromkeys(
        (Action.KEEP_HOUSEHOLD, Action.SEE_PEOPLE),
        _station
        | _rows((VILLAGE_POINT | {Role.INFORMATION_OFFICER}, Scope.VILLAGE), ({Role.GRID_OFFICER}, Scope.GRID)),
    ),
    Action.SEE_SHELTERS: _rows(  # people may go to the shelter of another village
        (ON_DUTY | VILLAGE_POINT | {Role.INFORMATION_OFFICER, Role.GRID_OFFICER}, Scope.TOWN)
    ),
    Action.KEEP_SHELTER: _station | _rows((VILLAGE_POINT | {Role.INFORMATION_OFFICER}, Scope.VILLAGE)),
    **dict.fromkeys(
        (Action.SEE_EVACUATION, Action.FIND_PEOPLE),
        _on_duty
        | _rows((VILLAGE_POINT | {Role.INFORMATION_OFFICER}, Scope.VILLAGE), ({Role.GRID_OFFICER}, Scope.GRID)),
    ),
    Action.ORDER_EVACUATION: _on_duty,
    Action.WORK_EVACUATION: _station
    | _rows((VILLAGE_POINT | {Role.INFORMATION_OFFICER}, Scope.VILLAGE), ({Role.GRID_OFFICER}, Scope.GRID)),
    Action.LEAD_EVACUATION: _rows((STATION_LEADERS | DIRECTORS, Scope.TOWN)),
    Action.KEEP_DOOR: _rows(  # own: the shelter's keeper
        (EVERYBODY, Scope.OWN), (VILLAGE_POINT | {Role.INFORMATION_OFFICER}, Scope.VILLAGE), (STATION, Scope.TOWN)
    ),
    Action.INQUIRE: _station | _unit | _rows((VILLAGE_POINT, Scope.VILLAGE)),
    Action.SEE_OVERVIEW: _rows((STATION_LEADERS | DIRECTORS, Scope.TOWN), ({Role.DEPUTY_DIRECTOR}, Scope.LINE)),
    Action.BIND_GROUP: _rows(
        (STATION | {Role.OPERATOR}, Scope.TOWN),
        ({Role.UNIT_HEAD}, Scope.UNIT),
        (VILLAGE_POINT, Scope.VILLAGE),
        ({Role.SQUAD_CAPTAIN}, Scope.SQUAD),
    ),
    Action.ADMIT: _rows((STATION, Scope.TOWN), ({Role.SQUAD_CAPTAIN}, Scope.SQUAD)),
    Action.CHECK_ROSTER: _rows(
        (STATION_LEADERS | {Role.OPERATOR}, Scope.TOWN), ({Role.VILLAGE_PRINCIPAL}, Scope.VILLAGE)
    ),
    Action.SEE_SQUAD: _rows(
        (STATION, Scope.TOWN), ({Role.VILLAGE_PRINCIPAL}, Scope.VILLAGE), (SQUAD_LEADERS, Scope.SQUAD)
    ),
}

NOT_BY_HANDLERS = frozenset(
    {
        Action.VERIFY,
        Action.RETURN,
        Action.CLOSE,
        Action.EXCUSE_DUTY,
        Action.ASSESS_DRILL,
        Action.REVIEW_PROBLEM,
        Action.ACCEPT_PROBLEM,
        Action.ANSWER_APPEAL,
    }
)
"""Closed without anyone looking is what this forbids (DOMAIN §5.6): who did the work does not judge it."""


ALSO_OWN = frozenset(
    {
        Action.VIEW,
        Action.SUPPLEMENT,
        Action.CORRECT,
        Action.REOPEN,
        Action.REMEDIATE_REACHABILITY,
        Action.WITHDRAW_PATROL,
        Action.SEE_INSPECTION,
        Action.CORRECT_INSPECTION,
        Action.WORK_EVACUATION,
        Action.KEEP_DOOR,
    }
)
"""Reaches what one filed, follows or is to mend as well, wherever it is. Judging does not: no village verifies for
another."""
