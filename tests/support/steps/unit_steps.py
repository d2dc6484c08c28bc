"""The steps of a unit with an assignment."""

from conversation import Conversation
from models import Case

UNIT = "natural-resources"


async def issued(s: Conversation, **fields: object) -> Case:
    """Hand a case to the unit; its handler is pushed the card, which stands in the ledger then."""
    case = await s.driver.dispatched(UNIT, **fields)
    await s["land"].sees("请自然资源所签收", case.number)
    await s.delivered()
    return case


async def accepted(s: Conversation, **fields: object) -> Case:
    """A case the unit has accepted, its card on the handler's screen."""
    case = await issued(s, **fields)
    await s.press("land", "签收")
    await s["land"].sees("已签收")
    return case
