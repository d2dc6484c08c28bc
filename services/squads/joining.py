"""Joining a squad by the invitation in its group: people on its roster are in, others of the roster ask the captain.

The invitation lets nobody in by itself (I8): a person logs in with a phone number of the roster, and the captain or the
station lets the person into the squad. Decision 0007 describes the effect of the next roster import.
"""

from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Joining, Person, Post, Squad
from models.enums import SQUAD, Action, JoiningState, Role
from services.cards import wording
from services.cards.card import Card, button, lines
from services.cards.people import named
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.database import newest
from services.core.errors import Refused, Stale, existing
from services.messaging import messages
from services.people import affiliation, directory
from services.squads import invitations, kinds, squads
from texts import Words

LET_IN, TURN_AWAY, TAKE_OUT, REQUESTS = "squad_in", "squad_away", "squad_out", "squad_asked"
"""Answers to a request (subject: its id); taking people out who joined by chat, and open requests (the squad's)."""
REQUESTS_SHOWN = 5
ASK_AGAIN = timedelta(days=7)
"""A person who was turned away may ask again after this."""


class Arrival(StrEnum):
    """The result of following an invitation."""

    GONE = "gone"  # the group is bound to another owner or to none, or its squad has left the roster
    IN = "in"  # on the squad's roster
    ASKED = "asked"  # the captain has been asked now
    WAITING = "waiting"  # had been asked before
    TURNED_AWAY = "turned_away"  # was not let in lately


async def arrive(act: Act, code: str) -> tuple[Arrival, Squad | None]:
    """Take somebody who is logged in and followed an invitation; asks the captain where that is needed."""
    squad = await invitations.invited_to(act.session, code)
    if squad is None:
        return Arrival.GONE, None
    if any(post.squad_id == squad.id and post.role in SQUAD for post in act.actor.posts):
        return Arrival.IN, squad
    mine = (Joining.squad_id == squad.id, Joining.person_id == act.actor.person_id)
    last = await newest(act.session, Joining, *mine)
    if last is not None and last.state is JoiningState.ASKED:
        return Arrival.WAITING, squad
    refused_at = last.decided_at if last is not None and last.state is JoiningState.REFUSED else None
    if refused_at is not None and refused_at > act.now - ASK_AGAIN:
        return Arrival.TURNED_AWAY, squad
    request = Joining(squad_id=squad.id, person_id=act.actor.person_id, state=JoiningState.ASKED, asked_at=act.now)
    act.session.add(request)
    await act.session.flush()
    people = await squads.in_charge(act.session, squad.id, now=act.now)
    cards = {one.person_id: await _request(act, act.town.words(one.language), request, squad) for one in people}
    await messages.tell(act, people, cards, kinds.JOIN_ASKED, about=request.id)
    return Arrival.ASKED, squad


async def decide(act: Act, joining_id: int, *, agrees: bool) -> tuple[Joining, Squad, Person]:
    """Let somebody in, or not; the person is told. Raises ``Forbidden``, ``Stale`` when it was decided before."""
    request: Joining = existing(
        await act.session.scalar(
            sa.select(Joining)
            .where(Joining.id == joining_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ),
        "join-request-gone",
    )
    squad = await squads.opened(act.session, act.actor, request.squad_id, Action.ADMIT)
    if request.state is not JoiningState.ASKED:
        raise Stale("join-decided", agreed="yes" if request.state is JoiningState.AGREED else "no")
    person = await act.session.get_one(Person, request.person_id)
    if not person.active:
        raise Refused("error-person-gone")
    request.state = JoiningState.AGREED if agrees else JoiningState.REFUSED
    request.decided_at, request.decided_by_id = act.now, act.actor.person_id
    if agrees:
        await _let_in(act.session, squad, person, act.now)
    await journal.record(
        act, f"person:{person.id}", "join_squad" if agrees else "not_join_squad", details={"squad": squad.code}
    )
    await _tell(act, person, squad, "join-let-in" if agrees else "join-not-let-in", "join", request.id)
    return request, squad, person


async def waiting(session: AsyncSession, squad_id: int) -> int:
    """Return how many requests wait for an answer."""
    count = await session.scalar(sa.select(sa.func.count(Joining.id)).where(*_open(squad_id)))
    return count or 0


async def requests(act: Act, squad_id: int) -> list[Card]:
    """Return the requests that wait, the oldest first; a new captain finds them too."""
    squad = await squads.opened(act.session, act.actor, squad_id, Action.ADMIT)
    found = await act.session.scalars(
        sa.select(Joining).where(*_open(squad_id)).order_by(Joining.id).limit(REQUESTS_SHOWN)
    )
    words = act.town.words(act.actor.language)
    asked = [(request, await directory.by_ids(act.session, [request.person_id])) for request in found]
    return [await _request(act.by(asker), words, request, squad) for request, askers in asked for asker in askers]


def _open(squad_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return Joining.squad_id == squad_id, Joining.state == JoiningState.ASKED


async def joined(session: AsyncSession, actor: Actor, squad_id: int) -> list[squads.Mate]:
    """Return the people let into the squad by chat. Raises ``Forbidden`` unless the actor may take them out."""
    squad = await squads.opened(session, actor, squad_id, Action.ADMIT)
    return [mate for mate in await squads.mates_of(session, squad.id) if mate.joined_at is not None]


async def take_out(act: Act, squad_id: int, person_id: int) -> Person:
    """End the post of somebody who was let in by chat; a post of the roster ends with the roster."""
    squad = await squads.opened(act.session, act.actor, squad_id, Action.ADMIT)
    post: Post = existing(
        await act.session.scalar(
            sa.select(Post)
            .where(Post.squad_id == squad.id, Post.person_id == person_id, Post.active, Post.joined_at.is_not(None))
            .with_for_update()
        ),
        "squad-out-already",
    )
    post.active = False
    seq = await journal.record(act, f"person:{person_id}", "leave_squad", details={"squad": squad.code})
    person = await act.session.get_one(Person, person_id)
    await _tell(act, person, squad, "join-taken-out", "left", squad.id, seq)
    return person


async def _let_in(session: AsyncSession, squad: Squad, person: Person, now: datetime) -> None:
    member = {"person_id": person.id, "role": Role.SQUAD_MEMBER, "squad_id": squad.id}
    former = await session.scalars(sa.select(Post).filter_by(**member).limit(1))
    post = former.first() or Post(**member)
    post.village_id, post.joined_at, post.active = squad.village_id, now, True
    session.add(post)
    await session.flush()


async def _tell(act: Moment, person: Person, squad: Squad, key: str, *about: int | str) -> None:
    def card(words: Words) -> Card:
        return Card(text=lines(wording.drill(act.town, words), words(key, squad=squad.name)))

    await messages.tell(act, [person], card, kinds.JOIN_ANSWERED, about=about)


async def _request(act: Act, words: Words, request: Joining, squad: Squad) -> Card:
    """Return the request of the person who acts, with the buttons to answer it."""
    who = named(act.town, words, act.actor.name, act.actor.phone)
    asked = words("join-request", name=who, posts=tuple(await affiliation.posts_of(act, words)), squad=squad.name)
    row = (
        button(words.plain("join-button-agree"), LET_IN, request.id),
        button(words.plain("join-button-refuse"), TURN_AWAY, request.id),
    )
    return Card(text=lines(wording.drill(act.town, words), asked), rows=(row,))
