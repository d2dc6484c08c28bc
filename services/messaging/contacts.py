"""Numbers to dial: a contact card in the asker's private chat, taken away after some minutes (decision 0010)."""

from datetime import datetime

import sqlalchemy as sa

from models import Message
from services.cards.card import Card, Contact, copying
from services.cards.masking import spoken_phone
from services.core import journal
from services.core.act import Act, Moment
from services.messaging import audiences, messages
from services.messaging.kinds import CONTACT
from services.messaging.outbox import To
from services.people.numbers import Callee

AT_ONCE = 100
"""Numbers taken away in one transaction."""


async def show(act: Act, callee: Callee, *, about: str | None) -> bool:
    """Send the actor a number as a card; False where no private chat takes it.

    ``about`` is the subject under which the journal notes the look: whose number, or in which matter; None where the
    service that gave the number has noted it.
    """
    if about is not None:
        await journal.record(act, about, "phone_shown")
    if await audiences.unreached(act.session, [act.actor]):
        return False
    words = act.town.words(act.actor.language)
    said = words("contact-plain", name=callee.name, phone=spoken_phone(callee.phone))
    copy = copying(words.plain("button-copy-phone"), callee.phone)
    name = (act.actor.person_id, callee.person_id or 0, int(act.now.timestamp() * 1000))
    await messages.tell(
        act,
        [act.actor],
        Card(text=said, contact=Contact(phone=callee.phone, name=callee.name), rows=((copy,),) if copy else ()),
        CONTACT,
        about=name,
        place=CONTACT.key(name),
        lifetime=act.town.settings.privacy.numbers_shown,
        erase_at=act.now + act.town.settings.privacy.numbers_shown,
    )
    return True


async def next_due(act: Moment) -> datetime | None:
    """Return when a number is taken away next."""
    return await act.session.scalar(sa.select(sa.func.min(Message.erase_at)).where(Message.erase_at.is_not(None)))


async def forget(act: Moment) -> int:
    """Take some numbers away whose time is over, out of the chats and out of the ledger; returns how many."""
    due = sa.select(Message).where(Message.erase_at <= act.now).order_by(Message.erase_at, Message.id).limit(AT_ONCE)
    found = (await act.session.scalars(due.with_for_update(skip_locked=True))).all()
    for shown in found:
        shown.erase_at, shown.content = None, Card(text="").content()
        await messages.tell(
            act,
            [To(person_id=shown.person_id, chat_id=shown.chat_id)],
            Card(text="", gone=True),
            CONTACT,
            about=("gone", shown.id),
            place=shown.card,
        )
    await act.session.flush()
    return len(found)
