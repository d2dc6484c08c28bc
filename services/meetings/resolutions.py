"""Resolutions (议定事项): each becomes a case with assignments and deadlines, and the next meeting opens with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from markupsafe import Markup

from models import Case, Draft, Meeting, Resolution
from models.enums import CaseState, MeetingState, Source
from services.cards import wording
from services.core import journal
from services.core.act import Act, Moment
from services.core.labels import name
from services.core.town import Town
from services.drafts import drafts
from services.meetings import members
from services.triage import handing_out
from services.triage.handing_out import Handed, HandingOutFields
from texts import Words

SHORT = 120
"""Characters of a topic or a resolution in a list."""
_OVER = (CaseState.CLOSED, CaseState.DISMISSED)


@dataclass(frozen=True)
class Standing:
    """How a resolution stands."""

    resolution: Resolution
    case: Case
    meeting: Meeting
    handed: Handed

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return self.case.state in _OVER

    def late(self, now: datetime) -> bool:
        """Whether it is not done and its time has passed."""
        return not self.over and self.handed.owed_at is not None and self.handed.owed_at < now


async def issue(act: Act, draft: Draft) -> Case:
    """Hand a resolution to its units as a case of the loop. Raises ``Refused`` when something is missing."""
    meeting = await members.still_open(act, draft.subject_id or 0, MeetingState.CALLED, MeetingState.HELD)
    place, units = await _next_place(act, meeting), drafts.fields(draft, HandingOutFields).units
    details = {"meeting": meeting.id, "place": place}
    case = await handing_out.hand_out(act, draft, Source.MEETING, details=details, drill=meeting.drill)
    act.session.add(Resolution(case_id=case.id, meeting_id=meeting.id, place=place))
    await journal.record(
        act, members.subject(meeting.id), "resolution", details={"case": case.number, "units": list(units)}
    )
    return case


async def _next_place(act: Moment, meeting: Meeting) -> int:
    last = await act.session.scalar(sa.select(sa.func.max(Resolution.place)).where(Resolution.meeting_id == meeting.id))
    return (last or 0) + 1


async def standing(act: Moment, meeting: Meeting) -> list[Standing]:
    """Return how resolutions stand: of a meeting that was held, its own; of one to come, those it opens with.

    These are what the last meeting resolved, and whatever is left of others, also of one that was called off.
    """
    found = await _standing(act, Meeting.id == meeting.id)
    if meeting.state is MeetingState.HELD:
        return found
    earlier = await _standing(
        act,
        Meeting.id != meeting.id,
        sa.or_(Case.state.not_in(_OVER), Meeting.id == _last_before(meeting)),
    )
    return [*earlier, *found]


def _last_before(meeting: Meeting) -> sa.ScalarSelect[int]:
    return (
        sa.select(Meeting.id)
        .where(Meeting.state == MeetingState.HELD, Meeting.id != meeting.id, Meeting.held_at <= meeting.at)
        .order_by(Meeting.held_at.desc(), Meeting.id.desc())
        .limit(1)
        .correlate(None)
        .scalar_subquery()
    )


async def _standing(act: Moment, *those: sa.ColumnElement[bool]) -> list[Standing]:
    rows = (
        await act.session.execute(
            sa.select(Resolution, Case, Meeting)
            .join(Case, Case.id == Resolution.case_id)
            .join(Meeting, Meeting.id == Resolution.meeting_id)
            .where(*those)
            .order_by(Meeting.held_at, Meeting.id, Resolution.place)
        )
    ).all()
    handed = await handing_out.handed(act, [case for _, case, _ in rows])
    return [Standing(resolution, case, meeting, handed[case.id]) for resolution, case, meeting in rows]


def head(words: Words, found: Sequence[Standing], now: datetime) -> Markup | None:
    """Return how many resolutions there are, how many are done and how many are late."""
    if not found:
        return None
    done, late = sum(one.over for one in found), sum(one.late(now) for one in found)
    return words("resolutions-count", count=len(found), done=done, late=late)


def standings(town: Town, words: Words, found: Iterable[Standing], now: datetime) -> list[Markup]:
    """Return how each resolution stands, a line each."""
    return [
        words(
            "resolution-line",
            mark=words.plain(f"resolution-{'over' if one.over else 'late' if one.late(now) else 'open'}"),
            number=one.case.number,
            text=wording.shortened(one.case.description, SHORT),
            units=words.plain("list-comma").join(one.handed.units) or "-",
            due=words.time(one.handed.due_at, town.zone) if one.handed.due_at else "-",
            state=name(words, one.case.state),
        )
        for one in found
    ]
