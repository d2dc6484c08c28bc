"""Joint meetings through the services: the plan, the invitations, topics, minutes, and what is still due."""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from models import Case, Deadline, Duty, FiredStep, Meeting, MeetingMember, MeetingTopic
from models.enums import DraftKind, Member
from services.core.act import Act
from services.drafts import drafts
from services.meetings import agenda, meetings, minutes, resolutions
from services.meetings.minutes import MinutesFields
from services.triage.handing_out import HandingOutFields
from township import TownshipDriver

FIFTEENTH = datetime(2026, 12, 15, 1, 0, tzinfo=UTC)
"""A Tuesday, 9:00 in Shanghai."""
TENTH = datetime(2026, 12, 10, 1, 0, tzinfo=UTC)


async def the_meeting(driver: TownshipDriver, **where: Any) -> Meeting:
    async with driver.town.database.reading() as session:
        found = await session.scalars(sa.select(Meeting).filter_by(**where).order_by(Meeting.at))
        return found.all()[0]


async def running(driver: TownshipDriver) -> list[Deadline]:
    """Return the deadlines of meetings that run."""
    async with driver.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Deadline).where(Deadline.kind.startswith("meeting"), Deadline.ended_at.is_(None))
        )
        return list(rows)


async def row_of(driver: TownshipDriver, meeting: Meeting, member: Member, member_id: int) -> MeetingMember:
    async with driver.town.database.reading() as session:
        query = sa.select(MeetingMember).filter_by(meeting_id=meeting.id, member=member, member_id=member_id)
        return (await session.scalars(query)).one()


async def enters(driver: TownshipDriver, who: str, meeting: Meeting, text: str, **fields: Any) -> Meeting:
    async def entering(act: Act) -> Meeting:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.MINUTES,
            now=act.now,
            subject_id=meeting.id,
            form=MinutesFields,
            text=text,
            **fields,
        )
        return await minutes.enter(act, draft)

    done: Meeting = await driver.by(who, entering)
    return done


async def hands_in(driver: TownshipDriver, who: str, meeting: Meeting, text: str) -> MeetingTopic:
    async def handing(act: Act) -> MeetingTopic:
        draft = await drafts.begin(
            act.session, act.actor, DraftKind.TOPIC, now=act.now, subject_id=meeting.id, text=text
        )
        return await agenda.hand_in(act, draft)

    topic: MeetingTopic = await driver.by(who, handing)
    return topic


async def called(driver: TownshipDriver, at: datetime = FIFTEENTH) -> Meeting:
    meeting = await the_meeting(driver)
    await driver.by("chief", meetings.move, meeting.id, at)
    await driver.by("chief", meetings.call, meeting.id)
    return await the_meeting(driver, id=meeting.id)


async def duty_of(driver: TownshipDriver, meeting: Meeting) -> Duty:
    async with driver.town.database.reading() as session:
        query = sa.select(Duty).where(Duty.rule == meeting.rule, Duty.first == meeting.first)
        return (await session.scalars(query)).one()


async def steps(driver: TownshipDriver, kind: str) -> list[int]:
    """Return the members whose deadline of a kind took a step, in order."""
    async with driver.town.database.reading() as session:
        rows = await session.scalars(
            sa.select(Deadline.subject_id)
            .join(FiredStep, FiredStep.deadline_id == Deadline.id)
            .where(Deadline.kind == kind)
            .order_by(FiredStep.id)
        )
        return list(rows)


async def resolves(driver: TownshipDriver, meeting: Meeting, text: str, *units: str, days: float = 3) -> Case:
    """Let the officer on duty hand a resolution to units, due in some days."""

    async def issuing(act: Act) -> Case:
        draft = await drafts.begin(
            act.session,
            act.actor,
            DraftKind.RESOLUTION,
            now=act.now,
            subject_id=meeting.id,
            form=HandingOutFields,
            text=text,
            units=tuple(driver.units[unit] for unit in units),
            due_at=driver.now + timedelta(days=days),
        )
        return await resolutions.issue(act, draft)

    case: Case = await driver.by("duty", issuing)
    return case
