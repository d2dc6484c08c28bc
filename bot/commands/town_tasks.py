"""Tasks of the commands in the township's database: one transaction each, on the township's clock."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
import typer
from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands import terminal
from models import Case, Person
from services.accounts import login
from services.core import journal
from services.core.act import Act, Moment
from services.core.database import Progress
from services.core.errors import Refused
from services.core.town import Town
from services.duties.maker import series
from services.duties.planning import preview
from services.duties.planning.preview import Planned
from services.ledgers.cases import write_cases
from services.people import directory
from services.roster.importing.roster import import_roster
from services.roster.importing.tables import Summary
from services.roster.outlines import importing as outlines
from services.roster.outlines.importing import Judged as OutlineJudged
from services.roster.outlines.reading import Feature
from services.roster.registers.judging import Judged
from services.roster.workbook.cells import phone as e164
from services.roster.workbook.rows import Workbook
from services.roster.workbook.tables import Verdict
from services.settings.township import Township
from texts import Texts, Words
from texts.bundle import load

Lines = TypeVar("Lines")
Row = TypeVar("Row", bound=Judged)


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


async def audit(town: Town, number: str | None, progress: Progress) -> tuple[int, list[journal.ChainBreak]] | None:
    """Return the number of journal entries and the breaks in their chains; None for an unknown case."""
    async with town.database.reading() as session:
        subject = None
        if number is not None:
            case_id = await session.scalar(sa.select(Case.id).where(Case.number == number.strip().upper()))
            if case_id is None:
                return None
            subject = journal.of_case(case_id)
        entries = 0

        def told(done: int, total: int) -> None:
            nonlocal entries
            entries = done
            progress(done, total)

        broken = [fault async for fault in journal.audit(session, subject, told)]
        return entries, broken


async def duties_of(town: Town, year: int) -> list[Planned]:
    """Return the duties of a year."""
    async with town.database.reading() as session:
        return await preview.of_year(Moment(session, town, town.now()), year)


def import_list(
    file: Path,
    by: str,
    read: Callable[[Path, Township, Texts], Lines],
    judge: Callable[[Act, Lines], Awaitable[list[Row]]],
    take_over: Callable[[Act, list[Row]], Awaitable[object]],
    *,
    dry_run: bool,
    of: str = "point",
    doubts: str | None = None,
) -> None:
    """Import a list as the person with a number, or look only, and show what becomes of each row that is not the same.

    Shows why it cannot be, and exits. ``take_over`` may return the rows with what became of them; ``of`` names the
    texts, ``doubts`` is the text below rows that may be new.
    """
    settings = terminal.settings()
    words, number = settings.words, e164(by)
    if number is None:
        terminal.complain(words.plain("cli-no-phone", phone=by))
    try:
        lines = read(file, settings.township, load())
        found = terminal.in_town(
            settings, lambda town: _import(town, number, lines, judge, None if dry_run else take_over)
        )
    except Refused as refused:
        terminal.complain(refused.in_words(words).unescape())
    if found is None:
        terminal.complain(words.plain("cli-nobody", phone=by))
    for one in found:
        if one.verdict is not Verdict.SAME:
            why = words.plain("list-comma").join(one.explained(words)) or "no"
            told = {"row": one.row, "verdict": one.verdict.value, "about": one.titled(words), "why": why}
            typer.echo(words.plain(f"cli-{of}-row", **told))
    counts = {each.value: sum(one.verdict is each for one in found) for each in Verdict}
    typer.echo(words.plain(f"cli-{of}s-count", **counts))
    if doubts is not None and any(one.may_be_new for one in found):
        typer.echo(words.plain(doubts))
    typer.echo(words.plain("cli-problems-tried" if dry_run else "cli-roster-imported"))


async def _import(
    town: Town,
    phone: str,
    lines: Lines,
    judge: Callable[[Act, Lines], Awaitable[list[Row]]],
    take_over: Callable[[Act, list[Row]], Awaitable[object]] | None,
) -> list[Row] | None:
    async with town.database.transaction() as session:
        person = await _person(session, phone)
        if person is None:
            return None
        (actor,) = await directory.by_ids(session, [person.id])
        act = Act(session, town, town.now(), actor)
        found = await judge(act, lines)
        done = await take_over(act, found) if take_over is not None else None
        return done if isinstance(done, list) else found


async def import_outlines(town: Town, features: list[Feature], *, dry_run: bool) -> list[OutlineJudged]:
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


async def export(town: Town, file: Path, words: Words, progress: Progress) -> int:
    """Write the ledger of cases and return their number."""
    async with town.database.reading() as session:
        return await write_cases(session, file, town.settings, words, progress)


async def issue_code(town: Town, phone: str) -> tuple[str, str, datetime] | None:
    """Return name, one-time code and its expiry for the person with this number; None when there is nobody."""
    async with town.database.transaction() as session:
        person = await _person(session, phone)
        if person is None:
            return None
        code, ends = await login.issue_code(Moment(session, town, town.now()), None, person.id)
        return person.name, code, ends


async def _person(session: AsyncSession, phone: str) -> Person | None:
    return await session.scalar(sa.select(Person).where(Person.phone == phone, Person.active))
