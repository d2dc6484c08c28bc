"""The second person: an order to evacuate goes only when somebody else agrees to it, just as it was shown.

It can be taken back as long as nobody has left home; after that it is ended and lifted, so that everybody is counted.
"""

from collections.abc import Callable

import sqlalchemy as sa

from models import Deadline, Evacuation, EvacuationPart, Evacuee
from models.enums import MOVED, Action, DeadlineOutcome, EvacuationState
from services.cards.card import Card
from services.core import journal, numbering
from services.core.act import Act, Moment
from services.core.errors import Keys, Refused, Stale
from services.core.errors import reason as given
from services.deadlines import deadlines
from services.deadlines.deadlines import About, runs
from services.evacuation import cards, kinds
from services.evacuation.giving import listing
from services.evacuation.giving.listing import Preview
from services.evacuation.order import orders, views
from services.messaging import messages
from services.people import consent, directory
from services.people.access import require
from texts import Words


def faults(draft: Evacuation, found: Preview) -> tuple[str, ...]:
    """Return the text keys of everything that is missing before the order can be given."""
    lacks = {
        "broadcast-lacks-drill": draft.drill is None,
        "evacuation-lacks-people": not found.meant.homes,
        "evacuation-lacks-reason": not draft.reason.strip(),
        "evacuation-lacks-route": not draft.route.strip(),
        "evacuation-lacks-shelters": not draft.shelters,
    }
    return tuple(key for key, lacking in lacks.items() if lacking)


async def look(act: Act, evacuation_id: int) -> tuple[Evacuation, Preview]:
    """Note that the list was seen as it is now. Raises ``Refused`` with everything that is missing."""
    draft = await orders.own(act.session, act.actor, evacuation_id)
    found = await listing.preview(act, draft)
    if lacks := faults(draft, found):
        raise Refused("broadcast-incomplete", missing=Keys(lacks))
    return await orders.change(act, evacuation_id, seen=found.digest), found


async def ask(act: Act, evacuation_id: int) -> Evacuation:
    """Ask a second person for consent. Raises ``Refused`` when the list is another by now, or nobody can be asked."""
    draft = await orders.own(act.session, act.actor, evacuation_id)
    found = await listing.preview(act, draft)
    if lacks := faults(draft, found):
        raise Refused("broadcast-incomplete", missing=Keys(lacks))
    if draft.seen != found.digest:
        raise Refused("broadcast-look-again")
    askable = await consent.others(act)
    draft.state, draft.asked_at = EvacuationState.ASKED, act.now
    await act.session.flush()
    lasts, priority = act.town.settings.broadcasts.consent_lasts, orders.priority(draft)
    about = About(orders.ABOUT, draft.id)
    await deadlines.start(act, orders.CONSENT, about, due_at=act.now + lasts, priority=priority)
    seq = await journal.record(act, orders.subject(draft.id), "ask_consent", details=said(draft, found))
    shown = await views.named(act.session, draft)
    await messages.tell(
        act,
        askable,
        lambda words: cards.consent(act.town, words, draft, found.meant, len(found.unreached), shown, act.actor),
        kinds.CONSENT,
        about=(draft, seq),
        lifetime=lasts,
    )
    return draft


def said(draft: Evacuation, found: Preview) -> dict[str, object]:
    """Return the journal's record of an order; its area by the digest of its list."""
    return {
        "reason": draft.reason,
        "route": draft.route,
        "drill": draft.drill,
        "targets": {name: value for name, value in draft.targets.items() if name != "area"},
        "shelters": draft.shelters,
        "households": len(found.meant.homes),
        "people": found.meant.people,
        "list": found.digest,
    }


async def asked(act: Act, evacuation_id: int) -> Evacuation:
    """Return an order that waits for the actor's consent. Raises ``Forbidden`` for its author, ``Stale``."""
    require(act.actor, Action.CONSENT)
    one = await orders.load(act.session, evacuation_id, EvacuationState.ASKED)
    consent.require_second(act, one.made_by_id, one.asked_at)
    return one


async def answer(act: Act, evacuation_id: int, *, agrees: bool, version: int, why: str = "") -> Evacuation:
    """Take the second person's answer about the order as it was shown: given at once, or its author's draft again.

    Raises ``Refused`` for a refusal without a reason, ``Stale`` when it was changed or somebody was faster.
    """
    one = await asked(act, evacuation_id)
    if one.version != version:
        raise Stale("evacuation-moved-on")
    because = None if agrees else given(why, most=200)
    await journal.record(act, orders.subject(one.id), "consent", reason=because, details={"agrees": agrees})
    found = await listing.preview(act, one) if agrees else None
    if found is not None and one.seen == found.digest:
        await _give(act, one, found)
    else:
        await _draft_again(act, one, DeadlineOutcome.MET)
    await _tell_author(
        act, one, lambda words: cards.answered(act.town, words, one, act.actor, agreed=agrees, why=because)
    )
    return one


