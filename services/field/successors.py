"""Who can take a place in the field, or the command, over from somebody else."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mobilisation, Post, Response, RollCallEntry, Squad, Team
from models.enums import Action, Answer
from services.core.act import Actor
from services.core.errors import Refused
from services.mobilisation import responses as mobilisation_responses
from services.people import directory
from services.people.access import actors, may, with_posts
from services.people.rights import TABLE
from services.squads import squads

_COMMANDERS = with_posts(Post.role.in_(list(TABLE[Action.MOBILISE])))


async def place_of(session: AsyncSession, actor: Actor, mobilisation_id: int) -> tuple[Mobilisation, Response]:
    """Return the actor's place on scene. Raises ``Stale`` or ``Refused`` when there is none to hand over."""
    one, response = await mobilisation_responses.own(session, actor, mobilisation_id)
    if not await on_scene(session, one, response):
        raise Refused("handover-not-there")
    return one, response


async def on_scene(session: AsyncSession, one: Mobilisation, response: Response | None) -> bool:
    """Whether this person is there now, and has not handed over."""
    if response is None or response.relieved_at is not None:
        return False
    entry = await session.get(RollCallEntry, (one.roll_call_id, response.person_id), populate_existing=True)
    return entry is not None and entry.answer is Answer.ON_SCENE


async def takers(session: AsyncSession, one: Mobilisation, response: Response) -> list[Actor]:
    """Return who could take a place over by a press: the squad's people, substitutes too, then the others called."""
    mates = await squads.mates_of(session, response.squad_id)
    own = {mate.person_id: None for mate in mates if mate.logged_in}
    others = await session.scalars(
        sa.select(Response.person_id)
        .where(Response.mobilisation_id == one.id, Response.squad_id != response.squad_id)
        .order_by(Response.squad_id, Response.person_id)
    )
    order = {person_id: at for at, person_id in enumerate([*own, *others])}
    found = await directory.by_ids(session, set(order) - {response.person_id})
    return sorted((person for person in found if person.chat_id is not None), key=lambda one: order[one.person_id])


async def commanders(session: AsyncSession, one: Mobilisation) -> list[Actor]:
    """Return who could command it instead: whoever may call every squad of it, and has logged in."""
    called = await session.scalars(
        sa.select(Squad).where(Squad.id.in_(sa.select(Team.squad_id).where(Team.mobilisation_id == one.id)))
    )
    subjects = [squads.subject(squad) for squad in called]
    found = await actors(session, _COMMANDERS)
    return [
        person
        for person in found
        if person.chat_id is not None
        and person.person_id != one.commander_id
        and all(may(person, Action.MOBILISE, subject) for subject in subjects)
    ]
