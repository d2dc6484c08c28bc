"""A unit's feedback: a card that collects words and evidence in any order, with what is still needed."""

from datetime import datetime, timedelta

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.cases.showing import fresh
from handlers.drafts import cards
from handlers.drafts import content as drafts_content
from handlers.drafts.cards import Collects
from handlers.filing import supplements
from handlers.kit import Context, Press, router_of
from models import Assignment, Case, Draft
from models.enums import Action, AssignmentState, CaseState, DraftKind
from services.assignments import handling, moves
from services.cards import wording
from services.cards.card import Button, Card, below, button, lines
from services.cases.lifecycle import assignment_for, find_assignment, load_case
from services.core.act import Actor
from services.drafts import drafts
from services.drafts.fields import Fields

FEEDBACK = "feedback"
"""A button of the card; its subject is the draft, its extra the verb."""
QUICK = 3
"""Ready-made sentences, for one thumb in the rain."""
LATE_WINDOW = timedelta(minutes=15)
"""A photo sent within this time after the feedback belongs to it."""

router = router_of("feedback")


@router.callback_query(Press.of(Action.FEED_BACK.value))
async def start(query: CallbackQuery, press: Press, context: Context) -> None:
    """Open the card of this assignment."""
    await assignment_for(context.session, context.actor, press.id, Action.FEED_BACK)
    await cards.begin(context, DraftKind.FEEDBACK, press.id, draw)


@router.message(Collects(DraftKind.FEEDBACK))
async def take_in(message: Message, context: Context, draft: Draft, more_of_album: bool = False) -> None:
    """Put what was sent on the card."""
    await cards.take_in(context, message, draft, draw, _check, more=more_of_album, over=_over)


@router.callback_query(Press.of(FEEDBACK))
async def pressed(query: CallbackQuery, press: Press, context: Context) -> None:
    """Submit, add a ready-made sentence, start the words anew, or put the card aside."""
    draft = await cards.pressed(context, DraftKind.FEEDBACK, press.id)
    verb, choice = press.verb, press.choice
    if verb != "cancel" and not await cards.still(context, draft, _check, _over):
        return
    match verb:
        case "submit":
            case = await handling.feed_back(context.act, draft)
            rest = "" if case.state is CaseState.FEEDBACK else "-others"
            head = context.words(f"done-feed-back{rest}", number=case.number)
            context.say.edit(await fresh(context, case.id, head))
            return
        case "say":
            await cards.say(context, draft, context.words.plain(f"feedback-quick-{int(choice)}"))
        case "clear":
            await drafts.patch(context.session, draft, Fields, context.now, text="")
        case _:
            await drafts.cancel(context.session, draft, context.now)
            context.say.edit(context.words("feedback-cancelled"))
            return
    context.say.edit(await draw(context, draft))


async def draw(context: Context, draft: Draft) -> Card:
    """Return the card: what was asked, what is there, what is still needed."""
    words = context.words
    case, assignment = await _check(context, draft)
    text = drafts.fields(draft, Fields).text.strip()
    wanted = context.settings.severities[case.severity].feedback_evidence
    present = await cards.evidence(context, draft)
    lacks = [] if text else ["collect-lacks-words"]
    if present < wanted:
        lacks.append("collect-lacks-files")
    quick: list[tuple[Button, ...]] = [
        (button(words.plain(f"feedback-quick-{number}"), FEEDBACK, draft.id, f"say.{number}"),)
        for number in range(1, QUICK + 1)
        if not text
    ]
    row = [button(words.plain("collect-cancel"), FEEDBACK, draft.id, "cancel")]
    if text:
        row.insert(0, button(words.plain("collect-clear"), FEEDBACK, draft.id, "clear"))
    submit: list[tuple[Button, ...]] = (
        [] if lacks else [(button(words.plain("feedback-submit"), FEEDBACK, draft.id, "submit"),)]
    )
    return Card(
        text=lines(
            words("feedback-head", number=case.number, unit=await moves.unit_name(context.session, assignment.unit_id)),
            words("feedback-asked", text=wording.shortened(assignment.instructions))
            if assignment.instructions
            else None,
            words("feedback-returned", text=wording.shortened(assignment.returned_for))
            if assignment.returned_for
            else None,
            words("collect-text", text=wording.shortened(text)) if text else words("collect-no-text"),
            words("collect-files", present=present, wanted=wanted),
            below(
                words("collect-lacks", missing=words.plain("list-comma").join(words.plain(key) for key in lacks))
                if lacks
                else words("feedback-ready")
            ),
        ),
        rows=(*submit, *quick, tuple(row)),
    )


async def _check(context: Context, draft: Draft) -> tuple[Case, Assignment]:
    return await assignment_for(context.session, context.actor, draft.subject_id or 0, Action.FEED_BACK)


OVER = {
    AssignmentState.WITHDRAWN: "feedback-over-withdrawn",
    AssignmentState.FED_BACK: "feedback-over-fed-back",
    AssignmentState.VERIFIED: "feedback-over-fed-back",
    AssignmentState.PAUSED: "feedback-over-paused",
}
"""What became of the assignment while its card was open."""


async def _over(context: Context, draft: Draft) -> Card | None:
    """Say why the card is no longer wanted. While the assignment is paused, what was written waits with it."""
    assignment = await find_assignment(context.session, draft.subject_id)
    if assignment is None or assignment.unit_id not in context.actor.unit_ids or assignment.state not in OVER:
        return None
    if assignment.state is AssignmentState.PAUSED:
        await drafts.shelve(context.session, draft, context.now)
    case = await load_case(context.session, assignment.case_id, lock=False)
    view = button(context.words.plain("button-view"), "view", case.id)
    return Card(text=context.words(OVER[assignment.state], number=case.number), rows=((view,),))


class JustFedBack(Filter):
    """Whether a file comes with no card open, shortly after the person fed back; hands on the case's id."""

    async def __call__(
        self,
        event: TelegramObject,
        session: AsyncSession,
        now: datetime,
        actor: Actor | None = None,
        draft: Draft | None = None,
        raw_state: str | None = None,
    ) -> bool | dict[str, int]:
        """Look the newest feedback up."""
        if not isinstance(event, Message) or draft is not None or actor is None or raw_state is not None:
            return False
        if not actor.unit_ids or drafts_content.file_of(event) is None or event.reply_to_message is not None:
            return False
        case_id = await moves.just_fed_back(session, actor, since=now - LATE_WINDOW)
        return {"case_id": case_id} if case_id is not None else False


@router.message(JustFedBack())
async def late_file(message: Message, context: Context, case_id: int, more_of_album: bool = False) -> None:
    """Add a late photo to the case; one press takes it out again if it is about something else."""
    await supplements.join(context, message, case_id, more=more_of_album)
