"""What the clock wakes: each tick finds what is due, has a service act on it, and commits. Callable with any clock."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog

from models.enums import RollCallKind
from services.accounts import login
from services.broadcasts import sending as broadcasts_sending
from services.core.act import Moment
from services.core.town import Town
from services.digests import digests
from services.duty import prompts
from services.field import note_notices, tracks
from services.messaging import batching, roll_calls
from services.messaging.roll_calls import Draw
from services.mobilisation import live_updates, safety_checks
from services.operations import watchdog
from services.reachability import asking as reachability_asking
from services.reachability import closing as reachability_closing
from services.reachability import monthly as reachability_monthly
from services.remediation import tasks
from services.reminders import bundling, lapses, recalculation
from services.reminders import steps as reminders_steps
from services.roster import reminders
from services.squads import membership_notices

log = structlog.get_logger()

GIVE_WAY = 0.001
"""Seconds between two portions: what was committed goes out, and officers are answered, before the next."""


async def lapse(town: Town) -> int:
    """Let the areas act where nobody has kept a deadline; return about how many."""
    async with town.database.reading() as session:
        due = await lapses.due(session, now=town.now())
    done = 0
    for deadline_id in due:  # one transaction each: what fails on one must not hold back the others
        try:
            async with town.database.transaction() as session:
                done += await lapses.lapse(Moment(session, town, town.now()), deadline_id)
        except Exception:
            log.exception("lapse_failed", deadline=deadline_id)
    return done


async def next_due(town: Town) -> datetime | None:
    """Return when the next step is to be taken, or the next reminder or held notice told; nothing is written."""
    async with town.database.reading() as session:
        return await reminders_steps.next_due(session)


async def take_due(town: Town) -> int:
    """Take every step that is due, the gravest first; return of how many deadlines."""
    return await _until_done(town, reminders_steps.take_due)


async def tell_reminders(town: Town) -> int:
    """Tell what is not urgent and has waited for company long enough; return how many persons."""
    return await _until_done(town, bundling.tell)


async def tell_held(town: Town) -> int:
    """Tell the notices that could wait and have; return to how many persons."""
    return await _until_done(town, batching.tell)


ROLL_CALLS: dict[RollCallKind, Draw] = {
    RollCallKind.BROADCAST: broadcasts_sending.draw_chase,
    RollCallKind.MOBILISATION: live_updates.draw_chase,
    RollCallKind.REACHABILITY: reachability_asking.draw_chase,
}
"""Who draws the next question for the silent of each kind of roll."""


async def chase_silent(town: Town) -> int:
    """Ask whoever has not answered a roll call again; return how many."""
    async with town.database.reading() as session:  # asked every second: nothing is written until somebody is due
        if not await roll_calls.any_due(session, now=town.now()):
            return 0

    async def portion(act: Moment) -> int:
        return await roll_calls.chase(act, ROLL_CALLS)

    return await _until_done(town, portion)


async def keep_teams(town: Town) -> int:
    """Ask teams in the field whether all is well, alarm about the silent; return how many."""
    async with town.database.reading() as session:
        if not await safety_checks.any_due(session, now=town.now()):
            return 0
    return await _until_done(town, safety_checks.keep)


async def tell_field(town: Town) -> int:
    """Tell commanders what has come from the field, several together; return of how many mobilisations."""
    async with town.database.reading() as session:
        due = await note_notices.due(session, now=town.now())
    for mobilisation_id in due:
        async with town.database.transaction() as session:
            await note_notices.tell(Moment(session, town, town.now()), mobilisation_id)
    return len(due)


async def refresh_cards(town: Town) -> int:
    """Refresh the live cards whose figures have changed; return of how many mobilisations."""
    async with town.database.reading() as session:
        changed = await live_updates.changed(session)
    for mobilisation_id in changed:
        async with town.database.transaction() as session:
            await live_updates.refresh(Moment(session, town, town.now()), mobilisation_id)
    return len(changed)


async def look_at_the_calendar(town: Town) -> int:
    """Reckon anew what was provisional, and alarm when a coming year's holidays are missing; return of how many."""
    async with town.database.transaction() as session:
        now = town.now()
        return await recalculation.reckon_anew(Moment(session, town, now)) + await recalculation.alarm(
            Moment(session, town, now)
        )


