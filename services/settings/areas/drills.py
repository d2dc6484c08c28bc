"""Drills (演练, D13; section ``drills``): the run, the items of the evaluation, and scripts that are ready to use."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from models.enums import BroadcastLevel, DrillForm, DrillPart, InjectKind
from services.settings.clocks import Section
from services.settings.durations import Duration
from services.settings.patrols import Checklist

LONGEST = 1000
"""Characters of an inject."""
LATEST = 24 * 60
"""Minutes after the start at which the last inject may be."""
MOST = 100
"""Injects of a script."""
DEFAULTS: dict[DrillForm, dict[DrillPart, tuple[str, ...]]] = {
    DrillForm.LIVE: {
        DrillPart.PREPARATION: (
            "goal",
            "scenario",
            "injects",
            "plan",
            "approved",
            "roles",
            "supplies",
            "site",
            "safety",
            "signals",
        ),
        DrillPart.EXECUTION: (
            "warning",
            "activation",
            "monitoring",
            "command",
            "response",
            "resources",
            "communication",
            "publicity",
            "protection",
            "cordon",
            "medical",
            "recovery",
        ),
    },
    DrillForm.TABLETOP: {
        DrillPart.PREPARATION: ("goal", "scenario", "injects", "documents", "roles", "venue"),
        DrillPart.EXECUTION: (
            "knowledge",
            "analysis",
            "decision",
            "measures",
            "coordination",
            "pace",
            "discussion",
            "control",
        ),
    },
}
"""The items after AQ/T 9009-2015, annex A (live) and annex B (table-top); their words are in the texts
(``drill-asks-<form>-<part>-<code>``)."""


class TemplateInject(Section):
    """One line of a script that is ready to use; it goes to everybody who takes part."""

    minute: int = Field(ge=0, le=LATEST)
    kind: InjectKind = InjectKind.TEXT
    level: BroadcastLevel | None = None
    """Of ``broadcast``; none: yellow."""
    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]

    @model_validator(mode="after")
    def _level_of_a_broadcast(self) -> "TemplateInject":
        if self.level is not None and self.kind is not InjectKind.BROADCAST:
            raise PydanticCustomError("inject_level", "level only with kind: broadcast")
        return self


class ScriptTemplate(Section):
    """A script that is ready to use."""

    name: Annotated[str, Field(min_length=1, max_length=20)]
    injects: tuple[TemplateInject, ...] = Field(min_length=1, max_length=MOST)


class DrillRules(Section):
    """How drills are run and evaluated."""

    apart: Duration = timedelta(minutes=2)
    """Injects that an outage has held up come so far apart, or as far as in the script if that is less."""
    pause_after: Duration = timedelta(minutes=30)
    """An inject that is later than this pauses the drill: its leader decides whether it goes on."""
    report_working_days: float = Field(default=10, gt=0, le=60)
    """The report is entered so long after the drill."""
    checklists: dict[DrillForm, dict[DrillPart, Checklist]] = Field(default={})
    """A part that is left out has the default items."""
    templates: tuple[ScriptTemplate, ...] = ()
