"""A deadline in words: the work, its time, how late it is, and whether that is certain."""

from datetime import datetime

from markupsafe import Markup

from services.cards import spans
from services.core.town import Town
from services.deadlines import deadlines
from services.deadlines.ladders import Doing, kept_policy, late_by
from services.deadlines.owed import Entry
from services.settings.clocks import Rank
from texts import Words


def head(
    town: Town,
    words: Words,
    entry: Entry,
    now: datetime,
    *,
    number: str,
    what: str,
    unit: str = "",
    saying: str | None = None,
) -> Markup:
    """Return the first line about a step: ``number`` names the thing, ``what`` the work, done by a ``unit`` or not."""
    row, step = entry.row, entry.step
    saying = saying or _saying(entry, now)
    said = words(
        f"deadline-{saying}-unit" if saying == "escalate" and unit else f"deadline-{saying}",
        number=number,
        what=what,
        unit=unit,
        due=words.time(row.due_at, town.zone),
        span=spans.spoken(words, late_by(row, now) if now >= row.due_at else row.due_at - now),
    )
    if row.expired:
        said = Markup("{}{}").format(said, words("deadline-expired"))
    year = deadlines.clock_of(town, row).unknown(row.started_at, max(row.due_at, step.at))
    return Markup("{} {}").format(said, words("deadline-provisional", year=str(year))) if year is not None else said


def _saying(entry: Entry, now: datetime) -> str:
    row, step = entry.row, entry.step
    match step.doing:
        case Doing.CALL:
            return "call"
        case Doing.CHASE:
            return "chase"
        case Doing.ESCALATE if now < row.due_at:
            return "red"
        case Doing.ESCALATE if step.to is not Rank.HANDLER:
            return "unconfirmed" if kept_policy(row.policy).from_start else "escalate"
        case _:
            return "due" if now >= row.due_at else "remind"
