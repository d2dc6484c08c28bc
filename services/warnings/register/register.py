"""The warnings as they stand, told from all messages that still matter. The states are those of ``standings``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from models import WarningMessage, WarningThread
from services.core.act import Moment
from services.core.errors import existing
from services.warnings.cap.alerts import Alert, Status
from services.warnings.meaning.messages import Key
from services.warnings.meaning.standings import Outlook, Standing, State, judge
from services.warnings.register import stored
from services.warnings.register.views import Asked, Register, Told, Warned, in_order, ordered

_LIVE = sa.select(WarningMessage).where(WarningMessage.until > sa.bindparam("now"))


@dataclass
class Group:
    """The messages of one warning, and those that ended them."""

    rows: list[WarningMessage] = field(default_factory=list)
    endings: list[WarningMessage] = field(default_factory=list)


@dataclass(frozen=True)
class _Judged:
    """The messages of one status with their states."""

    outlook: Outlook
    rows: dict[Key, list[WarningMessage]]

    def newest(self, key: Key) -> WarningMessage:
        """Return the row that says most of a key: its latest version."""
        return _newest(self.rows[key])


def _newest(rows: Iterable[WarningMessage]) -> WarningMessage:
    return max(rows, key=lambda row: (_sent(row), row.id))


def _sent(row: WarningMessage) -> float:
    sent = stored.alert_of(row).sent
    return sent.timestamp() if sent else 0


async def load(act: Moment, *, also: int = 0) -> Register:
    """Return the warnings that still matter, and one ``also`` that may have been over for long."""
    judged, threads = await _judge(act, also)
    warnings: list[Warned] = []
    for status, one in judged.items():
        warnings += _warnings(status, one, threads)
    by_row = {row_id: one for one in warnings for row_id in (told.row.id for told in one.told)}
    asked: list[Asked] = []
    if (actual := judged.get(Status.ACTUAL)) is not None:
        asked += _questions(actual, by_row)
    return Register(in_order(warnings), tuple(asked))


async def find(act: Moment, warning_id: int) -> Warned:
    """Return a warning by a number it has or had. Raises ``Stale``."""
    thread = await act.session.get(WarningThread, warning_id)
    while thread is not None and thread.joined_id is not None:
        thread = await act.session.get(WarningThread, thread.joined_id)
    return existing((await load(act, also=thread.id)).find(thread.id) if thread is not None else None, "warning-gone")


async def threads(act: Moment) -> list[Group]:
    """Return the messages that are one warning each."""
    judged, _ = await _judge(act, 0)
    found: list[Group] = []
    for one in judged.values():
        groups: dict[Key, Group] = defaultdict(Group)
        for standing in one.outlook.standings:
            group = groups[standing.warning]
            group.rows += [row for row in one.rows[standing.alert.key] if row not in group.rows]
            if standing.by is not None and standing.state is State.CANCELLED:
                group.endings += one.rows[standing.by]
        found += groups.values()
    return found


async def _judge(act: Moment, also: int) -> tuple[dict[Status, _Judged], dict[int, WarningThread]]:
    those = list(await act.session.scalars(_LIVE, {"now": act.now}))
    if also and all(row.warning_id != also for row in those):
        of_one = sa.select(WarningMessage).where(WarningMessage.warning_id == also)
        those += [row for row in await act.session.scalars(of_one) if row not in those]
    ids = {row.warning_id for row in those if row.warning_id is not None}
    found = await act.session.scalars(sa.select(WarningThread).where(WarningThread.id.in_(ids)))
    by_id = {row.id: row for row in found}
    by_status: dict[Status, list[WarningMessage]] = defaultdict(list)
    for row in those:
        by_status[stored.alert_of(row).status].append(row)
    return {status: _judged(act, status, rows) for status, rows in by_status.items()}, by_id


def _judged(act: Moment, status: Status, rows: Sequence[WarningMessage]) -> _Judged:
    by_key: dict[Key, list[WarningMessage]] = defaultdict(list)
    key_of: dict[int, Key] = {}
    for row in rows:
        key_of[row.id] = stored.alert_of(row).key
        by_key[key_of[row.id]].append(row)
    answers = {
        key_of[row.id]: {key_of[id_] for id_ in row.ends if id_ in key_of} for row in rows if row.ends_by_id is not None
    }
    outlook = judge(
        map(stored.alert_of, rows),
        now=act.now,
        lasts=act.town.settings.warnings.lasts,
        status=status,
        closed={key for key, those in by_key.items() if _newest(those).closed},
        answers=answers,
    )
    return _Judged(outlook, by_key)


def _warnings(status: Status, judged: _Judged, threads: dict[int, WarningThread]) -> Iterator[Warned]:
    told: dict[int, list[Told]] = defaultdict(list)
    for standing in judged.outlook.standings:
        row = judged.newest(standing.alert.key)
        thread = threads.get(row.warning_id or 0)
        if thread is not None:  # a message is given its warning in the transaction that takes it in
            told[thread.id].append(_told(row, standing, judged, thread))
    for thread_id, those in told.items():
        yield Warned(threads[thread_id], status, ordered(those))


def _told(row: WarningMessage, standing: Standing, judged: _Judged, thread: WarningThread) -> Told:
    by, over_at = None, None
    if standing.by is not None:
        by = judged.newest(standing.by)
        over_at = by.received_at
    elif standing.state is State.CANCELLED:
        over_at = thread.closed_at
    return Told(row, standing, over_at, by)


def _questions(judged: _Judged, by_row: dict[int, Warned]) -> Iterator[Asked]:
    """Yield the endings to ask about: those that may end a warning which concerns the township."""
    for question in judged.outlook.questions:
        row = judged.newest(question.ending.key)
        if row.old or _elsewhere(row, question.ending):
            continue
        found: dict[int, Warned] = {}
        for key in question.candidates:
            one = by_row.get(judged.newest(key).id)
            if one is not None and one.concerns:
                found[one.id] = one
        if found:
            yield Asked(row, question.ending, question.why, in_order(found.values()))


def _elsewhere(row: WarningMessage, ending: Alert) -> bool:
    """Whether an ending says of itself that it is about another place."""
    areas = any(info.areas for info in ending.infos)
    return areas and not row.unclear and not row.villages and not row.everywhere
