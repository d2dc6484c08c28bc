"""Findings of a patrol: each becomes a hazard at once, with the point, its line and its place filled in."""

import sqlalchemy as sa

from models import Attachment, Case, Draft, Patrol, PatrolItem, RiskPoint
from models.enums import OPEN, Action, Kind, PatrolAnswer, Purpose, Severity, Source
from services.answers.danger import sounds_deadly
from services.cases import notices
from services.cases.opening import open_case
from services.core import geo
from services.core.act import Act, Moment
from services.core.errors import Stale, existing
from services.drafts import drafts
from services.filing import filing, supplements
from services.patrols.fields import PatrolFields
from services.people.access import require


async def file(act: Act, draft: Draft, place: int, kind: Kind | None = None) -> Case:
    """File what was found at one question. Without a kind, words that speak of people in danger make an incident.

    Raises ``Stale`` when it was filed already.
    """
    require(act.actor, Action.FILE)
    fields = drafts.fields(draft, PatrolFields)
    part = fields.parts[place]
    if part.case_id is not None:
        raise Stale("patrol-filed-already", number=part.number)
    point = await act.session.get_one(RiskPoint, draft.subject_id)
    if kind is None:
        kind = Kind.INCIDENT if sounds_deadly(act.town, part.note) else Kind.HAZARD
    words = act.town.words(None)
    found = words.plain("patrol-found", point=point.name, question=part.question(words) or "no")
    latitude, longitude = geo.pin_of(point) or fields.pin or (None, None)
    case = await open_case(
        act,
        Source.INSPECTION,
        kind=kind,
        severity=Severity.ORDINARY,
        line=point.line,
        description=f"{found}\n{part.note}".strip(),
        landmark=point.name,
        village_id=point.village_id,
        grid_id=point.grid_id,
        latitude=latitude,
        longitude=longitude,
    )
    if part.media:
        await act.session.execute(
            sa.update(Attachment)
            .where(Attachment.draft_id == draft.id, Attachment.media_id.in_(part.media))
            .values(case_id=case.id, purpose=Purpose.REPORT)
        )
    answer = PatrolAnswer.PROBLEM if place < len(fields.items) else None
    changes = fields.with_part(place, case_id=case.id, number=case.number, answer=answer)
    await drafts.patch(act.session, draft, PatrolFields, act.now, **changes)
    await notices.tell(act, notices.FILED, case)
    return case


async def known(act: Moment, draft: Draft, place: int) -> Case | None:
    """Return the open hazard that an earlier patrol of the point found at the same question; None without one."""
    part = drafts.fields(draft, PatrolFields).parts[place]
    if not part.code or part.case_id is not None:
        return None
    return await act.session.scalar(
        sa.select(Case)
        .join(PatrolItem, PatrolItem.case_id == Case.id)
        .join(Patrol, Patrol.id == PatrolItem.patrol_id)
        .where(Patrol.point_id == draft.subject_id, PatrolItem.code == part.code, Case.state.in_(OPEN))
        .order_by(Case.id.desc())
        .limit(1)
    )


async def join(act: Act, draft: Draft, place: int) -> Case:
    """Add what was found to the open hazard of an earlier patrol: it is the same. Raises ``Stale`` without one."""
    case = existing(await known(act, draft, place), "patrol-known-gone")
    fields = drafts.fields(draft, PatrolFields)
    part = fields.parts[place]
    await filing.follow(act, case.id)
    for media_id in part.media:
        await supplements.supplement(act, case.id, media_id=media_id, more=True)
    words = act.town.words(None)
    await supplements.supplement(act, case.id, text=f"{words.plain('patrol-still')}\n{part.note}".strip())
    changes = fields.with_part(place, case_id=case.id, number=case.number, answer=PatrolAnswer.PROBLEM)
    await drafts.patch(act.session, draft, PatrolFields, act.now, **changes)
    return case


def to_file(act: Act, fields: PatrolFields) -> list[int]:
    """Return where a hazard is still to be filed: each problem, and words that speak of people in danger."""
    return [
        place
        for place, part in enumerate(fields.parts)
        if part.case_id is None and (part.answer is PatrolAnswer.PROBLEM or sounds_deadly(act.town, part.note))
    ]
