"""The injects, each sent once: by the clock, or by a button. All that is sent is an exercise (I10).

Sending and the mark on the row are one transaction, so that a process that is killed sends none twice and loses none.
After an outage injects come one after the other and are told as late; after a long one the drill is paused.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import sqlalchemy as sa

from models import Drill, DrillInject, Village
from models.enums import BroadcastLevel, DrillForm, DrillState, InjectKind, Kind, Severity, Source
from services.broadcasts import broadcasts, consent
from services.cases import notices as case_notices
from services.cases.opening import open_case
from services.core import journal
from services.core.act import Act, Moment
from services.core.database import savepoint
from services.core.errors import Refused, Stale
from services.core.tick import Tick, one_by_one
from services.drills import drills, notices, participants, script
from services.messaging.audiences import Match
from services.mobilisation import calling, mobilisations
from services.settings import lines

LATE = timedelta(minutes=1)
"""An inject that comes so long after its time is told as late."""


async def next_due(act: Moment) -> datetime | None:
    """Return when the next inject is due."""
    return await act.session.scalar(
        sa.select(sa.func.min(DrillInject.due_at))
        .join(Drill, Drill.id == DrillInject.drill_id)
        .where(DrillInject.due_at.is_not(None), Drill.state == DrillState.RUNNING)
    )


async def due(act: Moment) -> list[int]:
    """Return the injects that are due, in order."""
    rows = await act.session.scalars(
        sa.select(DrillInject.id)
        .join(Drill, Drill.id == DrillInject.drill_id)
        .where(DrillInject.due_at <= act.now, Drill.state == DrillState.RUNNING)
        .order_by(DrillInject.due_at, DrillInject.minute, DrillInject.id)
    )
    return list(rows)


async def send_due(act: Moment, inject_id: int) -> bool:
    """Send an inject that is due, once; False when another clock was faster, or it has been put off meanwhile."""
    found = await _locked(act, inject_id)
    if found is None:
        return False
    drill, inject = found
    if drill.state is not DrillState.RUNNING or inject.due_at is None or inject.due_at > act.now:
        return False
    if act.now - inject.due_at > act.town.settings.drills.pause_after:
        await _pause(act, drill, inject.due_at)
        return True
    late = act.now - (inject.planned_at or act.now)
    await _send(act, drill, inject, late if late >= LATE else timedelta())
    if late >= LATE:
        await _put_off(act, drill, inject)
    return True


async def send_next(act: Act, drill_id: int, inject_id: int) -> DrillInject:
    """Send the next inject, on a table or ahead of its time. Raises ``Stale`` when it was sent."""
    drill = await drills.kept(act, drill_id, DrillState.RUNNING)
    inject = next((one for one in await script.of(act, drill.id) if one.sent_at is None), None)
    if inject is None or inject.id != inject_id:
        raise Stale("drill-inject-sent")
    await _send(act, drill, inject, timedelta())
    return inject


async def _locked(act: Moment, inject_id: int) -> tuple[Drill, DrillInject] | None:
    """Return an inject with its drill, locked by the drill; None while another process has it."""
    drill = await act.session.scalar(
        sa.select(Drill)
        .join(DrillInject, DrillInject.drill_id == Drill.id)
        .where(DrillInject.id == inject_id)
        .with_for_update(of=Drill, key_share=True, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if drill is None:
        return None
    return drill, await act.session.get_one(DrillInject, inject_id, populate_existing=True)


async def _pause(act: Moment, drill: Drill, since: datetime) -> None:
    """Pause a drill that an outage has interrupted; when it goes on, it goes on from there."""
    drill.state, drill.paused_at = DrillState.PAUSED, since
    await act.session.flush()
    number = await journal.record(act, drills.subject(drill.id), "interrupted", to_state=drill.state)
    await notices.interrupted(act, drill, since, number)


async def _put_off(act: Moment, drill: Drill, sent: DrillInject) -> None:
    """Let what follows a late inject come one after the other, not all at once."""
    apart = act.town.settings.drills.apart
    before, at = sent, act.now
    for one in await script.of(act, drill.id):
        if one.sent_at is not None or one.planned_at is None or before.planned_at is None:
            continue
        earliest = at + min(apart, max(one.planned_at - before.planned_at, timedelta()))
        one.due_at = max(one.planned_at, earliest)
        before, at = one, one.due_at
    await act.session.flush()


async def _send(act: Moment, drill: Drill, inject: DrillInject, late: timedelta) -> None:
    inject_id, failed = inject.id, None
    doing = _TELL if drill.form is DrillForm.TABLETOP else _BY_KIND[inject.kind]
    try:
        leader = await drills.leader(act, drill)
        async with savepoint(act.session):
            await doing(act.by_clock().by(leader), drill, inject, late)
    except Refused as refusal:
        failed = refusal.in_words(act.town.words(None)).unescape()[:256]
    inject = await act.session.get_one(DrillInject, inject_id, populate_existing=True)
    inject.sent_at, inject.due_at, inject.failed = act.now, None, failed
    await act.session.flush()
    details = {"inject": inject.id, "minute": inject.minute, "late": late.total_seconds(), "failed": failed}
    await journal.record(act, drills.subject(drill.id), "inject", details=details)
    left = sum(one.sent_at is None for one in await script.of(act, drill.id))
    if late or failed or not left:
        await notices.sent(act, drill, inject, late, left)


async def _tell(act: Act, drill: Drill, inject: DrillInject, late: timedelta) -> None:
    """Send the words to their recipients."""
    found = await participants.heard_by(act, drill, act.actor, script.recipients(inject))
    people = found.reached
    if not people:
        raise Refused("drill-inject-nobody")
    inject.told = [one.person_id for one in people]
    await act.session.flush()
    await notices.inject(act, drill, inject, people, late)


async def _open_case(act: Act, drill: Drill, inject: DrillInject, late: timedelta) -> None:
    """Open a case in drill mode, as a report would."""
    villages = script.recipients(inject).villages
    village_id = villages[0] if villages else drill.village_id
    village = await act.session.get(Village, village_id) if village_id is not None else None
    case = await open_case(
        act,
        Source.DRILL,
        kind=Kind.INCIDENT if inject.kind is InjectKind.INCIDENT else Kind.HAZARD,
        details={"drill": drill.number, "inject": inject.id},
        severity=Severity.ORDINARY,
        line=lines.suggest(act.town.settings, inject.text) or drill.line,
        description=inject.text,
        landmark=drill.place,
        village_id=village_id,
        latitude=village.latitude if village is not None else None,
        longitude=village.longitude if village is not None else None,
        drill=True,
    )
    inject.case_id = case.id
    await case_notices.tell(act, case_notices.FILED, case)


async def _mobilise(act: Act, drill: Drill, inject: DrillInject, late: timedelta) -> None:
    """Call squads in drill mode; the leader of the drill commands them."""
    town = act.town.settings.name.in_language(None)
    place = drill.place or await participants.village_name(act, drill) or town
    draft = await mobilisations.new(
        act,
        drill=True,
        task=inject.text[: mobilisations.LONGEST],
        place=place,
        squads=await participants.squads_of(act, drill, script.recipients(inject)),
    )
    await mobilisations.look(act.session, act.actor, draft.id)
    inject.mobilisation_id = (await calling.start(act, draft.id)).id


async def _broadcast(act: Act, drill: Drill, inject: DrillInject, late: timedelta) -> None:
    """Send a message to many in drill mode; one that is grave asks a second person, as it would in earnest."""
    chosen, level = script.recipients(inject), inject.level or BroadcastLevel.YELLOW
    selection = (chosen if chosen.kinds else participants.of(drill)).model_copy(update={"match": Match.ANY})
    draft = await broadcasts.new(
        act,
        drill=True,
        level=level,
        text=inject.text,
        audience=selection.model_dump(mode="json"),
        confirmed=True,
        groups=level in act.town.settings.broadcasts.consent,
        signed=await participants.village_name(act, drill) or "",
    )
    await broadcasts.look(act, draft.id)
    inject.broadcast_id = (await consent.send(act, draft.id)).id


_Doing = Callable[[Act, Drill, DrillInject, timedelta], Awaitable[None]]
_TELL: _Doing = _tell
_BY_KIND: dict[InjectKind, _Doing] = {
    InjectKind.TEXT: _tell,
    InjectKind.HAZARD: _open_case,
    InjectKind.INCIDENT: _open_case,
    InjectKind.MOBILISATION: _mobilise,
    InjectKind.BROADCAST: _broadcast,
}
TICKS = (Tick("send_injects", next_due, one_by_one(due, send_due)),)
