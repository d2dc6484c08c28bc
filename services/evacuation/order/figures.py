"""The figures of a case's evacuations, for the reports to the county; a drill's never stand beside real ones."""

from collections.abc import Mapping
from dataclasses import asdict

import sqlalchemy as sa

from models import Case, Evacuation
from models.enums import EvacuationState
from services.core.act import Act
from services.county.figures import CaseFigures
from services.evacuation.order import balance, orders


async def of_case(act: Act, case_id: int) -> Mapping[str, int]:
    """Return the sums of a case's orders, from the same count as every card; nothing without an order."""
    drill = bool(await act.session.scalar(sa.select(Case.drill).where(Case.id == case_id)))
    ids = list(
        await act.session.scalars(
            sa.select(Evacuation.id).where(
                Evacuation.case_id == case_id,
                Evacuation.drill.is_(drill),
                Evacuation.erased_at.is_(None),
                Evacuation.state.in_((*orders.RUNNING, EvacuationState.OVER)),
            )
        )
    )
    return asdict((await balance.of(act.session, ids)).figures) if ids else {}


FIGURES = (CaseFigures(of_case),)
