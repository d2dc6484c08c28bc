"""Opening a case: its card, its timeline, its files, its place. The same for everybody who may see it."""

from aiogram.methods import SendLocation
from aiogram.types import CallbackQuery

from handlers.kit.buttons import Press
from handlers.kit.context import Scene
from handlers.kit.routers import router_of
from models import Case
from models.enums import Action
from services.cards.card import Card, Picture
from services.cases import card as views
from services.cases import facts, timeline
from services.cases.lifecycle import load_case, subject_of
from services.media import attachments
from services.people.access import require

router = router_of("case")


async def case_card(scene: Scene, case_id: int, *, more: bool = False) -> Card:
    """Return a case's card for the actor. Raises ``Forbidden`` or ``Stale``."""
    known = await facts.gather(scene.session, await _seen(scene, case_id))
    card = views.card(scene.town, known, scene.actor, scene.now)
    if more:
        card = card.model_copy(update={"rows": views.rows(known, scene.actor, scene.words, scene.now, more=True)})
    return card


async def _seen(scene: Scene, case_id: int) -> Case:
    """Return a case the actor may see. Raises ``Forbidden`` or ``Stale``."""
    case = await load_case(scene.session, case_id, lock=False)
    require(scene.actor, Action.VIEW, await subject_of(scene.session, case))
    return case


@router.callback_query(Press.of("view", "more"))
async def view(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show the case's card in place of the message, with the everyday or the rare buttons."""
    scene.say.edit(await case_card(scene, callback_data.id, more=callback_data.action == "more"))


@router.callback_query(Press.of("timeline"))
async def show_timeline(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Show a page of the timeline, the newest first time round."""
    number = int(callback_data.extra) if callback_data.extra else -1
    page = await timeline.page(scene.session, scene.town, scene.actor, callback_data.id, number=number, now=scene.now)
    scene.say.edit(page)


@router.callback_query(Press.of("files"))
async def show_files(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Send every file of the case, each with whose it is for."""
    words = scene.words
    case = await _seen(scene, callback_data.id)
    for attachment in await attachments.of_case(scene.session, case.id):
        caption = words("case-file", number=case.number, purpose=words(f"purpose-{attachment.purpose.value}"))
        picture = Picture(kind=attachment.media.kind.value, file_id=attachment.media.file_id)
        scene.say.send(Card(text=caption, picture=picture))


@router.callback_query(Press.of("map"))
async def show_map(query: CallbackQuery, callback_data: Press, scene: Scene) -> None:
    """Send the case's pin."""
    case, say = await _seen(scene, callback_data.id), scene.say
    if case.latitude is not None and case.longitude is not None and say.chat_id is not None:
        say.call(SendLocation(chat_id=say.chat_id, latitude=case.latitude, longitude=case.longitude))
