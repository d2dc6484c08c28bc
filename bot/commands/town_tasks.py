"""Tasks of the commands in the township's database: one transaction each, on the township's clock."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, JournalEntry, Person
from services.accounts import login
from services.core import journal
from services.core.act import Act, Moment
from services.core.town import Town
from services.duties.maker import series
from services.duties.planning import preview
from services.duties.planning.preview import Planned
from services.households.workbook import importing as households
from services.households.workbook.judged import Judged as HouseholdJudged
from services.households.workbook.sheets import Rows as HouseholdRows
from services.ledgers.cases import write_cases
from services.people import directory
from services.problems.workbook import importing
from services.problems.workbook.importing import Judged
from services.problems.workbook.reading import Line
from services.risk_points.workbook import importing as risk_points
from services.roster.importing.roster import import_roster
from services.roster.importing.tables import Summary
from services.roster.outlines import importing as outlines
from services.roster.outlines.importing import Judged as OutlineJudged
from services.roster.outlines.reading import Feature
from services.roster.registers.reading import Line as PointLine
from services.roster.workbook.rows import Workbook
from texts import Words


class _DryRun(Exception):
    """Ends the transaction of a dry run."""


async def import_workbook(town: Town, workbook: Workbook, *, dry_run: bool) -> Summary:
    """Import the roster; a dry run does the same and rolls back. Raises ``RosterRefused``."""
    summary: Summary | None = None
    try:
        async with town.database.transaction() as session:
            summary = await import_roster(session, workbook, now=town.now())
            await series.sync(Moment(session, town, town.now()))  # new people owe from now on, not from tonight
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    if summary is None:
        raise RuntimeError("an import without a summary")
    return summary


async def audit(town: Town, number: str | None) -> tuple[int, list[journal.ChainBreak]] | None:
    """Return the number of journal entries and the breaks in their chains; None for an unknown case."""
    async with town.database.reading() as session:
        subject = None
        if number is not None:
            case_id = await session.scalar(sa.select(Case.id).where(Case.number == number.strip().upper()))
            if case_id is None:
                return None
            subject = journal.of_case(case_id)
        count = sa.select(sa.func.count()).select_from(JournalEntry)
        if subject is not None:
            count = count.where(JournalEntry.subject == subject)
        broken = [fault async for fault in journal.audit(session, subject)]
        return await session.scalar(count) or 0, broken


async def duties_of(town: Town, year: int) -> list[Planned]:
    """Return the duties of a year."""
    async with town.database.reading() as session:
        return await preview.of_year(Moment(session, town, town.now()), year)


async def import_problems(town: Town, phone: str, lines: Sequence[Line], *, dry_run: bool) -> list[Judged] | None:
    """Import problems as the person with this number; None when there is nobody. A dry run writes nothing."""
    async with town.database.transaction() as session:
        person = await _person(session, phone)
        if person is None:
            return None
        (actor,) = await directory.by_ids(session, [person.id])
        act = Act(session, town, town.now(), actor)
        found = await importing.judge(act, lines)
        if not dry_run:
            await importing.take_over(act, found)
        return found


async def import_points(
    town: Town, phone: str, lines: Sequence[PointLine], *, dry_run: bool, doubtful: bool
) -> list[risk_points.Judged] | None:
    """Import risk points as the person with this number; None when there is nobody. A dry run writes nothing."""
    async with town.database.transaction() as session:
        person = await _person(session, phone)
        if person is None:
            return None
        (actor,) = await directory.by_ids(session, [person.id])
        act = Act(session, town, town.now(), actor)
        found = await risk_points.judge(act, lines)
        if not dry_run:
            await risk_points.take_over(act, found, doubtful=doubtful)
        return found


async def import_households(
    town: Town, phone: str, rows: HouseholdRows, *, dry_run: bool, doubtful: bool
) -> list[HouseholdJudged] | None:
    """Import households as the person with this number; None when there is nobody. A dry run writes nothing."""
    async with town.database.transaction() as session:
        person = await _person(session, phone)
        if person is None:
            return None
        (actor,) = await directory.by_ids(session, [person.id])
        act = Act(session, town, town.now(), actor)
        found = await households.judge(act, rows)
        if not dry_run:
            await households.take_over(act, found, doubtful=doubtful)
        return found


async def import_outlines(town: Town, features: Sequence[Feature], *, dry_run: bool) -> list[OutlineJudged]:
    """Import outlines and say what became of each; a dry run does the same and rolls back."""
    found: list[OutlineJudged] = []
    try:
        async with town.database.transaction() as session:
            found = await outlines.take_in(Moment(session, town, town.now()), features)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return found


async def export(town: Town, file: Path, words: Words) -> int:
    """Write the ledger of cases and return their number."""
    async with town.database.reading() as session:
        return await write_cases(session, file, town.settings, words)


async def issue_code(town: Town, phone: str) -> tuple[str, str, datetime] | None:
    """Return name, one-time code and its expiry for the person with this number; None when there is nobody."""
    async with town.database.transaction() as session:
        person = await _person(session, phone)
        if person is None:
            return None
        code, ends = await login.issue_code(Moment(session, town, town.now()), None, person.id)
        return person.name, code, ends


async def _person(session: AsyncSession, phone: str) -> Person | None:
    found: Person | None = await session.scalar(sa.select(Person).where(Person.phone == phone, Person.active))
    return found
