"""The agenda (议程) and the minutes (会议纪要) of a joint meeting as Word files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models import Meeting
from models.enums import Attendance, MeetingState, TopicState
from services.cards.masking import shown_name
from services.core.act import Act
from services.core.errors import Stale
from services.core.labels import name
from services.core.town import Town
from services.documents import documents
from services.documents.content import Content, Photos, photos
from services.documents.documents import Document
from services.meetings import facts, meetings, members
from services.meetings.facts import Facts, Topic
from services.meetings.members import Invited
from services.meetings.resolutions import Standing
from texts import Words

if TYPE_CHECKING:
    from services.documents.paper import Paper


@dataclass(frozen=True)
class TopicRow:
    """A topic on the agenda."""

    number: int
    member: str
    text: str
    note: str


@dataclass(frozen=True)
class ResolutionRow:
    """A resolution and how it stands."""

    number: int
    resolution: str
    units: str
    due: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Agenda(Content):
    """The agenda."""

    held: str
    venue: str
    chair: str
    purpose: str
    members: str
    standing: tuple[ResolutionRow, ...]
    topics: tuple[TopicRow, ...]


@dataclass(frozen=True, kw_only=True)
class Minutes(Content):
    """The minutes."""

    held: str
    venue: str
    chair: str
    purpose: str
    text: str
    topics: tuple[TopicRow, ...]
    resolutions: tuple[ResolutionRow, ...]
    present: str
    excused: str
    absent: str
    unnoted: str
    photos: tuple[Photos, ...]
    photos_left: str


async def agenda(act: Act, meeting_id: int) -> Agenda:
    """Return the agenda of a meeting that has not been held yet. Raises ``Forbidden``, ``Stale``."""
    found = await meetings.opened(act, meeting_id)
    if found.meeting.state not in members.OPEN:
        raise Stale(f"meeting-is-{found.meeting.state.value}")
    words = act.town.words(None)
    return Agenda(
        **_head(act, found, "document-title-agenda"),
        members=_listed(words, found.invited),
        standing=_resolutions(act, found.standing),
        topics=_topics(words, found.on_agenda),
    )


async def minutes(act: Act, meeting_id: int) -> Minutes:
    """Return the minutes of a meeting that was held. Raises ``Forbidden``, ``Stale``."""
    found = await meetings.opened(act, meeting_id)
    meeting, words = found.meeting, act.town.words(None)
    if meeting.state is not MeetingState.HELD:
        raise Stale("minutes-none")
    files = await facts.files_of(act, meeting.minutes_draft_id)
    shown, left = photos((one.media, one.caption or "") for one in files)
    rolled = [one for one in found.invited if one.row.present is not None]
    absent = [one for one in rolled if not one.row.present]
    return Minutes(
        **_head(act, found, "document-title-minutes"),
        text=meeting.minutes or "",
        topics=_topics(words, [one for one in found.on_agenda if one.row.state is TopicState.TAKEN]),
        resolutions=_resolutions(act, found.standing),
        present=_listed(words, [one for one in rolled if one.row.present]),
        excused=_listed(words, [one for one in absent if one.row.answer is Attendance.CANNOT]),
        absent=_listed(words, [one for one in absent if one.row.answer is not Attendance.CANNOT]),
        unnoted=_listed(words, [one for one in found.invited if one.row.present is None]),
        photos=shown,
        photos_left=str(left or ""),
    )


def _head(act: Act, found: Facts, key: str) -> dict[str, str]:
    meeting, chair = found.meeting, found.chair
    title = called(act.town, act.town.words(None), meeting)
    return {
        **documents.head(act, key, drill=meeting.drill, meeting=title),
        "held": documents.time(act, meeting.held_at or meeting.at),
        "venue": meeting.place or "",
        "chair": shown_name(act.town, chair.name) if chair else "",
        "purpose": meeting.purpose or "",
    }


def called(town: Town, words: Words, meeting: Meeting) -> str:
    """Return a meeting's name as an official paper writes it: 2026年第三季度联席会议."""
    first, last, at = meeting.first, meeting.last, meeting.at.astimezone(town.zone)
    if first is None or last is None:
        return words.plain("document-meeting-extra", year=str(at.year), month=at.month, day=at.day)
    whole = first.day == 1 and first.month % 3 == 1 and (last.year, last.month) == (first.year, first.month + 2)
    part = meeting.part if meeting.part and meeting.part > 1 else 0
    if whole:
        return words.plain("document-meeting-quarter", year=str(first.year), quarter=first.month // 3 + 1, part=part)
    return words.plain("document-meeting-period", year=str(last.year), month=last.month, part=part)


def _listed(words: Words, found: Sequence[Invited]) -> str:
    return words.plain("list-comma").join(
        words.plain("document-sends", name=one.name, who=one.row.words or "no")
        if one.row.answer is Attendance.SENDS
        else one.name
        for one in found
    )


def _topics(words: Words, found: Sequence[Topic]) -> tuple[TopicRow, ...]:
    return tuple(
        TopicRow(
            number,
            one.name,
            one.row.text or words.plain("topic-in-file"),
            words.plain("document-late", waits="yes" if one.row.state is TopicState.LATE else "no")
            if one.row.late
            else "",
        )
        for number, one in enumerate(found, start=1)
    )


def _resolutions(act: Act, found: Sequence[Standing]) -> tuple[ResolutionRow, ...]:
    words = act.town.words(None)
    return tuple(
        ResolutionRow(
            number,
            one.case.description,
            words.plain("list-comma").join(one.handed.units),
            documents.short_day(act, one.handed.due_at),
            name(words, one.case.state).unescape() + (words.plain("document-overdue") if one.late(act.now) else ""),
        )
        for number, one in enumerate(found, start=1)
    )


_RESOLUTIONS = {"number": 12, "resolution": 62, "units": 34, "due": 26, "state": 22}


def _write_head(paper: "Paper") -> None:
    paper.title()
    paper.pair("held")
    paper.pairs("venue", "chair", "purpose")


def _write_topics(paper: "Paper") -> None:
    with paper.each("topics"):
        paper.sentence("document-topic", "number", "member", "text", "note")


def _write_agenda(paper: "Paper") -> None:
    _write_head(paper)
    paper.pairs("members")
    paper.heading("standing")
    paper.table("standing", _RESOLUTIONS)
    paper.heading("topics")
    _write_topics(paper)


def _write_minutes(paper: "Paper") -> None:
    _write_head(paper)
    paper.heading("text")
    with paper.when("text", otherwise=paper.words.plain("document-minutes-in-files")):
        paper.body(paper.put("text"))
    paper.heading("topics-heard")
    _write_topics(paper)
    paper.heading("resolutions")
    paper.table("resolutions", _RESOLUTIONS)
    paper.gap()
    paper.pairs("present", "excused", "absent", "unnoted")
    paper.photos()
    paper.signature()


AGENDA = Document("agenda", "document-agenda", Agenda, agenda, _write_agenda)
MINUTES = Document("minutes", "document-minutes", Minutes, minutes, _write_minutes)
DOCUMENTS = (AGENDA, MINUTES)
