"""Reports to the county (县级报送): how they stand, versions, the Excel file, stable, telephone first."""

from aiogram.filters import Command
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from handlers.county import pages
from handlers.kit import Context, Press, lists, router_of
from models.enums import Action, DeadlineKind
from services.cards.card import Card, button
from services.cases import card as cases_card
from services.core.errors import Stale
from services.core.labels import name
from services.county import phone_alarm, standing, status, steps, workbook

router = router_of("county")


LIST = "county_list"
"""A page of what the county is still to get; its extra is the page."""


@router.message(Command("county"))
async def wanted(message: Message, context: Context) -> None:
    """Show what the county is still to get."""
    context.say.send(await _list(context, 0))


@router.callback_query(Press.of(LIST))
async def turned(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show another page."""
    context.say.edit(await _list(context, press.number))


async def _list(context: Context, number: int) -> Card:
    words = context.words
    listing = await standing.to_come(context.session, context.actor, page=number)
    entries = [
        (
            button(
                words.plain(
                    "county-entry",
                    late="yes" if deadline.due_at < context.now else "no",
                    mark=cases_card.mark(words, case),
                    number=case.number,
                    what=name(words, DeadlineKind(deadline.kind)),
                    due=context.time(deadline.due_at),
                ),
                status.PAGE,
                case.id,
            ),
        )
        for case, deadline in listing.entries
    ]
    text = words("county-list", total=listing.total) if listing.entries else words("county-list-empty")
    return Card(text=text, rows=(*entries, *lists.pager(listing, lambda page: (LIST, "", str(page)))))


async def shown(context: Context, case_id: int, *, head: str | None = None) -> Card:
    """Return how the reports about a case stand now."""
    found = await standing.standing(context.session, context.actor, case_id)
    return await pages.page(context, found, head=head)


@router.callback_query(Press.of(status.PAGE))
async def page(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show how the reports stand in place of the message."""
    context.say.edit(await shown(context, press.id))


@router.callback_query(Press.of(pages.VERSION))
async def version(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show one version as it was sent."""
    report = await standing.version(context.session, press.id)
    case_id = await standing.holder(context.session, report.case_id)
    found = await standing.standing(context.session, context.actor, case_id)
    context.say.edit(await pages.version(context, found, report))


@router.callback_query(Press.of(pages.SHEET))
async def sheet(query: CallbackQuery, press: Press, context: Context) -> None:
    """Send every version as an Excel file."""
    name, content = await workbook.workbook(context.act, press.id)
    if context.say.chat_id is not None:
        context.say.action("upload_document")
        context.say.call(SendDocument(chat_id=context.say.chat_id, document=BufferedInputFile(content, filename=name)))


@router.callback_query(Press.of(pages.STABLE))
async def stable(query: CallbackQuery, press: Press, context: Context) -> None:
    """Ask whether it is stable: the follow-ups end with it."""
    found = await standing.standing(context.session, context.actor, press.id, Action.DECLARE_STABLE)
    words, case = context.words, found.case
    row = (
        button(words.plain("county-stable-yes"), pages.SURE_STABLE, case.id),
        button(words.plain("button-back"), status.PAGE, case.id),
    )
    context.say.edit(Card(text=words("county-stable-ask", number=case.number), rows=(row,)))


@router.callback_query(Press.of(pages.SURE_STABLE))
async def stable_sure(query: CallbackQuery, press: Press, context: Context) -> None:
    """End the follow-ups; the verified report is due."""
    case = await steps.declare_stable(context.act, press.id)
    context.say.edit(await shown(context, case.id, head=context.words("county-done-stable")))


@router.callback_query(Press.of(Action.RESUME_REPORTS.value))
async def resume(query: CallbackQuery, press: Press, context: Context) -> None:
    """Begin the follow-ups again."""
    case = await steps.resume(context.act, press.id)
    context.say.edit(await shown(context, case.id, head=context.words("county-done-resume")))


@router.callback_query(Press.of(status.CALLED))
async def call(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show whom to telephone, unless somebody has."""
    found = await standing.standing(context.session, context.actor, press.id, Action.PHONE_COUNTY)
    if not phone_alarm.rings(found.reporting):
        raise Stale("error-county-phoned", number=found.case.number)
    context.say.edit(pages.call_page(context, found))


@router.callback_query(Press.of(pages.CALLED))
async def called(query: CallbackQuery, press: Press, context: Context) -> None:
    """Note that the county was told by telephone."""
    names = pages.called_choices(context)
    whom = names[min(press.number, len(names) - 1)]
    await phone_alarm.phoned(context.act, press.id, whom=whom)
    head = context.words("county-done-called", name=whom)
    context.say.edit(await shown(context, press.id, head=head))
