"""Answers to an invitation, the list of members with the silent first, and the roll call on the day."""

from handlers.kit import Context, Kept, Press, Prompt, card_of, pager, router_of
from handlers.kit.buttons import choice_in, number_in
from handlers.meetings import meetings as view
from models.enums import Action, Attendance, MeetingState
from services.cards.card import Card, button, lines
from services.core.paging import cut
from services.meetings import cards, meetings, members
from services.meetings.cards import ANSWER, INVITED, MEMBER, NO_TOPIC, OPEN, ROLL
from services.meetings.members import Invited
from services.people.access import may, require

router = router_of("meeting_attendance")
ALL = "all"


async def _check(context: Context, kept: Kept) -> object:
    return await members.answerable(context, kept["row"])


WORDS = Prompt("meeting_answer", _check)
"""The next words say who is sent, or why nobody can come."""


@router.press(ANSWER)
async def answered(context: Context, press: Press) -> Card | None:
    """Take an answer; ask who is sent, or why nobody can come."""
    said = choice_in(press.extra, Attendance)
    await members.answerable(context, press.id)
    if said is not Attendance.COMING:
        question = context.words(f"meeting-ask-{said.value}")
        await WORDS.ask(context, f"{ANSWER}.{press.id}", question, row=press.id, answer=said.value)
        return None
    return await _answer(context, press.id, said)


@router.answer(WORDS, words_only=True)
async def words_said(context: Context, kept: Kept, said: str) -> Card:
    """Take the answer with its words."""
    return await _answer(context, kept["row"], Attendance(kept["answer"]), said)


async def _answer(context: Context, row_id: int, said: Attendance, words: str = "") -> Card:
    meeting = await meetings.answer(context, row_id, said, words)
    context.say.noted(context.words.plain("meeting-answer-noted"))
    return await view.card(context, meeting.id)


@router.press(NO_TOPIC)
async def no_topic(context: Context, press: Press) -> Card:
    """Note that a member has no topic."""
    meeting = await members.without_topic(context, press.id)
    context.say.noted(context.words.plain("topic-none-noted"))
    return await view.card(context, meeting.id)


@router.press(INVITED)
async def invited(context: Context, press: Press) -> Card:
    """Show what each member answered; the station notes an answer that came by telephone."""
    require(context.actor, Action.ATTEND_MEETING)
    facts = await meetings.opened(context, press.id)
    order = sorted(facts.invited, key=lambda one: one.row.answer is not None)
    shown = cut(order, press.number)
    open_ = facts.meeting.state is MeetingState.CALLED and may(context.actor, Action.KEEP_MEETING)
    told = [
        context.words("meeting-member-line", name=one.name, answer=cards.answer_of(context.words, one.row))
        for one in shown.entries
    ]
    return card_of(
        lines(
            context.words("meeting-members-head", title=cards.title(context.town, context.words, facts.meeting)), *told
        ),
        *(
            context.offer("meeting-note-answer", MEMBER, one.row.id, name=one.name)
            for one in shown.entries
            if open_ and one.row.answer is None
        ),
        pager(shown, lambda to: (INVITED, press.id, to)),
        context.offer("button-back", OPEN, press.id),
    )


@router.press(MEMBER)
async def member(context: Context, press: Press) -> Card:
    """Show one member's answer with the three answers to choose from."""
    meeting, one = await meetings.member(context, press.id)
    return card_of(
        cards.own_answer(context.words, one),
        cards.answer_buttons(context.words, one, alone=True),
        context.offer("button-back", INVITED, meeting.id),
    )


@router.press(ROLL)
async def roll(context: Context, press: Press) -> Card:
    """Call the members: a button notes that one is there; pressed again, that it is not."""
    page, _, chosen = press.extra.partition(".")
    if chosen:
        await members.call_roll(context, press.id, None if chosen == ALL else [number_in(chosen)])
    require(context.actor, Action.KEEP_MEETING)
    facts = await meetings.opened(context, press.id)
    shown = cut(facts.invited, number_in(page, 0))
    return card_of(
        context.words("meeting-roll-head", title=cards.title(context.town, context.words, facts.meeting)),
        *(button(_roll_label(context, one), ROLL, press.id, f"{shown.page}.{one.row.id}") for one in shown.entries),
        pager(shown, lambda to: (ROLL, press.id, to)),
        context.offer("meeting-roll-all", ROLL, press.id, f"{shown.page}.{ALL}"),
        context.offer("button-back", OPEN, press.id),
    )


def _roll_label(context: Context, one: Invited) -> str:
    there = {None: "unknown", True: "yes", False: "no"}[one.row.present]
    sent = one.row.words if one.row.answer is Attendance.SENDS and one.row.words else "no"
    return context.words.plain("meeting-roll-entry", name=one.name, there=there, sent=sent)
