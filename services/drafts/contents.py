"""The content of a draft beside its fields: its files, and its messages below its card, as an update has found them."""

from dataclasses import dataclass, field
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Draft, Media, MessageRef
from models.enums import MediaKind
from services.core.engines.prepared import Prepared

_DRAFT = cast(sa.Table, Draft.__table__).c
_KNOWN = "content"
"""With a draft's id, the key of a session's ``info``."""


def below_card(draft: Any, card: Any) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions on the messages of a draft that stand below its card in the bound ``chat``."""
    return MessageRef.draft_id == draft, MessageRef.chat_id == sa.bindparam("chat"), MessageRef.message_id > card


_COMMA: Any = sa.literal_column("','")
_FILE = sa.cast(Media.id, sa.String).concat(":").concat(sa.cast(Media.kind, sa.String))
COLUMNS: tuple[sa.ColumnElement[Any], ...] = (
    sa.select(sa.func.aggregate_strings(_FILE, _COMMA))
    .join(Attachment, Attachment.media_id == Media.id)
    .where(Attachment.draft_id == _DRAFT.id)
    .scalar_subquery()
    .label("files"),
    sa.select(sa.func.count()).where(*below_card(_DRAFT.id, _DRAFT.card_message_id)).scalar_subquery().label("below"),
)
"""The content in a query for drafts; ``chat`` is the chat of their cards."""
_REFS = cast(sa.Table, MessageRef.__table__)
_BELOW = sa.select(sa.func.count()).where(*below_card(sa.bindparam("draft"), sa.bindparam("message")))
_REFER = Prepared(
    lambda insert: insert(_REFS).on_conflict_do_nothing(), "chat_id", "message_id", "draft_id", "case_id", "text"
)


@dataclass
class Content:
    """The files and messages of a draft, kept up to date by ``drafts.attach`` and ``refer``."""

    files: dict[int, MediaKind] = field(default_factory=dict)
    """The kind of each file, by its id."""
    below: int = 0
    """How many of its messages stand below its card."""
    card: int | None = None
    """The message that is its card."""


def read(files: str | None, below: int, card: int | None) -> Content:
    """Return the content of a row of ``COLUMNS``."""
    found = (one.partition(":") for one in files.split(",")) if files else ()
    return Content({int(media_id): MediaKind(kind) for media_id, _, kind in found}, below, card)


def remember(session: AsyncSession, draft_id: int, content: Content) -> None:
    """Remember what a draft holds until the transaction ends, or it is forgotten."""
    session.info[_KNOWN, draft_id] = content


def forget(session: AsyncSession, draft_id: int) -> None:
    """Have it read from the database next time."""
    session.info.pop((_KNOWN, draft_id), None)


def known(session: AsyncSession, draft_id: int) -> Content | None:
    """Return what a draft holds; None where it was not read in this transaction."""
    found: Content | None = session.info.get((_KNOWN, draft_id))
    return found


async def refer(
    session: AsyncSession, chat_id: int, message_id: int, *, draft_id: int | None, case_id: int | None, text: str | None
) -> None:
    """Remember the draft and the case that a chat message went into."""
    row = {"chat_id": chat_id, "message_id": message_id, "draft_id": draft_id, "case_id": case_id, "text": text}
    held = known(session, draft_id) if draft_id is not None else None
    new = await _REFER.run(session, row)
    if held is not None and held.card is not None and message_id > held.card:
        held.below += new


async def below(session: AsyncSession, draft: Draft, chat_id: int, message_id: int) -> int:
    """Return how many of a draft's messages stand below a message of a chat."""
    return await session.scalar(_BELOW, {"draft": draft.id, "chat": chat_id, "message": message_id}) or 0
