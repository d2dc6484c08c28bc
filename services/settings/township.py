"""The township's rules as read from ``config.yaml``: names, lines, clocks, ladders, limits. No secrets in it.

Defaults are DOMAIN §3's. Durations are written ``5 min``, ``6 h``, ``3 d`` or ``PT5M``; a span of working time is
a number of working days. The timed sections are in ``services.settings.clocks``.
"""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field, ValidationError, field_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from models.enums import Language, MediaKind, Severity
from services.settings.areas.broadcasts import Broadcasts
from services.settings.areas.documents import Documents
from services.settings.areas.drills import DrillRules
from services.settings.areas.evacuation import EvacuationRules
from services.settings.areas.groups import Groups
from services.settings.areas.households import Households, Shelters
from services.settings.areas.retention import Retention
from services.settings.areas.warnings import WarningRules
from services.settings.assessment.table import Assessment
from services.settings.clocks import (
    ChaseRules,
    Clocks,
    Digests,
    Duty,
    Ladders,
    QuietHours,
    Reminders,
    RollCallTimes,
    Section,
    Watchdog,
    WorkingTime,
)
from services.settings.county import CountyReports
from services.settings.cross_checks import again, contradictions
from services.settings.durations import Bytes, ClockTime, Duration, Span
from services.settings.duties import Colours, DutyRules
from services.settings.meetings import Meetings
from services.settings.named import Named, Text
from services.settings.patrols import PatrolRules
from services.settings.problems import Problems
from services.settings.training import TrainingRules

LINE_CODE = r"^[a-z][a-z0-9-]{0,31}$"
UNIT_CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
OFFICE = (
    *("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"),
    *(
        f"application/vnd.openxmlformats-officedocument.{kind}"
        for kind in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
    ),
)
"""The types of Word, Excel and PowerPoint: minutes, sheets and training material come in them."""
TELEGRAM_DOWNLOAD = 20 * 1024 * 1024
"""The largest file a bot may download, in bytes (Bot API, getFile)."""

LineCode = Annotated[str, Field(pattern=LINE_CODE)]
UnitCode = Annotated[str, Field(pattern=UNIT_CODE)]


class Point(Section):
    """A place on earth, WGS 84 degrees."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Committee(Section):
    """A sub-committee (安全生产委员会 or 防灾救灾委员会)."""

    name: Named


class Line(Section):
    """One of the 14 lines: who leads, who helps, by which words it is suggested."""

    name: Named
    committee: str
    lead: UnitCode
    co: tuple[UnitCode, ...] = ()
    keywords: tuple[Text, ...] = ()
    duplicate_radius_m: float | None = Field(default=None, gt=0)

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit code of the line, the lead first."""
        return (self.lead, *self.co)


class SeverityRule(Section):
    """The demands of a severity on a case of kind 隐患."""

    feedback_working_days: float = Field(gt=0)
    feedback_evidence: int = Field(default=1, ge=0)  # pieces at least
    verification_evidence: int = Field(default=0, ge=0)


class Organisation(Section):
    """The people that the Opinions ask of a township (DOMAIN D15), and the day when gaps are reminded of."""

    squad_strength: int = Field(default=30, ge=1)  # of a village squad; the roster may name another figure for each
    station_staff: int = Field(default=16, ge=1)
    station_full_time: int = Field(default=8, ge=0)
    remind_on: int = Field(default=1, ge=1, le=28)  # day of the month
    remind_at: ClockTime = time(9, 0)


class Duplicates(Section):
    """When a report is suggested to be the same danger (DOMAIN §3)."""

    radius_m: float = Field(default=200, gt=0)
    window: Duration = timedelta(hours=72)


class Drafts(Section):
    """Drafts that nobody sends."""

    ask_after: Duration = timedelta(minutes=10)  # without a change: the author is asked, a danger reaches the station


class Login(Section):
    """How an account is bound."""

    code_lifetime: Duration = timedelta(minutes=30)
    tries_a_day: int = Field(default=5, ge=1)
    call: Text  # the number that a stranger is told to call, e.g. "应急管理站值班电话 023-…"


class Privacy(Section):
    """Personal data in chat (I9), and the time that data for an emergency is kept."""

    mask_names: bool = True
    mask_phones: bool = True
    numbers_shown: Duration = Field(default=timedelta(minutes=10), ge=timedelta(minutes=1), le=timedelta(hours=24))
    """A number that somebody asked for leaves the chat then (decision 0010)."""
    tracks_kept: Duration = timedelta(days=30)  # tracks of people of a mobilisation: destroyed then (突发事件应对法 85)


class Send(Section):
    """The send budget; Telegram's published limits are the ceiling, ``margin`` keeps clear of it."""

    per_second: int = Field(default=30, ge=1, le=30)
    group_per_minute: int = Field(default=20, ge=1, le=20)
    chat_per_second: float = Field(default=1.0, gt=0, le=1)
    in_flight: int = Field(default=8, ge=1, le=64)
    margin: Span = timedelta(milliseconds=100)
    group_edit_every: Duration = timedelta(seconds=4)
    paid_broadcast: bool = False


