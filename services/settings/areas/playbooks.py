"""Playbooks (预案; ``warnings.playbooks``): the items of each line from a colour on, with the post and the time."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from models.enums import Colour, Role
from services.settings.clocks import Section
from services.settings.durations import Duration


class Doing(StrEnum):
    """The kind of an item; most have a button that leads to where it is done."""

    NOTIFY = "notify"  # the order to the responsible people
    STANDBY = "standby"  # a message to the squads
    PATROL = "patrol"  # the line's risk points in the touched villages
    DUTY = "duty"  # twice as many people on duty
    HOUSEHOLDS = "households"  # the lists of households in the touched villages
    SHELTERS = "shelters"  # opened
    LEAD = "lead"  # the line's leader takes charge
    FIRE_BAN = "fire_ban"  # no open fire
    TASK = "task"  # said in words


class Play(Section):
    """An item of a playbook."""

    do: Doing
    colour: Colour
    """From this colour on: ``orange`` means red as well."""
    by: Role
    within: Duration = Field(ge=timedelta(minutes=1), le=timedelta(days=3))
    """Of the start; then it is due."""
    text: Annotated[str, Field(max_length=200)] = ""
    """The words of a task."""


def _said(plays: tuple[Play, ...]) -> tuple[Play, ...]:
    if any(one.do is Doing.TASK and not one.text.strip() for one in plays):
        raise PydanticCustomError("play_words", "the words of the task (text)")
    return plays


Plays = Annotated[tuple[Play, ...], AfterValidator(_said)]


def _play(do: str, colour: str, by: str, hours: float) -> dict[str, Any]:
    return {"do": do, "colour": colour, "by": by, "within": timedelta(hours=hours)}


_FIRST = (
    _play("notify", "blue", "station_staff", 0.5),
    _play("patrol", "blue", "village_principal", 4),
    _play("duty", "yellow", "station_chief", 1),
)
_GRAVE = (
    _play("households", "orange", "village_principal", 1),
    _play("standby", "orange", "station_deputy_chief", 1),
    _play("shelters", "orange", "village_principal", 2),
    _play("lead", "red", "deputy_director", 1),
)
DEFAULTS: dict[str, tuple[dict[str, Any], ...]] = {
    "flood": (*_FIRST, *_GRAVE),
    "geology": (*_FIRST, *_GRAVE),
    "forest-fire": (
        *_FIRST,
        _play("fire_ban", "blue", "village_principal", 2),
        _play("standby", "orange", "station_deputy_chief", 1),
        _play("lead", "red", "deputy_director", 1),
    ),
    "weather": (
        _play("notify", "blue", "station_staff", 0.5),
        _play("duty", "orange", "station_chief", 1),
        _play("standby", "red", "station_deputy_chief", 1),
    ),
}
"""The playbooks that come with the software; a line of config replaces the one of that line, an empty list ends it."""


def _with_defaults(given: Any) -> Any:
    if given is None:
        return DEFAULTS
    return DEFAULTS | dict(given) if isinstance(given, Mapping) else given


Playbooks = Annotated[dict[str, Plays], BeforeValidator(_with_defaults)]
