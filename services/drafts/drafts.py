"""Cards being filled in, in any order, over restarts. One is open at a time; another is put aside, not lost."""

from datetime import datetime
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from models import Attachment, Draft
from models.enums import DraftKind, DraftState, MediaKind, Purpose
from services.core.act import Act, Actor
from services.core.database import at_the_end
from services.core.engines.prepared import Prepared, add, among
from services.core.errors import Refused, Stale
from services.drafts import contents
from services.drafts.fields import Fields

Form = TypeVar("Form", bound=Fields)

# Every message of every officer runs these; they are made once.
_TABLE = cast(sa.Table, Draft.__table__)
_ATTACHMENTS = cast(sa.Table, Attachment.__table__)
ALIVE = among(_TABLE.c.state, (DraftState.OPEN, DraftState.SHELVED))
"""The condition on a draft that has not ended."""
_IT = sa.update(_TABLE).where(_TABLE.c.id == sa.bindparam("draft"))
_PATCH = Prepared(_IT.values(data=sa.bindparam("filled"), updated_at=sa.bindparam("now")))
_CARD_IS = Prepared(_IT.values(card_message_id=sa.bindparam("message")))
_FINISH = Prepared(
    _IT.where(ALIVE).values(state=DraftState.SENT, updated_at=sa.bindparam("now"), case_id=sa.bindparam("case"))
)
_THEIRS = sa.select(_TABLE).where(_TABLE.c.person_id == sa.bindparam("of"))
_ALIVE = Prepared(_THEIRS.where(ALIVE))
_KNOWN = "drafts"
"""With a person's id, the key of a session's ``info`` for the drafts that were alive when they were read."""
_ONE = Prepared(sa.select(_TABLE).where(_TABLE.c.id == sa.bindparam("draft")))
_FILES = Prepared(sa.select(_ATTACHMENTS.c.media_id).where(_ATTACHMENTS.c.draft_id == sa.bindparam("draft")))
_ATTACH = Prepared(sa.insert(_ATTACHMENTS), "media_id", "purpose", "draft_id", "person_id", "caption", "at")


def fields(draft: Draft, form: type[Form]) -> Form:
    """Return a draft's fields in the form of its area."""
    return form.model_validate(draft.data)


def remember(session: AsyncSession, person_id: int, alive: list[Draft]) -> None:
    """Remember the drafts of a person that were read: they change through this session alone until its commit."""
    session.info[_KNOWN, person_id] = alive


async def _alive(session: AsyncSession, person_id: int) -> list[Draft]:
    if (_KNOWN, person_id) not in session.info:
        remember(session, person_id, await _ALIVE.entities(session, Draft, {"of": person_id}))
    found: list[Draft] = session.info[_KNOWN, person_id]
    return found


async def current(session: AsyncSession, person_id: int) -> Draft | None:
    """Return the person's open draft."""
    return next((draft for draft in await _alive(session, person_id) if draft.state is DraftState.OPEN), None)


async def shelved(session: AsyncSession, person_id: int, kind: DraftKind | None = None) -> list[Draft]:
    """Return the drafts that the person put aside, of one kind or of all, newest first."""
    found = sorted(await _alive(session, person_id), key=lambda draft: draft.updated_at, reverse=True)
    return [draft for draft in found if draft.state is DraftState.SHELVED and kind in (None, draft.kind)]


async def load(session: AsyncSession, actor: Actor, draft_id: int) -> Draft:
    """Return the actor's own open draft for a button; ``Stale`` when it was sent, given up, or is somebody else's."""
    draft = await session.get(Draft, draft_id)
    if draft is None or draft.person_id != actor.person_id or draft.state in (DraftState.SENT, DraftState.CANCELLED):
        raise Stale("error-draft-ended")
    if draft.state is DraftState.SHELVED:
        await take_up(session, actor, draft)
    return draft


