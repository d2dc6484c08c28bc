"""The second person (DOMAIN §5.5): what is grave goes only when somebody else agrees to it, just as it was shown."""

from dataclasses import replace

from models import Broadcast, Deadline
from models.enums import Action, BroadcastState, DeadlineOutcome, Manner
from services.broadcasts import broadcasts, cards, kinds, sending
from services.cards.card import Card
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Refused, Stale, reason
from services.deadlines import deadlines
from services.deadlines.deadlines import runs
from services.messaging import messages
from services.messaging.audiences import Audience
from services.people import consent, directory
from services.people.access import require

REASON = 300
"""Characters of the reason for a refusal."""


async def send(act: Act, broadcast_id: int, *, typed: int | None = None) -> Broadcast:
    """Send a draft that was looked at, or ask a second person when it is grave.

    Raises ``Refused`` when the list is another by now, or when it is for the whole town and the head-count was not
    typed in.
    """
    draft = await broadcasts.own(act.session, act.actor, broadcast_id)
    found = await broadcasts.audience(act, draft)
    broadcasts.complete(draft, found)
    if draft.seen != found.digest:
        raise Refused("broadcast-look-again")
    if broadcasts.selection(draft).everyone and typed != len(found.people):
        raise Refused("broadcast-type-count", count=len(found.people))
    if broadcasts.needs_consent(act.town, draft):
        await _ask(act, draft, found)
    else:
        await sending.go(act, draft, found)
    return draft


async def _ask(act: Act, draft: Broadcast, found: Audience) -> None:
    askable = await consent.others(act)
    draft.state, draft.asked_at = BroadcastState.AWAITING, act.now
    await act.session.flush()
    lasts = act.town.settings.broadcasts.consent_lasts
    about = deadlines.About(broadcasts.ABOUT, draft.id)
    await deadlines.start(act, broadcasts.CONSENT, about, due_at=act.now + lasts, priority=broadcasts.priority(draft))
    seq = await journal.record(act, broadcasts.subject(draft.id), "ask_consent", details=sending.said(draft, found))
    await messages.tell(
        act,
        askable,
        lambda words: cards.consent(act.town, words, draft, found, act.actor),
        kinds.CONSENT,
        about=(draft, seq),
        priority=broadcasts.priority(draft),
        lifetime=lasts,
    )


async def question(act: Act, broadcast_id: int) -> tuple[Broadcast, Audience, Actor]:
    """Return a message that waits for consent, its list as it is now, and its author. Raises as ``answer`` does."""
    asked, author = await _asked(act, broadcast_id)
    return asked, await broadcasts.audience(act.by(author), asked), author


async def _asked(act: Act, broadcast_id: int) -> tuple[Broadcast, Actor]:
    require(act.actor, Action.CONSENT)
    asked = await broadcasts.load(act.session, broadcast_id, BroadcastState.AWAITING)
    consent.require_second(act, asked.author_id, asked.asked_at)
    authors = await directory.by_ids(act.session, [asked.author_id])
    if not authors:  # has left the roster since
        raise Stale("broadcast-moved-on")
    return asked, authors[0]


async def answer(act: Act, broadcast_id: int, *, agrees: bool, version: int, final: bool = False) -> Broadcast:
    """Take the second person's answer about the message as it was shown: sent at once, or its author's draft again.

    A ``final`` refusal ends it: its author can only write a new one. Raises ``Forbidden`` for the author, ``Stale``
    when somebody was faster, it was changed, or the question lapsed.
    """
    asked, author = await _asked(act, broadcast_id)
    if asked.version != version:
        raise Stale("broadcast-moved-on")
    details = {"agrees": agrees} | ({"final": True} if final and not agrees else {})
    await journal.record(act, broadcasts.subject(asked.id), "consent", details=details)
    if agrees:
        found = await broadcasts.audience(act.by(author), asked)
        agrees = asked.seen == found.digest
        if agrees:
            asked.consent_by_id = act.actor.person_id
            await sending.go(act, asked, found)
            await broadcasts.asked_no_more(act, asked, DeadlineOutcome.MET)
    if not agrees:
        await _draft_again(act, asked, DeadlineOutcome.MET)
    if final and not details["agrees"]:
        asked.state = BroadcastState.DROPPED
        await act.session.flush()
    card = cards.answered(act.town, act.town.words(author.language), asked, act.actor, agreed=details["agrees"])
    await _tell(act, asked, author, card)
    return asked


