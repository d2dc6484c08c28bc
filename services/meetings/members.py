"""The members of a meeting: who is invited, what they answer, and who was there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingMember, Person, Post, Unit, Village
from models.enums import DIRECTORS, STATION_LEADERS, UNIT, VILLAGE_POINT, Action, Attendance, MeetingState, Member, Role
from services.cards.masking import shown_name
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Forbidden, Refused, Stale, existing
from services.core.errors import reason as given
from services.meetings import timing
from services.people.access import actors, may, require, with_posts

LEADERS = DIRECTORS | STATION_LEADERS | {Role.DEPUTY_DIRECTOR}
"""The posts whose holders are invited themselves."""
OPEN = (MeetingState.PLANNED, MeetingState.CALLED)
_TABLES: dict[Member, type[Unit | Village | Person]] = {
    Member.UNIT: Unit,
    Member.VILLAGE: Village,
    Member.PERSON: Person,
}


@dataclass(frozen=True)
class Invited:
    """A member with its name."""

    row: MeetingMember
    name: str


def subject(meeting_id: int) -> str:
    """Return the subject of a meeting's journal."""
    return f"meeting:{meeting_id}"


async def load(act: Moment, meeting_id: int) -> Meeting:
    """Return a meeting, locked. Raises ``Stale`` when there is none."""
    query = sa.select(Meeting).where(Meeting.id == meeting_id).with_for_update(key_share=True)
    return existing(await act.session.scalar(query.execution_options(populate_existing=True)), "meeting-gone")


async def still_open(act: Moment, meeting_id: int, *states: MeetingState) -> Meeting:
    """Return a meeting that is yet to be held (or in one of these states), locked. Raises ``Stale``."""
    meeting = await load(act, meeting_id)
    if meeting.state not in (states or OPEN):
        raise Stale(f"meeting-is-{meeting.state.value}")
    return meeting


async def invite_all(act: Moment, meeting: Meeting) -> None:
    """Put every unit and village, and the leaders, on the list; members already there stay as they are."""
    await invite(act, meeting, await everybody(act.session))


async def leave_out(act: Moment, meeting: Meeting) -> None:
    """Take off the list who has left the roster, or holds no such post any more, since it was made."""
    here = {*await everybody(act.session), (Member.PERSON, meeting.chair_id)}
    for row in await rows_of(act.session, meeting.id):
        if (row.member, row.member_id) not in here:
            await timing.end_of_member(act, row.id, timing.TOPICS)
            await act.session.delete(row)
    await act.session.flush()


async def everybody(session: AsyncSession) -> list[tuple[Member, int]]:
    """Return all that can be invited, in the roster's order."""
    found: list[tuple[Member, int]] = []
    for member, table in ((Member.UNIT, Unit), (Member.VILLAGE, Village)):
        ids = await session.scalars(sa.select(table.id).where(table.active).order_by(table.id))
        found += [(member, one) for one in ids]
    leaders = await session.scalars(
        sa.select(Person.id)
        .join(Post, Post.person_id == Person.id)
        .where(Person.active, Post.active, Post.role.in_(LEADERS))
        .distinct()
        .order_by(Person.id)
    )
    return found + [(Member.PERSON, one) for one in leaders]


async def invite(act: Moment, meeting: Meeting, wanted: Iterable[tuple[Member, int]]) -> None:
    """Put members on the list; the chair is known to come."""
    known = {(row.member, row.member_id) for row in await rows_of(act.session, meeting.id)}
    for member, member_id in wanted:
        if (member, member_id) in known:
            continue
        chair = member is Member.PERSON and member_id == meeting.chair_id
        act.session.add(
            MeetingMember(
                meeting_id=meeting.id,
                member=member,
                member_id=member_id,
                answer=Attendance.COMING if chair else None,
                answered_at=act.now if chair else None,
            )
        )
    await act.session.flush()


async def toggle(act: Act, meeting_id: int, member: Member, member_id: int) -> None:
    """Put a member on the list of an extra meeting, or take it off, before anybody is invited."""
    require(act.actor, Action.KEEP_MEETING)
    meeting = await still_open(act, meeting_id, MeetingState.PLANNED)
    if meeting.rule is not None:
        raise Refused("meeting-invites-all")
    known = [
        row for row in await rows_of(act.session, meeting_id) if (row.member, row.member_id) == (member, member_id)
    ]
    if known:
        await timing.end_of_member(act, known[0].id, timing.TOPICS)
        await act.session.delete(known[0])
    else:
        await invite(act, meeting, [(member, member_id)])
    await act.session.flush()
    await timing.renew(act, meeting)
    await journal.record(act, subject(meeting_id), "uninvite" if known else "invite", details={member.value: member_id})


async def rows_of(session: AsyncSession, meeting_id: int) -> list[MeetingMember]:
    """Return the list of a meeting: units, villages, leaders."""
    rows = await session.scalars(
        sa.select(MeetingMember).where(MeetingMember.meeting_id == meeting_id).order_by(MeetingMember.id)
    )
    order = list(Member)
    return sorted(rows, key=lambda row: order.index(row.member))


async def named(act: Moment, rows: Sequence[MeetingMember]) -> list[Invited]:
    """Return members with their names."""
    names = await names_of(act, {(row.member, row.member_id) for row in rows})
    return [Invited(row, names.get((row.member, row.member_id), "")) for row in rows]


