"""The messages about meetings, and the people who get them."""

from collections.abc import Callable
from datetime import datetime

from models import Meeting
from models.enums import DraftKind, Priority
from services.cards import people as cards_people
from services.cards.card import Card
from services.core.act import Act, Moment
from services.drafts.unsent import DROP, LOOK, RESUME, SUBMIT, Form
from services.meetings import cards, members
from services.meetings.facts import Facts, Topic
from services.meetings.members import Invited
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people import directory
from texts import Words

INVITATION = MessageKind("meeting_invitation", Priority.REMINDER, by_night=False)
CHANGED = MessageKind("meeting_changed", Priority.REMINDER, by_night=False)
TO_CHAIR = MessageKind("meeting_to_chair", Priority.REMINDER, by_night=False)
TOPIC = MessageKind("meeting_topic", Priority.RECEIPT, by_night=False)
AGENDA = MessageKind("meeting_agenda_told", Priority.REMINDER, by_night=False)
CHAIR = MessageKind("meeting_chair_away", Priority.REMINDER, by_night=False)
RETURNED = MessageKind("meeting_agenda_returned", Priority.REMINDER, by_night=False)
MINUTES = MessageKind("meeting_minutes_told", Priority.RECEIPT, by_night=False)

KINDS = (INVITATION, CHANGED, TO_CHAIR, CHAIR, TOPIC, AGENDA, RETURNED, MINUTES)
FORMS = (
    Form(DraftKind.TOPIC, ((SUBMIT, "topic", "submit"), (RESUME, "topic", "show"), (DROP, "topic", "cancel"))),
    Form(DraftKind.MINUTES, ((LOOK, "minutes", "show"), (DROP, "minutes", "cancel"))),
    Form(DraftKind.RESOLUTION, ((LOOK, "resolution", "show"), (DROP, "resolution", "cancel"))),
)


async def invitation(act: Moment, meeting: Meeting) -> None:
    """Invite everybody on the list."""
    await _to_members(
        act, meeting, INVITATION, lambda words, own: cards.invitation(act.town, words, meeting, own), meeting.version
    )


async def moved(act: Moment, meeting: Meeting, before: datetime, number: int) -> None:
    """Tell that a meeting is at another time or place; ``number`` is the journal's."""
    await _to_members(
        act, meeting, CHANGED, lambda words, own: cards.moved(act.town, words, meeting, before, own), number
    )


async def cancelled(act: Moment, meeting: Meeting) -> None:
    """Tell that a meeting is called off, and why."""
    reason = meeting.reason or ""
    await _to_members(
        act,
        meeting,
        CHANGED,
        lambda words, own: cards.news(act.town, words, meeting, "meeting-cancelled", reason=reason),
        "cancelled",
    )


async def agenda(act: Moment, facts: Facts) -> None:
    """Send the agenda that the chair agreed to."""
    meeting = facts.meeting
    await _to_members(
        act,
        meeting,
        AGENDA,
        lambda words, own: Card(
            text=cards.agenda(act.town, words, facts, act.now), rows=((cards.see(words, meeting.id),),)
        ),
        meeting.version,
    )


async def minutes(act: Moment, meeting: Meeting, number: int) -> None:
    """Tell that the minutes are there."""
    await _to_members(
        act,
        meeting,
        MINUTES,
        lambda words, own: cards.news(act.town, words, meeting, "meeting-minutes-told"),
        number,
        others=True,
    )


async def agenda_asked(act: Moment, facts: Facts) -> None:
    """Put the agenda to the chair."""
    meeting = facts.meeting
    people = await directory.by_ids(act.session, [meeting.chair_id] if meeting.chair_id else [])
    await messages.tell(
        act,
        people,
        lambda words: cards.agenda_asked(act.town, words, facts, act.now),
        TO_CHAIR,
        about=(meeting, meeting.version),
    )


async def agenda_returned(act: Moment, meeting: Meeting) -> None:
    """Tell the desk, and who called the meeting, what the chair wants changed."""
    said = meeting.agenda_returned_for or ""
    await _to_keepers(act, meeting, "agenda-returned-told", RETURNED, meeting.version, said=said)


async def late_topic(act: Moment, meeting: Meeting, topic: Topic) -> None:
    """Put a topic that came late to the chair; without a chair, the desk sees it."""
    people = await directory.by_ids(act.session, [meeting.chair_id] if meeting.chair_id else [])
    await messages.tell(
        act,
        people or await directory.station_desk(act.session, now=act.now),
        lambda words: cards.late_topic(act.town, words, meeting, topic, chaired=bool(people)),
        TO_CHAIR,
        about=(meeting, f"topic{topic.row.id}"),
    )


async def chair_away(act: Act, meeting: Meeting, why: str) -> None:
    """Tell the desk, and who called the meeting, that its chair does not come: they name another one."""
    occasion = f"away{act.now.timestamp()}"
    await _to_keepers(act, meeting, "meeting-chair-away", CHAIR, occasion, name=await _chair(act, meeting), why=why)


async def chairs_now(act: Moment, meeting: Meeting, number: int) -> None:
    """Ask the new chair of a meeting that is called to chair it; a person who has named themself knows."""
    people = await directory.by_ids(act.session, [meeting.chair_id] if meeting.chair_id else [])
    await messages.tell(
        act,
        act.others(people),
        lambda words: cards.news(act.town, words, meeting, "meeting-chairs-now"),
        CHAIR,
        about=(meeting, f"chairs{number}"),
    )


async def chair_left(act: Moment, meeting: Meeting, number: int) -> None:
    """Tell the desk, and who called the meeting, that its chair has left, and who chairs now."""
    await _to_keepers(act, meeting, "meeting-chair-left", CHAIR, number, name=await _chair(act, meeting))


async def _chair(act: Moment, meeting: Meeting) -> str:
    found = await directory.by_ids(act.session, [meeting.chair_id] if meeting.chair_id else [])
    return cards_people.called(act.town, act.town.words(None), found[0]) if found else "no"


async def _to_keepers(
    act: Moment, meeting: Meeting, key: str, kind: MessageKind, occasion: int | str, **said: str
) -> None:
    desk = await directory.station_desk(act.session, now=act.now)
    called = await directory.by_ids(act.session, [meeting.called_by_id] if meeting.called_by_id else [])
    await messages.tell(
        act,
        {one.person_id: one for one in (*desk, *called)}.values(),
        lambda words: cards.news(act.town, words, meeting, key, **said),
        kind,
        about=(meeting, occasion),
    )


async def topic_decided(act: Moment, meeting: Meeting, topic: Topic) -> None:
    """Tell who handed a topic in what the chair decided."""
    await messages.tell(
        act,
        await directory.by_ids(act.session, [topic.row.by_id]),
        lambda words: cards.news(
            act.town, words, meeting, f"topic-told-{topic.row.state.value}", text=topic.row.text[:60]
        ),
        TOPIC,
        about=(meeting, topic.row.id),
    )


async def _to_members(
    act: Moment,
    meeting: Meeting,
    kind: MessageKind,
    draw: Callable[[Words, list[Invited]], Card],
    occasion: int | str,
    *,
    others: bool = False,
) -> None:
    """Tell everybody who speaks for a member, each of those members; with ``others``, not the one who acts."""
    rows = await members.rows_of(act.session, meeting.id)
    names = {one.row.id: one for one in await members.named(act, rows)}
    people = await members.people_of(act.session, rows)
    told = act.others(people) if others else list(people)
    drawn = {one.person_id: draw(act.town.words(one.language), [names[row.id] for row in people[one]]) for one in told}
    await messages.tell(act, told, drawn, kind, about=(meeting, occasion))
