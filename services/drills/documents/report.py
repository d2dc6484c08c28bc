"""The report on a drill (演练评估报告) as a Word file: the run with its times, the words, the marks, corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.enums import DrillPart, DrillState, DrillStep
from services.cards.masking import shown_name
from services.core.act import Act
from services.core.labels import name
from services.documents import documents
from services.documents.content import Photos, photos
from services.documents.documents import Document
from services.drills import drills, facts, report
from services.drills.documents.basics import Basics, basics, clock, kind, write_basics
from services.drills.documents.plan import PLAN
from services.drills.evaluation.cards import sum_of
from services.drills.evaluation.marks import Score
from services.drills.report import DrillReport, Timed
from texts import Words

if TYPE_CHECKING:
    from services.documents.paper import Paper


@dataclass(frozen=True)
class TimedRow:
    """An inject with its planned and real times, and what was measured."""

    number: int
    minute: str
    sent: str
    kind: str
    inject: str
    measured: str


@dataclass(frozen=True)
class SaidRow:
    """Words of a person: an answer to an inject, or a part of a step."""

    person: str
    at: str
    text: str


@dataclass(frozen=True)
class ItemRow:
    """An item of the evaluation."""

    number: int
    asked: str
    mark: str
    remark: str


@dataclass(frozen=True)
class PartRow:
    """A part of the evaluation, with its sum."""

    ordinal: str
    evaluated: str
    score: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True)
class CorrectionRow:
    """A correction, and how it stands."""

    number: int
    correction: str
    units: str
    due: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Report(Basics):
    """The report."""

    ran: str
    injects: tuple[TimedRow, ...]
    replies: tuple[SaidRow, ...]
    comments: tuple[SaidRow, ...]
    self_reviews: tuple[SaidRow, ...]
    assessor: str
    score: str
    """The score with its sum written out."""
    parts: tuple[PartRow, ...]
    grade: str
    conclusions: tuple[SaidRow, ...]
    corrections: tuple[CorrectionRow, ...]
    photos: tuple[Photos, ...]
    photos_left: str


async def evaluation(act: Act, drill_id: int) -> Report:
    """Return the report on a drill that was held, as far as it is written. Raises ``Forbidden``, ``Stale``."""
    drill = await drills.seen(act, drill_id, DrillState.HELD)
    words = act.town.words(None)
    found = await report.of_drill(act, drill_id, words)
    notes = await facts.facts_of(act, drill)
    files = await report.files_of(act, [note for step in DrillStep for note in notes.of_step(step)])
    shown, left = photos(
        (one.media, words.plain("document-drill-photo", step=_step(words, step), caption=one.caption or "no"))
        for step, one in files
    )
    return Report(
        **await basics(act, drill_id, "document-title-drill-report", found),
        ran=_ran(act, found),
        injects=tuple(_timed(act, found, number, one) for number, one in enumerate(found.script, start=1)),
        replies=tuple(
            SaidRow(
                _who(act, who, post),
                clock(act, at, found.started_at),
                words.plain("document-drill-reply", minute=one.minute, text=text),
            )
            for one in found.script
            for who, at, text, post in one.said
        ),
        comments=_said(act, found, DrillStep.COMMENTS),
        self_reviews=_said(act, found, DrillStep.SELF_REVIEW),
        assessor=shown_name(act.town, found.assessed_by) if found.assessed_by else "",
        score=_sum(words, found.score) if found.items else "",
        parts=_parts(words, found),
        grade=name(words, found.grade).unescape() if found.grade else "",
        conclusions=_said(act, found, DrillStep.REPORT),
        corrections=tuple(
            CorrectionRow(
                number,
                one.text,
                words.plain("list-comma").join(one.units),
                documents.short_day(act, one.due_at),
                name(words, one.state).unescape() + (words.plain("document-overdue") if one.late(act.now) else ""),
            )
            for number, one in enumerate(found.corrections, start=1)
        ),
        photos=shown,
        photos_left=str(left or ""),
    )


def _step(words: Words, step: DrillStep) -> str:
    return name(words, step).unescape()


def _who(act: Act, full_name: str, post: str) -> str:
    said = shown_name(act.town, full_name)
    return act.town.words(None).plain("document-person", name=said, post=post or "no")


def _ran(act: Act, found: DrillReport) -> str:
    began, over = found.started_at, found.ended_at
    if began is None:
        return ""
    if over is None or over <= began:
        return documents.time(act, began)
    words = act.town.words(None)
    until, span = clock(act, over, began), documents.span(words, over - began)
    return words.plain("document-drill-ran", began=documents.time(act, began), over=until, span=span)


def _timed(act: Act, found: DrillReport, number: int, one: Timed) -> TimedRow:
    words = act.town.words(None)
    told = [
        words.plain("document-drill-answered", answered=one.answered, asked=one.asked) if one.asked else None,
        *(
            words.plain("document-drill-reached", what=what, span=documents.span(words, after))
            for what, _, after in one.reached
        ),
        words.plain("document-drill-late", span=documents.span(words, one.late))
        if one.late.total_seconds() >= 60
        else None,
        words.plain("document-drill-failed", why=one.failed) if one.failed else None,
    ]
    return TimedRow(
        number,
        words.plain("document-inject-minute", minute=one.minute),
        _sent(act, found, one),
        kind(words, one.kind, one.level),
        one.text,
        "\n".join(line for line in told if line),
    )


def _sent(act: Act, found: DrillReport, one: Timed) -> str:
    """Return when an inject was sent. The bot knows no times of a drill that was entered afterwards."""
    if one.sent_at is not None:
        return clock(act, one.sent_at, found.started_at)
    entered = found.ended_at == found.started_at
    return act.town.words(None).plain("document-no-score" if entered else "document-not-sent")


def _said(act: Act, found: DrillReport, step: DrillStep) -> tuple[SaidRow, ...]:
    return tuple(
        SaidRow(
            _who(act, one.name, one.post),
            clock(act, one.at, found.started_at),
            one.text or act.town.words(None).plain("document-drill-in-files"),
        )
        for one in found.said
        if one.step is step
    )


def _parts(words: Words, found: DrillReport) -> tuple[PartRow, ...]:
    known = [part for part in DrillPart if any(one.part is part for one in found.items)]
    return tuple(
        PartRow(
            words.plain("document-second", numeral=words.plain("document-numeral", number=place)),
            name(words, part).unescape(),
            _sum(words, found.scores[part]),
            tuple(
                ItemRow(
                    number,
                    one.item,
                    name(words, one.mark).unescape() if one.mark else words.plain("document-not-marked"),
                    one.note,
                )
                for number, one in enumerate(found.items, start=1)
                if one.part is part
            ),
        )
        for place, part in enumerate(known, start=1)
    )


def _sum(words: Words, score: Score) -> str:
    return sum_of(words, score, "document-drill-points", "document-drill-no-points").unescape()


def _write_said(paper: "Paper", fields: Sequence[str]) -> None:
    for field in fields:
        paper.heading(field.replace("_", "-"))
        with paper.each(field):
            paper.sentence("document-drill-said", "person", "at", "text")


def _write(paper: "Paper") -> None:
    words = paper.words
    paper.title(below="record")
    write_basics(paper, "ran")
    paper.heading("drill-run")
    paper.table("injects", {"number": 12, "minute": 20, "sent": 20, "kind": 20, "inject": 46, "measured": 38})
    with paper.when("replies"):
        paper.body(words.plain("document-drill-replies"))
        paper.table("replies", {"person": 44, "at": 20, "text": 92})
    _write_said(paper, ("comments", "self_reviews"))
    paper.heading("evaluation")
    with paper.when("parts", otherwise=words.plain("document-not-evaluated")):
        paper.pairs("assessor")
        paper.pair("score")
        with paper.each("parts"):
            paper.subheading(paper.put("ordinal") + paper.put("evaluated"))
            paper.body(paper.put("score"))
            paper.table("items", {"number": 12, "asked": 80, "mark": 24, "remark": 40})
    paper.heading("conclusions")
    paper.pairs("grade")
    with paper.each("conclusions"):
        paper.body(paper.put("text"))
    paper.heading("corrections")
    paper.table("corrections", {"number": 12, "correction": 56, "units": 36, "due": 26, "state": 26})
    paper.photos()
    paper.signature()


REPORT = Document("drill-report", "document-drill-report", Report, evaluation, _write)
DOCUMENTS = (PLAN, REPORT)
