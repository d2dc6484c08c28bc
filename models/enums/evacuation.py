"""Evacuations (避险转移): where an order stands, and where each person on its list is."""

from enum import StrEnum


class EvacuationState(StrEnum):
    """Where an order to evacuate stands."""

    DRAFT = "draft"
    ASKED = "asked"  # waits for a second person's consent
    ORDERED = "ordered"  # 转移中
    ENDED = "ended"  # 转移结束: everybody is accounted for, or a named person said why not
    LIFTED = "lifted"  # 已解除: people may return, and are counted back
    OVER = "over"  # 已返回: everybody who was moved is counted back
    TAKEN_BACK = "taken_back"  # 已撤回: before anybody was moved
    DROPPED = "dropped"  # given up before anybody was told


class EvacueeState(StrEnum):
    """Where a person on the list is: in exactly one of these."""

    UNTOLD = "untold"  # 未通知
    TOLD = "told"  # 已通知
    UNWILLING = "unwilling"  # 不愿走
    LEFT = "left"  # 已出发
    ARRIVED = "arrived"  # 已到: at a shelter, or with relatives
    NOT_HOME = "not_home"  # 不在家: nobody knows where
    AWAY = "away"  # 外出: known where
    RETURNED = "returned"  # 已返回: after the order was lifted


ACCOUNTED = frozenset({EvacueeState.ARRIVED, EvacueeState.AWAY, EvacueeState.RETURNED})
"""The person is safe, and it is known where."""
MOVED = frozenset({EvacueeState.LEFT, EvacueeState.ARRIVED})
"""The person has left home because of the order and is not counted back."""
