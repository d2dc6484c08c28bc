"""The list of meetings, one meeting with what may be done about it, and extra meetings."""

from datetime import datetime

from handlers.kit import Context, Kept, Press, Prompt, Row, card_of, date_picker, pager, router_of
from handlers.kit.date_picker import takes_time
from models.enums import Action, MeetingState, Member
from services.cards.card import Button, Card, Picture, button, lines
from services.core.labels import name
from services.documents.documents import offer
from services.meetings import agenda, cards, facts, meetings, members
from services.meetings.cards import LIST, OPEN
from services.meetings.facts import Facts
from services.meetings.members import Invited
from services.meetings.reports import documents
from services.people.access import may, require

NEW, MOVE, PLACE, CHAIR = "meeting_new", "meeting_move", "meeting_place", "meeting_chair"
CALL, CANCEL, CHOOSE, ASK_AGENDA = "meeting_call", "meeting_cancel", "meeting_choose", "agenda_ask"
MINUTES, UNDO, SHOW_MINUTES, RESOLVE = "minutes_new", "minutes_undo", "minutes_show", "resolution_new"
"""The actions of the buttons for who keeps a meeting."""

router = router_of("meetings")

PURPOSE = Prompt("meeting_purpose")
"""The next words say why an extra meeting is called."""
WHEN = Prompt("meeting_when")
"""The next words are the time of an extra meeting."""


