"""The facts of the overview, for leaders: all that is on, overdue and owed this month, each in their own lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from models import Broadcast, Case, Deadline, Duty, Mobilisation, RiskPoint, Unit, Village
from models.enums import OPEN, Action, BroadcastLevel, BroadcastState, Correction, DutyState, Kind, Role
from services.calendar import months
from services.core import journal
from services.core.act import Act, Actor
from services.core.errors import Stale
from services.core.paging import Listing, cut
from services.deadlines import owed
from services.deadlines.ladders import Owner, kept_policy
from services.deadlines.owed import Thing, Whose
from services.duties import making
from services.duties.planning import colours
from services.duties.planning.colours import InForce
from services.mobilisation import mobilisations
from services.people.access import Subject, may, require
from services.people.places import village_names
from services.reminders import agenda
from services.reminders.recipients import Recipients
from services.settings.clocks import Rank
from services.settings.duties import Owing

MOST = 500
"""Overdue steps that are looked at, the longest overdue first."""
WARNED = timedelta(hours=24)
"""How long a warning that nobody has taken back counts as being on."""


@dataclass(frozen=True)
class Late:
    """An overdue step with its thing."""

    row: Deadline
    thing: Thing
    who: "Who"


@dataclass(frozen=True)
class Who:
    """Where something is overdue: a unit, a village, a person, or the station (``desk``)."""

    kind: str
    id: int = 0


@dataclass(frozen=True)
class With:
    """One that has overdue steps, and the person to telephone: the head, else the handler."""

    who: Who
    name: str
    count: int
    since: datetime
    call: Actor | None


@dataclass(frozen=True)
class Month:
    """The duties of a month: done of how many, late, missed. Excused ones are owed no more."""

    first: date
    of: int = 0
    done: int = 0
    late: int = 0
    missed: int = 0

    @property
    def percent(self) -> int | None:
        """The share that is done; None when nothing was owed."""
        return (200 * self.done + self.of) // (2 * self.of) if self.of else None


@dataclass(frozen=True)
class Overview:
    """The facts of the card."""

    incidents: int
    mobilised: Sequence[Mobilisation]
    warnings: Sequence[Broadcast]
    colours: Sequence[InForce]
    """The colours of warnings in force, the gravest first."""
    villages: Mapping[int, str]
    """The names of villages, by id."""
    overdue: int
    late_with: Sequence[With]
    month: Month
    before: Month


def lines_of(actor: Actor) -> frozenset[str] | None:
    """Return the lines of a deputy director without another post here; None: the whole township."""
    if may(actor, Action.SEE_OVERVIEW, Subject()):
        return None
    return frozenset(post.line for post in actor.posts if post.role is Role.DEPUTY_DIRECTOR and post.line)


async def overview(act: Act) -> Overview:
    """Return what the card shows. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_OVERVIEW)
    theirs, found = lines_of(act.actor), await late(act)
    first = months.holding(act.today)
    return Overview(
        await _incidents(act, theirs),
        await _mobilised(act, theirs),
        await _warnings(act),
        await colours.now(act),
        await village_names(act.session),
        len(found),
        await _late_with(act, found),
        await _month(act, first, theirs),
        await _month(act, months.before(first), theirs),
    )


async def _incidents(act: Act, theirs: frozenset[str] | None) -> int:
    query = sa.select(sa.func.count(Case.id)).where(
        Case.state.in_(OPEN),
        Case.kind == Kind.INCIDENT,
        Case.over_at.is_(None),
        Case.drill.is_(act.town.settings.drill),
    )
    if theirs is not None:
        query = query.where(Case.line.in_(theirs))
    return int(await act.session.scalar(query) or 0)


async def _mobilised(act: Act, theirs: frozenset[str] | None) -> list[Mobilisation]:
    query = sa.select(Mobilisation).where(
        Mobilisation.state.in_(mobilisations.LIVE), Mobilisation.drill.is_(act.town.settings.drill)
    )
    if theirs is not None:
        query = query.where(Mobilisation.case_id.in_(sa.select(Case.id).where(Case.line.in_(theirs))))
    return list(await act.session.scalars(query.order_by(Mobilisation.id.desc())))


async def _warnings(act: Act) -> list[Broadcast]:
    """Return the warnings of the last day that were not taken back, the newest first."""
    later = sa.orm.aliased(Broadcast)
    undone = sa.exists().where(later.corrects_id == Broadcast.id, later.state == BroadcastState.SENT)
    rows = await act.session.scalars(
        sa.select(Broadcast)
        .where(
            Broadcast.state == BroadcastState.SENT,
            Broadcast.sent_at > act.now - WARNED,
            Broadcast.level != BroadcastLevel.NOTICE,
            Broadcast.drill.is_(act.town.settings.drill),
            sa.or_(Broadcast.correction.is_(None), Broadcast.correction != Correction.CANCEL),
            ~undone,
        )
        .order_by(Broadcast.id.desc())
    )
    return list(rows)


