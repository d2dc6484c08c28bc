"""The turnout of a mobilisation (集结实力): needed, coming, on scene, cannot, silent; for each squad and in all."""

import hashlib
from collections import Counter
from dataclasses import dataclass, fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, FieldNote, Mobilisation, Person, Response, RollCallEntry, Squad, Team
from services.mobilisation.deployed import OUT, people


@dataclass(frozen=True)
class Headcount:
    """The people of one squad, or everybody."""

    name: str
    needed: int = 0
    asked: int = 0
    received: int = 0
    coming: int = 0
    on_scene: int = 0
    cannot: int = 0
    unreached: int = 0
    """Silent people who cannot be reached by chat."""
    relieved: int = 0
    """People who have handed over: off scene, but not counted back by that alone."""
    back: int = 0
    """People who were out and are counted back."""

    @property
    def silent(self) -> int:
        """People who have not answered."""
        return self.asked - self.received - self.coming - self.on_scene - self.relieved - self.cannot

    @property
    def figures(self) -> dict[str, int]:
        """The arguments of a text."""
        names = ("needed", "asked", "received", "coming", "cannot", "silent", "relieved")
        return {"scene": self.on_scene, **{name: getattr(self, name) for name in names}}

    @property
    def possible(self) -> int:
        """The people there if everybody comes who can be reached and has not said no."""
        return self.asked - self.cannot - self.relieved - self.unreached

    @property
    def out(self) -> int:
        """People who are or were on the way or on scene, and must be counted back."""
        return self.coming + self.on_scene + self.relieved


@dataclass(frozen=True)
class OpenCall:
    """A call for help that nobody has ended yet."""

    person_id: int
    name: str
    phone: str
    squad: str
    since: datetime
    taker: tuple[str, str] | None
    """Name and number of the person who takes care of it."""


@dataclass(frozen=True)
class Turnout:
    """The headcount of everybody, and of each squad."""

    whole: Headcount
    squads: tuple[tuple[int, Headcount], ...]
    notes: int = 0
    """Notes from the field so far: the commander's card offers them."""
    calls: tuple[OpenCall, ...] = ()
    """Calls for help that are open: nothing ends while there is one."""

    @property
    def digest(self) -> str:
        """Return a digest that tells two states apart."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


async def of(session: AsyncSession, one: Mobilisation) -> Turnout:
    """Count a mobilisation's people."""
    alike = (
        Response.squad_id,
        RollCallEntry.answer,
        sa.func.coalesce(Account.reachable, sa.false()),
        Response.accounted_at.is_not(None),
        Response.relieved_at.is_not(None),
    )
    counting = people(one, *alike, sa.func.count()).outerjoin(Account, Account.person_id == Response.person_id)
    rows = await session.execute(counting.group_by(*alike))
    found: dict[int, Counter[str]] = {}
    for squad_id, answer, reachable, accounted, relieved, count in rows:
        counter = found.setdefault(squad_id, Counter())
        counter["asked"] += count
        if answer is not None:
            counter["relieved" if relieved else answer.value] += count
        elif not reachable:
            counter["unreached"] += count
        if accounted and answer in OUT:
            counter["back"] += count
    teams = await session.execute(
        sa.select(Team.squad_id, Team.needed, Squad.name)
        .join(Squad, Squad.id == Team.squad_id)
        .where(Team.mobilisation_id == one.id)
        .order_by(Squad.code)
    )
    squads = tuple(
        (squad_id, Headcount(name, needed, **found.get(squad_id, Counter()))) for squad_id, needed, name in teams
    )
    notes = sa.select(sa.func.count(FieldNote.id)).where(
        FieldNote.mobilisation_id == one.id, FieldNote.taken_out_at.is_(None)
    )
    figures = [field.name for field in fields(Headcount) if field.name != "name"]
    whole = Headcount("", **{name: sum(getattr(count, name) for _, count in squads) for name in figures})
    return Turnout(whole, squads, int(await session.scalar(notes) or 0), await open_calls(session, one))


async def open_calls(session: AsyncSession, one: Mobilisation) -> tuple[OpenCall, ...]:
    """Return the calls for help that nobody has ended, oldest first."""
    taker = sa.orm.aliased(Person)
    rows = await session.execute(
        sa.select(Person.id, Person.name, Person.phone, Squad.name, Response.help_at, taker.name, taker.phone)
        .join(Response, Response.person_id == Person.id)
        .join(Squad, Squad.id == Response.squad_id)
        .outerjoin(taker, taker.id == Response.help_by_id)
        .where(Response.mobilisation_id == one.id, Response.help_at.is_not(None))
        .order_by(Response.help_at, Person.id)
    )
    return tuple(
        OpenCall(number, name, phone, squad, since, (by, by_phone) if by is not None else None)
        for number, name, phone, squad, since, by, by_phone in rows
        if since is not None
    )


async def unaccounted(session: AsyncSession, one: Mobilisation, squad_id: int | None = None) -> list[Response]:
    """Return the people who were out and are not counted back yet."""
    query = people(one, Response).where(Response.accounted_at.is_(None), RollCallEntry.answer.in_(OUT))
    if squad_id is not None:
        query = query.where(Response.squad_id == squad_id)
    return list(await session.scalars(query.order_by(Response.squad_id, Response.person_id)))