@router.command("meetings")
@router.press(LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show a page of the meetings."""
    found = await meetings.listed(context, page=press.number)
    return card_of(
        context.words("meetings-head" if found.total else "meetings-none"),
        *(
            button(
                context.words.plain(
                    "meetings-entry",
                    title=cards.title(context.town, context.words, one),
                    at=context.time(one.held_at or one.at),
                    state=name(context.words, one.state).unescape(),
                ),
                OPEN,
                one.id,
            )
            for one in found.entries
        ),
        pager(found, lambda to: (LIST, "", to)),
        context.offer("meetings-new", NEW) if may(context.actor, Action.CALL_MEETING) else None,
    )


@router.press(OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show a meeting and what the reader may do about it."""
    return await card(context, press.id)


async def card(context: Context, meeting_id: int, said: str | None = None) -> Card:
    """Return a meeting's card, below what was just done."""
    found = await meetings.opened(context, meeting_id)
    own = await members.mine(context, meeting_id)
    keeps = may(context.actor, Action.KEEP_MEETING) or may(context.actor, Action.CALL_MEETING)
    text = cards.one(context.town, context.words, found, own, keeps=keeps, now=context.now)
    return card_of(
        lines(said, "", text) if said else text,
        *_of_member(context, found, own),
        *_reading(context, found),
        *_keeping(context, found),
        *_calling(context, found),
        context.offer("list-back", LIST, "", 0),
    )


def _of_member(context: Context, found: Facts, own: list[Invited]) -> list[Row]:
    meeting, alone = found.meeting, len(own) == 1
    if meeting.state not in members.OPEN:
        return []
    asked = meeting.state is MeetingState.CALLED and context.now < meeting.at
    rows: list[Row] = [row for one in own if asked for row in cards.answer_rows(context.words, one, alone=alone)]
    if own or may(context.actor, Action.KEEP_MEETING):
        rows.append((cards.topic_button(context.words, meeting.id), *_no_topic(context, found, own)))
    if meeting.chair_id == context.actor.person_id and meeting.agenda_asked_at and not meeting.agenda_agreed_at:
        rows.append(
            (
                context.offer("agenda-agree", cards.AGREE, meeting.id),
                context.offer("agenda-return", cards.SEND_BACK, meeting.id),
            )
        )
    return rows


def _no_topic(context: Context, found: Facts, own: list[Invited]) -> list[Button]:
    given = {(one.row.member, one.row.member_id) for one in found.on_agenda}
    return [
        cards.no_topic_button(context.words, one, alone=len(own) == 1)
        for one in own
        if one.row.member is not Member.PERSON
        and one.row.no_topic_at is None
        and (one.row.member, one.row.member_id) not in given
    ]


def _reading(context: Context, found: Facts) -> list[Row]:
    meeting, held = found.meeting, found.meeting.state is MeetingState.HELD
    waits = meeting.state in members.OPEN
    return [
        (
            context.offer("meeting-agenda", cards.AGENDA, meeting.id, count=len(found.on_agenda)),
            context.offer("meeting-resolutions", cards.RESOLUTIONS, meeting.id) if found.standing else None,
        ),
        (
            context.offer("minutes-show", SHOW_MINUTES, meeting.id) if held else None,
            offer(context.words, documents.MINUTES if held else documents.AGENDA, meeting.id)
            if held or waits
            else None,
        ),
    ]


def _keeping(context: Context, found: Facts) -> list[Row]:
    meeting, state = found.meeting, found.meeting.state
    if not may(context.actor, Action.KEEP_MEETING) or state is MeetingState.CANCELLED:
        return []
    planned, called = state is MeetingState.PLANNED, state is MeetingState.CALLED
    waits = called and meeting.agenda_asked_at is None and meeting.agenda_agreed_at is None
    begun = context.today >= meeting.at.astimezone(context.zone).date()
    return [
        context.offer("meeting-call", CALL, meeting.id) if planned else None,
        context.offer("meeting-choose", CHOOSE, meeting.id) if planned and meeting.rule is None else None,
        (
            context.offer("meeting-members", cards.INVITED, meeting.id),
            context.offer("meeting-place-set", PLACE, meeting.id) if planned or called else None,
        ),
        context.offer("agenda-ask", ASK_AGENDA, meeting.id) if waits else None,
        context.offer("meeting-roll", cards.ROLL, meeting.id) if begun and not planned else None,
        (
            context.offer("minutes-new" if state is not MeetingState.HELD else "minutes-again", MINUTES, meeting.id),
            context.offer("resolution-new", RESOLVE, meeting.id)
            if not planned and may(context.actor, Action.DISPATCH)
            else None,
        ),
    ]


def _calling(context: Context, found: Facts) -> list[Row]:
    meeting = found.meeting
    if not may(context.actor, Action.CALL_MEETING):
        return []
    if meeting.state is MeetingState.HELD:
        return [context.offer("minutes-undo", UNDO, meeting.id)]
    if meeting.state not in members.OPEN:
        return []
    return [
        (
            context.offer("meeting-move", MOVE, meeting.id),
            context.offer("meeting-chair-set", CHAIR, meeting.id),
            context.offer("meeting-cancel", CANCEL, meeting.id),
        )
    ]


@router.press(NEW)
async def new(context: Context) -> None:
    """Ask why an extra meeting is called."""
    require(context.actor, Action.CALL_MEETING)
    await PURPOSE.ask(context, NEW, context.words("meeting-purpose-ask"))


@router.answer(PURPOSE, words_only=True)
async def purpose_said(context: Context, said: str) -> None:
    """Ask when it is."""
    require(context.actor, Action.CALL_MEETING)
    picker = date_picker.open_button(context, f"meetingnew.{NEW}")
    await WHEN.ask(context, NEW, context.words("meeting-when-ask"), picker, purpose=said)


@takes_time(router, WHEN, "meetingnew")
async def extra(context: Context, kept: Kept, at: datetime) -> Card:
    """Put the extra meeting on the plan."""
    meeting = await meetings.extra(context, at, kept["purpose"])
    return await card(context, meeting.id)


@router.press(CALL)
async def called(context: Context, press: Press) -> Card:
    """Send the invitations."""
    await meetings.call(context, press.id)
    context.say.toast(context.words.plain("meeting-called"))
    return await card(context, press.id)


@router.press(ASK_AGENDA)
async def agenda_asked(context: Context, press: Press) -> Card:
    """Put the agenda to the chair."""
    await agenda.ask(context, press.id)
    context.say.toast(context.words.plain("agenda-asked-done"))
    return await card(context, press.id)


async def send_files(context: Context, draft_id: int | None, caption: str) -> None:
    """Send the files that came with a topic or with minutes, each with what it belongs to."""
    for one in await facts.files_of(context, draft_id):
        context.say.send(Card(text=caption, picture=Picture.of(one.media)))
