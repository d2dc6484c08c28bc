"""The assessment of a drill: a button marks one item after the other, and words explain a mark."""

from handlers.drills import drills as view
from handlers.kit import Context, Press, Prompt, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in, number_in
from models import Drill, DrillItem
from models.enums import DrillMark
from services.cards.card import Card, button
from services.core.labels import name
from services.drills import participants
from services.drills.cards import OPEN
from services.drills.evaluation import cards, marks

MARK, NOTE, REST, DONE = "drill_mark", "drill_item_note", "drill_rest", "drill_assessed"

router = router_of("drill_assessment")


@router.press(view.ITEMS)
async def opened(context: Context, press: Press) -> Card:
    """Show an item: the one that was asked for, else the first without a mark."""
    await Prompt(NOTE).leave(context)
    drill, items = await marks.begin(context, press.id)
    return await _card(context, drill, items, number_in(press.extra) if press.extra else _first(items))


def _first(items: list[DrillItem]) -> int:
    return next((at for at, one in enumerate(items) if one.mark is None), 0)


async def _card(context: Context, drill: Drill, items: list[DrillItem], at: int) -> Card:
    at = min(at, len(items) - 1)
    left = [place for place, one in enumerate(items) if one.mark is None]
    village = await participants.village_name(context, drill)
    one = items[at]
    return card_of(
        cards.item(context.town, context.words, drill, village, items, at),
        *in_rows(
            [
                button(
                    context.words.plain(
                        "drill-mark-choice",
                        mark=name(context.words, mark).unescape(),
                        chosen="yes" if mark is one.mark else "no",
                    ),
                    MARK,
                    one.id,
                    mark.value,
                )
                for mark in DrillMark
            ],
            2,
        ),
        context.offer("drill-item-write", NOTE, one.id),
        (
            context.offer("drill-item-back", view.ITEMS, drill.id, at - 1) if at else None,
            context.offer("drill-item-on", view.ITEMS, drill.id, at + 1) if at + 1 < len(items) else None,
        ),
        context.offer("drill-rest-met", REST, drill.id, count=len(left)) if left else None,
        context.offer("drill-assessed", DONE, drill.id) if not left else None,
        context.offer("button-back", OPEN, drill.id),
    )


@router.press(MARK)
async def marked(context: Context, press: Press) -> Card:
    """Mark an item, and show the next one without a mark."""
    one = await marks.give(context, press.id, DrillMark(choice_in(press.extra, list(DrillMark))))
    drill, items = await marks.begin(context, one.drill_id)
    after = [at for at in range(one.place, len(items)) if items[at].mark is None]
    missed = [at for at, other in enumerate(items) if other.mark is None]
    return await _card(context, drill, items, next(iter([*after, *missed, one.place - 1])))


@router.asks(NOTE, "drill-item-ask", marks.item)
async def written(context: Context, item_id: int, said: str) -> Card:
    """Put the words to the item."""
    one = await marks.note(context, item_id, said)
    drill, items = await marks.begin(context, one.drill_id)
    return await _card(context, drill, items, one.place - 1)


@router.press(REST)
async def rest(context: Context, press: Press) -> Card:
    """Mark what is left as met."""
    items = await marks.rest_met(context, press.id)
    drill, _ = await marks.begin(context, press.id)
    return await _card(context, drill, items, len(items) - 1)


@router.press(DONE)
async def done(context: Context, press: Press) -> Card:
    """End the assessment."""
    await marks.finish(context, press.id)
    return await view.card(context, press.id, context.words("drill-assessed-done"))
