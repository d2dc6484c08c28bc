"""The cards of training: the plan, one session, the invitation, what has changed, and what is due."""

from collections.abc import Collection, Sequence
from datetime import datetime

from markupsafe import Markup

from models import Attachment, Deadline, Person, TrainingPerson, TrainingSession
from models.enums import TrainingAnswer, TrainingState
from services.cards import people as cards_people
from services.cards.card import Button, Card, Picture, below, button, lines
from services.core.labels import hyphened, name
from services.core.town import Town
from services.settings.township import Township
from services.training import timing
from services.training.facts import Facts
from texts import Words

PLAN, OPEN, EDIT, OWN = "training", "training_open", "training_edit", "training_own"
ANSWER, SIGN, MATERIAL, QUIZ = "training_answer", "training_sign", "training_material", "training_quiz"
FROM_DUTY, SHEET = "training_duty", "training_sheet"
"""The actions of the buttons; the subject is the session, of ``PLAN`` and ``OWN`` the year."""


def subject_name(settings: Township, words: Words, code: str) -> str:
    """Return the name of a subject; of one that config has no more, its code."""
    if code not in settings.training.subjects:
        return code
    named = settings.training.subjects[code]
    return named.in_language(words.language) if named else words.plain(f"training-subject-{code}")


def title(town: Town, words: Words, session: TrainingSession) -> str:
    """Return a session's name: its subject and topic."""
    subject = subject_name(town.settings, words, session.subject)
    return words.plain("training-title", subject=subject, topic=session.topic or "no")


def hours(minutes: float) -> str:
    """Return minutes as hours, without zeroes at the end: ``1.5``."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def person(town: Town, words: Words, one: Person) -> str:
    """Return a person of a list as chat may show one."""
    return cards_people.named(town, words, one.name, one.phone)


def entry(town: Town, words: Words, session: TrainingSession) -> str:
    """Return a session in a line of the plan."""
    return words.plain(
        "training-entry",
        title=title(town, words, session),
        at=words.time(session.at, town.zone),
        state=name(words, session.state).unescape(),
    )


def head(town: Town, words: Words, session: TrainingSession) -> list[str | None]:
    """Return the first lines of every card of a session."""
    return [
        words("case-drill") if session.drill else None,
        words("training-head", title=title(town, words, session), state=name(words, session.state)),
        words(
            "training-when",
            at=words.time(session.at, town.zone, style="full"),
            end=f"{timing.ends_at(session).astimezone(town.zone):%H:%M}",
            hours=hours(session.minutes),
        ),
        words("training-where", place=session.place or "no"),
        words("training-speaker", name=session.speaker) if session.speaker else None,
    ]


def one(
    town: Town,
    words: Words,
    found: Facts,
    own: TrainingPerson | None,
    audience: Markup | None,
    now: datetime,
    *,
    keeps: bool,
) -> str:
    """Return a session's card; ``keeps``: the reader sees figures, audience and organiser."""
    session = found.session
    invited, held = session.state is TrainingState.INVITED, session.state is TrainingState.HELD
    over = session.state is TrainingState.PLANNED and timing.ends_at(session) <= now
    answers = {f"{one.value}": found.answered(one) for one in TrainingAnswer}
    return lines(
        *head(town, words, session),
        words("training-organiser", name=person(town, words, found.organiser)),
        audience if keeps else None,
        words("training-answers", **answers, silent=found.answered(None)) if keeps and invited else None,
        words("training-present", present=found.present, of=len(found.people))
        if keeps and (held or found.present)
        else None,
        words("training-extras", files=found.files, questions=found.questions)
        if found.files or found.questions
        else None,
        words("training-reason", reason=session.reason) if session.reason else None,
        below(_own(town, words, own)) if own is not None else None,
        below(words("training-next-over" if over else f"training-next-{session.state.value}"))
        if keeps and not held
        else None,
    )


def _own(town: Town, words: Words, own: TrainingPerson) -> str:
    if own.present:
        return words("training-own-present", at=words.time(own.signed_at, town.zone) if own.signed_at else "no")
    if own.present is False:
        return words("training-own-absent")
    return words("training-own-answer", answer=name(words, own.answer) if own.answer else "no")


def answer_buttons(words: Words, session_id: int) -> tuple[Button, ...]:
    """Return the two answers to an invitation."""
    offered = (TrainingAnswer.COMING, TrainingAnswer.CANNOT)
    return tuple(button(words.plain(f"training-say-{one.value}"), ANSWER, session_id, one.value) for one in offered)


def sign_button(town: Town, words: Words, session: TrainingSession) -> Button:
    """Return the button that signs in; it says from when."""
    opens = timing.sign_in_from(town, session).astimezone(town.zone)
    return button(words.plain("training-sign", opens=f"{opens:%H:%M}"), SIGN, session.id)


def see(words: Words, session_id: int) -> Button:
    """Return the button that shows a session."""
    return button(words.plain("training-see"), OPEN, session_id)


def invitation(town: Town, words: Words, session: TrainingSession) -> Card:
    """Return the invitation."""
    text = lines(words("training-invited"), *head(town, words, session), below(words("training-please-answer")))
    return Card(text=text, rows=_rows(town, words, session))


def _rows(town: Town, words: Words, session: TrainingSession) -> tuple[tuple[Button, ...], ...]:
    own = (sign_button(town, words, session), see(words, session.id))
    return (answer_buttons(words, session.id), own)


def changed(town: Town, words: Words, session: TrainingSession, was: datetime | None) -> Card:
    """Return what has become of a session: called off, at another time, or at another place."""
    reason = session.reason or ""
    if session.state is TrainingState.CANCELLED:
        what = words("training-called-off", reason=reason)
    elif was is not None:
        what = words("training-moved", was=words.time(was, town.zone), reason=reason)
    else:
        what = words("training-changed")
    text = lines(what, *head(town, words, session))
    rows = () if session.state is TrainingState.CANCELLED else _rows(town, words, session)
    return Card(text=text, rows=rows)


def material(town: Town, words: Words, session: TrainingSession, files: Collection[Attachment], text: str) -> Card:
    """Return new material, with its files beside it."""
    told = lines(
        words("training-material-told", title=title(town, words, session), count=len(files)),
        words("collect-text", text=text) if text else None,
    )
    return Card(text=told, rows=((see(words, session.id),),), beside=tuple(Picture.of(one.media) for one in files))


def due(town: Town, words: Words, rows: Sequence[Deadline], session: TrainingSession, now: datetime) -> Card:
    """Return what the organiser is reminded of."""
    told = [
        words(f"{hyphened(row.kind)}-{'late' if row.due_at <= now else 'due'}", due=words.time(row.due_at, town.zone))
        for row in rows
    ]
    text = lines(*told, *head(town, words, session))
    return Card(text=text, rows=((button(words.plain("training-organise"), EDIT, session.id),),))


def listed(town: Town, words: Words, found: Sequence[TrainingSession], year: int) -> str:
    """Return the head of a year's plan, with how much of it is held."""
    live = [one for one in found if one.state is not TrainingState.CANCELLED]
    held = [one for one in live if one.state is TrainingState.HELD]
    by_subject: dict[str, int] = {}
    for one in live:
        by_subject[one.subject] = by_subject.get(one.subject, 0) + 1
    return lines(
        words("training-plan", year=str(year), count=len(live), held=len(held))
        if live
        else words("training-plan-empty", year=str(year)),
        words(
            "training-by-subject",
            names=tuple(
                words.plain("training-of-subject", name=subject_name(town.settings, words, code), count=count)
                for code, count in by_subject.items()
            ),
        )
        if live
        else None,
    )
