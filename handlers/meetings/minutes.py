"""The minutes: the card on which they are typed, photographed or sent as a file, and taking them back."""

from aiogram.types import Message

from handlers.drafts.cards import Collects, Form
from handlers.kit import Context, Press, Shown, card_of, prompts, router_of
from handlers.meetings import meetings as view
from models import Draft, Meeting
from models.enums import Action, DraftKind, MeetingState
from services.cards import wording
from services.cards.card import Card, below, lines
from services.core.errors import Refused
from services.drafts import drafts
from services.duties import fulfilment
from services.duties.entering import outcomes
from services.media import attachments
from services.meetings import cards, meetings, members, minutes
from services.meetings.minutes import MinutesFields
from services.people.access import require

router = router_of("meeting_minutes")
HELD = "held"
"""The field that the next words are for: when the meeting was held."""


async def _check(context: Context, draft: Draft) -> Meeting:
    require(context.actor, Action.KEEP_MEETING)
    return await members.still_open(context, draft.subject_id or 0, *members.OPEN, MeetingState.HELD)


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: which meeting, when it was held, what is there."""
    meeting, words = await _check(context, draft), context.words
    fields = drafts.fields(draft, MinutesFields)
    text, files = fields.text.strip(), await attachments.count(context.session, draft)
    rows = await members.rows_of(context.session, meeting.id)
    ready = bool(text or files)
    return card_of(
        lines(
            words("case-drill") if meeting.drill else None,
            words("minutes-head", title=cards.title(context.town, words, meeting)),
            words("minutes-held-at", at=context.time(minutes.held_at(context, meeting, fields))),
            words("collect-text", text=wording.shortened(text, 1500)) if text else None,
            words("topic-files", count=files) if files else None,
            words("minutes-no-roll") if all(row.present is None for row in rows) else None,
            below(words("minutes-ask-held") if fields.asking == HELD else words("minutes-write"))
            if not ready or fields.asking == HELD
            else below(words("minutes-ready")),
        ),
        FORM.offer(context, draft, "minutes-enter", "enter") if ready else None,
        FORM.offer(context, draft, "minutes-other-time", "ask") if fields.asking != HELD else None,
        FORM.ways_out(context, draft),
    )


FORM = Form("minutes", DraftKind.MINUTES, draw=draw, check=_check)
router.press(view.MINUTES)(FORM.open)


@router.message_of(Collects(DraftKind.MINUTES))
async def take_in(message: Message, context: Context, draft: Draft, said: str, more_of_album: bool = False) -> Shown:
    """Put what was sent on the card: the time that is asked for, else words and files."""
    if drafts.fields(draft, MinutesFields).asking != HELD or not said or len(said) > 40:
        return await FORM.take_in(context, message, draft, more_of_album)
    at = prompts.past_said(context, said)
    await drafts.patch(context.session, draft, MinutesFields, context.now, held_at=at, asking=None)
    await FORM.show(context, draft)
    return None


async def _enter(context: Context, draft: Draft, choice: str) -> Card:
    meeting = await minutes.enter(context, draft)
    context.say.toast(context.words.plain("minutes-entered"))
    fact, counted = await minutes.counted(context, meeting)
    near = await fulfilment.near(context, fact)
    return await view.card(context, meeting.id, outcomes.of_entered(context.town, context.words, fact, counted, near))


async def _ask(context: Context, draft: Draft, choice: str) -> None:
    await drafts.patch(context.session, draft, MinutesFields, context.now, asking=HELD)


FORM.answer(router, "minutes-given-up", {"enter": _enter, "ask": _ask})


@router.press(view.SHOW_MINUTES)
async def shown(context: Context, press: Press) -> None:
    """Send the minutes as they were entered, with their files."""
    found = await meetings.opened(context, press.id)
    meeting, words = found.meeting, context.words
    if meeting.state is not MeetingState.HELD:
        raise Refused("minutes-none")
    title = cards.title(context.town, words, meeting)
    head = words("minutes-of", title=title, at=context.time(meeting.minutes_at))
    context.say.send(lines(head, meeting.minutes and words("minutes-text", text=meeting.minutes)))
    await view.send_files(context, meeting.minutes_draft_id, head)


async def _held(context: Context, meeting_id: int) -> Meeting:
    require(context.actor, Action.CALL_MEETING)
    return await members.still_open(context, meeting_id, MeetingState.HELD)


@router.asks(view.UNDO, "minutes-undo-ask", _held)
async def undone(context: Context, meeting_id: int, said: str) -> Card:
    """Take the minutes back, with the reason."""
    await minutes.withdraw(context, meeting_id, said)
    return await view.card(context, meeting_id)
