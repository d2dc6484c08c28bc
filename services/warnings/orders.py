"""Orders because of a warning (叫应): messages to many with confirmation, followed through when the warning changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from models import Broadcast, Grid, Post, RollCallEntry, WarningOrder
from models.enums import Action, BroadcastLevel, BroadcastState, Correction
from services.broadcasts import broadcasts, consent, sending
from services.broadcasts import cards as broadcast_cards
from services.broadcasts.sending import Sent, Silence
from services.cards import people as people_cards
from services.cards import wording
from services.cards.card import Card, button
from services.core import journal
from services.core.act import Act, Actor, Moment
from services.core.errors import Refused, Stale
from services.messaging import audiences, messages
from services.messaging.audiences import Audience, Selection
from services.messaging.undelivered import ring_button
from services.people import directory
from services.people.access import require, villages_of
from services.people.places import village_names
from services.warnings import cards, kinds
from services.warnings.area import country
from services.warnings.register import intake, register
from services.warnings.register.views import Warned
from texts import Words

_GRAVITY = list(BroadcastLevel)
NAMED = 30
"""Names of silent people in one message."""


async def prepare(act: Act, warning_id: int) -> Broadcast:
    """Return a draft of an order: to the responsible people of the villages and lines who have none yet.

    Raises ``Forbidden``, ``Stale`` for a warning that is over, ``Refused`` while its places or colour are unknown.
    """
    require(act.actor, Action.KEEP_WARNINGS)
    require(act.actor, Action.BROADCAST)
    warned = (await register.load(act)).find(warning_id)
    if warned is None or not warned.active or not warned.real:
        raise Stale("warning-over")
    if warned.colour is None or not warned.villages:
        raise Refused("warning-order-unclear")
    orders = await _orders(act, warned)
    selection = (await _meant(act, warned, orders)).model_dump(mode="json", exclude_defaults=True)
    level = BroadcastLevel(warned.colour.value)
    for link, found in orders:
        mine = found.state is BroadcastState.DRAFT and found.author_id == act.actor.person_id
        if mine and link.message_id == warned.head.row.id:
            return await _brought_up_to_date(act, warned, found, selection, level)
    draft = await broadcasts.new(
        act,
        level=level,
        drill=act.town.settings.drill,
        confirmed=True,
        text=await _text(act, warned),
        audience=selection,
    )
    act.session.add(WarningOrder(broadcast_id=draft.id, warning_id=warned.id, message_id=warned.head.row.id))
    await journal.record(act, intake.subject(warned.id), "order", details={"broadcast": draft.id})
    await act.session.flush()
    return draft


async def _meant(act: Moment, warned: Warned, orders: Sequence[tuple[WarningOrder, Broadcast]]) -> Selection:
    """Return the responsible people of the touched places and the lines, without people who have an order already."""
    return Selection(
        responsible=tuple(sorted(warned.villages)),
        spared=tuple(sorted(await country.spared(act, [one.row for one in warned.shown]))),
        lines=warned.lines(act.town.settings),
        without=tuple(found.roll_call_id for _, found in orders if found.roll_call_id is not None),
    )


async def _brought_up_to_date(
    act: Act, warned: Warned, draft: Broadcast, selection: dict[str, Any], level: BroadcastLevel
) -> Broadcast:
    """Let a draft follow an answer of the officer about places or colour; words that the author changed stay."""
    if draft.audience == selection and draft.level is level:
        return draft
    if draft.updated_at == draft.created_at:
        draft.text = await _text(act, warned)
    draft.audience, draft.level, draft.seen = selection, level, None
    await act.session.flush()
    return draft


async def lacking(act: Act, warned: Warned) -> int | None:
    """Return how many people an order would reach who have none yet; None while none was sent."""
    orders = await _orders(act, warned)
    if not any(found.state is BroadcastState.SENT for _, found in orders):
        return None
    if not warned.villages:
        return 0
    villages = villages_of(act.actor, Action.BROADCAST)
    selection = await _meant(act, warned, orders)
    return len((await audiences.find(act.session, act.town, selection, villages=villages)).people)


async def _text(act: Moment, warned: Warned) -> str:
    """Return the words of an order, by the settings or the software's own."""
    words = act.town.words(None)
    info = warned.head.alert.said(words.language)
    given = {
        "title": cards.title(act.town, words, warned),
        "issuer": (info.sender_name if info else "") or warned.head.alert.sender,
        "places": cards.places(words, warned, await village_names(act.session)),
        "begins": words.time(warned.begins, act.town.zone) if warned.begins else words.plain("warning-no-time"),
        "ends": words.time(warned.ends, act.town.zone) if warned.ends else words.plain("warning-no-time"),
    }
    text = act.town.settings.warnings.order
    if not text:
        return words.plain("warning-order-text", **given)
    for name, value in given.items():
        text = text.replace(f"{{{name}}}", value)
    return text[: broadcasts.LONGEST]


