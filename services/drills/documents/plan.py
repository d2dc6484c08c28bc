"""The plan of a drill (演练方案) as a Word file, before it is held: its basics, its script, and its rules."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from models.enums import DrillForm, DrillState
from services.core.act import Act
from services.documents.documents import Document
from services.drills import drills, participants, report, script
from services.drills.documents.basics import Basics, basics, clock, kind, write_basics

if TYPE_CHECKING:
    from services.documents.paper import Paper


@dataclass(frozen=True)
class InjectRow:
    """An inject with its recipients."""

    number: int
    minute: str
    """After the start."""
    scheduled: str
    kind: str
    inject: str
    recipients: str


@dataclass(frozen=True, kw_only=True)
class Plan(Basics):
    """The plan."""

    injects: tuple[InjectRow, ...]
    tabletop: str
    """Not empty: the drill is one on a table."""


async def plan(act: Act, drill_id: int) -> Plan:
    """Return the plan of a drill that has not begun. Raises ``Forbidden``, ``Stale``."""
    drill = await drills.seen(act, drill_id, DrillState.PLANNED)
    words = act.town.words(None)
    found = await report.of_drill(act, drill_id, words)
    rows = []
    for number, one in enumerate(await script.of(act, drill.id), start=1):
        named = await participants.names(act, script.recipients(one))
        rows.append(
            InjectRow(
                number,
                words.plain("document-inject-minute", minute=one.minute),
                clock(act, drill.at + timedelta(minutes=one.minute), drill.at),
                kind(words, one.kind, one.level),
                one.text,
                words.plain("list-comma").join(named) or words.plain("document-all-participants"),
            )
        )
    return Plan(
        **await basics(act, drill_id, "document-title-drill-plan", found),
        injects=tuple(rows),
        tabletop=words.plain("drill-form-tabletop") if drill.form is DrillForm.TABLETOP else "",
    )


def _write(paper: "Paper") -> None:
    words = paper.words
    paper.title(below="record")
    write_basics(paper)
    paper.heading("drill-script")
    columns = {"number": 12, "minute": 20, "scheduled": 20, "kind": 20, "inject": 52, "recipients": 32}
    paper.table("injects", columns)
    paper.heading("drill-rules")
    with paper.when("tabletop", otherwise=words.plain("document-drill-runs-live")):
        paper.body(words.plain("document-drill-runs-tabletop"))
    for rule in ("marked", "real-danger", "evaluated"):
        paper.body(words.plain(f"document-drill-{rule}"))
    paper.signature()


PLAN = Document("drill-plan", "document-drill-plan", Plan, plan, _write)
