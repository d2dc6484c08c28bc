"""The files of drafts, cases, assignments and orders."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Draft
from models.enums import MediaKind, Purpose
from services.core.engines.prepared import Prepared

SHOWABLE = (MediaKind.PHOTO, MediaKind.VIDEO)

_TABLE = cast(sa.Table, Attachment.__table__)
_COUNT = sa.select(sa.func.count()).select_from(_TABLE).where(_TABLE.c.draft_id == sa.bindparam("draft"))
_HAND_OVER = Prepared(
    sa.update(_TABLE)
    .where(_TABLE.c.draft_id == sa.bindparam("draft"))
    .values(case_id=sa.bindparam("case"), assignment_id=sa.bindparam("assignment"), order_id=sa.bindparam("order"))
)


async def hand_over(
    session: AsyncSession,
    draft: Draft,
    *,
    case_id: int | None,
    assignment_id: int | None = None,
    order_id: int | None = None,
) -> None:
    """Give a draft's files to what it became."""
    became = {"case": case_id, "assignment": assignment_id, "order": order_id}
    await _HAND_OVER.run(session, {"draft": draft.id, **became})


async def add_late(
    session: AsyncSession, case_id: int, media_id: int, *, person_id: int, caption: str | None, now: datetime
) -> bool:
    """Attach a file that came after the filing; False when the case has it already."""
    present = await session.scalar(
        sa.select(Attachment.id).where(Attachment.case_id == case_id, Attachment.media_id == media_id)
    )
    if present is not None:
        return False
    session.add(
        Attachment(
            media_id=media_id, purpose=Purpose.LATE, case_id=case_id, person_id=person_id, caption=caption, at=now
        )
    )
    await session.flush()
    return True


async def share(session: AsyncSession, case_id: int, with_id: int, purposes: Collection[Purpose]) -> None:
    """Show the files of a case, those of these purposes, at another case too: there they are of its report."""
    columns = ("media_id", "person_id", "caption", "at")
    found = sa.select(
        *(_TABLE.c[name] for name in columns), sa.literal(with_id), sa.literal(Purpose.REPORT, _TABLE.c.purpose.type)
    )
    theirs = found.where(_TABLE.c.case_id == case_id, _TABLE.c.purpose.in_(purposes)).order_by(_TABLE.c.id)
    await session.execute(sa.insert(_TABLE).from_select([*columns, "case_id", "purpose"], theirs))


async def of_case(session: AsyncSession, case_id: int) -> list[Attachment]:
    """Return every file of a case with its media, in order."""
    found = await session.scalars(
        sa.select(Attachment)
        .where(Attachment.case_id == case_id)
        .options(sa.orm.joinedload(Attachment.media))
        .order_by(Attachment.id)
    )
    return list(found)


def each_once(found: Iterable[Attachment]) -> list[Attachment]:
    """Return files without those sent again: a repeat has the same bytes, though Telegram may give it another id."""
    kept: dict[str, Attachment] = {}
    for one in found:
        kept.setdefault(one.media.sha256 or one.media.unique_id, one)
    return list(kept.values())


async def count(session: AsyncSession, draft: Draft) -> int:
    """Return how many files a draft has."""
    return int(await session.scalar(_COUNT, {"draft": draft.id}) or 0)
