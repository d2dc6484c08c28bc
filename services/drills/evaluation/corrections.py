"""Corrections (纠正行动): each becomes an assignment in the loop. It is no exercise."""

from models import Case, Draft, DrillCorrection
from models.enums import DrillStep, Source
from services.core import journal
from services.core.act import Act
from services.drills import drills
from services.drills.evaluation import steps
from services.triage import handing_out


async def issue(act: Act, draft: Draft) -> Case:
    """Hand a correction to its units. Raises ``Refused`` before the report is entered, or when something is missing."""
    drill = await steps.at(act, draft.subject_id or 0, DrillStep.CORRECTIONS)
    case = await handing_out.hand_out(act, draft, Source.DRILL, details={"drill": drill.number}, drill=drill.drill)
    act.session.add(DrillCorrection(case_id=case.id, drill_id=drill.id))
    await journal.record(act, drills.subject(drill.id), "correction", details={"case": case.number})
    return case
