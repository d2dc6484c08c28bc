"""Edited messages: the card shows the new words; a filed case keeps the old ones too (突发事件应对法 61)."""

from aiogram.types import Message

from handlers.drafts import content as drafts_content
from handlers.filing import card
from handlers.kit import Context, router_of
from models import Draft
from models.enums import DraftKind, DraftState
from services.filing import filing

router = router_of("corrections")


@router.edited_message()
async def edited(message: Message, context: Context) -> None:
    """Take an edit in where the message went; an edit of anything else is nobody's business."""
    text = drafts_content.words_of(message)
    if text is None:
        return
    at = {"chat_id": message.chat.id, "message_id": message.message_id}
    corrected = await filing.correct(context.act, text=text, **at)
    if corrected is None:
        return
    if not isinstance(corrected, Draft):
        context.say.send(context.words("late-corrected", number=corrected.number))
        return
    if corrected.kind is DraftKind.REPORT and corrected.state is DraftState.OPEN and corrected.card_message_id:
        context.say.edit(await card.overview(context, corrected), message_id=corrected.card_message_id)
