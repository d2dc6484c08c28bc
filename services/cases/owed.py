"""The deadlines of a case: the people on each step, and how a deadline is told, listed and opened."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Self

import sqlalchemy as sa
from markupsafe import Markup

from models import Assignment, Case, Deadline, JournalEntry, Village
from models.enums import Action, DeadlineKind, Kind
from services.cards import spans
from services.cards.card import Button, Card, button
from services.cards.wording import capital, teaser
from services.cases import card as cases_card
from services.cases import deadlines, facts, notices, timeline
from services.cases.facts import CaseFacts
from services.cases.lifecycle import HANDLING_ACTIONS
from services.core.act import Actor, Moment
from services.core.labels import name
from services.core.town import Town
from services.deadlines import wording
from services.deadlines.ladders import Owner, Policy, late_by
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, Whose, about, at_desk
from services.people.rights import TABLE, Scope
from services.settings import lines
from services.settings.township import Township
from texts import Words

VIEW, OPEN = "view", "open"
"""The actions of a button that opens a case: in a message of its own, or in the place of a list."""
ABOUT = 40
"""Characters of a case's words in a list."""

_CASES = (
    sa.select(Case, Village.name)
    .outerjoin(Village, Village.id == Case.village_id)
    .where(Case.id.in_(sa.bindparam("ids", expanding=True)))
    .options(sa.orm.selectinload(Case.assignments))
    .execution_options(populate_existing=True)
)


