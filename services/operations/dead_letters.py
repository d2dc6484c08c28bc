"""Updates that could not be handled: kept, told to the sender, shown to the station, tried again or settled (I1)."""

from dataclasses import dataclass
from datetime import datetime

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Person, Update
from models.enums import Action, UpdateState
from models.intake import UNHANDLED
from services.cards import wording
from services.cards.card import Card, button
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.town import Town
from services.messaging import messages
from services.messaging.outbox import To
from services.operations import kinds
from services.people import directory
from services.people.access import require
from texts import Words

RETRY = "retry_update"
"""The action of the station's button; its subject is the update's id."""
SETTLE = "settle_update"
"""The action of the other button: the station has seen to it, and it is not tried again."""
EXCERPT = 120
"""Characters of the message shown to the station."""


@dataclass(frozen=True)
class Parked:
    """One update that waits for a human."""

    update_id: int
    received_at: datetime
    attempts: int
    error: str
    sender: int
    """Telegram's id of the person, or of the chat."""
    name: str | None
    """The person of the roster, if it is one."""
    excerpt: str | None
    """The beginning of what was written, if anything was."""


_PARKED = (
    sa.select(Update, Person.name)
    .outerjoin(Account, Account.telegram_id == Update.sender)
    .outerjoin(Person, Person.id == Account.person_id)
)


async def park(session: AsyncSession, update_id: int, *, attempts: int, error: str) -> bool:
    """Take a pending update out of the way; False when it is no longer pending."""
    change = {"state": UpdateState.PARKED, "attempts": attempts, "error": error}
    return await _move(session, update_id, UpdateState.PENDING, **change)


async def retry(session: AsyncSession, actor: Actor, update_id: int) -> bool:
    """Have a parked update tried once more; False when it is not parked. Raises ``Forbidden``."""
    require(actor, Action.SEE_PARKED)
    return await _move(session, update_id, UpdateState.PARKED, state=UpdateState.PENDING)


async def settle(act: Act, update_id: int) -> bool:
    """Take it off the list because the station has seen to it; False when it is not parked. Raises ``Forbidden``.

    The update stays stored, and the journal names the person.
    """
    require(act.actor, Action.SEE_PARKED)
    handled = {"state": UpdateState.HANDLED, "handled_at": act.now}
    if not await _move(act.session, update_id, UpdateState.PARKED, **handled):
        return False
    await journal.append(act.session, f"update:{update_id}", SETTLE, now=act.now, actor_id=act.actor.person_id)
    return True


async def _move(session: AsyncSession, update_id: int, before: UpdateState, **change: object) -> bool:
    result = await session.execute(
        sa.update(Update).where(Update.update_id == update_id, Update.state == before).values(**change, not_before=None)
    )
    return bool(result.rowcount == 1)  # type: ignore[attr-defined]


async def waiting(session: AsyncSession, actor: Actor, *, limit: int = 10, offset: int = 0) -> list[Parked]:
    """Return parked updates, oldest first. Raises ``Forbidden``."""
    require(actor, Action.SEE_PARKED)
    query = _PARKED.where(sa.text(UNHANDLED), Update.state == UpdateState.PARKED).order_by(Update.update_id)
    return [_parked(*row) for row in await session.execute(query.limit(limit).offset(offset))]


async def tell_station(act: Moment, update_id: int) -> None:
    """Queue a card with a button to try again to everybody at the station; once for each time it was parked."""
    parked = _parked(*(await act.session.execute(_PARKED.where(Update.update_id == update_id))).one())
    await messages.tell(
        act,
        await directory.station(act.session),
        lambda words: card_of(parked, act.town, words),
        kinds.PARKED,
        about=(update_id, parked.attempts),
    )


async def tell_sender(act: Moment, update_id: int, *, chat_id: int, person_id: int | None, words: Words) -> None:
    """Queue the words to the sender: the message is kept, the station is looking, the number to call if urgent."""
    card = Card(text=words("edge-parked", call=act.town.settings.login.call))
    await messages.tell(act, [To(person_id=person_id, chat_id=chat_id)], card, kinds.PARKED_SENDER, about=update_id)


def card_of(parked: Parked, town: Town, words: Words) -> Card:
    """Return what the station sees of a parked update."""
    text = words(
        "edge-parked-station",
        who=parked.name or str(parked.sender),
        at=words.time(parked.received_at, town.zone),
        excerpt=parked.excerpt or "—",
        error=wording.shortened(parked.error.partition(" @ ")[0], EXCERPT),
        attempts=parked.attempts,
    )
    again = button(words.plain("edge-parked-retry"), RETRY, parked.update_id)
    return Card(text=text, rows=((again, button(words.plain("edge-parked-settle"), SETTLE, parked.update_id)),))


def _parked(update: Update, name: str | None) -> Parked:
    raw = orjson.loads(update.raw)
    message = raw.get("message") or raw.get("edited_message")
    said = (message.get("text") or message.get("caption")) if isinstance(message, dict) else None
    return Parked(
        update_id=update.update_id,
        received_at=update.received_at,
        attempts=update.attempts,
        error=update.error or "",
        sender=update.sender,
        name=name,
        excerpt=wording.shortened(said, EXCERPT) if isinstance(said, str) and said else None,
    )
