"""The people who can take over a post on scene, or the command."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mobilisation, Post, Response, RollCallEntry, Squad, Team
from models.enums import Action, Answer, HandoverKind
from services.core.act import Actor
from services.core.errors import Refused
from services.mobilisation import mobilisations
from services.mobilisation import responses as mobilisation_responses
from services.people import directory
from services.people.access import actors, may, with_posts
from services.people.rights import TABLE
from services.squads import squads

_COMMANDERS = with_posts(Post.role.in_(list(TABLE[Action.MOBILISE])))


async def able(
    session: AsyncSession, actor: Actor, mobilisation_id: int, kind: HandoverKind
) -> tuple[Mobilisation, Response | None, list[Actor]]:
    """Return the mobilisation, the actor's post on scene unless it is about the command, and the possible successors.

    Raises ``Stale``, ``Refused`` or ``Forbidden`` when the actor has nothing to hand over.
    """
    if kind is HandoverKind.COMMAND:
        one = await mobilisations.commanded(session, actor, mobilisation_id, *mobilisations.LIVE)
        return one, None, await commanders(session, one)
    one, response = await mobilisation_responses.place_of(session, actor, mobilisation_id)
    if not await on_scene(session, one, response):
        raise Refused("handover-not-there")
    return one, response, await takers(session, one, response)


async def on_scene(session: AsyncSession, one: Mobilisation, response: Response | None) -> bool:
    """Whether this person is there now, and has not handed over."""
    if response is None or response.relieved_at is not None:
        return False
    entry = await session.get(RollCallEntry, (one.roll_call_id, response.person_id), populate_existing=True)
    return entry is not None and entry.answer is Answer.ON_SCENE


async def takers(session: AsyncSession, one: Mobilisation, response: Response) -> list[Actor]:
    """Return the people who can accept a post: the squad's people, substitutes too, then the others called."""
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
    """Return the people who could command it instead: they may call every squad of it, and have logged in."""
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
