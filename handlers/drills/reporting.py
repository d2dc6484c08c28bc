"""The report on a drill as a card, with its photos; and how its corrections stand."""

from handlers.drills import drills as view
from handlers.drills import report_pages
from handlers.drills.report_pages import ITEMS, PAGES, SAID, TIMES
from handlers.kit import Context, Press, card_of, pager, router_of
from handlers.kit.buttons import number_in
from models.enums import Action
from services.cards.card import Card, Picture, button, lines
from services.core.labels import name
from services.core.paging import cut
from services.drills import drills, facts, report
from services.drills.cards import OPEN
from services.people.access import may

PHOTOS = "drill_photos"

router = router_of("drill_reporting")


@router.press(view.REPORT)
async def shown(context: Context, press: Press) -> Card:
    """Show a page of the report."""
    page = number_in(press.extra, 0, most=len(PAGES) - 1)
    found = await report.of_drill(context, press.id, context.words)
    text = report_pages.page(context.town, context.words, found, PAGES[page])
    return card_of(
        text,
        tuple(
            context.offer(f"drill-report-{one}", view.REPORT, press.id, at)
            for at, one in enumerate(PAGES)
            if at != page and {TIMES: True, SAID: bool(found.said), ITEMS: bool(found.items)}[one]
        ),
        context.offer("drill-report-photos", PHOTOS, press.id, count=len(found.photos)) if found.photos else None,
        context.offer("button-back", OPEN, press.id),
    )


@router.press(PHOTOS)
async def photos(context: Context, press: Press) -> None:
    """Send the files that came with the evaluation."""
    found = await report.of_drill(context, press.id, context.words)
    for step, one in found.photos:
        caption = context.words("drill-photo", title=found.title, step=name(context.words, step))
        context.say.send(Card(text=caption, picture=Picture.of(one.media)))


@router.press(view.CORRECTIONS)
async def corrections(context: Context, press: Press) -> Card:
    """Show how the corrections stand."""
    found = await facts.facts_of(context, await drills.seen(context, press.id))
    page = cut(found.corrections, press.number)
    opens = may(context.actor, Action.SEE_QUEUE)
    return card_of(
        lines(
            context.words("drill-corrections-head", count=len(found.corrections)),
            *(report_pages.correction(context.town, context.words, one, context.now) for one in page.entries),
        ),
        *(button(one.number, "view", one.id) for one in page.entries if opens),
        pager(page, lambda to: (view.CORRECTIONS, press.id, to)),
        context.offer("button-back", OPEN, press.id),
    )
