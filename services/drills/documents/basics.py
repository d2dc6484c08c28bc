"""The beginning of both papers on a drill: time, place, form, leader and participants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from models import Village
from models.enums import BroadcastLevel, InjectKind
from services.cards.masking import shown_name
from services.core.act import Act
from services.core.labels import name
from services.documents import documents
from services.documents.content import Content
from services.drills import drills
from services.drills.report import DrillReport
from services.settings import lines
from texts import Words

if TYPE_CHECKING:
    from services.documents.paper import Paper


@dataclass(frozen=True, kw_only=True)
class Basics(Content):
    """The beginning of a paper on a drill."""

    record: str
    """The drill's number."""
    scheduled: str
    drill_place: str
    drill_form: str
    drill_line: str
    organiser: str
    participants: str


async def basics(act: Act, drill_id: int, key: str, found: DrillReport) -> Mapping[str, str]:
    """Return the fields of ``Basics``, with the title by a text key."""
    words, town = act.town.words(None), act.town
    drill = await drills.seen(act, drill_id)
    village = await act.session.get(Village, drill.village_id) if drill.village_id else None
    line = lines.name(town.settings, drill.line, words.language)
    at = drill.started_at or drill.at
    return documents.head(
        act,
        key,
        drill=drill.drill,
        year=str(at.astimezone(town.zone).year),
        where=village.name if village else "no",
        line=line or "no",
        form=name(words, drill.form).unescape(),
    ) | {
        "record": drill.number,
        "scheduled": documents.time(act, drill.at),
        "drill_place": drill.place or "",
        "drill_form": name(words, drill.form).unescape(),
        "drill_line": line or words.plain("drill-line-none"),
        "organiser": shown_name(town, found.leader),
        "participants": words.plain("list-comma").join(found.participants),
    }


def kind(words: Words, of: InjectKind, level: BroadcastLevel | None) -> str:
    """Return the kind of an inject; of a broadcast with its level."""
    said = name(words, level).unescape() if level else "no"
    return words.plain("document-inject-kind", kind=name(words, of).unescape(), level=said)


def clock(act: Act, at: datetime, first: datetime | None) -> str:
    """Return the time of day, with the day where it is not the first one."""
    local = at.astimezone(act.town.zone)
    if first is not None and first.astimezone(act.town.zone).date() == local.date():
        return f"{local.hour}:{local:%M}"
    return documents.time(act, at)


def write_basics(paper: "Paper", *more: str) -> None:
    """Write the beginning, with more fields after the planned time."""
    paper.heading("drill-basics")
    paper.pair("scheduled")
    paper.pairs(*more, "drill_place")
    for field in ("drill_form", "drill_line", "organiser"):
        paper.pair(field)
    paper.pairs("participants")
