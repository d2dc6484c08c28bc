"""A training session as Word files: the sheet to sign in on (签到表), and the record once it is held (培训记录)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from models import Person
from models.enums import TrainingState
from services.cards.masking import shown_name
from services.core.act import Act
from services.documents import documents
from services.documents.content import Content
from services.documents.documents import Document
from services.people.affiliation import belongings
from services.training import audience, cards, facts, loading, timing
from services.training.facts import Facts
from services.training.quiz import results
from services.training.quiz.results import Result, percent

if TYPE_CHECKING:
    from services.documents.paper import Paper

EMPTY = 6
"""Rows that a sheet has for who comes without an invitation."""


@dataclass(frozen=True)
class SignRow:
    """A person who is expected, and the place for the signature."""

    number: int
    person: str
    post: str
    signed: str
    note: str


@dataclass(frozen=True)
class AttendedRow:
    """A person of a session that was held."""

    number: int
    person: str
    post: str
    attended: str
    quiz: str


@dataclass(frozen=True, kw_only=True)
class Session(Content):
    """The beginning of both papers."""

    subject: str
    taught: str
    classroom: str
    speaker: str
    hours: str
    organiser: str


@dataclass(frozen=True, kw_only=True)
class SignIn(Session):
    """The sheet."""

    people: tuple[SignRow, ...]


@dataclass(frozen=True, kw_only=True)
class Record(Session):
    """The record."""

    expected: int
    present: int
    absent: int
    people: tuple[AttendedRow, ...]
    quiz_questions: int
    finished: int
    passed: int
    average: str


async def sign_in(act: Act, session_id: int) -> SignIn:
    """Return the sheet of a session that is not called off: of its people, or of its audience before anybody is told.

    Raises ``Forbidden``, ``Stale``.
    """
    session = await loading.kept(act, session_id, *loading.OPEN, TrainingState.HELD)
    found, words = await facts.opened(act, session_id), act.town.words(None)
    signed = {one.person.id: one.row.signed_at for one in found.people if one.row.signed_at is not None}
    people = {one.person.id: one.person for one in found.people}
    if session.state is TrainingState.PLANNED:
        wanted = [one.person_id for one in (await audience.people(act, session)).people]
        people |= await _persons(act, wanted)
    posts = await belongings(act.session, people, words)
    rows = [
        SignRow(
            number,
            _named(act, person),
            posts.get(person.id, ""),
            "",
            words.plain("document-signed-by-phone", at=_clock(act, signed[person.id])) if person.id in signed else "",
        )
        for number, person in enumerate((people[one] for one in sorted(people)), start=1)
    ]
    rows += [SignRow(len(rows) + number, "", "", "", "") for number in range(1, EMPTY + 1)]
    return SignIn(**_head(act, found, "document-title-sign-in"), people=tuple(rows))


async def record(act: Act, session_id: int) -> Record:
    """Return the record of a session whose list was entered. Raises ``Forbidden``, ``Stale``."""
    await loading.kept(act, session_id, TrainingState.HELD)
    found, words = await facts.opened(act, session_id), act.town.words(None)
    of_quiz = {one.person.id: one for one in await results.of_session(act, session_id)} if found.questions else {}
    posts = await belongings(act.session, [one.person.id for one in found.people], words)
    bests = [one.best for one in of_quiz.values() if one.best is not None]
    least = act.town.settings.training.quiz_pass
    return Record(
        **_head(act, found, "document-title-training"),
        expected=len(found.people),
        present=found.present,
        absent=len(found.people) - found.present,
        people=tuple(
            AttendedRow(
                number,
                _named(act, one.person),
                posts.get(one.person.id, ""),
                words.plain("document-attended", there="yes" if one.row.present else "no"),
                _quiz(act, of_quiz.get(one.person.id)),
            )
            for number, one in enumerate(found.people, start=1)
        ),
        quiz_questions=found.questions,
        finished=len(bests),
        passed=sum(one.share >= least for one in bests),
        average=(results.average(of_quiz.values()) or "").replace("+", " + "),
    )


def _head(act: Act, found: Facts, key: str) -> dict[str, str]:
    session, words = found.session, act.town.words(None)
    subject = cards.subject_name(act.town.settings, words, session.subject)
    return documents.head(act, key, drill=session.drill, subject=subject) | {
        "subject": session.topic or subject,
        "taught": words.plain(
            "document-taught", began=documents.time(act, session.at), over=_clock(act, timing.ends_at(session))
        ),
        "classroom": session.place or "",
        "speaker": session.speaker or "",
        "hours": cards.hours(session.minutes),
        "organiser": shown_name(act.town, found.organiser.name),
    }


def _clock(act: Act, at: datetime) -> str:
    local = at.astimezone(act.town.zone)
    return f"{local.hour}:{local:%M}"


def _named(act: Act, person: Person) -> str:
    return cards.person(act.town, act.town.words(None), person)


def _quiz(act: Act, one: Result | None) -> str:
    if one is None or one.best is None:
        return act.town.words(None).plain("document-no-score")
    passed = one.best.share >= act.town.settings.training.quiz_pass
    return act.town.words(None).plain(
        "document-quiz",
        points=one.best.points,
        of=one.best.out_of,
        share=percent(one.best.share),
        passed="yes" if passed else "no",
    )


async def _persons(act: Act, ids: Iterable[int]) -> dict[int, Person]:
    found = [await act.session.get_one(Person, one) for one in ids]
    return {one.id: one for one in found}


def _write_head(paper: "Paper") -> None:
    paper.title()
    paper.pair("subject")
    paper.pair("taught")
    paper.pairs("classroom", "speaker")
    paper.pair("hours")
    paper.pair("organiser")
    paper.gap()


def _write_sign_in(paper: "Paper") -> None:
    _write_head(paper)
    paper.table("people", {"number": 12, "person": 38, "post": 44, "signed": 34, "note": 28}, high=11)


def _write_record(paper: "Paper") -> None:
    words = paper.words
    _write_head(paper)
    paper.heading("attendance")
    paper.sentence("document-training-attendance", "expected", "present", "absent")
    with paper.when("quiz_questions"):
        said = {field: paper.put(field) for field in ("finished", "passed")}
        paper.body(words.plain("document-training-quiz", questions=paper.put("quiz_questions"), **said))
        with paper.when("average"):
            paper.body(words.plain("document-training-average", average=paper.put("average")))
    paper.table("people", {"number": 12, "person": 38, "post": 48, "attended": 20, "quiz": 38})
    paper.signature()


SIGN_IN = Document("training-sheet", "document-training-sheet", SignIn, sign_in, _write_sign_in)
RECORD = Document("training-record", "document-training-record", Record, record, _write_record)