async def names_of(act: Moment, those: Collection[tuple[Member, int]]) -> dict[tuple[Member, int], str]:
    """Return the names of units and villages, and those of people as chat may show them."""
    found: dict[tuple[Member, int], str] = {}
    for member, table in _TABLES.items():
        ids = [member_id for kind, member_id in those if kind is member]
        if ids:
            rows = await act.session.execute(sa.select(table.id, table.name).where(table.id.in_(ids)))
            found |= {
                (member, row.id): shown_name(act.town, row.name) if member is Member.PERSON else row.name
                for row in rows
            }
    return found


def members_of(actor: Actor) -> set[tuple[Member, int]]:
    """Return the members that a person speaks for: the units, the villages, the person."""
    villages = {post.village_id for post in actor.posts if post.village_id and post.role in VILLAGE_POINT}
    found = {(Member.UNIT, one) for one in actor.unit_ids} | {(Member.VILLAGE, one) for one in villages}
    return found | {(Member.PERSON, actor.person_id)}


def are_mine(actor: Actor) -> sa.ColumnElement[bool]:
    """Select the rows of members that a person speaks for."""
    parts = [
        sa.and_(MeetingMember.member == member, MeetingMember.member_id == one) for member, one in members_of(actor)
    ]
    return sa.or_(*parts)


async def mine(act: Act, meeting_id: int) -> list[Invited]:
    """Return the members of a meeting that the actor speaks for."""
    rows = await act.session.scalars(
        sa.select(MeetingMember).where(MeetingMember.meeting_id == meeting_id, are_mine(act.actor))
    )
    return await named(act, list(rows))


async def people_of(session: AsyncSession, rows: Sequence[MeetingMember]) -> dict[Actor, list[MeetingMember]]:
    """Return the people who speak for these members, each with the members."""
    ids = {member: [row.member_id for row in rows if row.member is member] for member in Member}
    people = await actors(
        session,
        with_posts(
            sa.or_(
                sa.and_(Post.role.in_(UNIT), Post.unit_id.in_(ids[Member.UNIT])),
                sa.and_(Post.role.in_(VILLAGE_POINT), Post.village_id.in_(ids[Member.VILLAGE])),
                Person.id.in_(ids[Member.PERSON]),
            )
        ),
    )
    found = {}
    for one in people:
        its = members_of(one)
        found[one] = [row for row in rows if (row.member, row.member_id) in its]
    return found


async def answerable(act: Act, row_id: int) -> tuple[Meeting, MeetingMember]:
    """Return a member that the actor may answer for: its own people, or the station for who has telephoned.

    Raises ``Forbidden``, ``Stale``.
    """
    row = existing(await act.session.get(MeetingMember, row_id), "meeting-gone")
    meeting = await still_open(act, row.meeting_id)
    if (row.member, row.member_id) not in members_of(act.actor) and not may(act.actor, Action.KEEP_MEETING):
        raise Forbidden("error-forbidden")
    return meeting, await act.session.get_one(MeetingMember, row_id, with_for_update=True, populate_existing=True)


async def answer(act: Act, row_id: int, said: Attendance, words: str = "") -> Meeting:
    """Take a member's answer; a later one replaces it. Raises ``Refused`` without who is sent, or why not."""
    require(act.actor, Action.ATTEND_MEETING)
    meeting, row = await answerable(act, row_id)
    if said is not Attendance.COMING:
        words = given(words, most=1000)
    before, row.answer, row.words = row.answer, said, words or None
    row.answered_at, row.answered_by_id = act.now, act.actor.person_id
    await timing.end_of_member(act, row.id, timing.REPLY)
    await journal.record(
        act,
        subject(meeting.id),
        "answer",
        from_state=before,
        to_state=said,
        reason=words or None,
        details={row.member.value: row.member_id},
    )
    await act.session.flush()
    return meeting


async def without_topic(act: Act, row_id: int) -> Meeting:
    """Note that a member has no topic this time."""
    require(act.actor, Action.ATTEND_MEETING)
    meeting, row = await answerable(act, row_id)
    row.no_topic_at = act.now
    await timing.end_of_member(act, row.id, timing.TOPICS)
    await journal.record(act, subject(meeting.id), "no_topic", details={row.member.value: row.member_id})
    await act.session.flush()
    return meeting


async def call_roll(act: Act, meeting_id: int, row_ids: Collection[int] | None = None) -> Meeting:
    """Note that members are there, or, said again, that they are not.

    None: all who are not noted yet are there, without the members that have said that they cannot come.
    """
    require(act.actor, Action.KEEP_MEETING)
    meeting = await still_open(act, meeting_id, MeetingState.CALLED, MeetingState.HELD)
    if timing.day_of(act.town.settings, meeting.at) > timing.day_of(act.town.settings, act.now):
        raise Refused("meeting-roll-early")
    changed = {}
    for row in await rows_of(act.session, meeting_id):
        if row_ids is None and row.present is None:
            row.present = row.answer is not Attendance.CANNOT
        elif row_ids is not None and row.id in row_ids:
            row.present = not row.present
        else:
            continue
        row.roll_at = act.now
        changed[f"{row.member.value}:{row.member_id}"] = row.present
    await act.session.flush()
    await journal.record(act, subject(meeting_id), "roll", details=changed)
    return meeting
