"""The station takes an unsent danger over as a case: once, in the author's name."""

from typing import Any

import sqlalchemy as sa

from models import Case, Draft, JournalEntry
from models.enums import Action, DraftKind, DraftState, Kind, Severity, Source
from services.cases import notices
from services.cases.opening import open_case
from services.core import journal
from services.core.act import Act
from services.core.database import locked
from services.core.errors import Stale
from services.drafts.unsent import Unsent
from services.filing import filing
from services.people.access import require
from services.settings import lines
from services.unsent import unsent

TAKEN = "take_over"


async def take(act: Act, subject: str) -> Case:
    """Open a case with what a draft says. Raises ``Stale`` naming the case, when it is one already."""
    require(act.actor, Action.TRIAGE)
    name, _, number = subject.partition(".")
    one = unsent.table_of(act, name)
    if one is None or not number.isascii() or not number.isdigit():
        raise Stale("menu-button-gone")
    draft = await locked(act.session, one.model, int(number), "error-draft-ended")
    if (known := await _known(act, subject, draft)) is not None:
        raise Stale("unsent-known", number=known)
    if isinstance(draft, Draft) and draft.state is DraftState.SENT:
        raise Stale("error-draft-ended")
    case = await _opened(act, one, draft)
    await journal.record(act, f"unsent:{subject}", TAKEN, details={"case": case.number})
    return case


async def _known(act: Act, subject: str, draft: Any) -> str | None:
    """Return the number of the case that a draft has become, by its author or by the station."""
    if isinstance(draft, Draft) and draft.case_id is not None:
        return (await act.session.get_one(Case, draft.case_id)).number
    taken = sa.select(JournalEntry.details).filter_by(subject=f"unsent:{subject}", action=TAKEN)
    details = await act.session.scalar(taken.limit(1))
    return str(details["case"]) if details is not None else None


async def _opened(act: Act, one: Unsent, draft: Any) -> Case:
    author = await unsent.author_of(act, one, draft) or act.actor
    if isinstance(draft, Draft) and draft.kind is DraftKind.REPORT:
        return await filing.take_over(act, draft, author)
    text = (await one.read(act, draft)).text
    case = await open_case(
        act,
        Source.REPORT,
        kind=Kind.INCIDENT,
        severity=Severity.MAJOR,
        life_danger=True,
        description=text,
        line=lines.suggest(act.town.settings, text),
        village_id=author.village_id,
        grid_id=author.grid_id,
        reporter_id=author.person_id,
    )
    for notice in (notices.FILED, notices.DANGER, notices.RECEIPT):
        await notices.tell(act, notice, case)
    return case
