"""The registry of the areas of the conversation: one line for each, in the order in which they are asked."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from handlers import (
    accounts,
    agenda,
    answers,
    assessment,
    assignments,
    broadcasts,
    calls,
    cases,
    colours,
    county,
    demobilisation,
    digests,
    documents,
    drills,
    duties,
    duty,
    evacuation,
    field,
    filing,
    households,
    inquiries,
    inspections,
    kit,
    meetings,
    menu,
    mobilisation,
    operations,
    orders,
    overview,
    patrols,
    problems,
    questions,
    reachability,
    remediation,
    risk_points,
    roster,
    shelters,
    squads,
    training,
    triage,
    unsent,
    warnings,
)
from handlers.kit.registry import Placed
from handlers.menu.menu import Menu

AREAS: tuple[ModuleType, ...] = (
    answers,  # before the groups, where everything else ends
    accounts,
    questions,
    meetings,
    drills,
    duties,
    colours,
    warnings,
    assessment,
    overview,
    patrols,
    risk_points,
    households,
    shelters,
    inquiries,
    inspections,
    duty,
    squads,
    broadcasts,
    mobilisation,
    demobilisation,
    evacuation,
    field,
    roster,
    reachability,
    remediation,
    triage,
    unsent,
    assignments,
    orders,
    problems,
    training,
    county,
    documents,
    cases,  # after the cards and questions that a case's number may be said to
    kit,
    agenda,
    digests,
    calls,
    operations,
    filing,
    menu,  # its last router answers what nobody knows
)


def gathered(name: str) -> Iterator[Any]:
    """Yield the entries of a tuple that the areas have, in the order of the areas."""
    for area in AREAS:
        yield from getattr(area, name, ())


ROUTERS: tuple[Placed, ...] = tuple(sorted(gathered("ROUTERS"), key=lambda placed: placed.stage))
"""Every router, in the order of asking."""
MENU = Menu(gathered("MENU"), gathered("COMMANDS"), gathered("HELP"))
"""The main menu of all areas."""
