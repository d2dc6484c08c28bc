"""The card of the overview: short enough for one screen of a phone."""

from services.cards import people as cards_people
from services.cards import spans, wording
from services.cards.card import lines
from services.cards.wording import teaser
from services.core.act import Act
from services.core.labels import name
from services.overview.overview import Month, Overview, With
from texts import Words

SHOWN = 4
"""Units and villages that are named; the list has all."""


def text(act: Act, words: Words, found: Overview) -> str:
    """Return what is on, what is overdue and where, and this month's duties against last month's."""
    newest = found.warnings[0] if found.warnings else None
    return lines(
        wording.drill(act.town, words),
        words("overview-head", at=words.time(act.now, act.town.zone)),
        words(
            "overview-on",
            incidents=found.incidents,
            mobilised=len(found.mobilised),
            warnings=len(found.warnings),
        ),
        words("overview-warning", level=name(words, newest.level), text=teaser(newest.text, 30)) if newest else None,
        words("overview-overdue", count=found.overdue),
        *(_late(act, words, one) for one in found.late_with[:SHOWN]),
        words("overview-more", count=len(found.late_with) - SHOWN) if len(found.late_with) > SHOWN else None,
        _month(words, "overview-month", found.month),
        _month(words, "overview-before", found.before),
    )


def called(words: Words, act: Act, one: With) -> str:
    """Return the name of one that has something overdue."""
    if one.who.kind == "desk":
        return words.plain("overview-desk")
    return one.name or cards_people.called(act.town, words, one.call)


def _late(act: Act, words: Words, one: With) -> str:
    return words(
        "overview-late",
        name=called(words, act, one),
        count=one.count,
        span=spans.rough(words, act.now - one.since),
        call=cards_people.called(act.town, words, one.call) if one.call and one.who.kind != "person" else "no",
    )


def _month(words: Words, key: str, month: Month) -> str:
    percent = "no" if month.percent is None else month.percent
    return words(
        key,
        month=month.first.month,
        done=month.done,
        of=month.of,
        percent=percent,
        late=month.late,
        missed=month.missed,
    )
