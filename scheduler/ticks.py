"""What the clock wakes: each tick finds what is due, has a service act on it, and commits. Callable with any clock."""

from services import identity, pauses
from services.town import Town


async def resume_paused(town: Town) -> int:
    """Resume every assignment whose pause has come to its limit; return how many."""
    async with town.database.reading() as session:
        due = await pauses.at_limit(session, now=town.now())
    for assignment_id in due:  # one transaction each: what fails on one must not hold back the others
        async with town.database.transaction() as session:
            await pauses.resume_at_limit(session, town, assignment_id, now=town.now())
    return len(due)


async def forget_codes(town: Town) -> int:
    """Forget one-time codes and counted attempts that have served; return how many codes."""
    async with town.database.transaction() as session:
        return await identity.forget_old(session, town, now=town.now())


async def work_off(town: Town) -> None:
    """Do everything that is due now. For a clock that was moved: it answers when this has returned."""
    await resume_paused(town)
