"""Opening a case: its card, its timeline, its files, its place. The same for everybody who may see it."""

from aiogram.methods import SendLocation
from aiogram.types import CallbackQuery

from handlers.kit import Context, Press, router_of
from models import Case
from models.enums import Action
from services.cards.card import Card, Picture, button
from services.cases import actions, facts, timeline
from services.cases import card as cases_card
from services.cases.lifecycle import load_case, subject_of
from services.cases.lists import ListedCase
from services.media import attachments
from services.people.access import require
from texts import Words

OPEN = "open"
"""Open a case out of a list; the extra is the list's action and where in it one was: ``queue.todo.-.0``."""

router = router_of("case")


async def case_card(context: Context, case_id: int, *, more: bool = False) -> Card:
    """Return a case's card for the actor. Raises ``Forbidden`` or ``Stale``."""
    known = await facts.gather(context.act, await _seen(context, case_id))
    card = cases_card.card(context.town, known, context.actor, context.now)
    if more:
        card = card.model_copy(
            update={"rows": actions.rows(known, context.actor, context.words, context.now, more=True)}
        )
    return card


async def _seen(context: Context, case_id: int) -> Case:
    """Return a case the actor may see. Raises ``Forbidden`` or ``Stale``."""
    case = await load_case(context.session, case_id, lock=False)
    require(context.actor, Action.VIEW, await subject_of(context.session, case))
    return case


@router.callback_query(Press.of("view", "more"))
async def view(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show the case's card in place of the message, with the everyday or the rare buttons."""
    context.say.edit(await case_card(context, press.id, more=press.action == "more"))


@router.callback_query(Press.of("timeline"))
async def show_timeline(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show a page of the timeline, the newest first time round."""
    number = int(press.extra) if press.extra else -1
    page = await timeline.page(context.act, press.id, number=number)
    context.say.edit(page)


@router.callback_query(Press.of("files"))
async def show_files(query: CallbackQuery, press: Press, context: Context) -> None:
    """Send every file of the case, each with whose it is for."""
    words = context.words
    case = await _seen(context, press.id)
    for attachment in await attachments.of_case(context.session, case.id):
        caption = words("case-file", number=case.number, purpose=words(f"purpose-{attachment.purpose.value}"))
        picture = Picture(kind=attachment.media.kind.value, file_id=attachment.media.file_id)
        context.say.send(Card(text=caption, picture=picture))


@router.callback_query(Press.of("map"))
async def show_map(query: CallbackQuery, press: Press, context: Context) -> None:
    """Send the case's pin."""
    case, say = await _seen(context, press.id), context.say
    if case.latitude is not None and case.longitude is not None and say.chat_id is not None:
        say.call(SendLocation(chat_id=say.chat_id, latitude=case.latitude, longitude=case.longitude))


@router.callback_query(Press.of(OPEN))
async def open_case(query: CallbackQuery, press: Press, context: Context) -> None:
    """Show a case in place of the list, with the way back to where one was."""
    card = await case_card(context, press.id)
    action, _, where = press.extra.partition(".")
    back = button(context.words.plain("list-back"), action, "", where)
    context.say.edit(card.model_copy(update={"rows": (*card.rows, (back,))}))


def village(words: Words, entry: ListedCase) -> str:
    """Return where a case of a list is, in a word."""
    return entry.village or (words.plain("case-outside") if entry.case.outside else "-")
