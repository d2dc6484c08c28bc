"""How strong a mobilisation is (集结实力): needed, coming, on scene, cannot, silent; for each squad and in all."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import FieldNote, Mobilisation, Response, RollCallEntry, Squad, Team
from models.enums import Answer


@dataclass(frozen=True)
class Count:
    """One squad's people, or everybody."""

    name: str
    needed: int = 0
    asked: int = 0
    received: int = 0
    coming: int = 0
    on_scene: int = 0
    cannot: int = 0
    unreached: int = 0
    """Of the silent, those whom chat cannot reach."""
    relieved: int = 0
    """Who has handed over: off scene, but not counted back by that alone."""
    back: int = 0
    """Of those who were out, who is accounted for."""

    @property
    def silent(self) -> int:
        """Who has not answered."""
        return self.asked - self.received - self.coming - self.on_scene - self.relieved - self.cannot

    @property
    def possible(self) -> int:
        """How many there will be if everybody comes who has not said no."""
        return self.asked - self.cannot - self.relieved

    @property
    def out(self) -> int:
        """Who is or was on the way or on scene, and has to be counted back."""
        return self.coming + self.on_scene + self.relieved


@dataclass(frozen=True)
class Strength:
    """Everybody, and each squad."""

    whole: Count
    squads: tuple[tuple[int, Count], ...]
    notes: int = 0
    """Reports from the field so far: the commander's card offers them."""

    @property
    def digest(self) -> str:
        """Return what tells two states of it apart."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


async def of(session: AsyncSession, one: Mobilisation) -> Strength:
    """Count a mobilisation's people."""
    rows = await session.execute(
        sa.select(
            Response.squad_id,
            RollCallEntry.answer,
            RollCallEntry.unreached.is_not(None),
            Response.accounted_at.is_not(None),
            Response.relieved_at.is_not(None),
            sa.func.count(),
        )
        .join(
            RollCallEntry,
            sa.and_(RollCallEntry.roll_call_id == one.roll_call_id, RollCallEntry.person_id == Response.person_id),
        )
        .where(Response.mobilisation_id == one.id)
        .group_by(
            Response.squad_id,
            RollCallEntry.answer,
            RollCallEntry.unreached.is_not(None),
            Response.accounted_at.is_not(None),
            Response.relieved_at.is_not(None),
        )
    )
    found: dict[int, Counter[str]] = {}
    for squad_id, answer, unreached, accounted, relieved, count in rows:
        counter = found.setdefault(squad_id, Counter())
        counter["asked"] += count
        if answer is not None:
            counter["relieved" if relieved else answer.value] += count
        elif unreached:
            counter["unreached"] += count
        if accounted and answer in (Answer.COMING, Answer.ON_SCENE):
            counter["back"] += count
    teams = await session.execute(
        sa.select(Team.squad_id, Team.needed, Squad.name)
        .join(Squad, Squad.id == Team.squad_id)
        .where(Team.mobilisation_id == one.id)
        .order_by(Squad.code)
    )
    squads = tuple(
        (squad_id, Count(name, needed, **found.get(squad_id, Counter()))) for squad_id, needed, name in teams
    )
    notes = sa.select(sa.func.count(FieldNote.id)).where(
        FieldNote.mobilisation_id == one.id, FieldNote.taken_out_at.is_(None)
    )
    return Strength(_sum([count for _, count in squads]), squads, int(await session.scalar(notes) or 0))


def _sum(counts: Sequence[Count]) -> Count:
    names = ("needed", "asked", "received", "coming", "on_scene", "cannot", "unreached", "relieved", "back")
    return Count("", **{name: sum(getattr(count, name) for count in counts) for name in names})


async def unaccounted(session: AsyncSession, one: Mobilisation, squad_id: int | None = None) -> list[Response]:
    """Return who was out and is not counted back yet."""
    query = (
        sa.select(Response)
        .join(
            RollCallEntry,
            sa.and_(RollCallEntry.roll_call_id == one.roll_call_id, RollCallEntry.person_id == Response.person_id),
        )
        .where(
            Response.mobilisation_id == one.id,
            Response.accounted_at.is_(None),
            RollCallEntry.answer.in_((Answer.COMING, Answer.ON_SCENE)),
        )
        .order_by(Response.squad_id, Response.person_id)
    )
    if squad_id is not None:
        query = query.where(Response.squad_id == squad_id)
    return list(await session.scalars(query))
