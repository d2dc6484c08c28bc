"""A real incident while a drill goes on: its leader hears of it at once, and decides whether the drill is stopped."""

import sqlalchemy as sa

from models import Drill
from models.enums import DrillState, Kind, Source
from services.cases.hooks import CaseChange, CaseEvent, CaseHook
from services.core.act import Act
from services.drills import notices


async def _heard(act: Act, change: CaseChange) -> None:
    case = change.case
    if case.kind is not Kind.INCIDENT or case.drill is not act.town.settings.drill or case.source is Source.DRILL:
        return
    going = sa.select(Drill).where(Drill.state.in_((DrillState.RUNNING, DrillState.PAUSED))).order_by(Drill.id)
    for drill in (await act.session.scalars(going)).all():
        await notices.real_incident(act, drill, case)


HOOKS = tuple(CaseHook(event, _heard) for event in (CaseEvent.FILED, CaseEvent.COMPLETED, CaseEvent.JUDGED))
