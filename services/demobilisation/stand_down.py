"""Standing a mobilisation down (解除): everybody hears it, and it ends only when whoever was out is counted back."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mobilisation, Muster, Roll, Squad
from models.enums import SQUAD_LEADERS, Action, HandoverKind, MobilisationState
from services.core import journal
from services.core.act import Actor
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.field import handovers
from services.messaging import roll_calls as rolls
from services.messaging.outbox import Parcel, To, queue, queue_many
from services.mobilisation import cards as mobilisation_cards
from services.mobilisation import mobilisations, strength
from services.mobilisation import responses as musters
from services.mobilisation import safety_checks as teams
from services.people import directory as people
from services.people.access import Subject, may

EVENT = "stand_down"


async def stand_down(
    session: AsyncSession, town: Town, actor: Actor, mobilisation_id: int, *, now: datetime
) -> Mobilisation:
    """End the call: nobody is chased any more, everybody is told, captains count their people back."""
    one = await mobilisations.commanded(session, actor, mobilisation_id, MobilisationState.RUNNING)
    one.state, one.stood_down_at = MobilisationState.STANDING_DOWN, now
    await rolls.close(session, await session.get_one(Roll, one.roll_id), now=now)
    await handovers.lapse(session, one, HandoverKind.SHIFT, now=now)
    await session.flush()
    out = {muster.person_id for muster in await strength.unaccounted(session, one)}
    everybody = await session.scalars(sa.select(Muster.person_id).where(Muster.mobilisation_id == one.id))
    parcels = [
        Parcel(
            To(person.person_id, None, person.chat_id),
            mobilisation_cards.stood_down(town, town.words(person.language), one, out=person.person_id in out),
            f"{EVENT}:{one.id}:{person.person_id}",
        )
        for person in await people.by_ids(session, everybody)
    ]
    await queue_many(
        session,
        parcels,
        event=EVENT,
        priority=mobilisations.priority(one),
        now=now,
        case_id=one.case_id,
        drill=bool(one.drill),
    )
    await _ask_captains(session, town, one, now)
    await journal.record(
        session,
        mobilisations.subject(one.id),
        "stand_down",
        now=now,
        actor_id=actor.person_id,
        details={"out": len(out)},
    )
    if not out:
        await teams.rest(session, one.id)
    return one


async def _ask_captains(session: AsyncSession, town: Town, one: Mobilisation, now: datetime) -> None:
    away: dict[int, list[int]] = {}
    for muster in await strength.unaccounted(session, one):
        away.setdefault(muster.squad_id, []).append(muster.person_id)
    for squad_id, ids in away.items():
        squad, names = await session.get_one(Squad, squad_id), await people.by_ids(session, ids)
        for person in await teams.heads(session, one, squad_id):
            if ids == [person.person_id]:
                continue  # whoever is the only one out says so alone
            await queue(
                session,
                To(person_id=person.person_id, chat_id=person.chat_id),
                mobilisation_cards.to_count_back(town, town.words(person.language), one, squad, names),
                event="count_back",
                dedupe=f"count_back:{one.id}:{squad_id}:{person.person_id}",
                priority=mobilisations.priority(one),
                now=now,
                case_id=one.case_id,
                drill=bool(one.drill),
            )


async def back(session: AsyncSession, actor: Actor, mobilisation_id: int, *, now: datetime) -> Mobilisation:
    """Note that the person is back, by the own word; before the stand-down only after handing over.

    Raises ``Stale`` the second time.
    """
    one, muster = await musters.own(session, actor, mobilisation_id, *musters.LIVE)
    if one.state is MobilisationState.RUNNING and muster.relieved_at is None:
        raise Stale("mobilise-not-over")
    if muster.accounted_at is not None:
        raise Stale("mobilise-back-already")
    await _account(session, one, [muster], actor, now)
    return one


async def all_back(
    session: AsyncSession, actor: Actor, mobilisation_id: int, squad_id: int, *, now: datetime
) -> tuple[Mobilisation, int]:
    """Note that all of a squad are back, by its leader's or the commander's word; returns how many were missing."""
    one = await mobilisations.load(session, mobilisation_id, MobilisationState.STANDING_DOWN)
    leads = any(post.squad_id == squad_id and post.role in SQUAD_LEADERS for post in actor.posts)
    leads = leads or actor.person_id in {person.person_id for person in await teams.heads(session, one, squad_id)}
    if not leads and actor.person_id != one.commander_id and not may(actor, Action.MOBILISE, Subject()):
        raise Forbidden("error-forbidden")
    found = await strength.unaccounted(session, one, squad_id)
    if not found:
        raise Stale("mobilise-back-already")
    await _account(session, one, found, actor, now)
    return one, len(found)


async def _account(session: AsyncSession, one: Mobilisation, found: list[Muster], actor: Actor, now: datetime) -> None:
    for muster in found:
        muster.accounted_at, muster.accounted_by_id = now, actor.person_id
        subject = f"{mobilisations.subject(one.id)}:{muster.person_id}"
        await journal.record(session, subject, "back", now=now, actor_id=actor.person_id)
    await session.flush()
    if one.state is MobilisationState.STANDING_DOWN and not await strength.unaccounted(session, one):
        await teams.rest(session, one.id)


async def end(session: AsyncSession, actor: Actor, mobilisation_id: int, *, now: datetime) -> Mobilisation:
    """Close it. Raises ``Refused`` while anybody who was out is not counted back."""
    one = await mobilisations.commanded(session, actor, mobilisation_id, MobilisationState.STANDING_DOWN)
    missing = await strength.unaccounted(session, one)
    if missing:
        raise Refused("mobilise-not-all-back", count=len(missing))
    one.state, one.ended_at = MobilisationState.ENDED, now
    await handovers.lapse(session, one, *HandoverKind, now=now)
    await session.flush()
    await journal.record(session, mobilisations.subject(one.id), "end", now=now, actor_id=actor.person_id)
    return one
