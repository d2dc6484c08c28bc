"""Patrols: begun as a draft, submitted once, counted for the duties that wait for them, and withdrawn when wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from models import Draft, Duty, Patrol, PatrolItem, RiskPoint
from models.enums import Action, DraftKind, DraftState, PatrolAnswer
from services.core import geo, journal
from services.core.act import Act, Moment
from services.core.errors import Refused, Stale
from services.drafts import drafts
from services.duties import fulfilment, lists, making
from services.duties.entering.facts import Fact, Facts
from services.duties.owing import TOWN, Who
from services.patrols import checklists, findings, points
from services.patrols.fields import ItemFields, PatrolFields
from services.patrols.points import FACT, Pin
from services.people.access import require
from services.risk_points import reach
from services.settings.duties import Owing

ITEM = "item"
"""The next words are for the question that is open."""


@dataclass(frozen=True)
class Submitted:
    """A patrol that was submitted, and the duties that it counted for."""

    patrol: Patrol
    duties: list[Duty]


def subject(patrol_id: int) -> str:
    """Return the subject of a patrol's journal."""
    return f"patrol:{patrol_id}"


async def begin(act: Act, point_id: int, *, duty_id: int | None = None, pin: Pin | None = None) -> Draft:
    """Begin a patrol of a point, or take up the one that was broken off there, with the checklist it was begun by.

    ``duty_id`` names the duty that it is for. A fresh ``pin`` is the place, if it is near. Raises ``Forbidden``.
    """
    point = await points.load(act, point_id, Action.PATROL)
    items = checklists.of_line(act.town, point.line)
    draft = await drafts.begin(
        act.session,
        act.actor,
        DraftKind.PATROL,
        now=act.now,
        subject_id=point.id,
        form=PatrolFields,
        items=tuple(items),
        checklist=checklists.version_of(items),
        asking=ITEM,
    )
    changes: dict[str, Any] = {"duty_id": duty_id} if duty_id is not None else {}
    if pin is not None and not is_far(act, distance(pin.place, point)):
        changes |= placed(pin)
    await drafts.patch(act.session, draft, PatrolFields, act.now, **changes)
    return draft


async def begun(act: Act) -> list[tuple[Draft, PatrolFields, RiskPoint]]:
    """Return the actor's patrols that were begun and not submitted, the newest first."""
    mine = (Draft.person_id == act.actor.person_id, Draft.kind == DraftKind.PATROL)
    rows = await act.session.execute(
        sa.select(Draft, RiskPoint)
        .join(RiskPoint, RiskPoint.id == Draft.subject_id)
        .where(*mine, Draft.state.in_((DraftState.OPEN, DraftState.SHELVED)))
        .order_by(Draft.updated_at.desc())
    )
    return [(draft, drafts.fields(draft, PatrolFields), point) for draft, point in rows]


async def point_of(act: Moment, draft: Draft) -> RiskPoint:
    """Return the point of a patrol that goes on, also when it has left the register meanwhile."""
    return await act.session.get_one(RiskPoint, draft.subject_id)


async def point_of_duty(act: Act, duty_id: int) -> int | None:
    """Return the point that a duty is about; None for a duty of somebody else. Raises ``Stale``, ``Forbidden``."""
    duty = (await lists.opened(act, duty_id)).duty
    return int(duty.who) if duty.owing == Owing.RISK_POINT.value else None


async def place(act: Act, draft: Draft, pin: Pin) -> None:
    """Take a pin for the place, however far it is."""
    await drafts.patch(act.session, draft, PatrolFields, act.now, **placed(pin))


def placed(pin: Pin) -> dict[str, Any]:
    """Return what a pin changes in the form."""
    at = {"latitude": pin.latitude, "longitude": pin.longitude, "placed_at": pin.at}
    return at | {"no_place": False, "far_confirmed": False}


def distance(place: tuple[float, float] | None, point: RiskPoint) -> int | None:
    """Return the metres between a pin and a point; None when one of them has no place."""
    at = geo.pin_of(point)
    return round(geo.distance_m(place, at)) if place is not None and at is not None else None


