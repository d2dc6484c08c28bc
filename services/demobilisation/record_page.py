"""The record of a mobilisation on one page: squads as bars, the response minute by minute, what happened when.

Drawn in SVG inside a page of its own, not as PNG: ``docs/why/decisions/0009``.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.cards import svg
from services.cards.svg import INK, PALE
from services.core.act import Act
from services.core.town import Town
from services.demobilisation.record import did
from services.demobilisation.record_facts import RecordFacts, gather, minutes
from texts import Words

WIDTH, EDGE = 400, 14
"""Units of the drawing: about as many as a phone is wide, so that 13 of them are read without a glass."""
SHARES = (
    ("on_scene", "#1a7f4b"),
    ("coming", "#e0a100"),
    ("relieved", "#6aa9a0"),
    ("received", "#3b7dd8"),
    ("cannot", "#c0392b"),
    ("silent", "#c3cad3"),
)
"""The parts of a bar, from who is there to who has said nothing; each bears its number, so colour is not all."""
ANSWERED, ARRIVED, DRILL = "#3b7dd8", "#1a7f4b", "#1d5fd1"
TELLING = frozenset(
    {
        "start",
        "reinforce",
        "sos",
        "sos_taken",
        "sos_mistake",
        "sos_over",
        "handover_agreed",
        "note",
        "stand_down",
        "end",
    }
)
"""The actions that a reader sees at a glance; the Excel file has everything."""
MOMENTS = 24


async def picture(act: Act, mobilisation_id: int) -> tuple[str, bytes]:
    """Return the file's name and content, in the township's language. Raises ``Forbidden`` or ``Stale``."""
    facts = await gather(act.session, act.actor, mobilisation_id)
    words, one = act.town.words(None), facts.one
    number = one.number or ""
    title = words.plain("action-title", number=number, town=act.town.settings.name.in_language(words.language))
    parts: list[str] = []
    y = 0.0
    for section in (_head, _bars, _curve, _moments):
        drawn, y = section(act.town, words, facts, y)
        parts += drawn
    mark = words.plain("county-sheet-drill") if one.drill else ""
    return f"{mark}{number or 'JJ'}.html", svg.page(mark + title, words.language, WIDTH, y + EDGE, parts)


Drawn = tuple[list[str], float]


def _head(town: Town, words: Words, facts: RecordFacts, y: float) -> Drawn:
    one, parts = facts.one, []
    if one.drill:
        drill = words.plain("action-drill")
        parts.append(svg.box(0, y, WIDTH, 30, DRILL))
        parts.append(svg.text(WIDTH / 2, y + 21, drill, size=16, colour="#fff", anchor="middle", bold=True))
        y += 30
    y += 30
    parts.append(svg.text(EDGE, y, words.plain("action-picture", number=one.number or ""), size=18, bold=True))
    said = [town.settings.name.in_language(words.language)]
    said += svg.wrapped(_field(words, "action-task", one.task), 28, 3)
    said += svg.wrapped(_field(words, "action-place", one.place), 28, 2) if one.place else []
    said += [
        f"{words.plain(f'action-{key}')} {words.time(at, town.zone, style='full')}"
        for key, at in (("started", one.started_at), ("stood-down", one.stood_down_at), ("ended", one.ended_at))
        if at is not None
    ]
    for line in said:
        y += 19
        parts.append(svg.text(EDGE, y, line, colour=PALE if line == said[0] else INK))
    y += 14
    figures = (
        (str(facts.counted.whole.asked), "action-count-asked"),
        (str(len(facts.arrived)), "action-came"),
        (str(minutes(facts.answered) or "—"), "action-picture-median-answer"),
        (str(minutes(facts.arrived) or "—"), "action-picture-median-arrival"),
    )
    wide = (WIDTH - 2 * EDGE) / len(figures)
    for index, (figure, key) in enumerate(figures):
        middle = EDGE + wide * (index + 0.5)
        parts.append(svg.text(middle, y + 26, figure, size=24, anchor="middle", bold=True))
        for row, label in enumerate(svg.wrapped(words.plain(key), 8, 2)):
            parts.append(svg.text(middle, y + 44 + 14 * row, label, size=11, colour=PALE, anchor="middle"))
    return parts, y + 66


def _field(words: Words, key: str, said: str) -> str:
    return words.plain("action-picture-field", name=words.plain(key), text=said)


def _title(words: Words, key: str, y: float) -> Drawn:
    rule = svg.line(EDGE, y + 4, WIDTH - EDGE, y + 4)
    return [rule, svg.text(EDGE, y + 26, words.plain(key), size=15, bold=True)], y + 34


def _bars(town: Town, words: Words, facts: RecordFacts, y: float) -> Drawn:
    """Draw each squad: how its people have answered, and a mark at how many were needed."""
    parts, y = _title(words, "action-picture-squads", y)
    x = EDGE
    for index, (key, colour) in enumerate(SHARES):
        x = EDGE + (index % 3) * 125
        y += 18 if index % 3 == 0 else 0
        parts += _key(x, y, colour, _label(words, key))
    y += 18
    parts += [svg.box(EDGE + 4, y - 11, 3, 14, INK)]
    parts.append(svg.text(EDGE + 16, y, words.plain("action-count-needed"), size=12))
    counts = [count for _, count in facts.counted.squads]
    most = max([1, *(max(count.asked, count.needed) for count in counts)])
    unit = (WIDTH - 2 * EDGE) / most
    for count in counts:
        y += 26
        parts.append(svg.text(EDGE, y, count.name, bold=True))
        told = words.plain("action-picture-squad", needed=count.needed, asked=count.asked, there=count.on_scene)
        parts.append(svg.text(WIDTH - EDGE, y, told, size=12, colour=PALE, anchor="end"))
        y += 7
        x = EDGE
        for key, colour in SHARES:
            share, ink = getattr(count, key), INK if key == "silent" else "#fff"
            if share:
                parts.append(svg.box(x, y, share * unit, 18, colour, name=f"{_label(words, key)} {share}"))
                if share * unit > 18:
                    parts.append(svg.text(x + 5, y + 14, str(share), size=12, colour=ink, bold=True))
                x += share * unit
        parts.append(svg.box(min(EDGE + count.needed * unit, WIDTH - EDGE) - 1.5, y - 3, 3, 24, INK))
        y += 20
    return parts, y + 16


def _label(words: Words, key: str) -> str:
    return words.plain(f"action-count-{key}".replace("_", "-"))


def _key(x: float, y: float, colour: str, label: str) -> list[str]:
    """Draw what a colour stands for."""
    return [svg.box(x, y - 10, 11, 11, colour), svg.text(x + 16, y, label, size=12)]


def _curve(town: Town, words: Words, facts: RecordFacts, y: float) -> Drawn:
    """Draw how many had answered, and how many were on scene, after how many minutes."""
    parts, y = _title(words, "action-picture-curve", y)
    began = facts.one.started_at
    answered = _since(began, [entry.answered_at for _, entry, _, _ in facts.people])
    arrived = _since(began, [response.arrived_at for response, _, _, _ in facts.people])
    if not answered:
        return [*parts, svg.text(EDGE, y + 18, words.plain("action-picture-nobody"), colour=PALE)], y + 34
    left, right, top, bottom = EDGE + 24.0, WIDTH - EDGE - 6.0, y + 12, y + 172
    longest, people = max([1.0, *answered, *arrived]), max(1, facts.counted.whole.asked)

    def across(minute: float) -> float:
        return left + (right - left) * minute / longest

    def up(count: float) -> float:
        return bottom - (bottom - top) * count / people

    for count in _ticks(people):
        parts.append(svg.line(left, up(count), right, up(count)))
        parts.append(svg.text(left - 5, up(count) + 4, f"{count:g}", size=11, colour=PALE, anchor="end"))
    for minute in _ticks(longest):
        parts.append(svg.line(across(minute), bottom, across(minute), bottom + 4, colour=PALE))
        parts.append(svg.text(across(minute), bottom + 17, f"{minute:g}", size=11, colour=PALE, anchor="middle"))
    for moments, colour in ((answered, ANSWERED), (arrived, ARRIVED)):
        points = [(across(0), up(0)), *((across(at), up(index)) for index, at in enumerate(moments, start=1))]
        parts.append(svg.steps([*points, (right, points[-1][1])], colour))
    y = bottom + 34
    parts += _key(EDGE, y, ANSWERED, words.plain("action-picture-answered", count=len(answered)))
    parts += _key(EDGE + 130, y, ARRIVED, words.plain("action-picture-arrived", count=len(arrived)))
    parts.append(svg.text(WIDTH - EDGE, y, words.plain("action-picture-minutes"), size=11, colour=PALE, anchor="end"))
    return parts, y + 16


def _since(began: datetime | None, moments: Sequence[datetime | None]) -> list[float]:
    """Return minutes since the call, in order."""
    return sorted((at - began) / timedelta(minutes=1) for at in moments if at is not None and began is not None)


def _ticks(most: float) -> list[float]:
    """Return from three to six round figures from 0 up to ``most``."""
    step = next(size * 10**power for power in range(-1, 7) for size in (1, 2, 5) if most / (size * 10**power) <= 5)
    return [round(step * index, 1) for index in range(int(most / step) + 1)]


def _moments(town: Town, words: Words, facts: RecordFacts, y: float) -> Drawn:
    """Write the events in order: the commander's steps, calls for help, the first answer and the first on scene."""
    parts, y = _title(words, "action-picture-moments", y)
    firsts = (
        ("first-answer", min, [entry.answered_at for _, entry, _, _ in facts.people]),
        ("first-arrival", min, [response.arrived_at for response, _, _, _ in facts.people]),
        ("last-back", max, [response.accounted_at for response, _, _, _ in facts.people]),
    )
    told: list[tuple[datetime, str, bool]] = [
        (choose(known), words.plain(f"action-picture-{key}"), False)
        for key, choose, moments in firsts
        if (known := [at for at in moments if at is not None])
    ]
    reported = 0
    for entry in facts.entries:
        if entry.action not in TELLING:
            continue
        reported += entry.action == "note"
        if entry.action == "note" and reported > 1:
            continue  # the first says that they report; how many there are stands on the card and in the file
        who, said = did(town, words, facts, entry)
        told.append((entry.at, words.plain("action-picture-line", what=said, who=who), entry.action == "sos"))
    told.sort(key=lambda one: one[0])
    for at, said, alarm in told[:MOMENTS]:
        y += 20
        parts.append(svg.text(EDGE, y, words.time(at, town.zone), size=12, colour=PALE))
        line = svg.wrapped(said, 23, 1)[0]
        parts.append(svg.text(EDGE + 84, y, line, colour="#c0392b" if alarm else INK, bold=alarm))
    if len(told) > MOMENTS:
        y += 20
        more = words.plain("action-picture-more", count=len(told) - MOMENTS)
        parts.append(svg.text(EDGE + 84, y, more, colour=PALE))
    return parts, y + 14
