"""The button below a card that is cut: it sends the whole text, to everybody who may see the card."""

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery

from handlers.kit import Press
from handlers.kit.answers import Answers
from services.cards.whole import WHOLE
from services.core.act import Actor, Moment
from services.core.errors import Forbidden
from services.messaging import whole_texts

router = Router(name="whole")


@router.callback_query(Press.of(WHOLE))
async def sent_whole(query: CallbackQuery, press: Press, moment: Moment, say: Answers, actor: Actor | None) -> None:
    """Send the whole text. In a group all its members see the card; in a private chat it is for the roster."""
    alone = query.message is None or query.message.chat.type == ChatType.PRIVATE
    if actor is None and alone:
        raise Forbidden("error-forbidden")
    say.send(await whole_texts.load(moment.session, press.subject))
    if not alone:
        say.only_to(query.from_user)
