"""Pausing a duty until a day, with the reason, and letting it go on."""

from datetime import datetime

from handlers.duties.duties import one
from handlers.kit import Context, Kept, Press, Prompt, date_picker, prompts, router_of
from handlers.kit.date_picker import takes_time
from services.cards.card import Card
from services.duties import cards, fulfilment, lists, pauses

router = router_of("duty_pauses")

WHY = Prompt("duty_pause", lambda context, kept: lists.opened(context, kept["duty"]))
"""The next words are the reason of a pause."""
UNTIL = Prompt("duty_pause_until", lambda context, kept: lists.opened(context, kept["duty"]))
"""The next words are the time until which it rests."""


@router.press(cards.PAUSE)
async def wanted(context: Context, press: Press) -> None:
    """Ask for the reason."""
    await fulfilment.may_judge(context, press.id)
    await WHY.ask(context, cards.PAUSE, context.words("duty-pause-why"), duty=press.id)


@router.answer(WHY, words_only=True)
async def reason_said(context: Context, kept: Kept, said: str) -> None:
    """Ask until when."""
    await fulfilment.may_judge(context, kept["duty"])
    picker = date_picker.open_button(context, f"dutypause.{cards.PAUSE}")
    days = context.settings.clocks.longest_pause.days
    await UNTIL.ask(
        context, cards.PAUSE, context.words("duty-pause-until", days=days), picker, duty=kept["duty"], why=said
    )


@takes_time(router, UNTIL, "dutypause", prompts.time_said)
async def paused(context: Context, kept: Kept, until: datetime) -> Card:
    """Pause it until then."""
    await pauses.pause(context, kept["duty"], until=until, reason=kept["why"])
    return await one(context, kept["duty"])


@router.press(cards.RESUME)
async def resumed(context: Context, press: Press) -> Card:
    """Let it go on now."""
    await pauses.resume(context, press.id)
    return await one(context, press.id)
