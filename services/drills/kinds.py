"""Messages about drills, and the way from a duty's card to the plan."""

from datetime import timedelta

from models import Duty
from models.enums import Action, DraftKind, Priority
from services.core.act import Act
from services.drafts.unsent import DROP, LOOK, Form
from services.duties.entering.ways import Way
from services.messaging.kinds import MessageKind
from services.people.access import Subject, may
from services.settings.duties import Owing

FROM_DUTY = "drill_duty"
"""The action of the button on a duty's card; its subject is the duty."""

INJECT = MessageKind("drill_inject", Priority.ORDER, as_drill=Priority.RECEIPT)
TO_LEADER = MessageKind("drill_to_leader", Priority.ORDER, as_drill=Priority.RECEIPT)
"""A late or failed inject, an answer in words, the end of the script, an interruption."""
OVER = MessageKind("drill_over", Priority.ORDER, timedelta(days=3), as_drill=Priority.RECEIPT)
REAL = MessageKind("drill_real_incident", Priority.ORDER, timedelta(hours=6))
"""A real incident while a drill goes on. It is no exercise."""
PLAN = MessageKind("drill_plan", Priority.REMINDER, by_night=False)
STEP = MessageKind("drill_step", Priority.RECEIPT, timedelta(days=7), by_night=False)
"""The next step of the evaluation."""

KINDS = (INJECT, TO_LEADER, REAL, OVER, PLAN, STEP)


async def _open_to(act: Act, duty: Duty) -> bool:
    village_id = int(duty.who) if duty.owing == Owing.VILLAGE.value else None
    return may(act.actor, Action.PLAN_DRILL, Subject(village_id=village_id))


WAYS = tuple(Way(fact, "drill-go", FROM_DUTY, _open_to) for fact in ("town_drill", "village_drill"))

FORMS = (
    Form(DraftKind.DRILL_NOTE, ((LOOK, "drill_step", "show"), (DROP, "drill_step", "cancel")), exercise=True),
    Form(DraftKind.DRILL_CORRECTION, ((LOOK, "drill_correction", "show"), (DROP, "drill_correction", "cancel"))),
)
