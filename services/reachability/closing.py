"""The end of a reachability test: reasons of the silent, remediation tasks, and the result for its author."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Message, Post, ReachabilityTest, RollCallEntry
from models.enums import Answer, MessageState, OutOfReach, Role
from services.core import journal
from services.core.act import Actor, Moment
from services.messaging import messages, roll_calls
from services.messaging.kinds import REACHABILITY
from services.people import directory
from services.people.access import actors, with_posts
from services.reachability import asking, cards, kinds
from services.reachability import result as reachability_result
from services.remediation import notices as remediation_notices
from services.remediation import tasks

_NOT_SENT = (MessageState.QUEUED, MessageState.SENDING, MessageState.EXPIRED)
_CHIEFS = with_posts(Post.role == Role.STATION_CHIEF, ~Post.substitute)


async def next_end(act: Moment) -> datetime | None:
    """Return when the hour of a test passes next."""
    return await act.session.scalar(
        sa.select(sa.func.min(ReachabilityTest.ends_at)).where(ReachabilityTest.ended_at.is_(None))
    )


async def over(act: Moment) -> list[int]:
    """Return the tests whose hour has passed and whose result was not told."""
    found = await act.session.scalars(
        sa.select(ReachabilityTest.id)
        .where(ReachabilityTest.ended_at.is_(None), ReachabilityTest.ends_at <= act.now)
        .order_by(ReachabilityTest.id)
    )
    return list(found)


async def end(act: Moment, test_id: int) -> bool:
    """End a test once: note the reason of each silent person, assign remediation tasks, and tell the result.

    A question that could not be sent at all is nobody's fault and makes no task.
    """
    test: ReachabilityTest | None = await act.session.scalar(
        sa.select(ReachabilityTest)
        .where(ReachabilityTest.id == test_id, ReachabilityTest.ended_at.is_(None))
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if test is None:
        return False
    await roll_calls.close(act, test.roll_call_id, late=True)
    await _write_down(act.session, test)
    test.ended_at = act.now
    await act.session.flush()
    found = await reachability_result.out_of_reach(act.session, test)
    await tasks.give_out(act, test, {one.person: one.reason for one in found})
    result = await reachability_result.of(act.session, test)
    details = {
        "asked": result.asked,
        "answered": result.answered,
        **{why.value: n for why, n in result.reasons.items()},
    }
    await journal.record(act, asking.subject(test.id), "end", details=details)
    await messages.tell(
        act,
        await _readers(act.session, test, now=act.now),
        lambda words: cards.result(act.town, words, result),
        kinds.RESULT,
        about=test,
    )
    await remediation_notices.tell(act, test)
    return True


async def _write_down(session: AsyncSession, test: ReachabilityTest) -> None:
    """Write the reason why each silent person is out of reach on their entry.

    A person who has logged in since was never sent a question: the login is the answer. A person who answered in time
    has no reason any more, so an entry with both was answered late.
    """
    question = sa.literal(REACHABILITY.key(test.id)) + sa.cast(RollCallEntry.person_id, sa.String)
    rows = await session.execute(
        sa.select(RollCallEntry.person_id, Account.reachable, Account.bound_at, Message.state)
        .outerjoin(Account, Account.person_id == RollCallEntry.person_id)
        .outerjoin(Message, Message.dedupe == question)
        .where(RollCallEntry.roll_call_id == test.roll_call_id, RollCallEntry.answer.is_(None))
    )
    found: dict[OutOfReach, list[int]] = {}
    for person_id, reachable, bound_at, state in rows:
        if state is None and bound_at is not None:
            await session.execute(
                sa.update(RollCallEntry)
                .where(RollCallEntry.roll_call_id == test.roll_call_id, RollCallEntry.person_id == person_id)
                .values(answer=Answer.RECEIVED, answered_at=bound_at)
            )
        else:
            found.setdefault(_why(reachable, state), []).append(person_id)
    await session.execute(
        sa.update(RollCallEntry)
        .where(RollCallEntry.roll_call_id == test.roll_call_id, RollCallEntry.answer.is_not(None))
        .values(unreached=None)
    )
    for reason, ids in found.items():
        await session.execute(
            sa.update(RollCallEntry)
            .where(
                RollCallEntry.roll_call_id == test.roll_call_id,
                RollCallEntry.person_id.in_(ids),
                RollCallEntry.answer.is_(None),
            )
            .values(unreached=reason.value)
        )


def _why(reachable: bool | None, state: MessageState | None) -> OutOfReach:
    if reachable is None:
        return OutOfReach.NO_ACCOUNT
    if not reachable:
        return OutOfReach.BLOCKED
    if state is MessageState.SENT:
        return OutOfReach.SILENT
    return OutOfReach.UNSENT if state in _NOT_SENT else OutOfReach.UNDELIVERED


async def _readers(session: AsyncSession, test: ReachabilityTest, *, now: datetime) -> list[Actor]:
    """Return the people who hear the result: author and chief; for the test of the month, the people on duty too."""
    chiefs = await actors(session, _CHIEFS) or await directory.station_leaders(session)
    if test.started_by_id is None:
        others = await directory.station_desk(session, now=now)
    else:
        others = await directory.by_ids(session, [test.started_by_id])
    return list({one.person_id: one for one in (*others, *chiefs)}.values())
