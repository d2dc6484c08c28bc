"""Drafts that nobody sends: asked about once after each time of silence; a danger among them reaches the station."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from models.base import UNASKED
from services.answers.danger import sounds_deadly
from services.core import journal
from services.core.act import Actor, Moment
from services.drafts.unsent import Content, Unsent
from services.messaging import messages
from services.people import directory
from services.unsent import cards, kinds

AT_ONCE = 100
"""Drafts of a table that are looked at in one go."""


async def next_due(act: Moment) -> datetime | None:
    """Return when an author is asked next. One statement, by the indexes of the unasked."""
    oldest = [sa.select(sa.func.min(one.model.updated_at).label("at")).where(_waits(one)) for one in _tables(act)]
    if not oldest:
        return None
    at: datetime | None = await act.session.scalar(sa.select(sa.func.min(sa.union_all(*oldest).subquery().c.at)))
    return at and at + act.town.settings.drafts.ask_after


async def due(act: Moment) -> Sequence[int]:
    """Return the drafts whose authors are asked now, as ``_key`` numbers them."""
    tables, before = _tables(act), act.now - act.town.settings.drafts.ask_after
    found: list[int] = []
    for place, one in enumerate(tables):
        ripe = sa.select(one.model.id).where(_waits(one), one.model.updated_at <= before)
        ids = await act.session.scalars(ripe.order_by(one.model.updated_at).limit(AT_ONCE))
        found += [draft_id * len(tables) + place for draft_id in ids]
    return found


async def ask(act: Moment, key: int) -> int:
    """Ask one author, and tell the station of a danger; a draft without content, or given up, asks nobody."""
    tables = _tables(act)
    draft_id, place = divmod(key, len(tables))
    one, before = tables[place], act.now - act.town.settings.drafts.ask_after
    model = one.model
    ripe = sa.select(model).where(model.id == draft_id, _waits(one), model.updated_at <= before)
    draft = await act.session.scalar(ripe.with_for_update(skip_locked=True))
    if draft is None:
        return 0
    table = model.__table__
    await act.session.execute(sa.update(table).where(table.c.id == draft_id).values(nudged_at=act.now))
    content = await one.read(act, draft)
    deadly = not content.known and sounds_deadly(act.town, content.text)
    author = await author_of(act, one, draft)
    at = draft.updated_at
    if author is not None and not content.ended and (content.text or content.files):
        await messages.tell(
            act,
            [author],
            lambda words: cards.question(act.town, words, content, draft_id, at, deadly=deadly),
            kinds.ASKED,
            about=(f"{one.name}.{draft_id}", _occasion(act)),
        )
    if deadly:
        await _alarm(act, one, draft_id, content, author, at)
    return 1


async def author_of(act: Moment, one: Unsent, draft: Any) -> Actor | None:
    """Return the author of a draft; None who has left the roster."""
    return next(iter(await directory.by_ids(act.session, [getattr(draft, one.author)])), None)


def table_of(act: Moment, name: str) -> Unsent | None:
    """Return a table of drafts by its name."""
    return next((one for one in _tables(act) if one.name == name), None)


async def _alarm(act: Moment, one: Unsent, draft_id: int, content: Content, author: Actor | None, at: datetime) -> None:
    desk = await directory.station_desk(act.session, now=act.now, incident=True)
    told = {person.person_id: person for person in desk if author is None or person.person_id != author.person_id}
    if not told:
        told = {person.person_id: person for person in await directory.in_danger(act.session, now=act.now)}
    subject = f"{one.name}.{draft_id}"
    await messages.tell(
        act,
        told.values(),
        lambda words: cards.alarm(act.town, words, content, author, subject, at),
        kinds.DANGER,
        about=(subject, _occasion(act)),
        drill=act.town.settings.drill,
    )
    await journal.record(act, f"unsent:{subject}", "alarm", details={"to": sorted(told), "text": content.text})


def _occasion(act: Moment) -> int:
    return int(act.now.timestamp())


def _tables(act: Moment) -> tuple[Unsent, ...]:
    return act.town.registry.of(Unsent)


def _waits(one: Unsent) -> sa.TextClause:
    """Return the condition of the index, word for word, so that it is used."""
    return sa.text(f"{one.waits} AND {UNASKED}")
