"""Supplements: late photos, words and pins join the case; those about another danger are taken out again."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Case, Draft, JournalEntry, Message, MessageRef
from models.enums import OPEN, Action, DraftKind, Purpose, Source
from services.cases import notices
from services.cases.lifecycle import case_for, move_case
from services.core import geo, journal
from services.core.act import Act, Actor
from services.core.engines.prepared import Prepared, among
from services.core.errors import Stale
from services.drafts import drafts
from services.filing.fields import ReportFields
from services.media import additions, attachments

LATE_WINDOW = timedelta(minutes=30)
"""A photo sent within this time after filing joins the case just filed."""


class Recent(NamedTuple):
    """A case just filed."""

    id: int
    number: str


async def supplement(
    act: Act,
    case_id: int,
    *,
    text: str | None = None,
    media_id: int | None = None,
    point: tuple[float, float] | None = None,
    message_id: int | None = None,
    more: bool = False,
) -> Case:
    """Add words, a file or a pin to a case after filing; its people are told, once no ``more`` follows.

    ``message_id`` of the actor's chat is kept, so that it can be taken out again.
    """
    case = await case_for(act.session, act.actor, case_id, Action.SUPPLEMENT)
    details: dict[str, object] = {additions.MORE: True} if more else {}
    if message_id is not None:
        details["message"] = message_id
    if media_id is not None:
        if await attachments.add_late(
            act.session, case.id, media_id, person_id=act.actor.person_id, caption=text, now=act.at
        ):
            details["media"] = media_id
        elif not text:
            return case
    if text:
        details["text"] = text
        case.description = f"{case.description}\n{text}".strip()
    if point is not None:
        details["pin"] = [case.latitude, case.longitude, *point]
        if case.latitude is None or act.actor.is_station or case.reporter_id == act.actor.person_id:
            case.latitude, case.longitude = point
            case.outside = not geo.inside(act.town.settings.boundary, point)
        else:  # the reporter's pin stands; where another person is may be somewhere else
            case.description = f"{case.description}\n{geo.written(point)}".strip()
    await move_case(act, case, Action.SUPPLEMENT, details=details)
    if not more:
        await notices.tell(act, notices.SUPPLEMENTED, case)
    return case


async def take_out(act: Act, case_id: int, *, first: int, last: int, message_id: int = 0) -> Draft:
    """Take late files (attachments ``first`` to ``last``, as far as they are the actor's) out into a new draft.

    "That was about something else." The words and the pin of the message go along; the journal keeps that they were
    here, and a former pin is in force again.
    """
    case = await case_for(act.session, act.actor, case_id, Action.SUPPLEMENT)
    query = sa.select(Attachment).filter_by(case_id=case.id, person_id=act.actor.person_id, purpose=Purpose.LATE)
    found = await act.session.scalars(query.where(Attachment.id.between(first, last)).order_by(Attachment.id))
    moved = found.all()
    said = [attachment.caption for attachment in moved if attachment.caption]
    given: dict[str, Any] = {}
    for details in await _journalled(act, case, message_id):
        said += [details["text"]] if details.get("text") and details["text"] not in said else []
        if details.get("pin"):
            given |= _unpinned(act, case, details["pin"])
    if not (moved or given or any(text in case.description for text in said)):
        raise Stale("error-files-moved")
    for text in said:
        case.description = _without(case.description, text)
    given |= {"text": "\n".join(said), "form": ReportFields}
    draft = await drafts.begin(act.session, act.actor, DraftKind.REPORT, now=act.now, another=True, **given)
    for attachment in moved:
        attachment.case_id, attachment.draft_id, attachment.purpose = None, draft.id, Purpose.REPORT
    await act.session.execute(
        sa.update(MessageRef)
        .where(MessageRef.case_id == case.id, MessageRef.message_id == message_id)
        .where(MessageRef.chat_id == act.actor.chat_id)
        .values(case_id=None, draft_id=draft.id)
    )
    await move_case(act, case, Action.CORRECT, details={"taken_out": len(moved), "text": said})
    return draft


async def _journalled(act: Act, case: Case, message_id: int) -> list[dict[str, Any]]:
    """Return what a message of the actor's has added to a case, as the journal has it."""
    if not message_id:
        return []
    added = sa.select(JournalEntry.details).where(
        JournalEntry.subject == journal.of_case(case.id),
        JournalEntry.action == Action.SUPPLEMENT.value,
        JournalEntry.actor_id == act.actor.person_id,
    )
    return [one for one in await act.session.scalars(added) if one.get("message") == message_id]


def _unpinned(act: Act, case: Case, pin: list[float | None]) -> dict[str, Any]:
    """Put the former pin in force again, and return the fields of the one taken out."""
    *former, latitude, longitude = pin
    case.description = _without(case.description, geo.written((latitude or 0, longitude or 0)))
    if (case.latitude, case.longitude) == (latitude, longitude):
        case.latitude, case.longitude = former
        there = geo.pin_of(case)
        case.outside = there is not None and not geo.inside(act.town.settings.boundary, there)
    outside = not geo.inside(act.town.settings.boundary, (latitude or 0, longitude or 0))
    return {"latitude": latitude, "longitude": longitude, "outside": outside}


def _without(description: str, text: str) -> str:
    return description.replace(text, "", 1).replace("\n\n", "\n").strip()


async def of_message(session: AsyncSession, actor: Actor, *, chat_id: int, message_id: int) -> int | None:
    """Return the id of the case that a message in the actor's chat is about: one that went into it, or a card of it."""
    own = (
        sa.select(sa.func.coalesce(MessageRef.case_id, Draft.case_id))
        .outerjoin(Draft, Draft.id == MessageRef.draft_id)
        .where(MessageRef.chat_id == chat_id, MessageRef.message_id == message_id)
    )
    pushed = sa.select(Message.case_id).where(Message.chat_id == chat_id, Message.message_id == message_id)
    card = sa.select(Draft.case_id).where(Draft.person_id == actor.person_id, Draft.card_message_id == message_id)
    for query in (pushed, card, own):
        found: int | None = await session.scalar(query.limit(1))
        if found is not None:
            return found
    return None


def latest_of(reporter: Any, *columns: Any) -> sa.Select[Any]:
    """Select the newest open case that somebody has filed since the bound ``since``."""
    return (
        sa.select(*columns)
        .where(
            Case.reporter_id == reporter,
            Case.source == Source.REPORT,  # a finding of an inspection has the photos that its author gave it
            Case.submitted_at >= sa.bindparam("since"),
            among(Case.state, OPEN),
        )
        .order_by(Case.submitted_at.desc(), Case.id.desc())
        .limit(1)
    )


_LATEST = Prepared(latest_of(sa.bindparam("reporter"), Case.id, Case.number))
_KNOWN = "latest case"
"""With a person's id, the key of a session's ``info``."""


async def latest_own(session: AsyncSession, actor: Actor, *, since: datetime) -> Recent | None:
    """Return the actor's newest open case filed since, which a late photo belongs to."""
    known: tuple[datetime, Recent | None] | None = session.info.get((_KNOWN, actor.person_id))
    if known is not None and known[0] == since:
        return known[1]
    row = await _LATEST.first(session, {"reporter": actor.person_id, "since": since})
    return Recent(*row) if row else None


def latest_found(session: AsyncSession, actor: Actor) -> Recent | None:
    """Return the case that was found with the update."""
    known: tuple[datetime, Recent | None] | None = session.info.get((_KNOWN, actor.person_id))
    return known[1] if known is not None else None


def remember_latest(session: AsyncSession, person_id: int, since: datetime, found: Recent | None) -> None:
    """Remember until the transaction ends what ``latest_own`` finds."""
    session.info[_KNOWN, person_id] = since, found


async def newest_file(session: AsyncSession, case_id: int, actor: Actor) -> int | None:
    """Return the id of the newest attachment that the actor gave to a case."""
    theirs = (Attachment.case_id == case_id, Attachment.person_id == actor.person_id)
    return await session.scalar(sa.select(sa.func.max(Attachment.id)).where(*theirs))