async def _orders(act: Moment, warned: Warned) -> list[tuple[WarningOrder, Broadcast]]:
    ids = {one.row.id for one in warned.told}
    those = sa.or_(WarningOrder.warning_id == warned.id, WarningOrder.message_id.in_(ids))
    query = sa.select(WarningOrder, Broadcast).join(Broadcast, Broadcast.id == WarningOrder.broadcast_id).where(those)
    return [(row[0], row[1]) for row in await act.session.execute(query.order_by(Broadcast.id))]


async def follow(act: Moment, warned: Warned, *, recoloured: bool = False) -> None:
    """Tell exactly the recipients of an order that its version is over: what holds now, or that the warning has ended.

    It goes at once: they were agreed to, and a change must not wait for a second person. Each order is followed once.
    One that waits for consent is its author's draft again: its words are about a version that is over. ``recoloured``:
    so is the colour of the version's orders.
    """
    active = set() if recoloured else {one.row.id for one in warned.active}
    found = await _orders(act, warned)
    followed = {link.follows_id for link, _ in found}
    for link, earlier in found:
        if earlier.state is BroadcastState.AWAITING and link.message_id not in active:
            await consent.ask_no_more(act, earlier)
        if earlier.state is not BroadcastState.SENT or link.over or earlier.id in followed or link.message_id in active:
            continue
        if Correction.CANCEL in (await sending.standing(act.session, earlier)).corrected:
            continue
        await _follow(act, warned, link, earlier)


async def _follow(act: Moment, warned: Warned, link: WarningOrder, earlier: Broadcast) -> None:
    authors = await directory.by_ids(act.session, [earlier.author_id]) or await directory.station_leaders(act.session)
    heard = list(broadcasts.selection(earlier).heard)
    audience = {"roll_call": earlier.roll_call_id, "heard": heard}
    found = await audiences.find(act.session, act.town, Selection.model_validate(audience), groups=bool(heard))
    if not authors or not found.people:
        return
    over, words = not warned.active, act.town.words(None)
    colour = warned.colour
    level = BroadcastLevel(colour.value) if colour is not None and not over else earlier.level
    text = words.plain("warning-order-over", title=cards.title(act.town, words, warned), state=warned.state.value)
    made = await broadcasts.new(
        act.by(authors[0]),
        level=level,
        drill=earlier.drill,
        signed=earlier.signed,
        groups=bool(heard),
        confirmed=not over,
        corrects_id=earlier.id,
        correction=Correction.CANCEL if over else Correction.CORRECT,
        text=text if over else await _text(act, warned),
        audience=audience,
    )
    row = WarningOrder(broadcast_id=made.id, warning_id=warned.id, message_id=warned.head.row.id, over=over)
    row.follows_id = link.broadcast_id
    act.session.add(row)
    await act.session.flush()
    await sending.go(act, made, found)
    if not over and _GRAVITY.index(made.level) > _GRAVITY.index(earlier.level):
        await _raised(act, made, earlier)


