"""The room in memory for updates: one for people of the roster, a small one for everybody else, and who waits."""

from collections.abc import Iterator
from dataclasses import replace

from bot.intake.handle.lane import Lane
from bot.intake.handle.urgency import Urgency
from bot.intake.inbox import PendingUpdate

HELD = 512
"""Updates of people of the roster held in memory at most."""
HELD_OF_STRANGERS = 64
"""Updates of everybody else held in memory at most; words of danger get half as much again."""


class Room:
    """Counts the updates in memory; a lane for which there is no room is parked until there is."""

    def __init__(self, held: int = HELD) -> None:
        self.held: set[int] = set()
        self._left = {True: held, False: min(held, HELD_OF_STRANGERS)}  # by whether the sender is on the roster
        self._parked: dict[Urgency, dict[int, Lane]] = {urgency: {} for urgency in Urgency}

    def free(self, lane: Lane) -> int:
        """Return for how many updates of a lane there is room."""
        left = self._left[lane.known]
        return left + HELD_OF_STRANGERS // 2 if not lane.known and lane.danger > lane.last else left

    def admit(self, lane: Lane, *items: PendingUpdate) -> None:
        """Put updates into their lane."""
        for item in items:
            lane.items.append(replace(item, lease=lane.lease))
            lane.last = max(lane.last, item.update_id)
            self.held.add(item.update_id)
            self._left[lane.known] -= 1
        lane.changed.set()

    def forget(self, lane: Lane, item: PendingUpdate) -> None:
        """Give the place of an update free."""
        self.held.discard(item.update_id)
        self._left[lane.known] += 1

    def park(self, lane: Lane) -> None:
        """Have a lane wait, behind those that are more urgent."""
        self.leave(lane)
        lane.parked = True
        self._parked[Urgency(Urgency.OTHERS - lane.known - (lane.danger > lane.last))][lane.sender] = lane

    def leave(self, lane: Lane) -> None:
        """Have a lane wait no longer."""
        lane.parked = False
        for lanes in self._parked.values():
            lanes.pop(lane.sender, None)

    def next(self) -> Iterator[Lane]:
        """Yield parked lanes for which there is room now: the first of each urgency, the most urgent first."""
        for lanes in self._parked.values():
            lane = next((lane for lane in lanes.values() if self.free(lane) > 0), None)
            if lane is not None:
                yield lane
