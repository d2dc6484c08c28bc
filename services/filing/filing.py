"""Filing (D1): from a draft to a case, sent whole or ahead; later material; corrections."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Case, Draft, MessageRef
from models.enums import Action, DraftState, Kind, Severity, Source
from services.cases import audience, deadlines, facts, hooks, notices
from services.cases.hooks import CaseEvent
from services.cases.lifecycle import case_for, load_case, move_case
from services.cases.opening import open_case
from services.core.act import Act, Actor
from services.core.errors import Keys, Refused, Stale
from services.drafts import drafts
from services.filing import bringing
from services.filing.fields import OWN, ReportFields
from services.media import attachments
from services.messaging import outbox, standing
from services.people.access import require


def located(fields: ReportFields, actor: Actor) -> ReportFields:
    """Return the fields with the reporter's own village and grid where no place is given: somebody can look there."""
    given = fields.latitude is not None or fields.village_id is not None
    return fields if given else fields.model_copy(update=own_place(actor))


def missing(fields: ReportFields, files: int) -> list[str]:
    """Return the parts that a report still needs, as text keys: a place, and words or a file."""
    lacks = {
        "report-lacks-place": fields.latitude is None and fields.village_id is None,
        "report-lacks-content": not fields.text.strip() and not files,
        "report-lacks-outside": fields.outside and not fields.outside_confirmed,
    }
    return [key for key, holds in lacks.items() if holds]


async def submit(act: Act, draft: Draft) -> Case:
    """Turn a draft into a case, once. Raises ``Refused`` while something is missing, ``Stale`` when it was sent."""
    return (await submitted(act, draft)).case


async def submitted(act: Act, draft: Draft) -> facts.CaseFacts:
    """Do the same; return everything that the case's card shows."""
    require(act.actor, Action.FILE)
    fields = located(drafts.fields(draft, ReportFields), act.actor)
    lacks = missing(fields, 0 if fields.text.strip() else await attachments.count(act.session, draft))
    if lacks:
        raise Refused("error-report-incomplete", missing=Keys(lacks))
    if draft.case_id is not None:
        return await facts.gather(act, await complete(act, draft))
    known = await _create(act, draft, fields)
    await drafts.finish(act.session, draft, act.now, case_id=known.case.id)
    return known


async def send_ahead(act: Act, draft: Draft) -> Case:
    """Send a danger to life at once, however little the draft holds; the draft stays open to be completed."""
    require(act.actor, Action.FILE)
    if draft.case_id is not None:
        return await load_case(act.session, draft.case_id)
    present = drafts.fields(draft, ReportFields)
    given = _grave(present, act.actor)
    brought = bringing.plain(present.model_copy(update=given))
    changed = await drafts.patch(act.session, draft, ReportFields, act.now, **given, brought=brought)
    case = (await _create(act, draft, changed, receipt=False)).case  # the report's card, which stays open, says so
    draft.case_id = case.id
    await act.session.flush()
    return case


async def take_over(act: Act, draft: Draft, author: Actor) -> Case:
    """Let the station file an unsent report as a danger to life, in its author's name, and end the draft."""
    given = _grave(drafts.fields(draft, ReportFields), author)
    changed = await drafts.patch(act.session, draft, ReportFields, act.now, **given)
    case = (await _create(act, draft, changed, reporter_id=author.person_id)).case
    draft.state, draft.case_id = DraftState.SENT, case.id
    await act.session.flush()
    return case


async def complete(act: Act, draft: Draft) -> Case:
    """Bring the later changes of a draft that was sent ahead into the case, tell its people, and end the draft."""
    if draft.case_id is None:
        raise Refused("error-draft-ended")
    await apply(act, draft)
    await drafts.finish(act.session, draft, act.now)
    case = await load_case(act.session, draft.case_id)
    await _becomes_card(act, draft, case)
    return case


async def apply(act: Act, draft: Draft) -> bool:
    """Bring what its author has changed in a sent-ahead draft into its case; True when something was new."""
    if draft.case_id is None:
        return False
    case = await load_case(act.session, draft.case_id)
    fields = drafts.fields(draft, ReportFields)
    changed = bringing.bring(fields, case)
    brought = bringing.plain(fields)
    if fields.brought != brought:
        await drafts.patch(act.session, draft, ReportFields, act.now, brought=brought)
    files = await act.session.execute(
        sa.update(Attachment)
        .where(Attachment.draft_id == draft.id, Attachment.case_id.is_(None))
        .values(case_id=case.id)
        .execution_options(synchronize_session=False)
    )
    if files.rowcount:  # type: ignore[attr-defined]
        changed["files"] = files.rowcount  # type: ignore[attr-defined]
    if not changed:
        return False
    if {"kind", "life_danger"} & set(changed) and (case.kind is Kind.INCIDENT or case.life_danger):
        await deadlines.follow_kind(act, case)  # only faster: that it is no incident is for the station to say
    if "kind" in changed:
        await hooks.happened(act, CaseEvent.COMPLETED, case, event_at=case.submitted_at)
    await move_case(act, case, Action.SUPPLEMENT, details=changed)
    await notices.tell(act, notices.SUPPLEMENTED, case)
    return True


