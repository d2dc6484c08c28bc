"""Answers on a patrol."""

from enum import StrEnum


class PatrolAnswer(StrEnum):
    """The answer to one question of a checklist."""

    NORMAL = "normal"  # 正常
    PROBLEM = "problem"  # 有问题: becomes a hazard
    NOT_APPLICABLE = "not_applicable"  # 不适用: does not count for the score
