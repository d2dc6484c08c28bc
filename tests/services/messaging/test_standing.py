"""Standing cards: whose page is being read is left alone, whatever is reported of it meanwhile."""

from datetime import UTC, datetime

from models import SentCard
from services.core.database import Database
from services.messaging import standing
from services.messaging.standing import HELD

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLACE, CHAT = "case:1", 7


async def _held_until(database: Database) -> datetime | None:
    async with database.reading() as session:
        return (await session.get_one(SentCard, (PLACE, CHAT))).held_until


async def test_a_button_pressed_before_the_edit_is_reported_holds_the_card(database: Database) -> None:
    for message_id, held in ((10, NOW + HELD), (11, None)):
        async with database.transaction() as session:
            await standing.stands(session, PLACE, CHAT, 10, now=NOW)
            await standing.hold(session, CHAT, 10, now=NOW)
        async with database.transaction() as session:
            await standing.stands(session, PLACE, CHAT, message_id, now=NOW)
        assert await _held_until(database) == held, "another message begins anew"
