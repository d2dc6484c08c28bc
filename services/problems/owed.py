"""The deadlines of problems: measures, rectification, review and acceptance; the engine of time does the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup

from models import Deadline, Problem, ProblemMeasure
from services.cards.card import Button, Card, lines
from services.core.act import Actor, Moment
from services.core.labels import hyphened
from services.core.town import Town
from services.deadlines import wording as deadline_wording
from services.deadlines.ladders import Owner
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, Whose, about, at_desk, by_row, of_duty
from services.problems import cards, lifecycle, standing
from services.problems.standing import Standing
from texts import Words


@dataclass
class ProblemThing(Thing):
    """One problem with what is owed about it."""

    shown: Standing
    line: str | None

    def whose(self, row: Deadline) -> Whose:
        """Return the unit and its person; of a review or an acceptance, the station."""
        if row.kind in lifecycle.OF_DESK:
            return Whose(line=self.line)
        problem = self.shown.problem
        return Whose(unit_id=problem.unit_id, person_id=problem.person_id, line=self.line)

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return what is due of this problem, a line each, and what the problem is."""
        words = town.words(reader.language)
        heads = self.lines(town, reader, entries, now)
        return cards.told(town, words, self.shown, heads)

    def lines(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Markup:
        """Return what is due of this problem, a line each."""
        words = town.words(reader.language)
        return Markup(
            lines(
                *(
                    deadline_wording.head(
                        town,
                        words,
                        entry,
                        now,
                        number=self.shown.problem.number,
                        what=_what(words, entry.row.kind),
                        unit=self.shown.unit if entry.row.kind in lifecycle.OF_UNIT else "",
                    )
                    for entry in entries
                )
            )
        )

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that opens the problem."""
        return cards.open_button(town.words(reader.language), self.shown)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the problem's number and what is owed of it."""
        number, what = self.shown.problem.number, _what(words, row.kind)
        return TodayEntry("📋", number, what, self.shown.unit, cards.OPEN, self.shown.problem.id)


def _what(words: Words, kind: str) -> str:
    return words.plain(f"problem-owes-{hyphened(kind.removeprefix('problem_'))}")


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, ProblemThing]:
    things = await _things(act, Problem.id.in_({row.subject_id for row in rows}))
    return by_row(rows, things.items())


async def _load_measures(act: Moment, rows: Sequence[Deadline]) -> dict[int, ProblemThing]:
    of = {
        row.id: row.problem_id
        for row in await act.session.execute(
            sa.select(ProblemMeasure.id, ProblemMeasure.problem_id).where(
                ProblemMeasure.id.in_({row.subject_id for row in rows})
            )
        )
    }
    things = await _things(act, Problem.id.in_(set(of.values())))
    return by_row(rows, ((measure, things[problem]) for measure, problem in of.items()))


async def _things(act: Moment, those: sa.ColumnElement[bool]) -> Mapping[int, ProblemThing]:
    problems = list(await act.session.scalars(sa.select(Problem).where(those)))
    settings = act.town.settings
    return {
        one.problem.id: ProblemThing(
            one,
            standing.line_of(settings, one.unit_code),
            key=(lifecycle.SUBJECT, one.problem.id),
            gravity=-1,
            drill=settings.drill,
        )
        for one in await standing.load(act.session, problems)
    }


def _of_unit(actor: Actor) -> sa.ColumnElement[bool]:
    return about(Problem, Problem.unit_id.in_(actor.unit_ids))


def _measures_of_unit(actor: Actor) -> sa.ColumnElement[bool]:
    return about(ProblemMeasure, Problem.id == ProblemMeasure.problem_id, Problem.unit_id.in_(actor.unit_ids))


OWED = (
    *(Owed(kind, of_duty(Owner.UNIT), _load, _of_unit) for kind in (lifecycle.PLAN, lifecycle.RECTIFY)),
    *(Owed(kind, of_duty(Owner.DESK), _load, at_desk) for kind in lifecycle.OF_DESK),
    Owed(lifecycle.MEASURE, of_duty(Owner.UNIT), _load_measures, _measures_of_unit),
)