class Files(Section):
    """The files that are kept; Telegram's own limit for a bot's download is 20 MB."""

    store: str = Field(default="file://var/media", min_length=1)  # an fsspec URL
    max_bytes: dict[MediaKind, Annotated[Bytes, Field(gt=0, le=TELEGRAM_DOWNLOAD)]] = dict.fromkeys(
        MediaKind, TELEGRAM_DOWNLOAD
    )
    document_types: tuple[str, ...] = ("application/pdf", "image/*", "video/*", "audio/*", "text/plain", *OFFICE)
    max_a_draft: int = Field(default=30, ge=1)
    tries: int = Field(default=8, ge=1)

    @field_validator("max_bytes")
    @classmethod
    def _every_kind(cls, limits: dict[MediaKind, int]) -> dict[MediaKind, int]:
        return dict.fromkeys(MediaKind, TELEGRAM_DOWNLOAD) | limits


class Boundary(Section):
    """The boundary of the township: a circle, or a closed polygon (GeoJSON ring, longitude first)."""

    centre: Point
    radius_km: float = Field(default=15, gt=0)
    ring: tuple[tuple[float, float], ...] = ()

    @field_validator("ring")
    @classmethod
    def _a_ring(cls, ring: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
        if ring and (len(set(ring)) < 3 or any(abs(lon) > 180 or abs(lat) > 90 for lon, lat in ring)):
            raise PydanticCustomError("ring", "at least three [longitude, latitude] corners")
        return ring


def _zone(value: Any) -> Any:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, TypeError, ValueError, OSError):  # no such name; not a name; a path; a folder
        raise PydanticCustomError("timezone", "a zone such as Asia/Shanghai") from None
    return value


class Township(Section):
    """The whole file."""

    name: Named
    county: Named | None = None
    timezone: Annotated[str, BeforeValidator(_zone)] = "Asia/Shanghai"
    language: Language = Language.ZH_CN
    languages: tuple[Language, ...] = (Language.ZH_CN, Language.EN)
    boundary: Boundary
    committees: dict[LineCode, Committee] = Field(min_length=1)
    lines: dict[LineCode, Line] = Field(min_length=1)
    severities: dict[Severity, SeverityRule]
    clocks: Clocks = Clocks()
    reminders: Reminders = Reminders()
    ladders: Ladders = Ladders()
    county_reports: CountyReports = CountyReports()
    chase: ChaseRules = ChaseRules()
    duty: Duty = Duty()
    duties: DutyRules = Field(default=None, validate_default=True)
    colours: Colours = Colours()
    patrols: PatrolRules = PatrolRules()
    meetings: Meetings = Meetings()
    drills: DrillRules = DrillRules()
    warnings: WarningRules = WarningRules()
    households: Households = Households()
    shelters: Shelters = Shelters()
    evacuation: EvacuationRules = EvacuationRules()
    problems: Problems = Problems()
    training: TrainingRules = TrainingRules()
    assessment: Assessment = Assessment()
    roll_call: RollCallTimes = RollCallTimes()
    broadcasts: Broadcasts = Broadcasts()
    digests: Digests = Digests()
    watchdog: Watchdog = Watchdog()
    organisation: Organisation = Organisation()
    working_time: WorkingTime = WorkingTime()
    quiet_hours: QuietHours | None = QuietHours()
    duplicates: Duplicates = Duplicates()
    drafts: Drafts = Drafts()
    login: Login
    privacy: Privacy = Privacy()
    retention: Retention = Retention()
    send: Send = Send()
    groups: Groups = Groups()
    files: Files = Files()
    documents: Documents = Documents()
    fallback: dict[str, str] = Field(default={}, repr=False)
    """Channel name -> Apprise URL; ``{phone}`` is filled in, ``${NAME}`` was taken from the environment."""
    drill: bool = False
    """The whole township is a training copy: every message is marked."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone shown on the screen and used for working time."""
        return ZoneInfo(self.timezone)

    def duplicate_radius(self, line: str | None) -> float:
        """Return the radius in metres within which two reports of a line may be the same."""
        found = self.lines.get(line or "")
        return (found and found.duplicate_radius_m) or self.duplicates.radius_m

    def lines_of(self, committee: str) -> tuple[str, ...]:
        """Return the codes of the lines under a sub-committee."""
        return tuple(code for code, line in self.lines.items() if line.committee == committee)

    @classmethod
    def parse(cls, data: object) -> Self:
        """Validate plain data; raises ``pydantic.ValidationError`` with every fault at once, cross-checks included."""
        faults: list[InitErrorDetails] = []
        found: Self | None = None
        try:
            found = cls.model_validate(data)
        except ValidationError as error:
            faults = [again(fault) for fault in error.errors(include_url=False)]
        if isinstance(data, Mapping):
            faults += contradictions(data)
        if found is None or faults:
            raise ValidationError.from_exception_data(cls.__name__, faults)
        return found
