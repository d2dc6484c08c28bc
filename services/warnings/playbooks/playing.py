"""A person starts a playbook, and notes its parts as done or stands them down; a sent message does its part alone."""

from collections import defaultdict
from collections.abc import Collection, Sequence

import sqlalchemy as sa

from models import Broadcast, WarningOrder, WarningPlay
from models.enums import Action, DeadlineOutcome, Priority, Role
from services.broadcasts import broadcasts
from services.broadcasts.sending import Sent
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.database import alone, locked
from services.core.errors import Forbidden, Stale
from services.deadlines import deadlines
from services.deadlines.deadlines import About
from services.messaging import audiences, messages
from services.messaging.audiences import Audience, Match, Selection
from services.people import directory
from services.people.access import may, require
from services.settings.areas.playbooks import Doing
from services.warnings import kinds
from services.warnings.playbooks import cards, plan
from services.warnings.playbooks.plan import Book, Item
from services.warnings.register import intake, register
from services.warnings.register.views import Warned

ABOUT = KIND = "warning_play"
"""Of the deadlines."""
_OF_LINE = frozenset({Role.DEPUTY_DIRECTOR, Role.UNIT_HEAD, Role.UNIT_HANDLER})


async def start(act: Act, warning_id: int) -> Warned:
    """Start the items that the warning asks for and that do not run. Raises ``Stale`` when there is none.

    Each person responsible gets one message with all of theirs.
    """
    require(act.actor, Action.KEEP_WARNINGS)
    warned = await register.find(act, warning_id)
    await alone(act.session, f"warning_play:{warned.id}")
    missing = (await plan.load(act, warned)).missing
    if not missing:
        raise Stale("play-nothing")
    theirs: dict[int, list[WarningPlay]] = defaultdict(list)
    people: dict[int, Actor] = {}
    for item in missing:
        for village_id, owners in await _owners(act, warned, item):
            row = await _begin(act, warned, item, village_id, owners)
            for one in owners:
                people[one.person_id] = one
                theirs[one.person_id].append(row)
    await journal.record(act, intake.subject(warned.id), "play", details={"items": [item.do for item in missing]})
    for person_id, one in people.items():
        rows = theirs[person_id]
        if person_id != act.actor.person_id:
            await messages.tell(
                act,
                [one],
                cards.mine(act.town, warned, rows),
                kinds.PLAY,
                about=(rows[0].id,),
                drill=rows[0].drill,
            )
    return warned


async def _owners(act: Moment, warned: Warned, item: Item) -> list[tuple[int | None, Sequence[Actor]]]:
    """Return the people who do an item, by village for what is done in each; nobody: it is the desk's."""
    lines = (item.line,) if item.role in _OF_LINE else ()
    found: list[tuple[int | None, Selection]] = [(None, Selection(roles=(item.role,), lines=lines))]
    if item.role in plan.OF_VILLAGES and warned.villages:
        found = [(one, Selection(roles=(item.role,), villages=(one,))) for one in sorted(warned.villages)]
    return [(at, (await audiences.find(act.session, act.town, selection)).people) for at, selection in found]


async def _begin(act: Act, warned: Warned, item: Item, village_id: int | None, owners: Sequence[Actor]) -> WarningPlay:
    if item.play is None:
        raise ValueError("an item that is not wanted is not started")
    row = WarningPlay(
        warning_id=warned.id,
        line=item.line,
        do=item.do.value,
        text=item.text,
        role=item.role,
        village_id=village_id,
        owner_id=owners[0].person_id if owners else None,
        started_by_id=act.actor.person_id,
        started_at=act.now,
        due_at=act.now + item.play.within,
        drill=act.town.settings.drill,
    )
    act.session.add(row)
    await act.session.flush()
    if item.do is Doing.NOTIFY and (sent := await _ordered(act, warned)) is not None:
        row.done_at, row.done_by_id, row.broadcast_id = act.now, sent.author_id, sent.id
        await act.session.flush()
        return row
    await deadlines.start(act, KIND, About(ABOUT, row.id), due_at=row.due_at, priority=Priority.ORDER)
    return row


async def _ordered(act: Moment, warned: Warned) -> Broadcast | None:
    """Return the order that was sent before the playbook was started."""
    active = [one.row.id for one in warned.active]
    query = (
        sa.select(Broadcast)
        .join(WarningOrder, WarningOrder.broadcast_id == Broadcast.id)
        .where(WarningOrder.message_id.in_(active), WarningOrder.over.is_(False), Broadcast.sent_at.is_not(None))
    )
    return await act.session.scalar(query.order_by(Broadcast.id).limit(1))


async def load(act: Act, play_id: int) -> WarningPlay:
    """Return a part that is open, locked. Raises ``Forbidden``, ``Stale``."""
    row = await locked(act.session, WarningPlay, play_id, "warning-gone")
    if not (keeps(act.actor) or row.owner_id == act.actor.person_id or _holds(act.actor, row)):
        raise Forbidden("error-forbidden")
    if row.dropped_at is not None:
        raise Stale("play-dropped-already")
    if row.done_at is not None:
        raise Stale("play-done-already")
    return row


def _holds(actor: Actor, row: WarningPlay) -> bool:
    """Whether somebody holds the post that does it, there."""
    return any(
        post.role is row.role and (row.village_id is None or post.village_id == row.village_id) for post in actor.posts
    )


