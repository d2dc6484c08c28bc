"""Show a record as it is now, with what the actor may do about it."""

from handlers.kit import Context, Row, with_rows
from models.enums import Action
from services.cards.card import Card, lines
from services.documents.documents import offer
from services.inspections import cards, lists, records
from services.inspections.documents import record as document
from services.inspections.inspections import Entered
from services.people.access import may


async def shown(context: Context, entered: Entered, key: str) -> Card:
    """Return a record's card under what was done, and what became of the duties."""
    its = entered.inspection
    became = entered.counted
    head = lines(
        context.words(key, number=its.number),
        cards.counted(context.town, context.words, its, became) if _tells(key, entered) else None,
    )
    return await record(context, its.id, head)


def _tells(key: str, entered: Entered) -> bool:
    became = entered.counted
    return key == "done-inspection-entered" or bool(became.of or became.no_more or became.near)


async def record(context: Context, inspection_id: int, head: str | None = None) -> Card:
    """Return a record's card with its buttons. Raises ``Forbidden``, ``Stale``."""
    found = await lists.opened(context, inspection_id)
    its = found.inspection
    changes = its.withdrawn_at is None and may(context.actor, Action.CORRECT_INSPECTION, records.concerned(its))
    rows: list[Row] = [
        [
            context.offer("inspection-button-files", cards.FILES, its.id, count=found.files) if found.files else None,
            context.offer("inspection-button-editions", cards.EDITIONS, its.id) if its.corrected else None,
        ],
        offer(context.words, document.RECORD, its.id),
        [
            context.offer("inspection-button-edit", cards.CORRECT, its.id) if changes else None,
            context.offer("inspection-button-withdraw", cards.WITHDRAW, its.id) if changes else None,
        ],
        context.offer("list-back", cards.LIST),
    ]
    return with_rows(cards.record(context.town, context.words, found, head), *rows)
