"""The card of a point in the register: its data, and every change."""

from typing import Any

from markupsafe import Markup

from models import JournalEntry, RiskPoint
from models.enums import Level
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import below, lines
from services.cards.masking import shown_name, shown_phone
from services.core import geo
from services.core.town import Town
from services.risk_points.register import Shown
from services.roster.workbook.sheets import column_title
from services.settings import lines as settings_lines
from texts import Words

LIST, OPEN, EDIT, PICK, ADD, EXPORT = "risk_points", "risk_point", "risk_edit", "risk_pick", "risk_add", "risk_export"
CLOSE, REOPEN = "risk_close", "risk_reopen"
WORK, PRINT = "risk_work", "risk_print"
"""The actions of the buttons."""
VALUE_SHOWN = 40
"""Characters of a value in a line of the history."""


def mark(words: Words, point: RiskPoint) -> str:
    """Return the colour of a point's level; a closed one has its own mark."""
    return words.plain(f"risk-mark-{point.level.value}" if point.active else "risk-mark-closed")


def text(town: Town, words: Words, found: Shown) -> str:
    """Return the card."""
    point, names = found.point, found.names
    place = geo.nested(names["village_id"].get(point.village_id, "-"), names["grid_id"].get(point.grid_id or 0))
    line = settings_lines.name(town.settings, point.line, words.language)
    person = names["person_id"].get(point.person_id or 0)
    return lines(
        wording.drill(town, words),
        words("risk-point-head", mark=mark(words, point), name=point.name, code=point.code),
        words("risk-point-is-closed") if not point.active else None,
        words("risk-point-level", level=_level(words, point.level.value), line=line),
        words("risk-point-place", place="".join(place), pin="yes" if geo.pin_of(point) else "no"),
        words(
            "risk-point-unit",
            unit=names["unit_id"].get(point.unit_id or 0, "no"),
            person=cards_people.colleague(town, words, person) if person else "no",
        ),
        words(
            "risk-point-monitor",
            name=shown_name(town, point.monitor) if point.monitor else "no",
            phone=shown_phone(town, point.monitor_phone) if point.monitor_phone else "no",
        ),
        words("risk-point-households", count=point.households if point.households is not None else "no"),
        words("risk-point-measures", text=point.measures or "no"),
        below(words("risk-point-past", count=found.past.total)),
        *(_entry(town, words, one, found) for one in found.past.entries),
    )


def _entry(town: Town, words: Words, entry: JournalEntry, found: Shown) -> Markup:
    actor = found.names["actor_id"].get(entry.actor_id or 0)
    changes = [
        words.plain("risk-point-change-hidden", field=title(words, key))
        if pair is None
        else words.plain(
            "risk-point-change",
            field=title(words, key),
            before=_value(town, words, found, key, pair[0]),
            after=_value(town, words, found, key, pair[1]),
        )
        for key, pair in entry.details.items()
        if pair is None or isinstance(pair, list)
    ]
    return words(
        "risk-point-entry",
        at=words.time(entry.at, town.zone, style="full"),
        who=cards_people.colleague(town, words, actor) if actor else "no",
        what=entry.action,
        changes=tuple(changes) or "no",
        reason=entry.reason or "no",
    )


def title(words: Words, key: str) -> str:
    """Return the name of a field."""
    return column_title(words, "risk_points", key.removesuffix("_id"))


def _value(town: Town, words: Words, found: Shown, key: str, value: Any) -> str:
    if value is None:
        return words.plain("risk-point-nothing")
    if key in found.names:
        return found.names[key].get(value, str(value))
    if key == "level":
        return _level(words, value)
    return (
        settings_lines.name(town.settings, value, words.language)
        if key == "line"
        else wording.shortened(str(value), VALUE_SHOWN)
    )


def _level(words: Words, level: str) -> str:
    return words.plain(f"risk-level-{Level(level).value}")
