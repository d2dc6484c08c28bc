"""Shifts on duty and their swaps."""

from enum import StrEnum


class DutyKind(StrEnum):
    """What a shift of the duty roster is."""

    OFFICER = "officer"  # 值班员: sits at the desk
    LEADER = "leader"  # 带班领导: answers for the shift, hears of incidents


class SwapState(StrEnum):
    """What became of a request to change a shift."""

    ASKED = "asked"  # waits for the colleague
    AGREED = "agreed"  # the shifts have changed hands
    REFUSED = "refused"  # the colleague cannot
    LAPSED = "lapsed"  # a shift began, changed hands or left the roster meanwhile
