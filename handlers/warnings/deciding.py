"""The duty officer decides by buttons: the places of a version, its colour, and the warnings that an ending ends."""

from collections.abc import Callable

from handlers.kit import Context, Press, Row, card_of, in_rows, router_of
from handlers.kit.buttons import choice_in, number_in, unreadable
from handlers.warnings.warnings import card, listed
from models.enums import Colour
from services.cards.card import Button, Card, lines
from services.core.errors import Stale
from services.core.labels import name
from services.duties import cards as duty_cards
from services.people.places import village_names
from services.warnings import answers, cards

router = router_of("warning_decisions")

ALL, NOBODY = "all", "none"
To = Callable[[str], tuple[str, int | str, str]]
"""The target of a button that bears a choice: action, subject, extra."""


@router.press(cards.REACH)
async def reach(context: Context, press: Press) -> Card:
    """Offer the villages; take the whole township, none, or those that were chosen (``ok.number.mask``)."""
    warned, told = await answers.version(context, press.id)
    match press.verb:
        case "all" | "none" as said:
            return await card(context, await answers.say_reach(context, press.id, None if said == ALL else ()))
        case "ok":
            chosen = await chosen_in(context, press.choice)
            if not chosen:
                raise Stale("warning-reach-none")
            return await card(context, await answers.say_reach(context, press.id, chosen))
    chosen = await chosen_in(context, press.choice) if press.choice else set(told.row.villages)
    rows = await villages(context, chosen, lambda extra: (cards.REACH, press.id, extra))
    return card_of(
        lines(
            context.words("warning-reach-head", title=cards.title(context.town, context.words, warned)),
            *(one.in_words(context.words) for one in cards.unclear(told)),
            *(context.words("warning-area", name=area.name or "-") for area in cards.areas(told)),
        ),
        *rows,
        (context.offer("warning-reach-none-button", cards.REACH, press.id, NOBODY),),
        context.offer("warning-back", cards.SEE, warned.id),
    )


async def villages(context: Context, chosen: set[int], to: To) -> list[Row]:
    """Return the villages to choose from, the chosen ones marked, with what takes them or the whole township.

    A button bears all choices as a number in hex, with the number of villages that it was made for.
    """
    names = await village_names(context.session)
    ids = sorted(names)

    def extra(verb: str, those: set[int]) -> str:
        return f"{verb}.{len(ids)}.{sum(1 << at for at, one in enumerate(ids) if one in those):x}"

    offered = [
        context.offer("warning-choice", *to(extra("v", chosen ^ {one})), name=names[one], chosen=_yes(one in chosen))
        for one in ids
    ]
    confirm = context.offer("warning-reach-ok", *to(extra("ok", chosen)), count=len(chosen)) if chosen else None
    return [*in_rows(offered, 2), (context.offer("warning-reach-all", *to(ALL)), confirm)]


async def chosen_in(context: Context, text: str) -> set[int]:
    """Return the villages that a button bears. Raises ``Stale`` when the villages are others by now."""
    count, _, mask = text.partition(".")
    ids = sorted(await village_names(context.session))
    if number_in(count) != len(ids):
        raise unreadable()
    try:
        bits = int(mask, 16)
    except ValueError:
        raise unreadable() from None
    return {one for at, one in enumerate(ids) if bits >> at & 1}


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


@router.press(cards.COLOUR)
async def colour(context: Context, press: Press) -> Card:
    """Offer the colours, or take one."""
    if press.extra:
        return await card(context, await answers.say_colour(context, press.id, choice_in(press.extra, Colour)))
    warned, _ = await answers.version(context, press.id)
    title = cards.title(context.town, context.words, warned)
    return card_of(
        context.words("warning-colour-head", title=title),
        *in_rows(colours(context, lambda value: (cards.COLOUR, press.id, value)), 2),
        context.offer("warning-back", cards.SEE, warned.id),
    )


def colours(context: Context, to: To) -> list[Button]:
    """Return the four colours to choose from."""
    words = context.words
    return [
        context.offer(
            "warning-colour", *to(one.value), mark=duty_cards.colour_mark(words, one), colour=name(words, one)
        )
        for one in Colour
    ]


@router.press(cards.ENDS)
async def ends(context: Context, press: Press) -> Card:
    """Show the question about an ending, or take the answer: a warning, all of them, or none."""
    asked = await answers.asked(context, press.id)
    if not press.extra:
        shown = cards.question(context.town, context.words, asked)
        return shown.model_copy(update={"rows": (*shown.rows, (context.offer("warning-list", cards.LIST),))})
    known = {str(one.id): {one.id} for one in asked.candidates}
    known |= {ALL: {one.id for one in asked.candidates}, NOBODY: set()}
    ended = await answers.say_ends(context, press.id, known[choice_in(press.extra, known)])
    context.say.toast(context.words.plain("warning-ended", count=len(ended)))
    return await listed(context, Press(action=cards.LIST))
