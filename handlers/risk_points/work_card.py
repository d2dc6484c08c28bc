"""The words of a point's card (防灾工作明白卡), the card as PDF, and the point of a printed card that was scanned."""

from handlers.kit import Context, Kept, Press, Prompt, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in
from handlers.risk_points.points import card
from models.enums import Action
from services.cards.card import Card
from services.risk_points import cards, register, work_card

router = router_of("risk_work_cards")
scans = router_of("risk_point_scans")

FIELD = Prompt("risk_work", lambda context, kept: register.load(context, kept["point"], Action.KEEP_RISK_POINT))
"""The next words are a field of the card."""


@scans.scan(work_card.SCAN, r"\d{1,18}")
async def scanned(context: Context, scanned: str) -> Card:
    """Show the point whose card was scanned."""
    return await card(context, int(scanned))


@router.press(cards.WORK)
async def wanted(context: Context, press: Press) -> Card | None:
    """Show the words of the card with a button for each field, or ask for a field."""
    if not press.extra:
        return await _card(context, press.id)
    field = choice_in(press.extra, work_card.FIELDS)
    point = await register.load(context, press.id, Action.KEEP_RISK_POINT)
    text = context.words("risk-work-ask", name=point.name, title=cards.title(context.words, field), field=field)
    await FIELD.ask(context, f"{cards.WORK}.{field}.{point.id}", text, point=point.id, field=field)
    return None


@router.answer(FIELD, words_only=True)
async def said(context: Context, kept: Kept, said: str) -> Card:
    """Take the field. Raises ``Refused`` for what cannot be read; the question stays open."""
    await work_card.take(context, kept["point"], kept["field"], said)
    return await _card(context, kept["point"])


async def _card(context: Context, point_id: int) -> Card:
    fields = [
        context.offer("risk-choice", cards.WORK, point_id, one, name=cards.title(context.words, one))
        for one in work_card.FIELDS
    ]
    return card_of(
        await work_card.text(context, context.words, point_id),
        *in_rows(fields, 2),
        (
            context.offer("risk-work-print", cards.PRINT, point_id),
            context.offer("button-back", cards.OPEN, point_id),
        ),
    )


@router.press(cards.PRINT)
async def printed(context: Context, press: Press) -> None:
    """Send the card as PDF."""
    found = await work_card.printed(context, press.id)
    name = f"{found.name}.pdf"
    context.say.document_later(name, found.make, caption=None, failed=context.words("document-failed", name=name))
