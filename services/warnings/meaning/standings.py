"""The state of each warning, decided here and nowhere else, from a set of messages in any order."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.warnings.cap.alerts import Alert, Note, Status, note
from services.warnings.meaning import span
from services.warnings.meaning.messages import Key, sort
from services.warnings.meaning.threads import Threads


class State(StrEnum):
    """The state of a message that tells of a danger."""

    ACTIVE = "active"  # in force, or coming
    UPDATED = "updated"  # a later message took its place
    CANCELLED = "cancelled"  # by its sender, or closed by the station
    EXPIRED = "expired"  # over by our clock


@dataclass(frozen=True)
class Standing:
    """A message with its state."""

    alert: Alert
    warning: Key
    """The key of the first known message of the same warning."""
    state: State
    by: Key | None
    """The message that updated or cancelled it; None: nobody, or the station by hand."""
    begins: datetime | None
    ends: datetime | None

    def coming(self, now: datetime) -> bool:
        """Whether it is in force but its danger is expected later."""
        return self.state is State.ACTIVE and self.begins is not None and now < self.begins


@dataclass(frozen=True)
class Question:
    """An ending that does not say clearly which warning it ends: the duty officer says it."""

    ending: Alert
    why: Note
    candidates: tuple[Key, ...]
    """Active messages that may be meant. None: nobody needs to decide unless the warning still comes."""


@dataclass(frozen=True)
class Outlook:
    """Every danger with its state, and the questions about endings."""

    standings: tuple[Standing, ...]
    questions: tuple[Question, ...]

    @property
    def active(self) -> tuple[Standing, ...]:
        """The dangers that are in force or coming."""
        return tuple(one for one in self.standings if one.state is State.ACTIVE)


def judge(
    alerts: Iterable[Alert],
    *,
    now: datetime,
    lasts: timedelta,
    status: Status = Status.ACTUAL,
    closed: Collection[Key] = (),
    answers: Mapping[Key, Collection[Key]] | None = None,
) -> Outlook:
    """Return the states of all dangers of one status. A message that is missing from the set is not cancelled.

    ``lasts`` is for a warning without an expiry. ``closed`` are messages that the station has closed by hand.
    ``answers`` are the messages that an ending means, by the ending, as the duty officer said.
    """
    messages = sort(alerts, status)
    threads = Threads(messages.dangers)
    ended: dict[Key, Key] = {}
    unclear: list[tuple[Alert, Note, set[Key]]] = []
    for ending in messages.endings:
        said = (answers or {}).get(ending.key)
        meant, why = (set(said), None) if said is not None else _meant(ending, threads)
        if why is None:
            ended |= {key: ending.key for key in meant if key in threads.by_key}
        else:
            unclear.append((ending, why, meant))
    standings = tuple(_standing(alert, threads, ended, closed, now, lasts) for alert in messages.dangers)
    active = [one.alert for one in standings if one.state is State.ACTIVE]
    questions = tuple(_question(ending, why, meant, active) for ending, why, meant in unclear)
    return Outlook(standings, questions)


def _standing(
    alert: Alert, threads: Threads, ended: Mapping[Key, Key], closed: Collection[Key], now: datetime, lasts: timedelta
) -> Standing:
    key, ends = alert.key, span.ends(alert, lasts)
    if key in ended or key in closed:
        state, by = State.CANCELLED, ended.get(key)
    elif (later := threads.successor(key)) is not None:
        state, by = State.UPDATED, later
    else:
        state, by = State.EXPIRED if ends is not None and ends <= now else State.ACTIVE, None
    return Standing(alert, threads.of(key), state, by, span.begins(alert), ends)


def _meant(ending: Alert, threads: Threads) -> tuple[set[Key], Note | None]:
    """Return the newest messages that an ending ends, or may end, and why this has to be asked."""
    cited = {ref: threads.cited(ref, ending) for ref in ending.references}
    direct = {one.key for found in cited.values() for one in found}
    newest = {head for key in direct for head in threads.heads(key)}
    reached = {key for key in newest if key in direct or not _newer(threads.by_key[key], ending)}
    warnings = {threads.of(key) for key in direct}
    by_name = {name for warning in warnings for name in threads.known_by_name(warning)}
    unknown = [ref.identifier for ref, found in cited.items() if not found and ref.identifier not in by_name]
    if not cited:
        return reached, note("warning-asks-uncited")
    if unknown:
        return reached, note("warning-asks-unknown", cited=", ".join(unknown))
    if any(threads.by_key[key].sender.strip().casefold() != ending.sender.strip().casefold() for key in direct):
        return reached, note("warning-asks-sender", sender=ending.sender)
    if len(warnings) > 1 or (len(reached) > 1 and not reached <= direct):
        return reached, note("warning-asks-several", count=max(len(warnings), len(reached)))
    return reached, None


def _newer(alert: Alert, ending: Alert) -> bool:
    return alert.sent is not None and ending.sent is not None and alert.sent > ending.sent


def _question(ending: Alert, why: Note, meant: Collection[Key], active: Iterable[Alert]) -> Question:
    """Return a question with the active messages that may be meant; if none is known, with all that are older."""
    older = (alert.key for alert in active if not _newer(alert, ending))
    return Question(ending, why, tuple(key for key in older if not meant or key in meant))
