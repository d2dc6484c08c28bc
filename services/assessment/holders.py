"""The assessed: villages, units and lines in the order of the roster, and who may see, appeal and answer for them."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Post, Unit, Village
from models.enums import UNIT, VILLAGE_POINT, Action, Assessed, Role
from services.assessment import measures
from services.assessment.measures import Whose
from services.core.act import Actor, Moment
from services.core.errors import Forbidden, Stale
from services.core.town import Town
from services.people.access import Subject, actors, may, require, with_posts

_LETTERS = {Assessed.VILLAGE: "v", Assessed.UNIT: "u", Assessed.LINE: "l"}
_ASSESSED = with_posts(Post.role.in_(UNIT | VILLAGE_POINT | {Role.DEPUTY_DIRECTOR}))


@dataclass(frozen=True)
class Holder:
    """One of the assessed."""

    whose: Whose
    code: str
    """Its code in the roster or in config."""
    name: str


async def of_town(act: Moment, judged: Collection[Whose] = ()) -> list[Holder]:
    """Return everybody who is assessed, in the order of the roster; also the ``judged`` who have left it since."""
    found = []
    tables: tuple[tuple[Assessed, type[Village | Unit]], ...] = ((Assessed.VILLAGE, Village), (Assessed.UNIT, Unit))
    for kind, table in tables:
        left = [int(one.id) for one in judged if one.kind is kind]
        rows = await act.session.execute(
            sa.select(table.id, table.code, table.name)
            .where(sa.or_(table.active, table.id.in_(left)))
            .order_by(table.id)
        )
        found += [Holder(Whose(kind, str(row.id)), row.code, row.name) for row in rows]
    return [
        *found,
        *(Holder(Whose(Assessed.LINE, code), code, _line(act.town, code)) for code in act.town.settings.lines),
    ]


def _line(town: Town, code: str) -> str:
    return town.settings.lines[code].name.in_language(town.settings.language)


def code(whose: Whose) -> str:
    """Return the name of a holder in a button: ``v12``, ``lflood``."""
    return f"{_LETTERS[whose.kind]}{whose.id}"


def kind_in(letter: str) -> Assessed:
    """Return the kind that a button names. Raises ``Stale`` for anything else."""
    for kind, known in _LETTERS.items():
        if known == letter:
            return kind
    raise Stale("menu-button-gone")


def read(said: str) -> Whose:
    """Return the holder that a button names. Raises ``Stale`` for anything else."""
    whose = Whose(kind_in(said[:1]), said[1:])
    if whose.kind is not Assessed.LINE and not (said[1:].isdecimal() and len(said) < 16):
        raise Stale("menu-button-gone")
    return whose


def letter(kind: Assessed) -> str:
    """Return a kind as buttons name it."""
    return _LETTERS[kind]


def subjects(town: Town, holder: Holder) -> list[Subject]:
    """Return what rights on a holder are judged by; a unit is also seen from the lines that it works for."""
    whose = holder.whose
    match whose.kind:
        case Assessed.VILLAGE:
            return [Subject(village_id=int(whose.id))]
        case Assessed.UNIT:
            lines = [code for code, line in town.settings.lines.items() if holder.code in line.units]
            unit_ids = frozenset({int(whose.id)})
            return [Subject(unit_ids=unit_ids), *(Subject(unit_ids=unit_ids, line=line) for line in lines)]
        case _:
            return [Subject(line=whose.id)]


def sees(town: Town, actor: Actor, holder: Holder) -> bool:
    """Whether somebody may see the figures of a holder."""
    return any(may(actor, Action.SEE_ASSESSMENT, subject) for subject in subjects(town, holder))


def of_person(actor: Actor) -> frozenset[Whose]:
    """Return the holders that somebody is assessed with: unit, village, or the line of a deputy director."""
    villages = {post.village_id for post in actor.posts if post.role in VILLAGE_POINT and post.village_id is not None}
    lines = {post.line for post in actor.posts if post.role is Role.DEPUTY_DIRECTOR and post.line is not None}
    return frozenset(
        {
            *map(measures.unit, actor.unit_ids),
            *map(measures.village, villages),
            *(Whose(Assessed.LINE, one) for one in lines),
        }
    )


def belongs(actor: Actor, whose: Whose) -> bool:
    """Whether somebody is assessed with this holder."""
    return whose in of_person(actor)


def may_appeal(actor: Actor, whose: Whose) -> bool:
    """Whether somebody may appeal for a holder: only who belongs to it."""
    return belongs(actor, whose) and may(actor, Action.APPEAL_ASSESSMENT)


def require_judge(actor: Actor, whose: Whose, appellant: int) -> None:
    """Raise ``Forbidden`` unless somebody may answer an appeal: never its author, nor anybody of the assessed."""
    own = {actor.person_id} if belongs(actor, whose) else set[int]()
    require(actor, Action.ANSWER_APPEAL, Subject(handlers=frozenset(own | {appellant})))


def require_appeal(actor: Actor, whose: Whose) -> None:
    """Raise ``Forbidden`` unless somebody may appeal for a holder."""
    if not may_appeal(actor, whose):
        raise Forbidden("error-forbidden")


async def people(session: AsyncSession) -> list[Actor]:
    """Return the people who answer for units, villages and lines."""
    return await actors(session, _ASSESSED)