def own_place(actor: Actor) -> dict[str, object]:
    """Return the fields of the actor's own village and grid, which stand in for a place that is not known."""
    return {"village_id": actor.village_id, "grid_id": actor.grid_id, "village_by": OWN}


async def follow(act: Act, case_id: int) -> Case:
    """Join a known case as a follower: "it is the same". The result will be heard."""
    case = await case_for(act.session, act.actor, case_id, Action.FOLLOW)
    if case.reporter_id != act.actor.person_id and await audience.add_follower(
        act.session, case.id, act.actor.person_id, via="same", now=act.now
    ):
        await move_case(act, case, Action.FOLLOW)
    return case


async def join_with_draft(act: Act, draft: Draft, case_id: int) -> Case:
    """Join a known case with a draft: what it says is added, nothing is filed twice and nothing is replaced."""
    return await _add(act, draft, await follow(act, case_id), joined=True)


async def add_draft(act: Act, draft: Draft, case_id: int) -> Case:
    """Add to a case what a card about one of its steps has collected: it was no feedback, only more about it."""
    return await _add(act, draft, await case_for(act.session, act.actor, case_id, Action.SUPPLEMENT))


async def _add(act: Act, draft: Draft, case: Case, **details: object) -> Case:
    fields = drafts.fields(draft, ReportFields)
    details |= bringing.add(fields, case, own=case.reporter_id == act.actor.person_id)
    if files := await attachments.count(act.session, draft):
        details["files"] = files
    await attachments.hand_over(act.session, draft, case_id=case.id)
    await drafts.finish(act.session, draft, act.now, case_id=case.id)
    await move_case(act, case, Action.SUPPLEMENT, details=details)
    await notices.tell(act, notices.SUPPLEMENTED, case)
    return case


async def knows(session: AsyncSession, *, chat_id: int, message_id: int) -> bool:
    """Whether a chat message went into a draft or a case."""
    return await session.get(MessageRef, (chat_id, message_id)) is not None


async def correct(act: Act, *, chat_id: int, message_id: int, text: str) -> Case | Draft | None:
    """Take an edited message in: an open draft is changed; a filed case gets a correction, the old words stay.

    Returns the corrected draft or case, or None when nothing has changed (突发事件应对法 61: no report is replaced
    unseen). Raises ``Stale`` when the card it was on has ended without a case.
    """
    ref = await act.session.get(MessageRef, (chat_id, message_id))
    if ref is None or ref.text == text:
        return None
    before, ref.text = ref.text or "", text
    draft = await act.session.get(Draft, ref.draft_id) if ref.draft_id else None
    case_id = (draft.case_id if draft else None) or ref.case_id
    if draft is not None and draft.person_id == act.actor.person_id:
        present = drafts.fields(draft, ReportFields)
        if case_id is None and draft.state in (DraftState.SENT, DraftState.CANCELLED):
            raise Stale("error-draft-ended")  # the new words would go nowhere
        changes: dict[str, Any] = {}
        if not before:  # a file, a place or a command, which had no words
            changes["text"] = f"{present.text}\n{text}".strip()
        elif before in present.text:
            changes["text"] = present.text.replace(before, text, 1)
        if changes and case_id is not None:  # corrected there as well, below
            changes["brought"] = present.brought | {"description": changes["text"].strip()}
        if changes:
            await drafts.patch(act.session, draft, ReportFields, act.now, **changes)
        if case_id is None:
            return draft
    if case_id is None:
        return None
    case = await case_for(act.session, act.actor, case_id, Action.CORRECT)
    case.description = (
        case.description.replace(before, text, 1)
        if before and before in case.description
        else f"{case.description}\n{text}"
    ).strip()
    await move_case(act, case, Action.CORRECT, details={"before": before, "after": text})
    await notices.tell(act, notices.CORRECTED, case)
    return case


def _grave(present: ReportFields, reporter: Actor) -> dict[str, object]:
    """Return what makes a report a danger to life. Without any place the reporter's own stands in."""
    given: dict[str, object] = {"kind": Kind.INCIDENT, "life_danger": True, "outside_confirmed": present.outside}
    if present.severity.rank < Severity.MAJOR.rank:
        given["severity"] = Severity.MAJOR
    if located(present, reporter) is not present:
        given |= own_place(reporter)
    return given


async def _create(
    act: Act, draft: Draft, fields: ReportFields, *, receipt: bool = True, **more: Any
) -> facts.CaseFacts:
    """Open the case of a report and tell its people; with the ``receipt`` the draft's card becomes the reporter's."""
    case = await open_case(act, Source.REPORT, draft=draft, **(bringing.columns(fields) | more))
    outbox.begins(act.session, notices.card_of(case))
    known = await facts.gather(act, case)
    await notices.tell(act, notices.FILED, case, known=known)
    if case.life_danger:
        await notices.tell(act, notices.DANGER, case, known=known)
    if receipt:
        await _becomes_card(act, draft, case)
        await notices.tell(act, notices.RECEIPT, case, known=known)
    return known


async def _becomes_card(act: Act, draft: Draft, case: Case) -> None:
    """Let the card of the actor's draft be the card of its case from now on."""
    chat_id = act.actor.chat_id if draft.person_id == act.actor.person_id else None
    if chat_id is not None and draft.card_message_id is not None:
        await standing.becomes(act.session, notices.card_of(case), chat_id, draft.card_message_id, now=act.now)
