"""The township's rules as read from ``config.yaml``: names, lines, clocks, ladders, limits. No secrets in it.

Defaults are DOMAIN §3's. Durations are written ``5 min``, ``6 h``, ``3 working days``.
"""

from datetime import timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from models.enums import Language, MediaKind, Severity


class Part(BaseModel):
    """A section of the file: unknown keys are faults, so that a misspelt rule is not silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Part):
    """Something with a name in each language."""

    zh_CN: str  # noqa: N815 - the key is the language's code
    en: str

    def in_language(self, language: str | None) -> str:
        """Return the name in a language, Chinese when there is no other."""
        return self.en if language == Language.EN else self.zh_CN


class Point(Part):
    """A place on earth, WGS 84 degrees."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Committee(Part):
    """A sub-committee (安全生产委员会 or 防灾救灾委员会)."""

    name: Named


class Line(Part):
    """One of the 14 lines: who leads, who helps, by which words it is suggested."""

    name: Named
    committee: str
    lead: str  # unit code
    co: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    duplicate_radius_m: float | None = None


class SeverityRule(Part):
    """What a severity demands of a case of kind 隐患."""

    feedback_working_days: float = Field(gt=0)
    feedback_evidence: int = Field(default=1, ge=0)  # pieces at least
    verification_evidence: int = Field(default=0, ge=0)


class Clocks(Part):
    """How long each step may take."""

    triage_working_days: float = 1
    incident_confirm: timedelta = timedelta(minutes=3)
    incident_feedback: timedelta = timedelta(hours=4)
    incident_accept: timedelta = timedelta(minutes=15)
    accept_working_days: float = 1
    verify_working_days: float = 2
    claim: timedelta = timedelta(minutes=5)


class Duplicates(Part):
    """When a report is suggested to be the same danger (DOMAIN §3)."""

    radius_m: float = 200
    window: timedelta = timedelta(hours=72)


class Login(Part):
    """How an account is bound."""

    code_lifetime: timedelta = timedelta(minutes=30)
    tries_a_day: int = Field(default=5, ge=1)
    call: str  # whom a stranger is told to call, e.g. "应急管理站值班电话 023-…"


class Privacy(Part):
    """What chat may show (I9)."""

    mask_names: bool = True
    mask_phones: bool = True


class Send(Part):
    """The send budget; Telegram's published limits are the ceiling."""

    per_second: int = Field(default=30, ge=1, le=30)
    group_per_minute: int = Field(default=20, ge=1, le=20)
    chat_per_second: float = Field(default=1.0, gt=0, le=1)
    in_flight: int = Field(default=8, ge=1, le=64)
    margin: timedelta = timedelta(milliseconds=100)
    group_edit_every: timedelta = timedelta(seconds=4)
    paid_broadcast: bool = False


class Files(Part):
    """What is kept of what is sent; Telegram's own limit for a bot's download is 20 MB."""

    store: str = "file://var/media"  # an fsspec URL
    max_bytes: dict[MediaKind, int] = dict.fromkeys(MediaKind, 20 * 1024 * 1024)
    document_types: tuple[str, ...] = ("application/pdf", "image/*", "video/*", "audio/*", "text/plain")
    max_a_draft: int = Field(default=30, ge=1)
    tries: int = Field(default=8, ge=1)


class Boundary(Part):
    """What counts as inside the township: a circle, or a closed polygon (GeoJSON ring, longitude first)."""

    centre: Point
    radius_km: float = Field(default=15, gt=0)
    ring: tuple[tuple[float, float], ...] = ()


class Township(Part):
    """The whole file."""

    name: Named
    timezone: str = "Asia/Shanghai"
    language: Language = Language.ZH_CN
    boundary: Boundary
    committees: dict[str, Committee]
    lines: dict[str, Line]
    severities: dict[Severity, SeverityRule]
    clocks: Clocks = Clocks()
    duplicates: Duplicates = Duplicates()
    login: Login
    privacy: Privacy = Privacy()
    send: Send = Send()
    files: Files = Files()
    fallback: dict[str, str] = {}  # channel name -> Apprise URL; {phone} is filled in
    drill: bool = False  # the whole township is a training copy: every message is marked

    @property
    def zone(self) -> ZoneInfo:
        """The zone shown on the screen and used for working time."""
        return ZoneInfo(self.timezone)

    def duplicate_radius(self, line: str | None) -> float:
        """Return the radius in metres within which two reports of a line may be the same."""
        found = self.lines.get(line or "")
        return (found and found.duplicate_radius_m) or self.duplicates.radius_m

    @classmethod
    def parse(cls, data: object) -> Self:
        """Validate plain data; raises ``pydantic.ValidationError`` with every fault at once."""
        return cls.model_validate(data)
