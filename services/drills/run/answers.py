"""Answers to injects: received, or what a participant would do; also in words, as any answer."""

from functools import partial

import sqlalchemy as sa

from models import Drill, DrillAnswer, DrillInject
from models.enums import DrillState
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.cards.card import button
from services.core import journal
from services.core.act import Act
from services.core.errors import Stale
from services.drills import cards, drills, kinds, notices
from texts import Words

LONGEST = 2000
MOST = 5
"""Injects that wait for a person's answer in words, the newest."""
HEARD = (Meaning.ACKNOWLEDGE, Meaning.AGREE, Meaning.ON_THE_WAY, Meaning.ARRIVED, Meaning.SAFE)


async def asked(act: Act, inject_id: int) -> tuple[Drill, DrillInject]:
    """Return an inject that the actor was told of, with its drill. Raises ``Stale``."""
    inject = await act.session.get(DrillInject, inject_id)
    if inject is None or act.actor.person_id not in inject.told:
        raise Stale("drill-inject-gone")
    return await act.session.get_one(Drill, inject.drill_id), inject


async def answer(act: Act, inject_id: int, text: str = "") -> DrillAnswer:
    """Take an answer; the first time counts, later words are added. The leader hears words."""
    drill, inject = await asked(act, inject_id)
    known = await act.session.get(DrillAnswer, (inject.id, act.actor.person_id), with_for_update=True)
    if known is None:
        known = DrillAnswer(inject_id=inject.id, person_id=act.actor.person_id, at=act.at, text="")
        act.session.add(known)
    said = text.strip()
    known.text = f"{known.text}\n{said}".strip()[:LONGEST]
    await act.session.flush()
    number = await journal.record(act, drills.subject(drill.id), "answer", details={"inject": inject.id, "text": said})
    if said:
        await notices.answered(act, drill, inject, said, number)
    return known


async def _to_answer(act: Act, words: Words) -> list[Waiting]:
    rows = await act.session.execute(
        sa.select(DrillInject, Drill)
        .join(Drill, Drill.id == DrillInject.drill_id)
        .where(Drill.state == DrillState.RUNNING, DrillInject.sent_at.is_not(None))
        .order_by(DrillInject.sent_at.desc())
    )
    mine = [(inject, drill) for inject, drill in rows if act.actor.person_id in inject.told][:MOST]
    done = set(
        await act.session.scalars(
            sa.select(DrillAnswer.inject_id).where(
                DrillAnswer.person_id == act.actor.person_id,
                DrillAnswer.inject_id.in_([inject.id for inject, _ in mine]),
            )
        )
    )
    found = []
    for inject, drill in mine:
        if inject.id in done:
            continue
        received = button(words.plain("drill-received"), cards.RECEIVED, inject.id)
        waiting = Waiting(
            name=words.plain("drill-inject-name", text=inject.text[:20]),
            since=inject.sent_at or act.now,
            buttons=(received,),
            takes=dict.fromkeys(HEARD, received),
            subject=drills.subject(drill.id),
            cards=(kinds.INJECT.key((drill.id, inject.id)),),
            keep=partial(_keep, inject.id),
        )
        found.append(waiting)
    return found


async def _keep(inject_id: int, act: Act, said: str) -> None:
    await answer(act, inject_id, said)


AWAITS = (Awaits(_to_answer),)
