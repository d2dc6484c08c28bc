"""The button under the alarm about an unsent danger: the station makes it a case."""

from handlers.cases.showing import done
from handlers.kit import Context, Press, router_of
from services.cards.card import Card
from services.unsent import takeover
from services.unsent.cards import TAKE

router = router_of("unsent")


@router.press(TAKE)
async def taken(context: Context, press: Press) -> Card:
    """Take it over, and show the case with the next steps."""
    return await done(context, await takeover.take(context, press.subject), "done-unsent-taken")
