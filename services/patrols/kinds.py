"""Messages about patrols, and the way from a duty's card to a patrol."""

from models import Duty, RiskPoint
from models.enums import Action, Priority
from services.core.act import Act
from services.duties.entering.ways import Way
from services.messaging.kinds import MessageKind
from services.patrols.cards import FROM_DUTY
from services.patrols.points import FACT
from services.people.access import may
from services.risk_points.reach import subject_of
from services.settings.duties import Owing

WITHDRAWN = MessageKind("patrol_withdrawn", Priority.RECEIPT)

KINDS = (WITHDRAWN,)


async def _open_to(act: Act, duty: Duty) -> bool:
    if duty.owing != Owing.RISK_POINT.value:
        return may(act.actor, Action.PATROL)
    point = await act.session.get(RiskPoint, int(duty.who))
    return point is not None and point.active and may(act.actor, Action.PATROL, subject_of(point))


WAYS = (Way(FACT, "patrol-go", FROM_DUTY, _open_to),)
