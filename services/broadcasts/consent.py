"""The second person (DOMAIN §5.5): what is grave goes only when somebody else agrees to it, just as it was shown."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from models import Broadcast
from models.enums import Action, BroadcastState, Priority
from services.broadcasts import broadcasts
from services.broadcasts import cards as broadcast_cards
from services.broadcasts import sending as broadcast_sending
from services.cards.card import Card
from services.core import journal
from services.core.act import Actor
from services.core.errors import Forbidden, Refused, Stale
from services.core.town import Town
from services.messaging.audiences import Audience
from services.messaging.outbox import To, queue
from services.people import directory as people
from services.people.access import require
from services.people.on_duty import on_watch


async def send(
    session: AsyncSession, town: Town, actor: Actor, broadcast_id: int, *, typed: int | None = None, now: datetime
) -> Broadcast:
    """Send a draft that was looked at, or ask a second person when it is grave.

    Raises ``Refused`` when the list is another by now, or when it is for the whole town and the head-count was not
    typed in.
    """
    draft = await broadcasts.own(session, actor, broadcast_id)
    found = await broadcasts.audience(session, town, actor, draft)
    broadcasts.complete(draft, found)
    if draft.seen != found.digest:
        raise Refused("broadcast-look-again")
    if broadcasts.selection(draft).everyone and typed != len(found.people):
        raise Refused("broadcast-type-count", count=len(found.people))
    if broadcasts.needs_consent(town, draft):
        await _ask(session, town, actor, draft, found, now)
    else:
        await broadcast_sending.go(session, town, draft, found, now)
    return draft


async def _ask(
    session: AsyncSession, town: Town, actor: Actor, draft: Broadcast, found: Audience, now: datetime
) -> None:
    askable = [one for one in await _consenters(session, now) if one.person_id != actor.person_id]
    if not any(one.chat_id for one in askable):
        raise Refused("broadcast-nobody-consents")
    draft.state, draft.asked_at = BroadcastState.AWAITING, now
    await session.flush()
    seq = await journal.record(
        session,
        broadcasts.subject(draft.id),
        "ask_consent",
        now=now,
        actor_id=actor.person_id,
        details=broadcast_sending.said(draft, found),
    )
    for person in askable:
        if person.chat_id is None:
            continue
        await queue(
            session,
            To(person_id=person.person_id, chat_id=person.chat_id),
            broadcast_cards.consent(town, town.words(person.language), draft, found, actor),
            event="broadcast_consent",
            dedupe=f"broadcast_consent:{draft.id}:{seq}:{person.person_id}",
            priority=broadcasts.priority(draft),
            now=now,
            lifetime=town.settings.broadcasts.consent_lasts,
            drill=bool(draft.drill),
        )


async def _consenters(session: AsyncSession, now: datetime) -> list[Actor]:
    """Return who is asked: the station's leaders, and whoever is on duty; of several the first answer counts."""
    watch = await on_watch(session, now)
    known = {one.person_id: one for one in (*await people.station_leaders(session), *watch.officers, *watch.leaders)}
    return list(known.values())


async def answer(
    session: AsyncSession,
    town: Town,
    actor: Actor,
    broadcast_id: int,
    *,
    agrees: bool,
    version: int,
    now: datetime,
) -> Broadcast:
    """Take the second person's answer about the message as it was shown: sent at once, or its author's draft again.

    Raises ``Forbidden`` for the author, ``Stale`` when somebody was faster, it was changed, or the question lapsed.
    """
    require(actor, Action.CONSENT)
    asked = await broadcasts.load(session, broadcast_id, BroadcastState.AWAITING)
    if asked.author_id == actor.person_id:
        raise Forbidden("broadcast-own-consent")
    if asked.version != version:
        raise Stale("broadcast-moved-on")
    if asked.asked_at is None or now - asked.asked_at > town.settings.broadcasts.consent_lasts:
        raise Stale("broadcast-consent-lapsed")
    authors = await people.by_ids(session, [asked.author_id])
    if not authors:  # has left the roster since
        raise Stale("broadcast-moved-on")
    author = authors[0]
    details = {"agrees": agrees}
    await journal.record(
        session, broadcasts.subject(asked.id), "consent", now=now, actor_id=actor.person_id, details=details
    )
    if agrees:
        found = await broadcasts.audience(session, town, author, asked)
        agrees = asked.seen == found.digest
        if agrees:
            asked.consent_by_id = actor.person_id
            await broadcast_sending.go(session, town, asked, found, now)
    if not agrees:
        await _draft_again(session, asked)
    card = broadcast_cards.answered(town, town.words(author.language), asked, actor, agreed=details["agrees"])
    await _tell(session, asked, author, card, now)
    return asked


async def unanswered(session: AsyncSession, town: Town, *, now: datetime) -> list[int]:
    """Return the messages about which nobody has answered in time."""
    before = now - town.settings.broadcasts.consent_lasts
    found = await session.scalars(
        sa.select(Broadcast.id).where(Broadcast.state == BroadcastState.AWAITING, Broadcast.asked_at < before)
    )
    return list(found)


async def lapse(session: AsyncSession, town: Town, broadcast_id: int, *, now: datetime) -> bool:
    """Make a message about which nobody has answered its author's draft again, and say so: it was not sent.

    False when somebody has answered meanwhile.
    """
    asked = await session.get(Broadcast, broadcast_id, with_for_update=True, populate_existing=True)
    if asked is None or asked.state is not BroadcastState.AWAITING or asked.asked_at is None:
        return False
    if now - asked.asked_at <= town.settings.broadcasts.consent_lasts:
        return False
    await _draft_again(session, asked)
    await journal.record(session, broadcasts.subject(asked.id), "lapse", now=now, actor_id=None)
    for author in await people.by_ids(session, [asked.author_id]):
        card = broadcast_cards.lapsed(town, town.words(author.language), asked)
        await _tell(session, asked, author, card, now)
    return True


async def _draft_again(session: AsyncSession, asked: Broadcast) -> None:
    """Let its author change it; the list has to be looked at again."""
    asked.state, asked.asked_at, asked.seen = BroadcastState.DRAFT, None, None
    await session.flush()


async def _tell(session: AsyncSession, asked: Broadcast, author: Actor, card: Card, now: datetime) -> None:
    await queue(
        session,
        To(person_id=author.person_id, chat_id=author.chat_id),
        card,
        event="broadcast_answered",
        dedupe=f"broadcast_answered:{asked.id}:{asked.version}:{author.person_id}",
        priority=Priority.ORDER,
        now=now,
        drill=bool(asked.drill),
    )


async def take_back(session: AsyncSession, actor: Actor, broadcast_id: int, *, now: datetime) -> Broadcast:
    """Take back the question for consent: a draft again, whose author may change it."""
    asked = await broadcasts.own(session, actor, broadcast_id, BroadcastState.AWAITING)
    await _draft_again(session, asked)
    await journal.record(session, broadcasts.subject(asked.id), "take_back", now=now, actor_id=actor.person_id)
    return asked
