"""The cards of joint meetings: the invitation, one meeting, its agenda, its members, and what is due."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from models import Deadline, Meeting, MeetingMember
from models.enums import Attendance, MeetingState, TopicState
from services.cards import people as cards_people
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.core.labels import name
from services.core.town import Town
from services.meetings import resolutions, timing
from services.meetings.facts import Facts, Topic, next_step
from services.meetings.members import Invited
from texts import Words

LIST, OPEN, ANSWER, MEMBER, NO_TOPIC = "meetings", "meeting", "meeting_answer", "meeting_member", "meeting_no_topic"
INVITED, AGENDA, RESOLUTIONS, ROLL = "meeting_invited", "meeting_agenda", "meeting_resolutions", "meeting_roll"
TOPIC, TOPIC_OPEN, DECIDE = "topic_new", "topic_open", "topic_decide"
AGREE, SEND_BACK = "agenda_agree", "agenda_return"
"""The actions of the buttons."""
SHOWN = 12
"""Lines of a list in one message; a page has the others."""


def title(town: Town, words: Words, meeting: Meeting) -> str:
    """Return a meeting's name: of its quarter, of its period, or as an extra one."""
    if meeting.first is None or meeting.last is None:
        return words.plain("meeting-title-extra", day=_day(town, words, meeting.at))
    first, last = meeting.first, meeting.last
    quarter = (first.month - 1) // 3 + 1
    whole = first.day == 1 and first.month % 3 == 1 and (last.year, last.month) == (first.year, first.month + 2)
    part = meeting.part if meeting.part and meeting.part > 1 else 0
    if whole:
        return words.plain("meeting-title-quarter", year=str(first.year), quarter=quarter, part=part)
    return words.plain("meeting-title-period", first=f"{first:%Y-%m-%d}", last=f"{last:%Y-%m-%d}", part=part)


def _day(town: Town, words: Words, at: datetime) -> str:
    day = at.astimezone(town.zone)
    return words.plain("duty-day", month=day.month, day=day.day)


def head(town: Town, words: Words, meeting: Meeting) -> list[str | None]:
    """Return the first lines of every card of a meeting: what, when, where, why."""
    return [
        words("case-drill") if meeting.drill else None,
        words("meeting-head", title=title(town, words, meeting), state=name(words, meeting.state)),
        words(
            "meeting-when",
            at=words.time(meeting.held_at or meeting.at, town.zone),
            fixed="yes" if meeting.moved or meeting.state is not MeetingState.PLANNED else "no",
        ),
        words("meeting-where", place=meeting.place) if meeting.place else None,
        words("meeting-purpose", purpose=meeting.purpose) if meeting.purpose else None,
    ]


def one(town: Town, words: Words, facts: Facts, own: Sequence[Invited], *, keeps: bool, now: datetime) -> str:
    """Return a meeting's card; ``keeps``: the reader sees the figures of all members."""
    meeting = facts.meeting
    planned = meeting.state in (MeetingState.PLANNED, MeetingState.CALLED)
    return lines(
        *head(town, words, meeting),
        words("meeting-chair", name=cards_people.called(town, words, facts.chair)) if facts.chair else None,
        words("meeting-topics-until", at=words.time(meeting.topics_due_at, town.zone)) if planned else None,
        _answers(words, facts) if keeps and meeting.state is MeetingState.CALLED else None,
        _present(words, facts) if any(one.row.present is not None for one in facts.invited) else None,
        words("meeting-topics-count", count=len(facts.on_agenda), waiting=len(facts.waiting), silent=facts.silent)
        if planned
        else None,
        _agenda_state(town, words, meeting) if keeps and planned else None,
        resolutions.head(words, facts.standing, now),
        words("meeting-minutes", text=wording.shortened(meeting.minutes, 1500)) if meeting.minutes else None,
        words("meeting-reason", reason=meeting.reason) if meeting.state is MeetingState.CANCELLED else None,
        *(below(own_answer(words, one)) for one in own if meeting.state is not MeetingState.HELD),
        below(words(step)) if (step := next_step(facts, own, now, keeps=keeps)) else None,
    )


