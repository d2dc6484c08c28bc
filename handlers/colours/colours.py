"""A short dialog: the colour, its lines and villages, and from then on until it is lifted."""

from handlers.kit import Context, Press, card_of, in_rows, pager, router_of
from handlers.kit.buttons import choice_in, number_in
from models import ColourPeriod
from models.enums import Colour
from services.cards.card import Card, below, lines
from services.colours import cards, colours
from services.core.labels import name
from services.core.paging import cut
from services.duties import cards as duty_cards
from services.people.places import village_names

PER_PAGE = 12

router = router_of("colours")


@router.command("colour")
@router.press(cards.LIST)
async def listed(context: Context) -> Card:
    """Show what is in force, with a button to lift each, and the colours to set."""
    found, names, words = await colours.listed(context), await village_names(context.session), context.words
    in_force = [colours.as_in_force(row, context.now) for row in found]
    fresh = [
        context.offer(
            "colour-new", cards.NEW, one.value, mark=duty_cards.colour_mark(words, one), colour=name(words, one)
        )
        for one in Colour
    ]
    return card_of(
        lines(
            words("colours-head", count=len(found)) if found else words("colours-none"),
            *(duty_cards.in_force(context.town, words, one, names) for one in in_force),
            below(words("colours-how")),
        ),
        *(cards.lift_button(words, row, one) for row, one in zip(found, in_force, strict=True)),
        *in_rows(fresh, 4),
    )


@router.press(cards.NEW)
async def begun(context: Context, press: Press) -> Card:
    """Begin with a colour."""
    return await _draft(context, await colours.begin(context, choice_in(press.subject, Colour)))


@router.press(cards.DRAFT)
async def shown(context: Context, press: Press) -> Card:
    """Show what would be in force."""
    return await _draft(context, await colours.draft(context, press.id))


async def _draft(context: Context, row: ColourPeriod) -> Card:
    names = await village_names(context.session)
    return card_of(
        cards.draft(context.town, context.words, colours.as_in_force(row, context.now), names),
        (
            context.offer("colour-lines", cards.LINES, row.id),
            context.offer("colour-villages", cards.VILLAGES, row.id, "0"),
        ),
        (context.offer("colour-set", cards.SET, row.id), context.offer("colour-drop", cards.DROP, row.id)),
    )


@router.press(cards.LINES)
async def line_chosen(context: Context, press: Press) -> Card:
    """Offer the lines, and take one; ``-`` takes them all."""
    words, known = context.words, context.settings.lines
    if press.extra:
        row = await colours.choose_line(context, press.id, press.extra.removeprefix("-"))
    else:
        row = await colours.draft(context, press.id)
    offered = [
        context.offer(
            "colour-choice",
            cards.LINES,
            row.id,
            code,
            name=line.name.in_language(words.language),
            chosen="yes" if code in row.lines else "no",
        )
        for code, line in known.items()
    ]
    return card_of(
        words("colour-lines-head"),
        *in_rows(offered, 2),
        (
            context.offer("colour-every-line", cards.LINES, row.id, "-") if row.lines else None,
            context.offer("colour-back", cards.DRAFT, row.id),
        ),
    )


@router.press(cards.VILLAGES)
async def village_chosen(context: Context, press: Press) -> Card:
    """Offer a page of villages, and take one (``page.id``); ``page.0`` takes them all."""
    at, _, chosen = press.extra.partition(".")
    if chosen:
        row = await colours.choose_village(context, press.id, number_in(chosen))
    else:
        row = await colours.draft(context, press.id)
    found = cut(list((await village_names(context.session)).items()), number_in(at, 0), PER_PAGE)
    offered = [
        context.offer(
            "colour-choice",
            cards.VILLAGES,
            row.id,
            f"{found.page}.{id_}",
            name=called,
            chosen="yes" if id_ in row.villages else "no",
        )
        for id_, called in found.entries
    ]
    return card_of(
        context.words("colour-villages-head"),
        *in_rows(offered, 2),
        pager(found, lambda to: (cards.VILLAGES, row.id, to)),
        (
            context.offer("colour-whole-town", cards.VILLAGES, row.id, f"{found.page}.0") if row.villages else None,
            context.offer("colour-back", cards.DRAFT, row.id),
        ),
    )


@router.press(cards.SET)
async def set_in_force(context: Context, press: Press) -> Card:
    """Let it be in force from now on."""
    await colours.set_in_force(context, press.id)
    context.say.toast(context.words.plain("colour-is-set"))
    return await listed(context)


@router.press(cards.DROP)
async def dropped(context: Context, press: Press) -> Card:
    """Give it up."""
    await colours.drop(context, press.id)
    return await listed(context)


@router.press(cards.LIFT)
async def lifted(context: Context, press: Press) -> Card:
    """Lift it."""
    await colours.lift(context, press.id)
    context.say.toast(context.words.plain("colour-lifted"))
    return await listed(context)
