"""Take the steps of deadlines that are due (I5): each once, in order; urgent ones are queued, the rest is bundled.

A step is taken by moving its deadline's row on, in the same transaction that writes down the people told. Two clocks at
once wait for each other's rows (SQLite) or pass them over (PostgreSQL), so no step is taken twice. After a sleep every
missed step is taken, but a person hears of a deadline once: the gravest of what was missed stands for the rest.

docs/why/architecture.md draws the path of a deadline from the tick to the outbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

import sqlalchemy as sa
import structlog

from models import Deadline, FiredStep, Post, Reminder
from models.enums import Manner, Priority, Role
from services.cards.card import Card
from services.core.act import Actor, Moment
from services.core.labels import name
from services.deadlines import deadlines, owed
from services.deadlines.ladders import Doing, Step, kept_policy
from services.deadlines.owed import Entry, Thing, Whose
from services.messaging import messages
from services.messaging.kinds import MessageKind, Sound
from services.messaging.outbox import NOBODY
from services.people import directory
from services.people.access import actors, with_posts
from services.reminders import kinds, leaders
from services.reminders.recipients import Recipients
from services.settings.clocks import Rank
from texts import Words

AT_ONCE = {Priority.LIFE: 8, Priority.ORDER: 50, Priority.REMINDER: 400}
"""Deadlines taken in one transaction, by urgency: few where somebody waits for the commit."""
URGENT = (Priority.LIFE, Priority.ORDER)
TOGETHER = timedelta(minutes=2)
"""A message that is not urgent waits this long for others (DOMAIN §5.4)."""
UNKNOWN_AGAIN = timedelta(hours=1)
"""A deadline of a kind that no area states is looked at again after so long: by a program that knows it, perhaps."""

_DEADLINES = cast(sa.Table, Deadline.__table__)
_DUE = (
    sa.select(Deadline)
    .where(
        Deadline.priority == sa.bindparam("urgency", type_=_DEADLINES.c.priority.type),
        Deadline.ended_at.is_(None),
        Deadline.next_at <= sa.bindparam("now"),
    )
    .order_by(Deadline.next_at, Deadline.id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True)
)
_EARLIEST = (
    sa.select(  # the begin of each index, whatever the tables hold: it is asked after each commit about deadlines
        *(
            sa.select(sa.func.min(Deadline.next_at))
            .where(Deadline.priority == urgency, Deadline.ended_at.is_(None), Deadline.next_at.is_not(None))
            .scalar_subquery()
            for urgency in AT_ONCE
        )
    )
)
_ADVANCE = (
    sa.update(_DEADLINES)
    .where(_DEADLINES.c.id == sa.bindparam("deadline"))
    .values(next_at=sa.bindparam("next"), fired_until=sa.bindparam("until"))
)
_FIRED = cast(sa.Table, FiredStep.__table__)
_WRITE_DOWN = sa.insert(_FIRED).returning(_FIRED.c.id, sort_by_parameter_order=True)
_BUNDLE = sa.insert(cast(sa.Table, Reminder.__table__))
_OPERATORS = with_posts(Post.role == Role.OPERATOR)

log = structlog.get_logger()


@dataclass
class Taken:
    """A step that is taken now, and the people it tells."""

    entry: Entry
    people: list[Actor] = field(default_factory=list)
    call: bool = False  # none of them can be reached by chat: somebody telephones
    vacant: tuple[Rank, ...] = ()  # nobody holds any of these posts: the station's list says so
    id: int = 0  # of what was written down


async def next_due(act: Moment) -> datetime | None:
    """Return when the next step is due; None when no deadline waits."""
    return min((at for at in (await act.session.execute(_EARLIEST)).one() if at is not None), default=None)


async def take_due(act: Moment) -> int:
    """Take the steps of some deadlines, the gravest first; returns of how many, 0 when none is due."""
    for urgency, most in AT_ONCE.items():
        rows = list(await act.session.scalars(_DUE, {"urgency": urgency, "now": act.now, "most": most}))
        if rows:
            await _put_off(act, [row for row in rows if row.kind not in act.town.owed])
            await _take(act, [row for row in rows if row.kind in act.town.owed])
            return len(rows)
    return 0


def _unknown(kind: str, words: Words) -> Card:
    return Card(text=words("deadline-unknown", kind=kind))


async def _put_off(act: Moment, rows: Sequence[Deadline]) -> None:
    """Report deadlines of kinds that no area states, once a day each, and keep their steps for later."""
    for row in rows:
        log.error("deadline_kind_unknown", kind=row.kind, deadline=row.id)
        row.next_at = act.now + UNKNOWN_AGAIN
        await messages.tell(
            act,
            await actors(act.session, _OPERATORS) or await directory.alarmed(act.session, now=act.now),
            partial(_unknown, row.kind),
            kinds.UNKNOWN,
            about=(row.kind, str(act.now.date())),
        )
    await act.session.flush()


async def _take(act: Moment, rows: Sequence[Deadline]) -> None:
    things = await owed.load(act, rows)
    whose = {row.id: things[row.id].whose(row) for row in rows if row.id in things}
    recipients = await Recipients.load(act.session, {*whose.values()}, now=act.now)
    taken: list[Taken] = []
    moved: list[dict[str, Any]] = []
    for row in rows:
        past = row.fired_until
        coming = [step for step in deadlines.steps_of(act.town, row) if past is None or step.at > past]
        due = [step for step in coming if step.at <= act.now]
        later = [step.at for step in coming if step.at > act.now]
        moved.append({"deadline": row.id, "next": min(later, default=None), "until": act.now})
        if row.id in things:
            taken += _told(recipients, row, things[row.id], whose[row.id], due)
        else:
            log.error("deadline_about_nothing", kind=row.kind, deadline=row.id, subject=row.subject_id)
    if moved:
        await act.session.execute(_ADVANCE, moved)
    if not taken:
        return
    written = await act.session.execute(_WRITE_DOWN, [_row(one, act.now) for one in taken])
    for one, row_id in zip(taken, written.scalars(), strict=True):
        one.id = row_id
    await _tell(act, taken)


def _told(recipients: Recipients, row: Deadline, thing: Thing, whose: Whose, due: list[Step]) -> list[Taken]:
    """Return the steps with the people they tell.

    If chat reaches nobody on a step, because the post is vacant or its holders are out of reach, the next one above
    hears it as well. If it reaches nobody up to the top, somebody telephones the people there are; without any, the
    station's list says whose posts are vacant. A reminder ahead of time is no reason to telephone.
    """
    rules = kept_policy(row.policy)
    above = [step.to for step in rules.ladder]
    found = []
    for step in due:
        ranks = above[above.index(step.to) :] if step.to in above else [step.to]
        one = Taken(Entry(row, thing, step))
        for number, rank in enumerate(ranks, start=1):
            one.people += [person for person in recipients.on(rank, rules.owner, whose) if person not in one.people]
            if any(person.person_id in recipients.within_reach for person in one.people):
                break
            if number == len(ranks) and (step.doing is not Doing.REMIND or step.at >= row.due_at):
                one.call, one.vacant = bool(one.people), () if one.people else tuple(ranks)
        found.append(one)
    return found


def _row(one: Taken, now: datetime) -> dict[str, Any]:
    return {
        "deadline_id": one.entry.row.id,
        "at": one.entry.step.at,
        "doing": one.entry.step.doing.value,
        "rank": one.entry.step.to.value,
        "fired_at": now,
        "told": [person.person_id for person in one.people],
    }


async def _tell(act: Moment, taken: list[Taken]) -> None:
    """Queue what is urgent, bundle the rest; of several steps of one deadline a person hears the last."""
    last: dict[tuple[int, int], tuple[Taken, Actor]] = {}
    for one in taken:
        for person in one.people:
            last[one.entry.row.id, person.person_id] = (one, person)
    bundled = []
    queued: dict[tuple[int, bool], list[tuple[Entry, Actor]]] = {}
    for one in {one.entry.row.id: one for one in taken if one.vacant}.values():  # the last step of a deadline
        await _list(act, one)
    for one, person in last.values():
        if one.entry.row.priority in URGENT or one.entry.step.call or one.call:
            call = one.call or one.entry.step.call
            queued.setdefault((one.entry.row.id, call), []).append((one.entry, person))
            continue
        bundled.append(
            {
                "person_id": person.person_id,
                "step_id": one.id,
                "deadline_id": one.entry.row.id,
                "created_at": act.now,
                "not_before": act.now + TOGETHER,
                "told_at": None,
            }
        )
    for (_, call), told in queued.items():
        await _queue(act, told, call=call)
    if bundled:
        await act.session.execute(_BUNDLE, bundled)


async def _list(act: Moment, one: Taken) -> None:
    """Put a call task on the station's list, because nobody holds a post on the ladder: it says which."""
    row, step = one.entry.row, one.entry.step
    words = act.town.words(None)
    owed_is = one.entry.thing.entry(act.town, words, row)
    posts = [
        words.plain("rank-substitute") if rank is Rank.SUBSTITUTE else name(words, rank.role).unescape()
        for rank in one.vacant
    ]
    said = words(
        "ladder-vacant",
        posts=words.plain("list-comma").join(dict.fromkeys(posts)),
        what=owed_is.what if row.case_id is not None else f"{owed_is.number} {owed_is.what}",
    )
    await messages.tell(
        act,
        [NOBODY],
        Card(text=said),
        kinds.VACANT,
        about=(row.id, int(step.at.timestamp()), step.doing.value),
        case_id=row.case_id,
        drill=one.entry.thing.drill,
        call=True,
        deadline_id=row.id,
    )


