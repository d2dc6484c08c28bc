"""Destroy the list of an order when it has served (突发事件应对法 85); leaders are told before, and may hold it.

The order and its sums stay. The journal has people by number only, so its chains hold; the chain of officers'
words goes as a whole. The media store keeps the numbers of destroyed lists, so that a backup brings none of them back.
"""

import asyncio
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Evacuation, Evacuee, EvacueeEntry, JournalEntry, Message, ShelterStay, Update
from models.enums import Action, EvacuationState, UpdateState
from services.core import journal
from services.core.act import Act, Moment
from services.core.database import begins
from services.core.errors import Refused, Stale
from services.core.errors import reason as given
from services.core.tick import Routine, Tick, one_by_one
from services.core.town import Town
from services.evacuation import kept_cards, kinds
from services.evacuation.order import balance, orders
from services.media.store import open_store
from services.messaging import messages
from services.people import directory
from services.people.access import Subject, require

LONGEST = 500
FOLDER = "erased"
"""In the media store: an empty file for each destroyed list, named by its order."""
WORDS_OF = (kinds.PART, kinds.LIVE_CARD, kinds.UNWILLING, kinds.DISPUTED, kinds.FULL, kinds.NEED)
"""Messages that say where people are."""
EMPTY = b"{}"
_OVER = (
    Evacuation.state.in_((EvacuationState.OVER, EvacuationState.TAKEN_BACK)),
    Evacuation.erased_at.is_(None),
    Evacuation.held_at.is_(None),
)


def _told_at(one: Evacuation, keep: timedelta, notice: timedelta) -> datetime:
    """Return when a list is destroyed, or the station is told of it: always some time before."""
    over_at, notice = one.over_at or one.created_at, min(notice, keep)
    if one.warned_at is None:
        return over_at + keep - notice
    return max(over_at + keep, one.warned_at + notice)


async def next_due(act: Moment) -> datetime | None:
    """Return when the station is told next, or a list destroyed."""
    rules = act.town.settings.evacuation
    over = await act.session.scalars(sa.select(Evacuation).where(*_OVER))
    return min((_told_at(one, rules.keep, rules.notice) for one in over), default=None)


async def due(act: Moment) -> list[int]:
    """Return the orders of which that is due."""
    rules = act.town.settings.evacuation
    over = await act.session.scalars(sa.select(Evacuation).where(*_OVER).order_by(Evacuation.id))
    return [one.id for one in over if _told_at(one, rules.keep, rules.notice) <= act.now]


async def work(act: Moment, evacuation_id: int) -> bool:
    """Tell the station that a list will be destroyed, with a notice's time to hold it; then destroy it."""
    one: Evacuation | None = await act.session.scalar(
        sa.select(Evacuation).where(*_OVER, Evacuation.id == evacuation_id).with_for_update(skip_locked=True)
    )
    if one is None:
        return False
    rules = act.town.settings.evacuation
    if one.warned_at is None:
        one.warned_at = act.now
        at = max(_told_at(one, rules.keep, rules.notice), act.now)
        await _tell(act, one, at)
        return True
    await erase(act, one)
    return True


async def _tell(act: Moment, one: Evacuation, at: datetime) -> None:
    leaders = await directory.station_leaders(act.session)
    await messages.tell(
        act,
        leaders,
        lambda words: kept_cards.will_be_erased(act.town, words, one, at),
        kinds.KEPT,
        about=(one, "before"),
    )


async def erase(act: Moment, one: Evacuation) -> None:
    """Destroy everything about the people of an order, and tell the leaders how much that was."""
    counted = await balance.of(act.session, [one.id])
    one.final = [
        {"village": village, **{state.value: count for state, count in some.states.items()}, **asdict(some.figures)}
        for village, some in sorted(counted.by(lambda cell: cell.village_id).items())
    ]
    one.reported = [{**entry, "source": ""} for entry in one.reported]
    gone = await _destroy(act.session, one, act.now)
    one.erased_at = act.now
    await act.session.flush()
    await journal.record(act, orders.subject(one.id), "erase", details=gone)
    _remember(act.town, one)
    leaders = await directory.station_leaders(act.session)
    await messages.tell(
        act, leaders, lambda words: kept_cards.was_erased(words, one, gone), kinds.KEPT, about=(one, "erased")
    )


