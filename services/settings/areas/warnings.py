"""Warnings (预警, D7; section ``warnings``): kinds of events, their lines, expiry, and the places that are meant."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from services.settings.areas.playbooks import Playbooks
from services.settings.clocks import Section
from services.settings.durations import Duration
from services.settings.named import Named, Text

EVENT = r"^[a-z][a-z0-9-]{0,31}$"
EVENT_CODE = r"^[0-9A-Za-z]{2,12}$"


def _region(value: Any) -> Any:
    """Return a code of a region as text; YAML reads the digits as a number."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) not in (6, 9, 12):
        raise PydanticCustomError("region_code", "a code of 6, 9 or 12 digits")
    return text


RegionCode = Annotated[str, BeforeValidator(_region)]
"""A code of 统计用区划代码: 6 digits for a county, 9 for a township, 12 for a village."""


class EventType(Section):
    """A kind of event: recognised by words or by the codes of the national platform, it belongs to lines."""

    name: Named | None = None
    """None: a default kind, whose name is in the texts."""
    codes: tuple[Annotated[str, Field(pattern=EVENT_CODE)], ...] = ()
    """Codes or their beginnings (GB/T 35561); the longest that fits counts."""
    words: tuple[Text, ...] = ()
    lines: Annotated[tuple[str, ...], Field(min_length=1)]
    """The lines whose people answer for it."""


def _kind(codes: str, words: str, *lines: str) -> dict[str, Any]:
    return {"codes": tuple(codes.split()), "words": tuple(words.split("|")), "lines": lines}


EVENTS: dict[str, dict[str, Any]] = {
    "typhoon": _kind(
        "11B01", "台风|颱風|热带风暴|typhoon|tropical cyclone|tropical storm|hurricane", "flood", "weather"
    ),
    "rainstorm": _kind(
        "11B03", "暴雨|强降雨|强降水|豪雨|rainstorm|heavy rain|torrential rain|rainfall", "flood", "geology"
    ),
    "flood": _kind(
        "11A", "洪水|山洪|内涝|渍涝|凌汛|汛情|泄洪|洩洪|水库|溃坝|flood|flooding|flash flood|dam failure", "flood"
    ),
    "drought": _kind("11B22", "干旱|旱情|drought", "flood"),
    "landslide": _kind("11D", "地质灾害|滑坡|泥石流|崩塌|塌陷|落石|landslide|debris flow|mudslide|rockfall", "geology"),
    "forest-fire": _kind(
        "11G 11B25 11B26",
        "森林火险|草原火险|森林火灾|山火|林火|forest fire|wildfire|bushfire|grass fire|fire weather",
        "forest-fire",
    ),
    "earthquake": _kind("11C", "地震|earthquake", "earthquake"),
    "wind": _kind("11B02 11B06 11B20", "大风|龙卷风|wind|gale|tornado", "weather"),
    "thunder": _kind("11B14 11B15 11B31", "雷电|雷暴|强对流|冰雹|thunderstorm|lightning|hail", "weather"),
    "cold": _kind(
        "11B04 11B05 11B08 11B16 11B21 11B27 11B30",
        "暴雪|寒潮|低温|霜冻|结冰|冰冻|积雪|snow|snowstorm|blizzard|frost|ice|cold",
        "weather",
    ),
    "heat": _kind("11B09 11B10", "高温|热浪|heat|heatwave", "weather"),
    "fog": _kind("11B17 11B19", "大雾|浓雾|霾|fog|haze", "weather", "traffic"),
    "weather": _kind("11B", "沙尘|sandstorm", "weather"),
}
"""The kinds that come with the software; their names are in the texts (``warning-event-…``)."""


def _with_defaults(given: Any) -> Any:
    """Return the kinds with the defaults that config leaves out; a field of a default changes only that field."""
    if given is None:
        return EVENTS
    if not isinstance(given, Mapping):
        return given
    changed = {
        code: {**default, **given[code]} if isinstance(given.get(code), Mapping) else given.get(code, default)
        for code, default in EVENTS.items()
    }
    return changed | {code: kind for code, kind in given.items() if code not in EVENTS}


def _named(kinds: dict[str, EventType]) -> dict[str, EventType]:
    for code, kind in kinds.items():
        if kind.name is None and code not in EVENTS:
            raise PydanticCustomError("warning_event_name", "a name of {code} in each language", {"code": code})
    return kinds


class FeedRule(Section):
    """A feed of warnings: the address of a file, of an Atom or RSS index, or a folder."""

    name: Text
    address: Annotated[str, Field(min_length=1, max_length=2000)]
    """``http://``, ``https://``, or the path of a folder whose .xml and .cap files are read."""
    every: Duration = Field(default=timedelta(minutes=5), ge=timedelta(seconds=30), le=timedelta(days=1))

    @property
    def remote(self) -> bool:
        """Whether it is fetched."""
        return self.address.casefold().startswith(("http://", "https://"))


def _each_once(feeds: tuple[FeedRule, ...]) -> tuple[FeedRule, ...]:
    for kind in ("name", "address"):
        values = [getattr(one, kind) for one in feeds]
        for value in values:
            if values.count(value) > 1:
                raise PydanticCustomError("feed_twice", "each feed once: {value} stands there twice", {"value": value})
    return feeds


class WarningRules(Section):
    """How a warning is understood, which places it means, and where warnings come from."""

    feeds: Annotated[tuple[FeedRule, ...], AfterValidator(_each_once)] = ()
    silent: Duration = Field(default=timedelta(minutes=20), ge=timedelta(minutes=1), le=timedelta(days=7))
    """After this time without an answer of a feed the officer on duty is told, once."""
    news: Duration = Field(default=timedelta(hours=6), ge=timedelta(), le=timedelta(days=30))
    """At the first look at a feed, nothing older is announced."""

    events: Annotated[
        dict[Annotated[str, Field(pattern=EVENT)], EventType], BeforeValidator(_with_defaults), AfterValidator(_named)
    ] = Field(default=None, validate_default=True)
    playbooks: Playbooks = Field(default=None, validate_default=True)
    """By the line."""
    order: Annotated[str, Field(max_length=1000)] = ""
    """The words of an order, with {title}, {issuer}, {places}, {begins}, {ends}; empty: the software's own."""
    lasts: Duration = Field(default=timedelta(hours=24), ge=timedelta(hours=1), le=timedelta(days=30))
    """The time that a warning without an expiry lasts, from its beginning."""
    regions: tuple[RegionCode, ...] = ()
    """The township's own code, and others that mean the whole township. None: no code is understood."""
    villages: dict[Text, RegionCode] = Field(default={})
    """Codes of the villages, by the code of the village in the roster."""
    names: tuple[Text, ...] = ()
    """Names of areas that mean the whole township, besides its own and its county's."""
    lists: dict[Text, tuple[Text, ...]] = Field(default={})
    """Codes of other lists that mean the whole township, by the name of the list (``valueName``)."""
