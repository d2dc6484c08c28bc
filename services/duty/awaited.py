"""The answers that the duty roster waits for: signing on, handing over, and a change of shifts."""

import sqlalchemy as sa

from models import Shift, Swap
from models.enums import SwapState
from services.answers.meanings import Meaning
from services.answers.waiting import Awaits, Waiting
from services.cards.card import button
from services.core.act import Act
from services.duty import cards, kinds, shifts
from texts import Words


async def _shifts(act: Act, words: Words) -> list[Waiting]:
    near = act.now + shifts.EARLY
    rows = await act.session.scalars(
        sa.select(Shift).where(
            Shift.active,
            Shift.person_id == act.actor.person_id,
            Shift.signed_off_at.is_(None),
            Shift.starts_at <= near,
            Shift.ends_at > act.now - act.town.settings.duty.asked_beyond,
        )
    )
    found = []
    for shift in rows:
        begins = shift.signed_on_at is None
        if begins and act.now >= shift.ends_at:
            continue
        key, action = ("duty-sign-on", cards.SIGN_ON) if begins else ("duty-sign-off", cards.SIGN_OFF)
        pressed = button(words.plain(key), action, shift.id)
        waiting = Waiting(
            name=cards.shift_of(act.town, words, shift),
            since=shift.starts_at if begins else shift.ends_at,
            buttons=(pressed,),
            takes=dict.fromkeys((Meaning.ARRIVED, Meaning.STILL_ON), pressed) if begins else {},
            subject=shifts.subject(shift.id),
            owed=begins or shift.ends_at <= near,
        )
        found.append(waiting)
    return found


async def _swaps(act: Act, words: Words) -> list[Waiting]:
    rows = await act.session.execute(
        sa.select(Swap, Shift)
        .join(Shift, Shift.id == Swap.shift_id)
        .where(Swap.asked_id == act.actor.person_id, Swap.state == SwapState.ASKED, Shift.starts_at > act.now)
    )
    found = []
    for swap, shift in rows:
        yes = button(words.plain("duty-agree"), cards.AGREE, swap.id)
        no = button(words.plain("duty-refuse"), cards.REFUSE, swap.id)
        waiting = Waiting(
            name=words.plain("answers-swap", shift=cards.shift_of(act.town, words, shift)),
            since=swap.asked_at,
            buttons=(yes, no),
            takes={Meaning.AGREE: yes, Meaning.REFUSE: no, Meaning.CANNOT: no},
            subject=shifts.subject(shift.id),
            cards=(kinds.SWAP.key(swap.id),),
            told=(swap.asker_id,),
        )
        found.append(waiting)
    return found


AWAITS = (Awaits(_shifts), Awaits(_swaps))