def _agenda_state(town: Town, words: Words, meeting: Meeting) -> Markup | None:
    if meeting.agenda_agreed_at is not None:
        return words("meeting-agenda-agreed", at=words.time(meeting.agenda_agreed_at, town.zone))
    if meeting.agenda_asked_at is not None:
        return words("meeting-agenda-asked", at=words.time(meeting.agenda_asked_at, town.zone))
    if meeting.agenda_returned_for:
        return words("meeting-agenda-returned", words=meeting.agenda_returned_for)
    return None


def _answers(words: Words, facts: Facts) -> Markup:
    said = [one.row.answer for one in facts.invited]
    return words(
        "meeting-answers",
        coming=said.count(Attendance.COMING),
        sends=said.count(Attendance.SENDS),
        cannot=said.count(Attendance.CANNOT),
        silent=said.count(None),
    )


def _present(words: Words, facts: Facts) -> Markup:
    there = [one.row.present for one in facts.invited]
    return words("meeting-present", present=there.count(True), absent=there.count(False), unknown=there.count(None))


def own_answer(words: Words, one: Invited) -> Markup:
    """Return what one member has answered."""
    return words("meeting-own", name=one.name, answer=answer_of(words, one.row))


def answer_of(words: Words, row: MeetingMember) -> str:
    """Return an answer in words."""
    if row.answer is None:
        return words.plain("meeting-unanswered")
    said = name(words, row.answer).unescape()
    return words.plain("meeting-answered", answer=said, words=row.words or "no")


def answer_rows(words: Words, one: Invited, *, alone: bool) -> list[tuple[Button, ...]]:
    """Return the three answers of a member in a row; with the member's name in it, each has a row of its own."""
    buttons = answer_buttons(words, one, alone=alone)
    return [buttons] if alone else [(each,) for each in buttons]


def answer_buttons(words: Words, one: Invited, *, alone: bool) -> tuple[Button, ...]:
    """Return the three answers of a member; ``alone``: the reader speaks for one member only."""
    return tuple(
        button(
            words.plain(f"meeting-answer-{said.value}", name="no" if alone else one.name),
            ANSWER,
            one.row.id,
            said.value,
        )
        for said in Attendance
    )


def invitation(town: Town, words: Words, meeting: Meeting, own: Sequence[Invited]) -> Card:
    """Return the invitation of who speaks for these members."""
    return _asking(words, own, meeting, lines(words("meeting-invited"), *_invited(town, words, meeting)))


def moved(town: Town, words: Words, meeting: Meeting, before: datetime, own: Sequence[Invited]) -> Card:
    """Return the news that a meeting is at another time or place, with the answers where they are asked for again."""
    told = words("meeting-moved" if before != meeting.at else "meeting-replaced", was=words.time(before, town.zone))
    silent = [one for one in own if one.row.answer is None]
    return _asking(words, silent, meeting, lines(told, *_invited(town, words, meeting)))


def _invited(town: Town, words: Words, meeting: Meeting) -> list[str | None]:
    due = words("meeting-topics-until", at=words.time(meeting.topics_due_at, town.zone))
    return [*head(town, words, meeting), due]


def _asking(words: Words, own: Sequence[Invited], meeting: Meeting, text: str) -> Card:
    silent = [one for one in own if one.row.answer is None]
    rows = [row for one in silent for row in answer_rows(words, one, alone=len(own) == 1)]
    return Card(
        text=lines(text, below(words("meeting-please-answer")) if rows else None),
        rows=(*rows, (topic_button(words, meeting.id), see(words, meeting.id))),
    )


def see(words: Words, meeting_id: int) -> Button:
    """Return the button that shows a meeting."""
    return button(words.plain("meeting-see"), OPEN, meeting_id)


def news(town: Town, words: Words, meeting: Meeting, key: str, **said: str) -> Card:
    """Return a line of news about a meeting, and the button that shows it."""
    text = lines(
        words("case-drill") if meeting.drill else None,
        words(key, title=title(town, words, meeting), at=words.time(meeting.held_at or meeting.at, town.zone), **said),
    )
    return Card(text=text, rows=((see(words, meeting.id),),))


