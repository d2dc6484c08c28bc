"""Notices that can wait (DOMAIN §5.4): kept for company, over the night as well, and then told together.

``services.reminders.bundling`` tells them, with the reminders that wait for the same person.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa
from markupsafe import Markup

from models import Case, HeldNotice, Reminder
from services.calendar import quiet_hours
from services.cards.card import Button, Card, button
from services.core.act import Actor, Moment
from services.core.database import DEADLINES, Upsert, wake
from services.core.town import Town
from services.messaging import messages
from services.messaging.kinds import HELD, About, MessageKind
from texts import Words

AT_ONCE = 50
"""Persons told in one transaction."""
SHOWN = 8
"""Notices of one message; the rest is counted."""
TOGETHER = timedelta(minutes=2)
"""How long a message that can wait waits for company."""

News = tuple[HeldNotice, str]
"""A notice that waits, and the number of its case."""
Row = tuple[Button, ...]

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
    """Keep a notice back until company has come, or the morning; a notice that waits already stays as it is.

    ``cards`` has each person's card, for when nothing else comes; ``head`` is the line for when something does.
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


async def take(act: Moment, persons: Collection[int]) -> dict[int, list[News]]:
    """Return the notices that wait for these persons, each with its case's number; they count as told."""
    rows = await act.session.execute(
        sa.select(HeldNotice, Case.number)
        .join(Case, Case.id == HeldNotice.case_id)
        .where(HeldNotice.told_at.is_(None), HeldNotice.person_id.in_(persons))
        .where(HeldNotice.not_before <= act.now + TOGETHER)
        .order_by(HeldNotice.id)
        .with_for_update(of=HeldNotice)
    )
    news: dict[int, list[News]] = {}
    for notice, number in rows:
        news.setdefault(notice.person_id, []).append((notice, number))
        notice.told_at = act.now
    return news


async def tell(act: Moment, person: Actor, news: Sequence[News]) -> None:
    """Tell a person notices: one as it is, several as a list."""
    last, alone = news[-1][0], len(news) == 1
    await messages.tell(
        act,
        [person],
        Card.model_validate(last.content) if alone else card(act.town, person, news),
        replace(HELD, event=last.event) if alone else HELD,
        about=last.id,
        case_id=last.case_id if len({notice.case_id for notice, _ in news}) == 1 else None,
    )


def card(town: Town, person: Actor, news: Sequence[News]) -> Card:
    """Return notices as one message: a line each, a button for each case."""
    words, shown = town.words(person.language), news[:SHOWN]
    cases = {notice.case_id: number for notice, number in shown}
    rows = [(button(words.plain("reminder-open", number=number), "view", key),) for key, number in cases.items()]
    return together(words, "held", [Markup(notice.head) for notice, _ in shown], rows, count=len(news))


async def next_ripe(act: Moment, rows: type[HeldNotice | Reminder]) -> datetime | None:
    """Return when one of these rows has waited long enough next."""
    found: datetime | None = await act.session.scalar(
        sa.select(sa.func.min(rows.not_before)).where(rows.told_at.is_(None))
    )
    return found


async def ripe(act: Moment, rows: type[HeldNotice | Reminder]) -> list[int]:
    """Return up to ``AT_ONCE`` persons with a row that has waited long enough, the oldest first."""
    found = await act.session.scalars(
        sa.select(rows.person_id)
        .where(rows.told_at.is_(None), rows.not_before <= act.now)
        .group_by(rows.person_id)
        .order_by(sa.func.min(rows.id))
        .limit(AT_ONCE)
    )
    return list(found)


def together(
    words: Words, name: str, told: Sequence[Markup], rows: Iterable[Row], *, count: int, between: str = "\n"
) -> Card:
    """Return ``count`` things as one message: those ``told``, the number of the others, and the buttons."""
    more = [words(f"{name}-more", count=count - len(told))] if count > len(told) else []
    return Card(text=Markup(between).join([words(f"{name}-head", count=count), *told, *more]), rows=tuple(rows))
