"""The texts of patrols: the list of points, a point, a patrol that goes on, and its record."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from models import Duty, Patrol, PatrolItem, RiskPoint
from models.enums import PatrolAnswer
from services.cards import wording
from services.cards.card import Card, below, lines
from services.cards.people import named
from services.cards.scores import shown
from services.core.labels import hyphened
from services.core.town import Town
from services.duties import cards as duty_cards
from services.patrols import scores
from services.patrols.fields import ItemFields, PatrolFields
from services.patrols.points import Listed, Shown
from services.settings import lines as settings_lines
from texts import Words

LIST, OPEN, WHERE, BEGIN, ALL_NORMAL, FROM_DUTY = "points", "point", "point_at", "patrol_go", "patrol_ok", "patrol_duty"
RECORD, PAST, FILES, WITHDRAW, FORM = "patrol_rec", "patrol_past", "patrol_pics", "patrol_off", "patrol"
MONTH = "patrol_month"
"""The actions of the buttons; the subject of ``FORM`` is the draft."""
SHOWN = 1000
"""Characters of all questions on a card, and of all notes; a message has 4,096 (Telegram)."""


def metres(words: Words, away: float) -> str:
    """Return a distance as it is read."""
    if away < 1000:
        return words.plain("track-metres", far=round(away))
    return words.plain("track-kilometres", far=f"{away / 1000:.1f}")


def mark_of(words: Words, point: RiskPoint) -> str:
    """Return the colour of a point's level."""
    return words.plain(f"risk-mark-{point.level.value}")


def line_of_list(town: Town, words: Words, one: Listed) -> Markup:
    """Return a point in a line: colour, name, village, by when, how far."""
    return words(
        "patrol-list-line",
        mark=mark_of(words, one.point),
        name=one.point.name,
        village=one.village,
        due=words.time(one.due_at, town.zone) if one.due_at else "no",
        away=metres(words, one.away) if one.away is not None else "no",
    )


def point_text(town: Town, words: Words, found: Shown, away: float | None) -> str:
    """Return the card of a point: level, line, place, who is responsible, what is due, and its patrols."""
    point = found.point
    people = tuple(named(town, words, *one) for one in found.people)
    past = found.past
    return lines(
        wording.drill(town, words),
        words("patrol-point", mark=mark_of(words, point), name=point.name, code=point.code),
        words(
            "patrol-point-level",
            level=words.plain(f"risk-level-{point.level.value}"),
            line=settings_lines.name(town.settings, point.line, words.language),
        ),
        words("patrol-point-place", place=found.place, away=metres(words, away) if away is not None else "no"),
        words("patrol-point-unit", unit=found.unit or "no", people=people or "no"),
        *(
            words(
                "patrol-point-due",
                what=duty_cards.rule_name(town.settings, words, duty.rule),
                due=words.time(duty.due_at, town.zone),
            )
            for duty in found.due
        ),
        below(words("patrol-past", count=past.total) if past.total else words("patrol-past-none")),
        *(past_line(town, words, patrol, who) for patrol, who in past.entries),
    )


def past_line(town: Town, words: Words, patrol: Patrol, who: str) -> Markup:
    """Return a patrol in a line."""
    points = scores.of_answers(item.answer for item in patrol.items).points
    return words(
        "patrol-past-line",
        at=words.time(patrol.at, town.zone, style="full"),
        who=wording.shortened(who, 20),
        score=shown(points) if points is not None else "no",
        problems=sum(item.answer is PatrolAnswer.PROBLEM for item in patrol.items),
        far="yes" if patrol.far else "no",
        withdrawn="yes" if patrol.withdrawn_at else "no",
    )


def form_text(town: Town, words: Words, point: RiskPoint, fields: PatrolFields, away: int | None, far: bool) -> str:
    """Return the card of a patrol that goes on: the place, and each question with what was said of it."""
    placed = fields.placed_at
    if fields.pin is not None and placed is not None:
        place = words(
            "patrol-place",
            away=metres(words, away) if away is not None else "no",
            at=words.time(placed, town.zone),
            far="yes" if far else "no",
        )
    else:
        place = words("patrol-place-refused" if fields.no_place else "patrol-place-none")
    return lines(
        wording.drill(town, words),
        words("patrol-head", mark=mark_of(words, point), name=point.name),
        place,
        *_answers(words, fields.parts, {}, [len(part.media) for part in fields.parts]),
    )


