"""The one birth of a case, whatever it comes from; and finding a case by its number."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Case, Draft
from models.enums import Action, CaseState, DeadlineKind, Kind, Purpose, Source
from services.cases import deadlines, hooks
from services.cases.hooks import CaseEvent
from services.core import journal, numbering
from services.core.act import Act
from services.core.engines.prepared import add
from services.drafts import drafts
from services.media import attachments


async def open_case(
    act: Act,
    source: Source,
    *,
    kind: Kind,
    draft: Draft | None = None,
    action: Action = Action.FILE,
    details: dict[str, Any] | None = None,
    **columns: Any,
) -> Case:
    """Return a new case with its number, journal and triage deadline, after the reactions of other areas.

    ``draft`` hands its files over to the case; an order's files belong to the order too. ``columns`` are
    the case's own and override the defaults. The caller tells people.
    """
    said_at = drafts.said_at(act, draft)
    usual: dict[str, Any] = {"reporter_id": act.actor.person_id, "submitted_at": said_at}
    usual |= {"received_at": act.now if said_at < act.now else None, "drill": act.town.settings.drill}
    case = await add(
        act.session,
        Case(
            number=await numbering.next_number(act.session, kind, source, now=act.now, zone=act.town.zone),
            source=source,
            kind=kind,
            state=CaseState.SUBMITTED,
            draft_id=draft.id if draft is not None else None,
            assignments=[],
            **(usual | columns),
        ),
    )
    if draft is not None:
        await attachments.hand_over(act.session, draft, case_id=case.id, order_id=case.order_id)
    details = details or {"kind": kind.value, "severity": case.severity.value, "line": case.line}
    details = {"number": case.number, **details}
    journal.begins(act.session, journal.of_case(case.id))
    await journal.record(act, journal.of_case(case.id), action.value, to_state=case.state.value, details=details)
    await deadlines.start(act, DeadlineKind.TRIAGE, case, said_at=said_at)
    await hooks.happened(act, CaseEvent.FILED, case)
    return case


async def derive(act: Act, parent: Case, *, source: Source, description: str) -> Case:
    """Return a new case that comes from another one: a split part, or the rest of an incident.

    It shows the same files: a part those of the report, the rest those of the verification that found it.
    """
    follow_up = source is Source.FOLLOW_UP
    inherited = "severity line drill landmark village_id grid_id latitude longitude outside reporter_id anonymous"
    case = await open_case(
        act,
        source,
        kind=Kind.HAZARD if follow_up else parent.kind,
        details={"from": parent.number, "source": source.value},
        description=description,
        submitted_at=act.at if follow_up else parent.submitted_at,
        received_at=None if follow_up else parent.received_at,
        parent_id=parent.id,
        **{column: getattr(parent, column) for column in inherited.split()},
    )
    purposes = (Purpose.VERIFICATION,) if follow_up else (Purpose.REPORT, Purpose.LATE)
    await attachments.share(act.session, parent.id, case.id, purposes)
    return case


async def by_number(session: AsyncSession, number: str) -> Case | None:
    """Return the case with this number, however its case and blanks were typed."""
    return await session.scalar(sa.select(Case).where(Case.number == number.strip().upper()))
