"""The playbook in a card, the message to its people, and the question what to start and what to stand down."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from models import WarningPlay
from services.cards.card import Button, Card, below, button, lines
from services.core.labels import hyphened, name
from services.core.town import Town
from services.settings import lines as town_lines
from services.settings.areas.playbooks import Doing
from services.warnings import cards
from services.warnings.playbooks.counts import Counts
from services.warnings.playbooks.plan import Book, Item
from services.warnings.register.views import Warned
from texts import Words

SEE, START, DONE, STOP, ITEM = "play", "play_go", "play_done", "play_stop", "play_item"
"""The actions of the buttons; the subject is the warning, of ``DONE`` the part, of ``ITEM`` one part of the item."""
STANDBY = "play_standby"
"""Opens the message to the squads; the subject is the part."""
DOORS = {Doing.DUTY: "duty", Doing.HOUSEHOLDS: "homes", Doing.PATROL: "points"}
"""The actions of other areas that lead to where an item is done."""
Names = Mapping[int, str]


def what(town: Town, words: Words, line: str, do: str, text: str) -> str:
    """Return what an item asks for."""
    called = town_lines.name(town.settings, line, words.language)
    return words.plain(f"play-do-{hyphened(do)}", line=called, text=text)


def of_item(town: Town, words: Words, item: Item) -> str:
    """Return what an item asks for."""
    return what(town, words, item.line, item.do, item.text)


def line(town: Town, words: Words, item: Item, counts: Counts, people: Names) -> Markup:
    """Return an item: the post, the time, the progress, and the person who has done it."""
    done = [row for row in item.rows if row.done_at is not None]
    alone = done[0] if len(item.rows) == 1 and done else None
    state = "stopped" if item.stopped else "new" if not item.rows else "open" if item.open else "done"
    due = min((row.due_at for row in item.open), default=None)
    return words(
        "play-line",
        state=state,
        what=of_item(town, words, item),
        who=name(words, item.role),
        needless="yes" if item.play is None and item.open else "no",
        due=words.time(due, town.zone) if due else "no",
        hours=f"{item.play.within.total_seconds() / 3600:g}" if item.play else "no",
        done=len(done),
        parts=len(item.rows),
        by=people.get(alone.done_by_id or 0, "") if alone else "no",
        at=words.time(alone.done_at, town.zone) if alone and alone.done_at else "no",
        count=counts.in_words(words, item),
    )


def book(town: Town, words: Words, warned: Warned, found: Book, counts: Counts, people: Names) -> Card:
    """Return the playbook: its items, the button that starts what does not run, and those that lead to each item."""
    told = [line(town, words, item, counts, people) for item in found.items]
    text = lines(
        words("play-head", title=cards.title(town, words, warned), begun="yes" if found.begun else "no"),
        *(told or [words("play-none")]),
        below(words("play-how", begun="yes" if found.begun else "no")) if found.items else None,
    )
    rows: list[tuple[Button, ...]] = list(_asking(words, warned, found))
    rows += [
        (button(words.plain("play-item", what=of_item(town, words, item)), ITEM, item.open[0].id),)
        for item in found.items
        if item.open
    ]
    rows.append((button(words.plain("warning-back"), cards.SEE, warned.id),))
    return Card(text=text, rows=tuple(rows))


def _asking(words: Words, warned: Warned, found: Book) -> list[tuple[Button, ...]]:
    rows: list[tuple[Button, ...]] = []
    if found.missing:
        rows.append((button(words.plain("play-start", count=len(found.missing)), START, warned.id),))
    if found.needless:
        rows.append((button(words.plain("play-stop-all", count=len(found.needless)), STOP, warned.id),))
    return rows


def item(town: Town, words: Words, warned: Warned, one: Item, counts: Counts, people: Names, villages: Names) -> Card:
    """Return one item with its parts, each with the button that says that it is done."""
    parts = [
        words(
            "play-part",
            place=villages.get(row.village_id or 0, "no"),
            who=people.get(row.owner_id or 0, "no"),
            due=words.time(row.due_at, town.zone),
            by=people.get(row.done_by_id or 0, "no"),
            at=_time(town, words, row.done_at),
            dropped=_time(town, words, row.dropped_at),
        )
        for row in one.rows
    ]
    rows: list[tuple[Button, ...]] = [
        (button(words.plain("play-done", what=villages.get(row.village_id or 0, "no")), DONE, row.id, "book"),)
        for row in one.open
    ]
    if one.do is Doing.STANDBY and one.open:
        rows.insert(0, (button(words.plain("play-standby"), STANDBY, one.open[0].id),))
    if one.do in DOORS and one.open:
        rows.insert(0, (button(words.plain(f"play-door-{one.do.value}"), DOORS[one.do]),))
    if one.play is None and one.open:
        stop = button(words.plain("play-stop"), STOP, warned.id, f"{one.open[0].id}")
        rows.append((stop,))
    rows.append((button(words.plain("warning-back"), SEE, warned.id),))
    return Card(text=lines(line(town, words, one, counts, people), *parts), rows=tuple(rows))


def mine(town: Town, warned: Warned, rows: Sequence[WarningPlay]) -> Callable[[Words], Card]:
    """Return the drawing of the message to somebody who has items to do, each with its button."""
    return lambda words: of_person(town, words, rows, title=cards.title(town, words, warned))


def of_person(town: Town, words: Words, rows: Sequence[WarningPlay], *, title: str) -> Card:
    """Return the items of a person, until when each is due, or when it was done."""
    told = [
        words(
            "play-mine-line",
            what=what(town, words, row.line, row.do, row.text),
            due=words.time(row.due_at, town.zone),
            at=_time(town, words, row.done_at),
            dropped=_time(town, words, row.dropped_at),
        )
        for row in rows
    ]
    open_ = [row for row in rows if row.done_at is None and row.dropped_at is None]
    buttons = [
        (button(words.plain("play-done", what=what(town, words, row.line, row.do, row.text)), DONE, row.id),)
        for row in open_
    ]
    head = words("play-mine-head", title=title)
    return Card(text=lines(head, *told, words("play-mine-how") if open_ else None), rows=tuple(buttons))


def stopped(town: Town, warned: Warned, rows: Sequence[WarningPlay]) -> Callable[[Words], Card]:
    """Return the drawing of the message to somebody whose items were stood down."""

    def draw(words: Words) -> Card:
        named = tuple(dict.fromkeys(what(town, words, row.line, row.do, row.text) for row in rows))
        return Card(text=words("play-stopped", title=cards.title(town, words, warned), names=named))

    return draw


def changed(town: Town, warned: Warned, found: Book) -> Callable[[Words], Card]:
    """Return the drawing of the question what to start and what to stand down."""

    def draw(words: Words) -> Card:
        new = tuple(of_item(town, words, one) for one in found.missing) if warned.active else ()
        old = tuple(of_item(town, words, one) for one in found.needless)
        text = lines(
            words("play-changed", title=cards.title(town, words, warned), state=warned.state.value),
            words("play-changed-new", names=new) if new else None,
            words("play-changed-old", names=old) if old else None,
        )
        see = (button(words.plain("play-see"), SEE, warned.id),)
        return Card(text=text, rows=(*_asking(words, warned, found), see))

    return draw


def _time(town: Town, words: Words, at: datetime | None) -> str:
    return words.time(at, town.zone) if at is not None else "no"