def is_far(act: Moment, metres: int | None) -> bool:
    """Whether a pin is farther from its point than two ways to name the same place can be."""
    return metres is not None and metres > act.town.settings.patrols.near_m


async def answer(act: Act, draft: Draft, place: int, value: PatrolAnswer) -> PatrolFields:
    """Answer a question. After a problem it stays open for words and photos, else the next one is opened.

    Raises ``Stale`` for a problem that is a hazard already (what is known to the station is taken back there), and for
    one of which something was said: no slip of the finger hides it, it is taken back first (``take_back``).
    """
    fields = drafts.fields(draft, PatrolFields)
    part = fields.items[place]
    if part.answer is PatrolAnswer.PROBLEM and value is not PatrolAnswer.PROBLEM:
        _refuse_filed(part)
        if part.has_content:
            raise Stale("patrol-problem-stands", number=place + 1)
    changes = fields.with_part(place, answer=value)
    fields = await drafts.patch(act.session, draft, PatrolFields, act.now, **changes)
    if value is PatrolAnswer.PROBLEM:
        return await drafts.patch(act.session, draft, PatrolFields, act.now, at=place, page="")
    return await turn(act, draft, next_open(fields, place))


async def take_back(act: Act, draft: Draft, place: int) -> PatrolFields:
    """Take an answer back; its words and files stay. Raises ``Stale`` for a problem that is a hazard already."""
    fields = drafts.fields(draft, PatrolFields)
    _refuse_filed(fields.items[place])
    changes = fields.with_part(place, answer=None)
    return await drafts.patch(act.session, draft, PatrolFields, act.now, at=place, page="", **changes)


def _refuse_filed(part: ItemFields) -> None:
    if part.case_id is not None:
        raise Stale("patrol-filed-already", number=part.number)


def next_open(fields: PatrolFields, place: int) -> int:
    """Return the next question without an answer, after this one or from the start; past the last if there is none."""
    left = fields.unanswered
    return next((one for one in left if one > place), left[0] if left else len(fields.items))


async def turn(act: Act, draft: Draft, place: int) -> PatrolFields:
    """Open a question."""
    return await drafts.patch(act.session, draft, PatrolFields, act.now, at=place, page="")


async def rest_normal(act: Act, draft: Draft) -> PatrolFields:
    """Answer that all is normal, wherever nothing was said yet; a question with words or photos is opened instead."""
    items = tuple(
        one if one.answer or one.has_content else one.model_copy(update={"answer": PatrolAnswer.NORMAL})
        for one in drafts.fields(draft, PatrolFields).items
    )
    fields = await drafts.patch(act.session, draft, PatrolFields, act.now, items=items)
    return await turn(act, draft, next_open(fields, -1))


def lacks(act: Moment, fields: PatrolFields, point: RiskPoint) -> Refused | None:
    """Return what a patrol still needs before it can be submitted."""
    if fields.unanswered:
        return Refused("patrol-unanswered", count=len(fields.unanswered), first=fields.unanswered[0] + 1)
    if not fields.no_place and (fields.pin is None or _is_old(act, fields.placed_at)):
        return Refused("patrol-place-wanted")
    metres = distance(fields.pin, point)
    if is_far(act, metres) and not fields.far_confirmed:
        return Refused("patrol-far-ask", metres=metres)
    return None


def _is_old(act: Moment, placed_at: datetime | None) -> bool:
    """Whether a pin was sent on an earlier day: it does not say that its sender is at the point today."""
    zone = act.town.zone
    return placed_at is not None and placed_at.astimezone(zone).date() < act.now.astimezone(zone).date()


