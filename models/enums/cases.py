"""Kinds, grades, sources and states of cases."""

from enum import StrEnum


class Kind(StrEnum):
    """Whether a danger is latent or happening (DOMAIN §3)."""

    HAZARD = "hazard"  # 隐患: latent, on the working-time clock
    INCIDENT = "incident"  # 险情: happening now, on the round-the-clock clock


class Severity(StrEnum):
    """The four grades of 突发事件应对法, mildest first."""

    ORDINARY = "ordinary"  # 一般
    CONSIDERABLE = "considerable"  # 较大
    MAJOR = "major"  # 重大
    EXTRAORDINARY = "extraordinary"  # 特别重大

    @property
    def rank(self) -> int:
        """0 for the mildest to 3 for the gravest, for ordering."""
        return list(Severity).index(self)


class Source(StrEnum):
    """Where a case came from."""

    REPORT = "report"  # filed by an officer in chat
    ORDER = "order"  # an order from above (上级指令)
    FOLLOW_UP = "follow_up"  # work left after an incident is over
    SPLIT = "split"  # taken out of another case by the station
    INSPECTION = "inspection"  # found on a patrol or an inspection
    WARNING = "warning"  # raised by a disaster warning
    MEETING = "meeting"  # a resolution of the joint meeting
    DRILL = "drill"  # opened by the script of a drill, or a correction after one
    EVACUATION = "evacuation"  # people back too early, or houses to be checked before the return
    PROBLEM_LIST = "problem_list"  # an entry of the seven lists


class CaseState(StrEnum):
    """Where a case stands on its way to 销号."""

    SUBMITTED = "submitted"  # filed, nobody has judged it yet (待研判)
    TRIAGED = "triaged"  # judged, waits for units to be named (待交办)
    DISPATCHED = "dispatched"  # handed to units, none has accepted (待签收)
    HANDLING = "handling"  # at least one unit works on it (处置中)
    FEEDBACK = "feedback"  # every unit has reported back (待核验)
    VERIFIED = "verified"  # somebody else has looked (待销号)
    CLOSED = "closed"  # 已销号
    DISMISSED = "dismissed"  # not a hazard, with the reason (不予立案)
    MERGED = "merged"  # part of another case now (已并案)


class Correction(StrEnum):
    """The effect of a later broadcast on an earlier one."""

    CANCEL = "cancel"  # 撤销
    CORRECT = "correct"  # 更正


OPEN = (
    CaseState.SUBMITTED,
    CaseState.TRIAGED,
    CaseState.DISPATCHED,
    CaseState.HANDLING,
    CaseState.FEEDBACK,
    CaseState.VERIFIED,
)
"""The states of a case that still asks something of somebody."""
ENDED = (CaseState.CLOSED, CaseState.DISMISSED, CaseState.MERGED)
AT_UNITS = (CaseState.DISPATCHED, CaseState.HANDLING, CaseState.FEEDBACK)
