"""Messages are taken in: each once, in any order, joined to the warning that they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from zlib import compress

import sqlalchemy as sa

from models import WarningFile, WarningMessage, WarningThread
from services.core import journal
from services.core.act import Moment
from services.core.database import alone
from services.duties.maker import tracks
from services.warnings.area import country
from services.warnings.area.reach import Country, Extent, reach
from services.warnings.cap.alerts import Alert, MessageType, Status
from services.warnings.meaning import messages, span
from services.warnings.register import register, stored
from services.warnings.register.views import Warned

KEPT, KEPT_HERE = timedelta(days=3), timedelta(days=31)
"""After its end a message matters to later ones: for so long, and for longer if it touches the township."""
_SAME = ("villages", "grids", "everywhere", "unclear")


@dataclass(frozen=True)
class Said:
    """The reach as a person states it: the whole township, or villages."""

    everywhere: bool
    villages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Origin:
    """The way by which messages came: a feed, or a person."""

    feed_id: int | None = None
    person_id: int | None = None
    news_since: datetime | None = None
    """Of a first look: nothing older is announced."""
    reach: Said | None = None
    """The reach that the person stated."""
    picture_id: int | None = None
    """The picture of the signal."""


@dataclass(frozen=True)
class Piece:
    """The alerts of one file, with its bytes; one that was typed in has none."""

    alerts: Sequence[Alert]
    data: bytes | None = None


@dataclass(frozen=True)
class Taken:
    """The result of taking messages in."""

    rows: tuple[WarningMessage, ...]
    """The messages of the file that were not known, or said more than before."""
    warnings: tuple[Warned, ...]
    """The warnings that they changed, without the old ones."""
    known: int
    """Messages that were known."""


async def take(act: Moment, pieces: Iterable[Piece], origin: Origin) -> Taken:
    """Take messages in, in a transaction of the caller's; a message that is known changes nothing."""
    meant = [(one, piece.data) for piece in pieces for one in piece.alerts if _counts(one)]
    if not meant:
        return Taken((), (), 0)
    await alone(act.session, "warnings")
    names = {stored.digest(one) for one, _ in meant}
    of_names = sa.select(WarningMessage).where(WarningMessage.digest.in_(names))
    rows = {row.digest: row for row in await act.session.scalars(of_names)}
    fresh: dict[str, WarningMessage] = {}
    ground = await country.load(act)
    files: dict[str, bytes] = {}
    for one, data in meant:
        name = stored.digest(one)
        row = fresh.get(name) or rows.get(name)
        alert = messages.merged(stored.alert_of(row), one) if row is not None else one
        if row is not None and stored.written(alert) == row.read:
            continue
        if row is None:
            row = _new(act, name, origin, old=origin.news_since is not None and _before(one, origin.news_since))
            act.session.add(row)
        _understand(act, row, alert, ground, origin)
        fresh[name] = row
        if data is not None:
            files.setdefault(name, data)
    if not fresh:
        return Taken((), (), len(names))
    kept = {data: await _file(act, data) for data in dict.fromkeys(files.values())}
    for name, data in files.items():
        fresh[name].file_id = fresh[name].file_id or kept[data]
    await act.session.flush()
    await sort_out(act)
    found = await register.load(act)
    told = {row.id for row in fresh.values() if not row.old}
    changed = tuple(one for one in found.warnings if told & one.row_ids)
    for row in fresh.values():
        await journal.record(act, subject(row.warning_id), "receive", details={"message": row.id, "feed": row.feed_id})
    await tracks.changed(act)
    return Taken(tuple(fresh.values()), changed, len(names) - len(fresh))


def subject(warning_id: int | None) -> str:
    """Return the subject of a warning's journal; without a warning, of the messages that end others."""
    return f"warning:{warning_id or 0}"


def _counts(alert: Alert) -> bool:
    """Whether a message is for people; answers of systems are for none."""
    return alert.status is not Status.SYSTEM and alert.message_type not in (MessageType.ACK, MessageType.ERROR)


