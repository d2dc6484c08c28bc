"""Handing over: what a person who left a post still owed. One list, to who can see to it; nothing more to that person.

Finished duties stay under the name. The duties of a post go to its successor by themselves; the others stay with the
grid, the village, or the unit.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Duty, DutySeries, Person, Post, RiskPoint
from models.enums import DutyState, Priority, Role
from services.cards.card import Button, Card, below, button, lines
from services.core.act import Actor, Moment
from services.duties import cards
from services.duties.behind import Behind, behind
from services.duties.owing import Who
from services.messaging import messages
from services.messaging.kinds import MessageKind
from services.people import directory
from services.settings.duties import Owing
from texts import Words

HANDED = MessageKind("duties_handed_over", Priority.REMINDER, by_night=False)
KINDS = (HANDED,)

_HOLDING = {Owing.UNIT: (Role.UNIT_HEAD, "unit_id"), Owing.VILLAGE: (Role.VILLAGE_PRINCIPAL, "village_id")}
_HOLDING[Owing.GRID] = (Role.GRID_OFFICER, "grid_id")
_HOLDING[Owing.LINE] = (Role.DEPUTY_DIRECTOR, "line")


@dataclass
class Left:
    """The open duties of a person who left, by the person who has them now; None: nobody."""

    duties: dict[int | None, list[Duty]] = field(default_factory=lambda: defaultdict(list))


async def holders(session: AsyncSession, those: Collection[Who]) -> dict[Who, list[int]]:
    """Return the persons who answer for each one that owes something, by the posts held now; the first is asked."""
    found = {who: [int(who.id)] for who in those if who.owing is Owing.POST}
    for owes, (role, scope) in _HOLDING.items():
        column = getattr(Post, scope)
        rows = await session.execute(
            sa.select(column, Post.person_id)
            .join(Person, Person.id == Post.person_id)
            .where(Post.role == role, Post.active, Person.active, column.is_not(None))
            .order_by(Post.substitute, Post.id)
        )
        held: dict[str, list[int]] = defaultdict(list)
        for id_, person_id in rows:
            held[str(id_)].append(person_id)
        found |= {who: held[who.id] for who in those if who.owing is owes}
    named = await session.execute(
        sa.select(RiskPoint.id, RiskPoint.person_id)
        .join(Person, Person.id == RiskPoint.person_id)
        .where(Person.active, sa.exists().where(Post.person_id == Person.id, Post.active))
    )
    return found | {Who(Owing.RISK_POINT, str(row.id)): [row.person_id] for row in named}


async def followed(session: AsyncSession, left: int, come: int, roles: Collection[Role]) -> bool:
    """Whether a person holds one of these posts that another held before: the same role for the same place."""
    before, now = sa.orm.aliased(Post), sa.orm.aliased(Post)
    scope = (getattr(before, one).is_not_distinct_from(getattr(now, one)) for one in _SCOPE)
    same = sa.select(before.id).join(now, sa.and_(before.role == now.role, *scope))
    those = (before.person_id == left, now.person_id == come, now.active, before.role.in_(roles))
    return await session.scalar(same.where(*those).limit(1)) is not None


_SCOPE = ("unit_id", "village_id", "grid_id", "squad_id", "line")


async def changed(
    act: Moment, series: Sequence[DutySeries], owed: Collection[DutySeries], left: dict[int, Left]
) -> None:
    """Note who answers for each series now, and add the duties of who did so before to the lists of ``left``."""
    keys = {one: Who(Owing(one.owing), one.who) for one in series}
    known, holds_no_more = await holders(act.session, set(keys.values())), dict[int, tuple[int, int | None]]()
    for one, who in keys.items():
        there = known.get(who, []) if one in owed else []
        before = one.holder_id
        if before in there:
            continue
        one.holder_id = there[0] if there else None
        if before is not None:
            holds_no_more[one.id] = (before, one.holder_id)
    rows = sa.select(Duty).where(Duty.series_id.in_(holds_no_more), Duty.state == DutyState.OPEN)
    for duty in await act.session.scalars(rows.order_by(Duty.due_at, Duty.id)):
        before, now = holds_no_more[duty.series_id]
        left.setdefault(before, Left()).duties[now].append(duty)


async def tell(act: Moment, left: dict[int, Left]) -> None:
    """Send one list for each person who left: to the head of the unit, else to the station's desk."""
    names = await directory.names(act.session, {*left, *(to for one in left.values() for to in one.duties)})
    for person_id, one in left.items():
        known = await behind(act.session, act.town, [duty for duties in one.duties.values() for duty in duties])
        draw = partial(card, act, name=names[person_id], left=one, known=known, names=names)
        about = (person_id, int(act.now.timestamp()))
        await messages.tell(act, await _told(act, person_id), draw, HANDED, about=about)


async def _told(act: Moment, person_id: int) -> list[Actor]:
    ended = sa.select(Post.unit_id).where(Post.person_id == person_id, ~Post.active, Post.unit_id.is_not(None))
    heads = [
        one
        for unit_id in await act.session.scalars(ended.distinct())
        if unit_id is not None
        for one in await directory.of_unit(act.session, unit_id)
        if any(post.role is Role.UNIT_HEAD and post.unit_id == unit_id for post in one.posts)
    ]
    desk = await directory.station_desk(act.session, now=act.now)
    return [one for one in heads if one.person_id != person_id] or [one for one in desk if one.person_id != person_id]


def card(act: Moment, words: Words, *, name: str, left: Left, known: dict[Who, Behind], names: dict[int, str]) -> Card:
    """Return the list: what others have taken over, and what has nobody."""
    said, open_ = list[str](), left.duties.get(None, [])
    for to, duties in sorted(left.duties.items(), key=lambda found: found[0] or 0):
        said.append(words("duties-left-to", to="no" if to is None else names[to], count=len(duties)))
        said += [_line(act, words, duty, known) for duty in duties[: cards.NAMED]]
        if len(duties) > cards.NAMED:
            said.append(words("duty-more", count=len(duties) - cards.NAMED))
    head = words("duties-left-head", name=name, count=sum(map(len, left.duties.values())))
    how = below(words("duties-left-how")) if open_ else None
    rows = tuple((_opens(act, words, duty),) for duty in open_[: cards.NAMED])
    return Card(text=lines(head, *said, how), rows=(*rows, (cards.list_button(words),)))


def _opens(act: Moment, words: Words, duty: Duty) -> Button:
    what = cards.rule_name(act.town.settings, words, duty.rule)
    return button(words.plain("duties-entry", what=what, name=_day(act, words, duty)), cards.OPEN, duty.id)


def _line(act: Moment, words: Words, duty: Duty, known: dict[Who, Behind]) -> str:
    whose = known.get(Who(Owing(duty.owing), duty.who))
    return words(
        "duties-left-line",
        mark=cards.mark(words, duty, act.now),
        what=cards.rule_name(act.town.settings, words, duty.rule),
        name=cards.called(duty, whose, act.town) if whose and duty.owing != Owing.POST.value else "no",
        due=_day(act, words, duty),
    )


def _day(act: Moment, words: Words, duty: Duty) -> str:
    return words.time(duty.due_at, act.town.zone)