async def _destroy(session: AsyncSession, one: Evacuation, now: datetime) -> dict[str, int]:
    gone = {}
    for name, table in (("stays", ShelterStay), ("entries", EvacueeEntry), ("people", Evacuee)):
        done = await session.execute(sa.delete(table).where(table.evacuation_id == one.id))
        gone[name] = int(done.rowcount)  # type: ignore[attr-defined]
    said = sa.or_(*(begins(Message.dedupe, kind.key(one.id)) for kind in WORDS_OF))
    done = await session.execute(sa.delete(Message).where(said))
    gone["messages"] = int(done.rowcount)  # type: ignore[attr-defined]
    done = await session.execute(sa.delete(JournalEntry).where(JournalEntry.subject == orders.words_of(one.id)))
    gone["words"] = int(done.rowcount)  # type: ignore[attr-defined]
    done = await session.execute(
        sa.update(Update)
        .where(Update.received_at.between(one.ordered_at or one.created_at, now), Update.state == UpdateState.HANDLED)
        .values(raw=EMPTY)
        .execution_options(synchronize_session=False)
    )
    gone["updates"] = int(done.rowcount)  # type: ignore[attr-defined]
    return gone


def _remember(town: Town, one: Evacuation) -> None:
    """Keep the order's number beside the database: a backup that is older has the list still."""
    files, root = open_store(town.settings.files.store)
    files.makedirs(f"{root}/{FOLDER}", exist_ok=True)
    files.pipe_file(f"{root}/{FOLDER}/{one.number or one.id}", b"erased")


def _remembered(town: Town) -> Collection[str]:
    files, root = open_store(town.settings.files.store)
    folder = f"{root}/{FOLDER}"
    return {str(path).rpartition("/")[2] for path in files.ls(folder, detail=False)} if files.isdir(folder) else ()


async def again(town: Town) -> int:
    """Destroy once more the lists that were destroyed, or were due, when a backup has brought them back."""
    known = await asyncio.to_thread(_remembered, town)
    async with town.database.transaction() as session:
        act = Moment(session, town, town.now())
        before = act.now - town.settings.evacuation.keep
        back = await session.scalars(
            sa.select(Evacuation)
            .where(
                Evacuation.erased_at.is_(None),
                sa.or_(Evacuation.number.in_(known), sa.and_(*_OVER, Evacuation.over_at <= before)),
            )
            .order_by(Evacuation.id)
            .with_for_update()
        )
        rows = back.all()
        for one in rows:
            if one.state in orders.RUNNING:
                one.state = EvacuationState.OVER
            one.over_at = one.over_at or act.now
            await erase(act, one)
    if rows:
        await town.database.shorten_log()
    return len(rows)


async def may_hold(act: Act, evacuation_id: int) -> Evacuation:
    """Return an order whose list is there to be kept. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.LEAD_EVACUATION, Subject())
    one = await orders.load(act.session, evacuation_id)
    if one.erased_at is not None:
        raise Stale("evacuation-erased-already")
    return one


async def hold(act: Act, evacuation_id: int, why: str) -> Evacuation:
    """Keep a list beyond its time, with the reason, such as an inquiry. Raises ``Refused`` without one."""
    one = await may_hold(act, evacuation_id)
    one.held_because, one.held_at, one.held_by_id = given(why, most=LONGEST), act.now, act.actor.person_id
    await act.session.flush()
    await journal.record(act, orders.subject(one.id), "hold", reason=one.held_because)
    return one


async def release(act: Act, evacuation_id: int) -> Evacuation:
    """Let a list be destroyed after all; the station is told once more before. Raises ``Refused`` when none is held."""
    require(act.actor, Action.LEAD_EVACUATION, Subject())
    one = await orders.load(act.session, evacuation_id)
    if one.held_at is None:
        raise Refused("evacuation-not-held")
    one.held_at = one.held_by_id = one.held_because = one.warned_at = None
    await act.session.flush()
    await journal.record(act, orders.subject(one.id), "release")
    return one


async def act_on(town: Town) -> int:
    """Do what is due, each order in a transaction of its own; then no file has what was destroyed."""
    done = await one_by_one(due, work)(town)
    await town.database.shorten_log()
    return done


TICKS = (
    Tick("erase_evacuations", next_due, act_on, within=timedelta(minutes=1)),
    Routine("erase_evacuations_again", again, {"hour": 4, "minute": 20}, at_start=True),
)
