"""Steps of tests about orders because of a warning: messages are taken in, and an order is sent with consent."""

from models import Broadcast
from models.enums import BroadcastState
from services.broadcasts import broadcasts, consent
from services.core.act import Act, Moment
from services.warnings import changes, orders
from services.warnings.cap.alerts import Alert
from services.warnings.register import intake, register
from services.warnings.register.intake import Origin, Piece
from services.warnings.register.views import Warned
from township import TownshipDriver


async def take(driver: TownshipDriver, *alerts: Alert) -> Warned:
    """Take messages in, and return the only warning that there is then."""
    async with driver.town.database.transaction() as session:
        act = Moment(session, driver.town, driver.now)
        await changes.taken(act, await intake.take(act, [Piece(alerts)], Origin()))
        (found,) = (await register.load(act)).warnings
        return found


async def sends(driver: TownshipDriver, warned: Warned) -> Broadcast:
    """Let the officer on duty send an order, with the deputy's consent where it needs one."""

    async def look(act: Act) -> Broadcast:
        draft = await orders.prepare(act, warned.id)
        await broadcasts.look(act, draft.id)
        return await consent.send(act, draft.id)

    sent: Broadcast = await driver.by("duty", look)
    if sent.state is BroadcastState.AWAITING:
        sent = await driver.by("deputy", consent.answer, sent.id, agrees=True, version=sent.version)
    return sent
