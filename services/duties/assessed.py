"""Duties in the assessment: done, done late, missed; excused ones count neither way.

A duty belongs to the days in which its own period ends, also when a holiday has moved its last day.
"""

from collections.abc import Sequence
from fractions import Fraction

import sqlalchemy as sa

from models import Duty
from models.enums import Assessed, DutyState
from services.assessment.measures import DONE, NOT_DONE, Asked, Measure, Occasion, Whose
from services.core.act import Moment
from services.duties import cards
from services.duties.behind import behind
from services.duties.entering import holders, outcomes
from services.duties.entering.holders import Holders
from services.duties.owing import Who
from services.settings.duties import Owing

LATE = Fraction(1, 2)
"""The credit of a duty that was done late, unless the item says otherwise."""
_UNDONE = (DutyState.OPEN, DutyState.MISSED)


async def duties(act: Moment, asked: Asked) -> Sequence[Occasion]:
    """Count the duties whose periods end in these days, by who answers for them."""
    those = [
        Duty.last >= asked.first,
        Duty.last <= asked.last,
        Duty.state != DutyState.VOID,
        sa.or_(Duty.state != DutyState.OPEN, sa.and_(Duty.due_at <= act.now, Duty.paused_until.is_(None))),
        Duty.owing != Owing.TOWN.value,
    ]
    if asked.only.facts:
        those.append(Duty.fact.in_(asked.only.facts))
    if asked.only.but_facts:
        those.append(Duty.fact.not_in(asked.only.but_facts))
    rows = list(await act.session.scalars(sa.select(Duty).where(*those)))
    whose = await holders.of(act, rows)
    known, words, settings = await behind(act.session, act.town, rows), act.town.words(None), act.town.settings
    rules = {code: cards.rule_name(settings, words, code) for code in {duty.rule for duty in rows}}
    spans = {(duty.first, duty.last): outcomes.period(words, duty) for duty in rows}
    late = LATE if asked.only.late is None else Fraction(asked.only.late)
    found = []
    for duty in rows:
        who = Who(Owing(duty.owing), duty.who)
        answering = whose[duty.id]
        if not answering or (asked.only.lines and _line(duty, answering) not in asked.only.lines):
            continue
        key, credit = _outcome(duty, late)
        name = words.plain(
            "occasion-duty-name",
            what=rules[duty.rule],
            who=cards.called(duty, known[who], act.town) if who in known else duty.who,
            period=spans[duty.first, duty.last],
        )
        at = duty.due_at if duty.state in _UNDONE else duty.settled_at or duty.due_at
        assessed = frozenset(Whose(Assessed(kind), id_) for kind, id_ in answering)
        found.append(Occasion(assessed, f"duty:{duty.id}", at, key, name, credit, cards.OPEN, duty.id))
    return found


def _outcome(duty: Duty, late: Fraction) -> tuple[str, Fraction | None]:
    match duty.state:
        case DutyState.EXCUSED:
            return "occasion-duty-excused", None
        case DutyState.MISSED:
            return "occasion-duty-missed", NOT_DONE
        case DutyState.OPEN:
            return "occasion-duty-open", NOT_DONE
        case _ if duty.settled_at is not None and duty.settled_at > duty.due_at:
            return "occasion-duty-late", late
        case _:
            return "occasion-duty-done", DONE


def _line(duty: Duty, answering: Holders) -> str | None:
    """Return the line of a duty of a risk point or a line."""
    if Owing(duty.owing) not in (Owing.RISK_POINT, Owing.LINE):
        return None
    return next((id_ for kind, id_ in answering if kind == holders.LINES), None)


MEASURES = (Measure("duties", "measure-duties", duties),)
