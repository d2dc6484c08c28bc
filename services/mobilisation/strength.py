"""The turnout of a mobilisation (集结实力): needed, coming, on scene, cannot, silent; for each squad and in all."""

import hashlib
from collections import Counter
from dataclasses import dataclass, fields

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import FieldNote, Mobilisation, Response, RollCallEntry, Squad, Team
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
        """The people there if everybody comes who has not said no."""
        return self.asked - self.cannot - self.relieved

    @property
    def out(self) -> int:
        """People who are or were on the way or on scene, and must be counted back."""
        return self.coming + self.on_scene + self.relieved


@dataclass(frozen=True)
class Turnout:
    """The headcount of everybody, and of each squad."""

    whole: Headcount
    squads: tuple[tuple[int, Headcount], ...]
    notes: int = 0
    """Notes from the field so far: the commander's card offers them."""

    @property
    def digest(self) -> str:
        """Return a digest that tells two states apart."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


async def of(session: AsyncSession, one: Mobilisation) -> Turnout:
    """Count a mobilisation's people."""
    alike = (
        Response.squad_id,
        RollCallEntry.answer,
        RollCallEntry.unreached.is_not(None),
        Response.accounted_at.is_not(None),
        Response.relieved_at.is_not(None),
    )
    rows = await session.execute(people(one, *alike, sa.func.count()).group_by(*alike))
    found: dict[int, Counter[str]] = {}
    for squad_id, answer, unreached, accounted, relieved, count in rows:
        counter = found.setdefault(squad_id, Counter())
        counter["asked"] += count
        if answer is not None:
            counter["relieved" if relieved else answer.value] += count
        elif unreached:
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
    return Turnout(whole, squads, int(await session.scalar(notes) or 0))


async def unaccounted(session: AsyncSession, one: Mobilisation, squad_id: int | None = None) -> list[Response]:
    """Return the people who were out and are not counted back yet."""
    query = people(one, Response).where(Response.accounted_at.is_(None), RollCallEntry.answer.in_(OUT))
    if squad_id is not None:
        query = query.where(Response.squad_id == squad_id)
    return list(await session.scalars(query.order_by(Response.squad_id, Response.person_id)))