async def late(act: Act) -> list[Late]:
    """Return what is overdue in the actor's lines, the longest overdue first. Raises ``Forbidden``."""
    require(act.actor, Action.SEE_OVERVIEW)
    theirs = lines_of(act.actor)
    rows = list(
        await act.session.scalars(
            sa.select(Deadline)
            .where(agenda.running(act.town), Deadline.due_at < act.now)
            .order_by(Deadline.due_at, Deadline.id)
            .limit(MOST)
        )
    )
    things = await owed.load(act, rows)
    found = []
    for row in rows:
        thing = things.get(row.id)
        if thing is None or thing.drill != act.town.settings.drill:
            continue
        whose = thing.whose(row)
        if theirs is None or whose.line in theirs:
            found.append(Late(row, thing, _who(row, whose)))
    return found


def _who(row: Deadline, whose: Whose) -> Who:
    match kept_policy(row.policy).owner:
        case Owner.UNIT if whose.unit_id is not None:
            return Who("unit", whose.unit_id)
        case Owner.UNIT | Owner.VILLAGE if whose.village_id is not None:
            return Who("village", whose.village_id)
        case Owner.PERSON if whose.person_id is not None:
            return Who("person", whose.person_id)
        case _:
            return Who("desk")


async def _late_with(act: Act, found: Sequence[Late]) -> list[With]:
    """Return the units, villages and people that have something overdue, the longest overdue first."""
    groups: dict[Who, list[Late]] = {}
    for one in found:
        groups.setdefault(one.who, []).append(one)
    those = {who: lates[0].thing.whose(lates[0].row) for who, lates in groups.items()}
    people = await Recipients.load(act.session, list(those.values()), now=act.now)
    names = {
        kind: {row.id: row.name for row in await act.session.execute(sa.select(table.id, table.name))}
        for kind, table in _NAMED.items()
    }
    told = []
    for who, lates in groups.items():
        ranks = (Rank.HANDLER,) if who.kind == "person" else (Rank.UNIT_HEAD, Rank.HANDLER)
        heads = [one for rank in ranks for one in people.on(rank, _OWNERS[who.kind], those[who])]
        call = heads[0] if heads else None
        told.append(With(who, names.get(who.kind, {}).get(who.id, ""), len(lates), lates[0].row.due_at, call))
    return told


_OWNERS = {"unit": Owner.UNIT, "village": Owner.VILLAGE, "person": Owner.PERSON, "desk": Owner.DESK}
_NAMED: dict[str, type[Unit | Village]] = {"unit": Unit, "village": Village}


async def listing(act: Act, *, page: int = 0) -> Listing[Late]:
    """Return a page of what is overdue. Raises ``Forbidden``."""
    return cut(await late(act), page)


async def call(act: Act, kind: str, id_: int) -> With:
    """Return the person to telephone, while something is overdue there; journalled (decision 0010)."""
    found = await _late_with(act, await late(act))
    one = next((one for one in found if one.who == Who(kind, id_)), None)
    if one is None or one.call is None:
        raise Stale("overview-not-late")
    await journal.record(act, f"person:{one.call.person_id}", "phone_shown")
    return one


async def _month(act: Act, first: date, theirs: frozenset[str] | None) -> Month:
    """Count the duties whose periods end in a month."""
    done, missed = Duty.state == DutyState.DONE, Duty.state == DutyState.MISSED
    overdue = making.overdue(act.now)
    query = sa.select(
        sa.func.count(Duty.id), *(sa.func.count(sa.case((which, 1))) for which in (done, overdue, missed))
    ).where(Duty.last >= first, Duty.last < months.after(first), Duty.state.not_in((DutyState.VOID, DutyState.EXCUSED)))
    if theirs is not None:
        points = sa.select(sa.cast(RiskPoint.id, sa.String(40))).where(RiskPoint.line.in_(theirs))
        query = query.where(
            sa.or_(
                sa.and_(Duty.owing == Owing.RISK_POINT.value, Duty.who.in_(points)),
                sa.and_(Duty.owing == Owing.LINE.value, Duty.who.in_(theirs)),
                sa.and_(Duty.owing == Owing.POST.value, Duty.who == str(act.actor.person_id)),
            )
        )
    return Month(first, *tuple((await act.session.execute(query)).one()))
