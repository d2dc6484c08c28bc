"""A file that answers a case's card, from a person who owes the next step: it opens the card of that step.

The unit's photo with words is its feedback, the verifier's photo the evidence that is asked for; one button submits it.
"""

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.types import Message, TelegramObject
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.assignments import feedback, verification
from handlers.drafts import content
from handlers.filing import belonging, words
from handlers.kit import Context, Shown, router_of
from handlers.kit.prompts import Reply
from models import Draft
from models.enums import Action, DraftKind
from services.assignments import moves
from services.core.act import Actor
from services.drafts import drafts

FORMS = {Action.FEED_BACK: feedback.FORM, Action.VERIFY: verification.FORM}
KINDS = {Action.FEED_BACK: DraftKind.FEEDBACK, Action.VERIFY: DraftKind.VERIFICATION}

router = router_of("replying")


class StepAnswered(Filter):
    """Whether a reply has a file and answers a case in which its sender owes a step, and no card of theirs is open."""

    async def __call__(
        self,
        event: TelegramObject,
        session: AsyncSession,
        actor: Actor | None = None,
        draft: Draft | None = None,
        raw_state: str | None = None,
    ) -> bool | dict[str, tuple[Action, int]]:
        """Look the step up: the action, and the id of its assignment or case."""
        if not isinstance(event, Message) or event.reply_to_message is None or content.file_of(event) is None:
            return False
        if actor is None or draft is not None or raw_state is not None:
            return False
        case_id = await belonging.case_answered(session, actor, event)
        step = await moves.owed_by(session, actor, case_id) if case_id is not None else None
        return {"step": step} if step is not None else False


@router.message_of(Reply(), StepAnswered())
async def answered(message: Message, context: Context, step: tuple[Action, int], more_of_album: bool = False) -> Shown:
    """Put the file and its words on the card of the step. Words of a danger go on to the case at once."""
    said = content.words_of(message)
    if belonging.says_other(context, said) or words.said_in(context, message).deadly:
        raise SkipHandler
    action, subject_id = step
    draft = await drafts.begin(context.session, context.actor, KINDS[action], now=context.now, subject_id=subject_id)
    return await FORMS[action].take_in(context, message, draft, more_of_album)
