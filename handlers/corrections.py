"""Edited messages: the card shows the new words; a filed case keeps the old ones too (突发事件应对法 61)."""

from datetime import datetime

from aiogram import Router
from aiogram.types import Message
from sqlalchemy.ext.asyncio import AsyncSession

from handlers import content, filing_card
from handlers.answers import Answers
from handlers.scene import Scene
from models import Draft
from models.enums import DraftKind, DraftState
from services import reports
from services.access import Actor
from services.town import Town
from texts import Words

router = Router(name="corrections")


@router.edited_message()
async def edited(
    message: Message,
    session: AsyncSession,
    town: Town,
    actor: Actor,
    words: Words,
    say: Answers,
    now: datetime,
) -> None:
    """Take an edit in where the message went; an edit of anything else is nobody's business."""
    text = content.words_of(message)
    if text is None:
        return
    at = {"chat_id": message.chat.id, "message_id": message.message_id}
    corrected = await reports.correct(session, town, actor, text=text, now=now, **at)
    if corrected is None:
        return
    if not isinstance(corrected, Draft):
        say.send(words("late-corrected", number=corrected.number))
        return
    if corrected.kind is DraftKind.REPORT and corrected.state is DraftState.OPEN and corrected.card_message_id:
        scene = Scene(session, town, actor, words, say, now)
        say.edit(await filing_card.overview(scene, corrected), message_id=corrected.card_message_id)