def agenda(town: Town, words: Words, facts: Facts, now: datetime) -> str:
    """Return the agenda: first how earlier resolutions stand, then the topics in order."""
    left = [one for one in facts.topics if one.row.state is TopicState.DEFERRED]
    return lines(
        *head(town, words, facts.meeting),
        below(words("agenda-head")),
        words("agenda-standing") if facts.standing else None,
        *resolutions.standings(town, words, facts.standing[:SHOWN], now),
        words("agenda-more", count=len(facts.standing) - SHOWN) if len(facts.standing) > SHOWN else None,
        words("agenda-topics") if facts.on_agenda else words("agenda-no-topics"),
        *(topic_line(words, one, place) for place, one in enumerate(facts.on_agenda, start=1)),
        words("agenda-left", count=len(left)) if left else None,
    )


def topic_line(words: Words, one: Topic, place: int) -> Markup:
    """Return a topic in a line, marked when it came late."""
    return words(
        "topic-line",
        place=place,
        name=one.name,
        text=wording.shortened(one.row.text, resolutions.SHORT) or words.plain("topic-in-file"),
        files=one.files,
        late="yes" if one.row.late else "no",
        waits="yes" if one.row.state is TopicState.LATE else "no",
    )


def topic(town: Town, words: Words, one: Topic, meeting: Meeting) -> str:
    """Return one topic with all of its words."""
    return lines(
        *head(town, words, meeting)[:2],
        words(
            "topic-head",
            name=one.name,
            at=words.time(one.row.at, town.zone),
            late="yes" if one.row.late else "no",
            state=name(words, one.row.state),
        ),
        words("topic-text", text=wording.shortened(one.row.text, 2000)) if one.row.text else None,
        words("topic-files", count=one.files) if one.files else None,
    )


def late_topic(town: Town, words: Words, meeting: Meeting, one: Topic, *, chaired: bool) -> Card:
    """Put a topic that waits for the chair to the chair; without one, ask the desk for a chair."""
    if not chaired:
        return Card(
            text=lines(words("topic-late-no-chair"), topic(town, words, one, meeting)),
            rows=((see(words, meeting.id),),),
        )
    rows = (
        (
            button(words.plain("topic-take"), DECIDE, one.row.id, "take"),
            button(words.plain("topic-defer"), DECIDE, one.row.id, "defer"),
        ),
    )
    return Card(text=lines(words("topic-late-asked"), topic(town, words, one, meeting)), rows=rows)


def agenda_asked(town: Town, words: Words, facts: Facts, now: datetime) -> Card:
    """Put the agenda to the chair."""
    meeting = facts.meeting
    rows = (
        (
            button(words.plain("agenda-agree"), AGREE, meeting.id),
            button(words.plain("agenda-return"), SEND_BACK, meeting.id),
        ),
    )
    return Card(text=lines(words("agenda-asked"), agenda(town, words, facts, now)), rows=rows)


def due(
    town: Town,
    words: Words,
    row: Deadline,
    meeting: Meeting,
    found: Sequence[Invited],
    own: Sequence[Invited],
    late: bool,
) -> Card:
    """Return the reminder of what is due about a meeting, with the names of the members that owe it.

    ``own``: those that the reader speaks for and can answer for at once.
    """
    text = lines(
        words("case-drill") if meeting.drill else None,
        words(
            f"{row.kind.replace('_', '-')}-due",
            title=title(town, words, meeting),
            at=words.time(meeting.at, town.zone),
            due=words.time(row.due_at, town.zone),
            late="yes" if late else "no",
            count=len(found),
        ),
        *(words("meeting-due-member", name=one.name) for one in found[:SHOWN]),
        words("agenda-more", count=len(found) - SHOWN) if len(found) > SHOWN else None,
    )
    alone, rows = len(own) == 1, list[tuple[Button, ...]]()
    for one in own:
        if row.kind == timing.REPLY:
            rows += answer_rows(words, one, alone=alone)
        elif row.kind == timing.TOPICS:
            rows.append((topic_button(words, meeting.id), no_topic_button(words, one, alone=alone)))
    return Card(text=text, rows=(*rows, (see(words, meeting.id),)))


def topic_button(words: Words, meeting_id: int) -> Button:
    """Return the button that opens the card of a topic."""
    return button(words.plain("topic-new"), TOPIC, meeting_id)


def no_topic_button(words: Words, one: Invited, *, alone: bool) -> Button:
    """Return the button that says that a member has no topic."""
    return button(words.plain("topic-none", name="no" if alone else one.name), NO_TOPIC, one.row.id)