async def _raised(act: Moment, made: Broadcast, earlier: Broadcast) -> None:
    """Tell the second person of an order that grew so grave that it would have needed consent, with a way back.

    A person who agreed to the earlier version is told with the correction.
    """
    if not broadcasts.needs_consent(act.town, made):
        return
    heard = {made.author_id, earlier.consent_by_id}
    second = [one for one in await directory.deputy_chiefs(act.session) if one.person_id not in heard]

    def card(words: Words) -> Card:
        text = words("warning-order-raised", text=made.text)
        row = (
            button(words.plain("broadcast-open"), broadcast_cards.SEE, made.id),
            button(words.plain("broadcast-cancel"), broadcast_cards.CANCEL, made.id),
        )
        return Card(text=wording.marked(words, text, drill=made.drill), rows=(row,))

    await messages.tell(act, second, card, kinds.RAISED, about=made)


@dataclass(frozen=True)
class VillageAnswers:
    """How many people of a village have an order, and have answered."""

    village: str
    answered: int
    asked: int


async def standing(act: Moment, warned: Warned, names: Mapping[int, str]) -> list[VillageAnswers]:
    """Return the answers to the newest version of the orders, by village; people of units are one line of their own."""
    found = await _orders(act, warned)
    followed = {link.follows_id for link, _ in found}
    calls = [
        one.roll_call_id
        for link, one in found
        if one.roll_call_id is not None and one.id not in followed and not link.over
    ]
    if not calls:
        return []
    rows = await act.session.execute(
        sa.select(RollCallEntry.person_id, RollCallEntry.answer, sa.func.coalesce(Post.village_id, Grid.village_id))
        .join(Post, Post.person_id == RollCallEntry.person_id)
        .outerjoin(Grid, Grid.id == Post.grid_id)
        .where(RollCallEntry.roll_call_id.in_(calls), Post.active)
    )
    people: dict[int | None, dict[int, bool]] = defaultdict(dict)
    at_village: set[int] = set()
    for person_id, answer, village_id in rows:
        people[village_id][person_id] = answer is not None
        at_village |= {person_id} if village_id is not None else set()
    people[None] = {one: said for one, said in people[None].items() if one not in at_village}
    known = sorted((key for key, those in people.items() if those), key=lambda key: (key is None, key or 0))
    return [
        VillageAnswers(names.get(key, "no") if key else "no", sum(people[key].values()), len(people[key]))
        for key in known
    ]


async def _sent(act: Moment, sent: Broadcast, found: Audience) -> None:
    """Tell a leader of a red order; let one about a version that is over be followed at once."""
    link = await act.session.get(WarningOrder, sent.id)
    if link is None:
        return
    await _red(act, link, sent, found)
    warned = (await register.load(act, also=link.warning_id)).find(link.warning_id)
    if warned is not None:
        await follow(act, warned)


async def _red(act: Moment, link: WarningOrder, sent: Broadcast, found: Audience) -> None:
    """Tell one leader outside of its senders and recipients that a red order went out."""
    if link.over or sent.level is not BroadcastLevel.RED or sent.drill:
        return
    inside = {sent.author_id, sent.consent_by_id, *(one.person_id for one in found.people)}
    leaders = [one for one in await directory.chief_and_directors(act.session) if one.person_id not in inside]
    outside = sorted(leaders, key=lambda one: one.chat_id is None)[:1]

    def card(words: Words) -> Card:
        return Card(text=words("warning-order-red", text=sent.text, count=len(found.people)))

    await messages.tell(act, outside, card, kinds.RED, about=sent)


async def _silent(act: Moment, sent: Broadcast, persons: Sequence[Actor], number: int) -> None:
    """Tell the leaders above of the people who have not answered a red order within the first time."""
    link = await act.session.get(WarningOrder, sent.id)
    if link is None or link.over or number > 1 or sent.level is not BroadcastLevel.RED or sent.drill:
        return

    def card(words: Words) -> Card:
        named = tuple(people_cards.called(act.town, words, one) for one in persons[:NAMED])
        text = words("warning-order-silent", names=named, count=len(persons))
        return Card(
            text=text, rows=((ring_button(words),), (button(words.plain("warning-see"), cards.SEE, link.warning_id),))
        )

    about = (sent.id, "silent", min(one.person_id for one in persons))
    await messages.tell(act, await directory.deputy_chiefs(act.session), card, kinds.RED, about=about)


HOOKS = (Sent(_sent), Silence(_silent))
