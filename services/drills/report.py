"""The data of the report on a drill (评估报告): what a card shows, and what a paper is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from models import Attachment, Draft, DrillNote
from models.enums import (
    OPEN,
    BroadcastLevel,
    CaseState,
    DrillGrade,
    DrillMark,
    DrillPart,
    DrillStep,
    InjectKind,
)
from services.core.act import Act, Moment
from services.drafts import drafts
from services.drills import cards, drills, facts
from services.drills.evaluation import cards as evaluation_cards
from services.drills.evaluation import marks
from services.drills.evaluation.marks import Score
from services.drills.run import times
from services.media import attachments
from services.people import directory
from services.people.affiliation import belongings
from services.triage import handing_out
from texts import Words


@dataclass(frozen=True)
class Timed:
    """An inject of the script, and the times that were measured."""

    minute: int
    kind: InjectKind
    text: str
    sent_at: datetime | None
    """None: the drill ended before it."""
    late: timedelta = timedelta()
    failed: str | None = None
    """Why it could not be done, in the words of the township."""
    asked: int = 0
    answered: int = 0
    reached: tuple[tuple[str, datetime, timedelta], ...] = ()
    """Points that were reached: the words, the time, and how long after it was sent."""
    said: tuple[tuple[str, datetime, str, str], ...] = ()
    """Answers in words: the name, the time, the words, the post."""
    level: BroadcastLevel | None = None
    """Of a broadcast."""


@dataclass(frozen=True)
class Said:
    """Words of a step of the evaluation."""

    step: DrillStep
    name: str
    at: datetime
    text: str
    post: str = ""
    """Where the person belongs; empty for one who has left."""


@dataclass(frozen=True)
class Marked:
    """An item of the evaluation."""

    part: DrillPart
    item: str
    mark: DrillMark | None
    note: str


@dataclass(frozen=True)
class Correction:
    """A correction, and how it stands."""

    number: str
    text: str
    state: CaseState
    due_at: datetime | None
    units: tuple[str, ...] = ()

    def late(self, now: datetime) -> bool:
        """Whether it is not done and its time has passed."""
        return self.state in OPEN and self.due_at is not None and self.due_at < now


@dataclass(frozen=True)
class DrillReport:
    """Everything that the report on a drill says, in the words of one language. Times are aware UTC instants."""

    number: str
    title: str
    day: date
    leader: str
    participants: tuple[str, ...]
    started_at: datetime | None
    ended_at: datetime | None
    script: tuple[Timed, ...]
    said: tuple[Said, ...]
    items: tuple[Marked, ...]
    scores: dict[DrillPart, Score]
    score: Score
    sum: str
    """The score with its sum written out; without a score, why there is none."""
    grade: DrillGrade | None
    assessed_by: str | None
    corrections: tuple[Correction, ...]
    photos: tuple[tuple[DrillStep, Attachment], ...]

    @property
    def points(self) -> Decimal | None:
        """The score, 0 to 100; None when no item applied."""
        return self.score.points


async def of_drill(act: Act, drill_id: int, words: Words) -> DrillReport:
    """Return the report on a drill as far as it is written. Raises ``Forbidden``, ``Stale``."""
    drill = await drills.seen(act, drill_id)
    found = await facts.facts_of(act, drill)
    notes = [note for step in DrillStep for note in found.of_step(step)]
    answering = [answer.person_id for answers in found.answers.values() for answer in answers]
    people = [drill.leader_id, drill.assessed_by_id or 0, *(note.by_id for note in notes), *answering]
    names, posts = await directory.names(act.session, people), await belongings(act.session, people, words)
    handed = await handing_out.handed(act, found.corrections)
    total = marks.score(found.items)
    town = act.town
    return DrillReport(
        number=drill.number,
        title=cards.title(town, words, drill, found.village),
        day=(drill.started_at or drill.at).astimezone(town.zone).date(),
        leader=names.get(drill.leader_id, ""),
        participants=tuple(found.names),
        started_at=drill.started_at,
        ended_at=drill.ended_at,
        script=tuple(await _script(act, found, words, names, posts)),
        said=tuple(
            Said(note.step, names.get(note.by_id, ""), note.at, note.text, posts.get(note.by_id, "")) for note in notes
        ),
        items=tuple(
            Marked(item.part, evaluation_cards.asked(words, item), item.mark, item.note) for item in found.items
        ),
        scores={part: marks.score(item for item in found.items if item.part is part) for part in DrillPart},
        score=total,
        sum=evaluation_cards.sum_of(words, total),
        grade=drill.grade,
        assessed_by=names.get(drill.assessed_by_id or 0),
        corrections=tuple(
            Correction(case.number, case.description, case.state, handed[case.id].due_at, handed[case.id].units)
            for case in found.corrections
        ),
        photos=tuple(await files_of(act, notes)),
    )


async def _script(
    act: Moment, found: facts.Facts, words: Words, names: dict[int, str], posts: dict[int, str]
) -> list[Timed]:
    measured = {one.inject.id: one for one in await times.measure(act, found)}
    script = []
    for inject in found.injects:
        one, sent_at = measured.get(inject.id), inject.sent_at
        if one is None or sent_at is None:
            script.append(Timed(inject.minute, inject.kind, inject.text, None, level=inject.level))
            continue
        timed = Timed(
            inject.minute,
            inject.kind,
            inject.text,
            sent_at,
            one.late,
            inject.failed,
            one.asked,
            one.answered,
            tuple((words.plain(point.key), point.at, point.at - sent_at) for point in one.reached),
            tuple(
                (names.get(answer.person_id, ""), answer.at, answer.text, posts.get(answer.person_id, ""))
                for answer in found.answers[inject.id]
                if answer.text
            ),
            inject.level,
        )
        script.append(timed)
    return script


async def files_of(act: Moment, notes: Iterable[DrillNote]) -> list[tuple[DrillStep, Attachment]]:
    """Return the files that came with words, each with its step."""
    found = []
    for note in notes:
        draft = await act.session.get(Draft, note.draft_id)
        files = await drafts.files(act.session, draft) if draft is not None else []
        found += [(note.step, one) for one in attachments.each_once(files)]
    return found