async def submit(act: Act, draft: Draft) -> Submitted:
    """Submit a patrol, once: its findings become hazards, and it counts for the duties that wait for it.

    Raises ``Refused`` while something is missing, ``Forbidden``, ``Stale`` when it was submitted.
    """
    point = await point_of(act, draft)
    require(act.actor, Action.PATROL, reach.subject_of(point))
    fields = drafts.fields(draft, PatrolFields)
    if (missing := lacks(act, fields, point)) is not None:
        raise missing
    metres = distance(fields.pin, point)
    for place in findings.to_file(act, fields):
        await findings.file(act, draft, place)
    fields = drafts.fields(draft, PatrolFields)
    await drafts.finish(act.session, draft, act.now)
    latitude, longitude = fields.pin or (None, None)
    patrol = Patrol(
        point_id=point.id,
        person_id=act.actor.person_id,
        draft_id=draft.id,
        line=point.line,
        level=point.level,
        checklist=fields.checklist,
        begun_at=draft.created_at,
        at=act.at,
        latitude=latitude,
        longitude=longitude,
        placed_at=fields.placed_at,
        distance=metres,
        far=is_far(act, metres),
        drill=act.town.settings.drill,
        items=[
            _item(place, part)
            for place, part in enumerate(fields.parts)
            if part.code or part.has_content or part.case_id is not None
        ],
    )
    act.session.add(patrol)
    await act.session.flush()
    duties = await fulfilment.fulfil(act, fact_of(patrol, point), named=await _named(act, fields))
    details = {"point": point.code, "checklist": patrol.checklist, "distance": metres}
    cases = [part.number for part in fields.parts if part.number]
    await journal.record(
        act, subject(patrol.id), "submit", details=details | {"cases": cases, "duties": [one.id for one in duties]}
    )
    return Submitted(patrol, duties)


async def _named(act: Moment, fields: PatrolFields) -> int | None:
    """Return the duty that was named, if it can be done by now: early is what its rule calls early."""
    duty = await act.session.get(Duty, fields.duty_id) if fields.duty_id is not None else None
    return duty.id if duty is not None and duty.opens <= making.today(act) else None


def _item(place: int, part: ItemFields) -> PatrolItem:
    return PatrolItem(
        place=place,
        code=part.code,
        asked=dict(part.asked),
        answer=part.answer,
        note=part.note,
        media=list(part.media),
        case_id=part.case_id,
    )


async def facts(act: Moment, who: Who, since: datetime, until: datetime) -> list[Fact]:
    """Return the patrols that count for somebody, by the day on which they were submitted."""
    column = _OF.get(who.owing)
    own = sa.true() if column is None else column == (who.id if who.owing is Owing.LINE else int(who.id))
    rows = await act.session.execute(
        sa.select(Patrol, RiskPoint)
        .join(RiskPoint, RiskPoint.id == Patrol.point_id)
        .where(own, Patrol.withdrawn_at.is_(None), Patrol.at >= since, Patrol.at < until)
        .order_by(Patrol.at, Patrol.id)
    )
    return [fact_of(patrol, point) for patrol, point in rows]


def fact_of(patrol: Patrol, point: RiskPoint) -> Fact:
    """Return the fact that a patrol is: of its point and that point's unit, village, grid and line; of the person."""
    whose: dict[Owing, int | str | None] = {
        Owing.TOWN: TOWN,
        Owing.LINE: patrol.line,
        Owing.RISK_POINT: point.id,
        Owing.UNIT: point.unit_id,
        Owing.VILLAGE: point.village_id,
        Owing.GRID: point.grid_id,
        Owing.POST: patrol.person_id,
    }
    of = frozenset(Who(owing, str(id_)) for owing, id_ in whose.items() if id_ is not None)
    return Fact(FACT, patrol.id, at=patrol.at, of=of, person_id=patrol.person_id)


_OF: dict[Owing, InstrumentedAttribute[Any]] = {
    Owing.RISK_POINT: Patrol.point_id,
    Owing.UNIT: RiskPoint.unit_id,
    Owing.VILLAGE: RiskPoint.village_id,
    Owing.GRID: RiskPoint.grid_id,
    Owing.POST: Patrol.person_id,
    Owing.LINE: Patrol.line,
}
"""The columns of those for which a patrol counts; for the town each does."""
FACTS = (Facts(FACT, facts),)