async def do(act: Act, play_id: int) -> WarningPlay:
    """Take a part as done by the actor."""
    row = await load(act, play_id)
    await _done(act, row, act.actor.person_id)
    return row


async def _done(act: Moment, row: WarningPlay, by: int) -> None:
    row.done_at, row.done_by_id = act.now, by
    await deadlines.end(act.session, (KIND,), ABOUT, (row.id,), now=act.now, outcome=DeadlineOutcome.MET)
    details = {"play": row.id, "do": row.do}
    await journal.append(
        act.session, intake.subject(row.warning_id), "play_done", now=act.now, actor_id=by, details=details
    )


async def stand_down(act: Act, warning_id: int, play_ids: Collection[int] | None = None) -> Warned:
    """End the open parts that the warning does not ask for any more: all, or some. Their people hear it once."""
    require(act.actor, Action.KEEP_WARNINGS)
    warned = await register.find(act, warning_id)
    await alone(act.session, f"warning_play:{warned.id}")
    rows = [row for item in (await plan.load(act, warned)).needless for row in item.open]
    chosen = [row for row in rows if play_ids is None or row.id in play_ids]
    if not chosen:
        raise Stale("play-nothing-to-stop")
    ids = tuple(row.id for row in chosen)
    for row in chosen:
        row.dropped_at, row.dropped_by_id = act.now, act.actor.person_id
    await deadlines.end(act.session, (KIND,), ABOUT, ids, now=act.now, outcome=DeadlineOutcome.CANCELLED)
    await journal.record(act, intake.subject(warned.id), "play_stop", details={"plays": list(ids)})
    theirs: dict[int, list[WarningPlay]] = defaultdict(list)
    for row in chosen:
        if row.owner_id not in (None, act.actor.person_id):
            theirs[row.owner_id or 0].append(row)
    for one in await directory.by_ids(act.session, theirs):
        mine = theirs[one.person_id]
        draw = cards.stopped(act.town, warned, mine)
        await messages.tell(act, [one], draw, kinds.PLAY_CHANGED, about=(mine[0].id, "stop"), drill=mine[0].drill)
    return warned


async def follow(act: Moment, warned: Warned, *, besides: int | None = None) -> None:
    """Ask the desk what to start or to stand down when a warning with a running playbook has changed."""
    book = await plan.load(act, warned)
    if not (book.begun and (book.needless or (book.missing and warned.active))):
        return
    desk = await directory.station_desk(act.session, now=act.now)
    await messages.tell(
        act,
        [one for one in desk if one.person_id != besides],
        cards.changed(act.town, warned, book),
        kinds.PLAY_CHANGED,
        about=(warned.id, warned.head.row.id, warned.state.value, warned.colour.value if warned.colour else ""),
    )


async def message_to_squads(act: Act, play_id: int, text: str) -> Broadcast:
    """Return the draft of the message that puts the squads on standby; when it is sent, the part is done."""
    row = await load(act, play_id)
    require(act.actor, Action.BROADCAST)
    earlier = await act.session.get(Broadcast, row.broadcast_id) if row.broadcast_id else None
    if earlier is not None and earlier.sent_at is None and earlier.author_id == act.actor.person_id:
        return earlier
    roles = (Role.SQUAD_CAPTAIN, Role.SQUAD_DEPUTY, Role.SQUAD_MEMBER)
    selection = Selection(roles=roles, match=Match.ALL).model_dump(mode="json", exclude_defaults=True)
    draft = await broadcasts.new(act, drill=act.town.settings.drill, confirmed=True, text=text, audience=selection)
    row.broadcast_id = draft.id
    await act.session.flush()
    return draft


async def _sent(act: Moment, sent: Broadcast, found: Audience) -> None:
    """Let a message that was sent do the part that it belongs to."""
    link = await act.session.get(WarningOrder, sent.id)
    notify: sa.ColumnElement[bool] = sa.false()
    if link is not None and not link.over:
        notify = sa.and_(WarningPlay.warning_id == link.warning_id, WarningPlay.do == Doing.NOTIFY.value)
    those = sa.or_(WarningPlay.broadcast_id == sent.id, notify)
    query = sa.select(WarningPlay).where(those, WarningPlay.done_at.is_(None), WarningPlay.dropped_at.is_(None))
    for row in await act.session.scalars(query.with_for_update()):
        row.broadcast_id = sent.id
        await _done(act, row, sent.author_id)


async def opened(act: Act, warning_id: int) -> tuple[Warned, Book]:
    """Return a warning and its playbook. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.KEEP_WARNINGS)
    warned = await register.find(act, warning_id)
    return warned, await plan.load(act, warned)


async def warning_of(act: Act, part: WarningPlay) -> Warned:
    """Return the warning of a part that the actor may see."""
    return await register.find(act, part.warning_id)


async def of_person(act: Act, part: WarningPlay) -> list[WarningPlay]:
    """Return the parts of a warning that are the actor's, with the given one."""
    rows = await plan.rows_of(act, part.warning_id)
    return [row for row in rows if row.id == part.id or row.owner_id == act.actor.person_id or _holds(act.actor, row)]


def keeps(actor: Actor) -> bool:
    """Whether somebody keeps the warnings, and sees whole playbooks."""
    return may(actor, Action.KEEP_WARNINGS)


HOOKS = (Sent(_sent),)
