"""The reachability test (联络测试, DOMAIN D5) asks each person of the roster once, to learn how many chat reaches.

It never looks like an alarm: without a sound, behind everything else, at no hour of quiet, and nobody telephones.
"""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import ReachabilityTest, RollCall, RollCallEntry, Village
from models.enums import Action, Answer, Manner, RollCallKind
from services.core import journal, numbering
from services.core.act import Act, Actor, Moment
from services.core.errors import Refused, Stale, existing
from services.core.town import Town
from services.messaging import audiences, messages, roll_calls
from services.messaging.audiences import Audience, Selection
from services.messaging.kinds import REACHABILITY
from services.messaging.roll_calls import Chase, RollCallDraw
from services.people.access import require, villages_of
from services.reachability import blockers
from services.reachability import cards as reachability_cards
from services.remediation import tasks

SERIES = "reachability"
"""The tests' numbers. A transaction that takes one holds the series until its commit, so two never start at once."""


def subject(test_id: int) -> str:
    """Return the subject of a test's journal."""
    return f"reachability:{test_id}"


async def audience(session: AsyncSession, town: Town, villages: frozenset[int] | None) -> Audience:
    """Return everybody with a post, each person once; ``villages`` limits it to their people. Groups are not asked."""
    return await audiences.find(session, town, Selection(everyone=True), villages=villages)


async def look(act: Act) -> Audience:
    """Return the people that a test of the actor's would ask. Raises ``Forbidden``."""
    require(act.actor, Action.TEST_REACHABILITY)
    return await audience(act.session, act.town, villages_of(act.actor, Action.TEST_REACHABILITY))


async def start(act: Act) -> ReachabilityTest:
    """Ask everybody the actor may ask. Raises ``Refused`` with what hinders it (``reachability_hindrance``)."""
    require(act.actor, Action.TEST_REACHABILITY)
    villages = villages_of(act.actor, Action.TEST_REACHABILITY)
    number = await numbering.next_in(act.session, SERIES)
    hindrance = await blockers.of(act, villages)
    if hindrance is not None:
        raise Refused(hindrance.key, **hindrance.arguments)
    return await send(act, number, villages, act.actor.person_id)


async def send(
    act: Moment, number: int, villages: frozenset[int] | None, started_by_id: int | None
) -> ReachabilityTest:
    """Open the roll call and queue a question for each; people without an account are on the result."""
    found = await audience(act.session, act.town, villages)
    if not found.people:
        raise Refused("reach-nobody")
    rules, drill = act.town.settings.roll_call, act.town.settings.drill
    roll_call = await roll_calls.open_roll_call(
        act.session,
        RollCallKind.REACHABILITY,
        found.people,
        found.unreached,
        chase_at=rules.test_chase_at,
        drill=drill,
        now=act.now,
    )
    await act.session.execute(  # a login meanwhile is an answer: there is nothing to ask again
        sa.update(RollCallEntry)
        .where(RollCallEntry.roll_call_id == roll_call.id, RollCallEntry.unreached == audiences.NO_ACCOUNT)
        .values(next_at=None)
    )
    test = ReachabilityTest(
        number=number,
        roll_call_id=roll_call.id,
        started_by_id=started_by_id,
        villages=sorted(villages or ()),
        drill=drill,
        started_at=act.now,
        ends_at=act.now + rules.test,
    )
    act.session.add(test)
    await act.session.flush()
    named = await _villages(act.session, test)
    await messages.tell(
        act,
        [one for one in found.people if one.chat_id is not None],
        lambda words: reachability_cards.question(act.town, words, test, named),
        REACHABILITY,
        about=test.id,
        lifetime=rules.test,
        drill=drill,
        place=roll_calls.place(roll_call.id),
    )
    details = {"number": number, "people": len(found.people), "unreached": len(found.unreached), "drill": drill}
    await journal.append(
        act.session,
        subject(test.id),
        "start",
        now=act.now,
        actor_id=started_by_id,
        details=details | {"villages": test.villages},
    )
    return test


async def _villages(session: AsyncSession, test: ReachabilityTest) -> list[str]:
    """Return the names of the villages that ask; none: the station does."""
    if not test.villages:
        return []
    found = await session.scalars(sa.select(Village.name).where(Village.id.in_(test.villages)).order_by(Village.code))
    return list(found)


async def answer(act: Act, test_id: int) -> tuple[ReachabilityTest, str]:
    """Take a person's word that it was received, also after the end; returns the text key of what to say to it.

    Raises ``Stale`` for somebody who was not asked.
    """
    test = existing(await act.session.get(ReachabilityTest, test_id), "roll-call-not-on-it")
    _, before = await roll_calls.answer(act, test.roll_call_id, Answer.RECEIVED, late=True)
    await tasks.heard(act.session, act.actor.person_id, now=act.now)
    if before is not None:
        return test, "roll-call-noted-before"
    return test, "roll-call-noted" if test.ended_at is None else "reach-noted-late"


async def seen_by(session: AsyncSession, actor: Actor, test_id: int) -> ReachabilityTest:
    """Return a test for who may see its result: the station all, others their own and their village's.

    Raises ``Forbidden`` or ``Stale``.
    """
    require(actor, Action.TEST_REACHABILITY)
    test = await session.get(ReachabilityTest, test_id)
    if test is None or not visible(actor, test):
        raise Stale("reach-gone")
    return test


async def newest(session: AsyncSession, actor: Actor) -> ReachabilityTest | None:
    """Return the newest test whose result the actor may see. Raises ``Forbidden``."""
    require(actor, Action.TEST_REACHABILITY)
    found = await session.scalars(sa.select(ReachabilityTest).order_by(ReachabilityTest.id.desc()).limit(60))
    return next((one for one in found if visible(actor, one)), None)


def visible(actor: Actor, test: ReachabilityTest) -> bool:
    """Whether the actor may see a test's result."""
    villages = villages_of(actor, Action.TEST_REACHABILITY)
    return villages is None or (bool(test.villages) and {*test.villages} <= villages)


async def draw_chase(act: Moment, roll_call: RollCall, persons: Sequence[Actor], number: int) -> Chase | None:
    """Draw the question again for who has not answered; not once something real goes on, nor when the time is up."""
    test: ReachabilityTest | None = await act.session.scalar(
        sa.select(ReachabilityTest).where(ReachabilityTest.roll_call_id == roll_call.id)
    )
    if test is None or act.now >= test.ends_at or await blockers.busy(act.session, now=act.now):
        return None
    spoken = {one.language for one in persons}
    named = await _villages(act.session, test)
    cards = {one: reachability_cards.reminder(act.town, act.town.words(one), test, named) for one in spoken}
    asked = {person.person_id: cards[person.language] for person in persons}
    kind = replace(REACHABILITY, manner=Manner.REPLY)
    return Chase(asked, kind.priority, test.ends_at - act.now, kind=kind, call=False)


ROLL_CALLS = (RollCallDraw(RollCallKind.REACHABILITY, draw_chase),)
