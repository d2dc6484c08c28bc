"""The roster check in chat: what is missing as a card, and as an Excel file."""

from handlers.kit import Context, router_of
from services.cards.card import Card
from services.roster import check, gap_sheet
from services.roster.check import CHECK, SHEET

router = router_of("roster_check")


@router.command("rostercheck")
@router.press(CHECK)
async def shown(context: Context) -> Card:
    """Show what is missing now."""
    return check.card(context.town, context.words, await check.check(context))


@router.press(SHEET)
async def sheet(context: Context) -> None:
    """Send the gaps as an Excel file."""
    context.say.document(*await gap_sheet.workbook(context, f"{context.today:%Y%m%d}"), busy=True)
