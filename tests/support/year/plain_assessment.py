"""The default assessment once more and plainly: for each holder and item, a walk over all rows."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlalchemy as sa

from models import (
    Assignment,
    Case,
    Deadline,
    Duty,
    Grid,
    JournalEntry,
    Meeting,
    MeetingMember,
    MeetingTopic,
    Post,
    Problem,
    ReachabilityTest,
    RiskPoint,
    RollCallEntry,
    Unit,
)
from services.core.town import Town

TABLES = (
    *(Assignment, Case, Deadline, Duty, Grid, JournalEntry, Meeting, MeetingMember, MeetingTopic, Post, Problem),
    *(ReachabilityTest, RiskPoint, RollCallEntry, Unit),
)
Rows = Mapping[type, Sequence[Any]]


async def everything(town: Town) -> Rows:
    """Return every row that the assessment can count."""
    async with town.database.reading() as session:
        return {table: list(await session.scalars(sa.select(table))) for table in TABLES}


def half_up(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


class Plain:
    """The default table once more, slowly."""

    def __init__(self, town: Town, rows: Rows, first: date, last: date, now: datetime) -> None:
        self.town, self.rows, self.now = town, rows, now
        self.within: Callable[[datetime], bool] = lambda at: first <= at.astimezone(town.zone).date() <= last
        self.days: Callable[[date], bool] = lambda day: first <= day <= last

        self.ids: dict[type, dict[int, Any]] = {
            table: {one.id: one for one in rows[table]} for table in (Assignment, Case, Grid, RiskPoint)
        }
        self.credits = [
            (self.answering(duty), self.line_of(duty), duty.fact == "patrol", credit)
            for duty in rows[Duty]
            if duty.owing != "town" and self.days(duty.last) and (credit := self.credit(duty)) is not None
        ]

    def by_id(self, table: type, id_: int) -> Any:
        return self.ids[table][id_]

    def lines(self, committee: str) -> list[str]:
        return [code for code, line in self.town.settings.lines.items() if line.committee == committee]

    def answering(self, duty: Duty) -> set[tuple[str, str]]:
        """Return who answers for a duty; for a post's, who its holder worked for, also when that is over."""
        if duty.owing == "risk_point":
            point = self.by_id(RiskPoint, int(duty.who))
            own = ("unit", str(point.unit_id)) if point.unit_id else ("village", str(point.village_id))
            return {own, ("line", point.line)}
        if duty.owing == "grid":
            return {("village", str(self.by_id(Grid, int(duty.who)).village_id))}
        if duty.owing == "post":
            held = [one for one in self.rows[Post] if str(one.person_id) == duty.who and not one.substitute]
            held = [one for one in held if one.active] or held
            heads = [one for one in held if one.role.value in ("unit_head", "unit_handler")]
            return {("unit", str(one.unit_id)) for one in heads}
        return {(duty.owing, duty.who)}

    def line_of(self, duty: Duty) -> str | None:
        """Return the line of a duty that has one."""
        if duty.owing == "line":
            return duty.who
        line: str | None = self.by_id(RiskPoint, int(duty.who)).line if duty.owing == "risk_point" else None
        return line

    def credit(self, duty: Duty) -> Decimal | None:
        """Return how much of a duty was done; None while it is neither done nor late, and for an excused one."""
        state = duty.state.value
        if state == "done":
            return Decimal("0.5") if duty.settled_at > duty.due_at else Decimal(1)
        late = state == "missed" or (state == "open" and duty.due_at <= self.now)
        return Decimal(0) if late else None

    def duties(self, holder: tuple[str, Any], lines: Sequence[str] | None, patrol: bool) -> Decimal | None:
        good = [
            credit
            for answering, line, of_patrol, credit in self.credits
            if holder in answering and of_patrol is patrol and (lines is None or line in lines)
        ]
        return sum(good) / len(good) if good else None

    def feedback(self, holder: tuple[str, Any], lines: Sequence[str] | None) -> Decimal | None:
        good = []
        for row in self.rows[Deadline]:
            if row.kind != "feed_back":
                continue
            assignment, case = self.by_id(Assignment, row.subject_id), self.by_id(Case, row.case_id)
            mine = {("unit", str(assignment.unit_id)), ("line", case.line)}
            if holder not in mine or case.drill or row.expired or (lines is not None and case.line not in lines):
                continue
            if not self.within(row.due_at) or (row.outcome and row.outcome.value == "cancelled"):
                continue
            if row.ended_at is not None:
                good.append(Decimal(row.ended_at <= row.due_at))
            elif row.late if row.paused else row.due_at < self.now:
                good.append(Decimal(0))
        return sum(good) / len(good) if good else None

    def hazards(self, village: str, lines: Sequence[str]) -> Decimal | None:
        good = []
        for case in self.rows[Case]:
            theirs = str(case.village_id) == village and case.line in lines and self.within(case.submitted_at)
            if not theirs or case.drill or case.kind.value != "hazard" or case.state.value == "dismissed":
                continue
            late = [
                one
                for one in self.rows[Deadline]
                if one.kind == "feed_back"
                and one.case_id == case.id
                and not one.ended_at
                and not one.paused
                and one.due_at < self.now
            ]
            if case.state.value == "closed" or late:
                good.append(Decimal(case.state.value == "closed"))
        return sum(good) / len(good) if good else None

    def absences(self, holder: tuple[str, Any]) -> int:
        meetings = [one for one in self.rows[Meeting] if one.state.value == "held" and self.within(one.held_at)]
        return sum(
            one.present is False and one.meeting_id in [each.id for each in meetings]
            for one in self.rows[MeetingMember]
            if (one.member.value, str(one.member_id)) == holder
        )

    def late_topics(self, holder: tuple[str, Any]) -> int:
        meetings = [one.id for one in self.rows[Meeting] if one.state.value != "cancelled" and self.within(one.at)]
        return sum(
            one.late and one.state.value != "withdrawn" and one.meeting_id in meetings
            for one in self.rows[MeetingTopic]
            if (one.member.value, str(one.member_id)) == holder
        )

    def problems(self, unit_ids: set[int]) -> int:
        return sum(
            0 if one.origin.value == "self" else 2 if one.concealed else 1
            for one in self.rows[Problem]
            if one.unit_id in unit_ids and self.within(one.filed_at) and one.state.value != "dropped"
        )

    def reopened(self, holder: tuple[str, Any]) -> int:
        count = 0
        for entry in self.rows[JournalEntry]:
            if entry.action != "reopen" or not entry.subject.startswith("case:") or not self.within(entry.at):
                continue
            case = self.by_id(Case, int(entry.subject.removeprefix("case:")))
            units = {
                ("unit", str(one.unit_id))
                for one in self.rows[Assignment]
                if one.case_id == case.id and one.state.value != "withdrawn"
            }
            count += not case.drill and holder in units | {("line", case.line)}
        return count

    def reached(self, village: str) -> Decimal | None:
        people = {one.person_id for one in self.rows[Post] if str(one.village_id) == village and one.active}
        shares = []
        for test in self.rows[ReachabilityTest]:
            if test.ended_at is None or not self.within(test.ended_at):
                continue
            asked = [one for one in self.rows[RollCallEntry] if one.roll_call_id == test.roll_call_id]
            asked = [one for one in asked if one.person_id in people and one.unreached != "unsent"]
            if asked:
                shares.append(Decimal(sum(one.unreached is None for one in asked)) / len(asked))
        return sum(shares) / len(shares) if shares else None

    def score(self, shares: list[tuple[int, Decimal | None]], deductions: list[tuple[int, Decimal]]) -> Decimal:
        got = [(points, half_up(points * share)) for points, share in shares if share is not None]
        got += [(points, points - min(Decimal(points), half_up(lost))) for points, lost in deductions]
        return half_up(sum(one for _, one in got) * 100 / sum(points for points, _ in got))

    def village(self, id_: int) -> Decimal:
        holder, safety, relief = ("village", str(id_)), self.lines("production-safety"), self.lines("disaster-relief")
        return self.score(
            [
                (20, self.duties(holder, safety, True)),
                (20, self.hazards(str(id_), safety)),
                (10, self.duties(holder, relief, True)),
                (10, self.hazards(str(id_), relief)),
                (10, self.duties(holder, None, False)),
                (15, self.reached(str(id_))),
            ],
            [(10, Decimal("0.5") * self.absences(holder)), (5, Decimal("0.2") * self.late_topics(holder))],
        )

    def unit(self, id_: int) -> Decimal:
        holder, safety, relief = ("unit", str(id_)), self.lines("production-safety"), self.lines("disaster-relief")
        return self.score(
            [
                (20, self.duties(holder, safety, True)),
                (20, self.feedback(holder, safety)),
                (10, self.duties(holder, relief, True)),
                (10, self.feedback(holder, relief)),
                (10, self.duties(holder, None, False)),
            ],
            [
                (10, Decimal("0.5") * self.absences(holder)),
                (5, Decimal("0.2") * self.late_topics(holder)),
                (10, Decimal(2) * self.problems({id_})),
                (5, Decimal(1) * self.reopened(holder)),
            ],
        )

    def line(self, code: str) -> Decimal:
        holder, units = ("line", code), {one.code: one.id for one in self.rows[Unit]}
        lines = self.town.settings.lines
        led = [one.lead for one in lines.values()]
        lead = lines[code].lead
        only = {units[lead]} if led.count(lead) == 1 and lead in units else set()
        own = self.score(
            [(40, self.duties(holder, None, True)), (45, self.feedback(holder, None))],
            [(10, Decimal(2) * self.problems(only)), (5, Decimal(1) * self.reopened(holder))],
        )
        below = [self.unit(units[one]) for one in lines[code].units if one in units]
        mean = half_up(sum(below) / len(below)) if below else None
        return half_up((own * 80 + mean * 20) / 100) if mean is not None else own

    def totals(
        self, villages: Iterable[int], units: Iterable[int], judged: Collection[str]
    ) -> dict[tuple[str, str], Decimal | None]:
        """Return every score; of the lines, those of which anything can be judged."""
        found: dict[tuple[str, str], Decimal | None] = {("village", str(id_)): self.village(id_) for id_ in villages}
        found |= {("unit", str(id_)): self.unit(id_) for id_ in units}
        lines = self.town.settings.lines
        return found | {("line", code): self.line(code) if code in judged else None for code in lines}
