"""The facts of a drill that its card and its report show, looked up together."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from models import Case, Drill, DrillAnswer, DrillCorrection, DrillInject, DrillItem, DrillNote, Mobilisation
from models.enums import ENDED, DrillStep
from services.core.act import Actor, Moment
from services.drills import participants, script
from services.mobilisation.mobilisations import LIVE
from services.people import directory


@dataclass(frozen=True)
class Facts:
    """The facts of a drill."""

    drill: Drill
    village: str | None
    leader: Actor | None
    names: list[str]
    """The names of the participants."""
    injects: list[DrillInject]
    answers: dict[int, list[DrillAnswer]]
    """By inject, the first answer first."""
    notes: list[DrillNote]
    items: list[DrillItem]
    corrections: list[Case]
    open: list[str]
    """Numbers of the cases and mobilisations of the script that are not over."""

    def of_step(self, step: DrillStep) -> list[DrillNote]:
        """Return the words that count of a step: the newest, of self-reviews each person's newest."""
        found: dict[int, DrillNote] = {}
        for note in self.notes:
            if note.step is step:
                found.pop(note.by_id if step is DrillStep.SELF_REVIEW else 0, None)
                found[note.by_id if step is DrillStep.SELF_REVIEW else 0] = note
        return list(found.values())

    @property
    def next_inject(self) -> DrillInject | None:
        """The inject that is sent next."""
        return next((one for one in self.injects if one.sent_at is None), None)


async def facts_of(act: Moment, drill: Drill) -> Facts:
    """Return the facts of a drill."""
    injects = await script.of(act, drill.id)
    leaders = await directory.by_ids(act.session, [drill.leader_id])
    return Facts(
        drill,
        await participants.village_name(act, drill),
        leaders[0] if leaders else None,
        await participants.names(act, participants.of(drill)),
        injects,
        await _answers(act, [one.id for one in injects]),
        await notes_of(act, drill.id),
        await items_of(act, drill.id),
        await _corrections(act, drill.id),
        await _open(act, injects),
    )


async def notes_of(act: Moment, drill_id: int) -> list[DrillNote]:
    """Return all words of the evaluation, the oldest first."""
    query = sa.select(DrillNote).where(DrillNote.drill_id == drill_id).order_by(DrillNote.id)
    return list(await act.session.scalars(query))


async def items_of(act: Moment, drill_id: int) -> list[DrillItem]:
    """Return the items of the evaluation, once it has begun."""
    query = sa.select(DrillItem).where(DrillItem.drill_id == drill_id).order_by(DrillItem.place)
    return list(await act.session.scalars(query))


async def _answers(act: Moment, injects: Sequence[int]) -> dict[int, list[DrillAnswer]]:
    found: dict[int, list[DrillAnswer]] = {one: [] for one in injects}
    query = sa.select(DrillAnswer).where(DrillAnswer.inject_id.in_(injects))
    for answer in await act.session.scalars(query.order_by(DrillAnswer.at, DrillAnswer.person_id)):
        found[answer.inject_id].append(answer)
    return found


async def _corrections(act: Moment, drill_id: int) -> list[Case]:
    query = sa.select(Case).join(DrillCorrection, DrillCorrection.case_id == Case.id)
    return list(await act.session.scalars(query.where(DrillCorrection.drill_id == drill_id).order_by(Case.id)))


async def _open(act: Moment, injects: Sequence[DrillInject]) -> list[str]:
    cases = [one.case_id for one in injects if one.case_id is not None]
    called = [one.mobilisation_id for one in injects if one.mobilisation_id is not None]
    numbers = await act.session.scalars(
        sa.select(Case.number).where(Case.id.in_(cases), Case.state.not_in(ENDED)).order_by(Case.id)
    )
    others = await act.session.scalars(
        sa.select(Mobilisation.number)
        .where(Mobilisation.id.in_(called), Mobilisation.state.in_(LIVE))
        .order_by(Mobilisation.id)
    )
    return [*numbers, *(one for one in others if one)]
