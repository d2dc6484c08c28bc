"""Everything a report's card shows of other tables: mostly found with the update already, else in one query."""

from collections import Counter
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Attachment, Case, Draft, Media, Mobilisation
from models.enums import MediaKind
from services.cases.facts import named
from services.core.act import Actor
from services.core.engines.prepared import Prepared
from services.drafts import contents, drafts
from services.filing import filing, supplements
from services.filing.fields import ReportFields
from services.mobilisation import deployed
from services.people import places

_FILE, _CASE, _MAYBE, _BELOW, _OUT = "file", "case", "maybe", "below", "out"

_SHOWN = Prepared(
    sa.union_all(
        named(_FILE, sa.func.count(), sa.cast(Media.kind, sa.String))
        .join(Attachment, Attachment.media_id == Media.id)
        .where(Attachment.draft_id == sa.bindparam("draft"))
        .group_by(Media.kind),
        named(_CASE, Case.id, Case.number).where(Case.id == sa.bindparam("case")),
        named(_MAYBE, Case.id, Case.number).where(Case.id == sa.bindparam("maybe")),
        named(_BELOW, sa.func.count(), sa.literal_column("''")).where(
            *contents.below_card(sa.bindparam("draft"), sa.bindparam("card"))
        ),
        deployed.out(named(_OUT, Mobilisation.id, Mobilisation.number)),
    )
)


@dataclass(frozen=True)
class Filled:
    """The content of a draft, with the names behind its ids."""

    fields: ReportFields
    kinds: dict[MediaKind, int]
    village: str | None = None
    grid: str | None = None
    number: str | None = None  # of the case it was sent ahead as
    maybe: str | None = None  # of the case it may belong to
    below: int = 0  # messages of the report below its card
    out: tuple[tuple[int, str], ...] = ()  # id and number of the mobilisations the author is out on, the newest first

    @property
    def files(self) -> int:
        """How many files there are."""
        return sum(self.kinds.values())

    @property
    def lacks(self) -> list[str]:
        """The missing parts, as text keys."""
        return filing.missing(self.fields, self.files)


async def filled(session: AsyncSession, actor: Actor, draft: Draft) -> Filled:
    """Look up everything on the author's card."""
    fields = filing.located(drafts.fields(draft, ReportFields), actor)
    village, grid = await places.names(session, fields.village_id, fields.grid_id)
    if (found := _found(session, actor, draft, fields)) is None:
        found = await _looked_up(session, actor, draft, fields)
    return replace(found, village=village, grid=grid)


def _found(session: AsyncSession, actor: Actor, draft: Draft, fields: ReportFields) -> Filled | None:
    """Return what was found with the update already; None when that is not everything."""
    known, latest = contents.known(session, draft.id), supplements.latest_found(session, actor)
    if known is None or draft.case_id is not None or not deployed.none_known(session, actor.person_id):
        return None
    if fields.maybe_of not in (None, latest.id if latest else None):
        return None
    maybe = latest.number if latest and fields.maybe_of else None
    return Filled(fields, Counter(known.files.values()), maybe=maybe, below=known.below)


async def _looked_up(session: AsyncSession, actor: Actor, draft: Draft, fields: ReportFields) -> Filled:
    wanted = {"draft": draft.id, "case": draft.case_id, "maybe": fields.maybe_of, "person": actor.person_id}
    wanted |= {"chat": actor.chat_id, "card": draft.card_message_id}
    out: list[tuple[int, str]] = []
    kinds: dict[MediaKind, int] = {}
    names: dict[str, str] = {}
    below = 0
    for what, number, text, _ in await _SHOWN.rows(session, wanted):
        if what == _FILE:
            kinds[MediaKind(text)] = number
        elif what == _OUT:
            out.append((number, text or ""))
        elif what == _BELOW:
            below = number
        else:
            names[what] = text
    return Filled(
        fields,
        kinds,
        number=names.get(_CASE),
        maybe=names.get(_MAYBE),
        below=below,
        out=tuple(sorted(out, reverse=True)),
    )
