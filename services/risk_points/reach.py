"""How far rights on risk points reach."""

from models import RiskPoint
from services.people.access import Subject


def subject_of(point: RiskPoint) -> Subject:
    """Return the subject that rights on a point are judged by."""
    units = frozenset({point.unit_id}) if point.unit_id is not None else frozenset[int]()
    return Subject(line=point.line, village_id=point.village_id, grid_id=point.grid_id, unit_ids=units)
