"""A topic: the card on which it is written, with its files; one topic, and what the chair decides about a late one."""

from handlers.drafts.cards import Form
from handlers.kit import Context, Press, Rows, card_of, router_of
from handlers.meetings import meetings as view
from models import Draft
from models.enums import Action, DraftKind, Member, TopicState
from services.cards import wording
from services.cards.card import Card, below, lines
from services.drafts import drafts
from services.media import attachments
from services.meetings import agenda, cards, facts, members
from services.meetings.agenda import TopicFields
from services.meetings.cards import DECIDE, OPEN, TOPIC
from services.people.access import may, require

router = router_of("meeting_topics")
WITHDRAW, FORWARD, FILES = "topic_withdraw", "topic_forward", "topic_files"


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: the meeting, until when, the member, and the words and files."""
    words = context.words
    meeting = await members.still_open(context, draft.subject_id or 0)
    fields = drafts.fields(draft, TopicFields)
    files, text = await attachments.count(context.session, draft), fields.text.strip()
    mine = [one for one in await members.mine(context, meeting.id) if one.row.member is not Member.PERSON]
    chosen = next(
        (one for one in mine if (one.row.member, one.row.member_id) == (fields.member, fields.member_id)), None
    )
    ready = bool(text or files)
    whose: Rows = [
        (FORM.labelled(one.name, draft, f"for.{one.row.member.value[0]}{one.row.member_id}"),)
        for one in mine
        if len(mine) > 1 and one is not (chosen or mine[0])
    ]
    return card_of(
        lines(
            words("case-drill") if meeting.drill else None,
            words("topic-card", title=cards.title(context.town, words, meeting)),
            words("meeting-topics-until", at=context.time(meeting.topics_due_at)),
            words("topic-for", name=(chosen or mine[0]).name) if mine else None,
            words("collect-text", text=wording.shortened(text)) if text else None,
            words("topic-files", count=files) if files else None,
            below(words("topic-late-warning")) if context.now > meeting.topics_due_at else None,
            below(words("topic-ready" if ready else "topic-write")),
        ),
        FORM.offer(context, draft, "topic-submit", "submit") if ready else None,
        *whose,
        FORM.ways_out(context, draft),
    )


async def _check(context: Context, draft: Draft) -> object:
    require(context.actor, Action.ATTEND_MEETING)
    return await members.still_open(context, draft.subject_id or 0)


FORM = Form("topic", DraftKind.TOPIC, draw=draw, check=_check)


async def _submit(context: Context, draft: Draft, choice: str) -> Card:
    topic = await agenda.hand_in(context, draft)
    key = "topic-handed-in-late" if topic.state is TopicState.LATE else "topic-handed-in"
    return card_of(
        context.words(key),
        context.offer("topic-another", TOPIC, topic.meeting_id),
        context.offer("meeting-see", OPEN, topic.meeting_id),
    )


async def _for(context: Context, draft: Draft, choice: str) -> None:
    for one in await members.mine(context, draft.subject_id or 0):
        if choice == f"{one.row.member.value[0]}{one.row.member_id}":
            given = {"member": one.row.member, "member_id": one.row.member_id}
            await drafts.patch(context.session, draft, TopicFields, context.now, **given)


FORM.answer(router, "topic-given-up", {"submit": _submit, "for": _for}, opened_by=TOPIC)


@router.press(cards.TOPIC_OPEN)
async def opened(context: Context, press: Press) -> Card:
    """Show one topic."""
    return await _one(context, press.id)


async def _one(context: Context, topic_id: int) -> Card:
    topic, meeting = await facts.opened(context, topic_id)
    chairs = meeting.chair_id == context.actor.person_id and topic.row.state is TopicState.LATE
    open_ = meeting.state in members.OPEN
    keeps = may(context.actor, Action.KEEP_MEETING)
    order = [one.row.id for one in await facts.of_meeting(context, meeting.id) if one.row.state in facts.ON_AGENDA]
    return card_of(
        cards.topic(context.town, context.words, topic, meeting),
        (
            (
                context.offer("topic-take", DECIDE, topic_id, "take"),
                context.offer("topic-defer", DECIDE, topic_id, "defer"),
            )
            if chairs and open_
            else None
        ),
        context.offer("topic-files-see", FILES, topic_id) if topic.files else None,
        (
            context.offer("topic-forward", FORWARD, topic_id) if open_ and keeps and topic_id in order[1:] else None,
            context.offer("topic-withdraw", WITHDRAW, topic_id)
            if open_ and agenda.may_take_back(context, topic.row)
            else None,
        ),
        context.offer("button-back", cards.AGENDA, meeting.id),
    )


@router.press(DECIDE)
async def decided(context: Context, press: Press) -> Card:
    """Take a late topic, or leave it to the next meeting."""
    await agenda.decide(context, press.id, take=press.extra == "take")
    return await _one(context, press.id)


@router.press(WITHDRAW)
async def withdrawn(context: Context, press: Press) -> Card:
    """Take a topic back."""
    await agenda.withdraw(context, press.id)
    return await _one(context, press.id)


@router.press(FILES)
async def files(context: Context, press: Press) -> None:
    """Send the files of a topic."""
    topic, _ = await facts.opened(context, press.id)
    await view.send_files(context, topic.row.draft_id, context.words("topic-file", name=topic.name))
