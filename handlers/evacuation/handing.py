"""The leader of an evacuation hands an officer's part to another: the part, then the person, by buttons."""

from handlers.evacuation import evacuation
from handlers.kit import Context, Press, card_of, pager, router_of
from handlers.kit.buttons import number_in, parts_in
from models import EvacuationPart
from services.cards.card import Card
from services.core.paging import cut
from services.evacuation import cards, part_cards
from services.evacuation.giving import handing
from services.evacuation.order import balance, orders
from services.evacuation.order.balance import Balance
from services.people import directory
from services.people.places import village_names

router = router_of("evacuation_handing")
TO = "ev_part_to"
"""The subject is the part, the extra ``page`` or ``person.was``."""


@router.press(cards.PARTS)
async def listed(context: Context, press: Press) -> Card:
    """Offer the parts of an order; the extra is the page."""
    view, found = await handing.parts(context, press.id)
    shown = cut(found, press.number, 8)
    left = view.balance.by(lambda cell: cell.part_id)
    return card_of(
        context.words("evacuation-parts-head"),
        *(
            context.offer(
                "evacuation-part-line",
                TO,
                part.id,
                village=view.villages.get(part.village_id, "—"),
                name=view.parts[part.id][1] or context.words.plain("evacuation-the-station"),
                left=left.get(part.id, Balance()).unaccounted,
                seen="yes" if part.seen_at or part.person_id is None else "no",
            )
            for part in shown.entries
        ),
        pager(shown, lambda to: (cards.PARTS, view.order.id, to)),
        context.offer("button-back", cards.SEE, view.order.id),
    )


@router.press(TO)
async def to_whom(context: Context, press: Press) -> Card:
    """Offer the people who can take a part, or hand it over."""
    if "." in press.extra:
        person, was = parts_in(press.extra, 2)
        part = await handing.hand(context, press.id, number_in(person), was=number_in(was) or None)
        (to,) = await directory.by_ids(context.session, [number_in(person)])
        context.say.toast(context.words.plain("evacuation-part-handed", name=part_cards.called(context.words, to)))
        one = await orders.load(context.session, part.evacuation_id)
        return await evacuation.station_card(context, one)
    part = await handing.opened(context, press.id)
    holder = part.person_id or 0
    shown = cut(await handing.candidates(context.session, part), press.number, 8)
    return card_of(
        context.words("evacuation-part-whom", **await _said(context, part)),
        *(
            context.offer(
                "evacuation-part-to",
                TO,
                part.id,
                f"{one.person_id}.{holder}",
                name=part_cards.called(context.words, one),
            )
            for one in shown.entries
        ),
        pager(shown, lambda to: (TO, part.id, to)),
        context.offer("button-back", cards.PARTS, part.evacuation_id),
    )


async def _said(context: Context, part: EvacuationPart) -> dict[str, object]:
    names = await directory.names(context.session, [part.person_id])
    villages = await village_names(context.session)
    counted = (await balance.of(context.session, [part.evacuation_id])).where(lambda cell: cell.part_id == part.id)
    return {
        "village": villages.get(part.village_id, "—"),
        "name": names.get(part.person_id or 0) or context.words.plain("evacuation-the-station"),
        "left": counted.unaccounted,
    }
