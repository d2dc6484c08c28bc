"""A unit's feedback: a card that collects words and evidence in any order, with what is still needed."""

from datetime import timedelta

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import Message

from handlers.cases.showing import done
from handlers.drafts import content as drafts_content
from handlers.drafts.cards import Form
from handlers.filing import belonging, supplements
from handlers.kit import Context, card_of, router_of
from handlers.kit.buttons import number_in
from models import Assignment, Case, Draft
from models.enums import Action, AssignmentState, CaseState, DraftKind
from services.assignments import handling, moves
from services.cards import wording
from services.cards.card import Card, below, lines
from services.cases.lifecycle import assignment_for, find_assignment, load_case
from services.drafts import drafts
from services.drafts.fields import Fields
from services.filing import filing
from services.media import attachments

QUICK = 3
"""Ready-made sentences, for one thumb in the rain."""
LATE_WINDOW = timedelta(minutes=15)
"""A photo sent within this time after the feedback belongs to it."""

router = router_of("feedback")


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: what was asked, what is there, what is still needed."""
    words = context.words
    case, assignment = await _check(context, draft)
    text = drafts.fields(draft, Fields).text.strip()
    asked, returned = wording.shortened(assignment.instructions), wording.shortened(assignment.returned_for)
    wanted = context.settings.severities[case.severity].feedback_evidence
    present = await attachments.count(context.session, draft)
    lacks = [] if text else ["collect-lacks-words"]
    if present < wanted:
        lacks.append("collect-lacks-files")
    return card_of(
        lines(
            words("feedback-head", number=case.number, unit=await moves.unit_name(context.session, assignment.unit_id)),
            words("feedback-asked", text=asked) if asked else None,
            words("feedback-returned", text=returned) if returned else None,
            words("collect-text", text=wording.shortened(text)) if text else words("collect-no-text"),
            words("collect-files", present=present, wanted=wanted),
            below(words("collect-lacks", missing=context.listed(lacks)) if lacks else words("feedback-ready")),
        ),
        None if lacks else FORM.offer(context, draft, "feedback-submit", "submit"),
        *(
            FORM.offer(context, draft, f"feedback-quick-{number}", f"say.{number}")
            for number in range(1, QUICK + 1)
            if not text
        ),
        FORM.offer(context, draft, "feedback-only-added", "added") if text or present else None,
        FORM.ways_out(context, draft),
    )


async def _check(context: Context, draft: Draft) -> tuple[Case, Assignment]:
    return await assignment_for(context.session, context.actor, draft.subject_id or 0, Action.FEED_BACK)


OVER = {
    AssignmentState.WITHDRAWN: "feedback-over-withdrawn",
    AssignmentState.FED_BACK: "feedback-over-fed-back",
    AssignmentState.VERIFIED: "feedback-over-fed-back",
    AssignmentState.PAUSED: "feedback-over-paused",
}
"""The words for an assignment that moved on while its card was open."""


async def _over(context: Context, draft: Draft) -> Card | None:
    """Say why the card is no longer wanted. While the assignment is paused, the card is put aside with it."""
    assignment = await find_assignment(context.session, draft.subject_id)
    if assignment is None or assignment.unit_id not in context.actor.unit_ids or assignment.state not in OVER:
        return None
    if assignment.state is AssignmentState.PAUSED:
        await drafts.shelve(context.session, draft, context.now)
    case = await load_case(context.session, assignment.case_id, lock=False)
    text = context.words(OVER[assignment.state], number=case.number)
    return card_of(text, context.offer("button-view", "view", case.id))


FORM = Form("feedback", DraftKind.FEEDBACK, draw=draw, check=_check, over=_over)


async def _submit(context: Context, draft: Draft, choice: str) -> Card:
    case = await handling.feed_back(context, draft)
    return await done(context, case, "done-feed-back" if case.state is CaseState.FEEDBACK else "done-feed-back-others")


async def _only_added(context: Context, draft: Draft, choice: str) -> Card:
    """Keep it as more about the case: the feedback is still owed."""
    case, _ = await _check(context, draft)
    return await done(context, await filing.add_draft(context, draft, case.id), "late-joined")


async def _say(context: Context, draft: Draft, choice: str) -> None:
    """Add a ready-made sentence."""
    sentence = context.words.plain(f"feedback-quick-{number_in(choice, least=1, most=QUICK)}")
    text = f"{drafts.fields(draft, Fields).text}\n{sentence}".strip()
    await drafts.patch(context.session, draft, Fields, context.now, text=text)


VERBS = {"submit": _submit, "say": _say, "added": _only_added}
FORM.answer(router, "feedback-cancelled", VERBS, opened_by=Action.FEED_BACK.value)


@router.message_of(
    drafts_content.JustAfter("case_id", LATE_WINDOW, moves.just_fed_back, lambda actor, message: bool(actor.unit_ids))
)
async def late_file(message: Message, context: Context, case_id: int, more_of_album: bool = False) -> None:
    """Add a late photo to the case; a button takes it out again. Words that name another danger start a report."""
    if belonging.says_other(context, drafts_content.words_of(message)):
        raise SkipHandler
    await supplements.join(context, message, case_id, more=more_of_album)