async def owned(session: AsyncSession, actor: Actor, draft_id: int, kind: DraftKind) -> Draft:
    """Return the actor's own draft of a kind, ended or not. Raises ``Stale`` for any other."""
    alive = (draft for draft in session.info.get((_KNOWN, actor.person_id), ()) if draft.id == draft_id)
    draft = next(alive, None) or next(iter(await _ONE.entities(session, Draft, {"draft": draft_id})), None)
    if draft is None or draft.person_id != actor.person_id or draft.kind is not kind:
        raise Stale("error-draft-ended")
    return draft


async def begun(
    session: AsyncSession, actor: Actor, kind: DraftKind, subject_id: int | None, *states: DraftState
) -> Draft | None:
    """Return the actor's newest draft of a kind about a subject in one of these states."""
    of = {"person_id": actor.person_id, "kind": kind, "subject_id": subject_id}
    return await session.scalar(
        sa.select(Draft).filter_by(**of).where(Draft.state.in_(states)).order_by(Draft.id.desc()).limit(1)
    )


async def begin(
    session: AsyncSession,
    actor: Actor,
    kind: DraftKind,
    /,
    *,
    now: datetime,
    subject_id: int | None = None,
    form: type[Fields] = Fields,
    first: bool = False,
    another: bool = False,
    **given: Any,
) -> Draft:
    """Open a card; one that is open is put aside. A card of the same kind and subject is taken up again instead.

    ``given`` are fields of ``form``, filled in from the start. ``first``: the person is known to have none open.
    ``another``: none is taken up, because it is about something else.
    A report that was put aside is not taken up: it is another danger, and is offered (``shelved``). One that was sent
    ahead is put aside.
    """
    report = kind is DraftKind.REPORT
    states = (DraftState.OPEN,) if report else (DraftState.OPEN, DraftState.SHELVED)
    draft = None if first or another else await begun(session, actor, kind, subject_id, *states)
    if draft is not None and not (report and draft.case_id is not None):
        if draft.state is DraftState.SHELVED:
            await take_up(session, actor, draft)
        return draft
    if not first:
        await _shelve_open(session, actor.person_id)
    return await keep(session, actor, kind, form(**given), now=now, subject_id=subject_id)


async def keep(
    session: AsyncSession,
    actor: Actor,
    kind: DraftKind,
    fields: Fields,
    *,
    now: datetime,
    subject_id: int | None,
    state: DraftState = DraftState.OPEN,
) -> Draft:
    """Keep a new draft with these fields."""
    draft = Draft(
        person_id=actor.person_id,
        kind=kind,
        state=state,
        data=fields.model_dump(mode="json", exclude_defaults=True),
        subject_id=subject_id,
        created_at=now,
        updated_at=now,
    )
    await add(session, draft)
    _lives(session, draft)
    return draft


async def became(session: AsyncSession, draft_id: int) -> int | None:
    """Return the case that a draft has become, if it has."""
    draft = await session.get(Draft, draft_id)
    return draft.case_id if draft is not None else None


async def shelve(session: AsyncSession, draft: Draft, now: datetime) -> None:
    """Put an open draft aside; its content stays."""
    draft.state, draft.updated_at = DraftState.SHELVED, now
    await session.flush()


async def take_up(session: AsyncSession, actor: Actor, draft: Draft) -> None:
    """Open a draft that was put aside; the open one is put aside for it."""
    await _shelve_open(session, actor.person_id)
    draft.state = DraftState.OPEN
    await session.flush()
    _lives(session, draft)


def _lives(session: AsyncSession, draft: Draft) -> None:
    known = session.info.get((_KNOWN, draft.person_id))
    if known is not None and draft not in known:
        known.append(draft)


async def patch(session: AsyncSession, draft: Draft, form: type[Form], now: datetime, **changes: Any) -> Form:
    """Change fields of a form and return them all; ``pydantic.ValidationError`` for a value of a wrong shape.

    Fields of the draft that are not in this form stay.
    """
    changed = form.model_validate({**draft.data, **changes})
    beside = {key: value for key, value in draft.data.items() if key not in form.model_fields}
    filled = beside | changed.model_dump(mode="json", exclude_defaults=True)
    set_committed_value(draft, "data", filled)
    _touch(session, draft, now)
    return changed


