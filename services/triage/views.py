"""Views of the queue: what a list shows is kept as a row, so that a button names it, however long the words are."""

from typing import Any

import sqlalchemy as sa

from models import Draft
from models.enums import Action, DraftKind, DraftState
from services.cards.wording import in_one_line
from services.core.act import Act, Actor
from services.core.errors import Refused
from services.drafts import drafts
from services.people.access import may, require
from services.triage import queue
from services.triage.fields import QueueFields
from services.triage.queue import Filter, View

KEPT = 30
"""Views that are kept of a person; the oldest make room."""
LONGEST = 40
"""Characters of the words that are looked for."""


def opening(actor: Actor) -> Filter:
    """Return the stage that the queue opens with: what the station has to do, or for its leaders all that is open."""
    return Filter.TODO if may(actor, Action.TRIAGE) else Filter.OPEN


async def view(act: Act, view_id: int) -> View:
    """Return a view of the actor; 0 is the one that the queue opens with. Raises ``Forbidden``, ``Stale``."""
    require(act.actor, Action.SEE_QUEUE)
    if not view_id:
        return View(0, QueueFields(), opening(act.actor))
    kept = await drafts.owned(act.session, act.actor, view_id, DraftKind.QUEUE)
    fields = drafts.fields(kept, QueueFields)
    known = fields.stage in set(Filter)
    return View(view_id, fields, Filter(fields.stage) if known else opening(act.actor))


async def narrowed(act: Act, before: View, **changes: Any) -> View:
    """Return a view with another stage, line, village, words or only the actor's; the same view has the same row."""
    fields = QueueFields.model_validate({**before.fields.model_dump(), **changes})
    if fields.stage == opening(act.actor).value:
        fields = fields.model_copy(update={"stage": ""})
    if fields == QueueFields():
        return await view(act, 0)
    kept = list(
        await act.session.scalars(
            sa.select(Draft)
            .where(
                Draft.person_id == act.actor.person_id,
                Draft.state == DraftState.SENT,
                Draft.kind == DraftKind.QUEUE,
            )
            .order_by(Draft.updated_at.desc(), Draft.id.desc())
        )
    )
    same = next((one for one in kept if drafts.fields(one, QueueFields) == fields), None)
    for one in kept[KEPT - 1 :]:
        if one is not same:
            await act.session.delete(one)
    if same is not None:
        same.updated_at = act.now
        return await view(act, same.id)
    row = await drafts.keep(  # nobody fills it in any more, so that nobody is asked about it
        act.session, act.actor, DraftKind.QUEUE, fields, now=act.now, subject_id=None, state=DraftState.SENT
    )
    return await view(act, row.id)


async def found(act: Act, before: View, said: str) -> View:
    """Return the view of the cases that words find, the open ones first, else those that have ended.

    Raises ``Refused`` without words, or with too many.
    """
    text = in_one_line(said)
    if not text:
        raise Refused("queue-find-empty")
    if len(text) > LONGEST:
        raise Refused("queue-find-long", limit=LONGEST, count=len(text))
    shown = await narrowed(act, before, text=text, stage=Filter.OPEN.value)
    held = (await queue.counts(act, shown)).stages
    if not held[Filter.OPEN] and held[Filter.ENDED]:
        return await narrowed(act, shown, stage=Filter.ENDED.value)
    return shown
