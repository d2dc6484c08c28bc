"""Reports to the county (县级报送): how they stand, versions, the Excel file, stable, telephone first."""

from aiogram.filters import Command
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from handlers.county import pages as county_page
from handlers.kit import lists
from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.routers import router_of
from models import CountyReport
from models.enums import Action
from services.cards.card import Card, button
from services.cases import card as views
from services.core.errors import Stale
from services.core.labels import name
from services.county import phone_alarm as county_alarm
from services.county import standing as county_standing
from services.county import status as county_owed
from services.county import steps as county_steps
from services.county import workbook as county_sheet

router = router_of("county")


LIST = "county_list"
"""A page of what the county is still to get; its extra is the page."""


@router.message(Command("county"))
async def wanted(message: Message, scene: Scene) -> None:
    """Show what the county is still to get."""
    scene.say.send(await _list(scene, 0))


@router.callback_query(Press.of(LIST))
async def turned(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show another page."""
    scene.say.edit(await _list(scene, int(callback_data.extra or 0)))


async def _list(scene: Scene, number: int) -> Card:
    words = scene.words
    listing = await county_standing.to_come(scene.session, scene.actor, page=number)
    entries = [
        (
            button(
                words.plain(
                    "county-entry",
                    late="yes" if deadline.due_at < scene.now else "no",
                    mark=views.mark(words, case),
                    number=case.number,
                    what=name(words, deadline.kind),
                    due=words.time(deadline.due_at, scene.town.zone),
                ),
                county_owed.PAGE,
                case.id,
            ),
        )
        for case, deadline in listing.entries
    ]
    text = words("county-list", total=listing.total) if listing.entries else words("county-list-empty")
    return Card(text=text, rows=(*entries, *lists.pager(listing, lambda page: (LIST, "", str(page)))))


async def shown(scene: Scene, case_id: int, *, head: str | None = None) -> Card:
    """Return how the reports about a case stand now."""
    found = await county_standing.standing(scene.session, scene.actor, case_id)
    return await county_page.page(scene, found, head=head)


@router.callback_query(Press.of(county_owed.PAGE))
async def page(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show how the reports stand in place of the message."""
    scene.say.edit(await shown(scene, callback_data.id))


@router.callback_query(Press.of(county_page.VERSION))
async def version(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show one version as it was sent."""
    report = await scene.session.get(CountyReport, callback_data.id)
    if report is None:
        raise Stale("error-draft-ended")
    case_id = await county_standing.holder(scene.session, report.case_id)
    found = await county_standing.standing(scene.session, scene.actor, case_id)
    scene.say.edit(await county_page.version(scene, found, report))


@router.callback_query(Press.of(county_page.SHEET))
async def sheet(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Send every version as an Excel file."""
    name, content = await county_sheet.workbook(scene.session, scene.town, scene.actor, callback_data.id)
    if scene.say.chat_id is not None:
        scene.say.action("upload_document")
        scene.say.call(SendDocument(chat_id=scene.say.chat_id, document=BufferedInputFile(content, filename=name)))


@router.callback_query(Press.of(county_page.STABLE))
async def stable(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Ask whether it is stable: the follow-ups end with it."""
    found = await county_standing.standing(scene.session, scene.actor, callback_data.id, Action.DECLARE_STABLE)
    words, case = scene.words, found.case
    row = (
        button(words.plain("county-stable-yes"), county_page.SURE_STABLE, case.id),
        button(words.plain("button-back"), county_owed.PAGE, case.id),
    )
    scene.say.edit(Card(text=words("county-stable-ask", number=case.number), rows=(row,)))


@router.callback_query(Press.of(county_page.SURE_STABLE))
async def stable_sure(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """End the follow-ups; the verified report is due."""
    case = await county_steps.declare_stable(scene.session, scene.town, scene.actor, callback_data.id, now=scene.now)
    scene.say.edit(await shown(scene, case.id, head=scene.words("county-done-stable")))


@router.callback_query(Press.of(Action.RESUME_REPORTS.value))
async def resume(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Begin the follow-ups again."""
    case = await county_steps.resume(scene.session, scene.town, scene.actor, callback_data.id, now=scene.now)
    scene.say.edit(await shown(scene, case.id, head=scene.words("county-done-resume")))


@router.callback_query(Press.of(county_owed.CALLED))
async def call(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show whom to telephone, unless somebody has."""
    found = await county_standing.standing(scene.session, scene.actor, callback_data.id, Action.PHONE_COUNTY)
    if not county_alarm.rings(found.reporting):
        raise Stale("error-county-phoned", number=found.case.number)
    scene.say.edit(county_page.call_page(scene, found))


@router.callback_query(Press.of(county_page.CALLED))
async def called(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Note that the county was told by telephone."""
    names = county_page.called_choices(scene)
    whom = names[min(int(callback_data.extra or 0), len(names) - 1)]
    await county_alarm.phoned(scene.session, scene.town, scene.actor, callback_data.id, whom=whom, now=scene.now)
    head = scene.words("county-done-called", name=whom)
    scene.say.edit(await shown(scene, callback_data.id, head=head))
