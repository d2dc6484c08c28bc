"""The first statement of an update in a private chat: everything that nearly every message or button looks up.

Each area knows what was found until the transaction ends, and asks for itself where nothing was (``remember``).
"""

from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from aiogram.enums import ChatType
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import CallbackQuery, Update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.intake.handle.conversation_storage import names_of
from handlers.kit.middleware import PressedCard
from models import Account, Case, Conversation, Draft
from services.core.engines.prepared import Prepared, objects
from services.drafts import contents, drafts
from services.filing import supplements
from services.filing.supplements import LATE_WINDOW, Recent
from services.messaging import outbox, standing
from services.mobilisation import deployed
from services.operations.conversations import Conversations
from services.remediation import tasks

_DRAFTS, _CONVERSATIONS = cast(sa.Table, Draft.__table__), cast(sa.Table, Conversation.__table__)
_OWN, _STACK, _LATEST = _CONVERSATIONS.alias("own"), _CONVERSATIONS.alias("stack"), aliased(Case, name="latest")
_PERSON = sa.select(Account.person_id).where(Account.telegram_id == sa.bindparam("user")).scalar_subquery()
_PAGES = tuple(column for page in (_OWN, _STACK) for column in (page.c.key, page.c.state, page.c.data))
_FOUND = (
    sa.select(sa.literal_column("1").label("one"))
    .subquery("here")
    .outerjoin(_OWN, _OWN.c.key == sa.bindparam("own"))
    .outerjoin(_STACK, _STACK.c.key == sa.bindparam("stack"))
    .outerjoin(_DRAFTS, sa.and_(_DRAFTS.c.person_id == _PERSON, drafts.ALIVE))
)


def _look(*columns: Any, found: Any = _FOUND) -> Prepared:
    """Return the statement: a row for each draft that has not ended, or one row without any."""
    named = (column.label(f"c{number}") for number, column in enumerate((*_PAGES, _PERSON, *columns, *_DRAFTS.c)))
    return Prepared(sa.select(*named).select_from(found))


_MESSAGE = _look(
    deployed.is_out(_PERSON),
    _LATEST.id,
    _LATEST.number,
    *contents.COLUMNS,
    found=_FOUND.outerjoin(_LATEST, _LATEST.id == supplements.latest_of(_PERSON, Case.id).scalar_subquery()),
)
_PRESS = _look(
    sa.exists().where(*outbox.UNCONFIRMED),
    sa.exists().where(*standing.AT),
    sa.exists().where(*tasks.open_of(_PERSON)),
)


async def look(
    session: AsyncSession, bot_id: int, update: Update, conversations: Conversations, now: datetime
) -> PressedCard | None:
    """Look everything up; return what was found about the card whose button was pressed."""
    event = update.callback_query or update.message
    shown = event.message if isinstance(event, CallbackQuery) else event
    if event is None or event.from_user is None or shown is None or shown.chat.type != ChatType.PRIVATE:
        return None
    keys = names_of(StorageKey(bot_id=bot_id, chat_id=shown.chat.id, user_id=event.from_user.id))
    asked: dict[str, Any] = dict(zip(("own", "stack"), keys, strict=True))
    asked |= {"user": event.from_user.id, "chat": shown.chat.id}
    if pressed := isinstance(event, CallbackQuery):
        rows = await _PRESS.rows(session, asked | {"message": shown.message_id})
    else:
        rows = await _MESSAGE.rows(session, asked | {"since": now - LATE_WINDOW})
    conversations.found(keys[0], *rows[0][0:3])
    conversations.found(keys[1], *rows[0][3:6])
    person_id, drafted = rows[0][6], len(_DRAFTS.c)
    if person_id is None:
        return None
    alive = objects(session, Draft, [row[-drafted:] for row in rows if row[-drafted] is not None])
    drafts.remember(session, person_id, alive)
    if pressed:
        return PressedCard(*rows[0][7:10])
    is_out, case_id, number = rows[0][7:10]
    if not is_out:
        deployed.remember_none(session, person_id)
    latest = Recent(case_id, number) if case_id is not None else None
    supplements.remember_latest(session, person_id, now - LATE_WINDOW, latest)
    for draft, row in zip(alive, rows, strict=False):
        contents.remember(session, draft.id, contents.read(row[10], row[11], draft.card_message_id))
    return None
