"""Messages about problems, and who hears them: the unit, the station, or the bound groups."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from models import Problem
from models.enums import DraftKind, Priority
from services.core.act import Actor, Moment
from services.drafts.unsent import DROP, LOOK, Form
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people import directory
from services.problems import cards, standing

ASSIGNED = MessageKind("problem_assigned", Priority.REMINDER, by_night=False)
NEWS = MessageKind("problem_news", Priority.REMINDER, timedelta(days=3), by_night=False)
PUBLISHED = MessageKind("problems_published", Priority.DIGEST, timedelta(days=3), by_night=False)

KINDS = (ASSIGNED, NEWS, PUBLISHED)
FORMS = (
    Form(DraftKind.PROBLEM, ((LOOK, "problem_draft", "show"), (DROP, "problem_draft", "cancel"))),
    Form(DraftKind.PROBLEM_PROGRESS, ((LOOK, "problem_progress", "show"), (DROP, "problem_progress", "cancel"))),
    Form(DraftKind.PROBLEM_ACCEPTANCE, ((LOOK, "problem_acceptance", "show"), (DROP, "problem_acceptance", "cancel"))),
)


async def tell_unit(act: Moment, problem: Problem, kind: MessageKind, key: str, seq: int, **said: Any) -> None:
    """Tell the unit's head and handlers; ``seq`` is the journal's entry that it is about."""
    await _tell(act, await directory.of_unit(act.session, problem.unit_id), problem, kind, key, seq, said)


async def tell_desk(act: Moment, problem: Problem, key: str, seq: int, **said: Any) -> None:
    """Tell the people who look after the station's queue."""
    await _tell(act, await directory.station_desk(act.session, now=act.now), problem, NEWS, key, seq, said)


async def _tell(
    act: Moment, people: Iterable[Actor], problem: Problem, kind: MessageKind, key: str, seq: int, said: dict[str, Any]
) -> None:
    """Tell everybody but the person who did it."""
    (shown,) = await standing.load(act.session, [problem])
    await messages.tell(
        act,
        act.others(people),
        lambda words: cards.told(act.town, words, shown, words(key, number=problem.number, unit=shown.unit, **said)),
        kind,
        about=(problem.id, seq),
        drill=act.town.settings.drill,
    )
