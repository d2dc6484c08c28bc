"""Threads: the messages that are one warning, and which of them retires which, in whatever order they came."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from services.warnings.cap.alerts import Alert, MessageType, Reference
from services.warnings.meaning.messages import Key, order


class Threads:
    """The dangers of a set, joined by what they cite."""

    def __init__(self, dangers: Sequence[Alert]) -> None:
        self.by_key = {alert.key: alert for alert in dangers}
        self.retired: dict[Key, set[Key]] = {}
        """The messages that retired another one: an Update each for two parts of it."""
        self._root = {key: key for key in self.by_key}
        self._named: dict[str, list[Alert]] = defaultdict(list)
        for alert in dangers:
            self._named[alert.identifier].append(alert)
        self._cites = {
            alert.key: {one.key for reference in alert.references for one in self.cited(reference, alert)}
            for alert in dangers
        }
        for alert in dangers:
            self._retire(alert)
        self._siblings(dangers)
        self._keep_a_head()

    def cited(self, reference: Reference, by: Alert) -> list[Alert]:
        """Return the dangers that a reference of a message means; a bare identifier is of the message's own sender."""
        sender = (reference.sender or by.sender).strip().casefold()
        named = self._named.get(reference.identifier, [])
        own = [one for one in named if one.sender.strip().casefold() == sender]
        return own or (named if not reference.sender and len(named) == 1 else [])

    def of(self, key: Key) -> Key:
        """Return the warning that a message belongs to, by the key of its first message."""
        while self._root[key] != key:
            key = self._root[key]
        return key

    def heads(self, key: Key) -> set[Key]:
        """Return the newest messages that retired this one, or one that did, and so on; itself if none did."""
        seen, left, found = {key}, [key], set()
        while left:
            at = left.pop()
            later = self.retired.get(at, set()) - seen
            seen |= later
            left += later
            if at not in self.retired:
                found.add(at)
        return found

    def successor(self, key: Key) -> Key | None:
        """Return the newest of the messages that took the place of one."""
        return max(self.retired.get(key, ()), key=lambda later: order(self.by_key[later]), default=None)

    def known_by_name(self, warning: Key) -> set[str]:
        """Return the identifiers that the messages of a warning cite."""
        return {
            reference.identifier
            for alert in self.by_key.values()
            if self.of(alert.key) == warning
            for reference in alert.references
        }

    def _join(self, one: Alert, other: Alert) -> None:
        first, second = sorted((self.of(one.key), self.of(other.key)), key=lambda key: order(self.by_key[key]))
        self._root[second] = first

    def _retire(self, update: Alert) -> None:
        if update.message_type is not MessageType.UPDATE:
            return
        for key in self._cites[update.key]:
            old = self.by_key[key]
            if key == update.key or old.sender.strip().casefold() != update.sender.strip().casefold():
                continue  # nobody retires the warning of another station
            self._join(old, update)
            mutual = update.key in self._cites[key]
            later = order(old) < order(update) if mutual else order(old)[0] <= order(update)[0] or not update.sent
            if later:
                self._replace(old, update)

    def _replace(self, old: Alert, new: Alert) -> None:
        self.retired.setdefault(old.key, set()).add(new.key)

    def _siblings(self, dangers: Sequence[Alert]) -> None:
        """Of two Updates of one message, the later retires the earlier of the same event if it covers its ground."""
        alike: dict[tuple[str, frozenset[object]], list[tuple[Alert, frozenset[str], frozenset[object]]]] = defaultdict(
            list
        )
        for alert in sorted(dangers, key=order):
            if alert.message_type is MessageType.UPDATE and alert.references:
                cited = frozenset(reference.identifier for reference in alert.references)
                alike[alert.sender, _event(alert)].append((alert, cited, _ground(alert)))
        for updates in alike.values():
            for (earlier, cites, ground), (later, also, covers) in combinations(updates, 2):
                if not cites.isdisjoint(also):
                    self._join(earlier, later)
                    if ground <= covers:
                        self._replace(earlier, later)

    def _keep_a_head(self) -> None:
        """Keep the newest message of a warning whose messages retire each other in a circle: a danger is not lost."""
        members: dict[Key, list[Key]] = defaultdict(list)
        for key in self.by_key:
            members[self.of(key)].append(key)
        for keys in members.values():
            if all(key in self.retired for key in keys):
                del self.retired[max(keys, key=lambda key: order(self.by_key[key]))]


def _event(alert: Alert) -> frozenset[object]:
    return frozenset((info.language, info.event, info.event_codes) for info in alert.infos)


def _ground(alert: Alert) -> frozenset[object]:
    return frozenset(
        part
        for info in alert.infos
        for area in info.areas
        for part in (area.name, *area.rings, *area.circles, *area.codes)
    )
