"""The list of warnings, a warning's card with its picture, closing one by hand, and the feeds."""

import asyncio

from handlers.broadcasts import drafting
from handlers.kit import Context, Press, card_of, pager, router_of
from handlers.kit.buttons import number_in
from services.cards.card import Button, Card, button, lines
from services.core.errors import Stale, existing
from services.core.paging import cut
from services.documents import poster
from services.people.places import village_names
from services.warnings import answers, cards, orders, outgoing
from services.warnings.feeds import looking
from services.warnings.playbooks import cards as play_cards
from services.warnings.playbooks import plan
from services.warnings.register.views import Register, Warned

router = router_of("warnings")

START, PICTURE, ORDER, FILE = "warning_new", "warning_picture", "warning_order", "warning_cap"
FORWARD = "warning_forward"
PER_PAGE = 10
TABS = ("active", "over", "other")
"""In force, coming or asked about; over; elsewhere, or not real."""


@router.command("warnings")
@router.press(cards.LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show the warnings of a tab (``tab.page``): asked and in force, over, or elsewhere and not real."""
    found = await answers.listed(context)
    name, _, page = press.extra.partition(".")
    name = name if name in TABS else TABS[0]
    chosen = _of_tab(found, name)
    part = cut(chosen, number_in(page, 0), PER_PAGE)
    words = context.words
    asked = [button(words.plain("warning-asked"), cards.ENDS, one.row.id) for one in found.asked if name == TABS[0]]
    tabs = [
        context.offer(
            f"warnings-tab-{one}",
            cards.LIST,
            "",
            one,
            count=len(_of_tab(found, one)),
            here="yes" if one == name else "no",
        )
        for one in TABS
    ]
    coming = sum(one.coming(context.now) for one in chosen)
    head = words(f"warnings-head-{name}", count=len(chosen), coming=coming, asked=len(asked))
    return card_of(
        head,
        *asked,
        *(cards.line(context.town, words, one, context.now) for one in part.entries),
        pager(part, lambda to: (cards.LIST, "", f"{name}.{to}")),
        tabs,
        (
            context.offer("warning-enter", START),
            context.offer("warning-feeds", cards.FEEDS) if context.settings.warnings.feeds else None,
        ),
    )


def _of_tab(found: Register, name: str) -> list[Warned]:
    real = [one for one in found.warnings if one.real and one.concerns]
    match name:
        case "active":
            return [one for one in real if one.active]
        case "over":
            return [one for one in real if not one.active]
        case _:
            return [one for one in found.warnings if not (one.real and one.concerns)]


@router.press(cards.SEE)
async def seen(context: Context, press: Press) -> Card:
    """Show a warning."""
    return await card(context, await answers.opened(context, press.id))


async def card(context: Context, warned: Warned) -> Card:
    """Return a warning's card."""
    rows: list[tuple[Button, ...]] = []
    if any(one.row.picture_id for one in warned.shown):
        rows.append((context.offer("warning-picture", PICTURE, warned.id),))
    names = await village_names(context.session)
    answered = await orders.standing(context, warned, names)
    back = context.offer("warning-list", cards.LIST)
    closing = context.offer("warning-close", cards.CLOSE, warned.id)
    if warned.active and warned.real and warned.concerns:
        count = await orders.lacking(context, warned)
        key = "warning-order" if count is None else "warning-order-more"
        if count != 0:
            rows.insert(0, (context.offer(key, ORDER, warned.id, **({"count": count} if count else {})),))
    played = await plan.load(context, warned)
    if played.items:
        open_, asked = sum(bool(one.open) for one in played.items), len(played.missing) + len(played.needless)
        playbook = context.offer("play-open", play_cards.SEE, warned.id, open=open_, asked=asked)
        rows.insert(min(len(rows), 1), (playbook,))
    if answered:
        rows.append(
            (context.offer("warning-forward", FORWARD, warned.id), context.offer("warning-cap", FILE, warned.id))
        )
    rows.append((closing, back) if warned.active and warned.real else (back,))
    more: list[str] = [context.words("warning-order-answers", **vars(one)) for one in answered]
    if answered:
        more = ["", context.words("warning-order-head"), *more]
    return cards.warning(context.town, context.words, warned, names, context.now, more=more, rows=rows)


@router.press(ORDER)
async def ordered(context: Context, press: Press) -> Card:
    """Open a draft of an order to the people of the villages and lines; from there it is a message to many."""
    return await drafting.open_draft(context, await orders.prepare(context, press.id))


@router.press(FILE)
async def filed(context: Context, press: Press) -> None:
    """Send the newest order as a CAP file."""
    context.say.document(*await outgoing.newest(context, press.id))


@router.press(FORWARD)
async def forwarded(context: Context, press: Press) -> None:
    """Send the newest order as a picture to forward: a tall one as a file, because chat makes photos small.

    Without a Chinese font, say what to install.
    """
    name, drawn = await outgoing.picture(context, press.id)
    font = await asyncio.to_thread(poster.font, context.settings.documents.picture_font)
    failed = context.words("document-failed", name=name)
    context.say.document_later(
        name, lambda username: drawn.make(font), caption=None, failed=failed, photo=not drawn.tall
    )


@router.press(PICTURE)
async def pictured(context: Context, press: Press) -> None:
    """Send the picture of the signal."""
    warned = await answers.opened(context, press.id)
    picture = existing(await answers.picture(context, warned), "warning-gone")
    context.say.send(Card(text=cards.title(context.town, context.words, warned), picture=picture))


async def _to_close(context: Context, warning_id: int) -> Warned:
    warned = await answers.opened(context, warning_id)
    if not warned.active:
        raise Stale("warning-over")
    return warned


def _why(context: Context, warned: Warned) -> str:
    return context.words("warning-close-why", title=cards.title(context.town, context.words, warned))


@router.asks(cards.CLOSE, _why, _to_close)
async def closed(context: Context, warning_id: int, said: str) -> Card:
    """Close it."""
    warned = await answers.close(context, warning_id, said)
    return await card(context, warned)


@router.press(cards.FEEDS)
async def fed(context: Context) -> Card:
    """Show each feed with the time when it was last heard, and its fault."""
    rows = await looking.standing(context)
    told = [cards.feed_line(context.town, context.words, rule.name, row) for rule, row in rows]
    return card_of(lines(context.words("warning-feeds-head"), *told), context.offer("warning-list", cards.LIST))
