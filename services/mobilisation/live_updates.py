"""The live cards of mobilisations: the commander's and each squad's group's, refreshed when the figures change."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

import sqlalchemy as sa

from models import Group, Mobilisation, Response, RollCall
from models.enums import MobilisationState, RollCallKind
from services.cards.card import Card
from services.core.act import Actor, Moment
from services.messaging import standing
from services.messaging.roll_calls import Chase, RollCallDraw
from services.mobilisation import cards as mobilisation_cards
from services.mobilisation import kinds, mobilisations, strength
from services.mobilisation.strength import Turnout
from services.people import directory

_TABLE = cast(sa.Table, Mobilisation.__table__)
_LIVE = sa.select(Mobilisation).where(Mobilisation.state.in_(mobilisations.LIVE))


async def next_change(act: Moment) -> datetime | None:
    """Return the present time when a card shows other figures than there are."""
    return act.now if await changed(act) else None


async def changed(act: Moment) -> list[int]:
    """Return the mobilisations whose figures are others than their cards show. Looking costs no write."""
    live = list(await act.session.scalars(_LIVE))
    return [one.id for one in live if _state(one, await strength.of(act.session, one)) != one.shown]


async def refresh(act: Moment, mobilisation_id: int) -> bool:
    """Refresh the cards of one mobilisation: the latest state replaces one that still waits (``outbox``)."""
    one: Mobilisation | None = await act.session.scalar(
        _LIVE.where(Mobilisation.id == mobilisation_id).with_for_update(skip_locked=True, key_share=True)
    )
    if one is None:
        return False
    counted = await strength.of(act.session, one)
    state = _state(one, counted)
    if state == one.shown:
        return False
    if await _draw(act, one, counted):
        # Past the version: a commander who acts just now must not be refused for a card that was drawn.
        await act.session.execute(sa.update(_TABLE).where(_TABLE.c.id == one.id).values(shown=state))
    return True


def _state(one: Mobilisation, counted: Turnout) -> str:
    return f"{one.state.value[:8]}{counted.digest[:48]}"


async def _draw(act: Moment, one: Mobilisation, counted: Turnout) -> bool:
    """Queue the cards that have changed; returns whether everybody's card is up to date then."""
    place = mobilisation_cards.live_card(one)
    readers: list[tuple[Actor | Group, Card]] = []
    for person in await directory.by_ids(act.session, [one.commander_id]):
        card = mobilisation_cards.for_commander(act.town, act.town.words(person.language), one, counted)
        readers.append((person, card))
    counts = dict(counted.squads)
    for group in await mobilisations.groups_of(act.session, counts):
        card = mobilisation_cards.for_group(act.town, act.town.words(None), one, counts[group.scope or 0])
        readers.append((group, card))
    return await standing.show(act, readers, kinds.LIVE_CARD, one, place=place)


async def draw_chase(act: Moment, roll_call: RollCall, persons: Sequence[Actor], number: int) -> Chase | None:
    """Draw the question again for people who have not answered it."""
    one: Mobilisation | None = await act.session.scalar(
        sa.select(Mobilisation).where(
            Mobilisation.roll_call_id == roll_call.id, Mobilisation.state == MobilisationState.RUNNING
        )
    )
    if one is None:
        return None
    standing_in = set(
        await act.session.scalars(
            sa.select(Response.person_id).where(
                Response.mobilisation_id == one.id, Response.stands_in_for_id.is_not(None)
            )
        )
    )
    cards = mobilisation_cards.for_people(act.town, one, persons, standing_in, again=number)
    return Chase(cards, mobilisations.priority(one), beside=True)


ROLL_CALLS = (RollCallDraw(RollCallKind.MOBILISATION, draw_chase),)
