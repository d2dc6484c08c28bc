"""Squads that are called out."""

from enum import StrEnum


class MobilisationState(StrEnum):
    """Where a mobilisation stands."""

    DRAFT = "draft"
    RUNNING = "running"  # 集结中
    STANDING_DOWN = "standing_down"  # 已解除, people are counted back
    ENDED = "ended"
    DROPPED = "dropped"  # given up before anybody was called
