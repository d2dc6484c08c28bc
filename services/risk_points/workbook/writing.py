"""Write the points that somebody may see as an Excel file, with the titles that an import reads."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from models import Grid, Person, RiskPoint, RiskPointCard, Shelter, Unit, Village
from models.enums import Action
from services.cards.masking import shown_phone
from services.cards.spreadsheet import new_book, saved, table
from services.core.act import Act
from services.core.labels import name
from services.people.access import may, require, within
from services.risk_points import reach
from services.risk_points.workbook.reading import COLUMNS, SHEET
from services.roster.importing import card_words
from services.roster.workbook.sheets import column_title, sheet_title
from services.settings import lines
from texts import Words

WIDTHS = {"name": 30, "measures": 48}


async def workbook(act: Act) -> tuple[str, bytes]:
    """Return the file's name and its content: a row for each open point that the actor sees. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_RISK_POINTS)
    words, known = act.town.words(act.actor.language), await _names(act)
    those = (RiskPoint.active, within(act.actor, Action.SEE_RISK_POINTS, RiskPoint))
    points = await act.session.execute(
        sa.select(RiskPoint, RiskPointCard)
        .outerjoin(RiskPointCard, RiskPointCard.point_id == RiskPoint.id)
        .where(*those)
        .order_by(RiskPoint.code)
    )
    what = sheet_title(words, SHEET.key)
    book, sheet = new_book(what, what)
    titles = [column_title(words, SHEET.key, key) for key in COLUMNS]
    rows = [[_cell(act, words, point, card, key, known) for key in COLUMNS] for point, card in points]
    table(sheet, 2, titles, rows, [WIDTHS.get(key, 16) for key in COLUMNS])
    day = act.now.astimezone(act.town.zone)
    return f"{what}-{day:%Y%m%d}.xlsx", saved(book)


def _cell(
    act: Act,
    words: Words,
    point: RiskPoint,
    card: RiskPointCard | None,
    key: str,
    known: Mapping[str, Mapping[int, str]],
) -> Any:
    if key == "shelter":
        return known[key].get(card.shelter_id or 0) if card else None
    if key in known:
        return known[key].get(getattr(point, f"{key}_id") or 0)
    keeps = may(act.actor, Action.KEEP_RISK_POINT, reach.subject_of(point))
    value = card_words.value(card, key) if key in card_words.COLUMNS else getattr(point, key)
    match key:
        case "level":
            return name(words, value).unescape()
        case "line":
            return lines.name(act.town.settings, value, words.language)
        case "monitor_phone" | "signaller_phone" if value and not keeps:
            return shown_phone(act.town, value)
        case task if task in card_words.TASKS and value:
            return card_words.spoken(value) if keeps else value["unit"]
    return value


async def _names(act: Act) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for column, told in (
        *(("village", Village.name), ("grid", Grid.name), ("unit", Unit.name), ("person", Person.phone)),
        ("shelter", Shelter.code),
    ):
        rows = await act.session.execute(sa.select(told.class_.id, told.label("told")))
        found[column] = {row.id: row.told for row in rows}
    return found
