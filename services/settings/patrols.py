"""Patrols of risk points (section ``patrols``): the checklist of each line, and how near a pin must be."""

from collections import Counter
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from services.settings.clocks import Section
from services.settings.named import Named

CODE = r"^[a-z][a-z0-9-]{0,31}$"
GENERAL = "general"
"""The default checklist of a line that has none of its own."""
DEFAULTS: dict[str, tuple[str, ...]] = {
    GENERAL: ("state", "signs", "measures", "people", "contact"),
    "traffic": ("signs", "surface", "guardrail", "slope", "sight"),
    "fire": ("exits", "equipment", "wiring", "charging", "storage"),
    "industry": ("machines", "permits", "chemicals", "training", "exits"),
    "construction": ("scaffold", "pit", "crane", "edges", "helmets"),
    "environment": ("discharge", "facilities", "waste", "water", "burning"),
    "city": ("gas", "manholes", "boards", "pipes", "repairs"),
    "special-equipment": ("licence", "operators", "safety", "log", "notice"),
    "electricity": ("wires", "poles", "clearance", "transformer", "signs"),
    "education-health": ("exits", "kitchen", "fire", "building", "guard"),
    "flood": ("dam", "spillway", "level", "stock", "warning"),
    "geology": ("cracks", "rocks", "water", "drainage", "signs"),
    "forest-fire": ("fires", "belt", "guards", "tools", "signs"),
    "earthquake": ("buildings", "shelter", "stock", "route", "hanging"),
    "weather": ("wind", "lightning", "ice", "shelter", "warning"),
}
"""The questions of the default checklists, by line; their words are in the texts (``patrol-asks-<line>-<code>``)."""


class Question(Section):
    """One question of a checklist. Its code stays when its words change, so that a summary keeps them apart."""

    code: str = Field(pattern=CODE)
    asks: Named


def _each_once(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    for code, times in Counter(one.code for one in questions).items():
        if times > 1:
            raise PydanticCustomError("question_twice", "code {code} once", {"code": code})
    return questions


Checklist = Annotated[tuple[Question, ...], Field(min_length=1, max_length=30), AfterValidator(_each_once)]


class PatrolRules(Section):
    """How patrols are made."""

    near_m: float = Field(default=800, gt=0)
    """Metres: a pin farther from the point is asked about. WGS-84 and GCJ-02 differ by 100 to 700 m in China."""
    checklists: dict[str, Checklist] = Field(default={})
    """By line; a line that is left out has the default questions."""
