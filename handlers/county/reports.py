"""Reports to the county (县级报送): how they stand, versions, the Excel file, stable, telephone first."""

from handlers.county import pages
from handlers.kit import Context, Press, card_of, pager, router_of
from models.enums import Action, DeadlineKind
from services.cards.card import Card
from services.cases import card as cases_card
from services.core.errors import Stale
from services.core.labels import name
from services.county import phone_alarm, standing, status, steps, workbook

router = router_of("county")


LIST = "county_list"
"""A page of what the county is still to get; its extra is the page."""


@router.command("county")
@router.press(LIST)
async def listed(context: Context, press: Press) -> Card:
    """Show a page of the reports that the county waits for."""
    words = context.words
    listing = await standing.to_come(context.session, context.actor, page=press.number)
    entries = [
        context.offer(
            "county-entry",
            status.PAGE,
            case.id,
            late="yes" if deadline.due_at < context.now else "no",
            mark=cases_card.mark(words, case),
            number=case.number,
            what=name(words, DeadlineKind(deadline.kind)),
            due=context.time(deadline.due_at),
        )
        for case, deadline in listing.entries
    ]
    text = words("county-list", total=listing.total) if listing.entries else words("county-list-empty")
    return card_of(text, *entries, pager(listing, lambda page: (LIST, "", page)))


async def shown(context: Context, case_id: int, *, head: str | None = None) -> Card:
    """Return how the reports about a case stand now."""
    found = await standing.standing(context.session, context.actor, case_id)
    return await pages.page(context, found, head=head)


@router.press(status.PAGE)
async def page(context: Context, press: Press) -> Card:
    """Show how the reports stand in place of the message."""
    return await shown(context, press.id)


@router.press(pages.VERSION)
async def version(context: Context, press: Press) -> Card:
    """Show one version as it was sent."""
    return await pages.version(context, *await standing.of_version(context.session, context.actor, press.id))


@router.press(pages.SHEET)
async def sheet(context: Context, press: Press) -> None:
    """Send every version as an Excel file."""
    context.say.document(*await workbook.workbook(context, press.id), busy=True)


@router.press(pages.STABLE)
async def stable(context: Context, press: Press) -> Card:
    """Ask whether it is stable: the follow-ups end with it."""
    found = await standing.standing(context.session, context.actor, press.id, Action.DECLARE_STABLE)
    case = found.case
    yes = context.offer("county-stable-yes", pages.SURE_STABLE, case.id)
    back = context.offer("button-back", status.PAGE, case.id)
    return card_of(context.words("county-stable-ask", number=case.number), (yes, back))


@router.press(pages.SURE_STABLE, Action.RESUME_REPORTS.value)
async def end_or_resume(context: Context, press: Press) -> Card:
    """End the follow-ups, so that the verified report is due; or begin them again."""
    ends = press.action == pages.SURE_STABLE
    case = await (steps.declare_stable if ends else steps.resume)(context, press.id)
    return await shown(context, case.id, head=context.words("county-done-stable" if ends else "county-done-resume"))


@router.press(status.CALLED)
async def call(context: Context, press: Press) -> Card:
    """Show the numbers to telephone, unless somebody has."""
    found = await standing.standing(context.session, context.actor, press.id, Action.PHONE_COUNTY)
    if not phone_alarm.rings(found.reporting):
        raise Stale("error-county-phoned", number=found.case.number)
    return pages.call_page(context, found)


@router.press(pages.CALLED)
async def called(context: Context, press: Press) -> Card:
    """Note that the county was told by telephone."""
    whom = await pages.phoned(context, press.id, press.number)
    return await shown(context, press.id, head=context.words("county-done-called", name=whom))
