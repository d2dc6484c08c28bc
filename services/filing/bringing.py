"""Bring a report into a case that others may have changed: only what its author changed is written, nothing is lost."""

from typing import Any

from models import Case
from models.enums import CaseState
from services.core import geo
from services.drafts.merging import merged
from services.filing.fields import ReportFields

_COLUMNS = set(ReportFields.model_fields) & set(Case.__table__.columns.keys())
_TOGETHER = (
    ("latitude", "longitude", "outside"),
    ("village_id", "grid_id"),
    ("anonymous", "on_behalf_name", "on_behalf_phone"),
)
"""Columns that mean something only together: half of a new pin beside half of an old one is nowhere."""
_JUDGED = ("kind", "severity", "line")
_FACTS = ("landmark", "people_at_risk", "on_behalf_name", "on_behalf_phone")


def columns(fields: ReportFields) -> dict[str, Any]:
    """Return the columns of a case that a report fills in."""
    filled = fields.model_dump(include=_COLUMNS) | {"description": fields.text.strip()}
    return filled | ({"on_behalf_name": None, "on_behalf_phone": None} if fields.anonymous else {})


def plain(fields: ReportFields) -> dict[str, Any]:
    """Return the columns as a draft keeps them, to tell later what its author has changed since."""
    kept = fields.model_dump(mode="json", include=_COLUMNS)
    return kept | {name: value for name, value in columns(fields).items() if name not in kept or value is None}


def bring(fields: ReportFields, case: Case) -> dict[str, object]:
    """Write into a case what has changed in a report since it was last brought there, also what was taken back.

    Return the columns with the former and the new value. The station's judgement stands.
    """
    mine, now, before = columns(fields), plain(fields), plain(ReportFields()) | fields.brought
    touched = {name for name in mine if now[name] != before[name]}
    touched |= {name for group in _TOGETHER if touched & set(group) for name in group}
    if case.state is not CaseState.SUBMITTED:
        touched -= set(_JUDGED)
    changed: dict[str, object] = {}
    for name in sorted(touched):
        theirs, value = getattr(case, name), mine[name]
        if name == "description":
            value = merged(str(before[name]), value, theirs)
        if value != theirs:
            changed[name] = [None if one is None else str(one) for one in (theirs, value)]
            setattr(case, name, value)
    return changed


def add(fields: ReportFields, case: Case, *, own: bool = False) -> dict[str, object]:
    """Add a report to a case that is about the same danger, and return what was new.

    An empty column is filled in; another place is said in the description, or corrects the pin of an ``own`` case.
    More people at risk count.
    """
    mine, changed = columns(fields), dict[str, object]()
    said = [mine["description"]]
    point, there = geo.pin_of(fields), geo.pin_of(case)
    if point is not None and (there is None or (own and there != point)):
        changed["pin"] = [case.latitude, case.longitude, *point]
        case.latitude, case.longitude, case.outside = *point, fields.outside
    elif point is not None and geo.written(point) != geo.written(there):
        said.append(geo.written(point))
    if case.village_id is None and fields.village_id is not None:
        changed["village_id"], case.village_id = [None, str(fields.village_id)], fields.village_id
        case.grid_id = fields.grid_id
    for name in _FACTS:
        before, value = getattr(case, name), mine[name]
        more = name == "people_at_risk" and value is not None and before is not None and value > before
        if value is not None and (more or (before is None and not (case.anonymous and name.startswith("on_behalf")))):
            changed[name] = [None if before is None else str(before), str(value)]
            setattr(case, name, value)
        elif name == "landmark" and value not in (None, before):
            said.append(value)
    if words := "\n".join(one for one in said if one):
        changed["text"] = words
        case.description = f"{case.description}\n{words}".strip()
    return changed
