"""Supplements: late photos, words and pins join the case; those about another danger are taken out again."""

from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Case, Draft, Message, MessageRef
from models.enums import OPEN, Action, DraftKind, Purpose
from services.cases import notices
from services.cases.lifecycle import case_for, move_case
from services.core import geo
from services.core.act import Act, Actor
from services.core.errors import Stale
from services.drafts import drafts
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
    more: bool = False,
) -> Case:
    """Add words, a file or a pin to a case after filing; its people are told, once no ``more`` follows."""
    case = await case_for(act.session, act.actor, case_id, Action.SUPPLEMENT)
    details: dict[str, object] = {additions.MORE: True} if more else {}
    if media_id is not None:
        if not await attachments.add_late(
            act.session, case.id, media_id, person_id=act.actor.person_id, caption=text, now=act.at
        ):
            return case
        details["media"] = media_id
    if text:
        details["text"] = text
        case.description = f"{case.description}\n{text}".strip()
    if point is not None:
        details["pin"] = [case.latitude, case.longitude, *point]
        case.latitude, case.longitude = point
        case.outside = not geo.inside(act.town.settings.boundary, point)
    await move_case(act, case, Action.SUPPLEMENT, details=details)
    if not more:
        await notices.tell(act, notices.SUPPLEMENTED, case)
    return case


async def take_out(act: Act, case_id: int, *, first: int, last: int) -> Draft:
    """Take late files (attachments ``first`` to ``last``, as far as they are the actor's) out into a new draft.

    "That photo was about something else." Words that came with them go along; the journal keeps that they were here.
    """
    case = await case_for(act.session, act.actor, case_id, Action.SUPPLEMENT)
    query = sa.select(Attachment).filter_by(case_id=case.id, person_id=act.actor.person_id, purpose=Purpose.LATE)
    found = await act.session.scalars(query.where(Attachment.id.between(first, last)).order_by(Attachment.id))
    moved = found.all()
    if not moved:
        raise Stale("error-files-moved")
    said = [attachment.caption for attachment in moved if attachment.caption]
    for text in said:
        case.description = case.description.replace(text, "", 1).strip()
    draft = await drafts.begin(act.session, act.actor, DraftKind.REPORT, now=act.now, text="\n".join(said))
    for attachment in moved:
        attachment.case_id, attachment.draft_id, attachment.purpose = None, draft.id, Purpose.REPORT
    await move_case(act, case, Action.CORRECT, details={"taken_out": len(moved), "text": said})
    return draft


async def of_message(session: AsyncSession, actor: Actor, *, chat_id: int, message_id: int) -> int | None:
    """Return the id of the case that a message in the actor's chat is about: one that went into it, or a card of it."""
    own = sa.select(MessageRef.case_id).where(MessageRef.chat_id == chat_id, MessageRef.message_id == message_id)
    pushed = sa.select(Message.case_id).where(Message.chat_id == chat_id, Message.message_id == message_id)
    card = sa.select(Draft.case_id).where(Draft.person_id == actor.person_id, Draft.card_message_id == message_id)
    for query in (pushed, card, own):
        found: int | None = await session.scalar(query.limit(1))
        if found is not None:
            return found
    return None


_LATEST = (
    sa.select(Case.id, Case.number)
    .where(
        Case.reporter_id == sa.bindparam("reporter"),
        Case.submitted_at >= sa.bindparam("since"),
        Case.state.in_(OPEN),
    )
    .order_by(Case.submitted_at.desc(), Case.id.desc())
    .limit(1)
)


async def latest_own(session: AsyncSession, actor: Actor, *, since: datetime) -> Recent | None:
    """Return the actor's newest open case filed since, which a late photo belongs to."""
    row = (await session.execute(_LATEST, {"reporter": actor.person_id, "since": since})).first()
    return Recent(*row) if row else None


async def newest_file(session: AsyncSession, case_id: int, actor: Actor) -> int | None:
    """Return the id of the newest attachment that the actor gave to a case."""
    theirs = (Attachment.case_id == case_id, Attachment.person_id == actor.person_id)
    return await session.scalar(sa.select(sa.func.max(Attachment.id)).where(*theirs))
