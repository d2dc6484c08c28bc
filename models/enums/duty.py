"""Shifts on duty and their swaps."""

from enum import StrEnum


class DutyKind(StrEnum):
    """The kind of a shift in the duty roster."""

    OFFICER = "officer"  # 值班员: sits at the desk
    LEADER = "leader"  # 带班领导: answers for the shift, hears of incidents


class SwapState(StrEnum):
    """The state of a request to swap a shift."""

    ASKED = "asked"  # waits for the colleague
    AGREED = "agreed"  # the shifts have changed hands
    REFUSED = "refused"  # the colleague cannot
    LAPSED = "lapsed"  # a shift began, changed hands or left the roster meanwhile
