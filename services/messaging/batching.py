"""Notices that can wait (DOMAIN §5.4): held for company, over the night as well, and then told a person together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa
from markupsafe import Markup

from models import Case, HeldNotice, Reminder
from services.calendar import quiet_hours
from services.cards.card import Card, button
from services.core.act import Actor, Moment
from services.core.database import DEADLINES, Upsert, wake
from services.core.town import Town
from services.messaging import messages
from services.messaging.kinds import HELD, About, MessageKind
from services.people import directory
from texts import Words

AT_ONCE = 50
"""Persons told in one transaction."""
SHOWN = 8
"""Notices of one message; the rest is counted."""
TOGETHER = timedelta(minutes=2)
"""What can wait, waits so long for company."""

_TABLE = cast(sa.Table, HeldNotice.__table__)
_HOLD = Upsert(lambda insert: insert(_TABLE).on_conflict_do_nothing(index_elements=["dedupe"]))


async def hold(
    act: Moment,
    people: Iterable[Actor],
    cards: Mapping[int, Card],
    head: Callable[[Words], str],
    kind: MessageKind,
    *,
    about: About,
    case_id: int,
) -> None:
    """Keep a notice back until company has come, or the morning; what is held already is left as it is.

    ``cards`` has the card that it is for each person when nothing else comes, ``head`` its line when something does.
    """
    rows = [
        {
            "person_id": one.person_id,
            "case_id": case_id,
            "event": kind.event,
            "head": str(head(act.town.words(one.language))),
            "content": cards[one.person_id].content(),
            "dedupe": kind.key(about, one.person_id),
            "created_at": act.now,
            "not_before": max(act.now + TOGETHER, quiet_hours.until(act.town, HELD.priority, act.now)),
        }
        for one in people
    ]
    if rows:
        await act.session.execute(_HOLD.on(act.session), rows)
        wake(act.session, DEADLINES)


async def tell(act: Moment) -> int:
    """Tell some persons what has waited long enough, with all else that waits for them; how many."""
    persons = await ripe(act, HeldNotice)
    if not persons:
        return 0
    rows = await act.session.execute(
        sa.select(HeldNotice, Case.number)
        .join(Case, Case.id == HeldNotice.case_id)
        .where(HeldNotice.told_at.is_(None), HeldNotice.person_id.in_(persons))
        .order_by(HeldNotice.id)
        .with_for_update(of=HeldNotice)
    )
    held: dict[int, list[tuple[HeldNotice, str]]] = {}
    for notice, number in rows:
        held.setdefault(notice.person_id, []).append((notice, number))
        notice.told_at = act.now
    for person in await directory.by_ids(act.session, held):
        await _tell(act, person, held[person.person_id])
    await act.session.flush()
    return len(held)


async def _tell(act: Moment, person: Actor, notices: Sequence[tuple[HeldNotice, str]]) -> None:
    last = notices[-1][0]
    alone = len(notices) == 1
    await messages.tell(
        act,
        [person],
        Card.model_validate(last.content) if alone else card(act.town, person, notices),
        replace(HELD, event=last.event) if alone else HELD,
        about=last.id,
        case_id=last.case_id if len({notice.case_id for notice, _ in notices}) == 1 else None,
    )


def card(town: Town, person: Actor, notices: Sequence[tuple[HeldNotice, str]]) -> Card:
    """Return several notices as one message: a line each, a button for each case."""
    shown = notices[:SHOWN]
    told, cases = [Markup(notice.head) for notice, _ in shown], {notice.case_id: number for notice, number in shown}
    return together(town.words(person.language), "held", told, cases, count=len(notices))


async def next_due(rows: type[HeldNotice | Reminder], act: Moment) -> datetime | None:
    """Return when one of these rows has waited long enough next."""
    found: datetime | None = await act.session.scalar(
        sa.select(sa.func.min(rows.not_before)).where(rows.told_at.is_(None))
    )
    return found


async def ripe(act: Moment, rows: type[HeldNotice | Reminder]) -> list[int]:
    """Return up to ``AT_ONCE`` persons for whom one of these rows has waited long enough, the oldest first."""
    found = await act.session.scalars(
        sa.select(rows.person_id)
        .where(rows.told_at.is_(None), rows.not_before <= act.now)
        .group_by(rows.person_id)
        .order_by(sa.func.min(rows.id))
        .limit(AT_ONCE)
    )
    return list(found)


def together(
    words: Words, name: str, told: Sequence[Markup], cases: Mapping[int, str], *, count: int, between: str = "\n"
) -> Card:
    """Return ``count`` things as one message: those ``told``, the rest counted, a button for each case."""
    more = [words(f"{name}-more", count=count - len(told))] if count > len(told) else []
    rows = tuple((button(words.plain("reminder-open", number=number), "view", key),) for key, number in cases.items())
    return Card(text=Markup(between).join([words(f"{name}-head", count=count), *told, *more]), rows=rows)