def _answers(
    words: Words, parts: Sequence[ItemFields | PatrolItem], cases: Mapping[int, str], files: Sequence[int]
) -> Iterator[str]:
    """Yield each question with what was said of it, all short enough for one message.

    ``cases`` are numbers by id, ``files`` says how many each question has.
    """
    most = SHOWN // max(1, len(parts))
    for number, (part, count) in enumerate(zip(parts, files, strict=True), start=1):
        if part.code:
            asked = wording.shortened(part.asked.get(words.language) or next(iter(part.asked.values()), ""), most)
            yield words("patrol-item", mark=_mark(words, part.answer), number=number, question=asked)
        elif part.note or part.media:
            yield words("patrol-beside")
        if part.note:
            yield words("patrol-item-note", text=wording.shortened(part.note, most))
        if count:
            yield words("patrol-item-files", count=count)
        if case := cases.get(part.case_id or 0) or getattr(part, "number", None):
            yield words("patrol-item-case", number=case)


def _mark(words: Words, answer: PatrolAnswer | None) -> str:
    return words.plain(f"patrol-mark-{hyphened(answer.value) if answer else 'open'}")


def number_label(words: Words, fields: PatrolFields, place: int) -> str:
    """Return the label of the button that opens a question."""
    sign = "●" if place == fields.at else ""
    return f"{sign}{place + 1}{_mark(words, fields.items[place].answer)}"


def result(
    town: Town, words: Words, point: RiskPoint, patrol: Patrol, duties: Sequence[Duty], cases: Sequence[str]
) -> str:
    """Return what became of a patrol: its score, its hazards, and the periods that it counted for."""
    return lines(
        wording.drill(town, words),
        words("patrol-done", name=point.name),
        score_text(words, patrol),
        words("patrol-far-noted", away=metres(words, patrol.distance or 0)) if patrol.far else None,
        words("patrol-cases", numbers=tuple(cases)) if cases else None,
        counted(town, words, duties) or words("patrol-counted-none"),
    )


def counted(town: Town, words: Words, duties: Sequence[Duty]) -> str | None:
    """Return the periods that a fact counted for, a line each."""
    return lines(*(duty_cards.counted(town, words, duty) for duty in duties)) or None


def opened_again(town: Town, words: Words, duties: Sequence[Duty]) -> list[Markup]:
    """Return the periods that a record counts for no more, a line each."""
    return [duty_cards.open_again(town, words, duty) for duty in duties]


def score_text(words: Words, patrol: Patrol) -> Markup:
    """Return the score with the sum written out."""
    score = scores.of_answers(item.answer for item in patrol.items)
    if score.points is None:
        return words("patrol-no-score")
    return words(
        "patrol-score",
        points=shown(score.points),
        normal=score.normal,
        problem=score.problem,
        skipped=score.not_applicable,
    )


def record_text(
    town: Town,
    words: Words,
    patrol: Patrol,
    point: RiskPoint,
    who: str,
    by: str | None,
    *,
    cases: Mapping[int, str],
    files: Sequence[PatrolItem],
) -> str:
    """Return the record of a patrol: place, answers, score, hazards; and the person who withdrew it.

    ``files`` are the questions of its files, one for each.
    """
    away = metres(words, patrol.distance) if patrol.distance is not None else "no"
    return lines(
        words("case-drill") if patrol.drill else None,
        words("patrol-record", mark=mark_of(words, point), name=point.name),
        words("patrol-record-by", at=words.time(patrol.at, town.zone, style="full"), who=who),
        words(
            "patrol-withdrawn",
            at=words.time(patrol.withdrawn_at, town.zone),
            by=by or "-",
            reason=wording.shortened(patrol.withdrawn_because) or "-",
        )
        if patrol.withdrawn_at
        else None,
        words("patrol-place-refused")
        if patrol.latitude is None or patrol.placed_at is None
        else words(
            "patrol-place", away=away, at=words.time(patrol.placed_at, town.zone), far="yes" if patrol.far else "no"
        ),
        *_answers(words, patrol.items, cases, [files.count(item) for item in patrol.items]),
        score_text(words, patrol),
    )


def withdrawn(town: Town, words: Words, patrol: Patrol, point: RiskPoint, by: str) -> Card:
    """Return the news to its author that a record was withdrawn."""
    text = words(
        "patrol-withdrawn-told",
        name=point.name,
        at=words.time(patrol.at, town.zone),
        by=by,
        reason=wording.shortened(patrol.withdrawn_because) or "-",
    )
    return Card(text=wording.marked(words, text, drill=patrol.drill))