async def add_words(
    session: AsyncSession, draft: Draft, text: str, now: datetime, *, chat_id: int, message_id: int
) -> Fields:
    """Append words to the description, and remember the message so that an edit of it becomes a correction."""
    present = fields(draft, Fields)
    await contents.refer(session, chat_id, message_id, draft_id=draft.id, case_id=draft.case_id, text=text)
    return await patch(session, draft, Fields, now, text=f"{present.text}\n{text}".strip())


async def attach(
    session: AsyncSession,
    draft: Draft,
    media_id: int,
    *,
    person_id: int,
    caption: str | None,
    now: datetime,
    most: int,
    kind: MediaKind | None = None,
) -> int:
    """Attach a file and return how many there are now; the same file counts once. ``Refused`` beyond ``most``.

    ``kind``: the file's, where it is known.
    """
    known = contents.known(session, draft.id)
    present = [row[0] for row in await _FILES.rows(session, {"draft": draft.id})] if known is None else [*known.files]
    if media_id in present:
        return len(present)
    if len(present) >= most:
        raise Refused("error-too-many-files", most=most)
    purpose = Purpose(draft.kind.value)  # the file becomes the case's when the draft is handed over
    row = {"media_id": media_id, "purpose": purpose, "draft_id": draft.id}
    await _ATTACH.run(session, row | {"person_id": person_id, "caption": caption, "at": now})
    if known is not None and kind is not None:
        known.files[media_id] = kind
    else:
        contents.forget(session, draft.id)
    if draft.updated_at != now:
        _touch(session, draft, now)
    return len(present) + 1


def sent_late(act: Act, draft: Draft) -> None:
    """Note of a message on a draft when it was sent, if that was long ago: the fact is as old as its first word."""
    if act.at < act.now:
        draft.said_at = min(draft.said_at or act.at, act.at)


def said_at(act: Act, draft: Draft | None) -> datetime:
    """Return when a draft was said: its first message that came late, else now."""
    return min(act.at, (draft.said_at if draft is not None else None) or act.at)


async def files(session: AsyncSession, draft: Draft) -> list[Attachment]:
    """Return a draft's attachments with their media, in the order sent."""
    theirs = sa.select(Attachment).where(Attachment.draft_id == draft.id).order_by(Attachment.id)
    return list(await session.scalars(theirs.options(sa.orm.joinedload(Attachment.media))))


async def cancel(session: AsyncSession, draft: Draft, now: datetime) -> None:
    """Give a draft up. A report that was sent ahead stays a case."""
    draft.state = DraftState.SENT if draft.case_id and draft.kind is DraftKind.REPORT else DraftState.CANCELLED
    draft.updated_at = now
    await session.flush()


async def finish(session: AsyncSession, draft: Draft, now: datetime, *, case_id: int | None = None) -> None:
    """Mark a draft sent, as ``case_id`` if it became a case; once. ``Stale`` when it was sent or given up already."""
    became = draft.case_id if case_id is None else case_id
    if await _FINISH.run(session, {"draft": draft.id, "now": now, "case": became}) != 1:
        raise Stale("error-draft-ended")
    for name, value in (("state", DraftState.SENT), ("updated_at", now), ("case_id", became)):
        set_committed_value(draft, name, value)


async def card_is(session: AsyncSession, draft_id: int, message_id: int) -> None:
    """Remember which message shows a draft's card."""
    await _CARD_IS.run(session, {"draft": draft_id, "message": message_id})


def _touch(session: AsyncSession, draft: Draft, now: datetime) -> None:
    """Have a draft written with the commit, once, however often it is changed till then."""
    set_committed_value(draft, "updated_at", now)

    async def write() -> None:
        filled, at = draft.data, draft.updated_at
        await _PATCH.run(session, {"draft": draft.id, "filled": filled, "now": at})

    at_the_end(session, (_touch, draft.id), write)


async def _shelve_open(session: AsyncSession, person_id: int) -> None:
    await session.execute(
        sa.update(Draft)
        .where(Draft.person_id == person_id, Draft.state == DraftState.OPEN)
        .values(state=DraftState.SHELVED)
        .execution_options(synchronize_session="fetch")
    )