async def make_digests(town: Town) -> int:
    """Tell everybody the digests whose time has come; return to how many persons."""
    async with town.database.reading() as session:  # nothing is written, and nobody waits, until one is due
        if not await digests.due(Moment(session, town, town.now())):
            return 0
    return await _until_done(town, digests.make)


async def keep_duty(town: Town) -> int:
    """Make the shifts that are near owed, alarm when nobody is on duty; return how much was done."""
    async with town.database.reading() as session:
        due = await prompts.due(Moment(session, town, town.now()))
    if not due:
        return 0
    async with town.database.transaction() as session:
        return await prompts.keep(Moment(session, town, town.now()), due)


async def late(town: Town) -> watchdog.Late:
    """Return what stands still."""
    async with town.database.reading() as session:
        return await watchdog.look(Moment(session, town, town.now()))


async def watch(town: Town) -> int:
    """Raise the alarm about what stands still; return how many were told."""
    if (await late(town)).well:
        return 0
    async with town.database.transaction() as session:
        found = await watchdog.look(Moment(session, town, town.now()))
        return await watchdog.alarm(Moment(session, town, town.now()), found)


async def tell_memberships(town: Town) -> int:
    """Tell captains who left the squad's group and which stranger came; return of how many groups."""
    async with town.database.reading() as session:
        if not await membership_notices.due(Moment(session, town, town.now())):
            return 0
    return await _until_done(town, membership_notices.tell)


async def remind_of_roster(town: Town) -> int:
    """Tell once a month what the roster lacks; return how many persons."""
    async with town.database.reading() as session:
        if not await reminders.due(Moment(session, town, town.now())):
            return 0
    async with town.database.transaction() as session:
        return await reminders.tell(Moment(session, town, town.now()))


async def test_monthly(town: Town) -> int:
    """Send this month's reachability test, leave it out or put it off; return 1 when anything was done."""
    async with town.database.reading() as session:
        if not await reachability_monthly.due(Moment(session, town, town.now())):
            return 0
    async with town.database.transaction() as session:
        return int(await reachability_monthly.run(Moment(session, town, town.now())))


async def end_tests(town: Town) -> int:
    """End the reachability tests whose hour has passed; return how many."""
    async with town.database.reading() as session:
        over = await reachability_closing.over(session, now=town.now())
    ended = 0
    for test_id in over:  # one transaction each, as above
        async with town.database.transaction() as session:
            ended += await reachability_closing.end(Moment(session, town, town.now()), test_id)
    return ended


async def keep_mends(town: Town) -> int:
    """End what has mended itself; return of how many tasks."""
    async with town.database.reading() as session:
        if not await tasks.any_reached(session):
            return 0

    async def portion(act: Moment) -> int:
        return await tasks.close_reached(act.session, now=act.now)

    return await _until_done(town, portion)


async def forget_codes(town: Town) -> int:
    """Forget one-time codes and counted attempts that have served; return how many codes."""
    async with town.database.transaction() as session:
        return await login.forget_old(Moment(session, town, town.now()))


async def forget_tracks(town: Town) -> int:
    """Destroy where people were once it has been kept long enough; return how many points."""
    return await _until_done(town, tracks.forget)


async def work_off(town: Town) -> None:
    """Do everything that is due now. For a clock that was moved: it answers when this has returned."""
    await lapse(town)
    await keep_duty(town)
    await take_due(town)
    await chase_silent(town)
    await end_tests(town)
    await keep_mends(town)
    await keep_teams(town)
    await tell_field(town)
    await refresh_cards(town)
    await tell_reminders(town)
    await tell_held(town)
    await make_digests(town)
    await tell_memberships(town)
    await remind_of_roster(town)
    await test_monthly(town)


async def _until_done(town: Town, portion: Callable[[Moment], Awaitable[int]]) -> int:
    """Work in portions, a transaction each, so that neither a lock nor the loop is held for long."""
    done = 0
    while True:
        async with town.database.transaction() as session:
            more = await portion(Moment(session, town, town.now()))
        if not more:
            return done
        done += more
        await asyncio.sleep(GIVE_WAY)