async def say_why(act: Act, broadcast_id: int, why: str) -> None:
    """Tell the author the reason of a person who sent the message back or refused it. Raises ``Stale`` for others."""
    one = await broadcasts.load(act.session, broadcast_id)
    entries = await journal.history(act.session, broadcasts.subject(one.id))
    said = [entry for entry in entries if entry.action == "consent"]
    if not said or said[-1].actor_id != act.actor.person_id or one.state is BroadcastState.SENT:
        raise Stale("broadcast-moved-on")
    text = reason(why, most=REASON)
    seq = await journal.record(act, broadcasts.subject(one.id), "consent_reason", details={"reason": text})
    for author in await directory.by_ids(act.session, [one.author_id]):
        card = cards.why(act.town, act.town.words(author.language), one, act.actor, text)
        reply = replace(kinds.ANSWERED, manner=Manner.REPLY)
        await messages.tell(act, [author], card, reply, about=(one, "why", seq), place=place_of(one))


async def again(act: Act, broadcast_id: int) -> Broadcast:
    """Return a new draft with the words and the choices of one that was refused. Raises ``Forbidden``, ``Stale``."""
    refused = await broadcasts.own(act.session, act.actor, broadcast_id, BroadcastState.DROPPED)
    names = ("level", "drill", "text", "audience", "groups", "confirmed", "signed")
    return await broadcasts.new(act, **{name: getattr(refused, name) for name in names})


async def lapse(act: Moment, deadline: Deadline) -> None:
    """Make a message about which nobody has answered its author's draft again, and say so: it was not sent."""
    asked = await act.session.get_one(Broadcast, deadline.subject_id, with_for_update=True, populate_existing=True)
    if not await runs(act.session, deadline):
        return
    await _draft_again(act, asked, DeadlineOutcome.CANCELLED)
    await journal.record(act, broadcasts.subject(asked.id), "lapse")
    for author in await directory.by_ids(act.session, [asked.author_id]):
        card = cards.lapsed(act.town, act.town.words(author.language), asked)
        await _tell(act, asked, author, card)


async def ask_no_more(act: Moment, asked: Broadcast) -> None:
    """Make a message that waits for consent its author's draft again, because the reason for it has changed."""
    await _draft_again(act, asked, DeadlineOutcome.CANCELLED)
    await journal.record(act, broadcasts.subject(asked.id), "take_back")


async def _draft_again(act: Moment, asked: Broadcast, outcome: DeadlineOutcome) -> None:
    """Let its author change it; the list has to be looked at again."""
    asked.state, asked.asked_at, asked.seen = BroadcastState.DRAFT, None, None
    await act.session.flush()
    await broadcasts.asked_no_more(act, asked, outcome)


def place_of(asked: Broadcast) -> str:
    """Return the name of the author's message that waits for the second person."""
    return f"broadcast-asked:{asked.id}"


async def _tell(act: Moment, asked: Broadcast, author: Actor, card: Card) -> None:
    about = (asked, asked.version)
    await messages.tell(act, [author], card, kinds.ANSWERED, about=about, place=place_of(asked))


async def take_back(act: Act, broadcast_id: int) -> Broadcast:
    """Take back the question for consent: a draft again, whose author may change it."""
    asked = await broadcasts.own(act.session, act.actor, broadcast_id, BroadcastState.AWAITING)
    await _draft_again(act, asked, DeadlineOutcome.CANCELLED)
    await journal.record(act, broadcasts.subject(asked.id), "take_back")
    return asked
