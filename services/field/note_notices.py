"""Telling the commander what has come from the field: several together, not a message for each photo (DOMAIN §5.4)."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from models import FieldNote, Mobilisation
from services.core.act import Moment
from services.field import kinds, note_cards, notes
from services.messaging import messages
from services.people import directory

TOGETHER = timedelta(minutes=1)
"""A new note waits this long for others: an album, or the words to a photo. A call for help never waits."""


async def next_due(act: Moment) -> datetime | None:
    """Return when something from the field has waited long enough next."""
    came: datetime | None = await act.session.scalar(
        sa.select(sa.func.min(FieldNote.at)).where(FieldNote.told_at.is_(None))
    )
    return came and came + TOGETHER


async def due(act: Moment) -> list[int]:
    """Return the mobilisations of which something has waited long enough. Looking costs no write."""
    found = await act.session.scalars(
        sa.select(FieldNote.mobilisation_id)
        .where(FieldNote.told_at.is_(None))
        .group_by(FieldNote.mobilisation_id)
        .having(sa.func.min(FieldNote.at) <= act.now - TOGETHER)
    )
    return list(found)


async def tell(act: Moment, mobilisation_id: int) -> int:
    """Tell the commander the notes since the last time, except the commander's; returns how many notes were new."""
    new = set(
        await act.session.scalars(
            sa.select(FieldNote.id)
            .where(FieldNote.mobilisation_id == mobilisation_id, FieldNote.told_at.is_(None))
            .with_for_update(skip_locked=True)
        )
    )
    if not new:
        return 0
    one = await act.session.get_one(Mobilisation, mobilisation_id)
    fresh = [
        told
        for told in await notes.of(act.session, one.id)
        if told.note.id in new and told.person.id != one.commander_id
    ]
    await messages.tell(
        act,
        await directory.by_ids(act.session, [one.commander_id] if fresh else []),
        lambda words: note_cards.news(act.town, words, one, fresh),
        kinds.NOTE,
        about=(one, max(new)),
    )
    await act.session.execute(sa.update(FieldNote).where(FieldNote.id.in_(new)).values(told_at=act.now))
    return len(new)
