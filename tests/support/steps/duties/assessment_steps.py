"""A random small town of outcomes for the assessment, written as rows, without the work that led to them."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Assignment,
    Case,
    Deadline,
    Duty,
    DutySeries,
    Meeting,
    MeetingMember,
    MeetingTopic,
    Problem,
    ReachabilityTest,
    RiskPoint,
    RollCall,
    RollCallEntry,
)
from models.enums import (
    Answer,
    AssignmentState,
    CaseState,
    DeadlineKind,
    DeadlineOutcome,
    DutyState,
    Kind,
    Level,
    MeetingState,
    Member,
    OutOfReach,
    Part,
    Priority,
    ProblemList,
    ProblemOrigin,
    ProblemState,
    RollCallKind,
    Severity,
    Source,
    TopicState,
)
from services.core import journal
from township import TownshipDriver

LINES = ("geology", "flood", "fire", "traffic")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class RandomTown:
    """Writes rows of every kind that is measured, by a seed, on days around a month."""

    def __init__(self, driver: TownshipDriver, seed: int, first: date) -> None:
        self.driver, self.random, self.first = driver, Random(seed), first
        self.made = 0

    def at(self) -> datetime:
        """Return an hour in the days from twenty before the first to fifty after it, mostly within its month."""
        day = self.first + DAY * self.random.randint(-20, 50)
        hour = time(self.random.choice((0, 7, 12, 23)), self.random.choice((0, 59)))
        return datetime.combine(day, hour, self.driver.town.zone)

    def number(self) -> int:
        """Return a new number."""
        self.made += 1
        return self.made

    async def fill(self, session: AsyncSession, count: int) -> None:
        """Write so many of each kind."""
        units, villages = sorted(self.driver.units.values()), sorted(self.driver.villages.values())
        points = [await self._point(session, units, villages) for _ in range(6)]
        meetings = [await self._meeting(session, units, villages) for _ in range(3)]
        for _ in range(count):
            await self._case(session, units, villages)
            await self._duty(session, units, villages, points)
            await self._problem(session, units)
            await self._topic(session, units, villages, self.random.choice(meetings))
        await self._test(session)

    async def add(self, session: AsyncSession, row: Any) -> Any:
        """Write a row and return it."""
        session.add(row)
        await session.flush()
        return row

    async def _point(self, session: AsyncSession, units: list[int], villages: list[int]) -> int:
        row = RiskPoint(
            code=f"R{self.number()}",
            name=f"风险点{self.made}",
            line=self.random.choice(LINES),
            level=Level.MAJOR,
            village_id=self.random.choice(villages),
            unit_id=self.random.choice([*units, None]),
        )
        return int((await self.add(session, row)).id)

    async def _duty(self, session: AsyncSession, units: list[int], villages: list[int], points: list[int]) -> None:
        owing, who = self.random.choice(
            [
                ("risk_point", self.random.choice(points)),
                ("village", self.random.choice(villages)),
                ("unit", self.random.choice(units)),
                ("town", "town"),
            ]
        )
        due = self.at()
        series = DutySeries(
            rule=f"r{self.number()}",
            owing=owing,
            who=str(who),
            made_until=due.date(),
            tracked_until=due.date(),
            digest="x",
        )
        await self.add(session, series)
        state = self.random.choice(list(DutyState))
        settled = due + self.random.choice((-DAY, DAY)) if state is DutyState.DONE else None
        await self.add(
            session,
            Duty(
                series_id=series.id,
                rule=series.rule,
                owing=owing,
                who=str(who),
                first=due.date() - DAY,
                last=due.date(),
                opens=due.date() - DAY,
                closes=due.date() + 5 * DAY,
                due_at=due,
                fact="patrol" if owing == "risk_point" else "village_drill",
                state=state,
                settled_at=settled,
                created_at=due - DAY,
            ),
        )

    async def _case(self, session: AsyncSession, units: list[int], villages: list[int]) -> None:
        at = self.at()
        state = self.random.choice((CaseState.CLOSED, CaseState.HANDLING, CaseState.DISMISSED))
        case = Case(
            number=f"YH{self.number():04d}",
            source=Source.REPORT,
            kind=self.random.choice((Kind.HAZARD, Kind.INCIDENT)),
            severity=Severity.ORDINARY,
            line=self.random.choice((*LINES, None)),
            state=state,
            village_id=self.random.choice([*villages, None]),
            reporter_id=self.driver.people["officer"],
            submitted_at=at,
            reopened=self.random.choice((0, 0, 1)),
            drill=self.random.random() < 0.1,
        )
        await self.add(session, case)
        assignment = Assignment(
            case_id=case.id,
            unit_id=self.random.choice(units),
            part=Part.LEAD,
            state=self.random.choice((AssignmentState.ACCEPTED, AssignmentState.VERIFIED, AssignmentState.WITHDRAWN)),
            issued_at=at,
            issued_by_id=self.driver.people["duty"],
            started_at=at,
            due_at=at + 2 * DAY,
        )
        await self.add(session, assignment)
        ended = self.random.choice((None, assignment.due_at - HOUR, assignment.due_at + HOUR))
        outcome = self.random.choice((DeadlineOutcome.MET, DeadlineOutcome.MET, DeadlineOutcome.CANCELLED))
        paused = ended is None and self.random.random() < 0.5
        await self.add(
            session,
            Deadline(
                kind=DeadlineKind.FEED_BACK.value,
                subject_kind="assignment",
                subject_id=assignment.id,
                case_id=case.id,
                priority=Priority.REMINDER,
                started_at=at,
                due_at=assignment.due_at,
                policy={},
                counted_from=at,
                paused=paused,
                late=self.random.choice((0, 1)) if paused else 0,
                expired=self.random.random() < 0.1,
                ended_at=ended,
                outcome=outcome if ended else None,
            ),
        )
        if case.reopened:
            subject = journal.of_case(case.id)
            await journal.append(session, subject, "reopen", now=at + 3 * DAY, actor_id=None)

    async def _problem(self, session: AsyncSession, units: list[int]) -> None:
        at, origin = self.at(), self.random.choice(list(ProblemOrigin))
        await self.add(
            session,
            Problem(
                number=f"WT{self.number():04d}",
                on_list=ProblemList.SAFETY,
                origin=origin,
                source="-",
                text="-",
                concealed=origin is not ProblemOrigin.SELF and self.random.random() < 0.5,
                state=self.random.choice((ProblemState.NEW, ProblemState.CLOSED, ProblemState.DROPPED)),
                unit_id=self.random.choice(units),
                filed_at=at,
                filed_by_id=self.driver.people["duty"],
                due_at=at,
                started_at=at,
            ),
        )

    async def _meeting(self, session: AsyncSession, units: list[int], villages: list[int]) -> int:
        at = self.at()
        row = Meeting(
            state=self.random.choice((MeetingState.HELD, MeetingState.HELD, MeetingState.CANCELLED)),
            at=at,
            held_at=at,
            topics_due_at=at,
            created_at=at,
        )
        await self.add(session, row)
        for member, ids in ((Member.UNIT, units), (Member.VILLAGE, villages)):
            for id_ in ids:
                present = self.random.choice((True, False, None))
                await self.add(session, MeetingMember(meeting_id=row.id, member=member, member_id=id_, present=present))
        return int(row.id)

    async def _topic(self, session: AsyncSession, units: list[int], villages: list[int], meeting: int) -> None:
        member = self.random.choice((Member.UNIT, Member.VILLAGE))
        await self.add(
            session,
            MeetingTopic(
                meeting_id=meeting,
                member=member,
                member_id=self.random.choice(units if member is Member.UNIT else villages),
                text="-",
                state=self.random.choice((TopicState.TAKEN, TopicState.LATE, TopicState.WITHDRAWN)),
                late=self.random.random() < 0.5,
                place=1,
                by_id=self.driver.people["duty"],
                at=self.at(),
            ),
        )

    async def _test(self, session: AsyncSession) -> None:
        at = datetime.combine(self.first + 9 * DAY, time(10), self.driver.town.zone)
        call = RollCall(kind=RollCallKind.REACHABILITY, opened_at=at, chase_at=[], closed_at=at + HOUR)
        await self.add(session, call)
        for who in ("officer", "principal", "neighbour", "neighbour_principal", "duty"):
            out = self.random.choice((None, None, OutOfReach.SILENT.value, OutOfReach.UNSENT.value))
            answer = None if out else Answer.RECEIVED
            await self.add(
                session,
                RollCallEntry(
                    roll_call_id=call.id,
                    person_id=self.driver.people[who],
                    asked_at=at,
                    unreached=out,
                    answer=answer,
                    answered_at=at if answer else None,
                ),
            )
        await self.add(
            session,
            ReachabilityTest(
                number=1, roll_call_id=call.id, villages=[], started_at=at, ends_at=at + HOUR, ended_at=at + HOUR
            ),
        )


async def missed(driver: TownshipDriver, owing: str, who: int | str, due: datetime, **columns: Any) -> int:
    """Write a duty that was missed, or is as the columns say; returns its id."""
    usual = {"fact": "village_drill", "state": DutyState.MISSED, "settled_at": due + 5 * DAY}
    async with driver.town.database.transaction() as session:
        rule = f"x{due:%y%m%d}"
        series = DutySeries(
            rule=rule, owing=owing, who=str(who), made_until=due.date(), tracked_until=due.date(), digest="x"
        )
        session.add(series)
        await session.flush()
        row = Duty(
            series_id=series.id,
            rule=rule,
            owing=owing,
            who=str(who),
            first=due.date().replace(day=1),
            last=due.date(),
            opens=due.date().replace(day=1),
            closes=due.date() + 5 * DAY,
            due_at=due,
            created_at=due,
            **(usual | columns),
        )
        session.add(row)
        await session.flush()
        return row.id