async def _give(act: Act, one: Evacuation, found: Preview) -> None:
    one.number = await numbering.next_of(act.session, numbering.EVACUATION_PREFIX, now=act.now, zone=act.town.zone)
    one.agreed_by_id, one.state, one.ordered_at = act.actor.person_id, EvacuationState.ORDERED, act.now
    one.due_at = orders.due_at(one, act.town.settings.evacuation.within, act.now)
    await act.session.flush()
    await deadlines.end(act.session, (orders.CONSENT,), orders.ABOUT, (one.id,), now=act.now)
    await listing.make(act, one, found)
    details = {"number": one.number, **said(one, found)}
    await journal.record(act, orders.subject(one.id), "order", to_state=one.state.value, details=details)
    if one.case_id is not None:
        told = {"evacuation": one.id, "number": one.number, "people": found.meant.people}
        await journal.record(act, journal.of_case(one.case_id), Action.ORDER_EVACUATION.value, details=told)


async def _draft_again(act: Moment, one: Evacuation, outcome: DeadlineOutcome) -> None:
    one.state, one.asked_at, one.seen = EvacuationState.DRAFT, None, None
    await act.session.flush()
    await deadlines.end(act.session, (orders.CONSENT,), orders.ABOUT, (one.id,), now=act.now, outcome=outcome)


async def _tell_author(act: Moment, one: Evacuation, draw: Callable[[Words], Card]) -> None:
    author = await directory.by_ids(act.session, [one.made_by_id])
    await messages.tell(act, author, draw, kinds.ANSWERED, about=(one, one.version))


async def lapse(act: Moment, deadline: Deadline) -> None:
    """Make an order about which nobody has answered its author's draft again, and say so."""
    one = await act.session.get_one(Evacuation, deadline.subject_id, with_for_update=True, populate_existing=True)
    if not await runs(act.session, deadline):
        return
    await _draft_again(act, one, DeadlineOutcome.CANCELLED)
    await journal.record(act, orders.subject(one.id), "lapse")
    await _tell_author(act, one, lambda words: cards.lapsed(act.town, words, one))


async def ask_no_more(act: Act, evacuation_id: int) -> Evacuation:
    """Take the question for consent back: the draft can be changed again."""
    one = await orders.own(act.session, act.actor, evacuation_id, EvacuationState.ASKED)
    await _draft_again(act, one, DeadlineOutcome.CANCELLED)
    await journal.record(act, orders.subject(one.id), "ask_no_more")
    return one


async def take_back(act: Act, evacuation_id: int) -> Evacuation:
    """Take an order back and tell everybody who got it. Raises ``Refused`` when somebody has left home already."""
    one = await orders.commanded(act.session, act.actor, evacuation_id, EvacuationState.ORDERED)
    moved = await act.session.scalar(
        sa.select(sa.func.count(Evacuee.id)).where(
            Evacuee.evacuation_id == one.id, Evacuee.struck_at.is_(None), Evacuee.state.in_(MOVED)
        )
    )
    if moved:
        raise Refused("evacuation-moved-already", count=moved)
    one.state, one.over_at = EvacuationState.TAKEN_BACK, act.now
    await act.session.flush()
    await stop(act, one, DeadlineOutcome.CANCELLED)
    await journal.record(act, orders.subject(one.id), "take_back", to_state=one.state.value)
    await tell_officers(act, one, lambda words: cards.taken_back(act.town, words, one))
    return one


async def stop(act: Moment, one: Evacuation, outcome: DeadlineOutcome) -> None:
    """End the deadlines of all parts."""
    parts = list(await act.session.scalars(sa.select(EvacuationPart.id).where(EvacuationPart.evacuation_id == one.id)))
    await deadlines.end(act.session, (orders.PART,), orders.PART, parts, now=act.now, outcome=outcome)


async def tell_officers(act: Moment, one: Evacuation, draw: Callable[[Words], Card]) -> None:
    """Tell the news to everybody who has or had a part, and to the two people of the order."""
    rows = await act.session.execute(
        sa.select(EvacuationPart.person_id, EvacuationPart.earlier).where(EvacuationPart.evacuation_id == one.id)
    )
    officers = {number for holder, earlier in rows for number in (holder, *earlier) if number is not None}
    people = {*officers, one.made_by_id, one.agreed_by_id or one.made_by_id}
    told = await directory.by_ids(act.session, people)
    await messages.tell(act, told, draw, kinds.NEWS, about=(one, one.state.value))