async def _queue(act: Moment, told: Sequence[tuple[Entry, Actor]], *, call: bool) -> None:
    """Queue the steps of one deadline, each for the people it tells, with a card for each."""
    row, thing = told[0][0].row, told[0][0].thing
    kind_of = owed.of(act.town, row.kind).message
    await thing.look_up(act)
    above = [person for entry, person in told if _is_leader(entry)]
    quiet = await leaders.heard_lately(act, above, row, thing) if above else frozenset[int]()
    alike: dict[tuple[MessageKind, bool], list[tuple[Entry, Actor]]] = {}
    for entry, person in told:
        kind = kinds.DEADLINE if kind_of is None else kind_of(row, entry.step, act.now)
        if thing.place is not None:
            heard = (
                {"manner": Manner.EDIT, "sound": Sound.NONE} if person.person_id in quiet else {"manner": Manner.ANEW}
            )
            kind = replace(kind, **heard)
        alike.setdefault((kind, _is_leader(entry)), []).append((entry, person))
    for (kind, pinned), those in alike.items():
        drawn = {person.person_id: thing.card(act.town, person, [entry], act.now) for entry, person in those}
        if thing.place is not None:
            drawn = {who: card.model_copy(update={"pinned": pinned}) for who, card in drawn.items()}
        last = those[-1][0].step  # nobody is told of a deadline twice, so the last step names the message of each
        await messages.tell(
            act,
            [person for _, person in those],
            drawn,
            kind,
            about=(row.id, int(last.at.timestamp()), last.doing.value),
            priority=min(row.priority, Priority.ORDER),
            case_id=row.case_id,
            call=call,
            deadline_id=row.id,
            place=thing.place,
        )


def _is_leader(entry: Entry) -> bool:
    return entry.thing.place is not None and entry.step.to not in leaders.WORKING
