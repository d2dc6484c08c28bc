"""The report on a drill as chat shows it, page by page: the run with its times, the words, the marks."""

from datetime import datetime

from markupsafe import Markup

from models import Case
from models.enums import OPEN, DrillMark
from services.cards import people as cards_people
from services.cards import spans, wording
from services.cards.card import below, lines
from services.core.labels import name
from services.core.town import Town
from services.drills.evaluation import cards
from services.drills.report import DrillReport, Marked, Timed
from texts import Words

TIMES, SAID, ITEMS = PAGES = ("times", "words", "items")
"""The pages."""
SHORT = 60
"""Characters of an inject on a page; the whole text stands in the paper."""
MOST = 20
"""Injects or items with words on one page."""


def page(town: Town, words: Words, found: DrillReport, which: str) -> str:
    """Return a page of the report."""
    pages = {TIMES: _times, SAID: _said, ITEMS: _items}
    return lines(
        words("drill-report-head", title=found.title, number=found.number, day=f"{found.day:%Y-%m-%d}"),
        words("drill-report-grade", grade=name(words, found.grade) if found.grade else "no"),
        *pages[which](town, words, found),
    )


def _times(town: Town, words: Words, found: DrillReport) -> list[str]:
    told: list[str] = [below(_timed(town, words, one)) for one in found.script[:MOST]]
    return told or [below(words("drill-report-no-script"))]


def _timed(town: Town, words: Words, one: Timed) -> str:
    head = words(
        "drill-timed",
        minute=one.minute,
        kind=name(words, one.kind),
        text=wording.teaser(one.text, SHORT),
        at=words.time(one.sent_at, town.zone) if one.sent_at else "no",
    )
    return lines(
        head,
        words("drill-inject-late", span=spans.spoken(words, one.late)) if one.late.total_seconds() >= 60 else None,
        words("drill-fault", minute="no", why=one.failed) if one.failed else None,
        words("drill-timed-answers", answered=one.answered, asked=one.asked) if one.asked else None,
        *(words("drill-timed-reached", what=what, after=spans.spoken(words, after)) for what, _, after in one.reached),
    )


def _said(town: Town, words: Words, found: DrillReport) -> list[str]:
    return [
        below(
            words(
                "drill-said",
                what=name(words, one.step),
                name=cards_people.colleague(town, words, one.name),
                at=words.time(one.at, town.zone),
                text=wording.shortened(one.text),
            )
        )
        for one in found.said
    ]


def _items(town: Town, words: Words, found: DrillReport) -> list[str]:
    worth = [one for one in found.items if one.note or one.mark not in (None, DrillMark.MET, DrillMark.NOT_APPLICABLE)]
    scores = [
        words("drill-part-score", part=name(words, part), sum=cards.sum_of(words, one))
        for part, one in found.scores.items()
    ]
    return [below(found.sum), *scores, *(below(_marked(words, one)) for one in worth[:MOST])]


def _marked(words: Words, one: Marked) -> Markup:
    mark = name(words, one.mark) if one.mark else "no"
    return words("drill-marked", mark=mark, text=one.item, note=wording.shortened(one.note, 150) or "no")


def correction(town: Town, words: Words, case: Case, now: datetime) -> Markup:
    """Return a correction in a line."""
    return words(
        "drill-correction-line",
        number=case.number,
        state=name(words, case.state),
        text=wording.teaser(case.description, SHORT),
        due=words.time(case.due_at, town.zone) if case.due_at else "no",
        late="yes" if case.state in OPEN and case.due_at is not None and case.due_at < now else "no",
    )