def _before(alert: Alert, at: datetime) -> bool:
    return alert.sent is not None and alert.sent < at


def _new(act: Moment, name: str, origin: Origin, *, old: bool) -> WarningMessage:
    return WarningMessage(
        digest=name,
        feed_id=origin.feed_id,
        entered_by_id=origin.person_id,
        picture_id=origin.picture_id,
        received_at=act.now,
        old=old,
        ends=[],
    )


def _understand(act: Moment, row: WarningMessage, alert: Alert, ground: Country, origin: Origin) -> None:
    """Write down the content of a message, and its reach unless the officer has set it."""
    rules = act.town.settings.warnings
    row.read = stored.written(alert)
    ends = span.ends(alert, rules.lasts) or act.now
    begins = span.begins(alert) or act.now
    row.turns_at = min((at for at in (begins, ends) if at > act.now), default=None)
    if row.reach_by_id is None:
        found = reach(alert, rules, ground)
        row.villages, row.grids = sorted(found.villages), sorted(found.grids)
        row.everywhere = found.extent is Extent.ALL
        row.unclear, row.repaired = stored.notes_written(found.unclear), stored.notes_written(found.notes)
    if origin.reach is not None:
        row.everywhere, row.reach_by_id, row.grids = origin.reach.everywhere, origin.person_id, []
        row.villages = [one.id for one in ground.villages if origin.reach.everywhere or one.id in origin.reach.villages]
    here = bool(row.villages or row.everywhere or row.unclear)
    row.until = _later(max(ends, act.now), KEPT_HERE if here else KEPT)


def _later(at: datetime, by: timedelta) -> datetime:
    try:
        return at + by
    except OverflowError:
        return at


async def _file(act: Moment, data: bytes) -> int:
    name = sha256(data).hexdigest()
    known: int | None = await act.session.scalar(sa.select(WarningFile.id).where(WarningFile.digest == name))
    if known is not None:
        return known
    file = WarningFile(digest=name, data=compress(data), received_at=act.now)
    act.session.add(file)
    await act.session.flush()
    return file.id


async def sort_out(act: Moment) -> None:
    """Give each message the warning it belongs to; warnings that one message joins become the oldest of them."""
    for group in await register.threads(act):
        ids = sorted({row.warning_id for row in group.rows if row.warning_id is not None})
        if ids:
            keeps = ids[0]
        else:
            thread = WarningThread(created_at=act.now)
            act.session.add(thread)
            await act.session.flush()
            keeps = thread.id
        for other in ids[1:]:
            await _join(act, other, keeps)
        until = max(row.until for row in (*group.rows, *group.endings))
        for row in group.rows:
            row.warning_id = keeps
        for row in (*group.rows, *group.endings):
            row.until = max(row.until, until)
        _answers_stay(group.rows)
    await act.session.flush()


async def _join(act: Moment, other: int, keeps: int) -> None:
    """Let the messages of one warning be another's; those that were closed by hand stay closed."""
    gone = await act.session.get_one(WarningThread, other, with_for_update=True)
    kept = await act.session.get_one(WarningThread, keeps, with_for_update=True)
    gone.joined_id = keeps
    if kept.closed_at is None:
        kept.closed_at, kept.closed_by_id, kept.reason = gone.closed_at, gone.closed_by_id, gone.reason
    await journal.record(act, subject(keeps), "join", details={"warning": other})


def _answers_stay(rows: Sequence[WarningMessage]) -> None:
    """Let the officer's answer hold for a later version that says of its areas exactly the same."""
    for newer in rows:
        if newer.reach_by_id is not None or not newer.unclear:
            continue
        said = [one for one in rows if one.reach_by_id is not None and _areas(one) == _areas(newer)]
        if said:
            newest = max(said, key=lambda one: one.id)
            newer.reach_by_id = newest.reach_by_id
            for name in _SAME[:3]:
                setattr(newer, name, getattr(newest, name))


def _areas(row: WarningMessage) -> frozenset[object]:
    return frozenset(area for info in stored.alert_of(row).infos for area in info.areas)
