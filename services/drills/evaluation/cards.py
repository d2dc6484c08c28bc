"""The cards of the evaluation: an item, the score with its sum, and the report."""

from collections.abc import Sequence

from markupsafe import Markup

from models import Drill, DrillItem
from services.cards import wording
from services.cards.card import below, lines
from services.cards.scores import shown
from services.core.labels import name
from services.core.town import Town
from services.drills import cards
from services.drills.evaluation import marks
from services.drills.evaluation.marks import Score
from texts import Words


def asked(words: Words, item: DrillItem) -> str:
    """Return an item in the language of the words."""
    return item.asked.get(words.language) or next(iter(item.asked.values()), "")


def sum_of(words: Words, score: Score, key: str = "drill-score", none: str = "drill-no-score") -> Markup:
    """Return a score with its sum written out, by a text key; by another where no item applied."""
    if score.points is None:
        return words(none, skipped=score.not_applicable)
    return words(
        key,
        points=shown(score.points),
        met=score.met,
        partly=score.partly,
        failed=score.not_met,
        got=shown(score.met + score.partly * marks.HALF),
        of=score.of,
        skipped=score.not_applicable,
    )


def item(town: Town, words: Words, drill: Drill, village: str | None, items: Sequence[DrillItem], at: int) -> str:
    """Return the card of the assessment with one item open, counted from 0."""
    one = items[at]
    left = sum(other.mark is None for other in items)
    return lines(
        words("case-drill") if drill.drill else None,
        words("drill-items-head", title=cards.title(town, words, drill, village), form=drill.form.value),
        words("drill-items-left", left=left, count=len(items)),
        below(words("drill-item", number=at + 1, part=name(words, one.part), text=asked(words, one))),
        words("drill-item-mark", mark=name(words, one.mark) if one.mark else "no"),
        words("drill-item-note", text=wording.shortened(one.note)) if one.note else None,
        below(sum_of(words, marks.score(items))) if not left else None,
        below(words("drill-item-hint" if left else "drill-items-done")),
    )
