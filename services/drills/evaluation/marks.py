"""The assessment (评估组评估): the items of annex A or B, each with a mark and words, and the score with its sum.

The items are those of the day on which the assessment began, whatever becomes of the settings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from models import Drill, DrillItem
from models.enums import DrillMark, DrillPart, DrillStep
from services.cards import scores
from services.core import journal
from services.core.act import Act
from services.core.errors import Refused, existing
from services.core.errors import reason as given
from services.core.town import Town
from services.drills import drills, facts, notices
from services.drills.evaluation import steps
from services.settings.areas.drills import DEFAULTS

HALF = Decimal("0.5")
"""An item that is met by and large counts so much."""


@dataclass(frozen=True)
class Score:
    """The marks of an evaluation, counted."""

    met: int = 0
    partly: int = 0
    not_met: int = 0
    not_applicable: int = 0

    @property
    def of(self) -> int:
        """How many items apply."""
        return self.met + self.partly + self.not_met

    @property
    def points(self) -> Decimal | None:
        """0 to 100, to a tenth; None when no item applied."""
        return scores.of_hundred(self.met + self.partly * HALF, self.of)


def score(items: Iterable[DrillItem]) -> Score:
    """Return the score of these items; one without a mark does not count."""
    given = [item.mark for item in items]
    return Score(*(given.count(mark) for mark in DrillMark))


async def begin(act: Act, drill_id: int) -> tuple[Drill, list[DrillItem]]:
    """Return the items of a drill; the first time they are taken from the settings. Raises as ``steps.at`` does."""
    drill = await steps.at(act, drill_id, DrillStep.ASSESSMENT)
    items = await facts.items_of(act, drill.id)
    if not items:
        items = _of_settings(act.town, drill)
        act.session.add_all(items)
        await act.session.flush()
        await journal.record(act, drills.subject(drill.id), "begin_assessment", details={"items": len(items)})
    return drill, items


def _of_settings(town: Town, drill: Drill) -> list[DrillItem]:
    found = []
    for part in DrillPart:
        configured = town.settings.drills.checklists.get(drill.form, {}).get(part)
        asked = (
            {one.code: one.asks.model_dump() for one in configured}
            if configured is not None
            else {code: _default(town, drill, part, code) for code in DEFAULTS[drill.form][part]}
        )
        found += [(part, code, words) for code, words in asked.items()]
    return [
        DrillItem(drill_id=drill.id, place=place, part=part, code=code, asked=asked)
        for place, (part, code, asked) in enumerate(found, start=1)
    ]


def _default(town: Town, drill: Drill, part: DrillPart, code: str) -> dict[str, str]:
    key = f"drill-asks-{drill.form.value}-{part.value}-{code}"
    return {of: town.words(of).plain(key) for of in town.texts.languages}


async def _open(act: Act, item_id: int) -> tuple[Drill, DrillItem]:
    item = existing(await act.session.get(DrillItem, item_id), "drill-gone")
    return await steps.at(act, item.drill_id, DrillStep.ASSESSMENT), item


async def item(act: Act, item_id: int) -> DrillItem:
    """Return an item that can still be marked. Raises as ``steps.at`` does."""
    return (await _open(act, item_id))[1]


async def give(act: Act, item_id: int, mark: DrillMark) -> DrillItem:
    """Mark an item."""
    drill, one = await _open(act, item_id)
    before, one.mark = one.mark, mark
    await act.session.flush()
    await journal.record(
        act, drills.subject(drill.id), "mark", from_state=before, to_state=mark, details={"item": one.place}
    )
    return one


async def note(act: Act, item_id: int, text: str) -> DrillItem:
    """Put words to an item; the former ones stay in the journal."""
    drill, one = await _open(act, item_id)
    one.note = given(text, most=1000)
    await act.session.flush()
    await journal.record(act, drills.subject(drill.id), "note_item", details={"item": one.place, "text": one.note})
    return one


async def rest_met(act: Act, drill_id: int) -> list[DrillItem]:
    """Mark every item without a mark as met."""
    drill, items = await begin(act, drill_id)
    left = [one for one in items if one.mark is None]
    for one in left:
        one.mark = DrillMark.MET
    await act.session.flush()
    await journal.record(act, drills.subject(drill.id), "rest_met", details={"items": [one.place for one in left]})
    return items


async def finish(act: Act, drill_id: int) -> Drill:
    """End the assessment: the report is next. Raises ``Refused`` while items have no mark."""
    drill, items = await begin(act, drill_id)
    left = [one.place for one in items if one.mark is None]
    if left:
        raise Refused("drill-items-missing", count=len(left), first=left[0])
    drill.assessed_at, drill.assessed_by_id = act.now, act.actor.person_id
    await act.session.flush()
    found = score(items)
    details = {"points": str(found.points), "met": found.met, "partly": found.partly, "not_met": found.not_met}
    number = await journal.record(act, drills.subject(drill.id), "assess", details=details)
    await notices.step(act, drill, number)
    return drill
