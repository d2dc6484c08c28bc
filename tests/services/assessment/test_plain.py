"""The points of a random small town agree with a second, plain implementation that walks over every row."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from assessment_steps import RandomTown
from models import (
    Assignment,
    Case,
    Deadline,
    Duty,
    JournalEntry,
    Meeting,
    MeetingMember,
    MeetingTopic,
    Person,
    Post,
    Problem,
    ReachabilityTest,
    RiskPoint,
    RollCallEntry,
    Unit,
    Village,
)
from models.enums import AssessmentEach
from services.assessment import reckoning
from services.assessment.periods import Period
from services.core.town import Town
from township import TownshipDriver

NOVEMBER = Period(AssessmentEach.MONTH, date(2026, 11, 1))
TABLES = (
    *(Assignment, Case, Deadline, Duty, JournalEntry, Meeting, MeetingMember, MeetingTopic, Person, Post, Problem),
    *(ReachabilityTest, RiskPoint, RollCallEntry, Unit, Village),
)


def half_up(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


class Plain:
    """The default table once more, slowly: for each holder and item, a walk over all rows."""

    def __init__(self, town: Town, rows: dict[type, list[Any]], first: date, last: date, now: datetime) -> None:
        self.town, self.rows, self.now = town, rows, now
        self.within: Callable[[datetime], bool] = lambda at: first <= at.astimezone(town.zone).date() <= last
        self.days: Callable[[date], bool] = lambda day: first <= day <= last

    def by_id(self, table: type, id_: int) -> Any:
        return next(one for one in self.rows[table] if one.id == id_)

    def lines(self, committee: str) -> list[str]:
        return [code for code, line in self.town.settings.lines.items() if line.committee == committee]

    def duties(self, holder: tuple[str, Any], lines: Sequence[str] | None, patrol: bool) -> Decimal | None:
        good = []
        for duty in self.rows[Duty]:
            point = self.by_id(RiskPoint, int(duty.who)) if duty.owing == "risk_point" else None
            mine = {(duty.owing, duty.who)}
            if point is not None:
                mine = {("unit", str(point.unit_id)) if point.unit_id else ("village", str(point.village_id))}
                mine.add(("line", point.line))
            wrong_line = lines is not None and (point is None or point.line not in lines)
            if holder not in mine or wrong_line or not self.days(duty.last) or (duty.fact == "patrol") != patrol:
                continue
            state = duty.state.value
            if state == "done":
                good.append(Decimal("0.5") if duty.settled_at > duty.due_at else Decimal(1))
            elif state == "missed" or (state == "open" and duty.due_at <= self.now):
                good.append(Decimal(0))
        return sum(good) / len(good) if good else None

    def feedback(self, holder: tuple[str, Any], lines: Sequence[str] | None) -> Decimal | None:
        good = []
        for row in self.rows[Deadline]:
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
                if one.case_id == case.id and not one.ended_at and not one.paused and one.due_at < self.now
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
            if entry.action != "reopen" or not self.within(entry.at):
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
        people = {one.person_id for one in self.rows[Post] if str(one.village_id) == village}
        entries = [one for one in self.rows[RollCallEntry] if one.person_id in people and one.unreached != "unsent"]
        return Decimal(sum(one.unreached is None for one in entries)) / len(entries) if entries else None

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


@pytest.mark.parametrize("seed", [1, 2])
async def test_the_points_agree_with_a_plain_walk_over_every_row(town: Town, seed: int) -> None:
    loop = await TownshipDriver.open(town)
    loop.forward(days=10)  # 3 December: what was due in November and is open is late
    async with loop.town.database.transaction() as session:
        await RandomTown(loop, seed, NOVEMBER.first).fill(session, 60)
    async with loop.town.database.reading() as session:
        rows = {table: list(await session.scalars(sa.select(table))) for table in TABLES}
    found = await loop.by("chief", reckoning.of_period, NOVEMBER)
    plain = Plain(loop.town, rows, NOVEMBER.first, NOVEMBER.last, loop.now)
    totals = {(one.holder.whose.kind.value, one.holder.whose.id): one.total for one in found.results}
    expected = {("village", str(id_)): plain.village(id_) for id_ in loop.villages.values()}
    expected |= {("unit", str(id_)): plain.unit(id_) for id_ in loop.units.values()}
    judged = {one.holder.whose.id for one in found.results if one.own is not None}
    expected |= {("line", code): plain.line(code) if code in judged else None for code in loop.town.settings.lines}
    assert totals == expected
    assert {"geology", "flood", "fire", "traffic"} <= judged
    assert timedelta() < loop.now - NOVEMBER.ends(loop.town)
