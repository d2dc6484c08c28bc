"""A reachability test as an Excel file of the people it did not reach. It travels by chat: names are masked."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import ReachabilityTest, RemediationTask
from services.cards import spreadsheet
from services.cards.masking import masked_name
from services.core.act import Act
from services.core.labels import name
from services.core.town import Town
from services.reachability import asking, result
from services.reachability.result import Out
from services.remediation import tasks as remediation_tasks
from services.remediation.tasks import Entry
from texts import Words

COLUMNS = ("number", "place", "post", "name", "end", "reason", "ways", "assignee", "due", "state")
WIDTHS = {"number": 6, "end": 10, "name": 10, "place": 22, "post": 24, "reason": 24}
WIDTH = 18


async def workbook(act: Act, test_id: int) -> tuple[str, bytes]:
    """Return the file's name and content. Raises ``Forbidden`` or ``Stale``."""
    test, words = await asking.seen_by(act.session, act.actor, test_id), act.town.words(act.actor.language)
    found = await result.out_of_reach(act.session, test)
    tasks = await _tasks(act.session, test, found)
    book, sheet = spreadsheet.new_book(words.plain("reach-sheet-title"))
    titles = [words.plain(f"reach-column-{column}") for column in COLUMNS]
    spreadsheet.head(sheet, 1, titles, [WIDTHS.get(column, WIDTH) for column in COLUMNS])
    for row, values in enumerate(_rows(act.town, words, found, tasks), start=2):
        for at, value in enumerate(values, start=1):
            spreadsheet.put(sheet, row, at, value, boxed=True)
    drill = words.plain("county-sheet-drill") if test.drill else ""
    day = f"{test.started_at.astimezone(act.town.zone):%Y%m%d}"
    return f"{drill}{words.plain('reach-file', number=test.number, day=day)}.xlsx", spreadsheet.saved(book)


async def _tasks(session: AsyncSession, test: ReachabilityTest, found: Sequence[Out]) -> dict[int, Entry]:
    """Return the newest task of each person that the test did not reach."""
    tasks = await session.scalars(
        sa.select(RemediationTask)
        .where(RemediationTask.person_id.in_([one.person.person_id for one in found]))
        .order_by(RemediationTask.id)
    )
    newest = {task.person_id: task for task in tasks}
    return {entry.task.person_id: entry for entry in await remediation_tasks.entries(session, list(newest.values()))}


def _rows(town: Town, words: Words, found: Sequence[Out], tasks: dict[int, Entry]) -> Iterable[Sequence[Any]]:
    ways = words.plain("list-comma").join([*town.settings.fallback, words.plain("reach-phone")])
    for number, one in enumerate(found, start=1):
        entry = tasks.get(one.person.person_id)
        assignee, due, state = ("", "", "") if entry is None else _task(town, words, entry)
        yield (
            number,
            one.belongs.place or words.plain("roster-check-town"),
            name(words, one.belongs.role).unescape() if one.belongs.role else "",
            masked_name(one.person.name),
            one.person.phone[-4:],
            name(words, one.reason).unescape(),
            ways,
            assignee,
            due,
            state,
        )


def _task(town: Town, words: Words, entry: Entry) -> tuple[str, str, str]:
    task = entry.task
    assignee = masked_name(entry.assignee.name) if entry.assignee else words.plain("mend-station")
    ending = name(words, task.ending).unescape() if task.ending else words.plain("mend-state-open")
    return assignee, words.time(task.due_at, town.zone), ending
