"""The deadlines of joint meetings, and the answers that they wait for.

Reminders, the ladder and the list of the day come from the engine of time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from models import Deadline, Meeting, MeetingMember
from models.enums import Attendance, MeetingState, Member
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.cards.card import Button, Card, button
from services.core.act import Act, Actor, Moment
from services.core.labels import hyphened
from services.core.town import Town
from services.deadlines import deadlines
from services.deadlines.ladders import Owner, Policy
from services.deadlines.owed import Entry, Owed, Thing, TodayEntry, Whose, about, at_desk, by_row, of_duty
from services.meetings import cards, members, notices, timing
from services.meetings.members import Invited
from services.settings.township import Township
from texts import Words


@dataclass
class MeetingThing(Thing):
    """A meeting, or one of its members; the members of one meeting stand together in a message."""

    meeting: Meeting
    invited: Invited | None = None

    def whose(self, row: Deadline) -> Whose:
        """Return the member, the chair, or nobody in particular: the desk."""
        if self.invited is None:
            return Whose(person_id=self.meeting.chair_id if row.kind == timing.CONSENT else None)
        member, one = self.invited.row.member, self.invited.row.member_id
        return Whose(
            unit_id=one if member is Member.UNIT else None,
            village_id=one if member is Member.VILLAGE else None,
            person_id=one if member is Member.PERSON else None,
        )

    def card(self, town: Town, reader: Actor, entries: Sequence[Entry], now: datetime) -> Card:
        """Return what is due; the members, where there are several, by name."""
        row = entries[0].row
        things = [entry.thing for entry in entries if isinstance(entry.thing, MeetingThing)]
        invited = [thing.invited for thing in things if thing.invited is not None]
        late = any(entry.row.due_at <= now for entry in entries)
        whose = members.members_of(reader)
        own = [one for one in invited if (one.row.member, one.row.member_id) in whose]
        return cards.due(town, town.words(reader.language), row, self.meeting, invited, own, late)

    def button(self, town: Town, reader: Actor) -> Button:
        """Return the button that shows the meeting."""
        return cards.see(town.words(reader.language), self.meeting.id)

    def entry(self, town: Town, words: Words, row: Deadline) -> TodayEntry:
        """Return the meeting's name, what is due, and the member."""
        name, what = cards.title(town, words, self.meeting), words.plain(f"{hyphened(row.kind)}-what")
        where = self.invited.name if self.invited else "-"
        return TodayEntry("🏛", name, what, where, cards.OPEN, self.meeting.id)


async def _load(act: Moment, rows: Sequence[Deadline]) -> dict[int, MeetingThing]:
    of_meeting = [row for row in rows if row.subject_kind == timing.ABOUT]
    of_member = [row for row in rows if row.subject_kind == timing.OF_MEMBER]
    found = await act.session.scalars(
        sa.select(MeetingMember).where(MeetingMember.id.in_({row.subject_id for row in of_member}))
    )
    invited = {one.row.id: one for one in await members.named(act, list(found))}
    ids = {row.subject_id for row in of_meeting} | {one.row.meeting_id for one in invited.values()}
    known = {one.id: one for one in await act.session.scalars(sa.select(Meeting).where(Meeting.id.in_(ids)))}
    things = {one.id: _thing(one) for one in known.values()}
    return by_row(of_meeting, things.items()) | by_row(
        of_member, ((row_id, _thing(known[one.row.meeting_id], one)) for row_id, one in invited.items())
    )


def _thing(meeting: Meeting, invited: Invited | None = None) -> MeetingThing:
    kind = timing.OF_MEMBER if invited else timing.ABOUT
    return MeetingThing(meeting, invited, key=(kind, meeting.id), gravity=-2, drill=meeting.drill)


_OWNER = {Member.UNIT: Owner.UNIT, Member.VILLAGE: Owner.VILLAGE, Member.PERSON: Owner.PERSON}


def _of_chair(settings: Township, of: Any) -> Policy:
    return Policy(clock="round", owner=Owner.PERSON, remind=settings.reminders.at, ladder=settings.ladders.meeting)


def _of_member(settings: Township, of: Any) -> Policy:
    """Remind, tell the desk of who stays silent, and end when the meeting begins."""
    asked: timing.OfMember = of
    return Policy(
        clock="round",
        owner=_OWNER[asked.member],
        remind=asked.shares or settings.reminders.at,
        ladder=settings.ladders.meeting,
        lapse=max(asked.meeting.at - asked.due_at, timedelta()),
    )


def _of_the_chair(actor: Actor) -> sa.ColumnElement[bool]:
    return about(Meeting, Meeting.chair_id == actor.person_id)


def _of_members(actor: Actor) -> sa.ColumnElement[bool]:
    return about(MeetingMember, members.are_mine(actor))


OWED = (
    *(Owed(kind, of_duty(Owner.DESK), _load, at_desk) for kind in (timing.INVITE, timing.AGENDA, timing.MINUTES)),
    Owed(kind=timing.CONSENT, policy=_of_chair, load=_load, mine=_of_the_chair),
    *(
        Owed(kind=kind, policy=_of_member, load=_load, mine=_of_members, lapse=deadlines.miss)
        for kind in (timing.TOPICS, timing.REPLY)
    ),
)


async def _to_answer(act: Act, words: Words) -> list[Waiting]:
    rows = await act.session.execute(
        sa.select(MeetingMember, Meeting)
        .join(Meeting, Meeting.id == MeetingMember.meeting_id)
        .where(
            Meeting.state == MeetingState.CALLED,
            Meeting.at > act.now,
            MeetingMember.answer.is_(None),
            members.are_mine(act.actor),
        )
    )
    asked = rows.all()
    invited = await members.named(act, [row for row, _ in asked])
    found = []
    for one, (_, meeting) in zip(invited, asked, strict=True):
        buttons = dict(zip(Attendance, cards.answer_buttons(words, one, alone=len(asked) == 1), strict=True))
        comes = dict.fromkeys((Meaning.AGREE, Meaning.ON_THE_WAY), buttons[Attendance.COMING])
        waiting = Waiting(
            name=cards.title(act.town, words, meeting),
            since=meeting.called_at or meeting.created_at,
            buttons=tuple(buttons.values()),
            takes={**comes, Meaning.CANNOT: buttons[Attendance.CANNOT]},
            subject=members.subject(meeting.id),
            cards=(notices.INVITATION.key(meeting.id), notices.CHANGED.key(meeting.id)),
            told=(meeting.called_by_id,) if meeting.called_by_id else (),
        )
        found.append(waiting)
    return found


async def _to_agree(act: Act, words: Words) -> list[Waiting]:
    asked = await act.session.scalars(
        sa.select(Meeting).where(
            Meeting.state == MeetingState.CALLED,
            Meeting.chair_id == act.actor.person_id,
            Meeting.agenda_asked_at.is_not(None),
            Meeting.agenda_agreed_at.is_(None),
        )
    )
    found = []
    for meeting in asked:
        yes, no = (
            button(words.plain(key), action, meeting.id)
            for key, action in (("agenda-agree", cards.AGREE), ("agenda-return", cards.SEND_BACK))
        )
        waiting = Waiting(
            name=cards.title(act.town, words, meeting),
            since=meeting.agenda_asked_at or meeting.created_at,
            buttons=(yes, no),
            takes={Meaning.AGREE: yes, Meaning.REFUSE: no},
            subject=members.subject(meeting.id),
            told=(meeting.called_by_id,) if meeting.called_by_id else (),
        )
        found.append(waiting)
    return found


AWAITS = (Awaits(_to_answer), Awaits(_to_agree))