@dataclass
class CaseThing(Thing):
    """A case, seen from its deadlines and from those of its assignments."""

    case: Case
    village: str | None
    assignments: dict[int, Assignment]
    facts: CaseFacts | None = None

    @classmethod
    def of(cls, case: Case, village: str | None) -> Self:
        """Return a case as one entry by its grade, however many deadlines it has."""
        return cls(
            case,
            village,
            {one.id: one for one in case.assignments},
            key=(deadlines.CASE, case.id),
            gravity=case.severity.rank,
            drill=bool(case.drill),
        )

    @property
    def place(self) -> str:
        """The case's own card."""
        return notices.card_of(self.case)

    async def graver_since(self, act: Moment, since: datetime) -> datetime | None:
        """Return when it last became an incident, a danger to life, of a higher grade, or one with more people."""
        return await timeline.graver_since(act.session, self.case.id, since)

    def whose(self, row: Deadline) -> Whose:
        """Return the assignment's unit, if it is about one, and the case's village and line."""
        assignment = self._assignment(row)
        return Whose(
            unit_id=assignment.unit_id if assignment else None,
            person_id=assignment.accepted_by_id if assignment else None,
            village_id=self.case.village_id,
            line=self.case.line,
            incident=self.case.kind is Kind.INCIDENT,
            life_danger=self.case.life_danger,
        )

    def _assignment(self, row: Deadline) -> Assignment | None:
        return self.assignments.get(row.subject_id) if row.subject_kind == deadlines.ASSIGNMENT else None

    async def look_up(self, act: Moment) -> None:
        """Look up everything on the case's card."""
        if self.facts is None:
            self.facts = await facts.gather(act, self.case)

    @property
    def looked_up(self) -> CaseFacts:
        """The facts that were looked up."""
        if self.facts is None:
            raise RuntimeError("a case is drawn before it is looked up")
        return self.facts

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return the case's own card, below the steps that are owed."""
        head = self._heads(town, town.words(reader.language), entries, now)
        return cases_card.card(town, self.looked_up, reader, now, head=head).model_copy(update={"picture": None})

    def lines(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Markup:
        """Return the steps that are owed, and a word about the case: a superior has never seen its card."""
        words = town.words(reader.language)
        parts = (
            lines.name(town.settings, self.case.line, words.language) or words.plain("case-no-line"),
            self.village,
            teaser(self.case.description, ABOUT),
        )
        about = words("reminder-about", about=" · ".join(part for part in parts if part))
        return Markup("{}\n{}").format(self._heads(town, words, entries, now), about)

    def _heads(self, town: Town, words: Words, entries: Sequence[Entry], now: datetime) -> Markup:
        return Markup("\n").join(self._head(town, words, entry, now) for entry in entries)

    def _head(self, town: Town, words: Words, entry: Entry, now: datetime) -> Markup:
        assignment, kind = self._assignment(entry.row), DeadlineKind(entry.row.kind)
        return wording.head(
            town,
            words,
            entry,
            now,
            number=self.case.number,
            what=name(words, kind),
            unit=self.looked_up.units.get(assignment.unit_id, "") if assignment else "",
            saying="still-on" if kind is DeadlineKind.STILL_ON else None,
        )

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that opens the case."""
        return button(town.words(reader.language).plain("reminder-open", number=self.case.number), VIEW, self.case.id)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the step that is owed, with the case's number and place."""
        return TodayEntry(
            mark=cases_card.mark(words, self.case),
            number=self.case.number,
            what=capital(name(words, DeadlineKind(row.kind))),
            where=self.village or (words.plain("case-outside") if self.case.outside else "-"),
            action=OPEN,
            subject=self.case.id,
        )

    def today(self, town: Town, reader: Actor, row: Deadline, now: datetime, back: str) -> Button:
        """Return the case as every list shows it, with the step that is owed and how late it is or how long is left."""
        words = town.words(reader.language)
        late = late_by(row, now)
        state = words.plain(
            "today-row-state",
            what=capital(name(words, DeadlineKind(row.kind))),
            late="yes" if row.due_at < now else "no",
            span=spans.brief(words, late or row.due_at - now),
        )
        shown = cases_card.row(
            town.settings, words, self.case, village=self.village, state=state, late=row.due_at < now
        )
        return button(shown, OPEN, self.case.id, back)


async def load(act: Moment, rows: Sequence[Deadline]) -> dict[int, CaseThing]:
    """Return the cases of some deadlines."""
    found = await act.session.execute(_CASES, {"ids": sorted({row.case_id for row in rows if row.case_id})})
    things = {case.id: CaseThing.of(case, village) for case, village in found}
    return {row.id: things[row.case_id] for row in rows if row.case_id in things}


def of_case(*kinds: DeadlineKind, lapse: Callable[[Moment, Deadline], Awaitable[None]] | None = None) -> list[Owed]:
    """Return how kinds of deadlines about a case, or about an assignment of one, are stated."""
    special = {DeadlineKind.CLOSE: _closers, DeadlineKind.RESUME: None}
    return [
        Owed(
            kind=kind,
            policy=partial(_policy, kind),
            load=load,
            mine=special.get(kind, _MINE[deadlines.RULES[kind].owner]),
            lapse=lapse,
            recompute=deadlines.recompute,
        )
        for kind in kinds
    ]


def _policy(kind: DeadlineKind, settings: Township, case: Case) -> Policy:
    return deadlines.policy(settings, kind, case.kind, case.severity)


def _closers(actor: Actor) -> sa.ColumnElement[bool]:
    """A person who handled a case neither verifies nor closes it."""
    return sa.and_(at_desk(actor), _not_handled(actor))


def _verifiers(actor: Actor) -> sa.ColumnElement[bool]:
    if actor.is_station:
        return _not_handled(actor)
    verifies = TABLE[Action.VERIFY]
    villages = {post.village_id for post in actor.posts if verifies.get(post.role) is Scope.VILLAGE} - {None}
    return sa.and_(Case.village_id.in_(villages), _not_handled(actor)) if villages else sa.false()


def _units(actor: Actor) -> sa.ColumnElement[bool]:
    if not actor.unit_ids:
        return sa.false()
    return about(Assignment, Assignment.unit_id.in_(actor.unit_ids))


def _not_handled(actor: Actor) -> sa.ColumnElement[bool]:
    """Look into the journal of each case. For NOT EXISTS, PostgreSQL may read the journal from end to end instead."""
    handled = sa.select(JournalEntry.id).where(
        JournalEntry.subject == sa.literal("case:") + sa.cast(Deadline.case_id, sa.String),
        sa.func.coalesce(JournalEntry.actor_id, 0) == actor.person_id,  # the index of what a person ever did is longer
        JournalEntry.action.in_([action.value for action in HANDLING_ACTIONS]),
    )
    return handled.correlate(Deadline).limit(1).scalar_subquery().is_(None)


_MINE = {Owner.DESK: at_desk, Owner.VERIFIER: _verifiers, Owner.UNIT: _units}

OWED = of_case(DeadlineKind.TRIAGE, DeadlineKind.DISPATCH, DeadlineKind.VERIFY, DeadlineKind.CLOSE)
